/* elements.c: one row a kind of node. */
#include "output/tags/elements.h"

#include "output/paint.h"

#include <glib.h>
#include <string.h>

enum { MOST_NESTED = 3, MOST_HEADING = 6, MOST_OPEN = 16 };

/* What a kind becomes, from the outside in; the innermost holds its text. Headings have none here. */
struct form {
    const char *types[MOST_NESTED];
};

static const struct form forms[] = {
    [GAZ_NODE_ISSUE] = {{"Part"}},
    [GAZ_NODE_VOLUME] = {{"Document"}},
    [GAZ_NODE_COVER] = {{"Sect"}},
    [GAZ_NODE_CONTENTS] = {{"Sect"}},
    [GAZ_NODE_CONTENTS_ENTRY] = {{"TOCI", "Reference", "Link"}},
    [GAZ_NODE_CONTENTS_NUMBER] = {{"Span"}},
    [GAZ_NODE_COLUMN] = {{"Part"}},
    [GAZ_NODE_DOCUMENT] = {{"Sect"}},
    [GAZ_NODE_INSTRUMENT] = {{"Sect"}},
    [GAZ_NODE_ATTACHMENT] = {{"Sect"}},
    [GAZ_NODE_ABOUT] = {{"Sect"}},
    [GAZ_NODE_LETTERHEAD] = {{"Div"}},
    [GAZ_NODE_ISSUER_MARK] = {{"P"}},
    [GAZ_NODE_NUMBER] = {{"P"}},
    [GAZ_NODE_TITLE] = {{NULL}},
    [GAZ_NODE_SUBTITLE] = {{"P"}},
    [GAZ_NODE_ADDRESSEES] = {{"P"}},
    [GAZ_NODE_PARAGRAPH] = {{"P"}},
    [GAZ_NODE_HEADING] = {{NULL}},
    [GAZ_NODE_BOOK] = {{NULL}},
    [GAZ_NODE_SUBBOOK] = {{NULL}},
    [GAZ_NODE_CHAPTER] = {{NULL}},
    [GAZ_NODE_SECTION] = {{NULL}},
    [GAZ_NODE_SUBSECTION] = {{NULL}},
    [GAZ_NODE_OWN_CONTENTS] = {{"TOC"}},
    [GAZ_NODE_OWN_CONTENTS_TITLE] = {{"Caption"}},
    [GAZ_NODE_OWN_CONTENTS_ENTRY] = {{"TOCI", "Reference", "Link"}},
    [GAZ_NODE_ATTACHMENT_LIST] = {{"L"}},
    [GAZ_NODE_ATTACHMENT_ENTRY] = {{"LI", "LBody"}},
    [GAZ_NODE_ATTACHMENT_LABEL] = {{"P"}},
    [GAZ_NODE_TABLE] = {{"Table"}},
    [GAZ_NODE_NAME_LIST] = {{"Table"}},
    [GAZ_NODE_LIST] = {{"L"}},
    [GAZ_NODE_LIST_ITEM] = {{"LI", "LBody"}},
    [GAZ_NODE_ROW] = {{"TR"}},
    [GAZ_NODE_CELL] = {{"TD"}},
    [GAZ_NODE_FIGURE] = {{GAZ_PICTURE_TAG}},
    [GAZ_NODE_CAPTION] = {{"Caption"}},
    [GAZ_NODE_UNIT] = {{"P"}},
    [GAZ_NODE_TABLE_NOTE] = {{"P"}},
    [GAZ_NODE_MISSING] = {{"Div"}},
    [GAZ_NODE_ATTENDANCE] = {{"P"}},
    [GAZ_NODE_SIGNATURE] = {{"Div"}},
    [GAZ_NODE_SIGNATORY] = {{"P"}},
    [GAZ_NODE_DATE] = {{"P"}},
    [GAZ_NODE_NOTE] = {{"P"}},
    [GAZ_NODE_FOOTNOTE] = {{"Note"}},
    [GAZ_NODE_FOOTER] = {{"Div"}},
    [GAZ_NODE_COPIES] = {{"P"}},
    [GAZ_NODE_PRINTER] = {{"P"}},
    [GAZ_NODE_PRINT_DATE] = {{"P"}},
    [GAZ_NODE_LINK] = {{"P", "Link"}},
};

struct building {
    struct gaz_pdf_elements *made;
    uint32_t capacity;
    uint32_t *around; /* of each node what stands around those of its nodes that came last; else
                         GAZ_NO_ELEMENT */
    unsigned heads[MOST_OPEN], n_heads; /* the levels of the headings that are open */
    unsigned title, division;           /* the levels of the last title and, below it, of a division */
};

static uint32_t add(struct building *b, const char *type, uint32_t parent, uint32_t node) {
    struct gaz_pdf_elements *made = b->made;
    if (made->n == b->capacity) {
        b->capacity *= 2;
        made->elements = g_renew(struct gaz_pdf_element, made->elements, b->capacity);
    }
    made->elements[made->n] = (struct gaz_pdf_element){type, parent, node};
    return made->n++;
}

/* ---- headings */

/* What is met from here on has no heading above it but those over `level`. */
static void close_heads(struct building *b, unsigned level) {
    while (b->n_heads > 0 && b->heads[b->n_heads - 1] >= level)
        b->n_heads--;
}

