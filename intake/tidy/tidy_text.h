/* tidy_text.h: what the files that tidy share: one text at hand. Inside intake/ only. */
#ifndef GAZ_INTAKE_TIDY_TIDY_TEXT_H
#define GAZ_INTAKE_TIDY_TIDY_TEXT_H

#include "intake/tidy/tidy.h"

enum { GAZ_TIDY_GONE = -1 }; /* stands for a character that was left out, until the text is closed */

struct gaz_tidy {
    struct gaz_draft *draft;
    struct gaz_account *account;
    unsigned keep;
    const struct gaz_draft_block *block; /* the paragraph at hand */
    GArray *chars;                       /* its own */
    bool keeps_indent; /* full-width blanks at its beginning say how deep it stands: of a cell */
};

static inline struct gaz_draft_char *gaz_tidy_at(const struct gaz_tidy *t, guint i) {
    return &g_array_index(t->chars, struct gaz_draft_char, i);
}

/* 0 outside of the text, so of i - 1 for the first. */
static inline uint32_t gaz_tidy_ch(const struct gaz_tidy *t, guint i) {
    return i < t->chars->len ? gaz_tidy_at(t, i)->ch : 0;
}

/* Makes character i another one, and says so. */
void gaz_tidy_change(struct gaz_tidy *t, enum gaz_intake_reason reason, guint i, uint32_t becomes);
/* Leaves character i out; it is taken out of the text by gaz_tidy_close. */
void gaz_tidy_leave_out(struct gaz_tidy *t, enum gaz_intake_reason reason, guint i);
void gaz_tidy_close(struct gaz_tidy *t);
/* Says what was seen at character i and left as it is: what it may be. */
void gaz_tidy_doubt(struct gaz_tidy *t, enum gaz_intake_reason reason, guint i, const char *doubt);

/* What no source can hold, and blanks. */
void gaz_tidy_ends(struct gaz_tidy *t);
void gaz_tidy_blanks(struct gaz_tidy *t);

/* tidy_marks.c: a class each. */
void gaz_tidy_marks(struct gaz_tidy *t);
void gaz_tidy_quotes(struct gaz_tidy *t);
void gaz_tidy_width(struct gaz_tidy *t);
void gaz_tidy_brackets(struct gaz_tidy *t);
void gaz_tidy_numbers(struct gaz_tidy *t);
void gaz_tidy_radicals(struct gaz_tidy *t);

#endif
