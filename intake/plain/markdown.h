/* markdown.h: a text that somebody marked up as Markdown (CommonMark, with the tables, notes and strokes that
 * GitHub and pandoc added): what its marks mean is kept, they are left out. Inside plain/ only. */
#ifndef GAZ_INTAKE_PLAIN_MARKDOWN_H
#define GAZ_INTAKE_PLAIN_MARKDOWN_H

#include "intake/plain/lines.h"

/* Whether the file is called so and has a mark of one kind, or, whatever it is called, has headings and marks
 * of another kind. */
bool gaz_markdown_is(const struct gaz_source *source);
/* Fills the draft. */
void gaz_markdown_read(struct gaz_plain_reading *r);

/* ---- markdown_inline.c */

struct gaz_markdown_names {
    GHashTable *notes; /* of notes that are called and have a text → their number */
    GHashTable *links; /* of addresses that stand apart */
};

/* The marks within a paragraph's characters: what they mean becomes attributes, a note's mark or a line end.
 */
void gaz_markdown_inline(struct gaz_plain_reading *r, struct gaz_draft_block *block,
                         const struct gaz_markdown_names *names);

#endif
