/* mending.c: the words around a change before and after it. */
#include "check/mending.h"
#include "check/usage.h"

#include "base/text/dictionary.h"

#include <glib.h>

enum { AROUND = 10 };

/* Characters that are words by themselves. */
static const char alone[] =
    "的地得了着过和与及或等并但而且则之其此该本各每某在对为以将把被从向由于按经据就至到自后前中上下内"
    "外间时"
    "是有无不未应须需可能要会使让令给予用作做成起来去出入大小多少高低新老旧好快省市县区州乡镇村街路厅"
    "局处科院校所站"
    "年月日号条款项章节编件份名位个次批类级种届期周第一二三四五六七八九十百千万亿〇零两几双半";

/* Characters that make another word, and as good a one, where they are put in: 多元 and 多元化, 企业 and
 * 各企业. */
static const char addable[] =
    "化也费党已税者人原制我同总户微金生录法提性型度力员会部室线面率量额数值权式网群组全各副正双"
    "再并还都很更最主次实相互所向及关非受照执走又仍皆亦仅尚曾便即";

enum { FIRST = 0x3000, END = 0xA000 }; /* 〇 and the ideographs */

enum { ALONE = 1 << 0, ADDABLE = 1 << 1 };

static void mark(uint8_t *marks, const char *characters, uint8_t bits) {
    for (const char *at = characters; *at; at = g_utf8_next_char(at))
        marks[g_utf8_get_char(at) - FIRST] |= bits;
}

/* Asked of every pair of an issue. */
static bool is_marked(uint32_t ch, uint8_t bit) {
    static uint8_t marks[END - FIRST];
    static gsize is_made;
    if (g_once_init_enter(&is_made)) {
        mark(marks, alone, ALONE | ADDABLE);
        mark(marks, addable, ADDABLE);
        g_once_init_leave(&is_made, 1);
    }
    return ch >= FIRST && ch < END && marks[ch - FIRST] & bit;
}

bool gaz_stands_alone(uint32_t ch) {
    return is_marked(ch, ALONE);
}

bool gaz_is_addable(uint32_t ch) {
    return is_marked(ch, ADDABLE);
}

/* The ideographs around the change, with it or without; *at: where the change begins in them. */
static struct gaz_char *window_of(struct gaz_text text, const struct gaz_change *change, bool changed,
                                  uint32_t *n, uint32_t *at) {
    uint32_t from = change->at, until = change->at + change->n, length = 0;
    while (from > 0 && change->at - from < AROUND && gaz_char_is_han(text.chars[from - 1].ch))
        from--;
    while (until < text.n && until - change->at < AROUND && gaz_char_is_han(text.chars[until].ch))
        until++;
    struct gaz_char *window = g_new(struct gaz_char, until - from + G_N_ELEMENTS(change->new));
    for (uint32_t i = from; i < until; i++) {
        for (uint32_t k = 0; changed && i == change->at && k < change->n_new; k++)
            window[length++] = (struct gaz_char){.ch = change->new[k], .offset = text.chars[i].offset};
        if (!changed || i < change->at || i >= change->at + change->n) window[length++] = text.chars[i];
    }
    *n = length;
    *at = change->at - from;
    return window;
}

/* How many characters make no word: all, those near the change; and whether the pair is in
 * one word. */
struct idle {
    uint32_t all, near;
    bool is_word;
};

/* pair: where the two characters stand in the text. */
static struct idle idle_in(struct gaz_text text, const struct gaz_change *change, bool changed,
                           uint32_t pair) {
    enum { NEAR = 2 };
    uint32_t n, at;
    struct idle idle = {0};
    g_autofree struct gaz_char *window = window_of(text, change, changed, &n, &at);
    g_autofree bool *bounds = gaz_dictionary_bounds((struct gaz_text){window, n, NULL});
    uint32_t first = at + pair - change->at;
    for (uint32_t i = 0; i < n; i++) {
        if (!bounds[i] || !bounds[i + 1] || gaz_stands_alone(window[i].ch)) continue;
        idle.all++;
        idle.near += i + NEAR >= at && i < at + change->n_new + NEAR;
    }
    idle.is_word = first + 2 <= n && !bounds[first + 1];
    return idle;
}

bool gaz_mends(struct gaz_text text, const struct gaz_change *change, uint32_t least, bool wholly) {
    uint32_t before = idle_in(text, change, false, change->at).all;
    if (before < least) return false;
    struct idle after = idle_in(text, change, true, change->at);
    return after.all + least <= before && (after.near == 0 || !wholly);
}

bool gaz_mends_pair(struct gaz_text text, const struct gaz_change *change, uint32_t pair) {
    struct idle before = idle_in(text, change, false, pair), after = idle_in(text, change, true, pair);
    return after.all < before.all && after.near == 0 && after.is_word;
}

/* ---- how it is told */

/* Where what is told of the change begins. */
static uint32_t told_from(struct gaz_text text, const struct gaz_change *change) {
    return change->at - (change->at > 0 && gaz_usage_han(text, change->at - 1) != 0);
}

static uint32_t told_until(struct gaz_text text, const struct gaz_change *change) {
    uint32_t end = change->at + change->n;
    return end + (gaz_usage_han(text, end) != 0);
}

struct gaz_text gaz_change_where(struct gaz_text text, const struct gaz_change *change) {
    uint32_t from = told_from(text, change);
    return gaz_text_slice(text, from, told_until(text, change) - from);
}

char *gaz_change_wanted(struct gaz_text text, const struct gaz_change *change) {
    GString *wanted = g_string_new(NULL);
    uint32_t until = told_until(text, change);
    for (uint32_t i = told_from(text, change); i < change->at; i++)
        g_string_append_unichar(wanted, text.chars[i].ch);
    for (uint32_t k = 0; k < change->n_new; k++)
        g_string_append_unichar(wanted, change->new[k]);
    for (uint32_t i = change->at + change->n; i < until; i++)
        g_string_append_unichar(wanted, text.chars[i].ch);
    return g_string_free(wanted, FALSE);
}
