/* inline.c: passes over an array of characters: fold escapes and line ends, marks, soft line ends, blanks,
 * emit.
 *
 * Each pass is linear. A character that is taken away is written into the ledger as syntax where that
 * happens.
 */
#include "input/inline/inline.h"

#include "base/text/text.h"

#include <string.h>

enum {
    LOW_LINE = 0xFF3F,
    IDEOGRAPHIC_SPACE = 0x3000,
};

#define RAW(array, i) g_array_index((array), struct gaz_raw, (i))

GArray *gaz_raws_new(void) {
    return g_array_new(FALSE, FALSE, sizeof(struct gaz_raw));
}

void gaz_raws_add(GArray *raws, uint32_t ch, uint32_t offset, enum gaz_raw_kind kind) {
    struct gaz_raw raw = {ch, offset, 0, (uint8_t)kind};
    g_array_append_val(raws, raw);
}

void gaz_raws_add_source(GArray *raws, const struct gaz_source *source, uint32_t begin, uint32_t end) {
    for (uint32_t at = begin; at < end; at = gaz_source_next(source, at))
        gaz_raws_add(raws, gaz_source_char(source, at), at, GAZ_RAW_CHAR);
}

bool gaz_is_escapable(uint32_t ch) {
    return ch != 0 && ch < 0x80 && strchr("*\\#|<>![", (int)ch) != NULL;
}

/* ---- fold: escapes, source line ends, ASCII blanks beside line ends */

struct fold {
    struct gaz_reader *reader;
    const GArray *raws;
    GArray *items;
};

static void drop(struct gaz_reader *reader, const struct gaz_raw *raw) {
    if (raw->offset == GAZ_NOWHERE) return;
    gaz_reader_syntax(reader, raw->offset, gaz_source_next(reader->source, raw->offset));
}

static bool is_char(const struct gaz_raw *raw, uint32_t ch) {
    return raw->kind == GAZ_RAW_CHAR && raw->ch == ch;
}

static bool is_space(const struct gaz_raw *raw) {
    return raw->kind == GAZ_RAW_CHAR && gaz_is_space(raw->ch);
}

static void drop_last_spaces(struct fold *f) {
    while (f->items->len > 0 && is_space(&RAW(f->items, f->items->len - 1))) {
        drop(f->reader, &RAW(f->items, f->items->len - 1));
        g_array_set_size(f->items, f->items->len - 1);
    }
}

static bool at_line_begin(const struct fold *f) {
    if (f->items->len == 0) return true;
    uint8_t kind = RAW(f->items, f->items->len - 1).kind;
    return kind == GAZ_RAW_SOFT || kind == GAZ_RAW_BREAK || kind == GAZ_RAW_PRINT_MARK;
}

static void fold_line_end(struct fold *f, const struct gaz_raw *raw) {
    drop_last_spaces(f);
    drop(f->reader, raw);
    if (!at_line_begin(f)) gaz_raws_add(f->items, ' ', raw->offset, GAZ_RAW_SOFT);
}

/* Where lines are set by hand they may end anywhere, between two figures too: the source's line end stands
 * for a blank only where one was typed before the mark. */
static void fold_print_mark(struct fold *f, const struct gaz_raw *raw) {
    bool had_space = f->items->len > 0 && is_space(&RAW(f->items, f->items->len - 1));
    drop_last_spaces(f);
    if (had_space && !at_line_begin(f)) gaz_raws_add(f->items, ' ', raw->offset, GAZ_RAW_SOFT);
    g_array_append_val(f->items, *raw);
}

static void fold_break(struct fold *f, const struct gaz_raw *raw) {
    drop_last_spaces(f);
    if (f->items->len > 0 && RAW(f->items, f->items->len - 1).kind == GAZ_RAW_SOFT)
        g_array_set_size(f->items, f->items->len - 1);
    gaz_raws_add(f->items, '\n', raw->offset, GAZ_RAW_BREAK);
}

/* The backslash at i: a line end that is kept, an escape, or text. Gives the index of the last raw it used.
 */
static guint fold_backslash(struct fold *f, guint i) {
    const struct gaz_raw *raw = &RAW(f->raws, i);
    guint next = i + 1;
    if (next < f->raws->len && RAW(f->raws, next).kind == GAZ_RAW_CHAR &&
        gaz_is_escapable(RAW(f->raws, next).ch)) {
        drop(f->reader, raw);
        gaz_raws_add(f->items, RAW(f->raws, next).ch, RAW(f->raws, next).offset, GAZ_RAW_LITERAL);
        return next;
    }
    if (next < f->raws->len && is_char(&RAW(f->raws, next), IDEOGRAPHIC_SPACE)) { /* a blank that stays */
        drop(f->reader, raw);
        gaz_raws_add(f->items, IDEOGRAPHIC_SPACE, RAW(f->raws, next).offset, GAZ_RAW_LITERAL);
        return next;
    }
    while (next < f->raws->len && is_space(&RAW(f->raws, next)))
        next++;
    if (next < f->raws->len && is_char(&RAW(f->raws, next), '\n')) {
        fold_break(f, raw);
        for (guint k = i + 1; k <= next; k++)
            drop(f->reader, &RAW(f->raws, k));
        return next;
    }
    if (next == f->raws->len) gaz_reader_report(f->reader, GAZ_D_BREAK_NOTHING, raw->offset, raw->offset + 1);
    gaz_raws_add(f->items, '\\', raw->offset, GAZ_RAW_LITERAL);
    return i;
}

