/* layout.h: the door: the model becomes pages. */
#ifndef GAZ_LAYOUT_LAYOUT_H
#define GAZ_LAYOUT_LAYOUT_H

#include "input/doc.h"
#include "layout/pages.h"
#include "styles/style.h"

#include <glib.h>

struct gaz_diags;
struct gaz_fonts;
struct gaz_memory;

/* told after each document that was laid out; may be NULL */
typedef void gaz_progress(void *context, uint32_t done, uint32_t of);

/* Which lines are to be explained (--explain-line), and what is said of them. */
struct gaz_explain_request {
    int page;         /* as printed; used when file is NULL */
    const char *file; /* of the issue folder, or NULL */
    uint32_t line;    /* of the page as the list of lines counts them, or of the file */
    uint32_t column;  /* of the file's line; 0: all printed lines that the file's line is on */
    bool english;
    GString *out; /* what is said is appended here; nothing when there is no such line */
};

struct gaz_layout_job {
    const struct gaz_issue *issue;
    const struct gaz_style *style;
    const struct gaz_style *const *doc_styles; /* one a document; the issue's style or its own (版面) */
    struct gaz_fonts *fonts;
    gaz_progress *progress;
    void *progress_context;
    const struct gaz_explain_request *explain; /* NULL: nothing is remembered */
    bool wants_slugs;                          /* each page gets its slug */
    struct gaz_memory *memory; /* of the settings before (layout/memory.h); NULL: this one stands alone */
};

/* Lays out the whole issue. After it the self-check has proved that every character that is to be printed is
 * set exactly once, in order; if not, an error with the place is in diags. NULL after a failure of ours. The
 * model, the style and the fonts must outlive the pages. The caller frees them. */
struct gaz_pages *gaz_layout(const struct gaz_layout_job *job, struct gaz_diags *diags);
void gaz_pages_free(struct gaz_pages *pages);

/* ---- a volume: a year's issues behind a 年度总目录 */

/* an issue that was laid out; borrowed */
struct gaz_bound_issue {
    const struct gaz_issue *issue;
    const struct gaz_style *style;
    const struct gaz_pages *pages;
};

struct gaz_volume_job {
    const struct gaz_bound_issue *issues; /* in the volume's order, at least one; the last one's style sets
                                             the 总目录 */
    uint32_t n_issues;
    struct gaz_fonts *fonts; /* of the last issue; they may serve others too */
};

/* The 年度总目录, then the pages of the issues as they are; a blank page comes before an issue where its odd
 * pages would not be right-hand ones. The self-check has proved the whole as in gaz_layout. Everything
 * borrowed must outlive the pages. The caller frees them. */
struct gaz_pages *gaz_layout_volume(const struct gaz_volume_job *given, struct gaz_diags *diags);

/* ---- 凑版: how a document ends */

/* a paragraph that was taken in */
struct gaz_taken {
    struct gaz_span span;
    uint32_t lines, taken; /* as it was, and as it is */
};

struct gaz_ending {
    uint32_t n_pages; /* with the one that it shares with the document before it (接排) */
    uint32_t
        last_lines; /* of the last page, 版记 included; UINT32_MAX where a picture or lost text fills it */
    bool is_followed;    /* another document may go on below its end (接排) */
    bool bare_footer;    /* nothing but the 版记 is on it */
    uint32_t bare_first; /* 1: the first page shows no text, though there is some (7.3.3) */
    uint32_t
        bare_signature; /* the page, from 1, of a signature without text on it (7.3.5.5); 0: there is none */
    const struct gaz_taken *taken;
    uint32_t n_taken;
    uint32_t saved_lines;           /* of the last page that is gone thanks to them */
    const struct gaz_taken *widows; /* paragraphs taken in so that no line of theirs stands alone (孤行) */
    uint32_t n_widows;
    int letterhead_less; /* lines that the 版头 was made lower by (版头.至少) */
};

/* A second or later page that holds the 版记 alone, or two lines at the most; a first page or a signature's
 * without text. */
bool gaz_ending_is_poor(const struct gaz_ending *ending);

/* ---- one document */

/* Sets one document of the issue by itself in a style, its own 凑版 included, below what it runs on from, and
 * tells how it ends. What the setting complains of goes to diags, but for how it ends. Its pages alone,
 * without inks, outline and self-check; with a tree. The caller frees them; what *ending points to is theirs,
 * its spans are the model's. */
struct gaz_pages *gaz_layout_document(const struct gaz_layout_job *job, uint32_t doc,
                                      const struct gaz_style *style, struct gaz_ending *ending,
                                      struct gaz_diags *diags);

/* what is given of a paragraph's lines */
struct gaz_line_ends {
    const uint32_t *offsets; /* rising: of characters that begin lines, in the source */
    uint32_t n;
    int more_lines; /* so many lines more than by the rules, or less */
    bool last;      /* the last line is full: its end is given too */
};

/* Of each line that a PARAGRAPH of the document would have the offset of its first character, in a new array
 * (g_free); NULL where that cannot be set. */
uint32_t *gaz_layout_lines(const struct gaz_layout_job *job, const struct gaz_style *style,
                           const struct gaz_block *block, const struct gaz_line_ends *given, uint32_t *n);

#endif
