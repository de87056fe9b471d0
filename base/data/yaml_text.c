/* yaml_text.c: the characters of a scalar found again in its source.
 *
 * The value and the source are walked side by side. YAML takes away quotes, indentation and line ends and
 * turns escapes into characters; whatever it took away is blank space but for the escapes, so the walk skips
 * blanks and reads escapes, and never has to search.
 */
#include "base/data/yaml.h"

#include "base/process/arena.h"

#include <glib.h>
#include <string.h>

struct walk {
    const struct gaz_source *source;
    const char *at, *end; /* in the source */
    char style;           /* " ' | > or 0 for plain */
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool is_space(char c) {
    return is_blank(c) || c == '\n';
}

static const char *end_of_line(const char *at, const char *end) {
    const char *line = memchr(at, '\n', (size_t)(end - at));
    return line ? line : end;
}

static struct walk begin_walk(const struct gaz_yaml *scalar) {
    struct walk walk = {.source = scalar->span.source};
    walk.at = walk.source->text + scalar->span.begin;
    walk.end = walk.source->text + scalar->span.end;
    if (walk.at == walk.end || !strchr("\"'|>", *walk.at)) return walk;
    walk.style = *walk.at;
    if (walk.style == '"' || walk.style == '\'') {
        walk.at++;
    } else {
        walk.at = end_of_line(walk.at, walk.end); /* the rest of the header: indicators, a comment */
        if (walk.at < walk.end) walk.at++;
    }
    return walk;
}

/* In a literal block a value's line is the source's line without its indentation. */
static void skip_indentation(struct walk *walk, const char *value) {
    size_t n = strcspn(value, "\n");
    const char *line_end = end_of_line(walk->at, walk->end);
    if ((size_t)(line_end - walk->at) >= n) walk->at = line_end - n;
}

static size_t escape_length(const char *at) {
    size_t n = at[1] == 'x' ? 4 : at[1] == 'u' ? 6 : at[1] == 'U' ? 10 : 0;
    return n > 0 ? n : 1 + (size_t)(g_utf8_next_char(at + 1) - (at + 1));
}

/* A line end that is escaped, with the blanks around it, is nothing. */
static bool skip_escaped_line_end(struct walk *walk) {
    if (walk->style != '"' || walk->at + 1 >= walk->end || walk->at[0] != '\\' || walk->at[1] != '\n')
        return false;
    walk->at += 2;
    while (walk->at < walk->end && is_blank(*walk->at))
        walk->at++;
    return true;
}

/* Moves to where `ch` may stand: over what folding took away. */
static void skip_to(struct walk *walk, gunichar ch) {
    while (walk->at < walk->end && g_utf8_get_char(walk->at) != ch) {
        if (skip_escaped_line_end(walk)) continue;
        if (!is_space(*walk->at) || (ch == ' ' && *walk->at == '\n')) break;
        walk->at++;
    }
}

/* A folded line end that became a blank stands for all the space around it. */
static uint32_t take_folded(struct walk *walk) {
    uint32_t offset = (uint32_t)(walk->at - walk->source->text);
    while (walk->at < walk->end && is_space(*walk->at))
        walk->at++;
    return offset;
}

/* The place of the value's next character. */
static uint32_t take(struct walk *walk, gunichar ch) {
    skip_to(walk, ch);
    if (walk->at >= walk->end) return GAZ_NOWHERE;
    if (ch == ' ' && *walk->at == '\n') return take_folded(walk);
    uint32_t offset = (uint32_t)(walk->at - walk->source->text);
    bool is_escape = walk->style == '"' && *walk->at == '\\';
    if (is_escape && walk->at + 1 < walk->end) {
        walk->at += MIN(escape_length(walk->at), (size_t)(walk->end - walk->at));
        return offset;
    }
    if (g_utf8_get_char(walk->at) != ch) return GAZ_NOWHERE;
    walk->at = g_utf8_next_char(walk->at);
    if (walk->style == '\'' && ch == '\'' && walk->at < walk->end && *walk->at == '\'') walk->at++;
    return offset;
}

static bool is_trimmed(uint32_t ch) {
    return gaz_char_is_blank(ch) || ch == '\n';
}

struct gaz_text gaz_yaml_text(struct gaz_arena *arena, const struct gaz_yaml *scalar) {
    struct walk walk = begin_walk(scalar);
    uint32_t n = (uint32_t)g_utf8_strlen(scalar->scalar, -1);
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, n);
    const char *value = scalar->scalar;
    uint32_t kept = 0;
    uint16_t joined = 0;
    for (uint32_t i = 0; i < n; i++, value = g_utf8_next_char(value)) {
        bool line_begins = i == 0 || value[-1] == '\n';
        if (walk.style == '|' && line_begins) skip_indentation(&walk, value);
        gunichar ch = g_utf8_get_char(value);
        uint32_t offset = take(&walk, ch);
        bool joins = ch == GAZ_WORD_JOINER;
        if (!joins) chars[kept++] = (struct gaz_char){ch == '\t' ? ' ' : ch, offset, joined}; /* text.h 3 */
        joined = joins ? GAZ_CHAR_JOINED : 0;
    }
    return gaz_text_trim((struct gaz_text){.chars = chars, .n = kept, .source = walk.source}, is_trimmed);
}

bool gaz_yaml_is_blank(const struct gaz_yaml *node) {
    if (node->kind != GAZ_YAML_SCALAR) return false;
    const char *at = node->scalar;
    while (*at && is_trimmed(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return *at == '\0';
}
