/* align.h: where each printed line stands in the text of the issue.
 *
 * Lines are found by their strings of five characters and chained from the first page to the last, so that
 * the order is the print's and what follows in print follows in the text; then the lines of each run are laid
 * beside the text, character by character (Needleman and Wunsch 1970, in a band).
 */
#ifndef GAZ_FACSIMILE_ALIGN_H
#define GAZ_FACSIMILE_ALIGN_H

#include "facsimile/print.h"
#include "trial/stream.h"

/* A node's text: a paragraph, a cell. */
struct gaz_whole_node {
    uint32_t at, n;    /* in gaz_whole.chars */
    uint32_t doc, row; /* row: the table's, of its document; 0: it is in no table */
    bool repeats;      /* it may be in print once more at the head of a page */
};

/* the text of the issue: its documents' streams behind one another, each with the notes, which stand at the
 * foot of a page, behind all that is read above them */
struct gaz_whole {
    GArray *chars;       /* uint32_t: folded */
    GArray *pages;       /* int: of each character, the number of the page on which it is set now */
    uint32_t *doc_first; /* n_docs + 1: where the documents begin */
    uint32_t n_docs;
    GArray *places;  /* uint32_t: of each character, where it stands in its document's stream */
    GArray *nodes;   /* struct gaz_whole_node: each stretch of one node */
    GArray *figures; /* uint32_t: of each figure the character behind it */
};

static inline uint32_t gaz_whole_place(const struct gaz_whole *whole, uint32_t i) {
    return g_array_index(whole->places, uint32_t, i);
}

#define GAZ_UNPLACED UINT32_MAX /* nowhere */

/* A stretch where print and text differ. One of them may be empty. */
struct gaz_difference {
    uint32_t print, n_print; /* in gaz_print.chars */
    uint32_t text, n_text;   /* in gaz_whole.chars */
    uint32_t line;           /* in gaz_print.lines */
};

struct gaz_alignment {
    uint32_t *at;   /* of each printed line the character of the text that begins it; GAZ_UNPLACED */
    uint32_t *from; /* of each line that is placed the first that may: the text between is not in print */
    bool *is_open;  /* of each line: text that the print has elsewhere stands between it and the next */
    GArray *differences; /* struct gaz_difference, in the order of the print */
    uint32_t n_matched;  /* characters of the print that the text has too */
};

/* The print laid on the text as it is set now; both are borrowed. Cleared with gaz_alignment_clear. */
struct gaz_alignment gaz_align(const struct gaz_print *print, const struct gaz_whole *whole);
void gaz_alignment_clear(struct gaz_alignment *alignment);

enum { GAZ_GRAM = 5 }; /* characters: so many in a row tell a place */

/* Of so many characters, equal for equal ones. */
uint64_t gaz_gram_key(const uint32_t *chars);

/* Two characters that one reader takes for the other: half and full width, straight and curly quotes. */
bool gaz_is_same_but_width(uint32_t a, uint32_t b);

#endif
