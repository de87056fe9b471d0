/* carry.c: see carry.h. */
#include "proof/marks/carry.h"

#include "base/diff/script.h"
#include "base/text/text.h"
#include "output/text_layer.h"
#include "proof/ground/laying.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_SIDE = 20000 * GAZ_POINT, /* of a page; no paper is so large */
    BLANK = 0xFF3F,                /* ＿ */
    LEAST_MOVED = 6,               /* characters that tell by themselves that they are the same */
    MOST_SLIDE = 64,
    MOST_CANDIDATES = 32 /* places that a stretch which moved is tried at */
};

/* ---- the proof's own pages */

/* How much of a mark is empty: its ink is on the side where it leans. Of other faces nothing else is known.
 */
static struct gaz_white white_of(uint32_t ch, gaz_len em) {
    struct gaz_white white = {0};
    if (gaz_char_is_one_of(ch, "、，。．：；！？）〕》〉」』】］｝”’")) white.right = em / 2;
    if (gaz_char_is_one_of(ch, "（〔《〈「『【［｛“‘")) white.left = em / 2;
    return white;
}

struct point {
    int64_t x, y;
};

static struct point point_of(uint32_t turn, int64_t u, int64_t v) {
    switch ((enum gaz_layer_turn)turn) {
    case GAZ_TURN_UP:
        return (struct point){-v, u};
    case GAZ_TURN_LEFT:
        return (struct point){-u, -v};
    case GAZ_TURN_DOWN:
        return (struct point){v, -u};
    case GAZ_TURN_RIGHT:
    case GAZ_N_TURNS:
        break;
    }
    return (struct point){u, v};
}

/* What follows on the same baseline is of the same line, raised marks too; but for a gap. */
static bool goes_on(const struct gaz_layer_glyph *before, const struct gaz_layer_glyph *glyph) {
    int64_t across = (int64_t)glyph->v - before->v;
    return before->turn == glyph->turn && llabs(across) * 4 < (int64_t)MAX(before->em, glyph->em) * 3 &&
           glyph->u > before->u && glyph->u < (int64_t)before->u + before->du + 2 * (int64_t)before->em;
}

/* Fonts may be as wide as the gap behind each character (output/tags/gaps.c): no glyph is wider than its em.
 */
static void lay_glyph(struct gaz_laying *laying, const struct gaz_layer_glyph *glyph, struct gaz_frame page,
                      uint32_t line) {
    struct point at = point_of(glyph->turn, glyph->u, glyph->v);
    int64_t x = at.x - page.x, y = (int64_t)page.y + page.height - at.y;
    if (glyph->em > MOST_SIDE || glyph->ch == BLANK || x < -glyph->em || x > page.width || y < 0 ||
        y > (int64_t)page.height + glyph->em)
        return;
    struct gaz_frame box = {0, -gaz_scale(glyph->em, 88, 100), CLAMP(glyph->du, glyph->em / 16, glyph->em),
                            glyph->em};
    struct gaz_spot spot = {.ch = glyph->ch, .offset = GAZ_NOWHERE, .line = line, .is_lost = true};
    gaz_laying_add(laying, (struct gaz_pen){(gaz_len)x, (gaz_len)y, glyph->turn & 3u}, box, spot,
                   white_of(glyph->ch, glyph->em));
}

/* The spots of a page, as it is cut: what stands outside is a proof's own. */
static GArray *lay_page(const struct gaz_text_layer *layer, uint32_t number, struct gaz_frame page) {
    const struct gaz_layer_page *it = &g_array_index(layer->pages, struct gaz_layer_page, number);
    struct gaz_laying laying = gaz_laying_begin();
    uint32_t line = 1;
    for (uint32_t i = 0; i < it->n; i++) {
        const struct gaz_layer_glyph *glyph =
            &g_array_index(layer->glyphs, struct gaz_layer_glyph, it->first + i);
        line += i > 0 && !goes_on(glyph - 1, glyph);
        lay_glyph(&laying, glyph, page, line);
    }
    return gaz_laying_end(&laying);
}

