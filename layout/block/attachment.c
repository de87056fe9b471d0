/* attachment.c: 附件说明 (G-22): 附件： then the names, all beginning at the same place whatever stands first
 * in them (老旧…, 2024年…); a turnover is aligned to its name's first character.
 */
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/text/measure.h"

#include <glib.h>
#include <string.h>

/* one name of the list, with what stands before it */
struct entry {
    struct gaz_text label, name; /* 附件： and the number, or the number alone; may be empty */
    gaz_len left;                /* where the label begins */
    bool is_copy;                /* of an attachment's title */
};

static struct gaz_paragraph_spec spec_of(const struct gaz_flow *flow, struct gaz_text text) {
    return gaz_spec_of(flow->typesetter, GAZ_ROLE_BODY, text);
}

static gaz_len width_of(const struct gaz_flow *flow, struct gaz_text text) {
    struct gaz_paragraph_spec spec = spec_of(flow, text);
    return gaz_text_width(flow->typesetter, &spec);
}

/* where the name would begin if it were set behind its label as text, with the gap that may belong there */
static gaz_len natural_place(const struct gaz_flow *flow, const struct entry *entry) {
    struct gaz_text pieces[2] = {entry->label, gaz_text_slice(entry->name, 0, MIN(entry->name.n, 1))};
    struct gaz_text both = gaz_text_join(flow->typesetter->arena, pieces, 2);
    return entry->left + width_of(flow, both) - width_of(flow, pieces[1]);
}

/* The items of the label before those of the name's first line: reading order. */
static void prepend_label(const struct gaz_flow *flow, const struct entry *entry, uint32_t node,
                          struct gaz_line *line) {
    struct gaz_paragraph_spec spec = spec_of(flow, entry->label);
    spec.first_indent = entry->left;
    spec.setting = GAZ_SET_LEFT;
    spec.node = node;
    struct gaz_paragraph label = gaz_paragraph_set(flow->typesetter, &spec);
    if (label.n_lines == 0) return;
    uint32_t n = label.lines[0].n_items + line->n_items;
    struct gaz_item *items = GAZ_NEW_ARRAY(flow->typesetter->arena, struct gaz_item, n);
    memcpy(items, label.lines[0].items, label.lines[0].n_items * sizeof *items);
    memcpy(items + label.lines[0].n_items, line->items, line->n_items * sizeof *items);
    line->items = items;
    line->n_items = n;
}

static uint32_t add_entry(const struct gaz_flow *flow, const struct entry *entry) {
    struct gaz_text pieces[2] = {entry->label, entry->name};
    struct gaz_text text = gaz_text_join(flow->typesetter->arena, pieces, 2);
    return gaz_tree_add(
        flow->typesetter->tree,
        (struct gaz_node){.kind = GAZ_NODE_ATTACHMENT_ENTRY, .is_copy = entry->is_copy, .text = text});
}

/* A label that no name follows (附件： on a line of its own), or that leaves a name no room, is set as text.
 */
static void push_entry(struct gaz_flow *flow, const struct entry *entry, gaz_len place) {
    const struct gaz_style *style = flow->typesetter->style;
    bool apart = entry->name.n > 0 && place <= style->measure / 2;
    struct gaz_text pieces[2] = {entry->label, entry->name};
    struct gaz_paragraph_spec spec =
        spec_of(flow, apart ? entry->name : gaz_text_join(flow->typesetter->arena, pieces, 2));
    spec.first_indent = spec.indent = apart ? place : entry->left;
    spec.node = add_entry(flow, entry);
    struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
    if (apart && set.n_lines) prepend_label(flow, entry, spec.node, &set.lines[0]);
    gaz_flow_paragraph(flow, &set, style->pitch, style->roles[GAZ_ROLE_BODY].size);
}

static void push_entries(struct gaz_flow *flow, GArray *entries) {
    gaz_len place = 0;
    if (entries->len)
        gaz_tree_open(flow->typesetter->tree, (struct gaz_node){.kind = GAZ_NODE_ATTACHMENT_LIST});
    for (guint i = 0; i < entries->len; i++)
        place = MAX(place, natural_place(flow, &g_array_index(entries, struct entry, i)));
    for (guint i = 0; i < entries->len; i++)
        push_entry(flow, &g_array_index(entries, struct entry, i), place);
    if (entries->len) gaz_tree_close(flow->typesetter->tree);
    g_array_free(entries, TRUE);
}

/* characters of 附件： and of a number 1． 1. 1、 at the start of a text */
static uint32_t label_length(struct gaz_text text) {
    uint32_t n = 0;
    while (n < text.n && n < 6 && text.chars[n].ch != 0xFF1A && text.chars[n].ch != ':')
        n++;
    return n < text.n && n < 6 && gaz_text_has_prefix(text, "附件") ? n + 1 : 0;
}

