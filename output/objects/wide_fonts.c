/* wide_fonts.c: see wide_fonts.h. The widths stand in a font's program too, which has the outlines of the
 * characters that are shown so alone (wider.h): standards ask that both agree, and MuPDF heeds the program's.
 */
#include "output/objects/wide_fonts.h"

#include "output/objects/font_program.h"
#include "output/objects/keys.h"
#include "output/objects/lex.h"
#include "output/objects/packing.h"
#include "output/objects/text.h"
#include "output/objects/wider.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct gaz_pdf_wide_fonts {
    qpdf_data pdf;
    GHashTable *by_object; /* object number to struct gaz_pdf_wide_font *, owned */
    GPtrArray *order;      /* the same as they were met */
};

static void free_font(gpointer data) {
    struct gaz_pdf_wide_font *font = data;
    gaz_pdf_font_free(font->codes);
    for (int i = 0; i <= GAZ_WIDER_MOST; i++)
        g_clear_pointer(&font->used[i], g_hash_table_destroy);
    g_clear_pointer(&font->program, g_bytes_unref);
    g_free(font);
}

struct gaz_pdf_wide_fonts *gaz_pdf_wide_fonts_new(qpdf_data pdf) {
    struct gaz_pdf_wide_fonts *fonts = g_new(struct gaz_pdf_wide_fonts, 1);
    *fonts = (struct gaz_pdf_wide_fonts){
        pdf, g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_font), g_ptr_array_new()};
    return fonts;
}

void gaz_pdf_wide_fonts_free(struct gaz_pdf_wide_fonts *fonts) {
    g_hash_table_destroy(fonts->by_object);
    g_ptr_array_unref(fonts->order);
    g_free(fonts);
}

/* Chinese faces may have none but that which is as wide as a character: it parts names. */
static guint find_blank(const struct gaz_pdf_font *codes) {
    GHashTableIter iter;
    gpointer code, text;
    guint narrow = GAZ_NO_CODE, wide = GAZ_NO_CODE;
    g_hash_table_iter_init(&iter, codes->codes);
    while (g_hash_table_iter_next(&iter, &code, &text)) {
        if (strcmp(text, " ") == 0) narrow = MIN(narrow, GPOINTER_TO_UINT(code));
        if (strcmp(text, "\u3000") == 0) wide = MIN(wide, GPOINTER_TO_UINT(code));
    }
    return narrow != GAZ_NO_CODE ? narrow : wide;
}

static const char *const program_keys[] = {"/FontFile2", "/FontFile3"};

/* The dictionary that has the descriptor: of a font of two bytes its descendant. */
static qpdf_oh plain_of(qpdf_data pdf, const struct gaz_pdf_wide_font *font, qpdf_oh dict) {
    if (!font->codes->wide) return dict;
    return qpdf_oh_get_array_item(pdf, qpdf_oh_get_key(pdf, dict, "/DescendantFonts"), 0);
}

static GBytes *read_program(qpdf_data pdf, qpdf_oh descriptor) {
    for (size_t i = 0; i < G_N_ELEMENTS(program_keys); i++) {
        qpdf_oh stream = qpdf_oh_get_key_if_dict(pdf, descriptor, program_keys[i]);
        if (qpdf_oh_is_stream(pdf, stream)) return gaz_pdf_take_data(pdf, stream);
    }
    return NULL;
}

/* Whether each character that is to be seen has an outline. Reading back counts these, of all that a program
 * serves; of one that is taken apart it could miss one. */
static bool is_seen(const struct gaz_pdf_wide_font *font, GBytes *program) {
    GHashTableIter iter;
    gpointer text;
    gsize size;
    guint n = 0;
    g_hash_table_iter_init(&iter, font->codes->codes);
    while (g_hash_table_iter_next(&iter, NULL, &text))
        n += gaz_pdf_has_ink(g_utf8_get_char(text));
    const guint8 *data = g_bytes_get_data(program, &size);
    return gaz_font_program_outlines(data, size) >= n;
}

/* A program that is built in another way than cairo builds one (it has subroutines) has its gaps as moves. */
static void take_program(struct gaz_pdf_wide_fonts *fonts, struct gaz_pdf_wide_font *font) {
    qpdf_oh plain = plain_of(fonts->pdf, font, font->dict);
    g_autoptr(GBytes) program =
        read_program(fonts->pdf, qpdf_oh_get_key_if_dict(fonts->pdf, plain, "/FontDescriptor"));
    if (!program || !is_seen(font, program)) return;
    g_autoptr(GBytes) tried = gaz_font_program_widen(program, GAZ_WIDER_STEP, font->codes->codes);
    if (tried) font->program = g_steal_pointer(&program);
}

