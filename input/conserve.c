/* conserve.c: that changes of sources are what their account says and nothing else, as the reader sees it.
 *
 * All texts of both models are laid side by side. Every character of the old one either is in a change, whose
 * text then stands there instead, or stands in the new one, with its emphasis.
 */
#include "input/conserve.h"

#include "base/process/sorted.h"

#include <string.h>

/* ---- the texts of a model, empty ones too */

static void add_text(GArray *texts, struct gaz_text text) {
    g_array_append_val(texts, text);
}

static void add_texts(GArray *texts, const struct gaz_text *list, uint32_t n) {
    g_array_append_vals(texts, list, n);
}

static void add_pairs(GArray *texts, struct gaz_pairs pairs) {
    for (uint32_t i = 0; i < pairs.n; i++)
        add_texts(texts, (struct gaz_text[]){pairs.pairs[i].label, pairs.pairs[i].value}, 2);
}

static void add_visited(void *context, struct gaz_piece piece, struct gaz_text text) {
    (void)piece;
    add_text(context, text);
}

static void add_document(GArray *texts, const struct gaz_doc *doc) {
    gaz_doc_texts(doc, add_visited, texts);
    add_texts(texts, (struct gaz_text[]){doc->contents_title, doc->english_title, doc->english_number}, 3);
}

static GArray *texts_of(const struct gaz_issue *issue) {
    GArray *texts = g_array_new(FALSE, FALSE, sizeof(struct gaz_text));
    add_texts(texts,
              (struct gaz_text[]){issue->name, issue->pinyin, issue->english_name, issue->sponsor,
                                  issue->english_sponsor, issue->supervisor},
              6);
    add_pairs(texts, issue->board);
    add_pairs(texts, issue->contacts);
    for (uint32_t i = 0; i < issue->n_columns; i++)
        add_texts(texts, (struct gaz_text[]){issue->columns[i].name, issue->columns[i].english_name}, 2);
    for (uint32_t i = 0; i < issue->n_docs; i++)
        add_document(texts, &issue->docs[i]);
    if (issue->about) add_document(texts, issue->about);
    return texts;
}

/* ---- one text */

struct comparison {
    const struct gaz_changed_source *changed; /* of the text's file; NULL */
    size_t next;                              /* the first that does not end before the place at hand */
    unsigned *made;                           /* how often each was; NULL: there are none */
    struct gaz_text now;
    uint32_t at; /* in `now` */
    bool differs;
};

static const struct gaz_edit *next_change(const struct comparison *c) {
    return c->changed && c->next < c->changed->n ? &c->changed->edits[c->next] : NULL;
}

static void expect_char(struct comparison *c, uint32_t ch) {
    c->differs |= gaz_char_at(c->now, c->at) != ch;
    c->at++;
}

/* The change's own text stands here. */
static void make(struct comparison *c, const struct gaz_edit *change) {
    c->made[c->next]++;
    for (const char *at = change->text; *at; at = g_utf8_next_char(at))
        expect_char(c, g_utf8_get_char(at));
}

/* A character that stays. */
static void expect_same(struct comparison *c, const struct gaz_char *was) {
    const uint32_t emphasis = GAZ_CHAR_STRONG | GAZ_CHAR_EM | GAZ_CHAR_BLANK | GAZ_CHAR_SUP | GAZ_CHAR_SUB;
    if (c->at < c->now.n) c->differs |= ((was->attrs ^ c->now.chars[c->at].attrs) & emphasis) != 0;
    expect_char(c, was->ch);
}

/* Puts in what belongs before the place, which no character that was there stands for. */
static void make_before(struct comparison *c, uint32_t place) {
    const struct gaz_edit *change;
    while ((change = next_change(c)) && change->end <= place) {
        bool is_put_in = change->begin == change->end && change->end == place;
        if (is_put_in && c->made[c->next] == 0) make(c, change);
        c->next++;
    }
}

static void look_at(struct comparison *c, const struct gaz_char *was) {
    if (was->offset == GAZ_NOWHERE || !c->made) {
        expect_same(c, was);
        return;
    }
    make_before(c, was->offset);
    const struct gaz_edit *change = next_change(c);
    if (!change || was->offset < change->begin) {
        expect_same(c, was);
        uint32_t end = was->offset + (uint32_t)g_unichar_to_utf8(was->ch, NULL);
        if (change && change->begin == end && change->end == end) make_before(c, end);
    } else if (was->offset == change->begin) {
        make(c, change);
    }
}

static size_t first_change_from(const struct gaz_changed_source *changed, uint32_t place) {
    size_t i;
    GAZ_LOWER_BOUND(i, changed ? changed->n : 0, changed->edits[i].end < place);
    return i;
}

/* made: how often each change of the text's file was found. */
static bool is_text_conserved(struct gaz_text was, struct gaz_text now,
                              const struct gaz_changed_source *changed, unsigned *made) {
    struct gaz_span span = gaz_text_span(was);
    struct comparison c = {.changed = changed, .made = made, .now = now};
    c.next = first_change_from(changed, span.source ? span.begin : 0);
    for (uint32_t i = 0; i < was.n; i++)
        look_at(&c, &was.chars[i]);
    return !c.differs && c.at == now.n;
}

/* ---- all */

struct tally {
    const struct gaz_changed_source *changed;
    unsigned **made; /* for each file, for each change */
    size_t n;
};

static size_t file_of(const struct tally *tally, const struct gaz_source *source) {
    for (size_t i = 0; i < tally->n; i++)
        if (source && strcmp(tally->changed[i].source->path, source->path) == 0) return i;
    return tally->n;
}

static bool are_texts_conserved(const struct tally *tally, const GArray *was, const GArray *now) {
    bool good = was->len == now->len;
    for (guint i = 0; i < was->len && good; i++) {
        struct gaz_text text = g_array_index(was, struct gaz_text, i);
        size_t file = file_of(tally, text.source);
        bool is_changed = file < tally->n;
        good = is_text_conserved(text, g_array_index(now, struct gaz_text, i),
                                 is_changed ? &tally->changed[file] : NULL,
                                 is_changed ? tally->made[file] : NULL);
    }
    return good;
}

static bool is_each_made_once(const struct tally *tally) {
    for (size_t i = 0; i < tally->n; i++)
        for (size_t k = 0; k < tally->changed[i].n; k++)
            if (tally->made[i][k] != 1) return false;
    return true;
}

bool gaz_texts_are_conserved(const struct gaz_issue *was, const struct gaz_issue *would_be,
                             const struct gaz_changed_source *changed, size_t n) {
    g_autoptr(GArray) old = texts_of(was);
    g_autoptr(GArray) new = texts_of(would_be);
    struct tally tally = {changed, g_new(unsigned *, n), n};
    for (size_t i = 0; i < n; i++)
        tally.made[i] = g_new0(unsigned, changed[i].n + 1);
    bool good = are_texts_conserved(&tally, old, new) && is_each_made_once(&tally);
    for (size_t i = 0; i < n; i++)
        g_free(tally.made[i]);
    g_free(tally.made);
    return good;
}
