/* folder.h: is a folder one of fonts? */
#ifndef GAZ_FONTS_FOLDER_H
#define GAZ_FONTS_FOLDER_H

#include <stdbool.h>

enum { GAZ_MOST_FONT_FILES = 20000 };

/* False when a folder holds more than GAZ_MOST_FONT_FILES files and folders, at any depth: fontconfig, which
 * would open each of them, does not come to the end of / or /proc, nor of a link that leads back to itself.
 * *odd: a pipe, a socket or a device among them, which fontconfig would open and wait for; NULL: none. Freed
 * with g_free.
 */
bool gaz_font_folder_is_small(const char *path, char **odd);

#endif
