/* lines.c: see lines.h. Integers decide; each step is a sort and one way through. */
#include "facsimile/pdf/lines.h"

#include <stdlib.h>

enum {
    STEP = 4,     /* baselines that differ by less than an em's fourth are one */
    SMALL = 80,   /* per cent: a mark is smaller than that, as its line has it */
    RAISED = 75,  /* of the line's em: how far up its baseline is at most */
    LOWERED = 40, /* and down */
    BESIDE = 60,  /* and how far from the line's next character it stands */
    TWICE = 10,   /* the same character so near is the same one, struck twice */
    GAP = 100,    /* between pieces */
    EVEN = 75,    /* per cent of a line's gaps: it is spread */
    MOST_MARKS = 12,
};

/* ---- direction */

static uint32_t main_turn(const GArray *glyphs) {
    uint32_t counts[GAZ_N_TURNS] = {0}, best = 0;
    for (guint i = 0; i < glyphs->len; i++)
        counts[g_array_index(glyphs, struct gaz_layer_glyph, i).turn]++;
    for (uint32_t turn = 1; turn < GAZ_N_TURNS; turn++)
        if (counts[turn] > counts[best]) best = turn;
    return best;
}

static void part_turns(struct gaz_copy_page *page) {
    uint32_t turn = page->turn = main_turn(page->glyphs);
    guint kept = 0;
    for (guint i = 0; i < page->glyphs->len; i++) {
        struct gaz_layer_glyph glyph = g_array_index(page->glyphs, struct gaz_layer_glyph, i);
        if (glyph.turn == turn)
            g_array_index(page->glyphs, struct gaz_layer_glyph, kept++) = glyph;
        else
            g_array_append_val(page->others, glyph);
    }
    g_array_set_size(page->glyphs, kept);
}

/* A scan's lines rise or fall a little: the slope of all glyphs together is taken off. */
static void straighten(GArray *glyphs) {
    int64_t along = 0, up = 0;
    for (guint i = 0; i < glyphs->len; i++) {
        const struct gaz_layer_glyph *glyph = &g_array_index(glyphs, struct gaz_layer_glyph, i);
        along += glyph->du;
        up += glyph->dv;
    }
    if (along <= 0 || up == 0 || ABS(up) > along / 4 || ABS(up) * 2000 < along) return;
    for (guint i = 0; i < glyphs->len; i++) {
        struct gaz_layer_glyph *glyph = &g_array_index(glyphs, struct gaz_layer_glyph, i);
        glyph->v -= (int32_t)((double)glyph->u * (double)up / (double)along);
    }
}

/* ---- sizes */

static int compare_ems(const void *one, const void *other) {
    int32_t x = *(const int32_t *)one, y = *(const int32_t *)other;
    return x < y ? -1 : x > y;
}

static int32_t middle_em(const struct gaz_copy_page *page, uint32_t first, uint32_t n) {
    if (n == 0) return 1;
    int32_t *ems = g_new(int32_t, n);
    for (uint32_t i = 0; i < n; i++)
        ems[i] = gaz_copy_glyph_at(page, first + i)->em;
    qsort(ems, n, sizeof *ems, compare_ems);
    int32_t em = MAX(ems[n / 2], 1);
    g_free(ems);
    return em;
}

/* ---- baselines */

static int downwards(const void *one, const void *other) {
    const struct gaz_layer_glyph *x = one, *y = other;
    if (x->v != y->v) return x->v > y->v ? -1 : 1;
    return x->u < y->u ? -1 : x->u > y->u;
}

/* Where its ink begins, more or less: an opening mark of full width has it in its right half, and may be
 * drawn upon the closing one before it. */
static int32_t ink_of(const struct gaz_layer_glyph *glyph) {
    static const uint32_t opening[] = {0x300A, 0x3008, 0xFF08, 0x201C, 0x2018, 0x3010,
                                       0x3014, 0x300C, 0x300E, 0xFF3B, 0xFF5B, 0x3016};
    for (size_t i = 0; i < G_N_ELEMENTS(opening); i++)
        if (opening[i] == glyph->ch && (int64_t)glyph->du * 4 >= (int64_t)glyph->em * 3)
            return glyph->u + glyph->em / 2;
    return glyph->u;
}

static int rightwards(const void *one, const void *other) {
    const struct gaz_layer_glyph *x = one, *y = other;
    if (ink_of(x) != ink_of(y)) return ink_of(x) < ink_of(y) ? -1 : 1;
    return x->ch < y->ch ? -1 : x->ch > y->ch;
}

