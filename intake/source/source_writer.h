/* source_writer.h: what the files that write a source share. Inside intake/ only. */
#ifndef GAZ_INTAKE_SOURCE_SOURCE_WRITER_H
#define GAZ_INTAKE_SOURCE_SOURCE_WRITER_H

#include "intake/source/source.h"

/* where a text stands: what ends a line there, and what is to be escaped */
enum gaz_writer_place { GAZ_WRITE_PARAGRAPH, GAZ_WRITE_TITLE, GAZ_WRITE_PIPE, GAZ_WRITE_HTML };

struct gaz_writer {
    struct gaz_written *out;
    const struct gaz_shaped *shaped;
    const char *name;
    bool emphasis, in_gap;
    bool in_head;         /* of a table: what is bold there the house sets so */
    unsigned char *notes; /* one of each of the draft: gaz_note_state */
    GHashTable *figures;  /* of a picture's bytes the path, both borrowed from out->figures */
};

enum gaz_note_state { GAZ_NOTE_UNSEEN, GAZ_NOTE_MARKED, GAZ_NOTE_UNMARKED, GAZ_NOTE_WRITTEN };

/* Bytes that are no character of the draft. */
void gaz_write(struct gaz_writer *w, const char *bytes);
/* A character of the draft, behind `before` (a backslash), as `bytes`; NULL: as itself. */
void gaz_write_char(struct gaz_writer *w, const struct gaz_draft_char *ch, const char *before,
                    const char *bytes);
/* Closes what is open and opens what is to be, when it is something else. */
void gaz_write_attrs(struct gaz_writer *w, uint16_t *open, uint16_t attrs);
/* A note's mark; where none may stand it is remembered alone. */
void gaz_write_note_mark(struct gaz_writer *w, const struct gaz_draft_char *ch, bool is_written);
/* A text with its escapes, emphasis and notes' marks. */
void gaz_write_text(struct gaz_writer *w, const GArray *chars, enum gaz_writer_place place);
/* ![…](…){…}; caption: NULL is allowed */
void gaz_write_figure(struct gaz_writer *w, const struct gaz_draft_figure *figure, const GArray *caption);

void gaz_write_front(struct gaz_writer *w);                                  /* source_front.c */
void gaz_write_table(struct gaz_writer *w, const struct gaz_draft_block *b); /* source_table.c */

/* emphasis.c: the attributes that can be written of a text's characters, one each, freed with g_free; such as
 * stars beside stars cannot. */
uint16_t *gaz_emphasis_of(const GArray *chars, bool strong_too);
/* Adds what of a text's emphasis is not among these attributes to a list of gaz_source_unmarked. */
void gaz_emphasis_unmarked(const GArray *chars, const uint16_t *attrs, GArray *unmarked);
/* The same of a paragraph that looks strong as a whole, where its characters do not say so themselves. */
void gaz_emphasis_unmarked_look(const struct gaz_draft_look *look, const GArray *chars, GArray *unmarked);

#endif
