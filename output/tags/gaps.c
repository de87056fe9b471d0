/* gaps.c: no reader takes a gap for a blank.
 *
 * Between 月 and 6 stands a quarter of an em, in 均排 names several: cairo writes a move. Whoever takes text
 * out of a PDF, or searches in it, sees that the next character begins far behind the end of the last, and
 * puts a blank there: poppler and pdf.js from a tenth of an em on, MuPDF and PDFium a little later. Then
 * 2023年6月 is not found. So the character before a gap is shown in a font that is the same in all (the same
 * codes and characters) but for its widths, which add the gap, rounded to a tenth of an em; the move that is
 * left is smaller than any reader minds. The widths stand in its program too, which has the outlines of these
 * characters alone (objects/wider.h): standards ask that both agree, and MuPDF heeds the program's.
 * ActualText would be the other way: of these four only poppler and PDFium heed it.
 *
 * Only gaps inside one node and one line are filled, and none where the text has a blank of its own (which
 * cairo leaves out when it stands alone): the page's characters are followed beside the stream. As it is
 * known there which item each belongs to, the marks of the structure are put in on the way (marks.h). The
 * operators are few and known, for cairo wrote them; whatever else comes is copied as it is.
 */
#include "output/tags/gaps.h"

#include "output/objects/keys.h"
#include "output/objects/lex.h"
#include "output/objects/packing.h"
#include "output/objects/text.h"
#include "output/paint.h"
#include "output/tags/letters.h"
#include "output/tags/marks.h"
#include "output/tags/shown.h"

#include <string.h>

struct gaz_pdf_gaps {
    qpdf_data pdf;
    bool fills;
    struct gaz_pdf_wide_fonts *fonts;
};

/* a mark of cairo's that is open */
struct open_mark {
    bool is_kept;                /* its end stands in what is written */
    const struct gaz_item *item; /* that it is opened for; NULL: none */
};

struct rewrite {
    struct gaz_pdf_gaps *gaps;
    const struct gaz_pages *pages;
    const struct gaz_page *page;
    struct gaz_pdf_marking *marking; /* NULL: what cairo marks stays */
    struct gaz_pdf_letters text;
    GArray *letters; /* its letters */
    guint n_read;    /* letters that were met */
    struct gaz_pdf_showing shown;
    GHashTable *met;   /* of its names to struct gaz_pdf_wide_font *: the page's own that were met */
    bool blank_behind; /* a blank is missing behind the last character when the line ends */
    struct gaz_pdf_wide_font *font;
    struct gaz_pdf_shown blank; /* of the font that has one, the last that was met; no font: none has */
    GArray *marks;              /* struct open_mark */
    unsigned opaque;            /* the mark in which all is left as it is, from 1; 0: none */
    uint32_t n_tagged;          /* items before this one have met their marks */
    bool failed;
};

struct gaz_pdf_gaps *gaz_pdf_gaps_new(qpdf_data pdf, bool fills) {
    struct gaz_pdf_gaps *gaps = g_new(struct gaz_pdf_gaps, 1);
    *gaps = (struct gaz_pdf_gaps){pdf, fills, gaz_pdf_wide_fonts_new(pdf)};
    return gaps;
}

bool gaz_pdf_gaps_finish(struct gaz_pdf_gaps *gaps) {
    return gaz_pdf_wide_fonts_finish(gaps->fonts);
}

void gaz_pdf_gaps_free(struct gaz_pdf_gaps *gaps) {
    gaz_pdf_wide_fonts_free(gaps->fonts);
    g_free(gaps);
}

/* ---- the page's characters */

/* Goes past the characters of a text; gives the first of them, NULL of a text without. */
static const struct gaz_pdf_letter *read_letters(struct rewrite *r, const char *text) {
    const struct gaz_pdf_letter *first = NULL;
    for (; *text; text = g_utf8_next_char(text)) {
        uint32_t ch = g_utf8_get_char(text);
        if (g_unichar_isspace(ch)) continue;
        const struct gaz_pdf_letter *letter =
            r->n_read < r->letters->len ? &g_array_index(r->letters, struct gaz_pdf_letter, r->n_read) : NULL;
        r->failed |= !letter || letter->ch != ch;
        if (r->failed) return NULL;
        if (!first) first = letter;
        r->n_read++;
    }
    return first;
}

