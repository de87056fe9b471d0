/* style_json.c: the tables of a style told to editors (base/data/json_schema.h): a value where it may stand,
 * in its group or with a dot; what the style gbt9704 has for it is what an editor proposes.
 */
#include "styles/style_layers.h"

#include "base/data/json_schema.h"

#include <string.h>

static void open_schema(GString *out, const char *key, const char *types, const char *wrong) {
    gaz_json_open(out, key, '{');
    gaz_json_put_value(out, (struct gaz_json_value){types, NULL, wrong});
}

/* ---- one value */

/* A text; of numbers nothing alone needs no unit. */
static void put_length(GString *out, const char *types) {
    static const char wrong[] = "应为带单位的长度，如37mm、10.5磅、2字、5/3行、三号；或自动、0";
    g_autoptr(GString) pattern = g_string_new(NULL);
    gaz_measure_append_pattern(pattern);
    gaz_json_put_value(out, (struct gaz_json_value){types, pattern->str, wrong});
    gaz_json_open(out, "if", '{');
    gaz_json_put_text(out, "type", "number");
    gaz_json_close(out, '}');
    gaz_json_open(out, "then", '{');
    gaz_json_put_int(out, "const", 0);
    gaz_json_put_text(out, "errorMessage", wrong);
    gaz_json_close(out, '}');
}

static void put_ink(GString *out, const char *types) {
    gaz_json_put_value(out, (struct gaz_json_value){types, "^(#[0-9A-Fa-f]{6}|[^#].*)$",
                                                    "应为油墨的名称，或带引号的\"#RRGGBB\""});
}

static void put_count(GString *out, const struct gaz_style_key *key) {
    g_autofree char *wrong = g_strdup_printf("应为%d至%d的整数", key->low, key->high);
    gaz_json_put_value(out, (struct gaz_json_value){"string|integer", "^[0-9]+$", wrong});
    gaz_json_put_int(out, "minimum", key->low);
    gaz_json_put_int(out, "maximum", key->high);
}

static void put_form(GString *out, const struct gaz_style_key *key) {
    switch (key->kind) {
    case GAZ_STYLE_KIND_LENGTH:
        put_length(out, "string|number");
        break;
    case GAZ_STYLE_KIND_COUNT:
        put_count(out, key);
        break;
    case GAZ_STYLE_KIND_SWITCH:
        gaz_json_put_choices(out, "是|否", false);
        break;
    case GAZ_STYLE_KIND_CHOICE:
        gaz_json_put_choices(out, key->choices, false);
        break;
    case GAZ_STYLE_KIND_INK:
        put_ink(out, GAZ_JSON_TEXT);
        break;
    case GAZ_STYLE_KIND_STRING:
        gaz_json_put_value(out, (struct gaz_json_value){GAZ_JSON_TEXT_OR_NONE, NULL, "应为一段文字"});
        break;
    }
}

static void put_description(GString *out, const struct gaz_style_key *key) {
    g_autoptr(GString) text = g_string_new(key->help);
    if (key->kind == GAZ_STYLE_KIND_LENGTH)
        g_string_append_printf(text, "（长度，%d至%d磅）", key->low, key->high);
    if (*key->clause) g_string_append_printf(text, " [%s]", key->clause);
    gaz_json_put_text(out, "description", text->str);
}

static void put_key(GString *out, int i, const struct gaz_style *usual) {
    const struct gaz_style_key *key = &gaz_style_keys[i];
    gaz_json_open(out, key->name, '{');
    put_description(out, key);
    put_form(out, key);
    if (usual && usual->layers->values[i])
        gaz_json_put_text(out, "default", usual->layers->values[i]->scalar);
    gaz_json_close(out, '}');
}

/* ---- groups */

static bool is_grouped(int i) {
    return strchr(gaz_style_keys[i].name, '.') != NULL;
}

/* The key is the first of its group, whose keys stand together; *group is freed with g_free. */
static bool begins_group(int i, char **group) {
    const char *name = gaz_style_keys[i].name;
    size_t n = strcspn(name, ".");
    *group = g_strndup(name, n);
    return is_grouped(i) && (i == 0 || strncmp(gaz_style_keys[i - 1].name, name, n + 1) != 0);
}

static void put_members(GString *out, const char *prefix, bool *has_switch) {
    gaz_json_open(out, "properties", '{');
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++) {
        const char *name = gaz_style_keys[i].name;
        if (!g_str_has_prefix(name, prefix)) continue;
        *has_switch |= strcmp(name + strlen(prefix), "有") == 0;
        gaz_json_put_reference(out, name + strlen(prefix), name);
    }
    gaz_json_close(out, '}');
}

