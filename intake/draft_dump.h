/* draft_dump.h: a draft as text, for tests and for whoever wants to see what a reader found. */
#ifndef GAZ_INTAKE_DRAFT_DUMP_H
#define GAZ_INTAKE_DRAFT_DUMP_H

#include "intake/draft.h"

/* Adds to `out` one line a block: its kind, how it looks in brackets (only what is not the usual), its text.
 * Characters with attributes stand as {粗:…}, forced line ends as ⏎, a note's mark as {注1}. Cells follow
 * their table, indented, with row and column from 1 and their spans; notes follow the blocks. */
void gaz_draft_dump(const struct gaz_draft *draft, GString *out);

#endif
