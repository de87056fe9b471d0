/* box_face.c: FreeType reads charstrings from us: each is a box (Adobe TN 5177, The Type 2 Charstring
 * Format). */
#include "output/box_face.h"

#include FT_INCREMENTAL_H

#include <math.h>

/* ---- sizes */

enum { EMBEDDED = 1000 }; /* the em at which cairo takes an outline font in */

struct gaz_box_sizes {
    GArray *points; /* of double */
    bool missed;
};

struct gaz_box_sizes *gaz_box_sizes_new(void) {
    struct gaz_box_sizes *sizes = g_rc_box_new0(struct gaz_box_sizes);
    sizes->points = g_array_new(FALSE, FALSE, sizeof(double));
    gaz_box_sizes_add(sizes, EMBEDDED);
    return sizes;
}

static void free_points(gpointer sizes) {
    g_array_unref(((struct gaz_box_sizes *)sizes)->points);
}

void gaz_box_sizes_unref(struct gaz_box_sizes *sizes) {
    if (sizes) g_rc_box_release_full(sizes, free_points);
}

static bool has_size(const struct gaz_box_sizes *sizes, double points) {
    for (guint i = 0; i < sizes->points->len; i++)
        if (fabs(g_array_index(sizes->points, double, i) - points) < 1.0 / 32) return true;
    return false; /* FreeType counts in sixty-fourths of a point */
}

void gaz_box_sizes_add(struct gaz_box_sizes *sizes, double points) {
    if (!has_size(sizes, points)) g_array_append_val(sizes->points, points);
}

bool gaz_box_sizes_have_missed(const struct gaz_box_sizes *sizes) {
    return sizes->missed;
}

/* ---- charstrings */

enum { HLINETO = 6, ENDCHAR = 14, RMOVETO = 21, SHORT_INTEGER = 28, MAX_CHARSTRING = 18 };

struct gaz_box_face {
    struct gaz_subset *subset;
    struct gaz_box_sizes *sizes;
    FT_Face ft;
    FT_Incremental_InterfaceRec interface;
    unsigned char charstring[MAX_CHARSTRING]; /* of the glyph that is being loaded */
};

static unsigned char *put_number(unsigned char *at, int number) {
    *at++ = SHORT_INTEGER;
    *at++ = (unsigned char)((unsigned)number >> 8 & 0xFF);
    *at++ = (unsigned char)((unsigned)number & 0xFF);
    return at;
}

/* What draws, as a box, counter-clockwise from its lower left corner; the last side closes itself. cairo asks
 * whether a text is on the page and shows anything; so each box is one that nobody misses: twice the em,
 * about the letter. */
static FT_UInt put_box(unsigned char *charstring, int em) {
    int side = MIN(2 * em, INT16_MAX);
    unsigned char *at = charstring;
    at = put_number(at, -side / 4);
    at = put_number(at, -side / 4);
    *at++ = RMOVETO;
    at = put_number(at, side);
    at = put_number(at, side);
    at = put_number(at, -side);
    *at++ = HLINETO;
    *at++ = ENDCHAR;
    return (FT_UInt)(at - charstring);
}

static FT_UInt put_nothing(unsigned char *charstring) {
    *charstring = ENDCHAR;
    return 1;
}

static FT_Error get_charstring(FT_Incremental incremental, FT_UInt glyph, FT_Data *data) {
    struct gaz_box_face *boxes = (struct gaz_box_face *)(void *)incremental;
    double points = (double)boxes->ft->size->metrics.x_scale * boxes->ft->units_per_EM / 65536 / 64;
    if (!has_size(boxes->sizes, points)) boxes->sizes->missed = true;
    data->length = gaz_subset_draws(boxes->subset, glyph)
                       ? put_box(boxes->charstring, boxes->ft->units_per_EM)
                       : put_nothing(boxes->charstring);
    data->pointer = boxes->charstring;
    return FT_Err_Ok;
}

static void leave_charstring(FT_Incremental incremental, FT_Data *data) {
    (void)incremental;
    (void)data;
}

static const FT_Incremental_FuncsRec functions = {get_charstring, leave_charstring, NULL};

struct gaz_box_face *gaz_box_face_open(FT_Library library, struct gaz_subset *subset,
                                       struct gaz_box_sizes *sizes) {
    struct gaz_box_face *boxes = g_new0(struct gaz_box_face, 1);
    boxes->subset = subset;
    boxes->sizes = g_rc_box_acquire(sizes);
    boxes->interface = (FT_Incremental_InterfaceRec){&functions, (FT_Incremental)(void *)boxes};
    FT_Parameter parameter = {FT_PARAM_TAG_INCREMENTAL, &boxes->interface};
    size_t size = 0;
    FT_Open_Args args = {.flags = FT_OPEN_MEMORY | FT_OPEN_PARAMS, .num_params = 1, .params = &parameter};
    args.memory_base = gaz_subset_data(subset, &size);
    args.memory_size = (FT_Long)size;
    if (FT_Open_Face(library, &args, 0, &boxes->ft) == 0) return boxes;
    gaz_box_face_free(boxes);
    return NULL;
}

void gaz_box_face_free(struct gaz_box_face *boxes) {
    if (!boxes) return;
    gaz_box_sizes_unref(boxes->sizes);
    g_free(boxes);
}

FT_Face gaz_box_face_ft(const struct gaz_box_face *boxes) {
    return boxes->ft;
}
