/* form.c: the names of forms, one by one. */
#include "base/terms/form.h"

#include <stddef.h>

#define COMMA ,
const char *const gaz_form_names[GAZ_N_FORMS + 1] = {GAZ_FORM_LIST(COMMA), NULL};
