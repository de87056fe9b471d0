/* gather.h: a build while it is made, from a display list or from a dump's text: pages, and what stands on
 * each.
 *
 * Both makers give the same marks, in the measure of the page dump (hundredths of a point, rounded as it
 * rounds), so that a folder and a dump can be compared; what a page looks like and which lines it has is
 * worked out here, for both.
 */
#ifndef GAZ_COMPARE_GATHER_H
#define GAZ_COMPARE_GATHER_H

#include "compare/build.h"
#include "layout/pages.h"

#include <glib.h>

/* Something on a page. Lengths are hundredths of a point. Not in it, since it is not seen on paper: the place
 * in the source, which moves when a remark is added there; the role; where a link leads. */
struct gaz_mark {
    enum gaz_item_kind kind;
    int64_t x, y;
    int64_t width, height; /* of a rule, an image, a link */
    unsigned turn;         /* 0–3 */
    uint32_t line;         /* on its page; 0: none */
    bool furniture;
    const char *face; /* "file#index", or the image's name; NULL: neither. Borrowed until the page is ended */
    int64_t size;     /* of the face */
    uint32_t colour;
    const char *text; /* NULL: none. Borrowed, as the face is */
};

struct gaz_page_head {
    int number;
    int64_t width, height;
    bool turned;
};

struct gaz_bookmark {
    unsigned level;
    const char *title;
    uint32_t page; /* index */
    int64_t x, y;
};

struct gaz_gathering {
    struct gaz_arena *arena;   /* of the build */
    struct gaz_arena *scratch; /* of what is borrowed until the page is ended: for the makers */
    struct gaz_page_head head; /* of the last page */
    GArray *pages, *lines, *chars, *marks;
    GString *bookmarks;
};

void gaz_gather_begin(struct gaz_gathering *gathering);
/* Ends the page before and begins one; its marks are those added until the next. */
void gaz_gather_page(struct gaz_gathering *gathering, struct gaz_page_head head);
void gaz_gather_mark(struct gaz_gathering *gathering, const struct gaz_mark *mark);
/* A line of the last page where no marks are known. */
void gaz_gather_line(struct gaz_gathering *gathering, uint32_t line, const char *text);
/* When all pages are there. */
void gaz_gather_bookmark(struct gaz_gathering *gathering, const struct gaz_bookmark *bookmark);
/* Ends the last page. The build has no name and depth yet; it is freed with gaz_build_free. */
struct gaz_build *gaz_gather_end(struct gaz_gathering *gathering);

/* ---- the makers */

/* As the page dump would tell it. */
void gaz_gather_from_pages(struct gaz_gathering *gathering, const struct gaz_pages *pages);

/* `text` is behind the dump's head, valid UTF-8, and ends with a line end; `version` is the format's. They
 * give GAZ_NOWHERE, or the offset of the first line that is no dump's. */
uint32_t gaz_gather_from_page_dump(struct gaz_gathering *gathering, const char *text, unsigned version);
uint32_t gaz_gather_from_line_dump(struct gaz_gathering *gathering, const char *text);

#endif
