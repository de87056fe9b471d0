/* title.c: titles, 题注, 主送, and the label of an attachment. */
#include "layout/block/block.h"
#include "layout/text/breakers.h"
#include "layout/text/measure.h"
#include "layout/title/title.h"

static bool has_break(struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (text.chars[i].ch == '\n') return true;
    return false;
}

/* The editor's breaks are law: a line of his that is too wide sets the whole title smaller, down to four
 * fifths. */
static gaz_len size_for_breaks(const struct gaz_typesetter *ts, const struct gaz_paragraph_spec *spec) {
    gaz_len size = ts->style->roles[spec->role].size, width = gaz_text_width(ts, spec);
    if (width <= spec->measure) return size;
    return MAX(gaz_scale(size, spec->measure, width) - 1, gaz_scale(size, 4, 5));
}

/* The editor's breaks are kept; without them the lines end by sense (G-18). */
void gaz_block_title(struct gaz_flow *flow, struct gaz_text title, const struct gaz_title_form *form) {
    const struct gaz_typesetter *ts = flow->typesetter;
    if (title.n == 0) return;
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, form->role, title);
    spec.node = gaz_tree_add(ts->tree,
                             (struct gaz_node){.kind = GAZ_NODE_TITLE, .level = form->level, .text = title});
    gaz_len inset = MAX(ts->style->measure - form->width, 0) / 2;
    spec.setting = GAZ_SET_CENTER;
    spec.breaker = gaz_break_title; /* each of the editor's lines by itself, should one be too wide still */
    spec.measure = ts->style->measure - 2 * inset;
    gaz_len size = ts->style->roles[form->role].size;
    if (has_break(title)) spec.size = size = size_for_breaks(ts, &spec);
    gaz_flow_space(flow, form->before, false);
    if (flow->n > 0 && form->before > 0) flow->glue_next = true;
    struct gaz_paragraph set = gaz_paragraph_set(ts, &spec);
    for (uint32_t i = 0; i < set.n_lines; i++) {
        gaz_flow_line(flow, &set.lines[i], form->each, size, inset);
        flow->glue_next = true;
    }
    gaz_flow_space(flow, form->after, false);
    gaz_flow_snap(flow);
    flow->glue_next = true;
}

/* One of more than four lines, as the history of a law can be, is no figure any more: it is filled, two cells
 * from either edge. */
static void set_in(const struct gaz_typesetter *ts, struct gaz_paragraph_spec *spec) {
    enum { FEW_LINES = 4 };
    if (has_break(spec->text) || gaz_text_width(ts, spec) <= FEW_LINES * spec->measure) return;
    gaz_len inset = 2 * ts->style->roles[spec->role].size;
    spec->setting = GAZ_SET_JUSTIFIED;
    spec->breaker = gaz_break_taken_in;
    spec->first_indent = spec->indent = inset;
    spec->measure -= inset;
}

/* Its lines end by sense and are of like length, as a title's. */
void gaz_block_subtitle(struct gaz_flow *flow, struct gaz_text subtitle) {
    const struct gaz_style *style = flow->typesetter->style;
    if (subtitle.n == 0) return;
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, GAZ_ROLE_SUBTITLE, subtitle);
    spec.node = gaz_tree_text(flow->typesetter->tree, GAZ_NODE_SUBTITLE, subtitle);
    spec.setting = GAZ_SET_CENTER;
    spec.breaker = gaz_break_evenly;
    set_in(flow->typesetter, &spec);
    struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
    gaz_flow_paragraph(flow, &set, style->pitch, style->roles[GAZ_ROLE_SUBTITLE].size);
    gaz_flow_space(flow, style->subtitle_after, false);
    gaz_flow_snap(flow);
    flow->glue_next = true;
}

void gaz_block_addressees(struct gaz_flow *flow, struct gaz_text addressees) {
    const struct gaz_style *style = flow->typesetter->style;
    if (addressees.n == 0) return;
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, GAZ_ROLE_ADDRESSEES, addressees);
    spec.node = gaz_tree_text(flow->typesetter->tree, GAZ_NODE_ADDRESSEES, addressees);
    spec.breaker = gaz_break_names;
    spec.squeeze = style->addressees_squeeze;
    struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
    gaz_flow_paragraph(flow, &set, style->pitch, style->roles[GAZ_ROLE_ADDRESSEES].size);
}

void gaz_block_attachment_label(struct gaz_flow *flow, struct gaz_text label) {
    const struct gaz_style *style = flow->typesetter->style;
    if (label.n == 0) return;
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, GAZ_ROLE_ATTACHMENT_LABEL, label);
    spec.node = gaz_tree_text(flow->typesetter->tree, GAZ_NODE_ATTACHMENT_LABEL, label);
    struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
    gaz_flow_paragraph(flow, &set, style->pitch, style->roles[GAZ_ROLE_ATTACHMENT_LABEL].size);
    flow->glue_next = true;
    gaz_flow_space(flow, style->attachment_label_height - style->pitch, false);
}
