/* issue.c: the whole issue: cover, contents with masthead, English contents, documents, 简介 (S-04).
 *
 * The contents come first and are set last: a trial tells how many pages they take, the documents are
 * numbered behind them, then the contents are set with the true numbers. They cannot grow in between
 * (contents.c).
 */
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/issue/explain_log.h"
#include "layout/issue/fitting.h"
#include "layout/issue/parts.h"
#include "layout/issue/printed.h"
#include "layout/layout.h"
#include "layout/memory.h"
#include "layout/text/complain.h"

#include <glib.h>

struct press {
    const struct gaz_layout_job *job;
    struct gaz_typesetter ts;
    struct gaz_book *front, *body;           /* cover and contents; documents and 简介 */
    struct gaz_tree *front_tree, *body_tree; /* what they say */
    uint32_t *part_base;                     /* of each document: 1 + the target of its parts[1] */
    uint32_t n_targets;
    int *page_numbers;   /* of each document */
    uint32_t *doc_pages; /* index in body of each document's first page */
    uint32_t *doc_ends;  /* and the number of pages in body behind it */
};

/* ---- targets: documents, then of each the later parts and the heads (编, 章 …), then 简介 */

static void number_targets(struct press *p) {
    const struct gaz_issue *issue = p->job->issue;
    p->n_targets = issue->n_docs;
    for (uint32_t i = 0; i < issue->n_docs; i++) {
        p->part_base[i] = p->n_targets + 1;
        p->n_targets += issue->docs[i].n_parts - 1 + issue->docs[i].n_heads;
    }
    p->n_targets++; /* 简介 */
}

/* ---- front pages */

static bool add_cover(struct press *p, struct gaz_book *book, enum gaz_cover_page page) {
    if (!gaz_cover_is_there(&p->ts, p->job->issue, page)) return false;
    struct gaz_canvas cover = gaz_compose_cover(&p->ts, p->job->issue, page);
    gaz_book_add_page(book, p->ts.style, cover.items, cover.n_items);
    return true;
}

/* 页码.从: 正文: 起始页 is the number of the first document, what is before it is counted back from there and
 * shows none. */
static bool counts_from_text(const struct press *p) {
    return p->ts.style->folio_from == 1;
}

static void add_contents(struct press *p, const int *numbers, struct gaz_book *book) {
    const struct gaz_issue *issue = p->job->issue;
    bool folio = p->ts.style->folio_contents && !counts_from_text(p);
    gaz_book_fill(book, gaz_compose_contents(&p->ts, issue, numbers, false), folio, GAZ_END_BREAK);
    if (gaz_issue_has_english(issue))
        gaz_book_fill(book, gaz_compose_contents(&p->ts, issue, numbers, true), folio, GAZ_END_BREAK);
}

/* Pages that show no number of their own are called by what they are. */
static void label_front(struct press *p, struct gaz_book *book, uint32_t covers, uint32_t contents) {
    static const char *const words[] = {"封面", "封二"};
    for (uint32_t i = 0; i < book->n_pages; i++)
        book->pages[i].label = i < covers     ? words[MIN(i, 1)]
                               : i < contents ? gaz_arena_printf(p->ts.arena, "目录%u", i - covers + 1)
                                              : "空白";
}

/* An odd number stands on a right-hand page, which has an even number of pages before it (G-03). */
static bool wants_blank(const struct press *p, uint32_t n_pages) {
    bool is_right = n_pages % 2 == 0, is_odd = p->job->issue->first_page % 2 != 0;
    return counts_from_text(p) && is_right != is_odd;
}

static uint32_t front_pages(struct press *p, const int *numbers, struct gaz_book *book) {
    add_cover(p, book, GAZ_COVER_FRONT);
    add_cover(p, book, GAZ_COVER_INSIDE_FRONT);
    uint32_t covers = book->n_pages;
    add_contents(p, numbers, book);
    uint32_t contents = book->n_pages;
    if (wants_blank(p, contents)) gaz_book_add_page(book, p->ts.style, NULL, 0);
    if (counts_from_text(p)) label_front(p, book, covers, contents);
    return book->n_pages;
}