/* 接排: 是 says no more than 接排: {有: 是}. */
static void put_group(GString *out, const char *group) {
    static const struct gaz_json_value map = {"object", NULL, NULL},
                                       either = {"object|string", "^(是|否)$", NULL};
    bool has_switch = false;
    g_autofree char *prefix = g_strconcat(group, ".", NULL);
    gaz_json_open(out, group, '{');
    put_members(out, prefix, &has_switch);
    gaz_json_put_value(out, has_switch ? either : map);
    gaz_json_put_false(out, "additionalProperties");
    gaz_json_close(out, '}');
}

static void put_groups(GString *out) {
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++) {
        g_autofree char *group = NULL;
        if (begins_group(i, &group)) put_group(out, group);
    }
}

/* ---- where they may stand */

static bool is_allowed(const char *name, bool is_document) {
    return !is_document || !g_str_has_prefix(name, GAZ_STYLE_PRESS);
}

/* 版心: {上: …}, 每行字数: … */
static void put_named(GString *out, bool is_document) {
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++) {
        g_autofree char *group = NULL;
        const char *name = gaz_style_keys[i].name;
        if (!is_allowed(name, is_document)) continue;
        if (begins_group(i, &group))
            gaz_json_put_reference(out, group, group);
        else if (!is_grouped(i))
            gaz_json_put_reference(out, name, name);
    }
}

/* 版心.上: … as patterns, so that no editor proposes everything twice. */
static void put_dotted(GString *out, bool is_document) {
    gaz_json_open(out, "patternProperties", '{');
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++) {
        const char *name = gaz_style_keys[i].name;
        if (!is_grouped(i) || !is_allowed(name, is_document)) continue;
        g_autofree char *pattern =
            g_strdup_printf("^%.*s\\.%s$", (int)strcspn(name, "."), name, strchr(name, '.') + 1);
        gaz_json_put_reference(out, pattern, name);
    }
    gaz_json_close(out, '}');
}

static void put_special(GString *out, enum gaz_style_special special) {
    const char *name = gaz_style_special_names[special];
    g_autofree char *definition = g_strconcat("样式的", name, NULL);
    gaz_json_put_reference(out, name, definition);
}

static void put_whole(GString *out, bool is_document) {
    open_schema(out, is_document ? "版面" : "样式", is_document ? "object|null" : "object", NULL);
    gaz_json_put_text(out, "title", is_document ? "版面" : "样式");
    gaz_json_put_false(out, "additionalProperties");
    gaz_json_open(out, "properties", '{');
    for (int i = 0; i < GAZ_N_STYLE_SPECIALS; i++)
        if (i == GAZ_STYLE_ROLES || !is_document) put_special(out, (enum gaz_style_special)i);
    put_named(out, is_document);
    gaz_json_close(out, '}');
    put_dotted(out, is_document);
    gaz_json_close(out, '}');
}

/* ---- 文字, 字体, 油墨, 格式, and the rest that is no value */

static void put_attribute(GString *out, enum gaz_role_attribute attribute) {
    gaz_json_open(out, gaz_role_attribute_names[attribute], '{');
    switch (attribute) {
    case GAZ_ATTRIBUTE_FAMILY:
    case GAZ_ATTRIBUTE_LATIN:
        gaz_json_put_value(out, (struct gaz_json_value){GAZ_JSON_TEXT, NULL, "应为“字体”中的一种"});
        break;
    case GAZ_ATTRIBUTE_SIZE:
    case GAZ_ATTRIBUTE_TRACKING:
        put_length(out, "string|number");
        break;
    case GAZ_ATTRIBUTE_INK:
        put_ink(out, GAZ_JSON_TEXT);
        break;
    case GAZ_N_ATTRIBUTES:
        break;
    }
    gaz_json_close(out, '}');
}

