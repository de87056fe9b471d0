/* rules.h: what the rules over the house's lists share. Only they look in here. */
#ifndef GAZ_CHECK_HOUSE_RULES_H
#define GAZ_CHECK_HOUSE_RULES_H

#include "check/checker.h"
#include "check/house/house.h"

/* When the document was made: 成文日期, else the first day of its number's year, else the date. */
struct gaz_date gaz_date_of(const struct gaz_checker *checker, const struct gaz_doc *doc);
/* Earlier: below 0. */
int gaz_date_compare(struct gaz_date a, struct gaz_date b);

/* Whether a former name of an organ is wrong where it stands (organs.c). */
bool gaz_former_counts(const struct gaz_checker *checker, const struct gaz_passage *passage,
                       struct gaz_house_hit hit);

/* Tells a post beside a person's name that is not theirs (people.c). */
void gaz_judge_post(struct gaz_checker *checker, const struct gaz_passage *passage, struct gaz_house_hit hit);

#endif
