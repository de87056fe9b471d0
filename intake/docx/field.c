/* field.c: fields by their result; those that have none, or show something of their code, by what Word shows.
 */
#include "base/text/text.h"
#include "intake/docx/reader.h"
#include "intake/docx/symbols.h"

#include <string.h>

/* ---- the code */

/* A character of a field's code. */
static void read_code(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    GArray *fields = reader->at.fields;
    GArray *code = fields->len ? g_array_index(fields, struct gaz_docx_field, fields->len - 1).code : NULL;
    for (uint32_t i = 0; i < node->n_carriers; i++) {
        uint32_t carrier = node->carrier + i;
        struct gaz_draft_char ch = {.carrier = carrier};
        ch.ch = g_array_index(reader->draft->carriers, struct gaz_carrier, carrier).ch;
        if (code && reader->away == GAZ_DOCX_KEPT)
            g_array_append_val(code, ch);
        else
            gaz_docx_leave_one(reader, carrier, GAZ_REASON_FIELD_CODE);
    }
}

static void leave_code(struct gaz_docx_reader *reader, const GArray *code, enum gaz_intake_reason reason) {
    for (guint i = 0; i < code->len; i++)
        gaz_docx_leave_one(reader, g_array_index(code, struct gaz_draft_char, i).carrier, reason);
}

static guint skip_blanks(const GArray *code, guint i) {
    while (gaz_ch_at(code, i) == ' ' || gaz_ch_at(code, i) == '\t' || gaz_ch_at(code, i) == '\n')
        i++;
    return i;
}

void gaz_docx_drop_code(struct gaz_docx_reader *reader, GArray *code) {
    leave_code(reader, code, GAZ_REASON_FIELD_CODE);
    g_array_unref(code);
}

/* Whether the code's first word is this one; *behind: where it ends. */
static bool is_word(const GArray *code, const char *word, guint *behind) {
    guint i = skip_blanks(code, 0);
    for (; *word; word++, i++)
        if (gaz_ch_at(code, i) > 0x7F || g_ascii_toupper((char)gaz_ch_at(code, i)) != *word) return false;
    *behind = i;
    uint32_t next = gaz_ch_at(code, i);
    return !next || next == ' ' || next == '\\' || next == '\t';
}

/* ---- EQ: characters in a ring, a base under its ruby, a fraction */

struct range {
    guint begin, end;
};

enum { MOST_ARGUMENTS = 8 };

/* The arguments of the first parenthesis from i on; 0: there is none that ends. */
static guint arguments_of(const GArray *code, guint i, struct range arguments[MOST_ARGUMENTS]) {
    guint n = 0, depth = 0, begin;
    while (i < code->len && gaz_ch_at(code, i) != '(')
        i++;
    for (begin = ++i; i < code->len; i++) {
        uint32_t ch = gaz_ch_at(code, i);
        bool is_end = ch == ')' && depth == 0;
        if (ch == '\\') {
            i++;
            continue;
        }
        depth += ch == '(';
        if (is_end || (depth == 0 && (ch == ',' || ch == ';'))) {
            if (n == MOST_ARGUMENTS) return 0;
            arguments[n++] = (struct range){begin, i};
            begin = i + 1;
        }
        if (is_end) return n;
        depth -= ch == ')';
    }
    return 0;
}

static struct range trimmed(const GArray *code, struct range range) {
    range.begin = MIN(skip_blanks(code, range.begin), range.end);
    while (range.end > range.begin && gaz_ch_at(code, range.end - 1) == ' ')
        range.end--;
    return range;
}

static bool is_plain(const GArray *code, struct range range) {
    for (guint i = range.begin; i < range.end; i++)
        if (gaz_char_is_one_of(gaz_ch_at(code, i), "\\()")) return false;
    return range.end > range.begin;
}

static void put_range(struct gaz_docx_reader *reader, const GArray *code, struct range range) {
    for (guint i = range.begin; i < range.end; i++)
        gaz_docx_put(reader, g_array_index(code, struct gaz_draft_char, i).carrier, gaz_ch_at(code, i),
                     GAZ_REASON_ENCLOSED);
}