static void fold(struct fold *f) {
    for (guint i = 0; i < f->raws->len; i++) {
        const struct gaz_raw *raw = &RAW(f->raws, i);
        if (raw->kind == GAZ_RAW_BREAK)
            fold_break(f, raw);
        else if (raw->kind == GAZ_RAW_PRINT_MARK)
            fold_print_mark(f, raw);
        else if (is_char(raw, '\n'))
            fold_line_end(f, raw);
        else if (is_char(raw, '\\'))
            i = fold_backslash(f, i);
        else if (is_space(raw) && at_line_begin(f))
            drop(f->reader, raw);
        else
            g_array_append_val(f->items, *raw);
    }
    drop_last_spaces(f);
    if (f->items->len > 0 && RAW(f->items, f->items->len - 1).kind == GAZ_RAW_SOFT)
        g_array_set_size(f->items, f->items->len - 1);
}

/* ---- soft line ends: one space between two Latin words, else nothing */

/* Whether the nearest letter from i in direction `step`, on its own line and past western marks only, is
 * Latin. */
static bool is_latin_side(const GArray *items, guint i, int step) {
    for (gint64 k = (gint64)i + step; k >= 0 && k < items->len; k += step) {
        const struct gaz_raw *raw = &RAW(items, k);
        if (raw->kind == GAZ_RAW_GONE || raw->kind == GAZ_RAW_NOTE || raw->kind == GAZ_RAW_PRINT_MARK)
            continue;
        if (raw->kind == GAZ_RAW_SOFT || raw->kind == GAZ_RAW_BREAK) return false;
        if (gaz_char_is_latin(raw->ch)) return true;
        if (raw->ch >= 0x80 || gaz_char_is_blank(raw->ch)) return false;
    }
    return false;
}

static void resolve_soft(GArray *items) {
    for (guint i = 0; i < items->len; i++) {
        if (RAW(items, i).kind != GAZ_RAW_SOFT) continue;
        bool space = is_latin_side(items, i, -1) && is_latin_side(items, i, 1);
        if (!space) RAW(items, i).attrs = UINT16_MAX; /* taken away below, when all are decided */
    }
    for (guint i = 0; i < items->len; i++)
        if (RAW(items, i).kind == GAZ_RAW_SOFT && RAW(items, i).attrs == UINT16_MAX)
            RAW(items, i).kind = GAZ_RAW_GONE, RAW(items, i).attrs = 0;
}

/* ---- ＿: blanks to fill in */

static void resolve_blanks(struct gaz_reader *reader, GArray *items) {
    for (guint i = 0; i < items->len; i++) {
        struct gaz_raw *raw = &RAW(items, i);
        if (raw->ch == LOW_LINE) raw->attrs |= GAZ_CHAR_BLANK;
        if (!is_char(raw, '>') || i == 0 || RAW(items, i - 1).ch != LOW_LINE) continue;
        if (i + 1 == items->len) {
            drop(reader, raw);
            raw->kind = GAZ_RAW_GONE;
            for (guint k = i; k > 0 && RAW(items, k - 1).ch == LOW_LINE; k--)
                RAW(items, k - 1).attrs |= GAZ_CHAR_BLANK_MARGIN;
        } else if (RAW(items, i + 1).kind == GAZ_RAW_BREAK || RAW(items, i + 1).kind == GAZ_RAW_SOFT) {
            gaz_reader_report(reader, GAZ_D_BLANK_MARGIN, raw->offset, raw->offset + 1);
        }
    }
}

/* ---- emit */

struct emit {
    struct gaz_reader *reader;
    struct gaz_char *chars;
    uint32_t n;
    enum gaz_first_blanks blanks;
    uint32_t coming; /* attributes that the next character gets: behind U+2060, behind a mark of the print */
    bool had_tab;
    uint32_t n_marks; /* that stand at the end, one behind another */
};

static void drop_last_blanks(struct emit *e) {
    while (e->n > 0 && gaz_char_is_blank(e->chars[e->n - 1].ch)) {
        uint32_t offset = e->chars[--e->n].offset;
        if (offset != GAZ_NOWHERE)
            gaz_reader_syntax(e->reader, offset, gaz_source_next(e->reader->source, offset));
    }
}

