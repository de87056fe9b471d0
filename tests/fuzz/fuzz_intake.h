/* fuzz_intake.h: what readers of files from outside are held to, whatever the bytes are. */
#ifndef GAZ_TESTS_FUZZ_INTAKE_H
#define GAZ_TESTS_FUZZ_INTAKE_H

#include "tests/fuzz/fuzz.h"

#include "base/text.h"
#include "intake/account.h"

#include <glib.h>
#include <stdlib.h>

struct fuzz_draft {
    struct gaz_draft *draft;
    struct gaz_account *account;
    struct gaz_diags *diags;
};

static inline struct fuzz_draft fuzz_draft_open(const char *name) {
    struct fuzz_draft fuzz = {.draft = gaz_draft_new(name), .diags = gaz_diags_new()};
    fuzz.account = gaz_account_new(fuzz.draft);
    return fuzz;
}

static inline void fuzz_count_blocks(const struct gaz_draft *draft, const GPtrArray *blocks, guint8 *seen);

/* Every place of the grid is covered by one cell. */
static inline void fuzz_check_table(const struct gaz_draft *draft, const struct gaz_draft_table *table,
                                    guint8 *seen) {
    uint64_t covered = 0;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        if (cell->row_span < 1 || cell->column_span < 1) abort();
        if (cell->row + cell->row_span > table->n_rows) abort();
        if (cell->column + cell->column_span > table->n_columns) abort();
        covered += (uint64_t)cell->row_span * cell->column_span;
        fuzz_count_blocks(draft, cell->blocks, seen);
    }
    if (covered != (uint64_t)table->n_rows * table->n_columns) abort();
}

static inline void fuzz_count_blocks(const struct gaz_draft *draft, const GPtrArray *blocks, guint8 *seen) {
    for (guint i = 0; i < blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, i);
        if (block->table) fuzz_check_table(draft, block->table, seen);
        for (guint k = 0; block->chars && k < block->chars->len; k++) {
            const struct gaz_draft_char *ch = &gaz_draft_chars(block)[k];
            if (ch->ch != '\n' && gaz_char_is_refused(ch->ch)) abort();
            if (ch->carrier == GAZ_NOWHERE) continue;
            if (ch->carrier >= draft->carriers->len || seen[ch->carrier]++) abort();
        }
    }
}

/* Aborts when a carrier stands twice, or nowhere; not of a file that was refused. */
static inline void fuzz_draft_close(struct fuzz_draft *fuzz) {
    uint32_t n = fuzz->draft->carriers->len;
    guint8 *seen = g_new0(guint8, n + 1);
    fuzz_count_blocks(fuzz->draft, fuzz->draft->blocks, seen);
    for (uint32_t i = 0; i < n; i++)
        if (seen[i] + gaz_account_is_left_out(fuzz->account, i) != 1) abort();
    g_free(seen);
    g_string_free(gaz_account_json(fuzz->account), TRUE);
    fuzz_check_diags(fuzz->diags);
    gaz_account_free(fuzz->account);
    gaz_draft_free(fuzz->draft);
    gaz_diags_free(fuzz->diags);
}

#endif
