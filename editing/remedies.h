/* remedies.h: how one document could be made to end well, each way really set.
 *
 * A remedy is a style value of the document's own or a mark of the print, or a few of them together where
 * none does alone: the fewest, the least visible first (trial/search.h). It is written into a copy of the
 * source first, and what the copy then says is set: so what is promised is what a build of the changed source
 * gives.
 */
#ifndef GAZ_EDITING_REMEDIES_H
#define GAZ_EDITING_REMEDIES_H

#include "trial/search.h"

struct gaz_remedy {
    const char *what[2]; /* in words: Chinese, English */
    const struct gaz_override *overrides;
    const struct gaz_span *places; /* of each; no source: of a value */
    uint32_t n_overrides;
    const char *file; /* the source with them: its bytes */
    size_t size;
    struct gaz_setting setting;       /* how it comes out; without the stream */
    uint32_t ways[GAZ_MOST_TOGETHER]; /* which ways, rising */
    uint32_t n_ways;
};

/* one document and its remedies */
struct gaz_fitter {
    struct gaz_trial trial;
    struct gaz_remedy *remedies; /* the least visible first */
    uint32_t n_remedies;
    size_t capacity;
};

/* Tries everything and keeps what ends better: well, on no more pages, and on fewer of them where the
 * document ends well already. The trial was begun. False after a complaint: 版面 is written in a way that
 * cannot be changed here. */
bool gaz_fitter_try_all(struct gaz_fitter *fitter, struct gaz_diags *diags);

#endif
