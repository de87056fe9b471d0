/* stream.c: the characters of a document's nodes, in the order of the tree. */
#include "trial/stream.h"

static uint32_t row_of(const struct gaz_pages *pages, uint32_t node) {
    while (node > 0 && pages->nodes[node].kind != GAZ_NODE_ROW)
        node = pages->nodes[node].parent;
    return node;
}

/* A header of no rows counts as one: the print may have repeated it all the same. */
static bool is_in_head(const struct gaz_pages *pages, uint32_t node) {
    uint32_t row = pages->nodes[node].as.cell.row;
    while (node > 0 && pages->nodes[node].kind != GAZ_NODE_TABLE)
        node = pages->nodes[node].parent;
    return node > 0 && row < MAX(pages->nodes[node].as.table.n_header_rows, 1);
}

static void push_item(GArray *chars, const struct gaz_placed_item *placed, struct gaz_stream_char where) {
    struct gaz_text text = gaz_item_text(placed->item);
    where.page = placed->page;
    where.line = placed->item->line;
    where.y = placed->item->y;
    for (uint32_t i = 0; i < text.n; i++) {
        where.ch = gaz_fold_char(text.chars[i].ch);
        where.offset = text.chars[i].offset;
        where.attrs = text.chars[i].attrs;
        if (where.ch) g_array_append_val(chars, where);
    }
}

/* What goes on from the page before of a cell merged over several rows: it begins no page, the row beside it
 * does. */
static bool goes_on(const struct gaz_stream *stream, uint32_t i, uint32_t node, uint32_t node_page) {
    const struct gaz_stream_char *ch = gaz_stream_at(stream, i);
    return ch->is_merged && ch->node == node && ch->page != node_page;
}

static void find_heads(struct gaz_stream *stream) {
    uint32_t n = stream->chars->len, node = 0, node_page = 0;
    for (uint32_t p = 0; p < stream->n_pages; p++)
        stream->heads[p] = n;
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_stream_char *ch = gaz_stream_at(stream, i);
        if (ch->node != node) node_page = ch->page;
        node = ch->node;
        if (stream->heads[ch->page] == n && !goes_on(stream, i, node, node_page)) stream->heads[ch->page] = i;
    }
}

struct gaz_stream gaz_stream_of(const struct gaz_pages *pages) {
    struct gaz_stream stream = {.chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_stream_char)),
                                .heads = g_new(uint32_t, pages->n_pages + 1),
                                .figures = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .n_pages = pages->n_pages};
    struct gaz_node_items sorted = gaz_node_items_of(pages);
    for (uint32_t node = 1; node < pages->n_nodes; node++) {
        struct gaz_stream_char where = {
            .node = node, .kind = pages->nodes[node].kind, .row = row_of(pages, node)};
        bool is_cell = where.kind == GAZ_NODE_CELL;
        where.is_merged = is_cell && pages->nodes[node].as.cell.row_span > 1;
        where.is_head = is_cell && is_in_head(pages, node);
        if (where.kind == GAZ_NODE_FIGURE) g_array_append_val(stream.figures, stream.chars->len);
        for (uint32_t i = sorted.first[node]; i < sorted.first[node + 1]; i++)
            push_item(stream.chars, &sorted.items[i], where);
    }
    gaz_node_items_clear(&sorted);
    find_heads(&stream);
    return stream;
}

void gaz_stream_clear(struct gaz_stream *stream) {
    g_array_free(stream->chars, TRUE);
    g_array_free(stream->figures, TRUE);
    g_free(stream->heads);
    *stream = (struct gaz_stream){0};
}

bool gaz_stream_begins_line(const struct gaz_stream *stream, uint32_t i) {
    if (i == 0) return true;
    const struct gaz_stream_char *ch = gaz_stream_at(stream, i), *before = ch - 1;
    /* several may share one: 印发机关 and 印发日期, names in columns, captions of figures side by side */
    return ch->page != before->page || (ch->line != before->line && ch->y != before->y);
}

bool gaz_stream_begins_page(const struct gaz_stream *stream, uint32_t i, uint32_t p) {
    if (p >= stream->n_pages || i >= stream->chars->len) return false;
    const struct gaz_stream_char *ch = gaz_stream_at(stream, i);
    uint32_t head = stream->heads[p];
    if (ch->page != p || head > i) return false;
    return head == i || (ch->row && gaz_stream_at(stream, head)->row == ch->row);
}
