/* json_schema.c: see json_schema.h. */
#include "base/data/json_schema.h"

#include <string.h>

/* ---- values */

static void put_words(GString *out, const char *key, char **words) {
    guint64 number;
    gaz_json_open(out, key, '[');
    for (int i = 0; words[i]; i++) {
        gaz_json_put_text(out, NULL, words[i]);
        if (g_ascii_string_to_unsigned(words[i], 10, 0, INT32_MAX, &number, NULL))
            gaz_json_put_int(out, NULL, (int)number);
    }
    gaz_json_close(out, ']');
}

/* Nothing is no word, which an editor would propose: it is proposed what the examples are. */
void gaz_json_put_choices(GString *out, const char *words, bool none) {
    g_auto(GStrv) all = g_strsplit(words, "|", -1);
    g_autofree char *listed = g_strjoinv("、", all);
    g_autofree char *wrong = g_strdup_printf("应为：%s", listed);
    if (none) {
        put_words(out, "examples", all);
        gaz_json_open(out, "if", '{');
        gaz_json_open(out, "not", '{');
        gaz_json_put_text(out, "type", "null");
        gaz_json_close(out, '}');
        gaz_json_close(out, '}');
        gaz_json_open(out, "then", '{');
    }
    put_words(out, "enum", all);
    gaz_json_put_text(out, "errorMessage", wrong);
    if (none) gaz_json_close(out, '}');
}

void gaz_json_put_value(GString *out, struct gaz_json_value value) {
    g_auto(GStrv) types = g_strsplit(value.types, "|", -1);
    if (types[0] && !types[1]) {
        gaz_json_put_text(out, "type", types[0]);
    } else {
        gaz_json_open(out, "type", '[');
        for (int i = 0; types[i]; i++)
            gaz_json_put_text(out, NULL, types[i]);
        gaz_json_close(out, ']');
    }
    if (value.pattern) gaz_json_put_text(out, "pattern", value.pattern);
    if (value.wrong) gaz_json_put_text(out, "errorMessage", value.wrong);
}

void gaz_json_put_definition(GString *out, const char *name) {
    g_autofree char *path = g_strconcat("#/definitions/", name, NULL);
    gaz_json_put_text(out, "$ref", path);
}

void gaz_json_put_reference(GString *out, const char *key, const char *name) {
    gaz_json_open(out, key, '{');
    gaz_json_put_definition(out, name);
    gaz_json_close(out, '}');
}

/* ---- one key */

#define NOT_BLANK "[^ \\t\\n\\u3000]"

static void put_types(GString *out, const char *types, const struct gaz_key *key, const char *pattern,
                      const char *wrong) {
    g_autofree char *all = g_strconcat(types, key->required ? "" : "|null", NULL);
    gaz_json_put_value(out, (struct gaz_json_value){all, pattern, wrong});
}

static void put_text(GString *out, const struct gaz_key *key) {
    put_types(out, GAZ_JSON_TEXT, key, key->required ? NOT_BLANK : NULL, "应为一段文字");
}

static void put_texts(GString *out, const struct gaz_key *key) {
    put_types(out, GAZ_JSON_TEXT "|array", key, key->required ? NOT_BLANK : NULL,
              "应为一段文字，或几段文字的列表");
    if (key->required) gaz_json_put_int(out, "minItems", 1);
    gaz_json_open(out, "items", '{');
    gaz_json_put_value(out, (struct gaz_json_value){GAZ_JSON_TEXT_OR_NONE, NULL, "应为一段文字"});
    gaz_json_close(out, '}');
}

/* A number may stand in quotes: a text to YAML. */
static void put_number(GString *out, const struct gaz_key *key, const char *pattern, const char *also) {
    g_autofree char *wrong = g_strdup_printf("应为%d至%d%s", key->min, key->max, also);
    put_types(out, "string|integer", key, pattern, wrong);
    gaz_json_put_int(out, "minimum", key->min);
    gaz_json_put_int(out, "maximum", key->max);
}

