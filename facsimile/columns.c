/* columns.c: see columns.h.
 *
 * Printed rows one below the other are cut into blocks, each of which is one row of the text, a line of a
 * paragraph, or nothing that is known: the cut by which most characters stand where the text has them. Rows
 * of the text come into question that have a cell as the block has it, and those behind the one before.
 */
#include "facsimile/columns.h"

#include "base/process/arena.h"
#include "facsimile/grams.h"

#include <string.h>

enum {
    MOST_ROWS = 40,  /* printed, of one row */
    MOST_TRIED = 24, /* rows of the text that have one cell alike */
    BEHIND = 2,      /* rows behind the one before */
    SPREAD = 3,      /* columns of one cell: 张　三 */
    NAME = 8,        /* characters of such a one */
    TIGHT = 6,       /* cells that are one column */
    SHORT = 64,      /* characters of such a one */
    DOUBT = 2,       /* by which cells that have columns of their own are worth more */
    SPARE = 64,      /* characters in print of which the row has none */
    ALIKE = 50,      /* per cent of the characters: it is that cell */
    KNOWN = 67,      /* per cent of a line's characters: it is of a paragraph */
    LONGEST = 2000,  /* characters of a cell that are compared one by one */
};
#define MOST_STEPS (UINT64_C(1) << 27) /* of comparing cells that are not the same */

/* a row of cells in print */
struct printed {
    uint32_t first, end; /* in the print's lines */
};

/* a row of a table in the text */
struct text_row {
    uint32_t first, end; /* in the whole's nodes */
    uint32_t n;          /* characters */
};

enum verdict { UNKNOWN, ROW, LINE, DOWNWARDS /* what a paragraph has, column by column */ };

/* the best way to a printed row: what stands right before it */
struct way {
    int64_t worth;
    uint32_t from;        /* the printed row with which the last block begins */
    enum verdict verdict; /* of the last block */
    uint32_t row;         /* of the text: the last block's, or of the one before it; GAZ_UNPLACED */
};

struct joining {
    struct gaz_print *print;
    const struct gaz_whole *whole;
    GArray *printed;       /* struct printed */
    GArray *rows;          /* struct text_row */
    uint32_t longest;      /* of their lengths */
    uint32_t *row_of;      /* of each node: in the rows; GAZ_UNPLACED */
    GHashTable *node_of;   /* of a cell's characters: 1 + the first node that says so */
    GHashTable *whole_row; /* of a row's characters: 1 + the row */
    uint32_t *next_node;   /* of each node the next that says the same; GAZ_UNPLACED */
    GHashTable *grams;     /* of paragraphs */
    GHashTable *shorts;    /* paragraphs of less characters */
    struct way *ways;      /* to each printed row, and behind the last */
    uint64_t steps;
    /* the result */
    GArray *chars, *lines; /* uint32_t, struct gaz_print_line */
    uint32_t *place;       /* of each line: where it is now in the lines */
    uint32_t n_cells;
};

/* a stretch of printed rows [first, end), beside a row of the text */
struct block {
    uint32_t first, end, row;
};

static const struct gaz_print_line *line_at(const struct joining *j, uint32_t l) {
    return &j->print->lines[l];
}

static const struct printed *printed_at(const struct joining *j, uint32_t i) {
    return &g_array_index(j->printed, struct printed, i);
}

static const struct gaz_whole_node *node_at(const struct joining *j, uint32_t i) {
    return &g_array_index(j->whole->nodes, struct gaz_whole_node, i);
}

static const struct text_row *row_at(const struct joining *j, uint32_t i) {
    return &g_array_index(j->rows, struct text_row, i);
}

static const uint32_t *text_at(const struct joining *j, uint32_t at) {
    return (const uint32_t *)(const void *)j->whole->chars->data + at;
}

/* ---- what there is */

static void find_printed(struct joining *j) {
    for (uint32_t l = 0, end; l < j->print->n_lines; l = end) {
        end = gaz_print_row_end(j->print, l);
        struct printed row = {l, end};
        if (line_at(j, l)->column && !line_at(j, l)->is_matter) g_array_append_val(j->printed, row);
    }
}

