/* original.h: a file that another program turned into .docx, laid beside what was read of that: whether all
 * its text came through. */
#ifndef GAZ_INTAKE_OFFICE_ORIGINAL_H
#define GAZ_INTAKE_OFFICE_ORIGINAL_H

#include "base/file/file.h"
#include "intake/account.h"

struct gaz_diags;

/* Whether the file is of a kind that can be laid beside: OpenDocument, RTF, Word's XML. */
bool gaz_original_is_read(struct gaz_bytes file);

/* Tells, with a doubt, which runs of letters, digits and ideographs of the file the draft's carriers have not
 * in one piece, and what of the file is hidden and was made visible. */
void gaz_original_compare(struct gaz_bytes file, const struct gaz_draft *draft, struct gaz_account *account,
                          struct gaz_diags *diags);

#endif
