/* stage.c: see stage.h. */
#include "cli/stage.h"
#include "cli/say.h"

#include "base/text/hint.h"

#define ROUNDS "一校、二校、三校、清样、付印"

bool gaz_stage_read(const struct gaz_cli *cli, enum gaz_proof_round *round) {
    if (!cli->stage) {
        gaz_usage_error(
            cli,
            gaz_pick(cli, "%s：要用--stage写明校次（" ROUNDS "）", "%s: which round (--stage: " ROUNDS ")?"),
            cli->command->name);
        return false;
    }
    if (gaz_round_read(cli->stage, round)) return true;
    struct gaz_hint hint = gaz_hint_for(cli->stage, gaz_round_names, GAZ_N_PROOF_ROUNDS);
    gaz_usage_error(cli,
                    gaz_pick(cli, "--stage没有“%s”这个校次%s（有" ROUNDS "）",
                             "--stage has no round \"%s\"%s (there are " ROUNDS ")"),
                    cli->stage, gaz_pick(cli, hint.chinese, hint.english));
    gaz_hint_clear(&hint);
    return false;
}
