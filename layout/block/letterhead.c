/* letterhead.c: 版头 (GB/T 9704 7.2): the red mark, 发文字号, the red rule. */
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/text/measure.h"
#include "layout/text/spread.h"

/* The em at which a text is at most `widest`: the size is free, the width is not (G-13). */
static gaz_len size_for_width(const struct gaz_typesetter *ts, struct gaz_paragraph_spec *spec,
                              gaz_len widest) {
    gaz_len size = ts->style->roles[spec->role].size, width = gaz_text_width(ts, spec);
    return width > widest ? MAX(gaz_scale(size, widest, width) - 1, GAZ_POINT) : size;
}

static struct gaz_paragraph_spec spec_of(const struct gaz_typesetter *ts, enum gaz_node_kind kind,
                                         enum gaz_role_id role, struct gaz_text text) {
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, role, text);
    spec.setting = GAZ_SET_CENTER;
    spec.node = gaz_tree_text(ts->tree, kind, text);
    return spec;
}

static gaz_len ascent(gaz_len size) {
    return gaz_scale(size, 88, 100);
}

/* From the type area's top to the mark's; of a letter it may stand above it (10.1). */
static gaz_len mark_top(const struct gaz_style *style) {
    return style->letterhead_paper_top > 0 ? style->letterhead_paper_top - style->area_top
                                           : style->letterhead_top;
}

/* where the mark stands in its box, and how high that is */
struct mark_place {
    gaz_len top, height;
};

/* The box is as high as the printed style counts its lines, else as the mark is, so that what is below it
 * stands at its clause's distance whatever the mark's size. Lines that it has less are taken from the white
 * above and below the mark alike; no more than there is. */
static struct mark_place place_mark(const struct gaz_flow *flow, gaz_len counted, gaz_len own) {
    const struct gaz_style *style = flow->typesetter->style;
    gaz_len top = mark_top(style), white = counted - own;
    if (style->letterhead_lines == 0) return (struct mark_place){top, MAX(top + own, GAZ_POINT)};
    gaz_len less = flow->adjusted ? flow->adjusted->letterhead_less * style->pitch : 0;
    if (less == 0 || white <= 0) return (struct mark_place){top, counted};
    less = MIN(less, white);
    return (struct mark_place){top > 0 ? gaz_scale(top, white - less, white) : top, counted - less};
}

static struct gaz_box *push_mark(struct gaz_flow *flow, gaz_len height) {
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_LINE, height);
    box->snaps = flow->typesetter->style->letterhead_lines > 0;
    return box;
}

static struct gaz_box *single_mark(struct gaz_flow *flow, struct gaz_text name) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_paragraph_spec spec =
        spec_of(flow->typesetter, GAZ_NODE_ISSUER_MARK, GAZ_ROLE_LETTERHEAD, name);
    spec.size = size_for_width(flow->typesetter, &spec, style->letterhead_width);
    struct gaz_paragraph mark = gaz_paragraph_set(flow->typesetter, &spec);
    gaz_len own = (gaz_len)mark.n_lines * spec.size;
    struct mark_place place = place_mark(flow, style->letterhead_lines * style->pitch, own);
    struct gaz_box *box = push_mark(flow, place.height);
    for (uint32_t i = 0; i < mark.n_lines; i++)
        gaz_box_add(flow, box, &mark.lines[i],
                    (struct gaz_at){0, place.top + ascent(spec.size) + (gaz_len)i * spec.size, i + 1});
    return box;
}

