/* trial.h: a document with overrides: as its source would be, and how it is set then.
 *
 * An override is a mark in the text or a value of 版面. A trial writes them into the bytes of the source, has
 * the reader read that document anew in the place of its own, and sets it: what is tried is
 * what will be written.
 */
#ifndef GAZ_FACSIMILE_TRIAL_H
#define GAZ_FACSIMILE_TRIAL_H

#include "facsimile/stream.h"
#include "gazette.h"

enum gaz_override_kind {
    GAZ_OVERRIDE_VALUE,      /* of 版面 */
    GAZ_OVERRIDE_TITLE,      /* the title of a character is broken at the targets that stand in it */
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
    uint32_t at;             /* in the document's stream */
    uint32_t n;              /* LOST_LINES: how many */
    const char *key, *value; /* VALUE, TABLE; in the arena */
    uint32_t target;         /* what it mends first, in the matcher's targets */
};

/* what the print says of a place of the document */
struct gaz_target_place {
    uint32_t at;   /* the character of the stream that begins a line */
    uint32_t line; /* in the print's lines */
    int page;      /* as printed */
    bool begins_page;
    bool begins_line; /* of text in lines: no table's */
    bool is_whole;    /* the next place is where this line ends */
};

struct gaz_matcher {
    const struct gaz_gazette *gazette;
    struct gaz_arena *arena;
    uint32_t doc;
    const char *file; /* the bytes of its source */
    size_t size;
    int first_page;           /* as printed */
    struct gaz_stream stream; /* as it is set without overrides */
    struct gaz_target_place *targets;
    uint32_t n_targets;
    GArray *overrides; /* struct gaz_override */
    GArray *surplus;   /* struct gaz_surplus (surplus.h) */
};

/* The source with these overrides, in *file; false where one cannot be written. */
bool gaz_trial_write(const struct gaz_matcher *matcher, const GArray *overrides, GString *file);

/* The document as it is set with these overrides, to be cleared by the caller. False, and nothing is to be
 * cleared, when they cannot be written or are refused, or the text would not be the same. */
bool gaz_trial_set(struct gaz_matcher *matcher, const GArray *overrides, struct gaz_stream *stream);

/* The same without n characters of the source, from `without` on. */
bool gaz_trial_set_without(struct gaz_matcher *matcher, const GArray *overrides, uint32_t without, uint32_t n,
                           struct gaz_stream *stream);

/* Whether the source with these overrides says the very same text, blanks and all: it is read again, and the
 * two models are held against one another. */
bool gaz_trial_keeps_text(const struct gaz_matcher *matcher, const GString *file);

/* The style of the document with 版面 as the file has it, in *style; its own one is given back (NULL: it has
 * none), to be freed with gaz_style_free. */
struct gaz_style *gaz_trial_style(const struct gaz_matcher *matcher, const struct gaz_style **style,
                                  const GString *file, struct gaz_diags *diags);

/* The block that prints character `at` of the stream; NULL: it is of no part's blocks. */
const struct gaz_block *gaz_matcher_block(const struct gaz_matcher *matcher, uint32_t at);

#endif
