/* xml.c: expat's events put into a tree. */
#include "intake/docx/xml.h"

#include "base/process/arena.h"

#include <expat.h>
#include <string.h>

enum { SEPARATOR = '|' };

#define OOXML "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"

static const struct {
    const char *space, *prefix;
} spaces[] = {
    {OOXML "wordprocessingml/2006/main", "w"},
    {STRICT "wordprocessingml/main", "w"},
    {OOXML "officeDocument/2006/math", "m"},
    {STRICT "officeDocument/math", "m"},
    {OOXML "officeDocument/2006/relationships", "r"},
    {STRICT "officeDocument/relationships", "r"},
    {OOXML "drawingml/2006/main", "a"},
    {STRICT "drawingml/main", "a"},
    {OOXML "drawingml/2006/wordprocessingDrawing", "wp"},
    {STRICT "drawingml/wordprocessingDrawing", "wp"},
    {OOXML "drawingml/2006/chart", "c"},
    {STRICT "drawingml/chart", "c"},
    {"http://schemas.microsoft.com/office/drawing/2014/chartex", "cx"},
    {OOXML "drawingml/2006/diagram", "dgm"},
    {STRICT "drawingml/diagram", "dgm"},
    {OOXML "markup-compatibility/2006", "mc"},
    {"http://schemas.microsoft.com/office/word/2010/wordml", "w14"},
    {"http://schemas.microsoft.com/office/word/2012/wordml", "w15"},
    {"http://schemas.microsoft.com/office/drawing/2016/SVG/main", "asvg"},
    {"urn:schemas-microsoft-com:vml", "v"},
    {"urn:schemas-microsoft-com:office:office", "o"},
    {"urn:schemas-microsoft-com:office:word", "w10"},
};

/* Whose characters are the document's: those of all other elements are numbers of a drawing. */
static const char *const holders[] = {"w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t",
                                      "a:t", "c:v",       "cx:v",        "cx:pt"};

struct builder {
    struct gaz_arena *arena;
    XML_Parser parser;
    GHashTable *names; /* as expat gives them → ours */
    struct gaz_docx_node *root, *open;
    GString *text;
    uint32_t depth, n_nodes;
    enum gaz_docx_xml_problem problem;
};

static void stop(struct builder *builder, enum gaz_docx_xml_problem problem) {
    if (builder->problem == GAZ_DOCX_XML_FINE) builder->problem = problem;
    XML_StopParser(builder->parser, XML_FALSE);
}

static const char *prefix_of(const char *space, size_t n) {
    for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++)
        if (strlen(spaces[i].space) == n && memcmp(spaces[i].space, space, n) == 0) return spaces[i].prefix;
    return "?";
}

static const char *name_of(struct builder *builder, const char *name) {
    const char *known = g_hash_table_lookup(builder->names, name);
    if (known) return known;
    const char *cut = strrchr(name, SEPARATOR);
    const char *ours =
        cut ? gaz_arena_printf(builder->arena, "%s:%s", prefix_of(name, (size_t)(cut - name)), cut + 1)
            : gaz_arena_strdup(builder->arena, name);
    g_hash_table_insert(builder->names, gaz_arena_strdup(builder->arena, name), (gpointer)ours);
    return ours;
}

static void take_attrs(struct builder *builder, struct gaz_docx_node *node, const char **attrs) {
    uint32_t n = 0;
    while (attrs[(size_t)2 * n])
        n++;
    if (n > GAZ_DOCX_MOST_ATTRS) {
        stop(builder, GAZ_DOCX_XML_ATTRS);
        return;
    }
    struct gaz_docx_attr *own = n ? GAZ_NEW_ARRAY(builder->arena, struct gaz_docx_attr, n) : NULL;
    for (uint32_t i = 0; i < n; i++) {
        own[i].name = name_of(builder, attrs[(size_t)2 * i]);
        own[i].value = gaz_arena_strdup(builder->arena, attrs[2 * i + 1]);
    }
    node->attrs = own;
    node->n_attrs = n;
}

static void hang(struct builder *builder, struct gaz_docx_node *node) {
    struct gaz_docx_node *parent = builder->open;
    node->parent = parent;
    if (!parent)
        builder->root = node;
    else if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    if (parent) parent->last = node;
    builder->open = node;
}

static bool holds_text(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(holders); i++)
        if (strcmp(holders[i], name) == 0) return true;
    return false;
}

