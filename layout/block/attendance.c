/* attendance.c: 出席, 请假, 缺席, 列席 of minutes (GB/T 9704 10.3). */
#include "layout/block/block.h"

static void push_one(struct gaz_flow *flow, struct gaz_text text) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, GAZ_ROLE_BODY, text);
    spec.setting = GAZ_SET_LEFT; /* names are whole, and stand in line with those above */
    spec.first_indent = style->indent;
    gaz_block_hang_label(flow->typesetter, &spec);
    spec.node = gaz_tree_text(flow->typesetter->tree, GAZ_NODE_ATTENDANCE, text);
    struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
    gaz_flow_paragraph(flow, &set, style->pitch, style->roles[GAZ_ROLE_BODY].size);
}

void gaz_block_attendance(struct gaz_flow *flow, const struct gaz_doc *doc) {
    bool is_first = true;
    for (int i = 0; i < GAZ_N_ATTENDANCES; i++) {
        if (doc->attendance[i].n == 0) continue;
        if (is_first) gaz_flow_space(flow, flow->typesetter->style->attendance_before, true);
        is_first = false;
        push_one(flow, doc->attendance[i]);
    }
}
