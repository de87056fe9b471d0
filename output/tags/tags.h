/* tags.h: the structure tree of a PDF (ISO 32000-1, 14.7; ISO 14289-1), of the tree of the pages. */
#ifndef GAZ_OUTPUT_TAGS_TAGS_H
#define GAZ_OUTPUT_TAGS_TAGS_H

#include "output/tags/elements.h"

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* Gives the file its tree. `marked`: GArray * of struct gaz_pdf_marked, one a page, whose content is marked
 * so (marks.h). Links become part of it; what they lead to is said. */
void gaz_pdf_write_tags(qpdf_data pdf, const struct gaz_pdf_elements *elements, const GPtrArray *marked);

#endif
