/* remedies.h: how one document could be made to end well, each way really set.
 *
 * A remedy is one style value of the document's own, or a few: two mild ones together, where none alone
 * helps. It is written into a copy of the source first, and what the copy then says is set: so what is
 * promised is what a build of the changed source gives.
 */
#ifndef GAZ_DESK_REMEDIES_H
#define GAZ_DESK_REMEDIES_H

#include "input/front_edit.h"
#include "layout/layout.h"

struct gaz_diags;
struct gaz_gazette;

enum { GAZ_MAX_OWN_VALUES = 4 };

struct gaz_remedy {
    const char *what[2]; /* in words: Chinese, English */
    struct gaz_own_value values[GAZ_MAX_OWN_VALUES];
    uint32_t n_values;
    bool is_pair; /* of two ways: the second's words behind the first's */
    const char *also[2];
    const char *file; /* the source with them: its bytes */
    size_t size;
    struct gaz_ending ending;
    gaz_len pitch, cell; /* 行 and 字 of the document then */
    int lines_per_page;
    int direction; /* of a count that goes up or down; else 0 */
};

/* one document and its remedies */
struct gaz_fitter {
    struct gaz_arena *arena; /* of all that is found */
    const struct gaz_gazette *gazette;
    uint32_t doc;     /* its index */
    const char *file; /* its source as it is: bytes */
    size_t size;
    struct gaz_ending ending;
    struct gaz_remedy *remedies; /* the least visible first */
    uint32_t n_remedies;
    size_t capacity;
};

/* Reads the document's source again. False after a complaint: it cannot be read, or is not any more what it
 * was when the issue was read. */
bool gaz_fitter_read(struct gaz_fitter *fitter, struct gaz_diags *diags);

/* The same, and sets the document as it is. */
bool gaz_fitter_begin(struct gaz_fitter *fitter, struct gaz_diags *diags);

/* Tries everything and keeps what ends better: well, on no more pages, and on fewer of them where the
 * document ends well already. False after a complaint: 版面 is written in a way that cannot be changed here.
 */
bool gaz_fitter_try_all(struct gaz_fitter *fitter, struct gaz_diags *diags);

#endif