/* Of a proof the sheets that show no page are its own: a slip, a list. */
static bool is_shown(const struct gaz_annotated *file, uint32_t number) {
    bool is_proof = false;
    for (uint32_t i = 0; i < file->n_pages; i++)
        is_proof |= file->pages[i].shows > 0;
    return !is_proof || file->pages[number].shows > 0;
}

static struct gaz_ground *lay_pages(const struct gaz_annotated *file, const struct gaz_text_layer *layer) {
    GArray **spots = g_new0(GArray *, file->n_pages + 1);
    for (uint32_t i = 0; i < file->n_pages; i++) {
        struct gaz_frame box = file->pages[i].box;
        bool is_paper = box.width <= MOST_SIDE && box.height <= MOST_SIDE;
        bool is_there = i < layer->pages->len && is_paper && is_shown(file, i);
        spots[i] = is_there ? lay_page(layer, i, file->pages[i].box)
                            : g_array_new(FALSE, FALSE, sizeof(struct gaz_spot));
    }
    return gaz_ground_given(spots, file->n_pages);
}

/* ---- characters of all pages */

static void begin_chars(struct gaz_carried_chars *all) {
    all->chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    all->pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    all->spots = g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

/* What a text layer has none of is left out: blanks, and those to be filled in. */
static void take_page(struct gaz_carried_chars *all, struct gaz_ground *ground, uint32_t page) {
    const GArray *spots = gaz_ground_page(ground, page);
    for (uint32_t i = 0; i < spots->len; i++) {
        uint32_t ch = g_array_index(spots, struct gaz_spot, i).ch;
        if (ch == BLANK || ch <= ' ' || !gaz_char_has_ink(ch)) continue;
        g_array_append_val(all->chars, ch);
        g_array_append_val(all->pages, page);
        g_array_append_val(all->spots, i);
    }
}

static uint32_t char_at(const struct gaz_carried_chars *all, uint32_t i) {
    return g_array_index(all->chars, uint32_t, i);
}

/* ---- the same way through both */

static struct gaz_sequence sequence(const struct gaz_carried_chars *all) {
    return (struct gaz_sequence){(const uint32_t *)(const void *)all->chars->data, all->chars->len};
}

static void join(struct gaz_carry *carry, uint32_t x, uint32_t y) {
    carry->now[x] = y;
    carry->was[y] = x;
}

static void walk_both(struct gaz_carry *carry) {
    uint32_t n = carry->old.chars->len, m = carry->new.chars->len;
    g_autofree uint8_t *gone = g_new0(uint8_t, n + 1), *come = g_new0(uint8_t, m + 1);
    uint64_t allowance = 4 * GAZ_SCRIPT_ALLOWANCE;
    gaz_script_make(sequence(&carry->old), sequence(&carry->new), (struct gaz_script){gone, come},
                    &allowance);
    for (uint32_t x = 0, y = 0; x < n && y < m;) {
        if (gone[x])
            x++;
        else if (come[y])
            y++;
        else
            join(carry, x++, y++);
    }
}

/* Where a stretch that came or went could as well stand a few characters further on or back, as its first
 * character is also the one behind it, it stands where a sentence or a paragraph begins. */
struct side {
    const struct gaz_carry *carry;
    const struct gaz_carried_chars *all;
    uint32_t *here, *there; /* of each character of this side the other one's, and the other way round */
};

static bool begins_well(const struct side *side, uint32_t i) {
    if (i == 0) return true;
    if (gaz_char_is_one_of(char_at(side->all, i - 1), "。；！？")) return true;
    return side->all == &side->carry->new &&gaz_carry_new_spot(side->carry, i)->node !=
           gaz_carry_new_spot(side->carry, i - 1)->node;
}

/* The character at `to` is what the one at `from` was. */
static void take_over(const struct side *side, uint32_t from, uint32_t to) {
    side->here[to] = side->here[from];
    side->there[side->here[to]] = to;
    side->here[from] = GAZ_NO_CHAR;
}

static bool is_step(const struct side *side, uint32_t one, uint32_t other) {
    return other < side->all->chars->len && side->here[other] != GAZ_NO_CHAR &&
           char_at(side->all, one) == char_at(side->all, other);
}

/* The run [from, to) goes back as far as it can, then forth to the best place. */
static void slide(const struct side *side, uint32_t from, uint32_t to) {
    uint32_t steps = 0, best = 0;
    while (from > 0 && steps < MOST_SLIDE && is_step(side, to - 1, from - 1)) {
        take_over(side, --from, --to);
        steps++;
    }
    bool is_good = begins_well(side, from);
    for (steps = 0; !is_good && steps < MOST_SLIDE && is_step(side, from + steps, to + steps);) {
        is_good = begins_well(side, from + ++steps);
        if (is_good) best = steps;
    }
    for (uint32_t i = 0; i < best; i++)
        take_over(side, to + i, from + i);
}

/* Those on one side alone: nothing of the other stands at the same place. */
static void slide_all(const struct side *side) {
    uint32_t n = side->all->chars->len;
    for (uint32_t i = 0; i < n;) {
        uint32_t from = i;
        while (i < n && side->here[i] == GAZ_NO_CHAR)
            i++;
        bool is_alone = from > 0 && i > from && i < n && side->here[i] == side->here[from - 1] + 1;
        if (is_alone) slide(side, from, i);
        i += i == from;
    }
}

/* A run of the same characters: from `x` on `n`. */
struct run {
    uint32_t x, y, n;
};

/* All of them, in order. */
static GArray *runs_of(const struct gaz_carry *carry) {
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(struct run));
    for (uint32_t x = 0; x < carry->old.chars->len;) {
        struct run run = {x, carry->now[x], 0};
        while (x < carry->old.chars->len && run.y != GAZ_NO_CHAR && carry->now[x] == run.y + run.n)
            x++, run.n++;
        if (run.n)
            g_array_append_val(runs, run);
        else
            x++;
    }
    return runs;
}

