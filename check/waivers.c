/* waivers.c: check-ignore.yaml beside issue.yaml: what an editor has looked at and lets stand.
 *
 *     放行:
 *       - 规则: self-name
 *         文件: 02-澄政发6号.md
 *         文字: 本意见
 *         理由: 原文如此
 *
 * A waiver holds for findings of its rule whose text is the same, in its file when it names one. One that
 * holds for nothing is told, since the text it was for has changed.
 */
#include "check/waivers.h"

#include "base/data/json_schema.h"
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/hint.h"

#include <string.h>

static const struct gaz_key waiver_keys[] = {
    {"规则", GAZ_KEY_STRING, .required = true, .offset = offsetof(struct gaz_waiver, rule),
     .help = "规则的名称，如self-name", .help_en = "the rule's slug, as self-name"},
    {"文件", GAZ_KEY_STRING, .offset = offsetof(struct gaz_waiver, file), .help = "只在这一篇；不写：各篇",
     .help_en = "in this document only; absent: in all"},
    {"文字", GAZ_KEY_NODE, .required = true, .offset = offsetof(struct gaz_waiver, node), .node = "文字",
     .help = "所指的文字，照原样", .help_en = "what was found, as it stands"},
    {"理由", GAZ_KEY_STRING, .required = true, .offset = offsetof(struct gaz_waiver, reason),
     .help = "为什么不改", .help_en = "why it stays"},
};
static const struct gaz_schema waiver_schema = {GAZ_WAIVERS_FILE "的一项", waiver_keys,
                                                G_N_ELEMENTS(waiver_keys)};

struct file_record {
    const struct gaz_yaml *list;
};
static const struct gaz_key file_keys[] = {
    {"放行", GAZ_KEY_NODE, .required = true, .offset = offsetof(struct file_record, list), .node = "放行",
     .help = "列表，每项有规则、文件、文字、理由", .help_en = "a list; each item has 规则, 文件, 文字, 理由"},
};
static const struct gaz_schema file_schema = {GAZ_WAIVERS_FILE, file_keys, G_N_ELEMENTS(file_keys)};

/* ---- the file */

bool gaz_check_is_rule(const char *slug) {
    for (int i = 0; i < GAZ_N_CHECK_RULES; i++)
        if (strcmp(gaz_check_row(i)->slug, slug) == 0) return true;
    return false;
}

static void report_rule(const struct gaz_waiver *waiver, struct gaz_diags *diags) {
    const char *slugs[GAZ_N_CHECK_RULES];
    for (int i = 0; i < GAZ_N_CHECK_RULES; i++)
        slugs[i] = gaz_check_row(i)->slug;
    struct gaz_hint hint = gaz_hint_for(waiver->rule, slugs, GAZ_N_CHECK_RULES);
    gaz_report(diags, GAZ_D_WAIVER_RULE, waiver->span, waiver->rule, hint.chinese, hint.english);
    gaz_hint_clear(&hint);
}

static void read_waiver(struct gaz_arena *arena, const struct gaz_yaml *map, GArray *waivers,
                        struct gaz_diags *diags) {
    struct gaz_waiver waiver = {.span = map->span};
    if (map->kind != GAZ_YAML_MAP) {
        gaz_report(diags, GAZ_D_WAIVER_FORM, map->span, NULL);
        return;
    }
    gaz_schema_read(arena, &waiver_schema, map, &waiver, diags);
    if (!waiver.rule || !waiver.node || !waiver.reason) return; /* said */
    if (waiver.node->kind != GAZ_YAML_SCALAR) {
        gaz_report(diags, GAZ_D_WAIVER_FORM, waiver.node->span, NULL);
        return;
    }
    waiver.text = waiver.node->scalar;
    if (gaz_check_is_rule(waiver.rule))
        g_array_append_val(waivers, waiver);
    else
        report_rule(&waiver, diags);
}

const struct gaz_yaml *gaz_waivers_read(struct gaz_arena *arena, const struct gaz_source *source,
                                        GArray *waivers, struct gaz_diags *diags) {
    const struct gaz_yaml *map = gaz_yaml_read(arena, source, 0, source->size, diags);
    if (!map) return NULL;
    struct file_record record = {0};
    gaz_schema_read(arena, &file_schema, map, &record, diags);
    if (!record.list) return NULL;
    if (record.list->kind != GAZ_YAML_LIST) gaz_report(diags, GAZ_D_WAIVER_FORM, record.list->span, NULL);
    for (uint32_t i = 0; record.list->kind == GAZ_YAML_LIST && i < record.list->n; i++)
        read_waiver(arena, record.list->items[i], waivers, diags);
    return record.list;
}

