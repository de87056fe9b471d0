/* flat.c: see flat.h. A part of XML is the bytes between the tags around it, so that it is read as if it had
 * stood in a file of its own. */
#include "intake/docx/flat.h"

#include "base/process/arena.h"

#include <expat.h>
#include <string.h>

#define SPACE "http://schemas.microsoft.com/office/2006/xmlPackage"

enum { LOOKED_AT = 8 << 10, MOST_PARTS = 20 * 1000 };

struct flat {
    XML_Parser parser;
    struct gaz_arena *arena;
    struct gaz_bytes file;
    GArray *parts;    /* of gaz_docx_flat_part */
    const char *name; /* of the part that is open; NULL */
    GString *binary;  /* base64 of one that is; NULL */
    size_t begin;     /* where one of XML begins */
    bool is_first;    /* its first element is still to come */
    unsigned depth;   /* of elements within it */
    bool is_xml;
};

/* ---- what it is */

/* UTF-8, and the outermost element names nothing but itself. */
bool gaz_docx_flat_is(struct gaz_bytes file) {
    size_t begin = file.size > 3 && memcmp(file.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (file.size < begin + 5 || memcmp(file.data + begin, "<?xml", 5) != 0) return false;
    g_autofree char *head =
        g_strndup((const char *)file.data + begin, MIN(file.size - begin, (size_t)LOOKED_AT));
    const char *root = strstr(head, ":package "), *end = root ? strchr(root, '>') : NULL;
    if (!end || !strstr(root, SPACE) || strstr(root, SPACE) > end) return false;
    g_autofree char *declaration = g_strndup(head, strcspn(head, ">"));
    g_autofree char *low = g_ascii_strdown(declaration, -1);
    bool is_utf8 = !strstr(low, "encoding") || strstr(low, "utf-8");
    const char *first = strstr(root, "xmlns"), *second = first ? strstr(first + 1, "xmlns") : NULL;
    return is_utf8 && first && (!second || second > end);
}

/* ---- elements */

static bool is_named(const char *name, const char *local) {
    size_t n = strlen(SPACE);
    return strncmp(name, SPACE "|", n + 1) == 0 && strcmp(name + n + 1, local) == 0;
}

static const char *name_among(const char **attributes) {
    for (; *attributes; attributes += 2)
        if (is_named(*attributes, "name")) return attributes[1];
    return NULL;
}

static size_t here(const struct flat *flat) {
    XML_Index at = XML_GetCurrentByteIndex(flat->parser);
    return at < 0 ? 0 : (size_t)at;
}

static void XMLCALL on_begin(void *data, const char *name, const char **attributes) {
    struct flat *flat = data;
    if (flat->is_xml) {
        if (flat->is_first) flat->begin = here(flat);
        flat->is_first = false;
        flat->depth++;
    } else if (is_named(name, "part")) {
        const char *said = name_among(attributes);
        flat->name = said ? gaz_arena_strdup(flat->arena, said) : NULL;
    } else if (is_named(name, "xmlData")) {
        flat->is_xml = flat->is_first = true;
        flat->depth = 0;
    } else if (is_named(name, "binaryData")) {
        flat->binary = g_string_new(NULL);
    }
}

static void add_part(struct flat *flat, struct gaz_bytes bytes) {
    struct gaz_docx_flat_part part = {(char *)(uintptr_t)flat->name, bytes};
    if (flat->parts->len < MOST_PARTS && flat->name) g_array_append_val(flat->parts, part);
}

static void add_binary(struct flat *flat) {
    gsize n = 0;
    g_autofree guchar *bytes = g_base64_decode(flat->binary->str, &n);
    unsigned char *kept = gaz_arena_alloc(flat->arena, n + 1);
    if (n > 0) memcpy(kept, bytes, n);
    add_part(flat, (struct gaz_bytes){kept, n});
    g_string_free(flat->binary, TRUE);
    flat->binary = NULL;
}

static void XMLCALL on_end(void *data, const char *name) {
    struct flat *flat = data;
    if (flat->is_xml && flat->depth > 0) {
        flat->depth--;
    } else if (flat->is_xml) { /* what stands before its end tag is the part */
        flat->is_xml = false;
        if (!flat->is_first)
            add_part(flat, (struct gaz_bytes){flat->file.data + flat->begin, here(flat) - flat->begin});
    } else if (is_named(name, "binaryData") && flat->binary) {
        add_binary(flat);
    }
}

static void XMLCALL on_text(void *data, const char *text, int n) {
    struct flat *flat = data;
    if (flat->binary) g_string_append_len(flat->binary, text, n);
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system, const char *public,
                               int has_subset) {
    (void)name, (void)system, (void)public, (void)has_subset;
    XML_StopParser(((struct flat *)data)->parser, XML_FALSE); /* no entity is read */
}

/* ---- all of them */

static bool parse(const struct flat *flat) {
    enum { PIECE = 1 << 20 };
    for (size_t at = 0, n; at < flat->file.size; at += n) {
        n = MIN((size_t)PIECE, flat->file.size - at);
        bool is_last = at + n == flat->file.size;
        if (XML_Parse(flat->parser, (const char *)flat->file.data + at, (int)n, is_last) != XML_STATUS_OK)
            return false;
    }
    return true;
}

GArray *gaz_docx_flat_parts(struct gaz_arena *arena, struct gaz_bytes file) {
    struct flat flat = {.parser = XML_ParserCreateNS(NULL, '|'), .arena = arena, .file = file};
    flat.parts = g_array_new(FALSE, FALSE, sizeof(struct gaz_docx_flat_part));
    XML_SetUserData(flat.parser, &flat);
    XML_SetElementHandler(flat.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(flat.parser, on_text);
    XML_SetStartDoctypeDeclHandler(flat.parser, on_doctype);
    bool is_read = parse(&flat);
    XML_ParserFree(flat.parser);
    if (flat.binary) g_string_free(flat.binary, TRUE);
    if (is_read) return flat.parts;
    g_array_unref(flat.parts);
    return NULL;
}
