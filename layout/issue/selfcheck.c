/* selfcheck.c: every character and every picture that is to be printed is set exactly once, in order, and
 * belongs to what the tree says it is.
 *
 * The model's order (gaz_doc_texts) says what a document prints; the tree, with the items of each node, says
 * what was set. Both are read as sequences of (character, source offset) per source, white space and copies
 * left out, and must be equal. Characters that the program adds (： of 主送, 年月日, numbers of the automatic
 * list) have no source place and do not count, but the marks of notes do, by their numbers. And none of them
 * stands off the paper.
 */
#include "base/diag/diag.h"
#include "layout/issue/parts.h"

#include <glib.h>
#include <stdlib.h>

enum { PICTURE = UINT16_MAX /* no character */ };

struct expected {
    GArray *chars; /* struct gaz_char */
};

static bool counts(const struct gaz_char *ch) {
    return ch->offset != GAZ_NOWHERE && ch->ch != '\n' && !g_unichar_isspace(ch->ch);
}

/* A mark of a note is generated, and counts by its number: where it stands in the text is proved too. */
static void append_counted(GArray *all, const struct gaz_char *ch) {
    uint32_t note = gaz_char_note(ch);
    if (note) {
        struct gaz_char mark = {note, GAZ_NOWHERE, ch->attrs};
        bool goes_on = all->len && gaz_char_note(&g_array_index(all, struct gaz_char, all->len - 1)) == note;
        if (!goes_on) g_array_append_val(all, mark); /* [12] is one mark of four characters */
    } else if (counts(ch)) {
        g_array_append_val(all, *ch);
    }
}

static void expect(void *context, struct gaz_piece piece, struct gaz_text text) {
    struct expected *e = context;
    if (piece.kind == GAZ_PIECE_COLUMN) return; /* of issue.yaml: check_fields */
    for (uint32_t i = 0; i < text.n; i++)
        append_counted(e->chars, &text.chars[i]);
}

/* A picture counts by its place in the source. */
static struct gaz_char picture_at(struct gaz_span span) {
    return (struct gaz_char){PICTURE, span.begin, 0};
}

static void expect_picture(void *context, const struct gaz_figure *figure) {
    struct expected *e = context;
    struct gaz_char picture = picture_at(figure->span);
    g_array_append_val(e->chars, picture);
}

/* what was set, by source: arrays of struct gaz_char */
struct set {
    GHashTable *texts, *pictures;
};

static GArray *array_of(GHashTable *by_source, const struct gaz_source *source) {
    GArray *all = g_hash_table_lookup(by_source, source);
    if (all) return all;
    all = g_array_new(FALSE, FALSE, sizeof(struct gaz_char));
    g_hash_table_insert(by_source, (gpointer)source, all);
    return all;
}

static void collect_item(const struct set *set, const struct gaz_item *item) {
    struct gaz_text text = gaz_item_text(item);
    if (item->kind == GAZ_ITEM_IMAGE && item->as.image.span.source) {
        struct gaz_char picture = picture_at(item->as.image.span);
        g_array_append_val(array_of(set->pictures, item->as.image.span.source), picture);
    }
    if (text.n == 0 || !text.source) return;
    GArray *all = array_of(set->texts, text.source);
    for (uint32_t k = 0; k < text.n; k++)
        append_counted(all, &text.chars[k]);
}

/* one pass over the tree */
static struct set collect_set(const struct gaz_pages *pages) {
    struct gaz_node_items sorted = gaz_node_items_of(pages);
    struct set set = {g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref),
                      g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref)};
    for (uint32_t node = 0; node < pages->n_nodes; node++) {
        if (pages->nodes[node].is_copy) continue;
        for (uint32_t i = sorted.first[node]; i < sorted.first[node + 1]; i++)
            collect_item(&set, sorted.items[i].item);
    }
    gaz_node_items_clear(&sorted);
    return set;
}

static void report(const struct gaz_source *source, const struct gaz_char *ch, enum gaz_code code,
                   struct gaz_diags *diags) {
    char utf8[8] = "";
    uint32_t shown = gaz_char_note(ch) ? gaz_note_mark(gaz_char_note(ch)) : ch->ch;
    utf8[g_unichar_to_utf8(shown, utf8)] = '\0';
    gaz_report(diags, code, gaz_span_at(source, ch->offset == GAZ_NOWHERE ? 0 : ch->offset), utf8);
}

