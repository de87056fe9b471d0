/* text.c: walks a page's content stream and the forms it draws.
 *
 * Followed: Tf with the font of the resources, q and Q (the font is part of the graphics state), Tj TJ ' ",
 * Do for forms, BDC with ActualText (its text counts instead of the codes up to the matching EMC), and
 * pictures: each one stands in the mark of its element, Figure or Formula, around all that the picture draws,
 * forms included. Text in there is the picture's own (an SVG's labels) and is left out. Marked
 * content nests, also across the groups that librsvg makes, so counting BDC and EMC is exact.
 */
#include "output/objects/text.h"

#include "base/text/text.h"
#include "output/objects/font.h"
#include "output/objects/lex.h"
#include "output/objects/packing.h"
#include "output/paint.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_FORM_DEPTH = 12 };

enum mark_kind { MARK_PLAIN, MARK_ACTUAL, MARK_PICTURE };

struct mark {
    enum mark_kind kind;
    bool is_sorted; /* it has an MCID or is an artifact */
    int mcid;       /* -1: none */
    gsize begin;    /* in the text */
};

struct walk {
    struct gaz_pdf_reader *reader;
    struct gaz_pdf_page_text *text;
    struct gaz_pdf_font *font;
    GPtrArray *saved_fonts; /* q … Q */
    GArray *marks;          /* struct mark: open BDC and BMC */
    unsigned n_actual, n_picture, n_sorted;
    int depth;
};

/* what stands before an operator */
struct operands {
    GString *first_name, *last_name;
    GString *strings; /* all strings behind one another */
    GString *actual;  /* the string after /ActualText */
    bool has_actual;
    int mcid; /* the number after /MCID; -1: none */
};

static void free_font(gpointer font) {
    gaz_pdf_font_free(font);
}

void gaz_pdf_reader_begin(struct gaz_pdf_reader *reader, qpdf_data pdf) {
    reader->pdf = pdf;
    reader->fonts = g_hash_table_new(g_direct_hash, g_direct_equal);
    reader->kinds = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_font);
}

void gaz_pdf_reader_end(struct gaz_pdf_reader *reader) {
    g_hash_table_destroy(reader->fonts);
    g_hash_table_destroy(reader->kinds);
}

/* ---- text */

bool gaz_pdf_has_ink(uint32_t ch) {
    bool selects = (ch >= 0xFE00 && ch <= 0xFE0F) || (ch >= 0xE0100 && ch <= 0xE01EF);
    return !selects && !g_unichar_isspace(ch);
}

/* cairo leaves out a glyph without ink when it stands alone, so blanks are not counted */
static bool is_blank(const char *text) {
    if (!text || !*text) return false;
    for (; *text; text = g_utf8_next_char(text))
        if (gaz_pdf_has_ink(g_utf8_get_char(text))) return false;
    return true;
}

/* One character, which is to be seen. */
static bool is_inked(const char *text) {
    return text && *text && *g_utf8_next_char(text) == '\0' && gaz_char_has_ink(g_utf8_get_char(text));
}

/* A text is read by its characters a hundred times each: what is to be known of one is asked once. */
static struct gaz_pdf_code *lookup_code(struct gaz_pdf_font *font, guint code) {
    if (code >= font->shown->len) g_array_set_size(font->shown, code + 1);
    struct gaz_pdf_code *known = &g_array_index(font->shown, struct gaz_pdf_code, code);
    if (known->is_known) return known;
    const char *text = g_hash_table_lookup(font->codes, GUINT_TO_POINTER(code));
    *known =
        (struct gaz_pdf_code){true, text, text ? strlen(text) : 0, is_blank(text), is_inked(text), false};
    return known;
}

static void show_code(struct walk *walk, guint code) {
    struct gaz_pdf_code nobody_knows = {0},
                        *known = walk->font ? lookup_code(walk->font, code) : &nobody_knows;
    walk->text->n_glyphs += !known->is_blank;
    if (walk->n_actual > 0) return;
    if (known->is_inked && !known->was_inked) {
        known->was_inked = true;
        walk->font->n_inked++;
    }
    if (known->text)
        g_string_append_len(walk->text->utf8, known->text, (gssize)known->length);
    else
        walk->text->n_lost++;
}

static void show(struct walk *walk, const GString *codes) {
    if (walk->n_picture > 0) return;
    gsize width = walk->font && walk->font->wide ? 2 : 1;
    if (!walk->font || !walk->font->embedded) walk->text->bare_font = true;
    for (gsize i = 0; i + width <= codes->len; i += width) {
        guint code = (unsigned char)codes->str[i];
        if (width == 2) code = code << 8 | (unsigned char)codes->str[i + 1];
        show_code(walk, code);
    }
}