static uint32_t count_front_pages(struct press *p) {
    int *none = g_new0(int, p->job->issue->n_docs + 1);
    p->ts.tree = NULL;
    uint32_t n = front_pages(p, none, gaz_book_new(p->ts.arena, p->job->issue->first_page, 0));
    g_free(none);
    return n;
}

/* ---- documents */

static struct gaz_fitting fitting_of(const struct press *p, uint32_t i, const struct gaz_style *style) {
    struct gaz_typesetter *own = GAZ_NEW(p->ts.arena, struct gaz_typesetter);
    *own = p->ts;
    own->style = gaz_run_on_style(p->job, i, style, p->ts.arena);
    return (struct gaz_fitting){
        .typesetter = own, .doc = &p->job->issue->docs[i], .target = i + 1, .part_target = p->part_base[i]};
}

static void open_column(struct press *p, uint32_t doc) {
    const struct gaz_column *column = gaz_column_of(p->job->issue, doc);
    if (doc == column->first_doc)
        gaz_tree_open(p->ts.tree, (struct gaz_node){.kind = GAZ_NODE_COLUMN, .text = column->name});
}

static void close_column(struct press *p, uint32_t doc) {
    const struct gaz_column *column = gaz_column_of(p->job->issue, doc);
    if (doc + 1 == column->first_doc + column->n_docs) gaz_tree_close(p->ts.tree);
}

/* 栏目.题: 另页: the name of a 栏目 on a page of its own, without a number. */
static void set_column_page(struct press *p, uint32_t doc) {
    struct gaz_typesetter own = p->ts;
    own.style = p->job->doc_styles[doc];
    if (own.style->column_title != GAZ_COLUMN_ON_PAGE || p->job->issue->docs[doc].column_title.n == 0) return;
    struct gaz_flow *flow = gaz_flow_new(&own);
    gaz_block_column_page(flow, p->job->issue->docs[doc].column_title);
    gaz_book_fill(p->body, flow, false, GAZ_END_BREAK);
}

/* Its first page has one when the style says so; but one at whose head an earlier document ends has that
 * one's. */
static uint32_t first_with_head(const struct press *p, uint32_t doc) {
    bool is_shared = doc > 0 && p->doc_ends[doc - 1] > p->doc_pages[doc];
    return p->doc_pages[doc] + (is_shared || !p->job->doc_styles[doc]->head_first);
}

/* One is composed for left pages and one for right ones. A page at whose head an earlier document ends has
 * its own, though another begins below. */
static void add_running_heads(struct press *p, uint32_t doc) {
    const struct gaz_issue *issue = p->job->issue;
    struct gaz_typesetter own = p->ts;
    own.style = p->job->doc_styles[doc];
    own.tree = NULL;
    if (!own.style->running_head) return;
    struct gaz_text column = gaz_column_of(issue, doc)->name;
    struct gaz_canvas heads[2] = {0};
    for (uint32_t i = first_with_head(p, doc); i < p->doc_ends[doc]; i++) {
        int number = p->body->pages[i].number;
        struct gaz_canvas *head = &heads[number % 2 != 0];
        if (head->n_items == 0) *head = gaz_compose_running_head(&own, issue, column, number);
        gaz_book_add_items(p->body, i, head->items, head->n_items);
    }
}

static void set_document(struct press *p, uint32_t i) {
    const struct gaz_layout_job *job = p->job;
    set_column_page(p, i);
    struct gaz_fitting fitting = fitting_of(p, i, job->doc_styles[i]);
    fitting.runs_on = gaz_runs_on(job, i, job->doc_styles[i], p->ts.diags);
    fitting.is_followed = i + 1 < job->issue->n_docs && gaz_runs_on(job, i + 1, job->doc_styles[i + 1], NULL);
    struct gaz_ending ending = gaz_fit_document(&fitting, p->body);
    gaz_report_ending(&fitting, &ending, p->body->first_number + (int)p->body->n_pages - 1);
    p->doc_pages[i] = p->body->n_pages - ending.n_pages;
    p->doc_ends[i] = p->body->n_pages;
    p->page_numbers[i] = p->body->first_number + (int)p->doc_pages[i];
}

