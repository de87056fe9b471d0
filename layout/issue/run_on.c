/* run_on.c: 接排: which documents follow on the page where the one before them ended.
 *
 * Those of one 栏目 (where the house says so, the first of the next too), by the nearest word: the document's
 * key 接排, its 版面, its 栏目's, the style's. Printed without 版头, for a mark stands at a page's head; and
 * on one grid with the one above. Where on the page they begin, and whether they do, is the page builder's
 * (layout/page).
 */
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/issue/parts.h"

const struct gaz_column *gaz_column_of(const struct gaz_issue *issue, uint32_t doc) {
    const struct gaz_column *column = issue->columns;
    while (doc >= column->first_doc + column->n_docs)
        column++;
    return column;
}

/* what was written for this document, or for its 栏目; UNSAID: the style tells */
static enum gaz_run_on said_of(const struct gaz_layout_job *job, uint32_t doc,
                               const struct gaz_style *style) {
    enum gaz_run_on own = job->issue->docs[doc].run_on;
    if (own != GAZ_RUN_ON_UNSAID) return own;
    if (style->run_on != job->style->run_on) return style->run_on ? GAZ_RUN_ON_YES : GAZ_RUN_ON_NO;
    return gaz_column_of(job->issue, doc)->run_on;
}

static bool is_wanted(const struct gaz_layout_job *job, uint32_t doc, const struct gaz_style *style) {
    enum gaz_run_on said = said_of(job, doc, style);
    return said == GAZ_RUN_ON_UNSAID ? style->run_on : said == GAZ_RUN_ON_YES;
}

static bool is_one_grid(const struct gaz_style *a, const struct gaz_style *b) {
    return a->pitch == b->pitch && a->cell == b->cell && a->measure == b->measure &&
           a->lines_per_page == b->lines_per_page && a->area_top == b->area_top &&
           a->area_left == b->area_left && a->mirrored == b->mirrored && a->paper_width == b->paper_width &&
           a->paper_height == b->paper_height;
}

/* A style that asks for it in general is no reason to complain. */
static bool refuse(const struct gaz_layout_job *job, uint32_t doc, const struct gaz_style *style,
                   enum gaz_code code, struct gaz_diags *diags) {
    const struct gaz_doc *own = &job->issue->docs[doc];
    if (diags && said_of(job, doc, style) == GAZ_RUN_ON_YES)
        gaz_report(diags, code, gaz_doc_place(own), NULL);
    return false;
}

bool gaz_runs_on(const struct gaz_layout_job *job, uint32_t doc, const struct gaz_style *style,
                 struct gaz_diags *diags) {
    const struct gaz_issue *issue = job->issue;
    bool is_first = doc == gaz_column_of(issue, doc)->first_doc && !(doc > 0 && style->run_on_columns);
    if (is_first || !is_wanted(job, doc, style)) return false;
    if (issue->docs[doc].letterhead.n) return refuse(job, doc, style, GAZ_D_RUN_ON_LETTERHEAD, diags);
    if (!is_one_grid(job->doc_styles[doc - 1], style))
        return refuse(job, doc, style, GAZ_D_RUN_ON_GRID, diags);
    return true;
}

const struct gaz_style *gaz_run_on_style(const struct gaz_layout_job *job, uint32_t doc,
                                         const struct gaz_style *style, struct gaz_arena *arena) {
    if (job->issue->docs[doc].letterhead.n || !is_wanted(job, doc, style)) return style;
    struct gaz_style *own = GAZ_NEW(arena, struct gaz_style);
    *own = *style;
    own->letterhead_rule = 0;
    own->number_before = 0;
    own->number_after = style->run_on_number_after;
    own->title_before = 0;
    return own;
}
