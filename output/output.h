/* output.h: the doors: readers of the display list. */
#ifndef GAZ_OUTPUT_OUTPUT_H
#define GAZ_OUTPUT_OUTPUT_H

#include "layout/pages.h"

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

struct gaz_diags;

enum gaz_pdf_flag {
    GAZ_PDF_SCREEN_ROTATE = 1 << 0, /* turned pages carry /Rotate: a viewer shows them upright; a printer's
                                       page would lie across, so never by default */
};

/* microseconds of each step, for measuring only: nothing is decided by them; 0: not reached */
struct gaz_pdf_times {
    int64_t draw, finish, verify;
};

/* What the file is for: SCREEN is read and printed in an office, PRINT is taken by a press as it is, ARCHIVE
 * is kept: PDF/A-2a (ISO 19005-2). SCREEN and ARCHIVE are PDF/UA-1 (ISO 14289-1). */
enum gaz_pdf_kind { GAZ_PDF_SCREEN, GAZ_PDF_PRINT, GAZ_PDF_ARCHIVE };
enum { GAZ_N_PDF_KINDS = 3 };

extern const char *const gaz_pdf_kind_names[GAZ_N_PDF_KINDS]; /* "screen": as --for has them */

/* In a set of 1 << kind. */
static inline bool gaz_has_kind(unsigned kinds, enum gaz_pdf_kind kind) {
    return kinds & 1u << kind;
}

/* The names of a set, "screen,print"; freed with g_free. */
char *gaz_kinds_text(unsigned kinds);

/* Where the file of a kind goes when all of `kinds` go to X.pdf: one alone is X.pdf itself, of several each
 * is X.screen.pdf, X.print.pdf. Freed with g_free. */
char *gaz_kind_path(const char *path, enum gaz_pdf_kind kind, unsigned kinds);

/* PDF/X-1a:2003 (ISO 15930-4) names a registered printing condition and needs no profile; PDF/X-4
 * (ISO 15930-7) holds one. */
enum gaz_pdfx { GAZ_PDFX_1A, GAZ_PDFX_4 };

/* A printing condition of the ICC's registry of characterization data, by whose name a press knows what the
 * four colours mean. */
struct gaz_press_condition {
    const char *name;              /* "FOGRA39": the reference name, as OutputConditionIdentifier takes it */
    const char *chinese, *english; /* what is printed on what */
};

/* By its name, whatever the case and blanks; NULL: not in the registry, as "FOGRA39L", which is what some
 * files of its measurements are called. Static. */
const struct gaz_press_condition *gaz_press_condition_find(const char *name);

/* What was perhaps meant by such a name; NULL: nothing is near. */
const char *gaz_press_condition_near(const char *name);

/* Whether it is an ICC output profile of four colours, version 2 or 4, whole, and usable. What it calls
 * itself in *description, "" of one that does not; NULL: nobody asks. Freed with g_free; not set when false.
 */
bool gaz_press_profile_look(GBytes *profile, char **description);

/* How a file for a press is made. The texts and the profile are borrowed. */
struct gaz_press {
    enum gaz_pdfx pdfx;
    const char *condition; /* 特性: what the printing condition is called, "FOGRA47"; never NULL */
    bool is_registered;    /* by that name, with the ICC */
    const char *described; /* what it is, for a person; NULL: its name says it */
    GBytes *profile; /* 配置文件: an output profile of four colours; NULL: none, never with PDF/X-4 */
    gaz_len bleed;   /* 出血: BleedBox = TrimBox and so much on each side */
    gaz_len paper;  /* 纸厚: by so much each sheet of a booklet stands further out than the one around it */
    bool has_marks; /* crop and registration marks and a slug outside the bleed */
    bool fills_sheets; /* 补白页: blank pages at the end, up to a multiple of four */
    bool is_booklet;   /* two pages side by side, in the order of a saddle stitch */
};

/* What a press wants to know of a file: pages and sheets, which need more than black, how much of each plate
 * they print, pictures and their fineness, faces, text near the cut, lines too fine. */
struct gaz_press_report;

/* How its JSON begins. */
#define GAZ_PRESS_REPORT_HEAD "{\n  \"format\": 1,\n  \"kind\": \"PDF/X"

/* One JSON object, or lines for people; freed with g_free. */
char *gaz_press_report_json(const struct gaz_press_report *report);
char *gaz_press_report_text(const struct gaz_press_report *report, bool english);
void gaz_press_report_free(struct gaz_press_report *report); /* NULL is allowed */

/* What several files of the same pages share, so that a further one costs less: faces that were cut and
 * opened. The pages are borrowed. */
struct gaz_pdf_shared;
struct gaz_pdf_shared *gaz_pdf_shared_new(const struct gaz_pages *pages);
void gaz_pdf_shared_free(struct gaz_pdf_shared *shared);

/* Where what a note says is printed: a link that leads to its words, and by which a mark on what is printed
 * there finds them. */
struct gaz_pdf_echo {
    uint32_t number; /* of the note */
    uint32_t page;   /* of the file */
    struct gaz_frame frame;
};

/* A note of ours on words of a page, as a reader program lists notes: a Highlight (ISO 32000-1, 12.5.6.10)
 * that is seen on a screen and not on paper. Its /NM is "gongbao-" and its number. */
