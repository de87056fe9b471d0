/* letters.h: the characters of a page as its text has them, and what each is: what the content of a file is
 * held against while it is written anew. */
#ifndef GAZ_OUTPUT_TAGS_LETTERS_H
#define GAZ_OUTPUT_TAGS_LETTERS_H

#include "output/tags/marks.h"

/* a character, blanks left out */
struct gaz_pdf_letter {
    uint32_t ch;
    bool joins;        /* to the one before it: same node, and no blank between */
    bool blank_behind; /* the end of a line took a blank from behind it */
    gaz_pdf_mark mark;
};

struct gaz_pdf_letters {
    GArray *letters; /* struct gaz_pdf_letter */
    GArray *notes;   /* struct gaz_pdf_note_mark: by what stands behind GAZ_MARK_NOTE */
};

struct gaz_pdf_letters gaz_pdf_letters_of(const struct gaz_pages *pages, const struct gaz_page *page);
void gaz_pdf_letters_clear(struct gaz_pdf_letters *text);

#endif
