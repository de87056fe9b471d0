/* structure.c: the tree of the pages as text, a node a line, indented by depth.
 *
 *     table page=7-9 rows=12 columns=4
 *       row page=7
 *         cell page=7 row=0 column=1 header at=03.md:12:5-12:9 "地点"
 *
 * page: where its items stand, as printed. What is no part of the tree stands behind the nodes that begin on
 * its page: `artifact page=7 repeated-head "地点"`; rules are counted. copy: the model has this text
 * elsewhere.
 */
#include "output/output.h"
#include "output/write.h"

#include "base/data/format.h"
#include "base/data/json.h"

struct structure {
    const struct gaz_pages *pages;
    struct gaz_node_items items;
    uint32_t *first_page,
        *last_page; /* of each node, with what is below it; UINT32_MAX, 0: it has no items */
    uint32_t page;  /* artifacts of the pages before this one are written */
    GString *out;
};

const char *gaz_node_kind_name(enum gaz_node_kind kind) {
    static const char *const names[] = {
        [GAZ_NODE_ISSUE] = "issue",
        [GAZ_NODE_VOLUME] = "volume",
        [GAZ_NODE_COVER] = "cover",
        [GAZ_NODE_CONTENTS] = "contents",
        [GAZ_NODE_CONTENTS_ENTRY] = "contents-entry",
        [GAZ_NODE_CONTENTS_NUMBER] = "contents-number",
        [GAZ_NODE_COLUMN] = "column",
        [GAZ_NODE_DOCUMENT] = "document",
        [GAZ_NODE_INSTRUMENT] = "instrument",
        [GAZ_NODE_ATTACHMENT] = "attachment",
        [GAZ_NODE_ABOUT] = "about",
        [GAZ_NODE_LETTERHEAD] = "letterhead",
        [GAZ_NODE_ISSUER_MARK] = "issuer-mark",
        [GAZ_NODE_NUMBER] = "number",
        [GAZ_NODE_TITLE] = "title",
        [GAZ_NODE_SUBTITLE] = "subtitle",
        [GAZ_NODE_ADDRESSEES] = "addressees",
        [GAZ_NODE_PARAGRAPH] = "paragraph",
        [GAZ_NODE_HEADING] = "heading",
        [GAZ_NODE_BOOK] = "book",
        [GAZ_NODE_SUBBOOK] = "subbook",
        [GAZ_NODE_CHAPTER] = "chapter",
        [GAZ_NODE_SECTION] = "section",
        [GAZ_NODE_SUBSECTION] = "subsection",
        [GAZ_NODE_OWN_CONTENTS] = "own-contents",
        [GAZ_NODE_OWN_CONTENTS_TITLE] = "own-contents-title",
        [GAZ_NODE_OWN_CONTENTS_ENTRY] = "own-contents-entry",
        [GAZ_NODE_ATTACHMENT_LIST] = "attachment-list",
        [GAZ_NODE_ATTACHMENT_ENTRY] = "attachment-entry",
        [GAZ_NODE_ATTACHMENT_LABEL] = "attachment-label",
        [GAZ_NODE_TABLE] = "table",
        [GAZ_NODE_NAME_LIST] = "name-list",
        [GAZ_NODE_LIST] = "list",
        [GAZ_NODE_LIST_ITEM] = "list-item",
        [GAZ_NODE_ROW] = "row",
        [GAZ_NODE_CELL] = "cell",
        [GAZ_NODE_FIGURE] = "figure",
        [GAZ_NODE_CAPTION] = "caption",
        [GAZ_NODE_UNIT] = "unit",
        [GAZ_NODE_TABLE_NOTE] = "table-note",
        [GAZ_NODE_MISSING] = "missing-pages",
        [GAZ_NODE_ATTENDANCE] = "attendance",
        [GAZ_NODE_SIGNATURE] = "signature",
        [GAZ_NODE_SIGNATORY] = "signatory",
        [GAZ_NODE_DATE] = "date",
        [GAZ_NODE_NOTE] = "note",
        [GAZ_NODE_FOOTNOTE] = "footnote",
        [GAZ_NODE_FOOTER] = "footer",
        [GAZ_NODE_COPIES] = "copies",
        [GAZ_NODE_PRINTER] = "printer",
        [GAZ_NODE_PRINT_DATE] = "print-date",
        [GAZ_NODE_LINK] = "link",
    };
    return names[kind];
}

