/* contents.c: see contents.h.
 *
 * An entry is what stands before a page's number, over one line or several; what is above it (a head, the
 * name of the issue) is told by the lines that it has more than it should. Documents and entries keep one
 * order, and go together by the strings of characters that they have in common. Then what should stand there
 * is laid beside the entry, character by character.
 */
#include "facsimile/contents.h"

#include "base/diff/pairs.h"
#include "base/diff/script.h"
#include "facsimile/hunks.h"
#include "facsimile/pdf/pdf.h"
#include "trial/trial.h"

#include <string.h>

enum {
    LEAST_LEADERS = 2,
    MOST_DIGITS = 4,
    SHORT_GRAM = 3, /* characters in a row that tell an entry */
    ALIKE = 2,      /* one in so many of a title's: it is its entry */
    OTHER = 3,      /* one character in so many differs: the entry is told as a whole */
    EARLY = 60,     /* characters of a document that stand on the page on which it begins */
    LEAST_TITLE = 6,
    MOST_LINES = 8,
};

struct entry {
    GArray *chars;  /* uint32_t */
    GArray *starts; /* guint: of its lines */
    int page;
    uint32_t row;
};

struct comparing {
    const struct gaz_print *print;
    const struct gaz_whole *whole;
    const struct gaz_alignment *alignment;
    const struct gaz_issue *issue;
    const struct gaz_pages *pages;
    GArray *entries; /* struct entry */
    GArray *titles;  /* GArray *: of each document the folded characters */
    GArray *out;
    uint64_t allowance;
};

/* ---- entries */

static bool is_bracket(uint32_t ch) {
    return gaz_char_is_one_of(ch, "()（）〔〕[]【】·-—");
}

/* The number of a page from `at` on to the line's end, in whatever brackets; 0: something else stands there.
 */
static int page_at(const struct gaz_contents_line *line, uint32_t at) {
    uint32_t digits = 0;
    int page = 0;
    for (; at < line->n; at++) {
        uint32_t ch = line->chars[at];
        if (gaz_char_is_digit(ch) && ++digits <= MOST_DIGITS)
            page = page * 10 + (int)(ch - '0');
        else if (!is_bracket(ch) && !gaz_copy_is_leader(ch))
            return 0;
    }
    return digits > 0 && digits <= MOST_DIGITS ? page : 0;
}

/* Where the leaders begin behind which the line has the number of a page; its end: it has none. */
static uint32_t leaders_of(const struct gaz_contents_line *line, int *page) {
    for (uint32_t i = 0, end; i < line->n; i = end) {
        end = i + 1;
        if (!gaz_copy_is_leader(line->chars[i])) continue;
        while (end < line->n && gaz_copy_is_leader(line->chars[end]))
            end++;
        *page = end - i >= LEAST_LEADERS ? page_at(line, end) : 0;
        if (*page) return i;
    }
    *page = 0;
    return line->n;
}

static struct entry entry_new(void) {
    return (struct entry){.chars = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                          .starts = g_array_new(FALSE, FALSE, sizeof(guint))};
}

static void clear_entry(gpointer data) {
    struct entry *entry = data;
    g_array_unref(entry->chars);
    g_array_unref(entry->starts);
}

static void read_entries(struct comparing *c) {
    struct entry open = entry_new();
    for (uint32_t l = 0; l < c->print->n_contents; l++) {
        const struct gaz_contents_line *line = &c->print->contents[l];
        uint32_t n = leaders_of(line, &open.page);
        g_array_append_val(open.starts, open.chars->len);
        g_array_append_vals(open.chars, line->chars, n);
        open.row = line->row;
        if (open.page == 0) continue;
        g_array_append_val(c->entries, open);
        open = entry_new();
    }
    clear_entry(&open);
}

/* ---- documents */

static void add_folded(GArray *chars, struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = gaz_fold_char(text.chars[i].ch);
        if (ch) g_array_append_val(chars, ch);
    }
}

static void read_titles(struct comparing *c) {
    for (uint32_t i = 0; i < c->issue->n_docs; i++) {
        GArray *title = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        add_folded(title, gaz_doc_contents_title(&c->issue->docs[i]));
        g_array_append_val(c->titles, title);
    }
}

