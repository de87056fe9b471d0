/* svg_links.c: elements that have a name are the nodes of a graph; to draw one draws those inside it, and
 * those that it or they refer to. A way round in it never ends.
 */
#include "base/picture/svg_links.h"

#include <glib.h>

enum { NOBODY = 0 }; /* the node of all that stands in no named element */

enum state { NEW, ON_THE_WAY, DONE };

struct node {
    guint first; /* of its edges; 0: none */
    enum state state;
};

struct edge {
    guint next;     /* of the same node; 0: none */
    guint to;       /* a node; of a reference known when all ids are */
    const char *id; /* of a reference; NULL: `to` stands inside */
    size_t at;
};

struct gaz_svg_links {
    GHashTable *ids; /* name → its node */
    GStringChunk *names;
    GArray *nodes, *edges; /* from 1 */
    GArray *open;          /* guint: the named element that each open one stands in, or is */
};

struct gaz_svg_links *gaz_svg_links_new(void) {
    struct gaz_svg_links *links = g_new(struct gaz_svg_links, 1);
    *links = (struct gaz_svg_links){g_hash_table_new(g_str_hash, g_str_equal), g_string_chunk_new(1024),
                                    g_array_new(FALSE, TRUE, sizeof(struct node)),
                                    g_array_new(FALSE, TRUE, sizeof(struct edge)),
                                    g_array_new(FALSE, FALSE, sizeof(guint))};
    g_array_set_size(links->nodes, 1);
    g_array_set_size(links->edges, 1);
    return links;
}

void gaz_svg_links_free(struct gaz_svg_links *links) {
    g_hash_table_destroy(links->ids);
    g_string_chunk_free(links->names);
    g_array_free(links->nodes, TRUE);
    g_array_free(links->edges, TRUE);
    g_array_free(links->open, TRUE);
    g_free(links);
}

static struct node *node_at(const struct gaz_svg_links *links, guint i) {
    return &g_array_index(links->nodes, struct node, i);
}

static struct edge *edge_at(const struct gaz_svg_links *links, guint i) {
    return &g_array_index(links->edges, struct edge, i);
}

static guint innermost(const struct gaz_svg_links *links) {
    return links->open->len ? g_array_index(links->open, guint, links->open->len - 1) : NOBODY;
}

static void add_edge(struct gaz_svg_links *links, guint from, struct edge edge) {
    edge.next = node_at(links, from)->first;
    node_at(links, from)->first = links->edges->len;
    g_array_append_val(links->edges, edge);
}

/* Of two elements of one name the first is meant. */
void gaz_svg_links_open(struct gaz_svg_links *links, const char *id) {
    guint in = innermost(links), node = in;
    if (id && !g_hash_table_contains(links->ids, id)) {
        node = links->nodes->len;
        g_array_set_size(links->nodes, node + 1);
        g_hash_table_insert(links->ids, g_string_chunk_insert(links->names, id), GUINT_TO_POINTER(node));
        add_edge(links, in, (struct edge){.to = node});
    }
    g_array_append_val(links->open, node);
}

void gaz_svg_links_close(struct gaz_svg_links *links) {
    g_array_set_size(links->open, links->open->len - 1);
}

void gaz_svg_links_refer(struct gaz_svg_links *links, const char *id, size_t at) {
    add_edge(links, innermost(links),
             (struct edge){.id = g_string_chunk_insert_const(links->names, id), .at = at});
}

bool gaz_svg_links_missing(const struct gaz_svg_links *links, const char **id, size_t *at) {
    for (guint i = 1; i < links->edges->len; i++) {
        struct edge *edge = edge_at(links, i);
        if (!edge->id) continue;
        edge->to = GPOINTER_TO_UINT(g_hash_table_lookup(links->ids, edge->id));
        if (edge->to != NOBODY) continue;
        *id = edge->id;
        *at = edge->at;
        return true;
    }
    return false;
}

/* ---- a way round, depth first, without the machine's stack: a file may name a million elements */

struct step {
    guint node, via; /* the edge by which it was come to; 0: the start */
    guint next;      /* the edge to be gone along next; 0: none is left */
};

static void go_to(const struct gaz_svg_links *links, GArray *way, guint to, guint via) {
    struct step step = {to, via, node_at(links, to)->first};
    node_at(links, to)->state = ON_THE_WAY;
    g_array_append_val(way, step);
}

/* The reference of a way round: its last edge, or one before, since no element stands in itself. */
static guint last_reference(const struct gaz_svg_links *links, const GArray *way, guint closing) {
    for (guint n = way->len; n > 0 && !edge_at(links, closing)->id; n--)
        closing = g_array_index(way, struct step, n - 1).via;
    return closing;
}

/* 0: there is no way round. */
static guint find_loop(const struct gaz_svg_links *links) {
    g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(struct step));
    go_to(links, way, NOBODY, 0); /* all stand in it */
    while (way->len > 0) {
        struct step *last = &g_array_index(way, struct step, way->len - 1);
        guint along = last->next;
        if (along == 0) {
            node_at(links, last->node)->state = DONE;
            g_array_set_size(way, way->len - 1);
            continue;
        }
        const struct edge *edge = edge_at(links, along);
        last->next = edge->next;
        if (node_at(links, edge->to)->state == ON_THE_WAY) return last_reference(links, way, along);
        if (node_at(links, edge->to)->state == NEW) go_to(links, way, edge->to, along);
    }
    return 0;
}

bool gaz_svg_links_loop(const struct gaz_svg_links *links, const char **id, size_t *at) {
    guint found = find_loop(links);
    if (!found) return false;
    *id = edge_at(links, found)->id;
    *at = edge_at(links, found)->at;
    return true;
}
