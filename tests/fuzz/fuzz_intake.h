/* fuzz_intake.h: what every draft is held to, whatever the bytes were. */
#ifndef GAZ_TESTS_FUZZ_INTAKE_H
#define GAZ_TESTS_FUZZ_INTAKE_H

#include "tests/fuzz/fuzz.h"

#include "base/text/text.h"
#include "intake/draft_dump.h"
#include "tests/unit/intake/drafts.h"

#include <stdlib.h>

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

static inline void fuzz_check_blocks(const struct gaz_draft *draft, const GPtrArray *blocks);

static inline void fuzz_check_block(const struct gaz_draft *draft, const struct gaz_draft_block *block) {
    if (block->table) fuzz_check_table(block->table);
    for (guint i = 0; block->table && i < block->table->cells->len; i++)
        fuzz_check_blocks(draft,
                          ((struct gaz_draft_cell *)g_ptr_array_index(block->table->cells, i))->blocks);
    for (guint i = 0; block->chars && i < block->chars->len; i++) {
        const struct gaz_draft_char *ch = &gaz_draft_chars(block)[i];
        bool has_note = ch->note > 0 && ch->note <= draft->notes->len;
        if (!(ch->ch == GAZ_DRAFT_OBJECT ? has_note : gaz_draft_may_hold(ch->ch))) abort();
    }
}

static inline void fuzz_check_blocks(const struct gaz_draft *draft, const GPtrArray *blocks) {
    for (guint i = 0; i < blocks->len; i++)
        fuzz_check_block(draft, gaz_draft_block_at(blocks, i));
}

/* Takes the reading over. Nothing is asked of the draft of a file that was refused. */
static inline void fuzz_check_reading(struct read reading) {
    fuzz_check_diags(reading.diags);
    if (reading.is_read) {
        if (draft_astray(&reading) > 0) abort();
        fuzz_check_blocks(reading.draft, reading.draft->blocks);
        for (guint i = 0; i < reading.draft->notes->len; i++)
            fuzz_check_blocks(reading.draft,
                              ((struct gaz_draft_note *)g_ptr_array_index(reading.draft->notes, i))->blocks);
        GString *json = gaz_account_json(reading.account), *dump = g_string_new(NULL);
        gaz_draft_dump(reading.draft, dump);
        if (!g_utf8_validate(dump->str, (gssize)dump->len, NULL)) abort();
        if (!g_utf8_validate(json->str, (gssize)json->len, NULL)) abort();
        g_string_free(json, TRUE);
        g_string_free(dump, TRUE);
    }
    done(&reading);
}

#endif
