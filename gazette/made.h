/* made.h: the files that are made of one gazette: which kinds are asked for, and what came of them. */
#ifndef GAZ_GAZETTE_MADE_H
#define GAZ_GAZETTE_MADE_H

#include "output/output.h"
#include "styles/style.h"

/* What a style has an office sign for printing (印刷.交付): a set of 1 << gaz_pdf_kind. */
unsigned gaz_kinds_of_style(const struct gaz_style *style);

/* one of several that go to one folder */
struct gaz_made_file {
    char *name;
    GBytes *bytes;
};

/* The files of one layout; NULL of a kind that was not asked for. */
struct gaz_made {
    GBytes *pdfs[GAZ_N_PDF_KINDS];
    GPtrArray *documents; /* struct gaz_made_file: an archive's file of each document, and behind them what
                             they are (manifest.json); NULL: not asked for */
    const struct gaz_press *press;   /* how PRINT was made; NULL without it; borrowed */
    struct gaz_press_report *report; /* of PRINT, when it was asked for */
};

void gaz_made_file_free(gpointer data);     /* for a GDestroyNotify */
void gaz_made_clear(struct gaz_made *made); /* of all zeros too */

#endif
