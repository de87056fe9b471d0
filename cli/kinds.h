/* kinds.h: which kinds of file the command line asks for, and what it says of the one for a press. */
#ifndef GAZ_CLI_KINDS_H
#define GAZ_CLI_KINDS_H

#include "cli/cli.h"

/* Reads --for, --pdfx and --impose into cli->kinds and cli->press; false after saying what is wrong. */
bool gaz_kinds_read(struct gaz_cli *cli);

#endif
