/* pages.c: the display list as JSON; a character says where it came from, so that a click leads to its
 * source.
 */
#include "output/web.h"

#include "base/data/json.h"
#include "base/file/hash.h"
#include "base/picture/picture.h"
#include "fonts/face.h"
#include "output/write.h"

#include <string.h>

struct web_face {
    const struct gaz_face *face;
    struct gaz_outlines *outlines; /* NULL: nobody asked yet */
    GHashTable *glyphs;            /* numbers + 1 */
    GArray *fresh;                 /* uint32_t: those that were not told yet */
};

struct gaz_web {
    GArray *faces;                            /* struct web_face */
    GArray *inks;                             /* uint32_t: colours */
    GPtrArray *files;                         /* names */
    GPtrArray *images;                        /* as data: addresses, in quotes */
    bool has_told;                            /* what is fresh */
    guint n_told;                             /* images */
    gsize weight, first_weight;               /* of the images; when they were first told */
    GHashTable *file_numbers, *image_numbers; /* + 1, by name and by a digest */
};

static void clear_face(gpointer data) {
    struct web_face *face = data;
    g_hash_table_unref(face->glyphs);
    g_array_unref(face->fresh);
    if (face->outlines) gaz_outlines_free(face->outlines);
}

struct gaz_web *gaz_web_new(void) {
    struct gaz_web *web = g_new(struct gaz_web, 1);
    *web = (struct gaz_web){.faces = g_array_new(FALSE, FALSE, sizeof(struct web_face)),
                            .inks = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                            .files = g_ptr_array_new_with_free_func(g_free),
                            .images = g_ptr_array_new_with_free_func(g_free),
                            .file_numbers = g_hash_table_new(g_str_hash, g_str_equal),
                            .image_numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    g_array_set_clear_func(web->faces, clear_face);
    return web;
}

void gaz_web_free(struct gaz_web *web) {
    if (!web) return;
    g_array_unref(web->faces);
    g_array_unref(web->inks);
    g_hash_table_unref(web->file_numbers);
    g_hash_table_unref(web->image_numbers);
    g_ptr_array_unref(web->files);
    g_ptr_array_unref(web->images);
    g_free(web);
}

/* ---- what is shared */

static bool is_same_face(const struct gaz_face *one, const struct gaz_face *other) {
    return one == other || (one->index == other->index && strcmp(one->file, other->file) == 0);
}

static guint number_of_face(struct gaz_web *web, const struct gaz_face *face) {
    for (guint i = 0; i < web->faces->len; i++)
        if (is_same_face(g_array_index(web->faces, struct web_face, i).face, face)) return i;
    struct web_face own = {face, NULL, g_hash_table_new(NULL, NULL),
                           g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    g_array_append_val(web->faces, own);
    return web->faces->len - 1;
}

static guint number_of_ink(struct gaz_web *web, uint32_t screen) {
    for (guint i = 0; i < web->inks->len; i++)
        if (g_array_index(web->inks, uint32_t, i) == screen) return i;
    g_array_append_val(web->inks, screen);
    return web->inks->len - 1;
}

static guint number_of_file(struct gaz_web *web, const char *name) {
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(web->file_numbers, name));
    if (known) return known - 1;
    char *own = g_strdup(name);
    g_ptr_array_add(web->files, own);
    g_hash_table_insert(web->file_numbers, own, GUINT_TO_POINTER(web->files->len));
    return web->files->len - 1;
}

static guint number_of_image(struct gaz_web *web, const struct gaz_image *image) {
    static const char *const types[] = {"", "image/svg+xml", "image/png", "image/jpeg"};
    g_autofree char *sum = gaz_hash_data(image->data, image->size);
    g_autofree char *digest = g_strdup_printf("%d %s", image->kind & 3, sum);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(web->image_numbers, digest));
    if (known) return known - 1;
    g_autofree char *data = g_base64_encode(image->data, image->size);
    g_ptr_array_add(web->images, g_strdup_printf("\"data:%s;base64,%s\"", types[image->kind & 3], data));
    web->weight += strlen(web->images->pdata[web->images->len - 1]);
    g_hash_table_insert(web->image_numbers, g_steal_pointer(&digest), GUINT_TO_POINTER(web->images->len));
    return web->images->len - 1;
}