static void put_roles(GString *out) {
    open_schema(out, "角色的样子", "object", NULL);
    gaz_json_put_false(out, "additionalProperties");
    gaz_json_open(out, "properties", '{');
    for (int i = 0; i < GAZ_N_ATTRIBUTES; i++)
        put_attribute(out, (enum gaz_role_attribute)i);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    open_schema(out, "样式的文字", "object", NULL);
    gaz_json_put_text(out, "description", "各种文字的字体、西文、字号、颜色、字距");
    gaz_json_put_false(out, "additionalProperties");
    gaz_json_open(out, "properties", '{');
    for (int i = 0; i < GAZ_N_ROLES; i++) {
        gaz_json_open(out, gaz_role_names[i], '{');
        gaz_json_put_text(out, "description", gaz_role_helps[i]);
        gaz_json_put_definition(out, "角色的样子");
        gaz_json_close(out, '}');
    }
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

static void put_families(GString *out, bool english) {
    open_schema(out, "样式的字体", "object", NULL);
    gaz_json_put_text(out, "description", "字体的种类：各用哪些字体文件，依次查找");
    gaz_json_open(out, "additionalProperties", '{');
    gaz_json_put_map(out, "object", &gaz_style_face_schema, english);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

static void put_ink_attribute(GString *out, enum gaz_ink_attribute attribute) {
    static const struct gaz_json_value forms[GAZ_N_INK_ATTRIBUTES] = {
        [GAZ_INK_SCREEN] = {"string", "^#[0-9A-Fa-f]{6}$", "应为带引号的\"#RRGGBB\""},
        [GAZ_INK_PROCESS] = {"string",
                             "^(?!.*([CMYK]).*\\1) *[CMYK]0*(100|[0-9]{1,2})( +[CMYK]0*(100|[0-9]{1,2}))* *$",
                             "应为C、M、Y、K各自的百分数，如M80 Y80；不写的为0"},
        [GAZ_INK_SPOT] = {GAZ_JSON_TEXT_OR_NONE, NULL, "应为专色版的名称"},
    };
    gaz_json_open(out, gaz_ink_attribute_names[attribute], '{');
    gaz_json_put_value(out, forms[attribute]);
    gaz_json_close(out, '}');
}

static void put_inks(GString *out) {
    open_schema(out, "样式的油墨", "object", NULL);
    gaz_json_put_text(out, "description", "油墨，各有一个名称，写“颜色”时用");
    gaz_json_open(out, "propertyNames", '{');
    gaz_json_put_text(out, "pattern", "^[^#]");
    gaz_json_close(out, '}');
    open_schema(out, "additionalProperties", "object", NULL);
    gaz_json_put_false(out, "additionalProperties");
    gaz_json_open(out, "properties", '{');
    for (int i = 0; i < GAZ_N_INK_ATTRIBUTES; i++)
        put_ink_attribute(out, (enum gaz_ink_attribute)i);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

/* A form may have what a document may. */
static void put_forms(GString *out) {
    open_schema(out, "样式的格式", "object", NULL);
    gaz_json_put_text(out, "description", "令、信函、纪要、公告各自的值");
    gaz_json_put_false(out, "additionalProperties");
    gaz_json_open(out, "properties", '{');
    for (int i = 0; i < GAZ_N_FORMS; i++)
        gaz_json_put_reference(out, gaz_form_names[i], "版面");
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

static void put_words(GString *out) {
    open_schema(out, "样式的词表", "array", "应为一列词，如[词, 词]");
    gaz_json_put_text(out, "description", "标题和目录里不拆开的词");
    gaz_json_open(out, "items", '{');
    gaz_json_put_value(out, (struct gaz_json_value){GAZ_JSON_TEXT, "^(?!.*\\.txt$)", "应为词，不是文件"});
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

static void put_heads(GString *out) {
    static const struct gaz_json_value one = {GAZ_JSON_TEXT_OR_NONE, NULL, "应为一个样式的名称"},
                                       title = {GAZ_JSON_TEXT_OR_NONE, NULL, "应为一段文字"},
                                       folders = {GAZ_JSON_TEXT_OR_NONE "|array", NULL,
                                                  "应为文件夹，或几个的列表"};
    gaz_json_open(out, "样式的继承", '{');
    gaz_json_put_text(out, "description", "没有写的值从哪个样式来：styles/里的名称，或.yaml文件");
    gaz_json_put_value(out, one);
    gaz_json_close(out, '}');
    gaz_json_open(out, "样式的名称", '{');
    gaz_json_put_text(out, "description", "样式的名称，给人看");
    gaz_json_put_value(out, title);
    gaz_json_close(out, '}');
    gaz_json_open(out, "样式的字体文件夹", '{');
    gaz_json_put_text(out, "description", "先在这些文件夹里找字体");
    gaz_json_put_value(out, folders);
    gaz_json_open(out, "items", '{');
    gaz_json_put_value(out, title);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

/* ---- what the keys of tables name */

static void put_cover_values(GString *out) {
    g_autoptr(GString) roles = g_string_new(NULL);
    for (int i = 0; i < GAZ_N_ROLES; i++)
        g_string_append_printf(roles, "%s%s", i ? "|" : "", gaz_role_names[i]);
    gaz_json_open(out, "长度", '{');
    put_length(out, "string|number|null");
    gaz_json_close(out, '}');
    gaz_json_open(out, "颜色", '{');
    put_ink(out, GAZ_JSON_TEXT_OR_NONE);
    gaz_json_close(out, '}');
    gaz_json_open(out, "文字值", '{');
    gaz_json_put_value(out, (struct gaz_json_value){GAZ_JSON_TEXT_OR_NONE, NULL, "应为一个值"});
    gaz_json_close(out, '}');
    gaz_json_open(out, "角色", '{');
    gaz_json_put_choices(out, roles->str, true);
    gaz_json_close(out, '}');
}

void gaz_style_put_definitions(GString *out, const struct gaz_style *usual, bool english) {
    put_whole(out, false);
    put_whole(out, true);
    put_groups(out);
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
        put_key(out, i, usual);
    put_roles(out);
    put_families(out, english);
    put_inks(out);
    put_forms(out);
    put_words(out);
    put_heads(out);
    put_cover_values(out);
    gaz_style_put_cover_definitions(out, english);
}
