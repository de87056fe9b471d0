/* sign.h: what lock and approve share. */
#ifndef GAZ_CLI_COMMANDS_SIGN_H
#define GAZ_CLI_COMMANDS_SIGN_H

#include "cli/run.h"

#include "archive/archive.h"

/* Makes the files of a run that is laid out, and locks them; signing: NULL, or whose signatures are added. */
enum gaz_locked gaz_run_lock(const struct gaz_run *run, const struct gaz_signing *signing);

#endif