/* One character for a number or a character in a ring; 0: Unicode has none. */
static uint32_t ringed(const GArray *code, struct range range) {
    static const char han[] = "一二三四五六七八九十", *at;
    guint64 number = 0;
    if (range.end - range.begin == 1) {
        uint32_t ch = gaz_ch_at(code, range.begin);
        at = strstr(han, gaz_utf8_of(ch).bytes);
        if (at && ch > 0x7F) return 0x3280 + (uint32_t)g_utf8_pointer_to_offset(han, at);
        if (ch == 0x6B63) return 0x32A3; /* 正 */
        if (ch >= 'A' && ch <= 'Z') return 0x24B6 + ch - 'A';
        if (ch >= 'a' && ch <= 'z') return 0x24D0 + ch - 'a';
    }
    for (guint i = range.begin; i < range.end; i++) {
        if (!gaz_char_is_digit(gaz_ch_at(code, i)) || number > 9) return 0;
        number = number * 10 + gaz_ch_at(code, i) - '0';
    }
    return number >= 1 && number <= 20 ? 0x2460 + (uint32_t)number - 1 : 0;
}

static void put_ringed(struct gaz_docx_reader *reader, const GArray *code, struct range range) {
    uint32_t one = ringed(code, range);
    if (!one) {
        g_autofree char *text = gaz_draft_chars_utf8(code);
        gaz_docx_tell(reader, GAZ_REASON_RING_LOST, text, NULL, 1);
        put_range(reader, code, range);
        return;
    }
    for (guint i = range.begin; i < range.end; i++) {
        uint32_t carrier = g_array_index(code, struct gaz_draft_char, i).carrier;
        if (i == range.begin)
            gaz_docx_put(reader, carrier, one, GAZ_REASON_ENCLOSED);
        else
            gaz_docx_leave_one(reader, carrier, GAZ_REASON_FIELD_CODE);
    }
}

static bool is_ring(const GArray *code, struct range range) {
    return range.end - range.begin == 1 && gaz_char_is_one_of(gaz_ch_at(code, range.begin), "○〇◯□△◇O");
}

/* \s\up 9(chéng): what stands above the base, behind it in brackets. */
static void put_above(struct gaz_docx_reader *reader, const GArray *code, struct range raised) {
    struct range arguments[MOST_ARGUMENTS];
    if (arguments_of(code, raised.begin, arguments) != 1 || arguments[0].end >= raised.end) return;
    struct range above = trimmed(code, arguments[0]);
    if (!is_plain(code, above)) return;
    g_autofree char *said = gaz_draft_slice_utf8(code, above.begin, above.end - above.begin);
    gaz_docx_put_in(reader, "（", GAZ_REASON_RUBY_BRACKETS);
    put_range(reader, code, above);
    gaz_docx_put_in(reader, "）", GAZ_REASON_RUBY_BRACKETS);
    gaz_docx_doubt_ruby(reader, said);
}

/* \o lays its arguments over one another: a ring and what is in it, ruby and its base (the last). */
static bool put_overlaid(struct gaz_docx_reader *reader, const GArray *code, guint i) {
    struct range arguments[MOST_ARGUMENTS];
    guint n = arguments_of(code, i, arguments);
    if (n < 2) return false;
    struct range first = trimmed(code, arguments[0]), last = trimmed(code, arguments[n - 1]);
    if (!is_plain(code, last)) return false;
    if (n == 2 && is_ring(code, first)) {
        put_ringed(reader, code, last);
        return true;
    }
    put_range(reader, code, last);
    if (n == 2) put_above(reader, code, first);
    return true;
}

static bool put_fraction(struct gaz_docx_reader *reader, const GArray *code, guint i) {
    struct range arguments[MOST_ARGUMENTS];
    if (arguments_of(code, i, arguments) != 2) return false;
    struct range above = trimmed(code, arguments[0]), below = trimmed(code, arguments[1]);
    if (!is_plain(code, above) || !is_plain(code, below)) return false;
    put_range(reader, code, above);
    gaz_docx_put_in(reader, "/", GAZ_REASON_FRACTION);
    put_range(reader, code, below);
    return true;
}

