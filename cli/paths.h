/* paths.h: where a result goes. */
#ifndef GAZ_CLI_PATHS_H
#define GAZ_CLI_PATHS_H

#include "cli/cli.h"

char *gaz_default_name(const char *folder); /* the folder's own name, resolved; freed by the caller */

/* Where the PDF of each kind of cli->kinds goes (none: a screen's); NULL of the others. */
struct gaz_output_paths {
    char *pdfs[GAZ_N_PDF_KINDS];
    char *folder; /* of a file a document (--split), then there are no others; NULL: none */
    char *report; /* for the press; NULL: none */
};

/* As they were typed, or named after the folder; links are not followed yet, nothing is looked at. */
struct gaz_output_paths gaz_output_names(const struct gaz_cli *cli);
/* Behind links; or the exit status, after saying why one may not go there. To be cleared in any case. */
int gaz_output_paths(struct gaz_output_paths *paths, const struct gaz_cli *cli);
void gaz_output_paths_clear(struct gaz_output_paths *paths);

/* The same of match's -o, where it is given, and of desk's: cli->output. */
int gaz_copy_path(struct gaz_cli *cli);
int gaz_desk_path(struct gaz_cli *cli);

/* The file behind links, by one name however it is typed; freed with g_free. */
char *gaz_real_name(const char *path);

#endif
