/* find.h: which issues an archive has, and which of them belong to a shard. */
#ifndef GAZ_ARCHIVE_REGENERATE_FIND_H
#define GAZ_ARCHIVE_REGENERATE_FIND_H

#include <glib.h>
#include <stdbool.h>

struct gaz_diags;

/* The paths below `archive` of the folders that hold an issue.yaml, sorted by bytes. Hidden folders are left
 * out and links to folders are not followed. A folder that cannot be read is reported. Freed with
 * g_ptr_array_unref. */
GPtrArray *gaz_issues_find(const char *archive, struct gaz_diags *diags);

/* By the hash of the issue's name alone, so that a new issue moves no other. */
bool gaz_issue_is_in_shard(const char *name, unsigned shard, unsigned n_shards);

#endif
