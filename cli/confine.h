/* confine.h: what a command may touch, told to the kernel. */
#ifndef GAZ_CLI_CONFINE_H
#define GAZ_CLI_CONFINE_H

#include "cli/cli.h"
#include "gazette/gazette.h"

/* From here on the process writes in the folder of its output and in the cache of fonts alone, starts no
 * program and has no network. Only for commands that read an issue; does nothing for the others, and where
 * the kernel has no Landlock. */
void gaz_confine_writes(const struct gaz_cli *cli);

/* From here on it reads the issues named on the command line, the program's data, the faces that were found
 * for the gazettes and the system's libraries alone. The gazettes must have their fonts. */
void gaz_confine_reads(const struct gaz_cli *cli, const struct gaz_gazette *gazettes, uint32_t n);

/* From here on the process reads below the first folders (of const char *), where pages have their pictures,
 * and the system's libraries, and writes in the second ones alone, starts no program and has no network: the
 * files that were sent, and the issue.yaml that one is put into, are in memory. */
void gaz_confine_import(const GPtrArray *read, const GPtrArray *written);

#endif
