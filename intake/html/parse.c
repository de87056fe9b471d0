/* parse.c: which encoding a page has, and its tree, made by libgumbo in memory that is counted.
 *
 * libgumbo walks its stack of open elements for most tags, compares each attribute of a tag with the others,
 * and knows no bounds of memory: a small page can ask for hours and gigabytes. So a quick look at the bytes
 * bounds depth and attributes beforehand, and an allocator that keeps account of everything ends the reading
 * when it is too much.
 */
#include "intake/html/parse.h"

#include "base/diag/diag.h"
#include "intake/decode.h"

#include <glib.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_BYTES = 32 << 20,
    MOST_OPEN = 1000,          /* elements that are open at once; browsers know 512 */
    MOST_ATTRIBUTES = 4 << 10, /* bytes of one tag outside of quotes */
    MEMORY_A_BYTE = 200,       /* what a tree may cost */
    LEAST_MEMORY = 64 << 20,
};

/* ---- memory */

struct piece {
    struct piece *next, *before;
    size_t size;
};

struct gaz_html_memory {
    struct piece *first;
    size_t used, most;
    jmp_buf too_much;
};

static void *take(void *context, size_t size) {
    struct gaz_html_memory *memory = context;
    if (size > memory->most || memory->used > memory->most - size) longjmp(memory->too_much, 1);
    struct piece *piece = g_malloc(sizeof *piece + size);
    *piece = (struct piece){memory->first, NULL, size};
    if (memory->first) memory->first->before = piece;
    memory->first = piece;
    memory->used += sizeof *piece + size;
    return piece + 1;
}

static void give_back(void *context, void *data) {
    struct gaz_html_memory *memory = context;
    if (!data) return;
    struct piece *piece = (struct piece *)data - 1;
    if (piece->before)
        piece->before->next = piece->next;
    else
        memory->first = piece->next;
    if (piece->next) piece->next->before = piece->before;
    memory->used -= sizeof *piece + piece->size;
    g_free(piece);
}

/* libgumbo's own way to free a tree calls itself for each level. */
static void free_memory(struct gaz_html_memory *memory) {
    for (struct piece *piece = memory->first, *next; piece; piece = next) {
        next = piece->next;
        g_free(piece);
    }
    g_free(memory);
}

/* ---- what libgumbo is not asked to read */

/* Elements without an end, and those that the next one of their kind ends. */
static bool stays_open(const char *name, size_t n) {
    static const char *const none[] = {
        "br",    "img",    "input",  "meta", "link", "hr",   "col",    "area",     "base",     "wbr", "param",
        "embed", "source", "track",  "p",    "li",   "dd",   "dt",     "tr",       "td",       "th",  "tbody",
        "thead", "tfoot",  "option", "html", "head", "body", "option", "optgroup", "colgroup", "o:p"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        if (strlen(none[i]) == n && g_ascii_strncasecmp(none[i], name, n) == 0) return false;
    return true;
}

static size_t name_length(const char *at, const char *end) {
    const char *from = at;
    while (at < end && !gaz_html_is_white((unsigned char)*at) && *at != '>' && *at != '/')
        at++;
    return (size_t)(at - from);
}

/* Behind the tag that begins at `at`; *outside: its bytes that stand in no quotes. */
static const char *tag_end(const char *at, const char *end, size_t *outside) {
    for (; at < end && *at != '>'; at++, ++*outside) {
        if (*at != '"' && *at != '\'') continue;
        const char *quote = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (quote) at = quote;
    }
    return at < end ? at + 1 : end;
}

static bool is_too_deep(const char *text, size_t size) {
    const char *end = text + size, *at = text;
    unsigned open = 0;
    while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
        at++;
        bool is_end = at < end && *at == '/';
        if (is_end) at++;
        if (at >= end || !g_ascii_isalpha(*at)) continue;
        const char *name = at;
        size_t n = name_length(at, end), outside = 0;
        at = tag_end(at, end, &outside);
        if (outside > MOST_ATTRIBUTES) return true;
        if (!stays_open(name, n)) continue;
        if (is_end && open > 0) open--;
        if (!is_end && at[-1] == '>' && at[-2] != '/' && ++open > MOST_OPEN) return true;
    }
    return false;
}

/* ---- encoding */

