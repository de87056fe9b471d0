/* reasons.h: what cairo and libqpdf complain of, in both languages. */
#ifndef GAZ_OUTPUT_REASONS_H
#define GAZ_OUTPUT_REASONS_H

#include "base/diag/diag.h"
#include "base/diag/reason.h"

#include <cairo.h>
#include <qpdf/qpdf-c.h>

/* GAZ_D_DRAW with what a status of cairo says. */
void gaz_report_cairo(cairo_status_t status, struct gaz_diags *diags);

/* `code` with what libqpdf last complained of, which is fetched, so that the library stays silent; where it
 * has no complaint, `otherwise`. */
void gaz_report_qpdf(qpdf_data pdf, enum gaz_code code, struct gaz_reason otherwise, struct gaz_diags *diags);

#endif