/* ---- the pages of a node */

/* Children stand behind their parents: from the last node to the first each joins its parent. */
static void find_pages(struct structure *s) {
    for (uint32_t k = s->pages->n_nodes; k-- > 0;) {
        for (uint32_t i = s->items.first[k]; i < s->items.first[k + 1]; i++) {
            s->first_page[k] = MIN(s->first_page[k], s->items.items[i].page);
            s->last_page[k] = MAX(s->last_page[k], s->items.items[i].page);
        }
        uint32_t parent = s->pages->nodes[k].parent;
        s->first_page[parent] = MIN(s->first_page[parent], s->first_page[k]);
        s->last_page[parent] = MAX(s->last_page[parent], s->last_page[k]);
    }
}

static void append_pages(const struct structure *s, uint32_t node) {
    if (s->first_page[node] == UINT32_MAX) return;
    int first = s->pages->pages[s->first_page[node]].number,
        last = s->pages->pages[s->last_page[node]].number;
    g_string_append_printf(s->out, first == last ? " page=%d" : " page=%d-%d", first, last);
}

/* ---- a node */

static void append_span(GString *out, struct gaz_span span) {
    if (!span.source) return;
    struct gaz_place begin = gaz_source_place(span.source, span.begin),
                     end = gaz_source_place(span.source, span.end);
    g_string_append_printf(out, " at=%s:%u:%u-%u:%u", span.source->path, begin.line, begin.column, end.line,
                           end.column);
}

static void append_own_attributes(GString *out, const struct gaz_node *node) {
    if (gaz_node_is_table(node))
        g_string_append_printf(out, " rows=%u columns=%u", node->as.table.n_rows, node->as.table.n_columns);
    if (gaz_node_is_table(node) && node->as.table.n_header_rows)
        g_string_append_printf(out, " header-rows=%u", node->as.table.n_header_rows);
    if (node->kind == GAZ_NODE_CELL)
        g_string_append_printf(out, " row=%u column=%u", node->as.cell.row, node->as.cell.column);
    if (node->kind == GAZ_NODE_CELL && node->as.cell.row_span > 1)
        g_string_append_printf(out, " row-span=%u", node->as.cell.row_span);
    if (node->kind == GAZ_NODE_CELL && node->as.cell.column_span > 1)
        g_string_append_printf(out, " column-span=%u", node->as.cell.column_span);
    if (node->kind == GAZ_NODE_FOOTNOTE) g_string_append_printf(out, " number=%u", node->as.note);
    if (gaz_node_has_target(node)) g_string_append_printf(out, " to=%u", node->as.target);
    if (node->is_formula) g_string_append(out, " formula");
    if (node->kind == GAZ_NODE_FIGURE && node->as.alternative) {
        g_string_append(out, " alternative=");
        gaz_json_add_text(out, node->as.alternative);
    }
}

static void append_attributes(const struct structure *s, uint32_t number) {
    const struct gaz_node *node = &s->pages->nodes[number];
    append_pages(s, number);
    if (node->level) g_string_append_printf(s->out, " level=%u", node->level);
    if (node->language) g_string_append_printf(s->out, " lang=%s", node->language);
    append_own_attributes(s->out, node);
    if (node->is_header) g_string_append(s->out, " header");
    if (node->is_copy) g_string_append(s->out, " copy");
    append_span(s->out, node->span);
}

static void append_item_text(GString *text, const struct gaz_item *item) {
    struct gaz_text own = gaz_item_text(item);
    gaz_append_chars(text, own.chars, own.n);
}

/* The blanks of the node's text before an item that a line's end took; *at: behind the item before. */
static void append_blanks(GString *text, struct gaz_text whole, struct gaz_text own, uint32_t *at) {
    if (own.n == 0 || whole.n == 0) return;
    if (own.chars < whole.chars || own.chars >= whole.chars + whole.n) return;
    uint32_t begin = (uint32_t)(own.chars - whole.chars);
    for (uint32_t i = *at; i < begin; i++)
        if (whole.chars[i].ch != '\n' && g_unichar_isspace(whole.chars[i].ch))
            gaz_append_chars(text, &whole.chars[i], 1);
    *at = begin + own.n;
}