static bool is_same(const GArray *want, const GArray *got, guint i) {
    const struct gaz_char *w = &g_array_index(want, struct gaz_char, i);
    const struct gaz_char *g = &g_array_index(got, struct gaz_char, i);
    return w->ch == g->ch && w->offset == g->offset;
}

/* The first difference tells: an expected character that did not come, or one that came in its place. */
static bool compare(const struct gaz_source *source, const GArray *want, const GArray *got,
                    struct gaz_diags *diags) {
    guint n = got ? got->len : 0, i = 0;
    while (i < want->len && i < n && is_same(want, got, i))
        i++;
    if (i >= want->len && i >= n) return true;
    bool is_lost = i < want->len;
    const struct gaz_char *ch = &g_array_index(is_lost ? want : got, struct gaz_char, i);
    if (ch->ch == PICTURE)
        gaz_report(diags, GAZ_D_PICTURE_LOST, gaz_span_at(source, ch->offset), NULL);
    else
        report(source, ch, is_lost ? GAZ_D_TEXT_LOST : GAZ_D_TEXT_TWICE, diags);
    return false;
}

static bool check_doc(const struct gaz_doc *doc, const struct set *set, struct gaz_diags *diags) {
    struct expected texts = {g_array_new(FALSE, FALSE, sizeof(struct gaz_char))};
    struct expected pictures = {g_array_new(FALSE, FALSE, sizeof(struct gaz_char))};
    gaz_doc_texts(doc, expect, &texts);
    gaz_doc_figures(doc, expect_picture, &pictures);
    bool same = compare(doc->source, texts.chars, g_hash_table_lookup(set->texts, doc->source), diags) &&
                compare(doc->source, pictures.chars, g_hash_table_lookup(set->pictures, doc->source), diags);
    g_array_unref(texts.chars);
    g_array_unref(pictures.chars);
    return same;
}

/* issue.yaml's texts may stand on several pages; each character of each must stand somewhere */
static bool check_fields(const struct gaz_issue *issue, GHashTable *set, struct gaz_diags *diags) {
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    GArray *all = g_hash_table_lookup(set, issue->source);
    for (guint i = 0; all && i < all->len; i++)
        g_hash_table_add(seen, GUINT_TO_POINTER(g_array_index(all, struct gaz_char, i).offset + 1));
    struct expected e = {g_array_new(FALSE, FALSE, sizeof(struct gaz_char))};
    const struct gaz_piece none = {.kind = GAZ_PIECE_TITLE};
    expect(&e, none, issue->name);
    expect(&e, none, issue->pinyin);
    for (int i = 0; i < GAZ_N_IMPRINTS; i++)
        expect(&e, none, issue->imprint[i]);
    const struct gaz_pairs *lists[] = {&issue->board, &issue->contacts};
    for (int l = 0; l < 2; l++)
        for (uint32_t i = 0; i < lists[l]->n; i++) {
            expect(&e, none, lists[l]->pairs[i].label);
            expect(&e, none, lists[l]->pairs[i].value);
        }
    for (uint32_t i = 0; i < issue->n_docs; i++)
        expect(&e, none, issue->docs[i].column_title);
    bool complete = true;
    for (guint i = 0; i < e.chars->len && complete; i++) {
        const struct gaz_char *ch = &g_array_index(e.chars, struct gaz_char, i);
        complete = g_hash_table_contains(seen, GUINT_TO_POINTER(ch->offset + 1));
        if (!complete) report(issue->source, ch, GAZ_D_TEXT_LOST, diags);
    }
    g_array_unref(e.chars);
    g_hash_table_destroy(seen);
    return complete;
}

/* ---- the tree */

/* An item of the root belongs to nothing, unless it is an artifact. */
static bool is_nobodys(const struct gaz_pages *pages, const struct gaz_item *item) {
    if (item->artifact != GAZ_ARTIFACT_NONE) return item->node != 0;
    return item->node == 0 || item->node >= pages->n_nodes;
}

/* the table or list that a node is in; 0: none */
static uint32_t grid_of(const struct gaz_pages *pages, uint32_t node) {
    while (node && !gaz_node_is_grid(&pages->nodes[node]))
        node = pages->nodes[node].parent;
    return node;
}

/* Items stand in the order of the tree; only the cells of one table may take turns, where page ends slice
 * them, and the names of one list, which may be read downwards. */
