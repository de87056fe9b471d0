/* table_bench.h: what the tests of tables share: a small builder of tables, and the properties that every
 * part of every table must have, judged on its display items alone. Included by test_table*.c. */
#ifndef GAZ_TESTS_UNIT_LAYOUT_TABLE_BENCH_H
#define GAZ_TESTS_UNIT_LAYOUT_TABLE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "fonts/fonts.h"
#include "layout/table/setting.h"
#include "styles/styles.h"
#include "tests/unit/own_faces.h"

#include <glib.h>
#include <string.h>

/* a test file needs not use all of them */
#define BENCH static __attribute__((unused))

struct bench {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    struct gaz_style *style;
    struct gaz_fonts *fonts;
    struct gaz_typesetter ts;
    GString *source;
    GArray *cells;    /* struct gaz_cell, sorted when the table is made */
    GArray *parts;    /* struct gaz_table_part */
    uint32_t *owners; /* the cell of each byte of the source */
    struct gaz_table table;
    struct gaz_table_setting *setting;
};

/* ---- the bench */

BENCH void bench_close(struct bench *b) {
    if (b->fonts) gaz_fonts_close(b->fonts);
    if (b->style) gaz_style_free(b->style);
    gaz_diags_free(b->diags);
    gaz_arena_free(b->arena);
    g_string_free(b->source, TRUE);
    g_array_free(b->cells, TRUE);
    g_array_free(b->parts, TRUE);
    g_free(b);
}

BENCH struct bench *bench_open(void) {
    struct bench *b = g_new0(struct bench, 1);
    b->arena = gaz_arena_new();
    b->diags = gaz_diags_new();
    b->source = g_string_new(NULL);
    b->cells = g_array_new(FALSE, TRUE, sizeof(struct gaz_cell));
    b->parts = g_array_new(FALSE, TRUE, sizeof(struct gaz_table_part));
    b->style = gaz_style_load("gbt9704", GAZ_SOURCE_DIR, GAZ_SOURCE_DIR, (struct gaz_span){0}, b->diags);
    assert_non_null(b->style);
    b->fonts = own_faces_open(b->style, b->diags);
    assert_non_null(b->fonts);
    b->ts =
        (struct gaz_typesetter){.arena = b->arena, .style = b->style, .fonts = b->fonts, .diags = b->diags};
    return b;
}

/* ---- the table */

/* The characters' offsets are those of a source that is made when all texts are known. */
BENCH struct gaz_text bench_text(struct bench *b, const char *utf8) {
    struct gaz_text text = gaz_text_from_utf8(b->arena, utf8);
    struct gaz_char *chars = (struct gaz_char *)text.chars;
    const char *at = utf8;
    for (uint32_t i = 0; i < text.n; i++, at = g_utf8_next_char(at))
        chars[i].offset = (uint32_t)(b->source->len + (gsize)(at - utf8));
    g_string_append(b->source, utf8);
    g_string_append_c(b->source, '\n');
    return text;
}

BENCH struct gaz_cell *put(struct bench *b, uint32_t row, uint32_t column, const char *utf8) {
    struct gaz_cell cell = {.row = row, .column = column, .row_span = 1, .column_span = 1};
    cell.text = bench_text(b, utf8);
    g_array_append_val(b->cells, cell);
    return &g_array_index(b->cells, struct gaz_cell, b->cells->len - 1);
}

BENCH struct gaz_cell *put_span(struct bench *b, uint32_t row, uint32_t column, uint32_t rows,
                                uint32_t columns) {
    char *name = g_strdup_printf("合并%u之%u", row, column);
    struct gaz_cell *cell = put(b, row, column, name);
    cell->row_span = rows;
    cell->column_span = columns;
    g_free(name);
    return cell;
}

/* what the whole table takes on a page that is high enough */
BENCH int64_t whole_height(const struct gaz_table_setting *s) {
    return s->caption.height + s->tops[s->table->n_rows] + s->frame - s->leading;
}