/* ---- reading */

/* What is shown next belongs to the letter's mark; a blank to that of the letter before it, or of the next.
 */
static void mark_shown(struct rewrite *r, const struct gaz_pdf_letter *letter) {
    if (!r->marking || (!letter && r->marking->shown != GAZ_MARK_NONE)) return;
    bool is_last = r->n_read >= r->letters->len;
    if (!letter && !is_last) letter = &g_array_index(r->letters, struct gaz_pdf_letter, r->n_read);
    gaz_pdf_mark mark =
        letter ? letter->mark : gaz_pdf_mark_of(&(struct gaz_item){.artifact = GAZ_ARTIFACT_RULE});
    if (!gaz_pdf_marking_changes(r->marking, mark)) return;
    double kern = r->shown.kern;
    gaz_pdf_showing_write(&r->shown);
    r->shown.kern = kern;
    gaz_pdf_marking_show(r->marking, mark);
}

static void show_code(struct rewrite *r, guint code) {
    const char *text = g_hash_table_lookup(r->font->codes->codes, GUINT_TO_POINTER(code));
    bool opaque = r->opaque > 0;
    const struct gaz_pdf_letter *letter = !opaque && text ? read_letters(r, text) : NULL;
    if (!opaque) mark_shown(r, letter);
    gaz_pdf_show(&r->shown, (struct gaz_pdf_shown){r->font, r->shown.name, code, r->shown.kern,
                                                   letter && letter->joins, 0});
    r->blank_behind = letter && g_array_index(r->letters, struct gaz_pdf_letter, r->n_read - 1).blank_behind;
}

/* Words that a line's end parts are two words for whoever reads aloud: nothing is drawn, whatever its font,
 * and where the next line stands does not depend on where this one ended. */
static void show_blank(struct rewrite *r) {
    if (!r->blank_behind) return;
    if (r->blank.font) gaz_pdf_show(&r->shown, r->blank);
    r->blank_behind = false;
}

static void show_string(struct rewrite *r, const GString *codes) {
    gsize width = r->font->codes->wide ? 2 : 1;
    for (gsize i = 0; i + width <= codes->len; i += width) {
        guint code = (unsigned char)codes->str[i];
        if (width == 2) code = code << 8 | (unsigned char)codes->str[i + 1];
        show_code(r, code);
    }
}

/* NULL: it is none of the page's. */
static struct gaz_pdf_wide_font *find_font(struct rewrite *r, const char *name) {
    struct gaz_pdf_wide_font *font = g_hash_table_lookup(r->met, name);
    if (font) return font;
    g_autofree char *key = g_strconcat("/", name, NULL);
    qpdf_oh dict = qpdf_oh_get_key_if_dict(r->gaps->pdf, r->shown.fonts, key);
    font = qpdf_oh_is_dictionary(r->gaps->pdf, dict) ? gaz_pdf_wide_font_of(r->gaps->fonts, dict) : NULL;
    if (font) g_hash_table_insert(r->met, (gpointer)name, font);
    return font;
}

static void use_font(struct rewrite *r, const char *name) {
    r->shown.name = gaz_pdf_keep_name(&r->shown, g_strdup(name));
    r->font = find_font(r, r->shown.name);
    r->failed |= !r->font;
    if (r->font && r->font->blank != GAZ_NO_CODE)
        r->blank = (struct gaz_pdf_shown){.font = r->font, .name = r->shown.name, .code = r->font->blank};
}

/* an operator with what stands before it */
struct operation {
    const unsigned char *begin; /* of its first operand */
    GString *name, *op;         /* the last name among the operands */
    GString *actual;            /* the string after /ActualText */
    bool has_actual, is_picture, is_blank;
};

/* The next item that is drawn in a mark of its own; NULL: there is none. */
static const struct gaz_item *next_tagged(struct rewrite *r) {
    while (r->n_tagged < r->page->n_items) {
        const struct gaz_item *item = &r->page->items[r->n_tagged++];
        if (gaz_paint_tags(item)) return item;
    }
    return NULL;
}

