/* paragraphs.h: where paragraphs begin in a text that has lost their ends.
 *
 * Sites and chat programs hand texts on in which every paragraph follows the last one, with a blank between
 * or with nothing. What an editor goes by is what the program goes by: numbers that follow one another (一、
 * 二、; （一）（二）; 第一条 第二条), blanks where all such numbers have one before them, headings that stand
 * glued to their text, and the forms at both ends: the addressee's colon, the signature and its date, 附件, a
 * title and the words that texts begin with. Each place is a guess, and told as one.
 */
#ifndef GAZ_INTAKE_PARAGRAPHS_H
#define GAZ_INTAKE_PARAGRAPHS_H

#include "base/text/text.h"
#include "intake/account.h"

#include <glib.h>

struct gaz_break {
    uint32_t at; /* the first character of a paragraph */
    enum gaz_intake_reason reason;
    bool in_doubt;
};

/* The breaks within a text, in order; freed with g_array_unref. Empty where it seems to be one paragraph.
 * is_whole: the text is nearly all of its file. */
GArray *gaz_find_breaks(struct gaz_text text, bool is_whole);

/* Parts the paragraphs of a draft (not those in tables), and tells each place in the account. */
void gaz_part_paragraphs(struct gaz_draft *draft, struct gaz_account *account);

#endif
