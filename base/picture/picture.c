/* picture.c: the headers of PNG, JPEG and SVG files.
 *
 * What is no picture never gets into the output, whatever its name ends in (libraries.md 4). Sizes in µm:
 * pixels at the file's own density, else at 96 to the inch.
 */
#include "base/picture/picture.h"

#include "base/diag/diag.h"
#include "base/picture/exif.h"
#include "base/picture/svg.h"

#include <glib.h>
#include <string.h>

enum { INCH = 25400 /* µm */, SCREEN = 96 /* pixels to the inch, CSS */ };

static uint32_t big_endian(const unsigned char *p, int n) {
    uint32_t value = 0;
    for (int i = 0; i < n; i++)
        value = value << 8 | p[i];
    return value;
}

static bool is_sane(uint64_t width, uint64_t height) {
    return width > 0 && height > 0 && width <= GAZ_MOST_PIXELS && height <= GAZ_MOST_PIXELS &&
           width * height <= GAZ_MOST_PIXELS;
}

static int32_t clamp(uint64_t um) {
    return um > 0 && um <= INT32_MAX ? (int32_t)um : 0;
}

/* pixels at `density` to `length` µm */
static int32_t natural(uint32_t pixels, uint32_t density, uint32_t length) {
    return density ? clamp((uint64_t)pixels * length / density) : clamp((uint64_t)pixels * INCH / SCREEN);
}

/* A photo taken with the camera on its side is shown upright: its sides change places. */
static void take_orientation(struct gaz_picture *picture, const unsigned char *tiff, size_t n) {
    picture->orientation = (uint8_t)gaz_exif_orientation(tiff, n);
    if (!gaz_picture_lies(picture->orientation)) return;
    int32_t width = picture->natural_width;
    picture->natural_width = picture->natural_height;
    picture->natural_height = width;
}

/* ---- PNG */

/* the data of the first chunk of this name; NULL: there is none before the file ends */
static const unsigned char *find_chunk(const struct gaz_picture *picture, const char *name, uint32_t *size) {
    for (size_t at = 33; at + 12 <= picture->size;) {
        const unsigned char *chunk = picture->data + at;
        *size = big_endian(chunk, 4);
        if (*size > picture->size - at - 12) break;
        if (memcmp(chunk + 4, name, 4) == 0) return chunk + 8;
        at += 12 + (size_t)*size;
    }
    *size = 0;
    return NULL;
}

/* Pixels to the metre, when its unit is 1. */
static const unsigned char *find_phys(const struct gaz_picture *picture) {
    uint32_t size;
    const unsigned char *phys = find_chunk(picture, "pHYs", &size);
    return phys && size == 9 && phys[8] == 1 ? phys : NULL;
}

static bool look_at_png(struct gaz_picture *picture) {
    static const unsigned char signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    const unsigned char *data = picture->data;
    if (picture->size < 33 || memcmp(data, signature, 8) != 0 || memcmp(data + 12, "IHDR", 4) != 0)
        return false;
    uint32_t width = big_endian(data + 16, 4), height = big_endian(data + 20, 4);
    const unsigned char *phys = find_phys(picture);
    picture->kind = GAZ_PICTURE_PNG;
    picture->pixels_wide = width;
    picture->pixels_high = height;
    picture->is_guessed = !phys || big_endian(phys, 4) == 0;
    picture->natural_width = natural(width, phys ? big_endian(phys, 4) : 0, 1000 * 1000);
    picture->natural_height = natural(height, phys ? big_endian(phys + 4, 4) : 0, 1000 * 1000);
    uint32_t exif_size;
    const unsigned char *exif = find_chunk(picture, "eXIf", &exif_size);
    take_orientation(picture, exif, exif_size);
    return is_sane(width, height);
}

/* ---- JPEG */

/* the JFIF header's densities, in pixels to the inch; 0: unknown */
struct density {
    uint32_t x, y, length;
};

/* what stands before the frame header */
struct before_frame {
    struct density density;
    const unsigned char *exif; /* a TIFF header; NULL: none */
    size_t exif_size;
};

