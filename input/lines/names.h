/* names.h: the paragraph below <!-- 名单 -->: its names become cells. Inside input/ only. */
#ifndef GAZ_INPUT_LINES_NAMES_H
#define GAZ_INPUT_LINES_NAMES_H

#include "input/reader.h"

/* The lines [begin, end): names that blanks and line ends part, a row each in a table of one column; or, when
 * a line begins with a label (组　长：), rows of label, name and post. In the arena. */
const struct gaz_table *gaz_names_read(struct gaz_reader *reader, uint32_t begin, uint32_t end,
                                       struct gaz_names how);

/* What a comment that is <!-- 名单 -->, <!-- 名单 6列 --> or <!-- 名单 6列 按列 --> says. False: it is none.
 */
bool gaz_names_mark(const char *comment, struct gaz_names *how);

#endif
