/* validate.h: what can be said only when a document, or the issue, has been read whole. Changes nothing. */
#ifndef GAZ_INPUT_KEYS_VALIDATE_H
#define GAZ_INPUT_KEYS_VALIDATE_H

#include "input/reader.h"

/* Attachments in order, marks that work, dates in order. */
void gaz_validate_doc(const struct gaz_doc *doc, struct gaz_diags *diags);

/* Characters that are typed for the marks that they look like: straight quotes, ― for —, ・ for ·.
 * lookalike.c. */
void gaz_report_lookalikes(const struct gaz_doc *doc, struct gaz_diags *diags);
/* The same of the English in issue.yaml: straight quotes, told once. */
void gaz_report_straight_english(const struct gaz_issue *issue, struct gaz_diags *diags);

/* ： and what is typed for it: the half-width colon, the ratio sign, small and vertical forms. lookalike.c.
 */
bool gaz_is_colon(uint32_t ch);

/* A 简介 that prints something. */
void gaz_validate_about(const struct gaz_doc *about, struct gaz_diags *diags);

/* Documents against one another and against the issue. */
void gaz_validate_issue(const struct gaz_issue *issue, struct gaz_diags *diags);

/* The first law: every character of the body stands in one text of the document, once, in order, or was taken
 * away as syntax; anything else is a bug of ours. */
void gaz_validate_characters(const struct gaz_doc *doc, struct gaz_reader *reader);

#endif
