/* schema.h: tables of keys.
 *
 * A map that an editor writes is described by one table: name, type, whether it must be there, what it is
 * for. The reader, the unknown-key hint, the manual's list of keys (`gongbao keys`) all come from that table.
 */
#ifndef GAZ_BASE_DATA_SCHEMA_H
#define GAZ_BASE_DATA_SCHEMA_H

#include "base/data/yaml.h"

struct gaz_arena;
struct gaz_diags;

struct gaz_date {
    int16_t year; /* 0: no date */
    int8_t month, day;
};

/* The type decides what the field at `offset` is. */
enum gaz_key_type {
    GAZ_KEY_TEXT,    /* struct gaz_text */
    GAZ_KEY_TEXTS,   /* struct gaz_texts: one scalar or a list of them */
    GAZ_KEY_STRING,  /* const char * */
    GAZ_KEY_DATE,    /* struct gaz_dated: YYYY-MM-DD, a real day */
    GAZ_KEY_INT,     /* int, within [min, max] */
    GAZ_KEY_NUMBERS, /* struct gaz_numbers: a number within [min, max], two of them with a dash (5-6, the
                        first is less), or what `choices` lists, where N stands for a number */
    GAZ_KEY_CHOICE,  /* int: the index in `choices` */
    GAZ_KEY_PAIRS,   /* struct gaz_pairs: a list of maps of one pair, or one map; label and value texts */
    GAZ_KEY_NODE,    /* const struct gaz_yaml *: read by its own rule */
};

/* one number, or those from one to another; of a word without a number 0 */
struct gaz_numbers {
    int first, last;
    bool is_extra; /* one of the words of `choices` */
};

struct gaz_texts {
    const struct gaz_text *texts;
    uint32_t n;
};

struct gaz_pair {
    struct gaz_text label, value;
};

struct gaz_pairs {
    const struct gaz_pair *pairs;
    uint32_t n;
};

struct gaz_dated {
    struct gaz_date date;
    struct gaz_span span; /* where it was written */
};

struct gaz_key {
    const char *name;
    enum gaz_key_type type;
    bool required;
    size_t offset;       /* in the record */
    const char *choices; /* CHOICE: "末尾|正文后"; NUMBERS: "增刊|增刊N" */
    int min, max;        /* INT, NUMBERS */
    const char *help;    /* one Chinese phrase for the manual */
    const char *help_en; /* the same in English */
    const char *node;    /* NODE: what its own rule reads, as base/data/json_schema.h's files define it */
    const char *also; /* what people call it besides, for the hint at an unknown key: "文号|令号"; NULL */
};

struct gaz_schema {
    const char *name; /* what is described, as messages say it: "issue.yaml", "公文的文件头" */
    const struct gaz_key *keys;
    uint32_t n;
};

/* Reads a map into a record by the table. The record keeps its earlier value for a key that is absent or
 * wrong (defaults are set by the caller beforehand). Unknown keys are errors with the key that is called so
 * besides, else the nearest name; a
 * required key that is missing is an error at the map's beginning. A key after which nothing stands (or a
 * blank text, an empty list) counts as absent: an error at its place when it is required, else a warning; so
 * does one blank text of several. A map of NULL (it was no YAML) reads as nothing. */
void gaz_schema_read(struct gaz_arena *arena, const struct gaz_schema *schema, const struct gaz_yaml *map,
                     void *record, struct gaz_diags *diags);

/* Reads one value of a key of the type NUMBERS; false, and nothing written, when it is none. */
bool gaz_numbers_parse(const struct gaz_key *key, const char *text, struct gaz_numbers *numbers);

/* Reports an unknown key at its place, with the nearest of the names. */
void gaz_report_unknown_key(const struct gaz_yaml *key, const char *const *names, uint32_t n,
                            struct gaz_diags *diags);

/* "YYYY-MM-DD" (month and day of one or two digits) to a real day of the Gregorian calendar, 1900–2999. */
bool gaz_date_parse(const char *text, struct gaz_date *date);

/* The same as a regular expression (ECMA-262): all months to the 28th, 29th and 30th, 31st, leap days. */
#define GAZ_DATE_YEAR "(19|2[0-9])[0-9]{2}"
#define GAZ_DATE_LEAP "((19|2[0-9])(0[48]|[2468][048]|[13579][26])|(20|24|28)00)"
#define GAZ_DATE_PATTERN                                                                                     \
    "^(" GAZ_DATE_YEAR "-(0?[1-9]|1[0-2])-(0?[1-9]|1[0-9]|2[0-8])|" GAZ_DATE_YEAR                            \
    "-(0?[13-9]|1[0-2])-(29|30)|" GAZ_DATE_YEAR "-(0?[13578]|1[02])-31|" GAZ_DATE_LEAP "-0?2-29)$"

#endif
