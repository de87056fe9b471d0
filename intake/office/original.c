/* original.c: the text of OpenDocument (ISO/IEC 26300) and of Word's XML, piece by piece as its paragraphs
 * have it, sought in the text of the .docx. What stands apart in both, as a note within a paragraph, parts a
 * piece. */
#include "intake/office/original.h"

#include "base/process/arena.h"
#include "intake/docx/package.h"
#include "intake/office/pieces.h"

#include <expat.h>
#include <string.h>

enum { SEPARATOR = '|' };

#define OPEN "urn:oasis:names:tc:opendocument:xmlns:"
#define WORD_2003 "http://schemas.microsoft.com/office/word/2003/wordml"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* ---- elements */

enum kind {
    OTHER,
    PARAGRAPH, /* of OpenDocument: its characters are text */
    APART,     /* within a paragraph, and elsewhere in the .docx */
    HOLDER,    /* of Word: all characters of a paragraph stand in such */
    PASSED,    /* no text of the document's body */
    HIDDEN,    /* a section that is not shown */
    N_KINDS
};

static const struct {
    const char *name;
    enum kind kind;
} elements[] = {
    {OPEN "text:1.0|p", PARAGRAPH},
    {OPEN "text:1.0|h", PARAGRAPH},
    {OPEN "text:1.0|ruby-base", APART},
    {OPEN "text:1.0|ruby-text", APART},
    {OPEN "text:1.0|change", APART},
    {OPEN "text:1.0|page-number", PASSED},
    {OPEN "text:1.0|page-count", PASSED},
    {OPEN "text:1.0|note-citation", PASSED},
    {OPEN "text:1.0|tracked-changes", PASSED},
    {OPEN "office:1.0|annotation", PASSED},
    {OPEN "office:1.0|forms", PASSED},
    {OPEN "office:1.0|styles", PASSED},
    {OPEN "office:1.0|automatic-styles", PASSED},
    {OPEN "office:1.0|master-styles", PASSED},
    {OPEN "office:1.0|meta", PASSED},
    {OPEN "office:1.0|settings", PASSED},
    {OPEN "svg-compatible:1.0|title", PASSED},
    {OPEN "svg-compatible:1.0|desc", PASSED},
    {WORD_2003 "|p", APART},
    {WORD_2003 "|t", HOLDER},
    {WORD_2003 "|hdr", PASSED},
    {WORD_2003 "|ftr", PASSED},
    {WORD "|p", APART},
    {WORD "|t", HOLDER},
    {WORD "|hdr", PASSED},
    {WORD "|ftr", PASSED},
    {WORD "|comments", PASSED},
    {WORD "|glossaryDocument", PASSED},
};

static enum kind kind_of(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
        if (strcmp(elements[i].name, name) == 0) return elements[i].kind;
    return OTHER;
}

static const char *attribute(const char **attributes, const char *name) {
    for (; *attributes; attributes += 2)
        if (g_str_has_suffix(*attributes, name)) return attributes[1];
    return NULL;
}

/* A remark of Word 2003 is an annotation of that type. */
static bool is_remark(const char **attributes) {
    const char *type = attribute(attributes, "|type");
    return type && strcmp(type, "Word.Comment") == 0;
}

static bool is_hidden_section(const char *name, const char **attributes) {
    const char *display = attribute(attributes, "text:1.0|display");
    return strcmp(name, OPEN "text:1.0|section") == 0 && display && strcmp(display, "none") == 0;
}

static bool is_hidden_paragraph(const char *name, const char **attributes) {
    const char *is_hidden = attribute(attributes, "text:1.0|is-hidden");
    return strcmp(name, OPEN "text:1.0|hidden-paragraph") == 0 && is_hidden && strcmp(is_hidden, "true") == 0;
}

/* ---- pieces */

struct scan {
    XML_Parser parser;
    struct gaz_pieces *pieces;
    GArray *kinds;          /* enum kind of the elements that are open */
    unsigned n_of[N_KINDS]; /* of them, of each */
};

static void end_piece(struct scan *scan) {
    scan->pieces->is_hidden |= scan->n_of[HIDDEN] > 0;
    gaz_pieces_end(scan->pieces);
}

