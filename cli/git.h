/* git.h: the files of an issue as a revision of its git repository has them. */
#ifndef GAZ_CLI_GIT_H
#define GAZ_CLI_GIT_H

#include <stdbool.h>

struct gaz_diags;

struct gaz_git_folder {
    char *folder; /* of this run alone; the issue's files are in `issue`, below it */
    char *issue;
    char *date; /* of the commit: 2026-01-31 */
};

/* Puts what the revision has of `folder` into a folder of its own. The index and the files of the repository
 * are not touched. False after a complaint. To be cleared in any case, which takes the folder away. */
bool gaz_git_checkout(struct gaz_git_folder *out, const char *folder, const char *revision,
                      struct gaz_diags *diags);
void gaz_git_clear(struct gaz_git_folder *folder);

#endif
