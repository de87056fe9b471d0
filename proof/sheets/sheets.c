/* sheets.c: a whole proof: the slip, every page on its sheet, the list. */
#include "proof/sheets/sheets.h"

#include "base/process/arena.h"
#include "output/output.h"

/* ---- how large a sheet is */

/* ISO 216, across, as an office's printer has them; what is left for a hand and for words. */
static const int papers[][2] = {{297, 210}, {420, 297}, {594, 420}, {841, 594}};
enum { LEAST_BESIDE = 100 /* mm */ };

static gaz_len mm(int length) {
    return gaz_len_from_um((int64_t)length * 1000);
}

/* The smallest that a page stands on 1:1, in its left lower corner, so that a place of the page is the same
 * place of the sheet. */
static void choose_paper(struct gaz_sheets *s) {
    gaz_len width = 0, height = 0;
    for (uint32_t i = 0; i < s->pages->n_pages; i++) {
        width = MAX(width, s->pages->pages[i].width);
        height = MAX(height, s->pages->pages[i].height);
    }
    s->width = width + 2 * mm(LEAST_BESIDE);
    s->height = height;
    for (size_t i = G_N_ELEMENTS(papers); i-- > 0;)
        if (mm(papers[i][0]) >= width + mm(LEAST_BESIDE) && mm(papers[i][1]) + GAZ_POINT >= height) {
            s->width = mm(papers[i][0]);
            s->height = MAX(mm(papers[i][1]), height);
        }
    s->board.frame = (struct gaz_frame){0, s->height - height, width, height};
}

/* ---- what the pages get */

static void begin_extras(struct gaz_sheets *s) {
    s->extras = g_new0(struct gaz_page_extras, s->pages->n_pages + 1);
    for (uint32_t i = 0; i < s->pages->n_pages; i++)
        s->extras[i] = (struct gaz_page_extras){g_array_new(FALSE, FALSE, sizeof(struct gaz_margin_note)),
                                                g_array_new(FALSE, FALSE, sizeof(struct gaz_tinged)),
                                                g_array_new(FALSE, FALSE, sizeof(struct gaz_on_page)),
                                                g_array_new(FALSE, FALSE, sizeof(struct gaz_on_page))};
}

static void end_extras(struct gaz_sheets *s) {
    for (uint32_t i = 0; i < s->pages->n_pages; i++) {
        g_array_unref(s->extras[i].notes);
        g_array_unref(s->extras[i].tinged);
        g_array_unref(s->extras[i].bars);
        g_array_unref(s->extras[i].gaps);
    }
    g_free(s->extras);
}

static gint compare_notes(gconstpointer a, gconstpointer b) {
    const struct gaz_on_page *one = &((const struct gaz_margin_note *)a)->at,
                             *other = &((const struct gaz_margin_note *)b)->at;
    if (one->box.y != other->box.y) return one->box.y < other->box.y ? -1 : 1;
    return (one->box.x > other->box.x) - (one->box.x < other->box.x);
}

static void sort_notes(struct gaz_sheets *s) {
    for (uint32_t i = 0; i < s->pages->n_pages; i++)
        g_array_sort(s->extras[i].notes, compare_notes);
}

/* ---- the file */

static GBytes *make_pdf(struct gaz_sheets *s, struct gaz_diags *diags) {
    struct gaz_pages *made = gaz_board_pages(&s->board, s->pages);
    g_autoptr(GArray) notes = gaz_sheets_notes(s);
    struct gaz_pdf_proof proof = {.of = s->pages,
                                  .shows = (const uint32_t *)s->board.shows->data,
                                  .frame = s->board.frame,
                                  .notes = (const struct gaz_pdf_note *)notes->data,
                                  .n_notes = notes->len,
                                  .echoes = (const struct gaz_pdf_echo *)s->echoes->data,
                                  .n_echoes = s->echoes->len};
    return gaz_pdf_make(made, &(struct gaz_pdf_request){.kind = GAZ_PDF_SCREEN, .proof = &proof}, diags);
}

static void put_all(struct gaz_sheets *s) {
    gaz_sheets_put_slip(s);
    for (uint32_t i = 0; i < s->pages->n_pages; i++)
        gaz_sheets_put_page(s, i);
    gaz_sheets_list_remarks(s);
    gaz_sheets_list_marks(s);
}

GBytes *gaz_proof_sheets_make(const struct gaz_proof_sheets_job *job, struct gaz_diags *diags) {
    struct gaz_sheets s = {.job = job, .pages = job->gazette->pages};
    struct gaz_arena *arena = gaz_arena_new();
    s.digest = gaz_state_last_round(job->state)->identity;
    s.ground = gaz_ground_new(s.pages);
    gaz_board_begin(&s.board, job->gazette, arena, job->round);
    choose_paper(&s);
    s.begun = gaz_begun_lines(s.ground, s.pages, job->state);
    s.echoes = g_array_new(FALSE, FALSE, sizeof(struct gaz_pdf_echo));
    begin_extras(&s);
    gaz_sheets_take_remarks(&s);
    gaz_sheets_take_changes(&s);
    gaz_sheets_take_marks(&s);
    sort_notes(&s);
    put_all(&s);
    GBytes *pdf = make_pdf(&s, diags);
    g_array_unref(s.remarks);
    g_array_unref(s.echoes);
    end_extras(&s);
    gaz_begun_lines_free(s.begun, s.pages->n_pages);
    gaz_board_clear(&s.board);
    gaz_ground_free(s.ground);
    gaz_arena_free(arena);
    return pdf;
}
