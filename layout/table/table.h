/* table.h: a table of the model becomes parts that fit the room that is left on a page.
 *
 * prepare measures once (columns, then rows); part is called by the page builder with the room it has and
 * gives the next rows as display items. Texts inside cells go through the paragraph door. The caption stands
 * above the first part, the unit below it; the notes below a table are the block's (layout/block/notes.c).
 */
#ifndef GAZ_LAYOUT_TABLE_TABLE_H
#define GAZ_LAYOUT_TABLE_TABLE_H

#include "input/doc.h"
#include "layout/text/paragraph.h"

struct gaz_table_setting; /* a measured table and how far it has been set */

/* the display items of one part, relative to the measure's left edge and the part's top */
struct gaz_table_part {
    struct gaz_item *items;
    uint32_t n_items;
    gaz_len height;
    bool done;           /* nothing is left */
    struct gaz_span cut; /* of the mark that ended it (断表); no source: none did */
};

/* A width as written, of a column or a figure; 0 for auto. */
gaz_len gaz_width_resolve(const struct gaz_style *style, struct gaz_width width, gaz_len measure);

/* Measures a table for a measure (the width it is set in: of a turned table the page's height). In the arena.
 */
struct gaz_table_setting *gaz_table_prepare(const struct gaz_typesetter *typesetter,
                                            const struct gaz_table *table, gaz_len measure);

/* From the measure's left edge: the outer edges of the table. */
struct gaz_table_place {
    gaz_len left, right;
};
struct gaz_table_place gaz_table_place(const struct gaz_table_setting *setting);

/* The node of a note below the table (注：…), the i-th; 0 without a tree. */
uint32_t gaz_table_note_node(const struct gaz_table_setting *setting, uint32_t i);

/* The least room in which the first rows of an unbegun table can be set unforced, caption included. */
gaz_len gaz_table_least(const struct gaz_table_setting *setting);

/* About the height of what is not yet set, repeated header included. */
gaz_len gaz_table_left(const struct gaz_table_setting *setting);

/* Sets the next rows into `room`. Header rows are repeated on every part but the first (as an
 * artifact), as is the text of a merged cell that the cut goes through. When not even one row fits and
 * `force` is false, gives no items and height 0 (the caller turns the page); with `force` it sets at least
 * one row, splitting it between its lines. */
struct gaz_table_part gaz_table_part(const struct gaz_typesetter *typesetter,
                                     struct gaz_table_setting *setting, gaz_len room, bool force);

#endif
