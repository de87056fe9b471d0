/* count.c: carriers counted by the dumbest means: each element by its name and its parent's. */
#include "intake/docx/reader.h"

#include <expat.h>
#include <string.h>

enum { MOST_DEPTH = GAZ_DOCX_MOST_DEPTH + 2 };

enum kind { OTHER, TEXT, RUN };

struct counter {
    XML_Parser parser;
    enum kind open[MOST_DEPTH];
    unsigned depth;
    uint32_t n;
};

static bool is_one_of(const char *name, const char *words) {
    size_t n = strlen(name);
    for (const char *at = strstr(words, name); at; at = strstr(at + 1, name))
        if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0')) return true;
    return false;
}

/* A name space of either form of the standard. */
static bool is_of(const char *space, const char *usual, const char *strict) {
    static const char *const roots[] = {"http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"};
    if (g_str_has_prefix(space, roots[0])) return strcmp(space + strlen(roots[0]), usual) == 0;
    return g_str_has_prefix(space, roots[1]) && strcmp(space + strlen(roots[1]), strict) == 0;
}

static bool is_word(const char *space) {
    return is_of(space, "wordprocessingml/2006/main", "wordprocessingml/main");
}

static enum kind kind_of(const char *space, const char *local) {
    bool is_math = is_of(space, "officeDocument/2006/math", "officeDocument/math");
    bool is_drawing = is_of(space, "drawingml/2006/main", "drawingml/main");
    bool is_chart = is_of(space, "drawingml/2006/chart", "drawingml/chart");
    if (is_word(space) && strcmp(local, "r") == 0) return RUN;
    if (is_word(space)) return is_one_of(local, "t delText instrText delInstrText") ? TEXT : OTHER;
    bool is_new_chart = strcmp(space, "http://schemas.microsoft.com/office/drawing/2014/chartex") == 0;
    bool is_text = ((is_math || is_drawing) && strcmp(local, "t") == 0) ||
                   (is_chart && strcmp(local, "v") == 0) || (is_new_chart && is_one_of(local, "v pt"));
    return is_text ? TEXT : OTHER;
}

static bool is_single(const char *space, const char *local) {
    return is_word(space) && is_one_of(local, "tab ptab br cr noBreakHyphen softHyphen sym footnoteReference "
                                              "endnoteReference");
}

static uint32_t length_of_string(const char **attrs) {
    for (; attrs[0]; attrs += 2)
        if (strcmp(attrs[0], "string") == 0) return (uint32_t)g_utf8_strlen(attrs[1], -1);
    return 0;
}

static void XMLCALL on_begin(void *data, const char *name, const char **attrs) {
    struct counter *counter = data;
    char space[160] = "";
    const char *cut = strrchr(name, '|'), *local = cut ? cut + 1 : name;
    if (cut) g_snprintf(space, sizeof space, "%.*s", (int)(cut - name), name);
    if (counter->depth > 0 && counter->open[counter->depth - 1] == RUN && is_single(space, local))
        counter->n++;
    if (strcmp(space, "urn:schemas-microsoft-com:vml") == 0 && strcmp(local, "textpath") == 0)
        counter->n += length_of_string(attrs);
    if (counter->depth + 1 >= MOST_DEPTH)
        XML_StopParser(counter->parser, XML_FALSE);
    else
        counter->open[counter->depth++] = kind_of(space, local);
}

static void XMLCALL on_end(void *data, const char *name) {
    (void)name;
    ((struct counter *)data)->depth--;
}

static void XMLCALL on_text(void *data, const char *text, int n) {
    struct counter *counter = data;
    if (counter->depth == 0 || counter->open[counter->depth - 1] != TEXT) return;
    for (int i = 0; i < n; i++)
        counter->n += ((unsigned char)text[i] & 0xC0) != 0x80;
}

uint32_t gaz_docx_count(struct gaz_bytes part) {
    struct counter counter = {.parser = XML_ParserCreateNS(NULL, '|')};
    XML_SetUserData(counter.parser, &counter);
    XML_SetElementHandler(counter.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(counter.parser, on_text);
    XML_Parse(counter.parser, (const char *)part.data, (int)MIN(part.size, (size_t)G_MAXINT), XML_TRUE);
    XML_ParserFree(counter.parser);
    return counter.n;
}

bool gaz_docx_agree(uint32_t counted, uint32_t had, const char *file, struct gaz_diags *diags) {
    if (counted == had) return true;
    g_autofree char *there = g_strdup_printf("%u", counted), *read = g_strdup_printf("%u", had);
    gaz_report_file(diags, GAZ_D_DOCX_COUNT, file, there, read);
    return false;
}
