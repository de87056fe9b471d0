/* lines.h: the lines of a text, and which of them go on in the next. Inside plain/ only. */
#ifndef GAZ_INTAKE_PLAIN_LINES_H
#define GAZ_INTAKE_PLAIN_LINES_H

#include "base/text/source.h"
#include "input/lines/pasted.h"
#include "intake/account.h"

struct gaz_plain_line {
    uint32_t begin, end;  /* bytes, without the line's end */
    uint32_t width;       /* half cells */
    uint32_t first, last; /* characters with ink; last: before what closes */
    bool is_empty, is_indented, ends_sentence, is_alone, is_person;
};

struct gaz_plain_reading {
    struct gaz_draft *draft;
    struct gaz_account *account;
    const struct gaz_source *source;
    struct gaz_pasted pasted;
    uint16_t part;
    uint32_t n_joined;
};

struct gaz_plain_line gaz_plain_line_at(const struct gaz_source *source, uint32_t number);
/* Whether the line begins a paragraph behind the one before it; `paragraph`: where the one that is open
 * begins. */
bool gaz_plain_begins(struct gaz_plain_reading *r, uint32_t paragraph, const struct gaz_plain_line *before,
                      const struct gaz_plain_line *line);
/* What parts the characters of a line from `next`, the first of the one that goes on. */
void gaz_plain_join(struct gaz_plain_reading *r, struct gaz_draft_block *block, uint32_t next,
                    uint32_t paragraph);
/* The characters of a line. */
void gaz_plain_add_line(struct gaz_plain_reading *r, struct gaz_draft_block *block,
                        const struct gaz_plain_line *line, uint32_t number);
/* That lines were joined, once for all. */
void gaz_plain_tell_joined(struct gaz_plain_reading *r);

#endif
