/* colour.c: lcms for whole rows, and what no profile does: greys of black alone.
 *
 * A profile makes grey of four inks, and black of three hundred percent. Black alone is lighter than that; in
 * a photograph a grey pixel would stand out among its neighbours. So the way from grey to colour is gradual:
 * black alone where the three parts are equal, the profile's inks where they differ by NEAR_GREY, a mixture
 * between; and how much black a grey is says the profile, by the lightness of its black.
 */
#include "output/inks/colour.h"

#include <lcms2.h>
#include <math.h>
#include <string.h>

enum {
    NEAR_GREY = 16,
    MOST_INK = 300 * 255 / 100 /* of the formula, in 255ths of one ink */
};

/* inks by their colour on the screen; one is looked up for each pixel */
enum { MOST_EXACT = 64 };
struct exact {
    uint32_t n;
    uint32_t rgb[MOST_EXACT], ink[MOST_EXACT];
    unsigned char cmyk[MOST_EXACT][4];
};

struct gaz_press_colours {
    const struct gaz_ink *inks;
    uint32_t n_inks;
    cmsHPROFILE press; /* NULL: the formula */
    struct exact exact;
    struct gaz_press_rows *rows; /* from sRGB */
};

struct gaz_press_rows {
    const struct exact *exact; /* NULL: inks are not looked for */
    cmsHTRANSFORM transform;   /* NULL: the formula */
    bool is_own;               /* the transform, from a picture's own profile */
    unsigned char black[256];  /* how much black a grey is */
};

/* ---- the formula */

/* What the three inks have in common is black's. */
static void guess_pixel(const unsigned char *rgb, unsigned char *cmyk) {
    unsigned char light = MAX(rgb[0], MAX(rgb[1], rgb[2]));
    int total = 255 - light;
    cmyk[3] = (unsigned char)(255 - light);
    for (int i = 0; i < 3; i++)
        total += cmyk[i] = light - rgb[i];
    for (int i = 0; total > MOST_INK && i < 3; i++)
        cmyk[i] = (unsigned char)(cmyk[i] * (MOST_INK - cmyk[3]) / (total - cmyk[3]));
}

static void guess(const unsigned char *rgb, unsigned char *cmyk, size_t n) {
    for (; n > 0; n--, rgb += 3, cmyk += 4)
        guess_pixel(rgb, cmyk);
}

/* ---- the profile */

/* The part of light that comes back, of each of 256 steps of a ramp. */
static bool measure(cmsHPROFILE profile, cmsUInt32Number format, const unsigned char *ramp,
                    double light[256]) {
    cmsHPROFILE xyz = cmsCreateXYZProfile();
    cmsHTRANSFORM transform =
        cmsCreateTransform(profile, format, xyz, TYPE_XYZ_DBL, INTENT_RELATIVE_COLORIMETRIC, 0);
    cmsCIEXYZ steps[256];
    if (transform) cmsDoTransform(transform, ramp, steps, 256);
    for (int i = 0; transform && i < 256; i++)
        light[i] = steps[i].Y;
    if (transform) cmsDeleteTransform(transform);
    cmsCloseProfile(xyz);
    return transform != NULL;
}

/* The ramp of a picture's greys and that of the press's black, from paper on. */
static bool measure_both(cmsHPROFILE picture, cmsHPROFILE press, double grey[256], double black[256]) {
    unsigned char greys[256 * 3], blacks[256 * 4] = {0};
    for (int i = 0; i < 256; i++) {
        memset(greys + (size_t)i * 3, i, 3);
        blacks[i * 4 + 3] = (unsigned char)i;
    }
    return measure(picture, TYPE_RGB_8, greys, grey) && measure(press, TYPE_CMYK_8, blacks, black);
}

/* Black of the picture is full black, its white the paper, and between them the lightness is the same but for
 * that (black point compensation). */
static void fill_black(struct gaz_press_rows *rows, cmsHPROFILE picture, cmsHPROFILE press) {
    double grey[256], black[256];
    for (int i = 0; i < 256; i++)
        rows->black[i] = (unsigned char)(255 - i);
    if (!measure_both(picture, press, grey, black)) return;
    double range = grey[255] - grey[0], span = black[0] - black[255];
    if (!(range > 0) || !(span > 0)) return;
    for (int i = 1, k = 255; i < 255; i++) {
        double wanted = black[255] + (grey[i] - grey[0]) / range * span;
        while (k > 0 && fabs(black[k - 1] - wanted) <= fabs(black[k] - wanted))
            k--;
        rows->black[i] = (unsigned char)k;
    }
}

