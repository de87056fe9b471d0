/* tables.c: a table's cells, each beside a node of the text (align.c, 0).
 *
 * What is the same in print and text keeps its order mostly: the longest common sequence of whole cells.
 * Between two of them: cells that are the same in another order; a node that several cells make up, as its
 * lines or what a page's end parted; several nodes in one; and, in their order, cells that are much the same,
 * or where there is but one of each. Whatever is left over is laid as other lines are.
 */
#include "facsimile/aligning.h"

#include "base/diff/pairs.h"
#include "base/diff/script.h"
#include "base/text/text.h"

enum {
    AROUND = 4,           /* cells before and behind one that tell where it stands */
    MOST_TRIED = 1 << 22, /* of cells with nodes between two that are known */
    ALIKE = 50,           /* per cent of the characters */
    FAR = 64,             /* cells */
    SHORT = 6,            /* characters: one such thing may stand for another in its place */
    GAIN = 8,             /* of a character that is the same */
};
#define MOST_STEPS (UINT64_C(1) << 26) /* of comparing cells that are not the same */

struct cell {
    uint32_t line, end; /* in the print's lines */
    uint32_t print, n;  /* in its characters */
    uint32_t node;      /* in the whole's nodes; GAZ_UNPLACED */
    bool is_known;      /* it has the place that it has in the text, between others */
    bool is_same;       /* so it will be, once all between rows were gone through */
    bool is_moved;      /* it is the same as its node, which has another place */
};

struct tables {
    struct aligning *a;
    GArray *cells;     /* struct cell */
    uint32_t *ids;     /* of the cells, then of the nodes: equal for equal texts */
    uint32_t *cell_of; /* of each node; GAZ_UNPLACED */
    uint64_t steps;
    uint32_t cell, cell_end, node, node_end; /* what lies between two that are known */
    uint32_t *left_cells, *left_nodes;       /* of these, what is left */
};

static struct cell *cell_at(const struct tables *t, uint32_t i) {
    return &g_array_index(t->cells, struct cell, i);
}

static const struct gaz_whole_node *node_at(const struct tables *t, uint32_t i) {
    return &g_array_index(t->a->whole->nodes, struct gaz_whole_node, i);
}

static uint32_t n_nodes(const struct tables *t) {
    return t->a->whole->nodes->len;
}

/* ---- what there is */

static void find_cells(struct tables *t) {
    const struct gaz_print *print = t->a->print;
    for (uint32_t l = 0, end; l < print->n_lines; l = end) {
        const struct gaz_print_line *line = &print->lines[l];
        struct cell cell = {l, l + 1, line->first, line->n, GAZ_UNPLACED, false, false, false};
        for (end = l + 1; end < print->n_lines && line->cell && print->lines[end].cell == line->cell; end++)
            cell.n += print->lines[end].n;
        cell.end = end;
        if (line->cell && !line->is_matter) g_array_append_val(t->cells, cell);
    }
}

static uint32_t number_of(GHashTable *numbers, const uint32_t *chars, uint32_t n) {
    g_autoptr(GBytes) text = g_bytes_new(chars, n * sizeof *chars);
    gpointer number = NULL;
    if (g_hash_table_lookup_extended(numbers, text, NULL, &number)) return GPOINTER_TO_UINT(number);
    uint32_t new = g_hash_table_size(numbers);
    g_hash_table_insert(numbers, g_bytes_ref(text), GUINT_TO_POINTER(new));
    return new;
}

static void free_bytes(gpointer bytes) {
    g_bytes_unref(bytes);
}

static void number_texts(struct tables *t) {
    GHashTable *numbers = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, free_bytes, NULL);
    const uint32_t *text = (const uint32_t *)(const void *)t->a->whole->chars->data;
    t->ids = g_new(uint32_t, t->cells->len + n_nodes(t) + 1);
    for (uint32_t i = 0; i < t->cells->len; i++)
        t->ids[i] = number_of(numbers, t->a->print->chars + cell_at(t, i)->print, cell_at(t, i)->n);
    for (uint32_t i = 0; i < n_nodes(t); i++)
        t->ids[t->cells->len + i] = number_of(numbers, text + node_at(t, i)->at, node_at(t, i)->n);
    g_hash_table_destroy(numbers);
}

/* ---- the same, in the same order */

