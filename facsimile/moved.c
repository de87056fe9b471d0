/* moved.c: cells that stand between known ones, and words that the print has in another order (align.c, 5).
 */
#include "facsimile/aligning.h"

enum {
    NEARBY = 400, /* characters: what stands side by side is read no further off */
};

/* Where the text has, near the place, just what a printed line says and no line was laid beside;
 * GAZ_UNPLACED: nowhere. */
static uint32_t find_left(const struct aligning *a, const struct gaz_difference *d) {
    uint32_t size = a->whole->chars->len, n = d->n_print, best = GAZ_UNPLACED;
    uint32_t from = d->text > NEARBY ? d->text - NEARBY : 0;
    for (uint32_t at = from; at + n <= MIN(size, d->text + NEARBY); at++) {
        uint32_t i = 0;
        while (i < n && !a->taken[at + i] && gaz_align_text(a, at + i) == a->print->chars[d->print + i])
            i++;
        bool is_nearer = best == GAZ_UNPLACED || ABS((int64_t)at - d->text) < ABS((int64_t)best - d->text);
        if (i == n && is_nearer) best = at;
    }
    return best;
}

/* Lines without a place between two that have one: short cells of a table. */
struct between {
    uint32_t line, end;    /* of the print; the characters between are one run */
    uint32_t text, n_text; /* what lies between the neighbours, and no line was laid beside */
};

static uint32_t end_of_line(const struct aligning *a, uint32_t l) {
    uint32_t at = a->out.at[l], end = at + 1, most = MIN(at + 2 * a->print->lines[l].n, a->whole->chars->len);
    while (end < most && a->taken[end])
        end++;
    return end;
}

/* The lines from `line` on; false: their neighbours do not enclose a stretch of the text. */
static bool find_between(const struct aligning *a, uint32_t line, struct between *b) {
    const struct gaz_print_line *lines = a->print->lines;
    *b = (struct between){.line = line, .end = line};
    while (b->end < a->print->n_lines && a->out.at[b->end] == GAZ_UNPLACED && !lines[b->end].is_matter)
        b->end++;
    if (line == 0 || b->end == a->print->n_lines || a->out.at[line - 1] == GAZ_UNPLACED) return false;
    uint32_t end = a->out.at[b->end];
    b->text = end_of_line(a, line - 1);
    if (end == GAZ_UNPLACED || end <= b->text || end - b->text > NEARBY) return false;
    b->n_text = end - b->text;
    return gaz_align_count_taken(a, b->text, b->n_text) == 0;
}

static bool is_digit(uint32_t ch) {
    return ch >= '0' && ch <= '9';
}

/* Characters of the line that the text has not; GAZ_UNPLACED: it is another thing that stands there. */
static uint32_t count_other(const struct aligning *a, const struct gaz_print_line *line, uint32_t text) {
    uint32_t other = 0, digits = 0;
    for (uint32_t i = 0; i < line->n; i++) {
        uint32_t print = a->print->chars[line->first + i], ch = gaz_align_text(a, text + i);
        if (is_digit(print) != is_digit(ch)) return GAZ_UNPLACED;
        digits += is_digit(ch);
        other += print != ch;
    }
    return other * 2 <= line->n || digits == line->n ? other : GAZ_UNPLACED;
}

/* Cells that stand in the order in which they are read, one line each: what they say is what the text has
 * there, but for one of them at most; where more differ, the order is another. */
static bool are_cells(const struct aligning *a, const struct between *b) {
    const struct gaz_print_line *lines = a->print->lines;
    uint32_t first = lines[b->line].first, n = lines[b->end - 1].first + lines[b->end - 1].n - first;
    uint32_t differing = 0;
    if (n != b->n_text) return false;
    for (uint32_t l = b->line; l < b->end; l++) {
        uint32_t other = count_other(a, &lines[l], b->text + lines[l].first - first);
        if (other == GAZ_UNPLACED) return false;
        differing += other > 0;
    }
    return differing <= 1;
}

static void lay_cell(struct aligning *a, uint32_t l, uint32_t text) {
    const struct gaz_print_line *line = &a->print->lines[l];
    const uint32_t *print = a->print->chars + line->first;
    uint32_t first = 0, end = line->n;
    a->out.at[l] = a->out.from[l] = text;
    for (uint32_t i = 0; i < line->n; i++)
        a->taken[text + i] = true;
    while (first < line->n && print[first] == gaz_align_text(a, text + first))
        first++;
    while (end > first && print[end - 1] == gaz_align_text(a, text + end - 1))
        end--;
    a->out.n_matched += line->n - (end - first);
    gaz_align_push(a,
                   (struct gaz_difference){line->first + first, end - first, text + first, end - first, l});
}

