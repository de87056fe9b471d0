/* part.c: one document of an issue as pages of its own.
 *
 * An archive wants of each file that it says what one document says. So where two stand on a page (接排) the
 * other one is not drawn, rather than drawn and called an artifact: whoever searches, copies or prints would
 * have it all the same. What the page has as a page of the gazette stays. An artifact is told whose it is by
 * what it stands beside in reading order; layout says of the one rule that is nobody's.
 */
#include "output/output.h"

#include "base/process/arena.h"

struct part {
    const struct gaz_pages *from;
    struct gaz_pages *to;
    uint32_t first, end; /* its nodes in `from` */
    uint32_t page;       /* the first of its pages there */
};

static bool has_node(const struct part *part, const struct gaz_item *item) {
    return item->artifact == GAZ_ARTIFACT_NONE && item->node >= part->first && item->node < part->end;
}

/* ---- pages */

static bool stands_on(const struct part *part, uint32_t page) {
    const struct gaz_page *it = &part->from->pages[page];
    for (uint32_t i = 0; i < it->n_items; i++)
        if (has_node(part, &it->items[i])) return true;
    return false;
}

static bool ends_page(const struct part *part, uint32_t page) {
    const struct gaz_page *it = &part->from->pages[page];
    for (uint32_t i = it->n_items; i-- > 0;)
        if (it->items[i].artifact == GAZ_ARTIFACT_NONE) return has_node(part, &it->items[i]);
    return false;
}

/* Pages that are lost belong to the document in which, or behind which, they are. */
static uint32_t count_pages(struct part *part) {
    uint32_t page = 0, end, n = part->from->n_pages;
    while (page < n && !stands_on(part, page))
        page++;
    part->page = page;
    end = MIN(page + 1, n);
    for (uint32_t i = end; i < n; i++)
        if (stands_on(part, i)) end = i + 1;
    if (page == n || !ends_page(part, end - 1)) return end - page;
    while (end < n && part->from->pages[end].lost)
        end++;
    return end - page;
}

/* ---- what is on them */

/* The node of the next item from i on, in either direction, that is no artifact; 0: there is none. */
static uint32_t neighbour(const struct gaz_page *page, uint32_t i, int step) {
    for (; i < page->n_items; i += (uint32_t)step)
        if (page->items[i].artifact == GAZ_ARTIFACT_NONE) return page->items[i].node;
    return 0;
}

/* The rule below a running head, which stands before all else. */
static bool is_of_head(const struct gaz_page *page, uint32_t i) {
    while (i > 0 && page->items[i].artifact == GAZ_ARTIFACT_RULE)
        i--;
    return page->items[i].artifact == GAZ_ARTIFACT_RUNNING_HEAD;
}

/* It follows what it closes or parts; but the rule above notes stands before them. */
static bool is_beside(const struct part *part, const struct gaz_page *page, uint32_t i) {
    uint32_t before = neighbour(page, i, -1), behind = neighbour(page, i, 1);
    const struct gaz_node *nodes = part->from->nodes;
    bool opens_notes = behind && nodes[behind].kind == GAZ_NODE_FOOTNOTE &&
                       !(before && nodes[before].kind == GAZ_NODE_FOOTNOTE);
    uint32_t node = before && !opens_notes ? before : behind;
    return node == 0 || (node >= part->first && node < part->end);
}

static bool is_kept(const struct part *part, const struct gaz_page *page, uint32_t i) {
    const struct gaz_item *item = &page->items[i];
    switch ((enum gaz_artifact)item->artifact) {
    case GAZ_ARTIFACT_NONE:
        return has_node(part, item);
    case GAZ_ARTIFACT_PAGE_NUMBER:
    case GAZ_ARTIFACT_RUNNING_HEAD:
        return true;
    case GAZ_ARTIFACT_RULE:
        if (item->kind == GAZ_ITEM_RULE && item->as.rule.parts) return false;
        return is_of_head(page, i) || is_beside(part, page, i);
    case GAZ_ARTIFACT_LEADER:
    case GAZ_ARTIFACT_DECORATION:
    case GAZ_ARTIFACT_REPEATED_HEAD:
    case GAZ_ARTIFACT_REPEATED_CELL:
    case GAZ_ARTIFACT_CONTINUED:
    case GAZ_ARTIFACT_LOST:
    case GAZ_ARTIFACT_BESIDE:
        break;
    }
    return is_beside(part, page, i);
}

