/* script.c: E. W. Myers, An O(ND) Difference Algorithm and Its Variations (Algorithmica 1, 1986), the variant
 * of section 4b: the middle of a shortest path is found from both ends, then each half in turn.
 *
 * A place is (x, y): so many elements of the old and of the new sequence are behind it. A diagonal is x - y.
 * front[d] is the farthest x that a path from the beginning reaches on diagonal d, back[d] the least x from
 * which a path leads to the end.
 */
#include "base/diff/script.h"

#include <glib.h>
#include <string.h>

enum { MAX_ROUNDS = 1024 }; /* one search gives up looking for the exact middle after so many edits */

struct box { /* [x0, x1) of the old against [y0, y1) of the new */
    int32_t x0, x1, y0, y1;
};

struct place {
    int32_t x, y;
};

struct search {
    const uint32_t *old, *new;
    struct gaz_script script;
    int32_t *front, *back; /* by diagonal, which may be negative */
    uint64_t *allowance;
    bool shortest;
};

/* Diagonals in reach of one end after a number of edits: every second one of [low, high]. */
struct reach {
    int32_t low, high, middle;
};

/* The reach grows by one on either side while it is inside the box, and shrinks by one where it was at the
 * border: the parity stays that of the edits. */
static void widen(struct reach *reach, int32_t lowest, int32_t highest, int32_t *ends, int32_t none) {
    if (reach->low > lowest)
        ends[--reach->low - 1] = none;
    else
        ++reach->low;
    if (reach->high < highest)
        ends[++reach->high + 1] = none;
    else
        --reach->high;
}

/* One more edit from the beginning. True when the path meets one from the end. */
static bool step_front(struct search *s, const struct box *box, const struct reach *reach,
                       const struct reach *other, struct place *met) {
    bool odd = (reach->middle - other->middle) & 1;
    for (int32_t d = reach->high; d >= reach->low; d -= 2) {
        int32_t x = MAX(s->front[d - 1] + 1, s->front[d + 1]), began = x;
        while (x < box->x1 && x - d < box->y1 && s->old[x] == s->new[x - d])
            x++;
        s->front[d] = x;
        *s->allowance -= MIN(*s->allowance, (uint64_t)(x - began) + 1);
        if (odd && d >= other->low && d <= other->high && x >= s->back[d]) {
            *met = (struct place){x, x - d};
            return true;
        }
    }
    return false;
}

static bool step_back(struct search *s, const struct box *box, const struct reach *reach,
                      const struct reach *other, struct place *met) {
    bool odd = (reach->middle - other->middle) & 1;
    for (int32_t d = reach->high; d >= reach->low; d -= 2) {
        int32_t x = MIN(s->back[d - 1], s->back[d + 1] - 1), began = x;
        while (x > box->x0 && x - d > box->y0 && s->old[x - 1] == s->new[x - d - 1])
            x--;
        s->back[d] = x;
        *s->allowance -= MIN(*s->allowance, (uint64_t)(began - x) + 1);
        if (!odd && d >= other->low && d <= other->high && x <= s->front[d]) {
            *met = (struct place){x, x - d};
            return true;
        }
    }
    return false;
}

/* The place farthest from its own end that either search has reached. */
static struct place farthest(const struct search *s, const struct box *box, const struct reach *front,
                             const struct reach *back) {
    struct place best = {box->x0, box->y0};
    int64_t most = -1;
    for (int32_t d = front->low; d <= front->high; d += 2) {
        int32_t x = s->front[d], y = x - d;
        int64_t gained = (int64_t)x - box->x0 + y - box->y0;
        if (x > box->x1 || y > box->y1 || gained <= most) continue;
        most = gained;
        best = (struct place){x, y};
    }
    for (int32_t d = back->low; d <= back->high; d += 2) {
        int32_t x = s->back[d], y = x - d;
        int64_t gained = (int64_t)box->x1 - x + box->y1 - y;
        if (x < box->x0 || y < box->y0 || gained <= most) continue;
        most = gained;
        best = (struct place){x, y};
    }
    return best;
}

/* A place on a shortest path that parts the box, whose first and last elements differ. */
static struct place find_middle(struct search *s, const struct box *box) {
    int32_t lowest = box->x0 - box->y1, highest = box->x1 - box->y0;
    struct reach front = {.middle = box->x0 - box->y0}, back = {.middle = box->x1 - box->y1};
    struct place met;
    front.low = front.high = front.middle;
    back.low = back.high = back.middle;
    s->front[front.middle] = box->x0;
    s->back[back.middle] = box->x1;
    for (int round = 0;; round++) {
        if (round > 0 && (round > MAX_ROUNDS || *s->allowance == 0)) {
            s->shortest = false;
            return farthest(s, box, &front, &back);
        }
        widen(&front, lowest, highest, s->front, INT32_MIN / 2);
        if (step_front(s, box, &front, &back, &met)) return met;
        widen(&back, lowest, highest, s->back, INT32_MAX / 2);
        if (step_back(s, box, &back, &front, &met)) return met;
    }
}

