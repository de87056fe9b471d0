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

/* `version`: of the format. */
static char *facts_text(const struct gaz_gazette *gazette, GBytes *pdf, unsigned version) {
    GString *text = g_string_new(NULL);
    gaz_facts_add_causes(text, gazette, GAZ_FACES_OPEN, NULL, version);
    gaz_facts_add_result(text, gazette->pages, pdf);
    return g_string_free(text, FALSE);
}

static char *lock_text(const struct gaz_gazette *gazette, GBytes *pdf, unsigned version) {
    GString *text = g_string_new(NULL);
    g_autofree char *facts = facts_text(gazette, pdf, version);
    if (version > 0) gaz_format_add_line(text, GAZ_FORMAT_LOCK);
    g_string_append_printf(text, "%s%s", remark, facts);
    return g_string_free(text, FALSE);
}

/* Without the line of the program's commit. Freed with g_free. */
static char *without_commit(const char *text) {
    const char *line = strstr(text, "\n" GAZ_FACT_COMMIT " = ");
    const char *end = line ? strchr(line + 1, '\n') : NULL;
    return end ? g_strdup_printf("%.*s%s", (int)(line - text), text, end) : g_strdup(text);
}

/* The lock that is there may be of format 0. */
static bool is_same_lock(const char *there, const char *now, const struct gaz_gazette *gazette, GBytes *pdf) {
    g_autofree char *one = without_commit(there), *two = without_commit(now);
    if (strcmp(one, two) == 0) return true;
    g_autofree char *earlier = lock_text(gazette, pdf, 0);
    return strcmp(there, earlier) == 0;
}

enum gaz_locked gaz_lock_write(const struct gaz_gazette *gazette, GBytes *pdf, bool force,
                               struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(gazette->issue->folder, GAZ_LOCK_FILE, NULL);
    g_autofree char *text = lock_text(gazette, pdf, gaz_format_version(GAZ_FORMAT_LOCK));
    g_autofree char *there = NULL;
    if (g_file_get_contents(path, &there, NULL, NULL)) {
        if (is_same_lock(there, text, gazette, pdf)) return GAZ_LOCK_UNCHANGED;
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

/* The lock's facts begin behind its head. */
static bool compare(const struct gaz_source *source, uint32_t from, char *now, struct gaz_diags *diags) {
    g_autofree char *then = g_strdup(source->text);
    uint32_t wrong, none;
    GArray *before = gaz_facts_read(then, from, &wrong), *after = gaz_facts_read(now, 0, &none);
    struct comparison comparison = {source, diags, 0};
    if (wrong != GAZ_NOWHERE) gaz_report(diags, GAZ_D_LOCK_LINE, gaz_span_at(source, wrong), NULL);
    gaz_facts_compare(before, after, report_difference, &comparison);
    g_array_free(before, TRUE);
    g_array_free(after, TRUE);
    return wrong == GAZ_NOWHERE && comparison.n == 0;
}

bool gaz_lock_compare(const struct gaz_gazette *gazette, GBytes *pdf, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_format_head head;
    gaz_diags_keep(diags, arena);
    const struct gaz_source *source = read_lock(arena, gazette->issue->folder, diags);
    if (!source || !gaz_format_read(&head, source, 1u << GAZ_FORMAT_LOCK, diags)) return false;
    g_autofree char *now = facts_text(gazette, pdf, head.version);
    return compare(source, head.size, now, diags);
}
