/* volume.h: several issues through the pipeline of gazette.h, then bound into one. */
#ifndef GAZ_GAZETTE_VOLUME_H
#define GAZ_GAZETTE_VOLUME_H

#include "gazette/gazette.h"

struct gaz_volume {
    struct gaz_gazette *gazettes; /* by 年 and 期 once all were made */
    uint32_t n;
    struct gaz_pages *pages; /* NULL when an issue has errors */
};

/* Makes every issue of `folders` (in whatever order; n at least 1) and binds them. options: as for one issue,
 * but for the folder; progress counts issues. An issue's errors do not keep the others from being made:
 * all complaints come together, then there are no pages and the answer is false. Free with gaz_volume_clear
 * in any case, after the diagnostics were printed. */
bool gaz_volume_make(struct gaz_volume *volume, const char *const *folders, uint32_t n,
                     const struct gaz_gazette_options *options, struct gaz_diags *diags);
void gaz_volume_clear(struct gaz_volume *volume);

#endif
