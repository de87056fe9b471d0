/* search.h: the fewest overrides, the least visible first, by which a goal is reached.
 *
 * What is tried is given in the order of what it costs a reader to see it; what is wanted is a function that
 * says of any overrides what comes of them. First each attempt is tried alone; where none does, two together,
 * then more, as many as it takes and no more. Together go those that move what is to be moved the same way,
 * before those of which one or both move nothing by themselves (a rule that is in the way of another). From
 * three on only the sets that came farthest are added to, so that the number of trials is bounded.
 */
#ifndef GAZ_TRIAL_SEARCH_H
#define GAZ_TRIAL_SEARCH_H

#include "trial/trial.h"

enum { GAZ_MOST_TOGETHER = 4, GAZ_MOST_OF_ATTEMPT = 2 };

/* one thing that may be done */
struct gaz_attempt {
    struct gaz_override overrides[GAZ_MOST_OF_ATTEMPT]; /* more than one: they mean nothing apart */
    uint32_t n;
    uint32_t cost; /* attempts of one kind have the same; the costs of a set add up */
    bool is_alone; /* never together with another */
};

struct gaz_outcome {
    bool is_possible; /* it can be set; else nothing here counts */
    bool is_reached;
    int64_t shift;       /* how far, and which way, it moved what is to be moved; 0: that stays */
    uint64_t rest;       /* how much is wanting of all that is wanted: the less the better */
    const void *setting; /* the judge's own, of what came out */
};

/* What comes of these overrides (struct gaz_override). */
typedef struct gaz_outcome gaz_judge(void *context, const GArray *overrides);

struct gaz_search {
    gaz_judge *judge;
    void *context;
    const struct gaz_trial *trial;      /* asked which overrides clash */
    const GArray *given;                /* overrides that stand in any case; NULL: none */
    const struct gaz_attempt *attempts; /* the least visible first */
    uint32_t n;
    uint32_t most_together; /* GAZ_MOST_TOGETHER at the most */
    uint32_t most_trials;   /* behind those of each attempt alone */
    uint32_t most_answers;  /* of several together: enough is enough */
};

/* attempts that together reach the goal */
struct gaz_answer {
    uint32_t attempts[GAZ_MOST_TOGETHER]; /* rising */
    uint32_t n;
    uint32_t cost;
    struct gaz_outcome outcome;
};

/* All answers of the fewest attempts (struct gaz_answer), the least visible first; g_array_unref. */
GArray *gaz_search_fewest(const struct gaz_search *search);

/* That of them which leaves the least to be wanted, of equals the first; NULL: there is none. */
const struct gaz_answer *gaz_answer_best(const GArray *answers);

/* Appends the overrides of attempts. */
void gaz_answer_add(const struct gaz_search *search, const struct gaz_answer *answer, GArray *overrides);

/* Both: searches, and appends the overrides of the best answer. False: there is none. */
bool gaz_search_take_best(const struct gaz_search *search, GArray *overrides);

/* Takes out of the overrides, from the last on, each without which no more is wanting; where they cannot be
 * set, as many as stand in the way. */
void gaz_search_prune(gaz_judge *judge, void *context, GArray *overrides);

#endif
