/* test_tree.c: the tree of the pages while it grows: groups, trials that are forgotten, trees that join; and
 * the items of its nodes. */
#include "base/process/arena.h"
#include "layout/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static uint32_t add(struct gaz_tree *tree, enum gaz_node_kind kind) {
    return gaz_tree_add(tree, (struct gaz_node){.kind = kind});
}

static uint32_t open_group(struct gaz_tree *tree, enum gaz_node_kind kind) {
    return gaz_tree_open(tree, (struct gaz_node){.kind = kind});
}

/* issue > document > title, table > row > cell, cell; paragraph */
static struct gaz_tree *grown(struct gaz_arena *arena) {
    struct gaz_tree *tree = gaz_tree_new(arena, GAZ_NODE_ISSUE);
    open_group(tree, GAZ_NODE_DOCUMENT);
    add(tree, GAZ_NODE_TITLE);
    open_group(tree, GAZ_NODE_TABLE);
    open_group(tree, GAZ_NODE_ROW);
    add(tree, GAZ_NODE_CELL);
    add(tree, GAZ_NODE_CELL);
    gaz_tree_close(tree);
    gaz_tree_close(tree);
    add(tree, GAZ_NODE_PARAGRAPH);
    gaz_tree_close(tree);
    return tree;
}

static void check_node(const struct gaz_node *node, enum gaz_node_kind kind, uint32_t parent, uint32_t end) {
    assert_int_equal(node->kind, kind);
    assert_int_equal(node->parent, parent);
    assert_int_equal(node->end, end);
}

static void groups_know_their_ends(void **state) {
    (void)state;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_tree *tree = grown(arena);
    struct gaz_pages pages = {0};
    gaz_tree_give(tree, &pages);
    assert_int_equal(pages.n_nodes, 8);
    check_node(&pages.nodes[0], GAZ_NODE_ISSUE, 0, 8);
    check_node(&pages.nodes[1], GAZ_NODE_DOCUMENT, 0, 8);
    check_node(&pages.nodes[2], GAZ_NODE_TITLE, 1, 3);
    check_node(&pages.nodes[3], GAZ_NODE_TABLE, 1, 7);
    check_node(&pages.nodes[4], GAZ_NODE_ROW, 3, 7);
    check_node(&pages.nodes[6], GAZ_NODE_CELL, 4, 7);
    check_node(&pages.nodes[7], GAZ_NODE_PARAGRAPH, 1, 8);
    gaz_arena_free(arena);
}

static void a_trial_is_forgotten(void **state) {
    (void)state;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_tree *tree = grown(arena);
    size_t before = tree->n;
    open_group(tree, GAZ_NODE_DOCUMENT);
    add(tree, GAZ_NODE_TITLE);
    gaz_tree_close(tree);
    gaz_tree_cut(tree, before);
    assert_int_equal(open_group(tree, GAZ_NODE_ABOUT), before);
    assert_int_equal(tree->nodes[before].parent, 0);
    gaz_arena_free(arena);
}

static void trees_join(void **state) {
    (void)state;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_tree *volume = gaz_tree_new(arena, GAZ_NODE_VOLUME), *issue = grown(arena);
    add(volume, GAZ_NODE_CONTENTS);
    uint32_t group = open_group(volume, GAZ_NODE_ISSUE);
    uint32_t by = gaz_tree_graft(volume, issue->nodes, (uint32_t)issue->n);
    gaz_tree_close(volume);
    assert_int_equal(group, 2);
    assert_int_equal(gaz_tree_moved(1, by), 3);
    assert_int_equal(gaz_tree_moved(0, by), 0); /* an artifact's */
    check_node(&volume->nodes[2], GAZ_NODE_ISSUE, 0, 10);
    check_node(&volume->nodes[3], GAZ_NODE_DOCUMENT, 2, 10);
    check_node(&volume->nodes[5], GAZ_NODE_TABLE, 3, 9);
    check_node(&volume->nodes[8], GAZ_NODE_CELL, 6, 9);
    gaz_arena_free(arena);
}

static void without_a_tree_nothing_belongs(void **state) {
    (void)state;
    assert_int_equal(add(NULL, GAZ_NODE_PARAGRAPH), 0);
    assert_int_equal(open_group(NULL, GAZ_NODE_TABLE), 0);
    assert_int_equal(gaz_tree_group(NULL), 0);
    gaz_tree_close(NULL);
    gaz_tree_cut(NULL, 0);
}

/* A text's place is found from its characters. */
static void a_text_knows_its_place(void **state) {
    (void)state;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_source *source = gaz_source_new(arena, "01.md", "01.md", "甲乙丙", 9);
    struct gaz_char chars[] = {{'<', GAZ_NOWHERE, 0}, {0x4E59, 3, 0}, {0x4E19, 6, 0}};
    struct gaz_tree *tree = gaz_tree_new(arena, GAZ_NODE_ISSUE);
    uint32_t node = gaz_tree_text(tree, GAZ_NODE_TITLE, (struct gaz_text){chars, 3, source});
    assert_ptr_equal(tree->nodes[node].span.source, source);
    assert_int_equal(tree->nodes[node].span.begin, 3);
    assert_int_equal(tree->nodes[node].span.end, 9);
    gaz_arena_free(arena);
}

/* Two cells whose texts take turns over two pages, and an artifact. */
static void items_are_sorted_by_nodes(void **state) {
    (void)state;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_pages pages = {0};
    gaz_tree_give(grown(arena), &pages);
    struct gaz_item first[] = {{.node = 5}, {.node = 6}, {.artifact = GAZ_ARTIFACT_PAGE_NUMBER}};
    struct gaz_item second[] = {
        {.artifact = GAZ_ARTIFACT_REPEATED_HEAD}, {.node = 5}, {.node = 6}, {.node = 7}};
    struct gaz_page both[] = {{.items = first, .n_items = 3}, {.items = second, .n_items = 4}};
    pages.pages = both;
    pages.n_pages = 2;
    struct gaz_node_items sorted = gaz_node_items_of(&pages);
    assert_int_equal(sorted.first[5], 0);
    assert_int_equal(sorted.first[6], 2);
    assert_int_equal(sorted.first[7], 4);
    assert_int_equal(sorted.first[8], 5);
    assert_ptr_equal(sorted.items[0].item, &first[0]);
    assert_ptr_equal(sorted.items[1].item, &second[1]);
    assert_int_equal(sorted.items[1].page, 1);
    assert_ptr_equal(sorted.items[4].item, &second[3]);
    gaz_node_items_clear(&sorted);
    gaz_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_know_their_ends),
        cmocka_unit_test(a_trial_is_forgotten),
        cmocka_unit_test(trees_join),
        cmocka_unit_test(without_a_tree_nothing_belongs),
        cmocka_unit_test(a_text_knows_its_place),
        cmocka_unit_test(items_are_sorted_by_nodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
