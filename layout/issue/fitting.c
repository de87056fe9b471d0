/* fitting.c: taking in paragraphs so that a document loses a last page of a line or two, and so that no
 * paragraph's last line stands alone on the next page; and ending their lines elsewhere where a page would
 * end within a date. */
#include "layout/issue/fitting.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/issue/parts.h"

/* a paragraph that can lose a line */
struct candidate {
    const struct gaz_block *block;
    gaz_len last_width;
    uint32_t lines, taken; /* as it is, and taken in */
};

/* ---- trials */

static void fill(const struct gaz_fitting *f, struct gaz_book *book) {
    struct gaz_flow *flow =
        gaz_compose_document(f->typesetter, f->doc, f->target, f->part_target, &f->adjusted);
    book->keeps_footer = f->keeps_footer;
    book->runs_on = f->runs_on;
    gaz_book_fill(book, flow, true, GAZ_END_NEXT_DOCUMENT);
    book->runs_on = false;
}

/* The pages that the document stands on, of a book that was as `start` says before it. */
static uint32_t pages_since(const struct gaz_book *book, uint32_t start) {
    return book->n_pages - start + (book->ran_on ? 1 : 0);
}

/* how many pages the document takes with the paragraphs that are taken in now */
static uint32_t count_pages(const struct gaz_fitting *f, const struct gaz_book *book) {
    struct gaz_book *trial = gaz_book_after(book, &f->start);
    uint32_t start = trial->n_pages;
    size_t nodes = f->typesetter->tree ? f->typesetter->tree->n : 0;
    fill(f, trial);
    gaz_tree_cut(f->typesetter->tree, nodes);
    return pages_since(trial, start);
}

/* ---- candidates */

static gaz_len last_width(const struct gaz_paragraph *paragraph) {
    const struct gaz_line *last = &paragraph->lines[paragraph->n_lines - 1];
    return last->left + last->width;
}

/* Its lines are as the print has them. */
static bool is_set_by_hand(const struct gaz_block *block) {
    bool set = block->n_lines != 0 || block->last_line.source;
    for (uint32_t i = 0; i < block->text.n && !set; i++)
        set = gaz_char_begins_line(&block->text.chars[i]);
    return set;
}

static bool try_candidate(const struct gaz_typesetter *ts, const struct gaz_block *block, gaz_len squeeze,
                          struct candidate *out) {
    if (block->kind != GAZ_BLOCK_PARAGRAPH || block->align != GAZ_ALIGN_BODY || is_set_by_hand(block))
        return false;
    struct gaz_block printed = gaz_block_printed(ts, block);
    struct gaz_paragraph_spec spec = gaz_block_spec(ts, &printed);
    gaz_len own = spec.squeeze;
    spec.squeeze = squeeze;
    struct gaz_paragraph tight = gaz_paragraph_set(ts, &spec);
    if (!tight.saves_line) return false; /* as most of them */
    spec.squeeze = own;
    struct gaz_paragraph usual = gaz_paragraph_set(ts, &spec);
    *out = (struct candidate){block, last_width(&usual), usual.n_lines, tight.n_lines};
    return true;
}

static gint by_last_width(gconstpointer a, gconstpointer b) {
    const struct candidate *x = a, *y = b;
    return x->last_width < y->last_width ? -1 : x->last_width > y->last_width;
}

static GArray *candidates_of(const struct gaz_fitting *f) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    struct candidate one;
    gaz_len squeeze = f->typesetter->style->fit_squeeze;
    for (uint32_t p = 0; p < f->doc->n_parts; p++)
        for (uint32_t i = 0; i < f->doc->parts[p].n_blocks; i++)
            if (try_candidate(f->typesetter, &f->doc->parts[p].blocks[i], squeeze, &one))
                g_array_append_val(all, one);
    g_array_sort(all, by_last_width); /* stable: equal ones stay in the order of the text */
    return all;
}

static void take(const struct gaz_fitting *f, const struct candidate *one, gaz_len squeeze) {
    g_hash_table_insert(f->adjusted.taken_in, (gpointer)one->block, GINT_TO_POINTER(squeeze));
}