static struct gaz_page page_of(const struct part *part, const struct gaz_page *from) {
    struct gaz_item *items = GAZ_NEW_ARRAY(part->to->arena, struct gaz_item, from->n_items + 1);
    struct gaz_page page = *from;
    page.items = items;
    page.n_items = 0;
    page.slug = NULL;
    page.n_slug = 0;
    for (uint32_t i = 0; i < from->n_items; i++) {
        if (!is_kept(part, from, i)) continue;
        struct gaz_item *item = &items[page.n_items++];
        *item = from->items[i];
        if (item->node) item->node -= part->first - 1; /* behind the root */
    }
    return page;
}

static void take_pages(struct part *part) {
    uint32_t n = count_pages(part);
    struct gaz_page *pages = GAZ_NEW_ARRAY(part->to->arena, struct gaz_page, n + 1);
    for (uint32_t i = 0; i < n; i++)
        pages[i] = page_of(part, &part->from->pages[part->page + i]);
    part->to->pages = pages;
    part->to->n_pages = n;
}

/* ---- its tree */

static void take_nodes(struct part *part) {
    uint32_t n = part->end - part->first;
    struct gaz_node *nodes = GAZ_NEW_ARRAY(part->to->arena, struct gaz_node, n + 1);
    nodes[0] = part->from->nodes[0];
    nodes[0].end = n + 1;
    for (uint32_t i = 1; i <= n; i++) {
        nodes[i] = part->from->nodes[part->first + i - 1];
        nodes[i].end -= part->first - 1;
        nodes[i].parent = i == 1 ? 0 : nodes[i].parent - (part->first - 1);
    }
    part->to->nodes = nodes;
    part->to->n_nodes = n + 1;
}

/* ---- where its bookmarks and links lead */

/* They keep their numbers; those elsewhere lead to a page that is not there, to which nothing leads. */
static void take_targets(struct part *part) {
    uint32_t n = part->from->n_targets;
    struct gaz_target *targets = GAZ_NEW_ARRAY(part->to->arena, struct gaz_target, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        targets[i] = part->from->targets[i];
        bool is_here = targets[i].page >= part->page && targets[i].page < part->page + part->to->n_pages;
        targets[i].page = is_here ? targets[i].page - part->page : UINT32_MAX;
    }
    part->to->targets = targets;
}

static void take_outline(struct part *part) {
    const struct gaz_pages *from = part->from;
    uint32_t first = 0, end;
    while (first < from->n_outline && from->outline[first].target != from->nodes[part->first].as.target)
        first++;
    /* a 栏目 leads to its first document too */
    while (first + 1 < from->n_outline && from->outline[first + 1].target == from->outline[first].target)
        first++;
    for (end = first + 1; end < from->n_outline && from->outline[end].level > from->outline[first].level;)
        end++;
    uint32_t n = first < from->n_outline ? end - first : 0;
    struct gaz_outline *outline = GAZ_NEW_ARRAY(part->to->arena, struct gaz_outline, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        outline[i] = from->outline[first + i];
        outline[i].level -= from->outline[first].level;
        outline[i].is_open = i == 0;
    }
    part->to->outline = outline;
    part->to->n_outline = n;
}

/* ---- the whole */

struct gaz_pages *gaz_pages_part_new(const struct gaz_pages *pages, uint32_t node) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_pages *to = GAZ_NEW(arena, struct gaz_pages);
    *to = *pages;
    to->arena = arena;
    struct part part = {.from = pages, .to = to, .first = node, .end = pages->nodes[node].end};
    take_pages(&part);
    take_nodes(&part);
    take_targets(&part);
    take_outline(&part);
    return to;
}

void gaz_pages_part_free(struct gaz_pages *part) {
    if (part) gaz_arena_free(part->arena);
}
