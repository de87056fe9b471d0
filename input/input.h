/* input.h: the door: an issue folder becomes the model. */
#ifndef GAZ_INPUT_INPUT_H
#define GAZ_INPUT_INPUT_H

#include "input/doc.h"

#include <stdio.h>

struct gaz_diags;

/* Reads `folder` whole. Always gives a model of what could be read, NULL only when issue.yaml itself cannot
 * be; every complaint is in diags. The caller frees it with gaz_issue_free. */
struct gaz_issue *gaz_issue_read(const char *folder, struct gaz_diags *diags);
void gaz_issue_free(struct gaz_issue *issue);

/* The golden dump of the model, one fact a line. */
void gaz_issue_dump(const struct gaz_issue *issue, FILE *out);

/* The manual's list of keys of issue.yaml and of a document's front matter. */
void gaz_input_print_keys(FILE *out, bool english);

#endif
