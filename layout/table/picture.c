/* picture.c: how wide and high a picture is printed, and which go side by side.
 *
 * A row. Its pictures whose width nobody gave are alike in height: no higher than the lowest of them is by
 * itself, than the highest of those whose width was given, and than lets all of them stand in the measure
 * with the gaps between. So nothing is enlarged. Given widths are kept; those that fill the measure and
 * forgot the gaps (50% and 50%) are made smaller by these.
 */
#include "layout/table/picture.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/table/table.h"

#include <glib.h>

enum {
    THINNEST = GAZ_POINT, /* no picture is thinner or lower: cairo rounds less to nothing */
    SHAPE = 1 << 16,      /* of a width to its height: parts of one */
    MUCH_LOWER = 8        /* a picture so many times higher than the others is not made as low as they are */
};

/* ---- alone */

gaz_len gaz_picture_wanted(const struct gaz_style *style, const struct gaz_figure *figure, gaz_len measure) {
    gaz_len width = gaz_width_resolve(style, figure->width, measure);
    if (width <= 0 && figure->natural_height > 0) width = gaz_len_from_um(figure->natural_width);
    return width > 0 ? width : style->measure / 2;
}

static gaz_len set_width(const struct gaz_style *style, const struct gaz_figure *figure,
                         const struct gaz_picture_frame *frame) {
    if (frame->fills && !gaz_picture_is_given(figure)) return frame->measure;
    return MIN(gaz_picture_wanted(style, figure, frame->measure), frame->measure);
}

/* Neither written, nor said by the file, nor what there is room for. */
static bool is_guessed(const struct gaz_figure *figure, gaz_len width, int percent) {
    gaz_len own = gaz_scale(gaz_len_from_um(figure->natural_width), percent, 100);
    return figure->is_guessed && !gaz_picture_is_given(figure) && width == own;
}

struct gaz_image gaz_picture_at(const struct gaz_style *style, const struct gaz_figure *figure,
                                gaz_len width) {
    gaz_len own_width = gaz_len_from_um(figure->natural_width),
            own_height = gaz_len_from_um(figure->natural_height);
    if (own_width <= 0 || own_height <= 0) own_width = own_height = style->measure / 2;
    int64_t height = (int64_t)own_height * width / MAX(own_width, 1);
    return (struct gaz_image){.width = MAX(width, THINNEST),
                              .height = (gaz_len)CLAMP(height, THINNEST, INT32_MAX),
                              .kind = (int)figure->kind,
                              .orientation = figure->orientation,
                              .data = figure->data,
                              .size = figure->size,
                              .name = figure->path,
                              .span = figure->span,
                              .is_guessed = is_guessed(figure, width, 100)};
}

static void lower(struct gaz_image *image, gaz_len room) {
    if (image->height <= room) return;
    image->width = (gaz_len)MAX(image->width * (int64_t)room / image->height, THINNEST);
    image->height = MAX(room, THINNEST);
}

struct gaz_image gaz_picture_alone(const struct gaz_style *style, const struct gaz_figure *figure,
                                   const struct gaz_picture_frame *frame, int percent) {
    gaz_len width = gaz_scale(set_width(style, figure, frame), percent, 100);
    struct gaz_image image = gaz_picture_at(style, figure, MAX(width, 1));
    lower(&image,
          frame->highest && !gaz_picture_is_given(figure) ? MIN(frame->highest, frame->room) : frame->room);
    image.is_guessed = !frame->fills && is_guessed(figure, image.width, percent);
    return image;
}

/* ---- a row */

struct row {
    const struct gaz_style *style;
    const struct gaz_figure *figures;
    uint32_t n;
    const struct gaz_picture_frame *frame;
    int64_t given, shapes; /* the sum of the widths that were given, of the shapes of the others */
    int64_t highest;       /* that the others may be */
};

static int64_t own_height(const struct gaz_figure *figure) {
    return MAX(gaz_len_from_um(figure->natural_height), 1);
}

static int64_t shape_of(const struct gaz_figure *figure) {
    if (figure->natural_width <= 0 || figure->natural_height <= 0) return SHAPE;
    return MAX((int64_t)figure->natural_width * SHAPE / figure->natural_height, 1);
}

static void look_at_row(struct row *row) {
    int64_t lowest = INT64_MAX, tallest = 0;
    for (uint32_t i = 0; i < row->n; i++) {
        const struct gaz_figure *figure = &row->figures[i];
        if (gaz_picture_is_given(figure)) {
            gaz_len width = gaz_picture_wanted(row->style, figure, row->frame->measure);
            row->given += width;
            tallest = MAX(tallest, (int64_t)width * SHAPE / shape_of(figure));
        } else {
            row->shapes += shape_of(figure);
            if (!row->frame->fills) lowest = MIN(lowest, own_height(figure));
        }
    }
    row->highest = MIN(lowest, row->frame->highest ? row->frame->highest : row->frame->room);
    if (tallest > 0) row->highest = MIN(row->highest, tallest);
}