static void open_mark(struct walk *walk, const struct operands *operands) {
    struct mark mark = {.mcid = operands->mcid, .begin = walk->text->utf8->len};
    const char *tag = operands->first_name->str;
    if (strcmp(tag, GAZ_PICTURE_TAG) == 0 || strcmp(tag, GAZ_FORMULA_TAG) == 0)
        mark.kind = MARK_PICTURE;
    else if (operands->has_actual)
        mark.kind = MARK_ACTUAL;
    if (mark.kind == MARK_ACTUAL && walk->n_actual == 0 && walk->n_picture == 0)
        gaz_pdf_append_text_string(walk->text->utf8, operands->actual);
    mark.is_sorted = mark.mcid >= 0 || strcmp(tag, "Artifact") == 0;
    walk->n_actual += mark.kind == MARK_ACTUAL;
    walk->n_picture += mark.kind == MARK_PICTURE;
    walk->n_sorted += mark.is_sorted;
    g_array_append_val(walk->marks, mark);
}

static void close_mark(struct walk *walk) {
    if (walk->marks->len == 0) return;
    struct mark mark = g_array_index(walk->marks, struct mark, walk->marks->len - 1);
    walk->n_actual -= mark.kind == MARK_ACTUAL;
    walk->n_picture -= mark.kind == MARK_PICTURE;
    walk->n_sorted -= mark.is_sorted;
    g_array_set_size(walk->marks, walk->marks->len - 1);
    if (mark.mcid < 0) return;
    struct gaz_pdf_marked_text one = {(uint32_t)mark.mcid, mark.begin, walk->text->utf8->len};
    g_array_append_val(walk->text->marked, one);
}

/* Something is drawn. */
static void draw(struct walk *walk) {
    walk->text->n_loose += walk->n_sorted == 0;
}

/* ---- resources */

/* what the names in a content stream mean */
struct scope {
    qpdf_oh resources;
    GHashTable *fonts; /* name, owned, to struct gaz_pdf_font *: those that were met */
};

static qpdf_oh resource(struct walk *walk, const struct scope *scope, const char *kind, const GString *name) {
    qpdf_data pdf = walk->reader->pdf;
    char *key = g_strconcat("/", name->str, NULL);
    qpdf_oh found = qpdf_oh_get_key_if_dict(pdf, qpdf_oh_get_key_if_dict(pdf, scope->resources, kind), key);
    g_free(key);
    return found;
}

static struct gaz_pdf_font *lookup_kind(struct walk *walk, qpdf_oh dict) {
    gint64 kind = gaz_pdf_font_kind(walk->reader->pdf, dict);
    struct gaz_pdf_font *font = g_hash_table_lookup(walk->reader->kinds, &kind);
    if (font) return font;
    font = gaz_pdf_font_read(walk->reader->pdf, dict);
    g_hash_table_insert(walk->reader->kinds, g_memdup2(&kind, sizeof kind), font);
    return font;
}

static struct gaz_pdf_font *lookup_font(struct walk *walk, qpdf_oh dict) {
    gpointer key = GINT_TO_POINTER(qpdf_oh_get_object_id(walk->reader->pdf, dict));
    struct gaz_pdf_font *font = g_hash_table_lookup(walk->reader->fonts, key);
    if (font) return font;
    font = lookup_kind(walk, dict);
    g_hash_table_insert(walk->reader->fonts, key, font);
    return font;
}

static struct gaz_pdf_font *find_font(struct walk *walk, const struct scope *scope, const GString *name) {
    struct gaz_pdf_font *font = g_hash_table_lookup(scope->fonts, name->str);
    if (font) return font;
    font = lookup_font(walk, resource(walk, scope, "/Font", name));
    g_hash_table_insert(scope->fonts, g_strdup(name->str), font);
    return font;
}

static void walk_content(struct walk *walk, qpdf_oh resources, GBytes *content);

static void draw_form(struct walk *walk, qpdf_oh form) {
    qpdf_data pdf = walk->reader->pdf;
    if (!qpdf_oh_is_stream(pdf, form) || walk->depth >= MAX_FORM_DEPTH) return;
    qpdf_oh dict = qpdf_oh_get_dict(pdf, form);
    if (!qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dict, "/Subtype"), "/Form")) return;
    g_autoptr(GBytes) content = gaz_pdf_take_data(pdf, form);
    if (!content) return;
    walk->depth++;
    walk_content(walk, qpdf_oh_get_key(pdf, dict, "/Resources"), content);
    walk->depth--;
}

/* ---- operators */

static void save_font(struct walk *walk) {
    g_ptr_array_add(walk->saved_fonts, (gpointer)walk->font);
}

static void restore_font(struct walk *walk) {
    if (walk->saved_fonts->len == 0) return;
    walk->font = g_ptr_array_steal_index(walk->saved_fonts, walk->saved_fonts->len - 1);
}

static bool is_any(const char *op, const char *const *ops, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(op, ops[i]) == 0) return true;
    return false;
}

