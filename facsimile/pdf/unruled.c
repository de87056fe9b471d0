/* unruled.c: the cells of a table that has no rules.
 *
 * Lines that wide gaps part into pieces, three or more of them near one another, are a table's, or look like
 * one: names in columns, signatures side by side. Its columns are what is white through its lines; where a
 * line leaves less white than others, it is parted where they are. What of it is a cell, and which lines make
 * one row, is not known from the page: whoever reads the copy beside a text knows (facsimile/columns.h).
 */
#include "facsimile/pdf/pages.h"

enum {
    CELLS = 3,    /* lines that make a table */
    BETWEEN = 4,  /* lines of one cell between those of several, above and below */
    FULL = 70,    /* per cent of the width: a line of text */
    FINE = 90,    /* per cent of an em: white between cells at least */
    SURE = 150,   /* white that parts columns, whatever other lines have there */
    TIGHT = 40,   /* where other lines have it */
    LETTERS = 60, /* more than what the line keeps between its characters */
};

struct extent {
    int32_t left, right;
};

/* what is white on its left is `white` on some line */
struct column {
    int32_t left, right, white;
};

/* Lines that have their columns in common: of [first, end) those that are in it. */
struct segment {
    uint32_t first, end;
    GArray *columns; /* struct column, from the left */
};

/* Lines that may be a table. */
struct region {
    uint32_t page, first, end, n_cells;
    bool is_table;
};

struct finding {
    struct gaz_copy_page *pages;
    uint32_t n;
    GArray *regions;  /* struct region */
    GArray *segments; /* struct segment: of the page that is looked at */
    struct extent all;
};

/* ---- pieces */

static int32_t share(const struct gaz_copy_line *line, int per_cent) {
    return (int32_t)((int64_t)line->em * per_cent / 100);
}

static struct extent extent_of(const struct gaz_copy_page *page, struct gaz_copy_piece piece) {
    const struct gaz_layer_glyph *first = gaz_copy_glyph_at(page, piece.first), *last = first + piece.n - 1;
    return (struct extent){first->u, MAX(last->u + last->du, first->u)};
}

static struct gaz_copy_piece piece_at(const GArray *pieces, guint i) {
    return g_array_index(pieces, struct gaz_copy_piece, i);
}

/* As fine as white between cells may be. */
static GArray *fine_pieces(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    int32_t letters = gaz_copy_letter_gap(page, line) + share(line, LETTERS);
    return gaz_copy_pieces_by(page, line, MAX(share(line, FINE), letters));
}

/* ---- columns */

static struct column *column_at(const GArray *columns, guint i) {
    return &g_array_index(columns, struct column, i);
}

/* The columns that stand above or below it: the first, and how many. */
static guint columns_of(const GArray *columns, struct extent extent, guint *n) {
    guint first = 0;
    while (first < columns->len && column_at(columns, first)->right <= extent.left)
        first++;
    for (*n = 0; first + *n < columns->len && column_at(columns, first + *n)->left < extent.right;)
        ++*n;
    return first;
}

/* Where the piece has white between both columns; 0: nowhere. */
static uint32_t cut_of(const struct gaz_copy_page *page, const struct gaz_copy_line *line,
                       struct gaz_copy_piece piece, const struct column *right) {
    int32_t least = MAX(share(line, TIGHT), 0);
    for (uint32_t i = piece.first + 1; i < piece.first + piece.n; i++) {
        const struct gaz_layer_glyph *glyph = gaz_copy_glyph_at(page, i);
        bool is_there = glyph->u >= right[-1].right && glyph->u - gaz_copy_gap(glyph) <= right->left;
        if (is_there && gaz_copy_gap(glyph) >= least) return i;
    }
    return 0;
}

/* Parts the pieces where columns are; what stands over several columns stays. False: some does. */
static bool part_pieces(const struct gaz_copy_page *page, const struct gaz_copy_line *line,
                        const GArray *columns, GArray *pieces) {
    bool all = true;
    for (guint i = 0; i < pieces->len; i++) {
        struct gaz_copy_piece piece = piece_at(pieces, i), rest = piece;
        guint n, first = columns_of(columns, extent_of(page, piece), &n);
        for (guint k = first + 1; k < first + n; k++) {
            if (column_at(columns, k)->white < share(line, SURE)) continue;
            uint32_t cut = cut_of(page, line, piece, column_at(columns, k));
            all &= cut > 0;
            if (cut == 0) continue;
            rest = (struct gaz_copy_piece){cut, piece.first + piece.n - cut};
            piece.n = cut - piece.first;
            g_array_index(pieces, struct gaz_copy_piece, i) = piece;
            g_array_insert_val(pieces, i + 1, rest);
            break;
        }
    }
    return all;
}

static void take_piece(GArray *columns, struct extent extent) {
    guint n, first = columns_of(columns, extent, &n);
    struct column column = {extent.left, extent.right, 0};
    if (n == 0) {
        g_array_insert_val(columns, first, column);
        if (first + 1 < columns->len) column_at(columns, first + 1)->white = 0;
        return;
    }
    struct column *one = column_at(columns, first);
    one->left = MIN(one->left, extent.left);
    one->right = MAX(column_at(columns, first + n - 1)->right, extent.right);
    g_array_remove_range(columns, first + 1, n - 1);
}

