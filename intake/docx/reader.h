/* reader.h: what the files of the reader share: where it is, and the few ways in which something is put into
 * the draft or left out.
 *
 * Every carrier of a part is made before anything is read, in the order of the file. Reading only says where
 * each goes; what nobody asked for is left out at the end with the reason of its part, so none can be
 * forgotten.
 */
#ifndef GAZ_INTAKE_DOCX_READER_H
#define GAZ_INTAKE_DOCX_READER_H

#include "intake/account.h"
#include "intake/docx/numbering.h"
#include "intake/docx/package.h"
#include "intake/docx/styles.h"
#include "intake/docx/xml.h"

/* A part that has text. */
struct gaz_docx_text_part {
    const char *name; /* in the package */
    uint16_t part;    /* in draft->parts */
    const struct gaz_docx_node *root;
    enum gaz_intake_reason rest; /* of what is not read */
};

/* The look of one character, beside its attributes: the most of them is the paragraph's. */
struct gaz_docx_glyph {
    uint16_t size;
    uint8_t face;
    bool is_strong, is_red, is_underlined;
    int8_t raised; /* 1, -1: stands above, below the line */
};

/* The paragraph that is being put together; of several in the file, where marks were deleted. */
struct gaz_docx_paragraph {
    GArray *chars;                           /* of gaz_draft_char */
    GArray *glyphs;                          /* of gaz_docx_glyph, one a char */
    GPtrArray *behind;                       /* blocks anchored in it that come behind it */
    const struct gaz_docx_style *style;      /* of the paragraph that is read */
    const struct gaz_docx_node *node;        /* its w:p */
    const struct gaz_docx_node *numbered_by; /* w:p of a hidden mark whose number is shown; NULL */
    bool is_joined; /* what stands in it ended at a mark that was deleted or is hidden */
    enum gaz_intake_reason joined_by;
    bool has_blocks;     /* a picture, a box, a page's end was taken out of it */
    bool is_rest;        /* a part of it is a block already: no number any more */
    bool is_of_contents; /* that Word made begins or ends in it */
    guint figure_at;     /* how many characters stand before the first picture among them; 0: none is */
};

struct gaz_docx_field {
    bool is_result;        /* its code has ended */
    bool is_away;          /* its result is left out */
    bool is_in_contents;   /* one that is open around it is a contents that Word made */
    guint begin_of_result; /* in the paragraph's characters */
    GArray *code;          /* of gaz_draft_char */
    const struct gaz_docx_node *begin;
};

/* What changes while one goes into a box, a note or a cell. */
struct gaz_docx_place {
    GPtrArray *blocks; /* where blocks go */
    struct gaz_docx_paragraph paragraph;
    GArray *fields;        /* of gaz_docx_field, that are open */
    guint n_codes, n_lost; /* of them: whose code has not ended, whose result is left out */
    unsigned classes;
    bool is_in_cell;
    bool has_ground; /* the cell or box is not white, for all that is known */
    const char *part_name;
    uint16_t part;
    uint32_t number; /* of the paragraph in its part */
};

enum { GAZ_DOCX_KEPT = -1 };

struct gaz_docx_reader {
    struct gaz_draft *draft;
    struct gaz_account *account;
    struct gaz_diags *diags;
    struct gaz_arena *arena; /* the draft's is not used for the file's trees: this one ends with the reader */
    struct gaz_docx_package package;
    struct gaz_docx_styles styles;
    struct gaz_docx_numbering numbering;
    GArray *parts;   /* of gaz_docx_text_part; the main one first */
    GByteArray *met; /* a byte a carrier: it is in the draft or was left out */
    GHashTable *handlers;
    struct gaz_docx_place at;
    struct gaz_docx_run_props run;
    const struct gaz_docx_node *run_node; /* its w:rPr; NULL: none */
    int away;              /* gaz_intake_reason by which all is left out now, or GAZ_DOCX_KEPT */
    GString *change;       /* the text of the tracked change that is open; NULL */
    uint64_t n_of_numbers; /* bytes of all that lists have put before their paragraphs */
    GArray *sections;      /* of gaz_docx_section, in order */
    guint section;         /* which one */
    GHashTable *notes;     /* "footnotes 12" → gaz_docx_note */
    GHashTable *images;    /* name of a part → what it is as a picture */
    GHashTable *remarks;   /* a comment's id → gaz_docx_remark */
    GPtrArray *open_remarks;
};

