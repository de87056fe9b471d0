/* drafts.h: a file from outside read into a draft, with what was said of it. */
#ifndef GAZ_TESTS_UNIT_INTAKE_DRAFTS_H
#define GAZ_TESTS_UNIT_INTAKE_DRAFTS_H

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "intake/account.h"

#include <limits.h>

struct read {
    struct gaz_draft *draft;
    struct gaz_account *account;
    struct gaz_diags *diags;
    bool is_read;
};

typedef bool draft_reader(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                          struct gaz_diags *diags);

/* To be done with `done`, whether it was read or not. */
static inline struct read read_by(draft_reader *reader, const char *name, const void *data, size_t size) {
    struct read read = {.draft = gaz_draft_new(name), .diags = gaz_diags_new()};
    read.account = gaz_account_new(read.draft);
    read.is_read = reader((struct gaz_bytes){data, size}, read.draft, read.account, read.diags);
    return read;
}

static inline void done(struct read *read) {
    gaz_account_free(read->account);
    gaz_draft_free(read->draft);
    gaz_diags_free(read->diags);
}

/* ---- made by hand */

/* Characters at the end of a block, each with its carrier. */
static inline void draft_put(struct gaz_draft *draft, const struct gaz_draft_block *block, const char *utf8) {
    for (const char *at = utf8; *at; at = g_utf8_next_char(at)) {
        uint32_t ch = g_utf8_get_char(at);
        uint32_t carrier = gaz_draft_carry(draft, (struct gaz_carrier){ch, draft->blocks->len, 0});
        struct gaz_draft_char made = {ch, carrier, 0, 0};
        g_array_append_val(block->chars, made);
    }
}

/* ---- that no character is lost */

static inline void draft_count_blocks(const GPtrArray *blocks, unsigned char *met);

static inline void draft_count_block(const struct gaz_draft_block *block, unsigned char *met) {
    for (guint i = 0; block->chars && i < block->chars->len; i++) {
        uint32_t carrier = gaz_draft_chars(block)[i].carrier;
        if (carrier != GAZ_NOWHERE && met[carrier] < UCHAR_MAX) met[carrier]++;
    }
    for (guint i = 0; block->table && i < block->table->cells->len; i++)
        draft_count_blocks(((struct gaz_draft_cell *)g_ptr_array_index(block->table->cells, i))->blocks, met);
}

static inline void draft_count_blocks(const GPtrArray *blocks, unsigned char *met) {
    for (guint i = 0; i < blocks->len; i++)
        draft_count_block(gaz_draft_block_at(blocks, i), met);
}

/* How many carriers stand not exactly once in the draft or the account. */
static inline unsigned draft_astray(const struct read *reading) {
    uint32_t n = reading->draft->carriers->len;
    unsigned char *met = g_malloc0(n + 1);
    unsigned astray = 0;
    draft_count_blocks(reading->draft->blocks, met);
    for (guint i = 0; i < reading->draft->notes->len; i++)
        draft_count_blocks(((struct gaz_draft_note *)g_ptr_array_index(reading->draft->notes, i))->blocks,
                           met);
    for (uint32_t i = 0; i < n; i++)
        astray += met[i] + gaz_account_is_left_out(reading->account, i) != 1;
    g_free(met);
    return astray;
}

#endif
