/* contents.h: what the contents of an issue and of a volume are made of: the opening, 【栏目】, entries with
 * their leaders. Every text of theirs is a copy in the tree. */
#ifndef GAZ_LAYOUT_ISSUE_CONTENTS_H
#define GAZ_LAYOUT_ISSUE_CONTENTS_H

#include "input/doc.h"
#include "layout/issue/canvas.h"

struct gaz_contents {
    struct gaz_flow *flow; /* what is pushed goes here */
    const struct gaz_typesetter *ts;
    bool english, continues; /* continues: a 栏目 that goes on over a page's end is named there again */
    enum gaz_role_id entry, column, title, masthead; /* of its language */
    gaz_len label_width;                             /* room kept for an entry's label */
    gaz_len em;                                      /* of an entry */
};

/* Contents without anything yet. widest: the widest label that an entry may have; its room is kept, so that
 * lines do not depend on labels. The contents have a typesetter of their own: marks at a line's ends are
 * flush with the edges, and in English letters and figures keep their widths. */
struct gaz_contents gaz_contents_new(const struct gaz_typesetter *typesetter, bool english,
                                     struct gaz_text widest);

struct gaz_contents_opening {
    struct gaz_text name, number, below; /* below: a line under the number, or empty */
    struct gaz_text word;                /* 目录 */
};

/* Name and number over a rule, then the word. */
void gaz_contents_opening(const struct gaz_contents *contents, const struct gaz_contents_opening *opening);

/* A text as lines of `height`, kept with what follows. */
void gaz_contents_head(const struct gaz_contents *contents, struct gaz_text text, enum gaz_role_id role,
                       gaz_len height, enum gaz_setting setting);
void gaz_contents_column(const struct gaz_contents *contents, struct gaz_text name);
/* A smaller head among the entries: a year. */
void gaz_contents_subhead(const struct gaz_contents *contents, struct gaz_text text);

struct gaz_contents_entry {
    struct gaz_text text;
    struct gaz_text label; /* what stands on the right; empty: not known yet */
    uint32_t target;       /* which its link leads to */
    bool kept;             /* no page ends before it */
};

/* Of n entries under a head: the second stays with the first, the last with the one before it, so that no
 * head has less than two below it and none is left over. */
static inline bool gaz_contents_keeps(uint32_t i, uint32_t n) {
    return i == 1 || (i > 0 && i + 1 == n);
}

void gaz_contents_entry(const struct gaz_contents *contents, const struct gaz_contents_entry *entry);

/* A page number in the brackets of the style (目录.页码括号): （15） */
struct gaz_text gaz_contents_number(const struct gaz_typesetter *typesetter, bool english, int number);

/* A document's title on one line, as the contents print it. */
struct gaz_text gaz_contents_title(struct gaz_arena *arena, const struct gaz_doc *doc);
/* How many characters of a title go to the end of its number, where it says it already, in brackets or at its
 * end: an order's does, or as it was typed; 0: it does not. */
uint32_t gaz_contents_past_number(struct gaz_text title, struct gaz_text number);
/* The title with its number, where the style prints it there (目录.文号), if it has not got it:
 * title（字号）, each from its own source place, the brackets ours. */
struct gaz_text gaz_contents_text(const struct gaz_typesetter *ts, const struct gaz_doc *doc, bool english);

#endif
