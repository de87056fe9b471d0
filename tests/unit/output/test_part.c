/* test_part.c: a document's own pages: of issues by chance, whose every item is known to be a document's,
 * all's or nobody's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/process/arena.h"
#include "output/output.h"

#include <string.h>

enum { MOST_DOCS = 4, MOST_PARTS = 3, MOST_PAGES = 24, MOST_ITEMS = 60, MOST_NODES = 40 };
enum { OF_ALL = 100, OF_NONE = 101 }; /* whose an item is, but a document's */

struct maker {
    GRand *random;
    struct gaz_arena *arena;
    struct gaz_page pages[MOST_PAGES];
    struct gaz_item items[MOST_PAGES][MOST_ITEMS];
    uint32_t owners[MOST_PAGES][MOST_ITEMS];
    struct gaz_node nodes[MOST_NODES];
    struct gaz_target targets[MOST_DOCS * MOST_PARTS + 1];
    struct gaz_outline outline[MOST_DOCS * (MOST_PARTS + 1) + 1];
    struct gaz_pages all;
    uint32_t n_docs, first[MOST_DOCS], end[MOST_DOCS]; /* pages, of each document */
    uint32_t doc_nodes[MOST_DOCS];
    bool begins_page;
};

static bool chance(struct maker *m, int one_of) {
    return g_rand_int_range(m->random, 0, one_of) == 0;
}

static uint32_t page_at_hand(const struct maker *m) {
    return m->all.n_pages - 1;
}

/* Items are known by where they stand: no two at one place. */
static struct gaz_item *put(struct maker *m, enum gaz_artifact artifact, uint32_t node, uint32_t owner) {
    uint32_t p = page_at_hand(m), n = m->pages[p].n_items++;
    struct gaz_item *item = &m->items[p][n];
    *item = (struct gaz_item){.kind = artifact == GAZ_ARTIFACT_RULE ? GAZ_ITEM_RULE : GAZ_ITEM_GLYPHS,
                              .x = (gaz_len)(p * MOST_ITEMS + n),
                              .artifact = (uint8_t)artifact,
                              .node = artifact == GAZ_ARTIFACT_NONE ? node : 0};
    m->owners[p][n] = owner;
    return item;
}

static void begin_page(struct maker *m) {
    if (m->all.n_pages) put(m, GAZ_ARTIFACT_PAGE_NUMBER, 0, OF_ALL);
    struct gaz_page *page = &m->pages[m->all.n_pages];
    *page = (struct gaz_page){.number = (int)m->all.n_pages + 5, .items = m->items[m->all.n_pages]};
    page->slug = page->items;
    page->n_slug = 1;
    m->all.n_pages++;
    if (!chance(m, 3)) return;
    put(m, GAZ_ARTIFACT_RUNNING_HEAD, 0, OF_ALL);
    for (int i = g_rand_int_range(m->random, 0, 3); i > 0; i--)
        put(m, GAZ_ARTIFACT_RULE, 0, OF_ALL);
}

static uint32_t add_node(struct maker *m, enum gaz_node_kind kind, uint32_t parent) {
    uint32_t node = m->all.n_nodes++;
    m->nodes[node] =
        (struct gaz_node){.kind = kind, .parent = parent, .end = node + 1, .level = (uint8_t)(node + 1)};
    for (uint32_t i = parent;; i = m->nodes[i].parent) {
        m->nodes[i].end = node + 1;
        if (i == 0) return node;
    }
}

static void add_bookmark(struct maker *m, unsigned level, uint32_t target) {
    m->outline[m->all.n_outline++] = (struct gaz_outline){"甲", level, target, true};
}

static void add_target(struct maker *m) {
    m->targets[m->all.n_targets++] = (struct gaz_target){page_at_hand(m), 1, 2};
}

/* A paragraph over one to three pages, what belongs to it behind each of its lines, and perhaps a note with a
 * rule above. */
static void add_paragraph(struct maker *m, uint32_t parent, uint32_t owner) {
    static const enum gaz_artifact beside[] = {GAZ_ARTIFACT_LEADER,        GAZ_ARTIFACT_RULE,
                                               GAZ_ARTIFACT_DECORATION,    GAZ_ARTIFACT_REPEATED_HEAD,
                                               GAZ_ARTIFACT_REPEATED_CELL, GAZ_ARTIFACT_CONTINUED};
    uint32_t node = add_node(m, GAZ_NODE_PARAGRAPH, parent);
    for (int lines = g_rand_int_range(m->random, 1, 4); lines > 0; lines--) {
        put(m, GAZ_ARTIFACT_NONE, node, owner);
        if (chance(m, 2)) put(m, beside[g_rand_int_range(m->random, 0, G_N_ELEMENTS(beside))], 0, owner);
        if (lines > 1 && chance(m, 3)) begin_page(m);
    }
    if (!chance(m, 3)) return;
    put(m, GAZ_ARTIFACT_RULE, 0, owner);
    for (int notes = g_rand_int_range(m->random, 1, 3); notes > 0; notes--)
        put(m, GAZ_ARTIFACT_NONE, add_node(m, GAZ_NODE_FOOTNOTE, parent), owner);
}

