/* letterhead.c: 版头 (GB/T 9704 7.2): the red mark, 发文字号, the red rule. */
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

/* The mark's box: as high as the printed style counts its lines, else as the mark is, so that what is below
 * it stands at its clause's distance whatever the mark's size. */
static struct gaz_box *push_mark(struct gaz_flow *flow, gaz_len counted, gaz_len own) {
    const struct gaz_style *style = flow->typesetter->style;
    bool counts = style->letterhead_lines > 0;
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_LINE, counts ? counted : style->letterhead_top + own);
    box->snaps = counts;
    return box;
}

/* Returns the height of the mark. */
static gaz_len single_mark(struct gaz_flow *flow, struct gaz_text name) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_paragraph_spec spec =
        spec_of(flow->typesetter, GAZ_NODE_ISSUER_MARK, GAZ_ROLE_LETTERHEAD, name);
    spec.size = size_for_width(flow->typesetter, &spec, style->letterhead_width);
    struct gaz_paragraph mark = gaz_paragraph_set(flow->typesetter, &spec);
    gaz_len own = (gaz_len)mark.n_lines * spec.size;
    struct gaz_box *box = push_mark(flow, style->letterhead_lines * style->pitch, own);
    for (uint32_t i = 0; i < mark.n_lines; i++)
        gaz_box_add(
            flow, box, &mark.lines[i],
            (struct gaz_at){0, style->letterhead_top + ascent(spec.size) + (gaz_len)i * spec.size, i + 1});
    return own;
}

/* G-14: the names one under another, spread to one width, 文件 at their right, centred on their height */
static gaz_len joint_mark(struct gaz_flow *flow, const struct gaz_doc *doc) {
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
    gaz_len pitch = MIN(gaz_scale(size, 135, 100), MAX(height - style->letterhead_top, height / 2) / n);
    gaz_len suffix_width = gaz_scale(size, 28, 10); /* 文件, larger than a name, and the gap before it */
    gaz_len fit = gaz_scale(size, style->letterhead_width, MAX(widest + suffix_width, 1));
    if (fit < size) size = fit;
    size = MIN(size, gaz_scale(pitch, 9, 10));
    gaz_len names = gaz_scale(widest, size, style->roles[GAZ_ROLE_LETTERHEAD_JOINT].size);
    suffix_width = gaz_scale(size, 28, 10);
    gaz_len left = (style->measure - names - suffix_width) / 2;
    gaz_len own = (n - 1) * pitch + size;
    struct gaz_box *box = push_mark(flow, height, own);
    spec.size = size;
    spec.measure = names;
    for (uint32_t i = 0; i < doc->letterhead.n; i++) {
        spec.text = doc->letterhead.texts[i];
        spec.node = gaz_tree_text(ts->tree, GAZ_NODE_ISSUER_MARK, spec.text);
        struct gaz_line line = gaz_text_spread(ts, &spec);
        gaz_box_add(flow, box, &line,
                    (struct gaz_at){left, style->letterhead_top + ascent(size) + (gaz_len)i * pitch, i + 1});
    }
    struct gaz_paragraph_spec suffix =
        spec_of(ts, GAZ_NODE_ISSUER_MARK, GAZ_ROLE_LETTERHEAD, doc->letterhead_suffix);
    suffix.size = gaz_scale(size, 115, 100);
    suffix.setting = GAZ_SET_LEFT;
    struct gaz_paragraph set = gaz_paragraph_set(ts, &suffix);
    gaz_len middle = style->letterhead_top + own / 2;
    if (set.n_lines)
        gaz_box_add(flow, box, &set.lines[0],
                    (struct gaz_at){left + names + size / 2, middle - suffix.size / 2 + ascent(suffix.size),
                                    (uint32_t)n + 1});
    return own;
}

static void red_rule(struct gaz_flow *flow, struct gaz_box *box, gaz_len y) {
    const struct gaz_style *style = flow->typesetter->style;
    if (style->letterhead_rule == 0) return;
    struct gaz_item rule = {.kind = GAZ_ITEM_RULE,
                            .artifact = GAZ_ARTIFACT_RULE,
                            .as.rule = {style->measure, style->letterhead_rule, style->red, NULL, 0, NULL}};
    struct gaz_line line = {.items = &rule, .n_items = 1};
    gaz_box_add(flow, box, &line, (struct gaz_at){0, y, 0});
}

/* What is added to the white behind the number so that the title stands on the grid, on its nearest line: up
 * to half a line more or less than the style's. */
static gaz_len back_to_grid(const struct gaz_style *style, gaz_len mark, gaz_len lines) {
    if (style->letterhead_lines > 0 || mark == 0) return 0;
    gaz_len height =
        style->letterhead_top + mark + style->number_before + lines * style->pitch + style->number_after;
    gaz_len over = height % style->pitch;
    return over * 2 > style->pitch ? style->pitch - over : MAX(-over, -style->number_after);
}

/* `mark`: the height of the mark above it */
static void number_line(struct gaz_flow *flow, struct gaz_text number, gaz_len mark) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    struct gaz_paragraph_spec spec = spec_of(ts, GAZ_NODE_NUMBER, GAZ_ROLE_NUMBER, number);
    gaz_flow_space(flow, style->number_before, false);
    struct gaz_paragraph set = gaz_paragraph_set(ts, &spec);
    for (uint32_t i = 0; i < set.n_lines; i++) {
        struct gaz_box *box =
            gaz_flow_line(flow, &set.lines[i], style->pitch, style->roles[GAZ_ROLE_NUMBER].size, 0);
        if (i + 1 == set.n_lines) red_rule(flow, box, style->cell + style->letterhead_rule_gap);
        flow->glue_next = true;
    }
    gaz_flow_space(flow, style->number_after + back_to_grid(style, mark, (gaz_len)set.n_lines), false);
    gaz_flow_snap(flow);
}

void gaz_block_letterhead(struct gaz_flow *flow, const struct gaz_doc *doc) {
    if (doc->letterhead.n == 0 && doc->number.n == 0) {
        flow->glue_next = false;
        return;
    }
    gaz_tree_open(flow->typesetter->tree, (struct gaz_node){.kind = GAZ_NODE_LETTERHEAD});
    gaz_len mark = 0;
    if (doc->letterhead.n == 1) mark = single_mark(flow, doc->letterhead.texts[0]);
    if (doc->letterhead.n > 1) mark = joint_mark(flow, doc);
    if (doc->number.n == 0) gaz_flow_snap(flow);
    flow->glue_next = true;
    if (doc->number.n) number_line(flow, doc->number, mark);
    gaz_tree_close(flow->typesetter->tree);
}
