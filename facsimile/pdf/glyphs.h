/* glyphs.h: the characters that a page of a PDF shows, each with its place: what is visible, and what a
 * scan's text layer holds invisibly (rendering mode 3).
 *
 * Lengths are 1/1024 point. A page is seen as it is turned for reading (/Rotate); its text may run in each of
 * four directions.
 */
#ifndef GAZ_FACSIMILE_PDF_GLYPHS_H
#define GAZ_FACSIMILE_PDF_GLYPHS_H

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdint.h>

enum gaz_copy_turn { GAZ_TURN_RIGHT, GAZ_TURN_UP, GAZ_TURN_LEFT, GAZ_TURN_DOWN, GAZ_N_TURNS };

/* In its own frame: u runs in the direction of the text, v to its left hand, which is up. */
struct gaz_copy_glyph {
    int32_t u, v;   /* where the baseline begins */
    int32_t du, dv; /* to where the next one begins */
    int32_t em;     /* its size */
    uint32_t ch;    /* no blank */
    uint32_t turn;  /* gaz_copy_turn */
};

struct gaz_copy_reader {
    qpdf_data pdf;
    GHashTable *fonts;         /* of object numbers: struct gaz_copy_font */
    uint64_t n_glyphs, n_lost; /* read so far; codes of which no character is known */
};

void gaz_copy_reader_begin(struct gaz_copy_reader *reader, qpdf_data pdf);
void gaz_copy_reader_end(struct gaz_copy_reader *reader);

/* Appends the glyphs of page n (struct gaz_copy_glyph), in the order of the content; false when it cannot be
 * read. */
bool gaz_copy_read_page(struct gaz_copy_reader *reader, uint32_t n, GArray *glyphs);

#endif
