/* gather.c: lines from marks, joined as the line dump joins them, and a digest of how each page looks. */
#include "compare/gather.h"

#include "base/file/hash.h"
#include "base/process/arena.h"

#include <string.h>

void gaz_gather_begin(struct gaz_gathering *gathering) {
    *gathering = (struct gaz_gathering){.arena = gaz_arena_new(),
                                        .scratch = gaz_arena_new(),
                                        .pages = g_array_new(FALSE, FALSE, sizeof(struct gaz_build_page)),
                                        .lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_build_line)),
                                        .chars = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                        .marks = g_array_new(FALSE, FALSE, sizeof(struct gaz_mark)),
                                        .bookmarks = g_string_new(NULL)};
}

void gaz_gather_line(struct gaz_gathering *gathering, uint32_t line, const char *text) {
    struct gaz_build_line added = {.page = gathering->pages->len - 1,
                                   .line = line,
                                   .text = gaz_arena_strdup(gathering->arena, text),
                                   .first_char = gathering->chars->len};
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        uint32_t ch = g_utf8_get_char(c);
        g_array_append_val(gathering->chars, ch);
    }
    added.n_chars = gathering->chars->len - added.first_char;
    g_array_append_val(gathering->lines, added);
    g_array_index(gathering->pages, struct gaz_build_page, added.page).n_lines++;
}

static struct gaz_mark *mark_at(const struct gaz_gathering *gathering, guint i) {
    return &g_array_index(gathering->marks, struct gaz_mark, i);
}

/* ---- a page's lines */

/* How far along its line a mark stands: as output/lines.c sorts. */
static int64_t along(const struct gaz_mark *mark) {
    return mark->turn == 1 ? -mark->y : mark->turn == 2 ? -mark->x : mark->turn == 3 ? mark->y : mark->x;
}

/* Marks lie behind one another in the order of the page. */
static gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_mark *one = *(struct gaz_mark *const *)a, *two = *(struct gaz_mark *const *)b;
    int64_t x1 = along(one), x2 = along(two);
    if (x1 != x2) return x1 < x2 ? -1 : 1;
    return one < two ? -1 : one > two;
}

/* The marks with text, gathered by line, in the order in which each line's first mark stands. */
static GPtrArray *join_lines(const struct gaz_gathering *gathering) {
    GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    GHashTable *by_number = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < gathering->marks->len; i++) {
        struct gaz_mark *mark = mark_at(gathering, i);
        if (!mark->text) continue;
        gpointer key = GUINT_TO_POINTER(mark->line);
        GPtrArray *line = mark->line ? g_hash_table_lookup(by_number, key) : NULL;
        if (!line) {
            line = g_ptr_array_new();
            g_ptr_array_add(lines, line);
            if (mark->line) g_hash_table_insert(by_number, key, line);
        }
        g_ptr_array_add(line, mark);
    }
    g_hash_table_destroy(by_number);
    return lines;
}

/* A line is furniture when its first piece is; then all of it is, else none. */
static void add_line(struct gaz_gathering *gathering, GPtrArray *line) {
    g_ptr_array_sort(line, by_place);
    const struct gaz_mark *first = line->pdata[0];
    GString *text = g_string_new(NULL);
    bool furniture = first->furniture;
    for (guint i = 0; i < line->len; i++) {
        struct gaz_mark *mark = line->pdata[i];
        g_string_append(text, mark->text);
        mark->furniture = furniture;
    }
    if (!furniture) gaz_gather_line(gathering, first->line, text->str);
    g_string_free(text, TRUE);
}

static void add_lines(struct gaz_gathering *gathering) {
    GPtrArray *lines = join_lines(gathering);
    for (guint i = 0; i < lines->len; i++)
        add_line(gathering, lines->pdata[i]);
    g_ptr_array_unref(lines);
}

/* ---- a page's look */

