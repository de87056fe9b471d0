/* elements.h: the structure elements (ISO 32000-1, 14.7.2) that the nodes of the pages become.
 *
 * Knows no PDF object. Document > Part, an issue > Part, a 栏目 > Sect, a document, in an issue's file as in
 * a volume. What only a PDF wants stands between: a TOC round the entries of a contents, a Caption round what
 * stands above a table's rows.
 */
#ifndef GAZ_OUTPUT_TAGS_ELEMENTS_H
#define GAZ_OUTPUT_TAGS_ELEMENTS_H

#include "layout/pages.h"

#define GAZ_NO_NODE UINT32_MAX
#define GAZ_NO_ELEMENT UINT32_MAX

struct gaz_pdf_element {
    const char *type; /* of the standard's, 14.8.4: "P"; static */
    uint32_t parent;  /* stands before it; GAZ_NO_ELEMENT of the first */
    uint32_t node;    /* whose attributes it has; GAZ_NO_NODE: it stands between, or around */
};

/* Parents stand before their children, which are in tree order. */
struct gaz_pdf_elements {
    const struct gaz_pages *pages;
    struct gaz_pdf_element *elements;
    uint32_t n;
    uint32_t *of_node; /* of each node the element that holds its text and its nodes */
};

/* Headings never skip a level, and each document, 目录 and 简介 begins with H1 (ISO 14289-1, 7.4.2): a level
 * that the text leaves out is left out. The pages are borrowed; freed with gaz_pdf_elements_free. */
struct gaz_pdf_elements *gaz_pdf_elements_new(const struct gaz_pages *pages);
void gaz_pdf_elements_free(struct gaz_pdf_elements *elements);

#endif