BENCH bool is_covered(const struct bench *b, uint32_t row, uint32_t column) {
    for (uint32_t i = 0; i < b->cells->len; i++) {
        const struct gaz_cell *c = &g_array_index(b->cells, struct gaz_cell, i);
        if (row >= c->row && row < c->row + c->row_span && column >= c->column &&
            column < c->column + c->column_span)
            return true;
    }
    return false;
}

BENCH gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_cell *l = a, *r = b;
    if (l->row != r->row) return l->row < r->row ? -1 : 1;
    return l->column < r->column ? -1 : l->column > r->column;
}

BENCH void make_table(struct bench *b, uint32_t rows, uint32_t columns, uint32_t header) {
    g_array_sort(b->cells, by_place);
    struct gaz_source *source = gaz_source_new(b->arena, "t", "t", b->source->str, b->source->len);
    b->owners = GAZ_NEW_ARRAY(b->arena, uint32_t, b->source->len + 1);
    for (gsize i = 0; i < b->source->len; i++)
        b->owners[i] = b->cells->len;
    for (uint32_t i = 0; i < b->cells->len; i++) {
        struct gaz_cell *cell = &g_array_index(b->cells, struct gaz_cell, i);
        cell->text.source = source;
        cell->span = gaz_text_span(cell->text);
        cell->is_head |= cell->row < header;
        for (uint32_t k = 0; k < cell->text.n; k++)
            b->owners[cell->text.chars[k].offset] = i;
    }
    b->table.n_rows = rows;
    b->table.n_columns = columns;
    b->table.n_header_rows = header;
    b->table.cells = (const struct gaz_cell *)(const void *)b->cells->data;
    b->table.n_cells = b->cells->len;
}

/* Fills every place that is left with a short text, in the order of the grid. */
BENCH void fill_table(struct bench *b, uint32_t rows, uint32_t columns, uint32_t header) {
    uint32_t n = b->cells->len;
    bool *taken = g_new0(bool, (gsize)rows *columns);
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_cell *c = &g_array_index(b->cells, struct gaz_cell, i);
        for (uint32_t k = 0; k < c->row_span * c->column_span; k++)
            taken[(c->row + k / c->column_span) * columns + c->column + k % c->column_span] = true;
    }
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t c = 0; c < columns; c++) {
            char *name = g_strdup_printf("格%u之%u", r, c);
            if (!taken[r * columns + c]) put(b, r, c, name);
            g_free(name);
        }
    g_free(taken);
    make_table(b, rows, columns, header);
}

/* Sets the table into rooms of one height, each forced, as a page builder with fresh pages does. */
BENCH void run_parts(struct bench *b, gaz_len measure, gaz_len room) {
    b->setting = gaz_table_prepare(&b->ts, &b->table, measure);
    struct gaz_table_part part = {0};
    for (uint32_t guard = 0; !part.done; guard++) {
        part = gaz_table_part(&b->ts, b->setting, room, true);
        g_array_append_val(b->parts, part);
        assert_true(part.done || part.height > 0);
        assert_true(guard < 100000);
    }
}

BENCH const struct gaz_table_part *part_at(const struct bench *b, uint32_t i) {
    return &g_array_index(b->parts, struct gaz_table_part, i);
}

/* ---- reading the items */

BENCH bool is_border(const struct gaz_item *item) {
    return item->kind == GAZ_ITEM_RULE && !item->as.rule.chars;
}

BENCH bool is_across(const struct gaz_item *item) {
    return item->as.rule.width >= item->as.rule.height;
}

/* Which cell an item's text belongs to; n_cells when to none. */
BENCH uint32_t cell_of(const struct bench *b, const struct gaz_item *item) {
    return b->owners[item->as.glyphs.chars[0].offset];
}

struct area {
    gaz_len left, top, right, bottom;
};

