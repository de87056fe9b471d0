/* punct_tables.h: how wide the marks are: one table a system (标点 in a style), rows by class, each with its
 * clause. Values are thousandths of the em. The algorithms know no mark; they see these rows. */
#ifndef GAZ_LAYOUT_TEXT_PUNCT_TABLES_H
#define GAZ_LAYOUT_TEXT_PUNCT_TABLES_H

#include "layout/text/charclass.h"

struct gaz_punct_row {
    int width;       /* of its cell; 0: as wide as the font says */
    int free_before; /* empty space at its left that may be taken away */
    int free_after;  /* at its right */
};

enum gaz_line_end_trim { GAZ_TRIM_NEVER, GAZ_TRIM_MAY, GAZ_TRIM_SHALL };

struct gaz_punct_table {
    const char *name;
    struct gaz_punct_row rows[GAZ_N_CLASSES];
    bool squeeze; /* the marks' free space gives way in a tight line (C-59) */
    int adjacent; /* taken out between two adjacent marks with free space between them (C-38) */
    enum gaz_line_end_trim line_end;   /* a mark's free space at the line's end (C-41) */
    enum gaz_line_end_trim line_start; /* an opening mark's at the line's start (C-40) */
};

/* By the index of the style's choice 标点: 全身, 邻标点一字半, 国标, 开明. */
const struct gaz_punct_table *gaz_punct_table_lookup(int choice);

#endif