/* ---- items */

static void add_length(GString *out, const char *name, gaz_len length) {
    g_string_append_printf(out, ",\"%s\":%" G_GINT64_FORMAT, name, gaz_decimal_points(length, 2));
}

void gaz_web_add_frame(GString *out, struct gaz_frame frame) {
    g_string_append_printf(out,
                           "\"x\":%" G_GINT64_FORMAT ",\"y\":%" G_GINT64_FORMAT ",\"w\":%" G_GINT64_FORMAT
                           ",\"h\":%" G_GINT64_FORMAT,
                           gaz_decimal_points(frame.x, 2), gaz_decimal_points(frame.y, 2),
                           gaz_decimal_points(frame.width, 2), gaz_decimal_points(frame.height, 2));
}

static void add_common(GString *out, const struct gaz_item *item) {
    add_length(out, "x", item->x);
    add_length(out, "y", item->y);
    if (item->turn & 3) g_string_append_printf(out, ",\"t\":%u", item->turn & 3u);
    if (item->line) g_string_append_printf(out, ",\"l\":%u", item->line);
    if (item->artifact) g_string_append(out, ",\"a\":1");
}

#define PLACE ",\"p\":"

/* Where a character stands: in the line of the one before it, right behind it. */
static bool follows(struct gaz_text text, uint32_t i) {
    uint32_t before = text.chars[i - 1].offset, own = text.chars[i].offset;
    const char *source = text.source->text;
    if (before == GAZ_NOWHERE || own == GAZ_NOWHERE) return before == own;
    return source[before] != '\n' && g_utf8_next_char(source + before) == source + own;
}

static struct gaz_place place_of(struct gaz_text text, uint32_t i) {
    uint32_t offset = text.chars[i].offset;
    return offset == GAZ_NOWHERE ? (struct gaz_place){0} : gaz_source_place(text.source, offset);
}

/* File, line and column of the first character, then of each that does not follow the one before (markup
 * between them, a line's end): its index, line and column. Line 0: it stands in no source. */
static void add_place(struct gaz_web *web, GString *out, struct gaz_text text) {
    uint32_t known = 0;
    while (known < text.n && text.chars[known].offset == GAZ_NOWHERE)
        known++;
    if (known == text.n || !text.source) return;
    g_string_append_printf(out, PLACE "[%u", number_of_file(web, text.source->path));
    for (uint32_t i = 0; i < text.n; i++) {
        if (i > 0 && follows(text, i)) continue;
        struct gaz_place place = place_of(text, i);
        if (i > 0) g_string_append_printf(out, ",%u", i);
        g_string_append_printf(out, ",%u,%u", place.line, place.column);
    }
    g_string_append_c(out, ']');
}

bool gaz_web_are_places_alike(struct gaz_text text, struct gaz_text other) {
    if (strcmp(text.source->path, other.source->path) != 0) return false;
    for (uint32_t i = 0; i < text.n; i++) {
        if (i > 0 && follows(text, i) && follows(other, i)) continue;
        struct gaz_place one = place_of(text, i), two = place_of(other, i);
        if (one.line != two.line || one.column != two.column) return false;
    }
    return true;
}

static void add_chars(struct gaz_web *web, GString *out, const struct gaz_item *item) {
    struct gaz_text text = gaz_item_text(item);
    g_autofree char *utf8 = gaz_text_to_utf8(text);
    g_string_append(out, ",\"c\":");
    gaz_json_add_text(out, utf8);
    add_place(web, out, text);
}

