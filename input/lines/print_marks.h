/* print_marks.h: the marks by which a back issue comes out as it was printed (facsimile).
 *
 * They are comments, at the end of a source line or on a line of their own, and part neither the paragraph
 * nor the table that they stand in: `<!-- 行末 -->` a line ends here, `<!-- 页末 -->` a page does,
 * `<!-- 减一行 -->` and `<!-- 加一行 -->` the paragraph has a line less or more than it would by the rules,
 * `<!-- 缺行 2 -->` the print has lines here that the source lacks, `<!-- 断表 -->` the next row begins a
 * page.
 */
#ifndef GAZ_INPUT_LINES_PRINT_MARKS_H
#define GAZ_INPUT_LINES_PRINT_MARKS_H

#include "input/inline/inline.h"

enum gaz_print_mark_kind {
    GAZ_MARK_NONE,
    GAZ_MARK_LINE_END,
    GAZ_MARK_PAGE_END,
    GAZ_MARK_LINE_LESS,
    GAZ_MARK_LINE_MORE,
    GAZ_MARK_CUT_TABLE,
    GAZ_MARK_LOST_LINES,
};

struct gaz_print_mark {
    enum gaz_print_mark_kind kind;
    uint32_t n;          /* LOST_LINES: how many, as written; too many digits give a number over the limit */
    uint32_t begin, end; /* in the source */
};

/* The mark that the comment [begin, end) is; the blanks inside it are free. NONE: it is another comment. */
struct gaz_print_mark gaz_print_mark_read(const struct gaz_source *source, uint32_t begin, uint32_t end);

/* The last mark of the line [begin, end), when the line ends with one (blanks behind it do not count). */
struct gaz_print_mark gaz_print_mark_at_end(const struct gaz_source *source, uint32_t begin, uint32_t end);

/* The marks of a paragraph, gathered while its lines are read. */
struct gaz_print_marks {
    uint32_t attrs;             /* that the next character gets: what stands before it */
    struct gaz_span line, page; /* the last 行末 and 页末 for which no character has come yet */
    uint32_t lost;              /* the same of 缺行 */
    struct gaz_span lost_span;
    int n_lines; /* 加一行 less 减一行 */
    struct gaz_span n_lines_span;
};

/* Takes the marks at the end of the line [begin, end) off: they are syntax. Gives where the text ends. */
uint32_t gaz_print_marks_take(struct gaz_reader *reader, struct gaz_print_marks *marks, uint32_t begin,
                              uint32_t end);

/* Hands what waits to the text that follows in the raws; `offset`: of the source line's end before it. */
void gaz_print_marks_hand_on(struct gaz_print_marks *marks, GArray *raws, uint32_t offset);

static inline bool gaz_print_marks_wait(const struct gaz_print_marks *marks) {
    return marks->line.source || marks->page.source || marks->lost;
}

/* A mark that stands where it says nothing is complained of. */
void gaz_print_mark_refuse(struct gaz_diags *diags, enum gaz_print_mark_kind kind, struct gaz_span span);

#endif
