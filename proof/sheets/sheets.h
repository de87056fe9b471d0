/* sheets.h: what the sheets of a proof are made of. Only proof/ looks in here. */
#ifndef GAZ_PROOF_SHEETS_SHEETS_H
#define GAZ_PROOF_SHEETS_SHEETS_H

#include "gazette/gazette.h"
#include "proof/sheets/board.h"
#include "proof/changes/changes.h"
#include "output/output.h"
#include "proof/sheets/placed.h"

/* What stands beside a page: its number at the line, its words in the margin. */
struct gaz_margin_note {
    struct gaz_on_page at;
    const char *label; /* 校3, 改5, 批2 */
    uint32_t finding;  /* the remark's number; 0: it is none's */
    uint32_t ink;
    struct gaz_small words;
};

/* characters of a page that look otherwise than they are set */
struct gaz_tinged {
    uint32_t node, begin, end; /* bytes of its source */
    struct gaz_look look;
};

/* what a page gets */
struct gaz_page_extras {
    GArray *notes;  /* struct gaz_margin_note */
    GArray *tinged; /* struct gaz_tinged */
    GArray *bars;   /* struct gaz_on_page: lines with a change bar */
    GArray *gaps;   /* struct gaz_on_page: where something was taken out */
};

struct gaz_sheets {
    const struct gaz_proof_sheets_job *job;
    const struct gaz_pages *pages; /* of the issue */
    struct gaz_board board;
    struct gaz_ground *ground;
    GArray **begun;                 /* the lines of each page */
    GArray *remarks;                /* struct gaz_placed_remark */
    struct gaz_page_extras *extras; /* of each page */
    GArray *echoes;                 /* struct gaz_pdf_echo */
    struct gaz_frame areas[2]; /* of the page that is put together: around the lines that run right, and up */
    gaz_len width, height;     /* of a sheet */
    const char *digest;        /* what the PDF carries */
};

/* ---- remarks.c: places them, and gives them their numbers; appends what they put on the pages */
void gaz_sheets_take_remarks(struct gaz_sheets *sheets);
void gaz_sheets_list_remarks(struct gaz_sheets *sheets);
/* As notes of the PDF; freed with gaz_sheets_free_notes. Their pages are those of the file. */
GArray *gaz_sheets_notes(const struct gaz_sheets *sheets);

/* The page as it is called, and the line's identifier: 第5页 2-15.3; freed with g_free. */
char *gaz_sheets_name_place(const struct gaz_sheets *sheets, const struct gaz_on_page *at);
/* Where words of a remark are printed, on the page that is put together. */
void gaz_sheets_add_echo(struct gaz_sheets *sheets, uint32_t number, struct gaz_frame frame);

/* ---- changed.c */
void gaz_sheets_take_changes(struct gaz_sheets *sheets);

/* ---- answered.c: marks of an earlier proof, and what became of each */
void gaz_sheets_take_marks(struct gaz_sheets *sheets);
void gaz_sheets_list_marks(struct gaz_sheets *sheets);
/* 批注12条：照改9，…; freed with g_free; NULL: there are none. */
char *gaz_sheets_count_marks(const struct gaz_sheets *sheets);

/* ---- page.c: one page of the issue on its sheet */
void gaz_sheets_put_page(struct gaz_sheets *sheets, uint32_t page);

/* ---- margin.c: what is beside it */
/* Where the words beside a page begin on its sheet. */
gaz_len gaz_sheets_words_left(const struct gaz_sheets *s, uint32_t page);
void gaz_sheets_put_margin(struct gaz_sheets *sheets, uint32_t page);

/* ---- slip.c */
void gaz_sheets_put_slip(struct gaz_sheets *sheets);

#endif
