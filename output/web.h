/* web.h: pages for a browser: what stands on them as data, and the page that shows it, in one file.
 *
 * The display list is told as it is (glyphs by their outlines, rules, pictures), so that a browser draws what
 * a PDF shows, without a font of its own.
 */
#ifndef GAZ_OUTPUT_WEB_H
#define GAZ_OUTPUT_WEB_H

#include "layout/pages.h"

#include <glib.h>
#include <stdbool.h>

/* Collects what several sets of pages share: faces, inks, pictures, names of files. It may be used for one
 * set after another while the fonts are open; what was given a number keeps it. */
struct gaz_web *gaz_web_new(void);
void gaz_web_free(struct gaz_web *web);

/* Appends the pages as a JSON array; one of them; the places in the sources of its items alone, an array. */
void gaz_web_add_pages(struct gaz_web *web, const struct gaz_pages *pages, GString *out);
void gaz_web_add_page(struct gaz_web *web, const struct gaz_pages *pages, uint32_t index, GString *out);
void gaz_web_add_places(struct gaz_web *web, const struct gaz_pages *pages, uint32_t index, GString *out);

/* Whether two texts of as many characters have the same places in files of the same name. */
bool gaz_web_are_places_alike(struct gaz_text text, struct gaz_text other);

/* Appends the members that were collected: "faces": …, "inks": …, "images": …, "files": … */
void gaz_web_add_shared(const struct gaz_web *web, GString *out);

/* The same of glyphs and pictures that came since it was last called, the pictures behind "images_before": …
 * that are known. */
void gaz_web_add_fresh(struct gaz_web *web, GString *out);

/* By how many bytes of pictures the collection has grown since gaz_web_add_fresh was first called: that many,
 * at most, no page may need any more. */
gsize gaz_web_growth(const struct gaz_web *web);

/* Appends what was told of earlier pages (an object with "pages" and the members that were collected),
 * without what `shared`, those members of the present pages, tells already: a face has "as", the present one
 * that has the outlines which it lacks; a picture that is there is its number. */
void gaz_web_add_earlier(const char *earlier, const char *shared, GString *out);

/* Appends "x": …, "y": …, "w": …, "h": … of a frame, in the unit of the data: 1/100 pt. */
void gaz_web_add_frame(GString *out, struct gaz_frame frame);

/* The file: the page with the data in it, a JSON object. Freed with g_string_free. */
GString *gaz_web_file(const char *title, const char *data);

/* The same for a page that is served and goes on being told what changes (output/web/live.js). */
GString *gaz_web_live_file(const char *title, const char *data);

#endif
