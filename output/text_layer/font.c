/* font.c: ISO 32000-1 9.6, 9.7 and 9.10, as far as text is to be read.
 *
 * What a code stands for says ToUnicode first; else its encoding, where that is one of characters: GB 18030
 * and its forerunners (GBK-EUC-H …), UTF-16 (UniGB-UTF16-H …), one byte with the names of glyphs. A code of
 * which none of them tells is lost: a glyph's number alone is no character.
 */
#include "output/text_layer/font.h"

#include "output/objects/font.h"
#include "output/objects/lex.h"
#include "output/objects/packing.h"

#include <stdlib.h>
#include <string.h>

enum coding { CODING_ONE, CODING_TWO, CODING_GB, CODING_UTF16, CODING_RANGES };
enum { MOST_WIDTHS = 1 << 17, MOST_RANGES = 256, N_CODES = 256 };

/* codes of n bytes from low to high, byte for byte */
struct code_range {
    uint32_t n;
    unsigned char low[4], high[4];
};

struct gaz_layer_font {
    struct gaz_pdf_font *table; /* ToUnicode */
    enum coding coding;
    GArray *ranges;        /* struct code_range, of RANGES */
    GHashTable *converted; /* of codes, by their encoding: UTF-8 */
    char *names[N_CODES];  /* UTF-8 of the glyphs that Differences name; "": of a name that tells nothing */
    GHashTable *widths;    /* of codes: width in 1/1000 em, plus one */
    double other_width;    /* of those without one, ems */
    double scale;          /* of widths */
    bool is_simple, is_vertical, has_identity;
    bool is_ascii; /* simple: its codes are those of ASCII where nothing else is said */
};

static GIConv from_gb = (GIConv)-1;

void gaz_layer_font_prepare(void) {
    if (from_gb == (GIConv)-1) from_gb = g_iconv_open("UTF-8", "GB18030");
}

/* ---- the encoding of a composite font */

static void add_range(struct gaz_layer_font *font, const GString *low, const GString *high) {
    struct code_range range = {.n = (uint32_t)low->len};
    if (low->len < 1 || low->len > 4 || high->len != low->len || font->ranges->len >= MOST_RANGES) return;
    memcpy(range.low, low->str, low->len);
    memcpy(range.high, high->str, high->len);
    g_array_append_val(font->ranges, range);
}

static void read_ranges(struct gaz_layer_font *font, const unsigned char *data, size_t size) {
    struct gaz_pdf_lexer lexer;
    GString *low = g_string_new(NULL);
    bool inside = false, has_low = false;
    gaz_pdf_lexer_begin(&lexer, data, size);
    for (enum gaz_pdf_token token; (token = gaz_pdf_lex(&lexer)) != GAZ_PDF_END;) {
        if (token == GAZ_PDF_KEYWORD) inside = strcmp(lexer.value->str, "begincodespacerange") == 0;
        if (token != GAZ_PDF_STRING || !inside) continue;
        if (has_low)
            add_range(font, low, lexer.value);
        else
            g_string_assign(low, ""), g_string_append_len(low, lexer.value->str, (gssize)lexer.value->len);
        has_low = !has_low;
    }
    gaz_pdf_lexer_end(&lexer);
    g_string_free(low, TRUE);
}

static void take_stream_encoding(qpdf_data pdf, qpdf_oh stream, struct gaz_layer_font *font) {
    g_autoptr(GBytes) cmap = gaz_pdf_take_data(pdf, stream);
    if (cmap) read_ranges(font, g_bytes_get_data(cmap, NULL), g_bytes_get_size(cmap));
    int mode = 0;
    qpdf_oh_get_value_as_int(pdf, qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, stream), "/WMode"), &mode);
    font->is_vertical = mode == 1;
    font->coding = font->ranges->len ? CODING_RANGES : CODING_TWO;
}

static void take_named_encoding(const char *name, struct gaz_layer_font *font) {
    bool is_unicode = strstr(name, "UCS2") || strstr(name, "UTF16");
    bool is_gb = g_str_has_prefix(name, "/GB");
    font->is_vertical = g_str_has_suffix(name, "-V");
    font->has_identity = g_str_has_prefix(name, "/Identity");
    font->coding = is_unicode ? CODING_UTF16 : is_gb ? CODING_GB : CODING_TWO;
}

