/* table.c: a table in the column of boxes, with white above its title and its notes below it.
 *
 * Title, unit and table are one (layout/table/); the notes (注：…, 资料来源：…) are lines behind it, for
 * which the page builder keeps room below the last row, and which a turned table has turned with it.
 */
#include "layout/block/block.h"

#include "layout/text/measure.h"

enum { LONGEST_LABEL = 8 /* characters of 资料来源： */ };

void gaz_block_table(struct gaz_flow *flow, const struct gaz_table *table) {
    const struct gaz_typesetter *ts = flow->typesetter;
    bool turned = table->classes & GAZ_TABLE_TURNED, titled = table->caption.n || table->unit.n;
    if (titled && !turned) gaz_flow_space(flow, ts->style->table_title_before, true);
    struct gaz_box *box = gaz_flow_push(flow, turned ? GAZ_BOX_TURNED : GAZ_BOX_TABLE, 0);
    box->table = gaz_table_prepare(ts, table, turned ? gaz_turned_measure(ts->style) : ts->style->measure);
    box->on_lines = table->classes & GAZ_TABLE_BORDERLESS;
    box->snaps = true;
}

/* characters up to the colon, it included; 0: it is far, or the editor has ended lines by hand */
static uint32_t label_length(struct gaz_text text) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n; i++)
        if (text.chars[i].ch == '\n') return 0;
    while (n < text.n && n < LONGEST_LABEL && text.chars[n].ch != 0xFF1A && text.chars[n].ch != ':')
        n++;
    return n < text.n && n < LONGEST_LABEL ? n + 1 : 0;
}

/* One note as wide as the table; lines that are turned over stand behind its label. */
static void push_note(struct gaz_flow *into, struct gaz_text text, uint32_t node,
                      struct gaz_table_place place) {
    const struct gaz_typesetter *ts = into->typesetter;
    const struct gaz_role *role = &ts->style->roles[GAZ_ROLE_TABLE_NOTE];
    struct gaz_paragraph_spec spec =
        gaz_spec_of(ts, GAZ_ROLE_TABLE_NOTE, gaz_text_slice(text, 0, label_length(text)));
    gaz_len label = spec.text.n ? gaz_text_width(ts, &spec) : 0;
    gaz_len size = role->size, height = MAX(ts->style->table_note_line, size);
    spec.text = text;
    spec.measure = place.right - place.left;
    spec.indent = label < spec.measure / 3 ? label : 0;
    spec.node = node;
    struct gaz_paragraph set = gaz_paragraph_set(ts, &spec);
    for (uint32_t i = 0; i < set.n_lines; i++) {
        struct gaz_box *box = gaz_flow_push(into, GAZ_BOX_LINE, height);
        gaz_box_add(into, box, &set.lines[i],
                    (struct gaz_at){place.left, (height - size) / 2 + gaz_scale(size, 88, 100), 1});
    }
}

void gaz_block_table_notes(struct gaz_flow *into, const struct gaz_block *block,
                           const struct gaz_table_setting *setting) {
    for (uint32_t i = 0; block->table && i < block->table->notes.n; i++)
        push_note(into, block->table->notes.texts[i], gaz_table_note_node(setting, i),
                  gaz_table_place(setting));
}
