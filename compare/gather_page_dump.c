/* gather_page_dump.c: a build from what --dump=pages printed (output/dump.c wrote it). */
#include "compare/gather.h"

#include "base/data/json.h"
#include "base/process/arena.h"

#include <string.h>

struct target {
    uint32_t page; /* index */
    int64_t x, y;
};

struct reading {
    struct gaz_gathering *gathering;
    unsigned version;
    GArray *targets;
};

/* ---- words */

/* Steps over `word` where it stands. */
static bool take(const char **at, const char *word) {
    size_t n = strlen(word);
    if (strncmp(*at, word, n) != 0) return false;
    *at += n;
    return true;
}

/* A decimal integer with an optional sign, in the range of an int. */
static bool take_number(const char **at, int64_t *number) {
    char *end;
    if (!g_ascii_isdigit(**at) && !(**at == '-' && g_ascii_isdigit((*at)[1]))) return false;
    *number = g_ascii_strtoll(*at, &end, 10);
    *at = end;
    return *number > INT32_MIN && *number < INT32_MAX;
}

/* A length with two decimals, in hundredths. */
static bool take_length(const char **at, int64_t *length) {
    bool negative = take(at, "-");
    const char *point = *at + strspn(*at, "0123456789");
    if (point == *at || point - *at > 7 || *point != '.' || strspn(point + 1, "0123456789") != 2)
        return false;
    *length = g_ascii_strtoll(*at, NULL, 10) * 100 + g_ascii_strtoll(point + 1, NULL, 10);
    if (negative) *length = -*length;
    *at = point + 3;
    return true;
}

static bool take_pair(const char **at, int64_t *a, const char *between, int64_t *b) {
    return take_length(at, a) && take(at, between) && take_length(at, b);
}

/* ---- what a line ends with */

/* The fields of an item that this reader knows. */
static const char *const keys[] = {"line=", "turn=", "face=", "size=", "role=", "colour=", "to="};

static bool is_known(const char *word) {
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_has_prefix(word, keys[i])) return true;
    return false;
}

/* KEY=VALUE without a quote: what a later program may have put behind everything else. */
static bool is_later_field(const char *word) {
    size_t key = strspn(word, "abcdefghijklmnopqrstuvwxyz-");
    return key > 0 && word[key] == '=' && !strchr(word, '"') && !is_known(word);
}