static void take_composite(qpdf_data pdf, qpdf_oh dict, struct gaz_layer_font *font) {
    qpdf_oh encoding = qpdf_oh_get_key(pdf, dict, "/Encoding");
    font->coding = CODING_TWO;
    if (qpdf_oh_is_stream(pdf, encoding))
        take_stream_encoding(pdf, encoding, font);
    else if (qpdf_oh_is_name(pdf, encoding))
        take_named_encoding(qpdf_oh_get_name(pdf, encoding), font);
}

static void set_width(struct gaz_layer_font *font, int64_t code, double width) {
    if (code < 0 || code > UINT32_MAX || g_hash_table_size(font->widths) >= MOST_WIDTHS) return;
    int whole = (int)CLAMP(width, -100000.0, 100000.0);
    g_hash_table_insert(font->widths, GUINT_TO_POINTER((guint)code), GINT_TO_POINTER(whole + 200000));
}

/* `c [w …]` or `first last w`; the handles are given back as they are done with. */
static void take_cid_widths(qpdf_data pdf, qpdf_oh all, struct gaz_layer_font *font) {
    int n = qpdf_oh_is_array(pdf, all) ? qpdf_oh_get_array_n_items(pdf, all) : 0;
    for (int i = 0; i + 1 < n;) {
        int first = qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_array_item(pdf, all, i));
        qpdf_oh next = qpdf_oh_get_array_item(pdf, all, i + 1);
        if (qpdf_oh_is_array(pdf, next)) {
            int m = qpdf_oh_get_array_n_items(pdf, next);
            for (int k = 0; k < m; k++)
                set_width(font, (int64_t)first + k,
                          qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, next, k)));
            i += 2;
        } else if (i + 2 < n) {
            int last = qpdf_oh_get_int_value_as_int(pdf, next);
            double width = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, all, i + 2));
            for (int64_t code = first; code <= last && code - first < 65536; code++)
                set_width(font, code, width);
            i += 3;
        } else
            break;
    }
}

static void read_composite_widths(qpdf_data pdf, qpdf_oh dict, struct gaz_layer_font *font) {
    qpdf_oh descendants = qpdf_oh_get_key(pdf, dict, "/DescendantFonts");
    bool has = qpdf_oh_is_array(pdf, descendants) && qpdf_oh_get_array_n_items(pdf, descendants) > 0;
    qpdf_oh descendant = has ? qpdf_oh_get_array_item(pdf, descendants, 0) : dict;
    double width = 1000;
    if (!qpdf_oh_get_value_as_number(pdf, qpdf_oh_get_key_if_dict(pdf, descendant, "/DW"), &width))
        width = 1000;
    font->other_width = width / 1000;
    if (font->has_identity || font->coding == CODING_RANGES)
        take_cid_widths(pdf, qpdf_oh_get_key_if_dict(pdf, descendant, "/W"), font);
}

/* ---- a simple font */

static const struct {
    const char *name, *text;
} glyph_names[] = {
    {"zero", "0"},      {"one", "1"},           {"two", "2"},         {"three", "3"},
    {"four", "4"},      {"five", "5"},          {"six", "6"},         {"seven", "7"},
    {"eight", "8"},     {"nine", "9"},          {"space", " "},       {"period", "."},
    {"comma", ","},     {"hyphen", "-"},        {"parenleft", "("},   {"parenright", ")"},
    {"colon", ":"},     {"semicolon", ";"},     {"slash", "/"},       {"percent", "%"},
    {"plus", "+"},      {"equal", "="},         {"less", "<"},        {"greater", ">"},
    {"endash", "–"},    {"emdash", "—"},        {"bullet", "•"},      {"periodcentered", "·"},
    {"quoteleft", "‘"}, {"quoteright", "’"},    {"ellipsis", "…"},    {"quotedblleft", "“"},
    {"ampersand", "&"}, {"quotedblright", "”"}, {"bracketleft", "["}, {"bracketright", "]"},
};

/* uni4E2D, u2A6D6 and the names of what stands in a gazette; NULL: none of them. */
static char *text_of_name(const char *name) {
    if (name[0] && !name[1] && g_ascii_isalpha(name[0])) return g_strdup(name);
    for (size_t i = 0; i < G_N_ELEMENTS(glyph_names); i++)
        if (strcmp(glyph_names[i].name, name) == 0) return g_strdup(glyph_names[i].text);
    const char *digits = g_str_has_prefix(name, "uni") ? name + 3 : name[0] == 'u' ? name + 1 : NULL;
    char *end, utf8[7] = {0};
    guint64 ch = digits ? g_ascii_strtoull(digits, &end, 16) : 0;
    if (!digits || end - digits < 4 || (*end && *end != '.') || ch > 0x10FFFF ||
        !g_unichar_validate((gunichar)ch) || !ch)
        return NULL;
    g_unichar_to_utf8((gunichar)ch, utf8);
    return g_strdup(utf8);
}

