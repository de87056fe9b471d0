/* volume.c: a year's issues in one: the 年度总目录 (year.c), then the issues' own display lists behind one
 * another.
 *
 * The issues' pages are copied as they are; only the numbers of places are moved on, and a face that several
 * issues opened becomes one, so that it is embedded once. So does an ink that is the same in several styles;
 * two of one name that differ stay two.
 */
#include "base/process/arena.h"
#include "base/diag/diag.h"
#include "layout/text/complain.h"
#include "fonts/face.h"
#include "layout/issue/corrections.h"
#include "layout/issue/parts.h"

#include <glib.h>
#include <string.h>

enum { N_OWN_TARGETS = 3 }; /* of the parts of the 总目录 */

struct binder {
    const struct gaz_volume_job *job;
    struct gaz_arena *arena;
    struct gaz_page *pages;
    size_t n_pages, page_capacity;
    struct gaz_target *targets;
    uint32_t n_targets;
    uint32_t *first_targets; /* of each issue */
    uint32_t *first_pages;   /* the same */
    struct gaz_outline *outline;
    uint32_t n_outline;
    struct gaz_tree *tree;
    GHashTable *shared; /* a face of an issue to the volume's */
    GPtrArray *faces;   /* the volume's, struct gaz_face, each file and index once */
    struct gaz_inks *inks;
};

/* ---- faces */

/* The volume's own copy of a face, with a number of the volume's: those of two issues mean nothing to one
 * another. */
static struct gaz_face *find_face(struct binder *b, const struct gaz_face *face) {
    for (guint i = 0; i < b->faces->len; i++) {
        struct gaz_face *known = b->faces->pdata[i];
        if (known->index == face->index && strcmp(known->file, face->file) == 0) return known;
    }
    struct gaz_face *own = GAZ_NEW(b->arena, struct gaz_face);
    *own = *face;
    own->id = b->faces->len;
    g_ptr_array_add(b->faces, own);
    return own;
}

static const struct gaz_face *share_face(struct binder *b, const struct gaz_face *face) {
    struct gaz_face *own = g_hash_table_lookup(b->shared, face);
    if (own) return own;
    own = find_face(b, face);
    g_hash_table_insert(b->shared, (gpointer)face, own);
    return own;
}

/* ---- pages */

/* what becomes of an issue's items: its nodes stand behind those of others, its inks among theirs */
struct shift {
    uint32_t nodes;       /* what is added to their numbers */
    const uint32_t *inks; /* NULL: they are the volume's */
};

static void bind_ink(const struct shift *shift, uint32_t *ink) {
    if (shift->inks) *ink = shift->inks[*ink];
}

static const struct gaz_item *bind_items(struct binder *b, const struct gaz_page *page,
                                         const struct shift *shift) {
    struct gaz_item *items = GAZ_NEW_ARRAY(b->arena, struct gaz_item, page->n_items);
    for (uint32_t i = 0; i < page->n_items; i++) {
        struct gaz_item *item = &items[i];
        *item = page->items[i];
        item->node = gaz_tree_moved(item->node, shift->nodes);
        switch (item->kind) {
        case GAZ_ITEM_GLYPHS:
            item->as.glyphs.face = share_face(b, item->as.glyphs.face);
            bind_ink(shift, &item->as.glyphs.ink);
            break;
        case GAZ_ITEM_RULE:
            bind_ink(shift, &item->as.rule.ink);
            break;
        case GAZ_ITEM_LINK:
        case GAZ_ITEM_IMAGE:
            break;
        }
    }
    return items;
}

static void bind_page(struct binder *b, const struct gaz_page *page, const char *prefix,
                      const struct shift *shift) {
    struct gaz_page *own = GAZ_PUSH(b->arena, b->pages, b->n_pages, b->page_capacity);
    *own = *page;
    own->label_prefix = prefix;
    own->items = bind_items(b, page, shift);
}

/* Odd numbers are on right-hand pages (G-03), in a volume too. */
static void pad_before(struct binder *b, int number) {
    bool is_right = b->n_pages % 2 == 0, is_odd = number % 2 != 0;
    if (is_right == is_odd || b->n_pages == 0) return;
    const struct gaz_page *last = &b->pages[b->n_pages - 1];
    struct gaz_page blank = {
        .number = last->number + 1, .end = GAZ_END_ISSUE, .width = last->width, .height = last->height};
    bind_page(b, &blank, last->label_prefix, &(struct shift){0});
}