static void sort_line(const struct gaz_copy_page *page, struct gaz_copy_line *line) {
    struct gaz_layer_glyph *all = gaz_copy_glyph_at(page, line->first);
    qsort(all, line->n, sizeof *all, rightwards);
    line->left = all[0].u;
    line->right = all[0].u + all[0].du;
    for (uint32_t i = 1; i < line->n; i++)
        line->right = MAX(line->right, all[i].u + all[i].du);
    line->em = middle_em(page, line->first, line->n);
}

static void push_line(struct gaz_copy_page *page, uint32_t first, uint32_t end) {
    struct gaz_copy_line line = {.first = first, .n = end - first};
    line.v = gaz_copy_glyph_at(page, first + (end - first) / 2)->v;
    sort_line(page, &line);
    g_array_append_val(page->lines, line);
}

static void find_baselines(struct gaz_copy_page *page) {
    uint32_t first = 0, n = page->glyphs->len; /* one at least */
    qsort(page->glyphs->data, n, sizeof(struct gaz_layer_glyph), downwards);
    for (uint32_t i = 1; i <= n; i++) {
        const struct gaz_layer_glyph *before = gaz_copy_glyph_at(page, i - 1);
        bool ends = i == n;
        if (!ends) {
            const struct gaz_layer_glyph *glyph = gaz_copy_glyph_at(page, i);
            ends = before->v - glyph->v > MIN(MIN(before->em, glyph->em), page->em) / STEP;
        }
        if (!ends) continue;
        push_line(page, first, i);
        first = i;
    }
}

/* ---- marks */

static bool stands_beside(const struct gaz_copy_page *page, const struct gaz_layer_glyph *mark,
                          const struct gaz_copy_line *line) {
    int32_t near = (int32_t)((int64_t)line->em * BESIDE / 100), middle = mark->u + mark->du / 2;
    bool beside = false;
    for (uint32_t i = 0; i < line->n; i++) {
        const struct gaz_layer_glyph *glyph = gaz_copy_glyph_at(page, line->first + i);
        int32_t right = glyph->u + glyph->du;
        if (middle > glyph->u + glyph->du / 8 && middle < right - glyph->du / 8) return false;
        beside |= ABS(mark->u - right) <= near || ABS(glyph->u - mark->u - mark->du) <= near;
    }
    return beside;
}

/* Whether what stands on the one baseline are the marks of the other line. */
static bool are_marks(const struct gaz_copy_page *page, const struct gaz_copy_line *marks,
                      const struct gaz_copy_line *line) {
    int64_t up = (int64_t)marks->v - line->v, em = line->em;
    if (marks->n > MOST_MARKS || line->n < 2 || (int64_t)marks->em * 100 > em * SMALL) return false;
    if (up * 100 > em * RAISED || -up * 100 > em * LOWERED) return false;
    bool all = true;
    for (uint32_t i = 0; i < marks->n && all; i++) {
        const struct gaz_layer_glyph *mark = gaz_copy_glyph_at(page, marks->first + i);
        bool goes_on = i > 0 && mark->u - mark[-1].u - mark[-1].du <= mark->em / 2;
        all = goes_on || stands_beside(page, mark, line);
    }
    return all;
}

/* The glyphs of both lie behind one another. */
static void join_lines(struct gaz_copy_page *page, guint upper, bool keeps_upper) {
    struct gaz_copy_line *line = gaz_copy_line_at(page, upper), below = line[1];
    if (!keeps_upper) line->v = below.v;
    line->n += below.n;
    sort_line(page, line);
    g_array_remove_index(page->lines, upper + 1);
}

static void join_marks(struct gaz_copy_page *page) {
    for (guint i = 0; i + 1 < page->lines->len;) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, i);
        bool raised = are_marks(page, line, line + 1), lowered = !raised && are_marks(page, line + 1, line);
        if (raised || lowered)
            join_lines(page, i, lowered);
        else
            i++;
    }
}

/* ---- struck twice */

/* Bold is made so, and some text layers lie upon printed text: within a line the same character at one place
 * counts once. */
static void drop_twins(struct gaz_copy_page *page, struct gaz_copy_line *line) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < line->n; i++) {
        struct gaz_layer_glyph glyph = *gaz_copy_glyph_at(page, line->first + i);
        bool twin = false;
        for (uint32_t k = kept; k > 0 && kept - k < MOST_MARKS && !twin; k--) {
            const struct gaz_layer_glyph *before = gaz_copy_glyph_at(page, line->first + k - 1);
            if (glyph.u - before->u > glyph.em * TWICE / 100) break;
            twin = before->ch == glyph.ch;
        }
        if (!twin) *gaz_copy_glyph_at(page, line->first + kept++) = glyph;
    }
    line->n = kept;
}

