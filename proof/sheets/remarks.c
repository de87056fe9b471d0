/* remarks.c: what was found: where it stands on the pages, its numbers, the list at the end, and the notes
 * that a reader program lists.
 */
#include "proof/sheets/sheets.h"

#include "base/process/arena.h"
#include "output/output.h"
#include "proof/sheets/listing.h"

#include <string.h>

enum { SMALL = 8 * GAZ_POINT };

static struct gaz_placed_remark *remark_at(const struct gaz_sheets *s, guint i) {
    return &g_array_index(s->remarks, struct gaz_placed_remark, i);
}

static const struct gaz_on_page *first_place(const struct gaz_placed_remark *placed) {
    return placed->places->len ? &g_array_index(placed->places, struct gaz_on_page, 0) : NULL;
}

/* By pages and from top to foot; what is printed nowhere comes last. */
static gint compare_places(gconstpointer a, gconstpointer b) {
    const struct gaz_on_page *one = first_place(a), *other = first_place(b);
    if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1);
    if (one->page != other->page) return one->page < other->page ? -1 : 1;
    if (one->box.y != other->box.y) return one->box.y < other->box.y ? -1 : 1;
    return (one->box.x > other->box.x) - (one->box.x < other->box.x);
}

static void clear_remark(gpointer data) {
    g_array_unref(((struct gaz_placed_remark *)data)->places);
}

GArray *gaz_place_remarks(struct gaz_ground *ground, const struct gaz_pages *pages,
                          const struct gaz_proof_remark *remarks, uint32_t n) {
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct gaz_placed_remark));
    g_array_set_clear_func(list, clear_remark);
    for (uint32_t i = 0; i < n; i++) {
        struct gaz_placed_remark placed = {&remarks[i], 0,
                                           gaz_places_of_span(ground, pages, remarks[i].span)};
        g_array_append_val(list, placed);
    }
    g_array_sort(list, compare_places); /* stable, so that the same remarks have the same numbers */
    for (guint i = 0; i < list->len; i++)
        g_array_index(list, struct gaz_placed_remark, i).number = i + 1;
    return list;
}

void gaz_sheets_take_remarks(struct gaz_sheets *s) {
    s->remarks = gaz_place_remarks(s->ground, s->pages, s->job->remarks, s->job->n_remarks);
    for (guint i = 0; i < s->remarks->len; i++) {
        const struct gaz_placed_remark *placed = remark_at(s, i);
        const struct gaz_on_page *at = first_place(placed);
        if (!at) continue;
        struct gaz_margin_note note = {.at = *at, .finding = placed->number, .ink = s->board.ink.black};
        g_autofree char *label = g_strdup_printf("校%u", placed->number);
        note.label = gaz_arena_strdup(s->board.arena, label);
        note.words =
            gaz_small_printf(&s->board, SMALL, "［%s］%s", placed->remark->level, placed->remark->words);
        g_array_append_val(s->extras[at->page].notes, note);
    }
}

void gaz_sheets_add_echo(struct gaz_sheets *s, uint32_t number, struct gaz_frame frame) {
    struct gaz_pdf_echo echo = {number, s->board.pages->len, frame};
    g_array_append_val(s->echoes, echo);
}

/* ---- the list */

/* Whether the line, which begins no further on, is at the height of the place: on turned pages lines run up.
 */
static bool is_on_line(const struct gaz_begun_line *line, const struct gaz_on_page *at) {
    struct gaz_frame a = line->box, b = at->box;
    if (at->way == 1) return a.x < b.x + b.width && b.x < a.x + a.width && a.y >= b.y;
    return a.y < b.y + b.height && b.y < a.y + a.height && a.x <= b.x;
}

char *gaz_sheets_name_place(const struct gaz_sheets *s, const struct gaz_on_page *at) {
    if (!at) return g_strdup("—");
    g_autofree char *name = gaz_state_page_text(s->job->state->pages[at->page].label);
    const GArray *begun = s->begun[at->page];
    const struct gaz_begun_line *line = NULL;
    for (guint i = 0; i < begun->len; i++) {
        const struct gaz_begun_line *one = &g_array_index(begun, struct gaz_begun_line, i);
        if (one->way == at->way && is_on_line(one, at)) line = one;
    }
    if (!line) return g_steal_pointer(&name);
    return g_strdup_printf("%s　%s.%u", name, s->job->state->blocks[line->block].id, line->line + 1);
}

