/* changes.c: one walk along both texts, cut where a person would cut it.
 *
 * A change ends with its line of the new build. What went is shown where it was, and belongs to the line that
 * it stood in front of or ends; a whole line of the old build that went is a change of its own.
 */
#include "compare/changes.h"

struct walk {
    const struct gaz_comparison *c;
    gaz_change_visitor *visit;
    void *context;
    GArray *pieces;
    struct gaz_change now;
    uint32_t x, y;               /* characters passed */
    uint32_t from_x, from_y;     /* where `now` begins */
    uint32_t old_line, new_line; /* of the next ones */
    uint32_t last_old;           /* line of the last old character in `now` */
    bool edited;
    bool cut; /* the next character begins a piece */
};

/* ---- what is shown */

static uint32_t edit_length(const struct gaz_piece *one, const struct gaz_piece *two) {
    return MAX(one->n, two->n);
}

/* No blank at a line's end, which is left out, stands between an edit and what is kept behind it … */
static bool touches_next(const struct gaz_piece *edit, const struct gaz_piece *kept) {
    return edit[1].first + edit[1].n == kept->old && edit[2].first + edit[2].n == kept->first;
}

/* … or before it. */
static bool touches_kept(const struct gaz_piece *edit) {
    return edit[1].first == edit[0].old + edit[0].n && edit[2].first == edit[0].first + edit[0].n;
}

/* Two edits with a few equal characters between them, fewer than half of either, read better as one: what is
 * replaced is then seen as a whole. Pieces come as [kept, gone, come] throughout. */
static bool joins(const struct gaz_piece *last, const struct gaz_piece *next) {
    return next[0].n <= 2 && 2 * next[0].n <= edit_length(&last[1], &last[2]) &&
           2 * next[0].n <= edit_length(&next[1], &next[2]) && touches_next(last, next) && touches_kept(next);
}

static void join_edits(GArray *triples) {
    struct gaz_piece *p = (struct gaz_piece *)(void *)triples->data;
    uint32_t n = triples->len / 3, kept = 0;
    for (uint32_t i = 1; i < n; i++) {
        struct gaz_piece *last = p + (size_t)3 * kept, *next = p + (size_t)3 * i;
        if (joins(last, next)) {
            last[1].n += next[0].n + next[1].n;
            last[2].n += next[0].n + next[2].n;
        } else {
            kept++;
            for (int k = 0; k < 3; k++)
                p[3 * kept + (uint32_t)k] = next[k];
        }
    }
    if (n) g_array_set_size(triples, 3 * (kept + 1));
}

/* A triple ends where a piece does not fit behind what it has. */
static bool fits(const struct gaz_piece *triple, enum gaz_piece_kind kind) {
    return kind != GAZ_PIECE_KEPT && triple[GAZ_PIECE_COME].n == 0 && triple[kind].n == 0;
}

/* Its pieces without characters still know where they would stand. */
static void begin_triple(GArray *triples, const struct walk *walk, const struct gaz_piece *piece) {
    struct gaz_piece kept = {GAZ_PIECE_KEPT, walk->from_y, 0, walk->from_x};
    if (triples->len) {
        const struct gaz_piece *last = &g_array_index(triples, struct gaz_piece, triples->len - 3);
        kept.old = last[GAZ_PIECE_GONE].first + last[GAZ_PIECE_GONE].n;
        kept.first = last[GAZ_PIECE_COME].first + last[GAZ_PIECE_COME].n;
    }
    if (piece->kind == GAZ_PIECE_KEPT) kept = *piece;
    struct gaz_piece three[3] = {
        kept, {GAZ_PIECE_GONE, kept.old + kept.n, 0, 0}, {GAZ_PIECE_COME, kept.first + kept.n, 0, 0}};
    g_array_append_vals(triples, three, 3);
}