static void pair(struct tables *t, uint32_t cell, uint32_t node) {
    cell_at(t, cell)->node = node;
    t->cell_of[node] = cell;
}

static bool begins_row(const struct tables *t, uint32_t node) {
    const struct gaz_whole_node *here = node_at(t, node);
    return node == 0 || here->row == 0 || here->row != node_at(t, node - 1)->row ||
           here->doc != node_at(t, node - 1)->doc;
}

/* Rows and what is in none: of the print as far as its cells are a row of the text, else cell by cell. */
struct unit {
    uint32_t first, n; /* cells, or nodes */
    uint32_t id;       /* equal for equal ones */
};

static uint32_t row_end(const struct tables *t, uint32_t node) {
    uint32_t end = node + 1;
    while (end < n_nodes(t) && !begins_row(t, end))
        end++;
    return end;
}

static void add_unit(GHashTable *numbers, GArray *units, const uint32_t *ids, struct unit unit) {
    unit.id = number_of(numbers, ids + unit.first, unit.n);
    g_array_append_val(units, unit);
}

/* Of the text; `rows`: of each text of a cell the last row that begins with it, `before`: of each row's unit
 * the one before it that begins so. */
static GArray *text_units(const struct tables *t, GHashTable *numbers, uint32_t *rows, uint32_t *before) {
    GArray *units = g_array_new(FALSE, FALSE, sizeof(struct unit));
    const uint32_t *ids = t->ids + t->cells->len;
    for (uint32_t k = 0, end; k < n_nodes(t); k = end) {
        end = row_end(t, k);
        before[units->len] = rows[ids[k]];
        rows[ids[k]] = units->len;
        add_unit(numbers, units, ids, (struct unit){k, end - k, 0});
    }
    return units;
}

/* How many cells from i on are a row. */
static uint32_t row_at(const struct tables *t, uint32_t i, const GArray *texts, const uint32_t *rows,
                       const uint32_t *before) {
    const uint32_t *ids = t->ids + t->cells->len;
    uint32_t longest = 1, tried = 0;
    for (uint32_t u = rows[t->ids[i]]; u != GAZ_UNPLACED && tried < FAR; u = before[u], tried++) {
        const struct unit *row = &g_array_index(texts, struct unit, u);
        uint32_t n = 0;
        while (n < row->n && i + n < t->cells->len && t->ids[i + n] == ids[row->first + n])
            n++;
        if (n == row->n) longest = MAX(longest, n);
    }
    return longest;
}

static void pair_units(struct tables *t, const struct unit *print, const struct unit *text, bool moved) {
    for (uint32_t k = 0; k < print->n; k++) {
        pair(t, print->first + k, text->first + k);
        cell_at(t, print->first + k)->is_moved = moved;
    }
}

static const struct unit *unit_at(const GArray *units, guint i) {
    return &g_array_index(units, struct unit, i);
}

static struct gaz_sequence sequence_of(const GArray *units) {
    uint32_t *items = g_new(uint32_t, units->len + 1);
    for (guint i = 0; i < units->len; i++)
        items[i] = unit_at(units, i)->id;
    return (struct gaz_sequence){items, units->len};
}

/* Rows that are in both, at another place. */
static void pair_moved_rows(struct tables *t, const GArray *prints, const GArray *texts,
                            struct gaz_script script) {
    uint32_t n_ids = prints->len + texts->len;
    uint32_t *first = g_new(uint32_t, n_ids + 1), *next = g_new(uint32_t, texts->len + 1);
    for (uint32_t id = 0; id < n_ids; id++)
        first[id] = GAZ_UNPLACED;
    /* the rows of the text with an id that have no place, the first of them first */
    for (guint k = texts->len; k-- > 0;) {
        next[k] = first[unit_at(texts, k)->id];
        if (script.come[k]) first[unit_at(texts, k)->id] = k;
    }
    for (guint i = 0; i < prints->len; i++) {
        const struct unit *print = unit_at(prints, i);
        uint32_t k = first[print->id];
        if (!script.gone[i] || k == GAZ_UNPLACED || print->n < 2) continue;
        pair_units(t, print, unit_at(texts, k), true);
        first[print->id] = next[k];
    }
    g_free(first);
    g_free(next);
}

/* What is gone from the print and what has come in the text; freed by clear_script. `same` is told of all
 * that is in both, in its order. */
