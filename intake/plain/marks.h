/* marks.h: numbers that begin paragraphs within a text, told from mentions: each follows its sibling, and
 * stands where a sentence has ended or below a heading. */
#ifndef GAZ_INTAKE_MARKS_H
#define GAZ_INTAKE_MARKS_H

#include "base/text/text.h"
#include "intake/draft.h"

#include <glib.h>
#include <stdbool.h>

/* From the highest to the lowest. */
enum gaz_mark_kind {
    GAZ_MARK_BOOK,
    GAZ_MARK_CHAPTER,
    GAZ_MARK_SECTION,
    GAZ_MARK_ARTICLE,
    GAZ_MARK_LEVEL_1, /* 一、 */
    GAZ_MARK_LEVEL_2, /* （一） */
    GAZ_MARK_LEVEL_3, /* 1． */
    GAZ_MARK_LEVEL_4, /* （1） */
    GAZ_MARK_CIRCLE,  /* ① */
    GAZ_N_MARK_KINDS
};

struct gaz_mark {
    uint32_t at, end; /* the number with its mark */
    enum gaz_mark_kind kind;
    uint32_t value;
    uint32_t chain; /* siblings have the same */
    bool has_blank; /* stands before it */
};

/* gaz_mark in order; chains of one alone are no chains. Freed with g_array_unref. */
GArray *gaz_find_marks(struct gaz_text text);

/* What the rules of this folder ask of characters. */
static inline bool gaz_is_stop(uint32_t ch) {
    return gaz_char_is_one_of(ch, "。！？；!?;");
}

/* The text up to a little behind `at`, where a number is looked for: none is longer, and a run of figures is
 * not read to its end from each of them. */
static inline struct gaz_text gaz_near(struct gaz_text text, uint32_t at) {
    enum { LONGEST = 24 };
    return gaz_text_slice(text, 0, MIN(text.n, at + LONGEST));
}

/* The place of the last character before `at` that is no blank; UINT32_MAX: there is none. And the first from
 * `at` on; text.n: none. */
uint32_t gaz_ink_before(struct gaz_text text, uint32_t at);
uint32_t gaz_ink_from(struct gaz_text text, uint32_t at);

#endif