/* cairo's marks of a structure make way for ours. */
static const struct gaz_item *open_item(struct rewrite *r, const struct operation *operation) {
    if (!operation->is_picture && !operation->is_blank) return NULL;
    const struct gaz_item *item = next_tagged(r);
    r->failed |= !item || (item->kind == GAZ_ITEM_IMAGE) != operation->is_picture;
    if (r->failed) return NULL;
    gaz_pdf_marking_open_item(r->marking, item);
    return item;
}

/* Blanks that a text speaks for (one glyph is U+3000 and U+00A0) are no letters: they go with the letter that
 * is next to them. NULL on a page without. */
static const struct gaz_pdf_letter *letter_beside(const struct rewrite *r) {
    guint n = r->letters->len;
    return n > 0 ? &g_array_index(r->letters, struct gaz_pdf_letter, MIN(r->n_read, n - 1)) : NULL;
}

/* A text that speaks for what is shown; cairo writes it inside text objects alone. */
static void open_actual(struct rewrite *r, const struct operation *operation) {
    g_autoptr(GString) text = g_string_new(NULL), digits = g_string_new(NULL);
    gaz_pdf_append_text_string(text, operation->actual);
    const struct gaz_pdf_letter *letter = read_letters(r, text->str);
    if (!r->marking) return;
    if (!letter && !r->failed) letter = letter_beside(r);
    r->failed |= !letter || !r->marking->in_text;
    for (gsize i = 0; i < operation->actual->len; i++)
        g_string_append_printf(digits, "%02x", (unsigned char)operation->actual->str[i]);
    if (!r->failed) gaz_pdf_marking_show_as(r->marking, letter->mark, digits->str);
}

/* In a picture, and where ActualText speaks for what is shown, nothing is touched. Whether the operator is
 * kept. */
static bool open_mark(struct rewrite *r, const struct operation *operation) {
    bool is_opaque = operation->has_actual || operation->is_picture;
    bool speaks = operation->has_actual && !r->opaque;
    struct open_mark mark = {.is_kept = !r->marking || speaks};
    if (speaks)
        open_actual(r, operation);
    else if (!mark.is_kept)
        mark.item = open_item(r, operation);
    g_array_append_val(r->marks, mark);
    if (!r->opaque && is_opaque) r->opaque = r->marks->len;
    return !r->marking;
}

static bool close_mark(struct rewrite *r) {
    r->failed |= r->marks->len == 0;
    if (r->failed) return false;
    struct open_mark mark = g_array_index(r->marks, struct open_mark, r->marks->len - 1);
    if (r->opaque == r->marks->len) r->opaque = 0;
    g_array_set_size(r->marks, r->marks->len - 1);
    if (mark.item) gaz_pdf_marking_close_item(r->marking, mark.item);
    return mark.is_kept;
}

/* ---- where marks of ours may stand */

enum operator_kind {
    OTHER,
    SHOWS,
    SETS_FONT,
    MOVES,
    OPENS_MARK,
    CLOSES_MARK,
    BEGINS_TEXT,
    ENDS_TEXT,
    SAVES,
    PATH,
    PAINTS,
    NO_PAINT,
    DRAWS, /* a picture, a shading: in a mark of its own */
    STRANGE
};

/* Those of cairo's that matter here (ISO 32000-1, table 51), and those that it never writes so. */
static enum operator_kind kind_of(const char *op) {
    static const struct {
        const char *op;
        enum operator_kind kind;
    } table[] = {{"Tj", SHOWS},       {"TJ", SHOWS},       {"Tf", SETS_FONT},   {"Td", MOVES},
                 {"TD", MOVES},       {"Tm", MOVES},       {"T*", MOVES},       {"Do", DRAWS},
                 {"sh", DRAWS},       {"BDC", OPENS_MARK}, {"BMC", OPENS_MARK}, {"EMC", CLOSES_MARK},
                 {"BT", BEGINS_TEXT}, {"ET", ENDS_TEXT},   {"q", SAVES},        {"Q", SAVES},
                 {"m", PATH},         {"l", PATH},         {"c", PATH},         {"v", PATH},
                 {"y", PATH},         {"re", PATH},        {"h", PATH},         {"f", PAINTS},
                 {"f*", PAINTS},      {"S", PAINTS},       {"s", PAINTS},       {"B", PAINTS},
                 {"B*", PAINTS},      {"b", PAINTS},       {"b*", PAINTS},      {"n", NO_PAINT},
                 {"ID", STRANGE},     {"'", STRANGE},      {"\"", STRANGE}};
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        if (strcmp(op, table[i].op) == 0) return table[i].kind;
    return OTHER;
}