static void know_node(struct joining *j, uint32_t k) {
    const struct gaz_whole_node *node = node_at(j, k);
    g_autoptr(GBytes) text = g_bytes_new(text_at(j, node->at), node->n * sizeof(uint32_t));
    uint32_t first = GPOINTER_TO_UINT(g_hash_table_lookup(j->node_of, text));
    j->next_node[k] = GAZ_UNPLACED;
    if (first == 0) {
        g_hash_table_insert(j->node_of, g_bytes_ref(text), GUINT_TO_POINTER(k + 1));
        return;
    }
    j->next_node[k] = j->next_node[first - 1];
    j->next_node[first - 1] = k;
}

/* Rows of tables; what follows one another outside of them. */
static void read_text(struct joining *j) {
    uint32_t n = j->whole->nodes->len;
    for (uint32_t k = 0, end; k < n; k = end) {
        const struct gaz_whole_node *node = node_at(j, k);
        struct text_row row = {k, k, 0};
        for (end = k; end < n && node_at(j, end)->row == node->row && node_at(j, end)->doc == node->doc;
             end++) {
            row.n += node_at(j, end)->n;
            j->row_of[end] = node->row ? j->rows->len : GAZ_UNPLACED;
            if (node->row) know_node(j, end);
            if (!node->row && node_at(j, end)->n < GAZ_GRAM)
                g_hash_table_add(j->shorts, g_bytes_new(text_at(j, node_at(j, end)->at),
                                                        node_at(j, end)->n * sizeof(uint32_t)));
        }
        row.end = end;
        if (node->row) {
            g_array_append_val(j->rows, row);
            g_hash_table_insert(j->whole_row, g_bytes_new(text_at(j, node->at), row.n * sizeof(uint32_t)),
                                GUINT_TO_POINTER(j->rows->len));
            j->longest = MAX(j->longest, row.n);
        } else
            gaz_grams_add(j->grams, text_at(j, node->at), row.n);
    }
}

/* ---- a block beside a row */

/* What stands in the columns [first, first + n) of the block, row by row; appended. */
static void add_column(const struct joining *j, struct block block, uint32_t first, uint32_t n, GArray *out) {
    for (uint32_t i = block.first; i < block.end; i++)
        for (uint32_t l = printed_at(j, i)->first; l < printed_at(j, i)->end; l++)
            if (line_at(j, l)->column >= first && line_at(j, l)->column < first + n)
                g_array_append_vals(out, j->print->chars + line_at(j, l)->first, line_at(j, l)->n);
}

static uint32_t columns_of(const struct joining *j, struct block block) {
    uint32_t n = 0;
    for (uint32_t i = block.first; i < block.end; i++)
        n = MAX(n, line_at(j, printed_at(j, i)->end - 1)->column);
    return n;
}

/* How many changes make the one of the other; 0 and below its limit. */
static uint32_t distance(struct joining *j, const uint32_t *one, uint32_t n, const uint32_t *other,
                         uint32_t m) {
    while (n && m && *one == *other)
        one++, other++, n--, m--;
    while (n && m && one[n - 1] == other[m - 1])
        n--, m--;
    uint64_t steps = (uint64_t)n * m;
    if (n == 0 || m == 0 || j->steps < steps) return MAX(n, m);
    j->steps -= steps;
    g_autofree uint32_t *costs = g_new(uint32_t, m + 1);
    for (uint32_t k = 0; k <= m; k++)
        costs[k] = k;
    for (uint32_t i = 1; i <= n; i++) {
        uint32_t aslant = costs[0];
        costs[0] = i;
        for (uint32_t k = 1; k <= m; k++) {
            uint32_t above = costs[k], least = MIN(above, costs[k - 1]) + 1;
            costs[k] = MIN(least, aslant + (one[i - 1] != other[k - 1]));
            aslant = above;
        }
    }
    return costs[m];
}

