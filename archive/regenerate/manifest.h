/* manifest.h: manifest.json, what a regenerate run has made: one record an issue.
 *
 * Invariants: 1. A record with outcome GOOD says of which inputs (hash) which PDF (hash) was made; nothing
 * else is believed without looking at the files again. 2. Everything but `took` is the same in every run of
 * one program on every machine, however often it was interrupted.
 */
#ifndef GAZ_ARCHIVE_REGENERATE_MANIFEST_H
#define GAZ_ARCHIVE_REGENERATE_MANIFEST_H

#include "base/data/format.h"
#include "output/output.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_diags;

enum gaz_outcome {
    GAZ_OUTCOME_GOOD,    /* the PDF is there */
    GAZ_OUTCOME_ERRORS,  /* of the documents */
    GAZ_OUTCOME_IO,      /* reading or writing failed, or the process was ended from outside */
    GAZ_OUTCOME_LIMIT,   /* it took too long or too much memory and was ended */
    GAZ_OUTCOME_CRASHED, /* a fault of the program */
    GAZ_N_OUTCOMES
};

struct gaz_record {
    const char *name; /* of the issue: its path below the archive; owned, as the other texts are */
    enum gaz_outcome outcome;
    unsigned pages, warnings, errors;
    unsigned font_warnings;            /* of the warnings: faces that stand in or lend */
    const char *input;                 /* hash, "" when not known */
    const char *pdfs[GAZ_N_PDF_KINDS]; /* hashes, "" of a kind that was not made */
    int64_t took;                      /* microseconds */
    unsigned matched;                  /* gaz_matched_state */
};

/* A copy that owns its texts; freed with gaz_record_free. add_json: one object, appended. */
struct gaz_record *gaz_record_copy(const struct gaz_record *record);
void gaz_record_free(struct gaz_record *record); /* NULL is allowed */
void gaz_record_add_json(GString *out, const struct gaz_record *record);

/* name → struct gaz_record *, owned */
GHashTable *gaz_records_new(void);

/* Adds the records of a manifest, or of a journal (records alone, one a line); later ones replace earlier
 * ones. A text that is damaged adds what can be read of it: what is not known is made again. */
void gaz_records_add_manifest(GHashTable *records, const char *text);
void gaz_records_add_journal(GHashTable *records, const char *text);
/* The same from a file, GAZ_FORMAT_MANIFEST or GAZ_FORMAT_JOURNAL, which may be absent. False after a
 * complaint: it is of another format, or newer than this program. */
bool gaz_records_read(GHashTable *records, const char *path, enum gaz_format format, struct gaz_diags *diags);

/* Writes the records (NULL ones left out) in this order. shard: "1/8", or NULL. */
bool gaz_manifest_write(const char *path, const GPtrArray *records, const char *shard,
                        struct gaz_diags *diags);

#endif
