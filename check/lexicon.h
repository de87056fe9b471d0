/* lexicon.h: many words found in a text that is gone through once. Pure. */
#ifndef GAZ_CHECK_LEXICON_H
#define GAZ_CHECK_LEXICON_H

#include "base/text/text.h"

#include <glib.h>

enum { GAZ_LEXICON_MOST = 60 }; /* characters of a word; two at least */

struct gaz_lexicon;

/* The words are borrowed, each stands once among them. Freed with gaz_lexicon_free. */
struct gaz_lexicon *gaz_lexicon_new(const struct gaz_text *words, uint32_t n);
void gaz_lexicon_free(struct gaz_lexicon *lexicon);

/* What stands at a place. */
struct gaz_lexicon_match {
    uint32_t at;
    uint32_t length; /* of the longest word there, in characters; 0: none stands there */
    uint32_t word;   /* its index in `words` */
    uint32_t shared; /* how many characters from there on some word begins with; 0 or at least 2 */
};
struct gaz_lexicon_match gaz_lexicon_at(const struct gaz_lexicon *lexicon, struct gaz_text text, uint32_t at);

/* Goes through a text, from {0} on. */
struct gaz_lexicon_cursor {
    uint32_t at, reach; /* reach: where the words that began before `at` end */
};

/* The next word that lies within none before it: the longer one comes first. False: there is no more. */
bool gaz_lexicon_next(const struct gaz_lexicon *lexicon, struct gaz_text text,
                      struct gaz_lexicon_cursor *cursor, struct gaz_lexicon_match *match);

#endif
