/* dump_pages.c: a build from the display list's dump.
 *
 * Of an item's line all that can be seen on paper goes into the page's digest, and nothing else: not the
 * place in the source, which moves when a remark is added there, nor the role or the number of the line. Runs
 * of one line are joined as the line dump joins them.
 */
#include "compare/dump.h"

#include "base/arena.h"

#include <string.h>

struct item {
    int64_t along; /* its place in its line, in hundredths of a point */
    int32_t x;
    uint32_t order, line;
    bool furniture;
    char *text; /* NULL: has none */
    char *look;
};

struct target {
    int64_t page;
    const char *place; /* its rest, as printed */
};

struct state {
    struct gaz_dump_reading *reading;
    const char *head; /* of the page line: size and how it lies */
    GArray *items;    /* of the page that is being read */
    GArray *targets;
};

static void clear_item(gpointer data) {
    struct item *item = data;
    g_free(item->text);
    g_free(item->look);
}

/* ---- a page's lines and digests */

static gint by_place(gconstpointer a, gconstpointer b) {
    const struct item *one = *(struct item *const *)a, *two = *(struct item *const *)b;
    if (one->along != two->along) return one->along < two->along ? -1 : 1;
    return one->order < two->order ? -1 : one->order > two->order;
}

/* The items with text, gathered by line, in the order in which each line's first item stands. */
static GPtrArray *gather_lines(const struct state *state) {
    GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    GHashTable *by_number = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < state->items->len; i++) {
        struct item *item = &g_array_index(state->items, struct item, i);
        if (!item->text) continue;
        gpointer key = GUINT_TO_POINTER(item->line);
        GPtrArray *line = item->line ? g_hash_table_lookup(by_number, key) : NULL;
        if (!line) {
            line = g_ptr_array_new();
            g_ptr_array_add(lines, line);
            if (item->line) g_hash_table_insert(by_number, key, line);
        }
        g_ptr_array_add(line, item);
    }
    g_hash_table_destroy(by_number);
    return lines;
}

/* A line is furniture when its first piece is; then all of it is, else none. */
static void add_line(struct state *state, GPtrArray *line) {
    g_ptr_array_sort(line, by_place);
    const struct item *first = line->pdata[0];
    GString *text = g_string_new(NULL);
    bool furniture = first->furniture;
    for (guint i = 0; i < line->len; i++) {
        struct item *item = line->pdata[i];
        g_string_append(text, item->text);
        item->furniture = furniture;
    }
    if (!furniture) gaz_dump_add_line(state->reading, first->line, text->str);
    g_string_free(text, TRUE);
}

static const char *digest(struct state *state, const char *head, bool furniture) {
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)head, -1);
    for (guint i = 0; i < state->items->len; i++) {
        const struct item *item = &g_array_index(state->items, struct item, i);
        if (item->furniture == furniture) g_checksum_update(sum, (const guchar *)item->look, -1);
    }
    const char *kept = gaz_arena_strdup(state->reading->arena, g_checksum_get_string(sum));
    g_checksum_free(sum);
    return kept;
}

static void note_places(struct state *state, struct gaz_build_page *page) {
    int32_t *across = GAZ_NEW_ARRAY(state->reading->arena, int32_t, state->items->len);
    page->across = across;
    for (guint i = 0; i < state->items->len; i++) {
        const struct item *item = &g_array_index(state->items, struct item, i);
        if (!item->furniture) across[page->n_across++] = item->x;
    }
}

static void finish_page(struct state *state) {
    GArray *pages = state->reading->pages;
    if (pages->len == 0) return;
    GPtrArray *lines = gather_lines(state);
    for (guint i = 0; i < lines->len; i++)
        add_line(state, lines->pdata[i]);
    g_ptr_array_unref(lines);
    struct gaz_build_page *page = &g_array_index(pages, struct gaz_build_page, pages->len - 1);
    page->look = digest(state, state->head, false);
    page->furniture = digest(state, "", true);
    note_places(state, page);
    g_array_set_size(state->items, 0);
}

/* ---- a dump's lines */

/* A length with two decimals, in hundredths. */
static bool take_length(const char **at, int64_t *length) {
    bool negative = gaz_dump_take(at, "-");
    const char *point = *at + strspn(*at, "0123456789");
    if (point == *at || point - *at > 9 || *point != '.' || strspn(point + 1, "0123456789") != 2)
        return false;
    *length = g_ascii_strtoll(*at, NULL, 10) * 100 + g_ascii_strtoll(point + 1, NULL, 10);
    if (negative) *length = -*length;
    *at = point + 3;
    return true;
}

static bool take_page(struct state *state, const char *at) {
    int64_t number;
    if (!gaz_dump_number(&at, &number) || *at != ' ') return false;
    const char *size = at + 1, *end = strstr(size, " end=");
    if (!end) return false;
    state->head = gaz_arena_printf(state->reading->arena, "%.*s%s\n", (int)(end - size), size,
                                   g_str_has_suffix(at, " turned") ? " turned" : "");
    gaz_dump_add_page(state->reading, (int)number);
    return true;
}

/* The opening quote of the string that ends the line; NULL: it ends otherwise. A quote inside is escaped. */
static const char *find_string(const char *line) {
    size_t n = strlen(line);
    if (n < 2 || line[n - 1] != '"') return NULL;
    for (const char *c = line + n - 2; c >= line; c--) {
        const char *slash = c;
        while (*c == '"' && slash > line && slash[-1] == '\\')
            slash--;
        if (*c == '"' && (c - slash) % 2 == 0) return c;
    }
    return NULL;
}

