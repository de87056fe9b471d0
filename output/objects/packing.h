/* packing.h: what is deflated in a file, once: when all else is done to it.
 *
 * A stream of cairo's is taken apart by the second pass, or packed as a font is, so cairo is not let pack it:
 * while it draws, zlib stores. What is written anew and what cairo stored is packed by libdeflate, which is
 * several times as fast as zlib at the same size.
 */
#ifndef GAZ_OUTPUT_OBJECTS_PACKING_H
#define GAZ_OUTPUT_OBJECTS_PACKING_H

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* From here on this thread's zlib stores what is given to deflateInit, until it is said otherwise. Where the
 * program's own deflateInit_ is not what the dynamic linker finds first for cairo, nothing changes but time.
 */
void gaz_pdf_store_only(bool store_only);

/* The stream's data become these bytes, packed; what filters it said is gone. */
void gaz_pdf_put_data(qpdf_data pdf, qpdf_oh stream, const void *data, gsize size);

/* The stream's data without their filters: of Flate alone by libdeflate, of others and of what is damaged by
 * libqpdf, which remembers its warnings. NULL: it is no stream, or cannot be read; the caller unrefs it. */
GBytes *gaz_pdf_take_data(qpdf_data pdf, qpdf_oh stream);

/* The same of a page's content, be it one stream or several. */
GBytes *gaz_pdf_take_content(qpdf_data pdf, qpdf_oh page);

/* Packs those of the file's first n objects that are streams which zlib only stored. False: one of them is
 * not what it says. */
bool gaz_pdf_pack(qpdf_data pdf, int n);

#endif
