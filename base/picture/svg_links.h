/* svg_links.h: what in an SVG refers to what. */
#ifndef GAZ_BASE_PICTURE_SVG_LINKS_H
#define GAZ_BASE_PICTURE_SVG_LINKS_H

#include <stdbool.h>
#include <stddef.h>

struct gaz_svg_links;

struct gaz_svg_links *gaz_svg_links_new(void);
void gaz_svg_links_free(struct gaz_svg_links *links);

/* An element begins, of that id or NULL; ends. */
void gaz_svg_links_open(struct gaz_svg_links *links, const char *id);
void gaz_svg_links_close(struct gaz_svg_links *links);

/* The element that is open refers to `id`, at byte `at` of the file. */
void gaz_svg_links_refer(struct gaz_svg_links *links, const char *id, size_t at);

/* After the last element, once each and in this order: the first reference to what is not there; if there is
 * none, one that comes back to what it stands in. The name is borrowed. */
bool gaz_svg_links_missing(const struct gaz_svg_links *links, const char **id, size_t *at);
bool gaz_svg_links_loop(const struct gaz_svg_links *links, const char **id, size_t *at);

#endif
