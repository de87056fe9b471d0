/* setting.h: a measured table, what the files of layout/table/ share and nobody else sees.
 *
 * own.c tells its type and lines; names.c makes a grid of a 名单; wants.c measures what the cells want,
 * columns.c fills the widths, rows.c the set cells and the heights (ends.c ends their lines), split.c says
 * which rows come next, draw.c gives their items. It must not know pages or blocks.
 *
 * Invariants:
 * 1. Grid lines are the centre lines of rules: edges[c] is the left grid line of column c, from the measure's
 * left. All rules lie inside [0, measure].
 * 2. Heights of rows are from grid line to grid line. Sums of heights are 64 bits wide: a hostile table is
 * taller than gaz_len can say.
 * 3. A cell's text is cut into strips once; a strip is never parted. `shown` strips have been set on earlier
 * parts; a cell whose strips are all shown is set again as a repeat.
 */
#ifndef GAZ_LAYOUT_TABLE_SETTING_H
#define GAZ_LAYOUT_TABLE_SETTING_H

#include "layout/table/table.h"

enum gaz_table_form { GAZ_FORM_BOXED, GAZ_FORM_THREE_RULE, GAZ_FORM_BORDERLESS };

/* a set line, or of upright text (竖排) one character or number */
struct gaz_cell_strip {
    const struct gaz_item *items;
    uint32_t n_items;
    gaz_len x, y; /* of the items' origin from the inner left edge and the strip's top */
    int64_t top;  /* from the first strip's top */
    gaz_len height;
    bool begins_line; /* false: stands in the same line as the strip before (upright text) */
};

/* the strips of a cell while they grow */
struct gaz_strips {
    const struct gaz_typesetter *typesetter;
    struct gaz_cell_box *box;
    size_t capacity;
};

struct gaz_cell_box {
    gaz_len minimum,
        natural;  /* the widest piece that is never parted; the widest line when nothing is broken */
    int64_t area; /* the width of all its lines one behind another: what a narrower column makes taller */
    gaz_len left, inner; /* from the cell's left grid line to the text; the width of the text */
    struct gaz_cell_strip *strips;
    uint32_t n_strips;
    int64_t height; /* of all strips */
    gaz_len least;  /* the cell's own height is no less: a photograph's place */
    uint32_t shown; /* strips set so far */
};

struct gaz_row_box {
    int64_t own;  /* what its own cells of one row need */
    int64_t base; /* own, and its share in what cells over several rows need */
    bool section; /* one cell over all columns, in a style by which it is never last in a part */
};

/* align=".": the widest text left of the point, and right of it with the point, in one column */
struct gaz_decimal {
    gaz_len left, right;
};

/* a 名单: what was typed, and how it is set */
struct gaz_names_setting {
    const struct gaz_table *typed;
    struct gaz_cell *cells;     /* of the grid, which is the setting's table */
    uint32_t *from;             /* which typed cell each was; UINT32_MAX: none, it is a free place */
    bool by_column;             /* every name in one column, in one line; each part is filled by itself */
    gaz_len name, label;        /* what a name of two characters and a label are spread to; 0: not */
    gaz_len *x;                 /* n_columns + 1: where each column begins, from the list's left */
    gaz_len gap;                /* behind names */
    struct gaz_cell_box *boxes; /* by_column: of the names as typed; NULL: no part was filled yet */
};

/* of the type and what goes with it, before figures that find no room make it smaller */
struct gaz_table_measures {
    gaz_len size, line, pad_x, pad_y;
};