static void bind_targets(struct binder *b, const struct gaz_target *targets, uint32_t n,
                         uint32_t first_page) {
    for (uint32_t i = 0; i < n; i++) {
        struct gaz_target target = targets[i];
        target.page += first_page;
        b->targets[b->n_targets++] = target;
    }
}

/* ---- the title page, and the 年度总目录 behind its blank back */

static void add_title_page(const struct binder *b, const struct gaz_typesetter *ts, struct gaz_book *book) {
    struct gaz_canvas title = gaz_compose_volume_title(ts, b->job);
    gaz_book_add_page(book, ts->style, title.items, title.n_items);
    gaz_book_add_page(book, ts->style, NULL, 0);
}

static void bind_year(struct binder *b, struct gaz_typesetter *ts) {
    struct gaz_book *book = gaz_book_new(b->arena, 1, N_OWN_TARGETS);
    add_title_page(b, ts, book);
    struct gaz_year_contents year = gaz_compose_year(ts, b->job, b->first_targets);
    gaz_book_fill(book, year.by_column, true, GAZ_END_BREAK);
    b->outline[b->n_outline++] = (struct gaz_outline){"年度总目录", 0, 0, false};
    if (year.by_number) {
        gaz_book_fill(book, year.by_number, true, GAZ_END_BREAK);
        b->outline[b->n_outline++] = (struct gaz_outline){"发文字号索引", 0, 1, false};
    }
    if (year.by_subject) {
        gaz_book_fill(book, year.by_subject, true, GAZ_END_BREAK);
        b->outline[b->n_outline++] = (struct gaz_outline){"主题索引", 0, 2, false};
    }
    bind_targets(b, book->targets, N_OWN_TARGETS, 0);
    for (uint32_t i = 0; i < book->n_pages; i++)
        bind_page(b, &book->pages[i], "总目录-", &(struct shift){0});
}

/* ---- an issue */

static char *name_issue(const struct binder *b, const struct gaz_issue *issue) {
    g_autofree char *called = gaz_issue_called(issue), *year = g_strdup_printf("%d年", issue->year);
    return gaz_arena_strdup(b->arena, called + (gaz_volume_has_years(b->job) ? 0 : strlen(year)));
}

/* 12-, or 2023-12-; 5—6-, 增刊1- */
static char *label_issue(const struct binder *b, const struct gaz_issue *issue) {
    g_autofree char *number = gaz_numbers_text(issue->number, "—");
    const char *word = issue->number.is_extra ? "增刊" : "";
    return gaz_volume_has_years(b->job) ? gaz_arena_printf(b->arena, "%d-%s%s-", issue->year, word, number)
                                        : gaz_arena_printf(b->arena, "%s%s-", word, number);
}

/* Its own entry, the first one, says which issue of the volume it is; all are closed. */
static void bind_outline(struct binder *b, const struct gaz_bound_issue *bound, uint32_t first_target) {
    for (uint32_t i = 0; i < bound->pages->n_outline; i++) {
        struct gaz_outline entry = bound->pages->outline[i];
        if (entry.level == 0) entry.title = name_issue(b, bound->issue);
        entry.target += first_target;
        entry.is_open = false;
        b->outline[b->n_outline++] = entry;
    }
}

static const uint32_t *share_inks(struct binder *b, const struct gaz_pages *pages) {
    uint32_t *inks = GAZ_NEW_ARRAY(b->arena, uint32_t, pages->n_inks);
    for (uint32_t i = 0; i < pages->n_inks; i++)
        inks[i] = gaz_inks_add(b->inks, &pages->inks[i]);
    return inks;
}

/* An issue's tree becomes a group of the volume's. */
static uint32_t bind_nodes(struct binder *b, const struct gaz_pages *pages, uint32_t first_target) {
    gaz_tree_open(b->tree, pages->nodes[0]);
    uint32_t begin = (uint32_t)b->tree->n, by = gaz_tree_graft(b->tree, pages->nodes, pages->n_nodes);
    gaz_tree_close(b->tree);
    for (uint32_t i = begin; i < b->tree->n; i++)
        if (gaz_node_has_target(&b->tree->nodes[i])) b->tree->nodes[i].as.target += first_target;
    return by;
}

