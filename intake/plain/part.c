/* part.c: paragraphs of a draft that have run together become several. */
#include "intake/plain/paragraphs.h"

#include "base/process/arena.h"

struct parting {
    struct gaz_draft *draft;
    struct gaz_account *account;
};

static struct gaz_text text_of(struct gaz_arena *arena, const struct gaz_draft_block *block) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, block->chars->len + 1);
    for (guint i = 0; i < block->chars->len; i++)
        chars[i] = (struct gaz_char){gaz_draft_chars(block)[i].ch, GAZ_NOWHERE, 0};
    return (struct gaz_text){chars, block->chars->len, NULL};
}

static void tell_break(struct parting *p, const struct gaz_draft_block *block, const struct gaz_break *one) {
    enum { SHOWN = 12 };
    g_autofree char *text = gaz_draft_utf8(block, one->at, SHOWN);
    struct gaz_account_entry entry = {.text = text, .becomes = "另起一段", .count = 1};
    if (one->in_doubt) entry.doubt = "原文在这里没有分段，请对照";
    g_autofree char *where = gaz_draft_where(p->draft, block->part, block->paragraph);
    entry.where = where;
    gaz_account_add(p->account, one->reason, entry);
}

/* Adds the paragraphs of a block to `to`; the block keeps its first one. */
static void part_block(struct parting *p, struct gaz_draft_block *block, const GArray *breaks,
                       GPtrArray *to) {
    g_ptr_array_add(to, block);
    for (guint i = 0; i < breaks->len; i++) {
        const struct gaz_break *one = &g_array_index(breaks, struct gaz_break, i);
        guint end = i + 1 < breaks->len ? one[1].at : block->chars->len;
        tell_break(p, block, one);
        struct gaz_draft_block *next = gaz_draft_block_new(p->draft, to, GAZ_DRAFT_PARAGRAPH);
        next->part = block->part;
        next->paragraph = block->paragraph;
        next->look = block->look;
        g_array_append_vals(next->chars, gaz_draft_chars(block) + one->at, end - one->at);
    }
    if (breaks->len > 0) g_array_set_size(block->chars, g_array_index(breaks, struct gaz_break, 0).at);
}

static uint64_t characters_of(const struct gaz_draft *draft) {
    uint64_t n = 0;
    for (guint i = 0; i < draft->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(draft->blocks, i);
        n += block->chars ? block->chars->len : 0;
    }
    return n;
}

static void part_paragraph(struct parting *p, struct gaz_draft_block *block, uint64_t all, GPtrArray *to) {
    enum { WHOLE = 70 }; /* hundredths of the text */
    struct gaz_arena *arena = gaz_arena_new();
    bool is_whole = (uint64_t)block->chars->len * 100 >= all * WHOLE;
    GArray *breaks = gaz_find_breaks(text_of(arena, block), is_whole);
    part_block(p, block, breaks, to);
    g_array_unref(breaks);
    gaz_arena_free(arena);
}

void gaz_part_paragraphs(struct gaz_draft *draft, struct gaz_account *account) {
    struct parting p = {draft, account};
    uint64_t all = characters_of(draft);
    gsize n;
    gpointer *blocks = g_ptr_array_steal(draft->blocks, &n);
    for (gsize i = 0; i < n; i++) {
        struct gaz_draft_block *block = blocks[i];
        if (block->kind == GAZ_DRAFT_PARAGRAPH)
            part_paragraph(&p, block, all, draft->blocks);
        else
            g_ptr_array_add(draft->blocks, block);
    }
    g_free(blocks);
}
