/* own_contents.c: a document's own 目录: its word in the middle, then a line each; no leaders and no page
 * numbers, as printed regulations have it. The lines of a deeper division begin further in; what is turned
 * over stands behind the number. Lines lead to their heads.
 */
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/text/spread.h"

#include <glib.h>

enum { SPREAD_WORD = 3 /* cells of 目录 typed without a blank */ };

/* a line of the list */
struct entry {
    struct gaz_text text;
    struct gaz_span span;
    unsigned depth;   /* from 1 */
    uint32_t n_label; /* characters of the number */
    uint32_t target;  /* GAZ_NO_TARGET: it names no head */
    bool is_copy;
    const struct gaz_block *block; /* that it is printed of, with its notes; NULL of a copy */
};

static void add_link(const struct gaz_flow *flow, struct gaz_box *box, uint32_t node) {
    struct gaz_item link = {
        .kind = GAZ_ITEM_LINK, .node = node, .as.link = {flow->typesetter->style->measure, box->height}};
    gaz_box_add(flow, box, &(struct gaz_line){.items = &link, .n_items = 1}, (struct gaz_at){0, 0, 0});
}

static void push_entry(struct gaz_flow *flow, const struct entry *entry) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, GAZ_ROLE_OWN_CONTENTS_ENTRY, entry->text);
    spec.first_indent = style->own_contents_left + (gaz_len)(entry->depth - 1) * style->own_contents_step;
    spec.indent = spec.first_indent;
    spec.label = entry->n_label;
    spec.setting = GAZ_SET_LEFT;
    spec.node = gaz_tree_add(flow->typesetter->tree, (struct gaz_node){.kind = GAZ_NODE_OWN_CONTENTS_ENTRY,
                                                                       .level = (uint8_t)entry->depth,
                                                                       .is_copy = entry->is_copy,
                                                                       .text = entry->text,
                                                                       .span = entry->span,
                                                                       .as.target = entry->target});
    struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
    uint32_t first = flow->n;
    for (uint32_t i = 0; i < set.n_lines; i++) {
        flow->glue_next |= i > 0;
        struct gaz_box *box = gaz_flow_line(flow, &set.lines[i], style->pitch,
                                            style->roles[GAZ_ROLE_OWN_CONTENTS_ENTRY].size, 0);
        if (entry->target != GAZ_NO_TARGET) add_link(flow, box, spec.node);
    }
    if (entry->block) gaz_notes_of_lines(flow, entry->block, first, &set);
}

/* 目录 without a blank is spread to three cells; what was typed with blanks stands as typed. */
static void push_word(struct gaz_flow *flow, struct gaz_text word, struct gaz_span span, bool is_copy) {
    const struct gaz_style *style = flow->typesetter->style;
    gaz_len size = style->roles[GAZ_ROLE_OWN_CONTENTS_TITLE].size;
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, GAZ_ROLE_OWN_CONTENTS_TITLE, word);
    spec.node = gaz_tree_add(flow->typesetter->tree, (struct gaz_node){.kind = GAZ_NODE_OWN_CONTENTS_TITLE,
                                                                       .is_copy = is_copy,
                                                                       .text = word,
                                                                       .span = span});
    if (word.n == 2) {
        spec.measure = SPREAD_WORD * size;
        struct gaz_line line = gaz_text_spread(flow->typesetter, &spec);
        gaz_flow_line(flow, &line, style->pitch, size, (style->measure - spec.measure) / 2);
    } else {
        spec.setting = GAZ_SET_CENTER;
        struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
        gaz_flow_paragraph(flow, &set, style->pitch, size);
    }
    flow->glue_next = true;
    gaz_flow_space(flow, style->own_contents_title_after, false);
}

/* The white above, less what stands there already. */
static void space_above(struct gaz_flow *flow) {
    const struct gaz_box *last = flow->n ? &flow->boxes[flow->n - 1] : NULL;
    gaz_len there = last && last->kind == GAZ_BOX_SPACE ? last->height : 0;
    gaz_flow_space(flow, MAX(flow->typesetter->style->own_contents_before - there, 0), true);
}

