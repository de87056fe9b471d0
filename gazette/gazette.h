/* gazette.h: the whole pipeline as one function: read the issue, load the style, open the fonts, lay out. It
 * can stop after any stage and go on later. */
#ifndef GAZ_GAZETTE_GAZETTE_H
#define GAZ_GAZETTE_GAZETTE_H

#include "fonts/fonts.h"
#include "input/input.h"
#include "layout/layout.h"
#include "styles/styles.h"

struct gaz_diags;

/* how far to go */
enum gaz_stage { GAZ_STAGE_DOC, GAZ_STAGE_STYLE, GAZ_STAGE_FONTS, GAZ_STAGE_PAGES, GAZ_N_STAGES };

struct gaz_gazette {
    struct gaz_issue *issue;
    struct gaz_style *style;
    const struct gaz_style *
        *doc_styles;               /* one a document: the style, that of the document's form, or its own */
    struct gaz_style **own_styles; /* one a document: with its 版面; NULL where it has none */
    struct gaz_fonts *fonts;
    struct gaz_pages *pages;
    unsigned n_run;             /* stages that were run, in the order of enum gaz_stage */
    bool has_failed;            /* the last one of them gave nothing */
    int64_t took[GAZ_N_STAGES]; /* microseconds, for measuring only: nothing is decided by them */
};

struct gaz_gazette_options {
    const char *folder; /* of the issue; NULL: no issue is read, the stages STYLE and FONTS only */
    const char *style;  /* without an issue: the style's name; else NULL */
    const char *const *font_folders; /* --fonts */
    uint32_t n_font_folders;
    gaz_progress *progress;
    void *progress_context;
    const struct gaz_explain_request *explain; /* lines to be explained; NULL */
    bool wants_slugs;                          /* for a press: a line beside each page */
    struct gaz_fonts *fonts; /* of an earlier gazette: they go on serving where the style asks for the same */
    struct gaz_memory *memory; /* of earlier gazettes (layout/memory.h); NULL: none */
};

/* Runs the stages up to `last` that were not run yet: a gazette of zeros is begun, one that was made up to an
 * earlier stage goes on there (with the same options). Each member is NULL when its stage was not reached or
 * gave nothing. False when a stage failed (the diagnostics say why); none is run after it. An editor's errors
 * do not stop it: all complaints of a run come together, so ask the diagnostics before anything is written.
 * Free with gaz_gazette_clear in any case, after the diagnostics were printed: their places are in the
 * gazette's sources. */
bool gaz_gazette_make(struct gaz_gazette *gazette, const struct gaz_gazette_options *options,
                      enum gaz_stage last, struct gaz_diags *diags);
void gaz_gazette_clear(struct gaz_gazette *gazette);

#endif
