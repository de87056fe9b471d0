/* contents_lines.h: the lines of a document's own 目录 and the heads that they name. Only contents*.c see
 * this. */
#ifndef GAZ_INPUT_BODY_CONTENTS_LINES_H
#define GAZ_INPUT_BODY_CONTENTS_LINES_H

#include "input/lines/blocks.h"

#include <glib.h>

enum {
    GAZ_CONTENTS_BAND = 48, /* so many heads more or less than lines are told apart */
    GAZ_CONTENTS_LONGEST =
        40, /* characters of what may be the word 目录 with what belongs to it; of no number's rank */
    GAZ_CONTENTS_DECIMAL =
        7, /* rank: 编 1 … 目 5, 一、 6, （一） 7, 1 or 1． 8, 1.1 9, 1.1.1 10; 0: no number */
    GAZ_CONTENTS_DEEPEST = 10,
};

/* a line of contents, or a head */
struct gaz_contents_line {
    uint32_t block; /* of the part */
    unsigned rank;
    bool is_first;        /* 第一章, 一、 */
    uint32_t n_kept;      /* characters without leader and page number, */
    uint32_t n_words;     /* and without （第一条至第九条） */
    char *number, *title; /* without blanks */
};

/* An array of them that clears its own; g_array_unref. */
GArray *gaz_contents_lines_new(void);
void gaz_contents_line_clear(gpointer data);
#define GAZ_CONTENTS_LINE(lines, i) g_array_index((lines), struct gaz_contents_line, (i))

/* Whether a text without blanks is 目录 or 目次; whether a text is but for its blanks; whether a block is it.
 */
bool gaz_contents_is_word(const char *squeezed);
bool gaz_contents_says(struct gaz_text text);
bool gaz_contents_is_title(const struct gaz_block *block);
bool gaz_contents_has_note(struct gaz_text text); /* a note's mark */

/* The block as a line of contents; as a head: a line of its own, or 一、…。 before more text. False: it is
 * none; else to be cleared. */
bool gaz_contents_read_entry(const struct gaz_block *block, struct gaz_contents_line *line);
bool gaz_contents_read_head(const struct gaz_block *block, struct gaz_contents_line *line);

/* Characters of the number that the text begins with, and of the blanks behind it. */
uint32_t gaz_contents_label_length(struct gaz_text text);

/* contents_align.c: how far a line and a head agree, as a weight; the head of each line, 1 + its place, 0:
 * none, in order, so that as much as can be agrees. Freed with g_free. */
enum gaz_contents_agreement {
    GAZ_CONTENTS_APART,
    GAZ_CONTENTS_BY_NUMBER = 2,
    GAZ_CONTENTS_BY_TITLE = 3,
    GAZ_CONTENTS_WHOLLY = 4,
};
enum gaz_contents_agreement gaz_contents_agreement(const struct gaz_contents_line *line,
                                                   const struct gaz_contents_line *head);
guint *gaz_contents_align(const GArray *lines, const GArray *heads);

#endif
