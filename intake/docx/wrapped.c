/* wrapped.c: a .docx that is only the wrapping of a page.
 *
 * What makes a Word file in a browser (html-docx-js and its like, which sites and office systems use) puts
 * the page into the package as it is and a single altChunk into the body: Word reads the page when it opens
 * the file. Where there is anything else, the chunk is refused by the reader (story.c).
 */
#include "intake/docx/docx.h"

#include "base/process/arena.h"
#include "intake/docx/package.h"
#include "intake/docx/xml.h"

enum { LARGEST = 1 << 16 }; /* of a body that holds nothing itself: larger ones are not looked at */

/* A paragraph without anything in it, or how pages are. */
static bool is_idle(const struct gaz_docx_node *node) {
    return gaz_docx_named(node, "w:sectPr") || (gaz_docx_named(node, "w:p") && !gaz_docx_below(node, "w:r") &&
                                                !gaz_docx_below(node, "w:altChunk"));
}

/* The only chunk; NULL: there is more, or none. */
static const struct gaz_docx_node *lone_chunk(const struct gaz_docx_node *body) {
    const struct gaz_docx_node *chunk = NULL;
    for (const struct gaz_docx_node *at = body ? body->first : NULL; at; at = at->next) {
        bool is_chunk = gaz_docx_named(at, "w:altChunk");
        if ((is_chunk && chunk) || (!is_chunk && !is_idle(at))) return NULL;
        if (is_chunk) chunk = at;
    }
    return chunk;
}

/* Parts that have a text of their own. */
static bool has_other_text(struct gaz_docx_package *package, const char *main) {
    static const char *const types[] = {"header", "footer", "footnotes", "endnotes", "comments"};
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (gaz_docx_relation_of_type(package, main, types[i])) return true;
    return false;
}

static GBytes *find_page(struct gaz_docx_package *package) {
    const struct gaz_docx_relation *main = gaz_docx_relation_of_type(package, "", "officeDocument");
    if (!main || main->is_outside || gaz_docx_part(package, main->target).size > LARGEST ||
        has_other_text(package, main->target))
        return NULL;
    const struct gaz_docx_node *root = gaz_docx_part_tree(package, main->target);
    const struct gaz_docx_node *chunk = root ? lone_chunk(gaz_docx_child(root, "w:body")) : NULL;
    const struct gaz_docx_relation *relation =
        chunk ? gaz_docx_relation(package, main->target, gaz_docx_attr(chunk, "r:id")) : NULL;
    if (!relation || relation->is_outside) return NULL;
    struct gaz_bytes page = gaz_docx_part(package, relation->target);
    return page.data ? g_bytes_new(page.data, page.size) : NULL;
}

GBytes *gaz_docx_wrapped(struct gaz_bytes file) {
    struct gaz_diags *unsaid = gaz_diags_new(); /* the reader will say what is wrong */
    struct gaz_docx_package package = {.arena = gaz_arena_new(), .diags = unsaid, .file = ""};
    GBytes *page = gaz_docx_package_open(&package, file) ? find_page(&package) : NULL;
    gaz_docx_package_close(&package);
    gaz_arena_free(package.arena);
    gaz_diags_free(unsaid);
    return page;
}