static void read_file(struct gaz_arena *arena, const char *folder, GArray *waivers, struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(folder, GAZ_WAIVERS_FILE, NULL);
    if (!gaz_file_may_exist(path)) return;
    const struct gaz_source *source =
        gaz_source_read_below(arena, folder, GAZ_WAIVERS_FILE, (struct gaz_span){0}, diags);
    if (source) gaz_waivers_read(arena, source, waivers, diags);
}

/* ---- what it waives */

/* What tells waivers from one another: the rule, the file (NULL: any), the text. Freed with g_free. */
static char *key_of(const char *rule, const char *file, const char *text) {
    return g_strdup_printf("%s %zu %s%s", rule, file ? strlen(file) + 1 : 0, file ? file : "", text);
}

/* The waivers by their keys; of equal ones the first stands for all. */
static GHashTable *table_of(GArray *waivers) {
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < waivers->len; i++) {
        struct gaz_waiver *waiver = &g_array_index(waivers, struct gaz_waiver, i);
        char *key = key_of(waiver->rule, waiver->file, waiver->text);
        if (g_hash_table_contains(table, key))
            g_free(key);
        else
            g_hash_table_insert(table, key, waiver);
    }
    return table;
}

static struct gaz_waiver *look_up(GHashTable *table, const char *rule, const char *file, const char *text) {
    g_autofree char *key = key_of(rule, file, text);
    return g_hash_table_lookup(table, key);
}

/* By a waiver for its file or by one for any; both hold. */
static bool is_waived(GHashTable *table, const struct gaz_finding *finding) {
    const char *slug = gaz_check_row(finding->rule)->slug;
    const char *file = finding->span.source ? finding->span.source->path : NULL;
    struct gaz_waiver *of_file = file ? look_up(table, slug, file, finding->text) : NULL,
                      *of_any = look_up(table, slug, NULL, finding->text);
    if (of_file) of_file->holds = true;
    if (of_any) of_any->holds = true;
    return of_file || of_any;
}

static void report_idle(const GArray *waivers, GHashTable *table, struct gaz_diags *diags) {
    for (guint i = 0; i < waivers->len; i++) {
        const struct gaz_waiver *waiver = &g_array_index(waivers, struct gaz_waiver, i);
        if (!look_up(table, waiver->rule, waiver->file, waiver->text)->holds)
            gaz_report(diags, GAZ_D_WAIVER_IDLE, waiver->span, waiver->text, waiver->rule);
    }
}

unsigned gaz_findings_waive(struct gaz_findings *findings, const char *folder, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    GArray *waivers = g_array_new(FALSE, FALSE, sizeof(struct gaz_waiver));
    guint n = findings->list->len, n_left = 0;
    read_file(arena, folder, waivers, diags);
    g_autoptr(GHashTable) table = table_of(waivers);
    for (guint i = 0; waivers->len > 0 && i < n; i++) {
        struct gaz_finding *finding = &g_array_index(findings->list, struct gaz_finding, i), was = *finding;
        if (is_waived(table, finding)) continue;
        struct gaz_finding *to = &g_array_index(findings->list, struct gaz_finding, n_left++);
        *finding = *to; /* what is waived comes behind what stays, and is freed there */
        *to = was;
    }
    if (waivers->len > 0) g_array_set_size(findings->list, n_left);
    report_idle(waivers, table, diags);
    g_array_free(waivers, TRUE);
    gaz_diags_keep(diags, arena);
    return n - findings->list->len;
}

/* ---- for editors */

static char *rule_names(void) {
    g_autoptr(GString) names = g_string_new(NULL);
    for (int i = 0; i < GAZ_N_CHECK_RULES; i++)
        g_string_append_printf(names, "%s%s", i ? "|" : "", gaz_check_row(i)->slug);
    return g_strdup(names->str);
}

/* 规则 is a name that there is: a choice to an editor. */
static void put_waiver(GString *out, bool english) {
    g_autofree char *names = rule_names();
    struct gaz_key keys[G_N_ELEMENTS(waiver_keys)];
    const struct gaz_schema schema = {waiver_schema.name, keys, G_N_ELEMENTS(keys)};
    memcpy(keys, waiver_keys, sizeof keys);
    keys[0].type = GAZ_KEY_CHOICE;
    keys[0].choices = names;
    gaz_json_put_map(out, "object", &schema, english);
}

void gaz_waivers_put_definitions(GString *out, bool english) {
    gaz_json_open(out, GAZ_WAIVERS_FILE, '{');
    gaz_json_put_map(out, "object", &file_schema, english);
    gaz_json_close(out, '}');
    gaz_json_open(out, file_keys[0].node, '{');
    gaz_json_put_value(out, (struct gaz_json_value){"array", NULL, "应为列表"});
    gaz_json_open(out, "items", '{');
    put_waiver(out, english);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    gaz_json_open(out, waiver_keys[2].node, '{');
    gaz_json_put_value(out, (struct gaz_json_value){GAZ_JSON_TEXT, NULL, "应为一段文字"});
    gaz_json_close(out, '}');
}
