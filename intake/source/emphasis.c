/* emphasis.c: which of a text's characters can be written between stars, or as raised and lowered.
 *
 * The rules of the reader (input/inline/marks.c) decide: a star must not stand beside a blank on its inner
 * side, nor between two letters, nor beside another run's stars. What the house sets in 黑体 or 楷体 anyhow
 * is not marked: a paragraph that is so from end to end, and the heading that a numbered paragraph begins
 * with. */
#include "intake/source/source_writer.h"

#include "base/text/text.h"
#include "input/lines/numbering.h"

enum { STARS = GAZ_DRAFT_STRONG | GAZ_DRAFT_EM, SCRIPTS = GAZ_DRAFT_SUP | GAZ_DRAFT_SUB };

struct run {
    guint begin, end;
};

static bool is_blank(uint32_t ch) {
    return gaz_draft_is_blank(ch) || ch == '\n';
}

static struct run run_at(const uint16_t *attrs, guint begin, guint n, uint16_t mask) {
    guint end = begin;
    while (end < n && (attrs[end] & mask) == (attrs[begin] & mask))
        end++;
    return (struct run){begin, end};
}

static void clear(uint16_t *attrs, struct run run, uint16_t mask) {
    for (guint i = run.begin; i < run.end; i++)
        attrs[i] &= (uint16_t)~mask;
}

/* ---- stars */

static bool is_latin_at(const GArray *chars, guint i) {
    uint32_t ch = gaz_ch_at(chars, i);
    return ch && gaz_char_is_latin(ch);
}

/* Blanks at its ends are taken out of the run. */
static struct run trimmed(const GArray *chars, uint16_t *attrs, struct run run) {
    struct run kept = run;
    while (kept.begin < kept.end && is_blank(gaz_ch_at(chars, kept.begin)))
        kept.begin++;
    while (kept.end > kept.begin && is_blank(gaz_ch_at(chars, kept.end - 1)))
        kept.end--;
    clear(attrs, (struct run){run.begin, kept.begin}, STARS);
    clear(attrs, (struct run){kept.end, run.end}, STARS);
    return kept;
}

static bool can_be_starred(const GArray *chars, const uint16_t *attrs, struct run run) {
    bool opens_word = is_latin_at(chars, run.begin) && is_latin_at(chars, run.begin - 1);
    bool closes_word = is_latin_at(chars, run.end) && is_latin_at(chars, run.end - 1);
    bool touches =
        (run.begin > 0 && attrs[run.begin - 1] & STARS) || (run.end < chars->len && attrs[run.end] & STARS);
    return run.begin < run.end && !opens_word && !closes_word && !touches;
}

static void choose_stars(const GArray *chars, uint16_t *attrs) {
    for (guint i = 0; i < chars->len; i++) /* both at once are one kind: strong */
        if (attrs[i] & GAZ_DRAFT_STRONG) attrs[i] &= (uint16_t)~GAZ_DRAFT_EM;
    for (guint i = 0; i < chars->len;) {
        struct run run = run_at(attrs, i, chars->len, STARS);
        i = run.end;
        if (!(attrs[run.begin] & STARS)) continue;
        run = trimmed(chars, attrs, run);
        if (!can_be_starred(chars, attrs, run)) clear(attrs, run, STARS);
    }
}

/* Where the number, or the heading that has it, ends; 0: the paragraph begins with none. */
static guint heading_end(const GArray *chars) {
    struct gaz_char *copy = g_new0(struct gaz_char, chars->len + 1);
    for (guint i = 0; i < chars->len; i++)
        copy[i].ch = gaz_ch_at(chars, i);
    struct gaz_text text = {copy, chars->len, NULL};
    struct gaz_number number = gaz_number_find(text);
    guint end = number.length;
    if (gaz_number_level(number) > 0)
        end = MAX(end, gaz_number_is_heading_line(text) ? chars->len : gaz_number_run_in(text));
    g_free(copy);
    return end;
}

static bool are_all_starred(const GArray *chars, const uint16_t *attrs) {
    for (guint i = 0; i < chars->len; i++)
        if (!(attrs[i] & STARS) && !is_blank(gaz_ch_at(chars, i))) return false;
    return true;
}

/* ---- scripts */

static void choose_scripts(const GArray *chars, uint16_t *attrs) {
    for (guint i = 0; i < chars->len; i++) {
        uint32_t ch = gaz_ch_at(chars, i);
        bool both = (attrs[i] & SCRIPTS) == SCRIPTS;
        if (ch == '\n' || ch == GAZ_DRAFT_OBJECT || both) attrs[i] &= (uint16_t)~SCRIPTS;
    }
}

uint16_t *gaz_emphasis_of(const GArray *chars, bool strong_too) {
    uint16_t *attrs = g_new0(uint16_t, chars->len + 1), any = 0;
    for (guint i = 0; i < chars->len; i++) {
        attrs[i] = gaz_char_of(chars, i)->attrs & (STARS | SCRIPTS);
        any |= attrs[i];
    }
    if (any & SCRIPTS) choose_scripts(chars, attrs);
    if (!(any & STARS)) return attrs;
    struct run all = {0, chars->len};
    if (!strong_too || are_all_starred(chars, attrs)) clear(attrs, all, STARS);
    clear(attrs, (struct run){0, heading_end(chars)}, STARS);
    choose_stars(chars, attrs);
    return attrs;
}

/* ---- what is not marked */

static bool is_inkless(uint32_t ch) {
    return is_blank(ch) || ch == GAZ_DRAFT_OBJECT;
}

static bool is_unmarked(const GArray *chars, const uint16_t *attrs, guint i) {
    return gaz_char_of(chars, i)->attrs & STARS && !(attrs[i] & STARS) && !is_inkless(gaz_ch_at(chars, i));
}

static bool has_stars(const GArray *chars) {
    for (guint i = 0; i < chars->len; i++)
        if (gaz_char_of(chars, i)->attrs & STARS) return true;
    return false;
}

static bool is_whole(const GArray *chars) {
    for (guint i = 0; i < chars->len; i++)
        if (!(gaz_char_of(chars, i)->attrs & STARS) && !is_inkless(gaz_ch_at(chars, i))) return false;
    return true;
}

void gaz_emphasis_unmarked(const GArray *chars, const uint16_t *attrs, GArray *unmarked) {
    if (!has_stars(chars)) return;
    bool whole = is_whole(chars);
    for (guint i = heading_end(chars), end; i < chars->len; i = end + 1) {
        for (end = i; end < chars->len && is_unmarked(chars, attrs, end);)
            end++;
        struct gaz_source_unmarked found = {chars, i, end - i, whole};
        if (end > i) g_array_append_val(unmarked, found);
    }
}

void gaz_emphasis_unmarked_look(const struct gaz_draft_look *look, const GArray *chars, GArray *unmarked) {
    if (!look->is_strong || has_stars(chars) || heading_end(chars) == chars->len) return;
    struct gaz_source_unmarked found = {chars, 0, chars->len, true};
    g_array_append_val(unmarked, found);
}