static struct density jfif_density(const unsigned char *segment, size_t n) {
    if (n < 14 || memcmp(segment + 4, "JFIF", 5) != 0) return (struct density){0};
    uint32_t length = segment[11] == 1 ? INCH : segment[11] == 2 ? 10000 : 0;
    if (length == 0) return (struct density){0};
    return (struct density){big_endian(segment + 12, 2), n >= 16 ? big_endian(segment + 14, 2) : 0, length};
}

static bool is_frame_marker(unsigned marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool take_frame(struct gaz_picture *picture, const unsigned char *segment,
                       const struct before_frame *before) {
    uint32_t height = big_endian(segment + 5, 2), width = big_endian(segment + 7, 2);
    struct density density = before->density;
    picture->pixels_wide = width;
    picture->pixels_high = height;
    picture->is_guessed = density.x == 0;
    picture->natural_width = natural(width, density.x, density.length);
    picture->natural_height = natural(height, density.y, density.length);
    take_orientation(picture, before->exif, before->exif_size);
    return is_sane(width, height);
}

/* One segment of n bytes with its marker and length. */
static void take_segment(struct before_frame *before, const unsigned char *segment, size_t n) {
    enum { APP0 = 0xE0, APP1 = 0xE1, HEAD = 10 /* marker, length, Exif, two NULs */ };
    if (segment[1] == APP0) before->density = jfif_density(segment, n);
    if (segment[1] != APP1 || before->exif || n < HEAD || memcmp(segment + 4, "Exif\0\0", 6) != 0) return;
    before->exif = segment + HEAD;
    before->exif_size = n - HEAD;
}

/* Walks the segments to the frame header, which has the size. */
static bool look_at_jpeg(struct gaz_picture *picture) {
    const unsigned char *data = picture->data;
    struct before_frame before = {0};
    if (picture->size < 4 || big_endian(data, 3) != 0xFFD8FF) return false;
    picture->kind = GAZ_PICTURE_JPEG;
    for (size_t at = 2; at + 9 < picture->size;) {
        const unsigned char *segment = data + at;
        if (segment[0] != 0xFF) return false;
        if (segment[1] == 0xFF) { /* fill byte */
            at++;
            continue;
        }
        if (is_frame_marker(segment[1])) return take_frame(picture, segment, &before);
        size_t n = 2 + (size_t)big_endian(segment + 2, 2);
        take_segment(&before, segment, MIN(n, picture->size - at));
        at += n;
    }
    return false;
}

/* ---- SVG */

static const char *skip_space(const char *at, const char *end) {
    while (at < end && strchr(" \t\r\n", *at) && *at)
        at++;
    return at;
}

/* <svg or <prefix:svg */
static bool is_svg_tag(const char *at, const char *end) {
    size_t n = 1;
    while (at + n < end && (g_ascii_isalnum(at[n]) || at[n] == ':'))
        n++;
    bool named = (n == 4 && memcmp(at, "<svg", 4) == 0) || (n > 5 && memcmp(at + n - 4, ":svg", 4) == 0);
    return named && at + n < end && strchr(" \t\r\n>/", at[n]);
}

/* The first element, when it is svg: before it only an XML declaration, comments, a DOCTYPE and blanks. */
static const char *find_svg(const char *at, const char *end) {
    if (end - at >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) at += 3;
    for (;;) {
        at = skip_space(at, end);
        if (end - at < 5 || *at != '<') return NULL;
        if (is_svg_tag(at, end)) return at;
        if (at[1] != '?' && at[1] != '!') return NULL;
        const char *closing = memcmp(at, "<!--", 4) == 0 ? "-->" : ">";
        const char *close = memmem(at + 2, (size_t)(end - at - 2), closing, strlen(closing));
        const char *own = close && *closing == '>' ? memchr(at, '[', (size_t)(close - at)) : NULL;
        if (own) close = memmem(own, (size_t)(end - own), closing = "]>", 2); /* a DOCTYPE's entities */
        if (!close) return NULL;
        at = close + strlen(closing);
    }
}

/* An attribute's value in the tag's text; the caller frees it. NULL: absent. */
static char *attribute(const char *tag, const char *name) {
    size_t n = strlen(name);
    for (const char *at = tag; (at = strstr(at, name)) != NULL; at += n) {
        const char *equals = skip_space(at + n, at + n + strspn(at + n, " \t\r\n"));
        if (!strchr(" \t\r\n", at[-1]) || *equals != '=') continue;
        const char *quote = equals + 1 + strspn(equals + 1, " \t\r\n");
        if (*quote != '"' && *quote != '\'') return NULL;
        const char *close = strchr(quote + 1, *quote);
        return close ? g_strndup(quote + 1, (gsize)(close - quote - 1)) : NULL;
    }
    return NULL;
}

/* A decimal number in thousandths. */
static uint64_t parse_milli(const char **at) {
    uint64_t value = 0;
    while (g_ascii_isdigit(**at) && value < 1000000)
        value = value * 10 + (uint64_t)(*(*at)++ - '0');
    value *= 1000;
    if (**at == '.') (*at)++;
    for (uint64_t unit = 100; g_ascii_isdigit(**at); unit /= 10)
        value += (uint64_t)(*(*at)++ - '0') * unit;
    return value;
}

/* µm of a CSS length; 0 for none, per cent and em */
static int32_t css_length(const char *text) {
    static const struct {
        const char *unit;
        uint32_t um, per; /* µm in so many of it */
    } units[] = {{"", INCH, 96},  {"px", INCH, 96}, {"mm", 1000, 1}, {"cm", 10000, 1},
                 {"in", INCH, 1}, {"pt", INCH, 72}, {"pc", INCH, 6}, {"Q", 250, 1}};
    if (!text) return 0;
    uint64_t milli = parse_milli(&text);
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (strcmp(text, units[i].unit) == 0) return clamp(milli * units[i].um / units[i].per / 1000);
    return 0;
}

static void take_view_box(struct gaz_picture *picture, const char *view_box) {
    char **numbers = g_strsplit_set(view_box, " ,\t\n", -1);
    const char *last[2] = {NULL, NULL};
    for (char **number = numbers; *number; number++) {
        if (!**number) continue;
        last[0] = last[1];
        last[1] = *number;
    }
    picture->natural_width = css_length(last[0]);
    picture->natural_height = css_length(last[1]);
    g_strfreev(numbers);
}

static bool look_at_svg(struct gaz_picture *picture) {
    const char *end = (const char *)picture->data + picture->size;
    const char *svg = find_svg((const char *)picture->data, end);
    const char *close = svg ? memchr(svg, '>', (size_t)(end - svg)) : NULL;
    if (!close) return false;
    g_autofree char *tag = g_strndup(svg, (gsize)(close - svg));
    g_autofree char *width = attribute(tag, "width"), *height = attribute(tag, "height");
    g_autofree char *view_box = attribute(tag, "viewBox");
    picture->kind = GAZ_PICTURE_SVG;
    picture->natural_width = css_length(width);
    picture->natural_height = css_length(height);
    if (view_box && (picture->natural_width == 0 || picture->natural_height == 0))
        take_view_box(picture, view_box);
    return true;
}

bool gaz_picture_look(struct gaz_picture *picture) {
    return look_at_png(picture) || look_at_jpeg(picture) || look_at_svg(picture);
}

bool gaz_picture_check(struct gaz_picture *picture, const char *name, struct gaz_span span,
                       struct gaz_diags *diags) {
    if (gaz_picture_look(picture))
        return picture->kind != GAZ_PICTURE_SVG ||
               gaz_svg_check(picture->data, picture->size, name, span, diags);
    if (is_sane(picture->pixels_wide, picture->pixels_high) ||
        !(picture->pixels_wide | picture->pixels_high)) {
        gaz_report(diags, GAZ_D_FIGURE_KIND, span, name);
        return false;
    }
    char wide[16], high[16], millions[16];
    g_snprintf(wide, sizeof wide, "%u", picture->pixels_wide);
    g_snprintf(high, sizeof high, "%u", picture->pixels_high);
    g_snprintf(millions, sizeof millions, "%d", GAZ_MOST_PIXELS / 1000000);
    gaz_report(diags, GAZ_D_FIGURE_PIXELS, span, name, wide, high, millions);
    return false;
}
