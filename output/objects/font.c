/* font.c: reads a font's ToUnicode CMap (bfchar, bfrange) and looks whether its program is in the file.
 */
#include "output/objects/font.h"

#include "output/objects/font_program.h"
#include "output/objects/lex.h"
#include "output/objects/packing.h"

#include <stdlib.h>
#include <string.h>

void gaz_append_utf16(GString *out, const unsigned char *data, gsize size) {
    for (gsize i = 0; i + 1 < size; i += 2) {
        gunichar unit = (gunichar)data[i] << 8 | data[i + 1];
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < size) {
            gunichar low = (gunichar)data[i + 2] << 8 | data[i + 3];
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        g_string_append_unichar(out, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
    }
}

void gaz_pdf_append_text_string(GString *out, const GString *string) {
    const unsigned char *data = (const unsigned char *)string->str;
    if (string->len >= 2 && data[0] == 0xFE && data[1] == 0xFF)
        gaz_append_utf16(out, data + 2, string->len - 2);
    else
        for (gsize i = 0; i < string->len; i++)
            g_string_append_unichar(out, data[i]);
}

/* ---- CMap */

struct cmap {
    struct gaz_pdf_lexer lexer;
    GHashTable *codes;
};

static guint code_of(const GString *bytes) {
    guint code = 0;
    for (gsize i = 0; i < bytes->len && i < 4; i++)
        code = code << 8 | (unsigned char)bytes->str[i];
    return code;
}

static void map_code(struct cmap *cmap, guint code, const GString *utf16) {
    GString *text = g_string_new(NULL);
    gaz_append_utf16(text, (const unsigned char *)utf16->str, utf16->len);
    g_hash_table_insert(cmap->codes, GUINT_TO_POINTER(code), g_string_free(text, FALSE));
}

/* Pairs <code> <text> up to the closing keyword. */
static void read_chars(struct cmap *cmap) {
    while (gaz_pdf_lex(&cmap->lexer) == GAZ_PDF_STRING) {
        guint code = code_of(cmap->lexer.value);
        if (gaz_pdf_lex(&cmap->lexer) != GAZ_PDF_STRING) return;
        map_code(cmap, code, cmap->lexer.value);
    }
}

/* From low on, one text a code. The last byte counts up, as the standard says. */
static void map_range(struct cmap *cmap, guint low, guint high) {
    GString *text = g_string_new_len(cmap->lexer.value->str, (gssize)cmap->lexer.value->len);
    for (guint code = low; code <= high && code - low < 65536 && text->len > 1; code++) {
        map_code(cmap, code, text);
        if (++text->str[text->len - 1] == 0) text->str[text->len - 2]++;
    }
    g_string_free(text, TRUE);
}

static void read_ranges(struct cmap *cmap) {
    while (gaz_pdf_lex(&cmap->lexer) == GAZ_PDF_STRING) {
        guint low = code_of(cmap->lexer.value);
        if (gaz_pdf_lex(&cmap->lexer) != GAZ_PDF_STRING) return;
        guint high = code_of(cmap->lexer.value);
        enum gaz_pdf_token token = gaz_pdf_lex(&cmap->lexer);
        if (token == GAZ_PDF_STRING)
            map_range(cmap, low, high);
        else if (token == GAZ_PDF_ARRAY_OPEN)
            while (gaz_pdf_lex(&cmap->lexer) == GAZ_PDF_STRING)
                map_code(cmap, low++, cmap->lexer.value);
        else
            return;
    }
}

static void read_cmap(GHashTable *codes, GBytes *bytes) {
    struct cmap cmap = {.codes = codes};
    gsize size;
    const unsigned char *data = g_bytes_get_data(bytes, &size);
    gaz_pdf_lexer_begin(&cmap.lexer, data, size);
    for (enum gaz_pdf_token token; (token = gaz_pdf_lex(&cmap.lexer)) != GAZ_PDF_END;) {
        if (token != GAZ_PDF_KEYWORD) continue;
        if (strcmp(cmap.lexer.value->str, "beginbfchar") == 0) read_chars(&cmap);
        if (strcmp(cmap.lexer.value->str, "beginbfrange") == 0) read_ranges(&cmap);
    }
    gaz_pdf_lexer_end(&cmap.lexer);
}

/* ---- font */

static void read_program(qpdf_data pdf, qpdf_oh descriptor, struct gaz_pdf_font *font) {
    static const char *const keys[] = {"/FontFile", "/FontFile2", "/FontFile3"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys) && !font->embedded; i++) {
        g_autoptr(GBytes) program = gaz_pdf_take_data(pdf, qpdf_oh_get_key_if_dict(pdf, descriptor, keys[i]));
        gsize size = 0;
        const unsigned char *data = program ? g_bytes_get_data(program, &size) : NULL;
        font->embedded = size > 0;
        if (font->embedded) font->n_outlines = gaz_font_program_outlines(data, size);
    }
}

