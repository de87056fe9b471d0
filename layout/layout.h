/* layout.h: the door: the model becomes pages. */
#ifndef GAZ_LAYOUT_LAYOUT_H
#define GAZ_LAYOUT_LAYOUT_H

#include "input/doc.h"
#include "layout/pages.h"
#include "styles/style.h"

#include <glib.h>

struct gaz_diags;
struct gaz_fonts;

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
};

/* Lays out the whole issue. After it the self-check has proved that every character that is to be printed is
 * set exactly once, in order; if not, an error with the place is in diags. NULL after a failure of ours. The
 * model, the style and the fonts must outlive the pages. The caller frees them. */
struct gaz_pages *gaz_layout(const struct gaz_layout_job *job, struct gaz_diags *diags);
void gaz_pages_free(struct gaz_pages *pages);

#endif
