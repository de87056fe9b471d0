/* near_file.h: which file was perhaps meant by a name that no file has. */
#ifndef GAZ_BASE_FILE_NEAR_FILE_H
#define GAZ_BASE_FILE_NEAR_FILE_H

#include "base/text/hint.h"

/* The path below `root` of a file whose name is nearly this one, folder by folder: of another case, width or
 * kind of bracket, with \ for /, other blanks, with or without 第, 一 for 1, 1 for 01, of another ending of
 * the same kind (.txt, .docx; .jpg, .png); else a slip of one or two characters, but never another number
 * (02.md is not meant by 01.md). NULL: none. Freed with g_free. Nothing outside the root is looked at. */
char *gaz_near_file(const char *root, const char *path);

/* The same without slips of characters: what a file must be called that is looked for by its name alone. */
char *gaz_same_file(const char *root, const char *path);

/* The files of a folder whose names end so, in any case of its letters: sorted, no links, nothing hidden, at
 * most some thousands. Freed with g_strfreev. */
char **gaz_files_ending(const char *folder, const char *ending);

/* The same as messages take it. */
struct gaz_hint gaz_near_file_hint(const char *root, const char *path);
/* Of a folder, by its last name only. */
struct gaz_hint gaz_near_folder_hint(const char *path);

#endif
