/* sheet.h: a door of its own, for what an office reads beside the pages: notes in a proof's margin, lists,
 * the table of what changed.
 *
 * Its texts are set as all others are, in the faces of a style, and are no part of an issue: no tree, no
 * self-check, no complaint. Whoever asks puts the items where he wants them.
 */
#ifndef GAZ_LAYOUT_SHEET_H
#define GAZ_LAYOUT_SHEET_H

#include "layout/pages.h"
#include "styles/style.h"

struct gaz_arena;
struct gaz_fonts;

/* What sets them; the style and the fonts are borrowed, what is set lives in the arena. Freed with
 * gaz_sheet_free. */
struct gaz_sheet *gaz_sheet_new(const struct gaz_style *style, struct gaz_fonts *fonts,
                                struct gaz_arena *arena);
void gaz_sheet_free(struct gaz_sheet *sheet);

enum gaz_sheet_side { GAZ_SHEET_LEFT, GAZ_SHEET_CENTRE, GAZ_SHEET_RIGHT };

struct gaz_sheet_text {
    struct gaz_text text;  /* generated, of a source, or both */
    enum gaz_role_id role; /* whose faces and ink it has */
    gaz_len size;          /* the em */
    gaz_len pitch;         /* from line to line */
    gaz_len width;         /* of the lines */
    enum gaz_sheet_side side;
};

/* The items of its lines, of which the first line's em square has its upper left corner at 0, 0 and every
 * further line stands a pitch lower. Their `line` is the line's number from 1; they are artifacts. */
struct gaz_sheet_set {
    struct gaz_item *items;
    uint32_t n_items;
    uint32_t n_lines;
};

/* Sets a text; the items live in the arena of the sheet's typesetter. */
struct gaz_sheet_set gaz_sheet_set(const struct gaz_sheet *sheet, const struct gaz_sheet_text *text);

/* How wide a text is on one line. */
gaz_len gaz_sheet_width(const struct gaz_sheet *sheet, const struct gaz_sheet_text *text);

#endif
