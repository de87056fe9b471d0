/* annotations.h: what the readers of PDF, FDF and XFDF share. */
#ifndef GAZ_OUTPUT_ANNOTATIONS_ANNOTATIONS_H
#define GAZ_OUTPUT_ANNOTATIONS_ANNOTATIONS_H

#include "output/annotations.h"

enum {
    GAZ_MOST_ANNOTATIONS = 20000, /* of a file; more are no proof-reader's */
    GAZ_MOST_QUADS = 2000,        /* of one */
    GAZ_MOST_STROKES = 2000,      /* of one */
    GAZ_MOST_POINTS = 20000,      /* of its strokes */
    GAZ_MOST_BOXES = 100000,      /* quads and strokes, of a file */
    GAZ_MOST_WORDS = 20000,       /* bytes that one says */
};

enum gaz_annotated_verdict {
    GAZ_ANNOTATED_GOOD,
    GAZ_ANNOTATED_STRANGE, /* no PDF, FDF or XFDF */
    GAZ_ANNOTATED_LOCKED,
    GAZ_ANNOTATED_DAMAGED,
    GAZ_ANNOTATED_COSTLY, /* the child died of it */
};

/* a file while it is read */
struct gaz_annotated_reading {
    struct gaz_arena *arena;
    struct gaz_annotated *file;
    GArray *list; /* struct gaz_annotation */
    enum gaz_annotated_verdict verdict;
    char *said; /* what the library says of it; NULL. Freed with g_free */
};

/* Whether there is one of that name (Highlight, StrikeOut …), as PDF writes it; XFDF writes the same in
 * small letters. */
bool gaz_annotation_kind_of(const char *name, enum gaz_annotation_kind *kind);

/* The box around n numbers x, y, x, y … */
struct gaz_frame gaz_annotation_box(const double *numbers, size_t n);

/* Where it is, by the numbers (double) of its rectangle, of its quads, eight each, what is left over being
 * none, and of the line to where a callout points. */
void gaz_annotation_place(struct gaz_arena *arena, struct gaz_annotation *note, const GArray *rect,
                          const GArray *quads, const GArray *line);

/* What is drawn, while it is read: strokes by their points, numbers (double) x, y, x, y …; one that has none
 * is its rectangle. */
struct gaz_drawing {
    GArray *strokes; /* struct gaz_drawn_stroke */
    bool is_closed;  /* a Polygon: its end is its beginning */
};
void gaz_drawing_add(struct gaz_drawing *drawing, const GArray *points);
/* Gives the strokes to the annotation, and frees the drawing's. */
void gaz_drawing_end(struct gaz_drawing *drawing, struct gaz_arena *arena, struct gaz_annotation *note);
/* Where the arrow of a Line is, by its points and by what its ends (LE) are called, NULL: not said; two
 * arrows point at nothing in particular. */
void gaz_annotation_take_arrow(struct gaz_annotation *note, const GArray *line, const char *const ends[2]);

/* A text of the file, with a limit, valid UTF-8, its line ends \n; NULL of nothing. */
const char *gaz_annotation_text(struct gaz_arena *arena, const char *text);

/* A string that does not say how it is encoded and is not what it then ought to be, PDFDocEncoding: programs
 * write UTF-8 and GB 18030 there. NULL: it says so, or is. Freed with g_free. */
char *gaz_annotation_unmarked(const char *data, size_t size);

/* What rich text (XHTML) says, a paragraph a line; as it is when it is no markup. Freed with g_free. */
char *gaz_annotation_plain(const char *rich, size_t size);

/* The lines that are not empty, without blanks at their ends; freed with g_free. */
char *gaz_annotation_lines(const char *text);

/* Whether a line of rich text ends with the element; the name without the prefix of its namespace. */
bool gaz_annotation_ends_line(const char *element);
const char *gaz_annotation_local_name(const char *element);

/* What a Caret says whose sign is ¶, with its words (NULL: it has none): a new paragraph, no text. */
const char *gaz_annotation_paragraph(struct gaz_arena *arena, const char *words);

/* Whether the program itself gave it its name (NULL: it has none), and the number at the name's end. */
void gaz_annotation_take_name(struct gaz_annotation *note, const char *name);

/* All fill in file, list and verdict. */
void gaz_annotations_read_pdf(struct gaz_annotated_reading *reading, GBytes *bytes);
void gaz_annotations_read_xfdf(struct gaz_annotated_reading *reading, GBytes *bytes);

/* Begins a reading and reads here and now, whichever it is: in the child, in tests. To be ended. */
void gaz_annotations_parse(struct gaz_annotated_reading *reading, struct gaz_arena *arena, GBytes *bytes);
void gaz_annotated_reading_end(struct gaz_annotated_reading *reading);

/* The same in a child that is shut in. */
void gaz_annotations_parse_apart(struct gaz_annotated_reading *reading, struct gaz_arena *arena,
                                 GBytes *bytes);

#endif
