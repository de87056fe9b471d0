/* summary.h: what an intake did, in a few lines for a person. */
#ifndef GAZ_INTAKE_SUMMARY_H
#define GAZ_INTAKE_SUMMARY_H

#include "base/diag/diag.h"
#include "intake/account.h"

/* Indented lines: how much the file had, what was left out, put in, changed by class, guessed, and what is to
 * be looked at. Freed with g_string_free. */
GString *gaz_account_summary(const struct gaz_account *account, enum gaz_language language);

#endif
