/* annotations.h: what people put on the pages of a PDF with a reader program: read from the PDF itself, or
 * from an FDF or XFDF that such a program exported.
 *
 * Nothing here knows what stands on the pages. Places are those of the file: grains, x to the right, y
 * upwards, from the origin of its user space (ISO 32000-1, 8.3.2.3); /Rotate and /CropBox, which turn and
 * hide what a viewer shows, leave them as they are.
 */
#ifndef GAZ_OUTPUT_ANNOTATIONS_H
#define GAZ_OUTPUT_ANNOTATIONS_H

#include "output/output.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_diags;

enum gaz_annotation_kind {
    GAZ_ANNOTATION_HIGHLIGHT,
    GAZ_ANNOTATION_UNDERLINE,
    GAZ_ANNOTATION_SQUIGGLY,
    GAZ_ANNOTATION_STRIKE_OUT,
    GAZ_ANNOTATION_CARET,
    GAZ_ANNOTATION_NOTE, /* Text: an icon */
    GAZ_ANNOTATION_FREE_TEXT,
    GAZ_ANNOTATION_INK,
    GAZ_ANNOTATION_STAMP,
    GAZ_ANNOTATION_SHAPE, /* Line, Square, Circle, Polygon, PolyLine */
    GAZ_N_ANNOTATION_KINDS
};

/* Ink, a stamp, a shape: what is drawn over a page. */
static inline bool gaz_annotation_is_drawn(enum gaz_annotation_kind kind) {
    return kind >= GAZ_ANNOTATION_INK && kind < GAZ_N_ANNOTATION_KINDS;
}

#define GAZ_NO_ANNOTATION UINT32_MAX

/* One stroke of what is drawn: an Ink's, a Line, a PolyLine, a Polygon; a figure or a stamp by its rectangle.
 */
struct gaz_drawn_stroke {
    struct gaz_frame box;
    gaz_len begin_x, begin_y, end_x, end_y;
    bool goes_around; /* it encloses or scribbles over, and does not lead from its one end to the other */
};

struct gaz_annotation {
    enum gaz_annotation_kind kind;
    uint32_t page;         /* index in the file */
    struct gaz_frame rect; /* x, y: its lower left corner */
    const struct gaz_frame
        *quads; /* the boxes of QuadPoints, in whichever order a program writes the corners */
    uint32_t n_quads;
    const struct gaz_drawn_stroke *strokes; /* of INK, STAMP, SHAPE */
    uint32_t n_strokes;
    bool has_tip; /* FREE_TEXT: what its line points at; SHAPE: where the one arrow of a Line is */
    gaz_len tip_x, tip_y;
    uint32_t to;      /* the one that it answers or is grouped with; GAZ_NO_ANNOTATION */
    bool is_grouped;  /* one mark with it (/RT /Group), no answer */
    bool is_own;      /* gongbao put it there: a finding of a proof, or (SHAPE) where its words are printed */
    uint32_t finding; /* its number; 0: it has none */
    const char *words, *author, *date, *state; /* UTF-8, /M as D:20260131…; NULL: not said */
};

struct gaz_annotated_page {
    struct gaz_frame box; /* of the page as cut: TrimBox, else MediaBox; 0 wide: not known */
    const char *identity; /* of the page as it was made (gaz_page_identities); NULL: not said */
    uint32_t shows;       /* of a proof's sheet: 1 + the page of the issue that it shows; 0: not said */
};

/* What the names (/NM) of the annotations begin with that a proof has of its own, a number behind it; and the
 * key of that number. */
#define GAZ_OWN_ANNOTATION "gongbao-"
#define GAZ_OWN_ANNOTATION_KEY "/GazFinding"

enum gaz_annotated_kind { GAZ_ANNOTATED_PDF, GAZ_ANNOTATED_FDF, GAZ_ANNOTATED_XFDF };

struct gaz_annotated {
    enum gaz_annotated_kind kind;
    const struct gaz_annotation *list;
    uint32_t n;
    const struct gaz_annotated_page *pages; /* of a PDF */
    uint32_t n_pages;
    uint32_t n_lost;      /* annotations that cannot be read, or are too many */
    const char *identity; /* of the file as it was made, hexadecimal (gaz_pages_identity); NULL: not said */
};

/* Reads what is a PDF, an FDF or an XFDF by its first bytes, all in the arena. Complaints are about the file
 * `name`; NULL after an error. Sizes and counts are limited; what is broken in one annotation leaves out that
 * one, which is counted and told. */
const struct gaz_annotated *gaz_annotations_read(struct gaz_arena *arena, const char *name, GBytes *bytes,
                                                 struct gaz_diags *diags);

/* What tells each page from any other: 32 hexadecimal digits of what is where on it, but for its number and
 * running head, never of where it stands in the sources; NULL behind the last. A PDF for a screen carries it
 * in the page's /PieceInfo. Freed with g_strfreev. */
char **gaz_page_identities(const struct gaz_pages *pages);

/* The same of all pages, from theirs, and what the file is for: the first half of its /ID. A file for a press
 * has its pages elsewhere on the paper. */
char *gaz_pages_identity(char *const *identities, enum gaz_pdf_kind kind);

/* The same of a proof of them, whose first sheet shows no page (the slip); a sheet's left lower corner is its
 * page's. */
char *gaz_proof_identity(char *const *identities);

#endif