struct gaz_pdf_note {
    uint32_t page; /* of the file */
    uint32_t number;
    const struct gaz_frame *boxes; /* at least one; y down */
    uint32_t n_boxes;
    uint32_t colour;             /* 0xRRGGBB */
    const char *subject, *words; /* UTF-8 */
};

/* What a proof's file says beside what is drawn on its sheets: which page of the issue each shows, and where;
 * what notes are on them. All borrowed. */
struct gaz_pdf_proof {
    const struct gaz_pages *of;
    const uint32_t *shows;  /* one a page of the file: index in `of`; another number: it shows none */
    struct gaz_frame frame; /* of a page of the issue on its sheet: the width and height are its own */
    const struct gaz_pdf_note *notes; /* by their numbers, from 1, without a gap */
    uint32_t n_notes;
    const struct gaz_pdf_echo *echoes;
    uint32_t n_echoes;
};

/* What a file says of the one document that it holds, beside its pages' title and author; UTF-8, borrowed;
 * NULL: not known. */
struct gaz_pdf_document {
    const char *number;    /* 发文字号 */
    const char *date;      /* 成文日期, 2024-01-31 */
    const char *origin;    /* which pages of which issue it is */
    const char *publisher; /* whose gazette that is */
};

/* What the file is to be. Several files of the same pages are several requests. */
struct gaz_pdf_request {
    enum gaz_pdf_kind kind;
    const struct gaz_press *press;           /* PRINT; else NULL */
    struct gaz_press_report **report;        /* PRINT: made with the file, the caller's; NULL: nobody asks */
    const struct gaz_pdf_proof *proof;       /* SCREEN, of the sheets of a proof; else NULL */
    const struct gaz_pdf_document *document; /* ARCHIVE, of pages of one document; else NULL */
    unsigned flags;                          /* gaz_pdf_flag */
    struct gaz_pdf_shared *shared;           /* with other files; NULL: this is the only one */
    struct gaz_pdf_times *took;              /* filled in; NULL: nobody asks */
};

/* The whole PDF in memory, already read back and found to hold what the pages say: no other leaves this room.
 * NULL after an error in diags. The caller unrefs it. The same pages and flags give the same bytes. */
GBytes *gaz_pdf_make(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                     struct gaz_diags *diags);

/* The pages on which one document stands, and nothing of another one that shares them (接排): `node` is its
 * GAZ_NODE_DOCUMENT. Running heads, page numbers and what pages are called stay the issue's; bookmarks and
 * links are those within it. What it says of itself is the still, for the caller to say. The issue's
 * pages must outlive it. Freed with gaz_pages_part_free. */
struct gaz_pages *gaz_pages_part_new(const struct gaz_pages *pages, uint32_t node);
void gaz_pages_part_free(struct gaz_pages *part);

/* Tries every picture of the pages, as a PDF would, and makes nothing of them. False after reporting those
 * that cannot be printed. */
bool gaz_pictures_try(const struct gaz_pages *pages, struct gaz_diags *diags);

/* Raised by whoever changes how a PDF is written: the same pages give other bytes from then on. 0.1.0 was 1,
 * 0.2.0 2; they told none. */
#define GAZ_PDF_GENERATION "11"

/* dots per inch of a page as a picture; macros, since the help prints them */
#define GAZ_LEAST_DPI 20
#define GAZ_MOST_DPI 1200
#define GAZ_USUAL_DPI 100

/* Pages as PNG bytes at dpi, drawn one after another with the same faces; all arguments are borrowed until
 * the end. A page is NULL after an error; the caller unrefs it. */
struct gaz_png;
struct gaz_png *gaz_png_begin(const struct gaz_pages *pages, int dpi, struct gaz_diags *diags);
GBytes *gaz_png_draw(struct gaz_png *png, uint32_t page);
void gaz_png_end(struct gaz_png *png);
/* One page alone. */
GBytes *gaz_png_make(const struct gaz_pages *pages, uint32_t page, int dpi, struct gaz_diags *diags);

/* The golden format: the display list as text, lengths in points with two decimals, no path of this machine.
 */
void gaz_pages_dump(const struct gaz_pages *pages, FILE *out);

/* The SHA-256, in hexadecimal, of the display list as format 0 of the golden format tells it: what is added
 * to the format later is not in it, so that a lock holds. Freed with g_free. */
char *gaz_pages_hash(const struct gaz_pages *pages);

/* A digest of all that is seen on a page, 32 hexadecimal digits: glyphs, colours, rules, pictures to their
 * bytes; not where it stands in the sources. Not in_place: without its number and running head, on whichever
 * side of the sheet, so that a page that only moved has the same one. Freed with g_free. */
char *gaz_page_seen(const struct gaz_pages *pages, uint32_t index, bool in_place);

/* The tree of the pages: a node a line, indented by depth; artifacts behind the nodes of their page. */
void gaz_structure_dump(const struct gaz_pages *pages, FILE *out);

/* One JSON object a line: page, line, text, source (file:line:column of its first character). */
void gaz_lines_dump(const struct gaz_pages *pages, FILE *out);

#endif
