/* fitting.c: taking in paragraphs so that a document loses a last page of a line or two. */
#include "layout/issue/fitting.h"

#include "base/diag.h"
#include "layout/block/block.h"
#include "layout/issue/parts.h"
#include "layout/text/set.h"

#include <string.h>

/* a paragraph that can lose a line */
struct candidate {
    const struct gaz_block *block;
    gaz_len last_width;
    uint32_t lines, taken; /* as it is, and taken in */
};

/* ---- the last page */

static bool is_body(const struct gaz_item *item) {
    return item->line && !(item->flags & GAZ_ITEM_FURNITURE);
}

/* set lines on a page but the page number; a page with a picture counts as full */
static uint32_t count_lines(const struct gaz_page *page) {
    uint32_t n = 0, last = 0;
    for (uint32_t i = 0; i < page->n_items; i++) {
        if (page->items[i].kind == GAZ_ITEM_IMAGE) return UINT32_MAX;
        if (!is_body(&page->items[i]) || page->items[i].line == last) continue;
        last = page->items[i].line;
        n++;
    }
    return n;
}

static bool has_role(const struct gaz_item *item, enum gaz_role_id role) {
    return item->kind != GAZ_ITEM_GLYPHS || strcmp(item->as.glyphs.role, gaz_role_name(role)) == 0;
}

/* a page whose text is lost says so in furniture of its own; it is as full as it can be */
static bool is_lost_page(const struct gaz_page *page) {
    for (uint32_t i = 0; i < page->n_items; i++)
        if (page->items[i].flags & GAZ_ITEM_FURNITURE && !has_role(&page->items[i], GAZ_ROLE_FOLIO))
            return true;
    return false;
}

/* nothing but the 版记 and the page number */
static bool is_bare_footer(const struct gaz_page *page) {
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_item *item = &page->items[i];
        if (item->kind == GAZ_ITEM_IMAGE) return false;
        if (!(item->flags & GAZ_ITEM_FURNITURE) && !has_role(item, GAZ_ROLE_FOOTER)) return false;
    }
    return true;
}

/* ---- trials */

static void fill(const struct gaz_fitting *f, struct gaz_book *book) {
    struct gaz_flow *flow = gaz_compose_document(f->typesetter, f->doc, f->target, f->part_target);
    gaz_book_fill(book, flow, true, GAZ_END_NEXT_DOCUMENT);
}

/* how many pages the document takes with the paragraphs that are taken in now */
static uint32_t count_pages(const struct gaz_fitting *f, int first_number) {
    struct gaz_book *trial = gaz_book_new(f->typesetter->arena, first_number, 0);
    fill(f, trial);
    return trial->n_pages;
}

/* ---- candidates */

static gaz_len last_width(const struct gaz_paragraph *paragraph) {
    const struct gaz_line *last = &paragraph->lines[paragraph->n_lines - 1];
    return last->left + last->width;
}

static bool try_candidate(const struct gaz_typesetter *ts, const struct gaz_block *block,
                          struct candidate *out) {
    if (block->kind != GAZ_BLOCK_PARAGRAPH || block->align != GAZ_ALIGN_BODY) return false;
    struct gaz_paragraph_spec spec = gaz_block_spec(ts, block);
    struct gaz_paragraph usual = gaz_paragraph_set(ts, &spec);
    if (usual.n_lines < 2) return false;
    spec.take_in = ts->style->fit_squeeze;
    struct gaz_paragraph tight = gaz_paragraph_set(ts, &spec);
    *out = (struct candidate){block, last_width(&usual), usual.n_lines, tight.n_lines};
    return tight.n_lines < usual.n_lines;
}

static gint by_last_width(gconstpointer a, gconstpointer b) {
    const struct candidate *x = a, *y = b;
    return x->last_width < y->last_width ? -1 : x->last_width > y->last_width;
}

static GArray *candidates_of(const struct gaz_fitting *f) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    struct candidate one;
    for (uint32_t p = 0; p < f->doc->n_parts; p++)
        for (uint32_t i = 0; i < f->doc->parts[p].n_blocks; i++)
            if (try_candidate(f->typesetter, &f->doc->parts[p].blocks[i], &one)) g_array_append_val(all, one);
    g_array_sort(all, by_last_width); /* stable: equal ones stay in the order of the text */
    return all;
}

static void report_taken(const struct gaz_fitting *f, const struct candidate *one, uint32_t saved) {
    char lines[12], taken[12], page[12];
    g_snprintf(lines, sizeof lines, "%u", one->lines);
    g_snprintf(taken, sizeof taken, "%u", one->taken);
    g_snprintf(page, sizeof page, "%u", saved);
    gaz_report(f->typesetter->diags, GAZ_D_TAKEN_IN, gaz_text_span(one->block->text), lines, taken, page);
}

/* As many candidates as there are lines to save at the most: each saves one. True when the page is gone. */
static bool take_in(const struct gaz_fitting *f, int first_number, uint32_t pages, uint32_t lines) {
    GArray *all = candidates_of(f);
    guint n = 0;
    bool saved = false;
    f->typesetter->taken_in = g_hash_table_new(NULL, NULL);
    while (!saved && n < MIN(all->len, lines)) {
        g_hash_table_add(f->typesetter->taken_in, (gpointer)g_array_index(all, struct candidate, n++).block);
        saved = count_pages(f, first_number) < pages;
    }
    for (guint i = 0; saved && i < n; i++)
        report_taken(f, &g_array_index(all, struct candidate, i), lines);
    if (!saved) g_clear_pointer(&f->typesetter->taken_in, g_hash_table_destroy);
    g_array_free(all, TRUE);
    return saved;
}

static void report_short(const struct gaz_fitting *f, const struct gaz_page *page, uint32_t lines) {
    char number[12], count[12];
    g_snprintf(number, sizeof number, "%d", page->number);
    g_snprintf(count, sizeof count, "%u", lines);
    struct gaz_span span = gaz_text_span(f->doc->title);
    if (is_bare_footer(page))
        gaz_report(f->typesetter->diags, GAZ_D_BARE_FOOTER, span, number);
    else if (lines <= 2)
        gaz_report(f->typesetter->diags, GAZ_D_SHORT_PAGE, span, number, count);
}

void gaz_fit_document(const struct gaz_fitting *f, struct gaz_book *book) {
    uint32_t before = book->n_pages;
    fill(f, book);
    uint32_t pages = book->n_pages - before;
    if (pages < 2 || is_lost_page(&book->pages[book->n_pages - 1])) return;
    uint32_t lines = count_lines(&book->pages[book->n_pages - 1]);
    bool wants = lines > 0 && lines <= (uint32_t)f->typesetter->style->fit_last_lines;
    if (!wants || !take_in(f, book->first_number + (int)before, pages, lines)) {
        report_short(f, &book->pages[book->n_pages - 1], lines);
        return;
    }
    book->n_pages = before;
    fill(f, book);
    g_clear_pointer(&f->typesetter->taken_in, g_hash_table_destroy);
}
