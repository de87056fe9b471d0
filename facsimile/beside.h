/* beside.h: what is printed beside the documents, covers, running heads and page numbers, against what the
 * issue says of itself.
 *
 * A house has these in its own way. So a line is told only where it is almost what should stand there: what
 * the issue as it is set now has, 刊名, 年, 期 and the like in a form that houses print, or what the pages
 * before and behind it have. What is not there at all is told where the print is of the house that sets it
 * now: the one text of a cover that it lacks, and heads and numbers page by page.
 */
#ifndef GAZ_FACSIMILE_BESIDE_H
#define GAZ_FACSIMILE_BESIDE_H

#include "facsimile/own.h"
#include "facsimile/print.h"

enum gaz_beside_kind {
    GAZ_BESIDE_COVER,
    GAZ_BESIDE_PAGE,   /* of the contents but for their entries, of the 简介 */
    GAZ_BESIDE_HEAD,   /* a running head */
    GAZ_BESIDE_NUMBER, /* a page's number */
};

struct gaz_beside_difference {
    enum gaz_beside_kind kind;
    struct gaz_span span; /* what should stand there; no source: the pages beside it say so */
    int page;             /* as printed; 0: not known, a cover */
    uint32_t n_pages;     /* that are alike in it; `page` is the first of them */
    uint32_t row;         /* of the copy's text */
    char *line;           /* what is printed there, all of it */
    char *print, *text;   /* what differs */
};

/* GArray of struct gaz_beside_difference, which it owns, in the order of the copy. `same_pages`: the print's
 * pages begin where those of the issue do as it is set now. */
GArray *gaz_beside_compare(const struct gaz_print *print, const struct gaz_issue *issue,
                           const struct gaz_pages *pages, bool same_pages);

#endif
