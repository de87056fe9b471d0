/* furniture.h: what stands around a text, and was put into a table to stand in its place. */
#ifndef GAZ_INTAKE_FURNITURE_H
#define GAZ_INTAKE_FURNITURE_H

#include "intake/account.h"

/* A 版头 at the beginning, a 版记 at the end, signatures: their rows become lines of the text. */
void gaz_draft_unfold_furniture(struct gaz_draft *draft, struct gaz_account *account);

#endif