struct gaz_table_setting {
    const struct gaz_table *table;
    struct gaz_table_measures given;
    struct gaz_names_setting *names; /* NULL: no 名单 */
    enum gaz_table_form form;
    gaz_len measure;
    gaz_len rule, frame;      /* thickness of inner rules and of the frame; 0: none */
    gaz_len inset_x, inset_y; /* from grid line to text: half a rule and the padding */
    gaz_len size, head_size;  /* of the type, when it is not the roles'; else 0 */
    gaz_len pitch;            /* of lines in cells */
    gaz_len picture_room;     /* a picture in a cell is no higher: a page has its row whole */
    gaz_len leading;          /* BORDERLESS: white below the last line's characters, which no part counts */
    gaz_len *edges;           /* n_columns + 1 */
    gaz_len *floors;          /* n_columns: what a column is never narrowed below; 0: its width is kept */
    gaz_len *gaps;            /* n_columns: BORDERLESS: blank at the right of the column */
    struct gaz_decimal *decimals; /* n_columns */
    struct gaz_cell_box *boxes;   /* n_cells */
    struct gaz_row_box *rows;     /* n_rows */
    uint32_t *row_first;          /* n_rows + 1: the first cell that begins in a row */
    uint32_t *ends;               /* the cells by the row they end in, then by column */
    uint32_t *end_first;          /* n_rows + 1: in ends: the first cell whose last row this is */
    int64_t *tops;                /* n_rows + 1: sums of base */
    int64_t page;                 /* the room for body rows on a page that has nothing else */
    int64_t whole_white;          /* and for the whole of a table that a page has room for; 0: it is cut */
    int64_t group_white;          /* so much of it may stay white for a group (split.c) not to be cut */
    uint32_t n_header; /* rows that repeat; no cell leads out of them; 0 when all rows are header */

    struct gaz_cell_box caption;   /* above the first part, over the whole measure; the unit below it */
    struct gaz_cell_box continued; /* 续表: above the others; empty when the style has none */

    /* in the typesetter's tree; 0: there is none */
    uint32_t caption_node, unit_node;
    uint32_t first_note_node;
    uint32_t first_row_node; /* each row's is followed by those of the cells that begin in it */
    uint32_t *cell_nodes;    /* n_cells: each cell's is followed by those of its pictures; NULL: a 名单 */

    /* how far it has been set */
    uint32_t next_row;
    bool sliced;       /* part of next_row stands on the last part */
    bool reported_row; /* a piece that is higher than a page was reported */
    uint32_t
        plain_until;   /* rows before this take `own`: a cell over them has been sliced, its share is stale */
    uint32_t *carried; /* cells that begin above next_row and reach into it, by column */
    uint32_t n_carried;
};

/* which rows a part holds */
struct gaz_table_plan {
    uint32_t first, end;              /* body rows [first, end) */
    bool header;                      /* the header rows are repeated above them */
    bool slice;                       /* the last row is cut between its lines */
    const struct gaz_cell_box *above; /* stands above everything: the caption or 续表; never NULL */
    const int64_t *bottoms; /* end - first: bottom grid line of each, from the top grid line of `first` */
};

static inline uint32_t gaz_cell_end(const struct gaz_cell *cell) {
    return cell->row + cell->row_span;
}

/* names.c: makes the setting's table, which was typed as a 名单, a grid; its columns; fills rows
 * [first, end), which are a part, by column where that is asked for; the node of a grid's cell; adds the
 * nodes of a list of one column. */
void gaz_names_arrange(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting);
void gaz_names_place_columns(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting);
void gaz_names_fill(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting,
                    uint32_t first, uint32_t end);
uint32_t gaz_names_node(const struct gaz_table_setting *setting, uint32_t index);
void gaz_names_add_nodes(struct gaz_tree *tree, struct gaz_table_setting *setting);

/* How many characters of a cell are spread (a name of two, a label before its colon), and to which width; 0:
 * it is set as it is. */
uint32_t gaz_names_spread(const struct gaz_table_setting *setting, const struct gaz_cell *cell,
                          gaz_len *width);

/* The node of a cell. */
static inline uint32_t gaz_table_cell_node(const struct gaz_table_setting *setting, uint32_t index) {
    if (setting->first_row_node == 0) return 0;
    if (setting->names) return gaz_names_node(setting, index);
    return setting->cell_nodes[index];
}

/* The paragraph that a cell is: role by head or body, setting by align. The measure is left to the caller. */
struct gaz_paragraph_spec gaz_cell_spec(const struct gaz_table_setting *setting, const struct gaz_cell *cell);

/* The em of a cell's text. */
static inline gaz_len gaz_cell_em(const struct gaz_typesetter *ts, const struct gaz_paragraph_spec *spec) {
    return spec->size ? spec->size : ts->style->roles[spec->role].size;
}

/* rows.c: a line becomes a strip, its items moved by x and y; a text the strips of its lines (the cell tells
 * of align="."; NULL: there is none). */