typedef void same_found(struct tables *t, uint32_t print, uint32_t text, void *context);

static struct gaz_script compare(struct tables *t, struct gaz_sequence print, struct gaz_sequence text,
                                 same_found *same, void *context) {
    struct gaz_script script = {g_new0(uint8_t, print.n + 1), g_new0(uint8_t, text.n + 1)};
    uint64_t allowance = GAZ_SCRIPT_ALLOWANCE;
    gaz_script_make(print, text, script, &allowance);
    for (uint32_t i = 0, k = 0; i < print.n && k < text.n;) {
        if (script.gone[i] || script.come[k]) {
            i += script.gone[i] != 0;
            k += script.come[k] != 0;
            continue;
        }
        same(t, i++, k++, context);
    }
    return script;
}

static void clear_script(struct gaz_script *script) {
    g_free(script->gone);
    g_free(script->come);
}

struct both {
    const GArray *prints, *texts; /* struct unit */
};

static void pair_same_units(struct tables *t, uint32_t print, uint32_t text, void *context) {
    const struct both *both = context;
    pair_units(t, unit_at(both->prints, print), unit_at(both->texts, text), false);
}

static void pair_sequences(struct tables *t, const GArray *prints, const GArray *texts) {
    struct gaz_sequence print = sequence_of(prints), text = sequence_of(texts);
    struct both both = {prints, texts};
    struct gaz_script script = compare(t, print, text, pair_same_units, &both);
    pair_moved_rows(t, prints, texts, script);
    clear_script(&script);
    g_free((void *)(uintptr_t)print.items);
    g_free((void *)(uintptr_t)text.items);
}

static void pair_rows(struct tables *t) {
    GHashTable *numbers = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, free_bytes, NULL);
    uint32_t n = t->cells->len + n_nodes(t);
    uint32_t *rows = g_new(uint32_t, n + 1), *before = g_new(uint32_t, n + 1);
    for (uint32_t i = 0; i <= n; i++)
        rows[i] = GAZ_UNPLACED;
    GArray *texts = text_units(t, numbers, rows, before);
    GArray *prints = g_array_new(FALSE, FALSE, sizeof(struct unit));
    for (uint32_t i = 0, step; i < t->cells->len; i += step) {
        step = row_at(t, i, texts, rows, before);
        add_unit(numbers, prints, t->ids, (struct unit){i, step, 0});
    }
    pair_sequences(t, prints, texts);
    g_array_unref(texts);
    g_array_unref(prints);
    g_free(rows);
    g_free(before);
    g_hash_table_destroy(numbers);
}

static void pair_same_cells(struct tables *t, uint32_t print, uint32_t text, void *context) {
    (void)context;
    uint32_t cell = t->cell + print, node = t->node + text;
    if (cell_at(t, cell)->node != GAZ_UNPLACED || t->cell_of[node] != GAZ_UNPLACED) return;
    pair(t, cell, node);
    cell_at(t, cell)->is_same = true;
}

/* Cells between two rows that are known. */
static void pair_same(struct tables *t) {
    struct gaz_sequence print = {t->ids + t->cell, t->cell_end - t->cell},
                        text = {t->ids + t->cells->len + t->node, t->node_end - t->node};
    if (print.n == 0) return;
    struct gaz_script script = compare(t, print, text, pair_same_cells, NULL);
    clear_script(&script);
}

/* Nodes that are not in print and stand between paired ones: of 是 2 乙 | 是 the row 2 乙 是 is meant. */
static void shift_nodes(struct tables *t) {
    for (uint32_t first = 0, end; first < n_nodes(t); first = end + 1) {
        for (end = first; end < n_nodes(t) && t->cell_of[end] == GAZ_UNPLACED;)
            end++;
        uint32_t from = first, to = end, back = 0;
        const uint32_t *ids = t->ids + t->cells->len;
        while (from < to && from > 0 && !begins_row(t, from) && t->cell_of[from - 1] != GAZ_UNPLACED &&
               ids[from - 1] == ids[to - 1])
            from--, to--, back++;
        if (from == to || back == 0 || !begins_row(t, from)) continue;
        for (; back > 0; back--, from++, to++) {
            uint32_t cell = t->cell_of[from];
            t->cell_of[from] = GAZ_UNPLACED;
            pair(t, cell, to);
        }
    }
}

