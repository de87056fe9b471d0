/* xml.h: a part of the package as a tree.
 *
 * Names are told by prefixes of our own, whatever the file calls its name spaces: w:p, m:t, a:blip; the
 * strict name spaces of ISO/IEC 29500 have the same. Elements and attributes of name spaces nobody knows are
 * `?:…`. A document type is refused, so there are no entities beside the five of XML.
 */
#ifndef GAZ_INTAKE_DOCX_XML_H
#define GAZ_INTAKE_DOCX_XML_H

#include "base/file/file.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_arena;

struct gaz_docx_attr {
    const char *name, *value;
};

struct gaz_docx_node {
    const char *name;
    const struct gaz_docx_attr *attrs;
    uint32_t n_attrs;
    struct gaz_docx_node *parent, *first, *last, *next;
    const char *text;             /* of an element that holds characters of the document; else NULL */
    uint32_t carrier, n_carriers; /* its carriers in the draft */
    uint32_t paragraph;           /* w:p: which of its part, from 1; 0: it stands in another one's box */
};

/* What was wrong. */
enum gaz_docx_xml_problem {
    GAZ_DOCX_XML_FINE,
    GAZ_DOCX_XML_BROKEN, /* no XML, or a document type */
    GAZ_DOCX_XML_DEEP,
    GAZ_DOCX_XML_ATTRS, /* an element with too many */
    GAZ_DOCX_XML_MANY,  /* too many elements */
};

enum { GAZ_DOCX_MOST_DEPTH = 400, GAZ_DOCX_MOST_ATTRS = 500, GAZ_DOCX_MOST_NODES = 6 * 1000 * 1000 };

/* The root, in the arena; NULL: *problem says why, *line where. */
struct gaz_docx_node *gaz_docx_xml_read(struct gaz_arena *arena, struct gaz_bytes part,
                                        enum gaz_docx_xml_problem *problem, uint32_t *line);

static inline bool gaz_docx_named(const struct gaz_docx_node *node, const char *name) {
    return g_str_equal(node->name, name);
}

/* NULL where there is none; `node` may be NULL. */
struct gaz_docx_node *gaz_docx_child(const struct gaz_docx_node *node, const char *name);
/* The first one of the name anywhere below. */
struct gaz_docx_node *gaz_docx_below(const struct gaz_docx_node *node, const char *name);
const char *gaz_docx_attr(const struct gaz_docx_node *node, const char *name);
/* w:val of a child. */
const char *gaz_docx_val(const struct gaz_docx_node *node, const char *child);
/* A whole number at the beginning of a text (1.5pt gives 1); `otherwise` where there is none. */
int gaz_docx_int(const char *text, int otherwise);
/* What is not 0, false or off is on. */
bool gaz_docx_is_on(const char *value);

/* The next node in the order of the file, within `root`; NULL behind the last. */
struct gaz_docx_node *gaz_docx_walk(const struct gaz_docx_node *root, struct gaz_docx_node *node);
/* The same without what is in `node`. */
struct gaz_docx_node *gaz_docx_pass(const struct gaz_docx_node *root, struct gaz_docx_node *node);

#endif