/* The white between neighbours; false: it is as wide within a column as it is between columns. */
static bool take_white(const struct gaz_copy_page *page, const struct gaz_copy_line *line, GArray *columns,
                       const GArray *pieces) {
    for (guint i = 1; i < pieces->len; i++) {
        struct extent before = extent_of(page, piece_at(pieces, i - 1)),
                      here = extent_of(page, piece_at(pieces, i));
        guint n, left = columns_of(columns, before, &n), right = columns_of(columns, here, &n);
        struct column *column = column_at(columns, right);
        if (left == right && here.left - before.right >= share(line, SURE)) return false;
        if (left + 1 == right) column->white = MAX(column->white, here.left - before.right);
    }
    return true;
}

/* Takes the line's pieces into the columns, if they fit. */
static bool take_line(const struct gaz_copy_page *page, const struct gaz_copy_line *line, GArray **columns) {
    g_autoptr(GArray) pieces = fine_pieces(page, line);
    GArray *now = g_array_copy(*columns);
    bool fits = part_pieces(page, line, now, pieces);
    for (guint i = 0; fits && i < pieces->len; i++)
        take_piece(now, extent_of(page, piece_at(pieces, i)));
    fits = fits && take_white(page, line, now, pieces);
    g_array_unref(fits ? *columns : now);
    if (fits) *columns = now;
    return fits;
}

/* ---- segments */

static void clear_segment(gpointer data) {
    struct segment *segment = data;
    g_array_unref(segment->columns);
}

static struct segment *segment_at(const struct finding *f, guint i) {
    return &g_array_index(f->segments, struct segment, i);
}

/* A line of several pieces goes on with the columns before it, or begins others. */
static void take_cells(struct finding *f, const struct gaz_copy_page *page, uint32_t l) {
    const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
    struct segment *last = f->segments->len ? segment_at(f, f->segments->len - 1) : NULL;
    if (last && last->end + BETWEEN >= l && take_line(page, line, &last->columns)) {
        last->end = l + 1;
        return;
    }
    struct segment new = {l, l + 1, g_array_new(FALSE, FALSE, sizeof(struct column))};
    take_line(page, line, &new.columns);
    g_array_append_val(f->segments, new);
}

/* The columns of a line: where it stands among others, else nearest to it and so that it fits; NULL: none. */
static const GArray *columns_for(const struct finding *f, const struct gaz_copy_page *page, uint32_t l) {
    const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
    const GArray *best = NULL;
    for (guint i = 0; i < f->segments->len; i++) {
        const struct segment *segment = segment_at(f, i);
        if (l + BETWEEN < segment->first || l >= segment->end + BETWEEN) continue;
        g_autoptr(GArray) pieces = fine_pieces(page, line);
        if (!part_pieces(page, line, segment->columns, pieces)) continue;
        if (!best || (l >= segment->first && l < segment->end)) best = segment->columns;
    }
    return best;
}

/* Its pieces, parted by its columns. */
static GArray *pieces_of(const struct finding *f, const struct gaz_copy_page *page, uint32_t l,
                         const GArray **columns) {
    const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
    GArray *pieces = fine_pieces(page, line);
    *columns = columns_for(f, page, l);
    if (*columns) part_pieces(page, line, *columns, pieces);
    return pieces;
}

/* ---- regions */

static struct extent extent_of_text(const struct gaz_copy_page *page) {
    struct extent all = {INT32_MAX, INT32_MIN};
    for (guint l = 0; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (line->is_furniture) continue;
        all.left = MIN(all.left, line->left);
        all.right = MAX(all.right, line->right);
    }
    return all;
}

static bool is_full(const struct finding *f, const struct gaz_copy_line *line) {
    return ((int64_t)line->right - line->left) * 100 > ((int64_t)f->all.right - f->all.left) * FULL;
}

/* Narrow, and neither in the middle nor at the left: of a head whose cells stand at different heights. */
static bool is_off_centre(const struct finding *f, const struct gaz_copy_page *page,
                          const struct gaz_copy_line *line) {
    int64_t off = ((int64_t)line->left + line->right - f->all.left - f->all.right) / 2, em = page->em;
    if (line->is_furniture || line->em * (int64_t)100 > em * GAZ_COPY_HEAD_SIZE) return false;
    bool is_narrow = ((int64_t)line->right - line->left) * 2 < (int64_t)f->all.right - f->all.left;
    return is_narrow && ABS(off) > 3 * em && line->left > f->all.left + 2 * em;
}

/* Within one of the columns, or what may be one: what goes on of the last row, or looks like it. */
static bool is_in_column(const struct finding *f, const struct gaz_copy_page *page, uint32_t l) {
    const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
    const GArray *columns = columns_for(f, page, l);
    guint n = 0, first = columns ? columns_of(columns, (struct extent){line->left, line->right}, &n) : 0;
    if (n == 0 || line->is_furniture || line->is_ruled) return false;
    for (guint k = first + 1; k < first + n; k++)
        if (column_at(columns, k)->white >= share(line, SURE)) return false;
    return line->left + page->em >= column_at(columns, first)->left &&
           line->right <= column_at(columns, first + n - 1)->right + page->em;
}

