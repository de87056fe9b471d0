/* keys.h: libqpdf as this room uses it: a handle that stays silent, the keys of a dictionary. */
#ifndef GAZ_OUTPUT_PDF_KEYS_H
#define GAZ_OUTPUT_PDF_KEYS_H

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* A handle that writes nothing on stderr and mends nothing in what it reads; gaz_pdf_close fetches an error
 * that nobody asked for, or libqpdf speaks up there after all. */
qpdf_data gaz_pdf_open(void);
void gaz_pdf_close(qpdf_data pdf);

/* A new array of char *, with their slashes; none when it is no dictionary. */
GPtrArray *gaz_pdf_keys(qpdf_data pdf, qpdf_oh dict);

/* Every key of `from`, with its value, put into `to`. */
void gaz_pdf_copy_keys(qpdf_data pdf, qpdf_oh to, qpdf_oh from);

#endif