/* G-14: the names one under another, spread to one width, 文件 at their right, centred on their height */
static struct gaz_box *joint_mark(struct gaz_flow *flow, const struct gaz_doc *doc) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, GAZ_ROLE_LETTERHEAD_JOINT, (struct gaz_text){0});
    gaz_len widest = 0, size = style->roles[GAZ_ROLE_LETTERHEAD_JOINT].size, n = (gaz_len)doc->letterhead.n;
    for (uint32_t i = 0; i < doc->letterhead.n; i++) {
        spec.text = doc->letterhead.texts[i];
        widest = MAX(widest, gaz_text_width(ts, &spec));
    }
    gaz_len most =
        style->pitch * style->lines_per_page / 2; /* half a page: a first page must show text (G-20) */
    gaz_len height = MIN(style->letterhead_joint_base + n * style->letterhead_joint_each, most);
    gaz_len pitch = MIN(gaz_scale(size, 135, 100), MAX(height - mark_top(style), height / 2) / n);
    gaz_len suffix_width = gaz_scale(size, 28, 10); /* 文件, larger than a name, and the gap before it */
    gaz_len fit = gaz_scale(size, style->letterhead_width, MAX(widest + suffix_width, 1));
    if (fit < size) size = fit;
    size = MIN(size, gaz_scale(pitch, 9, 10));
    gaz_len names = gaz_scale(widest, size, style->roles[GAZ_ROLE_LETTERHEAD_JOINT].size);
    suffix_width = gaz_scale(size, 28, 10);
    gaz_len left = (style->measure - names - suffix_width) / 2;
    gaz_len own = (n - 1) * pitch + size;
    struct mark_place place = place_mark(flow, height, own);
    struct gaz_box *box = push_mark(flow, place.height);
    spec.size = size;
    spec.measure = names;
    for (uint32_t i = 0; i < doc->letterhead.n; i++) {
        spec.text = doc->letterhead.texts[i];
        spec.node = gaz_tree_text(ts->tree, GAZ_NODE_ISSUER_MARK, spec.text);
        struct gaz_line line = gaz_text_spread(ts, &spec);
        gaz_box_add(flow, box, &line,
                    (struct gaz_at){left, place.top + ascent(size) + (gaz_len)i * pitch, i + 1});
    }
    struct gaz_paragraph_spec suffix =
        spec_of(ts, GAZ_NODE_ISSUER_MARK, GAZ_ROLE_LETTERHEAD, doc->letterhead_suffix);
    suffix.size = gaz_scale(size, 115, 100);
    suffix.setting = GAZ_SET_LEFT;
    struct gaz_paragraph set = gaz_paragraph_set(ts, &suffix);
    gaz_len middle = place.top + own / 2;
    if (set.n_lines)
        gaz_box_add(flow, box, &set.lines[0],
                    (struct gaz_at){left + names + size / 2, middle - suffix.size / 2 + ascent(suffix.size),
                                    (uint32_t)n + 1});
    return box;
}

static void add_rule(struct gaz_flow *flow, struct gaz_box *box, struct gaz_at at, struct gaz_rule rule) {
    struct gaz_item item = {.kind = GAZ_ITEM_RULE, .artifact = GAZ_ARTIFACT_RULE, .as.rule = rule};
    if (rule.height == 0) return;
    item.as.rule.ink = flow->typesetter->style->red;
    gaz_box_add(flow, box, &(struct gaz_line){.items = &item, .n_items = 1}, at);
}

static void red_rule(struct gaz_flow *flow, struct gaz_box *box, gaz_len y) {
    const struct gaz_style *style = flow->typesetter->style;
    if (!style->letterhead_printed) return;
    add_rule(flow, box, (struct gaz_at){0, y, 0},
             (struct gaz_rule){.width = style->measure, .height = style->letterhead_rule});
}

/* ---- the double rules of a letter (10.1): below the mark, the thick one above; on the foot of the page, the
 * thick one below. They stand in the middle of the type area, as the mark does. */

static gaz_len double_height(const struct gaz_style *style) {
    return style->double_rule_thick + style->double_rule_between + style->double_rule_thin;
}

static void double_rule(struct gaz_flow *flow, struct gaz_box *box, gaz_len y, bool thick_first) {
    const struct gaz_style *style = flow->typesetter->style;
    gaz_len first = thick_first ? style->double_rule_thick : style->double_rule_thin,
            second = thick_first ? style->double_rule_thin : style->double_rule_thick,
            x = (style->measure - style->double_rule_width) / 2;
    struct gaz_rule rule = {.width = style->double_rule_width, .height = first};
    add_rule(flow, box, (struct gaz_at){x, y, 0}, rule);
    rule.height = second;
    add_rule(flow, box, (struct gaz_at){x, y + first + style->double_rule_between, 0}, rule);
}

static void letter_rules(struct gaz_flow *flow, struct gaz_box *box) {
    const struct gaz_style *style = flow->typesetter->style;
    if (style->double_rule_thick == 0) return;
    gaz_len foot = style->paper_height - style->area_top - style->double_rule_foot - double_height(style);
    double_rule(flow, box, box->height + style->double_rule_gap, true);
    double_rule(flow, box, foot, false);
    box->height += style->double_rule_gap + double_height(style);
}

