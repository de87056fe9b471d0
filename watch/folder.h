/* folder.h: word of each save in a folder and all folders below it.
 *
 * The kernel tells (inotify); where it cannot know, since another machine writes (NFS, CIFS, FUSE, 9P), or
 * tells nothing, the folder is looked through every half second. A file that was written and closed, or put
 * in place of another, is told of at once; everything else (an editor that first takes the old file away, or
 * goes on writing) when it has been still for a moment.
 */
#ifndef GAZ_WATCH_FOLDER_H
#define GAZ_WATCH_FOLDER_H

#include <glib.h>
#include <stdbool.h>

enum gaz_folder_word {
    GAZ_FOLDER_SAVED,
    GAZ_FOLDER_GONE, /* it is not there any more, or another one is; nothing more is told */
};

struct gaz_folder;
typedef void gaz_folder_told(void *context, enum gaz_folder_word word);

/* Tells from the main loop. polls: looks for itself in any case. Never NULL. */
struct gaz_folder *gaz_folder_new(const char *path, bool polls, gaz_folder_told *told, void *context);
void gaz_folder_free(struct gaz_folder *folder); /* NULL is allowed */

/* Another folder whose files count, not those below it. */
void gaz_folder_also(struct gaz_folder *folder, const char *path);

/* When the first of the saves that were told of last was noticed: g_get_monotonic_time. */
gint64 gaz_folder_noticed(const struct gaz_folder *folder);

#endif
