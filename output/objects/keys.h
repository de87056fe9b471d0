/* keys.h: libqpdf as this room uses it: a handle that stays silent, the keys of a dictionary, new objects. */
#ifndef GAZ_OUTPUT_OBJECTS_KEYS_H
#define GAZ_OUTPUT_OBJECTS_KEYS_H

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* A handle that writes nothing on stderr and mends nothing in what it reads; gaz_pdf_close fetches an error
 * that nobody asked for, or libqpdf speaks up there after all. */
qpdf_data gaz_pdf_open(void);
void gaz_pdf_close(qpdf_data pdf);

/* One more than the last object's number. */
int gaz_pdf_end_of_objects(qpdf_data pdf);

/* Reads a drawing that cairo wrote, a file of one page. qpdf warns where cairo names a picture twice that is
 * drawn twice; that is passed over. */
bool gaz_pdf_read_drawing(qpdf_data pdf, const void *data, gsize size, qpdf_oh *page);

/* A new array of char *, with their slashes; none when it is no dictionary. */
GPtrArray *gaz_pdf_keys(qpdf_data pdf, qpdf_oh dict);

/* Every key of `from`, with its value, put into `to`. */
void gaz_pdf_copy_keys(qpdf_data pdf, qpdf_oh to, qpdf_oh from);

/* The value as a file has it. */
void gaz_pdf_replace(qpdf_data pdf, qpdf_oh dict, const char *key, const char *value);

/* A stream of these bytes, packed. */
qpdf_oh gaz_pdf_new_stream(qpdf_data pdf, const void *data, gsize size);

/* The file's one output intent (ISO 32000-1, 14.11.5); profile: of its colours, with so many inks; NULL. */
void gaz_pdf_set_intent(qpdf_data pdf, qpdf_oh intent, GBytes *profile, int n_inks);

#endif
