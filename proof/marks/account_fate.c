/* account_fate.c: what became of the marks of an account, by what the present sources have where each was:
 * what stood around it is sought there, the nearest to it that is there still, on both sides.
 */
#include "proof/marks/account.h"
#include "proof/marks/fate.h"

#include "base/process/arena.h"
#include "gazette/gazette.h"

#include <string.h>

enum {
    ANCHOR = 10,        /* characters that are sought on each side */
    MOST_SKIPPED = 14,  /* characters nearest to the mark that may be others now */
    MOST_BETWEEN = 600, /* bytes between both sides, beside the mark's own */
    MOST_PLACES = 64,   /* at which one side is found */
};

/* ---- texts */

/* Where the n-th character from the end begins; the beginning where there are fewer. */
static const char *from_end(const char *text, const char *end, int n) {
    while (n-- > 0 && end > text)
        end = g_utf8_prev_char(end);
    return end;
}

static const char *from_begin(const char *text, int n) {
    while (n-- > 0 && *text)
        text = g_utf8_next_char(text);
    return text;
}

struct sides {
    const struct gaz_source *source;
    const struct gaz_account_mark *mark;
    uint32_t begin, end; /* what stands between both sides now */
    const char *rest;    /* what of `before` is no part of the side */
    char *behind;        /* of `behind`; freed with g_free */
};

static char *anchor_before(const struct gaz_account_mark *mark, int skip, const char **rest) {
    const char *end = mark->before + strlen(mark->before);
    *rest = from_end(mark->before, end, skip);
    const char *from = from_end(mark->before, *rest, ANCHOR);
    return g_strndup(from, (gsize)(*rest - from));
}

static char *anchor_behind(const struct gaz_account_mark *mark, int skip, const char **from) {
    *from = from_begin(mark->behind, skip);
    return g_strndup(*from, (gsize)(from_begin(*from, ANCHOR) - *from));
}

static uint32_t distance(uint32_t a, uint32_t b) {
    return a > b ? a - b : b - a;
}

/* The two sides, found nearest to where they were. */
static bool find_pair(struct sides *s, const char *before, const char *behind) {
    const char *text = s->source->text, *at = text;
    uint32_t best = UINT32_MAX;
    size_t room = MOST_BETWEEN + strlen(s->mark->stood) + strlen(s->mark->wanted);
    for (int i = 0; i < MOST_PLACES && (at = *before ? strstr(at, before) : text); i++, at++) {
        uint32_t begin = (uint32_t)(at - text) + (uint32_t)strlen(before);
        size_t most = MIN(room + strlen(behind), (size_t)s->source->size - begin);
        const char *end = *behind ? g_strstr_len(text + begin, (gssize)most, behind)
                                  : text + s->source->size; /* it stood at the very end */
        if (end && distance(begin, s->mark->offset) < best) {
            best = distance(begin, s->mark->offset);
            s->begin = begin;
            s->end = (uint32_t)(end - text);
        }
        if (!*before) break;
    }
    return best != UINT32_MAX;
}

/* As little as can be is left out between the mark and its sides. */
static bool find_sides(struct sides *s) {
    for (int skipped = 0; skipped <= 2 * MOST_SKIPPED; skipped++)
        for (int one = MAX(skipped - MOST_SKIPPED, 0); one <= MIN(skipped, MOST_SKIPPED); one++) {
            const char *rest, *from;
            g_autofree char *before = anchor_before(s->mark, one, &rest);
            g_autofree char *behind = anchor_behind(s->mark, skipped - one, &from);
            bool is_edge = (one && !*before) || (skipped - one && !*behind);
            if (is_edge || !find_pair(s, before, behind)) continue;
            s->rest = rest;
            s->behind = g_strndup(s->mark->behind, (gsize)(from - s->mark->behind));
            return true;
        }
    return false;
}

static void take_fate(struct gaz_proof_fate *fate, const struct gaz_source *source,
                      const struct gaz_account_mark *mark) {
    struct sides s = {.source = source, .mark = mark};
    if (!source || !find_sides(&s)) return;
    g_autofree char *now = g_strndup(source->text + s.begin, s.end - s.begin);
    struct gaz_fate_case it = {mark->effect, mark->wanted, s.rest, mark->stood, s.behind, now};
    fate->fate = gaz_fate_of(&it);
    fate->where = (struct gaz_span){source, s.begin, s.end};
    g_free(s.behind);
}

/* ---- the door */

/* The sources of the issue that its pages show, by path. */
static GHashTable *sources_of(const struct gaz_gazette *gazette) {
    GHashTable *sources = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < gazette->pages->n_nodes; i++) {
        const struct gaz_source *source = gazette->pages->nodes[i].text.source;
        if (source) g_hash_table_insert(sources, (gpointer)source->path, (gpointer)source);
    }
    return sources;
}

GArray *gaz_proof_account_fates(const struct gaz_proof_account *account, const struct gaz_gazette *gazette) {
    GArray *fates = g_array_new(FALSE, TRUE, sizeof(struct gaz_proof_fate));
    g_autoptr(GHashTable) sources = sources_of(gazette);
    for (guint i = 0; i < account->marks->len; i++) {
        const struct gaz_account_mark *mark = &g_array_index(account->marks, struct gaz_account_mark, i);
        struct gaz_proof_fate fate = {.words = mark->words,
                                      .author = mark->author,
                                      .date = mark->date,
                                      .text = mark->text,
                                      .wanted = mark->effect ? mark->wanted : NULL,
                                      .round = mark->round};
        take_fate(&fate, *mark->file ? g_hash_table_lookup(sources, mark->file) : NULL, mark);
        g_array_append_val(fates, fate);
    }
    return fates;
}

/* Of proofs of another state the marks say it themselves. */
GArray *gaz_proof_marks_fates(const struct gaz_proof_marks *marks) {
    GArray *fates = g_array_new(FALSE, TRUE, sizeof(struct gaz_proof_fate));
    for (guint i = 0; i < marks->list->len; i++) {
        const struct gaz_proof_mark *mark = gaz_proof_mark_at(marks, i);
        struct gaz_proof_fate fate = {.words = mark->words ? mark->words : "",
                                      .author = mark->author ? mark->author : "",
                                      .date = mark->date ? mark->date : "",
                                      .text = mark->was         ? mark->was
                                              : mark->n_covered ? mark->covered[0].text
                                                                : "",
                                      .wanted = mark->effect ? mark->text : NULL,
                                      .fate = mark->fate};
        if (mark->n_covered) fate.where = mark->covered[0].span;
        g_array_append_val(fates, fate);
    }
    return fates;
}