/* The same of cells that are in print only: they stand before what begins a row. */
static void shift_cells(struct tables *t) {
    for (uint32_t first = 0, end; first < t->cells->len; first = end + 1) {
        for (end = first; end < t->cells->len && cell_at(t, end)->node == GAZ_UNPLACED;)
            end++;
        uint32_t from = first, to = end, next = end < t->cells->len ? cell_at(t, end)->node : n_nodes(t);
        while (from < to && from > 0 && next < n_nodes(t) && !begins_row(t, next) &&
               cell_at(t, from - 1)->node == next - 1 && t->ids[from - 1] == t->ids[to - 1])
            from--, to--, next--;
        if (from == to || from == first || next >= n_nodes(t) || !begins_row(t, next)) continue;
        for (uint32_t i = first; i-- > from;) {
            uint32_t node = cell_at(t, i)->node;
            cell_at(t, i)->node = GAZ_UNPLACED;
            cell_at(t, i)->is_known = false;
            pair(t, i + (to - from), node);
            cell_at(t, i + (to - from))->is_known = true;
        }
    }
}

/* ---- between two that are known */

static void lay(struct tables *t, const struct cell *cell, uint32_t at) {
    struct aligning *a = t->a;
    for (uint32_t l = cell->line; l < cell->end; l++) {
        a->out.at[l] = a->out.from[l] = at + (a->print->lines[l].first - cell->print);
        a->is_set[l] = true;
    }
    for (uint32_t i = 0; i < cell->n; i++)
        a->taken[at + i] = true;
    a->out.n_matched += cell->n;
}

static bool is_left(const struct tables *t, uint32_t cell) {
    return cell_at(t, cell)->node == GAZ_UNPLACED;
}

static bool is_free(const struct tables *t, uint32_t node) {
    return t->cell_of[node] == GAZ_UNPLACED;
}

/* The same, in another order. */
static void pair_moved(struct tables *t) {
    for (uint32_t i = t->cell; i < t->cell_end; i++)
        for (uint32_t k = t->node; k < t->node_end && is_left(t, i); k++)
            if (is_free(t, k) && t->ids[i] == t->ids[t->cells->len + k]) {
                pair(t, i, k);
                cell_at(t, i)->is_moved = true;
            }
}

/* Cells of [first, end) that make up a node, in their order. */
static void pair_parts(struct tables *t, uint32_t node, uint32_t first, uint32_t end) {
    const struct gaz_whole_node *whole = node_at(t, node);
    uint32_t at = 0, n = 0;
    for (uint32_t i = first; i < end && at < whole->n; i++) {
        const struct cell *cell = cell_at(t, i);
        if (!is_left(t, i) || cell->n > whole->n - at) continue;
        if (!gaz_align_is_same(t->a, cell->print, whole->at + at, cell->n)) continue;
        t->left_cells[n++] = i;
        at += cell->n;
    }
    if (at < whole->n) return;
    for (uint32_t k = 0; k < n; k++) {
        struct cell *cell = cell_at(t, t->left_cells[k]);
        cell->node = node;
        cell->is_moved = n == 1; /* the whole of it, elsewhere */
        t->cell_of[node] = t->left_cells[k];
        lay(t, cell, whole->at + whole->n - at);
        at -= cell->n;
    }
}

/* Nodes that stand behind one another, all in one cell. */
static void pair_joined(struct tables *t, uint32_t i) {
    const struct cell *cell = cell_at(t, i);
    for (uint32_t first = t->node; first < t->node_end && is_left(t, i); first++) {
        uint32_t at = 0, k = first;
        for (; k < t->node_end && at < cell->n && is_free(t, k); at += node_at(t, k++)->n)
            if (node_at(t, k)->n > cell->n - at ||
                !gaz_align_is_same(t->a, cell->print + at, node_at(t, k)->at, node_at(t, k)->n))
                break;
        if (at < cell->n || k == first) continue;
        lay(t, cell, node_at(t, first)->at);
        for (; k > first; k--)
            pair(t, i, k - 1);
    }
}

/* ---- much the same */