/* Where a switch of EQ stands; switches that only say how large something is (\* jc2, \* hps10) go before it.
 */
static guint switch_at(const GArray *code, guint i) {
    while (i < code->len &&
           !(gaz_ch_at(code, i) == '\\' && g_ascii_isalpha((char)MIN(gaz_ch_at(code, i + 1), 0x7Fu))))
        i++;
    return i;
}

static void put_equation(struct gaz_docx_reader *reader, const GArray *code, guint i) {
    i = switch_at(code, i);
    uint32_t which = i + 1 < code->len ? g_unichar_tolower(gaz_ch_at(code, i + 1)) : 0;
    if (which == 'o' && put_overlaid(reader, code, i)) return;
    if (which == 'f' && put_fraction(reader, code, i)) return;
    leave_code(reader, code, GAZ_REASON_EQUATION);
}

/* ---- SYMBOL 254 \f "Wingdings" */

static void put_symbol(struct gaz_docx_reader *reader, const GArray *code, guint i) {
    g_autofree char *text = gaz_draft_chars_utf8(code);
    const char *font = strstr(text, "\\f");
    char name[32] = "";
    if (font) sscanf(font + 2, " \"%31[^\"]", name);
    if (font && !name[0]) sscanf(font + 2, " %31s", name);
    guint64 number = 0;
    for (i = skip_blanks(code, i); gaz_char_is_digit(gaz_ch_at(code, i)) && number < 0x110000; i++)
        number = number * 10 + gaz_ch_at(code, i) - '0';
    enum gaz_docx_symbol_font of = gaz_docx_symbol_font_of(name);
    uint32_t shown = of ? gaz_docx_symbol(of, (uint32_t)number) : number < 0x80 ? (uint32_t)number : 0;
    if (shown)
        gaz_docx_put_in(reader, gaz_utf8_of(shown).bytes, GAZ_REASON_SYMBOL_FIELD);
    else
        gaz_docx_tell(reader, GAZ_REASON_UNKNOWN_SYMBOL, text, NULL, 1);
}

/* ---- forms of old */

static bool is_checked(const struct gaz_docx_node *box) {
    const struct gaz_docx_node *checked = gaz_docx_child(box, "w:checked");
    if (!checked) checked = gaz_docx_child(box, "w:default");
    return checked && gaz_docx_is_on(gaz_docx_attr(checked, "w:val"));
}

static void put_checkbox(struct gaz_docx_reader *reader, const struct gaz_docx_node *data) {
    const struct gaz_docx_node *box = gaz_docx_child(data, "w:checkBox");
    gaz_docx_put_in(reader, is_checked(box) ? "☑" : "□", GAZ_REASON_FORM_FIELD);
}

static void put_dropdown(struct gaz_docx_reader *reader, const struct gaz_docx_node *data) {
    const struct gaz_docx_node *list = gaz_docx_child(data, "w:ddList");
    const char *chosen = gaz_docx_val(list, "w:result");
    int left = gaz_docx_int(chosen ? chosen : gaz_docx_val(list, "w:default"), 0);
    for (const struct gaz_docx_node *at = list ? list->first : NULL; at; at = at->next) {
        if (!gaz_docx_named(at, "w:listEntry") || left-- > 0) continue;
        const char *text = gaz_docx_attr(at, "w:val");
        if (text) gaz_docx_put_in(reader, text, GAZ_REASON_FORM_FIELD);
        return;
    }
}

/* ---- what a field shows */

/* Whose number is of the old pages, and stands in no text. */
static bool is_page_number(const GArray *code) {
    guint behind;
    return is_word(code, "PAGE", &behind) || is_word(code, "NUMPAGES", &behind) ||
           is_word(code, "SECTIONPAGES", &behind);
}

static struct gaz_docx_field *open_field(const struct gaz_docx_reader *reader) {
    GArray *fields = reader->at.fields;
    return fields->len ? &g_array_index(fields, struct gaz_docx_field, fields->len - 1) : NULL;
}

static bool is_contents(const GArray *code) {
    guint behind;
    return is_word(code, "TOC", &behind);
}

/* Whether what begins here is within a contents: of the fields that are open only the innermost's code is not
 * whole yet. */
