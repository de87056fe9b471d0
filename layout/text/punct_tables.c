/* punct_tables.c: the four systems. */
#include "layout/text/punct_tables.h"

#include "base/process/promise.h"

/* what all systems share: where the free half of a mark's cell is (C-36), what is never trimmed (C-37) */
#define CELL                                                                                                 \
    { 1000, 0, 0 }
#define OPENING                                                                                              \
    { 1000, 500, 0 }
#define CLOSING                                                                                              \
    { 1000, 0, 500 }
#define HALF                                                                                                 \
    { 500, 0, 0 }
#define TWO                                                                                                  \
    { 2000, 0, 0 }
#define OWN                                                                                                  \
    { 0, 0, 0 }

/* clang-format off */
static const struct gaz_punct_table tables[] = {
    {   /* the house's values of 2019: every mark a full cell, nothing trimmed but to save a line (S-29) */
        .name = "全身",
        .rows = {
            [GAZ_CLASS_HAN] = CELL,       [GAZ_CLASS_OPEN] = OPENING,   [GAZ_CLASS_CLOSE] = CLOSING,
            [GAZ_CLASS_COMMA] = CLOSING,  [GAZ_CLASS_COLON] = CLOSING,  [GAZ_CLASS_STOP] = CLOSING,
            [GAZ_CLASS_BANG] = CLOSING,   [GAZ_CLASS_POINT] = CELL,     [GAZ_CLASS_DOT] = CELL,
            [GAZ_CLASS_CONNECT] = CELL,   [GAZ_CLASS_HYPHEN] = CELL,
            [GAZ_CLASS_RATIO] = HALF,     [GAZ_CLASS_DASH] = CELL,      [GAZ_CLASS_LONG_DASH] = TWO,
            [GAZ_CLASS_ELLIPSIS] = CELL,
            [GAZ_CLASS_SLASH] = CELL,     [GAZ_CLASS_PERCENT] = CELL,   [GAZ_CLASS_LATIN] = OWN,
            [GAZ_CLASS_WIDE_SPACE] = CELL, [GAZ_CLASS_BLANK] = CELL,
        },
        .squeeze = true, .adjacent = 0, .line_end = GAZ_TRIM_NEVER, .line_start = GAZ_TRIM_NEVER,
    },
    {   /* the house's values of 2023: two marks side by side take one cell and a half (S-33) */
        .name = "邻标点一字半",
        .rows = {
            [GAZ_CLASS_HAN] = CELL,       [GAZ_CLASS_OPEN] = OPENING,   [GAZ_CLASS_CLOSE] = CLOSING,
            [GAZ_CLASS_COMMA] = CLOSING,  [GAZ_CLASS_COLON] = CLOSING,  [GAZ_CLASS_STOP] = CLOSING,
            [GAZ_CLASS_BANG] = CLOSING,   [GAZ_CLASS_POINT] = CELL,     [GAZ_CLASS_DOT] = CELL,
            [GAZ_CLASS_CONNECT] = CELL,   [GAZ_CLASS_HYPHEN] = CELL,
            [GAZ_CLASS_RATIO] = HALF,     [GAZ_CLASS_DASH] = CELL,      [GAZ_CLASS_LONG_DASH] = TWO,
            [GAZ_CLASS_ELLIPSIS] = CELL,
            [GAZ_CLASS_SLASH] = CELL,     [GAZ_CLASS_PERCENT] = OWN,    [GAZ_CLASS_LATIN] = OWN,
            [GAZ_CLASS_WIDE_SPACE] = CELL, [GAZ_CLASS_BLANK] = CELL,
        },
        .squeeze = false, .adjacent = 500, .line_end = GAZ_TRIM_NEVER, .line_start = GAZ_TRIM_NEVER,
    },
    {   /* clreq's values for the Mainland: C-20, C-22, C-38, C-40, C-41 */
        .name = "国标",
        .rows = {
            [GAZ_CLASS_HAN] = CELL,       [GAZ_CLASS_OPEN] = OPENING,   [GAZ_CLASS_CLOSE] = CLOSING,
            [GAZ_CLASS_COMMA] = CLOSING,  [GAZ_CLASS_COLON] = CLOSING,  [GAZ_CLASS_STOP] = CLOSING,
            [GAZ_CLASS_BANG] = CLOSING,   [GAZ_CLASS_POINT] = HALF,     [GAZ_CLASS_DOT] = HALF,
            [GAZ_CLASS_CONNECT] = CELL,   [GAZ_CLASS_HYPHEN] = HALF,
            [GAZ_CLASS_RATIO] = HALF,     [GAZ_CLASS_DASH] = CELL,      [GAZ_CLASS_LONG_DASH] = TWO,
            [GAZ_CLASS_ELLIPSIS] = CELL,
            [GAZ_CLASS_SLASH] = HALF,     [GAZ_CLASS_PERCENT] = OWN,    [GAZ_CLASS_LATIN] = OWN,
            [GAZ_CLASS_WIDE_SPACE] = CELL, [GAZ_CLASS_BLANK] = CELL,
        },
        .squeeze = true, .adjacent = 500, .line_end = GAZ_TRIM_SHALL, .line_start = GAZ_TRIM_NEVER,
    },
    {   /* 开明式: only the marks that end a sentence keep their full cell */
        .name = "开明",
        .rows = {
            [GAZ_CLASS_HAN] = CELL,       [GAZ_CLASS_OPEN] = HALF,      [GAZ_CLASS_CLOSE] = HALF,
            [GAZ_CLASS_COMMA] = HALF,     [GAZ_CLASS_COLON] = HALF,     [GAZ_CLASS_STOP] = CLOSING,
            [GAZ_CLASS_BANG] = CLOSING,   [GAZ_CLASS_POINT] = HALF,     [GAZ_CLASS_DOT] = HALF,
            [GAZ_CLASS_CONNECT] = CELL,   [GAZ_CLASS_HYPHEN] = HALF,
            [GAZ_CLASS_RATIO] = HALF,     [GAZ_CLASS_DASH] = CELL,      [GAZ_CLASS_LONG_DASH] = TWO,
            [GAZ_CLASS_ELLIPSIS] = CELL,
            [GAZ_CLASS_SLASH] = HALF,     [GAZ_CLASS_PERCENT] = OWN,    [GAZ_CLASS_LATIN] = OWN,
            [GAZ_CLASS_WIDE_SPACE] = CELL, [GAZ_CLASS_BLANK] = CELL,
        },
        .squeeze = true, .adjacent = 500, .line_end = GAZ_TRIM_SHALL, .line_start = GAZ_TRIM_NEVER,
    },
};
/* clang-format on */

const struct gaz_punct_table *gaz_punct_table_lookup(int choice) {
    GAZ_PROMISE(choice >= 0 && choice < (int)(sizeof tables / sizeof *tables));
    return &tables[choice];
}
