/* against.h: the earlier state that --against names: proof.state of an earlier proof, an issue folder, or a
 * revision of the git repository that the issue lies in. */
#ifndef GAZ_CLI_AGAINST_H
#define GAZ_CLI_AGAINST_H

#include "cli/cli.h"

/* Finds it and reads it: cli->earlier. To be called before anything is confined, since git may be started:
 * the files of a revision come into a folder of their own, which is gone again afterwards. True when nothing
 * was asked for; false after complaints, with the exit status. */
bool gaz_against_open(struct gaz_cli *cli, int *status);

#endif
