/* waivers.h: the items of check-ignore.yaml. Only check/ looks in here. */
#ifndef GAZ_CHECK_WAIVERS_H
#define GAZ_CHECK_WAIVERS_H

#include "base/data/yaml.h"
#include "base/file/file.h"
#include "check/check.h"

struct gaz_waiver {
    const char *rule, *file, *text, *reason; /* file: NULL: any */
    const struct gaz_yaml *node; /* text's: it may be a blank in quotes, which other keys take for nothing */
    struct gaz_span span;
    bool holds;
};

/* Appends the good items of the file to `waivers` (struct gaz_waiver), their strings in the arena; gives the
 * value of 放行, NULL when there is none. */
const struct gaz_yaml *gaz_waivers_read(struct gaz_arena *arena, const struct gaz_source *source,
                                        GArray *waivers, struct gaz_diags *diags);

/* Whether a rule is called so. */
bool gaz_check_is_rule(const char *slug);

#endif
