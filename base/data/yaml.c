/* yaml.c: libyaml's events become a tree with places.
 *
 * Marks of libyaml count characters; they are turned into bytes by a cursor that walks along with the parser.
 * Depth is bounded here, before libyaml's own quadratic behaviour on deep nesting can be felt
 * (libraries.md 3.1).
 */
#include "base/data/yaml.h"

#include "base/data/yaml_problem.h"
#include "base/diag/diag.h"
#include "base/process/arena.h"

#include <glib.h>
#include <string.h>
#include <yaml.h>

enum { MAX_DEPTH = 32, MAX_BYTES = 1 << 20 };

struct reader {
    struct gaz_arena *arena;
    const struct gaz_source *source;
    struct gaz_diags *diags;
    uint32_t begin, end; /* of the slice */
    yaml_parser_t parser;
    size_t index; /* the cursor: characters from `begin`, and the byte that is there */
    uint32_t byte;
    bool failed; /* nothing can be read on */
};

/* ---- places */

static uint32_t byte_of(struct reader *reader, yaml_mark_t mark) {
    const char *text = reader->source->text;
    while (reader->index < mark.index && reader->byte < reader->end) {
        reader->byte = (uint32_t)(g_utf8_next_char(text + reader->byte) - text);
        reader->index++;
    }
    while (reader->index > mark.index) {
        reader->byte = (uint32_t)(g_utf8_prev_char(text + reader->byte) - text);
        reader->index--;
    }
    return MIN(reader->byte, reader->end);
}

static struct gaz_span span_of(struct reader *reader, const yaml_event_t *event) {
    uint32_t end = byte_of(reader, event->end_mark);
    uint32_t begin = byte_of(reader, event->start_mark);
    return (struct gaz_span){reader->source, begin, MAX(begin, end)};
}

/* ---- events */

static void report_parse_error(struct reader *reader) {
    yaml_parser_t *parser = &reader->parser;
    bool has_context = parser->context && parser->context_mark.index > 0;
    struct gaz_yaml_problem problem = {
        .source = reader->source,
        .begin = reader->begin,
        .end = reader->end,
        .problem = parser->problem ? parser->problem : "",
        .at = byte_of(reader, parser->problem_mark),
        .context = has_context ? byte_of(reader, parser->context_mark) : reader->begin,
    };
    gaz_yaml_report_problem(&problem, reader->diags);
    reader->failed = true;
}

/* The next event, to be deleted by the caller. False when the parser has stopped. */
static bool next_event(struct reader *reader, yaml_event_t *event) {
    if (!reader->failed && yaml_parser_parse(&reader->parser, event)) return true;
    if (!reader->failed) report_parse_error(reader);
    return false;
}

static void report_decoration(struct reader *reader, const yaml_char_t *anchor, const yaml_char_t *tag,
                              struct gaz_span span) {
    if (anchor) gaz_report(reader->diags, GAZ_D_YAML_ALIAS, span, NULL);
    if (tag) gaz_report(reader->diags, GAZ_D_YAML_TAG, span, NULL);
}

/* ---- nodes */

static const struct gaz_yaml *read_node(struct reader *reader, yaml_event_t *event, unsigned depth);

static struct gaz_yaml *new_node(struct reader *reader, enum gaz_yaml_kind kind, const yaml_event_t *event) {
    struct gaz_yaml *node = GAZ_NEW(reader->arena, struct gaz_yaml);
    node->kind = kind;
    node->span = span_of(reader, event);
    return node;
}

/* The value without characters that no source may hold (an escape can write them), each of which is reported.
 */
static const char *clean_scalar(struct reader *reader, const char *value, size_t n, struct gaz_span span) {
    g_autoptr(GString) clean = g_string_sized_new(n + 1);
    for (const char *at = value; at < value + n; at = g_utf8_next_char(at)) {
        gunichar ch = *at ? g_utf8_get_char(at) : 0;
        if (!gaz_char_is_refused(ch)) {
            g_string_append_unichar(clean, ch);
            continue;
        }
        g_autofree char *code = g_strdup_printf("U+%04X", ch);
        gaz_report(reader->diags, GAZ_D_CONTROL, span, code);
    }
    return gaz_arena_strndup(reader->arena, clean->str, clean->len);
}

