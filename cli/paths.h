/* paths.h: where a result goes. */
#ifndef GAZ_CLI_PATHS_H
#define GAZ_CLI_PATHS_H

#include "cli/cli.h"

char *gaz_default_name(const char *folder); /* the folder's own name, resolved; freed by the caller */

/* Where the PDF goes, freed by the caller; or the exit status, after saying why it may not go there, and
 * NULL. */
int gaz_output_path(const struct gaz_cli *cli, char **path);

#endif