/* How many characters of a name are not in the other, wherever they stand: they may be exchanged. */
static uint32_t count_other(const uint32_t *one, uint32_t n, const uint32_t *other, uint32_t m) {
    bool taken[NAME] = {false};
    uint32_t common = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (!taken[k] && one[i] == other[k]) {
                taken[k] = true;
                common++;
                break;
            }
    return MAX(n, m) - common;
}

/* What it is worth that this is that cell: of each character that is the same two, of each other one two
 * less, which is more than if it belonged to nothing; 0: it is another. `is_one`: it is one cell, not
 * several. */
static int32_t worth_of(struct joining *j, const GArray *print, const struct gaz_whole_node *node,
                        bool is_one) {
    uint32_t most = MAX(print->len, node->n), least = MIN(print->len, node->n);
    if (most == 0 || most > LONGEST || least * 100 < most * ALIKE) return 0;
    const uint32_t *one = (const uint32_t *)(const void *)print->data, *text = text_at(j, node->at);
    uint32_t other = distance(j, one, print->len, text, node->n);
    if (is_one && most <= NAME && other > 0)
        other = MIN(other, 1 + count_other(one, print->len, text, node->n));
    return (most - other) * 100 >= most * ALIKE ? (int32_t)(2 * most) - 4 * (int32_t)other : 0;
}

/* What stands together at last: columns with nothing of the text, or cells with nothing of the print, as one
 * of the two is 0. */
struct step {
    uint8_t columns, cells;
};

/* Columns beside cells, both in their order: `worths` of the first i columns with the first k cells, and the
 * last step to there. */
struct pairing {
    uint32_t columns, cells;
    int32_t *worths;
    struct step *steps;
};

static uint32_t pair_index(const struct pairing *p, uint32_t i, uint32_t k) {
    return i * (p->cells + 1) + k;
}

static void take_step(struct pairing *p, uint32_t i, uint32_t k, struct step step, int32_t worth) {
    uint32_t index = pair_index(p, i, k);
    worth += p->worths[pair_index(p, i - step.columns, k - step.cells)];
    if (worth <= p->worths[index]) return;
    p->worths[index] = worth;
    p->steps[index] = step;
}

/* Beside cell k - 1: column i - 1 alone, or with those before it. */
static void try_columns(struct joining *j, struct pairing *p, struct block block, uint32_t i, uint32_t k) {
    const struct gaz_whole_node *node = node_at(j, row_at(j, block.row)->first + k - 1);
    g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t n = 1; n <= MIN(i, SPREAD) && (n == 1 || node->n <= NAME); n++) {
        g_array_set_size(chars, 0);
        add_column(j, block, i - n + 1, n, chars);
        int32_t worth = worth_of(j, chars, node, true);
        if (worth != 0) take_step(p, i, k, (struct step){(uint8_t)n, 1}, worth);
    }
}

/* Whether the columns [first, first + n) have something in one printed row only: which that is, in `i`. */
static bool is_one_row(const struct joining *j, struct block block, uint32_t first, uint32_t n, uint32_t *i) {
    uint32_t rows = 0;
    for (uint32_t row = block.first; row < block.end; row++) {
        bool here = false;
        for (uint32_t l = printed_at(j, row)->first; l < printed_at(j, row)->end; l++)
            here |= line_at(j, l)->column >= first && line_at(j, l)->column < first + n;
        rows += here;
        if (here) *i = row;
    }
    return rows == 1;
}

/* Whether these are the n cells from node `first` on but for two that were exchanged; `order` is how they
 * stand. */
static bool are_exchanged(const struct joining *j, const GArray *chars, uint32_t first, uint32_t n,
                          uint32_t order[TIGHT]) {
    for (uint32_t a = 0; a + 1 < n; a++)
        for (uint32_t b = a + 1; b < n; b++) {
            uint32_t at = 0, k = 0;
            for (; k < n; k++) {
                order[k] = first + (k == a ? b : k == b ? a : k);
                const struct gaz_whole_node *node = node_at(j, order[k]);
                if (node->n > chars->len - at ||
                    memcmp((const uint32_t *)(const void *)chars->data + at, text_at(j, node->at),
                           node->n * sizeof(uint32_t)) != 0)
                    break;
                at += node->n;
            }
            if (k == n && at == chars->len) return true;
        }
    return false;
}

