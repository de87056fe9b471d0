/* title.h: titles and entries of the contents end their lines by sense: what a spec's breaker may be. */
#ifndef GAZ_LAYOUT_TITLE_TITLE_H
#define GAZ_LAYOUT_TITLE_TITLE_H

#include "layout/text/paragraph.h"

/* A title (G-18): by sense, in a trapezoid, a diamond or evenly; in two lines where one would hardly hold it.
 */
gaz_line_breaker gaz_break_title;

/* The same of what is one line where one line holds it: a caption, a signer's name. */
gaz_line_breaker gaz_break_evenly;

/* A centred paragraph: as a title where it takes more lines than its editor has made, and few; a long one is
 * filled as any text, and so is one that is to lose a line (the spec's squeeze). */
gaz_line_breaker gaz_break_centred;

/* An entry of the contents: full, but for words, and a number in brackets. */
gaz_line_breaker gaz_break_entry;

/* The same of a language that has blanks: as full as can be. */
gaz_line_breaker gaz_break_english_entry;

#endif
