/* blanks.c: see blanks.h. */
#include "intake/blanks.h"

#include "base/text/text.h"

/* Of an en or em the common one; the character itself, where it is none of them. */
static uint32_t common_of(uint32_t ch) {
    enum { EN_QUAD = 0x2000, EM_QUAD, EN, EM };
    return ch == EM_QUAD || ch == EM ? 0x3000 : ch == EN_QUAD || ch == EN ? ' ' : ch;
}

static void make_common(struct gaz_account *account, GArray *chars) {
    for (guint i = 0; i < chars->len; i++) {
        struct gaz_draft_char *ch = &g_array_index(chars, struct gaz_draft_char, i);
        uint32_t becomes = common_of(ch->ch);
        bool parts_words =
            i > 0 && gaz_char_is_latin(gaz_ch_at(chars, i - 1)) && gaz_char_is_latin(gaz_ch_at(chars, i + 1));
        if (becomes == ch->ch || parts_words) continue;
        g_autofree char *code = g_strdup_printf("U+%04X", ch->ch);
        struct gaz_account_entry entry = {.text = code, .becomes = gaz_utf8_of(becomes).bytes, .count = 1};
        if (ch->carrier != GAZ_NOWHERE) gaz_account_add(account, GAZ_REASON_NAMED_BLANK, entry);
        ch->ch = becomes;
    }
}

static void look_at_blocks(struct gaz_account *account, const GPtrArray *blocks) {
    for (guint i = 0; i < blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, i);
        if (block->chars) make_common(account, block->chars);
        for (guint k = 0; block->table && k < block->table->cells->len; k++)
            look_at_blocks(
                account, ((const struct gaz_draft_cell *)g_ptr_array_index(block->table->cells, k))->blocks);
    }
}

void gaz_draft_make_blanks_common(struct gaz_draft *draft, struct gaz_account *account) {
    look_at_blocks(account, draft->blocks);
    for (guint i = 0; i < draft->notes->len; i++)
        look_at_blocks(account, ((const struct gaz_draft_note *)g_ptr_array_index(draft->notes, i))->blocks);
}
