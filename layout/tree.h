/* tree.h: the tree of the pages while it grows.
 *
 * Whoever sets a text first says what it is and gets the number of its node, which the text's items carry
 * (gaz_paragraph_spec.node). A tree grows in reading order, by one leaf or by a group that stays open until
 * it is closed. A trial is forgotten: the tree is cut back to where it was.
 *
 * Every call takes NULL for a tree and does nothing then, giving 0: text that is set for its width alone
 * belongs to nothing.
 */
#ifndef GAZ_LAYOUT_TREE_H
#define GAZ_LAYOUT_TREE_H

#include "layout/pages.h"

struct gaz_tree {
    struct gaz_arena *arena;
    struct gaz_node *nodes;
    size_t n, capacity;
    uint32_t open; /* the group that the next node joins */
};

/* A tree that is a root alone, in the arena. */
struct gaz_tree *gaz_tree_new(struct gaz_arena *arena, enum gaz_node_kind root);

/* Appends a node to the open group; parent and end are set here. */
uint32_t gaz_tree_add(struct gaz_tree *tree, struct gaz_node node);
/* A text of this kind. */
uint32_t gaz_tree_text(struct gaz_tree *tree, enum gaz_node_kind kind, struct gaz_text text);
/* Appends a node and opens it; gaz_tree_close closes the one that was opened last. */
uint32_t gaz_tree_open(struct gaz_tree *tree, struct gaz_node node);
void gaz_tree_close(struct gaz_tree *tree);
/* The open group. */
static inline uint32_t gaz_tree_group(const struct gaz_tree *tree) {
    return tree ? tree->open : 0;
}

/* Forgets the nodes from `n` on, a number that tree->n was when the same group was open. */
void gaz_tree_cut(struct gaz_tree *tree, size_t n);

/* Appends the nodes below another's root to the open group. What is to be added to the number of one of them
 * (their root's children begin at 1) is given back. */
uint32_t gaz_tree_graft(struct gaz_tree *tree, const struct gaz_node *nodes, uint32_t n);

/* The same for the items of its pages: the number in this tree. */
static inline uint32_t gaz_tree_moved(uint32_t node, uint32_t by) {
    return node ? node + by : 0;
}

/* Ends the root; the nodes become the pages'. */
void gaz_tree_give(struct gaz_tree *tree, struct gaz_pages *pages);

#endif