static bool in_item(const struct rewrite *r) {
    return r->marks->len > 0 && g_array_index(r->marks, struct open_mark, r->marks->len - 1).item;
}

/* What is drawn outside a text and an item's own mark is a rule. Pictures have their mark. */
static void mark_before(struct rewrite *r, enum operator_kind kind) {
    if (!r->marking || in_item(r)) return;
    if (kind == BEGINS_TEXT) gaz_pdf_marking_before_text(r->marking);
    if (kind == ENDS_TEXT) gaz_pdf_marking_end_text(r->marking);
    if (kind == PATH) gaz_pdf_marking_path(r->marking);
    if (kind == PAINTS || kind == NO_PAINT) gaz_pdf_marking_end_path(r->marking, kind == PAINTS);
    r->failed |= kind == DRAWS;
}

/* Copied as it stands, behind all that was shown before it. */
static void copy_operation(struct rewrite *r, const struct operation *operation, enum operator_kind kind,
                           const unsigned char *end) {
    bool is_kept = true;
    if (kind == MOVES || kind == ENDS_TEXT) show_blank(r);
    gaz_pdf_showing_write(&r->shown);
    if (kind == OPENS_MARK)
        is_kept = open_mark(r, operation);
    else if (kind == CLOSES_MARK)
        is_kept = close_mark(r);
    else if (kind == SAVES)
        r->shown.written = NULL;  /* the font is part of what is kept */
    r->failed |= kind == STRANGE; /* inline images and the other ways of showing are none of cairo's */
    mark_before(r, kind);
    if (!is_kept) return;
    g_string_append_len(r->shown.out, (const char *)operation->begin, end - operation->begin);
    g_string_append_c(r->shown.out, '\n');
    if (kind == BEGINS_TEXT && r->marking) gaz_pdf_marking_in_text(r->marking);
}

/* The strings and numbers of Tj or TJ. */
static void show(struct rewrite *r, const struct operation *operation, const unsigned char *end) {
    struct gaz_pdf_lexer lexer;
    r->failed |= !r->font;
    if (r->failed) return;
    gaz_pdf_lexer_begin(&lexer, operation->begin, (gsize)(end - operation->begin));
    for (enum gaz_pdf_token token; (token = gaz_pdf_lex(&lexer)) != GAZ_PDF_END;) {
        if (token == GAZ_PDF_STRING) show_string(r, lexer.value);
        if (token == GAZ_PDF_NUMBER) r->shown.kern += g_ascii_strtod(lexer.value->str, NULL);
    }
    gaz_pdf_lexer_end(&lexer);
}

static void operate(struct rewrite *r, const struct operation *operation, const unsigned char *end) {
    enum operator_kind kind = kind_of(operation->op->str);
    if (kind == SHOWS)
        show(r, operation, end);
    else if (kind == SETS_FONT)
        use_font(r, operation->name->str);
    else
        copy_operation(r, operation, kind, end);
}

static void take_operand(struct operation *operation, enum gaz_pdf_token token, const GString *value) {
    if (token == GAZ_PDF_NAME) {
        operation->is_picture |= strcmp(value->str, GAZ_PICTURE_TAG) == 0;
        operation->is_blank |= strcmp(value->str, GAZ_BLANK_TAG) == 0;
        g_string_assign(operation->name, value->str);
    } else if (token == GAZ_PDF_STRING && strcmp(operation->name->str, "ActualText") == 0) {
        g_string_truncate(operation->actual, 0);
        g_string_append_len(operation->actual, value->str, (gssize)value->len);
        operation->has_actual = true;
    }
}