static cmsHPROFILE open_rgb(const void *data, size_t size) {
    cmsHPROFILE profile =
        data && size <= G_MAXUINT32 ? cmsOpenProfileFromMem(data, (cmsUInt32Number)size) : NULL;
    if (profile && cmsGetColorSpace(profile) == cmsSigRgbData) return profile;
    if (profile) cmsCloseProfile(profile);
    return NULL;
}

static cmsHTRANSFORM connect(cmsHPROFILE picture, cmsHPROFILE press) {
    return cmsCreateTransform(picture, TYPE_RGB_8, press, TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC,
                              cmsFLAGS_BLACKPOINTCOMPENSATION);
}

static bool begin_rows(struct gaz_press_rows *rows, cmsHPROFILE picture, cmsHPROFILE press) {
    rows->transform = connect(picture, press);
    if (rows->transform) fill_black(rows, picture, press);
    cmsCloseProfile(picture);
    return rows->transform != NULL;
}

static struct gaz_press_rows *rows_of_screen(cmsHPROFILE press) {
    struct gaz_press_rows *rows = g_new0(struct gaz_press_rows, 1);
    if (press) begin_rows(rows, cmsCreate_sRGBProfile(), press);
    return rows;
}

struct gaz_press_rows *gaz_press_rows_new(const struct gaz_press_colours *colours, const void *profile,
                                          size_t size, bool exact) {
    struct gaz_press_rows *rows = g_new0(struct gaz_press_rows, 1);
    cmsHPROFILE own = colours->press ? open_rgb(profile, size) : NULL;
    rows->is_own = own && begin_rows(rows, own, colours->press);
    if (rows->is_own) return rows;
    *rows = *colours->rows;
    rows->exact = exact ? &colours->exact : NULL;
    return rows;
}

const struct gaz_press_rows *gaz_press_rows_of_screen(const struct gaz_press_colours *colours) {
    return colours->rows;
}

bool gaz_press_rows_are_own(const struct gaz_press_rows *rows) {
    return rows->is_own;
}

void gaz_press_rows_free(struct gaz_press_rows *rows) {
    if (!rows) return;
    if (rows->is_own) cmsDeleteTransform(rows->transform);
    g_free(rows);
}

/* ---- pixels */

static void settle_grey(const struct gaz_press_rows *rows, const unsigned char *rgb, unsigned char *cmyk,
                        unsigned apart) {
    unsigned black = rows->black[(rgb[0] * 54u + rgb[1] * 183u + rgb[2] * 19u) >> 8];
    const unsigned alone[4] = {0, 0, 0, black};
    for (int i = 0; i < 4; i++)
        cmyk[i] =
            (unsigned char)((cmyk[i] * apart + alone[i] * (NEAR_GREY - apart) + NEAR_GREY / 2) / NEAR_GREY);
}

static void settle_greys(const struct gaz_press_rows *rows, const unsigned char *rgb, unsigned char *cmyk,
                         size_t n) {
    for (; n > 0; n--, rgb += 3, cmyk += 4) {
        unsigned most = MAX(rgb[0], MAX(rgb[1], rgb[2])), least = MIN(rgb[0], MIN(rgb[1], rgb[2]));
        if (most - least < NEAR_GREY) settle_grey(rows, rgb, cmyk, most - least);
    }
}

static int find_exact(const struct exact *exact, uint32_t rgb) {
    for (uint32_t i = 0; i < exact->n; i++)
        if (exact->rgb[i] == rgb) return (int)i;
    return -1;
}

static void settle_inks(const struct exact *exact, const unsigned char *rgb, unsigned char *cmyk, size_t n) {
    for (; n > 0; n--, rgb += 3, cmyk += 4) {
        int i = find_exact(exact, (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2]);
        if (i >= 0) memcpy(cmyk, exact->cmyk[i], 4);
    }
}

