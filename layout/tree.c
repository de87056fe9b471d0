/* tree.c: see tree.h. */
#include "layout/tree.h"

#include "base/process/arena.h"

static uint32_t push(struct gaz_tree *tree, const struct gaz_node *node) {
    uint32_t number = (uint32_t)tree->n;
    struct gaz_node *own = GAZ_PUSH(tree->arena, tree->nodes, tree->n, tree->capacity);
    *own = *node;
    own->parent = tree->open;
    own->end = number + 1;
    if (!own->span.source) own->span = gaz_text_span(own->text);
    return number;
}

struct gaz_tree *gaz_tree_new(struct gaz_arena *arena, enum gaz_node_kind root) {
    struct gaz_tree *tree = GAZ_NEW(arena, struct gaz_tree);
    tree->arena = arena;
    push(tree, &(struct gaz_node){.kind = root});
    return tree;
}

uint32_t gaz_tree_add(struct gaz_tree *tree, struct gaz_node node) {
    return tree ? push(tree, &node) : 0;
}

uint32_t gaz_tree_text(struct gaz_tree *tree, enum gaz_node_kind kind, struct gaz_text text) {
    return gaz_tree_add(tree, (struct gaz_node){.kind = kind, .text = text});
}

uint32_t gaz_tree_open(struct gaz_tree *tree, struct gaz_node node) {
    if (!tree) return 0;
    return tree->open = push(tree, &node);
}

void gaz_tree_close(struct gaz_tree *tree) {
    if (!tree) return;
    tree->nodes[tree->open].end = (uint32_t)tree->n;
    tree->open = tree->nodes[tree->open].parent;
}

void gaz_tree_cut(struct gaz_tree *tree, size_t n) {
    if (tree && n < tree->n) tree->n = n;
}

uint32_t gaz_tree_graft(struct gaz_tree *tree, const struct gaz_node *nodes, uint32_t n) {
    uint32_t by = (uint32_t)tree->n - 1;
    for (uint32_t i = 1; i < n; i++) {
        uint32_t number = push(tree, &nodes[i]);
        if (nodes[i].parent) tree->nodes[number].parent = nodes[i].parent + by;
        tree->nodes[number].end = nodes[i].end + by;
    }
    return by;
}

void gaz_tree_give(struct gaz_tree *tree, struct gaz_pages *pages) {
    tree->nodes[0].end = (uint32_t)tree->n;
    pages->nodes = tree->nodes;
    pages->n_nodes = (uint32_t)tree->n;
}
