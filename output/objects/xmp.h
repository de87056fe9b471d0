/* xmp.h: what a file says of itself, as XMP (ISO 16684-1). */
#ifndef GAZ_OUTPUT_OBJECTS_XMP_H
#define GAZ_OUTPUT_OBJECTS_XMP_H

#include "output/output.h"

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* The date of the pages as the document information has it, D:20240731000000+08'00'; NULL without one. Freed
 * with g_free. */
char *gaz_pdf_date(const struct gaz_pages *pages);

/* What a file says that it is. */
enum gaz_pdf_claim {
    GAZ_CLAIM_X4,
    GAZ_CLAIM_UA,     /* PDF/UA-1 */
    GAZ_CLAIM_ARCHIVE /* PDF/A-2a too */
};

/* What is said, of which pages; all borrowed. */
struct gaz_pdf_saying {
    const struct gaz_pages *pages;
    enum gaz_pdf_claim claim;
    const struct gaz_pdf_document *document; /* that they are; NULL: of an issue, a volume */
    const char *identity;                    /* 32 hexadecimal digits or more */
    const char *producer;                    /* as in the document information; NULL: not said */
};

/* The packet: title, author, dates as in the document information, made of the pages alone; of an archive's
 * file also the numbers of documents and issue, the organ, the languages, and what these properties are (ISO
 * 19005-2, 6.6.2.3). Freed with g_free. */
char *gaz_pdf_xmp(const struct gaz_pdf_saying *saying);

/* Makes a text the metadata stream of the catalogue. */
void gaz_pdf_set_xmp(qpdf_data pdf, const char *xmp);

#endif
