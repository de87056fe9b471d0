/* commands.h: what each command runs; gives the exit status. The table of them is in main.c. */
#ifndef GAZ_CLI_COMMANDS_H
#define GAZ_CLI_COMMANDS_H

#include "cli/cli.h"

/* main.c: a whole command line, the program's name first */
int gaz_command_line_run(int argc, char **argv);

/* commands/build.c: an issue, or what a stage of it made */
int gaz_build_run(struct gaz_cli *cli);
int gaz_check_run(struct gaz_cli *cli);
int gaz_fonts_run(struct gaz_cli *cli);
int gaz_style_run(struct gaz_cli *cli);

/* commands/explain.c: build --explain-line=PLACE */
int gaz_explain_run(struct gaz_cli *cli);

/* commands/archive.c: lock, regenerate, and build as regenerate starts it */
int gaz_lock_run(struct gaz_cli *cli);
int gaz_regenerate_run(struct gaz_cli *cli);
int gaz_worker_run(struct gaz_cli *cli);

/* commands/sign.c: approve, and what is still as it was signed */
int gaz_approve_run(struct gaz_cli *cli);
int gaz_status_run(struct gaz_cli *cli);

int gaz_volume_run(struct gaz_cli *cli); /* commands/volume.c */
int gaz_png_run(struct gaz_cli *cli);    /* commands/png.c */
int gaz_diff_run(struct gaz_cli *cli);   /* commands/diff.c */

/* commands/editing.c: clean, fit and new */
int gaz_clean_run(struct gaz_cli *cli);
int gaz_fit_run(struct gaz_cli *cli);
int gaz_match_run(struct gaz_cli *cli);         /* commands/match.c */
int gaz_marks_run(struct gaz_cli *cli);         /* commands/marks.c */
int gaz_proof_run(struct gaz_cli *cli);         /* commands/proof.c */
int gaz_proof_desk_run(struct gaz_cli *cli);    /* commands/desk.c */
int gaz_watch_command_run(struct gaz_cli *cli); /* commands/watch.c */
int gaz_new_run(struct gaz_cli *cli);
int gaz_keys_run(struct gaz_cli *cli); /* commands/keys.c */

int gaz_import_run(struct gaz_cli *cli); /* commands/import.c */

#endif
