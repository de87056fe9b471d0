/* diag_text.h: how a complaint or a finding is written for a person: its wording, its place, its line. */
#ifndef GAZ_BASE_DIAG_DIAG_TEXT_H
#define GAZ_BASE_DIAG_DIAG_TEXT_H

#include "base/text/source.h"

#include <glib.h>

/* The wording with {0} to {3} replaced; an argument that was not given reads as nothing. args ends with NULL.
 */
void gaz_wording_append(GString *out, const char *wording, const char *const *args);

/* "file:line:column: "; without a source the name alone; nothing when there is no name. */
void gaz_place_append(GString *out, const char *name, struct gaz_span span);

/* The source line and a caret under the place; of a long line the part around the place. */
void gaz_context_append(GString *out, struct gaz_span span);

#endif
