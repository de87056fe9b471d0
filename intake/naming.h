/* naming.h: what a source is called that is made of a file. */
#ifndef GAZ_INTAKE_NAMING_H
#define GAZ_INTAKE_NAMING_H

/* A plain file name without its ending: `prefix` (NULL: none), then the number 国发〔2021〕5号 as
 * 国发-2021-5号; where there is none (NULL), the name of the file it came from. Freed with g_free. */
char *gaz_intake_name(const char *prefix, const char *number, const char *file);

#endif