/* More pages than an issue has: what follows is not set. */
static bool has_ended(const struct press *p, uint32_t doc) {
    enum { MOST_PAGES = 6000 };
    if (p->body->n_pages <= MOST_PAGES) return false;
    g_autofree char *most = g_strdup_printf("%d", MOST_PAGES);
    gaz_report(p->ts.diags, GAZ_D_PAGES, gaz_span_at(p->job->issue->docs[doc].source, 0), most);
    return true;
}

static void set_documents(struct press *p) {
    const struct gaz_layout_job *job = p->job;
    bool ended = false;
    for (uint32_t i = 0; i < job->issue->n_docs && !ended; i++) {
        open_column(p, i);
        set_document(p, i);
        close_column(p, i);
        ended = has_ended(p, i);
        if (job->progress) job->progress(job->progress_context, i + 1, job->issue->n_docs);
    }
    for (uint32_t i = 0; i < job->issue->n_docs; i++)
        add_running_heads(p, i);
    if (job->issue->about)
        gaz_book_fill(p->body, gaz_compose_about(&p->ts, job->issue->about, p->n_targets), true,
                      GAZ_END_ISSUE);
}

/* 封三, 封底: a press puts blank pages before them. */
static void set_back_covers(struct press *p) {
    for (int page = GAZ_COVER_INSIDE_BACK; page <= GAZ_COVER_BACK; page++)
        if (add_cover(p, p->body, (enum gaz_cover_page)page))
            p->body->pages[p->body->n_pages - 1].is_back = true;
}

/* ---- outline */

/* Takes the title over. The array has room (set_outline). */
static void push_outline(struct gaz_pages *pages, char *title, unsigned level, uint32_t target) {
    struct gaz_outline *outline = (struct gaz_outline *)pages->outline;
    outline[pages->n_outline++] =
        (struct gaz_outline){gaz_arena_strdup(pages->arena, title), level, target, level < 2};
    g_free(title);
}

static char *part_title(struct gaz_arena *arena, const struct gaz_part *part) {
    struct gaz_text space = gaz_text_from_utf8(arena, part->label.n && part->title.n ? " " : "");
    struct gaz_text pieces[3] = {part->label, space, gaz_text_unbroken(arena, part->title)};
    return gaz_text_to_utf8(gaz_text_join(arena, pieces, 3));
}

/* The divisions of a part hang below it, each below the one that it is in. */
static void outline_divisions(const struct press *p, struct gaz_pages *pages, uint32_t i,
                              const struct gaz_part *part, unsigned level) {
    uint32_t heads = p->part_base[i] + p->job->issue->docs[i].n_parts - 3; /* and 1 is the first */
    for (uint32_t k = 0; k < part->n_blocks; k++) {
        const struct gaz_block *block = &part->blocks[k];
        if (gaz_block_division(block) > 0)
            push_outline(pages, gaz_text_to_utf8(gaz_head_text(pages->arena, block->text)),
                         level + block->level, heads + block->head);
    }
}

static void outline_document(const struct press *p, struct gaz_pages *pages, uint32_t i) {
    const struct gaz_doc *doc = &p->job->issue->docs[i];
    struct gaz_text title = doc->title.n ? doc->title : doc->contents_title; /* an order prints none */
    push_outline(pages, gaz_text_to_utf8(gaz_text_unbroken(pages->arena, title)), 2, i);
    if (doc->n_parts > 0) outline_divisions(p, pages, i, &doc->parts[0], 2);
    for (uint32_t k = 1; k < doc->n_parts; k++) {
        push_outline(pages, part_title(pages->arena, &doc->parts[k]), 3, p->part_base[i] + k - 2);
        outline_divisions(p, pages, i, &doc->parts[k], 3);
    }
}

