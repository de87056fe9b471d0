/* rule_pages.h: an example of pages: a document is laid out, and told page by page, grid line by grid line.
 *
 * "第3页" and then the page's lines, each with the number of the grid line that its baseline is nearest to.
 * The cover, the contents and page numbers are left out. Documents of one 栏目 are parted by a line ++++. A
 * picture that is named by its size, 60x40.svg, is made so many millimetres wide and high; it is told as 图,
 * with the grid line that its foot stands in, how far left it stands in the type area, its width and height.
 */
#ifndef GAZ_TESTS_UNIT_LAYOUT_RULE_PAGES_H
#define GAZ_TESTS_UNIT_LAYOUT_RULE_PAGES_H

#include "input/input.h"
#include "layout/layout.h"
#include "tests/unit/layout/rule_world.h"

static inline void rule_put_document(const struct world *folder, const char *text, unsigned number,
                                     GString *manifest) {
    const char *front = g_str_has_prefix(text, "---\n") ? "" : "---\n标题: 题目\n---\n";
    char *name = g_strdup_printf("例%u.md", number), *doc = g_strconcat(front, text, NULL);
    put_file(folder, name, doc, -1);
    g_string_append_printf(manifest, "%s%s", number > 1 ? ", " : "", name);
    g_free(doc);
    g_free(name);
}

static inline void rule_put_pictures(const struct world *folder, const char *text) {
    for (const char *at = text; (at = strstr(at, "]("));) {
        unsigned width = 0, height = 0;
        at += 2;
        if (sscanf(at, "%ux%u.svg", &width, &height) != 2) continue;
        g_autofree char *name = g_strdup_printf("%ux%u.svg", width, height);
        g_autofree char *svg = g_strdup_printf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%umm\" "
                                               "height=\"%umm\"><path d=\"M0 0h9v9z\"/></svg>",
                                               width, height);
        put_file(folder, name, svg, -1);
    }
}

static inline void rule_issue_read(struct rule_world *world, const struct world *folder, const char *text) {
    GString *manifest =
        g_string_new("刊名: 例\n年: 2024\n期: 1\n总期: 1\n出版日期: 2024-01-02\n主办: 例\n样式: gbt9704\n"
                     "目录:\n  - 栏目: 例\n    文件: [");
    char **documents = g_strsplit(text, "++++\n", -1);
    for (unsigned i = 0; documents[i]; i++)
        rule_put_document(folder, documents[i], i + 1, manifest);
    g_strfreev(documents);
    rule_put_pictures(folder, text);
    g_string_append(manifest, "]\n");
    put_file(folder, "issue.yaml", manifest->str, -1);
    g_string_free(manifest, TRUE);
    world->issue = gaz_issue_read(folder->folder, world->diags);
    if (!world->issue) fail_msg("%s:%u: the document cannot be read", world->file, world->line);
}

static inline int rule_row_of(const struct rule_world *world, gaz_len y) {
    gaz_len from_first = y - world->style->area_top;
    return (int)(from_first / world->style->pitch) + 1;
}

static inline void rule_tell_item(const struct gaz_item *item, GString *out) {
    bool glyphs = item->kind == GAZ_ITEM_GLYPHS;
    struct gaz_text text = {glyphs ? item->as.glyphs.chars : item->as.rule.chars,
                            glyphs ? item->as.glyphs.n_chars : item->as.rule.n_chars, NULL};
    char *utf8 = gaz_text_to_utf8(text);
    g_string_append(out, utf8);
    g_free(utf8);
}

static inline bool rule_has_text(const struct gaz_item *item) {
    bool is_repeated =
        item->artifact == GAZ_ARTIFACT_REPEATED_HEAD || item->artifact == GAZ_ARTIFACT_REPEATED_CELL;
    if (item->artifact && !is_repeated) return false;
    return item->kind == GAZ_ITEM_GLYPHS || (item->kind == GAZ_ITEM_RULE && item->as.rule.chars);
}

static inline int rule_mm(gaz_len length) {
    return (int)(((int64_t)length * 254 / (72 * GAZ_POINT) + 5) / 10);
}

static inline void rule_tell_picture(const struct rule_world *world, const struct gaz_page *page,
                                     const struct gaz_item *item, GString *out) {
    const struct gaz_image *image = &item->as.image;
    gaz_len left = world->style->area_left; /* of a right page */
    if (page->number % 2 == 0) left = page->width - left - world->style->measure;
    g_string_append_printf(out, "%d 图 左%d 宽%d 高%d", rule_row_of(world, item->y + image->height),
                           rule_mm(item->x - left), rule_mm(image->width), rule_mm(image->height));
}

static inline void rule_tell_page(const struct rule_world *world, const struct gaz_page *page, GString *out) {
    g_string_append_printf(out, "第%d页\n", page->number);
    uint32_t line = 0;
    bool open = false;
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_item *item = &page->items[i];
        if (item->kind == GAZ_ITEM_IMAGE && item->node) {
            g_string_append(out, open ? "\n" : "");
            rule_tell_picture(world, page, item, out);
            line = UINT32_MAX;
            open = true;
        }
        if (!rule_has_text(item)) continue;
        if (!open || item->line != line) {
            g_string_append_printf(out, "%s%d ", open ? "\n" : "", rule_row_of(world, item->y));
            line = item->line;
            open = true;
        }
        rule_tell_item(item, out);
    }
    if (open) g_string_append_c(out, '\n');
}

static inline void rule_tell_pages(struct rule_world *world, const char *text, GString *out) {
    void *state = NULL;
    make_world(&state);
    struct world *folder = state;
    rule_issue_read(world, folder, text);
    const struct gaz_style **doc_styles = g_new0(const struct gaz_style *, world->issue->n_docs + 1);
    for (uint32_t i = 0; i < world->issue->n_docs; i++)
        doc_styles[i] = gaz_style_of_form(world->style, world->issue->docs[i].form);
    struct gaz_layout_job job = {
        .issue = world->issue, .style = world->style, .doc_styles = doc_styles, .fonts = world->fonts};
    struct gaz_pages *pages = gaz_layout(&job, world->diags);
    if (!pages) fail_msg("%s:%u: no pages", world->file, world->line);
    for (uint32_t i = 2; i < pages->n_pages; i++) /* the cover and the contents are not the example's */
        rule_tell_page(world, &pages->pages[i], out);
    gaz_pages_free(pages);
    g_free(doc_styles);
    free_world(&state);
}

#endif