static const struct gaz_yaml *read_scalar(struct reader *reader, const yaml_event_t *event) {
    struct gaz_yaml *node = new_node(reader, GAZ_YAML_SCALAR, event);
    report_decoration(reader, event->data.scalar.anchor, event->data.scalar.tag, node->span);
    node->scalar =
        clean_scalar(reader, (const char *)event->data.scalar.value, event->data.scalar.length, node->span);
    node->empty = event->data.scalar.length == 0 && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return node;
}

static const struct gaz_yaml *read_alias(struct reader *reader, const yaml_event_t *event) {
    struct gaz_yaml *node = new_node(reader, GAZ_YAML_SCALAR, event);
    gaz_report(reader->diags, GAZ_D_YAML_ALIAS, node->span, NULL);
    node->scalar = "";
    node->empty = node->refused = true;
    return node;
}

static bool is_too_deep(struct reader *reader, const yaml_event_t *event, unsigned depth) {
    if (depth <= MAX_DEPTH) return false;
    gaz_report(reader->diags, GAZ_D_YAML_DEPTH, span_of(reader, event), G_STRINGIFY(32));
    reader->failed = true;
    return true;
}

/* a container's span ends where its last child does: libyaml's end mark of a block is the next token's */
static void close_span(struct gaz_yaml *node, const struct gaz_yaml *last) {
    if (last && last->span.end > node->span.end) node->span.end = last->span.end;
}

static const struct gaz_yaml *read_list(struct reader *reader, const yaml_event_t *start, unsigned depth) {
    if (is_too_deep(reader, start, depth)) return NULL;
    struct gaz_yaml *node = new_node(reader, GAZ_YAML_LIST, start);
    report_decoration(reader, start->data.sequence_start.anchor, start->data.sequence_start.tag, node->span);
    const struct gaz_yaml **items = NULL;
    size_t capacity = 0;
    yaml_event_t event;
    while (next_event(reader, &event)) {
        bool last = event.type == YAML_SEQUENCE_END_EVENT;
        const struct gaz_yaml *item = last ? NULL : read_node(reader, &event, depth);
        yaml_event_delete(&event);
        if (!item) break;
        *GAZ_PUSH(reader->arena, items, node->n, capacity) = item;
        close_span(node, item);
    }
    node->items = items;
    return node;
}

static void report_duplicate(struct reader *reader, const struct gaz_yaml *key,
                             const struct gaz_yaml *first) {
    char line[16];
    g_snprintf(line, sizeof line, "%u", gaz_source_place(reader->source, first->span.begin).line);
    gaz_report(reader->diags, GAZ_D_YAML_DUPLICATE_KEY, key->span, key->scalar, line);
}

/* Whether a pair is kept: a duplicate and a key that is no text are reported and dropped. */
static bool accept_key(struct reader *reader, GHashTable *keys, const struct gaz_yaml *key) {
    if (key->kind != GAZ_YAML_SCALAR) {
        gaz_report(reader->diags, GAZ_D_YAML_KEY, key->span, NULL);
        return false;
    }
    const struct gaz_yaml *first = g_hash_table_lookup(keys, key->scalar);
    if (first) {
        report_duplicate(reader, key, first);
        return false;
    }
    g_hash_table_insert(keys, (gpointer)key->scalar, (gpointer)key);
    return true;
}

static const struct gaz_yaml *read_value(struct reader *reader, unsigned depth) {
    yaml_event_t event;
    if (!next_event(reader, &event)) return NULL;
    const struct gaz_yaml *value = read_node(reader, &event, depth);
    yaml_event_delete(&event);
    return value;
}

static const struct gaz_yaml *read_map(struct reader *reader, const yaml_event_t *start, unsigned depth) {
    if (is_too_deep(reader, start, depth)) return NULL;
    struct gaz_yaml *node = new_node(reader, GAZ_YAML_MAP, start);
    report_decoration(reader, start->data.mapping_start.anchor, start->data.mapping_start.tag, node->span);
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    struct gaz_yaml_pair *pairs = NULL;
    size_t capacity = 0;
    yaml_event_t event;
    while (next_event(reader, &event)) {
        bool last = event.type == YAML_MAPPING_END_EVENT;
        const struct gaz_yaml *key = last ? NULL : read_node(reader, &event, depth);
        yaml_event_delete(&event);
        const struct gaz_yaml *value = key ? read_value(reader, depth) : NULL;
        if (!value) break;
        close_span(node, value);
        if (!accept_key(reader, keys, key)) continue;
        *GAZ_PUSH(reader->arena, pairs, node->n, capacity) = (struct gaz_yaml_pair){key, value};
    }
    node->pairs = pairs;
    return node;
}

