/* places.c: see places.h. */
#include "proof/ground/places.h"

/* ---- stretches */

/* a stretch that is looked for on a page */
struct wanted {
    const struct gaz_source *source; /* NULL: whatever the node's is */
    uint32_t node;                   /* 0: of any */
    uint32_t begin, end;             /* bytes of the source */
};

static bool is_wanted(const struct gaz_spot *spot, const struct wanted *wanted) {
    if (spot->offset == GAZ_NOWHERE || !spot->source) return false;
    if (wanted->source && wanted->source != spot->source) return false;
    if (wanted->node && wanted->node != spot->node) return false;
    return spot->offset >= wanted->begin && spot->offset < wanted->end;
}

struct gaz_frame gaz_frames_united(struct gaz_frame a, struct gaz_frame b) {
    gaz_len right = MAX(a.x + a.width, b.x + b.width), foot = MAX(a.y + a.height, b.y + b.height);
    struct gaz_frame all = {MIN(a.x, b.x), MIN(a.y, b.y), 0, 0};
    all.width = right - all.x;
    all.height = foot - all.y;
    return all;
}

/* Appends what of the page is wanted; what follows on its line is joined to it. */
static void find_on_page(struct gaz_ground *ground, uint32_t page, const struct wanted *wanted,
                         GArray *found) {
    const GArray *spots = gaz_ground_page(ground, page);
    const struct gaz_spot *last = NULL;
    for (guint i = 0; i < spots->len; i++) {
        const struct gaz_spot *spot = gaz_spot_at(spots, i);
        if (!is_wanted(spot, wanted)) {
            last = NULL;
            continue;
        }
        bool goes_on = last && last->line == spot->line && last->node == spot->node && last->way == spot->way;
        struct gaz_on_page one = {page, spot->box, spot->way};
        if (goes_on) {
            struct gaz_on_page *before = &g_array_index(found, struct gaz_on_page, found->len - 1);
            before->box = gaz_frames_united(before->box, spot->box);
        } else {
            g_array_append_val(found, one);
        }
        last = spot;
    }
}

/* Whether the node that prints the spot prints it again. */
static bool is_copy(const struct gaz_pages *pages, const struct gaz_spot *spot) {
    return spot->node == 0 || pages->nodes[spot->node].is_copy;
}

/* The first node that prints the place itself; 0: none does. */
static uint32_t find_node(struct gaz_ground *ground, const struct gaz_pages *pages,
                          const struct wanted *wanted) {
    for (uint32_t page = 0; page < pages->n_pages; page++) {
        if (!gaz_ground_reaches(ground, page, wanted->begin, wanted->end)) continue;
        const GArray *spots = gaz_ground_page(ground, page);
        for (guint i = 0; i < spots->len; i++)
            if (is_wanted(gaz_spot_at(spots, i), wanted) && !is_copy(pages, gaz_spot_at(spots, i)))
                return gaz_spot_at(spots, i)->node;
    }
    return 0;
}

static GArray *new_places(void) {
    return g_array_new(FALSE, FALSE, sizeof(struct gaz_on_page));
}

GArray *gaz_places_of_span(struct gaz_ground *ground, const struct gaz_pages *pages, struct gaz_span span) {
    GArray *found = new_places();
    struct wanted wanted = {span.source, 0, span.begin, MAX(span.end, span.begin + 1)};
    if (!span.source) return found;
    bool is_one = find_node(ground, pages, &wanted) != 0;
    for (uint32_t page = 0; page < pages->n_pages; page++) {
        if (!gaz_ground_reaches(ground, page, wanted.begin, wanted.end)) continue;
        const GArray *spots = gaz_ground_page(ground, page);
        uint32_t node = 0;
        for (guint i = 0; i < spots->len; i++) {
            const struct gaz_spot *spot = gaz_spot_at(spots, i);
            if (!is_wanted(spot, &wanted) || spot->node == node || (is_one && is_copy(pages, spot))) continue;
            node = spot->node;
            struct wanted here = wanted;
            here.node = node;
            find_on_page(ground, page, &here, found);
        }
    }
    return found;
}

/* ---- of a block */

GArray *gaz_places_of_block(struct gaz_ground *ground, const struct gaz_state_block *block, uint32_t first,
                            uint32_t n) {
    GArray *found = new_places();
    struct wanted wanted = {.node = block->node};
    if (!block->node || !gaz_state_bytes(block, first, n, &wanted.begin, &wanted.end)) return found;
    uint32_t page = GAZ_NO_BLOCK;
    for (uint32_t i = 0; i < block->n_lines; i++) {
        bool is_new = block->lines[i].page != page;
        page = block->lines[i].page;
        if (is_new) find_on_page(ground, page, &wanted, found);
    }
    return found;
}

