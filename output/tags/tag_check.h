/* tag_check.h: the proof that the tags of a PDF say what the tree of the pages says. */
#ifndef GAZ_OUTPUT_TAGS_TAG_CHECK_H
#define GAZ_OUTPUT_TAGS_TAG_CHECK_H

#include "layout/pages.h"
#include "output/objects/text.h"

struct gaz_diags;

/* Goes through the structure tree of the file, whose pages' texts have been read: its elements must be those
 * that the nodes become, in their order and nesting; what an element holds must be its node's text, character
 * by character, white space left out; and nothing that is drawn may belong to nothing. False after reporting
 * the first difference. */
bool gaz_pdf_check_tags(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_pdf_page_text *texts,
                        struct gaz_diags *diags);

#endif
