/* signature.c: 署名, 成文日期, 附注 (GB/T 9704 7.3.5.2, 7.3.5.3, 7.3.6): without a seal, as a gazette prints
 * them, or with a signer's post and stamp. */
#include "layout/block/block.h"
#include "layout/table/picture.h"
#include "layout/text/measure.h"
#include "layout/title/title.h"

enum { SHIFTED, RIGHT };       /* 署名.排法 */
enum { MOST_STAMP_LINES = 4 }; /* as high as a stamp of a name is */

struct place {
    gaz_len name_left, date_left;
};

/* How a name, date or note is set, from the left edge; `node` 0: only to be measured. A name too long for its
 * line ends its lines by sense and evenly, as a title does; they begin one under another. */
static struct gaz_paragraph set_text(const struct gaz_flow *flow, struct gaz_text text, enum gaz_role_id role,
                                     uint32_t node) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, role, text);
    spec.node = node;
    spec.setting = GAZ_SET_LEFT;
    if (role == GAZ_ROLE_NOTE) spec.first_indent = style->note_left;
    if (role == GAZ_ROLE_SIGNATURE) spec.measure -= style->signature_right;
    if (role == GAZ_ROLE_SIGNATURE && gaz_text_width(flow->typesetter, &spec) > spec.measure)
        spec.breaker = gaz_break_evenly;
    return gaz_paragraph_set(flow->typesetter, &spec);
}

static gaz_len width_of(const struct gaz_flow *flow, struct gaz_text text) {
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, GAZ_ROLE_SIGNATURE, text);
    gaz_len widest = 0, width = gaz_text_width(flow->typesetter, &spec);
    if (width <= spec.measure - flow->typesetter->style->signature_right) return width;
    struct gaz_paragraph set = set_text(flow, text, GAZ_ROLE_SIGNATURE, 0);
    for (uint32_t i = 0; i < set.n_lines; i++)
        widest = MAX(widest, set.lines[i].left + set.lines[i].width);
    return widest;
}

/* G-25: the name 2 字 from the right, the date's first character 2 字 right of the name's; a date longer than
 * the name stands 2 字 from the right and the name moves with it. */
static struct place place_of(const struct gaz_flow *flow, const struct gaz_doc *doc) {
    const struct gaz_style *style = flow->typesetter->style;
    gaz_len widest = 0, date = width_of(flow, doc->date), right = style->measure - style->signature_right;
    for (uint32_t i = 0; i < doc->signatures.n; i++)
        widest = MAX(widest, width_of(flow, doc->signatures.texts[i]));
    struct place p = {.name_left = MAX(right - widest, 0)};
    if (style->signature_set == RIGHT) return (struct place){p.name_left, MAX(right - date, 0)};
    p.date_left = p.name_left + (doc->signatures.n ? style->signature_date_shift : 0);
    if (date > widest || p.date_left + date > style->measure) {
        p.date_left = MAX(right - date, 0);
        if (date > widest && doc->signatures.n)
            p.name_left = MAX(p.date_left - style->signature_date_shift, 0);
    }
    return p;
}

struct form {
    enum gaz_node_kind kind;
    enum gaz_role_id role;
    gaz_len left;
};

static void push_text(struct gaz_flow *flow, struct gaz_text text, struct form form) {
    const struct gaz_style *style = flow->typesetter->style;
    uint32_t node = gaz_tree_text(flow->typesetter->tree, form.kind, text);
    struct gaz_paragraph set = set_text(flow, text, form.role, node);
    for (uint32_t i = 0; i < set.n_lines; i++) {
        struct gaz_box *box =
            gaz_flow_line(flow, &set.lines[i], style->pitch, style->roles[form.role].size, form.left);
        box->glue_cause = GAZ_END_SIGNATURE;
        flow->glue_next = true;
    }
}

/* 7.3.5.3: the stamp at the right, the post to the left of it, on its middle. */
static void push_stamp(struct gaz_flow *flow, struct gaz_text post, const struct gaz_figure *stamp) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    gaz_len size = style->roles[GAZ_ROLE_SIGNATURE].size;
    gaz_tree_open(ts->tree, gaz_picture_node(stamp));
    struct gaz_picture_frame frame = {
        .measure = style->measure / 3, .room = MOST_STAMP_LINES * style->pitch, .fills = style->figure_full};
    struct gaz_image image = gaz_picture_alone(style, stamp, &frame, style->figure_percent);
    struct gaz_item item = {.kind = GAZ_ITEM_IMAGE, .node = gaz_tree_group(ts->tree), .as.image = image};
    gaz_tree_close(ts->tree);
    struct gaz_paragraph set =
        set_text(flow, post, GAZ_ROLE_SIGNATURE, gaz_tree_text(ts->tree, GAZ_NODE_SIGNATORY, post));
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_LINE, MAX(image.height, style->pitch));
    gaz_len left = style->measure - style->signature_right - image.width;
    gaz_box_add(flow, box, &(struct gaz_line){.items = &item, .n_items = 1}, (struct gaz_at){left, 0, 0});
    gaz_len top = (box->height - (gaz_len)set.n_lines * style->pitch) / 2;
    for (uint32_t i = 0; i < set.n_lines; i++)
        gaz_box_add(
            flow, box, &set.lines[i],
            (struct gaz_at){left - style->signature_post_gap - set.lines[i].width,
                            top + (gaz_len)i * style->pitch + gaz_line_baseline(style, style->pitch, size),
                            i + 1});
    box->glue_cause = GAZ_END_SIGNATURE;
    box->snaps = true;
    flow->glue_next = true;
}