/* issue → 栏目 → document → 印发件 and attachments → their divisions; the issue's own entry points to the
 * cover */
static void set_outline(const struct press *p, struct gaz_pages *pages) {
    const struct gaz_issue *issue = p->job->issue;
    pages->outline = GAZ_NEW_ARRAY(pages->arena, struct gaz_outline, 2 + issue->n_columns + p->n_targets);
    push_outline(pages, g_strdup(pages->title), 0, p->n_targets);
    for (uint32_t c = 0; c < issue->n_columns; c++) {
        const struct gaz_column *column = &issue->columns[c];
        if (column->n_docs == 0) continue;
        push_outline(pages, gaz_text_to_utf8(column->name), 1, column->first_doc);
        for (uint32_t i = column->first_doc; i < column->first_doc + column->n_docs; i++)
            outline_document(p, pages, i);
    }
    if (issue->about) {
        const struct gaz_part *about = &issue->about->parts[0];
        char *title = about->title.n ? part_title(pages->arena, about) : g_strdup("简介");
        push_outline(pages, title, 1, p->n_targets - 1);
    }
}

/* ---- the product */

static void join_books(const struct press *p, struct gaz_pages *pages) {
    uint32_t front = p->front->n_pages;
    pages->n_pages = front + p->body->n_pages;
    struct gaz_page *all = GAZ_NEW_ARRAY(pages->arena, struct gaz_page, pages->n_pages);
    for (uint32_t i = 0; i < pages->n_pages; i++)
        all[i] = i < front ? p->front->pages[i] : p->body->pages[i - front];
    pages->pages = all;
    struct gaz_target *targets = GAZ_NEW_ARRAY(pages->arena, struct gaz_target, p->n_targets + 1);
    for (uint32_t i = 0; i < p->n_targets; i++) {
        targets[i] = p->body->targets[i];
        /* the place of what is empty, which is an error, may lie behind the last page */
        targets[i].page = MIN(targets[i].page + front, pages->n_pages - 1);
    }
    targets[p->n_targets] = (struct gaz_target){0, 0, 0}; /* the cover */
    pages->targets = targets;
    pages->n_targets = p->n_targets + 1;
}

/* The front pages' nodes come first, so the others' numbers move. */
static void join_trees(const struct press *p, struct gaz_pages *pages) {
    struct gaz_tree *tree = p->front_tree;
    uint32_t by = gaz_tree_graft(tree, p->body_tree->nodes, (uint32_t)p->body_tree->n);
    tree->nodes[0].language = "zh-CN";
    gaz_tree_give(tree, pages);
    for (uint32_t i = 0; i < p->body->n_pages; i++) {
        struct gaz_item *items = (struct gaz_item *)p->body->pages[i].items;
        for (uint32_t k = 0; k < p->body->pages[i].n_items; k++)
            items[k].node = gaz_tree_moved(items[k].node, by);
    }
}

static void set_information(const struct press *p, struct gaz_pages *pages) {
    const struct gaz_issue *issue = p->job->issue;
    char *name = gaz_text_to_utf8(issue->name), *sponsor = gaz_text_to_utf8(issue->sponsor);
    g_autofree char *ordinal = gaz_issue_ordinal(issue), *total = gaz_issue_total(issue);
    pages->title = gaz_arena_printf(pages->arena, "%s %d年%s", name, issue->year, ordinal);
    pages->author = gaz_arena_strdup(pages->arena, sponsor);
    pages->subject = gaz_arena_strdup(pages->arena, total);
    pages->ordinal = gaz_arena_strdup(pages->arena, ordinal);
    pages->total = pages->subject;
    pages->year = issue->published.date.year;
    pages->month = issue->published.date.month;
    pages->day = issue->published.date.day;
    g_free(name);
    g_free(sponsor);
}

