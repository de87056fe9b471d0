/* picture.h: a picture of the model at its printed size, alone or in a row; its node, and what is said when
 * it has too few dots. Of figures, of the pictures in cells, of a signer's stamp. */
#ifndef GAZ_LAYOUT_TABLE_PICTURE_H
#define GAZ_LAYOUT_TABLE_PICTURE_H

#include "input/doc.h"
#include "layout/text/paragraph.h"

/* where pictures stand */
struct gaz_picture_frame {
    gaz_len measure, room; /* how wide and high a picture is at most */
    gaz_len highest;       /* those whose width nobody gave are no higher; 0: than the room */
    gaz_len gap;           /* between two side by side, at least */
    gaz_len least;         /* one that has been made smaller so that others go beside it is no narrower */
    const gaz_len
        *places; /* what the place of each is at least as wide as, for its caption; NULL: no wider */
    bool fills;  /* those whose width nobody gave are enlarged to the measure (图.同版心宽) */
};

/* Whether its width was given. */
static inline bool gaz_picture_is_given(const struct gaz_figure *figure) {
    return figure->width.unit != GAZ_WIDTH_AUTO;
}

/* The width that was given, or the picture's own. */
gaz_len gaz_picture_wanted(const struct gaz_style *style, const struct gaz_figure *figure, gaz_len measure);

/* The picture alone in a frame, scaled to `percent`. */
struct gaz_image gaz_picture_alone(const struct gaz_style *style, const struct gaz_figure *figure,
                                   const struct gaz_picture_frame *frame, int percent);

/* The picture at a width; as high as its proportions say; neither is less than can be drawn. */
struct gaz_image gaz_picture_at(const struct gaz_style *style, const struct gaz_figure *figure,
                                gaz_len width);

/* The pictures of a row: their widths, and the highest of their heights. Where no width was given they are
 * alike in height. False: they have no room side by side. */
bool gaz_picture_row(const struct gaz_style *style, const struct gaz_figure *figures, uint32_t n,
                     const struct gaz_picture_frame *frame, gaz_len *widths);

enum { GAZ_MOST_IN_ROW = 24 };

/* The end of the row that begins at `first` of n figures: as few rows as there can be, about as many pictures
 * in each. */
uint32_t gaz_picture_row_end(const struct gaz_style *style, const struct gaz_figure *figures, uint32_t n,
                             const struct gaz_picture_frame *frame, uint32_t first);

/* What it is, and what is said of it beside its caption. */
struct gaz_node gaz_picture_node(const struct gaz_figure *figure);

/* Printing wants so many dots to the inch (图.分辨率); an SVG has none. */
void gaz_picture_check_dots(const struct gaz_typesetter *ts, const struct gaz_figure *figure,
                            const struct gaz_image *image);

#endif