/* A blank at the beginning of the text or behind a forced line end. */
static bool is_left_out(const struct emit *e, const struct gaz_raw *raw) {
    if (!gaz_char_is_blank(raw->ch) || raw->kind == GAZ_RAW_LITERAL ||
        (e->n > 0 && e->chars[e->n - 1].ch != '\n'))
        return false;
    return gaz_is_space(raw->ch) || e->blanks < (e->n == 0 ? GAZ_BLANKS_TEXT : GAZ_BLANKS_INNER);
}

/* More marks on one character than a text has (Unicode's stream-safe format, UAX 15): an error, and they are
 * not set, for HarfBuzz compares each with all others. */
static bool is_one_too_many(struct emit *e, const struct gaz_raw *raw) {
    enum { FIRST_MARK = 0x300, MOST_MARKS = 30 };
    e->n_marks = raw->ch >= FIRST_MARK && g_unichar_ismark(raw->ch) ? e->n_marks + 1 : 0;
    if (e->n_marks == MOST_MARKS + 1) {
        g_autofree char *most = g_strdup_printf("%d", MOST_MARKS);
        gaz_report(e->reader->diags, GAZ_D_MANY_MARKS, gaz_span_at(e->reader->source, raw->offset), most);
    }
    return e->n_marks > MOST_MARKS;
}

static void emit_one(struct emit *e, const struct gaz_raw *raw) {
    if (raw->ch == GAZ_WORD_JOINER) {
        drop(e->reader, raw);
        e->coming |= GAZ_CHAR_JOINED;
        return;
    }
    if (raw->kind == GAZ_RAW_PRINT_MARK) {
        e->coming |= raw->attrs;
        return;
    }
    if (is_left_out(e, raw) || is_one_too_many(e, raw)) {
        drop(e->reader, raw);
        return;
    }
    if (raw->kind == GAZ_RAW_BREAK) drop_last_blanks(e);
    if (raw->ch == '\t' && !e->had_tab) {
        gaz_reader_report(e->reader, GAZ_D_TAB, raw->offset, raw->offset + 1);
        e->had_tab = true;
    }
    uint32_t attrs = raw->attrs | e->coming;
    e->chars[e->n++] = (struct gaz_char){raw->ch == '\t' ? ' ' : raw->ch, raw->offset, attrs};
    e->coming = 0;
    gaz_note_mark_set(e->reader, &e->chars[e->n - 1]);
}

static struct gaz_text emit(struct gaz_reader *reader, const GArray *items, enum gaz_first_blanks blanks) {
    struct emit e = {.reader = reader,
                     .chars = GAZ_NEW_ARRAY(reader->arena, struct gaz_char, items->len + 1),
                     .blanks = blanks};
    for (guint i = 0; i < items->len; i++)
        if (RAW(items, i).kind != GAZ_RAW_GONE) emit_one(&e, &RAW(items, i));
    drop_last_blanks(&e);
    if (e.n > GAZ_LONGEST_TEXT) {
        char limit[16];
        g_snprintf(limit, sizeof limit, "%d", GAZ_LONGEST_TEXT);
        gaz_report(reader->diags, GAZ_D_LONG_PARAGRAPH, gaz_span_at(reader->source, e.chars[0].offset),
                   limit);
    }
    return (struct gaz_text){e.chars, e.n, reader->source};
}

struct gaz_text gaz_inline_read(struct gaz_reader *reader, const GArray *raws, enum gaz_first_blanks blanks) {
    struct fold f = {reader, raws, gaz_raws_new()};
    fold(&f);
    gaz_note_marks_find(reader, f.items);
    gaz_scripts_resolve(reader, f.items);
    gaz_marks_resolve(reader, f.items);
    resolve_blanks(reader, f.items); /* while the line ends are still there */
    resolve_soft(f.items);
    struct gaz_text text = emit(reader, f.items, blanks);
    g_array_unref(f.items);
    return text;
}

struct gaz_text gaz_inline_read_source(struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    GArray *raws = gaz_raws_new();
    gaz_raws_add_source(raws, reader->source, begin, end);
    struct gaz_text text = gaz_inline_read(reader, raws, GAZ_BLANKS_LEFT_OUT);
    g_array_unref(raws);
    return text;
}

struct gaz_text gaz_inline_verbatim(struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(reader->arena, struct gaz_char, end - begin + 1);
    uint32_t n = 0;
    for (uint32_t at = begin; at < end; at = gaz_source_next(reader->source, at)) {
        uint32_t ch = gaz_source_char(reader->source, at);
        chars[n++] = (struct gaz_char){ch == '\t' ? ' ' : ch, at, 0};
    }
    return (struct gaz_text){chars, n, reader->source};
}
