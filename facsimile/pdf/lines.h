/* lines.h: the glyphs of a page as printed lines.
 *
 * A line is what stands on one baseline; raised and lowered marks belong to it. Its pieces are what wider
 * gaps part, as the cells of a table are. Pure: knows no PDF.
 */
#ifndef GAZ_FACSIMILE_PDF_LINES_H
#define GAZ_FACSIMILE_PDF_LINES_H

#include "base/text/text.h"
#include "output/text_layer.h"
#include "output/text_layer/rules.h"
#include "trial/stream.h"

struct gaz_copy_line {
    uint32_t first, n;   /* in gaz_copy_page.glyphs, left to right */
    int32_t v;           /* the baseline, upwards */
    int32_t left, right; /* u of its ink */
    int32_t em;          /* of most of its characters */
    bool is_furniture;   /* running head, page number: not the text's */
    bool is_repeated;    /* furniture that a table repeats: it is printed before */
    bool is_cells;       /* of a table without rules: its cells are in gaz_copy_page.fields */
    bool is_ruled;       /* of a table whose rules say what its cells are */
};

struct gaz_copy_page {
    GArray *glyphs;    /* struct gaz_layer_glyph: of one direction, that of the text */
    GArray *lines;     /* struct gaz_copy_line, downwards */
    int32_t em;        /* of most characters */
    int number;        /* as printed; 0: none is known */
    int32_t number_v;  /* the baseline of the line that says so; 0: none does */
    GArray *others;    /* of the same, what runs in other directions: glyphs */
    GArray *rules;     /* struct gaz_layer_rule, in the frame of the text: x is u, y is v; may be NULL */
    uint32_t turn;     /* gaz_layer_turn: of the text */
    int32_t top, foot; /* the page's edges, v; both 0: not known */
    GArray *fields;    /* struct gaz_copy_field, line by line, in each left to right */
};

/* A line's stretch between wider gaps. */
struct gaz_copy_piece {
    uint32_t first, n; /* in gaz_copy_page.glyphs */
};

/* What a line has in a column of its table. */
struct gaz_copy_field {
    uint32_t line;
    uint32_t column;   /* from 1 */
    uint32_t first, n; /* in gaz_copy_page.glyphs */
};

/* Takes the glyphs over. Cleared with gaz_copy_page_clear. */
struct gaz_copy_page gaz_copy_page_of(GArray *glyphs);
void gaz_copy_page_clear(struct gaz_copy_page *page);

/* Takes the page's rules over, which are as the page is read, as its edges are. */
void gaz_copy_page_take_rules(struct gaz_copy_page *page, GArray *rules, struct gaz_layer_rule edges);

/* The pieces of a line; g_array_unref. */
GArray *gaz_copy_pieces(const struct gaz_copy_page *page, const struct gaz_copy_line *line);

/* The same, parted by gaps wider than `least`. */
GArray *gaz_copy_pieces_by(const struct gaz_copy_page *page, const struct gaz_copy_line *line, int32_t least);

/* Between the characters of a line of cells: what most of them keep, as far as it is no white between cells.
 */
int32_t gaz_copy_letter_gap(const struct gaz_copy_page *page, const struct gaz_copy_line *line);

static inline int32_t
gaz_copy_gap(const struct gaz_layer_glyph *glyph) { /* before a glyph that is not the first */
    return glyph->u - glyph[-1].u - glyph[-1].du;
}

static inline struct gaz_layer_glyph *gaz_copy_glyph_at(const struct gaz_copy_page *page, uint32_t i) {
    return &g_array_index(page->glyphs, struct gaz_layer_glyph, i);
}
/* A character as it is compared: folded, of half width. */
static inline uint32_t gaz_copy_ch_at(const struct gaz_copy_page *page, uint32_t i) {
    uint32_t ch = gaz_fold_char(gaz_copy_glyph_at(page, i)->ch);
    return ch >= 0xFF01 && ch <= 0xFF5E ? ch - 0xFEE0 : ch;
}
static inline struct gaz_copy_line *gaz_copy_line_at(const struct gaz_copy_page *page, uint32_t i) {
    return &g_array_index(page->lines, struct gaz_copy_line, i);
}

#endif
