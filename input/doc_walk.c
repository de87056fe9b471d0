/* doc_walk.c: every text that a document prints, once, in printing order. */
#include "input/doc.h"

struct walk {
    const struct gaz_doc *doc;
    gaz_text_visitor *visit;
    void *context;
    bool list_done; /* the given list of attachments was visited */
};

static void visit(struct walk *w, const char *role, struct gaz_text text) {
    if (text.n > 0) w->visit(w->context, role, text);
}

static void visit_all(struct walk *w, const char *role, struct gaz_texts texts) {
    for (uint32_t i = 0; i < texts.n; i++)
        visit(w, role, texts.texts[i]);
}

static void visit_table(struct walk *w, const struct gaz_table *table) {
    visit(w, "table-caption", table->caption);
    for (uint32_t i = 0; i < table->n_cells; i++)
        visit(w, "cell", table->cells[i].text);
}

static void visit_given_list(struct walk *w) {
    if (w->list_done || w->doc->attachment_list != GAZ_LIST_GIVEN) return;
    w->list_done = true;
    visit(w, "attachment-list", w->doc->given_attachment_list);
}

static void visit_block(struct walk *w, const struct gaz_block *block) {
    switch (block->kind) {
    case GAZ_BLOCK_PARAGRAPH:
        visit(w, "paragraph", block->text);
        break;
    case GAZ_BLOCK_HEADING:
        visit(w, "heading", block->text);
        break;
    case GAZ_BLOCK_CHAPTER:
        visit(w, "chapter", block->text);
        break;
    case GAZ_BLOCK_SECTION:
        visit(w, "section", block->text);
        break;
    case GAZ_BLOCK_ATTACHMENT_LIST:
        visit(w, "attachment-list", block->text);
        break;
    case GAZ_BLOCK_ATTACHMENT_LIST_HERE:
        visit_given_list(w);
        break;
    case GAZ_BLOCK_TABLE:
        visit_table(w, block->table);
        break;
    case GAZ_BLOCK_FIGURE:
        visit(w, "figure-caption", block->text);
        break;
    case GAZ_BLOCK_PAGE_BREAK:
    case GAZ_BLOCK_MISSING_PAGES:
        break;
    }
}

static void visit_part(struct walk *w, const struct gaz_part *part) {
    visit(w, "part-label", part->label);
    visit(w, "part-title", part->title);
    for (uint32_t i = 0; i < part->n_blocks; i++)
        visit_block(w, &part->blocks[i]);
}

static bool has_list_mark(const struct gaz_part *part) {
    for (uint32_t i = 0; i < part->n_blocks; i++)
        if (part->blocks[i].kind == GAZ_BLOCK_ATTACHMENT_LIST_HERE) return true;
    return false;
}

static bool later_part_has_mark(const struct gaz_doc *doc) {
    for (uint32_t i = 1; i < doc->n_parts; i++)
        if (has_list_mark(&doc->parts[i])) return true;
    return false;
}

static void visit_head(struct walk *w, const struct gaz_doc *doc) {
    visit_all(w, "letterhead", doc->letterhead);
    visit(w, "letterhead-suffix", doc->letterhead_suffix);
    visit(w, "number", doc->number);
    visit(w, "title", doc->title);
    visit(w, "subtitle", doc->subtitle);
    visit(w, "addressees", doc->addressees);
}

static void visit_footer(struct walk *w, const struct gaz_doc *doc) {
    visit(w, "copies", doc->copies);
    visit(w, "printer", doc->printer);
    visit(w, "print-date", doc->print_date);
}

void gaz_doc_walk(const struct gaz_doc *doc, gaz_text_visitor *visitor, void *context) {
    struct walk w = {doc, visitor, context, false};
    visit_head(&w, doc);
    if (doc->n_parts > 0) visit_part(&w, &doc->parts[0]);
    if (!later_part_has_mark(doc)) visit_given_list(&w);
    visit_all(&w, "signature", doc->signatures);
    visit(&w, "date", doc->date);
    visit(&w, "note", doc->note);
    if (doc->footer_place == GAZ_FOOTER_AFTER_BODY) visit_footer(&w, doc);
    for (uint32_t i = 1; i < doc->n_parts; i++)
        visit_part(&w, &doc->parts[i]);
    if (doc->footer_place == GAZ_FOOTER_AT_END) visit_footer(&w, doc);
}
