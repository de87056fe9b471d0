/* forms.h: what a text's parts look like to whoever reads it: titles, addressees, dates, headings glued to
 * their text. */
#ifndef GAZ_INTAKE_FORMS_H
#define GAZ_INTAKE_FORMS_H

#include "base/text/text.h"

#include <stdbool.h>

/* Behind 2024年7月3日 or 二〇二四年七月三日 at `at`; 0: no date stands there. */
uint32_t gaz_form_date(struct gaz_text text, uint32_t at);

/* Behind the colon of an addressee that stands at `at`: 各区人民政府，市政府各部门：; 0: none stands there.
 */
uint32_t gaz_form_addressee(struct gaz_text text, uint32_t at);

/* Behind a title that begins at `at` and to which other text is glued; 0: none that is known. */
uint32_t gaz_form_title(struct gaz_text text, uint32_t at);

/* Where the signature begins whose date is at `date`: behind the sentence or date before it; `date` itself:
 * there is no name before it. */
uint32_t gaz_form_signature(struct gaz_text text, uint32_t date);

/* Behind the heading that begins at `at` and to which its text is glued, before `end`; 0: none is seen.
 * *is_strong: the words behind it begin as texts do, or say the heading again. */
uint32_t gaz_form_heading(struct gaz_text text, uint32_t at, uint32_t end, bool *is_strong);

/* Behind the bracket that is closed, of one that opens at `at`; 0: it is not closed. */
uint32_t gaz_form_brackets(struct gaz_text text, uint32_t at);

#endif
