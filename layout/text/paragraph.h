/* paragraph.h: one paragraph becomes lines.
 *
 * Four calls: collect (texts and roles to a flat array of atoms with widths), break (total fit over the
 * array), justify (each line to its measure, exactly), set (atoms to display items). Tables and furniture use
 * the same door.
 */
#ifndef GAZ_LAYOUT_TEXT_PARAGRAPH_H
#define GAZ_LAYOUT_TEXT_PARAGRAPH_H

#include "layout/tree.h"
#include "styles/style.h"

#include <glib.h>

struct gaz_diags;
struct gaz_fonts;
struct gaz_observer; /* layout/text/explain.h */

/* what every call of layout/ needs, handed down, never global */
struct gaz_typesetter {
    struct gaz_arena *arena; /* of the pages */
    struct gaz_tree *tree;   /* which grows by what is set; NULL: what is set belongs to nothing */
    const struct gaz_style *style;
    struct gaz_fonts *fonts;
    struct gaz_diags *diags;
    GHashTable *taken_in; /* blocks (struct gaz_block *) that lose a line, and by what squeeze of a line;
                             NULL: none */
    GHashTable *told;     /* lent characters that were reported already; may be NULL */
    const struct gaz_observer *observer; /* told of every paragraph that is set; NULL */
};

enum gaz_setting { GAZ_SET_JUSTIFIED, GAZ_SET_LEFT, GAZ_SET_CENTER, GAZ_SET_RIGHT };

struct gaz_paragraph_spec {
    struct gaz_text text;
    enum gaz_role_id role;         /* of the plain characters */
    enum gaz_role_id heading_role; /* of characters with GAZ_CHAR_HEADING */
    enum gaz_setting setting;
    gaz_len measure;              /* from the left edge to the right edge */
    gaz_len first_indent, indent; /* left of the first line, of the others */
    gaz_len size;    /* 0: the role's; else the em for all characters (a shrunk title, a small table) */
    bool balanced;   /* a title: lines end by sense, in a trapezoid, a diamond or evenly (balance.h) */
    bool by_sense;   /* an entry of the contents: lines end by sense, otherwise full */
    gaz_len take_in; /* 凑版: a line is squeezed by up to this so that the paragraph loses a line; 0: no */
    gaz_len whole_names; /* 主送: to end lines after ， and 、 only, a line may be squeezed by this; 0: no */
    uint32_t node;       /* what the text is, in the typesetter's tree; given to every item */
    enum gaz_artifact artifact; /* or that it is none of the text's */
};

/* One set line. Items stand relative to the measure's left edge and the baseline; glyph runs and rules only.
 */
struct gaz_line {
    struct gaz_item *items;
    uint32_t n_items;
    gaz_len left, width;          /* of the set text */
    uint32_t first_char, n_chars; /* in the spec's text, a forced line end included */
};

struct gaz_paragraph {
    struct gaz_line *lines;
    uint32_t n_lines;
};

/* Sets a paragraph; an empty text gives no lines. Characters without a glyph and overfull lines are reported.
 */
struct gaz_paragraph gaz_paragraph_set(const struct gaz_typesetter *typesetter,
                                       const struct gaz_paragraph_spec *spec);

/* The width of a text on one line, unbroken and unjustified. */
gaz_len gaz_text_width(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec);

/* The width of the widest piece that no line may part (a number, a Latin word, a character with its marks).
 */
gaz_len gaz_text_min_width(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec);

/* The least measure (to a sixteenth of a point) in which the text takes no more than n lines, each filled as
 * far as it goes, into widths[n - 1] for n from 1 to `most`; INT32_MAX where its forced line ends make more.
 */
void gaz_text_widths_by_lines(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                              gaz_len *widths, uint32_t most);

/* 均排 (C-12): one line whose characters are spread evenly from the left edge to the measure; never narrower
 * than solid. */
struct gaz_line gaz_text_spread(const struct gaz_typesetter *typesetter,
                                const struct gaz_paragraph_spec *spec);

/* 竖排: upright characters one below another, digits of two side by side, centred on x = 0, from y = 0
 * downwards. *height is the height taken. The items keep reading order. */
struct gaz_line gaz_text_vertical(const struct gaz_typesetter *typesetter,
                                  const struct gaz_paragraph_spec *spec, gaz_len *height);

/* 竖排: how many characters from here on stay one piece: a number or Latin word with its %, else one. */
uint32_t gaz_upright_piece(struct gaz_text text, uint32_t from);

#endif
