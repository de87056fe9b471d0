/* gaps.c: no reader takes a gap for a blank.
 *
 * Between 月 and 6 stands a quarter of an em, in 均排 names several: cairo writes a move. Whoever takes text
 * out of a PDF, or searches in it, sees that the next character begins far behind the end of the last, and
 * puts a blank there: poppler and pdf.js from a tenth of an em on, MuPDF and PDFium a little later. Then
 * 2023年6月 is not found. So the character before a gap is shown in a font that is the same in all (the same
 * codes and characters) but for its widths, which add the gap, rounded to a tenth of an em; the move that is
 * left is smaller than any reader minds. The widths stand in its program too, which has the outlines of these
 * characters alone (wider.h): standards ask that both agree, and MuPDF heeds the program's. ActualText would
 * be the other way: of these four only poppler and PDFium heed it.
 *
 * Only gaps inside one node and one line are filled, and none where the text has a blank of its own (which
 * cairo leaves out when it stands alone): the page's characters are followed beside the stream. As it is
 * known there which item each belongs to, the marks of the structure are put in on the way (marks.h). The
 * operators are few and known, for cairo wrote them; whatever else comes is copied as it is.
 */
#include "output/pdf/gaps.h"

#include "output/paint.h"
#include "output/pdf/font.h"
#include "output/pdf/font_program.h"
#include "output/pdf/keys.h"
#include "output/pdf/letters.h"
#include "output/pdf/lex.h"
#include "output/pdf/marks.h"
#include "output/pdf/packing.h"
#include "output/pdf/text.h"
#include "output/pdf/wider.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    STEP = 100,       /* thousandths of an em: the widths of the fonts differ by so much */
    LEAST_GAP = 70,   /* a reader's least is 100 */
    MOST_STEPS = 120, /* twelve ems: 均排 over a whole line */
    NO_CODE = 1 << 16
};

/* a font of the file, and those that are as it but wider */
struct font {
    qpdf_oh dict;
    struct gaz_pdf_font *codes;
    qpdf_oh wider[MOST_STEPS + 1];    /* by steps; 0: not made */
    GHashTable *used[MOST_STEPS + 1]; /* of each the codes that are shown, to their texts */
    GBytes *program;                  /* NULL: it cannot be made wider, or was not */
    bool was_tried;
    guint blank; /* the code of a blank; NO_CODE: it has none */
};

struct gaz_pdf_gaps {
    qpdf_data pdf;
    bool fills;
    GHashTable *fonts; /* object number to struct font *, owned */
    GPtrArray *order;  /* the same as they were met */
};

/* something shown */
struct shown {
    const struct font *font;
    const char *name; /* of the font on this page */
    guint code;
    double kern; /* before it, in thousandths to the left, as TJ has it */
    bool may_join;
    int steps; /* that its width is to be more */
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
    qpdf_oh fonts;                   /* /Font of the page's resources */
    GHashTable *names;               /* of fonts on this page, kept */
    struct gaz_pdf_letters text;
    GArray *letters;   /* its letters */
    guint n_read;      /* letters that were met */
    GArray *line;      /* struct shown: since the last move */
    double kern;       /* since the last character */
    bool blank_behind; /* a blank is missing behind the last character when the line ends */
    const struct font *font;
    const char *name, *written; /* of the font: as the stream has it; as it was written last */
    struct shown blank;         /* of the font that has one, the last that was met; no font: none has */
    GArray *marks;              /* struct open_mark */
    unsigned opaque;            /* the mark in which all is left as it is, from 1; 0: none */
    uint32_t n_tagged;          /* items before this one have met their marks */
    GString *out;
    bool failed;
};

/* ---- fonts */

static void free_font(gpointer data) {
    struct font *font = data;
    gaz_pdf_font_free(font->codes);
    for (int i = 0; i <= MOST_STEPS; i++)
        g_clear_pointer(&font->used[i], g_hash_table_destroy);
    g_clear_pointer(&font->program, g_bytes_unref);
    g_free(font);
}

struct gaz_pdf_gaps *gaz_pdf_gaps_new(qpdf_data pdf, bool fills) {
    struct gaz_pdf_gaps *gaps = g_new(struct gaz_pdf_gaps, 1);
    *gaps = (struct gaz_pdf_gaps){
        pdf, fills, g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_font), g_ptr_array_new()};
    return gaps;
}

void gaz_pdf_gaps_free(struct gaz_pdf_gaps *gaps) {
    g_hash_table_destroy(gaps->fonts);
    g_ptr_array_unref(gaps->order);
    g_free(gaps);
}