/* Columns beside several cells, the last of them i - 1 and k - 1: the print leaves hardly any white between
 * the cells, or more within one. Of cells that wrap nobody knows which line is whose. */
static void try_cells(struct joining *j, struct pairing *p, struct block block, uint32_t i, uint32_t k) {
    uint32_t last = row_at(j, block.row)->first + k - 1, row;
    g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t columns = 1; columns <= MIN(i, TIGHT); columns++) {
        struct gaz_whole_node node = *node_at(j, last);
        g_array_set_size(chars, 0);
        add_column(j, block, i - columns + 1, columns, chars);
        if (chars->len > SHORT || !is_one_row(j, block, i - columns + 1, columns, &row)) return;
        for (uint32_t n = 2; n <= MIN(k, TIGHT); n++) {
            node.at = node_at(j, last + 1 - n)->at;
            node.n += node_at(j, last + 1 - n)->n;
            int32_t worth = worth_of(j, chars, &node, false);
            uint32_t order[TIGHT];
            if (worth <= (int32_t)chars->len && are_exchanged(j, chars, last + 1 - n, n, order))
                worth = (int32_t)chars->len;
            if (worth > DOUBT) take_step(p, i, k, (struct step){(uint8_t)columns, (uint8_t)n}, worth - DOUBT);
        }
    }
}

static uint32_t column_length(const struct joining *j, struct block block, uint32_t column) {
    uint32_t n = 0;
    for (uint32_t i = block.first; i < block.end; i++)
        for (uint32_t l = printed_at(j, i)->first; l < printed_at(j, i)->end; l++)
            if (line_at(j, l)->column == column) n += line_at(j, l)->n;
    return n;
}

static struct pairing pair_up(struct joining *j, struct block block) {
    const struct text_row *row = row_at(j, block.row);
    struct pairing p = {columns_of(j, block), row->end - row->first, NULL, NULL};
    p.worths = g_new(int32_t, (p.columns + 1) * (p.cells + 1));
    p.steps = g_new0(struct step, (p.columns + 1) * (p.cells + 1));
    for (uint32_t i = 0; i <= p.columns; i++)
        for (uint32_t k = 0; k <= p.cells; k++) {
            p.worths[pair_index(&p, i, k)] = i == 0 && k == 0 ? 0 : INT32_MIN / 2;
            if (i > 0) take_step(&p, i, k, (struct step){1, 0}, -(int32_t)column_length(j, block, i));
            if (k > 0) take_step(&p, i, k, (struct step){0, 1}, -(int32_t)node_at(j, row->first + k - 1)->n);
            if (i > 0 && k > 0) try_columns(j, &p, block, i, k);
            if (i > 0 && k > 1) try_cells(j, &p, block, i, k);
        }
    return p;
}

static void clear_pairing(struct pairing *p) {
    g_free(p->worths);
    g_free(p->steps);
}

/* ---- the ways */

static uint32_t length_of(const struct joining *j, struct block block) {
    const struct gaz_print_line *first = line_at(j, printed_at(j, block.first)->first),
                                *last = line_at(j, printed_at(j, block.end - 1)->end - 1);
    return last->first + last->n - first->first;
}

static void take_way(struct joining *j, struct block block, int64_t worth, enum verdict verdict) {
    struct way *to = &j->ways[block.end], *from = &j->ways[block.first];
    if (from->worth + worth <= to->worth) return;
    *to = (struct way){from->worth + worth, block.first, verdict, verdict == ROW ? block.row : from->row};
}

/* One of the text's rows goes on at a page's head, else the next one is wanted. */
static int64_t jump(const struct joining *j, struct block block) {
    uint32_t before = j->ways[block.first].row;
    if (before == GAZ_UNPLACED) return 1;
    return block.row == before + 1 ? 0 : block.row >= before ? 1 : 2;
}

/* So much, at most, is printed of a row. */
static uint32_t most_of(uint32_t n) {
    return 2 * n + SPARE;
}