static void add_run(struct gaz_web *web, GString *out, const struct gaz_item *item) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    guint number = number_of_face(web, run->face);
    const struct web_face *face = &g_array_index(web->faces, struct web_face, number);
    g_string_append_printf(out, ",\"f\":%u", number);
    add_length(out, "s", run->size);
    g_string_append(out, ",\"g\":[");
    for (uint32_t i = 0; i < run->n_glyphs; i++) {
        const struct gaz_placed_glyph *glyph = &run->glyphs[i];
        if (g_hash_table_add(face->glyphs, GUINT_TO_POINTER(glyph->id + 1)))
            g_array_append_val(face->fresh, glyph->id);
        g_string_append_printf(out, "%s%u,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%u", i ? "," : "",
                               glyph->id, gaz_decimal_points(glyph->x, 2), gaz_decimal_points(glyph->y, 2),
                               glyph->n_chars);
    }
    g_string_append_c(out, ']');
    add_chars(web, out, item);
}

static void add_ink(struct gaz_web *web, GString *out, const struct gaz_pages *pages, uint32_t ink) {
    g_string_append_printf(out, ",\"i\":%u", number_of_ink(web, pages->inks[ink].screen));
}

/* A link is seen by nobody. */
static void add_item(struct gaz_web *web, const struct gaz_pages *pages, const struct gaz_item *item,
                     GString *out) {
    static const char *const kinds[] = {"g", "r", "m"};
    if (item->kind == GAZ_ITEM_LINK) return;
    if (out->str[out->len - 1] == '}') g_string_append_c(out, ',');
    g_string_append_printf(out, "\n{\"k\":\"%s\"", kinds[item->kind]);
    add_common(out, item);
    if (item->kind == GAZ_ITEM_GLYPHS) {
        add_ink(web, out, pages, item->as.glyphs.ink);
        add_run(web, out, item);
    } else if (item->kind == GAZ_ITEM_RULE) {
        add_length(out, "w", item->as.rule.width);
        add_length(out, "h", item->as.rule.height);
        add_ink(web, out, pages, item->as.rule.ink);
        if (item->as.rule.chars) add_chars(web, out, item);
    } else {
        add_length(out, "w", item->as.image.width);
        add_length(out, "h", item->as.image.height);
        g_string_append_printf(out, ",\"n\":%u", number_of_image(web, &item->as.image));
    }
    g_string_append_c(out, '}');
}

static void add_label(GString *out, const struct gaz_page *page) {
    g_autofree char *name = gaz_page_name(page);
    gaz_json_add_text(out, name);
}

void gaz_web_add_page(struct gaz_web *web, const struct gaz_pages *pages, uint32_t index, GString *out) {
    const struct gaz_page *page = &pages->pages[index];
    g_string_append(out, "{\"label\":");
    add_label(out, page);
    add_length(out, "w", page->width);
    add_length(out, "h", page->height);
    g_string_append(out, ",\"items\":[");
    for (uint32_t k = 0; k < page->n_items; k++)
        add_item(web, pages, &page->items[k], out);
    g_string_append(out, "]}");
}

void gaz_web_add_pages(struct gaz_web *web, const struct gaz_pages *pages, GString *out) {
    g_string_append_c(out, '[');
    for (uint32_t i = 0; i < pages->n_pages; i++) {
        g_string_append(out, i ? ",\n" : "\n");
        gaz_web_add_page(web, pages, i, out);
    }
    g_string_append_c(out, ']');
}

/* The places alone, in the order of the page's items that are seen; null of what has none. */
void gaz_web_add_places(struct gaz_web *web, const struct gaz_pages *pages, uint32_t index, GString *out) {
    const struct gaz_page *page = &pages->pages[index];
    g_string_append_c(out, '[');
    for (uint32_t k = 0; k < page->n_items; k++) {
        if (page->items[k].kind == GAZ_ITEM_LINK) continue;
        if (out->str[out->len - 1] != '[') g_string_append_c(out, ',');
        gsize before = out->len;
        add_place(web, out, gaz_item_text(&page->items[k]));
        if (out->len == before)
            g_string_append(out, "null");
        else
            g_string_erase(out, (gssize)before, (gssize)strlen(PLACE));
    }
    g_string_append_c(out, ']');
}