/* Costs of laying n characters of the print beside m of the text, a row for each of the print's. */
static uint16_t *costs_of(const struct aligning *a, const struct cell *cell,
                          const struct gaz_whole_node *node) {
    uint32_t width = node->n + 1;
    uint16_t *costs = g_new(uint16_t, (size_t)(cell->n + 1) * width);
    for (uint32_t i = 0; i <= cell->n; i++)
        for (uint32_t k = 0; k <= node->n; k++) {
            uint16_t *cost = &costs[(size_t)i * width + k];
            *cost = (uint16_t)(i + k);
            if (i == 0 || k == 0) continue;
            bool same = a->print->chars[cell->print + i - 1] == gaz_align_text(a, node->at + k - 1);
            uint16_t above = cost[-(int64_t)width], aslant = cost[-(int64_t)width - 1];
            *cost = (uint16_t)(MIN(above, cost[-1]) + 1);
            *cost = MIN(*cost, (uint16_t)(aslant + !same));
        }
    return costs;
}

enum { LONGEST = 4000 };

static bool is_figure(const struct aligning *a, const struct cell *cell, const struct gaz_whole_node *node) {
    uint32_t print = a->print->chars[cell->print], text = gaz_align_text(a, node->at);
    return (print >= '0' && print <= '9') == (text >= '0' && text <= '9');
}

static uint32_t worth(void *context, uint32_t i, uint32_t k) {
    struct tables *t = context;
    const struct cell *cell = cell_at(t, t->left_cells[i]);
    const struct gaz_whole_node *node = node_at(t, t->left_nodes[k]);
    uint64_t most = MAX(cell->n, node->n), least = MIN(cell->n, node->n);
    uint32_t in_place = node->row && most <= SHORT && is_figure(t->a, cell, node);
    if (most > LONGEST || least * 100 < most * ALIKE || t->steps < most * least) return in_place;
    t->steps -= most * least;
    uint16_t *costs = costs_of(t->a, cell, node);
    uint32_t same = (uint32_t)most - costs[(size_t)(cell->n + 1) * (node->n + 1) - 1];
    g_free(costs);
    return (uint64_t)same * 100 >= most * ALIKE ? 1 + GAIN * same : in_place;
}

static void pair_alike(struct tables *t) {
    uint32_t cells = 0, nodes = 0;
    for (uint32_t i = t->cell; i < t->cell_end; i++)
        if (is_left(t, i)) t->left_cells[cells++] = i;
    for (uint32_t k = t->node; k < t->node_end; k++)
        if (is_free(t, k)) t->left_nodes[nodes++] = k;
    if (cells == 0 || nodes == 0) return;
    if (cells == 1 && nodes == 1 && node_at(t, t->left_nodes[0])->row) {
        pair(t, t->left_cells[0], t->left_nodes[0]);
        return;
    }
    uint32_t *cell_of = g_new(uint32_t, nodes);
    if (gaz_pairs_make(cell_of, cells, nodes, worth, t))
        for (uint32_t k = 0; k < nodes; k++)
            if (cell_of[k] != GAZ_NO_PAIR) pair(t, t->left_cells[cell_of[k]], t->left_nodes[k]);
    g_free(cell_of);
}

typedef void step(struct tables *t);

static void pair_wholes(struct tables *t) {
    pair_moved(t);
    for (uint32_t k = t->node; k < t->node_end; k++)
        if (is_free(t, k)) pair_parts(t, k, t->cell, t->cell_end);
    for (uint32_t i = t->cell; i < t->cell_end; i++)
        if (is_left(t, i)) pair_joined(t, i);
}

/* Side by side, lines of one cell stand between others' that are known. */
static void pair_far_parts(struct tables *t) {
    uint32_t first = t->cell > FAR ? t->cell - FAR : 0, end = MIN(t->cell_end + FAR, t->cells->len);
    for (uint32_t k = t->node; k < t->node_end; k++)
        if (is_free(t, k)) pair_parts(t, k, first, end);
}

/* From the one pair of which both are known to the next. */
static void go_through(struct tables *t, step *one) {
    uint32_t node = 0;
    for (uint32_t i = 0, end; i <= t->cells->len; i = end + 1) {
        for (end = i; end < t->cells->len && !cell_at(t, end)->is_known;)
            end++;
        t->cell = i;
        t->cell_end = end;
        t->node = node;
        t->node_end = end < t->cells->len ? cell_at(t, end)->node : n_nodes(t);
        node = t->node_end + 1;
        bool few = (uint64_t)(t->cell_end - t->cell + FAR) * (t->node_end - t->node) <= MOST_TRIED;
        if (few && t->node < t->node_end) one(t);
    }
}

