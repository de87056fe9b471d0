/* doc_order.c: the order in which a document is printed. Nobody else knows it. */
#include "input/doc.h"

/* ---- pieces */

struct order {
    const struct gaz_doc *doc;
    gaz_piece_visitor *visit;
    void *context;
    bool list_done; /* 附件说明 was visited */
};

static void visit(struct order *o, struct gaz_piece piece) {
    if (piece.kind == GAZ_PIECE_ATTACHMENT_LIST && o->list_done) return;
    o->list_done |= piece.kind == GAZ_PIECE_ATTACHMENT_LIST;
    o->visit(o->context, o->doc, piece);
}

static void visit_plain(struct order *o, enum gaz_piece_kind kind) {
    visit(o, (struct gaz_piece){.kind = kind});
}

static bool is_list_mark(const struct gaz_block *block) {
    return block->kind == GAZ_BLOCK_ATTACHMENT_LIST_HERE;
}

static void visit_blocks(struct order *o, const struct gaz_part *part, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const struct gaz_block *block = &part->blocks[i];
        enum gaz_piece_kind kind = is_list_mark(block) ? GAZ_PIECE_ATTACHMENT_LIST : GAZ_PIECE_BLOCK;
        visit(o, (struct gaz_piece){.kind = kind, .part = part, .block = block});
    }
}

static void visit_part(struct order *o, const struct gaz_part *part) {
    visit(o, (struct gaz_piece){.kind = GAZ_PIECE_PART, .part = part});
    visit_blocks(o, part, 0, part->n_blocks);
}

static bool has_list_mark(const struct gaz_doc *doc) {
    for (uint32_t i = 0; i < doc->n_parts; i++)
        for (uint32_t k = 0; k < doc->parts[i].n_blocks; k++)
            if (is_list_mark(&doc->parts[i].blocks[k])) return true;
    return false;
}

/* Lost pages at the end of the notice come after its signature: they were an attachment (缺页). */
static uint32_t blocks_before_signature(const struct gaz_part *body) {
    uint32_t n = body->n_blocks;
    while (n > 0 && body->blocks[n - 1].kind == GAZ_BLOCK_MISSING_PAGES)
        n--;
    return n;
}

static void visit_head(struct order *o) {
    visit_plain(o, GAZ_PIECE_COLUMN);
    visit_plain(o, GAZ_PIECE_LETTERHEAD);
    visit_plain(o, GAZ_PIECE_TITLE);
    visit_plain(o, GAZ_PIECE_NUMBER);
    visit_plain(o, GAZ_PIECE_SUBTITLE);
    visit_plain(o, GAZ_PIECE_ADDRESSEES);
}

/* The document's own text; of a 简介 it has a title. */
static void visit_notice(struct order *o, const struct gaz_part *body) {
    uint32_t text = blocks_before_signature(body);
    if (body->title.n) visit(o, (struct gaz_piece){.kind = GAZ_PIECE_PART, .part = body});
    visit_blocks(o, body, 0, text);
    if (!has_list_mark(o->doc)) visit_plain(o, GAZ_PIECE_ATTACHMENT_LIST);
    visit_plain(o, GAZ_PIECE_ATTENDANCE);
    visit_plain(o, GAZ_PIECE_SIGNATURE);
    visit_blocks(o, body, text, body->n_blocks);
}

void gaz_doc_pieces(const struct gaz_doc *doc, gaz_piece_visitor *visitor, void *context) {
    struct order o = {doc, visitor, context, false};
    visit_head(&o);
    if (doc->n_parts > 0) visit_notice(&o, &doc->parts[0]);
    if (doc->footer_place == GAZ_FOOTER_AFTER_BODY) visit_plain(&o, GAZ_PIECE_FOOTER);
    for (uint32_t i = 1; i < doc->n_parts; i++)
        visit_part(&o, &doc->parts[i]);
    if (doc->footer_place == GAZ_FOOTER_AT_END) visit_plain(&o, GAZ_PIECE_FOOTER);
}

/* ---- their texts */

struct reader {
    gaz_text_visitor *visit;
    void *context;
};

static void read_texts(const struct reader *r, struct gaz_piece piece, const struct gaz_text *texts,
                       uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (texts[i].n > 0) r->visit(r->context, piece, texts[i]);
}

static void read_figures(const struct reader *r, struct gaz_piece piece, const struct gaz_figure *figures,
                         uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        piece.figure = &figures[i];
        read_texts(r, piece, (struct gaz_text[]){figures[i].caption, figures[i].number}, 2);
    }
}

