/* pdf.h: the door: a printed copy that is a PDF with a text layer, as text (print.h). */
#ifndef GAZ_FACSIMILE_PDF_PDF_H
#define GAZ_FACSIMILE_PDF_PDF_H

#include "base/file/file.h"
#include "base/text/text.h"

#include <glib.h>
#include <stdbool.h>

/* 引导点: what lies between an entry of the contents and its page's number, many of one kind in a row. */
static inline bool gaz_copy_is_leader(uint32_t ch) {
    return gaz_char_is_one_of(ch, "…‥·・•.");
}

enum gaz_copy_verdict {
    GAZ_COPY_GOOD,
    GAZ_COPY_NO_TEXT,   /* pictures only */
    GAZ_COPY_UNKNOWN,   /* its codes are no characters */
    GAZ_COPY_ENCRYPTED, /* it cannot be opened without a password */
    GAZ_COPY_DAMAGED,
    GAZ_COPY_COSTLY, /* more time or memory than is allowed */
};

/* what the child hands over, before the text */
struct gaz_copy_account {
    enum gaz_copy_verdict verdict;
    uint32_t n_pages;
    uint32_t n_unread, first_unread; /* pages whose content cannot be read; the first of them, from 1 */
    uint64_t n_glyphs, n_lost;       /* codes; of these without a character */
    uint32_t n_losing, first_losing; /* pages on which such are; the first of them, from 1 */
};

/* Reads it here and now, appending the text: in the child (gaz_print_text), in tests. */
struct gaz_copy_account gaz_copy_read(struct gaz_bytes bytes, GString *out);

#endif