static bool is_in_contents(const struct gaz_docx_reader *reader) {
    const struct gaz_docx_field *open = open_field(reader);
    return open && (open->is_in_contents || is_contents(open->code));
}

/* The number of a page in a contents that Word made; elsewhere the text speaks of the page. */
static bool is_page_in_contents(const struct gaz_docx_reader *reader, const GArray *code) {
    guint behind;
    return is_in_contents(reader) && is_word(code, "PAGEREF", &behind);
}

/* By the field around it, or by the style that only such lines have: of some programs, and where somebody
 * made text of the field. */
static bool is_line_of_contents(const struct gaz_docx_reader *reader) {
    const struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    const char *style = paragraph->style ? paragraph->style->name : NULL;
    return paragraph->is_of_contents || is_in_contents(reader) ||
           (style && g_ascii_strncasecmp(style, "toc ", 4) == 0);
}

void gaz_docx_drop_contents_page(struct gaz_docx_reader *reader) {
    enum { LONGEST = 6 };
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    guint n = paragraph->chars->len, tab = n;
    if (!is_line_of_contents(reader)) return;
    while (tab > 0 && (gaz_char_is_digit(gaz_ch_at(paragraph->chars, tab - 1)) ||
                       gaz_char_is_one_of(gaz_ch_at(paragraph->chars, tab - 1), "ivxlcIVXLC-— ")))
        tab--;
    if (tab == n || n - tab > LONGEST || !gaz_docx_is_tab(reader, tab - 1)) return;
    for (guint i = tab; i < n; i++)
        gaz_account_take_out(reader->account, GAZ_REASON_PAGE_NUMBER,
                             &g_array_index(paragraph->chars, struct gaz_draft_char, i));
    g_array_set_size(paragraph->chars, tab);
    g_array_set_size(paragraph->glyphs, tab);
}

/* Whose result is a day or an hour of the clock or of the file: Word makes another of it when the file is
 * opened, printed, stored or made anew of a copy. */
static bool is_clock(const GArray *code) {
    guint behind;
    return is_word(code, "DATE", &behind) || is_word(code, "TIME", &behind) ||
           is_word(code, "SAVEDATE", &behind) || is_word(code, "PRINTDATE", &behind) ||
           is_word(code, "CREATEDATE", &behind);
}

/* What the paragraph has from `begin` on; freed with g_free. NULL: nothing, or it is left out. */
static char *result_from(const struct gaz_docx_reader *reader, guint begin) {
    const GArray *chars = reader->at.paragraph.chars;
    if (gaz_docx_gone(reader) != GAZ_DOCX_KEPT || begin >= chars->len) return NULL;
    return gaz_draft_slice_utf8(chars, begin, chars->len - begin);
}

/* 错误!未找到引用源。: what Word shows where a field leads nowhere. */
static bool is_error(const char *result) {
    static const char *const words[] = {"错误!", "错误！", "Error!"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(result, words[i])) return true;
    return false;
}

/* A result that stays, and that somebody has to be asked about: whoever signs a day of the clock; a mail
 * merge that nobody filled in; a reference to nothing. */
static void doubt_result(struct gaz_docx_reader *reader, const GArray *code, guint begin) {
    g_autofree char *result = result_from(reader, begin);
    guint behind;
    if (!result) return;
    if (is_clock(code))
        gaz_docx_doubt(reader, GAZ_REASON_CLOCK, result, "是域的值，Word打开、打印、存盘时会换成当时的日期");
    else if (is_word(code, "MERGEFIELD", &behind) && g_str_has_prefix(result, "«"))
        gaz_docx_doubt(reader, GAZ_REASON_UNFILLED, result, "邮件合并的域，没有填写");
    else if (is_error(result))
        gaz_docx_doubt(reader, GAZ_REASON_UNFILLED, result, "Word的出错提示，原来引用的没有了");
}