/* What a table has at the head of each page is in the text where it stands first. */
static void pair_first_printed(struct tables *t) {
    uint32_t behind = 0; /* the cell of the node before */
    for (uint32_t k = 0; k < n_nodes(t); k++) {
        uint32_t cell = t->cell_of[k], i = behind;
        if (cell == GAZ_UNPLACED || cell < behind || cell_at(t, cell)->is_moved) continue;
        while (i < cell && !(is_left(t, i) && t->ids[i] == t->ids[t->cells->len + k]))
            i++;
        if (i < cell && node_at(t, k)->repeats) {
            cell_at(t, cell)->node = GAZ_UNPLACED;
            cell_at(t, cell)->is_known = false;
            pair(t, i, k);
            cell_at(t, i)->is_known = true;
        }
        behind = t->cell_of[k] + 1;
    }
}

static void pair_all(struct tables *t) {
    pair_rows(t);
    for (uint32_t i = 0; i < t->cells->len; i++)
        cell_at(t, i)->is_known = !is_left(t, i) && !cell_at(t, i)->is_moved;
    go_through(t, pair_same);
    for (uint32_t i = 0; i < t->cells->len; i++)
        cell_at(t, i)->is_known |= cell_at(t, i)->is_same;
    shift_nodes(t);
    shift_cells(t);
    pair_first_printed(t);
    go_through(t, pair_wholes);
    go_through(t, pair_far_parts);
    go_through(t, pair_alike);
}

/* ---- laying */

/* A character a line: figures and Latin letters are turned in it, and are not read. */
static bool is_downwards(const struct aligning *a, const struct cell *cell) {
    bool single = cell->end > cell->line + 1;
    for (uint32_t l = cell->line; l < cell->end && single; l++)
        single = a->print->lines[l].n == 1;
    return single;
}

/* The stretches in which the two differ, from the end. */
static void lay_alike(struct tables *t, const struct cell *cell, const struct gaz_whole_node *node) {
    struct aligning *a = t->a;
    bool downwards = is_downwards(a, cell);
    uint32_t width = node->n + 1, i = cell->n, k = node->n, line = cell->end - 1;
    uint16_t *costs = costs_of(a, cell, node);
    struct gaz_difference now = {0};
    while (i > 0 || k > 0) {
        const uint16_t *cost = &costs[(size_t)i * width + k];
        bool same =
            i > 0 && k > 0 && a->print->chars[cell->print + i - 1] == gaz_align_text(a, node->at + k - 1);
        bool both = i > 0 && k > 0 && *cost == cost[-(int64_t)width - 1] + !same;
        bool print = both || (i > 0 && *cost == cost[-(int64_t)width] + 1);
        i -= print;
        k -= both || !print;
        while (line > cell->line && a->print->lines[line].first > cell->print + i)
            line--;
        if (both && same) {
            gaz_align_push(a, now);
            now = (struct gaz_difference){0};
            a->out.n_matched++;
        } else {
            now = (struct gaz_difference){cell->print + i, now.n_print + print, node->at + k,
                                          now.n_text + (both || !print), line};
        }
        if (print) a->out.at[line] = a->out.from[line] = node->at + k;
        bool is_turned = downwards && !gaz_char_is_han(gaz_align_text(a, node->at + k));
        a->taken[node->at + k] |= print || is_turned; /* else what the print lacks is nowhere in it */
    }
    gaz_align_push(a, now);
    g_free(costs);
}

static void lay_pair(struct tables *t, const struct cell *cell) {
    const struct gaz_whole_node *node = node_at(t, cell->node);
    if (t->a->is_set[cell->line]) return; /* it was laid with others */
    if (cell->n == node->n && gaz_align_is_same(t->a, cell->print, node->at, node->n)) {
        lay(t, cell, node->at);
        return;
    }
    if (cell->n > LONGEST || node->n > LONGEST) return;
    lay_alike(t, cell, node);
    for (uint32_t l = cell->line; l < cell->end; l++)
        t->a->is_set[l] = true;
}

/* ---- rows in another order */

