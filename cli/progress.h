/* progress.h: one line on the terminal while an issue is set, and an orderly end when a signal comes. */
#ifndef GAZ_CLI_PROGRESS_H
#define GAZ_CLI_PROGRESS_H

#include "cli/cli.h"

/* Shown on a terminal only, wiped at the end; context: a struct gaz_cli. */
void gaz_progress_begin(const struct gaz_cli *cli);
void gaz_progress_show(void *context, uint32_t done, uint32_t of);
void gaz_progress_end(void);

/* Signals end the program with 128 + their number. */
void gaz_signals_catch(void);
void gaz_signals_hold(
    bool hold); /* while there is what has to be taken away again; files hold them by themselves */

#endif
