/* version.h: which program this is. What is behind it is written by every build (cmake/version.cmake). */
#ifndef GAZ_BASE_PROCESS_VERSION_H
#define GAZ_BASE_PROCESS_VERSION_H

extern const char gaz_version[]; /* "0.2.0" */

/* The commit in full, with "+" behind it when files differed from it; GAZ_NO_COMMIT outside git. For people
 * who look for the program that made something; nothing is decided by it, and it is in no PDF. */
extern const char gaz_commit[];
#define GAZ_NO_COMMIT "未知"

#endif