static void add_document(struct maker *m, uint32_t doc) {
    bool shares = doc > 0 && chance(m, 2);
    if (!shares) begin_page(m);
    if (shares) put(m, GAZ_ARTIFACT_RULE, 0, OF_NONE)->as.rule.parts = true;
    uint32_t own = m->all.n_targets;
    m->first[doc] = page_at_hand(m);
    m->doc_nodes[doc] = add_node(m, GAZ_NODE_DOCUMENT, 0);
    m->nodes[m->doc_nodes[doc]].as.target = own;
    if (doc == 0 || chance(m, 2)) add_bookmark(m, 1, own); /* a 栏目 leads to its first document */
    add_bookmark(m, 2, own);
    add_target(m);
    add_paragraph(m, m->doc_nodes[doc], doc);
    for (int parts = g_rand_int_range(m->random, 0, MOST_PARTS - 1); parts > 0; parts--) {
        if (chance(m, 2)) begin_page(m);
        add_bookmark(m, 3, m->all.n_targets);
        add_target(m);
        uint32_t part = add_node(m, GAZ_NODE_ATTACHMENT, m->doc_nodes[doc]);
        m->nodes[part].as.target = m->all.n_targets - 1;
        add_paragraph(m, part, doc);
    }
    m->end[doc] = m->all.n_pages;
    for (int lost = chance(m, 4) ? g_rand_int_range(m->random, 1, 3) : 0; lost > 0; lost--) {
        begin_page(m);
        m->pages[page_at_hand(m)].lost = true;
        m->end[doc] = m->all.n_pages;
    }
}

static void make(struct maker *m, GRand *random) {
    *m = (struct maker){.random = random, .arena = NULL};
    m->all = (struct gaz_pages){
        .pages = m->pages, .nodes = m->nodes, .targets = m->targets, .outline = m->outline};
    m->nodes[0] = (struct gaz_node){.kind = GAZ_NODE_ISSUE, .end = 1, .level = 1};
    m->all.n_nodes = 1;
    m->n_docs = (uint32_t)g_rand_int_range(random, 1, MOST_DOCS + 1);
    for (uint32_t doc = 0; doc < m->n_docs; doc++) {
        bool was_lost = doc > 0 && m->pages[page_at_hand(m)].lost;
        if (was_lost) begin_page(m);
        add_document(m, doc);
    }
    put(m, GAZ_ARTIFACT_PAGE_NUMBER, 0, OF_ALL);
}

/* ---- what a document's pages are to be */

static void expect_items(const struct maker *m, uint32_t doc, const struct gaz_pages *part) {
    assert_int_equal(part->n_pages, m->end[doc] - m->first[doc]);
    for (uint32_t p = 0; p < part->n_pages; p++) {
        const struct gaz_page *is = &part->pages[p], *was = &m->pages[m->first[doc] + p];
        uint32_t n = 0;
        assert_int_equal(is->number, was->number);
        assert_int_equal(is->n_slug, 0);
        for (uint32_t i = 0; i < was->n_items; i++) {
            uint32_t owner = m->owners[m->first[doc] + p][i];
            if (owner != doc && owner != OF_ALL) continue;
            assert_in_range(n, 0, is->n_items - 1);
            const struct gaz_item *item = &is->items[n++];
            assert_int_equal(item->x, was->items[i].x);
            if (was->items[i].node) /* its level is a node's name here */
                assert_int_equal(part->nodes[item->node].level, m->nodes[was->items[i].node].level);
            else
                assert_int_equal(item->node, 0);
        }
        assert_int_equal(is->n_items, n);
    }
}

static void expect_nodes(const struct maker *m, uint32_t doc, const struct gaz_pages *part) {
    uint32_t first = m->doc_nodes[doc], n = m->nodes[first].end - first;
    assert_int_equal(part->n_nodes, n + 1);
    assert_int_equal(part->nodes[0].kind, GAZ_NODE_ISSUE);
    assert_int_equal(part->nodes[0].end, n + 1);
    for (uint32_t i = 1; i <= n; i++) {
        const struct gaz_node *is = &part->nodes[i], *was = &m->nodes[first + i - 1];
        assert_int_equal(is->level, was->level);
        assert_int_equal(is->end - i, was->end - (first + i - 1));
        if (i == 1)
            assert_int_equal(is->parent, 0);
        else
            assert_int_equal(part->nodes[is->parent].level, m->nodes[was->parent].level);
    }
}

static void expect_places(const struct maker *m, uint32_t doc, const struct gaz_pages *part) {
    for (uint32_t i = 0; i < m->all.n_targets; i++) {
        uint32_t page = m->targets[i].page;
        bool is_here = page >= m->first[doc] && page < m->end[doc];
        assert_int_equal(part->targets[i].page, is_here ? page - m->first[doc] : UINT32_MAX);
    }
    uint32_t target = m->nodes[m->doc_nodes[doc]].as.target, n = 0;
    for (uint32_t i = 0; i < m->all.n_outline; i++) {
        const struct gaz_outline *was = &m->outline[i], *is = &part->outline[n];
        bool is_own = was->level == 2 ? was->target == target : was->level == 3 && n > 0;
        if (n > 0 && !is_own) break;
        if (!is_own) continue;
        assert_int_equal(is->level, was->level - 2);
        assert_int_equal(is->target, was->target);
        assert_int_equal(is->is_open, n == 0);
        n++;
    }
    assert_int_equal(part->n_outline, n);
}

static void each_document_has_its_own(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(9704);
    struct maker *m = g_new(struct maker, 1);
    for (int round = 0; round < 400; round++) {
        make(m, random);
        for (uint32_t doc = 0; doc < m->n_docs; doc++) {
            struct gaz_pages *part = gaz_pages_part_new(&m->all, m->doc_nodes[doc]);
            expect_items(m, doc, part);
            expect_nodes(m, doc, part);
            expect_places(m, doc, part);
            gaz_pages_part_free(part);
        }
    }
    g_free(m);
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_document_has_its_own)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
