/* tags.h: the tags of a table, where they may stand, and what their attributes say. Inside input/ only.
 */
#ifndef GAZ_INPUT_TABLE_TAGS_H
#define GAZ_INPUT_TABLE_TAGS_H

#include "input/reader.h"

enum gaz_tag {
    GAZ_TAG_NONE, /* no tag of ours; or, as a parent, none */
    GAZ_TAG_TABLE,
    GAZ_TAG_CAPTION,
    GAZ_TAG_COL,
    GAZ_TAG_THEAD,
    GAZ_TAG_TBODY,
    GAZ_TAG_TR,
    GAZ_TAG_TD,
    GAZ_TAG_TH,
    GAZ_TAG_BR,
    GAZ_TAG_SUP,
    GAZ_TAG_SUB,
};

/* what the attributes of a tag said; the rest has its defaults */
struct gaz_tag_values {
    unsigned classes;       /* table */
    struct gaz_width width; /* col */
    struct gaz_cell cell;   /* td, th: spans, aligns, is_vertical */
};

/* By the name in small letters, GAZ_TAG_NONE of another; its name; whether it may be a child of the other. */
enum gaz_tag gaz_tag_lookup(const char *name);
const char *gaz_tag_name(enum gaz_tag tag);
bool gaz_tag_may_stand_in(enum gaz_tag tag, enum gaz_tag parent);

/* Reads a tag at `span` with its attributes (name, value, …, NULL). False after a complaint: an unknown tag,
 * attribute or value. */
bool gaz_tag_read(struct gaz_reader *reader, struct gaz_span span, const char *name, const char **attributes,
                  struct gaz_tag_values *values);

#endif