static void bind_issue(struct binder *b, uint32_t number) {
    const struct gaz_bound_issue *bound = &b->job->issues[number];
    const struct gaz_pages *pages = bound->pages;
    pad_before(b, pages->pages[0].number);
    b->first_pages[number] = (uint32_t)b->n_pages;
    bind_targets(b, pages->targets, pages->n_targets, (uint32_t)b->n_pages);
    bind_outline(b, bound, b->first_targets[number]);
    uint32_t by = bind_nodes(b, pages, b->first_targets[number]);
    const char *prefix = label_issue(b, bound->issue);
    const struct shift shift = {by, share_inks(b, pages)};
    for (uint32_t i = 0; i < pages->n_pages; i++)
        bind_page(b, &pages->pages[i], prefix, &shift);
}

/* ---- 更正 */

static uint32_t first_page_of(const struct binder *b, const struct gaz_bound_issue *bound) {
    return b->first_pages[bound - b->job->issues];
}

static uint32_t add_target(struct binder *b, uint32_t page, struct gaz_frame at) {
    b->targets[b->n_targets] = (struct gaz_target){page, at.x, at.y};
    return b->n_targets++;
}

/* A link over a frame of a page that nothing shows. */
static void add_link(struct binder *b, uint32_t page, struct gaz_frame frame, uint32_t target) {
    struct gaz_page *own = &b->pages[page];
    if (frame.height == 0) return;
    struct gaz_item *items = GAZ_NEW_ARRAY(b->arena, struct gaz_item, own->n_items + 1);
    for (uint32_t i = 0; i < own->n_items; i++)
        items[i] = own->items[i];
    uint32_t node = gaz_tree_add(b->tree, (struct gaz_node){.kind = GAZ_NODE_LINK, .as.target = target});
    items[own->n_items++] = (struct gaz_item){.kind = GAZ_ITEM_LINK,
                                              .node = node,
                                              .x = frame.x,
                                              .y = frame.y,
                                              .as.link = {frame.width, frame.height}};
    own->items = items;
}

static void link_correction(struct binder *b, const struct gaz_bound_issue *bound, uint32_t doc,
                            const struct gaz_correction *one, struct gaz_diags *diags) {
    const struct gaz_bound_issue *mended = gaz_find_issue(b->job, bound->issue, one);
    struct gaz_mended there;
    if (!mended || !gaz_find_mended(mended, one, &there, diags)) return;
    struct gaz_mended here = gaz_find_correction(bound, doc, one);
    there.page += first_page_of(b, mended);
    here.page += first_page_of(b, bound);
    uint32_t to_there = add_target(b, there.page, there.frame);
    uint32_t to_here = add_target(b, here.page, here.frame);
    add_link(b, here.page, here.frame, to_there);
    add_link(b, there.page, there.frame, to_here);
}

static void link_corrections(struct binder *b, struct gaz_diags *diags) {
    for (uint32_t i = 0; i < b->job->n_issues; i++) {
        const struct gaz_bound_issue *bound = &b->job->issues[i];
        for (uint32_t d = 0; d < bound->issue->n_docs; d++) {
            const struct gaz_doc *doc = &bound->issue->docs[d];
            for (uint32_t k = 0; k < doc->n_corrections; k++)
                link_correction(b, bound, d, &doc->corrections[k], diags);
        }
    }
}

/* ---- the product */

static uint32_t count_corrections(const struct gaz_issue *issue) {
    uint32_t n = 0;
    for (uint32_t d = 0; d < issue->n_docs; d++)
        n += issue->docs[d].n_corrections;
    return n;
}

static struct binder binder_new(const struct gaz_volume_job *job, struct gaz_arena *arena) {
    struct binder b = {.job = job, .arena = arena};
    uint32_t n_targets = N_OWN_TARGETS, n_outline = N_OWN_TARGETS, n_links = 0;
    b.first_targets = GAZ_NEW_ARRAY(b.arena, uint32_t, job->n_issues);
    b.first_pages = GAZ_NEW_ARRAY(b.arena, uint32_t, job->n_issues);
    for (uint32_t i = 0; i < job->n_issues; i++) {
        b.first_targets[i] = n_targets;
        n_targets += job->issues[i].pages->n_targets;
        n_links += 2 * count_corrections(job->issues[i].issue);
        n_outline += job->issues[i].pages->n_outline;
    }
    b.targets = GAZ_NEW_ARRAY(b.arena, struct gaz_target, n_targets + n_links);
    b.outline = GAZ_NEW_ARRAY(b.arena, struct gaz_outline, n_outline);
    b.tree = gaz_tree_new(b.arena, GAZ_NODE_VOLUME);
    b.tree->nodes[0].language = "zh-CN";
    b.shared = g_hash_table_new(NULL, NULL);
    b.faces = g_ptr_array_new();
    b.inks = gaz_inks_new(b.arena, job->issues[job->n_issues - 1].style->inks); /* of the 年度总目录 */
    return b;
}

