/* checker.h: what a rule is given and how it tells what it finds. Only check/ looks in here. */
#ifndef GAZ_CHECK_CHECKER_H
#define GAZ_CHECK_CHECKER_H

#include "check/check.h"

/* A text of the model, as it is printed; of a document in the order of gaz_doc_texts. */
struct gaz_passage {
    const struct gaz_doc *doc;
    struct gaz_piece piece; /* its kind; BLOCK: a paragraph, heading, cell, caption or note of that block */
    struct gaz_text text;   /* never empty */
};

struct gaz_checker {
    const struct gaz_issue *issue;
    const struct gaz_house *house;      /* NULL: no lists */
    const struct gaz_doc *doc;          /* at hand; NULL for rules of the issue */
    const struct gaz_passage *passages; /* of the document; of all for rules of the issue */
    uint32_t n_passages;
    const struct gaz_usage *usage; /* for rules of the issue (check/usage.h); else NULL */
    struct gaz_findings *findings;
};

/* Tells a finding: `where` is a slice of a text of the model and not empty; its generated characters have no
 * place. proposal: as in struct gaz_finding, copied. args: UTF-8, then NULL. */
void gaz_find_args(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_text where,
                   const char *proposal, const char *const *args);
#define gaz_find(checker, rule, where, proposal, ...)                                                        \
    gaz_find_args((checker), (rule), (where), (proposal), (const char *const[]){__VA_ARGS__, NULL})

/* The same of what is no text: a mark of the source. */
void gaz_find_mark(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_span span);

/* Whether something is told of a part of the text already; asked by rules that see the same misprint as
 * others. */
bool gaz_is_told(const struct gaz_checker *checker, struct gaz_text where);

/* Whether the text of a block's passage is the block's own (a paragraph, a heading), no cell, caption or
 * note. */
bool gaz_passage_is_block_text(const struct gaz_passage *passage);

/* Whether it is a paragraph of the body: nothing set apart by its place. */
bool gaz_block_is_prose(const struct gaz_block *block);

/* Whether it is a line of the body itself: nothing set apart by its place, no list of attachments, no 目录.
 */
bool gaz_passage_is_line(const struct gaz_passage *passage);

/* ---- rules: each is called once for each passage, document or issue, whatever the number of its rows */

typedef void gaz_passage_rule(struct gaz_checker *checker, const struct gaz_passage *passage);
typedef void gaz_wide_rule(struct gaz_checker *checker);

#define GAZ_SCOPE_PASSAGE gaz_passage_rule
#define GAZ_SCOPE_DOCUMENT gaz_wide_rule
#define GAZ_SCOPE_ISSUE gaz_wide_rule
#define GAZ_CHECK_RULE(code, slug, level, remedy, scope, function, clause, chinese, english)                 \
    GAZ_SCOPE_##scope function;
#include "check/rules.def"
#undef GAZ_CHECK_RULE

#endif
