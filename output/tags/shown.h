/* shown.h: what a page's content shows between two moves, and how it is written: in fonts that are as much
 * wider as the gaps are. Only output/pdf/ looks in here. */
#ifndef GAZ_OUTPUT_TAGS_SHOWN_H
#define GAZ_OUTPUT_TAGS_SHOWN_H

#include "output/objects/wide_fonts.h"

/* a character */
struct gaz_pdf_shown {
    struct gaz_pdf_wide_font *font;
    const char *name; /* of the font on this page; kept */
    guint code;
    double kern; /* before it, in thousandths to the left, as TJ has it */
    bool may_join;
    int steps; /* that its width is to be more */
};

/* The first four are the caller's, before it is begun. */
struct gaz_pdf_showing {
    qpdf_data pdf;
    struct gaz_pdf_wide_fonts *wide;
    bool fills;                 /* gaps; else they stay moves */
    qpdf_oh fonts;              /* /Font of the page's resources */
    GHashTable *names;          /* of fonts on this page, kept */
    GArray *line;               /* struct gaz_pdf_shown: since the last move */
    double kern;                /* since the last character */
    const char *name, *written; /* of the font: as the stream has it; as it was written last */
    GString *out;               /* the new content; others write into it too, after gaz_pdf_showing_write */
};

void gaz_pdf_showing_begin(struct gaz_pdf_showing *showing, gsize size); /* bytes of `out`, about */
void gaz_pdf_showing_end(struct gaz_pdf_showing *showing);

/* A name that lives as long as the showing; takes its own. */
const char *gaz_pdf_keep_name(struct gaz_pdf_showing *showing, char *name);

/* One more character: the gap before it goes into the one before, where both may join. */
void gaz_pdf_show(struct gaz_pdf_showing *showing, struct gaz_pdf_shown one);

/* Writes what was shown since the last move. */
void gaz_pdf_showing_write(struct gaz_pdf_showing *showing);

#endif
