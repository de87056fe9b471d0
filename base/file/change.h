/* change.h: files of an editor's that are to hold something else.
 *
 * Between reading them and writing them something is worked out, and whoever edits the issue may save
 * meanwhile. So a change says what it was worked out from: when a file holds anything else by then, none of
 * those that go together is written.
 */
#ifndef GAZ_BASE_FILE_CHANGE_H
#define GAZ_BASE_FILE_CHANGE_H

#include "base/file/file.h"

#include <glib.h>

struct gaz_file_change {
    char *path;
    GBytes *bytes; /* that the file is to hold */
    GBytes *was;   /* that it holds now, none where there is no such file; NULL: whatever it does */
};

/* An array of changes, which it clears; freed with g_array_unref. */
GArray *gaz_file_changes_new(void);

/* Takes path and bytes, copies `was`; its data NULL: whatever stands there. */
void gaz_file_changes_add(GArray *changes, char *path, GBytes *bytes, struct gaz_bytes was);

/* Writes all of them, in their order, as gaz_files_write does; GAZ_D_WRITE_STALE tells of a file that is not
 * as it was. */
bool gaz_file_changes_write(const GArray *changes, struct gaz_diags *diags);

#endif
