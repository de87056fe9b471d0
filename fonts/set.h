/* set.h: what the files of fonts/ share: the set of faces of a run. Not seen outside fonts/.
 *
 * Invariants: 1. a file and index stand in the set once, numbered in the order of the request. 2. A face is
 * opened (mapped, given to HarfBuzz) when it is first needed; `tried` is set then. 3. HarfBuzz works in font
 * units; sizes come in afterwards, by integer scaling.
 */
#ifndef GAZ_FONTS_SET_H
#define GAZ_FONTS_SET_H

#include "fonts/catalog.h"
#include "fonts/face.h"

#include <glib.h>
#include <hb.h>

enum { GAZ_N_WHITES = 64 };

/* the white beside a glyph's ink, in font units */
struct known_white {
    uint32_t glyph; /* 0: empty, for glyph 0 is never asked for */
    int left, right;
};

/* What is wrong with an open face's file, from least to worst. */
enum gaz_face_damage {
    GAZ_FACE_WHOLE,
    GAZ_FACE_EDITED,  /* a table that draws nothing (names) has not the sum that the directory tells */
    GAZ_FACE_ALTERED, /* one that draws */
    GAZ_FACE_CUT,     /* a table, or the directory, does not lie in the file */
};

struct gaz_face_state {
    enum gaz_face_damage damage;
    char table[5]; /* the one that is meant; "": the directory itself */
};

struct gaz_face_private {
    GMappedFile *map;
    hb_font_t *font;                         /* scale: units_per_em */
    struct known_white whites[GAZ_N_WHITES]; /* white.c: a slot by the glyph's number */
    bool is_heavy;                           /* of the weight of a 黑体 or bolder */
    bool tried;
    bool told;  /* what is wrong with it was said of this issue */
    int unread; /* errno when it was tried and the system gave nothing: no fault of the file's form */
    bool is_judged;
    struct gaz_face_state state; /* of its tables, once judged */
};

/* characters that one face should draw (series.c) */
enum gaz_series {
    GAZ_SERIES_RAISED,
    GAZ_SERIES_LOWERED,
    GAZ_SERIES_FRACTION,
    GAZ_SERIES_DEGREE,
    GAZ_SERIES_ROMAN,
    GAZ_SERIES_SMALL_ROMAN,
    GAZ_SERIES_ARROW,
    GAZ_SERIES_CIRCLED,
    GAZ_SERIES_BRACKETED,
    GAZ_SERIES_POINTED,
    GAZ_SERIES_NEGATIVE,
    GAZ_SERIES_BALLOT,
    GAZ_SERIES_CHECK,
    GAZ_SERIES_BRACKETED_HAN,
    GAZ_SERIES_CIRCLED_HAN,
    GAZ_SERIES_UNIT,
    GAZ_N_SERIES
};

struct gaz_series_face {
    struct gaz_face *face; /* NULL: none has all members that the issue has */
    bool is_known;
};

struct gaz_family_faces {
    const char *name;
    const char *const *names; /* as asked for */
    struct gaz_face **faces;  /* one a name; NULL: not on this machine */
    uint32_t n, n_first;
    uint32_t primary;          /* index of the first that opened */
    struct gaz_face **lenders; /* whom a character is asked of: its own faces, then the other families', first
                                  those of its weight; each once */
    uint32_t n_own, n_lenders;
    struct gaz_series_face series[GAZ_N_SERIES];
};

enum { GAZ_N_RECENT = 4096 };

/* a character's glyph at a size: half a cache line, for every character of a text asks for one */
struct recent_char {
    guint key;
    gaz_len size, advance, x_offset, y_offset;
    uint32_t id;
    const struct gaz_face *face; /* NULL: empty */
};

struct gaz_fonts {
    unsigned n_users;       /* gaz_fonts_ref */
    struct gaz_diags *said; /* when they were opened */
    struct gaz_arena *arena;
    struct gaz_arena *answers; /* of chars and words */
    struct gaz_catalog *catalog;
    const char *const *folders; /* as they were asked for */
    uint32_t n_folders;
    struct gaz_family_faces *families;
    uint32_t n_families;
    GPtrArray *faces;                        /* struct gaz_face *: all, each once */
    uint64_t expected[GAZ_N_SERIES];         /* members of each series that the issue has, a bit each */
    uint64_t settled[GAZ_N_SERIES];          /* those that the kept answers are for */
    struct recent_char recent[GAZ_N_RECENT]; /* shape.c: the latest answers of gaz_font_char */
    GHashTable *chars; /* shape.c: (family, upright, character) to its glyph in font units */
    struct gaz_shape_cache *words;
    hb_buffer_t *buffer;
    hb_language_t chinese;
    GArray *glyphs; /* struct gaz_glyph: the last answer of gaz_font_shape */
};

/* Opens the face at its first use; false when the file is no usable static font. */
bool gaz_face_open(struct gaz_face *face);
void gaz_face_close(struct gaz_face *face);

/* The worst that is wrong with the tables of an open face; reads all its bytes. */
struct gaz_face_state gaz_face_check(const struct gaz_face *face);

/* The same as gaz_glyph_white, in font units. */
struct known_white gaz_face_white(const struct gaz_face *face, uint32_t glyph);

/* The mapped file as HarfBuzz sees it, never NULL; freed with hb_face_destroy. */
hb_face_t *gaz_face_parse(const struct gaz_face *face);

/* What gaz_font_char and gaz_font_shape keep, taken away. */
void gaz_fonts_forget(struct gaz_fonts *fonts);

/* Whether an open face has a glyph for the character. */
bool gaz_face_has(const struct gaz_face *face, uint32_t ch);

/* The n-th face to ask for a character of a family: its own in order, then the other families'; NULL after
 * the last. Faces that do not open are left out, so *n may move on by more than one. */
struct gaz_face *gaz_fonts_next_face(const struct gaz_fonts *fonts, int family, uint32_t *n);

/* A face of the folders of the request that has all of these characters, though no family names it; of the
 * family's weight if there is one. NULL: none. To be asked when no family has it. */
struct gaz_face *gaz_fonts_find_lender(struct gaz_fonts *fonts, int family, struct gaz_chars wanted);

/* The face that draws the character's series in this issue (gaz_fonts_expect); NULL: it belongs to none, or
 * no face has all. */
const struct gaz_face *gaz_fonts_series_face(struct gaz_fonts *fonts, int family, uint32_t ch);

#endif
