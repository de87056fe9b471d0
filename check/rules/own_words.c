/* own_words.c: where the issue writes a word otherwise than itself elsewhere, by one misprint (P-39): two
 * characters exchanged (经济展发), one lacking, one too many, one for another.
 *
 * What stands beside what is counted over the whole issue, in threes. A pair that stands nowhere else is
 * suspected; what would mend it must stand elsewhere in the same surroundings, and the dictionary must find
 * fewer characters that are no words of their own after the mending than before. So a right text, which has
 * rare pairs too, is told nothing of: its words are words before.
 */
#include "check/checker.h"
#include "check/mending.h"
#include "check/usage.h"

/* Twice is enough to know. */
static uint32_t count_three(const struct gaz_usage *usage, uint32_t first, uint32_t second, uint32_t third) {
    return gaz_usage_count_three(usage, first, second, third, 2);
}

/* ---- the misprints at a place: the pair of characters at `at` and behind stands nowhere else */

/* The characters around: one before the pair, the pair, two behind. */
struct place {
    struct gaz_text text;
    uint32_t at;
    uint32_t before, first, second, behind, behind2;
};

static struct place place_at(struct gaz_text text, uint32_t at) {
    return (struct place){.text = text,
                          .at = at,
                          .before = at > 0 ? gaz_usage_han(text, at - 1) : 0,
                          .first = gaz_usage_han(text, at),
                          .second = gaz_usage_han(text, at + 1),
                          .behind = gaz_usage_han(text, at + 2),
                          .behind2 = gaz_usage_han(text, at + 3)};
}

/* 展发 where 发展 stands elsewhere, and there with what is here before or behind; 依法依规 is no 依依法规. */
static bool find_exchanged(const struct gaz_usage *usage, const struct place *p, struct gaz_change *change) {
    enum { OFTEN = 3 };
    if (!gaz_usage_has(usage->once, p->second, p->first)) return false;
    if (p->first == p->second || p->first == p->behind || p->second == p->before) return false;
    uint32_t before = p->before ? count_three(usage, p->before, p->second, p->first) : 0,
             behind = p->behind ? count_three(usage, p->second, p->first, p->behind) : 0;
    if (before + behind == 0) return false;
    *change = (struct gaz_change){p->at, 2, 2, {p->second, p->first}};
    bool is_known =
        before >= 2 || behind >= 2 || gaz_usage_count_two(usage, p->second, p->first, OFTEN) == OFTEN;
    return is_known && gaz_mends(p->text, change, 2, false);
}

/* The next third character of those that begin with two, from *i on, which stands there twice at least; 0:
 * none. */
static uint32_t next_third(const struct gaz_usage *usage, uint64_t two, uint32_t *i) {
    while (*i < usage->n && usage->triples[*i] >> GAZ_USAGE_BITS == two >> GAZ_USAGE_BITS) {
        uint64_t key = usage->triples[(*i)++];
        uint32_t count = 1;
        for (; *i < usage->n && usage->triples[*i] == key; (*i)++)
            count++;
        if (count >= 2 && (key & 0xFFFF) != 0) return (uint32_t)(key & 0xFFFF);
    }
    return 0;
}

/* What stands elsewhere between two characters, twice at least with those and with one more on either side;
 * 0: nothing. around: the two before the gap, the two behind it. */
static uint32_t known_between(const struct gaz_usage *usage, const uint32_t around[4]) {
    if (!around[0] || !around[3] || !gaz_usage_has(usage->twice, around[0], around[1]) ||
        !gaz_usage_has(usage->twice, around[2], around[3]))
        return 0;
    uint64_t two = gaz_usage_triple(around[0], around[1], 0);
    uint32_t i = gaz_usage_find(usage, two), ch;
    while ((ch = next_third(usage, two, &i)) != 0)
        if (count_three(usage, around[1], ch, around[2]) >= 2 &&
            count_three(usage, ch, around[2], around[3]) >= 2)
            return ch;
    return 0;
}

/* 经济发水平 where 经济发展水平 stands elsewhere. */
static bool find_lacking(const struct gaz_usage *usage, const struct place *p, struct gaz_change *change) {
    const uint32_t around[] = {p->before, p->first, p->second, p->behind};
    uint32_t ch = known_between(usage, around);
    *change = (struct gaz_change){p->at + 1, 0, 1, {ch, 0}};
    return ch != 0 && !gaz_stands_alone(ch) && gaz_mends(p->text, change, 1, true);
}

/* 经济发屏水平: the second of the pair is another elsewhere. */
static bool find_other(const struct gaz_usage *usage, const struct place *p, struct gaz_change *change) {
    if (!p->behind || gaz_usage_has(usage->twice, p->second, p->behind)) return false;
    const uint32_t around[] = {p->before, p->first, p->behind, p->behind2};
    uint32_t ch = known_between(usage, around);
    *change = (struct gaz_change){p->at + 1, 1, 1, {ch, 0}};
    return ch != 0 && ch != p->second && !gaz_stands_alone(p->second) && gaz_mends(p->text, change, 1, true);
}

/* 经济发水展: what stands between two that stand together elsewhere, and parts a word. */
static bool find_idle(const struct gaz_usage *usage, const struct place *p, struct gaz_change *change) {
    if (!p->behind || gaz_stands_alone(p->second) || gaz_usage_has(usage->twice, p->second, p->behind))
        return false;
    bool is_known = p->before && count_three(usage, p->before, p->first, p->behind) >= 2 && p->behind2 &&
                    count_three(usage, p->first, p->behind, p->behind2) >= 2;
    *change = (struct gaz_change){p->at + 1, 1, 0, {0, 0}};
    return is_known && gaz_mends(p->text, change, 2, false);
}

static void tell(struct gaz_checker *checker, const struct place *p, const struct gaz_change *change) {
    g_autofree char *wanted = gaz_change_wanted(p->text, change);
    gaz_find(checker, GAZ_CHECK_OWN_WORD, gaz_change_where(p->text, change), wanted, wanted);
}

static bool find_misprint(const struct gaz_usage *usage, const struct place *p, struct gaz_change *change) {
    return find_exchanged(usage, p, change) || find_lacking(usage, p, change) ||
           find_idle(usage, p, change) || find_other(usage, p, change);
}

static void check_passage(struct gaz_checker *checker, struct gaz_text text, const struct gaz_usage *usage) {
    for (uint32_t at = 0; at + 1 < text.n; at++) {
        struct place place = place_at(text, at);
        struct gaz_change change;
        if (!place.first || !place.second || gaz_usage_has(usage->twice, place.first, place.second)) continue;
        if (!find_misprint(usage, &place, &change)) continue;
        tell(checker, &place, &change);
        at += 2;
    }
}

void gaz_check_own_words(struct gaz_checker *checker) {
    for (uint32_t i = 0; i < checker->n_passages; i++)
        check_passage(checker, checker->passages[i].text, checker->usage);
}