/* A box without a width at one end of a character along its line. */
static struct gaz_frame edge_of(const struct gaz_on_page *at, bool is_end) {
    struct gaz_frame box = at->box;
    bool lies = at->way == 0 || at->way == 2, at_far = is_end == (at->way == 0 || at->way == 3);
    if (lies) {
        if (at_far) box.x += box.width;
        box.width = 0;
    } else {
        if (at_far) box.y += box.height;
        box.height = 0;
    }
    return box;
}

bool gaz_place_of_gap(struct gaz_ground *ground, const struct gaz_state_block *block, uint32_t ch,
                      struct gaz_on_page *gap) {
    bool is_end = ch >= block->n;
    for (uint32_t at = is_end ? block->n : ch; is_end ? at-- > 0 : at < block->n; at += !is_end) {
        g_autoptr(GArray) found = gaz_places_of_block(ground, block, at, 1);
        if (found->len == 0) continue;
        *gap = g_array_index(found, struct gaz_on_page, is_end ? found->len - 1 : 0);
        gap->box = edge_of(gap, is_end);
        return true;
    }
    return false;
}

/* ---- lines that begin */

/* The block of each node; GAZ_NO_BLOCK: of none. */
static uint32_t *blocks_of_nodes(const struct gaz_pages *pages, const struct gaz_proof_state *state) {
    uint32_t *of = g_new(uint32_t, pages->n_nodes + 1);
    for (uint32_t i = 0; i < pages->n_nodes; i++)
        of[i] = GAZ_NO_BLOCK;
    for (uint32_t i = 0; i < state->n_blocks; i++)
        if (state->blocks[i].node < pages->n_nodes) of[state->blocks[i].node] = i;
    return of;
}

/* The character of the block with this place; block->n: none. Offsets rise but for those that are generated.
 */
static uint32_t find_char(const struct gaz_state_block *block, uint32_t offset) {
    for (uint32_t i = 0; i < block->n; i++)
        if (block->offsets[i] == offset) return i;
    return block->n;
}

/* Which line of a block begins with the spot, or with a generated character before it; n_lines: none. */
static uint32_t line_begun_by(const struct gaz_state_block *block, const struct gaz_spot *spot) {
    if (spot->offset == GAZ_NOWHERE) return block->n_lines;
    uint32_t ch = find_char(block, spot->offset);
    const struct gaz_state_line *line = ch < block->n ? gaz_state_line_of(block, ch) : NULL;
    return line ? (uint32_t)(line - block->lines) : block->n_lines;
}

static void begin_lines(const GArray *spots, const struct gaz_proof_state *state, const uint32_t *of,
                        GArray *begun) {
    uint32_t last_node = 0, last_line = 0;
    struct gaz_begun_line last = {.block = GAZ_NO_BLOCK};
    for (guint i = 0; i < spots->len; i++) {
        const struct gaz_spot *spot = gaz_spot_at(spots, i);
        if (spot->node == 0 || of[spot->node] == GAZ_NO_BLOCK) continue;
        if (spot->node == last_node && spot->line == last_line && spot->line) continue;
        uint32_t block = of[spot->node], line = line_begun_by(&state->blocks[block], spot);
        if (line >= state->blocks[block].n_lines) continue;
        last_node = spot->node;
        last_line = spot->line;
        if (block == last.block && line == last.line) continue;
        last = (struct gaz_begun_line){block, line, spot->box, spot->way};
        g_array_append_val(begun, last);
    }
}

GArray **gaz_begun_lines(struct gaz_ground *ground, const struct gaz_pages *pages,
                         const struct gaz_proof_state *state) {
    GArray **lines = g_new0(GArray *, pages->n_pages + 1);
    g_autofree uint32_t *of = blocks_of_nodes(pages, state);
    for (uint32_t i = 0; i < pages->n_pages; i++) {
        lines[i] = g_array_new(FALSE, FALSE, sizeof(struct gaz_begun_line));
        begin_lines(gaz_ground_page(ground, i), state, of, lines[i]);
    }
    return lines;
}

void gaz_begun_lines_free(GArray **lines, uint32_t n_pages) {
    for (uint32_t i = 0; lines && i < n_pages; i++)
        g_array_unref(lines[i]);
    g_free(lines);
}

struct gaz_frame gaz_places_area(struct gaz_ground *ground, uint32_t page, uint8_t way) {
    const GArray *spots = gaz_ground_page(ground, page);
    struct gaz_frame area = {0};
    for (guint i = 0; i < spots->len; i++) {
        const struct gaz_spot *spot = gaz_spot_at(spots, i);
        if (spot->node == 0 || spot->way != way) continue;
        area = area.width ? gaz_frames_united(area, spot->box) : spot->box;
    }
    return area;
}
