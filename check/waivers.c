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

/* Whether rule, file and text are the finding's. */
static bool holds_for(const struct gaz_waiver *waiver, const struct gaz_finding *finding) {
    const char *file = finding->span.source ? finding->span.source->path : NULL;
    return strcmp(waiver->rule, gaz_check_row(finding->rule)->slug) == 0 &&
           strcmp(waiver->text, finding->text) == 0 && (!waiver->file || g_strcmp0(waiver->file, file) == 0);
}

static bool is_waived(GArray *waivers, const struct gaz_finding *finding) {
    bool waived = false;
    for (guint i = 0; i < waivers->len; i++) {
        struct gaz_waiver *waiver = &g_array_index(waivers, struct gaz_waiver, i);
        if (!holds_for(waiver, finding)) continue;
        waiver->holds = waived = true;
    }
    return waived;
}

static void report_idle(const GArray *waivers, struct gaz_diags *diags) {
    for (guint i = 0; i < waivers->len; i++) {
        const struct gaz_waiver *waiver = &g_array_index(waivers, struct gaz_waiver, i);
        if (!waiver->holds) gaz_report(diags, GAZ_D_WAIVER_IDLE, waiver->span, waiver->text, waiver->rule);
    }
}

unsigned gaz_findings_waive(struct gaz_findings *findings, const char *folder, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    GArray *waivers = g_array_new(FALSE, FALSE, sizeof(struct gaz_waiver));
    unsigned n = 0;
    read_file(arena, folder, waivers, diags);
    for (guint i = findings->list->len; waivers->len > 0 && i-- > 0;) {
        if (!is_waived(waivers, &g_array_index(findings->list, struct gaz_finding, i))) continue;
        g_array_remove_index(findings->list, i);
        n++;
    }
    report_idle(waivers, diags);
    g_array_free(waivers, TRUE);
    gaz_diags_keep(diags, arena);
    return n;
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
