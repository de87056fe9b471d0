/* column.c: the name of a 栏目 where its documents begin (栏目.题): a line with a rule below it, or a page.
 */
#include "layout/block/block.h"

enum { CENTRED = 1 }; /* of 栏目.位置 */

static struct gaz_paragraph set_name(struct gaz_flow *flow, struct gaz_text name) {
    const struct gaz_typesetter *ts = flow->typesetter;
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, GAZ_ROLE_COLUMN_TITLE, name);
    spec.setting = ts->style->column_title_place == CENTRED ? GAZ_SET_CENTER : GAZ_SET_LEFT;
    spec.node = gaz_tree_add(ts->tree, (struct gaz_node){.kind = GAZ_NODE_HEADING, .level = 1, .text = name});
    return gaz_paragraph_set(ts, &spec);
}

/* half of the leading below the characters, as a line of text has it */
static void add_rule(struct gaz_flow *flow, struct gaz_box *box) {
    const struct gaz_style *style = flow->typesetter->style;
    const struct gaz_role *look = &style->roles[GAZ_ROLE_COLUMN_TITLE];
    if (style->column_title_rule == 0) return;
    struct gaz_item rule = {
        .kind = GAZ_ITEM_RULE,
        .artifact = GAZ_ARTIFACT_RULE,
        .as.rule = {.width = style->measure, .height = style->column_title_rule, .ink = look->ink}};
    gaz_len y = (box->height + look->size) / 2 + (style->pitch - style->cell) / 2;
    gaz_box_add(flow, box, &(struct gaz_line){.items = &rule, .n_items = 1}, (struct gaz_at){0, y, 0});
}

/* Lines of one pitch, or of whole ones for a large role. */
static void push_lines(struct gaz_flow *flow, struct gaz_text name) {
    const struct gaz_style *style = flow->typesetter->style;
    gaz_len size = style->roles[GAZ_ROLE_COLUMN_TITLE].size, height = style->pitch;
    while (height < size)
        height += style->pitch;
    struct gaz_paragraph set = set_name(flow, name);
    for (uint32_t i = 0; i < set.n_lines; i++) {
        struct gaz_box *box = gaz_flow_line(flow, &set.lines[i], height, size, 0);
        if (i + 1 == set.n_lines) add_rule(flow, box);
        flow->glue_next = true;
    }
}

void gaz_block_column_title(struct gaz_flow *flow, struct gaz_text name) {
    if (name.n == 0) return;
    push_lines(flow, name);
    gaz_flow_space(flow, flow->typesetter->style->column_title_after, false);
    gaz_flow_snap(flow);
    flow->glue_next = true;
}

void gaz_block_column_page(struct gaz_flow *flow, struct gaz_text name) {
    if (name.n == 0) return;
    gaz_flow_space(flow, flow->typesetter->style->column_title_top, false);
    push_lines(flow, name);
    flow->glue_next = false;
}
