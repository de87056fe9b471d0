/* listing.c: see listing.h. */
#include "proof/sheets/listing.h"

#include "base/process/arena.h"

enum {
    TITLE = 16 * GAZ_POINT,
    LINE = 9 * GAZ_POINT,
    HEAD = 9 * GAZ_POINT,
    PADDING = 3 * GAZ_POINT,
    RULE = GAZ_POINT / 2,
    BEST_WHOLE = 8 /* a row of so many lines is not parted: it goes to the next page */
};

void gaz_listing_add_cell(const struct gaz_board *board, GArray *cells, gaz_len size, const char *words) {
    struct gaz_small small = gaz_small_of(board, size, words ? words : "");
    g_array_append_val(cells, small);
}

struct writer {
    struct gaz_board *board;
    const struct gaz_listing *listing;
    gaz_len left, width, y; /* of the table; where the next row begins */
    uint32_t page, n_pages; /* from 1; of all */
    gaz_len row_top;        /* of the rows of this page, for the rules between the columns */
};

static gaz_len foot_of(const struct writer *w) {
    return w->listing->paper_height - GAZ_LISTING_MARGIN;
}

/* ---- a page's head and its end */

static void put(struct writer *w, const struct gaz_small *small) {
    w->y += gaz_board_text(w->board, small, (struct gaz_frame){w->left, w->y, w->width, 0});
}

static void put_title(struct writer *w) {
    const struct gaz_listing *listing = w->listing;
    bool is_first = w->page == 1;
    struct gaz_small title = gaz_small_of(w->board, is_first ? TITLE : LINE, listing->title);
    title.is_strong = is_first;
    title.side = is_first ? GAZ_SHEET_CENTRE : GAZ_SHEET_LEFT;
    put(w, &title);
    for (uint32_t i = 0; is_first && listing->lines && listing->lines[i]; i++) {
        struct gaz_small line = gaz_small_of(w->board, LINE, listing->lines[i]);
        put(w, &line);
    }
    w->y += PADDING;
}

static void put_rule(const struct writer *w, gaz_len thickness) {
    gaz_board_rule(w->board, (struct gaz_frame){w->left, w->y, w->width, thickness}, w->board->ink.black);
}

static void put_head(struct writer *w) {
    gaz_len x = w->left;
    put_rule(w, 2 * RULE);
    w->row_top = w->y;
    for (uint32_t i = 0; i < w->listing->n_columns; i++) {
        const struct gaz_listing_column *column = &w->listing->columns[i];
        struct gaz_small head = gaz_small_of(w->board, HEAD, column->head);
        head.is_strong = true;
        head.side = GAZ_SHEET_CENTRE;
        gaz_board_text(w->board, &head,
                       (struct gaz_frame){x + PADDING, w->y + PADDING, column->width - 2 * PADDING, 0});
        x += column->width;
    }
    w->y += HEAD * 3 / 2 + 2 * PADDING;
    put_rule(w, RULE);
}

static void begin_page(struct writer *w) {
    gaz_board_begin_page(w->board, w->listing->paper_width, w->listing->paper_height);
    w->page++;
    w->y = GAZ_LISTING_MARGIN;
    put_title(w);
}

/* The rules beside the columns, down to where the last row of the page ends. */
static void put_sides(const struct writer *w) {
    gaz_len x = w->left;
    for (uint32_t i = 0; i <= w->listing->n_columns; i++) {
        gaz_board_rule(w->board, (struct gaz_frame){x, w->row_top, RULE, w->y - w->row_top + RULE},
                       w->board->ink.black);
        if (i < w->listing->n_columns) x += w->listing->columns[i].width;
    }
}

static void end_page(const struct writer *w) {
    struct gaz_small number =
        gaz_small_printf(w->board, LINE, "%s　第%u页　共%u页", w->listing->label, w->page, w->n_pages);
    number.side = GAZ_SHEET_RIGHT;
    gaz_board_text(w->board, &number, (struct gaz_frame){w->left, foot_of(w) + PADDING, w->width, 0});
    char *label = g_strdup_printf("%s%u", w->listing->label, w->page);
    gaz_board_end_page(w->board, NULL, GAZ_NO_SHEET, gaz_arena_strdup(w->board->arena, label));
    g_free(label);
}

/* ---- rows */

struct cell {
    const struct gaz_small *small;
    struct gaz_sheet_set set;
};

static uint32_t lines_that_fit(const struct writer *w, gaz_len pitch) {
    gaz_len room = foot_of(w) - w->y - 2 * PADDING;
    return room > 0 ? (uint32_t)(room / pitch) : 0;
}