static GArray *title_of(const struct comparing *c, uint32_t doc) {
    return g_array_index(c->titles, GArray *, doc);
}

/* On which the print has the document's first words; 0: it is not known. */
static int page_of(const struct comparing *c, uint32_t doc) {
    uint32_t first = c->whole->doc_first[doc], end = c->whole->doc_first[doc + 1];
    for (uint32_t l = 0; l < c->print->n_lines; l++) {
        uint32_t at = c->alignment->at[l];
        if (at != GAZ_UNPLACED && at >= first && at < MIN(end, first + EARLY)) return c->print->lines[l].page;
    }
    return 0;
}

/* ---- which entry is whose */

static bool has_gram(const GArray *chars, const uint32_t *gram) {
    for (guint i = 0; i + SHORT_GRAM <= chars->len; i++)
        if (memcmp((const uint32_t *)(const void *)chars->data + i, gram, SHORT_GRAM * sizeof *gram) == 0)
            return true;
    return false;
}

static uint32_t worth(void *context, uint32_t doc, uint32_t entry) {
    const struct comparing *c = context;
    const GArray *title = title_of(c, doc), *chars = g_array_index(c->entries, struct entry, entry).chars;
    uint32_t common = 0, all = 0;
    for (guint i = 0; i + SHORT_GRAM <= title->len; i++, all++)
        common += has_gram(chars, (const uint32_t *)(const void *)title->data + i);
    return common * ALIKE >= all ? common : 0;
}

/* ---- one entry */

/* How the entry may be laid beside what should stand there, and the best so far. */
struct laid {
    GArray *title, *entry, *hunks;
    guint n_other;
};

static void laid_clear(struct laid *laid) {
    if (!laid->hunks) return;
    g_array_unref(laid->title);
    g_array_unref(laid->entry);
    g_array_unref(laid->hunks);
}

/* Takes both arrays. */
static void lay(struct comparing *c, struct laid *best, GArray *title, GArray *entry) {
    struct laid laid = {title, entry, gaz_hunks_make(title, entry, &c->allowance), 0};
    laid.n_other = gaz_hunks_size(laid.hunks);
    bool is_better = !best->hunks || laid.n_other < best->n_other;
    laid_clear(is_better ? best : &laid);
    if (is_better) *best = laid;
}

static GArray *entry_from(const struct entry *entry, guint start) {
    GArray *chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (start < entry->chars->len)
        g_array_append_vals(chars, (const uint32_t *)(const void *)entry->chars->data + start,
                            entry->chars->len - start);
    return chars;
}

/* From whichever of its last lines on. */
static void lay_lines(struct comparing *c, struct laid *best, const GArray *title,
                      const struct entry *entry) {
    guint n = entry->starts->len;
    for (guint i = n > MOST_LINES ? n - MOST_LINES : 0; i < n; i++)
        lay(c, best, g_array_copy((GArray *)title),
            entry_from(entry, g_array_index(entry->starts, guint, i)));
}

/* What our own contents have there; NULL: it is none of their entries for the document. */
static GArray *own_entry(const struct comparing *c, uint32_t node, uint32_t doc) {
    const struct gaz_node *nodes = c->pages->nodes;
    if (nodes[node].kind != GAZ_NODE_CONTENTS_ENTRY || !gaz_node_has_target(&nodes[node])) return NULL;
    if (nodes[node].as.target != doc) return NULL;
    GArray *chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t k = node; k < nodes[node].end; k++)
        if (nodes[k].kind != GAZ_NODE_CONTENTS_NUMBER) add_folded(chars, nodes[k].text);
    return chars;
}

static void tell_hunk(struct comparing *c, struct gaz_contents_difference difference, const struct laid *laid,
                      const struct gaz_hunk *h) {
    difference.print = gaz_hunk_string(laid->entry, h->print, h->print_end);
    difference.text = gaz_hunk_string(laid->title, h->text, h->text_end);
    g_array_append_val(c->out, difference);
}