static void XMLCALL on_begin(void *data, const char *name, const char **attrs) {
    struct builder *builder = data;
    if (++builder->depth > GAZ_DOCX_MOST_DEPTH) stop(builder, GAZ_DOCX_XML_DEEP);
    if (++builder->n_nodes > GAZ_DOCX_MOST_NODES) stop(builder, GAZ_DOCX_XML_MANY);
    if (builder->open && builder->open->text) stop(builder, GAZ_DOCX_XML_BROKEN); /* it holds characters */
    if (builder->problem) return;
    struct gaz_docx_node *node = GAZ_NEW(builder->arena, struct gaz_docx_node);
    node->name = name_of(builder, name);
    take_attrs(builder, node, attrs);
    hang(builder, node);
    if (holds_text(node->name)) node->text = "";
}

static void XMLCALL on_end(void *data, const char *name) {
    struct builder *builder = data;
    (void)name;
    if (builder->problem) return;
    struct gaz_docx_node *node = builder->open;
    if (node->text) node->text = gaz_arena_strndup(builder->arena, builder->text->str, builder->text->len);
    g_string_truncate(builder->text, 0);
    builder->open = node->parent;
    builder->depth--;
}

static void XMLCALL on_text(void *data, const char *text, int n) {
    struct builder *builder = data;
    if (!builder->problem && builder->open && builder->open->text)
        g_string_append_len(builder->text, text, n);
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system, const char *public,
                               int has_subset) {
    (void)name, (void)system, (void)public, (void)has_subset;
    stop(data, GAZ_DOCX_XML_BROKEN);
}

static bool parse(struct builder *builder, struct gaz_bytes part) {
    enum { PIECE = 1 << 20 };
    for (size_t at = 0; at <= part.size;) {
        size_t n = MIN((size_t)PIECE, part.size - at);
        bool is_last = at + n == part.size;
        if (XML_Parse(builder->parser, (const char *)part.data + at, (int)n, is_last) != XML_STATUS_OK)
            return false;
        if (is_last) break;
        at += n;
    }
    return true;
}

struct gaz_docx_node *gaz_docx_xml_read(struct gaz_arena *arena, struct gaz_bytes part,
                                        enum gaz_docx_xml_problem *problem, uint32_t *line) {
    struct builder builder = {.arena = arena, .parser = XML_ParserCreateNS(NULL, SEPARATOR)};
    builder.names = g_hash_table_new(g_str_hash, g_str_equal);
    builder.text = g_string_new(NULL);
    XML_SetUserData(builder.parser, &builder);
    XML_SetElementHandler(builder.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(builder.parser, on_text);
    XML_SetStartDoctypeDeclHandler(builder.parser, on_doctype);
    if (!parse(&builder, part) && builder.problem == GAZ_DOCX_XML_FINE) builder.problem = GAZ_DOCX_XML_BROKEN;
    *problem = builder.problem;
    *line = (uint32_t)XML_GetCurrentLineNumber(builder.parser);
    XML_ParserFree(builder.parser);
    g_hash_table_unref(builder.names);
    g_string_free(builder.text, TRUE);
    return builder.problem ? NULL : builder.root;
}

/* ---- asking */

struct gaz_docx_node *gaz_docx_child(const struct gaz_docx_node *node, const char *name) {
    for (struct gaz_docx_node *child = node ? node->first : NULL; child; child = child->next)
        if (gaz_docx_named(child, name)) return child;
    return NULL;
}

const char *gaz_docx_attr(const struct gaz_docx_node *node, const char *name) {
    for (uint32_t i = 0; node && i < node->n_attrs; i++)
        if (strcmp(node->attrs[i].name, name) == 0) return node->attrs[i].value;
    return NULL;
}

const char *gaz_docx_val(const struct gaz_docx_node *node, const char *child) {
    return gaz_docx_attr(gaz_docx_child(node, child), "w:val");
}

int gaz_docx_int(const char *text, int otherwise) {
    char *end;
    gint64 value = text ? g_ascii_strtoll(text, &end, 10) : 0;
    if (!text || end == text) return otherwise;
    return (int)CLAMP(value, -100000000, 100000000);
}

bool gaz_docx_is_on(const char *value) {
    return !value || !(g_str_equal(value, "0") || g_str_equal(value, "false") || g_str_equal(value, "off"));
}

struct gaz_docx_node *gaz_docx_pass(const struct gaz_docx_node *root, struct gaz_docx_node *node) {
    while (node && node != root && !node->next)
        node = node->parent;
    return node && node != root ? node->next : NULL;
}

struct gaz_docx_node *gaz_docx_walk(const struct gaz_docx_node *root, struct gaz_docx_node *node) {
    return node->first ? node->first : gaz_docx_pass(root, node);
}

struct gaz_docx_node *gaz_docx_below(const struct gaz_docx_node *node, const char *name) {
    struct gaz_docx_node *at = node ? node->first : NULL;
    for (; at; at = gaz_docx_walk(node, at))
        if (gaz_docx_named(at, name)) return at;
    return NULL;
}