static void trim(const struct search *s, struct box *box) {
    while (box->x0 < box->x1 && box->y0 < box->y1 && s->old[box->x0] == s->new[box->y0])
        box->x0++, box->y0++;
    while (box->x0 < box->x1 && box->y0 < box->y1 && s->old[box->x1 - 1] == s->new[box->y1 - 1])
        box->x1--, box->y1--;
}

/* All of a box is replaced that has only one side, or for which nothing is left to search with. */
static bool mark_the_plain(struct search *s, const struct box *box) {
    if (box->x0 < box->x1 && box->y0<box->y1 && * s->allowance> 0) return false;
    if (box->x0 < box->x1 && box->y0 < box->y1) s->shortest = false;
    for (int32_t x = box->x0; x < box->x1; x++)
        s->script.gone[x] = 1;
    for (int32_t y = box->y0; y < box->y1; y++)
        s->script.come[y] = 1;
    return true;
}

/* The smaller half is gone into, the larger one is gone on with: so deep as the logarithm at most. */
static void compare(struct search *s, struct box box) {
    for (;;) {
        trim(s, &box);
        if (mark_the_plain(s, &box)) return;
        struct place at = find_middle(s, &box);
        struct box one = {box.x0, at.x, box.y0, at.y}, two = {at.x, box.x1, at.y, box.y1};
        bool one_is_small = (int64_t)at.x - box.x0 + at.y - box.y0 < (int64_t)box.x1 - at.x + box.y1 - at.y;
        compare(s, one_is_small ? one : two);
        box = one_is_small ? two : one;
    }
}

bool gaz_script_make(struct gaz_sequence old, struct gaz_sequence new, struct gaz_script script,
                     uint64_t *allowance) {
    size_t diagonals = (size_t)old.n + new.n + 5;
    int32_t *ends = g_new(int32_t, 2 * diagonals);
    struct search search = {.old = old.items,
                            .new = new.items,
                            .script = script,
                            .front = ends + new.n + 2,
                            .back = ends + diagonals + new.n + 2,
                            .allowance = allowance,
                            .shortest = true};
    compare(&search, (struct box){0, (int32_t)old.n, 0, (int32_t) new.n});
    g_free(ends);
    return search.shortest;
}

/* ---- shifting */

struct side {
    const uint32_t *items;
    uint8_t *marks;
    uint32_t n, at; /* at: the first element not passed yet */
};

/* Takes a run of marks so many elements on (back when negative). */
static void move_run(struct side *side, uint32_t from, uint32_t to, int64_t steps) {
    memset(side->marks + from, 0, to - from);
    memset(side->marks + from + steps, 1, to - from);
}

/* How far a run of marks [from, to) can be taken on along equal elements, before the next edit. */
static uint32_t room_behind(const struct side *side, const struct side *other, uint32_t to) {
    uint32_t from = side->at, n = 0;
    while (to + n < side->n && other->at + n < other->n && !side->marks[to + n] &&
           !other->marks[other->at + n] && side->items[from + n] == side->items[to + n])
        n++;
    return n;
}

/* A run of marks of `side` up to `to`, at a place where the other side has none. It is taken along equal
 * elements, at most to the edit before it (`room` elements) or behind it, to the last place where its
 * beginning is best; how far is given back. */
static int64_t shift_run(struct side *side, const struct side *other, uint32_t to, uint32_t room,
                         bool (*is_stop)(uint32_t)) {
    uint32_t from = side->at, far = room_behind(side, other, to);
    int64_t steps = far;
    for (;; steps--) {
        uint32_t begin = (uint32_t)(from + steps);
        if (begin == 0 || is_stop(side->items[begin - 1])) break;
        bool can = steps > -(int64_t)room && side->items[begin - 1] == side->items[begin + (to - from) - 1];
        if (!can) return 0;
    }
    move_run(side, from, to, steps);
    return steps;
}

static uint32_t run_length(const struct side *side) {
    uint32_t end = side->at;
    while (end < side->n && side->marks[end])
        end++;
    return end - side->at;
}

void gaz_script_shift(struct gaz_sequence old, struct gaz_sequence new, struct gaz_script script,
                      bool (*is_stop)(uint32_t item)) {
    struct side one = {old.items, script.gone, old.n, 0}, two = {new.items, script.come, new.n, 0};
    uint32_t equal = 0; /* elements passed since the edit before */
    while (one.at < one.n || two.at < two.n) {
        uint32_t went = run_length(&one), came = run_length(&two);
        int64_t steps = 0;
        if (went && !came) steps = shift_run(&one, &two, one.at + went, equal, is_stop);
        if (came && !went) steps = shift_run(&two, &one, two.at + came, equal, is_stop);
        if (steps > 0) went = came = 0; /* it is met again, and stays */
        equal = went || came ? 0 : equal + 1;
        one.at += went || came ? went : 1;
        two.at += went || came ? came : 1;
    }
}