/* The charset that a page says, in lower case; freed with g_free. NULL: it says none. */
static char *said_charset(struct gaz_bytes file) {
    enum { LOOKED_AT = 4096 }; /* HTML has it in the first 1024 bytes; sites have it later */
    g_autofree char *head = g_strndup((const char *)file.data, MIN(file.size, LOOKED_AT));
    g_autofree char *low = g_ascii_strdown(head, -1);
    const char *at = strstr(low, "charset");
    if (!at) return NULL;
    at += strlen("charset");
    at += strspn(at, " \t\r\n=\"'");
    return g_strndup(at, strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-_"));
}

static bool has_mark(struct gaz_bytes file) {
    return file.size >= 2 && (memcmp(file.data, "\xFF\xFE", 2) == 0 || memcmp(file.data, "\xFE\xFF", 2) == 0);
}

/* Whether all bytes are characters of the encoding. */
static bool can_be(struct gaz_bytes file, enum gaz_encoding encoding) {
    size_t n;
    g_autofree char *text = gaz_encoding_convert(encoding, file.data, file.size, &n);
    return text;
}

/* A name of an encoding that is none of ours. */
static bool is_foreign(const char *said) {
    enum gaz_encoding named;
    if (!*said || gaz_encoding_called(said, &named)) return false;
    GIConv converter = g_iconv_open("UTF-8", said);
    if (converter == (GIConv)-1) return false; /* NOLINT: as GLib has it */
    g_iconv_close(converter);
    return true;
}

/* A page that was saved anew may say the encoding that it had: what is UTF-8 throughout is nothing else, and
 * what is not is none because it says so. Pages in Chinese say that they are Latin, where a server did not
 * ask: letters are only what has no better reading. False after a report. */
static bool find_encoding(struct gaz_html_tree *tree, struct gaz_bytes file, const char *name,
                          struct gaz_diags *diags) {
    tree->encoding = gaz_encoding_guess(file.data, file.size);
    if (has_mark(file) || g_utf8_validate_len((const char *)file.data, file.size, NULL)) return true;
    g_autofree char *said = said_charset(file);
    enum gaz_encoding named;
    if (said && is_foreign(said)) {
        gaz_report_file(diags, GAZ_D_INTAKE_ENCODING, name, said);
        return false;
    }
    if (!said || !gaz_encoding_called(said, &named) || named == GAZ_UTF8) return true;
    tree->is_said = named == tree->encoding;
    bool is_wide = named == GAZ_UTF16_LE || named == GAZ_UTF16_BE; /* it could not have said so in ASCII */
    bool is_taken =
        named == GAZ_WINDOWS_1252 ? tree->encoding == GAZ_UTF8 : named == GAZ_GB18030 || can_be(file, named);
    if (is_wide || !is_taken) return true;
    tree->encoding = named;
    tree->is_said = true;
    return true;
}

/* ---- the tree */

static bool build(struct gaz_html_tree *tree, size_t size) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give_back;
    options.userdata = tree->memory;
    options.max_errors = 0;
    if (setjmp(tree->memory->too_much)) return false;
    tree->root = gumbo_parse_with_options(&options, tree->text, size)->root;
    return true;
}

bool gaz_html_parse(struct gaz_html_tree *tree, struct gaz_bytes file, const char *name,
                    struct gaz_diags *diags) {
    size_t size = 0;
    *tree = (struct gaz_html_tree){0};
    if (!find_encoding(tree, file, name, diags)) return false;
    struct gaz_decoding how = {name, MOST_BYTES, tree->encoding};
    tree->text = gaz_intake_decode(file, how, &size, diags);
    if (!tree->text) return false;
    tree->memory = g_new0(struct gaz_html_memory, 1);
    tree->memory->most = LEAST_MEMORY + size * MEMORY_A_BYTE;
    if (!is_too_deep(tree->text, size) && build(tree, size)) return true;
    gaz_report_file(diags, GAZ_D_IMPORT_DEEP, name, NULL);
    return false;
}

void gaz_html_tree_free(struct gaz_html_tree *tree) {
    if (tree->memory) free_memory(tree->memory);
    g_free(tree->text);
}

/* ---- walking */

static const GumboVector *children_of(const GumboNode *node) {
    if (gaz_html_is_element(node)) return &node->v.element.children;
    return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : NULL;
}

bool gaz_html_is_below(const GumboNode *node, const GumboNode *above) {
    while (node && node != above)
        node = node->parent;
    return node;
}

const GumboNode *gaz_html_next(const GumboNode *node, const GumboNode *top, bool into) {
    const GumboVector *children = children_of(node);
    if (into && children && children->length > 0) return children->data[0];
    for (; node != top; node = node->parent) {
        const GumboVector *beside = children_of(node->parent);
        if (node->index_within_parent + 1 < beside->length)
            return beside->data[node->index_within_parent + 1];
    }
    return NULL;
}

const char *gaz_html_attribute(const GumboNode *node, const char *name) {
    if (!gaz_html_is_element(node)) return NULL;
    const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
    return attribute ? attribute->value : NULL;
}

int gaz_html_number(const char *value, int least, int most, int otherwise) {
    char *end;
    if (!value) return otherwise;
    gint64 number = g_ascii_strtoll(value, &end, 10);
    return end == value ? otherwise : (int)CLAMP(number, least, most);
}
