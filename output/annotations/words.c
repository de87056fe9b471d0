/* words.c: what an annotation says, however its program wrote it: strings without a mark of their encoding,
 * rich text that stands alone (ISO 32000-1, 7.9.2.2, 12.7.3.4).
 */
#include "output/annotations/annotations.h"

#include "base/process/arena.h"
#include "base/text/encoding.h"

#include <expat.h>
#include <string.h>

/* ---- strings */

static bool is_high(unsigned char byte) {
    return byte >= 0x80;
}

/* Whether its bytes beyond ASCII are pairs as GB 2312 has them. One pair beside a letter is rather two
 * accented letters of PDFDocEncoding (créée). */
static bool is_gb(const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size;) {
        size_t end = i;
        for (; end < size && is_high(bytes[end]); end++)
            if (bytes[end] < 0xA1 || bytes[end] == 0xFF) return false;
        size_t n = end - i;
        bool is_beside_letter =
            (i > 0 && g_ascii_isalpha(bytes[i - 1])) || (end < size && g_ascii_isalpha(bytes[end]));
        if (n % 2 || (n == 2 && is_beside_letter)) return false;
        i = n ? end : i + 1;
    }
    return true;
}

char *gaz_annotation_unmarked(const char *data, size_t size) {
    const unsigned char *bytes = (const unsigned char *)data;
    bool is_ascii = true;
    size_t n = 0;
    for (size_t i = 0; i < size; i++)
        is_ascii &= !is_high(bytes[i]);
    bool is_marked =
        (size >= 2 && (memcmp(bytes, "\xFE\xFF", 2) == 0 || memcmp(bytes, "\xFF\xFE", 2) == 0)) ||
        (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0);
    if (is_ascii || is_marked || memchr(data, '\0', size)) return NULL;
    if (g_utf8_validate_len(data, size, NULL)) return g_strndup(data, size);
    return is_gb(bytes, size) ? gaz_encoding_convert(GAZ_GB18030, bytes, size, &n) : NULL;
}

const char *gaz_annotation_paragraph(struct gaz_arena *arena, const char *words) {
    g_autofree char *both = g_strconcat("¶另起一段", words ? "\n" : "", words ? words : "", NULL);
    return gaz_arena_strdup(arena, both);
}

/* ---- rich text */

bool gaz_annotation_ends_line(const char *element) {
    static const char *const names[] = {"p", "br", "div", "li"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(gaz_annotation_local_name(element), names[i]) == 0) return true;
    return false;
}

const char *gaz_annotation_local_name(const char *element) {
    const char *colon = strchr(element, ':');
    return colon ? colon + 1 : element;
}

char *gaz_annotation_lines(const char *text) {
    g_auto(GStrv) lines = g_strsplit_set(text, "\r\n", -1);
    GString *out = g_string_new(NULL);
    for (char **line = lines; *line; line++) {
        g_strstrip(*line);
        if (**line && out->len) g_string_append_c(out, '\n');
        g_string_append(out, *line);
    }
    return g_string_free(out, FALSE);
}

static void on_text(void *data, const XML_Char *text, int n) {
    GString *out = data;
    if (out->len < GAZ_MOST_WORDS) g_string_append_len(out, text, n);
}

static void on_end(void *data, const XML_Char *name) {
    if (gaz_annotation_ends_line(name)) g_string_append_c(data, '\n');
}

/* HTML's names of characters that may stand for nothing else; XML knows the first five. */
static const char *character_named(const char *name, size_t n) {
    static const char *const names[][2] = {
        {"amp", "&"},   {"lt", "<"},     {"gt", ">"},     {"quot", "\""}, {"apos", "'"},
        {"nbsp", " "},  {"ldquo", "“"},  {"rdquo", "”"},  {"lsquo", "‘"}, {"rsquo", "’"},
        {"mdash", "—"}, {"hellip", "…"}, {"middot", "·"}, {"times", "×"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i][0]) == n && strncmp(names[i][0], name, n) == 0) return names[i][1];
    return NULL;
}

static void on_unknown(void *data, const XML_Char *name, int is_parameter) {
    const char *known = character_named(name, strlen(name));
    if (is_parameter) return;
    if (known)
        g_string_append(data, known);
    else
        g_string_append_printf(data, "&%s;", name);
}

/* Appends the character that a reference (&lt; &#8220;) stands for; gives its bytes, 0: it is none. */
static size_t take_reference(GString *out, const char *at) {
    size_t n = strcspn(at + 1, ";<& ");
    if (*at != '&' || at[1 + n] != ';') return 0;
    const char *known = character_named(at + 1, n);
    bool is_number = at[1] == '#', is_hexadecimal = is_number && (at[2] == 'x' || at[2] == 'X');
    guint64 number =
        is_number ? g_ascii_strtoull(at + 2 + is_hexadecimal, NULL, is_hexadecimal ? 16 : 10) : 0;
    bool is_character = number >= ' ' && number <= 0x10FFFF && g_unichar_validate((gunichar)number);
    if (known)
        g_string_append(out, known);
    else if (is_character)
        g_string_append_unichar(out, (gunichar)number);
    return known || is_character ? n + 2 : 0;
}

/* Where the tag that begins here ends; NULL: it is none. */
static const char *end_of_tag(const char *at) {
    bool begins = *at == '<' && (g_ascii_isalpha(at[1]) || (at[1] && strchr("/!?", at[1])));
    return begins ? strchr(at, '>') : NULL;
}

/* Rich text that is no XML, <br> being left open, & standing alone: without its tags. */
static char *stripped(const char *rich) {
    GString *out = g_string_new(NULL);
    while (*rich) {
        const char *end = end_of_tag(rich);
        size_t n = end ? 0 : take_reference(out, rich);
        if (end) {
            rich += rich[1] == '/';
            g_autofree char *name = g_strndup(rich + 1, strcspn(rich + 1, " \t\r\n/>"));
            if (gaz_annotation_ends_line(name)) g_string_append_c(out, '\n');
            rich = end + 1;
        } else if (n > 0) {
            rich += n;
        } else {
            g_string_append_c(out, *rich++);
        }
    }
    return g_string_free(out, FALSE);
}

char *gaz_annotation_plain(const char *rich, size_t size) {
    g_autoptr(GString) text = g_string_new(NULL);
    XML_Parser parser =
        XML_ParserCreate("UTF-8"); /* it is a string of the file, whatever it says of itself */
    XML_SetUserData(parser, text);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetEndElementHandler(parser, on_end);
    XML_UseForeignDTD(parser, XML_TRUE); /* there is none: a name that is not known is passed over */
    XML_SetSkippedEntityHandler(parser, on_unknown);
    bool good = XML_Parse(parser, rich, (int)MIN(size, G_MAXINT), XML_TRUE) == XML_STATUS_OK;
    XML_ParserFree(parser);
    if (good) return gaz_annotation_lines(text->str);
    g_autofree char *whole = g_strndup(rich, size), *words = end_of_tag(whole) ? stripped(whole) : NULL;
    return words ? gaz_annotation_lines(words) : g_steal_pointer(&whole);
}
