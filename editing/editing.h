/* editing.h: the door: what an editor has written into the sources of issues.
 *
 * Making a document end well, and beginning the next issue from the last one. It stands between output/
 * and cli/: it may use the stages through their doors and prints nothing but its results; complaints are
 * diagnostics.
 */
#ifndef GAZ_EDITING_EDITING_H
#define GAZ_EDITING_EDITING_H

#include "base/diag/diag.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_gazette;

/* ---- fit */

struct gaz_fit_job {
    const struct gaz_gazette *gazette; /* set, without errors */
    const char *document;              /* its file, or the name without ending; NULL: those that end poorly */
    unsigned choice;                   /* a remedy by its number in the list; 0: the list is wanted */
    enum gaz_language language;
    bool json;
};

/* Lists on `out` what would make documents end well, each remedy having been tried; or shows the change of
 * the chosen one as a unified diff and appends it to `changes` (base/file/change.h). Nothing is written.
 * False after an error in diags. */
bool gaz_fit(const struct gaz_fit_job *job, GString *out, GArray *changes, struct gaz_diags *diags);

/* ---- clean */

struct gaz_clean_job {
    const char *folder;       /* of an issue */
    const char *const *files; /* of it; none: all .md and .yaml files in it */
    uint32_t n_files;
    enum gaz_language language;
    bool write, json;
};

/* Shows on `out` what is changed in each file, as a diff with the account of it (or as JSON), and writes it
 * when asked: the encoding, line ends, controls that cannot be seen, forms of characters that stand for
 * others. A file that needs nothing is not named. False after an error in diags; each file is written whole
 * or left as it was. */
bool gaz_clean(const struct gaz_clean_job *job, GString *out, struct gaz_diags *diags);

/* ---- new */

struct gaz_new_job {
    const char *folder; /* is made, or is there and empty */
    const char *from;   /* the last issue's folder; NULL: there is none */
    enum gaz_language language;
};

/* Writes the skeleton of the next issue, or of a first one in gongbao-2026, and tells on `out` what was
 * counted on, proposed and taken over. False after an error in diags; then nothing of it is left. */
bool gaz_new_issue(const struct gaz_new_job *job, GString *out, struct gaz_diags *diags);

/* Its templates as snippets of an editor, an object in the form of VS Code, which others read too: what is to
 * be written (××) is where the editor stops. Appended. */
void gaz_templates_put_snippets(GString *out);

#endif
