/* echo.h: what a proof prints of its findings beside the pages. Only proof/ looks in here. */
#ifndef GAZ_PROOF_MARKS_ECHO_H
#define GAZ_PROOF_MARKS_ECHO_H

#include "output/annotations.h"

/* The finding's own note whose words are printed where the annotation lies: in a list, in a margin. NULL:
 * none are. */
const struct gaz_annotation *gaz_proof_echoed(const struct gaz_annotated *file,
                                              const struct gaz_annotation *note);

#endif
