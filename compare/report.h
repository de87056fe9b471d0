/* report.h: a comparison as a person reads it, and as a program does. */
#ifndef GAZ_COMPARE_REPORT_H
#define GAZ_COMPARE_REPORT_H

#include "base/diag/diag.h"
#include "compare/comparison.h"

#include <glib.h>
#include <stdbool.h>

/* One line: what became of which pages. */
char *gaz_report_summary(const struct gaz_comparison *comparison, enum gaz_language language);

/* Page by page, appended; terse: what pages became, without their lines. json: one object; docs/gongbao.1
 * says what its members are. */
void gaz_report_text(const struct gaz_comparison *comparison, enum gaz_language language, bool terse,
                     GString *out);
void gaz_report_json(const struct gaz_comparison *comparison, enum gaz_language language, bool terse,
                     GString *out);

#endif
