/* yaml.h: YAML as a tree with places.
 *
 * libyaml's events, nothing resolved: every scalar is a string until its own rule reads it, so `no`, `012`
 * and `2026-01-02` are what the editor typed. Refused with a place: duplicate keys, aliases and anchors,
 * tags, more than one document, depth over 32, more than 1 MiB (libraries.md 3.1).
 */
#ifndef GAZ_BASE_DATA_YAML_H
#define GAZ_BASE_DATA_YAML_H

#include "base/text/source.h"
#include "base/text/text.h"

struct gaz_arena;
struct gaz_diags;

enum gaz_yaml_kind { GAZ_YAML_SCALAR, GAZ_YAML_LIST, GAZ_YAML_MAP };

struct gaz_yaml_pair {
    const struct gaz_yaml *key; /* a scalar */
    const struct gaz_yaml *value;
};

struct gaz_yaml {
    enum gaz_yaml_kind kind;
    struct gaz_span span;                /* in the source, from the first byte of the value */
    const char *scalar;                  /* SCALAR: UTF-8, block scalars with their inner line ends */
    bool empty;                          /* SCALAR: nothing was written (`key:`), not even quotes */
    bool refused;                        /* SCALAR: an alias; that it is none was said */
    const struct gaz_yaml *const *items; /* LIST */
    const struct gaz_yaml_pair *pairs;   /* MAP, in the order of the source */
    uint32_t n;                          /* items or pairs */
};

/* Reads source bytes [begin, end) as one YAML document whose root is a map. Complaints go to diags; NULL when
 * the text is no YAML at all. An empty document gives a map of no pairs. */
const struct gaz_yaml *gaz_yaml_read(struct gaz_arena *arena, const struct gaz_source *source, uint32_t begin,
                                     uint32_t end, struct gaz_diags *diags);

const struct gaz_yaml *gaz_yaml_lookup(const struct gaz_yaml *map, const char *key); /* NULL when absent */

/* A scalar as a text whose characters know their places: each character of the value is found again in the
 * source, in order (exact for plain, single-quoted and literal scalars; an escape in double quotes gives its
 * own place). Line ends inside become '\n'; blanks at the ends are left out. */
struct gaz_text gaz_yaml_text(struct gaz_arena *arena, const struct gaz_yaml *scalar);

/* A scalar whose text is empty: nothing was written, or quotes around nothing but blanks. */
bool gaz_yaml_is_blank(const struct gaz_yaml *node);

#endif