static bool is_unseen(const char *word) {
    static const char *const unseen[] = {"repeat", "furniture"}, *const keys[] = {"line=", "role=", "to="};
    for (guint i = 0; i < G_N_ELEMENTS(unseen); i++)
        if (strcmp(word, unseen[i]) == 0) return true;
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_has_prefix(word, keys[i])) return true;
    return false;
}

/* Reads the words between an item's place and its text; what can be seen is copied. */
static unsigned read_words(const char *words, struct item *item, GString *look) {
    unsigned turn = 0;
    gchar **list = g_strsplit(words, " ", -1);
    for (guint i = 0; list[i]; i++) {
        const char *word = list[i];
        if (strcmp(word, "furniture") == 0) item->furniture = true;
        if (g_str_has_prefix(word, "line=")) item->line = (uint32_t)g_ascii_strtoull(word + 5, NULL, 10);
        if (g_str_has_prefix(word, "turn=")) turn = (unsigned)g_ascii_strtoull(word + 5, NULL, 10);
        if (is_unseen(word)) continue;
        g_string_append_c(look, ' ');
        g_string_append(look, word);
    }
    g_strfreev(list);
    return turn & 3;
}

/* x is the place in its page; it is kept apart, since the pages of a book have two left margins. */
static bool take_place(const char **at, int64_t *x, int64_t *y) {
    bool good = take_length(at, x) && gaz_dump_take(at, " ") && take_length(at, y);
    return good && ABS(*x) < G_MAXINT32 / 2;
}

/* What an item is in the tree, behind its text, cannot be seen on paper. */
static void cut_meaning(char *line) {
    char *last = strrchr(line, ' ');
    if (last && (g_str_has_prefix(last, " node=") || g_str_has_prefix(last, " artifact="))) *last = '\0';
}

static bool take_item(struct state *state, char *line, const char *at) {
    cut_meaning(line);
    struct item item = {.order = state->items->len};
    int64_t x, y;
    const char *before = at;
    if (!take_place(&at, &x, &y)) return false;
    GString *look = g_string_new_len(line, before - line);
    g_string_append_printf(look, "%" G_GINT64_FORMAT, y);
    const char *place = g_str_has_prefix(line, "image") ? NULL : strstr(at, " at=");
    const char *quoted = place ? find_string(place) : NULL;
    if (quoted) {
        const char *string = quoted;
        item.text = gaz_dump_string(&string);
    }
    char *words = quoted ? g_strndup(at, (gsize)(place - at)) : g_strdup(at);
    unsigned turn = read_words(words, &item, look);
    g_free(words);
    item.x = (int32_t)x;
    item.along = turn == 1 ? -y : turn == 2 ? -x : turn == 3 ? y : x; /* as output/lines.c sorts */
    if (quoted) g_string_append(look, quoted);
    g_string_append_c(look, '\n');
    item.look = g_string_free(look, FALSE);
    g_array_append_val(state->items, item);
    return (place == NULL) == (item.text == NULL);
}

static bool take_target(struct state *state, const char *at) {
    int64_t number;
    struct target target;
    if (!gaz_dump_number(&at, &number) || number != state->targets->len) return false;
    if (!gaz_dump_take(&at, " page-index=") || !gaz_dump_number(&at, &target.page)) return false;
    if (target.page < 0 || target.page >= state->reading->pages->len) return false;
    target.place = gaz_arena_strdup(state->reading->arena, at);
    g_array_append_val(state->targets, target);
    return true;
}

static bool take_outline(struct state *state, const char *at) {
    int64_t level, to;
    if (!gaz_dump_number(&at, &level) || !gaz_dump_take(&at, " to=") || !gaz_dump_number(&at, &to))
        return false;
    if (to < 0 || to >= state->targets->len || !find_string(at)) return false;
    const struct target *target = &g_array_index(state->targets, struct target, to);
    int page = g_array_index(state->reading->pages, struct gaz_build_page, target->page).number;
    g_string_append_printf(state->reading->bookmarks, "%d%s page %d%s\n", (int)level, at, page,
                           target->place);
    return true;
}

static bool take_line(struct state *state, char *line) {
    static const char *const kinds[] = {"glyphs ", "rule ", "image ", "link "};
    const char *at = line;
    if (gaz_dump_take(&at, "page ")) {
        finish_page(state);
        return take_page(state, at);
    }
    if (state->reading->pages->len == 0) return false;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (gaz_dump_take(&at, kinds[i])) return take_item(state, line, at);
    if (gaz_dump_take(&at, "target ")) return take_target(state, at);
    return gaz_dump_take(&at, "outline ") && take_outline(state, at);
}

uint32_t gaz_dump_read_pages(struct gaz_dump_reading *reading, const char *text) {
    struct state state = {.reading = reading,
                          .items = g_array_new(FALSE, FALSE, sizeof(struct item)),
                          .targets = g_array_new(FALSE, FALSE, sizeof(struct target))};
    uint32_t number = 1, wrong = 0;
    g_array_set_clear_func(state.items, clear_item);
    for (const char *at = text, *end; *at && !wrong; at = end + 1, number++) {
        end = strchr(at, '\n');
        char *line = g_strndup(at, (gsize)(end - at));
        if (!take_line(&state, line)) wrong = number;
        g_free(line);
    }
    if (!wrong) finish_page(&state);
    g_array_free(state.items, TRUE);
    g_array_free(state.targets, TRUE);
    return wrong;
}
