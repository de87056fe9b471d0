/* blanks.h: blanks that have a name in HTML (&emsp; &ensp;) or were pasted from a page. */
#ifndef GAZ_INTAKE_BLANKS_H
#define GAZ_INTAKE_BLANKS_H

#include "intake/account.h"

/* They become the common ones, full-width or half, which everybody after knows; told. One between two letters
 * or digits (1 234) parts these as it was meant to, and stays. */
void gaz_draft_make_blanks_common(struct gaz_draft *draft, struct gaz_account *account);

#endif