/* x is kept apart, since the pages of a book have two left margins. */
static void look_at(GString *look, const struct gaz_mark *mark) {
    g_string_append_printf(
        look,
        "%d %" G_GINT64_FORMAT " %u %" G_GINT64_FORMAT "x%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %06X",
        mark->kind, mark->y, mark->turn, mark->width, mark->height, mark->size, mark->colour);
    g_string_append_printf(look, " %s\n", mark->face ? mark->face : "");
    if (mark->text) g_string_append_printf(look, "%s\n", mark->text);
}

static const char *digest(const struct gaz_gathering *gathering, const char *head, bool furniture) {
    g_autoptr(GString) look = g_string_new(head);
    for (guint i = 0; i < gathering->marks->len; i++)
        if (mark_at(gathering, i)->furniture == furniture) look_at(look, mark_at(gathering, i));
    g_autofree char *sum = gaz_hash_data(look->str, look->len);
    return gaz_arena_strdup(gathering->arena, sum);
}

static void note_places(struct gaz_gathering *gathering, struct gaz_build_page *page) {
    int32_t *across = GAZ_NEW_ARRAY(gathering->arena, int32_t, gathering->marks->len);
    page->across = across;
    for (guint i = 0; i < gathering->marks->len; i++)
        if (!mark_at(gathering, i)->furniture) across[page->n_across++] = (int32_t)mark_at(gathering, i)->x;
}

/* ---- pages */

static void end_page(struct gaz_gathering *gathering) {
    if (gathering->pages->len == 0) return;
    add_lines(gathering);
    struct gaz_build_page *page =
        &g_array_index(gathering->pages, struct gaz_build_page, gathering->pages->len - 1);
    g_autofree char *head =
        g_strdup_printf("%" G_GINT64_FORMAT "x%" G_GINT64_FORMAT "%s\n", gathering->head.width,
                        gathering->head.height, gathering->head.turned ? " turned" : "");
    page->look = digest(gathering, head, false);
    page->furniture = digest(gathering, "", true);
    note_places(gathering, page);
    g_array_set_size(gathering->marks, 0);
    gaz_arena_free(gathering->scratch);
    gathering->scratch = gaz_arena_new();
}

void gaz_gather_page(struct gaz_gathering *gathering, struct gaz_page_head head) {
    end_page(gathering);
    struct gaz_build_page page = {
        .number = head.number, .look = "", .furniture = "", .first_line = gathering->lines->len};
    gathering->head = head;
    g_array_append_val(gathering->pages, page);
}

void gaz_gather_mark(struct gaz_gathering *gathering, const struct gaz_mark *mark) {
    g_array_append_vals(gathering->marks, mark, 1);
}

void gaz_gather_bookmark(struct gaz_gathering *gathering, const struct gaz_bookmark *bookmark) {
    int page = g_array_index(gathering->pages, struct gaz_build_page, bookmark->page).number;
    g_string_append_printf(gathering->bookmarks, "%u %s page %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                           bookmark->level, bookmark->title, page, bookmark->x, bookmark->y);
}

struct gaz_build *gaz_gather_end(struct gaz_gathering *gathering) {
    struct gaz_build *build = g_new0(struct gaz_build, 1);
    end_page(gathering);
    build->arena = gathering->arena;
    build->n_pages = gathering->pages->len;
    build->n_lines = gathering->lines->len;
    build->n_chars = gathering->chars->len;
    build->pages = (struct gaz_build_page *)(void *)g_array_free(gathering->pages, FALSE);
    build->lines = (struct gaz_build_line *)(void *)g_array_free(gathering->lines, FALSE);
    build->chars = (uint32_t *)(void *)g_array_free(gathering->chars, FALSE);
    build->bookmarks = gaz_arena_strdup(build->arena, gathering->bookmarks->str);
    g_string_free(gathering->bookmarks, TRUE);
    g_array_free(gathering->marks, TRUE);
    gaz_arena_free(gathering->scratch);
    return build;
}

void gaz_build_free(struct gaz_build *build) {
    if (!build) return;
    gaz_arena_free(build->arena);
    g_free(build->pages);
    g_free(build->lines);
    g_free(build->chars);
    g_free(build);
}