static char *name_source(const struct gaz_placed_remark *placed) {
    const struct gaz_proof_remark *remark = placed->remark;
    if (!remark->span.source) return g_strdup(remark->file ? remark->file : "—");
    struct gaz_place place = gaz_source_place(remark->span.source, remark->span.begin);
    return g_strdup_printf("%s:%u:%u", remark->span.source->path, place.line, place.column);
}

static void append_row(const struct gaz_sheets *s, GArray *cells, const struct gaz_placed_remark *placed) {
    g_autofree char *number = g_strdup_printf("校%u", placed->number),
                    *place = gaz_sheets_name_place(s, first_place(placed)), *source = name_source(placed);
    gaz_listing_add_cell(&s->board, cells, SMALL, number);
    gaz_listing_add_cell(&s->board, cells, SMALL, place);
    gaz_listing_add_cell(&s->board, cells, SMALL, source);
    gaz_listing_add_cell(&s->board, cells, SMALL, placed->remark->level);
    gaz_listing_add_cell(&s->board, cells, SMALL, placed->remark->words);
    gaz_listing_add_cell(&s->board, cells, SMALL, ""); /* what was decided: by hand */
}

/* Those that are printed nowhere come last, and nothing leads to them. */
static void take_echo(void *context, uint32_t row, struct gaz_frame frame) {
    struct gaz_sheets *s = context;
    if (remark_at(s, row)->places->len) gaz_sheets_add_echo(s, row + 1, frame);
}

void gaz_sheets_list_remarks(struct gaz_sheets *s) {
    const struct gaz_listing_column columns[] = {
        {"序号", gaz_len_from_um(12000)}, {"页、行", gaz_len_from_um(26000)},
        {"文稿", gaz_len_from_um(38000)}, {"级别", gaz_len_from_um(12000)},
        {"问题", gaz_len_from_um(72000)}, {"处理", gaz_len_from_um(20000)}};
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct gaz_small));
    if (s->remarks->len == 0) return;
    for (guint i = 0; i < s->remarks->len; i++)
        append_row(s, cells, remark_at(s, i));
    g_autofree char *of = g_strdup_printf("%s　共%u条", s->job->state->title, s->remarks->len);
    gaz_board_listing(&s->board, &(struct gaz_listing){.paper_width = GAZ_A4_WIDTH,
                                                       .paper_height = GAZ_A4_HEIGHT,
                                                       .title = "校核清单",
                                                       .lines = (const char *const[]){of, NULL},
                                                       .columns = columns,
                                                       .n_columns = G_N_ELEMENTS(columns),
                                                       .cells = (const struct gaz_small *)cells->data,
                                                       .n_rows = s->remarks->len,
                                                       .put = take_echo,
                                                       .context = s,
                                                       .label = "清单"});
}

/* ---- notes of the PDF */

/* By levels, as a reader shows them. */
static uint32_t colour_of(const char *level) {
    return strcmp(level, "错") == 0 || strcmp(level, "错误") == 0 ? 0xFFA0A0
           : strcmp(level, "注意") == 0                           ? 0xCFE8FF
                                                                  : 0xFFE68A;
}

enum { MOST_LINES = 3 };

/* Those of its first page: a note is on one page. Of a whole paragraph the first line is enough: what is said
 * of it is not said of its words. */
static void append_note(const struct gaz_sheets *s, GArray *notes, const struct gaz_placed_remark *placed) {
    const struct gaz_on_page *at = first_place(placed);
    struct gaz_frame *boxes = GAZ_NEW_ARRAY(s->board.arena, struct gaz_frame, placed->places->len);
    uint32_t n = 0;
    guint most = placed->places->len > MOST_LINES ? 1 : placed->places->len;
    for (guint i = 0; i < most; i++) {
        struct gaz_on_page *one = &g_array_index(placed->places, struct gaz_on_page, i);
        if (one->page != at->page) continue;
        boxes[n] = one->box;
        boxes[n].x += s->board.frame.x;
        boxes[n++].y += s->board.frame.y;
    }
    g_autofree char *subject = g_strdup_printf("校%u　%s", placed->number, placed->remark->level);
    struct gaz_pdf_note note = {.page = at->page + 1, /* behind the slip */
                                .number = placed->number,
                                .boxes = boxes,
                                .n_boxes = n,
                                .colour = colour_of(placed->remark->level),
                                .subject = gaz_arena_strdup(s->board.arena, subject),
                                .words = placed->remark->words};
    g_array_append_val(notes, note);
}

GArray *gaz_sheets_notes(const struct gaz_sheets *s) {
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(struct gaz_pdf_note));
    for (guint i = 0; i < s->remarks->len; i++)
        if (remark_at(s, i)->places->len) append_note(s, notes, remark_at(s, i));
    return notes;
}
