/* source_front.c: the front matter of a source: a key a line, values as YAML in which every character keeps
 * its place: plain, else in single quotes, of several lines as a literal block. */
#include "intake/source_writer.h"

#include "base/text.h"
#include "input/numbering.h"

#include <string.h>

enum { YEAR = 0x5E74, MONTH = 0x6708, DAY = 0x65E5, ZERO = 0x3007, CIRCLE = 0x25CB };

/* ---- days */

struct walk {
    struct gaz_text text;
    uint32_t at;
};

/* The text without its blanks; 〇 is often typed as ○. Its characters are freed with g_free. */
static struct gaz_text squeezed(const GArray *chars) {
    struct gaz_char *copy = g_new0(struct gaz_char, chars->len + 1);
    uint32_t n = 0;
    for (guint i = 0; i < chars->len; i++) {
        uint32_t ch = gaz_ch_at(chars, i);
        if (ch == ' ' || ch == 0x3000 || ch == 0xA0 || ch == '\n') continue;
        copy[n++].ch = ch == CIRCLE ? ZERO : ch;
    }
    return (struct gaz_text){copy, n, NULL};
}

/* A number and one of the marks that may follow it. */
static int take_number(struct walk *walk, const char *marks) {
    struct gaz_numeral number = gaz_numeral_either(walk->text, walk->at);
    if (number.length == 0 || number.value > 9999) return 0;
    if (!gaz_char_is_in(gaz_char_at(walk->text, walk->at + number.length), marks)) return 0;
    walk->at += number.length + 1;
    return (int)number.value;
}

static int take_last(struct walk *walk, bool has_mark) {
    if (has_mark) return take_number(walk, "日");
    struct gaz_numeral number = gaz_numeral_digits(walk->text, walk->at);
    walk->at += number.length;
    return number.value <= 31 ? (int)number.value : 0;
}

static bool is_end(const struct walk *walk) {
    uint32_t rest = walk->text.n - walk->at;
    return rest == 0 || (rest == 2 && gaz_text_has_prefix(gaz_text_slice(walk->text, walk->at, 2), "印发"));
}

bool gaz_draft_date(const GArray *chars, struct gaz_date *date) {
    struct walk walk = {squeezed(chars), 0};
    int year = take_number(&walk, "年-/.");
    bool is_marked = walk.at > 0 && gaz_char_at(walk.text, walk.at - 1) == YEAR;
    int month = take_number(&walk, is_marked ? "月" : "-/.");
    int day = take_last(&walk, is_marked);
    bool good = year >= 1900 && month > 0 && day > 0 && is_end(&walk) &&
                g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
    g_free((struct gaz_char *)walk.text.chars);
    *date = (struct gaz_date){(int16_t)year, (int8_t)month, (int8_t)day};
    return good;
}

char *gaz_draft_date_printed(struct gaz_date date, enum gaz_front_key key) {
    return g_strdup_printf("%d年%d月%d日%s", date.year, date.month, date.day,
                           key == GAZ_FRONT_PRINT_DATE ? "印发" : "");
}

/* ---- scalars */

static bool has_break(const GArray *chars) {
    for (guint i = 0; i < chars->len; i++)
        if (gaz_ch_at(chars, i) == '\n') return true;
    return false;
}

/* Whether nothing in it could be taken for a mark of YAML. */
static bool is_plain(const char *text) {
    size_t n = strlen(text);
    if (n == 0 || strchr("-?:,[]{}#&*!|>'\"%@`= ", text[0]) || strchr(" :", text[n - 1])) return false;
    return !strstr(text, ": ") && !strstr(text, " #") && strcmp(text, "...") != 0;
}

static void write_script(struct gaz_writer *w, uint16_t was, uint16_t is) {
    if (was & GAZ_DRAFT_SUP) gaz_write(w, "</sup>");
    if (was & GAZ_DRAFT_SUB) gaz_write(w, "</sub>");
    if (is & GAZ_DRAFT_SUP) gaz_write(w, "<sup>");
    if (is & GAZ_DRAFT_SUB) gaz_write(w, "<sub>");
}

static void write_mark(struct gaz_writer *w, const struct gaz_draft_char *ch) {
    struct gaz_source_mark mark = {ch->carrier, false};
    g_array_append_val(w->out->marks, mark);
    if (ch->note > 0 && ch->note <= w->shaped->draft->notes->len) w->notes[ch->note - 1] = GAZ_NOTE_UNMARKED;
}

/* quote: what a ' is written as. Notes' marks have no place here. */
static void write_chars(struct gaz_writer *w, const GArray *chars, bool scripts, const char *quote) {
    g_autofree uint16_t *attrs = gaz_emphasis_of(chars, false);
    uint16_t open = 0;
    for (guint i = 0; i < chars->len; i++) {
        const struct gaz_draft_char *ch = gaz_char_of(chars, i);
        if (scripts && attrs[i] != open) write_script(w, open, attrs[i]);
        open = attrs[i];
        if (ch->ch == GAZ_DRAFT_OBJECT)
            write_mark(w, ch);
        else
            gaz_write_char(w, ch, "", ch->ch == '\n' ? "\n  " : ch->ch == '\'' ? quote : NULL);
    }
    if (scripts) write_script(w, open, 0);
}

/* A value behind “key:” or “-”. */
static void write_value(struct gaz_writer *w, enum gaz_front_key key, const GArray *chars) {
    g_autofree char *text = gaz_draft_chars_utf8(chars);
    bool scripts = key == GAZ_FRONT_TITLE || key == GAZ_FRONT_SUBTITLE;
    if (has_break(chars)) {
        gaz_write(w, " |\n  ");
        write_chars(w, chars, scripts, "'");
    } else if (is_plain(text)) {
        gaz_write(w, " ");
        write_chars(w, chars, scripts, "'");
    } else {
        gaz_write(w, " '");
        write_chars(w, chars, scripts, "''");
        gaz_write(w, "'");
    }
    gaz_write(w, "\n");
}

/* ---- keys */

static void write_date(struct gaz_writer *w, enum gaz_front_key key, const GArray *chars) {
    struct gaz_source_form form = {key, chars};
    struct gaz_date date;
    gaz_draft_date(chars, &date);
    g_array_append_val(w->out->forms, form);
    g_string_append_printf(w->out->bytes, " %04d-%02d-%02d\n", date.year, date.month, date.day);
}

static void write_key(struct gaz_writer *w, enum gaz_front_key key) {
    const GPtrArray *texts = w->shaped->front[key];
    if (texts->len == 0) return;
    gaz_write(w, gaz_front_name(key));
    gaz_write(w, texts->len > 1 ? ":\n" : ":");
    for (guint i = 0; i < texts->len; i++) {
        const GArray *chars = g_ptr_array_index(texts, i);
        if (texts->len > 1) gaz_write(w, "  -");
        if (key == GAZ_FRONT_DATE || key == GAZ_FRONT_PRINT_DATE)
            write_date(w, key, chars);
        else
            write_value(w, key, chars);
    }
}

void gaz_write_front(struct gaz_writer *w) {
    gaz_write(w, "---\n");
    for (unsigned key = 0; key < GAZ_N_FRONT_KEYS; key++)
        write_key(w, (enum gaz_front_key)key);
    if (w->shaped->has_attachments) gaz_write(w, "附件说明: 无\n");
    gaz_write(w, "---\n");
}
