/* own.h: what the issue has to print beside its documents: as it is set now, and as other houses set it. */
#ifndef GAZ_FACSIMILE_OWN_H
#define GAZ_FACSIMILE_OWN_H

#include "base/diag/diag.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_issue;
struct gaz_pages;

enum gaz_own_kind {
    GAZ_OWN_COVER,  /* a text of a cover */
    GAZ_OWN_PAGE,   /* a line of the contents, of the 简介 */
    GAZ_OWN_ENTRY,  /* of the contents' entries, which contents.h compares */
    GAZ_OWN_HEAD,   /* a text of a running head */
    GAZ_OWN_NUMBER, /* a page's number, with what stands about it */
    GAZ_OWN_FORM,   /* of 刊名, 年, 期 and the like, in whichever form a house prints it */
};

struct gaz_own_text {
    enum gaz_own_kind kind;
    GArray *chars;  /* uint32_t, folded */
    GArray *places; /* struct gaz_span: of each character; no source where it was generated */
    int page;       /* its number, as it is set now; 0 of a form */
    bool is_turned; /* it runs in another direction than the page */
};

/* All of them: GArray of struct gaz_own_text, which it owns. */
GArray *gaz_own_texts(const struct gaz_issue *issue, const struct gaz_pages *pages);

/* Where the character stands in the sources; of a generated one the key of issue.yaml that it is made of; no
 * source: of none. */
struct gaz_span gaz_own_span(const struct gaz_issue *issue, const struct gaz_own_text *text, guint at);

/* No letter and no figure: how a house marks what it prints. */
bool gaz_own_is_mark(uint32_t ch);

#endif