/* Every edit with what is kept before it. */
static GArray *as_triples(const struct walk *walk) {
    GArray *triples = g_array_new(FALSE, FALSE, sizeof(struct gaz_piece));
    for (guint i = 0; i < walk->pieces->len; i++) {
        const struct gaz_piece *piece = &g_array_index(walk->pieces, struct gaz_piece, i);
        if (i == 0 || !fits(&g_array_index(triples, struct gaz_piece, triples->len - 3), piece->kind))
            begin_triple(triples, walk, piece);
        g_array_index(triples, struct gaz_piece, triples->len - 3 + piece->kind) = *piece;
    }
    return triples;
}

/* ---- whole numbers and words */

static bool is_word(uint32_t ch) {
    return ch < 0x80 && g_ascii_isalnum((gchar)ch);
}

static bool has_word_at(const struct gaz_build *build, const struct gaz_piece *piece, bool at_end) {
    return piece->n > 0 && is_word(build->chars[piece->first + (at_end ? piece->n - 1 : 0)]);
}

/* How many characters of a kept piece are of the word that its end (or beginning) cuts. */
static uint32_t word_length(const struct gaz_build *build, const struct gaz_piece *kept, bool at_end) {
    uint32_t n = 0;
    while (n < kept->n && is_word(build->chars[kept->first + (at_end ? kept->n - 1 - n : n)]))
        n++;
    return n;
}

/* 1〔-2-〕〔+5+〕 is read as 〔-12-〕〔+15+〕. */
static void take_word_before(const struct gaz_comparison *c, struct gaz_piece *edit) {
    bool cut = has_word_at(c->old, &edit[1], false) || has_word_at(c->new, &edit[2], false);
    uint32_t n = cut && touches_kept(edit) ? word_length(c->new, &edit[0], true) : 0;
    edit[0].n -= n;
    for (int i = 1; i < 3; i++) {
        edit[i].first -= n;
        edit[i].n += n;
    }
}

static void take_word_behind(const struct gaz_comparison *c, struct gaz_piece *edit, struct gaz_piece *next) {
    bool cut = has_word_at(c->old, &edit[1], true) || has_word_at(c->new, &edit[2], true);
    uint32_t n = cut && touches_next(edit, next) ? word_length(c->new, next, false) : 0;
    edit[1].n += n;
    edit[2].n += n;
    next->first += n;
    next->old += n;
    next->n -= n;
}

static void widen_edits(const struct gaz_comparison *c, GArray *triples) {
    struct gaz_piece *p = (struct gaz_piece *)(void *)triples->data;
    for (guint i = 0; i < triples->len; i += 3) {
        if (p[i + 1].n + p[i + 2].n == 0) continue;
        take_word_before(c, &p[i]);
        if (i + 3 < triples->len) take_word_behind(c, &p[i], &p[i + 3]);
    }
}

static void emit(struct walk *walk) {
    GArray *triples = as_triples(walk);
    widen_edits(walk->c, triples);
    join_edits(triples);
    GArray *shown = g_array_new(FALSE, FALSE, sizeof(struct gaz_piece));
    for (guint i = 0; i < triples->len; i++)
        if (g_array_index(triples, struct gaz_piece, i).n > 0)
            g_array_append_vals(shown, &g_array_index(triples, struct gaz_piece, i), 1);
    walk->now.pieces = (const struct gaz_piece *)(const void *)shown->data;
    walk->now.n = shown->len;
    walk->visit(walk->context, &walk->now);
    g_array_free(shown, TRUE);
    g_array_free(triples, TRUE);
}

/* ---- the walk */

static void flush(struct walk *walk) {
    if (walk->edited) emit(walk);
    g_array_set_size(walk->pieces, 0);
    walk->now = (struct gaz_change){.old = GAZ_NO_LINE, .new = GAZ_NO_LINE};
    walk->last_old = GAZ_NO_LINE;
    walk->from_x = walk->x;
    walk->from_y = walk->y;
    walk->edited = false;
}