static void try_row(struct joining *j, struct block block) {
    if (length_of(j, block) > most_of(row_at(j, block.row)->n)) return;
    struct pairing p = pair_up(j, block);
    take_way(j, block, p.worths[pair_index(&p, p.columns, p.cells)] - jump(j, block), ROW);
    clear_pairing(&p);
}

/* The rows of the text that have a cell with these characters; `tried` are those that were tried. */
static void try_cell(struct joining *j, struct block block, const GArray *chars, GHashTable *tried) {
    g_autoptr(GBytes) text = g_bytes_new(chars->data, chars->len * sizeof(uint32_t));
    uint32_t node = GPOINTER_TO_UINT(g_hash_table_lookup(j->node_of, text)) - 1;
    for (uint32_t n = 0; node != GAZ_UNPLACED && n < MOST_TRIED; node = j->next_node[node], n++) {
        block.row = j->row_of[node];
        if (g_hash_table_add(tried, GUINT_TO_POINTER(block.row + 1))) try_row(j, block);
    }
}

/* Those that have a cell just as the block has it. */
static void try_known(struct joining *j, struct block block, GHashTable *tried) {
    g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t columns = columns_of(j, block);
    for (uint32_t c = 1; c <= columns; c++)
        for (uint32_t n = 1; n <= SPREAD && c + n <= columns + 1; n++) {
            g_array_set_size(chars, 0);
            add_column(j, block, c, n, chars);
            if (n > 1 && chars->len > NAME) break;
            if (chars->len > 0) try_cell(j, block, chars, tried);
        }
}

/* The row that says just what the block's only printed row does, whatever of it is a column. */
static void try_across(struct joining *j, struct block block, GHashTable *tried) {
    const uint32_t *chars = j->print->chars + line_at(j, printed_at(j, block.first)->first)->first;
    g_autoptr(GBytes) text = g_bytes_new(chars, length_of(j, block) * sizeof *chars);
    block.row = GPOINTER_TO_UINT(g_hash_table_lookup(j->whole_row, text)) - 1;
    if (block.row != GAZ_UNPLACED && g_hash_table_add(tried, GUINT_TO_POINTER(block.row + 1)))
        try_row(j, block);
}

static void try_rows(struct joining *j, struct block block) {
    g_autoptr(GHashTable) tried = g_hash_table_new(NULL, NULL);
    uint32_t before = j->ways[block.first].row;
    for (uint32_t by = 0; before != GAZ_UNPLACED && by <= BEHIND && before + by < j->rows->len; by++) {
        block.row = before + by;
        g_hash_table_add(tried, GUINT_TO_POINTER(block.row + 1));
        try_row(j, block);
    }
    try_known(j, block, tried);
    if (block.end == block.first + 1) try_across(j, block, tried);
}

/* How many of the characters stand so in paragraphs. */
static uint32_t count_known(const struct joining *j, const uint32_t *chars, uint32_t n) {
    uint32_t known = 0, until = 0;
    if (n < GAZ_GRAM) {
        g_autoptr(GBytes) text = g_bytes_new(chars, n * sizeof *chars);
        return g_hash_table_contains(j->shorts, text) ? n : 0;
    }
    for (uint32_t i = 0; i + GAZ_GRAM <= n; i++) {
        if (!gaz_grams_has(j->grams, chars + i)) continue;
        known += i + GAZ_GRAM - MAX(until, i);
        until = i + GAZ_GRAM;
    }
    return known;
}

/* Of a paragraph, if most of it is: the less is known of it, and the less sure it is, the less it is worth.
 */
static void try_text(struct joining *j, struct block block, const uint32_t *chars, enum verdict verdict) {
    uint32_t n = length_of(j, block), known = count_known(j, chars, n);
    if (known * 100 >= n * KNOWN)
        take_way(j, block, 2 * (int64_t)known - (n - known) - (verdict == LINE ? 1 : DOUBT), verdict);
}

static void try_downwards(struct joining *j, struct block block) {
    g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t columns = columns_of(j, block);
    if (columns < 2 || length_of(j, block) > LONGEST) return;
    for (uint32_t c = 1; c <= columns; c++)
        add_column(j, block, c, 1, chars);
    try_text(j, block, (const uint32_t *)(const void *)chars->data, DOWNWARDS);
}

