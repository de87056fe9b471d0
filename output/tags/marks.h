/* marks.h: what each stretch of a page's content belongs to (marked content, ISO 32000-1, 14.6, 14.8.2).
 *
 * Content is written anew by gaps.c, which knows what each character is and tells it here before it writes;
 * the operators that open and close a mark are put where they may stand: a mark opened within a text object
 * ends within it (14.6.1), and none may stand inside a path.
 */
#ifndef GAZ_OUTPUT_TAGS_MARKS_H
#define GAZ_OUTPUT_TAGS_MARKS_H

#include "output/tags/elements.h"

#include <glib.h>
#include <stdbool.h>

/* A node, or an artifact of a kind. */
typedef uint32_t gaz_pdf_mark;
#define GAZ_MARK_NONE UINT32_MAX
/* of a node's text, that it is English within Chinese */
#define GAZ_MARK_ENGLISH (UINT32_C(1) << 30)
/* a mark of a note: with its number on the page */
#define GAZ_MARK_NOTE (UINT32_C(1) << 29)

/* of an item */
gaz_pdf_mark gaz_pdf_mark_of(const struct gaz_item *item);

/* a mark in a text that refers to a note */
struct gaz_pdf_note_mark {
    uint32_t node, note;    /* in whose text it stands; the note; 0: it is none */
    struct gaz_frame frame; /* where it is seen; no width: it is not told, for it is turned */
};

/* a stretch that belongs to a node */
struct gaz_pdf_marked {
    uint32_t node;
    const struct gaz_item *blank; /* the rule that it is, which stands for ＿; NULL: text, a picture */
    struct gaz_pdf_note_mark note;
};

/* A page's content while it is written. */
struct gaz_pdf_marking {
    const struct gaz_pdf_elements *elements;
    GString *out;           /* of the page, borrowed */
    GArray *marked;         /* struct gaz_pdf_marked: by MCID */
    const GArray *notes;    /* struct gaz_pdf_note_mark, of the page; borrowed */
    gaz_pdf_mark open;      /* outside text objects; GAZ_MARK_NONE: none is open */
    gaz_pdf_mark shown;     /* of what was shown last in this text object */
    bool in_text, is_mixed; /* a text object is open; with marks of its own */
    bool in_path;
    gsize text_begin, text_content, path_begin; /* in `out` */
};

void gaz_pdf_marking_begin(struct gaz_pdf_marking *m, const struct gaz_pdf_elements *elements,
                           const GArray *notes, GString *out);

/* Before the operator BT; behind it; before ET. */
void gaz_pdf_marking_before_text(struct gaz_pdf_marking *m);
void gaz_pdf_marking_in_text(struct gaz_pdf_marking *m);
void gaz_pdf_marking_end_text(struct gaz_pdf_marking *m);

/* Before the first operator of a path; before the one that paints it, or behind one that does not. Paths are
 * artifacts but for blanks. */
void gaz_pdf_marking_path(struct gaz_pdf_marking *m);
void gaz_pdf_marking_end_path(struct gaz_pdf_marking *m, bool paints);

/* Whether what is shown next belongs to another mark than what was shown last. */
bool gaz_pdf_marking_changes(const struct gaz_pdf_marking *m, gaz_pdf_mark mark);
/* What is shown next in the text object belongs to it. */
void gaz_pdf_marking_show(struct gaz_pdf_marking *m, gaz_pdf_mark mark);

/* The same of glyphs for which a text speaks (14.9.4), UTF-16 in hexadecimal digits: a mark of their own, not
 * one inside another, which poppler misreads. Whoever ends it writes EMC. */
void gaz_pdf_marking_show_as(struct gaz_pdf_marking *m, gaz_pdf_mark mark, const char *actual);

/* A picture or a blank, outside of text objects. A picture that is an artifact has a mark more, for those who
 * leave pictures out. */
void gaz_pdf_marking_open_item(struct gaz_pdf_marking *m, const struct gaz_item *item);
void gaz_pdf_marking_close_item(struct gaz_pdf_marking *m, const struct gaz_item *item);

/* Closes what is open at the end of the page. */
void gaz_pdf_marking_end(struct gaz_pdf_marking *m);

#endif