/* 增刊|增刊N, and two numbers with a dash */
static void put_numbers(GString *out, const struct gaz_key *key) {
    g_autoptr(GString) pattern = g_string_new("^([0-9]+([-–—～][0-9]+)?");
    g_auto(GStrv) words = g_strsplit(key->choices, "|", -1);
    for (int i = 0; words[i]; i++) {
        bool has_number = g_str_has_suffix(words[i], "N");
        g_string_append_printf(pattern, "|%.*s%s", (int)strlen(words[i]) - has_number, words[i],
                               has_number ? "[0-9]+" : "");
    }
    g_string_append(pattern, ")$");
    g_autofree char *listed = g_strjoinv("、", words);
    g_autofree char *also = g_strdup_printf("的数（N），两个数（N-N），或%s", listed);
    put_number(out, key, pattern->str, also);
}

/* A list of maps of one pair, or one map. */
static void put_pairs(GString *out, const struct gaz_key *key) {
    static const struct gaz_json_value text = {GAZ_JSON_TEXT_OR_NONE, NULL, "应为一段文字"};
    put_types(out, "array|object", key, NULL, "应为列表，每项一个“名称: 文字”");
    gaz_json_open(out, "additionalProperties", '{');
    gaz_json_put_value(out, text);
    gaz_json_close(out, '}');
    gaz_json_open(out, "items", '{');
    gaz_json_put_value(out, (struct gaz_json_value){"object", NULL, "每项一个“名称: 文字”"});
    gaz_json_put_int(out, "minProperties", 1);
    gaz_json_put_int(out, "maxProperties", 1);
    gaz_json_open(out, "additionalProperties", '{');
    gaz_json_put_value(out, text);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

/* What a definition says, and, where it must be there, something. */
static void put_node(GString *out, const struct gaz_key *key) {
    if (!key->required) {
        gaz_json_put_definition(out, key->node);
        return;
    }
    gaz_json_open(out, "allOf", '[');
    gaz_json_put_reference(out, NULL, key->node);
    gaz_json_open(out, NULL, '{');
    gaz_json_put_value(out,
                       (struct gaz_json_value){GAZ_JSON_TEXT "|array|object", NULL, "后面是空的；必须填写"});
    gaz_json_close(out, '}');
    gaz_json_close(out, ']');
}

void gaz_json_put_key(GString *out, const struct gaz_key *key) {
    switch (key->type) {
    case GAZ_KEY_TEXT:
    case GAZ_KEY_STRING:
        put_text(out, key);
        break;
    case GAZ_KEY_TEXTS:
        put_texts(out, key);
        break;
    case GAZ_KEY_DATE:
        put_types(out, "string", key, GAZ_DATE_PATTERN, "应为确有的一天，写成2024-06-30的样子");
        break;
    case GAZ_KEY_INT:
        put_number(out, key, "^-?[0-9]+$", "的整数");
        break;
    case GAZ_KEY_NUMBERS:
        put_numbers(out, key);
        break;
    case GAZ_KEY_CHOICE:
        gaz_json_put_choices(out, key->choices, !key->required);
        break;
    case GAZ_KEY_PAIRS:
        put_pairs(out, key);
        break;
    case GAZ_KEY_NODE:
        put_node(out, key);
        break;
    }
}

/* ---- a map */

static void put_required(GString *out, const struct gaz_schema *schema) {
    bool any = false;
    for (uint32_t i = 0; i < schema->n; i++) {
        if (!schema->keys[i].required) continue;
        if (!any) gaz_json_open(out, "required", '[');
        gaz_json_put_text(out, NULL, schema->keys[i].name);
        any = true;
    }
    if (any) gaz_json_close(out, ']');
}

void gaz_json_put_map(GString *out, const char *types, const struct gaz_schema *schema, bool english) {
    gaz_json_put_value(out, (struct gaz_json_value){types, NULL, NULL});
    gaz_json_put_text(out, "title", schema->name);
    gaz_json_put_false(out, "additionalProperties");
    put_required(out, schema);
    gaz_json_open(out, "properties", '{');
    for (uint32_t i = 0; i < schema->n; i++) {
        const struct gaz_key *key = &schema->keys[i];
        gaz_json_open(out, key->name, '{');
        gaz_json_put_text(out, "description", english ? key->help_en : key->help);
        gaz_json_put_key(out, key);
        gaz_json_close(out, '}');
    }
    gaz_json_close(out, '}');
}
