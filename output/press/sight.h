/* sight.h: what a rule of the preflight is shown. Not a door: press_check*.c share it. */
#ifndef GAZ_OUTPUT_PRESS_SIGHT_H
#define GAZ_OUTPUT_PRESS_SIGHT_H

#include "output/objects/packing.h"
#include "output/output.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* What a rule is about: it is asked once for each. */
enum gaz_press_level {
    GAZ_PRESS_FILE,       /* the file */
    GAZ_PRESS_PAGE,       /* a page: its dictionary */
    GAZ_PRESS_XOBJECT,    /* a form or a picture: its stream */
    GAZ_PRESS_STATE,      /* an ExtGState */
    GAZ_PRESS_FONT,       /* a font */
    GAZ_PRESS_SPACE,      /* a colour space: a name or an array */
    GAZ_PRESS_DICTIONARY, /* any dictionary of the file, or a stream */
    GAZ_PRESS_CONTENT     /* an operator of a page, form or pattern */
};

enum gaz_press_rule {
#define GAZ_PRESS_RULE(name, kinds, level, subject, chinese, english) GAZ_PRESS_RULE_##name,
#include "output/press/rules.def"
#undef GAZ_PRESS_RULE
    GAZ_PRESS_N_RULES
};

/* ---- content */

/* An operator's name as a number, for switch. */
#define GAZ_OP(a, b, c) ((uint32_t)(unsigned char)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16)

enum gaz_press_paint {
    GAZ_PAINT_PROCESS, /* parts of cyan, magenta, yellow, black; grey is black */
    GAZ_PAINT_SPOT,    /* a plate of its own */
    GAZ_PAINT_OTHER    /* a pattern, an indexed colour, a space that no press takes */
};

struct gaz_painted_colour {
    enum gaz_press_paint paint;
    bool is_grey;     /* PROCESS: it takes one number */
    double parts[4];  /* PROCESS */
    const char *spot; /* SPOT: its name, interned */
};

struct gaz_press_font;

/* The graphics state, as far as a press cares. */
struct gaz_press_state {
    struct gaz_painted_colour fill, stroke;
    bool fill_overprints, stroke_overprints; /* op, OP */
    int overprint_mode;                      /* OPM */
    int text_mode;                           /* Tr */
    const struct gaz_press_font *font;       /* NULL: none */
};

/* An operator, before it does anything. */
struct gaz_press_op {
    uint32_t code; /* GAZ_OP; 0: a longer name */
    const struct gaz_press_state *state;
    bool in_picture;        /* what a picture draws has its own colours */
    bool is_text;           /* shows glyphs */
    bool fills, strokes;    /* puts the colour of the state on the page */
    bool draws_image;       /* Do of a picture of pixels, or an inline one */
    bool has_resource;      /* cs, CS: the space is one of the resources */
    const GPtrArray *names; /* const char *: all names before it */
    const GString *codes;   /* the strings before it, behind one another */
};

/* What is known of a font whose codes are shown. */
struct gaz_press_font {
    bool is_wide;       /* codes of two bytes */
    GHashTable *blanks; /* codes that its Encoding maps to .notdef: a set */
};

/* ---- the check and what it is shown */

struct gaz_press_check {
    qpdf_data pdf;
    GBytes *bytes;
    const struct gaz_pages *pages;
    const struct gaz_press *press;
    struct gaz_diags *diags;
    GHashTable *xmp;   /* base/data/xmp.h; NULL: none that can be read */
    GHashTable *seen;  /* objects that were looked at: a set of ids */
    GHashTable *spots; /* name of a spot: how it is made, as text */
    GHashTable *fonts; /* object id: struct gaz_press_font */
    bool is_broken[GAZ_PRESS_N_RULES];
};

struct gaz_press_sight {
    struct gaz_press_check *check;
    int page;                      /* from 0; -1: of no page */
    int id;                        /* of the object, or of that which it is written in; 0: the file's */
    qpdf_oh object;                /* of the level; CONTENT: the page, form or pattern */
    const struct gaz_press_op *op; /* CONTENT */
};

/* Asks all rules of a level that were not broken yet. */
void gaz_press_ask(const struct gaz_press_sight *sight, enum gaz_press_level level);

/* Whether the rule is kept here. */
#define GAZ_PRESS_RULE(name, kinds, level, subject, chinese, english)                                        \
    bool gaz_press_holds_##name(const struct gaz_press_sight *sight);
#include "output/press/rules.def"
#undef GAZ_PRESS_RULE

/* ---- ways to look */

/* What a dictionary or a stream's has under a key; null when it is neither. libqpdf complains of others. */
qpdf_oh gaz_press_key(qpdf_data pdf, qpdf_oh object, const char *key);
/* A page's own value or that of its nearest ancestor; null when there is none. */
qpdf_oh gaz_press_inherited(qpdf_data pdf, qpdf_oh page, const char *key);
/* A value after keys from the trailer: "/Root", "/Names", … NULL at the end. */
qpdf_oh gaz_press_at(qpdf_data pdf, const char *const *keys);
#define GAZ_PRESS_AT(pdf, ...) gaz_press_at((pdf), (const char *const[]){__VA_ARGS__, NULL})
/* The GTS_PDFX output intent; null when there is none. */
qpdf_oh gaz_press_intent(qpdf_data pdf);
/* True the first time that it is called with this object; always with one that has no number. */
bool gaz_press_first_look(struct gaz_press_check *check, qpdf_oh object);

/* All that resources name, and what these have. */
void gaz_press_look_at_resources(struct gaz_press_check *check, int page, qpdf_oh resources);
/* The content of a page with the forms that it draws. */
void gaz_press_look_at_page(struct gaz_press_check *check, int page);
/* The content of a pattern or a glyph, which is drawn in nobody's colours. */
void gaz_press_look_at_cell(struct gaz_press_check *check, int page, qpdf_oh stream, qpdf_oh resources);
void gaz_press_font_free(gpointer data);

#endif
