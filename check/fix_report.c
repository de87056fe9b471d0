/* fix_report.c: the account of a fix. Places are those of the files as they were, as check prints them. */
#include "check/fix.h"

#include "base/data/json.h"
#include "base/diag/diag_text.h"
#include "base/diff/unified.h"
#include "base/text/visible.h"

#include <string.h>

static const char *const reasons[][3] = {
    [GAZ_LEFT_MARKS] = {"marks", "原文这里夹有标记或转义，请在文稿里改",
                        "marks or escapes stand in between: change it by hand"},
    [GAZ_LEFT_RULES] = {"rules", "几条规则改来改去，请人定", "rules undo one another: a person must say"},
    [GAZ_LEFT_STRUCTURE] = {"structure", "照这样改，这一处或别处会读成另一种结构，请在文稿里改",
                            "with this, something would be read as another structure: change it by hand"},
    [GAZ_LEFT_REFUSED] = {"refused", "这个文件没有改", "the file is left as it is"},
};

struct counts {
    unsigned n, by_rule[GAZ_N_CHECK_RULES]; /* changes; one that several rules made counts for each */
    unsigned n_left, n_to_decide;
};

static const struct gaz_fix_file *file_at(const struct gaz_fix *fix, guint i) {
    return fix->files->pdata[i];
}

static const struct gaz_change *change_at(const struct gaz_fix_file *file, guint i) {
    return &g_array_index(file->changes, struct gaz_change, i);
}

static const struct gaz_left *left_at(const struct gaz_fix_file *file, guint i) {
    return &g_array_index(file->left, struct gaz_left, i);
}

static struct counts count(const struct gaz_fix *fix) {
    struct counts counts = {0};
    for (guint i = 0; i < fix->files->len; i++) {
        const struct gaz_fix_file *file = file_at(fix, i);
        counts.n += file->changes->len;
        counts.n_left += file->left->len;
        for (guint k = 0; k < file->changes->len; k++)
            for (int rule = 0; rule < GAZ_N_CHECK_RULES; rule++)
                counts.by_rule[rule] += change_at(file, k)->rules[rule];
    }
    for (guint i = 0; i < fix->findings->list->len; i++) {
        enum gaz_check_rule rule = g_array_index(fix->findings->list, struct gaz_finding, i).rule;
        counts.n_to_decide += gaz_check_row(rule)->remedy == GAZ_REMEDY_ASK;
    }
    return counts;
}

static char *text_before(const struct gaz_fix_file *file, const struct gaz_change *change) {
    return g_strndup(file->source->text + change->begin, change->end - change->begin);
}

/* ---- for people */

static void append_diff(GString *out, const struct gaz_fix_file *file) {
    if (file->changes->len == 0) return;
    GString *now = gaz_fix_file_bytes(file);
    gaz_unified_diff(out, file->source->name,
                     (struct gaz_version){(const char *)file->bytes.data, file->bytes.size},
                     (struct gaz_version){now->str, now->len});
    g_string_free(now, TRUE);
}

static void append_rules(GString *out, const bool *rules, const char *between) {
    const char *before = "";
    for (int rule = 0; rule < GAZ_N_CHECK_RULES; rule++) {
        if (!rules[rule]) continue;
        g_string_append_printf(out, "%s%s", before, gaz_check_row(rule)->slug);
        before = between;
    }
}

static void append_change(GString *out, const struct gaz_fix_file *file, const struct gaz_change *change,
                          bool english) {
    g_autofree char *was = text_before(file, change);
    gaz_place_append(out, file->source->name, (struct gaz_span){file->source, change->begin, change->end});
    g_string_append_printf(out, english ? "\"%s\" -> \"%s\" [" : "“%s”→“%s” [", was, change->text);
    append_rules(out, change->rules, ", ");
    g_string_append(out, "]\n");
}

static void append_left(GString *out, const struct gaz_fix_file *file, const struct gaz_left *left,
                        bool english) {
    gaz_place_append(out, file->source->name, (struct gaz_span){file->source, left->at, left->at});
    g_string_append_printf(out, english ? "left: \"%s\" -> \"%s\": %s [%s]\n" : "留下：“%s”→“%s”：%s [%s]\n",
                           left->text, left->proposal, reasons[left->reason][1 + english],
                           gaz_check_row(left->rule)->slug);
}

