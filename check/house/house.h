/* house.h: the house's lists as the rules ask them. Only check/ looks in here. */
#ifndef GAZ_CHECK_HOUSE_HOUSE_H
#define GAZ_CHECK_HOUSE_HOUSE_H

#include "check/check.h"
#include "check/lexicon.h"

/* ---- what is written: a record an item; texts know their places */

struct gaz_former {
    struct gaz_text name;
    struct gaz_texts shorts;
    struct gaz_dated from, to; /* from.year 0: as long as anyone knows */
    struct gaz_texts now;      /* 改为; none: what the organ is called */
};

struct gaz_organ {
    struct gaz_text name;
    struct gaz_texts shorts, casuals, codes; /* 简称, 俗称, 代字 */
    const struct gaz_yaml *former_list;
    const struct gaz_former *formers;
    uint32_t n_formers;
};

struct gaz_post {
    struct gaz_text name;
    struct gaz_dated from, to;
};

struct gaz_person {
    struct gaz_text name;
    struct gaz_texts wrongs, exceptions;
    const struct gaz_yaml *post_list;
    const struct gaz_post *posts;
    uint32_t n_posts;
};

/* in the order of 级别 */
enum gaz_word_level { GAZ_WORD_E, GAZ_WORD_W, GAZ_WORD_I };

struct gaz_word {
    struct gaz_texts wrongs, rights;
    const char *reason;
    int level; /* gaz_word_level */
    struct gaz_texts exceptions, contexts;
};

/* ---- what a string means */

enum gaz_meaning {
    GAZ_MEANS_RIGHT, /* 正, 例外 */
    GAZ_MEANS_FULL,
    GAZ_MEANS_SHORT,
    GAZ_MEANS_CASUAL,
    GAZ_MEANS_PERSON,
    GAZ_MEANS_FORMER,
    GAZ_MEANS_FORMER_SHORT,
    GAZ_MEANS_MISNAMED,
    GAZ_MEANS_WRONG,
    GAZ_MEANS_CODE,
};

struct gaz_listed {
    enum gaz_meaning meaning;
    struct gaz_text text;
    uint32_t rank; /* of the file that says so: smaller ones count alone */
    const struct gaz_organ *organ;
    const struct gaz_former *former;
    const struct gaz_person *person;
    const struct gaz_word *word;
    const struct gaz_listed *next; /* of the same string and rank */
};

struct gaz_house {
    struct gaz_arena *arena;
    GPtrArray *organs, *people; /* struct gaz_organ *, struct gaz_person * */
    bool has_own_codes;         /* an office's list, not the program's alone, gives 代字 */
    GHashTable *forms,
        *codes;       /* string → struct gaz_listed *; 代字 apart, since they are no words of a text */
    GPtrArray *heads; /* of `forms`, in the order of the lexicon's words */
    struct gaz_lexicon *lexicon;
    struct gaz_nearby *nearby; /* of full names */
};

/* read.c calls this for each list that is one */
void gaz_house_add_list(struct gaz_house *house, enum gaz_house_list list, const struct gaz_yaml *map,
                        const struct gaz_house_file *file, struct gaz_diags *diags);

/* Adds what a string means, unless a file of smaller rank has said something of it; a contradiction is told
 * (conflicts.c). form is copied. */
void gaz_house_add(struct gaz_house *house, struct gaz_listed form, struct gaz_diags *diags);
/* Tells whether the two, of one string and rank, contradict one another. */
void gaz_house_compare(const struct gaz_listed *old, const struct gaz_listed *added, struct gaz_diags *diags);

/* Whether some of what a string means is a name or a right word; a wrong or a former one. */
bool gaz_listed_is_good(const struct gaz_listed *form);
bool gaz_listed_is_bad(const struct gaz_listed *form);

/* The first with that meaning of what a string means; NULL: none. */
const struct gaz_listed *gaz_listed_of(const struct gaz_listed *form, enum gaz_meaning meaning);

/* What is said of the whole text; NULL: nothing. */
const struct gaz_listed *gaz_house_name(const struct gaz_house *house, struct gaz_text text);
const struct gaz_listed *gaz_house_code(const struct gaz_house *house, struct gaz_text text);

/* ---- what stands in a text */

struct gaz_house_hit {
    uint32_t begin, n;
    const struct gaz_listed *form;
};

/* The longest strings that are listed, in order; one that lies within another is left out. Freed with
 * g_array_unref. */
GArray *gaz_house_hits(const struct gaz_house *house, struct gaz_text text);

/* ---- names that are nearly right (nearby.c) */

/* Names are added, borrowed, and sealed before anything is asked; freed with gaz_nearby_free. */
struct gaz_nearby *gaz_nearby_new(void);
void gaz_nearby_free(struct gaz_nearby *nearby);
void gaz_nearby_add(struct gaz_nearby *nearby, struct gaz_text name);
void gaz_nearby_seal(struct gaz_nearby *nearby); /* behind the last */

/* The name of which one character was changed or lost in what stands at `at`; *length: how much of the text
 * that is. An empty text: none. */
struct gaz_text gaz_nearby_at(const struct gaz_nearby *nearby, struct gaz_text text, uint32_t at,
                              uint32_t *length);

#endif
