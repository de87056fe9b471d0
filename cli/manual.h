/* manual.h: pages of docs/ that the program carries with it, so that what it tells is of its own version. */
#ifndef GAZ_CLI_MANUAL_H
#define GAZ_CLI_MANUAL_H

#include "cli/cli.h"

/* made of the files by cmake/embed.cmake */
extern const unsigned char gaz_manual_format[]; /* docs/稿件格式.md */
extern const unsigned char gaz_manual_rules[];  /* docs/rules.md */
extern const unsigned char gaz_manual_clreq[];  /* docs/clreq.md */

#define GAZ_MANUAL_FORMAT "格式" /* gongbao help 格式 */

/* The page that help calls so; NULL: there is none. */
const char *gaz_manual_page(const char *name);

/* gongbao keys NAME: what the tables say of one key, or of all below it, and the rules that they cite; gives
 * the exit status. */
int gaz_manual_key(const struct gaz_cli *cli, const char *name);

#endif