static void compare_text(struct comparing *c, uint32_t doc, const struct entry *entry) {
    struct gaz_contents_difference difference = {.kind = GAZ_CONTENTS_TEXT, .doc = doc, .row = entry->row};
    struct laid best = {0};
    lay_lines(c, &best, title_of(c, doc), entry);
    for (uint32_t node = 0; node < c->pages->n_nodes && best.n_other > 0; node++) {
        g_autoptr(GArray) own = own_entry(c, node, doc);
        if (own) lay_lines(c, &best, own, entry);
    }
    const struct gaz_hunk whole = {0, best.title->len, 0, best.entry->len};
    bool is_other = best.n_other * OTHER > best.title->len;
    for (guint i = 0; i < (is_other ? 1 : best.hunks->len); i++)
        tell_hunk(c, difference, &best, is_other ? &whole : &g_array_index(best.hunks, struct gaz_hunk, i));
    laid_clear(&best);
}

static void compare_page(struct comparing *c, uint32_t doc, const struct entry *entry) {
    int page = page_of(c, doc);
    if (page == 0 || page == entry->page) return;
    struct gaz_contents_difference difference = {
        GAZ_CONTENTS_PAGE, doc, entry->row, g_strdup_printf("%d", entry->page), g_strdup_printf("%d", page)};
    g_array_append_val(c->out, difference);
}

/* ---- the whole */

static void clear_difference(gpointer data) {
    struct gaz_contents_difference *difference = data;
    g_free(difference->print);
    g_free(difference->text);
}

static void clear_chars(gpointer array) {
    g_array_unref(*(GArray **)array);
}

/* A document without an entry between two that have theirs: of others the entry may be on a page that is not
 * known, and a title of a few characters is not found. */
static void tell_missing(struct comparing *c, uint32_t doc, const uint32_t *entry_of) {
    bool before = false, behind = false;
    for (uint32_t i = 0; i < c->issue->n_docs; i++)
        *(i < doc ? &before : &behind) |= entry_of[i] != GAZ_NO_PAIR;
    if (!before || !behind || title_of(c, doc)->len < LEAST_TITLE) return;
    struct gaz_contents_difference difference = {GAZ_CONTENTS_MISSING, doc, 0, g_strdup(""), g_strdup("")};
    g_array_append_val(c->out, difference);
}

/* Entries of English contents, or of a document's own, are nobody's. */
static void compare_all(struct comparing *c) {
    uint32_t n = c->issue->n_docs, n_entries = c->entries->len;
    g_autofree uint32_t *doc_of = g_new(uint32_t, n_entries + 1), *entry_of = g_new(uint32_t, n + 1);
    if (n_entries == 0 || !gaz_pairs_make(doc_of, n, n_entries, worth, c)) return;
    for (uint32_t i = 0; i < n; i++)
        entry_of[i] = GAZ_NO_PAIR;
    for (uint32_t k = 0; k < n_entries; k++)
        if (doc_of[k] != GAZ_NO_PAIR) entry_of[doc_of[k]] = k;
    for (uint32_t i = 0; i < n; i++) {
        if (entry_of[i] == GAZ_NO_PAIR) {
            tell_missing(c, i, entry_of);
            continue;
        }
        const struct entry *entry = &g_array_index(c->entries, struct entry, entry_of[i]);
        compare_text(c, i, entry);
        compare_page(c, i, entry);
    }
}

GArray *gaz_contents_compare(const struct gaz_print *print, const struct gaz_whole *whole,
                             const struct gaz_alignment *alignment, const struct gaz_issue *issue,
                             const struct gaz_pages *pages) {
    struct comparing c = {.print = print,
                          .whole = whole,
                          .alignment = alignment,
                          .issue = issue,
                          .pages = pages,
                          .entries = g_array_new(FALSE, FALSE, sizeof(struct entry)),
                          .titles = g_array_new(FALSE, FALSE, sizeof(GArray *)),
                          .out = g_array_new(FALSE, FALSE, sizeof(struct gaz_contents_difference)),
                          .allowance = GAZ_SCRIPT_ALLOWANCE};
    g_array_set_clear_func(c.entries, clear_entry);
    g_array_set_clear_func(c.titles, clear_chars);
    g_array_set_clear_func(c.out, clear_difference);
    read_entries(&c);
    read_titles(&c);
    compare_all(&c);
    g_array_unref(c.entries);
    g_array_unref(c.titles);
    return c.out;
}
