/* reading.h: a title while it is divided into words, and questions about its text. Inside layout/title/ only.
 */
#ifndef GAZ_LAYOUT_TITLE_READING_H
#define GAZ_LAYOUT_TITLE_READING_H

#include "layout/text/charclass.h"
#include "layout/title/words.h"

#include <glib.h>
#include <string.h>

enum gaz_title_token_kind {
    GAZ_TOKEN_UNKNOWN,
    GAZ_TOKEN_WORD,
    GAZ_TOKEN_NUMBER,
    GAZ_TOKEN_PLACE,
    GAZ_TOKEN_PARTICLE,
    GAZ_TOKEN_MARK
};

struct gaz_title_token {
    uint8_t length; /* of the piece that begins here in the best division from here on */
    uint8_t kind;
    bool begins;  /* the chosen division begins a piece here */
    uint16_t run; /* UNKNOWN: how many such characters stand before it without a gap */
};

struct gaz_title_reading {
    struct gaz_lexicon lexicon;
    struct gaz_text text;
    const char *utf8;      /* the same, in which words are looked for */
    const uint32_t *bytes; /* where each character begins in it, and the end */
    struct gaz_title_token *tokens;
    const bool *bounds; /* of the dictionary */
    uint32_t *prices;   /* [i]: of the best division of what begins at i */
    uint32_t *places;
    struct gaz_text own; /* the place whose organ the title begins with: a name wherever it stands again */
};

/* names.c: the places inside names of persons and organs and inside pairs; the text is divided. */
void gaz_title_read_names(struct gaz_title_reading *reading);

/* sense.c: what the place before the piece at i is; the piece before it begins at `left`; both are words. */
enum gaz_title_place gaz_title_sense(const struct gaz_title_reading *reading, uint32_t i, uint32_t left);

/* The length of the verb, or of the adverb, that begins at i; 0: none does. */
uint32_t gaz_title_doing_length(const struct gaz_title_reading *reading, uint32_t i);

/* ---- questions about the text */

static inline bool gaz_title_stands_at(const struct gaz_title_reading *r, uint32_t i, const char *word) {
    const char *here = r->utf8 + r->bytes[MIN(i, r->text.n)];
    while (*word && *here == *word)
        here++, word++;
    return *word == '\0';
}

static inline bool gaz_title_ends_with(const struct gaz_title_reading *r, uint32_t end, const char *word) {
    size_t n = strlen(word), bytes = r->bytes[MIN(end, r->text.n)];
    return bytes >= n && memcmp(r->utf8 + bytes - n, word, n) == 0;
}

static inline bool gaz_title_any_ends(const struct gaz_title_reading *r, uint32_t end,
                                      const char *const *words) {
    for (; *words; words++)
        if (gaz_title_ends_with(r, end, *words)) return true;
    return false;
}

static inline bool gaz_title_any_stands(const struct gaz_title_reading *r, uint32_t i,
                                        const char *const *words) {
    for (; *words; words++)
        if (gaz_title_stands_at(r, i, *words)) return true;
    return false;
}

static inline bool gaz_title_is_space(const struct gaz_title_reading *r, uint32_t i) {
    enum gaz_class class = gaz_class_of(gaz_char_at(r->text, i));
    return class == GAZ_CLASS_SPACE || class == GAZ_CLASS_WIDE_SPACE || class == GAZ_CLASS_BREAK;
}

static inline bool gaz_title_is_mark(const struct gaz_title_reading *r, uint32_t i) {
    enum gaz_class class = gaz_class_of(gaz_char_at(r->text, i));
    return class != GAZ_CLASS_HAN && class != GAZ_CLASS_LATIN && class != GAZ_CLASS_COMPLEX;
}

#endif
