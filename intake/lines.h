/* lines.h: plain UTF-8 text, a paragraph a line. */
#ifndef GAZ_INTAKE_LINES_H
#define GAZ_INTAKE_LINES_H

#include "base/file.h"
#include "intake/account.h"

bool gaz_lines_is(struct gaz_bytes file);
bool gaz_lines_read(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                    struct gaz_diags *diags);

#endif
