/* draft.h: what a file from outside says, as its reader found it, before anybody asked what it is.
 *
 * A file holds carriers: every character of it, once, in the order in which it stands there, that which is
 * not printed too (deleted, hidden, field codes). A draft is blocks of characters, each with the carrier that
 * it came from. Readers make both and nothing else; what becomes of a carrier is either that a character of
 * the finished source has it, or that the account says why it was left out (account.h). So nothing can go
 * astray in between.
 *
 * Invariants: 1. a carrier stands in at most one character of a draft. 2. a character without one
 * (GAZ_NOWHERE) was put in, and the account says so. 3. a forced line end is the character '\n'; no other
 * control and no invisible character stands in a draft (gaz_account_admit). 4. characters are Unicode scalar
 * values.
 */
#ifndef GAZ_INTAKE_DRAFT_H
#define GAZ_INTAKE_DRAFT_H

#include "base/picture/picture.h"
#include "base/text/source.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_arena;

/* ---- carriers */

struct gaz_carrier {
    uint32_t ch;        /* as the file has it */
    uint32_t paragraph; /* of its part, from 1: where an editor looks for it; 0: not known */
    uint16_t part;      /* in gaz_draft.parts */
};

/* ---- characters */

enum gaz_draft_attr {
    GAZ_DRAFT_STRONG = 1 << 0, /* bold, or in a 黑体 of its own in a paragraph that is not */
    GAZ_DRAFT_EM = 1 << 1,     /* 楷体 in a paragraph that is not */
    GAZ_DRAFT_SUP = 1 << 2,
    GAZ_DRAFT_SUB = 1 << 3,
    GAZ_DRAFT_UNDERLINED = 1 << 4, /* of a blank: it is one to fill in */
    GAZ_DRAFT_RED = 1 << 5,
    GAZ_DRAFT_NUMBER = 1 << 6, /* put in: an automatic number, or the blank behind it */
};

enum { GAZ_DRAFT_OBJECT = 0xFFFC }; /* a note's mark */

/* Whether a text can have the character: no control but a line end, nothing invisible, not the place of an
 * object. */
bool gaz_draft_may_hold(uint32_t ch);

/* The same blanks as input/ takes away at a line's ends, and the no-break space. */
static inline bool gaz_draft_is_blank(uint32_t ch) {
    return ch == ' ' || ch == '\t' || ch == 0x3000 || ch == 0xA0;
}

struct gaz_draft_char {
    uint32_t ch;
    uint32_t carrier; /* in gaz_draft.carriers, or GAZ_NOWHERE */
    uint16_t attrs;   /* gaz_draft_attr */
    uint16_t note;    /* of GAZ_DRAFT_OBJECT: in gaz_draft.notes, from 1 */
};

/* ---- blocks */

enum gaz_draft_align { GAZ_DRAFT_JUSTIFIED, GAZ_DRAFT_LEFT, GAZ_DRAFT_CENTRED, GAZ_DRAFT_RIGHT };
enum gaz_draft_face {
    GAZ_DRAFT_FACE_UNKNOWN,
    GAZ_DRAFT_FACE_SONG,
    GAZ_DRAFT_FACE_XIAOBIAOSONG, /* 小标宋: of 标志 and titles */
    GAZ_DRAFT_FACE_HEI,
    GAZ_DRAFT_FACE_KAI,
    GAZ_DRAFT_FACE_FANG,
    GAZ_DRAFT_FACE_OTHER,
};

/* How a paragraph looks: what the most of its characters have. */
struct gaz_draft_look {
    enum gaz_draft_align align;
    enum gaz_draft_face face;
    uint16_t size;                      /* half points; 0: not known */
    uint8_t level;                      /* of an outline or heading, 1–9; 0: none */
    bool is_red, is_strong, is_hanging; /* hanging: the first line begins left of the others */
    int32_t first, left, right;         /* indents in twentieths of a point; `first` counts from `left` */
    const char *style;                  /* its name; NULL: none, or the default one */
};

enum gaz_draft_kind {
    GAZ_DRAFT_PARAGRAPH,
    GAZ_DRAFT_TABLE,
    GAZ_DRAFT_FIGURE,
    GAZ_DRAFT_PAGE_BREAK,
};

enum gaz_draft_class { /* of a class or id of a saved page, or of the place in a Word file */
                       GAZ_DRAFT_BOXED = 1 << 0,  /* stood in a text box or shape */
                       GAZ_DRAFT_TURNED = 1 << 1, /* stood in a section of landscape pages */
};

struct gaz_draft_figure {
    const char *name; /* a plain file name with its ending, of the file's own; NULL: it has none */
    GBytes *bytes;    /* owned by the draft */
    enum gaz_picture_kind kind;
    const char *words; /* what the file says that it shows; NULL */
    int32_t width;     /* µm, as shown; 0: not known */
};

enum gaz_draft_valign { GAZ_DRAFT_TOP, GAZ_DRAFT_MIDDLE, GAZ_DRAFT_BOTTOM };

struct gaz_draft_cell {
    uint32_t row, column;           /* of its top left place, from 0 */
    uint32_t row_span, column_span; /* at least 1 */
    enum gaz_draft_align align;     /* JUSTIFIED: it does not say */
    enum gaz_draft_valign valign;
    bool is_head;      /* of a row that repeats, or th */
    bool is_vertical;  /* its text runs from top to bottom */
    GPtrArray *blocks; /* of gaz_draft_block: paragraphs and figures, no table */
};