/* Most fonts have no gap behind them: it is asked when one is met. */
bool gaz_pdf_may_widen(struct gaz_pdf_wide_fonts *fonts, struct gaz_pdf_wide_font *font) {
    if (!font->was_tried) take_program(fonts, font);
    font->was_tried = true;
    return font->program != NULL;
}

struct gaz_pdf_wide_font *gaz_pdf_wide_font_of(struct gaz_pdf_wide_fonts *fonts, qpdf_oh dict) {
    gpointer key = GINT_TO_POINTER(qpdf_oh_get_object_id(fonts->pdf, dict));
    struct gaz_pdf_wide_font *font = g_hash_table_lookup(fonts->by_object, key);
    if (font) return font;
    font = g_new0(struct gaz_pdf_wide_font, 1);
    font->dict = dict;
    font->codes = gaz_pdf_font_read_codes(fonts->pdf, dict);
    font->blank = find_blank(font->codes);
    g_hash_table_insert(fonts->by_object, key, font);
    g_ptr_array_add(fonts->order, font);
    return font;
}

/* The widths of a simple font, each more by some thousandths. */
static qpdf_oh widen_list(qpdf_data pdf, qpdf_oh widths, int more) {
    qpdf_oh list = qpdf_oh_new_array(pdf);
    for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, widths); i++) {
        double width = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, widths, i));
        qpdf_oh_append_item(pdf, list, qpdf_oh_new_integer(pdf, lround(width) + more));
    }
    return list;
}

/* Codes that follow one another with one width: `first last width` (ISO 32000-1 9.7.4.3). */
struct alike {
    long first, last, width;
};

static void add_width(GString *out, struct alike *now, long code, long width) {
    if (now->last >= now->first && width == now->width && code == now->last + 1) {
        now->last = code;
        return;
    }
    if (now->last >= now->first)
        g_string_append_printf(out, "%ld %ld %ld ", now->first, now->last, now->width);
    *now = (struct alike){code, code, width};
}

/* The same for /W, which cairo writes as [first [width width …]]; most are an em wide, so few stretches are
 * left of them. */
static qpdf_oh widen_codes(qpdf_data pdf, qpdf_oh widths, int more) {
    struct gaz_pdf_lexer lexer;
    g_autofree char *text = g_strdup(qpdf_oh_unparse_resolved(pdf, widths));
    g_autoptr(GString) out = g_string_new("[");
    struct alike now = {0, -1, 0};
    long code = 0;
    unsigned open = 0;
    gaz_pdf_lexer_begin(&lexer, text, strlen(text));
    for (enum gaz_pdf_token token; (token = gaz_pdf_lex(&lexer)) != GAZ_PDF_END;) {
        open += token == GAZ_PDF_ARRAY_OPEN;
        open -= token == GAZ_PDF_ARRAY_CLOSE;
        if (token != GAZ_PDF_NUMBER) continue;
        long number = strtol(lexer.value->str, NULL, 10);
        if (open == 1)
            code = number;
        else
            add_width(out, &now, code++, number + more);
    }
    gaz_pdf_lexer_end(&lexer);
    add_width(out, &now, -1, 0);
    g_string_append_c(out, ']');
    return qpdf_oh_parse(pdf, out->str);
}

static qpdf_oh copy_dict(qpdf_data pdf, qpdf_oh dict) {
    qpdf_oh copy = qpdf_oh_new_dictionary(pdf);
    gaz_pdf_copy_keys(pdf, copy, dict);
    return copy;
}

static qpdf_oh make_wider(qpdf_data pdf, const struct gaz_pdf_wide_font *font, int steps) {
    qpdf_oh dict = copy_dict(pdf, font->dict);
    if (!font->codes->wide) {
        qpdf_oh widths = qpdf_oh_get_key(pdf, dict, "/Widths");
        qpdf_oh_replace_key(pdf, dict, "/Widths", widen_list(pdf, widths, steps * GAZ_WIDER_STEP));
        return qpdf_make_indirect_object(pdf, dict);
    }
    qpdf_oh plain = qpdf_oh_get_array_item(pdf, qpdf_oh_get_key(pdf, dict, "/DescendantFonts"), 0);
    qpdf_oh inner = copy_dict(pdf, plain), list = qpdf_oh_new_array(pdf);
    qpdf_oh_replace_key(pdf, inner, "/W",
                        widen_codes(pdf, qpdf_oh_get_key(pdf, plain, "/W"), steps * GAZ_WIDER_STEP));
    qpdf_oh_append_item(pdf, list, qpdf_make_indirect_object(pdf, inner));
    qpdf_oh_replace_key(pdf, dict, "/DescendantFonts", list);
    return qpdf_make_indirect_object(pdf, dict);
}