void gaz_strips_add(struct gaz_strips *strips, const struct gaz_line *line, gaz_len height, gaz_len x,
                    gaz_len y);
void gaz_strips_add_lines(struct gaz_strips *strips, const struct gaz_table_setting *setting,
                          const struct gaz_cell *cell, struct gaz_paragraph_spec spec);

/* pictured.c: adds what the pictures of a cell want to its box; sets the cell's text, which `spec` is over
 * the width of the cell, and its pictures. */
void gaz_pictures_measure(const struct gaz_typesetter *ts, const struct gaz_table_setting *setting,
                          const struct gaz_cell *cell, struct gaz_cell_box *box);
void gaz_pictures_set(struct gaz_strips *strips, struct gaz_table_setting *setting, uint32_t index,
                      const struct gaz_paragraph_spec *spec);

/* pictured.c: the size of the photograph for which a cell over several rows is kept (照片); 0: it is none. */
struct gaz_photo {
    gaz_len width, height;
};
struct gaz_photo gaz_photo_place(const struct gaz_style *style, const struct gaz_table_setting *setting,
                                 const struct gaz_cell *cell);

/* of the pages that the table stands on: a turned one is as high as the measure is wide */
static inline gaz_len gaz_table_page_height(const struct gaz_style *style,
                                            const struct gaz_table_setting *setting) {
    bool turned = setting->table->classes & GAZ_TABLE_TURNED;
    return turned ? style->measure : style->pitch * (style->lines_per_page - 1) + style->cell;
}

/* own.c: the measures that a table begins with. */
struct gaz_table_measures gaz_table_given(const struct gaz_typesetter *ts, const struct gaz_table *table);

/* table.c: sets the table's type to a size, and what goes with it: lines and padding. */
void gaz_table_set_size(const struct gaz_style *style, struct gaz_table_setting *setting, gaz_len size);

/* The next of the pieces that forced line ends cut a text into; *from is moved on. False when none is left.
 */
bool gaz_cell_next_piece(struct gaz_text text, uint32_t *from, struct gaz_text *piece);

/* align=".": the number of characters left of the decimal point (or of the end of the first number); false
 * when the text has no number and is centred. */
bool gaz_decimal_place(struct gaz_text text, uint32_t *n_left);

/* Whether a part has been set before. */
static inline bool gaz_table_has_begun(const struct gaz_table_setting *setting) {
    return setting->next_row > 0 || setting->sliced;
}

/* advice.c: what an editor can mend: a column too narrow for its words, a table that wants to be turned (by
 * what its columns want together), a piece of a cell that is higher than a page. */
void gaz_table_warn_narrow(const struct gaz_typesetter *typesetter, const struct gaz_table_setting *setting);
void gaz_table_warn_smaller(const struct gaz_typesetter *typesetter, const struct gaz_table_setting *setting);
void gaz_table_advise_turn(const struct gaz_typesetter *typesetter, const struct gaz_table_setting *setting,
                           int64_t wanted);
void gaz_table_warn_row(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting,
                        uint32_t row, gaz_len room);

/* table.c: a table with the widths of columns.c, before lowest.c and rows.c. */
struct gaz_table_setting *gaz_table_measure(const struct gaz_typesetter *typesetter,
                                            const struct gaz_table *table, gaz_len measure);

/* table.c: a sliced row is done when nothing is left of the cells that end in it. */
bool gaz_table_is_row_done(const struct gaz_table_setting *setting, uint32_t row);

/* ends.c: the lines of a cell: none ends with a lone character; centred ones are balanced. */
gaz_line_breaker gaz_break_cell;

/* columns.c: fills boxes' widths, decimals, edges, floors. Reports columns that are too narrow. */
void gaz_table_measure_columns(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting);

/* lowest.c: moves the edges so that the table is lower, where it can be. */
void gaz_table_lower(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting);

/* rows.c: sets every cell to its width, then the heights. */
void gaz_table_set_rows(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting);

/* draw.c: the items of a planned part; marks the strips as shown. */
struct gaz_table_part gaz_table_draw(const struct gaz_typesetter *typesetter,
                                     struct gaz_table_setting *setting, const struct gaz_table_plan *plan);

#endif
