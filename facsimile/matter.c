/* matter.c: see matter.h. Both sides are read as a reader of the page has them, baseline by baseline. */
#include "facsimile/matter.h"

#include "facsimile/grams.h"

enum {
    LEAST = 50, /* per cent of a page's strings that are the issue's own: it is none of a document */
    EDGE = 2,   /* lines at a page's head and foot that may be running heads */
};

struct matter {
    const struct gaz_print *print;
    const struct gaz_pages *pages;
    bool *is_document;           /* of each node: below a document */
    GHashTable *own, *documents; /* strings of GAZ_GRAM characters, as gint64 */
    GHashTable
        *furniture; /* char *: whole lines, running heads, page numbers, what says that a page is lost */
};

/* ---- as it is set now */

static void mark_documents(struct matter *m) {
    m->is_document = g_new0(bool, m->pages->n_nodes + 1);
    for (uint32_t node = 1; node < m->pages->n_nodes; node++)
        m->is_document[node] =
            m->pages->nodes[node].kind == GAZ_NODE_DOCUMENT || m->is_document[m->pages->nodes[node].parent];
}

static int in_reading_order(const void *one, const void *other) {
    const struct gaz_item *x = *(const struct gaz_item *const *)one,
                          *y = *(const struct gaz_item *const *)other;
    if (x->y != y->y) return x->y < y->y ? -1 : 1;
    return x->x < y->x ? -1 : x->x > y->x;
}

static char *string_of(const uint32_t *chars, uint32_t n) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_unichar(out, chars[i]);
    return g_string_free(out, FALSE);
}

static void add_item(GArray *chars, const struct gaz_item *item) {
    struct gaz_text text = gaz_item_text(item);
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = gaz_fold_char(text.chars[i].ch);
        if (ch) g_array_append_val(chars, ch);
    }
}

/* A line of the page: its items of one baseline. */
static void add_line(struct matter *m, const struct gaz_item *const *items, uint32_t n) {
    GArray *chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool is_furniture = n > 0, is_document = false;
    for (uint32_t i = 0; i < n; i++) {
        enum gaz_artifact artifact = (enum gaz_artifact)items[i]->artifact;
        is_furniture &= artifact == GAZ_ARTIFACT_RUNNING_HEAD || artifact == GAZ_ARTIFACT_PAGE_NUMBER ||
                        artifact == GAZ_ARTIFACT_LOST;
        is_document |= artifact == GAZ_ARTIFACT_NONE && m->is_document[items[i]->node];
        add_item(chars, items[i]);
    }
    const uint32_t *all = (const uint32_t *)(const void *)chars->data;
    if (is_furniture && chars->len)
        g_hash_table_add(m->furniture, string_of(all, chars->len));
    else
        gaz_grams_add(is_document ? m->documents : m->own, all, chars->len);
    g_array_free(chars, TRUE);
}

static void add_page(struct matter *m, const struct gaz_page *page) {
    const struct gaz_item **items = g_new(const struct gaz_item *, page->n_items + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < page->n_items; i++)
        if (gaz_item_text(&page->items[i]).n) items[n++] = &page->items[i];
    if (n) qsort(items, n, sizeof(struct gaz_item *), in_reading_order);
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && items[end]->y == items[i]->y;)
            end++;
        add_line(m, items + i, end - i);
    }
    g_free(items);
}

/* ---- the print */

static uint32_t count_known(GHashTable *grams, const uint32_t *chars, uint32_t n) {
    uint32_t known = 0;
    for (uint32_t i = 0; i + GAZ_GRAM <= n; i++)
        known += gaz_grams_has(grams, chars + i);
    return known;
}

/* Of a row of cells all of it. */
static uint32_t length_of(const struct matter *m, uint32_t l) {
    const struct gaz_print_line *first = &m->print->lines[l],
                                *last = &m->print->lines[gaz_print_row_end(m->print, l) - 1];
    return last->first + last->n - first->first;
}

/* What is said to be a cell of a table is none, whatever number it says. */
static bool is_furniture(const struct matter *m, uint32_t l) {
    if (m->print->lines[l].cell && !m->print->lines[l].column) return false;
    g_autofree char *text = string_of(m->print->chars + m->print->lines[l].first, length_of(m, l));
    return g_hash_table_contains(m->furniture, text);
}

static bool is_own_page(const struct matter *m, uint32_t first, uint32_t end) {
    uint64_t all = 0, own = 0, documents = 0;
    for (uint32_t l = first; l < end; l = gaz_print_row_end(m->print, l)) {
        const uint32_t *chars = m->print->chars + m->print->lines[l].first;
        uint32_t n = length_of(m, l);
        if (n < GAZ_GRAM) continue;
        all += n - GAZ_GRAM + 1;
        own += count_known(m->own, chars, n);
        documents += count_known(m->documents, chars, n);
    }
    return own > documents && own * 100 >= all * LEAST;
}

/* Of a row of cells that ends with line l - 1 where it begins. */
static uint32_t row_before(const struct matter *m, uint32_t l, uint32_t first) {
    const struct gaz_print_line *lines = m->print->lines;
    uint32_t begin = l - 1;
    while (begin > first && lines[begin].column && lines[begin - 1].row == lines[begin].row)
        begin--;
    return begin;
}

static void mark(const struct matter *m, uint32_t first, uint32_t end) {
    for (uint32_t l = first; l < end; l++)
        m->print->lines[l].is_matter = true;
}

static void mark_page(const struct matter *m, uint32_t first, uint32_t end) {
    struct gaz_print_line *lines = m->print->lines;
    bool begins = lines[first].begins_page, own = is_own_page(m, first, end);
    uint32_t head = first, foot = end, next;
    for (uint32_t n = 0; head < end && (own || (n < EDGE && is_furniture(m, head))); n++, head = next) {
        next = gaz_print_row_end(m->print, head);
        mark(m, head, next);
    }
    for (uint32_t n = 0; foot > head && n < EDGE && is_furniture(m, row_before(m, foot, head)); n++) {
        next = row_before(m, foot, head);
        mark(m, next, foot);
        foot = next;
    }
    if (head == first || head == end) return;
    lines[first].begins_page = false;
    lines[head].begins_page = begins;
}

void gaz_mark_matter(const struct gaz_print *print, const struct gaz_pages *pages) {
    struct matter m = {.print = print, .pages = pages};
    m.own = gaz_grams_new();
    m.documents = gaz_grams_new();
    m.furniture = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    mark_documents(&m);
    for (uint32_t p = 0; p < pages->n_pages; p++)
        add_page(&m, &pages->pages[p]);
    for (uint32_t l = 0, end; l < print->n_lines; l = end) {
        for (end = l + 1; end < print->n_lines && print->lines[end].page == print->lines[l].page;)
            end++;
        mark_page(&m, l, end);
    }
    g_hash_table_unref(m.own);
    g_hash_table_unref(m.documents);
    g_hash_table_unref(m.furniture);
    g_free(m.is_document);
}