/* The program is made when it is known which characters it has to have. */
qpdf_oh gaz_pdf_wider_font(struct gaz_pdf_wide_fonts *fonts, struct gaz_pdf_wide_font *font, int steps) {
    if (!font->wider[steps]) {
        font->wider[steps] = make_wider(fonts->pdf, font, steps);
        font->used[steps] = g_hash_table_new(g_direct_hash, g_direct_equal);
    }
    return font->wider[steps];
}

void gaz_pdf_use_wider(const struct gaz_pdf_wide_font *font, int steps, guint code) {
    GHashTable *used = font->used[steps];
    gpointer key = GUINT_TO_POINTER(code);
    if (used) g_hash_table_insert(used, key, g_hash_table_lookup(font->codes->codes, key));
}

/* ABCDEF+Name: a subset that is another one has another tag (9.6.4). */
static void set_name(qpdf_data pdf, qpdf_oh dict, const char *key, int steps) {
    g_autofree char *name = g_strdup(qpdf_oh_get_name(pdf, qpdf_oh_get_key(pdf, dict, key)));
    if (strlen(name) < 3 || name[0] != '/') return;
    name[1] = (char)('A' + steps % 26);
    name[2] = (char)('A' + steps / 26);
    qpdf_oh_replace_key(pdf, dict, key, qpdf_oh_new_name(pdf, name));
}

static void set_program(qpdf_data pdf, qpdf_oh descriptor, GBytes *program) {
    gsize size;
    const unsigned char *data = g_bytes_get_data(program, &size);
    for (size_t i = 0; i < G_N_ELEMENTS(program_keys); i++) {
        if (!qpdf_oh_has_key(pdf, descriptor, program_keys[i])) continue;
        qpdf_oh old = qpdf_oh_get_dict(pdf, qpdf_oh_get_key(pdf, descriptor, program_keys[i]));
        qpdf_oh stream = qpdf_oh_new_stream(pdf), dict = qpdf_oh_get_dict(pdf, stream);
        if (qpdf_oh_has_key(pdf, old, "/Subtype"))
            qpdf_oh_replace_key(pdf, dict, "/Subtype", qpdf_oh_get_key(pdf, old, "/Subtype"));
        if (qpdf_oh_has_key(pdf, old, "/Length1"))
            qpdf_oh_replace_key(pdf, dict, "/Length1", qpdf_oh_new_integer(pdf, (long long)size));
        gaz_pdf_put_data(pdf, stream, data, size);
        qpdf_oh_replace_key(pdf, descriptor, program_keys[i], stream);
    }
}

static bool give_program(qpdf_data pdf, const struct gaz_pdf_wide_font *font, int steps) {
    g_autoptr(GBytes) program =
        gaz_font_program_widen(font->program, steps * GAZ_WIDER_STEP, font->used[steps]);
    if (!program) return false;
    qpdf_oh dict = font->wider[steps], plain = plain_of(pdf, font, dict);
    qpdf_oh descriptor = copy_dict(pdf, qpdf_oh_get_key(pdf, plain, "/FontDescriptor"));
    set_program(pdf, descriptor, program);
    set_name(pdf, descriptor, "/FontName", steps);
    set_name(pdf, dict, "/BaseFont", steps);
    if (font->codes->wide) set_name(pdf, plain, "/BaseFont", steps);
    qpdf_oh_replace_key(pdf, plain, "/FontDescriptor", qpdf_make_indirect_object(pdf, descriptor));
    return true;
}

static bool give_programs(struct gaz_pdf_wide_fonts *fonts, const struct gaz_pdf_wide_font *font) {
    bool good = true;
    for (int steps = 1; steps <= GAZ_WIDER_MOST && good; steps++)
        if (font->wider[steps]) good = give_program(fonts->pdf, font, steps);
    return good;
}

bool gaz_pdf_wide_fonts_finish(struct gaz_pdf_wide_fonts *fonts) {
    bool good = true;
    for (guint i = 0; i < fonts->order->len && good; i++)
        good = give_programs(fonts, fonts->order->pdata[i]);
    return good;
}
