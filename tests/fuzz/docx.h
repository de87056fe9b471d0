/* docx.h: what holds of every draft that was read. */
#ifndef GAZ_TESTS_FUZZ_DOCX_H
#define GAZ_TESTS_FUZZ_DOCX_H

#include "tests/fuzz/fuzz.h"
#include "tests/unit/docx_file.h"

/* Every place of the grid is covered once (draft.h). */
static inline void fuzz_check_table(const struct gaz_draft_table *table) {
    size_t n_places = (size_t)table->n_rows * table->n_columns, n_covered = 0;
    unsigned char *covered = g_malloc0(n_places + 1);
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        for (uint32_t row = cell->row; row < cell->row + cell->row_span; row++)
            for (uint32_t column = cell->column; column < cell->column + cell->column_span; column++) {
                if (row >= table->n_rows || column >= table->n_columns) abort();
                if (covered[(size_t)row * table->n_columns + column]++) abort();
                n_covered++;
            }
    }
    if (n_covered != n_places || table->n_header_rows > table->n_rows) abort();
    g_free(covered);
}

static inline void fuzz_check_chars(const struct gaz_draft *draft, const GPtrArray *blocks) {
    for (guint i = 0; i < blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, i);
        if (block->table) fuzz_check_table(block->table);
        for (guint k = 0; block->chars && k < block->chars->len; k++) {
            const struct gaz_draft_char *ch = &gaz_draft_chars(block)[k];
            bool is_control = (ch->ch < 0x20 && ch->ch != '\n') || (ch->ch >= 0x7F && ch->ch < 0xA0);
            bool is_mark = ch->ch == GAZ_DRAFT_OBJECT;
            if (is_control || (is_mark && (ch->note == 0 || ch->note > draft->notes->len))) abort();
        }
    }
}

static inline void fuzz_check_docx(const struct docx_reading *reading) {
    fuzz_check_diags(reading->diags);
    if (!reading->is_read) return;
    if (docx_astray(reading) > 0) abort();
    fuzz_check_chars(reading->draft, reading->draft->blocks);
    GString *json = gaz_account_json(reading->account), *dump = g_string_new(NULL);
    gaz_draft_dump(reading->draft, dump);
    if (!g_utf8_validate(dump->str, (gssize)dump->len, NULL)) abort();
    if (!g_utf8_validate(json->str, (gssize)json->len, NULL)) abort();
    g_string_free(json, TRUE);
    g_string_free(dump, TRUE);
}

#endif