static void operate_state(struct walk *walk, const char *op, const struct operands *operands) {
    static const char *const paints[] = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "EI"};
    if (strcmp(op, "BDC") == 0 || strcmp(op, "BMC") == 0)
        open_mark(walk, operands);
    else if (strcmp(op, "EMC") == 0)
        close_mark(walk);
    else if (strcmp(op, "q") == 0)
        save_font(walk);
    else if (strcmp(op, "Q") == 0)
        restore_font(walk);
    else if (is_any(op, paints, G_N_ELEMENTS(paints)))
        draw(walk);
}

static void operate(struct walk *walk, const struct scope *scope, const char *op,
                    const struct operands *operands) {
    static const char *const shows[] = {"TJ", "Tj", "'", "\""};
    if (is_any(op, shows, G_N_ELEMENTS(shows))) {
        draw(walk);
        show(walk, operands->strings);
    } else if (strcmp(op, "Tf") == 0)
        walk->font = find_font(walk, scope, operands->last_name);
    else if (strcmp(op, "Do") == 0) {
        draw(walk);
        draw_form(walk, resource(walk, scope, "/XObject", operands->last_name));
    } else
        operate_state(walk, op, operands);
}

static void operands_clear(struct operands *operands) {
    g_string_truncate(operands->first_name, 0);
    g_string_truncate(operands->last_name, 0);
    g_string_truncate(operands->strings, 0);
    g_string_truncate(operands->actual, 0);
    operands->has_actual = false;
    operands->mcid = -1;
}

static void take_operand(struct operands *operands, enum gaz_pdf_token token, const GString *value) {
    if (token == GAZ_PDF_NAME) {
        if (operands->last_name->len == 0) g_string_assign(operands->first_name, value->str);
        g_string_assign(operands->last_name, value->str);
    } else if (token == GAZ_PDF_STRING && strcmp(operands->last_name->str, "ActualText") == 0) {
        g_string_append_len(operands->actual, value->str, (gssize)value->len);
        operands->has_actual = true;
    } else if (token == GAZ_PDF_NUMBER && strcmp(operands->last_name->str, "MCID") == 0)
        operands->mcid = (int)MIN(g_ascii_strtoull(value->str, NULL, 10), (guint64)G_MAXINT);
    else if (token == GAZ_PDF_STRING)
        g_string_append_len(operands->strings, value->str, (gssize)value->len);
}

static void walk_content(struct walk *walk, qpdf_oh resources, GBytes *content) {
    struct gaz_pdf_lexer lexer;
    struct operands operands = {
        g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), false, -1};
    struct scope scope = {resources, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    gsize size;
    const unsigned char *data = g_bytes_get_data(content, &size);
    gaz_pdf_lexer_begin(&lexer, data, size);
    for (enum gaz_pdf_token token; (token = gaz_pdf_lex(&lexer)) != GAZ_PDF_END;) {
        if (token != GAZ_PDF_KEYWORD) {
            take_operand(&operands, token, lexer.value);
            continue;
        }
        operate(walk, &scope, lexer.value->str, &operands);
        if (strcmp(lexer.value->str, "ID") == 0) gaz_pdf_skip_inline_image(&lexer);
        operands_clear(&operands);
    }
    gaz_pdf_lexer_end(&lexer);
    g_hash_table_destroy(scope.fonts);
    g_string_free(operands.first_name, TRUE);
    g_string_free(operands.last_name, TRUE);
    g_string_free(operands.strings, TRUE);
    g_string_free(operands.actual, TRUE);
}

const struct gaz_pdf_font *gaz_pdf_blank_font(const struct gaz_pdf_reader *reader) {
    GHashTableIter iter;
    gpointer font;
    g_hash_table_iter_init(&iter, reader->kinds);
    while (g_hash_table_iter_next(&iter, NULL, &font)) {
        const struct gaz_pdf_font *one = font;
        if (one->n_inked > one->n_outlines) return one;
    }
    return NULL;
}

void gaz_pdf_page_text_clear(struct gaz_pdf_page_text *text) {
    g_string_free(text->utf8, TRUE);
    g_array_free(text->marked, TRUE);
}

bool gaz_pdf_page_text(struct gaz_pdf_reader *reader, uint32_t n, struct gaz_pdf_page_text *text) {
    *text = (struct gaz_pdf_page_text){
        .utf8 = g_string_new(NULL), .marked = g_array_new(FALSE, FALSE, sizeof(struct gaz_pdf_marked_text))};
    qpdf_oh page = qpdf_get_page_n(reader->pdf, n);
    g_autoptr(GBytes) content = gaz_pdf_take_content(reader->pdf, page);
    if (content) {
        struct walk walk = {.reader = reader, .text = text};
        walk.saved_fonts = g_ptr_array_new();
        walk.marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
        walk_content(&walk, qpdf_oh_get_key(reader->pdf, page, "/Resources"), content);
        g_ptr_array_free(walk.saved_fonts, TRUE);
        g_array_free(walk.marks, TRUE);
    }
    qpdf_oh_release_all(reader->pdf);
    return content && !qpdf_has_error(reader->pdf);
}