static void XMLCALL on_begin(void *data, const char *name, const char **attributes) {
    struct scan *scan = data;
    enum kind kind = kind_of(name);
    if (kind == OTHER && is_remark(attributes)) kind = PASSED;
    if (kind == OTHER && is_hidden_section(name, attributes)) kind = HIDDEN;
    if (kind == PARAGRAPH || kind == APART) end_piece(scan);
    scan->n_of[kind]++;
    scan->pieces->is_hidden |= is_hidden_paragraph(name, attributes);
    g_array_append_val(scan->kinds, kind);
}

static void XMLCALL on_end(void *data, const char *name) {
    struct scan *scan = data;
    (void)name;
    enum kind kind = g_array_index(scan->kinds, enum kind, scan->kinds->len - 1);
    g_array_set_size(scan->kinds, scan->kinds->len - 1);
    if (kind == PARAGRAPH || kind == APART) end_piece(scan);
    scan->n_of[kind]--;
}

static void XMLCALL on_text(void *data, const char *text, int n) {
    struct scan *scan = data;
    if (scan->n_of[PASSED] > 0 || scan->n_of[PARAGRAPH] + scan->n_of[HOLDER] == 0) return;
    for (const char *at = text; at < text + n; at = g_utf8_next_char(at))
        gaz_pieces_add(scan->pieces, g_utf8_get_char(at));
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system, const char *public,
                               int has_subset) {
    (void)name, (void)system, (void)public, (void)has_subset;
    XML_StopParser(((struct scan *)data)->parser, XML_FALSE); /* no entity is read */
}

/* ---- the whole */

static bool is_archive(struct gaz_bytes file) {
    return file.size > 4 && memcmp(file.data, "PK", 2) == 0;
}

static bool is_rtf(struct gaz_bytes file) {
    return file.size > 5 && memcmp(file.data, "{\\rtf", 5) == 0;
}

bool gaz_original_is_read(struct gaz_bytes file) {
    static const char xml[] = "<?xml", mark[] = "\xEF\xBB\xBF";
    size_t begin = file.size > 3 && memcmp(file.data, mark, 3) == 0 ? 3 : 0;
    bool is_xml = file.size > begin + 5 && memcmp(file.data + begin, xml, 5) == 0;
    return is_xml || is_archive(file) || is_rtf(file);
}

static bool parse(struct scan *scan, struct gaz_bytes text) {
    enum { PIECE = 1 << 20 };
    for (size_t at = 0, n; at < text.size; at += n) {
        n = MIN((size_t)PIECE, text.size - at);
        bool is_last = at + n == text.size;
        if (XML_Parse(scan->parser, (const char *)text.data + at, (int)n, is_last) != XML_STATUS_OK)
            return false;
    }
    return text.size > 0;
}

static void scan_xml(struct gaz_pieces *pieces, struct gaz_bytes text) {
    struct scan scan = {.parser = XML_ParserCreateNS(NULL, SEPARATOR), .pieces = pieces};
    scan.kinds = g_array_new(FALSE, FALSE, sizeof(enum kind));
    XML_SetUserData(scan.parser, &scan);
    XML_SetElementHandler(scan.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(scan.parser, on_text);
    XML_SetStartDoctypeDeclHandler(scan.parser, on_doctype);
    if (!parse(&scan, text)) gaz_pieces_give_up(pieces);
    XML_ParserFree(scan.parser);
    g_array_unref(scan.kinds);
}

/* The text of a file in an archive. */
static void scan_archive(struct gaz_pieces *pieces, struct gaz_bytes file, const char *name,
                         struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_docx_package package = {.arena = arena, .diags = diags, .file = name};
    bool is_open = gaz_docx_archive_open(&package, file);
    struct gaz_bytes text = {.data = NULL};
    if (is_open) text = gaz_docx_part(&package, "content.xml");
    if (text.data) scan_xml(pieces, text);
    gaz_docx_package_close(&package);
    gaz_arena_free(arena);
}

void gaz_original_compare(struct gaz_bytes file, const struct gaz_draft *draft, struct gaz_account *account,
                          struct gaz_diags *diags) {
    struct gaz_pieces pieces;
    gaz_pieces_open(&pieces, draft, account);
    if (is_archive(file))
        scan_archive(&pieces, file, draft->file, diags);
    else if (is_rtf(file))
        gaz_rtf_scan(&pieces, file);
    else
        scan_xml(&pieces, file);
    gaz_pieces_close(&pieces);
}
