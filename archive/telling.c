/* telling.c: see telling.h. */
#include "archive/telling.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WIPE "\r\033[K"

enum { BAR = 30 }; /* characters */

static const char *pick(const struct gaz_telling *telling, const char *chinese, const char *english)
    __attribute__((format_arg(2), format_arg(3)));
static const char *pick(const struct gaz_telling *telling, const char *chinese, const char *english) {
    return telling->job->language == GAZ_ENGLISH ? english : chinese;
}

static unsigned n_failed(const struct gaz_telling *telling) {
    return telling->n_done - telling->n_of[GAZ_OUTCOME_GOOD];
}

static void draw_bar(const struct gaz_telling *telling, const char *name) {
    if (!telling->has_bar) return;
    char bar[BAR + 1];
    unsigned full = telling->n_issues > 0 ? telling->n_done * BAR / telling->n_issues : 0;
    memset(bar, '.', BAR);
    memset(bar, '#', full);
    bar[BAR] = '\0';
    fprintf(stderr, WIPE "[%s] ", bar);
    fprintf(stderr, pick(telling, "%u／%u期，失败%u　%s", "%u of %u, %u failed  %s"), telling->n_done,
            telling->n_issues, n_failed(telling), name);
    fflush(stderr);
}

static void wipe_bar(const struct gaz_telling *telling) {
    if (telling->has_bar) fputs(WIPE, stderr);
}

void gaz_telling_begin(struct gaz_telling *telling, const struct gaz_regenerate_job *job, unsigned n_issues) {
    *telling = (struct gaz_telling){.job = job, .n_issues = n_issues, .failures = g_string_new(NULL)};
    telling->has_bar = !job->quiet && isatty(STDERR_FILENO);
    telling->has_lines = !job->quiet && !isatty(STDOUT_FILENO);
    draw_bar(telling, "");
}

/* ---- one issue */

static const char *outcome_word(const struct gaz_telling *telling, enum gaz_outcome outcome, bool is_kept) {
    switch (outcome) {
    case GAZ_OUTCOME_GOOD:
        return is_kept ? pick(telling, "未变", "up to date") : pick(telling, "排好", "set");
    case GAZ_OUTCOME_ERRORS:
        return pick(telling, "有错", "errors");
    case GAZ_OUTCOME_IO:
        return pick(telling, "不能读写", "I/O failure");
    case GAZ_OUTCOME_CRASHED:
        return pick(telling, "程序出错", "program fault");
    case GAZ_N_OUTCOMES:
        break;
    }
    return "";
}

static void print_line(const struct gaz_telling *telling, const struct gaz_record *record, bool is_kept) {
    int ms = (int)(record->took / 1000);
    printf(pick(telling, "[%u/%u] %s %s，%u页，警告%u条，错误%u条，%d.%03d秒\n",
                "[%u/%u] %s: %s, %u pages, %u warnings, %u errors, %d.%03d s\n"),
           telling->n_done, telling->n_issues, record->name, outcome_word(telling, record->outcome, is_kept),
           record->pages, record->warnings, record->errors, ms / 1000, ms % 1000);
    fflush(stdout);
}

static void add_failure(struct gaz_telling *telling, const struct gaz_record *record, const char *why) {
    g_string_append_printf(telling->failures, "  %s: %s%s%s\n", record->name,
                           outcome_word(telling, record->outcome, false), *why ? ": " : "", why);
}

void gaz_telling_add(struct gaz_telling *telling, const struct gaz_record *record, bool is_kept,
                     const char *said, const char *why) {
    bool failed = record->outcome != GAZ_OUTCOME_GOOD;
    telling->n_done++;
    telling->n_kept += is_kept;
    telling->n_of[record->outcome]++;
    if (!failed) telling->pages += record->pages; /* of PDFs that are there */
    telling->warnings += record->warnings;
    wipe_bar(telling);
    if (telling->has_lines) print_line(telling, record, is_kept);
    if (failed || telling->job->verbose) fputs(said, stderr);
    if (failed) add_failure(telling, record, why);
    draw_bar(telling, record->name);
}

/* ---- the summary */

static void print_summary(const struct gaz_telling *telling, int stopped_by) {
    fprintf(stderr,
            pick(telling, "共%u期：排好%u（其中%u期未变），有错%u，不能读写%u，程序出错%u；%u页，警告%u条\n",
                 "%u issues: %u set (%u of them up to date), %u with errors, %u I/O failures, %u program "
                 "faults; %u "
                 "pages, %u warnings\n"),
            telling->n_issues, telling->n_of[GAZ_OUTCOME_GOOD], telling->n_kept,
            telling->n_of[GAZ_OUTCOME_ERRORS], telling->n_of[GAZ_OUTCOME_IO],
            telling->n_of[GAZ_OUTCOME_CRASHED], telling->pages, telling->warnings);
    if (stopped_by)
        fprintf(stderr,
                pick(telling, "中途停止，还有%u期未排；加--resume接着排\n",
                     "stopped, %u to go; --resume goes on\n"),
                telling->n_issues - telling->n_done);
}

void gaz_telling_end(struct gaz_telling *telling, int stopped_by) {
    wipe_bar(telling);
    if (!telling->job->quiet || n_failed(telling) > 0 || stopped_by) print_summary(telling, stopped_by);
    fputs(telling->failures->str, stderr);
    g_string_free(telling->failures, TRUE);
}
