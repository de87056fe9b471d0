/* check.h: the preflight: whether a finished file is what a press takes. */
#ifndef GAZ_OUTPUT_PRESS_CHECK_H
#define GAZ_OUTPUT_PRESS_CHECK_H

#include "output/output.h"

#include <stdbool.h>

/* Reads the file anew through libqpdf, mending nothing, and holds each rule of rules.def against its
 * objects: PDF/X-1a:2003 (ISO 15930-4) or PDF/X-4 (ISO 15930-7) as press->pdfx says, and what this program
 * promises beyond. `pages` are those that were set, not those derived for a press. False after reporting the
 * first breach of each rule, with its place: the program's fault, and nothing is to be written. All is
 * borrowed. */
bool gaz_press_verify(GBytes *pdf, const struct gaz_pages *pages, const struct gaz_press *press,
                      struct gaz_diags *diags);

#endif
