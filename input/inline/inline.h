/* inline.h: a run of source characters becomes a text: escapes, line ends, ** and *, blanks to fill in.
 *
 * The block readers say which characters; what is markup among them is decided here, the same way for
 * paragraphs, headings, titles, captions and cells.
 */
#ifndef GAZ_INPUT_INLINE_INLINE_H
#define GAZ_INPUT_INLINE_INLINE_H

#include "input/reader.h"

#include <glib.h>

enum gaz_raw_kind {
    GAZ_RAW_CHAR,    /* as it stands in the source; '\n' is a source line end */
    GAZ_RAW_LITERAL, /* never markup: escaped, or written as &lt; */
    GAZ_RAW_BREAK,   /* a forced line end */
    GAZ_RAW_SOFT,    /* made here: a source line end inside the text */
    GAZ_RAW_STAR,    /* made here: a star that may be markup */
    GAZ_RAW_NOTE,    /* made here: a note's mark */
    GAZ_RAW_GONE,    /* made here: syntax, not printed */
    GAZ_RAW_PRINT_MARK, /* 行末, 页末, 缺行: its attributes are the next character's (lines/print_marks.h) */
};

struct gaz_raw {
    uint32_t ch, offset;
    uint32_t attrs;
    uint8_t kind;
};

/* An array of struct gaz_raw; the caller frees it with g_array_unref. */
GArray *gaz_raws_new(void);
void gaz_raws_add(GArray *raws, uint32_t ch, uint32_t offset, enum gaz_raw_kind kind);
void gaz_raws_add_source(GArray *raws, const struct gaz_source *source, uint32_t begin, uint32_t end);

/* The character at i that may be markup; 0: none is there, or it is none. */
static inline uint32_t gaz_raw_char(const GArray *raws, guint i) {
    if (i >= raws->len) return 0;
    const struct gaz_raw *raw = &g_array_index(raws, struct gaz_raw, i);
    return raw->kind == GAZ_RAW_CHAR ? raw->ch : 0;
}

/* What becomes of full-width blanks that begin a line of the text. ASCII ones are layout of the source and
 * are left out, and so are all blanks at the ends of lines. */
enum gaz_first_blanks {
    GAZ_BLANKS_LEFT_OUT, /* titles, captions: centred */
    GAZ_BLANKS_INNER,    /* text behind a forced line end; a paragraph's own indent is the style's */
    GAZ_BLANKS_TEXT,     /* text everywhere: cells */
};

/* The text of the raws. Linear in their number. */
struct gaz_text gaz_inline_read(struct gaz_reader *reader, const GArray *raws, enum gaz_first_blanks blanks);

/* The same for bytes [begin, end) of the source; of a title or a caption. */
struct gaz_text gaz_inline_read_source(struct gaz_reader *reader, uint32_t begin, uint32_t end);

/* The characters as they stand, no markup looked for: what a wrong block falls back to. */
struct gaz_text gaz_inline_verbatim(struct gaz_reader *reader, uint32_t begin, uint32_t end);

/* Characters that a backslash may stand before. */
bool gaz_is_escapable(uint32_t ch);

/* marks.c: turns stars into attributes, in place; and complains of what looks like a mistake. */
void gaz_marks_resolve(struct gaz_reader *reader, GArray *items);

/* What a note's label is made of. */
static inline bool gaz_note_may_label(uint32_t ch) {
    return gaz_char_is_latin(ch) || gaz_char_is_han(ch) || ch == '-' || ch == '_';
}

/* notes.c: the same for [^1]. A mark's character is told where it comes to stand; the marks read since `from`
 * were read stand where none may, and are complained of. */
void gaz_note_marks_find(struct gaz_reader *reader, GArray *items);
void gaz_note_mark_set(struct gaz_reader *reader, struct gaz_char *ch);
void gaz_notes_refuse(struct gaz_reader *reader, guint from);

/* scripts.c: the same for <sup>…</sup> and <sub>…</sub>. */
void gaz_scripts_resolve(struct gaz_reader *reader, GArray *items);

/* A text of the front matter, where only these tags are markup. */
struct gaz_text gaz_scripts_read(struct gaz_reader *reader, struct gaz_text text);

#endif
