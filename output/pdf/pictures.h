/* pictures.h: pictures put in place of their stand-ins. Only finish.c looks in here. */
#ifndef GAZ_OUTPUT_PDF_PICTURES_H
#define GAZ_OUTPUT_PDF_PICTURES_H

#include "output/picture/pictures.h"

#include <qpdf/qpdf-c.h>

struct gaz_pdf_pictures;

/* Puts each picture that was drawn in place of its stand-ins. What it returns is to be kept till the file is
 * written, since libqpdf fetches some streams only then. NULL: a picture's own PDF cannot be read, or as many
 * as were drawn are not found. */
struct gaz_pdf_pictures *gaz_pdf_put_pictures(qpdf_data pdf, const struct gaz_pictures *pictures);
void gaz_pdf_pictures_free(struct gaz_pdf_pictures *put);

/* A CID TrueType font gets the /CIDToGIDMap that cairo does not write. */
void gaz_pdf_finish_font(qpdf_data pdf, qpdf_oh object);

#endif