/* ---- the members that were collected */

static gint compare_numbers(gconstpointer a, gconstpointer b) {
    return (GPOINTER_TO_UINT(a) > GPOINTER_TO_UINT(b)) - (GPOINTER_TO_UINT(a) < GPOINTER_TO_UINT(b));
}

static void add_glyphs(GString *out, struct web_face *face, const uint32_t *glyphs, guint n) {
    if (!face->outlines) face->outlines = gaz_outlines_new(face->face);
    g_string_append_printf(out, "{\"em\":%u,\"glyphs\":{", face->face->units_per_em);
    for (guint i = 0; i < n; i++) {
        g_string_append_printf(out, "%s\n\"%u\":\"", i ? "," : "", glyphs[i]);
        gaz_outlines_add(face->outlines, glyphs[i], out);
        g_string_append_c(out, '"');
    }
    g_string_append(out, "}}");
}

static void add_face(GString *out, struct web_face *face) {
    GList *numbers = g_list_sort(g_hash_table_get_keys(face->glyphs), compare_numbers);
    g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (GList *at = numbers; at; at = at->next) {
        uint32_t glyph = GPOINTER_TO_UINT(at->data) - 1;
        g_array_append_val(glyphs, glyph);
    }
    add_glyphs(out, face, (const uint32_t *)(const void *)glyphs->data, glyphs->len);
    g_list_free(numbers);
}

static void add_fresh(GString *out, struct web_face *face) {
    add_glyphs(out, face, (const uint32_t *)(const void *)face->fresh->data, face->fresh->len);
    g_array_set_size(face->fresh, 0);
}

static void add_faces(const struct gaz_web *web, GString *out, void (*add)(GString *, struct web_face *)) {
    g_string_append(out, "\"faces\":[");
    for (guint i = 0; i < web->faces->len; i++) {
        if (i) g_string_append_c(out, ',');
        add(out, &g_array_index(web->faces, struct web_face, i));
    }
}

static void add_inks(const struct gaz_web *web, GString *out) {
    g_string_append(out, "],\n\"inks\":[");
    for (guint i = 0; i < web->inks->len; i++)
        g_string_append_printf(out, "%s\"#%06X\"", i ? "," : "", g_array_index(web->inks, uint32_t, i));
}

static void add_images(const struct gaz_web *web, GString *out, guint from) {
    g_string_append_printf(out, "],\n\"images\":[");
    for (guint i = from; i < web->images->len; i++)
        g_string_append_printf(out, "%s%s", i > from ? "," : "", (const char *)web->images->pdata[i]);
}

static void add_files(const struct gaz_web *web, GString *out) {
    g_string_append(out, "],\n\"files\":[");
    for (guint i = 0; i < web->files->len; i++) {
        if (i) g_string_append_c(out, ',');
        gaz_json_add_text(out, web->files->pdata[i]);
    }
    g_string_append_c(out, ']');
}

void gaz_web_add_shared(const struct gaz_web *web, GString *out) {
    add_faces(web, out, add_face);
    add_inks(web, out);
    add_images(web, out, 0);
    add_files(web, out);
}

void gaz_web_add_fresh(struct gaz_web *web, GString *out) {
    guint from = web->n_told;
    add_faces(web, out, add_fresh);
    add_inks(web, out);
    add_images(web, out, from);
    add_files(web, out);
    g_string_append_printf(out, ",\n\"images_before\":%u", from);
    web->n_told = web->images->len;
    if (!web->has_told) web->first_weight = web->weight;
    web->has_told = true;
}

gsize gaz_web_growth(const struct gaz_web *web) {
    return web->has_told ? web->weight - web->first_weight : 0;
}
