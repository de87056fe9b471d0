/* own_phrases.c: where the issue writes six characters otherwise than itself elsewhere, by one misprint
 * (P-39): one lacking, two exchanged, one doubled, one for another. As own_words.c, but by what stands there
 * literally: the dictionary may know the words on both sides (各关部门 for 各有关部门).
 *
 * Told where the two characters at the place stand together nowhere else in the issue, and what would mend it
 * does, with two or three more on either side. What may be left out or added at will (性, 各, 市) is told
 * nothing of.
 */
#include "check/checker.h"
#include "check/likeness.h"
#include "check/mending.h"
#include "check/usage.h"

/* ---- what stands there: sums of six characters, some without the one in the middle */

enum { LENGTH = 6, LEAST_HAN = 4 };

/* Which of the six is left out: none, the third, the fourth. */
enum hole { WHOLE, THIRD, FOURTH, N_HOLES };

static const uint32_t hole_at[N_HOLES] = {LENGTH, 2, 3};

#define FACTOR ((uint64_t)0x9E3779B97F4A7C15)

/* FACTOR to the power of how many characters stand behind the one of that place. */
static const uint64_t powers[LENGTH + 1] = {FACTOR * FACTOR * FACTOR * FACTOR * FACTOR,
                                            FACTOR *FACTOR *FACTOR *FACTOR,
                                            FACTOR *FACTOR *FACTOR,
                                            FACTOR *FACTOR,
                                            FACTOR,
                                            1,
                                            0};

/* The sums as bits of two hashes; a hit is looked for in the texts. */
struct sums {
    unsigned bits; /* of the numbers of the bits */
    uint64_t *sets[N_HOLES];
    uint64_t *again;        /* of FOURTH, those that stand there twice */
    uint32_t *first, *last; /* what stood in such a hole, by a hash of the sum that others may have too */
};

static uint64_t sum_of(const uint32_t six[LENGTH]) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < LENGTH; i++)
        sum = sum * FACTOR + six[i];
    return sum;
}

/* A bit for each of the sum's two hashes. */
static uint64_t bit_of(const struct sums *sums, uint64_t sum, unsigned which) {
    return sum >> (64 - (which + 1) * sums->bits) & (((uint64_t)1 << sums->bits) - 1);
}

static bool has(const struct sums *sums, const uint64_t *set, uint64_t sum) {
    uint64_t first = bit_of(sums, sum, 0), second = bit_of(sums, sum, 1);
    return set[first / 64] >> first % 64 & set[second / 64] >> second % 64 & 1;
}

static void add(const struct sums *sums, uint64_t *set, uint64_t sum) {
    uint64_t first = bit_of(sums, sum, 0), second = bit_of(sums, sum, 1);
    set[first / 64] |= (uint64_t)1 << first % 64;
    set[second / 64] |= (uint64_t)1 << second % 64;
}

enum { CHARS_FEWER = 4 }; /* bits than the sets have */

static uint64_t char_of(const struct sums *sums, uint64_t sum) {
    return sum >> (64 - sums->bits + CHARS_FEWER);
}

static void add_char(const struct sums *sums, uint64_t sum, uint32_t ch) {
    uint64_t i = char_of(sums, sum);
    if (!sums->first[i]) sums->first[i] = ch;
    sums->last[i] = ch;
}

/* One that is like `ch` and may have stood in the hole; 0: none. */
static uint32_t alike_in(const struct sums *sums, uint64_t sum, uint32_t ch) {
    uint64_t i = char_of(sums, sum);
    const uint32_t found[] = {sums->first[i], sums->last[i]};
    for (size_t k = 0; k < G_N_ELEMENTS(found); k++)
        if (found[k] != ch && gaz_are_alike(ch, found[k])) return found[k];
    return 0;
}

/* What cannot be left out or added at will: a part of a word of the dictionary. bounds: of its text. */
static bool is_bound(struct gaz_text text, uint32_t at, const bool *bounds) {
    return at < text.n && !(bounds[at] && bounds[at + 1]) && gaz_char_is_han(text.chars[at].ch) &&
           !gaz_is_addable(text.chars[at].ch);
}

/* All sixes of the text, from the one that begins before it to the one that ends behind: there is 0. */
static void add_text(struct sums *sums, struct gaz_text text, const bool *bounds) {
    uint64_t sum = 0;
    uint32_t six[LENGTH] = {0}, n_han = 0; /* the last ones, in a ring */
    for (uint32_t i = 0; i <= text.n; i++) {
        uint32_t ch = gaz_char_at(text, i), *oldest = &six[i % LENGTH];
        sum = (sum - *oldest * powers[0]) * FACTOR + ch;
        n_han += gaz_char_is_han(ch);
        n_han -= gaz_char_is_han(*oldest);
        *oldest = ch;
        if (n_han < LEAST_HAN || i + 2 < LENGTH) continue;
        uint32_t third = i + 1 - LENGTH + hole_at[THIRD], fourth = third + 1;
        add(sums, sums->sets[WHOLE], sum);
        if (is_bound(text, third, bounds))
            add(sums, sums->sets[THIRD], sum - text.chars[third].ch * powers[hole_at[THIRD]]);
        if (!is_bound(text, fourth, bounds)) continue;
        uint64_t rest = sum - text.chars[fourth].ch * powers[hole_at[FOURTH]];
        if (has(sums, sums->sets[FOURTH], rest)) add(sums, sums->again, rest);
        add(sums, sums->sets[FOURTH], rest);
        add_char(sums, rest, text.chars[fourth].ch);
    }
}