/* Whether a picture may be so high: made smaller for the others' sake it can still be made out. */
static bool is_legible(const struct row *row, const struct gaz_figure *figure, int64_t height) {
    gaz_len least = row->frame->least;
    int64_t width = height * shape_of(figure) / SHAPE;
    gaz_len alone = gaz_picture_alone(row->style, figure, row->frame, 100).height;
    if (height < row->highest && MAX(width, height) < least) return false;
    return width >= least || height * MUCH_LOWER >= alone;
}

static int64_t width_in_row(const struct row *row, const struct gaz_figure *figure, int64_t height,
                            int64_t room) {
    if (!gaz_picture_is_given(figure)) return height * shape_of(figure) / SHAPE;
    int64_t width = gaz_picture_wanted(row->style, figure, row->frame->measure);
    if (row->given > room) width = width * room / row->given;
    return MIN(width, row->frame->room * shape_of(figure) / SHAPE);
}

/* Whether the captions have their places beside one another too. */
static bool has_places(const struct row *row, const gaz_len *widths, int64_t room) {
    for (uint32_t i = 0; i < row->n && row->frame->places; i++)
        room -= MAX(widths[i], row->frame->places[i]);
    return room >= 0;
}

bool gaz_picture_row(const struct gaz_style *style, const struct gaz_figure *figures, uint32_t n,
                     const struct gaz_picture_frame *frame, gaz_len *widths) {
    struct row row = {style, figures, n, frame, 0, 0, 0};
    look_at_row(&row);
    int64_t room = frame->measure - (int64_t)frame->gap * (n - 1), left = room - row.given;
    if (row.given > frame->measure || room <= 0 || (row.shapes > 0 && left <= 0)) return false;
    int64_t height = row.shapes > 0 ? MIN(row.highest, left * SHAPE / row.shapes) : 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!gaz_picture_is_given(&figures[i]) && !is_legible(&row, &figures[i], height)) return false;
        widths[i] = (gaz_len)MAX(width_in_row(&row, &figures[i], height, room), THINNEST);
    }
    return has_places(&row, widths, room);
}

/* Whether the figures [first, end) have room side by side. */
static bool has_room(const struct gaz_style *style, const struct gaz_figure *figures,
                     const struct gaz_picture_frame *frame, uint32_t first, uint32_t end) {
    gaz_len widths[GAZ_MOST_IN_ROW];
    struct gaz_picture_frame own = *frame;
    if (frame->places) own.places = frame->places + first;
    return end == first + 1 || (end - first <= GAZ_MOST_IN_ROW &&
                                gaz_picture_row(style, figures + first, end - first, &own, widths));
}

/* What is left is shared by the rows that it needs, where all have room; else the row is as long as it can
 * be. */
uint32_t gaz_picture_row_end(const struct gaz_style *style, const struct gaz_figure *figures, uint32_t n,
                             const struct gaz_picture_frame *frame, uint32_t first) {
    uint32_t most = first + 1;
    while (most < n && has_room(style, figures, frame, first, most + 1))
        most++;
    uint32_t left = n - first, n_rows = (left + most - first - 1) / (most - first);
    uint32_t end = first + (left + n_rows - 1) / n_rows;
    return has_room(style, figures, frame, first, end) ? end : most;
}

/* ---- what it is */

struct gaz_node gaz_picture_node(const struct gaz_figure *figure) {
    return (struct gaz_node){.kind = GAZ_NODE_FIGURE,
                             .span = figure->span,
                             .is_formula = figure->is_formula,
                             .as.alternative = figure->alternative};
}

void gaz_picture_check_dots(const struct gaz_typesetter *ts, const struct gaz_figure *figure,
                            const struct gaz_image *image) {
    enum { INCH = 72 * GAZ_POINT };
    int64_t dpi = (int64_t)figure->pixels_wide * INCH / image->width;
    if (figure->pixels_wide == 0 || dpi >= ts->style->picture_dpi) return;
    char has[16], wants[16];
    g_snprintf(has, sizeof has, "%d", (int)dpi);
    g_snprintf(wants, sizeof wants, "%d", ts->style->picture_dpi);
    gaz_report(ts->diags, GAZ_D_PICTURE_DPI, figure->span, image->name, has, wants);
}