/* Cuts off what this program does not know at the line's end. Format 0 had nothing of the kind. */
static void cut_later_fields(const struct reading *reading, char *line) {
    char *blank;
    while (reading->version > 0 && (blank = strrchr(line, ' ')) && is_later_field(blank + 1))
        *blank = '\0';
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

/* That string; NULL when it is none. */
static const char *take_string(const struct reading *reading, const char *quoted) {
    struct gaz_json json = {quoted, false};
    g_autofree char *text = gaz_json_text(&json);
    return json.bad || *json.at ? NULL : gaz_arena_strdup(reading->gathering->scratch, text);
}

/* ---- items */

static unsigned count_in(const char *word) {
    return (unsigned)g_ascii_strtoull(strchr(word, '=') + 1, NULL, 10);
}

static void take_word(struct gaz_mark *mark, const char *word, struct gaz_arena *arena) {
    const char *value = strchr(word, '=');
    if (strcmp(word, "furniture") == 0) mark->furniture = true;
    if (!value) return;
    if (g_str_has_prefix(word, "line=")) mark->line = count_in(word);
    if (g_str_has_prefix(word, "turn=")) mark->turn = count_in(word) & 3;
    if (g_str_has_prefix(word, "face=")) mark->face = gaz_arena_strdup(arena, value + 1);
    if (g_str_has_prefix(word, "colour=")) mark->colour = (uint32_t)g_ascii_strtoull(value + 1, NULL, 16);
    if (g_str_has_prefix(word, "size=")) take_length(&(const char *){value + 1}, &mark->size);
}

/* The words of `line`, which is cut up; of an image the name follows the size and may hold anything. */
static bool take_words(struct gaz_mark *mark, char *line, struct gaz_arena *arena) {
    bool has_size = mark->kind == GAZ_ITEM_GLYPHS;
    for (char *word = line, *next; word; word = next) {
        next = strchr(word, ' ');
        if (next) *next++ = '\0';
        if (!has_size && take_pair(&(const char *){word}, &mark->width, "x", &mark->height)) {
            has_size = true;
            if (mark->kind != GAZ_ITEM_IMAGE) continue;
            mark->face = next ? gaz_arena_strdup(arena, next) : "";
            return true;
        }
        take_word(mark, word, arena);
    }
    return has_size;
}

/* Where the text's place begins: " at=" of a run or of a rule that stands for blanks. */
static char *find_text(const struct gaz_mark *mark, char *line) {
    bool may = mark->kind == GAZ_ITEM_GLYPHS || mark->kind == GAZ_ITEM_RULE;
    return may ? strstr(line, " at=") : NULL;
}

/* `line` is the item's line behind its kind. */
static bool take_item(struct reading *reading, enum gaz_item_kind kind, char *line) {
    struct gaz_arena *arena = reading->gathering->scratch;
    struct gaz_mark mark = {.kind = kind};
    const char *at = line;
    if (!take_pair(&at, &mark.x, " ", &mark.y)) return false;
    cut_later_fields(reading, line);
    char *words = line + (at - line), *text = find_text(&mark, words);
    if (text) {
        const char *quoted = find_string(text);
        if (!quoted || !(mark.text = take_string(reading, quoted))) return false;
        *text = '\0';
    }
    if (kind == GAZ_ITEM_GLYPHS && !text) return false;
    if (!take_words(&mark, words, arena)) return false;
    gaz_gather_mark(reading->gathering, &mark);
    return true;
}

/* ---- pages, targets, the outline */

static bool take_page(struct reading *reading, const char *at) {
    int64_t number;
    struct gaz_page_head head = {0};
    if (!take_number(&at, &number) || !take(&at, " ")) return false;
    if (!take_pair(&at, &head.width, "x", &head.height) || !take(&at, " end=")) return false;
    g_auto(GStrv) words = g_strsplit(at, " ", -1);
    head.number = (int)number;
    head.turned = g_strv_contains((const char *const *)words, "turned");
    gaz_gather_page(reading->gathering, head);
    return true;
}

static bool take_target(struct reading *reading, const char *at) {
    int64_t number, page;
    struct target target;
    if (!take_number(&at, &number) || number != reading->targets->len) return false;
    if (!take(&at, " page-index=") || !take_number(&at, &page)) return false;
    if (page < 0 || page >= reading->gathering->pages->len) return false;
    if (!take(&at, " ") || !take_pair(&at, &target.x, " ", &target.y)) return false;
    target.page = (uint32_t)page;
    g_array_append_val(reading->targets, target);
    return true;
}

static bool take_outline(struct reading *reading, char *line) {
    int64_t level, to;
    const char *at = line;
    if (!take_number(&at, &level) || !take(&at, " to=") || !take_number(&at, &to)) return false;
    if (level < 0 || to < 0 || to >= reading->targets->len) return false;
    cut_later_fields(reading, line);
    const char *quoted = find_string(at), *title = quoted ? take_string(reading, quoted) : NULL;
    if (!title) return false;
    const struct target *target = &g_array_index(reading->targets, struct target, to);
    gaz_gather_bookmark(reading->gathering,
                        &(struct gaz_bookmark){(unsigned)level, title, target->page, target->x, target->y});
    return true;
}

/* ---- the whole */

static bool take_line(struct reading *reading, char *line) {
    static const char *const kinds[] = {
        [GAZ_ITEM_GLYPHS] = "glyphs ",
        [GAZ_ITEM_RULE] = "rule ",
        [GAZ_ITEM_IMAGE] = "image ",
        [GAZ_ITEM_LINK] = "link ",
    };
    const char *at = line;
    if (take(&at, "page ")) return take_page(reading, at);
    if (reading->gathering->pages->len == 0) return false;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (take(&at, kinds[i])) return take_item(reading, (enum gaz_item_kind)i, line + (at - line));
    if (take(&at, "target ")) return take_target(reading, at);
    return take(&at, "outline ") && take_outline(reading, line + (at - line));
}

uint32_t gaz_gather_from_page_dump(struct gaz_gathering *gathering, const char *text, unsigned version) {
    struct reading reading = {gathering, version, g_array_new(FALSE, FALSE, sizeof(struct target))};
    uint32_t wrong = GAZ_NOWHERE;
    for (const char *at = text, *end; *at && wrong == GAZ_NOWHERE; at = end + 1) {
        end = strchr(at, '\n');
        g_autofree char *line = g_strndup(at, (gsize)(end - at));
        if (!take_line(&reading, line)) wrong = (uint32_t)(at - text);
    }
    g_array_free(reading.targets, TRUE);
    return wrong;
}
