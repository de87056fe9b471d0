/* output.h: the doors: readers of the display list. */
#ifndef GAZ_OUTPUT_OUTPUT_H
#define GAZ_OUTPUT_OUTPUT_H

#include "layout/pages.h"

#include <glib.h>
#include <stdio.h>

struct gaz_diags;

enum gaz_pdf_flag {
    GAZ_PDF_SCREEN_ROTATE = 1 << 0, /* turned pages carry /Rotate: a viewer shows them upright; a printer's
                                       page would lie across, so never by default */
};

/* The whole PDF in memory; NULL after an error in diags. The caller unrefs it. The same pages give the same
 * bytes. */
GBytes *gaz_pdf_make(const struct gaz_pages *pages, struct gaz_diags *diags);

/* Its two steps: cairo's own file, and what libqpdf mends in it (the raw file is borrowed; gaz_pdf_flag).
 * NULL after an error. */
GBytes *gaz_pdf_draw(const struct gaz_pages *pages, struct gaz_diags *diags);
GBytes *gaz_pdf_finish(GBytes *raw, const struct gaz_pages *pages, unsigned flags, struct gaz_diags *diags);

/* Reads the text back out of a PDF (content streams and ToUnicode through libqpdf) and compares it with the
 * pages, character by character. False after reporting the first difference of each page. */
bool gaz_pdf_verify(GBytes *pdf, const struct gaz_pages *pages, struct gaz_diags *diags);

/* One page as PNG bytes at dpi; NULL after an error. The caller unrefs it. */
GBytes *gaz_png_make(const struct gaz_pages *pages, uint32_t page, int dpi, struct gaz_diags *diags);

/* The golden format: the display list as text, lengths in points with two decimals, no path of this machine.
 */
void gaz_pages_dump(const struct gaz_pages *pages, FILE *out);

/* One JSON object a line: page, line, text, source (file:line:column of its first character). */
void gaz_lines_dump(const struct gaz_pages *pages, FILE *out);

#endif