static void set_information(const struct gaz_volume_job *job, struct gaz_pages *pages) {
    const struct gaz_issue *first = job->issues[0].issue;
    const struct gaz_bound_issue *last = &job->issues[job->n_issues - 1];
    char *name = gaz_text_to_utf8(last->issue->name);
    pages->title = gaz_volume_has_years(job)
                       ? gaz_arena_printf(pages->arena, "%s %d—%d年", name, first->year, last->issue->year)
                       : gaz_arena_printf(pages->arena, "%s %d年", name, first->year);
    pages->author = last->pages->author;
    pages->subject = "年度总目录";
    pages->year = last->pages->year;
    pages->month = last->pages->month;
    pages->day = last->pages->day;
    g_free(name);
}

static struct gaz_pages *pages_of(const struct binder *b) {
    struct gaz_pages *pages = GAZ_NEW(b->arena, struct gaz_pages);
    *pages = (struct gaz_pages){.arena = b->arena,
                                .pages = b->pages,
                                .n_pages = (uint32_t)b->n_pages,
                                .targets = b->targets,
                                .n_targets = b->n_targets,
                                .outline = b->outline,
                                .n_outline = b->n_outline,
                                .inks = b->inks->inks,
                                .n_inks = b->inks->n};
    gaz_tree_give(b->tree, pages);
    set_information(b->job, pages);
    return pages;
}

static void check(const struct gaz_volume_job *job, const struct gaz_pages *pages, struct gaz_diags *diags) {
    struct gaz_issue *printed = g_new(struct gaz_issue, job->n_issues);
    for (uint32_t i = 0; i < job->n_issues; i++)
        printed[i] = gaz_issue_as_printed(job->issues[i].issue, job->issues[i].style);
    gaz_check_pages(printed, job->n_issues, pages, diags);
    g_free(printed);
}

/* The issues as they were printed, in the place of the whole ones. */
static struct gaz_volume_job printed_job(const struct gaz_volume_job *job, struct gaz_arena *arena) {
    struct gaz_bound_issue *issues = GAZ_NEW_ARRAY(arena, struct gaz_bound_issue, job->n_issues);
    for (uint32_t i = 0; i < job->n_issues; i++) {
        issues[i] = job->issues[i];
        if (issues[i].pages->issue) issues[i].issue = issues[i].pages->issue;
    }
    return (struct gaz_volume_job){issues, job->n_issues, job->fonts};
}

/* The fonts last served an issue, and know which signs that one has. The 总目录 has all issues' titles. */
static void expect_titles(const struct gaz_volume_job *job) {
    gaz_fonts_begin(job->fonts);
    for (uint32_t i = 0; i < job->n_issues; i++)
        for (uint32_t k = 0; k < job->issues[i].issue->n_docs; k++)
            gaz_fonts_expect_text(job->fonts, gaz_doc_contents_title(&job->issues[i].issue->docs[k]));
    gaz_fonts_settle(job->fonts);
}

struct gaz_pages *gaz_layout_volume(const struct gaz_volume_job *given, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    const struct gaz_volume_job printed = printed_job(given, arena), *job = &printed;
    struct binder b = binder_new(job, arena);
    struct gaz_typesetter ts = {.arena = b.arena,
                                .tree = b.tree,
                                .style = job->issues[job->n_issues - 1].style,
                                .fonts = job->fonts,
                                .diags = diags,
                                .lent = gaz_lent_new()};
    expect_titles(job);
    bind_year(&b, &ts);
    for (uint32_t i = 0; i < job->n_issues; i++)
        bind_issue(&b, i);
    link_corrections(&b, diags);
    gaz_lent_end(ts.lent, diags);
    g_hash_table_destroy(b.shared);
    g_ptr_array_free(b.faces, TRUE);
    struct gaz_pages *pages = pages_of(&b);
    if (!gaz_diags_have_errors(diags)) check(job, pages, diags);
    return pages;
}
