/* edit.h: changes of a source's text, made in the bytes of its file: a byte order mark, line ends and all
 * that is not changed stay as they are.
 */
#ifndef GAZ_BASE_FILE_EDIT_H
#define GAZ_BASE_FILE_EDIT_H

#include "base/file/file.h"

#include <glib.h>

/* What takes the place of [begin, end) of the text. */
struct gaz_edit {
    uint32_t begin, end;
    const char *text; /* its line ends are \n; borrowed */
};

/* Whether these bytes read as exactly this text, so that places of the one are places of the other: the file
 * is the one that was read, and nothing in it was left out. */
bool gaz_source_is_of(const struct gaz_source *source, struct gaz_bytes bytes);

/* Makes n edits, in the order of their places, none over another. */
void gaz_edits_apply(GString *file, const struct gaz_edit *edits, size_t n);

#endif