/* The node that begins with this event; `depth` is that of what it stands in. NULL when reading has stopped.
 */
static const struct gaz_yaml *read_node(struct reader *reader, yaml_event_t *event, unsigned depth) {
    if (event->type == YAML_SCALAR_EVENT) return read_scalar(reader, event);
    if (event->type == YAML_ALIAS_EVENT) return read_alias(reader, event);
    if (event->type == YAML_SEQUENCE_START_EVENT) return read_list(reader, event, depth + 1);
    if (event->type == YAML_MAPPING_START_EVENT) return read_map(reader, event, depth + 1);
    return NULL;
}

/* ---- the document */

/* The first event that is neither the stream's nor the document's beginning. */
static const struct gaz_yaml *read_root(struct reader *reader) {
    yaml_event_t event;
    while (next_event(reader, &event)) {
        bool opening = event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_START_EVENT;
        const struct gaz_yaml *root = opening ? NULL : read_node(reader, &event, 0);
        yaml_event_delete(&event);
        if (!opening) return root;
    }
    return NULL;
}

/* After the root only ends may come. */
static void expect_end(struct reader *reader) {
    yaml_event_t event;
    bool more = true;
    while (more && next_event(reader, &event)) {
        if (event.type == YAML_DOCUMENT_START_EVENT) {
            gaz_report(reader->diags, GAZ_D_YAML_DOCUMENTS, span_of(reader, &event), NULL);
            more = false;
        }
        if (event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT) more = false;
        yaml_event_delete(&event);
    }
}

static const struct gaz_yaml *empty_map(struct reader *reader) {
    struct gaz_yaml *map = GAZ_NEW(reader->arena, struct gaz_yaml);
    map->kind = GAZ_YAML_MAP;
    map->span = (struct gaz_span){reader->source, reader->begin, reader->begin};
    return map;
}

static const struct gaz_yaml *read_document(struct reader *reader) {
    const struct gaz_yaml *root = read_root(reader);
    if (!reader->failed) expect_end(reader);
    if (reader->failed) return NULL;
    if (!root || (root->kind == GAZ_YAML_SCALAR && root->empty)) return empty_map(reader);
    if (root->kind == GAZ_YAML_MAP) return root;
    struct gaz_yaml_problem problem = {reader->source,       reader->begin,    reader->end,
                                       "the root is no map", root->span.begin, root->span.begin};
    gaz_yaml_report_problem(&problem, reader->diags);
    return NULL;
}

const struct gaz_yaml *gaz_yaml_read(struct gaz_arena *arena, const struct gaz_source *source, uint32_t begin,
                                     uint32_t end, struct gaz_diags *diags) {
    struct reader reader = {
        .arena = arena, .source = source, .diags = diags, .begin = begin, .end = end, .byte = begin};
    if (end - begin > MAX_BYTES) {
        g_autofree char *limit = g_strdup_printf("%d MiB", MAX_BYTES >> 20);
        gaz_report(diags, GAZ_D_TOO_LARGE, gaz_span_at(source, begin), "YAML", limit);
        return NULL;
    }
    if (!yaml_parser_initialize(&reader.parser)) g_error("out of memory");
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)source->text + begin, end - begin);
    const struct gaz_yaml *root = read_document(&reader);
    yaml_parser_delete(&reader.parser);
    return root;
}

const struct gaz_yaml *gaz_yaml_lookup(const struct gaz_yaml *map, const char *key) {
    if (!map || map->kind != GAZ_YAML_MAP) return NULL;
    for (uint32_t i = 0; i < map->n; i++)
        if (strcmp(map->pairs[i].key->scalar, key) == 0) return map->pairs[i].value;
    return NULL;
}
