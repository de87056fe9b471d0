/* documents.h: what an archive has of each document by itself (--split): names, and what is said of it. The
 * door is in archive.h. */
#ifndef GAZ_ARCHIVE_LOCK_DOCUMENTS_H
#define GAZ_ARCHIVE_LOCK_DOCUMENTS_H

#include "base/file/file.h"

#include <glib.h>
#include <stdbool.h>

#define GAZ_DOCUMENTS_FILE "manifest.json" /* in their folder: what they are */

/* Of files that were made: the hash of their manifest, which has that of each. Freed with g_free. */
char *gaz_documents_hash(const GPtrArray *files);

/* Whether a folder holds those whose manifest has this hash, each as it was written. */
bool gaz_documents_are_there(const char *folder, const char *hash);

#endif