/* What stands above and below belongs to it, as far as it may. */
static void widen(const struct finding *f, struct region *region) {
    const struct gaz_copy_page *page = &f->pages[region->page];
    uint32_t first = region->first, end = region->end, n = page->lines->len;
    while (region->first > 0 && first - region->first < BETWEEN &&
           is_off_centre(f, page, gaz_copy_line_at(page, region->first - 1)))
        region->first--;
    while (region->end < n && region->end - end < BETWEEN && is_in_column(f, page, region->end))
        region->end++;
}

static void close_region(struct finding *f, struct region *region) {
    if (region->n_cells > 0) {
        widen(f, region);
        g_array_append_val(f->regions, *region);
    }
    region->n_cells = 0;
}

static void find_segments(struct finding *f, const struct gaz_copy_page *page) {
    g_array_set_size(f->segments, 0);
    for (uint32_t l = 0; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        g_autoptr(GArray) pieces = fine_pieces(page, line);
        bool is_cells = !line->is_furniture && !line->is_ruled && pieces->len > 1;
        if (is_cells && gaz_copy_is_of_cells(page, line)) take_cells(f, page, l);
    }
}

static void find_regions(struct finding *f, uint32_t p) {
    const struct gaz_copy_page *page = &f->pages[p];
    struct region region = {.page = p};
    for (uint32_t l = 0; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        const GArray *columns;
        if (line->is_furniture) continue;
        g_autoptr(GArray) pieces = pieces_of(f, page, l, &columns);
        bool cells = !line->is_ruled &&
                     (gaz_copy_is_of_cells(page, line) || (columns && columns->len > 1 && pieces->len > 1));
        bool text = line->is_ruled || (!cells && is_full(f, line));
        if (region.n_cells > 0 && (text || l >= region.end + BETWEEN)) close_region(f, &region);
        if (!cells) continue;
        if (region.n_cells++ == 0) region.first = l;
        region.end = l + 1;
    }
    close_region(f, &region);
}

/* ---- which are tables */

static bool is_at_edge(const struct finding *f, const struct region *region, bool foot) {
    const struct gaz_copy_page *page = &f->pages[region->page];
    uint32_t edge = gaz_copy_edge_line(page, foot);
    return foot ? region->end > edge : region->first <= edge;
}

/* What a page's end parts is one. */
static bool go_on(const struct finding *f, const struct region *one, const struct region *next) {
    return one->page + 1 == next->page && is_at_edge(f, one, true) && is_at_edge(f, next, false);
}

static void choose_tables(const struct finding *f) {
    struct region *all = (struct region *)(void *)f->regions->data;
    uint32_t n = f->regions->len;
    for (uint32_t i = 0; i < n; i++)
        all[i].is_table =
            all[i].n_cells >= CELLS || (i > 0 && all[i - 1].is_table && go_on(f, &all[i - 1], &all[i]));
    for (uint32_t i = n; i-- > 1;)
        all[i - 1].is_table |= all[i].is_table && go_on(f, &all[i - 1], &all[i]);
}

static void add_fields(struct finding *f, const struct region *region) {
    struct gaz_copy_page *page = &f->pages[region->page];
    for (uint32_t l = region->first; l < region->end; l++) {
        const GArray *columns;
        bool is_taken = gaz_copy_line_at(page, l)->is_cells; /* of the region above */
        if (is_taken || gaz_copy_line_at(page, l)->is_furniture) continue;
        g_autoptr(GArray) pieces = pieces_of(f, page, l, &columns);
        gaz_copy_line_at(page, l)->is_cells = true;
        for (guint i = 0; i < pieces->len; i++) {
            struct gaz_copy_piece piece = piece_at(pieces, i);
            guint n, column = columns ? columns_of(columns, extent_of(page, piece), &n) : i;
            struct gaz_copy_field field = {l, column + 1, piece.first, piece.n};
            g_array_append_val(page->fields, field);
        }
    }
}

void gaz_copy_find_cells(struct gaz_copy_page *pages, uint32_t n) {
    struct finding f = {.pages = pages, .n = n};
    f.regions = g_array_new(FALSE, FALSE, sizeof(struct region));
    f.segments = g_array_new(FALSE, FALSE, sizeof(struct segment));
    g_array_set_clear_func(f.segments, clear_segment);
    for (uint32_t p = 0; p < n; p++) {
        f.all = extent_of_text(&pages[p]);
        find_segments(&f, &pages[p]);
        find_regions(&f, p);
    }
    choose_tables(&f);
    for (guint i = 0; i < f.regions->len; i++) {
        const struct region *region = &g_array_index(f.regions, struct region, i);
        if (!region->is_table) continue;
        find_segments(&f, &pages[region->page]);
        add_fields(&f, region);
    }
    g_array_unref(f.regions);
    g_array_unref(f.segments);
}