static uint32_t number_length(struct gaz_text text, uint32_t from) {
    uint32_t n = from;
    while (n < text.n && gaz_char_is_digit(text.chars[n].ch))
        n++;
    if (n == from || n == text.n) return 0;
    uint32_t ch = text.chars[n].ch;
    return ch == 0xFF0E || ch == '.' || ch == 0x3001 ? n + 1 - from : 0;
}

/* The editor's own paragraph, perhaps with forced line ends between the names. */
void gaz_block_attachment_paragraph(struct gaz_flow *flow, struct gaz_text text) {
    const struct gaz_style *style = flow->typesetter->style;
    uint32_t label = label_length(text);
    gaz_len names = style->indent + width_of(flow, gaz_text_slice(text, 0, label));
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    for (uint32_t begin = 0; begin < text.n;) {
        uint32_t end = begin;
        while (end < text.n && text.chars[end].ch != '\n')
            end++;
        uint32_t own = begin == 0 ? label : 0;
        uint32_t hang = own + number_length(gaz_text_slice(text, begin, end - begin), own);
        struct entry entry = {.label = gaz_text_slice(text, begin, hang),
                              .name = gaz_text_slice(text, begin + hang, end - begin - hang),
                              .left = begin == 0 ? style->indent : names};
        g_array_append_val(entries, entry);
        begin = end + 1;
    }
    push_entries(flow, entries);
}

/* the style's form of a number: "{}．" */
static struct gaz_text number_text(const struct gaz_flow *flow, const char *number) {
    const char *form = flow->typesetter->style->attachment_list_number, *hole = strstr(form, "{}");
    g_autofree char *utf8 =
        hole ? g_strdup_printf("%.*s%s%s", (int)(hole - form), form, number, hole + strlen("{}"))
             : g_strdup_printf("%s．", number);
    return gaz_text_from_utf8(flow->typesetter->arena, utf8);
}

/* P-11: an attachment is announced by the number of its label. 附件2: 2．; 附件1-1: 1-1．; 附件一: 一、;
 * 附表1 by all of it; a mere 附件 among others by its place. One alone has none, unless its label says more
 * than 1. */
static struct gaz_text entry_number(const struct gaz_flow *flow, struct gaz_text label, uint32_t place,
                                    bool is_alone) {
    g_autofree char *own = gaz_text_to_utf8(gaz_text_slice(label, 2, label.n - 2));
    if (is_alone && (*own == '\0' || strcmp(own, "1") == 0 || strcmp(own, "一") == 0))
        return (struct gaz_text){0};
    if (!gaz_text_has_prefix(label, "附件")) {
        struct gaz_text pieces[2] = {label, gaz_text_from_utf8(flow->typesetter->arena, "　")};
        return gaz_text_join(flow->typesetter->arena, pieces, 2);
    }
    if (gaz_char_is_han(gaz_char_at(label, 2))) {
        g_autofree char *numbered = g_strconcat(own, "、", NULL);
        return gaz_text_from_utf8(flow->typesetter->arena, numbered);
    }
    g_autofree char *counted = g_strdup_printf("%u", place);
    return number_text(flow, *own ? own : counted);
}

static void automatic_list(struct gaz_flow *flow, const struct gaz_doc *doc) {
    struct gaz_arena *arena = flow->typesetter->arena;
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_text label = gaz_text_from_utf8(arena, "附件：");
    gaz_len names = style->indent + width_of(flow, label);
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    uint32_t total = 0, number = 0;
    for (uint32_t i = 0; i < doc->n_parts; i++)
        total += doc->parts[i].kind == GAZ_PART_ATTACHMENT;
    for (uint32_t i = 0; i < doc->n_parts; i++) {
        const struct gaz_part *part = &doc->parts[i];
        if (part->kind != GAZ_PART_ATTACHMENT) continue;
        number++;
        if (part->title.n == 0) continue; /* counted: the others keep their numbers */
        bool is_first = entries->len == 0;
        struct gaz_text before[2] = {is_first ? label : (struct gaz_text){0},
                                     entry_number(flow, part->label, number, total == 1)};
        struct entry entry = {.label = gaz_text_join(arena, before, 2),
                              .name = gaz_text_unbroken(arena, part->title),
                              .left = is_first ? style->indent : names,
                              .is_copy = true};
        g_array_append_val(entries, entry);
    }
    push_entries(flow, entries);
}

void gaz_block_attachment_list(struct gaz_flow *flow, const struct gaz_doc *doc) {
    struct gaz_arena *arena = flow->typesetter->arena;
    uint32_t before = flow->n;
    if (doc->attachment_list == GAZ_LIST_NONE) return;
    gaz_flow_space(flow, flow->typesetter->style->attachment_list_before, true);
    uint32_t space = flow->n;
    if (doc->attachment_list == GAZ_LIST_GIVEN) {
        struct gaz_text pieces[2] = {gaz_text_from_utf8(arena, "附件："), doc->given_attachment_list};
        gaz_block_attachment_paragraph(flow, gaz_text_join(arena, pieces, 2));
    } else {
        automatic_list(flow, doc);
    }
    if (flow->n == space) flow->n = before;
}