static void take_differences(qpdf_data pdf, qpdf_oh list, struct gaz_layer_font *font) {
    int n = qpdf_oh_is_array(pdf, list) ? qpdf_oh_get_array_n_items(pdf, list) : 0, code = 0;
    for (int i = 0; i < n; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(pdf, list, i);
        if (qpdf_oh_is_integer(pdf, item))
            code = qpdf_oh_get_int_value_as_int(pdf, item);
        else if (qpdf_oh_is_name(pdf, item) && code >= 0 && code < N_CODES) {
            g_free(font->names[code]);
            char *text = text_of_name(qpdf_oh_get_name(pdf, item) + 1);
            font->names[code++] = text ? text : g_strdup("");
        }
    }
}

/* Of a Type 3 font widths are in the units of its matrix. */
static void take_scale(qpdf_data pdf, qpdf_oh dict, struct gaz_layer_font *font) {
    qpdf_oh matrix = qpdf_oh_get_key(pdf, dict, "/FontMatrix");
    bool has = qpdf_oh_is_array(pdf, matrix) && qpdf_oh_get_array_n_items(pdf, matrix) == 6;
    double scale = has ? qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, matrix, 0)) : 0;
    if (scale > 0 && scale <= 1) font->scale = scale;
}

/* A subset without a named encoding may number its glyphs as it likes. */
static void take_alphabet(qpdf_data pdf, qpdf_oh dict, struct gaz_layer_font *font) {
    qpdf_oh encoding = qpdf_oh_get_key(pdf, dict, "/Encoding");
    bool is_named = qpdf_oh_is_name(pdf, encoding) ||
                    qpdf_oh_is_name(pdf, qpdf_oh_get_key_if_dict(pdf, encoding, "/BaseEncoding"));
    bool has_program = qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, dict, "/FontDescriptor"));
    bool has_procedures = qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, dict, "/CharProcs"));
    font->is_ascii = is_named || !(has_program || has_procedures);
}

static void read_simple(qpdf_data pdf, qpdf_oh dict, struct gaz_layer_font *font) {
    enum { MOST_SIMPLE = 256 };
    qpdf_oh widths = qpdf_oh_get_key(pdf, dict, "/Widths"),
            encoding = qpdf_oh_get_key(pdf, dict, "/Encoding");
    int first = 0, n = qpdf_oh_is_array(pdf, widths) ? qpdf_oh_get_array_n_items(pdf, widths) : 0;
    qpdf_oh_get_value_as_int(pdf, qpdf_oh_get_key(pdf, dict, "/FirstChar"), &first);
    if (qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dict, "/Subtype"), "/Type3"))
        take_scale(pdf, dict, font);
    for (int i = 0; i < MIN(n, MOST_SIMPLE); i++)
        set_width(font, (int64_t)first + i,
                  qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, widths, i)));
    font->other_width = 0.5;
    take_alphabet(pdf, dict, font);
    take_differences(pdf, qpdf_oh_get_key_if_dict(pdf, encoding, "/Differences"), font);
}

/* ---- the font */

struct gaz_layer_font *gaz_layer_font_read(qpdf_data pdf, qpdf_oh dict) {
    struct gaz_layer_font *font = g_new0(struct gaz_layer_font, 1);
    font->table = gaz_pdf_font_read_codes(pdf, dict);
    font->ranges = g_array_new(FALSE, FALSE, sizeof(struct code_range));
    font->converted = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    font->widths = g_hash_table_new(g_direct_hash, g_direct_equal);
    font->scale = 0.001;
    font->other_width = 1;
    font->is_simple = !font->table->wide;
    if (!qpdf_oh_is_dictionary(pdf, dict)) return font;
    if (font->is_simple) {
        read_simple(pdf, dict, font);
    } else {
        take_composite(pdf, dict, font);
        read_composite_widths(pdf, dict, font);
    }
    return font;
}

void gaz_layer_font_free(struct gaz_layer_font *font) {
    gaz_pdf_font_free(font->table);
    g_array_unref(font->ranges);
    g_hash_table_destroy(font->converted);
    g_hash_table_destroy(font->widths);
    for (int i = 0; i < N_CODES; i++)
        g_free(font->names[i]);
    g_free(font);
}

