/* plain.h: a text file, or text that was pasted, as a draft.
 *
 * Carriers are all characters but the ends of lines. A line is a paragraph, unless lines were broken at a
 * width (input/lines/pasted.h): then they are joined. A long line in which paragraphs have run together, as
 * some sites give them, is parted by what its structure says (paragraphs.h).
 */
#ifndef GAZ_INTAKE_PLAIN_H
#define GAZ_INTAKE_PLAIN_H

#include "base/file/file.h"
#include "intake/account.h"

#include <stdbool.h>

struct gaz_diags;

/* Whether the bytes are text: UTF-8, whole or nearly, or in another encoding Chinese. */
bool gaz_plain_is(struct gaz_bytes file);

/* UTF-8, UTF-16, UTF-32, GB 18030. False after a report. */
bool gaz_plain_read(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                    struct gaz_diags *diags);

#endif