static struct gaz_taken taken_of(const struct candidate *one) {
    return (struct gaz_taken){gaz_text_span(one->block->text), one->lines, one->taken};
}

static void note_taken(const struct gaz_fitting *f, const GArray *all, guint n, struct gaz_ending *ending) {
    struct gaz_taken *taken = GAZ_NEW_ARRAY(f->typesetter->arena, struct gaz_taken, n);
    for (guint i = 0; i < n; i++)
        taken[i] = taken_of(&g_array_index(all, struct candidate, i));
    ending->taken = taken;
    ending->n_taken = n;
    ending->saved_lines = ending->last_lines;
}

/* As many candidates as there are lines to save at the most: each saves one. True when the page is gone. */
static bool take_in(const struct gaz_fitting *f, const struct gaz_book *book, struct gaz_ending *ending) {
    GArray *all = candidates_of(f);
    guint n = 0;
    bool saved = false;
    while (!saved && n < MIN(all->len, ending->last_lines)) {
        take(f, &g_array_index(all, struct candidate, n++), f->typesetter->style->fit_squeeze);
        saved = count_pages(f, book) < ending->n_pages;
    }
    if (saved)
        note_taken(f, all, n, ending);
    else
        g_hash_table_remove_all(f->adjusted.taken_in);
    g_array_free(all, TRUE);
    return saved;
}

/* ---- the ending */

bool gaz_ending_is_poor(const struct gaz_ending *ending) {
    return ending->n_pages > 1 && (ending->bare_footer || (ending->last_lines <= 2 && !ending->is_followed) ||
                                   ending->bare_first || ending->bare_signature);
}

/* Which pages should show text of the document and do not; nobody asks it of a document that has none. */
static void look_for_text(const struct gaz_page *pages, struct gaz_ending *ending) {
    bool has_text = false;
    ending->bare_first = ending->bare_signature = 0;
    for (uint32_t i = ending->n_pages; i-- > 0;) {
        has_text |= pages[i].has_text;
        if (pages[i].has_signature && !pages[i].has_text) ending->bare_signature = i + 1;
    }
    if (!has_text) ending->bare_signature = 0;
    if (has_text && !pages[0].has_text) ending->bare_first = 1;
}

/* Appends the document as it is now, and looks at its end. */
static void fill_and_look(const struct gaz_fitting *f, struct gaz_book *book, struct gaz_ending *ending) {
    fill(f, book);
    ending->n_pages = pages_since(book, f->start.n_pages);
    ending->is_followed = f->is_followed && book->end.is_open;
    if (ending->n_pages == 0) return; /* nothing of it is printed, which is an error already */
    const struct gaz_page *last = &book->pages[book->n_pages - 1];
    ending->last_lines = last->lost || last->has_picture ? UINT32_MAX : last->body_lines;
    ending->bare_footer = last->only_footer;
    look_for_text(&book->pages[book->n_pages - ending->n_pages], ending);
}

static bool wants_fitting(const struct gaz_fitting *f, const struct gaz_ending *ending) {
    uint32_t most = (uint32_t)f->typesetter->style->fit_last_lines;
    bool is_short = ending->last_lines > 0 && ending->last_lines <= most;
    return ending->n_pages > 1 && most > 0 && !ending->is_followed && (is_short || ending->bare_footer);
}

/* Sets the document again, with what is taken in now. */
static void refill(const struct gaz_fitting *f, struct gaz_book *book, struct gaz_ending *ending) {
    gaz_book_rewind(book, &f->start);
    gaz_tree_cut(f->typesetter->tree, f->first_node);
    fill_and_look(f, book, ending);
}

/* The 版记 that stands alone gets the last lines or rows, when that costs no page. */
static void keep_footer(struct gaz_fitting *f, struct gaz_book *book, struct gaz_ending *ending) {
    uint32_t n_pages = ending->n_pages;
    f->keeps_footer = true;
    refill(f, book, ending);
    if (ending->n_pages <= n_pages) return;
    f->keeps_footer = false;
    refill(f, book, ending);
}

/* ---- 孤行 (C-56): a paragraph is taken in first; what cannot be leaves its page a line short */

