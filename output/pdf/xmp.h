/* xmp.h: what a file says of itself, as XMP (ISO 16684-1). */
#ifndef GAZ_OUTPUT_PDF_XMP_H
#define GAZ_OUTPUT_PDF_XMP_H

#include "layout/pages.h"

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* The date of the pages as the document information has it, D:20240731000000+08'00'; NULL without one. Freed
 * with g_free. */
char *gaz_pdf_date(const struct gaz_pages *pages);

/* The packet, for a file that is PDF/X-4: title, author, dates, identifier as in the document information,
 * made of the pages alone. `producer` as there; NULL: not said. */
char *gaz_pdf_xmp(const struct gaz_pages *pages, const char *producer);

/* Makes a text the metadata stream of the catalogue. */
void gaz_pdf_set_xmp(qpdf_data pdf, const char *xmp);

#endif
