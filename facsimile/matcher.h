/* matcher.h: one document against the print: what the print says of it, how far a setting has it, and the
 * search for the fewest overrides.
 */
#ifndef GAZ_FACSIMILE_MATCHER_H
#define GAZ_FACSIMILE_MATCHER_H

#include "facsimile/align.h"
#include "facsimile/trial.h"

/* how far a setting is from the print */
struct gaz_score {
    uint32_t wrong_pages;      /* page starts that are elsewhere */
    uint32_t wrong_lines;      /* printed lines that do not come out, of those in paragraphs */
    uint32_t paragraphs;       /* in which these stand */
    uint32_t n_pages, n_lines; /* that the print tells of */
};

/* Fills the targets from the alignment; text: where the document begins in the whole. */
void gaz_matcher_take_targets(struct gaz_matcher *matcher, const struct gaz_print *print,
                              const struct gaz_alignment *alignment, uint32_t text);

bool gaz_target_is_right(const struct gaz_matcher *matcher, const struct gaz_stream *stream,
                         const struct gaz_target_place *target);

/* Whether the printed line of target i comes out, as far as the print tells of it. */
bool gaz_line_is_right(const struct gaz_matcher *matcher, const struct gaz_stream *stream, uint32_t i);

struct gaz_score gaz_matcher_score(const struct gaz_matcher *matcher, const struct gaz_stream *stream);

/* The same of the overrides found so far; where they cannot be set, everything is wrong. */
struct gaz_score gaz_matcher_score_now(struct gaz_matcher *matcher);

/* Sets the document with the overrides found so far; false: that cannot be. */
bool gaz_matcher_set(struct gaz_matcher *matcher, struct gaz_stream *stream);

/* The style of the document with its overrides, as gaz_trial_style gives it. */
struct gaz_style *gaz_matcher_style(const struct gaz_matcher *matcher, const struct gaz_style **style);

/* Finds the fewest overrides by which most is right, into matcher->overrides (search.c). */
void gaz_search(struct gaz_matcher *matcher);

/* ---- its parts, cheapest cause first; each appends overrides */

void gaz_search_titles(struct gaz_matcher *matcher);     /* titles.c */
void gaz_search_values(struct gaz_matcher *matcher);     /* values.c */
void gaz_search_paragraphs(struct gaz_matcher *matcher); /* paragraphs.c */
void gaz_search_pages(struct gaz_matcher *matcher);      /* pages.c */

/* tables.c: appends to `found` (struct gaz_override) what a table that stands between two characters of the
 * stream could have of its own for the page behind it to begin elsewhere: with more of the text on it
 * (`grows`) or less. */
void gaz_find_table_values(struct gaz_matcher *matcher, uint32_t from, uint32_t to, bool grows,
                           GArray *found);

/* Takes out every override without which as much is right. */
void gaz_prune(struct gaz_matcher *matcher);

#endif