static bool holds(const struct gaz_text text, const struct gaz_glyph_run *run) {
    return text.n > 0 && run->n_chars > 0 && run->source == text.source &&
           run->chars[0].offset >= text.chars[0].offset &&
           run->chars[0].offset <= text.chars[text.n - 1].offset;
}

static bool is_text(const struct gaz_item *item) {
    return item->kind == GAZ_ITEM_GLYPHS && item->line && item->artifact == GAZ_ARTIFACT_NONE;
}

/* the text that begins a page; NULL: none does */
static const struct gaz_glyph_run *run_at_head(const struct gaz_page *page) {
    uint32_t i = 0;
    while (i < page->n_items && !is_text(&page->items[i]))
        i++;
    return i < page->n_items ? &page->items[i].as.glyphs : NULL;
}

/* the block whose text begins a page; NULL when none of the document's does */
static const struct gaz_block *block_at_head(const struct gaz_fitting *f, const struct gaz_page *page) {
    const struct gaz_glyph_run *run = run_at_head(page);
    for (uint32_t p = 0; run && p < f->doc->n_parts; p++)
        for (uint32_t b = 0; b < f->doc->parts[p].n_blocks; b++)
            if (holds(f->doc->parts[p].blocks[b].text, run)) return &f->doc->parts[p].blocks[b];
    return NULL;
}

/* Takes in the paragraph that made `page` end early. False, and all as before, when that does not fill it. */
static bool fill_page(const struct gaz_fitting *f, struct gaz_book *book, uint32_t page,
                      struct gaz_ending *ending, struct candidate *one) {
    const struct gaz_block *block = block_at_head(f, &book->pages[page + 1]);
    gaz_len squeeze = f->typesetter->style->widow_squeeze;
    if (!block || g_hash_table_contains(f->adjusted.taken_in, block) ||
        !try_candidate(f->typesetter, block, squeeze, one))
        return false;
    take(f, one, squeeze);
    refill(f, book, ending);
    if (book->pages[page].end != GAZ_END_KEEP) return true;
    g_hash_table_remove(f->adjusted.taken_in, block);
    refill(f, book, ending);
    return false;
}

static void take_in_widows(const struct gaz_fitting *f, struct gaz_book *book, struct gaz_ending *ending) {
    uint32_t first = book->n_pages - ending->n_pages;
    struct gaz_taken *widows = GAZ_NEW_ARRAY(f->typesetter->arena, struct gaz_taken, ending->n_pages);
    struct candidate one;
    ending->widows = widows;
    for (uint32_t page = first; page + 1 < book->n_pages; page++)
        if (book->pages[page].end == GAZ_END_KEEP && fill_page(f, book, page, ending, &one))
            widows[ending->n_widows++] = taken_of(&one);
}

/* ---- a date or a range that a page's end would part: worse than what a line's end parts (C-34), for who
 * reads on has turned the leaf */

enum { LOOSE_PART = 4 /* of a cell: gaps that open by so much are no better */ };

/* Sets a paragraph to look at it, and nobody hears of it. */
static struct gaz_paragraph set_quietly(const struct gaz_fitting *f, const struct gaz_paragraph_spec *spec) {
    struct gaz_typesetter quiet = *f->typesetter;
    quiet.diags = gaz_diags_new();
    quiet.lent = NULL;
    quiet.observer = NULL;
    struct gaz_paragraph paragraph = gaz_paragraph_set(&quiet, spec);
    gaz_diags_free(quiet.diags);
    return paragraph;
}

static gaz_len most_opened(const struct gaz_paragraph *paragraph) {
    gaz_len most = 0;
    for (uint32_t i = 0; i < paragraph->n_lines; i++)
        most = MAX(most, paragraph->lines[i].opened);
    return most;
}

/* lines whose ends part something or break a rule */
static uint32_t bad_ends(const struct gaz_paragraph *paragraph) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < paragraph->n_lines; i++)
        n += paragraph->lines[i].parts || paragraph->lines[i].breaks;
    return n;
}

