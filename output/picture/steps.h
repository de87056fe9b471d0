/* steps.h: what a picture becomes before it is drawn. Not a door: pictures.c and its child look in
 * here.
 *
 * Pixels are read a row at a time, so that a scan of a hundred million costs no memory.
 */
#ifndef GAZ_OUTPUT_PICTURE_STEPS_H
#define GAZ_OUTPUT_PICTURE_STEPS_H

#include "layout/pages.h"
#include "output/inks/colour.h"
#include "output/picture/pictures.h"

#include <glib.h>

enum gaz_picture_verdict {
    GAZ_PICTURE_GOOD,
    GAZ_PICTURE_DAMAGED,
    GAZ_PICTURE_SURPLUS, /* more pixels than the header says */
    GAZ_PICTURE_EMPTY,   /* nothing is drawn */
    GAZ_PICTURE_COSTLY,  /* over the limits of the child, or its death */
    GAZ_PICTURE_BUDGET,  /* over the pixels of all pictures together */
    GAZ_PICTURE_UNTRIED, /* no child could be had */
};

enum gaz_ready_kind {
    GAZ_READY_STREAM, /* data are those of an image XObject with the keys of dict */
    GAZ_READY_FILE,   /* the same, and the data are the file itself */
    GAZ_READY_PDF,    /* data are a PDF of one page, which becomes a form XObject */
    GAZ_READY_PIXELS, /* data are width × height pixels, cairo's ARGB32 without gaps */
};

struct gaz_ready_picture {
    enum gaz_ready_kind kind;
    uint32_t width, height; /* PIXELS */
    GString *dict;          /* PDF syntax; STREAM, FILE */
    GByteArray *data;
    enum gaz_colour_way way; /* for a press, as the rest */
    bool is_guessed;
    GArray *notes; /* struct gaz_colour_note */
};

/* Where the rows of a picture go: RGB, 8 bits, over white. */
struct gaz_row_sink {
    void (*take)(void *closure, const unsigned char *rgb);
    void *closure;
};

/* ---- png.c */

struct gaz_png_facts {
    uint32_t width, height;
    int channels, bits; /* of a pixel as the file holds it */
    bool ignores_gamma; /* asked for: a profile says what the pixels mean */
    bool is_plain;      /* its compressed rows may stand in a PDF as they are: no alpha, not interlaced, at
                           most 8 bits, sRGB */
    int n_palette;      /* > 0: pixels are indices */
    unsigned char palette[256][3];
};

/* Reads the whole, with all its checksums. */
enum gaz_picture_verdict gaz_png_read(const struct gaz_image *image, struct gaz_png_facts *facts,
                                      struct gaz_row_sink sink);

/* The compressed rows of a file that was read: what its IDAT chunks hold. Appended. */
void gaz_png_take_data(const struct gaz_image *image, GByteArray *data);

/* The ICC profile of a file that was read, as it stands there, whole or not. Appended; nothing: none. */
void gaz_png_take_profile(const struct gaz_image *image, GByteArray *profile);

/* ---- jpeg.c */

struct gaz_jpeg_facts {
    uint32_t width, height;
    int components;         /* 1 grey, 3 colour, 4 inks */
    bool inks_turned_round; /* as Adobe's programs write them */
};

enum gaz_picture_verdict gaz_jpeg_read(const struct gaz_image *image, struct gaz_jpeg_facts *facts,
                                       struct gaz_row_sink sink);

/* The same as gaz_png_take_profile. */
void gaz_jpeg_take_profile(const struct gaz_image *image, GByteArray *profile);

/* Compresses a picture of three colours anew, in four inks by these rows, or in grey (NULL). */
enum gaz_picture_verdict gaz_jpeg_recode(const struct gaz_image *image, const struct gaz_press_rows *rows,
                                         GByteArray *to);

/* ---- pack.c */

/* Packs rows for an image XObject: as they are, in four inks, or the first of three equal parts as grey. */
enum gaz_pack { GAZ_PACK_GREY = 1, GAZ_PACK_RGB = 3, GAZ_PACK_INKS = 4 };
struct gaz_packer;
struct gaz_packer *gaz_packer_begin(enum gaz_pack kind, uint32_t width, const struct gaz_press_rows *rows,
                                    GByteArray *to);
void gaz_packer_take(void *closure, const unsigned char *rgb); /* for a gaz_row_sink: a packer */
void gaz_packer_end(struct gaz_packer *packer);

/* The keys of what was packed. */
void gaz_packed_dict(enum gaz_pack kind, uint32_t width, uint32_t height, GString *dict);

/* ---- ready.c */

/* `ready` of nothing, and what it holds given back. */
void gaz_ready_begin(struct gaz_ready_picture *ready);
void gaz_ready_end(struct gaz_ready_picture *ready);

/* Makes a picture ready for its use; `ready` was begun. */
enum gaz_picture_verdict gaz_picture_make_ready(const struct gaz_image *image,
                                                const struct gaz_picture_use *use,
                                                struct gaz_ready_picture *ready);

/* Whether the pixels of a PNG or JPEG are all there. */
enum gaz_picture_verdict gaz_pixels_read(const struct gaz_image *image);

/* ---- svg.c */

enum gaz_picture_verdict gaz_svg_make_ready(const struct gaz_image *image, const struct gaz_picture_use *use,
                                            struct gaz_ready_picture *ready);

/* ---- child.c */

/* What the child writes of each picture, in order. */
struct gaz_picture_answer {
    uint32_t index;
    int32_t verdict; /* gaz_picture_verdict */
    int32_t kind;    /* gaz_ready_kind */
    uint32_t width, height;
    int32_t way; /* gaz_colour_way */
    int32_t is_guessed;
    uint64_t at; /* of the dict in the shared memory; the data stand behind it, and the notes behind them */
    uint64_t dict_size, data_size, n_notes;
};

enum {
    GAZ_PICTURE_SECONDS = 5,    /* of processor time, a picture; */
    GAZ_PRESS_SECONDS = 15,     /* whose colours are turned into inks */
    GAZ_PICTURE_WAIT = 15,      /* of waiting for one, when the machine has other work */
    GAZ_PICTURES_SECONDS = 40,  /* for all of one file, and */
    GAZ_PAGE_SECONDS = 1,       /* as many more a page */
    GAZ_PICTURES_PIXELS = 1000, /* million, of all of one file, and */
    GAZ_PAGE_PIXELS = 50,       /* as many more a page; a scanned page at 600 dpi has 35 */
};

/* Runs in the child: takes limits, makes images[first …] but NULL ready and answers; never returns. `memory`
 * is a file both sides see. */
_Noreturn void gaz_picture_child(const GPtrArray *images, guint first, const struct gaz_picture_use *use,
                                 int answers, int memory);

#endif