/* what a run covers: its ems (an upright line of digits is turned or upright; both are covered by one em) */
BENCH struct area run_area(const struct gaz_item *item) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    if (item->turn == 3) return (struct area){item->x, item->y, item->x, item->y};
    gaz_len last = run->n_glyphs ? run->glyphs[run->n_glyphs - 1].x : 0;
    return (struct area){item->x, item->y - gaz_scale(run->size, 86, 100), item->x + last, item->y};
}

/* The box of rules around an area: the nearest on each side that spans it; a side without rule is at `none`.
 */
BENCH struct area box_around(const struct gaz_table_part *part, struct area in, gaz_len none) {
    struct area box = {-none, -none, none, none};
    for (uint32_t i = 0; i < part->n_items; i++) {
        const struct gaz_item *item = &part->items[i];
        if (!is_border(item)) continue;
        gaz_len right = item->x + item->as.rule.width, bottom = item->y + item->as.rule.height;
        if (is_across(item) && item->x <= in.left && right >= in.right) {
            if (bottom <= in.top) box.top = MAX(box.top, bottom);
            if (item->y >= in.bottom) box.bottom = MIN(box.bottom, item->y);
        }
        if (!is_across(item) && item->y <= in.top && bottom >= in.bottom) {
            if (right <= in.left) box.left = MAX(box.left, right);
            if (item->x >= in.right) box.right = MIN(box.right, item->x);
        }
    }
    return box;
}

/* ---- properties */

/* Every character once, in order; where a row was sliced only once. */
BENCH void check_no_text_lost(const struct bench *b) {
    GArray *got = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
           *want = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < b->table.n_cells; i++)
        for (uint32_t k = 0; k < b->table.cells[i].text.n; k++)
            if (b->table.cells[i].text.chars[k].ch != '\n')
                g_array_append_val(want, b->table.cells[i].text.chars[k].offset);
    for (uint32_t p = 0; p < b->parts->len; p++)
        for (uint32_t i = 0; i < part_at(b, p)->n_items; i++) {
            const struct gaz_item *item = &part_at(b, p)->items[i];
            if (item->kind != GAZ_ITEM_GLYPHS || item->artifact) continue;
            for (uint32_t k = 0; k < item->as.glyphs.n_chars; k++)
                if (item->as.glyphs.chars[k].ch != '\n')
                    g_array_append_val(got, item->as.glyphs.chars[k].offset);
        }
    assert_int_equal(got->len, want->len);
    assert_memory_equal(got->data, want->data, got->len * sizeof(uint32_t));
    g_array_free(got, TRUE);
    g_array_free(want, TRUE);
}

BENCH void check_inside(const struct bench *b, gaz_len room) {
    for (uint32_t p = 0; p < b->parts->len; p++) {
        const struct gaz_table_part *part = part_at(b, p);
        assert_true(part->height <= room);
        for (uint32_t i = 0; i < part->n_items; i++) {
            const struct gaz_item *item = &part->items[i];
            if (!is_border(item)) continue;
            assert_true(item->x >= 0 && item->y >= 0);
            assert_true(item->x + item->as.rule.width <= b->setting->measure);
            assert_true(item->y + item->as.rule.height <= part->height);
        }
    }
}

/* No two rules lie over or touch one another on one line: each straight piece is one item. */
BENCH void check_no_rule_doubled(const struct bench *b) {
    for (uint32_t p = 0; p < b->parts->len; p++) {
        const struct gaz_table_part *part = part_at(b, p);
        for (uint32_t i = 0; i < part->n_items; i++)
            for (uint32_t k = 0; is_border(&part->items[i]) && k < i; k++) {
                const struct gaz_item *l = &part->items[i], *r = &part->items[k];
                if (!is_border(r) || is_across(l) != is_across(r)) continue;
                bool apart = l->x > r->x + r->as.rule.width || r->x > l->x + l->as.rule.width ||
                             l->y > r->y + r->as.rule.height || r->y > l->y + l->as.rule.height;
                assert_true(apart);
            }
    }
}

