/* scripts.c: <sup>…</sup> and <sub>…</sub> become attributes, in paragraphs, headings, captions, cells
 * and titles alike.
 *
 * One is closed before another opens, on the same line. Whatever begins like one of the four tags and is none
 * is an error: nothing that was meant to be raised is printed as <sup>.
 */
#include "input/inline/inline.h"

#include "base/text/text.h"

#include <string.h>

#define RAW(array, i) g_array_index((array), struct gaz_raw, (i))

struct script {
    uint32_t attr; /* GAZ_CHAR_SUP, GAZ_CHAR_SUB; 0: no such tag */
    bool closes;
    bool is_whole; /* written as it should be */
    guint n;       /* characters of the tag, or of what is like one */
};

struct scripts {
    struct gaz_reader *reader;
    GArray *items;
    gint64 open; /* index of the tag that is open, or -1 */
    struct script tag;
};

/* The letters that stand at i, in either case. */
static bool has_name(const GArray *items, guint i, const char *name, bool *is_small) {
    for (; *name; name++, i++) {
        uint32_t ch = gaz_raw_char(items, i);
        bool small = ch == (unsigned char)*name;
        if (!small && ch != (unsigned char)g_ascii_toupper(*name)) return false;
        *is_small &= small;
    }
    return i >= items->len || !gaz_char_is_latin(RAW(items, i).ch);
}

static struct script script_at(const GArray *items, guint i) {
    struct script tag = {.is_whole = true};
    if (gaz_raw_char(items, i) != '<') return tag;
    tag.closes = gaz_raw_char(items, i + 1) == '/';
    guint name = i + 1 + tag.closes;
    if (has_name(items, name, "sup", &tag.is_whole)) tag.attr = GAZ_CHAR_SUP;
    if (!tag.attr) tag.is_whole = true;
    if (!tag.attr && has_name(items, name, "sub", &tag.is_whole)) tag.attr = GAZ_CHAR_SUB;
    tag.is_whole &= gaz_raw_char(items, name + 3) == '>';
    tag.n = 4u + tag.closes + tag.is_whole;
    return tag;
}

/* Of the tag's characters those that have a place: what a quoted value writes as \x3c has none. */
static struct gaz_span span_of(const struct scripts *s, guint at, guint n) {
    struct gaz_span span = {.source = s->reader->source};
    for (guint i = at + n; i-- > at;) {
        uint32_t offset = i < s->items->len ? RAW(s->items, i).offset : GAZ_NOWHERE;
        if (offset == GAZ_NOWHERE) continue;
        if (span.end == 0) span.end = offset + 1;
        span.begin = offset;
    }
    return span.end ? span : gaz_span_at(s->reader->source, 0);
}

static void report_form(const struct scripts *s, guint at, guint n) {
    gaz_report(s->reader->diags, GAZ_D_SCRIPT_FORM, span_of(s, at, n), NULL);
}

static void report_unclosed(const struct scripts *s, guint at, const struct script *tag) {
    char shown[8];
    g_snprintf(shown, sizeof shown, "<%s%s>", tag->closes ? "/" : "",
               tag->attr == GAZ_CHAR_SUP ? "sup" : "sub");
    gaz_report(s->reader->diags, GAZ_D_UNCLOSED_SCRIPT, span_of(s, at, tag->n), shown);
}

static void consume(const struct scripts *s, guint at, guint n) {
    for (guint k = at; k < at + n; k++) {
        gaz_reader_syntax(s->reader, RAW(s->items, k).offset, RAW(s->items, k).offset + 1);
        RAW(s->items, k).kind = GAZ_RAW_GONE;
    }
}

static bool has_break(const struct scripts *s, guint from, guint to) {
    while (from < to && RAW(s->items, from).kind != GAZ_RAW_BREAK)
        from++;
    return from < to;
}

static void close_script(struct scripts *s, guint at, const struct script *tag) {
    guint begin = (guint)s->open + s->tag.n;
    if (begin == at) report_form(s, (guint)s->open, s->tag.n);
    if (has_break(s, begin, at)) report_unclosed(s, (guint)s->open, &s->tag);
    for (guint k = begin; k < at; k++)
        RAW(s->items, k).attrs |= tag->attr;
    consume(s, (guint)s->open, s->tag.n);
    consume(s, at, tag->n);
    s->open = -1;
}

static void take_script(struct scripts *s, guint at, const struct script *tag) {
    if (!tag->is_whole) {
        report_form(s, at, tag->n);
    } else if (tag->closes && s->open >= 0 && s->tag.attr == tag->attr) {
        close_script(s, at, tag);
    } else if (!tag->closes && s->open < 0) {
        s->open = at;
        s->tag = *tag;
    } else {
        report_unclosed(s, at, tag);
    }
}

void gaz_scripts_resolve(struct gaz_reader *reader, GArray *items) {
    struct scripts s = {.reader = reader, .items = items, .open = -1};
    for (guint i = 0; i < items->len; i++) {
        struct script tag = script_at(items, i);
        if (!tag.attr) continue;
        take_script(&s, i, &tag);
        i += tag.n - 1;
    }
    if (s.open >= 0) report_unclosed(&s, (guint)s.open, &s.tag);
}

static bool has_tag(struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (text.chars[i].ch == '<') return true;
    return false;
}

struct gaz_text gaz_scripts_read(struct gaz_reader *reader, struct gaz_text text) {
    if (!has_tag(text)) return text;
    GArray *items = gaz_raws_new();
    for (uint32_t i = 0; i < text.n; i++)
        gaz_raws_add(items, text.chars[i].ch, text.chars[i].offset,
                     text.chars[i].ch == '\n' ? GAZ_RAW_BREAK : GAZ_RAW_CHAR);
    gaz_scripts_resolve(reader, items);
    struct gaz_char *chars = GAZ_NEW_ARRAY(reader->arena, struct gaz_char, text.n);
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        if (RAW(items, i).kind == GAZ_RAW_GONE) continue;
        chars[n] = text.chars[i];
        chars[n++].attrs |= RAW(items, i).attrs;
    }
    g_array_unref(items);
    return (struct gaz_text){chars, n, text.source};
}
