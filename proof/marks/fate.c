/* fate.c: see fate.h. What is laid side by side is the text between the nearest characters on both sides that
 * are there still: it says itself whether the mark was carried out, however the characters were paired.
 */
#include "proof/marks/fate.h"

#include "base/process/arena.h"

#include <string.h>

enum {
    MOST_BESIDE = 200, /* characters that may be gone beside a mark */
    MOST_BETWEEN = 4000
};

/* ---- from texts */

static bool is_text(const struct gaz_fate_case *it, const char *middle) {
    g_autofree char *whole = g_strconcat(it->before, middle, it->behind, NULL);
    return strcmp(it->now, whole) == 0 || strcmp(it->now, middle) == 0;
}

/* Whether the mark's text stands there still with its first character or its last. */
static bool keeps_some(const struct gaz_fate_case *it) {
    if (!*it->was) return false;
    const char *end = it->was + strlen(it->was), *last = g_utf8_find_prev_char(it->was, end);
    g_autofree char *begun =
        g_strdup_printf("%s%.*s", it->before, (int)(g_utf8_next_char(it->was) - it->was), it->was);
    g_autofree char *ended = g_strconcat(last, it->behind, NULL);
    return g_str_has_prefix(it->now, begun) || g_str_has_suffix(it->now, ended);
}

/* What was changed beside it too has to be searched for the words themselves. */
static enum gaz_fate fate_among_others(const struct gaz_fate_case *it) {
    bool has_wanted = *it->wanted && strstr(it->now, it->wanted),
         has_old = *it->was && strstr(it->now, it->was);
    bool says_old_too = has_wanted && strstr(it->wanted, it->was);
    if (has_old && !says_old_too) return GAZ_FATE_OPEN;
    if (has_wanted) return GAZ_FATE_DONE;
    bool is_less = strlen(it->now) <= strlen(it->before) + strlen(it->behind);
    return it->effect == GAZ_EFFECT_DELETE && is_less && !keeps_some(it) ? GAZ_FATE_DONE : GAZ_FATE_OTHERWISE;
}

enum gaz_fate gaz_fate_of(const struct gaz_fate_case *it) {
    bool is_same = is_text(it, it->was);
    if (!it->effect)
        return is_same || (*it->was && strstr(it->now, it->was)) ? GAZ_FATE_SAME : GAZ_FATE_CHANGED;
    if (strcmp(it->wanted, it->was) != 0 && is_text(it, it->wanted)) return GAZ_FATE_DONE;
    return is_same ? GAZ_FATE_OPEN : fate_among_others(it);
}

/* ---- from a proof of another state */

static const struct gaz_spot *spot_now(const struct gaz_carry *carry, uint32_t old) {
    if (old >= carry->old.chars->len || carry->now[old] == GAZ_NO_CHAR) return NULL;
    const struct gaz_spot *spot = gaz_carry_new_spot(carry, carry->now[old]);
    return spot->source && spot->offset != GAZ_NOWHERE ? spot : NULL;
}

/* The nearest on either side that is there still; GAZ_NO_CHAR: none is near. */
static uint32_t find_kept(const struct gaz_carry *carry, uint32_t from, int step) {
    for (uint32_t i = 0, at = from; i < MOST_BESIDE && at < carry->old.chars->len; i++, at += (uint32_t)step)
        if (spot_now(carry, at)) return at;
    return GAZ_NO_CHAR;
}

static char *old_text(const struct gaz_carry *carry, uint32_t from, uint32_t to) {
    GString *text = g_string_new(NULL);
    for (uint32_t i = from; i < to; i++)
        g_string_append_unichar(text, g_array_index(carry->old.chars, uint32_t, i));
    return g_string_free(text, FALSE);
}

/* Whether a character that is printed between two others stands between them in the text too. What a page
 * prints again and notes at its foot do not; where the two follow each other in no source, as a last cell and
 * a signature do, nothing but the page's order is known. */
