/* png.h: the pages that `gongbao png` was asked for. */
#ifndef GAZ_CLI_PNG_H
#define GAZ_CLI_PNG_H

#include "cli/cli.h"

struct gaz_png_wish {
    int dpi;
    char *prefix;
    GArray *ranges; /* pairs of int, page numbers as printed, both ends included; empty: all */
};

/* From -p, -r, -o. False after saying what is wrong. */
bool gaz_png_wish_read(struct gaz_png_wish *wish, const struct gaz_cli *cli);
void gaz_png_wish_clear(struct gaz_png_wish *wish);

/* Writes PREFIX-003.png …; false when the issue has none of the pages (nothing is written). */
bool gaz_png_write(const struct gaz_run *run, const struct gaz_png_wish *wish);

#endif