/* Whether the block, without a line that begins at the character, is as long, and no worse to look at. */
static bool can_be_unparted(const struct gaz_fitting *f, const struct gaz_block *block, uint32_t unparted) {
    const struct gaz_typesetter *ts = f->typesetter;
    struct gaz_block printed = gaz_block_printed(ts, block);
    struct gaz_paragraph_spec spec = gaz_block_spec(ts, &printed);
    spec.squeeze = GPOINTER_TO_INT(g_hash_table_lookup(f->adjusted.taken_in, block));
    struct gaz_paragraph usual = set_quietly(f, &spec);
    spec.unparted = unparted;
    struct gaz_paragraph other = set_quietly(f, &spec);
    gaz_len most = MAX(most_opened(&usual), ts->style->cell / LOOSE_PART);
    return other.n_lines == usual.n_lines && bad_ends(&other) < bad_ends(&usual) &&
           most_opened(&other) <= most;
}

/* Ends the lines of the paragraph elsewhere that goes on from `page` to the next in the midst of a date. */
static bool unpart(const struct gaz_fitting *f, const struct gaz_book *book, uint32_t page) {
    const struct gaz_block *block = block_at_head(f, &book->pages[page + 1]);
    if (!block || block->kind != GAZ_BLOCK_PARAGRAPH || is_set_by_hand(block) ||
        g_hash_table_contains(f->adjusted.unparted, block))
        return false;
    uint32_t unparted = run_at_head(&book->pages[page + 1])->chars[0].offset + 1;
    if (!can_be_unparted(f, block, unparted)) return false;
    return g_hash_table_insert(f->adjusted.unparted, (gpointer)block, GUINT_TO_POINTER(unparted));
}

static void keep_together(const struct gaz_fitting *f, struct gaz_book *book, struct gaz_ending *ending) {
    bool any = false;
    for (uint32_t page = book->n_pages - ending->n_pages; page + 1 < book->n_pages; page++)
        any |= book->pages[page].parts && unpart(f, book, page);
    if (any) refill(f, book, ending);
}

/* ---- 版头.至少: what runs over the first page by a line or two */

/* Pages on which the document's own text stands, its signature included; 0: what follows does not begin a
 * page of its own, and nobody can tell. */
static uint32_t own_pages(const struct gaz_fitting *f, const struct gaz_book *book,
                          const struct gaz_ending *ending) {
    const struct gaz_style *style = f->typesetter->style;
    if (f->doc->n_parts < 2) return ending->n_pages;
    bool is_attachment = f->doc->parts[1].kind == GAZ_PART_ATTACHMENT;
    bool begins = is_attachment ? style->attachment_new_page : style->instrument_new_page;
    const struct gaz_target *targets = book->targets;
    return begins ? targets[f->part_target - 1].page - targets[f->target - 1].page : 0;
}

/* As few lines as make the text end on its first page; none when the most there may be do not. */
static void lower_letterhead(struct gaz_fitting *f, struct gaz_book *book, struct gaz_ending *ending) {
    const struct gaz_style *style = f->typesetter->style;
    int least = style->letterhead_least, most = least > 0 ? style->letterhead_lines - least : 0;
    if (most <= 0 || f->doc->letterhead.n == 0 || f->runs_on || own_pages(f, book, ending) != 2) return;
    for (int less = 1; less <= most; less++) {
        f->adjusted.letterhead_less = less;
        refill(f, book, ending);
        if (own_pages(f, book, ending) == 1) break;
    }
    if (own_pages(f, book, ending) != 1) {
        f->adjusted.letterhead_less = 0;
        refill(f, book, ending);
    }
    ending->letterhead_less = f->adjusted.letterhead_less;
}

struct gaz_ending gaz_fit_document(struct gaz_fitting *f, struct gaz_book *book) {
    struct gaz_ending ending = {0};
    f->first_node = f->typesetter->tree ? f->typesetter->tree->n : 0;
    f->adjusted = (struct gaz_adjusted){0, g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL)};
    f->start = gaz_book_mark(book);
    fill_and_look(f, book, &ending);
    lower_letterhead(f, book, &ending);
    if (wants_fitting(f, &ending) && take_in(f, book, &ending)) refill(f, book, &ending);
    if (ending.bare_footer && !f->typesetter->style->footer_alone) keep_footer(f, book, &ending);
    if (f->typesetter->style->widow_squeeze > 0) take_in_widows(f, book, &ending);
    keep_together(f, book, &ending);
    g_clear_pointer(&f->adjusted.taken_in, g_hash_table_destroy);
    g_clear_pointer(&f->adjusted.unparted, g_hash_table_destroy);
    return ending;
}

