/* table_head.h: which rows of a table are its head, where the file does not say it. */
#ifndef GAZ_INTAKE_TABLE_HEAD_H
#define GAZ_INTAKE_TABLE_HEAD_H

#include "intake/account.h"
#include "intake/draft.h"

/* Tables with rules whose first rows look like a head get one; each is told as a guess. */
void gaz_draft_guess_heads(struct gaz_draft *draft, struct gaz_account *account);

#endif