static void append_text(const struct structure *s, uint32_t number) {
    g_autoptr(GString) text = g_string_new(NULL);
    uint32_t at = 0;
    for (uint32_t i = s->items.first[number]; i < s->items.first[number + 1]; i++) {
        const struct gaz_item *item = s->items.items[i].item;
        append_blanks(text, s->pages->nodes[number].text, gaz_item_text(item), &at);
        append_item_text(text, item);
    }
    if (text->len == 0) return;
    g_string_append_c(s->out, ' ');
    gaz_json_add_text(s->out, text->str);
}

static void append_node(const struct structure *s, uint32_t number, uint32_t depth) {
    g_string_append_printf(s->out, "%*s%s", (int)(2 * depth), "",
                           gaz_node_kind_name(s->pages->nodes[number].kind));
    append_attributes(s, number);
    append_text(s, number);
    g_string_append_c(s->out, '\n');
}

/* ---- the artifacts of a page */

/* Those of one kind on one set line are one. */
static bool goes_on(const struct gaz_item *before, const struct gaz_item *item) {
    return before && before->artifact == item->artifact && before->line == item->line && item->line;
}

static void append_artifact(const struct structure *s, const struct gaz_page *page,
                            const struct gaz_item *item, const GString *text) {
    g_string_append_printf(s->out, "artifact page=%d %s", page->number,
                           gaz_artifact_name((enum gaz_artifact)item->artifact));
    if (text->len) g_string_append_c(s->out, ' ');
    if (text->len) gaz_json_add_text(s->out, text->str);
    g_string_append_c(s->out, '\n');
}

static void append_page(const struct structure *s, const struct gaz_page *page) {
    g_autoptr(GString) text = g_string_new(NULL);
    const struct gaz_item *before = NULL;
    uint32_t n_rules = 0;
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_item *item = &page->items[i];
        bool is_rule = item->artifact == GAZ_ARTIFACT_RULE;
        n_rules += is_rule;
        if (item->artifact == GAZ_ARTIFACT_NONE || is_rule) continue;
        if (before && !goes_on(before, item)) {
            append_artifact(s, page, before, text);
            g_string_truncate(text, 0);
        }
        append_item_text(text, item);
        before = item;
    }
    if (before) append_artifact(s, page, before, text);
    if (n_rules) g_string_append_printf(s->out, "artifact page=%d rule count=%u\n", page->number, n_rules);
}

/* The artifacts of all pages before this one that are not yet written. */
static void end_pages(struct structure *s, uint32_t page) {
    for (; s->page < page; s->page++)
        append_page(s, &s->pages->pages[s->page]);
}

/* ---- the whole */

static void append_nodes(struct structure *s, FILE *out) {
    const struct gaz_node *nodes = s->pages->nodes;
    uint32_t depth = 0, parent = 0; /* parent: the group of the node before */
    for (uint32_t k = 0; k < s->pages->n_nodes; k++) {
        for (; k >= nodes[parent].end; depth--)
            parent = nodes[parent].parent;
        /* a note may stand on a later page than what follows its block */
        bool is_note = nodes[k].kind == GAZ_NODE_FOOTNOTE;
        if (!is_note && s->first_page[k] != UINT32_MAX) end_pages(s, s->first_page[k]);
        append_node(s, k, depth);
        if (nodes[k].end > k + 1) {
            parent = k;
            depth++;
        }
        fwrite(s->out->str, 1, s->out->len, out);
        g_string_truncate(s->out, 0);
    }
    end_pages(s, s->pages->n_pages);
    fwrite(s->out->str, 1, s->out->len, out);
}

void gaz_structure_dump(const struct gaz_pages *pages, FILE *out) {
    struct structure s = {.pages = pages,
                          .items = gaz_node_items_of(pages),
                          .first_page = g_new(uint32_t, pages->n_nodes),
                          .last_page = g_new0(uint32_t, pages->n_nodes),
                          .out = g_string_new(NULL)};
    gaz_format_add_line(s.out, GAZ_FORMAT_STRUCTURE);
    for (uint32_t k = 0; k < pages->n_nodes; k++)
        s.first_page[k] = UINT32_MAX;
    find_pages(&s);
    append_nodes(&s, out);
    g_string_free(s.out, TRUE);
    gaz_node_items_clear(&s.items);
    g_free(s.first_page);
    g_free(s.last_page);
}
