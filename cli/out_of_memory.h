/* out_of_memory.h: a failed allocation ends the program, whoever asked. */
#ifndef GAZ_CLI_OUT_OF_MEMORY_H
#define GAZ_CLI_OUT_OF_MEMORY_H

#include "base/diag/diag.h"

/* The language in which it is said; Chinese until then. */
void gaz_out_of_memory_say(enum gaz_language language);

#endif
