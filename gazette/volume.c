/* volume.c: every issue by itself (gazette.c), put in order, bound by layout/. What serves one issue goes on
 * serving the next: a year has one style, and opening its fonts is a third of what it takes
 * to lay an issue out. */
#include "gazette/volume.h"

#include "base/diag/diag.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static bool make_issues(struct gaz_volume *volume, const char *const *folders,
                        const struct gaz_gazette_options *options, struct gaz_diags *diags) {
    bool all = true;
    for (uint32_t i = 0; i < volume->n; i++) {
        struct gaz_gazette_options own = *options;
        own.folder = folders[i];
        own.progress = NULL;
        own.fonts = i > 0 ? volume->gazettes[i - 1].fonts : options->fonts;
        all &= gaz_gazette_make(&volume->gazettes[i], &own, GAZ_STAGE_PAGES, diags);
        if (options->progress) options->progress(options->progress_context, i + 1, volume->n);
    }
    return all;
}

static int by_number(const void *left, const void *right) {
    const struct gaz_issue *a = ((const struct gaz_gazette *)left)->issue;
    const struct gaz_issue *b = ((const struct gaz_gazette *)right)->issue;
    int order = (a->year > b->year) - (a->year < b->year);
    if (!order) order = (int)a->number.is_extra - (int)b->number.is_extra; /* supplements end their year */
    return order ? order : (a->number.first > b->number.first) - (a->number.first < b->number.first);
}

static void report_twice(const struct gaz_issue *issue, const struct gaz_issue *before,
                         struct gaz_diags *diags) {
    g_autofree char *year = g_strdup_printf("%d", issue->year), *ordinal = gaz_issue_ordinal(issue);
    g_autofree char *english = gaz_issue_english(issue);
    gaz_report(diags, GAZ_D_VOLUME_TWICE, issue->number_span, year, ordinal, before->source->name, english);
}

static void check_name(const struct gaz_issue *issue, const struct gaz_issue *first,
                       struct gaz_diags *diags) {
    char *name = gaz_text_to_utf8(issue->name), *usual = gaz_text_to_utf8(first->name);
    if (strcmp(name, usual) != 0)
        gaz_report(diags, GAZ_D_VOLUME_NAME, gaz_text_span(issue->name), name, usual, first->source->name);
    g_free(name);
    g_free(usual);
}

/* Whether an issue has a number of the one before it. */
static bool overlaps(const struct gaz_issue *before, const struct gaz_issue *issue) {
    return before->year == issue->year && before->number.is_extra == issue->number.is_extra &&
           issue->number.first <= before->number.last;
}

/* Which numbers of a year lie between two issues of the volume and are in none. */
static void report_gap(const struct gaz_issue *before, const struct gaz_issue *issue,
                       struct gaz_diags *diags) {
    if (before->year != issue->year || before->number.is_extra || issue->number.is_extra) return;
    int first = before->number.last + 1, last = issue->number.first - 1;
    if (last < first) return;
    g_autofree char *year = g_strdup_printf("%d", issue->year);
    g_autofree char *missing = gaz_numbers_text((struct gaz_numbers){first, last, false}, "—");
    gaz_report(diags, GAZ_D_VOLUME_GAP, issue->number_span, year, missing);
}

/* Each 期 once; one 刊名. */
static void check_order(const struct gaz_volume *volume, struct gaz_diags *diags) {
    for (uint32_t i = 1; i < volume->n; i++) {
        const struct gaz_gazette *gazette = &volume->gazettes[i];
        if (overlaps(gazette[-1].issue, gazette->issue))
            report_twice(gazette->issue, gazette[-1].issue, diags);
        report_gap(gazette[-1].issue, gazette->issue, diags);
        check_name(gazette->issue, volume->gazettes[0].issue, diags);
    }
}

static void bind(struct gaz_volume *volume, struct gaz_diags *diags) {
    struct gaz_bound_issue *issues = g_new(struct gaz_bound_issue, volume->n);
    for (uint32_t i = 0; i < volume->n; i++) {
        const struct gaz_gazette *gazette = &volume->gazettes[i];
        issues[i] = (struct gaz_bound_issue){gazette->issue, gazette->style, gazette->pages};
    }
    struct gaz_volume_job job = {issues, volume->n, volume->gazettes[volume->n - 1].fonts};
    volume->pages = gaz_layout_volume(&job, diags);
    g_free(issues);
}

bool gaz_volume_make(struct gaz_volume *volume, const char *const *folders, uint32_t n,
                     const struct gaz_gazette_options *options, struct gaz_diags *diags) {
    *volume = (struct gaz_volume){g_new0(struct gaz_gazette, n), n, NULL};
    if (!make_issues(volume, folders, options, diags)) return false;
    qsort(volume->gazettes, n, sizeof *volume->gazettes, by_number);
    check_order(volume, diags);
    if (gaz_diags_have_errors(diags)) return false;
    bind(volume, diags);
    return !gaz_diags_have_errors(diags);
}

void gaz_volume_clear(struct gaz_volume *volume) {
    if (volume->pages) gaz_pages_free(volume->pages);
    for (uint32_t i = 0; i < volume->n; i++)
        gaz_gazette_clear(&volume->gazettes[i]);
    g_free(volume->gazettes);
    *volume = (struct gaz_volume){0};
}
