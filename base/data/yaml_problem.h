/* yaml_problem.h: libyaml's complaint in the editor's language. Only yaml.c includes this. */
#ifndef GAZ_BASE_DATA_YAML_PROBLEM_H
#define GAZ_BASE_DATA_YAML_PROBLEM_H

#include "base/text/source.h"

struct gaz_diags;

struct gaz_yaml_problem {
    const struct gaz_source *source;
    uint32_t begin, end; /* the slice that was read */
    const char *problem; /* libyaml's words */
    uint32_t at;         /* where it noticed */
    uint32_t context;    /* where what it was reading began */
};

void gaz_yaml_report_problem(const struct gaz_yaml_problem *problem, struct gaz_diags *diags);

#endif