static void read_table(const struct reader *r, struct gaz_piece piece) {
    const struct gaz_table *table = piece.block->table;
    read_texts(r, piece, (struct gaz_text[]){table->caption, table->unit}, 2);
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        read_texts(r, piece, &cell->text, 1);
        read_figures(r, piece, cell->figures, cell->n_figures);
    }
    read_texts(r, piece, table->notes.texts, table->notes.n);
}

static void read_block(const struct reader *r, struct gaz_piece piece) {
    const struct gaz_block *block = piece.block;
    read_texts(r, piece, &block->text, 1);
    read_figures(r, piece, block->figures, block->n_figures);
    if (block->kind == GAZ_BLOCK_TABLE) read_table(r, piece);
    for (uint32_t i = 0; i < block->n_notes; i++)
        read_texts(r, piece, &block->notes[i].text, 1);
}

static void read_piece(void *context, const struct gaz_doc *doc, struct gaz_piece piece) {
    const struct reader *r = context;
    switch (piece.kind) {
    case GAZ_PIECE_COLUMN:
        read_texts(r, piece, &doc->column_title, 1);
        break;
    case GAZ_PIECE_LETTERHEAD:
        read_texts(r, piece, doc->letterhead.texts, doc->letterhead.n);
        read_texts(r, piece, &doc->letterhead_suffix, 1);
        if (!gaz_doc_numbers_title(doc)) read_texts(r, piece, &doc->number, 1);
        break;
    case GAZ_PIECE_NUMBER:
        if (gaz_doc_numbers_title(doc)) read_texts(r, piece, &doc->number, 1);
        break;
    case GAZ_PIECE_TITLE:
        read_texts(r, piece, &doc->title, 1);
        break;
    case GAZ_PIECE_SUBTITLE:
        read_texts(r, piece, &doc->subtitle, 1);
        break;
    case GAZ_PIECE_ADDRESSEES:
        read_texts(r, piece, &doc->addressees, 1);
        break;
    case GAZ_PIECE_BLOCK:
        read_block(r, piece);
        break;
    case GAZ_PIECE_ATTACHMENT_LIST:
        if (doc->attachment_list == GAZ_LIST_GIVEN) read_texts(r, piece, &doc->given_attachment_list, 1);
        break;
    case GAZ_PIECE_ATTENDANCE:
        read_texts(r, piece, doc->attendance, GAZ_N_ATTENDANCES);
        break;
    case GAZ_PIECE_SIGNATURE:
        read_texts(r, piece, doc->signatures.texts, doc->signatures.n);
        read_texts(r, piece, (struct gaz_text[]){doc->date, doc->note}, 2);
        break;
    case GAZ_PIECE_PART:
        read_texts(r, piece, (struct gaz_text[]){piece.part->label, piece.part->title, piece.part->subtitle},
                   3);
        break;
    case GAZ_PIECE_FOOTER:
        read_texts(r, piece,
                   (struct gaz_text[]){doc->moved_addressees, doc->copies, doc->printer, doc->print_date}, 4);
        break;
    }
}

void gaz_doc_texts(const struct gaz_doc *doc, gaz_text_visitor *visitor, void *context) {
    struct reader r = {visitor, context};
    gaz_doc_pieces(doc, read_piece, &r);
}

/* ---- their pictures */

struct viewer {
    gaz_figure_visitor *visit;
    void *context;
};

static void view(const struct viewer *v, const struct gaz_figure *figures, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (figures[i].path) v->visit(v->context, &figures[i]);
}

static void view_piece(void *context, const struct gaz_doc *doc, struct gaz_piece piece) {
    const struct viewer *v = context;
    if (piece.kind == GAZ_PIECE_SIGNATURE && doc->stamps) view(v, doc->stamps, doc->signatures.n);
    if (piece.kind != GAZ_PIECE_BLOCK) return;
    const struct gaz_table *table = piece.block->table;
    view(v, piece.block->figures, piece.block->n_figures);
    for (uint32_t i = 0; table && i < table->n_cells; i++)
        view(v, table->cells[i].figures, table->cells[i].n_figures);
}

void gaz_doc_figures(const struct gaz_doc *doc, gaz_figure_visitor *visitor, void *context) {
    struct viewer v = {visitor, context};
    gaz_doc_pieces(doc, view_piece, &v);
}