static gaz_len pitch_of(const struct writer *w, uint32_t row) {
    gaz_len pitch = GAZ_POINT;
    for (uint32_t i = 0; i < w->listing->n_columns; i++)
        pitch = MAX(pitch, gaz_small_pitch(&w->listing->cells[row * w->listing->n_columns + i]));
    return pitch;
}

/* Lines [first, first + n) of each of its cells. */
static void put_lines(struct writer *w, const struct cell *cells, uint32_t first, uint32_t n) {
    gaz_len x = w->left;
    for (uint32_t i = 0; i < w->listing->n_columns; i++) {
        if (first < cells[i].set.n_lines)
            gaz_board_lines(w->board, cells[i].small, &cells[i].set,
                            (struct gaz_lines_at){x + PADDING, w->y + PADDING, first, n});
        x += w->listing->columns[i].width;
    }
}

static uint32_t set_cells(const struct writer *w, uint32_t row, struct cell *cells) {
    const struct gaz_listing *listing = w->listing;
    uint32_t most = 1;
    for (uint32_t i = 0; i < listing->n_columns; i++) {
        const struct gaz_small *small = &listing->cells[row * listing->n_columns + i];
        cells[i] = (struct cell){small, {0}};
        if (small->text.n)
            cells[i].set = gaz_board_set(w->board, small, listing->columns[i].width - 2 * PADDING);
        most = MAX(most, cells[i].set.n_lines);
    }
    return most;
}

static void put_row(struct writer *w, uint32_t row) {
    g_autofree struct cell *cells = g_new0(struct cell, w->listing->n_columns);
    uint32_t lines = set_cells(w, row, cells), done = 0;
    gaz_len pitch = pitch_of(w, row);
    while (done < lines) {
        uint32_t fit = lines_that_fit(w, pitch), rest = lines - done;
        bool is_to_be_whole = fit < rest && rest <= BEST_WHOLE;
        if (fit == 0 || is_to_be_whole) {
            put_sides(w);
            end_page(w);
            begin_page(w);
            put_head(w);
            fit = MAX(lines_that_fit(w, pitch), 1);
        }
        uint32_t n = MIN(fit, rest);
        put_lines(w, cells, done, n);
        gaz_len height = MAX((gaz_len)n * pitch + 2 * PADDING, w->listing->row_least);
        if (w->listing->put)
            w->listing->put(w->listing->context, row, (struct gaz_frame){w->left, w->y, w->width, height});
        w->y += height;
        put_rule(w, RULE);
        done += n;
    }
}

/* Notes that find no room below the table stand on a page of their own. */
static void put_notes(struct writer *w) {
    g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(struct gaz_small));
    gaz_len height = 0;
    for (uint32_t i = 0; w->listing->notes && w->listing->notes[i]; i++) {
        struct gaz_small note = gaz_small_of(w->board, LINE, w->listing->notes[i]);
        note.ink = w->board->ink.grey;
        height += (gaz_len)gaz_board_set(w->board, &note, w->width).n_lines * gaz_small_pitch(&note);
        g_array_append_val(notes, note);
    }
    w->y += 3 * PADDING;
    if (notes->len > 0 && w->y + height > foot_of(w)) {
        end_page(w);
        begin_page(w);
    }
    for (guint i = 0; i < notes->len; i++)
        put(w, &g_array_index(notes, struct gaz_small, i));
}

/* How many pages it takes. */
static uint32_t put_listing(struct gaz_board *board, const struct gaz_listing *listing, uint32_t n_pages) {
    struct writer w = {.board = board, .listing = listing, .n_pages = n_pages};
    for (uint32_t i = 0; i < listing->n_columns; i++)
        w.width += listing->columns[i].width;
    w.left = (listing->paper_width - w.width) / 2;
    begin_page(&w);
    put_head(&w);
    for (uint32_t row = 0; row < listing->n_rows; row++)
        put_row(&w, row);
    put_sides(&w);
    put_notes(&w);
    end_page(&w);
    return w.page;
}

/* Once to count the pages, which each of them says, and once more. */
void gaz_board_listing(struct gaz_board *board, const struct gaz_listing *listing) {
    struct gaz_listing counted = *listing;
    counted.put = NULL;
    guint before = board->pages->len;
    uint32_t n_pages = put_listing(board, &counted, 0);
    g_array_set_size(board->pages, before);
    g_array_set_size(board->shows, before);
    put_listing(board, listing, n_pages);
}
