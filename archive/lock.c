/* lock.c: issue.lock: written when an issue is signed for printing, compared when it is made again. */
#include "archive/archive.h"

#include "archive/facts.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/format.h"
#include "gazette.h"

#include <string.h>

static const char remark[] =
    "# issue.lock：本期付印时由哪些文稿、样式、字体排成，成品是什么（SHA-256）。由gongbao "
    "lock写出，请勿手改。\n"
    "# What this issue was made of when it was signed for printing, and what came of it. Written by gongbao "
    "lock.\n";

static char *facts_text(const struct gaz_gazette *gazette, GBytes *pdf) {
    GString *text = g_string_new(NULL);
    gaz_facts_add_causes(text, gazette, GAZ_FACES_OPEN, NULL);
    gaz_facts_add_result(text, gazette->pages, pdf);
    return g_string_free(text, FALSE);
}

static char *lock_text(const struct gaz_gazette *gazette, GBytes *pdf) {
    GString *text = g_string_new(NULL);
    g_autofree char *facts = facts_text(gazette, pdf);
    gaz_format_add_line(text, GAZ_FORMAT_LOCK);
    g_string_append_printf(text, "%s%s", remark, facts);
    return g_string_free(text, FALSE);
}

/* Without the line of the program's commit. Freed with g_free. */
static char *without_commit(const char *text) {
    const char *line = strstr(text, "\n" GAZ_FACT_COMMIT " = ");
    const char *end = line ? strchr(line + 1, '\n') : NULL;
    return end ? g_strdup_printf("%.*s%s", (int)(line - text), text, end) : g_strdup(text);
}

/* One of format 0 lacks the first line. */
static bool is_same_lock(const char *there, const char *now) {
    g_autofree char *one = without_commit(there), *two = without_commit(now);
    return strcmp(one, two) == 0 || strcmp(one, strchr(two, '\n') + 1) == 0;
}

enum gaz_locked gaz_lock_write(const struct gaz_gazette *gazette, GBytes *pdf, bool force,
                               struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(gazette->issue->folder, GAZ_LOCK_FILE, NULL);
    g_autofree char *text = lock_text(gazette, pdf);
    g_autofree char *there = NULL;
    if (g_file_get_contents(path, &there, NULL, NULL)) {
        if (is_same_lock(there, text)) return GAZ_LOCK_AS_IT_WAS;
        if (!force) gaz_report_file(diags, GAZ_D_LOCK_THERE, path, NULL);
        if (!force) return GAZ_LOCK_FAILED;
    }
    return gaz_file_write(path, text, strlen(text), diags) ? GAZ_LOCK_WRITTEN : GAZ_LOCK_FAILED;
}

/* ---- comparing */

struct comparison {
    const struct gaz_source *source;
    struct gaz_diags *diags;
    unsigned n;
};

/* Another commit of the program is worth knowing where something else differs, and no difference by itself.
 * An earlier lock names none. */
static void note_commit(const struct comparison *comparison, const struct gaz_fact *before,
                        const struct gaz_fact *after) {
    if (!before || !after) return;
    struct gaz_span line = {comparison->source, before->begin, before->end};
    gaz_report(comparison->diags, GAZ_D_LOCK_COMMIT, line, before->value, after->value);
}

static void report_difference(void *context, const struct gaz_fact *before, const struct gaz_fact *after) {
    static const enum gaz_code codes[GAZ_N_FACT_SECTIONS] = {
        [GAZ_FACT_PROGRAM] = GAZ_D_LOCK_PROGRAM, [GAZ_FACT_STYLE] = GAZ_D_LOCK_STYLE,
        [GAZ_FACT_FONT] = GAZ_D_LOCK_FONT,       [GAZ_FACT_SOURCE] = GAZ_D_LOCK_SOURCE,
        [GAZ_FACT_RESULT] = GAZ_D_LOCK_RESULT,
    };
    struct comparison *comparison = context;
    const struct gaz_fact *any = before ? before : after;
    if (strcmp(any->key, GAZ_FACT_COMMIT) == 0 && any->section == GAZ_FACT_PROGRAM) {
        note_commit(comparison, before, after);
        return;
    }
    const char *was = before ? before->value : "—", *is = after ? after->value : "—";
    comparison->n++;
    if (before)
        gaz_report(comparison->diags, codes[any->section],
                   ((struct gaz_span){comparison->source, before->begin, before->end}), any->key, was, is);
    else
        gaz_report_file(comparison->diags, codes[any->section], comparison->source->name, any->key, was, is);
}

/* The lock as a source, so that a difference has a line. NULL after a report. */
static const struct gaz_source *read_lock(struct gaz_arena *arena, const char *folder,
                                          struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(folder, GAZ_LOCK_FILE, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return gaz_source_read_below(arena, folder, GAZ_LOCK_FILE, (struct gaz_span){0}, diags);
    gaz_report_file(diags, GAZ_D_LOCK_MISSING, path, NULL);
    return NULL;
}

static bool compare(const struct gaz_source *source, char *now, struct gaz_diags *diags) {
    g_autofree char *then = g_strdup(source->text);
    uint32_t wrong, none;
    struct gaz_format_head head;
    if (!gaz_format_read(&head, source, 1u << GAZ_FORMAT_LOCK, diags)) return false;
    GArray *before = gaz_facts_read(then, head.size, &wrong);
    GArray *after = gaz_facts_read(now, 0, &none);
    struct comparison comparison = {source, diags, 0};
    if (wrong != GAZ_NOWHERE) gaz_report(diags, GAZ_D_LOCK_LINE, gaz_span_at(source, wrong), NULL);
    gaz_facts_compare(before, after, report_difference, &comparison);
    g_array_free(before, TRUE);
    g_array_free(after, TRUE);
    return wrong == GAZ_NOWHERE && comparison.n == 0;
}

bool gaz_lock_compare(const struct gaz_gazette *gazette, GBytes *pdf, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    gaz_diags_keep(diags, arena);
    const struct gaz_source *source = read_lock(arena, gazette->issue->folder, diags);
    if (!source) return false;
    g_autofree char *now = facts_text(gazette, pdf);
    return compare(source, now, diags);
}