static void go_on(struct joining *j, uint32_t i, uint32_t end) {
    struct block block = {i, i + 1, GAZ_UNPLACED};
    take_way(j, block, -(int64_t)length_of(j, block), UNKNOWN);
    try_text(j, block, j->print->chars + line_at(j, printed_at(j, i)->first)->first, LINE);
    for (; block.end <= end && block.end - i <= MOST_ROWS; block.end++) {
        if (length_of(j, block) <= most_of(j->longest)) try_rows(j, block);
        if (block.end > i + 1) try_downwards(j, block);
    }
}

/* Whether printed row i goes on from the one before it, on its page. */
static bool is_below(const struct joining *j, uint32_t i) {
    const struct gaz_print_line *line = line_at(j, printed_at(j, i)->first);
    return printed_at(j, i - 1)->end == printed_at(j, i)->first && !line->after_gap && !line->begins_page;
}

static void find_ways(struct joining *j) {
    uint32_t n = j->printed->len;
    for (uint32_t i = 0; i <= n; i++)
        j->ways[i] = (struct way){i ? INT64_MIN / 2 : 0, 0, UNKNOWN, GAZ_UNPLACED};
    for (uint32_t i = 0, end = 0; i < n; i++) {
        if (i == end) do
                end++;
            while (end < n && is_below(j, end));
        go_on(j, i, end);
    }
}

/* ---- the lines as they are then */

/* n characters from `at` on, as a line like the lines [first, end) of which they are. */
static struct gaz_print_line *push_part(struct joining *j, uint32_t first, uint32_t end, uint32_t at,
                                        uint32_t n) {
    struct gaz_print_line line = *line_at(j, first);
    line.first = j->chars->len;
    line.n = n;
    g_array_append_vals(j->chars, j->print->chars + at, n);
    for (uint32_t l = first; l < end; l++)
        j->place[l] = j->lines->len;
    g_array_append_val(j->lines, line);
    return &g_array_index(j->lines, struct gaz_print_line, j->lines->len - 1);
}

/* All of them, which stand behind one another. */
static struct gaz_print_line *push(struct joining *j, uint32_t first, uint32_t end) {
    const struct gaz_print_line *last = line_at(j, end - 1);
    uint32_t at = line_at(j, first)->first;
    return push_part(j, first, end, at, last->first + last->n - at);
}

static void push_text(struct joining *j, uint32_t first, uint32_t end) {
    struct gaz_print_line *line = push(j, first, end);
    line->cell = line->column = 0;
    line->is_whole = false;
    line->follows = j->lines->len > 1 && line[-1].cell == 0 && !line->after_gap;
    if (line->follows) line[-1].is_whole = true;
}

/* A line of a cell; `goes_on`: of the one of which the last line was. */
static struct gaz_print_line *as_cell(struct joining *j, struct gaz_print_line *line, bool goes_on) {
    line->cell = goes_on ? line[-1].cell : ++j->n_cells;
    line->follows = goes_on;
    line->is_whole = false;
    if (goes_on) line[-1].is_whole = true;
    return line;
}

static struct gaz_print_line *push_cell(struct joining *j, uint32_t first, uint32_t end, bool goes_on) {
    return as_cell(j, push(j, first, end), goes_on);
}

/* What was no row of cells: a line, or one of a cell. */
static void push_other(struct joining *j, uint32_t l) {
    const struct gaz_print_line *line = line_at(j, l);
    if (line->cell)
        push_cell(j, l, l + 1, l > 0 && line[-1].cell == line->cell && line->follows);
    else
        push_text(j, l, l + 1);
}

/* The columns [first, first + n) of the block: one cell. */
static void push_columns(struct joining *j, struct block block, uint32_t first, uint32_t n) {
    bool goes_on = false;
    for (uint32_t i = block.first; i < block.end; i++) {
        uint32_t l = printed_at(j, i)->first, end = printed_at(j, i)->end, last;
        while (l < end && line_at(j, l)->column < first)
            l++;
        for (last = l; last < end && line_at(j, last)->column < first + n;)
            last++;
        if (l == last) continue;
        push_cell(j, l, last, goes_on);
        goes_on = true;
    }
}

