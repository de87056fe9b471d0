/* shape.h: which paragraph of a draft is what.
 *
 * By place and form (GB/T 9704): each guess stands in the account with its reason, and with what speaks
 * against it. Where nothing is sure a paragraph stays text of the body. */
#ifndef GAZ_INTAKE_SHAPE_SHAPE_H
#define GAZ_INTAKE_SHAPE_SHAPE_H

#include "intake/account.h"
#include "intake/shaped.h"

/* The draft outlives what is made of it. */
struct gaz_shaped *gaz_draft_shape(const struct gaz_draft *draft, struct gaz_account *account);

#endif
