/* rsvg_late.c: what is called of librsvg (base/process/late.h). */
#include "base/process/late.h"

#include <librsvg/rsvg.h>

#define LIBRARY "librsvg-2.so.2"

RsvgHandle *rsvg_handle_new_from_data(const guint8 *data, gsize data_len, GError **error) {
    GAZ_LATE(LIBRARY, rsvg_handle_new_from_data);
    return late(data, data_len, error);
}

gboolean rsvg_handle_render_document(RsvgHandle *handle, cairo_t *cr, const RsvgRectangle *viewport,
                                     GError **error) {
    GAZ_LATE(LIBRARY, rsvg_handle_render_document);
    return late(handle, cr, viewport, error);
}