/* A line of a division keeps with the first line within it; the first and the last do not stand alone. */
static void push_entries(struct gaz_flow *flow, const GArray *entries) {
    for (guint i = 0; i < entries->len; i++) {
        const struct entry *entry = &g_array_index(entries, struct entry, i);
        const struct entry *next = i + 1 < entries->len ? entry + 1 : NULL;
        push_entry(flow, entry);
        bool keeps = next && (i == 0 || i + 2 == entries->len || next->depth > entry->depth);
        flow->glue_next = keeps;
    }
    gaz_flow_space(flow, flow->typesetter->style->own_contents_after, true);
    gaz_flow_snap(flow);
}

/* The lines that were typed, from block `at` on; gives the block behind them. */
static uint32_t add_typed(const struct gaz_flow *flow, const struct gaz_part *part, uint32_t at,
                          uint32_t head_base, GArray *entries) {
    const struct gaz_block *blocks = part->blocks;
    for (; at < part->n_blocks && blocks[at].kind == GAZ_BLOCK_CONTENTS_ENTRY; at++) {
        struct gaz_block *own = GAZ_NEW(flow->typesetter->arena, struct gaz_block);
        *own = gaz_block_printed(flow->typesetter, &blocks[at]);
        struct entry entry = {own->text, own->span, own->level, own->n_label, GAZ_NO_TARGET, false, own};
        if (own->names) entry.target = head_base + own->names - 1;
        g_array_append_val(entries, entry);
    }
    return at;
}

/* 1 + the divisions above it that the part has: lines of one division begin at one place. */
static unsigned depth_of(const bool *has_division, const struct gaz_block *head) {
    unsigned depth = 1;
    for (unsigned above = 1; above < gaz_block_division(head); above++)
        depth += has_division[above];
    return depth;
}

/* The text of a head in the role of an entry: its label and its own faces are left behind. */
static struct gaz_text plain_text(struct gaz_arena *arena, struct gaz_text head) {
    struct gaz_text text = gaz_head_text(arena, head);
    for (uint32_t i = 0; i < text.n; i++)
        ((struct gaz_char *)text.chars)[i].attrs &= GAZ_CHAR_SUP | GAZ_CHAR_SUB | GAZ_CHAR_JOINED;
    return text;
}

/* A line for each of the part's heads. */
static void add_made(struct gaz_arena *arena, const struct gaz_part *part, uint32_t head_base,
                     GArray *entries) {
    bool has_division[GAZ_BLOCK_SUBSECTION - GAZ_BLOCK_BOOK + 2] = {false};
    for (uint32_t i = 0; i < part->n_blocks; i++)
        has_division[gaz_block_division(&part->blocks[i])] = true;
    for (uint32_t i = 0; i < part->n_blocks; i++) {
        const struct gaz_block *block = &part->blocks[i];
        if (!gaz_block_is_listed(block)) continue;
        struct entry entry = {plain_text(arena, block->text),
                              block->span,
                              depth_of(has_division, block),
                              block->n_label,
                              head_base + block->head - 1,
                              true,
                              NULL};
        g_array_append_val(entries, entry);
    }
}

uint32_t gaz_block_own_contents(struct gaz_flow *flow, const struct gaz_part *part, uint32_t at,
                                uint32_t head_base) {
    struct gaz_arena *arena = flow->typesetter->arena;
    const struct gaz_block *first = &part->blocks[at];
    bool has_word = first->kind == GAZ_BLOCK_CONTENTS_TITLE;
    uint32_t end = at + has_word;
    bool is_made = end < part->n_blocks && part->blocks[end].kind == GAZ_BLOCK_CONTENTS_HERE;
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    gaz_tree_open(flow->typesetter->tree, (struct gaz_node){.kind = GAZ_NODE_OWN_CONTENTS});
    space_above(flow);
    if (has_word)
        push_word(flow, first->text, first->span, false);
    else if (is_made)
        push_word(flow, gaz_text_from_utf8(arena, flow->typesetter->style->own_contents_word),
                  (struct gaz_span){0}, true);
    if (is_made)
        add_made(arena, part, head_base, entries);
    else
        end = add_typed(flow, part, end, head_base, entries);
    push_entries(flow, entries);
    gaz_tree_close(flow->typesetter->tree);
    return end + is_made;
}
