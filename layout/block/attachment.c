/* attachment.c: 附件说明 (G-22): 附件： then the names, each turnover aligned to its name's first character.
 */
#include "base/arena.h"
#include "layout/block/block.h"

#include <glib.h>
#include <string.h>

static gaz_len width_of(const struct gaz_flow *flow, struct gaz_text text) {
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, GAZ_ROLE_BODY, text);
    return gaz_text_width(flow->typesetter, &spec);
}

/* one entry; `hang` characters of it are label and number, and the turnover stands under what follows them */
static void push_entry(struct gaz_flow *flow, struct gaz_text text, gaz_len left, uint32_t hang,
                       unsigned flags) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, GAZ_ROLE_BODY, text);
    spec.first_indent = left;
    spec.indent = left + width_of(flow, gaz_text_slice(text, 0, hang));
    spec.flags = flags;
    struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
    gaz_flow_paragraph(flow, &set, style->pitch, style->roles[GAZ_ROLE_BODY].size);
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
    for (uint32_t begin = 0; begin < text.n;) {
        uint32_t end = begin;
        while (end < text.n && text.chars[end].ch != '\n')
            end++;
        struct gaz_text entry = gaz_text_slice(text, begin, end - begin);
        uint32_t own = begin == 0 ? label : 0;
        push_entry(flow, entry, begin == 0 ? style->indent : names, own + number_length(entry, own), 0);
        begin = end + 1;
    }
}

/* the style's form of a number: "{}．" */
static struct gaz_text number_text(const struct gaz_flow *flow, uint32_t number) {
    const char *form = flow->typesetter->style->attachment_list_number, *hole = strstr(form, "{}");
    int before = hole ? (int)(hole - form) : 0;
    char *utf8 =
        hole ? g_strdup_printf("%.*s%u%s", before, form, number, hole + 2) : g_strdup_printf("%u．", number);
    struct gaz_text text = gaz_text_from_utf8(flow->typesetter->arena, utf8);
    g_free(utf8);
    return text;
}

static void automatic_list(struct gaz_flow *flow, const struct gaz_doc *doc) {
    struct gaz_arena *arena = flow->typesetter->arena;
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_text label = gaz_text_from_utf8(arena, "附件：");
    gaz_len names = style->indent + width_of(flow, label);
    uint32_t total = 0, number = 0;
    for (uint32_t i = 0; i < doc->n_parts; i++)
        total += doc->parts[i].kind == GAZ_PART_ATTACHMENT && doc->parts[i].title.n;
    for (uint32_t i = 0; i < doc->n_parts; i++) {
        const struct gaz_part *part = &doc->parts[i];
        if (part->kind != GAZ_PART_ATTACHMENT || part->title.n == 0) continue;
        number++;
        struct gaz_text pieces[3] = {number == 1 ? label : (struct gaz_text){0},
                                     total > 1 ? number_text(flow, number) : (struct gaz_text){0},
                                     gaz_text_unbroken(arena, part->title)};
        struct gaz_text entry = gaz_text_join(arena, pieces, 3);
        push_entry(flow, entry, number == 1 ? style->indent : names, pieces[0].n + pieces[1].n,
                   GAZ_ITEM_REPEAT);
    }
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
