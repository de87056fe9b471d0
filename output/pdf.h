/* pdf.h: what the files that make the PDF share. Not seen outside output/. */
#ifndef GAZ_OUTPUT_PDF_H
#define GAZ_OUTPUT_PDF_H

#include "layout/pages.h"

#include <glib.h>

struct gaz_diags;

/* The second pass, through libqpdf: what cairo cannot say or says wrongly. NULL after an error. Borrows
 * `raw`. */
GBytes *gaz_pdf_finish(GBytes *raw, const struct gaz_pages *pages, struct gaz_diags *diags);

#endif
