/* page.h: a page while it becomes a draft: what the walk over its tree writes with. */
#ifndef GAZ_INTAKE_HTML_PAGE_H
#define GAZ_INTAKE_HTML_PAGE_H

#include "intake/account.h"
#include "intake/html/css.h"
#include "intake/html/mht.h"

#include <gumbo.h>
#include <stdbool.h>

/* A line of what was left out: its characters without blanks, and its carriers. */
struct gaz_html_leaf {
    GString *text;
    uint32_t first, n;
    bool is_fact;
};

enum { GAZ_HTML_KEPT = GAZ_N_REASONS };

struct gaz_html_page {
    struct gaz_draft *draft;
    struct gaz_account *account;
    struct gaz_html_sheet *sheet;
    struct gaz_html_notes *notes;
    const GumboNode *body, *title;
    uint64_t weight;      /* of the body */
    char *folder;         /* that the page lies in */
    struct gaz_mht saved; /* that it lies in itself, with its pictures; empty: none */

    GPtrArray *to;                /* blocks that are added to */
    struct gaz_draft_block *open; /* the paragraph that is written, NULL: none */
    GArray *chars;                /* of gaz_draft_char: its own, until it ends */
    GArray *looks;                /* of gaz_html_style, of each of them */
    guint *n_of_size;             /* of them by size; zero between paragraphs */
    uint32_t n_linked;            /* of them in links that lead to no file */
    GHashTable *site_blocks;      /* paragraphs that are links alone */
    bool is_white, is_white_line; /* white space stands before the next character; with a line end */
    uint32_t last;                /* the character before it; 0: none in this line */

    uint32_t paragraph[2]; /* the number of the line, from 1: around the document, and in it */
    bool line_is_used;
    GArray *leaves;       /* of gaz_html_leaf */
    GString *number;      /* of a list's item, to be put in; empty: none */
    unsigned n_code;      /* characters of scripts and styles */
    unsigned n_fields;    /* of Word that are open, */
    uint64_t field_codes; /* and a bit for each whose code has not ended */
};

/* Where in the tree the walk is. */
struct gaz_html_where {
    struct gaz_html_style style;
    unsigned reason;          /* gaz_intake_reason of what is left out; GAZ_HTML_KEPT */
    bool is_inside;           /* of the document, or its title */
    bool is_link, is_in_cell; /* of a table, or in a note: no table stands in it */
    bool is_in_note;
    struct gaz_html_list *list;
};

/* A text node. */
void gaz_html_add_text(struct gaz_html_page *page, const char *utf8, const struct gaz_html_where *where);
/* Characters that the page does not have. */
void gaz_html_put_in(struct gaz_html_page *page, const char *text, enum gaz_intake_reason why,
                     const struct gaz_html_where *where);
/* The line ends here, if it has anything. */
void gaz_html_end_line(struct gaz_html_page *page);

/* Where the walk is in the document, for a person; freed with g_free. */
char *gaz_html_place(const struct gaz_html_page *page);

/* An element with all below it. */
void gaz_html_walk(struct gaz_html_page *page, const GumboNode *node, const struct gaz_html_where *where);

/* An element of MathML that a line shows otherwise; false: it is none, and nothing was written. */
bool gaz_html_walk_math(struct gaz_html_page *page, const GumboNode *node,
                        const struct gaz_html_where *where);
/* Whether an element holds a formula once more, for other programs (TeX). */
bool gaz_html_is_math_source(const GumboNode *node);
/* Whether a formula has what a line shows otherwise, or cannot show. */
bool gaz_html_is_math_rewritten(const GumboNode *math);

/* A table of data; false: it holds the page together, or is too large, and nothing was written. */
bool gaz_html_add_table(struct gaz_html_page *page, const GumboNode *table,
                        const struct gaz_html_where *where);

/* A field of a form, with all below it; false: it is none, and nothing was written. */
bool gaz_html_add_field(struct gaz_html_page *page, const GumboNode *node,
                        const struct gaz_html_where *where);
/* An empty element that draws a line to be filled in. */
void gaz_html_add_line(struct gaz_html_page *page, const GumboNode *node, const struct gaz_html_where *where);
/* Where an element begins or ends a field of Word, or its code. */
void gaz_html_mark_field(struct gaz_html_page *page, const GumboNode *node);

/* A picture: taken, or told. */
void gaz_html_add_picture(struct gaz_html_page *page, const GumboNode *image);

struct gaz_html_notes *gaz_html_notes_new(const GumboNode *root);
void gaz_html_notes_free(struct gaz_html_notes *notes);
/* The mark of a note, as a link: it is put into the text, and what is below the link left out. False: it is
 * none. */
bool gaz_html_call_note(struct gaz_html_page *page, const GumboNode *mark, struct gaz_html_where *where);
/* The element that is a note whose mark was met: its lines are the note's until page->to is set back. */
bool gaz_html_enter_note(struct gaz_html_page *page, const GumboNode *node, struct gaz_html_where *where);
/* Whether the text begins, ends with a bracket that stands around a note's mark. */
bool gaz_html_closes_mark(const struct gaz_html_page *page, const GumboNode *text);
bool gaz_html_opens_mark(const struct gaz_html_page *page, const GumboNode *text);
void gaz_html_add_note_mark(struct gaz_html_page *page, uint16_t note, const struct gaz_html_where *where);

/* Facts of what was left out; the carriers of a page's table are left out as such. */
void gaz_html_find_facts(struct gaz_html_page *page);
/* Whether a table of the body says facts of the document, as the one above a page does. */
bool gaz_html_is_fact_table(const GumboNode *table);

#endif
