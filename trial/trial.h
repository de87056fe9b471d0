/* trial.h: the door: a document with overrides, as its source would be, and how it is set then.
 *
 * An override is a mark of the print in the text or a value of 版面. A trial writes overrides into the bytes
 * of the source, has the reader read that document anew in the place of its own, and sets it: what is tried
 * is what will be written. Who tries, and to what end, is not known here.
 */
#ifndef GAZ_TRIAL_TRIAL_H
#define GAZ_TRIAL_TRIAL_H

#include "gazette/gazette.h"
#include "trial/stream.h"

enum gaz_override_kind {
    GAZ_OVERRIDE_VALUE,      /* of 版面 */
    GAZ_OVERRIDE_TITLE,      /* the title of a character is broken before the characters of `breaks` */
    GAZ_OVERRIDE_LOST_LINES, /* 缺行, before a character */
    GAZ_OVERRIDE_PAGE_END,   /* 页末, the same */
    GAZ_OVERRIDE_CUT,        /* 断表, before the row of a character */
    GAZ_OVERRIDE_TABLE,      /* 表格, a value that the table of a character has of its own */
    GAZ_OVERRIDE_LINE_LESS,  /* 减一行, of the paragraph of a character */
    GAZ_OVERRIDE_LINE_MORE,  /* 加一行, the same */
    GAZ_OVERRIDE_LINE_END,   /* 行末, before a character */
    GAZ_OVERRIDE_LAST_LINE,  /* 行末, at the end of the paragraph of a character */
};

struct gaz_override {
    enum gaz_override_kind kind;
    uint32_t at;             /* in the document's stream; not of VALUE */
    uint32_t n;              /* LOST_LINES: how many; TITLE: how many breaks */
    const uint32_t *breaks;  /* TITLE: rising, in the stream; in the arena */
    const char *key, *value; /* VALUE, TABLE; in the arena */
    uint32_t target;         /* the caller's */
};

/* a document of which trials are made */
struct gaz_trial {
    const struct gaz_gazette *gazette; /* set, without errors */
    struct gaz_arena *arena;           /* of all that is found; borrowed */
    uint32_t doc;                      /* its index */
    const char *file;                  /* the bytes of its source */
    size_t size;
    bool takes_marks; /* the bytes read as the text does, so that places of the text are places of the file */
    struct gaz_stream stream; /* as it is set without overrides */
    struct gaz_ending ending;
    unsigned n_warnings;
};

/* how a document came out */
struct gaz_setting {
    struct gaz_stream stream;
    struct gaz_ending ending; /* its spans are those of the document as it was read; in the trial's arena */
    gaz_len pitch, cell;      /* 行 and 字 of the document then */
    int lines_per_page;
    unsigned n_warnings; /* that the setting gives rise to: loose lines, … */
};

/* ---- beginning */

/* Reads the document's source again. False after a complaint: it cannot be read, or is not any more what it
 * was when the issue was read. */
bool gaz_trial_read(struct gaz_trial *trial, struct gaz_diags *diags);

/* The same, and sets the document as it is. Cleared with gaz_trial_clear in any case. */
bool gaz_trial_begin(struct gaz_trial *trial, struct gaz_diags *diags);
void gaz_trial_clear(struct gaz_trial *trial);
/* The document that is tried. */
const struct gaz_doc *gaz_trial_doc(const struct gaz_trial *trial);

/* ---- writing */

/* The source with these overrides (struct gaz_override), in *file; false where one cannot be written. */
bool gaz_trial_write(const struct gaz_trial *trial, const GArray *overrides, GString *file);

/* Whether the source with these overrides says the very same text, blanks and all: it is read again, and the
 * two models are held against one another. */
bool gaz_trial_keeps_text(const struct gaz_trial *trial, const GString *file);

/* An override as it is written: 页行数: 28 or <!-- 减一行 -->; what is none of both, in a word: 标题分行. */
void gaz_override_add(GString *out, const struct gaz_override *override);

/* Where its mark stands, in the source as it is; no source where it is of no place. */
struct gaz_span gaz_override_span(const struct gaz_trial *trial, const struct gaz_override *override);

/* Whether of the two only one can be meant: the same value, or the lines of one paragraph. */
bool gaz_overrides_clash(const struct gaz_trial *trial, const struct gaz_override *one,
                         const struct gaz_override *other);

/* ---- setting */

/* The document as it is set with these overrides. False when they cannot be written or are refused, or the
 * text would not be the same; else to be cleared with gaz_setting_clear. */
bool gaz_trial_set(const struct gaz_trial *trial, const GArray *overrides, struct gaz_setting *setting);

/* The same without n characters of the source, from `without` on. */
bool gaz_trial_set_without(const struct gaz_trial *trial, const GArray *overrides, uint32_t without,
                           uint32_t n, struct gaz_setting *setting);
void gaz_setting_clear(struct gaz_setting *setting);

/* The style of the document with these overrides, in *style; its own one is given back (NULL: it has none),
 * to be freed with gaz_style_free. */
struct gaz_style *gaz_trial_style(const struct gaz_trial *trial, const GArray *overrides,
                                  const struct gaz_style **style);

/* What sets paragraphs of the document by themselves (layout/layout.h). */
struct gaz_layout_job gaz_trial_job(const struct gaz_trial *trial);

/* The block that prints character `at` of the stream; NULL: it is of no part's blocks. */
const struct gaz_block *gaz_trial_block(const struct gaz_trial *trial, uint32_t at);

/* The place in the source of a character of the stream; no source where it is generated. */
struct gaz_span gaz_trial_span(const struct gaz_trial *trial, uint32_t at);

#endif