/* Type 3 fonts, cairo's last resort, have their glyphs as procedures. */
static void read_procedures(qpdf_data pdf, qpdf_oh procedures, struct gaz_pdf_font *font) {
    font->embedded = qpdf_oh_is_dictionary(pdf, procedures);
    if (!font->embedded) return;
    qpdf_oh_begin_dict_key_iter(pdf, procedures);
    for (; qpdf_oh_dict_more_keys(pdf); font->n_outlines++)
        qpdf_oh_dict_next_key(pdf);
}

/* FandolFang-Regular of /ABCDEF+FandolFang-Regular */
static char *base_name(qpdf_data pdf, qpdf_oh dict) {
    qpdf_oh name = qpdf_oh_get_key_if_dict(pdf, dict, "/BaseFont");
    const char *text = qpdf_oh_is_name(pdf, name) ? qpdf_oh_get_name(pdf, name) + 1 : "";
    const char *plus = strchr(text, '+');
    return g_strdup(plus ? plus + 1 : text);
}

struct gaz_pdf_font *gaz_pdf_font_read_codes(qpdf_data pdf, qpdf_oh dict) {
    struct gaz_pdf_font *font = g_new0(struct gaz_pdf_font, 1);
    font->codes = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    font->shown = g_array_new(FALSE, TRUE, sizeof(struct gaz_pdf_code));
    font->name = base_name(pdf, dict);
    if (!qpdf_oh_is_dictionary(pdf, dict)) return font;
    font->wide = qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dict, "/Subtype"), "/Type0");
    g_autoptr(GBytes) cmap = gaz_pdf_take_data(pdf, qpdf_oh_get_key(pdf, dict, "/ToUnicode"));
    if (cmap) read_cmap(font->codes, cmap);
    return font;
}

/* The dictionary that has the descriptor: of a Type 0 font its descendant. */
static qpdf_oh descendant_of(qpdf_data pdf, qpdf_oh dict) {
    qpdf_oh descendants = qpdf_oh_get_key_if_dict(pdf, dict, "/DescendantFonts");
    bool has = qpdf_oh_is_array(pdf, descendants) && qpdf_oh_get_array_n_items(pdf, descendants) > 0;
    return has ? qpdf_oh_get_array_item(pdf, descendants, 0) : dict;
}

gint64 gaz_pdf_font_kind(qpdf_data pdf, qpdf_oh dict) {
    qpdf_oh descriptor = qpdf_oh_get_key_if_dict(pdf, descendant_of(pdf, dict), "/FontDescriptor");
    gint64 program = qpdf_oh_get_object_id(pdf, descriptor);
    gint64 codes = qpdf_oh_get_object_id(pdf, qpdf_oh_get_key_if_dict(pdf, dict, "/ToUnicode"));
    bool told = program > 0 && codes > 0;
    return told ? program << 32 | codes : -(gint64)qpdf_oh_get_object_id(pdf, dict);
}

struct gaz_pdf_font *gaz_pdf_font_read(qpdf_data pdf, qpdf_oh dict) {
    struct gaz_pdf_font *font = gaz_pdf_font_read_codes(pdf, dict);
    if (!qpdf_oh_is_dictionary(pdf, dict)) return font;
    if (qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dict, "/Subtype"), "/Type3"))
        read_procedures(pdf, qpdf_oh_get_key(pdf, dict, "/CharProcs"), font);
    else
        read_program(pdf, qpdf_oh_get_key(pdf, descendant_of(pdf, dict), "/FontDescriptor"), font);
    return font;
}

void gaz_pdf_font_free(struct gaz_pdf_font *font) {
    g_hash_table_destroy(font->codes);
    g_array_free(font->shown, TRUE);
    g_free(font->name);
    g_free(font);
}