/* As many bits as hits by chance are rare with, and no more: most issues that are checked while they are
 * written are small. */
static unsigned bits_for(uint32_t n) {
    enum { LEAST = 10, MOST = 24, EACH = 128 };
    unsigned bits = LEAST;
    while (bits < MOST && ((uint64_t)1 << bits) < (uint64_t)n * EACH)
        bits++;
    return bits;
}

static struct sums sums_of(const struct gaz_checker *checker) {
    struct sums sums = {.bits = bits_for(checker->usage->n)};
    gsize n_words = ((gsize)1 << sums.bits) / 64;
    sums.again = g_new0(uint64_t, n_words);
    sums.first = g_new0(uint32_t, (gsize)1 << (sums.bits - CHARS_FEWER));
    sums.last = g_new0(uint32_t, (gsize)1 << (sums.bits - CHARS_FEWER));
    for (enum hole hole = WHOLE; hole < N_HOLES; hole++)
        sums.sets[hole] = g_new0(uint64_t, n_words);
    for (uint32_t p = 0; p < checker->n_passages; p++)
        add_text(&sums, checker->passages[p].text, checker->usage->bounds[p]);
    return sums;
}

static void clear_sums(struct sums *sums) {
    for (enum hole hole = WHOLE; hole < N_HOLES; hole++)
        g_free(sums->sets[hole]);
    g_free(sums->again);
    g_free(sums->first);
    g_free(sums->last);
}

/* ---- the texts themselves */

/* Whether the six stand there, but for what is in the hole. */
static bool stand_at(struct gaz_text text, uint32_t at, const uint32_t six[LENGTH], uint32_t hole) {
    uint32_t i = 0;
    while (i < LENGTH && (i == hole || gaz_char_at(text, at + i) == six[i]))
        i++;
    return i == LENGTH;
}

/* Where the six stand, for the first time. */
struct hit {
    struct gaz_text text;
    uint32_t at;  /* what is in the hole; or the first of the six */
    bool is_word; /* the dictionary has it in a word of more than one character */
};

/* The six elsewhere, with another one in the hole than `other`; text.n 0: they stand nowhere. */
static struct hit look_up(const struct gaz_checker *checker, const uint32_t six[LENGTH], enum hole hole,
                          uint32_t other) {
    uint32_t skip = hole_at[hole], in = hole == WHOLE ? 0 : skip, first = six[skip == 1 ? 0 : 1];
    for (uint32_t p = 0; p < checker->n_passages; p++) {
        struct gaz_text text = checker->passages[p].text;
        for (uint32_t i = 0; i < text.n; i++) {
            if (text.chars[i].ch != first || !stand_at(text, i - 1, six, skip)) continue;
            uint32_t at = i - 1 + in;
            const bool *bounds = checker->usage->bounds[p];
            if (hole == WHOLE || gaz_char_at(text, at) != other)
                return (struct hit){text, at, at < text.n && !(bounds[at] && bounds[at + 1])};
        }
    }
    return (struct hit){0};
}

/* ---- the misprints at a place */

struct place {
    const struct gaz_checker *checker;
    const struct sums *sums;
    struct gaz_text text;
    const bool *bounds;
    uint32_t at; /* the first of the two that stand together nowhere else */
};

/* Six characters around the gap behind `at`, or in the place of the one at it. */
static void around(const struct place *p, uint32_t n_left_out, enum hole hole, uint32_t six[LENGTH]) {
    uint32_t skip = hole_at[hole], begin = p->at + (n_left_out == 0) - skip;
    for (uint32_t i = 0; i < LENGTH; i++)
        six[i] = i == skip ? 0 : gaz_char_at(p->text, begin + i - (i > skip && n_left_out == 0));
}

static uint32_t count_han(const uint32_t six[LENGTH]) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < LENGTH; i++)
        n += gaz_char_is_han(six[i]);
    return n;
}

static bool is_known(const struct place *p, const uint32_t six[LENGTH], enum hole hole) {
    return count_han(six) + (hole != WHOLE) >= LEAST_HAN && has(p->sums, p->sums->sets[hole], sum_of(six));
}

/* 各关部门: what is lacking is a part of a word elsewhere. */
static bool find_lacking(const struct place *p, struct gaz_change *change) {
    for (enum hole hole = THIRD; hole < N_HOLES; hole++) {
        uint32_t six[LENGTH];
        around(p, 0, hole, six);
        struct hit hit = is_known(p, six, hole) ? look_up(p->checker, six, hole, 0) : (struct hit){0};
        uint32_t ch = hit.text.n ? gaz_char_at(hit.text, hit.at) : 0;
        if (!gaz_char_is_han(ch) || !hit.is_word || gaz_is_addable(ch)) continue;
        *change = (struct gaz_change){p->at + 1, 0, 1, {ch, 0}};
        return true;
    }
    return false;
}