/* Where the row of node k ends, if all of it was found elsewhere, one cell behind the other; else k. */
static uint32_t moved_end(const struct tables *t, uint32_t k) {
    uint32_t end = k, first = t->cell_of[k];
    if (node_at(t, k)->row == 0 || !begins_row(t, k)) return k;
    do {
        if (is_free(t, end) || t->cell_of[end] != first + (end - k) || !cell_at(t, t->cell_of[end])->is_moved)
            return k;
        end++;
    } while (end < n_nodes(t) && !begins_row(t, end));
    return end - k > 1 ? end : k;
}

static void note_moved_rows(struct tables *t) {
    for (uint32_t k = 0, end; k < n_nodes(t); k = MAX(end, k + 1)) {
        end = moved_end(t, k);
        if (end == k) continue;
        const struct cell *first = cell_at(t, t->cell_of[k]), *last = cell_at(t, t->cell_of[end - 1]);
        uint32_t at = node_at(t, k)->at;
        gaz_align_push(t->a, (struct gaz_difference){first->print, last->print + last->n - first->print, at,
                                                     node_at(t, end - 1)->at + node_at(t, end - 1)->n - at,
                                                     first->line});
    }
}

/* ---- cells that were exchanged */

/* Whether cell p stands in print where cell i has its place in the text: behind what is before that, or
 * before what is behind it. */
static bool has_place_of(const struct tables *t, uint32_t p, uint32_t i) {
    for (int behind = 0; behind < 2; behind++) {
        uint32_t beside = behind ? cell_at(t, i)->node + 1 : cell_at(t, i)->node - 1;
        uint32_t cell = beside < n_nodes(t) ? t->cell_of[beside] : GAZ_UNPLACED;
        if (cell == GAZ_UNPLACED || cell == i || cell == p) continue;
        if (behind ? cell == p + 1 : cell + 1 == p) return true;
    }
    return false;
}

/* The cell that may have it; GAZ_UNPLACED: none has. */
static uint32_t cell_in_place(const struct tables *t, uint32_t i, bool behind) {
    uint32_t beside = behind ? cell_at(t, i)->node + 1 : cell_at(t, i)->node - 1;
    if (beside >= n_nodes(t) || is_free(t, beside)) return GAZ_UNPLACED;
    uint32_t p = behind ? t->cell_of[beside] - 1 : t->cell_of[beside] + 1;
    return p < t->cells->len && p != i && !is_left(t, p) && has_place_of(t, p, i) ? p : GAZ_UNPLACED;
}

/* Whether the cells before and behind it are read in the order of the text, if cell i is node k: all but what
 * goes on from rows above, or to rows below. */
static bool is_in_order(const struct tables *t, uint32_t i, uint32_t k, uint32_t other) {
    enum { MERGED = 2 };
    uint32_t in_place = 0;
    for (int64_t by = -AROUND; by <= AROUND; by++) {
        int64_t cell = i + by;
        if (by == 0 || cell == other || cell < 0 || cell >= t->cells->len) continue;
        if (is_left(t, (uint32_t)cell)) continue;
        int64_t off = (int64_t)cell_at(t, (uint32_t)cell)->node - k;
        in_place += (off < 0) == (by < 0) && ABS(off - by) <= MERGED;
    }
    return in_place >= AROUND;
}

/* Side by side as one difference, else each at its place. */
static void tell_exchanged(const struct tables *t, uint32_t i, uint32_t p) {
    const struct cell *one = cell_at(t, MIN(i, p)), *other = cell_at(t, MAX(i, p));
    const struct gaz_whole_node *first = node_at(t, other->node), *last = node_at(t, one->node);
    if (MAX(i, p) == MIN(i, p) + 1) {
        gaz_align_push(t->a, (struct gaz_difference){one->print, one->n + other->n, first->at,
                                                     last->at + last->n - first->at, one->line});
        return;
    }
    gaz_align_push(t->a, (struct gaz_difference){one->print, one->n, first->at, first->n, one->line});
    gaz_align_push(t->a, (struct gaz_difference){other->print, other->n, last->at, last->n, other->line});
}

/* In which order the two are read is known: they have columns, or what is about them is in order. */
static bool is_order_known(const struct tables *t, uint32_t i, uint32_t p) {
    const struct gaz_print_line *lines = t->a->print->lines;
    if (lines[cell_at(t, i)->line].column && lines[cell_at(t, p)->line].column) return true;
    return is_in_order(t, i, cell_at(t, p)->node, p) && is_in_order(t, p, cell_at(t, i)->node, i);
}

