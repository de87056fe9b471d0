/* write.h: what this room alone writes: a source in which some of the text is left out, to see what it was
 * for. */
#ifndef GAZ_TRIAL_WRITE_H
#define GAZ_TRIAL_WRITE_H

#include "trial/trial.h"

/* n characters of the stream from `at` on; n 0: nothing */
struct gaz_left_out {
    uint32_t at, n;
};

bool gaz_trial_write_without(const struct gaz_trial *trial, const GArray *overrides,
                             struct gaz_left_out without, GString *file);

#endif
