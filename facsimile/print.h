/* print.h: what is known of the printed copy: its pages and the lines on them.
 *
 * The form (docs/regenerate.md): UTF-8; `## 12` begins printed page 12, below it its printed lines as far as
 * they are known; `## 目录` the printed contents, of whatever page; `…` alone stands for lines that are not;
 * `#` begins a comment. A line with `…` under it may be only the beginning of what is printed there, and may
 * run on over the printed line's end. `| 甲 | 乙` are cells of a table, `|| 丙` the next line in the last of
 * them; nothing is left out between cells, but which is read first is not known. Between two bars or more the
 * cells have columns: `| | 丁 |` stands in the second, and may be what goes on of the cell above it
 * (columns.h). `## 封面` begins a cover;
 * `^ 书眉` is a running head or a page number, of the page (`## 目录 2`: of the contents on page 2).
 */
#ifndef GAZ_FACSIMILE_PRINT_H
#define GAZ_FACSIMILE_PRINT_H

#include "base/file/file.h"

#include <stdbool.h>

struct gaz_arena;
struct gaz_diags;

struct gaz_print_line {
    int page;
    uint32_t first, n; /* in gaz_print.chars: without blanks */
    uint32_t row;      /* in the file, from 1 */
    bool begins_page;  /* the first of its page that is printed there */
    bool is_whole;     /* all that is printed on the line is known, and the next line is known too */
    bool follows;      /* the line before it in print is the one before it here, whole */
    bool is_matter;    /* of no document: matter.h */
    bool after_gap;    /* what is printed before it is not known */
    uint32_t cell;     /* of a table, from 1; the lines of one cell share it; 0: of none */
    uint32_t column;   /* of a row of cells, from 1; 0: it is in none, or it is not known */
};

/* A line of the contents. */
struct gaz_contents_line {
    const uint32_t *chars; /* folded; without blanks, leaders among them */
    uint32_t n;
    uint32_t row; /* in the file, from 1 */
};

enum gaz_loose_kind {
    GAZ_LOOSE_LINE,     /* of a page: one of gaz_print.lines */
    GAZ_LOOSE_COVER,    /* below `## 封面` */
    GAZ_LOOSE_CONTENTS, /* below `## 目录` */
    GAZ_LOOSE_HEAD,     /* `^` */
};

/* A line by itself, whatever it is of: what belongs to no document is compared line by line. */
struct gaz_loose_line {
    const uint32_t *chars; /* folded; between pieces that stand apart GAZ_LOOSE_GAP */
    uint32_t n;
    enum gaz_loose_kind kind;
    int page;      /* 0: not known */
    uint32_t row;  /* in the file, from 1 */
    uint32_t line; /* LINE: in gaz_print.lines, the first of a row of cells */
};
#define GAZ_LOOSE_GAP 0x3000

struct gaz_print {
    const char *name;
    uint32_t *chars; /* folded (gaz_fold_char) */
    uint32_t n_chars;
    struct gaz_print_line *lines;
    uint32_t n_lines;
    struct gaz_contents_line *contents;
    uint32_t n_contents;
    struct gaz_loose_line *loose;
    uint32_t n_loose;
    int first_page, last_page;
    uint32_t n_pages; /* named */
    uint32_t n_cells;
};

/* Behind the pieces of a row of cells that begins with line l; l + 1 where it is in none. */
static inline uint32_t gaz_print_row_end(const struct gaz_print *print, uint32_t l) {
    uint32_t end = l + 1;
    while (end < print->n_lines && print->lines[l].column && print->lines[end].row == print->lines[l].row)
        end++;
    return end;
}

/* Reads the bytes of a file of this name; everything is in the arena. NULL after an error in diags. */
struct gaz_print *gaz_print_read(struct gaz_arena *arena, const char *name, struct gaz_bytes bytes,
                                 struct gaz_diags *diags);

#endif
