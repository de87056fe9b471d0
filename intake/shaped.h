/* shaped.h: a draft as a document: what stands in the front matter, and the blocks of the body in the order
 * of the source.
 *
 * The product of shape/ (shape/shape.h). Every character that tidying left in the draft stands in it once: in
 * a value of the front matter or in a block; or the account says why it was left out. Characters are copied
 * from the draft, each with its carrier; tables and figures are the draft's own, and are borrowed. */
#ifndef GAZ_INTAKE_SHAPED_H
#define GAZ_INTAKE_SHAPED_H

#include "intake/draft.h"

/* The keys that an intake fills, in the order in which they are written; their names: gaz_front_name. */
enum gaz_front_key {
    GAZ_FRONT_MARK, /* 发文机关标志: more than one of joint issuers */
    GAZ_FRONT_NUMBER,
    GAZ_FRONT_TITLE,
    GAZ_FRONT_SUBTITLE,
    GAZ_FRONT_ADDRESSEES,
    GAZ_FRONT_SIGNATURE, /* more than one of joint issuers */
    GAZ_FRONT_DATE,
    GAZ_FRONT_NOTE,
    GAZ_FRONT_COPIES,
    GAZ_FRONT_PRINTER,
    GAZ_FRONT_PRINT_DATE,
    GAZ_FRONT_PRESENT, /* of minutes: 出席 and those below */
    GAZ_FRONT_EXCUSED,
    GAZ_FRONT_ABSENT,
    GAZ_FRONT_OBSERVING,
    GAZ_N_FRONT_KEYS
};

/* As it is written: 发文机关标志. */
const char *gaz_front_name(enum gaz_front_key key);

/* Whether its value is a day, which is written in a form of its own. */
static inline bool gaz_front_is_day(enum gaz_front_key key) {
    return key == GAZ_FRONT_DATE || key == GAZ_FRONT_PRINT_DATE;
}

enum gaz_shaped_kind {
    GAZ_SHAPED_PARAGRAPH,
    GAZ_SHAPED_PART,     /* # …: 印发件, or 附件1 and its title, a blank or '\n' between them */
    GAZ_SHAPED_SUBTITLE, /* below a part's head: <!-- 题注 --> stands above it */
    GAZ_SHAPED_NAMES,    /* 名单: <!-- 名单 --> stands above its lines */
    GAZ_SHAPED_PERSONS,  /* the same of 某某　某职: <!-- 名单 职务 --> */
    GAZ_SHAPED_TABLE,
    GAZ_SHAPED_FIGURE,
    GAZ_SHAPED_PAGE_BREAK,
};

struct gaz_shaped_block {
    enum gaz_shaped_kind kind;
    enum gaz_draft_align align; /* PARAGRAPH: CENTRED and RIGHT are marked */
    GArray *chars;              /* of gaz_draft_char; of a FIGURE its caption; NULL: it has no text */
    const struct gaz_draft_block *block; /* TABLE, FIGURE; of the others where they began */
};

struct gaz_shaped {
    const struct gaz_draft *draft;
    GPtrArray *front[GAZ_N_FRONT_KEYS]; /* of GArray of gaz_draft_char, a text each */
    const char *form;                   /* 格式, where several organs' names do not say it; NULL */
    GPtrArray *blocks;                  /* of gaz_shaped_block */
    bool has_attachments;               /* what is said of them was typed, or not: none is to be made */
};

struct gaz_shaped *gaz_shaped_new(const struct gaz_draft *draft);
void gaz_shaped_free(struct gaz_shaped *shaped); /* NULL is allowed */

/* A new text of a key, with n characters from `begin` of a paragraph. */
GArray *gaz_shaped_add_value(struct gaz_shaped *shaped, enum gaz_front_key key,
                             const struct gaz_draft_block *block, guint begin, guint n);
/* A new block at the end, with all characters of the paragraph (of a table or figure none). */
struct gaz_shaped_block *gaz_shaped_add_block(struct gaz_shaped *shaped, enum gaz_shaped_kind kind,
                                              const struct gaz_draft_block *block);

/* The first text of a key, UTF-8, freed with g_free; NULL: it has none. */
char *gaz_shaped_value(const struct gaz_shaped *shaped, enum gaz_front_key key);

#endif