static bool is_enclosed(const struct gaz_spot *spot, const struct gaz_spot *a, const struct gaz_spot *b) {
    if (!spot->source || spot->node == 0) return false;
    if (a->source != b->source || a->offset >= b->offset) return true;
    return spot->source == a->source && spot->offset > a->offset && spot->offset < b->offset;
}

/* The characters of the sources between two of them, as they are printed; NULL: they enclose nothing. */
static char *text_between(const struct gaz_carry *carry, uint32_t from, uint32_t to) {
    const struct gaz_spot *a = spot_now(carry, from), *b = spot_now(carry, to);
    uint32_t first = carry->now[from] + 1, end = carry->now[to];
    if (first > end || end - first > MOST_BETWEEN) return NULL;
    GString *text = g_string_new(NULL);
    for (uint32_t y = first; y < end; y++) {
        const struct gaz_spot *spot = gaz_carry_new_spot(carry, y);
        if (is_enclosed(spot, a, b)) g_string_append_unichar(text, spot->ch);
    }
    return g_string_free(text, FALSE);
}

/* Whether all its characters are there still, one behind another. */
static bool is_whole(const struct gaz_carry *carry, uint32_t first, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (carry->now[first + i] == GAZ_NO_CHAR || carry->now[first + i] != carry->now[first] + i)
            return false;
    return n > 0;
}

static const struct gaz_spot *spot_was(const struct gaz_carry *carry, uint32_t old) {
    const GArray *spots = gaz_ground_page(carry->ground, g_array_index(carry->old.pages, uint32_t, old));
    return &g_array_index(spots, struct gaz_spot, g_array_index(carry->old.spots, uint32_t, old));
}

/* Whether it is itself of a running head now: what stands beside may be made anew for each issue. */
static bool is_head_itself(const struct gaz_proof_mark *mark) {
    const struct gaz_spot *spot = mark->n ? spot_now(mark->carry, mark->first) : NULL;
    return spot && spot->node == 0;
}

/* Whether what stands beside it on its line is a running head's: that is on every page, and no page's head is
 * the one that it was. */
static bool is_in_head(const struct gaz_proof_mark *mark, uint32_t beside) {
    const struct gaz_carry *carry = mark->carry;
    uint32_t own = MIN(mark->first, carry->old.chars->len - 1);
    const struct gaz_spot *spot = beside < carry->old.chars->len ? spot_now(carry, beside) : NULL;
    return spot && spot->node == 0 &&
           g_array_index(carry->old.pages, uint32_t, beside) ==
               g_array_index(carry->old.pages, uint32_t, own) &&
           spot_was(carry, beside)->line == spot_was(carry, own)->line;
}

/* What stood beside it does not enclose it any more. */
static enum gaz_fate fate_alone(const struct gaz_proof_mark *mark) {
    bool is_there = is_whole(mark->carry, mark->first, mark->n);
    if (!mark->effect) return is_there ? GAZ_FATE_SAME : mark->n ? GAZ_FATE_CHANGED : GAZ_FATE_UNKNOWN;
    return is_there ? GAZ_FATE_OPEN : GAZ_FATE_UNKNOWN;
}

void gaz_proof_mark_take_fate(struct gaz_proof_mark *mark) {
    const struct gaz_carry *carry = mark->carry;
    if (mark->first == GAZ_NO_CHAR) return;
    uint32_t end = mark->first + mark->n, from = find_kept(carry, mark->first - 1, -1),
             to = find_kept(carry, end, 1);
    bool is_head = is_head_itself(mark) || is_in_head(mark, from) || is_in_head(mark, to);
    bool has_both = from != GAZ_NO_CHAR && to != GAZ_NO_CHAR && !is_head;
    g_autofree char *now = has_both ? text_between(carry, from, to) : NULL;
    if (!now) {
        mark->fate = fate_alone(mark);
        return;
    }
    g_autofree char *before = old_text(carry, from + 1, mark->first),
                    *was = old_text(carry, mark->first, end), *behind = old_text(carry, end, to);
    struct gaz_fate_case it = {mark->effect, mark->effect ? mark->text : "", before, was, behind, now};
    mark->fate = gaz_fate_of(&it);
}