static void rewrite_content(struct rewrite *r, const unsigned char *data, gsize size) {
    struct gaz_pdf_lexer lexer;
    struct operation operation = {
        .name = g_string_new(NULL), .op = g_string_new(NULL), .actual = g_string_new(NULL)};
    gaz_pdf_lexer_begin(&lexer, data, size);
    operation.begin = lexer.at;
    for (enum gaz_pdf_token token; !r->failed && (token = gaz_pdf_lex(&lexer)) != GAZ_PDF_END;) {
        if (token != GAZ_PDF_KEYWORD) {
            take_operand(&operation, token, lexer.value);
            continue;
        }
        g_string_assign(operation.op, lexer.value->str);
        operate(r, &operation, lexer.at);
        operation.begin = lexer.at;
        g_string_truncate(operation.name, 0);
        operation.has_actual = operation.is_picture = operation.is_blank = false;
    }
    gaz_pdf_lexer_end(&lexer);
    g_string_free(operation.name, TRUE);
    g_string_free(operation.op, TRUE);
    g_string_free(operation.actual, TRUE);
}

/* The page has read as expected: its stream is replaced. */
static void put_content(const struct rewrite *r, qpdf_oh page) {
    qpdf_data pdf = r->gaps->pdf;
    qpdf_oh stream = qpdf_oh_get_key(pdf, page, "/Contents");
    if (qpdf_oh_is_stream(pdf, stream)) gaz_pdf_put_data(pdf, stream, r->shown.out->str, r->shown.out->len);
}

static void begin_rewrite(struct rewrite *r, qpdf_oh page, size_t size) {
    qpdf_oh resources = qpdf_oh_get_key(r->gaps->pdf, page, "/Resources");
    r->shown.fonts = qpdf_oh_get_key_if_dict(r->gaps->pdf, resources, "/Font");
    r->text = gaz_pdf_letters_of(r->pages, r->page);
    r->letters = r->text.letters;
    r->shown.line = g_array_new(FALSE, FALSE, sizeof(struct gaz_pdf_shown));
    r->marks = g_array_new(FALSE, FALSE, sizeof(struct open_mark));
    gaz_pdf_showing_begin(&r->shown, size * 2);
    r->met = g_hash_table_new(g_str_hash, g_str_equal);
}

static void end_rewrite(struct rewrite *r) {
    gaz_pdf_letters_clear(&r->text);
    g_array_free(r->marks, TRUE);
    g_hash_table_destroy(r->met);
    gaz_pdf_showing_end(&r->shown);
}

GArray *gaz_pdf_fill_gaps(struct gaz_pdf_gaps *gaps, uint32_t n, const struct gaz_pages *pages,
                          const struct gaz_pdf_elements *elements) {
    qpdf_oh object = qpdf_get_page_n(gaps->pdf, n);
    g_autoptr(GBytes) content = gaz_pdf_take_content(gaps->pdf, object);
    if (!content) return NULL;
    gsize size;
    const unsigned char *data = g_bytes_get_data(content, &size);
    struct gaz_pdf_marking marking;
    struct rewrite r = {.gaps = gaps,
                        .shown = {.pdf = gaps->pdf, .wide = gaps->fonts, .fills = gaps->fills},
                        .pages = pages,
                        .page = &pages->pages[n],
                        .marking = elements ? &marking : NULL};
    begin_rewrite(&r, object, size);
    gaz_pdf_marking_begin(&marking, elements, r.text.notes, r.shown.out);
    rewrite_content(&r, data, size);
    if (!r.failed) gaz_pdf_showing_write(&r.shown);
    gaz_pdf_marking_end(&marking);
    bool good = !r.failed && r.n_read == r.letters->len && (!elements || !next_tagged(&r));
    if (good) put_content(&r, object);
    end_rewrite(&r);
    if (good && elements) return marking.marked;
    g_array_free(marking.marked, TRUE);
    return NULL;
}
