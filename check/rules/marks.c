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
    const struct gaz_passage *passage;
};

/* What was opened in paragraphs before and is still open: a quotation may have several, and a line that is
 * typed as two paragraphs one bracket. */
struct pairing {
    struct gaz_checker *checker;
    GArray *pending; /* struct open_mark */
    struct open_mark open[MOST_OPEN];
    uint32_t n;
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
    gaz_find(checker, rule, gaz_text_slice(text, at, 1), NULL, gaz_utf8_of(gaz_char_at(text, at)).bytes,
             gaz_utf8_of(other).bytes);
}

/* ’ is an apostrophe too, and then closes nothing. */
static bool is_apostrophe(struct gaz_text text, uint32_t at) {
    return gaz_char_at(text, at) == L'’' && gaz_char_is_latin(gaz_char_at(text, at - 1));
}

static void tell_open(struct gaz_checker *checker, const struct open_mark *mark) {
    find_pair(checker, GAZ_CHECK_PAIR_OPEN, mark->passage->text, mark->at, mark->pair->close);
}

/* Takes the last one of the kind off what is pending in the same part. */
static bool take_pending(struct pairing *p, const struct pair *pair, const struct gaz_passage *passage) {
    for (guint i = p->pending->len; i-- > 0;) {
        const struct open_mark *mark = &g_array_index(p->pending, struct open_mark, i);
        if (mark->pair != pair || mark->passage->piece.part != passage->piece.part) continue;
        g_array_remove_index(p->pending, i);
        return true;
    }
    return false;
}

/* A closing mark: ends the open one of its kind, over others that stay open when it crosses them. */
static void close_pair(struct pairing *p, const struct gaz_passage *passage, uint32_t at,
                       const struct pair *pair) {
    struct gaz_text text = passage->text;
    for (uint32_t i = p->n; i-- > 0;) {
        if (p->open[i].pair != pair) continue;
        if (i + 1 < p->n)
            find_pair(p->checker, GAZ_CHECK_PAIR_CROSSED, text, at, p->open[p->n - 1].pair->open);
        for (; i + 1 < p->n; i++)
            p->open[i] = p->open[i + 1];
        p->n--;
        return;
    }
    if (!is_apostrophe(text, at) && !take_pending(p, pair, passage))
        find_pair(p->checker, GAZ_CHECK_PAIR_CLOSE, text, at, pair->open);
}

/* A paragraph's marks may be closed in a later one; a cell's may not. */
static void end_passage(struct pairing *p, const struct gaz_passage *passage) {
    bool may_go_on = gaz_passage_is_block_text(passage);
    for (uint32_t i = 0; i < p->n; i++) {
        if (may_go_on)
            g_array_append_val(p->pending, p->open[i]);
        else
            tell_open(p->checker, &p->open[i]);
    }
    p->n = 0;
}

/* Each paragraph of a quotation begins with its mark, the last alone ends with one. */
static bool is_quotation(const struct pair *pair, uint32_t at) {
    return at == 0 && (pair->open == L'“' || pair->open == L'‘');
}

static void pair_passage(struct pairing *p, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n; i++) {
        bool opens;
        const struct pair *pair = pair_of(text.chars[i].ch, &opens);
        if (!pair) continue;
        if (!opens) {
            close_pair(p, passage, i, pair);
            continue;
        }
        if (is_quotation(pair, i)) take_pending(p, pair, passage);
        if (p->n < MOST_OPEN) p->open[p->n++] = (struct open_mark){i, pair, passage};
    }
    end_passage(p, passage);
}

void gaz_check_pairs(struct gaz_checker *checker) {
    struct pairing pairing = {.checker = checker,
                              .pending = g_array_new(FALSE, FALSE, sizeof(struct open_mark))};
    for (uint32_t i = 0; i < checker->n_passages; i++)
        pair_passage(&pairing, &checker->passages[i]);
    for (guint i = 0; i < pairing.pending->len; i++)
        tell_open(checker, &g_array_index(pairing.pending, struct open_mark, i));
    g_array_free(pairing.pending, TRUE);
}