/* Cells that no other may have for a place. */
static bool may_be_exchanged(const struct tables *t, uint32_t i, uint32_t p) {
    const struct gaz_whole_node *one = node_at(t, cell_at(t, i)->node),
                                *other = node_at(t, cell_at(t, p)->node);
    return t->ids[i] != t->ids[p] && !one->repeats && !other->repeats && one->row && other->row;
}

/* The cell that has the place of cell i, whose place cell i has; GAZ_UNPLACED: none does. */
static uint32_t exchanged_with(const struct tables *t, uint32_t i) {
    uint32_t k = cell_at(t, i)->node, n = t->cells->len;
    if (i + 1 < n && !is_left(t, i + 1) && cell_at(t, i + 1)->node + 1 == k) return i + 1;
    if (i > 0 && !is_left(t, i - 1) && cell_at(t, i - 1)->node == k + 1) return i - 1;
    for (int behind = 0; behind < 2; behind++) {
        uint32_t p = cell_in_place(t, i, behind);
        if (p != GAZ_UNPLACED && has_place_of(t, i, p)) return p;
    }
    return GAZ_UNPLACED;
}

static void note_exchanged(const struct tables *t) {
    for (uint32_t i = 0; i < t->cells->len; i++) {
        if (is_left(t, i) || !cell_at(t, i)->is_moved) continue;
        uint32_t p = exchanged_with(t, i);
        if (p == GAZ_UNPLACED || (cell_at(t, p)->is_moved && p < i)) continue;
        if (may_be_exchanged(t, i, p) && is_order_known(t, i, p)) tell_exchanged(t, i, p);
    }
}

/* ---- printed again */

/* Of each text of a cell the first cell that has it and that may be printed again; freed with g_free. */
static uint32_t *first_printed(const struct tables *t) {
    uint32_t n = t->cells->len + n_nodes(t), *first = g_new(uint32_t, n + 1);
    for (uint32_t id = 0; id < n; id++)
        first[id] = GAZ_UNPLACED;
    for (uint32_t k = 0; k < n_nodes(t); k++) {
        uint32_t *of = &first[t->ids[t->cells->len + k]];
        if (node_at(t, k)->repeats) *of = MIN(*of, t->cell_of[k]);
    }
    return first;
}

/* At the head of a page what a table has of its head again, or of a cell that goes on: nothing of the text.
 */
static void drop_repeated(const struct tables *t) {
    struct gaz_print_line *lines = t->a->print->lines;
    g_autofree uint32_t *printed = first_printed(t);
    for (uint32_t i = 0; i < t->cells->len; i++) {
        const struct cell *cell = cell_at(t, i);
        uint32_t first = cell->line;
        if (!is_left(t, i) || printed[t->ids[i]] >= i) continue;
        while (first > 0 && !lines[first].begins_page && lines[first].cell)
            first--;
        for (uint32_t l = cell->line; lines[first].begins_page && lines[first].cell && l < cell->end; l++)
            lines[l].is_matter = true;
    }
}

void gaz_align_lay_tables(struct aligning *a) {
    struct tables t = {.a = a, .cells = g_array_new(FALSE, FALSE, sizeof(struct cell)), .steps = MOST_STEPS};
    find_cells(&t);
    if (t.cells->len > 0 && n_nodes(&t) > 0) {
        t.cell_of = g_new(uint32_t, n_nodes(&t));
        t.left_cells = g_new(uint32_t, t.cells->len);
        t.left_nodes = g_new(uint32_t, n_nodes(&t));
        for (uint32_t k = 0; k < n_nodes(&t); k++)
            t.cell_of[k] = GAZ_UNPLACED;
        number_texts(&t);
        pair_all(&t);
        drop_repeated(&t);
        note_moved_rows(&t);
        note_exchanged(&t);
        for (uint32_t i = 0; i < t.cells->len; i++)
            if (!is_left(&t, i)) lay_pair(&t, cell_at(&t, i));
    }
    g_free(t.ids);
    g_free(t.cell_of);
    g_free(t.left_cells);
    g_free(t.left_nodes);
    g_array_unref(t.cells);
}
