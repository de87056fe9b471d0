/* cells.c: the cells of a table that has rules.
 *
 * What is drawn about a character, the nearest rule on each of its four sides that passes it, is its cell;
 * a table may be open at its sides. One cell alone is a frame around text.
 */
#include "facsimile/pdf/pages.h"

#include <stdlib.h>

enum {
    NEAR = 2 * 1024, /* rules so near are one, and may end so far before they meet */
    MIDDLE = 35,     /* per cent of an em above the baseline */
};

struct box {
    int32_t left, bottom, right, top; /* INT32_MIN, INT32_MAX: there is no rule */
};

static bool is_same(int32_t one, int32_t other) {
    return ABS((int64_t)one - other) <= NEAR;
}

static bool is_same_box(const struct box *x, const struct box *y) {
    return is_same(x->left, y->left) && is_same(x->bottom, y->bottom) && is_same(x->right, y->right) &&
           is_same(x->top, y->top);
}

static bool is_upright(const struct gaz_layer_rule *rule) {
    return (int64_t)rule->y1 - rule->y0 > (int64_t)rule->x1 - rule->x0;
}

/* What stands beside a point, of the upright rules; then above and below it, of those that go from side to
 * side: a line under words is none. */
static struct box box_at(const struct gaz_copy_page *page, int64_t u, int64_t v) {
    struct box box = {INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX};
    for (guint i = 0; i < page->rules->len; i++) {
        const struct gaz_layer_rule *rule = &g_array_index(page->rules, struct gaz_layer_rule, i);
        if (!is_upright(rule) || rule->y0 - NEAR > v || v > rule->y1 + NEAR) continue;
        if (rule->x0 <= u) box.left = MAX(box.left, rule->x0);
        if (rule->x0 > u) box.right = MIN(box.right, rule->x0);
    }
    for (guint i = 0; i < page->rules->len; i++) {
        const struct gaz_layer_rule *rule = &g_array_index(page->rules, struct gaz_layer_rule, i);
        if (is_upright(rule) || rule->x0 - NEAR > u || u > rule->x1 + NEAR) continue;
        if (box.left != INT32_MIN && rule->x0 - NEAR > box.left) continue;
        if (box.right != INT32_MAX && rule->x1 + NEAR < box.right) continue;
        if (rule->y0 <= v) box.bottom = MAX(box.bottom, rule->y0);
        if (rule->y0 > v) box.top = MIN(box.top, rule->y0);
    }
    return box;
}

static struct box box_of(const struct gaz_copy_page *page, const struct gaz_layer_glyph *glyph) {
    return box_at(page, (int64_t)glyph->u + glyph->du / 2,
                  (int64_t)glyph->v + (int64_t)glyph->em * MIDDLE / 100);
}

static bool is_cell(const struct box *box) {
    bool has_side = box->left != INT32_MIN || box->right != INT32_MAX;
    return has_side && box->bottom != INT32_MIN && box->top != INT32_MAX;
}

/* ---- the rules */

static int32_t across(const struct gaz_layer_rule *rule) {
    return is_upright(rule) ? rule->x0 : rule->y0;
}

static int by_place(const void *one, const void *other) {
    const struct gaz_layer_rule *x = one, *y = other;
    if (is_upright(x) != is_upright(y)) return is_upright(x) ? 1 : -1;
    if (across(x) != across(y)) return across(x) < across(y) ? -1 : 1;
    int32_t from = is_upright(x) ? x->y0 : x->x0, then = is_upright(y) ? y->y0 : y->x0;
    return from < then ? -1 : from > then;
}

/* Cells that each have their own borders have rules in pieces. */
static bool join(struct gaz_layer_rule *rule, const struct gaz_layer_rule *next) {
    if (is_upright(rule) != is_upright(next) || !is_same(across(rule), across(next))) return false;
    bool upright = is_upright(rule);
    if (upright ? next->y0 > rule->y1 + NEAR : next->x0 > rule->x1 + NEAR) return false;
    rule->x1 = upright ? rule->x1 : MAX(rule->x1, next->x1);
    rule->y1 = upright ? MAX(rule->y1, next->y1) : rule->y1;
    return true;
}

static void join_rules(GArray *rules) {
    guint kept = 0;
    if (rules->len) qsort(rules->data, rules->len, sizeof(struct gaz_layer_rule), by_place);
    for (guint i = 0; i < rules->len; i++) {
        struct gaz_layer_rule rule = g_array_index(rules, struct gaz_layer_rule, i);
        if (kept > 0 && join(&g_array_index(rules, struct gaz_layer_rule, kept - 1), &rule)) continue;
        g_array_index(rules, struct gaz_layer_rule, kept++) = rule;
    }
    g_array_set_size(rules, kept);
}

