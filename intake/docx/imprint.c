/* imprint.c: a 版记 (GB/T 9704 7.4) that a table holds together: its rows are lines of the text.
 *
 * Word's users draw the lines above and below 抄送 and 印发机关 as a table of one or two cells a row. Such a
 * table is the last thing of a file, and each of its rows is a line that a 版记 has: then it is no table of
 * the document.
 */
#include "base/text.h"
#include "intake/docx/reader.h"

#include <string.h>

enum { MOST_ROWS = 8 };

static bool has_ink(const GArray *chars) {
    for (guint i = 0; i < chars->len; i++)
        if (gaz_char_has_ink(g_array_index(chars, struct gaz_draft_char, i).ch)) return true;
    return false;
}

/* The text of a row without its blanks; freed with g_free. NULL: it has something that is no line. */
static char *text_of_row(const struct gaz_draft_table *table, uint32_t row) {
    GString *text = g_string_new(NULL);
    bool is_line = true;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        if (cell->row != row) continue;
        is_line &= cell->row_span == 1;
        for (guint k = 0; k < cell->blocks->len && is_line; k++) {
            const struct gaz_draft_block *block = gaz_draft_block_at(cell->blocks, k);
            is_line = block->kind == GAZ_DRAFT_PARAGRAPH;
            for (guint n = 0; is_line && n < block->chars->len; n++)
                if (gaz_char_has_ink(gaz_draft_chars(block)[n].ch))
                    g_string_append(text, gaz_utf8_of(gaz_draft_chars(block)[n].ch).bytes);
        }
    }
    return g_string_free(text, !is_line);
}

/* 抄送：…, …2024年7月3日印发, 共印50份 */
static bool is_imprint_line(const char *text) {
    static const char *const labels[] = {"抄送", "主送", "抄报", "抄发", "分送", "主题词"};
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        const char *behind = g_str_has_prefix(text, labels[i]) ? text + strlen(labels[i]) : NULL;
        if (behind && (g_str_has_prefix(behind, "：") || *behind == ':')) return true;
    }
    bool is_printed = g_str_has_suffix(text, "印发") && strstr(text, "年") && strstr(text, "日");
    return is_printed || !*text || strstr(text, "共印");
}

static bool is_imprint(const struct gaz_draft_table *table) {
    bool is_it = table->n_rows <= MOST_ROWS, says_so = false;
    for (uint32_t row = 0; row < table->n_rows && is_it; row++) {
        g_autofree char *text = text_of_row(table, row);
        is_it = text && is_imprint_line(text);
        says_so |= is_it && (strstr(text, "抄送") || strstr(text, "印发"));
    }
    return is_it && says_so;
}

/* The row's cells behind one another: 抄送：｜市委各部门。 and 某办公室｜2024年7月3日印发 are a line each.
 * What stands in lines within a cell stays in lines. */
static void add_row(struct gaz_docx_reader *reader, const struct gaz_draft_table *table, uint32_t row,
                    GPtrArray *to) {
    struct gaz_draft_block *line = NULL;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        for (guint k = 0; cell->row == row && k < cell->blocks->len; k++) {
            const struct gaz_draft_block *block = gaz_draft_block_at(cell->blocks, k);
            if (!line || (k > 0 && has_ink(line->chars))) {
                line = gaz_draft_block_new(reader->draft, to, GAZ_DRAFT_PARAGRAPH);
                line->look = block->look;
                line->classes = block->classes;
                line->part = block->part;
                line->paragraph = block->paragraph;
            }
            g_array_append_vals(line->chars, block->chars->data, block->chars->len);
        }
    }
}

static void tell(struct gaz_docx_reader *reader, const struct gaz_draft_block *block) {
    g_autofree char *text = text_of_row(block->table, 0);
    g_autofree char *where = gaz_draft_where(reader->draft, block->part, block->paragraph);
    struct gaz_account_entry entry = {.text = text, .becomes = "版记", .where = where, .count = 1};
    gaz_account_add(reader->account, GAZ_REASON_IMPRINT_TABLE, entry);
}

void gaz_docx_unfold_imprint(struct gaz_docx_reader *reader, GPtrArray *blocks) {
    guint at = blocks->len;
    while (at > 0) {
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, at - 1);
        bool is_empty = block->kind == GAZ_DRAFT_PAGE_BREAK ||
                        (block->kind == GAZ_DRAFT_PARAGRAPH && !has_ink(block->chars));
        if (!is_empty) break;
        at--;
    }
    const struct gaz_draft_block *last = at > 0 ? gaz_draft_block_at(blocks, at - 1) : NULL;
    if (!last || last->kind != GAZ_DRAFT_TABLE || !is_imprint(last->table)) return;
    tell(reader, last);
    GPtrArray *lines = gaz_draft_blocks_new();
    for (uint32_t row = 0; row < last->table->n_rows; row++)
        add_row(reader, last->table, row, lines);
    g_ptr_array_remove_index(blocks, at - 1);
    for (guint i = 0; i < lines->len; i++)
        g_ptr_array_insert(blocks, (gint)(at - 1 + i), g_ptr_array_index(lines, i));
    g_ptr_array_set_free_func(lines, NULL);
    g_ptr_array_unref(lines);
}