static void push_name(struct gaz_flow *flow, const struct gaz_doc *doc, uint32_t i, gaz_len left) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_text name = doc->signatures.texts[i];
    struct form form = {GAZ_NODE_SIGNATORY, GAZ_ROLE_SIGNATURE, left};
    if (style->signature_set == RIGHT)
        form.left = MAX(style->measure - style->signature_right - width_of(flow, name), 0);
    if (doc->stamps[i].path)
        push_stamp(flow, name, &doc->stamps[i]);
    else
        push_text(flow, name, form);
}

static void push_signature(struct gaz_flow *flow, const struct gaz_doc *doc, struct place place) {
    struct form date = {GAZ_NODE_DATE, GAZ_ROLE_SIGNATURE, place.date_left};
    gaz_tree_open(flow->typesetter->tree, (struct gaz_node){.kind = GAZ_NODE_SIGNATURE});
    gaz_flow_space(flow, flow->typesetter->style->signature_before, true);
    for (uint32_t i = 0; i < doc->signatures.n; i++)
        push_name(flow, doc, i, place.name_left);
    if (doc->signatures.n && doc->date.n)
        gaz_flow_space(flow, flow->typesetter->style->signature_date_before, false);
    if (doc->date.n) push_text(flow, doc->date, date);
    gaz_tree_close(flow->typesetter->tree);
}

/* ---- 7.3.5.5: no signature without text on its page */

static bool is_line(const struct gaz_box *box) {
    return box->kind == GAZ_BOX_LINE;
}

/* The first box behind the last one of text; 0: there is no text, or something between that ends a page. */
static uint32_t behind_text(const struct gaz_flow *flow, uint32_t signature) {
    uint32_t i = signature;
    while (i > 0 && flow->boxes[i - 1].matter != GAZ_MATTER_TEXT &&
           (is_line(&flow->boxes[i - 1]) || flow->boxes[i - 1].kind == GAZ_BOX_SPACE))
        i--;
    bool is_text = i > 0 && flow->boxes[i - 1].matter == GAZ_MATTER_TEXT;
    return is_text && flow->boxes[i - 1].kind != GAZ_BOX_TURNED ? i : 0;
}

static void glue(struct gaz_flow *flow, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++) {
        flow->boxes[i].glued = true;
        flow->boxes[i].glue_cause = GAZ_END_SIGNATURE;
    }
}

/* All of the last `lines` lines of text stand together. */
static void glue_lines(struct gaz_flow *flow, uint32_t end, int lines) {
    for (uint32_t i = end; lines > 1 && i > 1; lines--) {
        i--;
        while (i > 0 && flow->boxes[i - 1].kind == GAZ_BOX_SPACE)
            i--;
        if (i == 0 || !is_line(&flow->boxes[i - 1])) return;
        glue(flow, i, end);
    }
}

static gaz_len height_from(const struct gaz_flow *flow, uint32_t first) {
    gaz_len height = 0;
    for (uint32_t i = first; i < flow->n; i++)
        height += flow->boxes[i].height;
    return height;
}

static uint32_t first_line(const struct gaz_flow *flow, uint32_t i) {
    while (i + 1 < flow->n && !is_line(&flow->boxes[i]))
        i++;
    return i;
}

/* The last lines of text go along, so that a signature never stands alone on its page (S-19, cause
 * 4), and with them the 附件说明 that stands between; of a table its last rows. A 附件说明 of half a page,
 * and what with its text is higher than a page, is let go: then at least its last line goes along. */
static void take_text_along(struct gaz_flow *flow, uint32_t signature, int lines) {
    const struct gaz_style *style = flow->typesetter->style;
    uint32_t text = lines > 0 ? behind_text(flow, signature) : 0;
    gaz_len page = style->pitch * style->lines_per_page, height = height_from(flow, text);
    bool fits = height + lines * style->pitch <= page && height - height_from(flow, signature) <= page / 2;
    uint32_t first = text > 0 && fits ? text : signature;
    if (first == 0 || lines == 0) return;
    glue(flow, first, first_line(flow, signature) + 1);
    if (flow->boxes[first - 1].kind == GAZ_BOX_TABLE)
        flow->boxes[first - 1].takes = height_from(flow, first);
    else
        glue_lines(flow, first, lines);
}

void gaz_block_signature(struct gaz_flow *flow, const struct gaz_doc *doc) {
    const struct gaz_style *style = flow->typesetter->style;
    if (doc->signatures.n == 0 && doc->date.n == 0 && doc->note.n == 0) return;
    struct place place = place_of(flow, doc);
    uint32_t first = flow->n;
    flow->matter = GAZ_MATTER_SIGNATURE;
    if (doc->signatures.n || doc->date.n) push_signature(flow, doc, place);
    if (doc->note.n) push_text(flow, doc->note, (struct form){GAZ_NODE_NOTE, GAZ_ROLE_NOTE, 0});
    flow->matter = GAZ_MATTER_OTHER;
    flow->glue_next = false;
    take_text_along(flow, first, style->signature_takes_lines);
}