/* How much changed between two runs. */
static uint32_t between(const struct run *a, const struct run *b) {
    return MAX(b->x - a->x - a->n, b->y - a->y - a->n);
}

/* A character or two that are the same by chance, amid much that is not, tell nothing: 的 is everywhere. */
static void drop_chance(struct gaz_carry *carry) {
    g_autoptr(GArray) runs = runs_of(carry);
    struct run before = {0}, end = {carry->old.chars->len, carry->new.chars->len, 0};
    for (guint i = 0; i < runs->len; i++) {
        const struct run *run = &g_array_index(runs, struct run, i);
        const struct run *next = i + 1 < runs->len ? run + 1 : &end;
        if (2 * run->n < MIN(between(&before, run), between(run, next))) {
            for (uint32_t k = 0; k < run->n; k++)
                carry->now[run->x + k] = carry->was[run->y + k] = GAZ_NO_CHAR;
        } else {
            before = *run;
        }
    }
}

/* ---- what stands elsewhere now */

static guint hash_at(const struct gaz_carried_chars *all, uint32_t i) {
    guint hash = 5381;
    for (uint32_t k = 0; k < LEAST_MOVED; k++)
        hash = hash * 33 + char_at(all, i + k);
    return hash;
}

/* How many characters from both places on are the same, and belong to nothing else. */
static uint32_t free_length(const struct gaz_carry *carry, uint32_t x, uint32_t y) {
    uint32_t n = 0;
    while (x + n < carry->old.chars->len && y + n < carry->new.chars->len &&
           carry->now[x + n] == GAZ_NO_CHAR &&
           carry->was[y + n] == GAZ_NO_CHAR &&char_at(&carry->old, x + n) == char_at(&carry->new, y + n))
        n++;
    return n;
}

static bool is_free(const uint32_t *taken, uint32_t i, uint32_t n) {
    for (uint32_t k = 0; k < LEAST_MOVED; k++)
        if (i + k >= n || taken[i + k] != GAZ_NO_CHAR) return false;
    return true;
}

