/* pasted.h: text in which line ends mean paragraphs, as it comes from Word, web pages and Notepad; told from
 * text whose lines an editor broke at a width.
 *
 * In our format a blank line parts paragraphs and a line end does not. So that pasted paragraphs are never
 * glued in silence, each line that goes on a paragraph is judged by the line before it, by the number it
 * begins with, and by the lines of the whole document:
 * - lines are broken at a width when some end in the middle of a sentence, and none is wider;
 * - a line that begins with a number 一、（一）1．（1）① 第X条 第X章 附件： is a paragraph where the line
 * before ended a sentence or is a numbered heading, and did not end because it was full; so is each line of a
 * block with such lines in which no line ends in the middle of a sentence;
 * - any other line with such a number is in doubt; a mention (（一）项, 一、二级, 第三条规定) is none.
 */
#ifndef GAZ_INPUT_LINES_PASTED_H
#define GAZ_INPUT_LINES_PASTED_H

#include "base/text/source.h"

#include <stdbool.h>

/* of one document; zero before it is looked at */
struct gaz_pasted {
    bool is_known;
    bool is_wrapped;           /* lines are broken at a width */
    uint32_t width;            /* which one, in half cells */
    bool is_broken_by_hand;    /* lines are broken at commas */
    uint32_t block_end;        /* of the block that was looked at last */
    bool is_block_pasted;      /* each of its lines is a paragraph */
    bool has_told, has_warned; /* once a document each */
};

enum gaz_line_verdict {
    GAZ_LINE_GOES_ON,
    GAZ_LINE_BEGINS,   /* a paragraph of its own */
    GAZ_LINE_IN_DOUBT, /* it cannot be known */
    GAZ_LINE_JOINED,   /* it goes on, but may have been meant as a paragraph */
};

/* The line that begins at `begin` behind the one that begins at `before`, both in the paragraph that begins
 * at `paragraph`. Each line of a document is looked at a fixed number of times. */
enum gaz_line_verdict gaz_pasted_judge(struct gaz_pasted *pasted, const struct gaz_source *source,
                                       uint32_t paragraph, uint32_t before, uint32_t begin);

/* The bytes of the number that a line begins with; 0: none. */
uint32_t gaz_pasted_mark(const struct gaz_source *source, uint32_t begin);

#endif
