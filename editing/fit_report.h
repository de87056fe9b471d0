/* fit_report.h: the remedies as a person reads them, and as a program does. */
#ifndef GAZ_EDITING_FIT_REPORT_H
#define GAZ_EDITING_FIT_REPORT_H

#include "base/diag/diag.h"
#include "editing/remedies.h"

/* Remedies are numbered through the fitters, from 1. */
void gaz_fit_report_text(const struct gaz_fitter *fitters, uint32_t n, enum gaz_language language,
                         GString *out);
void gaz_fit_report_json(const struct gaz_fitter *fitters, uint32_t n, GString *out);

#endif