static void add_char(struct walk *walk, enum gaz_piece_kind kind, uint32_t at) {
    struct gaz_piece *last = NULL;
    if (walk->pieces->len) last = &g_array_index(walk->pieces, struct gaz_piece, walk->pieces->len - 1);
    if (last && last->kind == kind && !walk->cut && last->first + last->n == at) {
        last->n++;
    } else {
        struct gaz_piece piece = {kind, at, 1, walk->x};
        g_array_append_val(walk->pieces, piece);
    }
    walk->cut = false;
    walk->edited |= kind != GAZ_PIECE_KEPT;
}

static uint32_t line_of(const struct gaz_build *build, uint32_t line, uint32_t at) {
    while (at >= build->lines[line].first_char + build->lines[line].n_chars)
        line++;
    return line;
}

/* True at the end of the line that `now` is of. */
static bool new_line_is_done(const struct walk *walk) {
    if (walk->now.new == GAZ_NO_LINE) return true;
    const struct gaz_build_line *line = &walk->c->new->lines[walk->now.new];
    return walk->y >= line->first_char + line->n_chars;
}

static void note_old(struct walk *walk) {
    walk->last_old = walk->old_line;
    if (walk->now.old == GAZ_NO_LINE) walk->now.old = walk->old_line;
}

static void take_gone(struct walk *walk) {
    walk->old_line = line_of(walk->c->old, walk->old_line, walk->x);
    bool begins = walk->last_old != GAZ_NO_LINE && walk->last_old != walk->old_line;
    if (begins && new_line_is_done(walk)) flush(walk);
    note_old(walk);
    add_char(walk, GAZ_PIECE_GONE, walk->x++);
}

static void enter_new_line(struct walk *walk) {
    walk->new_line = line_of(walk->c->new, walk->new_line, walk->y);
    if (walk->now.new != GAZ_NO_LINE && walk->now.new != walk->new_line) flush(walk);
}

static void take_come(struct walk *walk) {
    enter_new_line(walk);
    walk->now.new = walk->new_line;
    add_char(walk, GAZ_PIECE_COME, walk->y++);
}

static void take_kept(struct walk *walk) {
    enter_new_line(walk);
    walk->old_line = line_of(walk->c->old, walk->old_line, walk->x);
    bool whole_line_went = walk->now.new == GAZ_NO_LINE && walk->last_old != GAZ_NO_LINE;
    if (whole_line_went && walk->last_old != walk->old_line) flush(walk);
    walk->now.new = walk->new_line;
    note_old(walk);
    add_char(walk, GAZ_PIECE_KEPT, walk->y++);
    walk->x++;
}

/* A blank at a line's end is of no change. It parts the pieces, which are runs of characters. */
static bool pass_line_end(struct walk *walk) {
    const struct gaz_comparison *c = walk->c;
    bool gone = walk->x < c->old->n_chars && c->chars.gone[walk->x] == GAZ_MARK_LINE_END;
    bool come = walk->y < c->new->n_chars && c->chars.come[walk->y] == GAZ_MARK_LINE_END;
    walk->x += gone;
    walk->y += come;
    walk->cut |= gone || come;
    return gone || come;
}

void gaz_changes_walk(const struct gaz_comparison *c, gaz_change_visitor *visit, void *context) {
    struct walk walk = {.c = c,
                        .visit = visit,
                        .context = context,
                        .pieces = g_array_new(FALSE, FALSE, sizeof(struct gaz_piece))};
    flush(&walk);
    while (walk.x < c->old->n_chars || walk.y < c->new->n_chars) {
        if (pass_line_end(&walk)) continue;
        if (walk.x < c->old->n_chars && c->chars.gone[walk.x])
            take_gone(&walk);
        else if (walk.y < c->new->n_chars && c->chars.come[walk.y])
            take_come(&walk);
        else
            take_kept(&walk);
    }
    flush(&walk);
    g_array_free(walk.pieces, TRUE);
}