static bool stands_elsewhere(const struct place *p, const uint32_t six[LENGTH]) {
    return is_known(p, six, WHOLE) && look_up(p->checker, six, WHOLE, 0).text.n > 0;
}

/* Of two places that differ so, the one that is wrong: the other way is written more than once, or makes
 * fewer characters that are no words. */
static bool is_rather(const struct place *p, const struct gaz_change *change) {
    return gaz_usage_has(p->checker->usage->twice, change->new[0], change->new[1]) ||
           gaz_mends(p->text, change, 1, false);
}

/* 各关有部门: exchanged in the six they are the second and the third, or further on. */
static bool find_exchanged(const struct place *p, struct gaz_change *change) {
    uint32_t first = p->text.chars[p->at].ch, second = p->text.chars[p->at + 1].ch;
    *change = (struct gaz_change){p->at, 2, 2, {second, first}};
    bool may_be = first != second && !(gaz_stands_alone(first) && gaz_stands_alone(second)) &&
                  gaz_usage_has(p->checker->usage->once, second, first);
    for (uint32_t in = 1; in <= 3 && may_be; in++) {
        uint32_t six[LENGTH];
        for (uint32_t i = 0; i < LENGTH; i++)
            six[i] = gaz_char_at(p->text, p->at - in + i);
        six[in] = second;
        six[in + 1] = first;
        if (is_known(p, six, WHOLE) && is_rather(p, change) && stands_elsewhere(p, six)) return true;
    }
    return false;
}

/* 各各有关部门: without one of them, which stands in the six at `in` */
static bool find_doubled(const struct place *p, struct gaz_change *change) {
    *change = (struct gaz_change){p->at, 1, 0, {0, 0}};
    bool is_twice = p->text.chars[p->at].ch == p->text.chars[p->at + 1].ch;
    for (uint32_t in = 1; in <= 4 && is_twice; in++) {
        uint32_t six[LENGTH];
        for (uint32_t i = 0; i < LENGTH; i++)
            six[i] = gaz_char_at(p->text, p->at - in + i + (i >= in));
        if (stands_elsewhere(p, six)) return true;
    }
    return false;
}

/* 各右关部门: one that is alike; no pair that the character is in stands elsewhere, and the dictionary finds
 * fewer that are no words when it is mended. */
static bool find_other(const struct place *p, struct gaz_change *change) {
    uint32_t is = p->text.chars[p->at].ch, before = gaz_usage_han(p->text, p->at - 1), six[LENGTH];
    bool is_odd = before && !gaz_stands_alone(is) && !gaz_usage_has(p->checker->usage->twice, before, is);
    around(p, 1, FOURTH, six);
    if (!is_odd || count_han(six) + 1 < LENGTH) return false;
    const uint64_t *set = is_bound(p->text, p->at, p->bounds) ? p->sums->again : p->sums->sets[FOURTH];
    uint64_t sum = sum_of(six);
    uint32_t ch = has(p->sums, set, sum) ? alike_in(p->sums, sum, is) : 0; /* once it stands there itself */
    *change = (struct gaz_change){p->at, 1, 1, {ch, 0}};
    if (ch == 0 || gaz_stands_alone(ch) || !gaz_mends(p->text, change, 1, false)) return false;
    struct hit hit = look_up(p->checker, six, FOURTH, is);
    return hit.text.n > 0 && hit.is_word && gaz_char_at(hit.text, hit.at) == ch;
}

static void tell(struct gaz_checker *checker, struct gaz_text text, const struct gaz_change *change) {
    struct gaz_text where = gaz_change_where(text, change);
    if (gaz_is_told(checker, where)) return;
    g_autofree char *wanted = gaz_change_wanted(text, change);
    gaz_find(checker, GAZ_CHECK_OWN_PHRASE, where, wanted, wanted);
}

static bool find_misprint(const struct place *p, struct gaz_change *change) {
    return find_doubled(p, change) || find_exchanged(p, change) || find_lacking(p, change) ||
           find_other(p, change);
}

static void check_passage(struct gaz_checker *checker, uint32_t passage, const struct sums *sums) {
    struct gaz_text text = checker->passages[passage].text;
    const bool *bounds = checker->usage->bounds[passage];
    for (uint32_t at = 0; at + 1 < text.n; at++) {
        uint32_t first = gaz_usage_han(text, at), second = gaz_usage_han(text, at + 1);
        struct place place = {checker, sums, text, bounds, at};
        struct gaz_change change;
        if (!first || !second || gaz_usage_has(checker->usage->twice, first, second)) continue;
        if (!find_misprint(&place, &change)) continue;
        tell(checker, text, &change);
        at += 2;
    }
}

void gaz_check_own_phrases(struct gaz_checker *checker) {
    struct sums sums = sums_of(checker);
    for (uint32_t i = 0; i < checker->n_passages; i++)
        check_passage(checker, i, &sums);
    clear_sums(&sums);
}
