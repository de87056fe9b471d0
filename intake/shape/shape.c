/* shape.c: the head, the tail, and all between and behind them. */
#include "intake/shape/shape.h"

#include "intake/shape/parts.h"

/* Where a line begins with ink whatever was typed, blanks that --keep left do not stand. */
static void drop_indents(GArray *chars, struct gaz_account *account) {
    guint kept = 0;
    for (guint i = 0; i < chars->len; i++) {
        struct gaz_draft_char *to = &g_array_index(chars, struct gaz_draft_char, kept);
        struct gaz_draft_char ch = g_array_index(chars, struct gaz_draft_char, i);
        bool is_put_in = kept > 0 && to[-1].carrier == GAZ_NOWHERE, is_typed = ch.carrier != GAZ_NOWHERE;
        bool begins = kept == 0 || to[-1].ch == '\n' || (is_put_in && gaz_draft_is_blank(to[-1].ch));
        bool goes = begins && is_typed && gaz_draft_is_blank(ch.ch);
        if (goes) gaz_account_leave_out(account, GAZ_REASON_INDENT, ch.carrier, 1);
        if (!goes) *to = ch;
        kept += !goes;
    }
    g_array_set_size(chars, kept);
}

/* Values and titles; a paragraph may begin with blanks of its own, and a day is read with all that it has. */
static void drop_all_indents(struct gaz_shaped *shaped, struct gaz_account *account) {
    for (unsigned key = 0; key < GAZ_N_FRONT_KEYS; key++)
        for (guint i = 0; i < shaped->front[key]->len && !gaz_front_is_day(key); i++)
            drop_indents(g_ptr_array_index(shaped->front[key], i), account);
    for (guint i = 0; i < shaped->blocks->len; i++) {
        struct gaz_shaped_block *block = g_ptr_array_index(shaped->blocks, i);
        bool is_title = block->kind == GAZ_SHAPED_PART || block->kind == GAZ_SHAPED_SUBTITLE;
        if (is_title) drop_indents(block->chars, account);
    }
}

struct gaz_shaped *gaz_draft_shape(const struct gaz_draft *draft, struct gaz_account *account) {
    struct gaz_shaped *shaped = gaz_shaped_new(draft);
    struct gaz_lines lines;
    gaz_lines_open(&lines, draft, account, shaped);
    gaz_shape_head(&lines);
    gaz_shape_tail(&lines);
    gaz_shape_doubt_facts(&lines);
    gaz_shape_names(&lines);
    gaz_shape_body(&lines);
    gaz_lines_close(&lines);
    drop_all_indents(shaped, account);
    return shaped;
}
