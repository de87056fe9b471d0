/* status_json.c: see status_json.h. */
#include "archive/lock/status_json.h"

#include "archive/lock/lines.h"
#include "archive/lock/words.h"
#include "base/data/format.h"
#include "base/data/json.h"
#include "base/process/arena.h"

static void add_count(GString *out, const char *name, uint32_t n) {
    g_string_append_printf(out, ", \"%s\": %u", name, n);
}

static const char *truth(bool is_true) {
    return is_true ? "true" : "false";
}

/* ---- signatures */

static void add_signatures(GString *out, const GArray *signatures) {
    g_string_append(out, ",\n  \"signatures\": [");
    for (guint i = 0; i < signatures->len; i++) {
        const struct gaz_signature *one = &g_array_index(signatures, struct gaz_signature, i);
        g_autofree char *kinds = gaz_lock_kinds_text(one->kinds);
        g_string_append_printf(out, "%s\n    {\"round\": \"%s\"", i ? "," : "", gaz_round_names[one->round]);
        gaz_json_add_member(out, "name", one->name);
        gaz_json_add_member(out, "date", one->date);
        gaz_json_add_member(out, "kinds", kinds);
        gaz_json_add_member(out, "state", one->state);
        g_string_append_printf(out, ", \"current\": %s}", truth(one->is_current));
    }
    g_string_append(out, signatures->len ? "\n  ]" : "]");
}

/* ---- differences */

static void add_change(GString *out, const struct gaz_source *now, const struct gaz_line_change *change) {
    static const char *const names[] = {[GAZ_LINES_CHANGED] = "changed",
                                        [GAZ_LINES_ADDED] = "added",
                                        [GAZ_LINES_GONE] = "gone",
                                        [GAZ_LINES_MOVED] = "moved"};
    g_autofree char *text = change->n_now ? gaz_words_excerpt(now, change->now) : NULL;
    g_string_append_printf(out, "{\"what\": \"%s\"", names[change->kind]);
    add_count(out, "now", change->now);
    add_count(out, "now_lines", change->n_now);
    add_count(out, "then", change->then);
    add_count(out, "then_lines", change->n_then);
    if (text) gaz_json_add_member(out, "text", text);
    g_string_append_c(out, '}');
}

/* Nothing where the lock does not say how the lines were, or the file is none of lines. */
static void add_lines(GString *out, const struct gaz_lock *lock, const char *folder, const char *path) {
    struct gaz_arena *arena = gaz_arena_new();
    const char *then = gaz_facts_value(lock->lines, GAZ_FACT_LINES, path);
    const struct gaz_source *now = then ? gaz_lines_source(arena, folder, path) : NULL;
    g_autoptr(GArray) changes = now ? gaz_lines_compare(then, now) : NULL;
    if (changes) g_string_append(out, ", \"lines\": [");
    for (guint i = 0; changes && i < changes->len; i++) {
        if (i) g_string_append(out, ", ");
        add_change(out, now, &g_array_index(changes, struct gaz_line_change, i));
    }
    if (changes) g_string_append_c(out, ']');
    gaz_arena_free(arena);
}

static const char *const groups[GAZ_N_DIFFERENCE_GROUPS] = {
    [GAZ_GROUP_DOCUMENT] = "document", [GAZ_GROUP_ISSUE] = "issue", [GAZ_GROUP_STYLE] = "style",
    [GAZ_GROUP_PICTURE] = "picture",   [GAZ_GROUP_FONT] = "font",   [GAZ_GROUP_PROGRAM] = "program"};

static void add_difference(GString *out, const struct gaz_lock *lock, const struct gaz_difference *one,
                           const char *folder) {
    bool is_source = one->section == GAZ_FACT_SOURCE, is_there = one->is && *one->is != '-';
    g_string_append_printf(out, "\n    {\"group\": \"%s\", \"what\": \"%s\"",
                           groups[gaz_difference_group(one)],
                           !one->was                ? "added"
                           : is_source && !is_there ? "gone"
                           : one->is                ? "changed"
                                                    : "gone");
    gaz_json_add_member(out, is_source ? "file" : "key", one->key);
    g_string_append_printf(out, ", \"counts\": %s", truth(!one->is_excused && !one->is_idle));
    if (!is_source) gaz_json_add_member(out, "then", one->was);
    if (!is_source) gaz_json_add_member(out, "now", one->is);
    if (is_source && one->was && is_there) add_lines(out, lock, folder, one->key);
    g_string_append_c(out, '}');
}

static void add_differences(GString *out, const struct gaz_differences *d, const char *folder) {
    const char *comma = "";
    g_string_append(out, ",\n  \"differences\": [");
    for (guint i = 0; i < d->list->len; i++) {
        if (gaz_difference_is_sum(d, i)) continue;
        g_string_append(out, comma);
        add_difference(out, d->lock, &g_array_index(d->list, struct gaz_difference, i), folder);
        comma = ",";
    }
    g_string_append(out, *comma ? "\n  ]" : "]");
}

/* ---- pages */

static void add_labels(GString *out, const struct gaz_page_changes *changes, enum gaz_page_change kind,
                       const char *name) {
    const char *comma = "";
    g_string_append_printf(out, ", \"%s\": [", name);
    for (uint32_t i = 0; i < changes->n_now; i++) {
        if (changes->kind[i] != kind) continue;
        g_string_append(out, comma);
        gaz_json_add_text(out, changes->label[i]);
        comma = ", ";
    }
    g_string_append_c(out, ']');
}

static void add_pages(GString *out, const struct gaz_page_changes *changes) {
    if (!changes->known) {
        g_string_append(out, ",\n  \"pages\": null");
        return;
    }
    g_string_append_printf(out, ",\n  \"pages\": {\"then\": %u, \"now\": %u, \"same\": %u", changes->n_then,
                           changes->n_now, changes->n[GAZ_PAGE_AS_IT_WAS]);
    add_labels(out, changes, GAZ_PAGE_OTHER, "changed");
    add_labels(out, changes, GAZ_PAGE_MOVED, "moved");
    add_count(out, "gone", changes->n_gone);
    g_string_append_c(out, '}');
}

/* ---- the whole */

static void begin(GString *out, bool locked) {
    g_string_append_c(out, '{');
    gaz_format_add_members(out, GAZ_FORMAT_STATUS);
    g_string_append_printf(out, ",\n  \"locked\": %s", truth(locked));
}

void gaz_status_json_unlocked(GString *out) {
    begin(out, false);
    g_string_append(out, ", \"same\": null, \"signed\": false,\n  \"signatures\": []\n}\n");
}

void gaz_status_json(GString *out, const struct gaz_lock *lock, const struct gaz_differences *d,
                     const char *folder) {
    bool has_pages = d && d->pages.known;
    bool same = d && d->n == 0 && (!has_pages || gaz_page_changes_are_none(&d->pages));
    begin(out, true);
    g_string_append_printf(out, ", \"same\": %s, \"signed\": %s", d ? truth(same) : "null",
                           truth(gaz_signatures_hold(lock->signed_by)));
    add_signatures(out, lock->signed_by);
    if (d) add_differences(out, d, folder);
    if (d) add_pages(out, &d->pages);
    g_string_append(out, "\n}\n");
}