static void press_run(struct press *p, struct gaz_pages *pages) {
    const struct gaz_issue *issue = p->job->issue;
    uint32_t front = count_front_pages(p);
    int first = issue->first_page - (counts_from_text(p) ? (int)front : 0);
    p->body = gaz_book_new(pages->arena, first + (int)front, p->n_targets);
    p->ts.tree = p->body_tree = gaz_tree_new(pages->arena, GAZ_NODE_ISSUE);
    set_documents(p);
    set_back_covers(p);
    p->ts.tree = p->front_tree = gaz_tree_new(pages->arena, GAZ_NODE_ISSUE);
    p->front = gaz_book_new(pages->arena, first, 0);
    uint32_t again = front_pages(p, p->page_numbers, p->front);
    if (again != front)
        gaz_report(p->ts.diags, GAZ_D_INTERNAL, (struct gaz_span){0}, "layout/issue/issue.c: contents");
    set_information(p, pages);
    join_books(p, pages);
    join_trees(p, pages);
    set_outline(p, pages);
    if (p->job->wants_slugs) gaz_compose_slugs(&p->ts, pages);
}

struct gaz_issue gaz_issue_as_printed(const struct gaz_issue *issue, const struct gaz_style *style) {
    struct gaz_issue printed = *issue;
    if (!gaz_cover_prints(issue, style, GAZ_COVER_NAME)) printed.name.n = 0;
    if (!gaz_cover_prints(issue, style, GAZ_COVER_PINYIN)) printed.pinyin.n = 0;
    for (int i = 0; i < GAZ_N_IMPRINTS; i++)
        if (!gaz_cover_prints(issue, style, GAZ_COVER_LICENCE + i)) printed.imprint[i].n = 0;
    return printed;
}

static const char *const imprints[GAZ_N_IMPRINTS] = {"{准印证号}", "{刊号}", "{印数}",
                                                     "{发送对象}", "{承印}", "{定价}"};

/* A 刊名 that is a picture, or a 刊名拼音 that the style's cover does not print, is missed by nobody, but its
 * writer is told. */
static void check_pages(const struct gaz_layout_job *job, const struct gaz_pages *pages,
                        struct gaz_diags *diags) {
    struct gaz_text name = job->issue->name, pinyin = job->issue->pinyin;
    struct gaz_issue printed = gaz_issue_as_printed(job->issue, job->style);
    if (printed.name.n != name.n)
        gaz_report(diags, GAZ_D_COVER_NAME, gaz_text_span(name), job->style->name, "{刊名}");
    if (printed.pinyin.n != pinyin.n)
        gaz_report(diags, GAZ_D_COVER_PINYIN, gaz_text_span(pinyin), job->style->name);
    for (int i = 0; i < GAZ_N_IMPRINTS; i++)
        if (printed.imprint[i].n != job->issue->imprint[i].n)
            gaz_report(diags, GAZ_D_COVER_IDLE, gaz_text_span(job->issue->imprint[i]), job->style->name,
                       imprints[i]);
    gaz_check_pages(&printed, 1, pages, diags);
    gaz_check_glyphs(pages, diags);
}

static void expect_text(void *fonts, struct gaz_piece piece, struct gaz_text text) {
    (void)piece;
    gaz_fonts_expect_text(fonts, text);
}

/* All characters of the issue are told before the first is set. */
static void expect_issue(const struct gaz_layout_job *job) {
    gaz_fonts_begin(job->fonts);
    for (uint32_t i = 0; i < job->issue->n_docs; i++)
        gaz_doc_texts(&job->issue->docs[i], expect_text, job->fonts);
    if (job->issue->about) gaz_doc_texts(job->issue->about, expect_text, job->fonts);
    gaz_fonts_settle(job->fonts);
}

