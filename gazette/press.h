/* press.h: how the file for a press is made: by the style, and by what the command line says over it. */
#ifndef GAZ_GAZETTE_PRESS_H
#define GAZ_GAZETTE_PRESS_H

#include "gazette/gazette.h"
#include "output/output.h"

/* What the command line says over the style; zeros: nothing. */
struct gaz_press_wish {
    const char *profile; /* --profile, a file anywhere; NULL */
    bool has_pdfx;       /* --pdfx */
    enum gaz_pdfx pdfx;
    bool has_marks, is_booklet;
};

/* Fills in how an issue is made for a press; the gazette must have its style. Reads the profile, so it comes
 * before the run's reads are confined. False after errors: what is in `press` is good for no file then. To be
 * cleared in any case. What is assumed because nobody said it is a warning. */
bool gaz_press_of(struct gaz_press *press, const struct gaz_gazette *gazette,
                  const struct gaz_press_wish *wish, struct gaz_diags *diags);
void gaz_press_clear(struct gaz_press *press); /* of all zeros too */

/* Looks at pages that are to go to a press: colours of which nobody has said how they are printed and
 * pictures whose size nobody has said are errors, coarse pictures warnings. The gazettes (one; of a volume
 * all) know where a colour was written. */
bool gaz_press_check_pages(const struct gaz_pages *pages, const struct gaz_gazette *gazettes, uint32_t n,
                           struct gaz_diags *diags);

#endif
