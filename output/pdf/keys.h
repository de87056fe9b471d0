/* keys.h: the keys of a PDF's dictionaries, which libqpdf gives one by one. */
#ifndef GAZ_OUTPUT_PDF_KEYS_H
#define GAZ_OUTPUT_PDF_KEYS_H

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* A new array of char *, with their slashes; none when it is no dictionary. */
GPtrArray *gaz_pdf_keys(qpdf_data pdf, qpdf_oh dict);

/* Every key of `from`, with its value, put into `to`. */
void gaz_pdf_copy_keys(qpdf_data pdf, qpdf_oh to, qpdf_oh from);

#endif
