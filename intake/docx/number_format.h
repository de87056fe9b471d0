/* number_format.h: a number written in one of the formats of ECMA-376 part 1, 17.18.59. */
#ifndef GAZ_INTAKE_DOCX_NUMBER_FORMAT_H
#define GAZ_INTAKE_DOCX_NUMBER_FORMAT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Adds the number as Word shows it. `format` is numFmt's w:val; of "custom" `pattern` is its w:format ("001,
 * 002, …"), else NULL. Where a format has no form for a number (a 21st circle) it is written in Arabic
 * figures, as Word does. False: the format is not known, and Arabic figures were written; `bullet` and `none`
 * add nothing. */
bool gaz_docx_add_number(GString *out, uint32_t number, const char *format, const char *pattern);

#endif