static void append_counts(GString *out, const struct counts *counts, bool written, bool english) {
    g_string_append_printf(out, english ? "%s %u" : "%s%u处",
                           english ? (written ? "changed" : "to be changed") : (written ? "已改" : "可改"),
                           counts->n);
    const char *before = english ? " (" : "（";
    for (int rule = 0; rule < GAZ_N_CHECK_RULES; rule++) {
        if (counts->by_rule[rule] == 0) continue;
        g_string_append_printf(out, "%s%s %u", before, gaz_check_row(rule)->slug, counts->by_rule[rule]);
        before = english ? ", " : "，";
    }
    g_string_append_printf(
        out, english ? "%s, %u left; %u for a person to decide\n" : "%s，留下%u处；另有%u处要由人定\n",
        counts->n == 0 ? ""
        : english      ? ")"
                       : "）",
        counts->n_left, counts->n_to_decide);
}

void gaz_fix_report(const struct gaz_fix *fix, bool written, enum gaz_language language, GString *out) {
    bool english = language == GAZ_ENGLISH;
    struct counts counts = count(fix);
    for (guint i = 0; i < fix->files->len; i++)
        append_diff(out, file_at(fix, i));
    for (guint i = 0; i < fix->files->len; i++) {
        const struct gaz_fix_file *file = file_at(fix, i);
        for (guint k = 0; k < file->changes->len; k++)
            append_change(out, file, change_at(file, k), english);
        for (guint k = 0; k < file->left->len; k++)
            append_left(out, file, left_at(file, k), english);
    }
    append_counts(out, &counts, written, english);
}

/* ---- for programs */

static void add_place(GString *out, const struct gaz_fix_file *file, uint32_t at) {
    struct gaz_place place = gaz_source_place(file->source, at);
    g_string_append_printf(out, "{\"line\": %u, \"column\": %u", place.line, place.column);
}

static void add_change(GString *out, const struct gaz_fix_file *file, const struct gaz_change *change) {
    g_autofree char *was = text_before(file, change);
    add_place(out, file, change->begin);
    gaz_json_add_member(out, "from", was);
    gaz_json_add_member(out, "to", change->text);
    g_string_append(out, ", \"rules\": [\"");
    append_rules(out, change->rules, "\", \"");
    g_string_append(out, "\"]}");
}

static void add_left(GString *out, const struct gaz_fix_file *file, const struct gaz_left *left) {
    add_place(out, file, left->at);
    gaz_json_add_member(out, "rule", gaz_check_row(left->rule)->slug);
    gaz_json_add_member(out, "text", left->text);
    gaz_json_add_member(out, "proposal", left->proposal);
    gaz_json_add_member(out, "reason", reasons[left->reason][0]);
    g_string_append_c(out, '}');
}

static void add_file(GString *out, const struct gaz_fix_file *file, bool written) {
    g_string_append(out, "{\"file\": ");
    gaz_json_add_text(out, file->source->path);
    g_string_append_printf(out, ", \"written\": %s,\n   \"changes\": [",
                           written && file->changes->len > 0 ? "true" : "false");
    for (guint i = 0; i < file->changes->len; i++) {
        g_string_append(out, i > 0 ? ",\n    " : "\n    ");
        add_change(out, file, change_at(file, i));
    }
    g_string_append(out, "],\n   \"left\": [");
    for (guint i = 0; i < file->left->len; i++) {
        g_string_append(out, i > 0 ? ",\n    " : "\n    ");
        add_left(out, file, left_at(file, i));
    }
    g_string_append(out, "]}");
}

void gaz_fix_report_json(const struct gaz_fix *fix, bool written, GString *out) {
    struct counts counts = count(fix);
    g_string_append(out, "{\"files\": [");
    for (guint i = 0; i < fix->files->len; i++) {
        g_string_append(out, i > 0 ? ",\n  " : "\n  ");
        add_file(out, file_at(fix, i), written);
    }
    g_string_append_printf(out, "],\n \"changed\": %u, \"left\": %u, \"to_decide\": %u}\n", counts.n,
                           counts.n_left, counts.n_to_decide);
}
