/* lone.c: a character that is a part of words and stands as none here: its other half was lost or is another
 * one (P-39): 按照策规定执行, where the issue has 政策.
 *
 * Told of characters that make no word alone in official prose, which the issue has several times and nowhere
 * else alone, where one of its words, put there, makes words of what was none. Names are no words of the
 * dictionary: so nothing is told of two such characters in a row.
 */
#include "check/checker.h"
#include "check/mending.h"
#include "check/scan.h"
#include "check/usage.h"

/* No 管, 监 and their like, which short names have (城管); no verb of one character. */
static const char bound[] =
    "府策范障疗织况励革际挥济律绩究央益符识彻础毕激响括估络势咨健程秩恢殊般努析覆碍妨赁纷谨骤贡牲械谐惕懈"
    "慰恤缔讼仲衡虑谓巩执务理护督询";

/* How often it must stand there at least, and what is not bound. */
enum { LEAST_BOUND = 5, LEAST = 10 };

static bool is_bound(uint32_t ch) {
    return gaz_char_is_in(ch, bound);
}

/* An ideograph that the dictionary leaves alone and that is no word. */
static bool is_idle(struct gaz_text text, uint32_t at, const bool *bounds) {
    return at < text.n && bounds[at] && bounds[at + 1] && gaz_char_is_han(text.chars[at].ch) &&
           !gaz_stands_alone(text.chars[at].ch);
}

/* Whether it stands alone, as it does nowhere else. */
static bool is_odd(const struct gaz_usage *usage, struct gaz_text text, uint32_t at, const bool *bounds) {
    uint32_t ch = text.chars[at].ch, before = gaz_char_at(text, at - 1);
    bool is_beside = gaz_char_is_han(before) || gaz_char_is_han(gaz_char_at(text, at + 1));
    bool is_counted = at > 0 && (gaz_scan_is_han_numeral(text, at - 1) ||
                                 gaz_char_is_one_of(before, "几每各某")); /* 第一段 */
    if (gaz_char_is_one_of(ch, "何价")) return false;                     /* words of older prose */
    return gaz_usage_count(usage->alone, ch) == 1 && gaz_usage_count(usage->all, ch) >= LEAST_BOUND &&
           is_idle(text, at, bounds) && is_beside && !is_counted;
}

/* Whether it is bound, and words or marks are on both sides. */
static bool is_lone(struct gaz_text text, uint32_t at, const bool *bounds) {
    return is_bound(text.chars[at].ch) && !(at > 0 && is_idle(text, at - 1, bounds)) &&
           !is_idle(text, at + 1, bounds);
}

/* ---- the word of the issue that it is left of */

/* The other character of the word of two that `ch` stands in at `at`; 0: it is no such word. */
static uint32_t other_half(struct gaz_text text, uint32_t at, const bool *bounds, bool *is_first) {
    *is_first = bounds[at];
    if (bounds[at] && !bounds[at + 1] && at + 2 <= text.n && bounds[at + 2]) return text.chars[at + 1].ch;
    return at > 0 && !bounds[at] && bounds[at - 1] && bounds[at + 1] ? text.chars[at - 1].ch : 0;
}

/* Whether the half put beside the character makes words of what was none. */
static bool mends(struct gaz_text text, uint32_t at, uint32_t half, bool is_first) {
    struct gaz_change change = {at + is_first, 0, 1, {half, 0}};
    return gaz_char_is_han(half) && !gaz_stands_alone(half) && gaz_mends_pair(text, &change, at);
}

/* The first word of two of the issue that mends the text; of length 0: none does. */
static struct gaz_text find_word(const struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t tried[16], n_tried = 0;
    for (uint32_t p = 0; p < checker->n_passages && n_tried < G_N_ELEMENTS(tried); p++) {
        struct gaz_text other = checker->passages[p].text;
        const bool *bounds = checker->usage->bounds[p];
        for (uint32_t i = 0; i < other.n && n_tried < G_N_ELEMENTS(tried); i++) {
            bool is_first = false, is_tried = false;
            uint32_t half =
                other.chars[i].ch == text.chars[at].ch ? other_half(other, i, bounds, &is_first) : 0;
            for (uint32_t k = 0; k < n_tried; k++)
                is_tried |= tried[k] == half;
            if (half == 0 || is_tried) continue;
            if (mends(text, at, half, is_first)) return gaz_text_slice(other, i - !is_first, 2);
            tried[n_tried++] = half;
        }
    }
    return (struct gaz_text){0};
}

/* ---- the half that stands elsewhere between the same two */

/* The half that the issue has between the two: its second one where `first` and `third` are the first and the
 * third of three; 0: none that mends. */
static uint32_t find_between(const struct gaz_usage *usage, struct gaz_text text, uint32_t at,
                             bool is_behind) {
    uint32_t first = gaz_usage_han(text, is_behind ? at : at - 1), last = 0,
             third = gaz_usage_han(text, is_behind ? at + 1 : at);
    uint64_t key = gaz_usage_triple(first, 0, 0);
    for (uint32_t i = first ? gaz_usage_find(usage, key) : usage->n;
         i < usage->n && usage->triples[i] >> 2 * GAZ_USAGE_BITS == first; i++) {
        uint32_t half = (uint32_t)(usage->triples[i] >> GAZ_USAGE_BITS & 0xFFFF);
        bool is_there = (usage->triples[i] & 0xFFFF) == third && half != last;
        if (is_there) last = half;
        if (is_there && !gaz_is_addable(half) && mends(text, at, half, is_behind)) return half;
    }
    return 0;
}

static void tell(struct gaz_checker *checker, struct gaz_text where, const struct gaz_text word) {
    if (gaz_is_told(checker, where)) return;
    g_autofree char *is = gaz_text_to_utf8(where), *meant = gaz_text_to_utf8(word);
    gaz_find(checker, GAZ_CHECK_LONE, where, meant, is, meant);
}

static void check_passage(struct gaz_checker *checker, uint32_t passage) {
    struct gaz_text text = checker->passages[passage].text;
    const struct gaz_usage *usage = checker->usage;
    const bool *bounds = usage->bounds[passage];
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (!bounds[i] || !bounds[i + 1] || !is_odd(usage, text, i, bounds)) continue;
        bool is_often = gaz_usage_count(usage->all, ch) >= LEAST;
        uint32_t behind = is_often ? find_between(usage, text, i, true) : 0,
                 before = is_often && !behind ? find_between(usage, text, i, false) : 0;
        struct gaz_char pair[] = {{.ch = before ? before : ch}, {.ch = behind ? behind : ch}};
        struct gaz_text word = {pair, G_N_ELEMENTS(pair), NULL};
        if (!behind && !before)
            word = is_lone(text, i, bounds) ? find_word(checker, text, i) : (struct gaz_text){0};
        if (word.n > 0) tell(checker, gaz_text_slice(text, i, 1), word);
    }
}

void gaz_check_lone(struct gaz_checker *checker) {
    for (uint32_t i = 0; i < checker->n_passages; i++)
        check_passage(checker, i);
}
