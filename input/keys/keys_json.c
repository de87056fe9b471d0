/* keys_json.c: issue.yaml and the front matter told to editors, from the tables that read them. */
#include "input/input.h"

#include "base/data/json_schema.h"
#include "input/keys/corrections.h"
#include "input/keys/front_matter.h"
#include "input/keys/manifest.h"
#include "input/keys/mark.h"

#include <string.h>

static void put_file(GString *out, const char *name, const char *types) {
    static const char pattern[] = "\\.[mM][dD]$";
    gaz_json_open(out, name, '{');
    gaz_json_put_value(out, (struct gaz_json_value){types, pattern, "应为本期文件夹里的.md文件"});
    if (strstr(types, "array")) {
        gaz_json_open(out, "items", '{');
        gaz_json_put_value(out, (struct gaz_json_value){"string", pattern, "应为本期文件夹里的.md文件"});
        gaz_json_close(out, '}');
    }
    gaz_json_close(out, '}');
}

void gaz_input_put_issue_definitions(GString *out, bool english) {
    gaz_json_open(out, "issue.yaml", '{');
    gaz_json_put_map(out, "object", &gaz_manifest_schema, english);
    gaz_json_close(out, '}');
    gaz_json_open(out, "目录", '{');
    gaz_json_put_value(out, (struct gaz_json_value){"array", NULL, "应为列表，每项有栏目和文件"});
    gaz_json_put_int(out, "minItems", 1);
    gaz_json_open(out, "items", '{');
    gaz_json_put_map(out, "object", &gaz_manifest_column_schema, english);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    put_file(out, "文件", "string|array");
    put_file(out, "简介", "string|null");
}

/* ---- the front matter */

/* A title there must be, or a letterhead with a 格式, or one whose end says it. */
static void open_way(GString *out, const char *key, const char *also) {
    gaz_json_open(out, NULL, '{');
    gaz_json_open(out, "required", '[');
    gaz_json_put_text(out, NULL, key);
    if (also) gaz_json_put_text(out, NULL, also);
    gaz_json_close(out, ']');
}

static void put_way_by_title(GString *out) {
    static const struct gaz_key title = {.name = "标题", .type = GAZ_KEY_TEXT, .required = true};
    open_way(out, title.name, NULL);
    gaz_json_open(out, "properties", '{');
    gaz_json_open(out, title.name, '{');
    gaz_json_put_key(out, &title);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

static void put_way_by_form(GString *out) {
    g_autoptr(GString) forms = g_string_new(NULL);
    g_auto(GStrv) choices = g_strsplit(GAZ_FORM_CHOICES, "|", -1);
    for (int i = 0; choices[i]; i++)
        if (!gaz_form_needs_title(gaz_mark_chosen_form(i)))
            g_string_append_printf(forms, "%s%s", forms->len ? "|" : "", choices[i]);
    open_way(out, "发文机关标志", "格式");
    gaz_json_open(out, "properties", '{');
    gaz_json_open(out, "格式", '{');
    gaz_json_put_choices(out, forms->str, false);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

static void put_way_by_mark(GString *out) {
    g_autoptr(GString) pattern = g_string_new("(");
    for (const struct gaz_mark_end *end = gaz_mark_ends; end->end; end++)
        if (!gaz_form_needs_title(end->form))
            g_string_append_printf(pattern, "%s%s", pattern->len > 1 ? "|" : "", end->end);
    g_string_append(pattern, ")$");
    open_way(out, "发文机关标志", NULL);
    gaz_json_open(out, "properties", '{');
    gaz_json_open(out, "发文机关标志", '{');
    gaz_json_put_value(out, (struct gaz_json_value){"string", pattern->str, NULL});
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    gaz_json_open(out, "not", '{');
    gaz_json_open(out, "required", '[');
    gaz_json_put_text(out, NULL, "格式");
    gaz_json_close(out, ']');
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

/* The table with no key that must be there: which one must is told by the ways. Freed with g_free. */
static struct gaz_key *keys_without_title(const struct gaz_schema *schema) {
    struct gaz_key *keys = g_memdup2(schema->keys, schema->n * sizeof *keys);
    for (uint32_t i = 0; i < schema->n; i++)
        if (strcmp(keys[i].name, "标题") == 0) keys[i].required = false;
    return keys;
}

void gaz_input_put_front_definitions(GString *out, bool english) {
    g_autofree struct gaz_key *keys = keys_without_title(&gaz_front_matter_schema);
    const struct gaz_schema schema = {gaz_front_matter_schema.name, keys, gaz_front_matter_schema.n};
    gaz_json_open(out, "文件头", '{');
    gaz_json_put_map(out, "object", &schema, english);
    gaz_json_open(out, "anyOf", '[');
    put_way_by_title(out);
    put_way_by_form(out);
    put_way_by_mark(out);
    gaz_json_close(out, ']');
    gaz_json_close(out, '}');
    gaz_json_open(out, "更正", '{');
    gaz_json_put_map(out, "object|array|null", &gaz_correction_schema, english);
    gaz_json_open(out, "items", '{');
    gaz_json_put_map(out, "object", &gaz_correction_schema, english);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}