/* ---- the door */

struct gaz_copy_page gaz_copy_page_of(GArray *glyphs) {
    struct gaz_copy_page page = {.glyphs = glyphs};
    page.others = g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_glyph));
    page.lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_copy_line));
    page.fields = g_array_new(FALSE, FALSE, sizeof(struct gaz_copy_field));
    part_turns(&page);
    straighten(page.glyphs);
    page.em = middle_em(&page, 0, page.glyphs->len);
    if (page.glyphs->len) find_baselines(&page);
    join_marks(&page);
    for (guint i = 0; i < page.lines->len; i++)
        drop_twins(&page, gaz_copy_line_at(&page, i));
    return page;
}

void gaz_copy_page_clear(struct gaz_copy_page *page) {
    g_array_unref(page->glyphs);
    g_array_unref(page->others);
    g_array_unref(page->lines);
    g_array_unref(page->fields);
    if (page->rules) g_array_unref(page->rules);
}

static struct gaz_layer_rule turned(struct gaz_layer_rule rule, uint32_t turn) {
    switch ((enum gaz_layer_turn)turn) {
    case GAZ_TURN_UP:
        return (struct gaz_layer_rule){rule.y0, -rule.x1, rule.y1, -rule.x0};
    case GAZ_TURN_LEFT:
        return (struct gaz_layer_rule){-rule.x1, -rule.y1, -rule.x0, -rule.y0};
    case GAZ_TURN_DOWN:
        return (struct gaz_layer_rule){-rule.y1, rule.x0, -rule.y0, rule.x1};
    case GAZ_TURN_RIGHT:
    case GAZ_N_TURNS:
        break;
    }
    return rule;
}

void gaz_copy_page_take_rules(struct gaz_copy_page *page, GArray *rules, struct gaz_layer_rule edges) {
    page->rules = rules;
    edges = turned(edges, page->turn);
    page->top = edges.y1;
    page->foot = edges.y0;
    for (guint i = 0; i < rules->len; i++) {
        struct gaz_layer_rule *rule = &g_array_index(rules, struct gaz_layer_rule, i);
        *rule = turned(*rule, page->turn);
    }
}

static int compare_gaps(const void *one, const void *other) {
    return compare_ems(one, other);
}

/* The white between the characters, sorted: line->n - 1 of them; g_free. */
static int32_t *gaps_of(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    int32_t *gaps = g_new(int32_t, line->n + 1);
    for (uint32_t i = 1; i < line->n; i++)
        gaps[i - 1] = gaz_copy_gap(gaz_copy_glyph_at(page, line->first + i));
    qsort(gaps, line->n - 1, sizeof *gaps, compare_gaps);
    return gaps;
}

/* Between the characters of a line that is spread: what most of them keep. */
static int32_t usual_gap(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    if (line->n < 4) return 0;
    g_autofree int32_t *gaps = gaps_of(page, line);
    return MAX(gaps[(line->n - 1) / 2], 0);
}

int32_t gaz_copy_letter_gap(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    int32_t usual = usual_gap(page, line), like = 0;
    if (usual <= line->em / 2) return usual;
    g_autofree int32_t *gaps = gaps_of(page, line);
    for (uint32_t i = 0; i + 1 < line->n; i++)
        like += ABS(gaps[i] - usual) <= line->em / 4;
    return (uint64_t)like * 100 >= (uint64_t)(line->n - 1) * EVEN ? usual : 0;
}

GArray *gaz_copy_pieces_by(const struct gaz_copy_page *page, const struct gaz_copy_line *line,
                           int32_t least) {
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(struct gaz_copy_piece));
    struct gaz_copy_piece piece = {line->first, 0};
    for (uint32_t i = line->first; i < line->first + line->n; i++) {
        if (piece.n > 0 && gaz_copy_gap(gaz_copy_glyph_at(page, i)) > least) {
            g_array_append_val(pieces, piece);
            piece = (struct gaz_copy_piece){i, 0};
        }
        piece.n++;
    }
    if (piece.n > 0) g_array_append_val(pieces, piece);
    return pieces;
}

GArray *gaz_copy_pieces(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    int32_t least = (int32_t)((int64_t)line->em * GAP / 100) + 2 * usual_gap(page, line);
    return gaz_copy_pieces_by(page, line, least);
}
