/* lines.c: which text stands on which line of which page: one JSON object a line.
 *
 *     {"format": "gongbao lines", "version": 1}
 *     {"page": 3, "line": 1, "text": "各区人民政府：", "source": "正文.md:3:1", "role": "正文"}
 *
 * page is the number as printed (or counted, where none is printed). Items of one set line are joined from
 * left to right; an item without a line number is a line of its own. Blanks to fill in are the ＿ that were
 * typed. Furniture and text printed a second time say so.
 */
#include "output/output.h"
#include "output/write.h"

#include "base/data/format.h"
#include "base/data/json.h"

struct piece {
    const struct gaz_item *item;
    struct gaz_text text;
    uint32_t order;
};

/* How far along its line an item stands: on a turned line the line runs up (1), back (2) or down (3). */
static int64_t along(const struct gaz_item *item) {
    switch (item->turn & 3) {
    case 1:
        return -(int64_t)item->y;
    case 2:
        return -(int64_t)item->x;
    case 3:
        return item->y;
    }
    return item->x;
}

static gint by_line(gconstpointer a, gconstpointer b) {
    const struct piece *one = a, *two = b;
    int64_t x1 = along(one->item), x2 = along(two->item);
    if (x1 != x2) return x1 < x2 ? -1 : 1;
    return one->order < two->order ? -1 : one->order > two->order;
}

static const char *role_of(const struct piece *pieces, guint n) {
    for (guint i = 0; i < n; i++)
        if (pieces[i].item->kind == GAZ_ITEM_GLYPHS) return gaz_item_role_name(pieces[i].item);
    return "";
}

/* The place of the first piece, from the left, that stands in a source. */
static void append_source(GString *out, const struct piece *pieces, guint n) {
    GString *place = g_string_new("-");
    for (guint i = 0; i < n && place->str[0] == '-' && place->len == 1; i++) {
        g_string_truncate(place, 0);
        gaz_append_place(place, pieces[i].text.source, pieces[i].text.chars, pieces[i].text.n);
    }
    gaz_json_add_text(out, place->str);
    g_string_free(place, TRUE);
}

static void append_line(GString *out, const struct gaz_pages *pages, const struct gaz_page *page,
                        const struct piece *pieces, guint n) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        gaz_append_chars(text, pieces[i].text.chars, pieces[i].text.n);
    g_string_append_printf(out, "{\"page\": %d, \"line\": %u, \"text\": ", page->number,
                           pieces[0].item->line);
    gaz_json_add_text(out, text->str);
    g_string_append(out, ", \"source\": ");
    append_source(out, pieces, n);
    g_string_append(out, ", \"role\": ");
    gaz_json_add_text(out, role_of(pieces, n));
    if (gaz_item_is_repeat(pages, pieces[0].item)) g_string_append(out, ", \"repeat\": true");
    if (gaz_item_is_furniture(pages, pieces[0].item)) g_string_append(out, ", \"furniture\": true");
    if (pieces[0].item->artifact)
        g_string_append_printf(out, ", \"artifact\": \"%s\"",
                               gaz_artifact_name((enum gaz_artifact)pieces[0].item->artifact));
    else
        g_string_append_printf(out, ", \"node\": %u", pieces[0].item->node);
    g_string_append(out, "}\n");
    g_string_free(text, TRUE);
}

/* Lines in the order in which their first item stands in the page. */
static GPtrArray *gather_lines(const struct gaz_page *page) {
    GPtrArray *lines = g_ptr_array_new();
    GHashTable *by_number = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (uint32_t i = 0; i < page->n_items; i++) {
        struct piece piece = {&page->items[i], gaz_item_text(&page->items[i]), i};
        if (piece.text.n == 0) continue;
        gpointer number = GUINT_TO_POINTER(piece.item->line);
        GArray *line = piece.item->line ? g_hash_table_lookup(by_number, number) : NULL;
        if (!line) {
            line = g_array_new(FALSE, FALSE, sizeof(struct piece));
            g_ptr_array_add(lines, line);
            if (piece.item->line) g_hash_table_insert(by_number, number, line);
        }
        g_array_append_val(line, piece);
    }
    g_hash_table_destroy(by_number);
    return lines;
}

void gaz_lines_dump(const struct gaz_pages *pages, FILE *out) {
    GString *text = g_string_new("{");
    gaz_format_add_members(text, GAZ_FORMAT_LINES);
    g_string_append(text, "}\n");
    for (uint32_t i = 0; i < pages->n_pages; i++) {
        GPtrArray *lines = gather_lines(&pages->pages[i]);
        for (guint k = 0; k < lines->len; k++) {
            GArray *line = lines->pdata[k];
            g_array_sort(line, by_line);
            append_line(text, pages, &pages->pages[i], (const struct piece *)(const void *)line->data,
                        line->len);
            g_array_free(line, TRUE);
        }
        g_ptr_array_free(lines, TRUE);
        fwrite(text->str, 1, text->len, out);
        g_string_truncate(text, 0);
    }
    fwrite(text->str, 1, text->len, out);
    g_string_free(text, TRUE);
}
