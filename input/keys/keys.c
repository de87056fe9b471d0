/* keys.c: the manual's list of keys, printed from the same tables that read them. */
#include "input/input.h"

#include "input/keys/corrections.h"
#include "input/keys/front_matter.h"
#include "input/keys/manifest.h"

#include <glib.h>

static char *type_name(const struct gaz_key *key, bool english) {
    switch (key->type) {
    case GAZ_KEY_TEXT:
        return g_strdup(english ? "text" : "文字");
    case GAZ_KEY_TEXTS:
        return g_strdup(english ? "text or list" : "文字或列表");
    case GAZ_KEY_STRING:
        return g_strdup(english ? "name" : "名称");
    case GAZ_KEY_DATE:
        return g_strdup(english ? "date" : "日期");
    case GAZ_KEY_INT:
        return g_strdup_printf("%d–%d", key->min, key->max);
    case GAZ_KEY_NUMBERS:
        return g_strdup_printf("%d–%d|N-N|%s", key->min, key->max, key->choices);
    case GAZ_KEY_CHOICE:
        return g_strdup(key->choices);
    case GAZ_KEY_PAIRS:
        return g_strdup(english ? "pairs" : "名目和内容");
    case GAZ_KEY_NODE:
        return g_strdup(english ? "structure" : "结构");
    }
    return g_strdup("");
}

static void print_schema(FILE *out, const char *title, const struct gaz_schema *schema, bool english) {
    fprintf(out, "%s\n", title);
    for (uint32_t i = 0; i < schema->n; i++) {
        const struct gaz_key *key = &schema->keys[i];
        const char *required = key->required ? (english ? ", required" : "，必有") : "";
        char *type = type_name(key, english);
        fprintf(out, english ? "  %s (%s%s): %s\n" : "  %s（%s%s）：%s\n", key->name, type, required,
                english ? key->help_en : key->help);
        g_free(type);
    }
}

void gaz_input_print_keys(FILE *out, bool english) {
    print_schema(out, "issue.yaml", &gaz_manifest_schema, english);
    print_schema(out, english ? "one item of 目录" : "目录的一项", &gaz_manifest_column_schema, english);
    print_schema(out, english ? "one item of 更正" : "更正的一项", &gaz_correction_schema, english);
    print_schema(out, english ? "the front matter of a document" : "公文的文件头", &gaz_front_matter_schema,
                 english);
}