/* Each cell's text stands in one box of rules, as wide as its columns, and two cells never share one. */
BENCH void check_boxes(const struct bench *b) {
    gaz_len none = INT32_MAX / 2;
    for (uint32_t p = 0; p < b->parts->len; p++) {
        const struct gaz_table_part *part = part_at(b, p);
        struct area *boxes = g_new0(struct area, b->table.n_cells + 1);
        for (uint32_t i = 0; i < part->n_items; i++) {
            if (part->items[i].kind != GAZ_ITEM_GLYPHS) continue;
            uint32_t index = cell_of(b, &part->items[i]);
            if (index == b->table.n_cells) continue; /* the caption */
            const struct gaz_cell *cell = &b->table.cells[index];
            struct area in = run_area(&part->items[i]), box = box_around(part, in, none);
            const gaz_len *edges = b->setting->edges;
            assert_in_range(box.left - edges[cell->column], 0, b->setting->frame);
            assert_in_range(edges[cell->column + cell->column_span] - box.right, 0, b->setting->frame);
            assert_true(box.top >= 0 && box.bottom <= part->height);
            if (boxes[index].bottom) assert_memory_equal(&boxes[index], &box, sizeof box);
            boxes[index] = box;
        }
        for (uint32_t i = 0; i < b->table.n_cells; i++)
            for (uint32_t k = 0; boxes[i].bottom && k < i; k++)
                assert_false(boxes[k].bottom && boxes[i].left == boxes[k].left &&
                             boxes[i].top == boxes[k].top);
        g_free(boxes);
    }
}

/* whether a cell's text is on a part, and whether it is there as a repeat */
BENCH bool shows(const struct bench *b, uint32_t part, uint32_t cell, bool repeat) {
    for (uint32_t i = 0; i < part_at(b, part)->n_items; i++) {
        const struct gaz_item *item = &part_at(b, part)->items[i];
        if (item->kind == GAZ_ITEM_GLYPHS && (item->artifact != GAZ_ARTIFACT_NONE) == repeat &&
            cell_of(b, item) == cell)
            return true;
    }
    return false;
}

BENCH void check_header_repeats(const struct bench *b) {
    for (uint32_t p = 1; p < b->parts->len; p++)
        for (uint32_t i = 0; i < b->table.n_cells && b->table.cells[i].row < b->setting->n_header; i++)
            assert_true(shows(b, p, i, true));
}

/* the part on which a cell's text begins */
BENCH uint32_t part_of(const struct bench *b, uint32_t cell) {
    for (uint32_t p = 0; p < b->parts->len; p++)
        if (shows(b, p, cell, false)) return p;
    return UINT32_MAX;
}

/* A merged cell's text stands on every part that has a row of it. Needs a one-row cell with text in each row.
 */
BENCH void check_merged_repeat(const struct bench *b) {
    uint32_t *part_of_row = g_new(uint32_t, b->table.n_rows);
    for (uint32_t i = 0; i < b->table.n_cells; i++)
        if (b->table.cells[i].row_span == 1) part_of_row[b->table.cells[i].row] = part_of(b, i);
    for (uint32_t i = 0; i < b->table.n_cells; i++) {
        const struct gaz_cell *cell = &b->table.cells[i];
        for (uint32_t r = cell->row; r < gaz_cell_end(cell); r++) {
            bool first = part_of_row[r] == part_of_row[cell->row];
            assert_true(shows(b, part_of_row[r], i, !first));
        }
    }
    g_free(part_of_row);
}

/* The widths fill the measure, to the grain. */
BENCH void check_widths(const struct bench *b) {
    const struct gaz_table_setting *s = b->setting;
    assert_int_equal(s->edges[b->table.n_columns] - s->edges[0] + s->frame, s->measure);
    for (uint32_t c = 0; c < b->table.n_columns; c++)
        assert_true(s->edges[c + 1] > s->edges[c]);
}

BENCH void check_table(const struct bench *b, gaz_len room) {
    check_widths(b);
    check_no_text_lost(b);
    check_inside(b, room);
    check_no_rule_doubled(b);
    check_boxes(b);
    check_header_repeats(b);
}

#endif