/* Of each hash the new places, as lists: the first by the hash, the next by the place. */
struct places {
    GHashTable *firsts;
    uint32_t *next; /* + 1; 0: none */
};

static struct places free_places(const struct gaz_carry *carry) {
    uint32_t n = carry->new.chars->len;
    struct places places = {g_hash_table_new(NULL, NULL), g_new0(uint32_t, n + 1)};
    for (uint32_t y = n; y-- > 0;) {
        if (!is_free(carry->was, y, n)) continue;
        gpointer key = GUINT_TO_POINTER(hash_at(&carry->new, y));
        places.next[y] = GPOINTER_TO_UINT(g_hash_table_lookup(places.firsts, key));
        g_hash_table_insert(places.firsts, key, GUINT_TO_POINTER(y + 1));
    }
    return places;
}

/* The longest that is the same from x on. */
static struct run longest_at(const struct gaz_carry *carry, const struct places *places, uint32_t x) {
    struct run best = {x, 0, 0};
    gpointer key = GUINT_TO_POINTER(hash_at(&carry->old, x));
    uint32_t at = GPOINTER_TO_UINT(g_hash_table_lookup(places->firsts, key));
    for (int tries = 0; at && tries < MOST_CANDIDATES; tries++, at = places->next[at - 1]) {
        uint32_t n = free_length(carry, x, at - 1);
        if (n > best.n) best = (struct run){x, at - 1, n};
    }
    return best;
}

static void find_moved(struct gaz_carry *carry) {
    struct places places = free_places(carry);
    uint32_t n = carry->old.chars->len;
    for (uint32_t x = 0; x < n;) {
        struct run run = {x, 0, 0};
        if (is_free(carry->now, x, n)) run = longest_at(carry, &places, x);
        for (uint32_t k = 0; run.n >= LEAST_MOVED && k < run.n; k++)
            join(carry, run.x + k, run.y + k);
        x += run.n >= LEAST_MOVED ? run.n : 1;
    }
    g_hash_table_unref(places.firsts);
    g_free(places.next);
}

/* ---- what every page prints again */

/* A running head is printed on each page, wherever the text has moved it: a line of the proof that is lost is
 * such a line if it reads like one. Of a line, the first character behind it. */
static uint32_t end_of_line(const struct gaz_carried_chars *all, struct gaz_ground *ground, uint32_t from) {
    uint32_t page = g_array_index(all->pages, uint32_t, from), to = from + 1;
    const GArray *spots = gaz_ground_page(ground, page);
    uint32_t line = g_array_index(spots, struct gaz_spot, g_array_index(all->spots, uint32_t, from)).line;
    while (to < all->chars->len && g_array_index(all->pages, uint32_t, to) == page &&
           g_array_index(spots, struct gaz_spot, g_array_index(all->spots, uint32_t, to)).line == line)
        to++;
    return to;
}

static GBytes *text_of(const struct gaz_carried_chars *all, uint32_t from, uint32_t to) {
    return g_bytes_new(&g_array_index(all->chars, uint32_t, from), (to - from) * sizeof(uint32_t));
}

/* Of each line that belongs to no text, its text to its first character + 1. */
static GHashTable *repeated_lines(const struct gaz_carry *carry) {
    GHashTable *lines =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    for (uint32_t y = 0, end; y < carry->new.chars->len; y = end) {
        end = end_of_line(&carry->new, carry->fresh, y);
        if (gaz_carry_new_spot(carry, y)->node == 0)
            g_hash_table_insert(lines, text_of(&carry->new, y, end), GUINT_TO_POINTER(y + 1));
    }
    return lines;
}

static bool has_lost(const struct gaz_carry *carry, uint32_t from, uint32_t to) {
    for (uint32_t x = from; x < to; x++)
        if (carry->now[x] == GAZ_NO_CHAR) return true;
    return false;
}