/* ---- codes */

static bool is_in_range(const struct code_range *range, const unsigned char *bytes, size_t n) {
    if (n < range->n) return false;
    for (uint32_t i = 0; i < range->n; i++)
        if (bytes[i] < range->low[i] || bytes[i] > range->high[i]) return false;
    return true;
}

static uint32_t length_in_ranges(const struct gaz_layer_font *font, const unsigned char *bytes, size_t n) {
    uint32_t least = 4;
    for (guint i = 0; i < font->ranges->len; i++) {
        const struct code_range *range = &g_array_index(font->ranges, struct code_range, i);
        if (is_in_range(range, bytes, n)) return range->n;
        least = MIN(least, range->n);
    }
    return least;
}

static uint32_t length_of(const struct gaz_layer_font *font, const unsigned char *bytes, size_t n) {
    switch (font->coding) {
    case CODING_ONE:
        return 1;
    case CODING_TWO:
        return 2;
    case CODING_GB:
        if (bytes[0] < 0x81) return 1;
        return n >= 4 && bytes[1] >= 0x30 && bytes[1] <= 0x39 ? 4 : 2;
    case CODING_UTF16:
        return bytes[0] >= 0xD8 && bytes[0] < 0xDC ? 4 : 2;
    case CODING_RANGES:
        return length_in_ranges(font, bytes, n);
    }
    return 1;
}

struct gaz_layer_code gaz_layer_font_code(const struct gaz_layer_font *font, const unsigned char *bytes,
                                          size_t n) {
    struct gaz_layer_code code = {0, MIN(length_of(font, bytes, n), (uint32_t)n)};
    for (uint32_t i = 0; i < code.n; i++)
        code.code = code.code << 8 | bytes[i];
    return code;
}

/* ---- characters */

static char *convert_gb(const char *bytes, size_t n) {
    char out[16] = {0}, *in = (char *)bytes, *to = out;
    gsize left = n, room = sizeof out - 1;
    if (from_gb == (GIConv)-1) return NULL;
    bool good = g_iconv(from_gb, &in, &left, &to, &room) != (gsize)-1 && left == 0;
    if (!good) g_iconv(from_gb, NULL, NULL, NULL, NULL);
    return good ? g_strdup(out) : NULL;
}

static char *convert_utf16(const unsigned char *bytes, size_t n) {
    GString *text = g_string_new(NULL);
    gaz_append_utf16(text, bytes, n);
    return g_string_free(text, FALSE);
}

/* What the encoding itself says. */
static char *convert(const struct gaz_layer_font *font, struct gaz_layer_code code) {
    unsigned char bytes[4];
    for (uint32_t i = 0; i < code.n; i++)
        bytes[i] = (unsigned char)(code.code >> 8 * (code.n - 1 - i));
    if (font->coding == CODING_GB) return convert_gb((const char *)bytes, code.n);
    if (font->coding == CODING_UTF16) return convert_utf16(bytes, code.n);
    if (!font->is_simple || code.code < 0x20) return NULL;
    if (font->names[code.code & 0xFF])
        return *font->names[code.code & 0xFF] ? g_strdup(font->names[code.code & 0xFF]) : NULL;
    if (!font->is_ascii || code.code >= 0x7F) return NULL;
    return g_strndup((const char *)bytes, 1);
}

const char *gaz_layer_font_text(struct gaz_layer_font *font, struct gaz_layer_code code) {
    gpointer key = GUINT_TO_POINTER(code.code), text = NULL;
    const char *told = g_hash_table_lookup(font->table->codes, key);
    if (told && *told) return told;
    if (g_hash_table_lookup_extended(font->converted, key, NULL, &text)) return text;
    text = convert(font, code);
    g_hash_table_insert(font->converted, key, text);
    return text;
}

double gaz_layer_font_width(const struct gaz_layer_font *font, struct gaz_layer_code code) {
    gpointer width = g_hash_table_lookup(font->widths, GUINT_TO_POINTER(code.code));
    if (width) return (GPOINTER_TO_INT(width) - 200000) * font->scale;
    bool is_half = code.n == 1 || (font->coding == CODING_UTF16 && code.code < 0x80);
    return is_half && !font->is_simple ? 0.5 : font->other_width;
}

bool gaz_layer_font_is_vertical(const struct gaz_layer_font *font) {
    return font->is_vertical;
}