void gaz_press_rows_convert(const struct gaz_press_rows *rows, const unsigned char *rgb, unsigned char *cmyk,
                            size_t n) {
    if (rows->transform) {
        cmsDoTransform(rows->transform, rgb, cmyk, (cmsUInt32Number)n);
        settle_greys(rows, rgb, cmyk, n);
    } else
        guess(rgb, cmyk, n); /* of which greys are black alone */
    if (rows->exact) settle_inks(rows->exact, rgb, cmyk, n);
}

/* ---- inks and single colours */

/* Black and white are what they are; of two inks with one colour the first counts. */
static void add_exact(struct exact *exact, const struct gaz_ink *ink, uint32_t index) {
    uint32_t rgb = ink->screen & 0xFFFFFF;
    if (!ink->has_cmyk || exact->n == MOST_EXACT || find_exact(exact, rgb) >= 0) return;
    if (rgb == 0xFFFFFF || (rgb == 0 && !ink->spot && index != GAZ_INK_BLACK)) return;
    exact->rgb[exact->n] = rgb;
    exact->ink[exact->n] = index;
    for (int i = 0; i < 4; i++)
        exact->cmyk[exact->n][i] = (unsigned char)((ink->cmyk[i] * 255u + 50) / 100);
    exact->n++;
}

/* Whoever asks has looked at the profile before (gaz_press_profile_look), which takes its time. */
static cmsHPROFILE open_press(const struct gaz_press *press) {
    gsize size;
    if (!press || !press->profile) return NULL;
    const void *data = g_bytes_get_data(press->profile, &size);
    return cmsOpenProfileFromMem(data, (cmsUInt32Number)size);
}

/* One that no colour goes into is none. */
static void drop_idle_press(struct gaz_press_colours *colours) {
    if (!colours->press || colours->rows->transform) return;
    cmsCloseProfile(colours->press);
    colours->press = NULL;
}

struct gaz_press_colours *gaz_press_colours_new(const struct gaz_press *press, const struct gaz_ink *inks,
                                                uint32_t n_inks) {
    struct gaz_press_colours *colours = g_new0(struct gaz_press_colours, 1);
    colours->inks = inks;
    colours->n_inks = n_inks;
    colours->press = open_press(press);
    for (uint32_t i = 0; i < n_inks; i++)
        add_exact(&colours->exact, &inks[i], i);
    colours->rows = rows_of_screen(colours->press);
    drop_idle_press(colours);
    return colours;
}

void gaz_press_colours_free(struct gaz_press_colours *colours) {
    if (!colours) return;
    if (colours->rows->transform) cmsDeleteTransform(colours->rows->transform);
    g_free(colours->rows);
    if (colours->press) cmsCloseProfile(colours->press);
    g_free(colours);
}

bool gaz_press_colours_guess(const struct gaz_press_colours *colours) {
    return colours->press == NULL;
}

const struct gaz_ink *gaz_press_colours_inks(const struct gaz_press_colours *colours, uint32_t *n) {
    *n = colours->n_inks;
    return colours->inks;
}

struct gaz_press_colour gaz_press_colour_of_ink(const struct gaz_press_colours *colours, uint32_t ink) {
    const struct gaz_ink *it = &colours->inks[ink];
    struct gaz_press_colour colour = {.ink = (int32_t)ink};
    if (!it->has_cmyk) { /* nobody has said how it is printed */
        colour = gaz_press_colour_of(colours, it->screen);
        colour.ink = (int32_t)ink;
        return colour;
    }
    for (int i = 0; i < 4; i++)
        colour.cmyk[i] = it->cmyk[i] / 100.0;
    return colour;
}

struct gaz_press_colour gaz_press_colour_of(const struct gaz_press_colours *colours, uint32_t rgb) {
    int at = find_exact(&colours->exact, rgb & 0xFFFFFF);
    if (at >= 0) return gaz_press_colour_of_ink(colours, colours->exact.ink[at]);
    const unsigned char parts[3] = {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255};
    unsigned char cmyk[4];
    gaz_press_rows_convert(colours->rows, parts, cmyk, 1);
    struct gaz_press_colour colour = {.ink = GAZ_NO_INK};
    for (int i = 0; i < 4; i++)
        colour.cmyk[i] = cmyk[i] / 255.0;
    bool is_grey = parts[0] == parts[1] && parts[1] == parts[2];
    colour.is_guessed = !is_grey && gaz_press_colours_guess(colours);
    return colour;
}