static void find_repeated(struct gaz_carry *carry) {
    g_autoptr(GHashTable) lines = repeated_lines(carry);
    for (uint32_t x = 0, end; x < carry->old.chars->len; x = end) {
        end = end_of_line(&carry->old, carry->ground, x);
        if (!has_lost(carry, x, end)) continue;
        g_autoptr(GBytes) text = text_of(&carry->old, x, end);
        uint32_t y = GPOINTER_TO_UINT(g_hash_table_lookup(lines, text));
        for (uint32_t k = 0; y && k < end - x; k++)
            carry->now[x + k] = y - 1 + k;
    }
}

/* ---- the door */

const struct gaz_spot *gaz_carry_new_spot(const struct gaz_carry *carry, uint32_t ch) {
    const GArray *spots = gaz_ground_page(carry->fresh, g_array_index(carry->new.pages, uint32_t, ch));
    return &g_array_index(spots, struct gaz_spot, g_array_index(carry->new.spots, uint32_t, ch));
}

/* Each spot of the proof takes the place in the sources of what it is now. */
static void take_sources(struct gaz_carry *carry) {
    for (uint32_t x = 0; x < carry->old.chars->len; x++) {
        if (carry->now[x] == GAZ_NO_CHAR) continue;
        uint32_t page = g_array_index(carry->old.pages, uint32_t, x), y = carry->now[x];
        const GArray *spots = gaz_ground_page(carry->ground, page);
        struct gaz_spot *spot =
            &g_array_index(spots, struct gaz_spot, g_array_index(carry->old.spots, uint32_t, x));
        const struct gaz_spot *now = gaz_carry_new_spot(carry, y);
        spot->source = now->source;
        spot->offset = now->offset;
        spot->node = now->node;
        spot->is_lost = false;
        spot->page = g_array_index(carry->new.pages, uint32_t, y);
        spot->now = g_array_index(carry->new.spots, uint32_t, y);
        carry->n_alike++;
    }
}

static void take_chars(struct gaz_carry *carry, uint32_t n_old, uint32_t n_new) {
    begin_chars(&carry->old);
    begin_chars(&carry->new);
    carry->heads = g_new0(uint32_t, n_old + 2);
    for (uint32_t i = 0; i < n_old; i++) {
        take_page(&carry->old, carry->ground, i);
        carry->heads[i + 1] = carry->old.chars->len;
    }
    for (uint32_t i = 0; i < n_new; i++)
        take_page(&carry->new, carry->fresh, i);
    carry->now = g_new(uint32_t, carry->old.chars->len + 1);
    carry->was = g_new(uint32_t, carry->new.chars->len + 1);
    memset(carry->now, 0xFF, (carry->old.chars->len + 1) * sizeof *carry->now);
    memset(carry->was, 0xFF, (carry->new.chars->len + 1) * sizeof *carry->was);
}

struct gaz_carry *gaz_carry_new(const struct gaz_annotated *file, GBytes *bytes, struct gaz_ground *fresh,
                                uint32_t n_pages) {
    struct gaz_text_layer *layer = gaz_text_layer_read(bytes);
    if (!layer) return NULL;
    struct gaz_carry *carry = g_new0(struct gaz_carry, 1);
    carry->ground = lay_pages(file, layer);
    carry->fresh = fresh;
    gaz_text_layer_free(layer);
    take_chars(carry, file->n_pages, n_pages);
    walk_both(carry);
    slide_all(&(struct side){carry, &carry->new, carry->was, carry->now});
    slide_all(&(struct side){carry, &carry->old, carry->now, carry->was});
    drop_chance(carry);
    find_moved(carry);
    find_repeated(carry);
    take_sources(carry);
    return carry;
}

static void clear_chars(struct gaz_carried_chars *all) {
    g_array_unref(all->chars);
    g_array_unref(all->pages);
    g_array_unref(all->spots);
}

void gaz_carry_free(struct gaz_carry *carry) {
    if (!carry) return;
    gaz_ground_free(carry->ground);
    clear_chars(&carry->old);
    clear_chars(&carry->new);
    g_free(carry->now);
    g_free(carry->was);
    g_free(carry->heads);
    g_free(carry);
}