struct gaz_docx_section {
    bool is_turned, is_on_new_page;
};

/* A note of the file. */
struct gaz_docx_note {
    const struct gaz_docx_node *node;
    const struct gaz_docx_text_part *part;
    uint16_t number; /* in the draft; 0: nothing has called it yet */
    bool is_idle;    /* it was called, and says nothing */
};

struct gaz_docx_remark {
    const struct gaz_docx_node *node;
    GString *about;
    const char *where; /* NULL: it is about nothing that was read */
};

/* ---- carry.c */

/* Makes the carriers of a part. False: too many (reported). */
bool gaz_docx_carry(struct gaz_docx_reader *reader, const char *name, const char *part_word,
                    enum gaz_intake_reason rest);
const struct gaz_docx_text_part *gaz_docx_text_part(const struct gaz_docx_reader *reader, const char *name);
/* All carriers below a node that nobody has met are left out. */
void gaz_docx_leave(struct gaz_docx_reader *reader, const struct gaz_docx_node *node,
                    enum gaz_intake_reason reason);
/* The same of every part, by its own reason. */
void gaz_docx_sweep(struct gaz_docx_reader *reader);
/* The characters below a node; freed with g_free. */
char *gaz_docx_text_below(const struct gaz_docx_reader *reader, const struct gaz_docx_node *node);

/* ---- count.c */

/* How many carriers a part has, counted by a pass that knows nothing of the reader. */
uint32_t gaz_docx_count(struct gaz_bytes part);
/* Whether both counts are one; else it is a fault of ours, and said. */
bool gaz_docx_agree(uint32_t counted, uint32_t had, const char *file, struct gaz_diags *diags);

/* ---- run.c: characters */

/* A carrier as itself or, where `ch` is another one, changed for `why`; left out where all is. */
void gaz_docx_put(struct gaz_docx_reader *reader, uint32_t carrier, uint32_t ch, enum gaz_intake_reason why);
/* A character that no carrier has. */
void gaz_docx_put_in(struct gaz_docx_reader *reader, const char *text, enum gaz_intake_reason why);
/* The mark of a note of the draft, from 1. */
void gaz_docx_put_note(struct gaz_docx_reader *reader, uint32_t carrier, uint16_t note);
void gaz_docx_leave_one(struct gaz_docx_reader *reader, uint32_t carrier, enum gaz_intake_reason reason);
/* The characters of an element that holds text. */
void gaz_docx_put_text(struct gaz_docx_reader *reader, const struct gaz_docx_node *node);
void gaz_docx_add_run_handlers(struct gaz_docx_reader *reader);
/* Why what is read now is left out; GAZ_DOCX_KEPT. */
int gaz_docx_gone(const struct gaz_docx_reader *reader);

/* ---- story.c: blocks, and whatever holds others */

typedef void gaz_docx_handler(struct gaz_docx_reader *reader, const struct gaz_docx_node *node);
/* What reads the elements of this name (prefix:local, as the package maps prefixes); what reads the
 * children in their order, each by its handler or through its children. */
