/* folder.h: a folder of files that belong together, written whole or not at all.
 *
 * It is made beside its place under another name, synced, and put there in one step; what stood there is
 * taken away behind it. Whether that may be is asked before (gaz_file_place, of each file): nothing is looked
 * at here.
 */
#ifndef GAZ_BASE_FILE_FOLDER_H
#define GAZ_BASE_FILE_FOLDER_H

#include "base/file/file.h"

/* The names of files are within the folder. Takes away what killed writes of the same folder have left. False
 * after reporting GAZ_D_WRITE. */
bool gaz_folder_write(const char *path, const struct gaz_new_file *files, uint32_t n,
                      struct gaz_diags *diags);

/* Puts a folder that is whole, on the same disk, in the place of another one, of an empty one or of none.
 * False: errno. */
bool gaz_folder_put(const char *made, const char *path);

/* Takes a folder away with its files; one that has folders in it stays with these. */
void gaz_folder_remove(const char *path);

#endif
