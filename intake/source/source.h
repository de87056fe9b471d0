/* source.h: a shaped draft as the bytes of a source, written so that input/ reads exactly these characters.
 *
 * What could be taken for a mark is escaped; where each character stands is kept beside the bytes, and the
 * proof (conserve.h) asks for each whether input/ found it there. */
#ifndef GAZ_INTAKE_SOURCE_SOURCE_H
#define GAZ_INTAKE_SOURCE_SOURCE_H

#include "base/data/schema.h"
#include "intake/intake.h"
#include "intake/shaped.h"

/* A character of the draft in the bytes: at the byte to which input/ gives it. */
struct gaz_source_place_of {
    uint32_t offset, ch;
    uint32_t carrier; /* GAZ_NOWHERE: it was put in */
    bool is_gap; /* it parts a label from a title, or names from one another: that is all it says, and input/
                    may take it for just that */
};

/* What is written in one form and read in another: 2024年7月3日 is written 2024-07-03. */
struct gaz_source_form {
    enum gaz_front_key key; /* DATE or PRINT_DATE */
    const GArray *chars;    /* borrowed from the shaped draft */
};

/* A note's mark: no character is printed for it as it was written. */
struct gaz_source_mark {
    uint32_t carrier; /* GAZ_NOWHERE: the file had none */
    bool is_written;  /* false: it stood in a title, where none may stand; its note is a paragraph */
};

/* Bold or 楷体 of the file that the source does not show, [begin, begin + n) of a text. */
struct gaz_source_unmarked {
    const GArray *chars; /* borrowed from the shaped draft or from the draft */
    guint begin, n;
    bool is_whole; /* the text is so from end to end: the house sets such lines in a face of its own */
};

struct gaz_written {
    GString *bytes;
    GArray *places;   /* of gaz_source_place_of; offsets rise */
    GArray *forms;    /* of gaz_source_form */
    GArray *marks;    /* of gaz_source_mark: marks of notes, in order */
    GArray *unmarked; /* of gaz_source_unmarked */
    GArray *figures;  /* of gaz_imported_figure: figures/NAME-图1.png */
};

/* name: of the source without its ending; figures are named after it. With emphasis, or without where stars
 * could be misread. Freed with gaz_written_free. */
struct gaz_written *gaz_source_write(const struct gaz_shaped *shaped, const char *name, bool emphasis);
void gaz_written_free(struct gaz_written *written); /* NULL is allowed */

/* A day as a draft has it: 2024年7月3日, 二〇二四年七月三日, 2024-07-03, with or without 印发 behind it.
 * False: it is none. */
bool gaz_draft_date(const GArray *chars, struct gaz_date *date);
/* As it will be printed: 2024年7月3日; freed with g_free. */
char *gaz_draft_date_printed(struct gaz_date date, enum gaz_front_key key);

#endif
