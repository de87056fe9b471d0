/* verdict.h: what is said when an intake is not sound, and whether enough of the file is in it. */
#ifndef GAZ_INTAKE_VERDICT_H
#define GAZ_INTAKE_VERDICT_H

#include "base/diag/diag.h"
#include "intake/conserve.h"

/* Reports a finding of the proof: the character, its place, what became of it. */
void gaz_intake_report(const struct gaz_draft *draft, struct gaz_intake_finding finding,
                       struct gaz_diags *diags);

/* At most one in a hundred of the characters that matter may be left out. False after saying how many are. */
bool gaz_intake_is_enough(const struct gaz_draft *draft, const struct gaz_account *account,
                          struct gaz_diags *diags);

#endif