/* ---- 发文字号 */

/* What is added to the white behind the number so that the title stands on the grid, on its nearest line: up
 * to half a line more or less than the style's. `above`: the height of what is above the number. */
static gaz_len back_to_grid(const struct gaz_style *style, gaz_len above, gaz_len lines) {
    if (style->letterhead_lines > 0 || above == 0) return 0;
    gaz_len over = (above + style->number_before + lines * style->pitch + style->number_after) % style->pitch;
    return over * 2 > style->pitch ? style->pitch - over : MAX(-over, -style->number_after);
}

/* Where no mark is above it, in the house's brackets. */
static struct gaz_text number_of(const struct gaz_typesetter *ts, const struct gaz_doc *doc) {
    if (!ts->style->number_brackets || doc->letterhead.n || doc->number.n == 0) return doc->number;
    struct gaz_text pieces[3] = {gaz_text_from_utf8(ts->arena, "（"), doc->number,
                                 gaz_text_from_utf8(ts->arena, "）")};
    return gaz_text_join(ts->arena, pieces, 3);
}

/* Returns how many lines it has. Below a mark the red rule is under them (G-17). */
static gaz_len number_lines(struct gaz_flow *flow, struct gaz_text number, bool has_rule) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    struct gaz_paragraph_spec spec = spec_of(ts, GAZ_NODE_NUMBER, GAZ_ROLE_NUMBER, number);
    if (style->number_place == 1) spec.setting = GAZ_SET_RIGHT;
    struct gaz_paragraph set = gaz_paragraph_set(ts, &spec);
    for (uint32_t i = 0; i < set.n_lines; i++) {
        struct gaz_box *box =
            gaz_flow_line(flow, &set.lines[i], style->pitch, style->roles[GAZ_ROLE_NUMBER].size, 0);
        if (has_rule && i + 1 == set.n_lines) red_rule(flow, box, style->cell + style->letterhead_rule_gap);
        flow->glue_next = true;
    }
    return (gaz_len)set.n_lines;
}

static void head_number(struct gaz_flow *flow, struct gaz_text number, gaz_len above) {
    const struct gaz_style *style = flow->typesetter->style;
    gaz_flow_space(flow, style->number_before, false);
    gaz_len lines = number_lines(flow, number, above > 0 || style->rule_without_mark);
    gaz_flow_space(flow, style->number_after + back_to_grid(style, above, lines), false);
    gaz_flow_snap(flow);
}

/* A mark without a number: the red rule stands where the number would begin. */
static void head_without_number(struct gaz_flow *flow, gaz_len above) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_LINE, style->number_before);
    red_rule(flow, box, style->number_before);
    flow->glue_next = true;
    gaz_flow_space(flow, style->number_after + back_to_grid(style, above, 0), false);
    gaz_flow_snap(flow);
}

void gaz_block_letterhead(struct gaz_flow *flow, const struct gaz_doc *doc) {
    struct gaz_text number =
        gaz_doc_numbers_title(doc) ? (struct gaz_text){0} : number_of(flow->typesetter, doc);
    struct gaz_box *mark = NULL;
    if (doc->letterhead.n == 0 && number.n == 0) {
        flow->glue_next = false;
        return;
    }
    gaz_tree_open(flow->typesetter->tree, (struct gaz_node){.kind = GAZ_NODE_LETTERHEAD});
    if (doc->letterhead.n == 1) mark = single_mark(flow, doc->letterhead.texts[0]);
    if (doc->letterhead.n > 1) mark = joint_mark(flow, doc);
    if (mark) letter_rules(flow, mark);
    gaz_len above = mark ? mark->height : 0;
    flow->glue_next = true;
    if (number.n)
        head_number(flow, number, above);
    else
        head_without_number(flow, above);
    gaz_tree_close(flow->typesetter->tree);
}

void gaz_block_number(struct gaz_flow *flow, const struct gaz_doc *doc) {
    if (!gaz_doc_numbers_title(doc) || doc->number.n == 0) return;
    number_lines(flow, number_of(flow->typesetter, doc), false);
    gaz_flow_space(flow, flow->typesetter->style->subtitle_after, false);
    gaz_flow_snap(flow);
    flow->glue_next = true;
}
