/* run_folder.h: the folder of a run in progress, OUT/.gongbao (or .gongbao-1-of-8): everything that is not
 * yet finished lies here, and nowhere else.
 *
 *     lock       held while the run lives: two runs never share one
 *     journal    a record a line, appended as issues are finished: what a killed run leaves for --resume
 *     P-0.order … what the parent P and worker 0 pass to one another (order.h)
 *
 * It is removed when the run ends in order.
 */
#ifndef GAZ_ARCHIVE_REGENERATE_RUN_FOLDER_H
#define GAZ_ARCHIVE_REGENERATE_RUN_FOLDER_H

#include "archive/archive.h"
#include "archive/regenerate/manifest.h"

struct gaz_run_folder {
    char *path;     /* absolute */
    char *manifest; /* OUT/manifest.json, or manifest-1-of-8.json */
    char *shard;    /* "1/8"; NULL */
    int lock;       /* file descriptor */
    FILE *journal;
};

/* Makes OUT and the folder in it, takes the lock. With `earlier`, adds what earlier runs into OUT have made:
 * of all manifests there, the oldest first, and of journals that killed runs left. False after a report. */
bool gaz_run_folder_open(struct gaz_run_folder *folder, const struct gaz_regenerate_job *job,
                         GHashTable *earlier, struct gaz_diags *diags);

/* Appends a finished issue. */
void gaz_run_folder_note(struct gaz_run_folder *folder, const struct gaz_record *record);

/* keep: the journal stays, since the manifest could not be written */
void gaz_run_folder_close(struct gaz_run_folder *folder, bool keep);

#endif