/* One or two characters more or less in a line, and all else the same. */
static bool lay_one_off(struct aligning *a, const struct between *b) {
    const struct gaz_print_line *lines = a->print->lines;
    uint32_t first = lines[b->line].first, n = lines[b->end - 1].first + lines[b->end - 1].n - first;
    uint32_t more = n > b->n_text ? n - b->n_text : b->n_text - n, least = MIN(n, b->n_text), head = 0,
             tail = 0;
    if (more < 1 || more > 2) return false;
    while (head < least && a->print->chars[first + head] == gaz_align_text(a, b->text + head))
        head++;
    while (head + tail < least &&
           a->print->chars[first + n - 1 - tail] == gaz_align_text(a, b->text + b->n_text - 1 - tail))
        tail++;
    if (head + tail < least) return false;
    uint32_t l = b->line;
    while (l + 1 < b->end && lines[l + 1].first - first <= head)
        l++;
    if (n > least ? lines[l].n <= more : b->end - b->line > 1) return false; /* maybe a cell of its own */
    gaz_align_push(a, (struct gaz_difference){first + head, n - least, b->text + head, b->n_text - least, l});
    for (uint32_t i = 0; i < b->n_text; i++)
        a->taken[b->text + i] = true;
    a->out.n_matched += least;
    return true;
}

void gaz_align_lay_cells(struct aligning *a) {
    for (uint32_t l = 0; l < a->print->n_lines; l++) {
        struct between between;
        if (a->out.at[l] != GAZ_UNPLACED || a->print->lines[l].is_matter) continue;
        bool is_found = find_between(a, l, &between) && !lay_one_off(a, &between) && are_cells(a, &between);
        uint32_t first = a->print->lines[l].first;
        for (; is_found && l < between.end; l++)
            lay_cell(a, l, between.text + a->print->lines[l].first - first);
        l = between.end - 1;
    }
}

/* All of a printed line, or of one that was parted from what stands beside it. */
static bool is_line(const struct aligning *a, const struct gaz_difference *d) {
    const struct gaz_print_line *line = &a->print->lines[d->line];
    return d->n_print == line->n || gaz_align_is_apart(line);
}

/* At the beginning or end of a printed line. */
static bool is_at_edge(const struct aligning *a, const struct gaz_difference *d) {
    const struct gaz_print_line *line = &a->print->lines[d->line];
    return d->print == line->first || d->print + d->n_print == line->first + line->n;
}

/* The same words, left out at the edge of another printed line; NULL: there are none. */
static struct gaz_difference *find_other(const struct aligning *a, const struct gaz_difference *d) {
    const GArray *all = a->out.differences;
    for (guint i = 0; i < all->len; i++) {
        struct gaz_difference *other = &g_array_index(all, struct gaz_difference, i);
        if (other->n_print > 0 || other->n_text != d->n_print || other->line == d->line) continue;
        if (ABS((int64_t)other->text - d->text) > NEARBY || !is_at_edge(a, other)) continue;
        uint32_t k = 0;
        while (k < d->n_print && gaz_align_text(a, other->text + k) == a->print->chars[d->print + k])
            k++;
        if (k == d->n_print) return other;
    }
    return NULL;
}

void gaz_align_open_around(struct aligning *a, uint32_t at, uint32_t n) {
    for (uint32_t l = 0; l < a->print->n_lines; l++) {
        if (a->out.at[l] == GAZ_UNPLACED) continue;
        if (a->out.from[l] < at + n && at + n <= a->out.at[l]) a->out.from[l] = at + n;
        uint32_t next = l + 1 < a->print->n_lines ? a->out.at[l + 1] : GAZ_UNPLACED;
        if (next != GAZ_UNPLACED && a->out.at[l] < at && at < next) a->out.is_open[l] = true;
    }
}

/* Text that is found in another order is not what is missing before a line. */
static void take_moved(struct aligning *a, uint32_t at, uint32_t n) {
    for (uint32_t k = 0; k < n; k++)
        a->taken[at + k] = true;
    gaz_align_open_around(a, at, n);
    a->out.n_matched += n;
}

/* A printed line that the text has, whole, a little before or behind is only read in another order: cells
 * side by side, 文件 beside the names of those that issue together. */
void gaz_align_drop_moved(struct aligning *a) {
    GArray *all = a->out.differences;
    for (guint i = 0; i < all->len; i++) {
        struct gaz_difference *d = &g_array_index(all, struct gaz_difference, i);
        if (d->n_text > 0 || d->n_print < 2 || !is_at_edge(a, d)) continue;
        struct gaz_difference *other = find_other(a, d);
        uint32_t at = other ? other->text : is_line(a, d) ? find_left(a, d) : GAZ_UNPLACED;
        if (at == GAZ_UNPLACED) continue;
        take_moved(a, at, d->n_print);
        a->is_set[d->line] |= d->n_print == a->print->lines[d->line].n;
        if (other) other->n_text = 0;
        d->n_print = 0;
    }
    for (guint i = all->len; i-- > 0;) {
        struct gaz_difference *d = &g_array_index(all, struct gaz_difference, i);
        if (d->n_print == 0 && gaz_align_count_taken(a, d->text, d->n_text) == d->n_text) d->n_text = 0;
        if (d->n_print == 0 && d->n_text == 0) g_array_remove_index(all, i);
    }
}
