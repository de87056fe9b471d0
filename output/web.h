/* web.h: pages for a browser: what stands on them as data, and the page that shows it, in one file.
 *
 * The display list is told as it is (glyphs by their outlines, rules, pictures), so that a browser draws what
 * a PDF shows, without a font of its own.
 */
#ifndef GAZ_OUTPUT_WEB_H
#define GAZ_OUTPUT_WEB_H

#include "layout/pages.h"

#include <glib.h>

/* Collects what several sets of pages share: faces, inks, pictures, names of files. */
struct gaz_web *gaz_web_new(void);
void gaz_web_free(struct gaz_web *web);

/* Appends the pages as a JSON array. They must outlive the collection. */
void gaz_web_add_pages(struct gaz_web *web, const struct gaz_pages *pages, GString *out);

/* Appends the members that were collected: "faces": …, "inks": …, "images": …, "files": … */
void gaz_web_add_shared(const struct gaz_web *web, GString *out);

/* Appends "x": …, "y": …, "w": …, "h": … of a frame, in the unit of the data: 1/100 pt. */
void gaz_web_add_frame(GString *out, struct gaz_frame frame);

/* The file: the page with the data in it, a JSON object. Freed with g_string_free. */
GString *gaz_web_file(const char *title, const char *data);

#endif
