/* source_front.c: the front matter of a source: a key a line, values as YAML in which every character keeps
 * its place: plain, else in single quotes, of several lines as a literal block. */
#include "intake/source/source_writer.h"

#include "base/data/yaml_write.h"
#include "base/text/text.h"
#include "input/lines/numbering.h"

enum { YEAR = 0x5E74, ZERO = 0x3007, CIRCLE = 0x25CB };

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
        if (gaz_draft_is_blank(ch) || ch == '\n') continue;
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
    return (int)MIN(number.value, 9999);
}

static bool is_end(const struct walk *walk) {
    uint32_t rest = walk->text.n - walk->at;
    return rest == 0 || (rest == 2 && gaz_text_has_prefix(gaz_text_slice(walk->text, walk->at, 2), "印发"));
}

bool gaz_draft_date(const GArray *chars, struct gaz_date *date) {
    *date = (struct gaz_date){0};
    struct walk walk = {squeezed(chars), 0};
    int year = take_number(&walk, "年-/.");
    bool is_marked = walk.at > 0 && gaz_char_at(walk.text, walk.at - 1) == YEAR;
    int month = take_number(&walk, is_marked ? "月" : "-/.");
    int day = take_last(&walk, is_marked);
    g_autofree char *written = g_strdup_printf("%d-%d-%d", year, month, day);
    bool good = is_end(&walk) && gaz_date_parse(written, date);
    g_free((struct gaz_char *)walk.text.chars);
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

/* How a value is written: its characters that are not written as themselves. */
struct form {
    bool has_scripts;
    const char *quote, *line_end;
};

/* Notes' marks have no place here. */
static void write_chars(struct gaz_writer *w, const GArray *chars, const struct form *form) {
    g_autofree uint16_t *attrs = gaz_emphasis_of(chars, false);
    uint16_t open = 0;
    for (guint i = 0; i < chars->len; i++) {
        const struct gaz_draft_char *ch = gaz_char_of(chars, i);
        if (form->has_scripts) gaz_write_attrs(w, &open, attrs[i]);
        if (ch->ch == GAZ_DRAFT_OBJECT)
            gaz_write_note_mark(w, ch, false);
        else
            gaz_write_char(w, ch, "", ch->ch == '\n' ? form->line_end : ch->ch == '\'' ? form->quote : NULL);
    }
    gaz_write_attrs(w, &open, 0);
}

/* A value behind “key:” or “-”; what begins a line of it that is not the first. */
static void write_value(struct gaz_writer *w, enum gaz_front_key key, const GArray *chars, const char *line) {
    g_autofree char *text = gaz_draft_chars_utf8(chars);
    struct form form = {key == GAZ_FRONT_TITLE || key == GAZ_FRONT_SUBTITLE, "'", line};
    bool is_block = has_break(chars), is_plain = is_block || gaz_yaml_is_plain(text);
    if (!is_plain) form.quote = "''";
    gaz_write(w, is_block ? " |" : is_plain ? " " : " '");
    if (is_block) gaz_write(w, line);
    write_chars(w, chars, &form);
    gaz_write(w, is_plain ? "\n" : "'\n");
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
    bool is_list = texts->len > 1;
    gaz_write(w, gaz_front_name(key));
    gaz_write(w, is_list ? ":\n" : ":");
    for (guint i = 0; i < texts->len; i++) {
        const GArray *chars = g_ptr_array_index(texts, i);
        if (is_list) gaz_write(w, "  -");
        if (gaz_front_is_day(key))
            write_date(w, key, chars);
        else
            write_value(w, key, chars, is_list ? "\n    " : "\n  ");
    }
}

void gaz_write_front(struct gaz_writer *w) {
    gaz_write(w, "---\n");
    if (w->shaped->form) {
        gaz_write(w, "格式: ");
        gaz_write(w, w->shaped->form);
        gaz_write(w, "\n");
    }
    for (unsigned key = 0; key < GAZ_N_FRONT_KEYS; key++)
        write_key(w, (enum gaz_front_key)key);
    if (w->shaped->has_attachments) gaz_write(w, "附件说明: 无\n");
    gaz_write(w, "---\n");
}
