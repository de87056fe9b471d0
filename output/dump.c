/* dump.c: the golden format: the display list as text, one item a line.
 *
 *     gongbao pages 1
 *     page 3 595.28x841.89 end=full
 *     glyphs 72.00 100.00 line=1 face=Fang.otf#0 size=15.75 role=正文 at=正文.md:3:1 "各区"
 *     rule 72.00 104.00 15.75x0.50
 *
 * Lengths are points with two decimals, from integers. What every item has by default (colour black, no turn,
 * no flags) is not written. No path of this machine stands in it. A field that comes later stands at its
 * line's end, as key=value without blanks and quotes: a reader skips those that it does not know. Format 0 is
 * the same without the first line and without later fields; locks name its hash.
 */
#include "output/output.h"
#include "output/write.h"

#include "base/data/format.h"
#include "base/data/json.h"
#include "base/file/hash.h"
#include "fonts/face.h"

static void append_pair(GString *out, gaz_len a, char between, gaz_len b) {
    gaz_append_points(out, a, 2);
    g_string_append_c(out, between);
    gaz_append_points(out, b, 2);
}

static void append_text(GString *out, const struct gaz_source *source, const struct gaz_char *chars,
                        uint32_t n) {
    g_string_append(out, " at=");
    gaz_append_place(out, source, chars, n);
    GString *text = g_string_new(NULL);
    gaz_append_chars(text, chars, n);
    g_string_append_c(out, ' ');
    gaz_json_add_text(out, text->str);
    g_string_free(text, TRUE);
}

static void append_colour(GString *out, uint32_t screen) {
    if (screen != 0) g_string_append_printf(out, " colour=%06X", screen);
}

static void append_common(GString *out, const struct gaz_pages *pages, const struct gaz_item *item) {
    if (item->turn & 3) g_string_append_printf(out, " turn=%u", item->turn & 3u);
    if (gaz_item_is_repeat(pages, item)) g_string_append(out, " repeat");
    if (gaz_item_is_furniture(pages, item)) g_string_append(out, " furniture");
    if (item->line > 0) g_string_append_printf(out, " line=%u", item->line);
}

static void append_run(GString *out, const struct gaz_pages *pages, const struct gaz_item *item) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    g_string_append_printf(out, " face=%s#%d size=", run->face->file_name, run->face->index);
    gaz_append_points(out, run->size, 2);
    g_string_append_printf(out, " role=%s", gaz_item_role_name(item));
    append_colour(out, pages->inks[run->ink].screen);
    append_text(out, run->source, run->chars, run->n_chars);
}

static void append_rule(GString *out, const struct gaz_pages *pages, const struct gaz_rule *rule) {
    g_string_append_c(out, ' ');
    append_pair(out, rule->width, 'x', rule->height);
    append_colour(out, pages->inks[rule->ink].screen);
    if (rule->n_chars > 0) append_text(out, rule->source, rule->chars, rule->n_chars);
}

/* What an item is in the tree: since format 1. */
static void append_meaning(GString *out, const struct gaz_item *item) {
    if (item->artifact)
        g_string_append_printf(out, " artifact=%s", gaz_artifact_name((enum gaz_artifact)item->artifact));
    else
        g_string_append_printf(out, " node=%u", item->node);
}

static void append_item(GString *out, const struct gaz_pages *pages, const struct gaz_item *item,
                        unsigned version) {
    static const char *const names[] = {"glyphs", "rule", "image", "link"};
    g_string_append_printf(out, "%s ", names[item->kind]);
    append_pair(out, item->x, ' ', item->y);
    append_common(out, pages, item);
    switch (item->kind) {
    case GAZ_ITEM_GLYPHS:
        append_run(out, pages, item);
        break;
    case GAZ_ITEM_RULE:
        append_rule(out, pages, &item->as.rule);
        break;
    case GAZ_ITEM_IMAGE:
        g_string_append_c(out, ' ');
        append_pair(out, item->as.image.width, 'x', item->as.image.height);
        g_string_append_printf(out, " %s", item->as.image.name ? item->as.image.name : "-");
        break;
    case GAZ_ITEM_LINK:
        g_string_append_c(out, ' ');
        append_pair(out, item->as.link.width, 'x', item->as.link.height);
        g_string_append_printf(out, " to=%u", pages->nodes[item->node].as.target);
        break;
    }
    if (version > 0) append_meaning(out, item);
    g_string_append_c(out, '\n');
}

static const char *end_name(enum gaz_page_end end) {
    switch (end) {
    case GAZ_END_FULL:
        return "full";
    case GAZ_END_NEXT_DOCUMENT:
        return "next-document";
    case GAZ_END_INSTRUMENT:
        return "instrument";
    case GAZ_END_ATTACHMENT:
        return "attachment";
    case GAZ_END_SIGNATURE:
        return "signature";
    case GAZ_END_KEEP:
        return "keep";
    case GAZ_END_BREAK:
        return "break";
    case GAZ_END_TABLE:
        return "table";
    case GAZ_END_ISSUE:
        return "issue";
    }
    return "?";
}

static void append_page(GString *out, const struct gaz_pages *pages, const struct gaz_page *page,
                        unsigned version) {
    g_string_append_printf(out, "page %d ", page->number);
    append_pair(out, page->width, 'x', page->height);
    g_string_append_printf(out, " end=%s%s%s\n", end_name(page->end), page->shows_number ? "" : " no-number",
                           page->turned ? " turned" : "");
    for (uint32_t i = 0; i < page->n_items; i++)
        append_item(out, pages, &page->items[i], version);
}

static void append_navigation(GString *out, const struct gaz_pages *pages) {
    for (uint32_t i = 0; i < pages->n_targets; i++) {
        g_string_append_printf(out, "target %u page-index=%u ", i, pages->targets[i].page);
        append_pair(out, pages->targets[i].x, ' ', pages->targets[i].y);
        g_string_append_c(out, '\n');
    }
    for (uint32_t i = 0; i < pages->n_outline; i++) {
        const struct gaz_outline *entry = &pages->outline[i];
        g_string_append_printf(out, "outline %u to=%u ", entry->level, entry->target);
        gaz_json_add_text(out, entry->title ? entry->title : "");
        g_string_append_c(out, '\n');
    }
}

static void append_pages(GString *out, const struct gaz_pages *pages, unsigned version) {
    for (uint32_t i = 0; i < pages->n_pages; i++)
        append_page(out, pages, &pages->pages[i], version);
    append_navigation(out, pages);
}

void gaz_pages_dump(const struct gaz_pages *pages, FILE *out) {
    g_autoptr(GString) text = g_string_new(NULL);
    gaz_format_add_line(text, GAZ_FORMAT_PAGES);
    append_pages(text, pages, gaz_format_version(GAZ_FORMAT_PAGES));
    fwrite(text->str, 1, text->len, out);
}

char *gaz_pages_hash(const struct gaz_pages *pages) {
    g_autoptr(GString) text = g_string_new(NULL);
    append_pages(text, pages, 0);
    return gaz_hash_data(text->str, text->len);
}
