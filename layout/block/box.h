/* box.h: what a document is before it is pages: a column of boxes.
 *
 * layout/block makes boxes, layout/page fills pages with them. A box has a height; a body line's is one
 * pitch. Its items stand relative to the type area's left edge and the box's top, where the top of the
 * characters of a body line would be.
 *
 * Invariants: 1. boxes stand in reading order; 2. no box of kind LINE is higher than a page; 3. items carry
 * line numbers from 1 within their box.
 */
#ifndef GAZ_LAYOUT_BLOCK_BOX_H
#define GAZ_LAYOUT_BLOCK_BOX_H

#include "layout/table/table.h"
#include "layout/text/paragraph.h"

enum gaz_box_kind {
    GAZ_BOX_LINE,   /* set lines: text, headings, figures */
    GAZ_BOX_SPACE,  /* white, dropped at the head of a page when `drops` */
    GAZ_BOX_TABLE,  /* as many parts as it needs */
    GAZ_BOX_TURNED, /* a 横排 table or figure (its items) on pages of its own, with what stands above it */
    GAZ_BOX_FOOT, /* stands on the bottom edge of the type area; items relative to that edge; ends its page */
    GAZ_BOX_BREAK,   /* a new page, when anything stands on this one */
    GAZ_BOX_MISSING, /* n_pages pages whose text is lost */
};

/* what a box is to a document's first page and to the page of its signature (GB/T 9704 7.3.3, 7.3.5.5) */
enum gaz_matter {
    GAZ_MATTER_OTHER,
    GAZ_MATTER_TEXT,      /* the document's own text: paragraphs, tables, figures; no headings, no lists of
                             attachments */
    GAZ_MATTER_SIGNATURE, /* 署名, 成文日期, 附注 */
};

struct gaz_box {
    enum gaz_box_kind kind;
    enum gaz_matter matter;
    gaz_len height;
    struct gaz_item *items;
    uint32_t n_items;
    size_t item_capacity;            /* of what gaz_box_add made; 0: the items are another's too */
    bool glued;                      /* no page may end before this box */
    enum gaz_page_end glue_cause;    /* why, when a page ends early for it */
    bool parts;                      /* LINE: its end parts a date or a range */
    bool drops;                      /* SPACE */
    bool snaps;                      /* what follows begins on the next grid line */
    uint8_t division;                /* ends the head of 编 (1) … 目 (5), its white included; 0: none */
    bool is_lost;                    /* LINE: stands for one of the print that the source lacks */
    bool hides_folio;                /* its page shows no number */
    const struct gaz_box *again;     /* LINE: what is set once more above it where it begins a page; NULL */
    enum gaz_page_end cause;         /* BREAK */
    struct gaz_span mark;            /* BREAK: of <!-- 页末 --> that asks for it; none otherwise */
    struct gaz_table_setting *table; /* TABLE, TURNED */
    bool on_lines;                   /* TABLE: without rules, its rows in line with the body's */
    struct gaz_flow *head;           /* TURNED: the label and the title above it */
    struct gaz_box *turned;          /* FOOT: the same, set to stand on the turned page before it; NULL */
    uint32_t n_pages;                /* MISSING */
    struct gaz_flow *notes; /* LINE, TURNED: the lines of the notes whose marks stand in it; NULL: none */
    gaz_len tail;           /* TABLE: room that the notes behind it want on its last page; 0: none */
    gaz_len takes; /* TABLE: the height of the signature behind it and what is between, to which its last rows
                      are to stand; 0: none */
    gaz_len takes_foot; /* TABLE: the same with the 版记 behind it, where that may not stand alone; 0: none */
    gaz_len notes_least;  /* of their height: all but the last note's second and further lines */
    uint32_t target;      /* 1 + the number of the place that others point to; 0: none */
    uint32_t head_target; /* the same of a head that begins here */
};

/* paragraphs (struct gaz_block *) that are set otherwise than usual, for their pages' sake, and the 版头 */
struct gaz_adjusted {
    int letterhead_less;  /* lines that the mark and the white round it have less (版头.至少) */
    GHashTable *taken_in; /* that lose a line, and by what squeeze of a line */
    GHashTable *unparted; /* in which no line begins with a character, and which (of their specs) */
};

struct gaz_flow {
    const struct gaz_typesetter *typesetter;
    struct gaz_box *boxes;
    uint32_t n;
    size_t capacity;
    bool glue_next;                      /* the next box may not be parted from the last */
    enum gaz_matter matter;              /* given to the next boxes */
    uint32_t target_next, head_next;     /* given to the next box that is no space */
    const struct gaz_box *again;         /* given to the next boxes that are no space; NULL */
    const struct gaz_flow *turned_head;  /* what the next turned box will have above it; NULL */
    struct gaz_flow *end_notes;          /* the lines of the notes that wait for the part's end; NULL: none */
    const struct gaz_adjusted *adjusted; /* borrowed; NULL: nothing is */
};

/* An empty flow in the typesetter's arena. */
struct gaz_flow *gaz_flow_new(const struct gaz_typesetter *typesetter);

/* A box of this height at the flow's end, the rest of it to be filled; valid until the next is pushed. A
 * white of this height, which drops: it is none at a page's head. A page's end, and why it is there. */
struct gaz_box *gaz_flow_push(struct gaz_flow *flow, enum gaz_box_kind kind, gaz_len height);
void gaz_flow_space(struct gaz_flow *flow, gaz_len height, bool drops);
void gaz_flow_break(struct gaz_flow *flow, enum gaz_page_end cause);
void gaz_flow_snap(struct gaz_flow *flow); /* after the last box */

/* One set line as a box of `height`, its characters (of em `size`) in the middle of it; `left` moves it
 * right. */
struct gaz_box *gaz_flow_line(struct gaz_flow *flow, const struct gaz_line *line, gaz_len height,
                              gaz_len size, gaz_len left);

/* Appends a line's items to a box, moved; `number` becomes their line number (0: none). */
struct gaz_at {
    gaz_len x, y;
    uint32_t number;
};
void gaz_box_add(const struct gaz_flow *flow, struct gaz_box *box, const struct gaz_line *line,
                 struct gaz_at at);

/* True, after an error at the text's place, when what stands on the foot is higher than a page. */
bool gaz_flow_is_too_high(const struct gaz_flow *flow, gaz_len height, struct gaz_text text);

/* The baseline of characters of em `size` in a line of `height`, from the box's top. */
gaz_len gaz_line_baseline(const struct gaz_style *style, gaz_len height, gaz_len size);

/* The heights of all boxes. */
gaz_len gaz_flow_height(const struct gaz_flow *flow);

/* <!-- 缺行 N -->: lines without anything on them. <!-- 页末 -->: the page ends; span: its place. */
void gaz_flow_lost_lines(struct gaz_flow *flow, uint32_t n);
void gaz_flow_page_end(struct gaz_flow *flow, struct gaz_span span);

/* Every line of a paragraph as a box; keeps its first and last lines as the style says (孤行). */
void gaz_flow_paragraph(struct gaz_flow *flow, const struct gaz_paragraph *paragraph, gaz_len height,
                        gaz_len size);

/* The short rule above notes (notes.c), at the measure's left edge. */
struct gaz_item gaz_note_rule(const struct gaz_style *style);

/* A paragraph spec with the style's values for a role: whole measure, no indent, justified. */
struct gaz_paragraph_spec gaz_spec_of(const struct gaz_typesetter *typesetter, enum gaz_role_id role,
                                      struct gaz_text text);

#endif
