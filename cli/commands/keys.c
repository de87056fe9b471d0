/* keys.c: gongbao keys: the tables of keys for people, for editors as JSON Schema, and the kinds of document
 * as snippets.
 */
#include "cli/commands.h"
#include "cli/manual.h"
#include "cli/say.h"

#include "base/data/json_schema.h"
#include "base/file/file.h"
#include "check/check.h"
#include "editing/editing.h"
#include "input/input.h"
#include "styles/styles.h"

#include <string.h>

/* ---- one file of schema: a reference to one of the definitions that follow */

/* What an editor proposes for the values of a style: those of the first of them all. NULL: it is not to be
 * had. */
static struct gaz_style *usual_style(void) {
    g_autofree char *data = gaz_data_folder();
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_style *style = gaz_style_load("gbt9704", data, data, (struct gaz_span){0}, diags);
    gaz_diags_free(diags);
    return style;
}

static void put_style(GString *out, bool english) {
    struct gaz_style *usual = usual_style();
    gaz_style_put_definitions(out, usual, english);
    if (usual) gaz_style_free(usual);
}

static void put_front(GString *out, bool english) {
    gaz_input_put_front_definitions(out, english);
    put_style(out, english);
}

static void put_organs(GString *out, bool english) {
    gaz_house_put_definitions(out, GAZ_HOUSE_ORGANS, english);
}

static void put_people(GString *out, bool english) {
    gaz_house_put_definitions(out, GAZ_HOUSE_PEOPLE, english);
}

static void put_words(GString *out, bool english) {
    gaz_house_put_definitions(out, GAZ_HOUSE_WORDS, english);
}

/* in the order of GAZ_SCHEMA_NAMES */
static const struct {
    const char *root;
    void (*put)(GString *out, bool english);
} schemas[] = {
    {"issue.yaml", gaz_input_put_issue_definitions},
    {"文件头", put_front},
    {"样式", put_style},
    {"机关.yaml", put_organs},
    {"人名.yaml", put_people},
    {"用词.yaml", put_words},
    {GAZ_WAIVERS_FILE, gaz_waivers_put_definitions},
};

static int find_schema(const char *name) {
    g_auto(GStrv) names = g_strsplit(GAZ_SCHEMA_NAMES, "|", -1);
    for (size_t i = 0; names[i] && i < G_N_ELEMENTS(schemas); i++)
        if (strcmp(names[i], name) == 0) return (int)i;
    return -1;
}

static int print_schema(const struct gaz_cli *cli, const char *name) {
    g_autoptr(GString) out = g_string_new(NULL);
    int which = find_schema(name);
    if (which < 0)
        return gaz_usage_error(cli,
                               gaz_pick(cli, "--json-schema=%s：应是" GAZ_SCHEMA_NAMES,
                                        "--json-schema=%s: one of " GAZ_SCHEMA_NAMES),
                               name);
    gaz_json_open(out, NULL, '{');
    gaz_json_put_text(out, "$schema", "http://json-schema.org/draft-07/schema#");
    gaz_json_put_text(out, "title", schemas[which].root);
    gaz_json_put_definition(out, schemas[which].root);
    gaz_json_open(out, "definitions", '{');
    schemas[which].put(out, cli->language == GAZ_ENGLISH);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    fprintf(stdout, "%s\n", out->str);
    return GAZ_EXIT_OK;
}

/* ---- the command */

static int print_snippets(void) {
    g_autoptr(GString) out = g_string_new(NULL);
    gaz_templates_put_snippets(out);
    fputs(out->str, stdout);
    return GAZ_EXIT_OK;
}

int gaz_keys_run(struct gaz_cli *cli) {
    bool english = cli->language == GAZ_ENGLISH;
    if (cli->schema_of || cli->json_schema)
        return print_schema(cli, cli->schema_of ? cli->schema_of : "issue");
    if (cli->snippets) return print_snippets();
    if (cli->argument) return gaz_manual_key(cli, cli->argument);
    gaz_input_print_keys(stdout, english);
    fputc('\n', stdout);
    gaz_style_print_keys(stdout, english);
    return GAZ_EXIT_OK;
}