/* what of the text are columns of the print */
struct share {
    uint32_t column, cell; /* the first of each; cell: in the row */
    struct step step;
};

/* How many of the print's characters are the text's first `head` ones: the cut by which least differs, and
 * all of it on one side if it may be. */
static uint32_t cut_of(struct joining *j, const GArray *print, const struct gaz_whole_node *text,
                       uint32_t head) {
    const uint32_t *chars = (const uint32_t *)(const void *)print->data, *other = text_at(j, text->at);
    uint32_t best = 0, least = UINT32_MAX;
    for (uint32_t cut = 0; cut <= print->len; cut++) {
        uint32_t left = distance(j, chars, cut, other, head),
                 right = distance(j, chars + cut, print->len - cut, other + head, text->n - head);
        uint32_t cost = 2 * (left + right) + (left > 0 && right > 0);
        if (cost < least) least = cost, best = cut;
    }
    return best;
}

/* The columns that are several cells of the text, `cells` from node `first` on; all in one printed row. */
static void push_parts(struct joining *j, struct block block, struct share share) {
    uint32_t row = block.first, from = 0, head = 0, first = row_at(j, block.row)->first + share.cell;
    struct gaz_whole_node all = *node_at(j, first);
    g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    is_one_row(j, block, share.column, share.step.columns, &row);
    uint32_t l = printed_at(j, row)->first, end = printed_at(j, row)->end;
    while (line_at(j, l)->column < share.column)
        l++;
    while (line_at(j, end - 1)->column >= share.column + share.step.columns)
        end--;
    add_column(j, block, share.column, share.step.columns, chars);
    uint32_t order[TIGHT];
    bool exchanged = are_exchanged(j, chars, first, share.step.cells, order);
    for (uint32_t k = 1; k < share.step.cells; k++)
        all.n += node_at(j, first + k)->n;
    for (uint32_t k = 0; k < share.step.cells; k++) {
        head += node_at(j, exchanged ? order[k] : first + k)->n;
        uint32_t cut = exchanged                  ? head
                       : k + 1 < share.step.cells ? cut_of(j, chars, &all, head)
                                                  : chars->len;
        if (cut > from) as_cell(j, push_part(j, l, end, line_at(j, l)->first + from, cut - from), false);
        from = MAX(cut, from);
    }
}

static void push_row(struct joining *j, struct block block) {
    struct pairing p = pair_up(j, block);
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(struct share)); /* the last one first */
    for (uint32_t i = p.columns, k = p.cells; i > 0 || k > 0;) {
        struct step step = p.steps[pair_index(&p, i, k)];
        i -= step.columns;
        k -= step.cells;
        struct share share = {i + 1, k, step};
        if (step.columns > 0) g_array_append_val(shares, share);
    }
    for (guint n = shares->len; n-- > 0;) {
        struct share share = g_array_index(shares, struct share, n);
        if (share.step.cells > 1)
            push_parts(j, block, share);
        else
            push_columns(j, block, share.column, share.step.columns);
    }
    clear_pairing(&p);
}

/* Each piece a cell, as they are read. */
static void push_downwards(struct joining *j, struct block block) {
    uint32_t columns = columns_of(j, block);
    for (uint32_t c = 1; c <= columns; c++)
        for (uint32_t i = block.first; i < block.end; i++)
            for (uint32_t l = printed_at(j, i)->first; l < printed_at(j, i)->end; l++)
                if (line_at(j, l)->column == c) push_cell(j, l, l + 1, false)->column = 0;
}