/* Chinese faces may have none but that which is as wide as a character: it parts names. */
static guint find_blank(const struct gaz_pdf_font *codes) {
    GHashTableIter iter;
    gpointer code, text;
    guint narrow = NO_CODE, wide = NO_CODE;
    g_hash_table_iter_init(&iter, codes->codes);
    while (g_hash_table_iter_next(&iter, &code, &text)) {
        if (strcmp(text, " ") == 0) narrow = MIN(narrow, GPOINTER_TO_UINT(code));
        if (strcmp(text, "\u3000") == 0) wide = MIN(wide, GPOINTER_TO_UINT(code));
    }
    return narrow != NO_CODE ? narrow : wide;
}

static const char *const program_keys[] = {"/FontFile2", "/FontFile3"};

/* The dictionary that has the descriptor: of a font of two bytes its descendant. */
static qpdf_oh plain_of(qpdf_data pdf, const struct font *font, qpdf_oh dict) {
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
static bool is_seen(const struct font *font, GBytes *program) {
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
static void take_program(struct gaz_pdf_gaps *gaps, struct font *font) {
    qpdf_oh plain = plain_of(gaps->pdf, font, font->dict);
    g_autoptr(GBytes) program =
        read_program(gaps->pdf, qpdf_oh_get_key_if_dict(gaps->pdf, plain, "/FontDescriptor"));
    if (!program || !is_seen(font, program)) return;
    g_autoptr(GBytes) tried = gaz_font_program_widen(program, STEP, font->codes->codes);
    if (tried) font->program = g_steal_pointer(&program);
}

/* Most fonts have no gap behind them: it is asked when one is met. */
static bool may_widen(struct gaz_pdf_gaps *gaps, struct font *font) {
    if (!font->was_tried) take_program(gaps, font);
    font->was_tried = true;
    return font->program != NULL;
}

static struct font *lookup_font(struct gaz_pdf_gaps *gaps, qpdf_oh dict) {
    gpointer key = GINT_TO_POINTER(qpdf_oh_get_object_id(gaps->pdf, dict));
    struct font *font = g_hash_table_lookup(gaps->fonts, key);
    if (font) return font;
    font = g_new0(struct font, 1);
    font->dict = dict;
    font->codes = gaz_pdf_font_read_codes(gaps->pdf, dict);
    font->blank = find_blank(font->codes);
    g_hash_table_insert(gaps->fonts, key, font);
    g_ptr_array_add(gaps->order, font);
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

static qpdf_oh make_wider(qpdf_data pdf, const struct font *font, int steps) {
    qpdf_oh dict = copy_dict(pdf, font->dict);
    if (!font->codes->wide) {
        qpdf_oh widths = qpdf_oh_get_key(pdf, dict, "/Widths");
        qpdf_oh_replace_key(pdf, dict, "/Widths", widen_list(pdf, widths, steps * STEP));
        return qpdf_make_indirect_object(pdf, dict);
    }
    qpdf_oh plain = qpdf_oh_get_array_item(pdf, qpdf_oh_get_key(pdf, dict, "/DescendantFonts"), 0);
    qpdf_oh inner = copy_dict(pdf, plain), list = qpdf_oh_new_array(pdf);
    qpdf_oh_replace_key(pdf, inner, "/W", widen_codes(pdf, qpdf_oh_get_key(pdf, plain, "/W"), steps * STEP));
    qpdf_oh_append_item(pdf, list, qpdf_make_indirect_object(pdf, inner));
    qpdf_oh_replace_key(pdf, dict, "/DescendantFonts", list);
    return qpdf_make_indirect_object(pdf, dict);
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

static bool give_program(qpdf_data pdf, const struct font *font, int steps) {
    g_autoptr(GBytes) program = gaz_font_program_widen(font->program, steps * STEP, font->used[steps]);
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

static bool give_programs(struct gaz_pdf_gaps *gaps, const struct font *font) {
    bool good = true;
    for (int steps = 1; steps <= MOST_STEPS && good; steps++)
        if (font->wider[steps]) good = give_program(gaps->pdf, font, steps);
    return good;
}

bool gaz_pdf_gaps_finish(struct gaz_pdf_gaps *gaps) {
    bool good = true;
    for (guint i = 0; i < gaps->order->len && good; i++)
        good = give_programs(gaps, gaps->order->pdata[i]);
    return good;
}

/* A name that lives as long as the page's rewriting. */
static const char *keep_name(struct rewrite *r, char *name) {
    const char *kept = g_hash_table_lookup(r->names, name);
    if (!kept) g_hash_table_add(r->names, name);
    if (kept) g_free(name);
    return kept ? kept : name;
}

/* The name of the font, so much wider, on this page. */
static const char *name_of(struct rewrite *r, const struct shown *shown) {
    qpdf_data pdf = r->gaps->pdf;
    struct font *font = (struct font *)shown->font;
    if (shown->steps == 0) return shown->name;
    if (!font->wider[shown->steps]) {
        font->wider[shown->steps] = make_wider(pdf, font, shown->steps);
        font->used[shown->steps] = g_hash_table_new(g_direct_hash, g_direct_equal);
    }
    const char *name = keep_name(r, g_strdup_printf("%s-%d", shown->name, shown->steps));
    g_autofree char *key = g_strconcat("/", name, NULL);
    if (!qpdf_oh_has_key(pdf, r->fonts, key))
        qpdf_oh_replace_key(pdf, r->fonts, key, font->wider[shown->steps]);
    return name;
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

/* ---- writing */

static void write_font(struct rewrite *r, const char *name) {
    if (!name || (r->written && strcmp(r->written, name) == 0)) return;
    g_string_append_printf(r->out, "/%s 1 Tf\n", name);
    r->written = name;
}

/* Never with an exponent, which PDF does not know. */
static void append_kern(GString *out, double kern) {
    long whole = lround(kern * 100);
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    if (whole % 100 == 0)
        g_string_append_printf(out, "%ld", whole / 100);
    else
        g_string_append(out, g_ascii_formatd(number, sizeof number, "%.2f", (double)whole / 100));
}

/* Not by printf: it is done for every character. */
static void append_code(GString *out, guint code, bool wide) {
    static const char digits[] = "0123456789abcdef";
    const char hex[] = {digits[code >> 12 & 15], digits[code >> 8 & 15], digits[code >> 4 & 15],
                        digits[code & 15]};
    g_string_append_len(out, wide ? hex : hex + 2, wide ? 4 : 2);
}

static void use_code(const struct shown *shown) {
    GHashTable *used = shown->font->used[shown->steps];
    gpointer code = GUINT_TO_POINTER(shown->code);
    if (used) g_hash_table_insert(used, code, g_hash_table_lookup(shown->font->codes->codes, code));
}

/* Characters of one font from i on, in one operator; gives where it ends. */
static guint write_part(struct rewrite *r, guint i) {
    const struct shown *list = (const struct shown *)(const void *)r->line->data;
    const char *name = name_of(r, &list[i]);
    write_font(r, name);
    g_string_append_c(r->out, '[');
    bool open = false;
    for (guint from = i;
         i < r->line->len && list[i].name == list[from].name && list[i].steps == list[from].steps; i++) {
        if (list[i].kern != 0) {
            if (open)
                g_string_append_c(r->out, '>');
            else if (i == from)
                g_string_append(r->out, "<>");
            append_kern(r->out, list[i].kern);
            open = false;
        }
        if (!open) g_string_append_c(r->out, '<');
        open = true;
        append_code(r->out, list[i].code, list[i].font->codes->wide);
        use_code(&list[i]);
    }
    g_string_append(r->out, open ? ">]TJ\n" : "]TJ\n");
    return i;
}

/* Writes what was shown since the last move. */
static void flush(struct rewrite *r) {
    for (guint i = 0; i < r->line->len;)
        i = write_part(r, i);
    g_array_set_size(r->line, 0);
    r->kern = 0;
    write_font(r, r->name);
}

/* ---- reading */

/* The gap before the last character goes into the one before it. */
static void fill_last(struct rewrite *r) {
    if (r->line->len < 2 || !r->gaps->fills) return;
    struct shown *last = &g_array_index(r->line, struct shown, r->line->len - 1), *before = last - 1;
    if (!last->may_join || -last->kern < LEAST_GAP || !may_widen(r->gaps, (struct font *)before->font))
        return;
    int steps = (int)lround(-last->kern / STEP);
    if (steps > MOST_STEPS) return;
    before->steps = steps;
    last->kern += steps * STEP;
}

/* What is shown next belongs to the letter's mark; a blank to that of the letter before it, or of the next.
 */
static void mark_shown(struct rewrite *r, const struct gaz_pdf_letter *letter) {
    if (!r->marking || (!letter && r->marking->shown != GAZ_MARK_NONE)) return;
    bool is_last = r->n_read >= r->letters->len;
    if (!letter && !is_last) letter = &g_array_index(r->letters, struct gaz_pdf_letter, r->n_read);
    gaz_pdf_mark mark =
        letter ? letter->mark : gaz_pdf_mark_of(&(struct gaz_item){.artifact = GAZ_ARTIFACT_RULE});
    if (!gaz_pdf_marking_changes(r->marking, mark)) return;
    double kern = r->kern;
    flush(r);
    r->kern = kern;
    gaz_pdf_marking_show(r->marking, mark);
}

static void show_code(struct rewrite *r, guint code) {
    const char *text = g_hash_table_lookup(r->font->codes->codes, GUINT_TO_POINTER(code));
    bool opaque = r->opaque > 0;
    const struct gaz_pdf_letter *letter = !opaque && text ? read_letters(r, text) : NULL;
    if (!opaque) mark_shown(r, letter);
    struct shown one = {r->font, r->name, code, r->kern, letter && letter->joins, 0};
    g_array_append_val(r->line, one);
    r->kern = 0;
    fill_last(r);
    r->blank_behind = letter && g_array_index(r->letters, struct gaz_pdf_letter, r->n_read - 1).blank_behind;
}

/* Words that a line's end parts are two words for whoever reads aloud: nothing is drawn, whatever its font,
 * and where the next line stands does not depend on where this one ended. */
static void show_blank(struct rewrite *r) {
    if (!r->blank_behind) return;
    if (r->blank.font) g_array_append_val(r->line, r->blank);
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

static void use_font(struct rewrite *r, const char *name) {
    g_autofree char *key = g_strconcat("/", name, NULL);
    qpdf_oh dict = qpdf_oh_get_key_if_dict(r->gaps->pdf, r->fonts, key);
    r->name = keep_name(r, g_strdup(name));
    r->font = qpdf_oh_is_dictionary(r->gaps->pdf, dict) ? lookup_font(r->gaps, dict) : NULL;
    r->failed |= !r->font;
    if (r->font && r->font->blank != NO_CODE)
        r->blank = (struct shown){.font = r->font, .name = r->name, .code = r->font->blank};
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
    flush(r);
    if (kind == OPENS_MARK)
        is_kept = open_mark(r, operation);
    else if (kind == CLOSES_MARK)
        is_kept = close_mark(r);
    else if (kind == SAVES)
        r->written = NULL;        /* the font is part of what is kept */
    r->failed |= kind == STRANGE; /* inline images and the other ways of showing are none of cairo's */
    mark_before(r, kind);
    if (!is_kept) return;
    g_string_append_len(r->out, (const char *)operation->begin, end - operation->begin);
    g_string_append_c(r->out, '\n');
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
        if (token == GAZ_PDF_NUMBER) r->kern += g_ascii_strtod(lexer.value->str, NULL);
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
    if (qpdf_oh_is_stream(pdf, stream)) gaz_pdf_put_data(pdf, stream, r->out->str, r->out->len);
}

static void begin_rewrite(struct rewrite *r, qpdf_oh page, size_t size) {
    qpdf_oh resources = qpdf_oh_get_key(r->gaps->pdf, page, "/Resources");
    r->fonts = qpdf_oh_get_key_if_dict(r->gaps->pdf, resources, "/Font");
    r->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    r->text = gaz_pdf_letters_of(r->pages, r->page);
    r->letters = r->text.letters;
    r->line = g_array_new(FALSE, FALSE, sizeof(struct shown));
    r->marks = g_array_new(FALSE, FALSE, sizeof(struct open_mark));
    r->out = g_string_sized_new(size * 2);
}

static void end_rewrite(struct rewrite *r) {
    g_hash_table_destroy(r->names);
    gaz_pdf_letters_clear(&r->text);
    g_array_free(r->line, TRUE);
    g_array_free(r->marks, TRUE);
    g_string_free(r->out, TRUE);
}

GArray *gaz_pdf_fill_gaps(struct gaz_pdf_gaps *gaps, uint32_t n, const struct gaz_pages *pages,
                          const struct gaz_pdf_elements *elements) {
    qpdf_oh object = qpdf_get_page_n(gaps->pdf, n);
    g_autoptr(GBytes) content = gaz_pdf_take_content(gaps->pdf, object);
    if (!content) return NULL;
    gsize size;
    const unsigned char *data = g_bytes_get_data(content, &size);
    struct gaz_pdf_marking marking;
    struct rewrite r = {
        .gaps = gaps, .pages = pages, .page = &pages->pages[n], .marking = elements ? &marking : NULL};
    begin_rewrite(&r, object, size);
    gaz_pdf_marking_begin(&marking, elements, r.text.notes, r.out);
    rewrite_content(&r, data, size);
    if (!r.failed) flush(&r);
    gaz_pdf_marking_end(&marking);
    bool good = !r.failed && r.n_read == r.letters->len && (!elements || !next_tagged(&r));
    if (good) put_content(&r, object);
    end_rewrite(&r);
    if (good && elements) return marking.marked;
    g_array_free(marking.marked, TRUE);
    return NULL;
}
