/* mht.h: a page that a browser saved in one file with all that it shows (.mht, RFC 2557). */
#ifndef GAZ_INTAKE_HTML_MHT_H
#define GAZ_INTAKE_HTML_MHT_H

#include "base/file/file.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_mht {
    GBytes *page;      /* NULL: it has none */
    unsigned n_frames; /* pages within it, which are not read */
    char *address;     /* where the page was; NULL: it does not say */
    GHashTable *parts; /* char * (address, or cid:…) → GBytes, of what else is in the file */
};

/* Whether the bytes begin with the head of such a file. */
bool gaz_mht_is(struct gaz_bytes file);
void gaz_mht_open(struct gaz_mht *mht, struct gaz_bytes file);
void gaz_mht_close(struct gaz_mht *mht);

/* What the page calls `src`; NULL: it is not in the file. Freed with g_bytes_unref. */
GBytes *gaz_mht_part(const struct gaz_mht *mht, const char *src);

#endif
