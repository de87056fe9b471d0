/* status_json.h: the status of an issue for another program; docs/gongbao.1 says what the members are. */
#ifndef GAZ_ARCHIVE_LOCK_STATUS_JSON_H
#define GAZ_ARCHIVE_LOCK_STATUS_JSON_H

#include "archive/lock/differences.h"

#include <glib.h>

/* Of an issue that has no lock. Both append one object and a line end. */
void gaz_status_json_unlocked(GString *out);
/* differences: NULL where the issue could not be made. folder: of the issue. */
void gaz_status_json(GString *out, const struct gaz_lock *lock, const struct gaz_differences *differences,
                     const char *folder);

#endif
