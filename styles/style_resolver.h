/* style_resolver.h: one reader a kind of value, shared by the files that turn written values into a style. */
#ifndef GAZ_STYLES_STYLE_RESOLVER_H
#define GAZ_STYLES_STYLE_RESOLVER_H

#include "styles/style_layers.h"

struct gaz_resolver {
    struct gaz_style *style;
    const struct gaz_style_layers *layers;
    struct gaz_diags *diags;
    bool failed;
};

/* What is known so far: nothing, the 字, the 字 and the 行. */
enum gaz_resolve_stage { GAZ_STAGE_PAPER, GAZ_STAGE_GRID, GAZ_STAGE_REST };

/* A length whose lowest and highest are in points. */
struct gaz_length_request {
    const char *name;
    const struct gaz_yaml *value;
    enum gaz_resolve_stage stage;
    int low, high;
};

/* Each reads a scalar; after a complaint `failed` is set and the field is as it was. */
void gaz_resolve_length(struct gaz_resolver *resolver, const struct gaz_length_request *request,
                        gaz_len *length);
void gaz_resolve_family(struct gaz_resolver *resolver, const struct gaz_yaml *value, const char **family);
void gaz_resolve_ink(struct gaz_resolver *resolver, const char *name, const struct gaz_yaml *value,
                     uint32_t *ink);

/* “name”的值不对；应是… */
void gaz_resolve_refuse(struct gaz_resolver *resolver, const char *name, const struct gaz_yaml *value,
                        const char *chinese, const char *english);

/* The index of a word among "甲|乙", or -1 after a complaint. */
int gaz_resolve_word(struct gaz_resolver *resolver, const char *name, const struct gaz_yaml *value,
                     const char *choices);

#endif
