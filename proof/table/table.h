/* table.h: 核红表: what changed since an earlier proof, a row each, as a person checks it off. Only proof/
 * looks in here.
 */
#ifndef GAZ_PROOF_TABLE_TABLE_H
#define GAZ_PROOF_TABLE_TABLE_H

#include "proof/changes/changes.h"

/* Where the text of a row is. */
struct gaz_table_place {
    const char *line;   /* "2-15.3": the third line of a block; "": nowhere */
    const char *page;   /* as it is called; "": it is printed nowhere */
    uint32_t page_line; /* 0: the page is all that is known */
};

/* a text and some characters around it; all "" where there is none */
struct gaz_table_text {
    const char *before, *text, *behind;
};

struct gaz_table_row {
    uint32_t first, n; /* changes of the list: cells of one row that went together are one row */
    const char *kind;  /* 增 删 改 移 另起段 接排 */
    enum gaz_change_kind change;
    struct gaz_table_place old_place, new_place;
    struct gaz_table_text old, new;
    const char *reason; /* NULL: nobody has said */
};

struct gaz_proof_table {
    struct gaz_arena *arena;
    const struct gaz_text_changes *changes;
    enum gaz_proof_round round;
    GArray *rows; /* struct gaz_table_row */
};

static inline const struct gaz_table_row *gaz_table_row_at(const struct gaz_proof_table *table, guint i) {
    return &g_array_index(table->rows, struct gaz_table_row, i);
}

/* "7", "7—9"; freed with g_free. */
char *gaz_table_number(const struct gaz_table_row *row);
/* "第5页第3行"; freed with g_free. */
char *gaz_table_place_text(const struct gaz_table_place *place);
/* What was moved is long and nothing new: its beginning and end tell it. Freed with g_free. */
char *gaz_table_shown(const struct gaz_table_row *row, const char *text);
/* "二校（2026-02-01）对一校（2026-01-31）：增3　删2　改5　移1"; freed with g_free. */
char *gaz_table_summary(const struct gaz_proof_table *table);

#endif
