/* changes.h: the lines that changed, each as the pieces a person reads: kept, gone, come. */
#ifndef GAZ_COMPARE_CHANGES_H
#define GAZ_COMPARE_CHANGES_H

#include "compare/comparison.h"

#include <glib.h>

enum gaz_piece_kind { GAZ_PIECE_KEPT, GAZ_PIECE_GONE, GAZ_PIECE_COME };

struct gaz_piece {
    enum gaz_piece_kind kind;
    uint32_t first, n; /* in the chars of the old build (GONE) or the new one */
    uint32_t old;      /* of KEPT: its first in the old one */
};

#define GAZ_NO_LINE UINT32_MAX

/* A line of the new build that characters came into, or went from; or one of the old build that went whole.
 */
struct gaz_change {
    uint32_t old, new; /* indices of lines; GAZ_NO_LINE: there is none */
    const struct gaz_piece *pieces;
    uint32_t n;
};

/* Calls back for every change, in order. */
typedef void gaz_change_visitor(void *context, const struct gaz_change *change);
void gaz_changes_walk(const struct gaz_comparison *comparison, gaz_change_visitor *visit, void *context);

#endif