/* ---- what the editor is told */

static void report_widow(struct gaz_diags *diags, const struct gaz_taken *one) {
    char lines[12], taken[12];
    g_snprintf(lines, sizeof lines, "%u", one->lines);
    g_snprintf(taken, sizeof taken, "%u", one->taken);
    gaz_report(diags, GAZ_D_WIDOW_TAKEN_IN, one->span, lines, taken);
}

static void report_taken(struct gaz_diags *diags, const struct gaz_taken *one, uint32_t saved) {
    char lines[12], taken[12], page[12];
    g_snprintf(lines, sizeof lines, "%u", one->lines);
    g_snprintf(taken, sizeof taken, "%u", one->taken);
    g_snprintf(page, sizeof page, "%u", saved);
    gaz_report(diags, GAZ_D_TAKEN_IN, one->span, lines, taken, page);
}

static void report_letterhead(const struct gaz_fitting *f, int less) {
    int lines = f->typesetter->style->letterhead_lines;
    char before[12], now[12];
    g_snprintf(before, sizeof before, "%d", lines);
    g_snprintf(now, sizeof now, "%d", lines - less);
    gaz_report(f->typesetter->diags, GAZ_D_LETTERHEAD_LOWER, gaz_text_span(f->doc->letterhead.texts[0]),
               before, now);
}

enum { MANY_ADDRESSEES = 3 /* lines of 主送 */ };

/* 7.3.2: too many 主送 go to the 版记. */
static void report_first_page(const struct gaz_fitting *f, int page) {
    struct gaz_text addressees = f->doc->addressees;
    bool many =
        addressees.n > (uint32_t)(MANY_ADDRESSEES - 1) * (uint32_t)f->typesetter->style->chars_per_line;
    char number[12];
    g_snprintf(number, sizeof number, "%d", page);
    if (many)
        gaz_report(f->typesetter->diags, GAZ_D_MANY_ADDRESSEES, gaz_text_span(addressees), number);
    else
        gaz_report(f->typesetter->diags, GAZ_D_FIRST_PAGE_BARE, gaz_doc_place(f->doc), number);
}

static void report_bare_signature(const struct gaz_fitting *f, int page) {
    const struct gaz_doc *doc = f->doc;
    struct gaz_text signature = doc->signatures.n ? doc->signatures.texts[0]
                                : doc->date.n     ? doc->date
                                                  : doc->note;
    char number[12];
    g_snprintf(number, sizeof number, "%d", page);
    gaz_report(f->typesetter->diags, GAZ_D_SIGNATURE_BARE, gaz_text_span(signature), number);
}

void gaz_report_ending(const struct gaz_fitting *f, const struct gaz_ending *ending, int page) {
    struct gaz_diags *diags = f->typesetter->diags;
    struct gaz_span span = gaz_doc_place(f->doc);
    char number[12], count[12];
    g_snprintf(number, sizeof number, "%d", page);
    g_snprintf(count, sizeof count, "%u", ending->last_lines);
    if (ending->letterhead_less) report_letterhead(f, ending->letterhead_less);
    for (uint32_t i = 0; i < ending->n_taken; i++)
        report_taken(diags, &ending->taken[i], ending->saved_lines);
    for (uint32_t i = 0; i < ending->n_widows; i++)
        report_widow(diags, &ending->widows[i]);
    int first = page - (int)ending->n_pages + 1;
    if (ending->bare_first) report_first_page(f, first);
    if (ending->bare_signature) report_bare_signature(f, first + (int)ending->bare_signature - 1);
    if (ending->n_pages < 2 || ending->is_followed) return;
    if (ending->bare_footer)
        gaz_report(diags, GAZ_D_BARE_FOOTER, span, number);
    else if (ending->last_lines <= 2)
        gaz_report(diags, GAZ_D_SHORT_PAGE, span, number, count);
}
