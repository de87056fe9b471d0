/* contents.h: a document's own 目录, as regulations and plans have it. Inside input/ only.
 *
 * A paragraph 目录 and the lines below it are contents, when most of these lines name heads that follow in
 * the part, in this order: by number and words, by words alone (a number that is wrong), or by number alone
 * (a word that is wrong). What does not agree stays a line of the contents; the checker tells of it. A mark
 * (<!-- 目录 -->) says so where the lines do not.
 */
#ifndef GAZ_INPUT_BODY_CONTENTS_H
#define GAZ_INPUT_BODY_CONTENTS_H

#include "input/lines/blocks.h"

/* Whether the source line [begin, end) says 目录 and nothing else; whether it may be a line of contents: a
 * division, or a few words without a stop. */
bool gaz_contents_begin(const struct gaz_source *source, uint32_t begin, uint32_t end);
bool gaz_contents_may_list(const struct gaz_source *source, uint32_t begin, uint32_t end);

/* Gives the blocks of contents among the part's their kinds, before their numbers are read; forced line ends
 * part their lines into blocks. Gives for each block 1 + the block that it names, 0: none; freed with g_free.
 */
uint32_t *gaz_contents_find(struct gaz_body *body);

/* When the heads have their numbers: entries get that of the head that they name. */
void gaz_contents_lead(struct gaz_body *body, const uint32_t *named);

#endif