/* A press whose products are in the arena; `lent` is to be ended by the caller. */
static struct press press_new(const struct gaz_layout_job *job, struct gaz_arena *arena,
                              struct gaz_diags *diags) {
    struct press press = {.job = job,
                          .ts = {.arena = arena,
                                 .style = job->style,
                                 .fonts = job->fonts,
                                 .diags = diags,
                                 .lent = gaz_lent_new(),
                                 .memory = job->memory}};
    if (job->memory) gaz_memory_begin(job->memory);
    expect_issue(job);
    press.part_base = GAZ_NEW_ARRAY(arena, uint32_t, job->issue->n_docs + 1);
    press.page_numbers = GAZ_NEW_ARRAY(arena, int, job->issue->n_docs + 1);
    press.doc_pages = GAZ_NEW_ARRAY(arena, uint32_t, job->issue->n_docs + 1);
    press.doc_ends = GAZ_NEW_ARRAY(arena, uint32_t, job->issue->n_docs + 1);
    number_targets(&press);
    return press;
}

struct gaz_pages *gaz_layout(const struct gaz_layout_job *job, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_pages *pages = GAZ_NEW(arena, struct gaz_pages);
    pages->arena = arena;
    const struct gaz_inks *inks = gaz_inks_new(arena, job->style->inks);
    pages->inks = inks->inks;
    pages->n_inks = inks->n;
    struct gaz_layout_job printed = gaz_printed_job(job, arena);
    gaz_report_left_out(job->issue, printed.issue, job->style, diags);
    pages->issue = printed.issue;
    job = &printed;
    struct gaz_explain_log *log = job->explain ? gaz_explain_log_new() : NULL;
    struct press press = press_new(job, arena, diags);
    press.ts.observer = gaz_explain_log_observer(log);
    press_run(&press, pages);
    if (log) gaz_explain_pages(job->explain, pages, log);
    gaz_explain_log_free(log);
    gaz_lent_end(press.ts.lent, diags);
    if (!gaz_diags_have_errors(diags)) check_pages(job, pages, diags); /* what lacks a glyph was said */
    return pages;
}

void gaz_pages_free(struct gaz_pages *pages) {
    if (pages) gaz_arena_free(pages->arena);
}

/* Sets what stands on the document's first page above it; false: nothing does. */
static bool set_those_above(struct press *p, uint32_t doc, const struct gaz_style *style) {
    const struct gaz_layout_job *job = p->job;
    if (!gaz_runs_on(job, doc, style, NULL)) return false;
    uint32_t first = doc - 1;
    while (gaz_runs_on(job, first, job->doc_styles[first], NULL))
        first--;
    for (uint32_t i = first; i < doc; i++) {
        struct gaz_fitting fitting = fitting_of(p, i, job->doc_styles[i]);
        fitting.runs_on = i > first;
        fitting.is_followed = true;
        gaz_fit_document(&fitting, p->body);
    }
    return true;
}

/* Sets the document at the end of the press's body, as it stands in the issue. */
static struct gaz_ending set_alone(struct press *p, uint32_t doc, const struct gaz_style *style) {
    const struct gaz_layout_job *job = p->job;
    p->body = gaz_book_new(p->ts.arena, job->issue->first_page, p->n_targets);
    bool runs_on = set_those_above(p, doc, style);
    p->ts.tree = p->body_tree;
    struct gaz_fitting fitting = fitting_of(p, doc, style);
    fitting.runs_on = runs_on;
    fitting.is_followed =
        doc + 1 < job->issue->n_docs && gaz_runs_on(job, doc + 1, job->doc_styles[doc + 1], NULL);
    return gaz_fit_document(&fitting, p->body);
}

struct gaz_pages *gaz_layout_document(const struct gaz_layout_job *job, uint32_t doc,
                                      const struct gaz_style *style, struct gaz_ending *ending,
                                      struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_pages *pages = GAZ_NEW(arena, struct gaz_pages);
    pages->arena = arena;
    struct gaz_layout_job printed = gaz_printed_job(job, arena);
    struct press press = press_new(&printed, arena, diags);
    press.body_tree = gaz_tree_new(arena, GAZ_NODE_ISSUE);
    *ending = set_alone(&press, doc, style);
    pages->n_pages = ending->n_pages;
    pages->pages = press.body->pages + press.body->n_pages - ending->n_pages;
    gaz_tree_give(press.body_tree, pages);
    gaz_lent_end(press.ts.lent, diags);
    return pages;
}
