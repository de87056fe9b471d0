/* paragraph.h: one paragraph becomes lines.
 *
 * Four calls: collect (texts and roles to a flat array of atoms with widths), break (total fit over the
 * array, or the spec's own breaker), justify (each line to its measure, exactly), set (atoms to display
 * items). Tables and furniture use the same door; a width alone is measure.h's, one line 均排 spread.h's,
 * 竖排 vertical.h's.
 */
#ifndef GAZ_LAYOUT_TEXT_PARAGRAPH_H
#define GAZ_LAYOUT_TEXT_PARAGRAPH_H

#include "layout/tree.h"
#include "styles/style.h"

#include <glib.h>

struct gaz_atoms;        /* layout/text/atoms.h */
struct gaz_break_params; /* layout/text/linebreak.h */
struct gaz_broken_line;  /* the same */
struct gaz_diags;
struct gaz_fonts;
struct gaz_lent;     /* layout/text/complain.h */
struct gaz_memory;   /* layout/memory.h */
struct gaz_observer; /* layout/text/explain.h */

/* what every call of layout/ needs, handed down, never global */
struct gaz_typesetter {
    struct gaz_arena *arena; /* of the pages */
    struct gaz_tree *tree;   /* which grows by what is set; NULL: what is set belongs to nothing */
    const struct gaz_style *style;
    struct gaz_fonts *fonts;
    struct gaz_diags *diags;
    struct gaz_lent *lent; /* characters that other faces lend (complain.h); NULL: nobody asks */
    const struct gaz_observer *observer; /* told of every paragraph that is set; NULL */
    struct gaz_memory *memory;           /* of earlier settings (memory.h); NULL: none */
};

struct gaz_paragraph_spec;

/* Ends the lines of a spec by other rules than total fit: all its atoms, within the measures of params. The
 * lines are in a new array (g_free), their number in *n. */
typedef struct gaz_broken_line *gaz_line_breaker(const struct gaz_typesetter *typesetter,
                                                 const struct gaz_paragraph_spec *spec,
                                                 const struct gaz_atoms *atoms,
                                                 const struct gaz_break_params *params, uint32_t *n);

enum gaz_setting { GAZ_SET_JUSTIFIED, GAZ_SET_LEFT, GAZ_SET_CENTER, GAZ_SET_RIGHT };

struct gaz_paragraph_spec {
    struct gaz_text text;
    enum gaz_role_id role;         /* of the plain characters */
    enum gaz_role_id heading_role; /* of characters with GAZ_CHAR_HEADING */
    enum gaz_setting setting;
    gaz_len measure;              /* from the left edge to the right edge */
    gaz_len first_indent, indent; /* left of the first line, of the others */
    uint32_t label; /* so many characters at the beginning keep their width, and the other lines stand behind
                       them instead of at `indent`, unless they are wider than a third of the measure */
    gaz_len size;   /* 0: the role's; else the em for all characters (a shrunk title, a small table) */
    bool keeps_units; /* a number is not parted from its unit, whatever the style says (数字带单位) */
    gaz_line_breaker *breaker; /* breakers.h, or another room's; NULL: total fit */
    gaz_len squeeze;           /* what the breaker may squeeze a line by */
    bool last_set;             /* the last line is set full, as if the source gave its end */
    int more_lines;    /* so many lines more than by the rules, or less; see gaz_paragraph.lines_lack */
    uint32_t unparted; /* 1 + the byte of the source of a character that no line may begin with; 0: none */
    uint32_t node;     /* what the text is, in the typesetter's tree; given to every item */
    enum gaz_artifact artifact; /* or that it is none of the text's */
};

/* One set line. Items stand relative to the measure's left edge and the baseline; glyph runs and rules only.
 */
struct gaz_line {
    struct gaz_item *items;
    uint32_t n_items;
    gaz_len left, width;          /* of the set text */
    uint32_t first_char, n_chars; /* in the spec's text, a forced line end included */
    gaz_len opened;               /* what each gap of a justified line lacks to the measure, ragged or not */
    uint32_t lost_before;         /* lines of the print before it that the source lacks (缺行) */
    struct gaz_span begins_page;  /* the place of a 页末 before it; no source: there is none */
    bool parts;  /* its end parts a date or a range: a line may end there, but rather elsewhere (C-34) */
    bool breaks; /* its end breaks a rule, for there was no other way */
};

struct gaz_paragraph {
    struct gaz_line *lines;
    uint32_t n_lines;
    int lines_lack;  /* more_lines could not be had: what is wanting to it; 0: nothing */
    bool saves_line; /* the spec's squeeze has taken one in */
};

/* Sets a paragraph; an empty text gives no lines. Characters without a glyph and overfull lines are reported.
 */
struct gaz_paragraph gaz_paragraph_set(const struct gaz_typesetter *typesetter,
                                       const struct gaz_paragraph_spec *given);

#endif
