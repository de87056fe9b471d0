/* facsimile.h: the door: a back issue against its printed copy.
 *
 * The copy's lines are laid beside the text; what differs is told, never changed. Then the fewest overrides
 * are sought, marks in the text and values of 版面, by which the pages begin and the lines end as printed.
 */
#ifndef GAZ_FACSIMILE_FACSIMILE_H
#define GAZ_FACSIMILE_FACSIMILE_H

#include "base/diag/diag.h"
#include "base/file/file.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_gazette;

/* told after each document; may be NULL */
typedef void gaz_match_progress(void *context, uint32_t done, uint32_t of);

struct gaz_match_job {
    const struct gaz_gazette *gazette; /* set, without errors */
    const char *print_name;            /* of the printed copy's file, as typed */
    struct gaz_bytes print;            /* what it says: gaz_print_text */
    struct gaz_bytes file;             /* its own bytes */
    enum gaz_language language;
    bool json;
    gaz_match_progress *progress;
    void *progress_context;
};

/* The printed copy of this name as text (facsimile/print.h): its bytes as they are, or, where they are a PDF
 * with a text layer, what that says. NULL after an error in diags. */
GBytes *gaz_print_text(const char *name, struct gaz_bytes bytes, struct gaz_diags *diags);

/* Tells on `out` how far the issue is from the print, what differs in words, and what mends the rest; the
 * sources that would change are appended to `changes` (struct gaz_file_change), and
 * behind them GAZ_MATCH_FILE, the record of what was compared and what remains.
 * Nothing is written. False after an error in diags. */
bool gaz_match(const struct gaz_match_job *job, GString *out, GArray *changes, struct gaz_diags *diags);

#endif
