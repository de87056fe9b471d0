/* matcher.h: one document against the print: what the print says of it, how far a setting has it, and the
 * search for the fewest overrides.
 */
#ifndef GAZ_FACSIMILE_MATCHER_H
#define GAZ_FACSIMILE_MATCHER_H

#include "facsimile/align.h"
#include "trial/search.h"

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
    struct gaz_trial trial; /* of the document */
    int first_page;         /* as printed */
    struct gaz_target_place *targets;
    uint32_t n_targets;
    uint32_t n_astray; /* pages that begin with what the text has before what the print has before */
    GArray *overrides; /* struct gaz_override; `target`: what it mends first, in the targets */
    GArray *surplus;   /* struct gaz_surplus (surplus.h) */
};

/* how far a setting is from the print */
struct gaz_score {
    uint32_t wrong_pages;      /* page starts that are elsewhere */
    uint32_t wrong_lines;      /* printed lines that do not come out, of those in paragraphs */
    uint32_t paragraphs;       /* in which these stand */
    uint32_t n_pages, n_lines; /* that the print tells of */
};

/* Fills the targets from the alignment with the whole. */
void gaz_matcher_take_targets(struct gaz_matcher *matcher, const struct gaz_print *print,
                              const struct gaz_alignment *alignment, const struct gaz_whole *whole);

/* Whether the page that the target begins in print begins there in the stream. */
bool gaz_target_is_right(const struct gaz_matcher *matcher, const struct gaz_stream *stream,
                         const struct gaz_target_place *target);

/* Whether the printed line of target i comes out, as far as the print tells of it. */
bool gaz_line_is_right(const struct gaz_matcher *matcher, const struct gaz_stream *stream, uint32_t i);

/* What of the targets does not come out in the stream. */
struct gaz_score gaz_matcher_score(const struct gaz_matcher *matcher, const struct gaz_stream *stream);

/* The judge of a search whose context is the matcher: what is wrong, page starts before lines. */
struct gaz_outcome gaz_matcher_judge(void *matcher, const GArray *overrides);

/* Takes the one of the attempts (struct gaz_attempt) by which most comes right, as the judge says; false:
 * none is worth its cost. */
bool gaz_matcher_take_best(struct gaz_matcher *matcher, gaz_judge *judge, void *context,
                           const GArray *attempts);

/* What is wrong as one number: page starts before lines. */
static inline uint64_t gaz_score_rest(struct gaz_score score) {
    return (uint64_t)score.wrong_pages << 32 | score.wrong_lines;
}

/* Sets the document with the overrides found so far; false: that cannot be. */
bool gaz_matcher_set(const struct gaz_matcher *matcher, struct gaz_setting *setting);

/* Finds the fewest overrides by which most is right, into matcher->overrides (search.c). */
void gaz_search(struct gaz_matcher *matcher);

/* ---- its parts, cheapest cause first; each appends overrides */

void gaz_search_titles(struct gaz_matcher *matcher);     /* titles.c */
void gaz_search_values(struct gaz_matcher *matcher);     /* values.c */
void gaz_search_paragraphs(struct gaz_matcher *matcher); /* paragraphs.c */
void gaz_search_pages(struct gaz_matcher *matcher);      /* pages.c */

#endif
