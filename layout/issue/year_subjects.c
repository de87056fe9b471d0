/* year_subjects.c: 主题索引: the year's documents under their 主题词, the words by pinyin. */
#include "layout/issue/year.h"

#include "layout/title/order.h"

/* a document under one of its words */
struct filed {
    struct gaz_text subject;
    GBytes *key;
    struct gaz_year_place at;
};

static void clear_filed(gpointer data) {
    g_bytes_unref(((struct filed *)data)->key);
}

static int compare_counts(uint32_t a, uint32_t b) {
    return a < b ? -1 : a > b;
}

static int by_subject(const void *left, const void *right) {
    const struct filed *a = left, *b = right;
    int order = g_bytes_compare(a->key, b->key);
    if (!order) order = compare_counts(a->at.issue, b->at.issue);
    return order ? order : compare_counts(a->at.doc, b->at.doc);
}

/* the documents that are filed so far */
struct filing {
    const struct gaz_year *year;
    struct gaz_pinyin_order *order; /* NULL: no word was met yet */
    GArray *all;                    /* struct filed */
};

static void file_document(struct filing *f, struct gaz_year_place at) {
    const struct gaz_texts *subjects = &f->year->job->issues[at.issue].issue->docs[at.doc].subjects;
    if (subjects->n > 0 && !f->order) f->order = gaz_pinyin_order_new();
    for (uint32_t i = 0; i < subjects->n; i++) {
        struct filed one = {subjects->texts[i], gaz_pinyin_key(f->order, subjects->texts[i]), at};
        g_array_append_val(f->all, one);
    }
}

static GArray *file_all(const struct gaz_year *y) {
    struct filing f = {.year = y, .all = g_array_new(FALSE, FALSE, sizeof(struct filed))};
    g_array_set_clear_func(f.all, clear_filed);
    for (uint32_t i = 0; i < y->job->n_issues; i++)
        for (uint32_t d = 0; d < y->job->issues[i].issue->n_docs; d++)
            file_document(&f, (struct gaz_year_place){i, d});
    if (f.order) gaz_pinyin_order_free(f.order);
    g_array_sort(f.all, by_subject);
    return f.all;
}

static struct gaz_contents_entry entry_of(const struct gaz_year *y, const struct filed *one) {
    struct gaz_contents_entry entry = gaz_year_entry(y, one->at, gaz_volume_has_years(y->job));
    entry.text = gaz_contents_text(y->ts, &y->job->issues[one->at.issue].issue->docs[one->at.doc], false);
    return entry;
}

static struct gaz_text widest_of(const struct gaz_year *y, const GArray *all) {
    struct gaz_year_widest widest = {0};
    for (guint i = 0; i < all->len; i++)
        gaz_year_widen(y, &widest, entry_of(y, &g_array_index(all, struct filed, i)).label);
    return widest.label;
}

/* How many from i on have the same word; a document that has it twice stands once. */
static guint count_same(const GArray *all, guint i) {
    const struct filed *first = &g_array_index(all, struct filed, i);
    guint n = 1;
    while (i + n < all->len && gaz_text_equals(first[n].subject, first->subject))
        n++;
    return n;
}

static void push_subject(const struct gaz_year *y, const struct gaz_contents *c, const struct filed *first,
                         guint n) {
    gaz_contents_column(c, first->subject);
    for (guint k = 0; k < n; k++) {
        const struct gaz_year_place *at = &first[k].at;
        if (k > 0 && at->issue == first[k - 1].at.issue && at->doc == first[k - 1].at.doc) continue;
        struct gaz_contents_entry entry = entry_of(y, &first[k]);
        entry.kept = gaz_contents_keeps(k, n);
        gaz_contents_entry(c, &entry);
    }
}

struct gaz_flow *gaz_year_subjects(const struct gaz_year *y) {
    g_autoptr(GArray) all = file_all(y);
    if (all->len == 0) return NULL;
    struct gaz_contents c = gaz_contents_new(y->ts, false, widest_of(y, all));
    c.continues = true;
    c.flow->target_next = 3;
    gaz_tree_open(y->ts->tree, (struct gaz_node){.kind = GAZ_NODE_CONTENTS});
    gaz_contents_head(&c, gaz_text_from_utf8(y->ts->arena, "主题索引"), c.title,
                      2 * y->ts->style->contents_line, GAZ_SET_CENTER);
    for (guint i = 0, n; i < all->len; i += n) {
        n = count_same(all, i);
        push_subject(y, &c, &g_array_index(all, struct filed, i), n);
    }
    gaz_tree_close(y->ts->tree);
    return c.flow;
}
