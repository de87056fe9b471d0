/* front_edit.c: setting one style value in a document's front matter.
 *
 * The place is found in the clean text, where YAML has places; the bytes are changed at the same place of the
 * file, which differs by its byte order mark and its line ends only. What came out is read again: an edit
 * that does not say what it should is none.
 */
#include "input/keys/front_edit.h"

#include "base/diag/diag.h"
#include "base/file/edit.h"
#include "base/process/arena.h"
#include "input/keys/front_matter.h"

#include <string.h>

#define OWN_KEY "版面"

/* the front matter of a file as YAML */
struct front {
    const struct gaz_source *source;
    const struct gaz_yaml *root; /* a map; NULL: there is none */
    uint32_t end;                /* where the closing fence begins */
};

/* what takes the place of [begin, end) of the clean text; line ends are \n */
struct edit {
    uint32_t begin, end;
    char *text; /* NULL: it cannot be done */
};

/* ---- reading */

static struct front read_front(struct gaz_arena *arena, const GString *file) {
    struct gaz_diags *unheard = gaz_diags_new(); /* all of it was said when the issue was read */
    struct gaz_bytes bytes = {(const unsigned char *)file->str, file->len};
    struct front front = {.source = gaz_source_clean(arena, "", "", bytes, unheard)};
    uint32_t begin, body;
    if (front.source && gaz_front_matter_find(front.source, &begin, &front.end, &body))
        front.root = gaz_yaml_read(arena, front.source, begin, front.end, unheard);
    gaz_diags_free(unheard);
    return front;
}

static const struct gaz_yaml *own_values(const struct front *front) {
    return front->root ? gaz_yaml_lookup(front->root, OWN_KEY) : NULL;
}

const struct gaz_yaml *gaz_front_own_values(struct gaz_arena *arena, const GString *file) {
    struct front front = read_front(arena, file);
    const struct gaz_yaml *values = own_values(&front);
    return values && values->kind == GAZ_YAML_MAP ? values : NULL;
}

/* ---- finding */

/* What is left of a key below a group: 末页至多 of 凑版.末页至多 below 凑版; NULL: it does not stand there.
 */
static const char *rest_below(const char *key, const char *group) {
    size_t n = strlen(group);
    return strncmp(key, group, n) == 0 && key[n] == '.' ? key + n + 1 : NULL;
}

/* Where a key stands or ought to stand. */
struct seat {
    const struct gaz_yaml *value; /* there it is; or NULL, and then */
    const struct gaz_yaml *map;   /* it belongs into this map */
    const char *key;              /* under this name, with the groups that are not there */
};

static struct seat find_seat(const struct gaz_yaml *map, const char *key) {
    const struct gaz_yaml *value = gaz_yaml_lookup(map, key);
    if (value) return (struct seat){.value = value};
    for (uint32_t i = 0; i < map->n; i++) {
        const char *rest = rest_below(key, map->pairs[i].key->scalar);
        if (!rest) continue;
        const struct gaz_yaml *inner = map->pairs[i].value;
        return inner->kind == GAZ_YAML_MAP ? find_seat(inner, rest) : (struct seat){.value = inner};
    }
    return (struct seat){.map = map, .key = key};
}

/* ---- edits */

static bool is_flow(const struct gaz_yaml *map) {
    return map->span.source->text[map->span.begin] == '{';
}

/* The blanks before a place of its line; NULL when something else is there too. */
static char *indent_at(const struct gaz_source *source, uint32_t at) {
    uint32_t begin = source->line[gaz_source_place(source, at).line - 1];
    if (strspn(source->text + begin, " ") < at - begin) return NULL;
    return g_strnfill(at - begin, ' ');
}

/* 凑版.末页至多 and 2: 凑版: {末页至多: 2} */
static char *spell(const char *key, const char *value) {
    const char *dot = strchr(key, '.');
    if (!dot) return g_strdup_printf("%s: %s", key, value);
    g_autofree char *inner = spell(dot + 1, value);
    return g_strdup_printf("%.*s: {%s}", (int)(dot - key), key, inner);
}

/* The pair becomes the map's first. */
static struct edit put_first(const struct gaz_yaml *map, const char *pair) {
    if (is_flow(map)) {
        uint32_t at = map->span.begin + 1;
        return (struct edit){at, at, g_strconcat(pair, map->n ? ", " : "", NULL)};
    }
    uint32_t at = map->span.begin;
    g_autofree char *indent = indent_at(map->span.source, at);
    return (struct edit){at, at, indent ? g_strconcat(pair, "\n", indent, NULL) : NULL};
}

/* The pair becomes the front matter's last: a line of its own before the fence. */
static struct edit put_last(const struct front *front, const char *pair) {
    if (is_flow(front->root)) return put_first(front->root, pair);
    g_autofree char *indent = indent_at(front->source, front->root->span.begin);
    return (struct edit){front->end, front->end, indent ? g_strconcat(indent, pair, "\n", NULL) : NULL};
}

/* A key without a value has its place right behind the colon. */
static struct edit replace(const struct gaz_yaml *old, const char *new) {
    return (struct edit){old->span.begin, old->span.end, g_strconcat(old->empty ? " " : "", new, NULL)};
}

static struct edit edit_for(const struct front *front, struct gaz_own_value value) {
    const struct gaz_yaml *map = own_values(front);
    g_autofree char *whole = spell(value.key, value.value);
    g_autofree char *braced = g_strconcat("{", whole, "}", NULL);
    g_autofree char *pair = g_strconcat(OWN_KEY ": ", braced, NULL);
    if (!map) return put_last(front, pair);
    if (map->kind != GAZ_YAML_MAP) return replace(map, braced);
    struct seat seat = find_seat(map, value.key);
    if (seat.value) return replace(seat.value, value.value);
    g_autofree char *inner = spell(seat.key, value.value);
    return put_first(seat.map, inner);
}

/* ---- what came out */

/* The file says now what it should. */
static bool says(struct gaz_arena *arena, const GString *file, struct gaz_own_value value) {
    const struct gaz_yaml *map = gaz_front_own_values(arena, file);
    const struct gaz_yaml *found = map ? find_seat(map, value.key).value : NULL;
    return found && found->kind == GAZ_YAML_SCALAR && strcmp(found->scalar, value.value) == 0;
}

bool gaz_front_set(struct gaz_arena *arena, GString *file, struct gaz_own_value value, uint32_t *place) {
    struct front front = read_front(arena, file);
    const struct gaz_yaml *values = own_values(&front);
    *place = values ? values->span.begin : 0;
    if (!front.root) return false;
    struct edit edit = edit_for(&front, value);
    g_autoptr(GString) changed = g_string_new_len(file->str, (gssize)file->len);
    if (edit.text) gaz_edits_apply(changed, &(struct gaz_edit){edit.begin, edit.end, edit.text}, 1);
    bool done = edit.text && says(arena, changed, value);
    if (done) g_string_truncate(file, 0);
    if (done) g_string_append_len(file, changed->str, (gssize)changed->len);
    g_free(edit.text);
    return done;
}