static bool is_in_order(const struct gaz_pages *pages, uint32_t before, uint32_t node) {
    return node >= before || (grid_of(pages, node) && grid_of(pages, node) == grid_of(pages, before));
}

static bool report_page(const struct gaz_page *page, struct gaz_diags *diags) {
    char number[16];
    g_snprintf(number, sizeof number, "%d", page->number);
    gaz_report(diags, GAZ_D_OUT_OF_TREE, (struct gaz_span){0}, number);
    return false;
}

static bool check_tree(const struct gaz_pages *pages, struct gaz_diags *diags) {
    uint32_t last = 0;
    for (uint32_t p = 0; p < pages->n_pages; p++)
        for (uint32_t i = 0; i < pages->pages[p].n_items; i++) {
            const struct gaz_item *item = &pages->pages[p].items[i];
            if (is_nobodys(pages, item)) return report_page(&pages->pages[p], diags);
            if (item->artifact || item->kind == GAZ_ITEM_LINK) continue;
            if (pages->nodes[item->node].kind == GAZ_NODE_FOOTNOTE) continue; /* where its page has room */
            if (!is_in_order(pages, last, item->node)) return report_page(&pages->pages[p], diags);
            last = item->node;
        }
    return true;
}

/* ---- on the paper */

/* where a glyph of an item that is turned by quarters has its origin */
static void place_of(const struct gaz_item *item, const struct gaz_placed_glyph *glyph, gaz_len *x,
                     gaz_len *y) {
    gaz_len right = glyph->x, down = glyph->y;
    for (unsigned turn = item->turn & 3; turn > 0; turn--) {
        gaz_len was = right;
        right = down;
        down = -was;
    }
    *x = item->x + right;
    *y = item->y + down;
}

static const struct gaz_char *inked_char(const struct gaz_glyph_run *run,
                                         const struct gaz_placed_glyph *glyph) {
    for (uint32_t i = 0; i < glyph->n_chars; i++)
        if (!g_unichar_isspace(run->chars[glyph->first_char + i].ch))
            return &run->chars[glyph->first_char + i];
    return NULL;
}

/* The first character of the item that begins off the paper, or NULL. */
static const struct gaz_char *char_off(const struct gaz_page *page, const struct gaz_item *item) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    for (uint32_t i = 0; item->kind == GAZ_ITEM_GLYPHS && i < run->n_glyphs; i++) {
        gaz_len x, y;
        place_of(item, &run->glyphs[i], &x, &y);
        bool is_on = x >= 0 && y >= 0 && x <= page->width && y <= page->height;
        const struct gaz_char *ch = is_on ? NULL : inked_char(run, &run->glyphs[i]);
        if (ch) return ch;
    }
    return NULL;
}

/* Off the paper nothing is printed. One complaint a page. */
static bool check_on_paper(const struct gaz_page *page, struct gaz_diags *diags) {
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_char *ch = char_off(page, &page->items[i]);
        if (!ch) continue;
        const struct gaz_source *source = page->items[i].as.glyphs.source;
        bool is_placed = source && ch->offset != GAZ_NOWHERE;
        char number[16], utf8[8] = "";
        g_snprintf(number, sizeof number, "%d", page->number);
        utf8[g_unichar_to_utf8(ch->ch, utf8)] = '\0';
        gaz_report(diags, GAZ_D_OFF_PAPER, is_placed ? gaz_span_at(source, ch->offset) : (struct gaz_span){0},
                   utf8, number);
        return false;
    }
    return true;
}

static bool check_issue(const struct gaz_issue *issue, const struct set *set, struct gaz_diags *diags) {
    bool good = check_fields(issue, set->texts, diags);
    for (uint32_t i = 0; i < issue->n_docs; i++)
        good &= check_doc(&issue->docs[i], set, diags);
    if (issue->about) good &= check_doc(issue->about, set, diags);
    return good;
}

bool gaz_check_pages(const struct gaz_issue *issues, uint32_t n_issues, const struct gaz_pages *pages,
                     struct gaz_diags *diags) {
    if (!check_tree(pages, diags)) return false;
    struct set set = collect_set(pages);
    bool good = true;
    for (uint32_t i = 0; i < n_issues; i++)
        good &= check_issue(&issues[i], &set, diags);
    for (uint32_t i = 0; i < pages->n_pages; i++)
        good &= check_on_paper(&pages->pages[i], diags);
    g_hash_table_destroy(set.texts);
    g_hash_table_destroy(set.pictures);
    return good;
}