/* What Word shows where there is no result, or beside it. */
static void show_code(struct gaz_docx_reader *reader, const struct gaz_docx_field *field) {
    const struct gaz_docx_node *data = gaz_docx_child(field->begin, "w:ffData");
    guint behind;
    if (is_word(field->code, "EQ", &behind))
        put_equation(reader, field->code, behind);
    else if (is_word(field->code, "SYMBOL", &behind))
        put_symbol(reader, field->code, behind);
    else if (is_word(field->code, "FORMCHECKBOX", &behind))
        put_checkbox(reader, data);
    else if (is_word(field->code, "FORMDROPDOWN", &behind))
        put_dropdown(reader, data);
}

/* ---- begin, separate, end */

static void begin_field(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    struct gaz_docx_field field = {.begin = node,
                                   .is_in_contents = is_in_contents(reader),
                                   .code = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char))};
    g_array_append_val(reader->at.fields, field);
    reader->at.n_codes++;
}

static void separate_field(struct gaz_docx_reader *reader) {
    struct gaz_docx_field *field = open_field(reader);
    if (!field || field->is_result) return;
    field->is_result = true;
    field->begin_of_result = reader->at.paragraph.chars->len;
    field->is_away = is_page_number(field->code) || is_page_in_contents(reader, field->code);
    reader->at.paragraph.is_of_contents |= is_contents(field->code);
    reader->at.n_codes--;
    reader->at.n_lost += field->is_away;
}

void gaz_docx_end_page_numbers(struct gaz_docx_reader *reader) {
    for (guint i = 0; reader->at.n_lost > 0 && i < reader->at.fields->len; i++)
        g_array_index(reader->at.fields, struct gaz_docx_field, i).is_away = false;
    reader->at.n_lost = 0;
}

static void end_field(struct gaz_docx_reader *reader) {
    struct gaz_docx_field *open = open_field(reader);
    if (!open) return;
    struct gaz_docx_field field = *open;
    g_array_set_size(reader->at.fields, reader->at.fields->len - 1);
    reader->at.n_codes -= !field.is_result;
    reader->at.n_lost -= field.is_away;
    guint behind;
    reader->at.paragraph.is_of_contents |= is_contents(field.code);
    if (field.is_result) doubt_result(reader, field.code, field.begin_of_result);
    if (field.is_result && is_word(field.code, "FORMTEXT", &behind))
        gaz_docx_fill_in_field(reader, field.begin_of_result);
    bool is_shown_by_code = is_word(field.code, "EQ", &behind) ||
                            is_word(field.code, "FORMCHECKBOX", &behind) || !field.is_result;
    if (is_shown_by_code && gaz_docx_gone(reader) == GAZ_DOCX_KEPT) show_code(reader, &field);
    gaz_docx_drop_code(reader, field.code);
}

static void read_field_mark(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const char *type = gaz_docx_attr(node, "w:fldCharType");
    if (reader->away != GAZ_DOCX_KEPT) return;
    if (g_strcmp0(type, "begin") == 0) begin_field(reader, node);
    if (g_strcmp0(type, "separate") == 0) separate_field(reader);
    if (g_strcmp0(type, "end") == 0) end_field(reader);
}

/* Its code, which is an attribute there; freed with g_array_unref. */
static GArray *simple_code(const struct gaz_docx_node *node) {
    GArray *code = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    for (const char *at = gaz_docx_attr(node, "w:instr"); at && *at; at = g_utf8_next_char(at)) {
        struct gaz_draft_char ch = {.ch = g_utf8_get_char(at), .carrier = GAZ_NOWHERE};
        g_array_append_val(code, ch);
    }
    return code;
}

static void read_simple_field(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    g_autoptr(GArray) code = simple_code(node);
    guint begin = reader->at.paragraph.chars->len;
    if (is_page_number(code) || is_page_in_contents(reader, code)) {
        gaz_docx_leave(reader, node, GAZ_REASON_PAGE_NUMBER);
        return;
    }
    gaz_docx_read_children(reader, node);
    doubt_result(reader, code, begin);
}

void gaz_docx_add_field_handlers(struct gaz_docx_reader *reader) {
    gaz_docx_handle(reader, "w:fldChar", read_field_mark);
    gaz_docx_handle(reader, "w:fldSimple", read_simple_field);
    gaz_docx_handle(reader, "w:instrText", read_code);
    gaz_docx_handle(reader, "w:delInstrText", read_code);
}
