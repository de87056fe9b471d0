/* yaml_write.c: plain where nothing could be taken for a mark, else in double quotes. */
#include "base/data/yaml_write.h"

#include <string.h>

bool gaz_yaml_is_plain(const char *text) {
    size_t n = strlen(text);
    if (n == 0 || strchr("-?:,[]{}#&*!|>'\"%@` ", text[0]) || strchr(" :", text[n - 1])) return false;
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20) return false;
    return !strstr(text, ": ") && !strstr(text, " #") && strcmp(text, "...") != 0;
}

void gaz_yaml_append_quoted(GString *out, const char *text) {
    g_string_append_c(out, '"');
    for (const char *c = text; *c; c++) {
        if (*c == '\n') {
            g_string_append(out, "\\n");
        } else if (*c == '\t') {
            g_string_append(out, "\\t");
        } else {
            if (*c == '"' || *c == '\\') g_string_append_c(out, '\\');
            g_string_append_c(out, *c);
        }
    }
    g_string_append_c(out, '"');
}

void gaz_yaml_append_scalar(GString *out, const char *text) {
    if (gaz_yaml_is_plain(text))
        g_string_append(out, text);
    else
        gaz_yaml_append_quoted(out, text);
}

/* What was quoted stays quoted: a postcode is a number to other programs. */
static void append_scalar(GString *out, const struct gaz_yaml *value) {
    char first = value->span.source ? value->span.source->text[value->span.begin] : '\0';
    if (first == '"' || first == '\'')
        gaz_yaml_append_quoted(out, value->scalar);
    else
        gaz_yaml_append_scalar(out, value->scalar);
}

static void append_indent(GString *out, unsigned indent) {
    g_string_append_printf(out, "%*s", (int)indent, "");
}

static void append_pair(GString *out, const struct gaz_yaml_pair *pair, unsigned indent) {
    append_scalar(out, pair->key);
    g_string_append_c(out, ':');
    gaz_yaml_append_value(out, pair->value, indent + 2);
}

static void append_map(GString *out, const struct gaz_yaml *map, unsigned indent) {
    for (uint32_t i = 0; i < map->n; i++) {
        append_indent(out, indent);
        append_pair(out, &map->pairs[i], indent);
    }
}

static void append_item(GString *out, const struct gaz_yaml *item, unsigned indent) {
    append_indent(out, indent);
    g_string_append_c(out, '-');
    if (item->kind != GAZ_YAML_MAP || item->n == 0) {
        gaz_yaml_append_value(out, item, indent + 2);
        return;
    }
    for (uint32_t i = 0; i < item->n; i++) {
        if (i)
            append_indent(out, indent + 2);
        else
            g_string_append_c(out, ' ');
        append_pair(out, &item->pairs[i], indent + 2);
    }
}

void gaz_yaml_append_value(GString *out, const struct gaz_yaml *value, unsigned indent) {
    bool is_list = value->kind == GAZ_YAML_LIST;
    if (value->kind == GAZ_YAML_SCALAR) {
        if (!value->empty) g_string_append_c(out, ' ');
        if (!value->empty) append_scalar(out, value);
        g_string_append_c(out, '\n');
    } else if (value->n == 0) {
        g_string_append(out, is_list ? " []\n" : " {}\n");
    } else {
        g_string_append_c(out, '\n');
        if (!is_list) append_map(out, value, indent);
        for (uint32_t i = 0; is_list && i < value->n; i++)
            append_item(out, value->items[i], indent);
    }
}
