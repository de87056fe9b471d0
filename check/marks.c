/* marks.c: 标点符号 (GB/T 15834—2011). */
#include "check/checker.h"

/* ---- pairs: P-19 */

static const struct pair {
    uint32_t open, close;
} pairs[] = {{L'（', L'）'}, {L'《', L'》'}, {L'〈', L'〉'}, {L'“', L'”'},  {L'‘', L'’'},
             {L'〔', L'〕'}, {L'【', L'】'}, {L'「', L'」'}, {L'『', L'』'}};

enum { MOST_OPEN = 32 };

struct open_mark {
    uint32_t at;
    const struct pair *pair;
};

static const struct pair *pair_of(uint32_t ch, bool *opens) {
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        *opens = pairs[i].open == ch;
        if (*opens || pairs[i].close == ch) return &pairs[i];
    }
    return NULL;
}

static void find_pair(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_text text,
                      uint32_t at, uint32_t other) {
    char is[7] = {0}, wanted[7] = {0};
    g_unichar_to_utf8(gaz_char_at(text, at), is);
    g_unichar_to_utf8(other, wanted);
    gaz_find(checker, rule, gaz_text_slice(text, at, 1), NULL, is, wanted);
}

/* ’ is an apostrophe too, and then closes nothing. */
static bool is_apostrophe(struct gaz_text text, uint32_t at) {
    return gaz_char_at(text, at) == L'’' && gaz_char_is_latin(gaz_char_at(text, at - 1));
}

/* A closing mark: ends the open one of its kind, over others that stay open when it crosses them. */
static uint32_t close_pair(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                           const struct pair *pair, struct open_mark *open, uint32_t n) {
    for (uint32_t i = n; i-- > 0;) {
        if (open[i].pair != pair) continue;
        if (i + 1 < n) find_pair(checker, GAZ_CHECK_PAIR_CROSSED, text, at, open[n - 1].pair->open);
        for (; i + 1 < n; i++)
            open[i] = open[i + 1];
        return n - 1;
    }
    if (!is_apostrophe(text, at)) find_pair(checker, GAZ_CHECK_PAIR_CLOSE, text, at, pair->open);
    return n;
}

void gaz_check_pairs(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    struct open_mark open[MOST_OPEN];
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        bool opens;
        const struct pair *pair = pair_of(text.chars[i].ch, &opens);
        if (pair && !opens)
            n = close_pair(checker, text, i, pair, open, n);
        else if (pair && n < MOST_OPEN)
            open[n++] = (struct open_mark){i, pair};
    }
    for (uint32_t i = 0; i < n; i++)
        find_pair(checker, GAZ_CHECK_PAIR_OPEN, text, open[i].at, open[i].pair->close);
}
