/* flat.h: a package whose parts stand behind one another in one XML file, as Word saves it ("flat OPC"). */
#ifndef GAZ_INTAKE_DOCX_FLAT_H
#define GAZ_INTAKE_DOCX_FLAT_H

#include "base/file/file.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_arena;

/* Whether the file is one whose parts are whole by themselves: each declares what its names mean. One that
 * does not is for other programs. */
bool gaz_docx_flat_is(struct gaz_bytes file);

/* A part: its name as the package has it, its bytes: of XML a piece of the file's, else in the arena. */
struct gaz_docx_flat_part {
    char *name;
    struct gaz_bytes bytes;
};

/* The parts, of gaz_docx_flat_part, in their order; freed with g_array_unref. NULL: the XML is broken. */
GArray *gaz_docx_flat_parts(struct gaz_arena *arena, struct gaz_bytes file);

#endif
