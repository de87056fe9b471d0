/* stage.h: --stage: the round of a proof or a signature. */
#ifndef GAZ_CLI_STAGE_H
#define GAZ_CLI_STAGE_H

#include "cli/cli.h"

#include "base/terms/round.h"

#include <stdbool.h>

/* False after saying that --stage is not given, or which rounds there are. */
bool gaz_stage_read(const struct gaz_cli *cli, enum gaz_proof_round *round);

#endif