/* What is not known is as what stands before it. */
static enum verdict push_block(struct joining *j, struct block block, enum verdict verdict,
                               enum verdict before) {
    uint32_t first = printed_at(j, block.first)->first, end = printed_at(j, block.end - 1)->end;
    bool begins = line_at(j, first)->begins_page, gap = line_at(j, first)->after_gap;
    uint32_t place = j->lines->len;
    if (verdict == ROW)
        push_row(j, block);
    else if (verdict == LINE || (verdict == UNKNOWN && before == LINE))
        push_text(j, first, end);
    else if (verdict == DOWNWARDS)
        push_downwards(j, block);
    else
        for (uint32_t l = first; l < end; l++)
            push_cell(j, l, l + 1, false)->column = 0;
    for (uint32_t l = place; l < j->lines->len; l++) {
        struct gaz_print_line *line = &g_array_index(j->lines, struct gaz_print_line, l);
        line->begins_page = begins && l == place;
        line->after_gap = gap && l == place;
    }
    return verdict == UNKNOWN ? before : verdict;
}

/* In their order: of each printed row where its block ends, 0 where none begins. */
static uint32_t *block_ends(const struct joining *j) {
    uint32_t *ends = g_new0(uint32_t, j->printed->len + 1);
    for (uint32_t i = j->printed->len; i > 0; i = j->ways[i].from)
        ends[j->ways[i].from] = i;
    return ends;
}

static void push_all(struct joining *j) {
    g_autofree uint32_t *ends = block_ends(j);
    enum verdict before = UNKNOWN;
    for (uint32_t l = 0, i = 0; l < j->print->n_lines;) {
        if (i == j->printed->len || printed_at(j, i)->first != l) {
            push_other(j, l++);
            before = UNKNOWN;
            continue;
        }
        const struct way *way = &j->ways[ends[i]];
        before = push_block(j, (struct block){i, ends[i], way->row}, way->verdict, before);
        i = ends[i];
        l = printed_at(j, i - 1)->end;
    }
}

static void give(const struct joining *j, struct gaz_arena *arena) {
    struct gaz_print *print = j->print;
    for (uint32_t i = 0; i < print->n_loose; i++)
        if (print->loose[i].kind == GAZ_LOOSE_LINE) print->loose[i].line = j->place[print->loose[i].line];
    print->lines = GAZ_NEW_ARRAY(arena, struct gaz_print_line, j->lines->len + 1);
    memcpy(print->lines, j->lines->data, j->lines->len * sizeof(struct gaz_print_line));
    print->n_lines = j->lines->len;
    print->chars = GAZ_NEW_ARRAY(arena, uint32_t, j->chars->len + 1);
    memcpy(print->chars, j->chars->data, j->chars->len * sizeof(uint32_t));
    print->n_cells = j->n_cells;
}

static void free_bytes(gpointer bytes) {
    g_bytes_unref(bytes);
}

void gaz_join_columns(struct gaz_arena *arena, struct gaz_print *print, const struct gaz_whole *whole) {
    struct joining j = {.print = print, .whole = whole, .steps = MOST_STEPS};
    j.printed = g_array_new(FALSE, FALSE, sizeof(struct printed));
    find_printed(&j);
    if (j.printed->len == 0) {
        g_array_unref(j.printed);
        return;
    }
    j.rows = g_array_new(FALSE, FALSE, sizeof(struct text_row));
    j.row_of = g_new(uint32_t, whole->nodes->len + 1);
    j.next_node = g_new(uint32_t, whole->nodes->len + 1);
    j.node_of = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, free_bytes, NULL);
    j.whole_row = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, free_bytes, NULL);
    j.grams = gaz_grams_new();
    j.shorts = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, free_bytes, NULL);
    j.ways = g_new(struct way, j.printed->len + 1);
    j.chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    j.lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_print_line));
    j.place = g_new0(uint32_t, print->n_lines + 1);
    read_text(&j);
    find_ways(&j);
    push_all(&j);
    give(&j, arena);
    g_array_unref(j.printed);
    g_array_unref(j.rows);
    g_free(j.row_of);
    g_free(j.next_node);
    g_hash_table_unref(j.node_of);
    g_hash_table_unref(j.whole_row);
    g_hash_table_unref(j.grams);
    g_hash_table_unref(j.shorts);
    g_free(j.ways);
    g_array_unref(j.chars);
    g_array_unref(j.lines);
    g_free(j.place);
}
