/* pdf.c: the 核红表 on paper, A4 across. */
#include "proof/table/table.h"

#include "base/process/arena.h"
#include "gazette/gazette.h"
#include "output/output.h"
#include "proof/sheets/listing.h"

enum { SIZE = 8 * GAZ_POINT };

struct writer {
    struct gaz_board board;
    const struct gaz_proof_table *table;
    GArray *cells; /* struct gaz_small */
};

static void append_cell(struct writer *w, const char *text) {
    gaz_listing_add_cell(&w->board, w->cells, SIZE, text);
}

static void append_place(struct writer *w, const struct gaz_table_place *place) {
    g_autofree char *page = gaz_table_place_text(place);
    append_cell(w, place->line);
    append_cell(w, page);
}

/* What changed is struck or underlined, in the colour of the round; what stands around it is grey. */
static void append_words(struct writer *w, const struct gaz_table_row *row, const struct gaz_table_text *text,
                         enum gaz_stroke stroke) {
    g_autofree char *shown = gaz_table_shown(row, text->text);
    g_autofree char *all = g_strconcat(text->before, shown, text->behind, NULL);
    struct gaz_small small = gaz_small_of(&w->board, SIZE, all);
    struct gaz_looking *piece = GAZ_NEW(w->board.arena, struct gaz_looking);
    *piece = (struct gaz_looking){(uint32_t)g_utf8_strlen(text->before, -1),
                                  (uint32_t)g_utf8_strlen(shown, -1),
                                  {w->board.ink.round, stroke}};
    small.ink = w->board.ink.grey;
    small.pieces = piece;
    small.n_pieces = piece->n ? 1 : 0;
    g_array_append_val(w->cells, small);
}

static void append_row(struct writer *w, const struct gaz_table_row *row) {
    g_autofree char *number = gaz_table_number(row);
    append_cell(w, number);
    append_cell(w, row->kind);
    append_place(w, &row->old_place);
    append_place(w, &row->new_place);
    append_words(w, row, &row->old, GAZ_STROKE_THROUGH);
    append_words(w, row, &row->new, GAZ_STROKE_UNDER);
    append_cell(w, row->reason);
    append_cell(w, ""); /* ticked off by hand */
}

static GPtrArray *lines_of(const struct gaz_proof_table *table) {
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    const struct gaz_proof_state *state = table->changes->new;
    g_ptr_array_add(lines, g_strdup(state->title));
    g_ptr_array_add(lines, gaz_table_summary(table));
    for (uint32_t i = 0; i < state->n_rounds; i++)
        g_ptr_array_add(lines, g_strdup_printf("%s　%s　版面标识%s", state->rounds[i].name,
                                               state->rounds[i].date, state->rounds[i].identity));
    for (int i = GAZ_N_REFLOWS; i >= 0; i--) {
        g_autofree char *pages = gaz_reflow_pages(table->changes, (enum gaz_reflow)i, G_MAXSIZE);
        g_ptr_array_add(lines, g_strdup_printf("%s：%s", gaz_reflow_names[i], pages));
    }
    g_ptr_array_add(lines, NULL);
    return lines;
}

static void put(struct writer *w) {
    const struct gaz_listing_column columns[] = {
        {"序号", gaz_len_from_um(13000)},   {"类别", gaz_len_from_um(13000)},
        {"原行号", gaz_len_from_um(18000)}, {"原页、行", gaz_len_from_um(24000)},
        {"现行号", gaz_len_from_um(18000)}, {"现页、行", gaz_len_from_um(24000)},
        {"原文", gaz_len_from_um(64000)},   {"现文", gaz_len_from_um(64000)},
        {"理由", gaz_len_from_um(18000)},   {"核对", gaz_len_from_um(11000)}};
    static const char *const notes[] = {"核红人：　　　　　　　　　　　　　　日期：", NULL};
    g_autoptr(GPtrArray) lines = lines_of(w->table);
    for (guint i = 0; i < w->table->rows->len; i++)
        append_row(w, gaz_table_row_at(w->table, i));
    gaz_board_listing(&w->board, &(struct gaz_listing){.paper_width = GAZ_A4_HEIGHT,
                                                       .paper_height = GAZ_A4_WIDTH,
                                                       .title = "核红表",
                                                       .lines = (const char *const *)lines->pdata,
                                                       .columns = columns,
                                                       .n_columns = G_N_ELEMENTS(columns),
                                                       .cells = (const struct gaz_small *)w->cells->data,
                                                       .n_rows = w->table->rows->len,
                                                       .notes = notes,
                                                       .label = "核红表"});
}

/* The table alone: no page, bookmark or place of the issue. */
static struct gaz_pages pages_without(const struct gaz_pages *issue, const struct gaz_node *root,
                                      const char *title) {
    struct gaz_pages pages = *issue;
    pages.nodes = root;
    pages.n_nodes = 1;
    pages.n_targets = pages.n_outline = 0;
    pages.title = title;
    return pages;
}

GBytes *gaz_proof_table_pdf(const struct gaz_proof_table *table, const struct gaz_gazette *gazette,
                            struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct writer w = {.table = table, .cells = g_array_new(FALSE, FALSE, sizeof(struct gaz_small))};
    gaz_board_begin(&w.board, gazette, arena, table->round);
    put(&w);
    struct gaz_node root = gazette->pages->nodes[0];
    root.end = 1;
    struct gaz_pages without = pages_without(
        gazette->pages, &root, gaz_arena_printf(arena, "%s　核红表", table->changes->new->title));
    struct gaz_pages *pages = gaz_board_pages(&w.board, &without);
    GBytes *pdf = gaz_pdf_make(pages, &(struct gaz_pdf_request){.kind = GAZ_PDF_SCREEN}, diags);
    g_array_unref(w.cells);
    gaz_board_clear(&w.board);
    gaz_arena_free(arena);
    return pdf;
}