/* ---- which lines */

/* Whether a character of the line is in a cell; `other`: in another one than `box`. */
static bool is_in_cells(const struct gaz_copy_page *page, const struct gaz_copy_line *line, struct box *box,
                        bool *other) {
    bool is = false;
    for (uint32_t i = 0; i < line->n; i++) {
        struct box here = box_of(page, gaz_copy_glyph_at(page, line->first + i));
        if (!is_cell(&here)) continue;
        if (!is && box->left == INT32_MAX) *box = here;
        *other |= !is_same_box(box, &here);
        is = true;
    }
    return is;
}

void gaz_copy_find_ruled(struct gaz_copy_page *page) {
    struct box box = {.left = INT32_MAX};
    bool has_more = false;
    guint first = 0;
    if (page->rules) join_rules(page->rules);
    for (guint l = 0; page->rules && page->rules->len && l <= page->lines->len; l++) {
        struct gaz_copy_line *line = l < page->lines->len ? gaz_copy_line_at(page, l) : NULL;
        if (line && line->is_furniture) continue;
        if (line && is_in_cells(page, line, &box, &has_more)) continue;
        for (guint k = first; has_more && k < l; k++)
            gaz_copy_line_at(page, k)->is_ruled = !gaz_copy_line_at(page, k)->is_furniture;
        box = (struct box){.left = INT32_MAX};
        has_more = false;
        first = l + 1;
    }
}

/* ---- in which order */

struct piece {
    struct box box;
    struct gaz_copy_cell_line line;
};

/* What is beside the table, as a reader has it. */
static struct box own_box(const struct gaz_layer_glyph *glyph) {
    return (struct box){glyph->u, glyph->v, glyph->u, glyph->v + glyph->em};
}

static void add_pieces(const struct gaz_copy_page *page, const struct gaz_copy_line *line, GArray *pieces) {
    struct piece piece = {.line.n = 0};
    bool was_cell = false;
    for (uint32_t i = line->first; i < line->first + line->n; i++) {
        const struct gaz_layer_glyph *glyph = gaz_copy_glyph_at(page, i);
        struct box box = box_of(page, glyph);
        bool cell = is_cell(&box);
        if (piece.line.n > 0 && (cell != was_cell || (cell && !is_same_box(&box, &piece.box)))) {
            g_array_append_val(pieces, piece);
            piece.line.n = 0;
        }
        if (piece.line.n == 0) piece = (struct piece){cell ? box : own_box(glyph), {0, i, 0}};
        piece.line.n++;
        was_cell = cell;
    }
    if (piece.line.n > 0) g_array_append_val(pieces, piece);
}

/* Cells from the head down, side by side from the left; in each what stands higher first. */
static int in_order(const void *one, const void *other) {
    const struct piece *x = one, *y = other;
    if (x->line.cell != y->line.cell) {
        if (!is_same(x->box.top, y->box.top)) return x->box.top > y->box.top ? -1 : 1;
        if (!is_same(x->box.left, y->box.left)) return x->box.left < y->box.left ? -1 : 1;
        return x->line.cell < y->line.cell ? -1 : 1;
    }
    return x->line.first < y->line.first ? -1 : x->line.first > y->line.first;
}

/* Of one cell the boxes are written alike, so that order goes by all of it. */
static void name_cells(GArray *pieces) {
    for (guint i = 0; i < pieces->len; i++) {
        struct piece *piece = &g_array_index(pieces, struct piece, i);
        guint k = i;
        piece->line.cell = i;
        while (k-- > 0) {
            const struct piece *before = &g_array_index(pieces, struct piece, k);
            if (!is_same_box(&before->box, &piece->box)) continue;
            piece->box = before->box;
            piece->line.cell = before->line.cell;
            break;
        }
    }
}

GArray *gaz_copy_cell_lines(const struct gaz_copy_page *page, uint32_t first, uint32_t end) {
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct gaz_copy_cell_line));
    for (uint32_t l = first; l < end; l++)
        if (!gaz_copy_line_at(page, l)->is_furniture) add_pieces(page, gaz_copy_line_at(page, l), pieces);
    name_cells(pieces);
    if (pieces->len) qsort(pieces->data, pieces->len, sizeof(struct piece), in_order);
    for (guint i = 0; i < pieces->len; i++)
        g_array_append_val(out, g_array_index(pieces, struct piece, i).line);
    return out;
}
