/* contents.h: the printed contents against the documents and the pages on which the print has them. */
#ifndef GAZ_FACSIMILE_CONTENTS_H
#define GAZ_FACSIMILE_CONTENTS_H

#include "facsimile/align.h"

#include <glib.h>

struct gaz_issue;
struct gaz_pages;

enum gaz_contents_kind {
    GAZ_CONTENTS_PAGE,    /* another page than the one on which the document begins in print */
    GAZ_CONTENTS_TEXT,    /* the title, or the 发文字号 beside it */
    GAZ_CONTENTS_MISSING, /* no entry is the document's */
};

struct gaz_contents_difference {
    enum gaz_contents_kind kind;
    uint32_t doc;
    uint32_t row;       /* of the copy's text, where the entry ends; of one that is missing 0 */
    char *print, *text; /* what the entry has, and what it should have; "" of one that is missing */
};

/* What of the contents is not as it should be, in the order of the documents: GArray of struct
 * gaz_contents_difference, which it owns; empty where the print's contents are not known, or are none of this
 * issue's. An entry is right that has the document's title, or what the contents of `pages`, the issue as it
 * is set now, have; which marks stand round page numbers, columns and what else a house has there is not
 * compared, nor is half and full width. */
GArray *gaz_contents_compare(const struct gaz_print *print, const struct gaz_whole *whole,
                             const struct gaz_alignment *alignment, const struct gaz_issue *issue,
                             const struct gaz_pages *pages);

#endif
