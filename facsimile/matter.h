/* matter.h: what is printed of the issue and of none of its documents: cover, contents, 简介, running heads,
 * page numbers.
 */
#ifndef GAZ_FACSIMILE_MATTER_H
#define GAZ_FACSIMILE_MATTER_H

#include "facsimile/print.h"

struct gaz_pages;

/* Marks the lines of the print that are no document's, as the issue is set now (is_matter): all of a page of
 * which more is found in what the pages have beside the documents than in the documents; at the head and foot
 * of any other page what is word for word a running head or page number. The page begins with the line behind
 * those, then. */
void gaz_mark_matter(const struct gaz_print *print, const struct gaz_pages *pages);

#endif