static void begin_part(struct building *b, const struct gaz_node *node) {
    bool is_below = node->kind == GAZ_NODE_INSTRUMENT || node->kind == GAZ_NODE_ATTACHMENT;
    bool begins = is_below || node->kind == GAZ_NODE_DOCUMENT || node->kind == GAZ_NODE_CONTENTS ||
                  node->kind == GAZ_NODE_ABOUT || node->kind == GAZ_NODE_COVER;
    if (!begins) return;
    b->title = is_below ? 2 : 1;
    b->division = 0;
    close_heads(b, b->title);
}

/* How deep it stands by what it says: divisions below the title, 一、 and （一） below these. */
static unsigned level_of(struct building *b, const struct gaz_node *node) {
    if (node->kind == GAZ_NODE_TITLE) {
        b->division = 0;
        return b->title = MAX(node->level, 1u);
    }
    if (node->kind == GAZ_NODE_HEADING) return b->title + b->division + MAX(node->level, 1u);
    b->division = MAX(node->level, 1u);
    return b->title + b->division;
}

static const char *heading_of(struct building *b, const struct gaz_node *node) {
    static const char *const types[MOST_HEADING] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    unsigned level = level_of(b, node);
    close_heads(b, level);
    if (b->n_heads < MOST_OPEN) b->heads[b->n_heads++] = level;
    return types[MIN(b->n_heads, MOST_HEADING) - 1];
}

/* ---- what stands around */

static const char *around_of(const struct gaz_node *parent, const struct gaz_node *node) {
    bool is_above_rows = node->kind == GAZ_NODE_CAPTION || node->kind == GAZ_NODE_UNIT;
    if (parent->kind == GAZ_NODE_CONTENTS && node->kind == GAZ_NODE_CONTENTS_ENTRY) return "TOC";
    return gaz_node_is_table(parent) && is_above_rows ? "Caption" : NULL;
}

/* A table holds rows and a caption only (14.8.4.3.4), so its notes stand behind it. A picture's caption does
 * too: readers aloud say the alternative of a picture and go no deeper, so within it nobody would hear it. */
static bool stands_behind(const struct gaz_node *parent, const struct gaz_node *node) {
    if (node->kind == GAZ_NODE_TABLE_NOTE) return gaz_node_is_table(parent);
    return node->kind == GAZ_NODE_CAPTION && parent->kind == GAZ_NODE_FIGURE;
}

/* Where a node hangs. */
static uint32_t parent_of(struct building *b, const struct gaz_node *node) {
    const struct gaz_node *parent = &b->made->pages->nodes[node->parent];
    uint32_t own = b->made->of_node[node->parent], *around = &b->around[node->parent];
    const char *type = around_of(parent, node);
    if (stands_behind(parent, node)) return b->made->elements[own].parent;
    if (!type)
        *around = GAZ_NO_ELEMENT;
    else if (*around == GAZ_NO_ELEMENT)
        *around = add(b, type, own, GAZ_NO_NODE);
    return type ? *around : own;
}

/* ---- nodes */

static const char *type_of(struct building *b, const struct gaz_node *node, unsigned i) {
    const char *type = forms[node->kind].types[i];
    const struct gaz_node *parent = &b->made->pages->nodes[node->parent];
    if (i == 0 && !type) return heading_of(b, node);
    if (node->is_formula) return i == 0 ? GAZ_FORMULA_TAG : NULL;
    if (node->kind == GAZ_NODE_CELL && node->is_header) return i == 0 ? "TH" : NULL;
    if (node->kind == GAZ_NODE_CAPTION && gaz_node_is_table(parent)) return i == 0 ? "P" : NULL;
    if (node->kind == GAZ_NODE_OWN_CONTENTS_ENTRY && !gaz_node_has_target(node) && i == 2) return NULL;
    return type;
}

/* The innermost has the attributes, but for what only the outermost of a list or a contents shows. */
static void add_node(struct building *b, uint32_t k) {
    const struct gaz_node *node = &b->made->pages->nodes[k];
    begin_part(b, node);
    uint32_t parent = k == 0 ? GAZ_NO_ELEMENT : parent_of(b, node);
    if (k == 0 && node->kind == GAZ_NODE_ISSUE) parent = add(b, "Document", GAZ_NO_ELEMENT, GAZ_NO_NODE);
    for (unsigned i = 0; i < MOST_NESTED; i++) {
        const char *type = type_of(b, node, i);
        if (!type) break;
        parent = add(b, type, parent, GAZ_NO_NODE);
    }
    b->made->elements[parent].node = k;
    b->made->of_node[k] = parent;
}

struct gaz_pdf_elements *gaz_pdf_elements_new(const struct gaz_pages *pages) {
    struct gaz_pdf_elements *made = g_new0(struct gaz_pdf_elements, 1);
    struct building b = {.made = made, .capacity = pages->n_nodes + 8, .title = 1};
    made->pages = pages;
    made->elements = g_new(struct gaz_pdf_element, b.capacity);
    made->of_node = g_new(uint32_t, pages->n_nodes);
    b.around = g_new(uint32_t, pages->n_nodes);
    for (uint32_t k = 0; k < pages->n_nodes; k++) {
        b.around[k] = GAZ_NO_ELEMENT;
        add_node(&b, k);
    }
    g_free(b.around);
    return made;
}

void gaz_pdf_elements_free(struct gaz_pdf_elements *elements) {
    if (!elements) return;
    g_free(elements->elements);
    g_free(elements->of_node);
    g_free(elements);
}