void gaz_docx_handle(struct gaz_docx_reader *reader, const char *name, gaz_docx_handler *handler);
void gaz_docx_read_children(struct gaz_docx_reader *reader, const struct gaz_docx_node *node);
void gaz_docx_add_story_handlers(struct gaz_docx_reader *reader);
/* Into another place and back: what is behind the paragraph that was open there is closed. */
struct gaz_docx_place gaz_docx_enter(struct gaz_docx_reader *reader, GPtrArray *blocks);
void gaz_docx_return(struct gaz_docx_reader *reader, struct gaz_docx_place outer);
/* What ended at a mark that was deleted, and is followed by no paragraph, becomes one. */
void gaz_docx_close_paragraph(struct gaz_docx_reader *reader);
/* Where blocks go that are anchored here: before the paragraph while it has no text, else behind it. */
GPtrArray *gaz_docx_anchored(struct gaz_docx_reader *reader);
/* Puts the blocks of an array of its own there, and frees the array. */
void gaz_docx_move_blocks(GPtrArray *from, GPtrArray *to);
/* The paragraph so far becomes a block; what follows is a block of its own. */
void gaz_docx_cut_paragraph(struct gaz_docx_reader *reader);
/* Adds to the account with the place where the reader is. */
void gaz_docx_tell(struct gaz_docx_reader *reader, enum gaz_intake_reason reason, const char *text,
                   const char *becomes, uint32_t count);
/* The same of what somebody has to look at, and why. */
void gaz_docx_doubt(struct gaz_docx_reader *reader, enum gaz_intake_reason reason, const char *text,
                    const char *doubt);

/* Words that stood above others and are behind them now are asked about. */
void gaz_docx_doubt_ruby(struct gaz_docx_reader *reader, const char *said);

/* Which of the two forms of the same is read; the others are left out. */
const struct gaz_docx_node *gaz_docx_choose(struct gaz_docx_reader *reader, const struct gaz_docx_node *node);

/* ---- paragraph.c */

/* The paragraph as a block, with its number; `node` is the w:p whose mark ends it. */
void gaz_docx_finish_paragraph(struct gaz_docx_reader *reader, const struct gaz_docx_node *node);
void gaz_docx_paragraph_reset(struct gaz_docx_paragraph *paragraph);

/* ---- fill_in.c */

/* Marks blanks of the paragraph that are to be filled in, by what draws a line there; `direct`: its w:pPr. */
void gaz_docx_mark_blanks(struct gaz_docx_reader *reader, const struct gaz_docx_node *direct);
/* Whether a character of the paragraph was a tab. */
bool gaz_docx_is_tab(const struct gaz_docx_reader *reader, guint i);
/* What a field for a text shows, from `begin` on, is a blank to fill in where it says nothing. */
void gaz_docx_fill_in_field(struct gaz_docx_reader *reader, guint begin);

/* ---- the others */

void gaz_docx_add_field_handlers(struct gaz_docx_reader *reader);
/* What of a field's code is not shown is left out; the array is freed. */
void gaz_docx_drop_code(struct gaz_docx_reader *reader, GArray *code);
/* A line of such a contents has no number of a page: where it is no field it is what stands behind the tab.
 */
void gaz_docx_drop_contents_page(struct gaz_docx_reader *reader);
/* The number of a page goes on over no paragraph: such a field was never ended. */
void gaz_docx_end_page_numbers(struct gaz_docx_reader *reader);
void gaz_docx_add_change_handlers(struct gaz_docx_reader *reader);
/* Who made a change, and when; freed with g_free. */
char *gaz_docx_who(const struct gaz_docx_node *change);
void gaz_docx_count_property_changes(struct gaz_docx_reader *reader, const struct gaz_docx_node *root);
void gaz_docx_add_table_handlers(struct gaz_docx_reader *reader);

/* running.c: what headers and footers have of the document, and its text has not, is asked about. */
void gaz_docx_doubt_running(struct gaz_docx_reader *reader);

/* lines.c: forced line ends where a paragraph ends become such. */
void gaz_docx_part_lines(struct gaz_docx_reader *reader, GPtrArray *blocks);
void gaz_docx_add_drawing_handlers(struct gaz_docx_reader *reader);
void gaz_docx_add_equation_handlers(struct gaz_docx_reader *reader);
void gaz_docx_add_note_handlers(struct gaz_docx_reader *reader);
void gaz_docx_open_notes(struct gaz_docx_reader *reader);
void gaz_docx_open_remarks(struct gaz_docx_reader *reader);
void gaz_docx_list_remarks(struct gaz_docx_reader *reader);
/* A character of the draft that open comments are about. */
void gaz_docx_remark_char(struct gaz_docx_reader *reader, uint32_t ch);

#endif