struct gaz_draft_table {
    uint32_t n_rows, n_columns, n_header_rows;
    uint32_t *widths;       /* n_columns, in ‰ of the table; NULL: not known */
    bool has_rules;         /* false: no line is seen, as in a list of names */
    bool rules_are_guessed; /* the file does not say it: a table of data has them */
    GPtrArray *cells; /* of gaz_draft_cell, by row, then column; spans never overlap and every place of the
                         grid is covered */
};

struct gaz_draft_block {
    enum gaz_draft_kind kind;
    unsigned classes; /* gaz_draft_class */
    struct gaz_draft_look look;
    GArray *chars; /* PARAGRAPH: of gaz_draft_char; never NULL, may be empty */
    struct gaz_draft_table *table;
    struct gaz_draft_figure *figure;
    uint16_t part; /* where it began */
    uint32_t paragraph;
};

struct gaz_draft_note {
    GPtrArray *blocks; /* of gaz_draft_block: paragraphs */
};

/* What the file says of itself beside its text: 发文字号 and 成文日期 of the table above a page on a site,
 * the title of its head. Hints for those who ask what is what; they are printed nowhere. */
struct gaz_draft_fact {
    const char *name, *value;
};

struct gaz_draft {
    struct gaz_arena *arena; /* owns all but arrays and bytes */
    const char *file;        /* as the user named it */
    GPtrArray *parts;  /* of const char *: how an editor calls them: 正文, 脚注, word/footnotes.xml … */
    GArray *carriers;  /* of gaz_carrier */
    GPtrArray *blocks; /* of gaz_draft_block */
    GPtrArray *notes;  /* of gaz_draft_note */
    GArray *facts;     /* of gaz_draft_fact */
};

struct gaz_draft *gaz_draft_new(const char *file);
void gaz_draft_free(struct gaz_draft *draft); /* NULL is allowed */

/* A part of the file, by the name that an editor knows it by; the same for the same name. */
uint16_t gaz_draft_part(struct gaz_draft *draft, const char *name);
/* Adds a carrier and gives its index. */
uint32_t gaz_draft_carry(struct gaz_draft *draft, struct gaz_carrier carrier);
/* Text of the file that is no character of a draft (a fact, the words of a picture), without what no text can
 * have; in the arena. */
const char *gaz_draft_words(struct gaz_draft *draft, const char *utf8);
void gaz_draft_add_fact(struct gaz_draft *draft, const char *name, const char *value);

/* A new block at the end of `blocks` (of the draft, a cell or a note), zeroed but for its kind. */
struct gaz_draft_block *gaz_draft_block_new(struct gaz_draft *draft, GPtrArray *blocks,
                                            enum gaz_draft_kind kind);
/* A new cell at the end of a table's; spans are 1. */
struct gaz_draft_cell *gaz_draft_cell_new(struct gaz_draft *draft, struct gaz_draft_table *table);
/* Places of a table's grid that no cell covers get an empty cell each; the cells stand in their order then.
 */
void gaz_draft_fill_table(struct gaz_draft *draft, struct gaz_draft_table *table);
/* A new note; its number is the new length of draft->notes. */
struct gaz_draft_note *gaz_draft_note_new(struct gaz_draft *draft);
/* Blocks that stand nowhere yet; freed with g_ptr_array_unref. */
GPtrArray *gaz_draft_blocks_new(void);

static inline const struct gaz_draft_char *gaz_char_of(const GArray *chars, guint i) {
    return &g_array_index(chars, struct gaz_draft_char, i);
}

/* 0 outside of the text. */
static inline uint32_t gaz_ch_at(const GArray *chars, guint i) {
    return i < chars->len ? gaz_char_of(chars, i)->ch : 0;
}

static inline const struct gaz_draft_block *gaz_draft_block_at(const GPtrArray *blocks, guint i) {
    return g_ptr_array_index(blocks, i);
}

static inline const struct gaz_draft_char *gaz_draft_chars(const struct gaz_draft_block *block) {
    return (const struct gaz_draft_char *)(void *)block->chars->data;
}

/* UTF-8 of characters (of gaz_draft_char); freed with g_free. */
char *gaz_draft_chars_utf8(const GArray *chars);
/* The same of n of them from `begin`, as far as there are so many. */
char *gaz_draft_slice_utf8(const GArray *chars, guint begin, guint n);
/* The same of a paragraph. */
char *gaz_draft_utf8(const struct gaz_draft_block *block, guint begin, guint n);
/* The same of carriers. */
char *gaz_draft_carried(const struct gaz_draft *draft, uint32_t first, uint32_t n);
/* The same of what is printed of characters, without blanks; NULL: there are none. */
char *gaz_draft_ink(const GArray *chars);
/* Where something stands, for a person: 正文第12段. Freed with g_free. */
char *gaz_draft_where(const struct gaz_draft *draft, uint16_t part, uint32_t paragraph);
/* The same of a carrier; NULL: it is GAZ_NOWHERE. */
char *gaz_draft_where_carried(const struct gaz_draft *draft, uint32_t carrier);

#endif
