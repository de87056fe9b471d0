/* progress.c: see progress.h. */
#include "archive/regenerate/progress.h"

#include "base/diag/diag.h"
#include "base/text/visible.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WIPE "\r\033[K"

enum { BAR = 30 }; /* characters */

static const char *pick(const struct gaz_archive_progress *progress, const char *chinese, const char *english)
    __attribute__((format_arg(2), format_arg(3)));
static const char *pick(const struct gaz_archive_progress *progress, const char *chinese,
                        const char *english) {
    return progress->job->language == GAZ_ENGLISH ? english : chinese;
}

static unsigned n_failed(const struct gaz_archive_progress *progress) {
    return progress->n_done - progress->n_of[GAZ_OUTCOME_GOOD];
}

static void draw_bar(const struct gaz_archive_progress *progress, const char *name) {
    if (!progress->has_bar) return;
    char bar[BAR + 1];
    unsigned full = progress->n_issues > 0 ? progress->n_done * BAR / progress->n_issues : 0;
    memset(bar, '.', BAR);
    memset(bar, '#', full);
    bar[BAR] = '\0';
    g_autofree char *shown = gaz_visible(name);
    fprintf(stderr, WIPE "[%s] ", bar);
    fprintf(stderr, pick(progress, "%u／%u期，失败%u　%s", "%u of %u, %u failed  %s"), progress->n_done,
            progress->n_issues, n_failed(progress), shown);
    fflush(stderr);
}

static void wipe_bar(const struct gaz_archive_progress *progress) {
    if (progress->has_bar) fputs(WIPE, stderr);
}

void gaz_archive_progress_begin(struct gaz_archive_progress *progress, const struct gaz_regenerate_job *job,
                                unsigned n_issues) {
    *progress =
        (struct gaz_archive_progress){.job = job, .n_issues = n_issues, .failures = g_string_new(NULL)};
    progress->has_bar = !job->quiet && isatty(STDERR_FILENO);
    progress->has_lines = !job->quiet && !isatty(STDOUT_FILENO);
    draw_bar(progress, "");
}

/* ---- one issue */

static const char *outcome_word(const struct gaz_archive_progress *progress, enum gaz_outcome outcome,
                                bool is_kept) {
    switch (outcome) {
    case GAZ_OUTCOME_GOOD:
        return is_kept ? pick(progress, "未变", "up to date") : pick(progress, "排好", "set");
    case GAZ_OUTCOME_ERRORS:
        return pick(progress, "有错", "errors");
    case GAZ_OUTCOME_IO:
        return pick(progress, "不能读写", "I/O failure");
    case GAZ_OUTCOME_LIMIT:
        return pick(progress, "超限", "over the limit");
    case GAZ_OUTCOME_CRASHED:
        return pick(progress, "程序出错", "program fault");
    case GAZ_N_OUTCOMES:
        break;
    }
    return "";
}

static void print_line(const struct gaz_archive_progress *progress, const struct gaz_record *record,
                       bool is_kept) {
    int ms = (int)(record->took / 1000);
    g_autofree char *shown = gaz_visible(record->name);
    printf(pick(progress, "[%u/%u] %s %s，%u页，警告%u条，错误%u条，%d.%03d秒\n",
                "[%u/%u] %s: %s, %u pages, %u warnings, %u errors, %d.%03d s\n"),
           progress->n_done, progress->n_issues, shown, outcome_word(progress, record->outcome, is_kept),
           record->pages, record->warnings, record->errors, ms / 1000, ms % 1000);
    fflush(stdout);
}

static void add_failure(struct gaz_archive_progress *progress, const struct gaz_record *record,
                        const char *why) {
    g_autofree char *shown = gaz_visible(record->name);
    g_string_append_printf(progress->failures, "  %s: %s%s%s\n", shown,
                           outcome_word(progress, record->outcome, false), *why ? ": " : "", why);
}

/* What is told of an issue that is good, whether or not anybody asks: a file was compared with nothing. */
static void print_unlocked(const char *complaints) {
    g_auto(GStrv) lines = g_strsplit(complaints, "\n", -1);
    g_autofree char *slug = g_strdup_printf("[%s]", gaz_code_slug(GAZ_D_LOCK_KIND_NEW));
    for (char **line = lines; *line; line++)
        if (g_str_has_suffix(*line, slug)) fprintf(stderr, "%s\n", *line);
}

void gaz_archive_progress_add(struct gaz_archive_progress *progress, const struct gaz_record *record,
                              bool is_kept, const char *complaints, const char *why) {
    bool failed = record->outcome != GAZ_OUTCOME_GOOD;
    progress->n_done++;
    progress->n_kept += is_kept;
    progress->n_of[record->outcome]++;
    if (!failed) progress->pages += record->pages; /* of PDFs that are there */
    progress->warnings += record->warnings;
    progress->font_warnings += record->font_warnings;
    wipe_bar(progress);
    if (progress->has_lines) print_line(progress, record, is_kept);
    if (failed || progress->job->verbose)
        fputs(complaints, stderr);
    else
        print_unlocked(complaints);
    if (failed) add_failure(progress, record, why);
    draw_bar(progress, record->name);
}

/* ---- the summary */

static void print_summary(const struct gaz_archive_progress *progress, int stopped_by) {
    fprintf(
        stderr,
        pick(progress,
             "共%u期：排好%u（其中%u期未变），有错%u，不能读写%u，超限%u，程序出错%u；%u页，警告%u条\n",
             "%u issues: %u set (%u of them up to date), %u with errors, %u I/O failures, %u over the limit, "
             "%u program faults; %u pages, %u warnings\n"),
        progress->n_issues, progress->n_of[GAZ_OUTCOME_GOOD], progress->n_kept,
        progress->n_of[GAZ_OUTCOME_ERRORS], progress->n_of[GAZ_OUTCOME_IO], progress->n_of[GAZ_OUTCOME_LIMIT],
        progress->n_of[GAZ_OUTCOME_CRASHED], progress->pages, progress->warnings);
    if (stopped_by)
        fprintf(stderr,
                pick(progress, "中途停止，还有%u期未排；加--resume接着排\n",
                     "stopped, %u to go; --resume goes on\n"),
                progress->n_issues - progress->n_done);
}

void gaz_archive_progress_end(struct gaz_archive_progress *progress, int stopped_by) {
    wipe_bar(progress);
    if (!progress->job->quiet || n_failed(progress) > 0 || stopped_by) print_summary(progress, stopped_by);
    fputs(progress->failures->str, stderr);
    g_string_free(progress->failures, TRUE);
}
