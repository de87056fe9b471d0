/* reader.h: what the readers of one document share, and the ledger of its characters.
 *
 * Inside input/ only. The ledger proves the first law, that no character is lost: each byte of a body is
 * either syntax (the reader says so where it takes it away) or stands in one text of the finished document.
 */
#ifndef GAZ_INPUT_READER_H
#define GAZ_INPUT_READER_H

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/source.h"
#include "input/doc.h"

#include <glib.h>

enum gaz_use { GAZ_USE_SYNTAX = 1 << 0, GAZ_USE_TEXT = 1 << 1 };

struct gaz_unwritten;

/* The file among n that stands for a path; NULL: none does. */
const struct gaz_unwritten *gaz_unwritten_find(const struct gaz_unwritten *files, uint32_t n,
                                               const char *path);

/* a note's mark that was read */
struct gaz_note_mark {
    const char *label;
    struct gaz_span span;
    struct gaz_char *ch; /* in the text that it stands in; NULL: that was given up */
};

struct gaz_reader {
    struct gaz_arena *arena;
    const struct gaz_source *source;
    struct gaz_diags *diags;
    const char *folder;                  /* the issue folder */
    const struct gaz_unwritten *instead; /* files that are not on the disk: a picture may be one */
    uint32_t n_instead;
    GHashTable
        *pictures; /* path to what lines/figure.c keeps of a file, of the whole issue; NULL: none is kept */
    uint32_t body; /* offset where the body begins */
    unsigned char *ledger; /* gaz_use, one byte for each of the source; owned */
    uint32_t
        no_table_end; /* from here on there is no </table>: not searched again, so reading stays linear */
    uint32_t next_table_end; /* the place after a </table> that was found; 0: none yet */
    uint32_t no_comment_end; /* the same for --> */
    GArray *note_marks;      /* struct gaz_note_mark, in the order of the source */
    uint32_t foreign_told;   /* of the kinds of foreign.c, a bit each: once a document */
    bool has_told_numbered;  /* that a heading with # has a number: once a document */
};

/* Sets the reader to the beginning of a source, whose bytes are all text so far; closed before the next. */
void gaz_reader_open(struct gaz_reader *reader, struct gaz_arena *arena, const struct gaz_source *source);
void gaz_reader_close(struct gaz_reader *reader);

/* Bytes [begin, end) are syntax; or, when a block turns out wrong, all text again. */
void gaz_reader_syntax(struct gaz_reader *reader, uint32_t begin, uint32_t end);
void gaz_reader_text_again(struct gaz_reader *reader, uint32_t begin, uint32_t end);

/* Bytes [begin, end) of the source as a span; a complaint about them, without arguments. */
struct gaz_span gaz_reader_span(const struct gaz_reader *reader, uint32_t begin, uint32_t end);
void gaz_reader_report(struct gaz_reader *reader, enum gaz_code code, uint32_t begin, uint32_t end);

/* Characters of the source; offset must be at a character's first byte, below the size. */
uint32_t gaz_source_char(const struct gaz_source *source, uint32_t offset);
uint32_t gaz_source_next(const struct gaz_source *source, uint32_t offset);

/* The end of the line that offset is in: the place of its '\n', or the size. */
uint32_t gaz_source_line_end(const struct gaz_source *source, uint32_t offset);

/* The first place from `begin` to `end` where `what` stands (ASCII letters in either case), or `end`. Looks
 * at no byte beyond the one it finds, so that searches one after another stay linear. */
uint32_t gaz_source_find(const struct gaz_source *source, uint32_t begin, uint32_t end, const char *what);

static inline bool gaz_is_space(uint32_t ch) {
    return ch == ' ' || ch == '\t';
}

#endif
