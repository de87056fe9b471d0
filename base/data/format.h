/* format.h: the written forms that are read again, by us later or by others: each says its name and version
 * first.
 *
 *     gongbao pages 1
 *     {"format": "gongbao lines", "version": 1}
 *
 * A file that says nothing is of format 0, as the program wrote before there were versions, and is read. A
 * version counts up when a reader of the one before would misread the new one; what is only added does not
 * count: fields at a line's end and members of an object are skipped by whoever does not know them.
 */
#ifndef GAZ_BASE_DATA_FORMAT_H
#define GAZ_BASE_DATA_FORMAT_H

#include "base/text/source.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_diags;

enum gaz_format {
    GAZ_FORMAT_PAGES,       /* --dump=pages */
    GAZ_FORMAT_LINES,       /* --dump=lines, JSON */
    GAZ_FORMAT_LOCK,        /* issue.lock */
    GAZ_FORMAT_MANIFEST,    /* manifest.json, JSON */
    GAZ_FORMAT_JOURNAL,     /* of a regenerate run that goes on, JSON */
    GAZ_FORMAT_STRUCTURE,   /* --dump=structure */
    GAZ_FORMAT_MATCH,       /* match.lock */
    GAZ_FORMAT_PROOF_STATE, /* proof.state, JSON */
    GAZ_FORMAT_MARKS,       /* marks.json, JSON */
    GAZ_FORMAT_STATUS,      /* status --json */
    GAZ_FORMAT_DOCUMENTS,   /* manifest.json of --split, JSON */
    GAZ_N_FORMATS
};

/* What a text says of itself. */
struct gaz_format_head {
    unsigned version;       /* 0: nothing is said */
    enum gaz_format format; /* when version is not 0 */
    uint32_t size; /* bytes of the first line with its end, where it says nothing else; 0: version is 0, or
                      the text is one JSON object */
};

/* As it is written now. */
unsigned gaz_format_version(enum gaz_format format);
/* The line "gongbao pages 1". */
void gaz_format_add_line(GString *out, enum gaz_format format);
/* The members "format": …, "version": … that a JSON object begins with. */
void gaz_format_add_members(GString *out, enum gaz_format format);

/* Reads what `text` says of itself. `allowed`: 1 << gaz_format, or several of them. False after a complaint
 * at the beginning of the source: it is of another format, or newer than this program. */
bool gaz_format_read(struct gaz_format_head *head, const struct gaz_source *source, unsigned allowed,
                     struct gaz_diags *diags);

#endif
