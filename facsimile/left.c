/* left.c: what remains once all lines are laid, and the differences in their order (align.c, 6). */
#include "facsimile/aligning.h"

enum {
    NEARBY = 2000, /* characters of the text in which a short line is sought */
    COLUMN = 120,
};

struct left {
    struct aligning *a;
    bool *told;      /* of the print: it is in a difference */
    bool *text_told; /* of the text */
    GArray *placed;  /* struct placed, by their places in the text */
};

struct placed {
    uint32_t at, line;
};

static int compare_placed(const void *one, const void *other) {
    const struct placed *x = one, *y = other;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

static void begin(struct left *left, struct aligning *a) {
    *left = (struct left){a, g_new0(bool, a->print->n_chars + 1), g_new0(bool, a->whole->chars->len + 1),
                          g_array_new(FALSE, FALSE, sizeof(struct placed))};
    for (guint i = 0; i < a->out.differences->len; i++) {
        const struct gaz_difference *d = &g_array_index(a->out.differences, struct gaz_difference, i);
        for (uint32_t k = 0; k < d->n_print; k++)
            left->told[d->print + k] = true;
        for (uint32_t k = 0; k < d->n_text; k++)
            left->text_told[d->text + k] = true;
    }
    for (uint32_t l = 0; l < a->print->n_lines; l++) {
        struct placed placed = {a->out.at[l], l};
        if (placed.at != GAZ_UNPLACED) g_array_append_val(left->placed, placed);
    }
    if (left->placed->len)
        qsort(left->placed->data, left->placed->len, sizeof(struct placed), compare_placed);
}

/* ---- print */

/* Nothing is known of what is printed before and behind: the line may be only the beginning of one. */
static bool is_lone(const struct gaz_print *print, uint32_t l) {
    return print->lines[l].after_gap && (l + 1 == print->n_lines || print->lines[l + 1].after_gap);
}

/* A line that was laid nowhere, and of which nothing was told. */
static bool is_left(const struct left *left, uint32_t l) {
    const struct gaz_print_line *line = &left->a->print->lines[l];
    if (is_lone(left->a->print, l)) return false;
    if (line->is_matter || left->a->is_set[l] || left->a->out.at[l] != GAZ_UNPLACED) return false;
    for (uint32_t i = 0; i < line->n; i++)
        if (left->told[line->first + i]) return false;
    return true;
}

/* Behind what stands before line l in print; 0: nothing does. */
static uint32_t behind(const struct aligning *a, uint32_t l) {
    while (l > 0 && a->out.at[l - 1] == GAZ_UNPLACED)
        l--;
    return l == 0 ? 0 : MIN(a->out.at[l - 1] + a->print->lines[l - 1].n, a->whole->chars->len);
}

/* Where the text stands that comes behind line l in print. */
static uint32_t next_place(const struct aligning *a, uint32_t l) {
    while (l < a->print->n_lines && a->out.at[l] == GAZ_UNPLACED)
        l++;
    return l < a->print->n_lines ? a->out.at[l] : a->whole->chars->len;
}

/* A line too short to be found by itself that the text has in [at, end), beside no other line: laid there. */
static bool lay_short(struct left *left, uint32_t l, uint32_t at, uint32_t end) {
    struct aligning *a = left->a;
    const struct gaz_print_line *line = &a->print->lines[l];
    for (; at + line->n <= end; at++) {
        if (gaz_align_count_taken(a, at, line->n) || left->text_told[at]) continue;
        if (!gaz_align_is_same(a, line->first, at, line->n)) continue;
        a->out.at[l] = a->out.from[l] = at;
        for (uint32_t i = 0; i < line->n; i++)
            a->taken[at + i] = true;
        a->out.n_matched += line->n;
        return true;
    }
    return false;
}

/* Between its neighbours, or, where two columns are one line, before them. */
static void lay_left(struct left *left, uint32_t l) {
    uint32_t from = behind(left->a, l), to = MIN(next_place(left->a, l), from + NEARBY);
    uint32_t before = from > COLUMN ? from - COLUMN : 0;
    if (!lay_short(left, l, from, to) && left->a->print->lines[l].n > 1) lay_short(left, l, before, from);
}

/* Whether a figure of the issue stands between what is before line l in print and what is behind line `end`:
 * the words are its own. */
static bool has_figure(const struct aligning *a, uint32_t from, uint32_t to) {
    for (guint i = 0; i < a->whole->figures->len; i++) {
        uint32_t figure = g_array_index(a->whole->figures, uint32_t, i);
        if (figure >= from && figure <= to) return true;
    }
    return false;
}

static void drop_in_figures(struct aligning *a) {
    GArray *all = a->out.differences;
    for (guint i = all->len; i-- > 0;) {
        const struct gaz_difference *d = &g_array_index(all, struct gaz_difference, i);
        const struct gaz_print_line *line = &a->print->lines[d->line];
        bool whole = d->print == line->first && d->n_print >= line->n && d->n_text == 0;
        if (whole && has_figure(a, d->text, d->text)) g_array_remove_index(all, i);
    }
}

static void note_print(struct left *left) {
    struct aligning *a = left->a;
    for (uint32_t l = 0; l < a->print->n_lines; l++)
        if (is_left(left, l)) lay_left(left, l);
    for (uint32_t l = 0, end; l < a->print->n_lines; l = end) {
        const struct gaz_print_line *line = &a->print->lines[l];
        end = l + 1;
        if (!is_left(left, l)) continue;
        struct gaz_difference d = {line->first, line->n, behind(a, l), 0, l};
        for (; end < a->print->n_lines && is_left(left, end) && a->print->lines[end].page == line->page;
             end++)
            d.n_print += a->print->lines[end].n;
        if (!has_figure(a, d.text, next_place(a, end))) gaz_align_push(a, d);
    }
}

/* ---- text */

/* Whether the print has all that stands between the neighbours of the text [at, end). */
static bool is_bounded(const struct left *left, uint32_t at, uint32_t end) {
    const GArray *placed = left->placed;
    guint next = 0;
    while (next < placed->len && g_array_index(placed, struct placed, next).at < end)
        next++;
    if (next == 0 || next == placed->len) return false;
    uint32_t before = g_array_index(placed, struct placed, next - 1).line;
    uint32_t after = g_array_index(placed, struct placed, next).line;
    if (g_array_index(placed, struct placed, next - 1).at >= at || before > after) return false;
    for (uint32_t l = before + 1; l <= after; l++)
        if (left->a->print->lines[l].after_gap) return false;
    return true;
}

static bool is_missing(const struct left *left, const struct gaz_whole_node *node) {
    for (uint32_t i = node->at; i < node->at + node->n; i++)
        if (left->a->taken[i] || left->text_told[i]) return false;
    return true;
}

/* The printed line before which the text at this place would stand. */
static uint32_t line_behind(const struct left *left, uint32_t end) {
    guint next = 0;
    while (g_array_index(left->placed, struct placed, next).at < end)
        next++;
    return g_array_index(left->placed, struct placed, next).line;
}

/* Cells of one row are told together. */
static void note_text(struct left *left) {
    const GArray *nodes = left->a->whole->nodes;
    for (guint i = 0, end; i < nodes->len; i = end) {
        const struct gaz_whole_node *node = &g_array_index(nodes, struct gaz_whole_node, i);
        uint32_t behind_all = node->at + node->n;
        end = i + 1;
        if (node->row == 0 || !is_missing(left, node)) continue;
        for (; end < nodes->len; end++) {
            const struct gaz_whole_node *next = &g_array_index(nodes, struct gaz_whole_node, end);
            if (next->row != node->row || next->doc != node->doc || !is_missing(left, next)) break;
            behind_all = next->at + next->n;
        }
        uint32_t last = behind_all; /* of all rows that are missing here */
        for (guint k = end; k < nodes->len; k++) {
            const struct gaz_whole_node *next = &g_array_index(nodes, struct gaz_whole_node, k);
            if (!is_missing(left, next)) break;
            last = next->at + next->n;
        }
        uint32_t begin_all = node->at;
        for (guint k = i; k-- > 0;) {
            const struct gaz_whole_node *before = &g_array_index(nodes, struct gaz_whole_node, k);
            if (left->a->taken[before->at + before->n - 1]) break;
            begin_all = before->at;
        }
        if (!is_bounded(left, begin_all, last)) continue;
        uint32_t line = line_behind(left, last);
        gaz_align_push(left->a, (struct gaz_difference){left->a->print->lines[line].first, 0, node->at,
                                                        behind_all - node->at, line});
    }
}

/* ---- differences side by side */

enum {
    MOST_PARTS = 16,
    LARGE = 6, /* characters: of one that may have others beside it that are the same */
    STRAY = 6, /* so many that agree between two of them may do so by chance */
};

static uint32_t size_of(const struct gaz_difference *d) {
    return MAX(d->n_print, d->n_text);
}

/* So much agrees between the two. */
static bool are_near(const struct gaz_difference *one, const struct gaz_difference *other) {
    int64_t print = (int64_t)other->print - one->print - one->n_print;
    int64_t text = (int64_t)other->text - one->text - one->n_text;
    return print >= 0 && print == text && print <= STRAY;
}

/* What the print has more in the one place is what it lacks in the other: characters that were exchanged. */
static bool are_exchanged(const struct aligning *a, const struct gaz_difference *one,
                          const struct gaz_difference *other) {
    bool crossed = one->n_print == 1 && one->n_text == 1 && other->n_print == 1 && other->n_text == 1;
    if (crossed)
        return a->print->chars[one->print] == gaz_align_text(a, other->text) &&
               a->print->chars[other->print] == gaz_align_text(a, one->text);
    const struct gaz_difference *print = one->n_print ? one : other, *text = one->n_print ? other : one;
    if (print->n_text || text->n_print || print->n_print != text->n_text) return false;
    return gaz_align_is_same(a, print->print, text->text, text->n_text);
}

/* Whether what agrees is too little beside what does not. */
static bool belong_together(const struct aligning *a, const struct gaz_difference *one,
                            const struct gaz_difference *other) {
    if (are_exchanged(a, one, other)) return true;
    int64_t agree = (int64_t)other->print - one->print - one->n_print;
    uint32_t most = MAX(size_of(one), size_of(other));
    return most >= LARGE && agree * 2 <= (int64_t)most;
}

static struct gaz_difference joined(const struct gaz_difference *one, const struct gaz_difference *other) {
    return (struct gaz_difference){one->print, other->print + other->n_print - one->print, one->text,
                                   other->text + other->n_text - one->text, one->line};
}

/* Where one has all that the other has, in one place more: a line too much, or too few. */
static void trim(const struct aligning *a, struct gaz_difference *d) {
    uint32_t least = MIN(d->n_print, d->n_text), head = 0, tail = 0;
    while (head < least && a->print->chars[d->print + head] == gaz_align_text(a, d->text + head))
        head++;
    while (head + tail < least && a->print->chars[d->print + d->n_print - 1 - tail] ==
                                      gaz_align_text(a, d->text + d->n_text - 1 - tail))
        tail++;
    d->print += head;
    d->text += head;
    d->n_print -= head + tail;
    d->n_text -= head + tail;
    while (d->line + 1 < a->print->n_lines && a->print->lines[d->line + 1].first <= d->print)
        d->line++;
}

/* Of those from i on how many are one thing that is only in print or only in the text; 1: just this. */
static guint count_pure(const struct aligning *a, guint i) {
    const GArray *all = a->out.differences;
    const struct gaz_difference *first = &g_array_index(all, struct gaz_difference, i);
    guint n = 1;
    for (guint k = i + 1;
         k < all->len && k < i + MOST_PARTS && are_near(first + (k - i) - 1, first + (k - i)); k++) {
        struct gaz_difference d = joined(first, first + (k - i));
        trim(a, &d);
        if (MIN(d.n_print, d.n_text) == 0) n = k - i + 1;
    }
    return n;
}

/* A line that is lost or exchanged has characters in common with what stands there instead: told as one. */
static void join_scattered(struct aligning *a) {
    GArray *all = a->out.differences;
    guint kept = 0, pure;
    for (guint i = 0; i < all->len; i += pure) {
        const struct gaz_difference *first = &g_array_index(all, struct gaz_difference, i);
        pure = count_pure(a, i);
        struct gaz_difference d = pure > 1 ? joined(first, first + pure - 1) : *first;
        struct gaz_difference *last = kept ? &g_array_index(all, struct gaz_difference, kept - 1) : NULL;
        if (last && are_near(last, &d) && belong_together(a, last, &d))
            *last = joined(last, &d);
        else
            g_array_index(all, struct gaz_difference, kept++) = d;
    }
    g_array_set_size(all, kept);
    for (guint i = 0; i < kept; i++) {
        struct gaz_difference *d = &g_array_index(all, struct gaz_difference, i);
        if (d->n_print != d->n_text || !gaz_align_is_same(a, d->print, d->text, d->n_print)) trim(a, d);
    }
}

static int compare_differences(const void *one, const void *other) {
    const struct gaz_difference *x = one, *y = other;
    if (x->print != y->print) return x->print < y->print ? -1 : 1;
    return x->text < y->text ? -1 : x->text > y->text;
}

void gaz_align_note_left(struct aligning *a) {
    struct left left;
    begin(&left, a);
    drop_in_figures(a);
    note_print(&left);
    note_text(&left);
    if (a->out.differences->len)
        qsort(a->out.differences->data, a->out.differences->len, sizeof(struct gaz_difference),
              compare_differences);
    join_scattered(a);
    g_free(left.told);
    g_free(left.text_told);
    g_array_unref(left.placed);
}
