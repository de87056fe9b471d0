/* year.h: what the parts of a 年度总目录 share. Only layout/issue/year*.c see this. */
#ifndef GAZ_LAYOUT_ISSUE_YEAR_H
#define GAZ_LAYOUT_ISSUE_YEAR_H

#include "layout/issue/contents.h"
#include "layout/issue/parts.h"

struct gaz_year {
    const struct gaz_volume_job *job;
    const struct gaz_typesetter *ts;
    const uint32_t *first_targets;
};

/* a document of the volume */
struct gaz_year_place {
    uint32_t issue, doc;
};

/* The entry of a document, but for its text. */
struct gaz_contents_entry gaz_year_entry(const struct gaz_year *year, struct gaz_year_place at,
                                         bool has_year);

/* the widest label so far */
struct gaz_year_widest {
    struct gaz_text label;
    gaz_len width;
};

void gaz_year_widen(const struct gaz_year *year, struct gaz_year_widest *widest, struct gaz_text label);

/* 主题索引: under each 主题词 the documents that have it, by pinyin; NULL: none has any. */
struct gaz_flow *gaz_year_subjects(const struct gaz_year *year);

#endif
