/* paths.h: where a result goes. */
#ifndef GAZ_CLI_PATHS_H
#define GAZ_CLI_PATHS_H

#include "cli/cli.h"

char *gaz_default_name(const char *folder); /* the folder's own name, resolved; freed by the caller */

/* Where the PDF goes; NULL (after saying why) when it may not go there. Freed by the caller. */
char *gaz_output_path(const struct gaz_cli *cli);

#endif
