/* account.h: what became of the characters of a file that was taken in: the editor's audit.
 *
 * Whoever leaves a carrier out, puts a character in, changes one, guesses or finds a remark says it here,
 * with a reason of the table reasons.def. The report is this account as JSON; the proof (conserve.h) asks it
 * for every carrier that no character of the source has.
 */
#ifndef GAZ_INTAKE_ACCOUNT_H
#define GAZ_INTAKE_ACCOUNT_H

#include "intake/draft.h"

/* The lists of the report. */
enum gaz_account_list {
    GAZ_ACCOUNT_LEFT_OUT, /* stood in the file and is in no source */
    GAZ_ACCOUNT_PUT_IN,   /* stands in the source and was not in the file as a character */
    GAZ_ACCOUNT_CHANGED,  /* one form of a character or number for another */
    GAZ_ACCOUNT_GUESSES,  /* what the intake takes something for */
    GAZ_ACCOUNT_COMMENTS, /* remarks of readers */
    GAZ_ACCOUNT_CHANGES,  /* tracked changes */
    GAZ_N_ACCOUNT_LISTS,
};

/* Why: a row each of reasons.def, of one list. */
enum gaz_intake_reason {
#define GAZ_REASON(id, list, is_free, chinese) GAZ_REASON_##id,
#include "intake/reasons.def"
#undef GAZ_REASON
    GAZ_N_REASONS
};

/* What is asked of the same thing in every format that has it. */
#define GAZ_DOUBT_CAPITALS "原文显示成大写；要大写的请改"
#define GAZ_DOUBT_DAYS "各机关的日期不同，留在正文里；联合行文署最后签发的日期，请写到文件头"
#define GAZ_DOUBT_FIGURE "原在这些字之后，后面还有字；请看放在哪里"
#define GAZ_DOUBT_FORMULA "公式写成了一行，请对照来稿；要照原样排的，用图"
#define GAZ_DOUBT_OUT_OF_SIGHT "原文是白的，或者小得看不见；不要的请删去"
#define GAZ_DOUBT_RUBY "原在字的上面；不要的请删去"
#define GAZ_DOUBT_STRUCK "原文画着删除线；不要的请删去"

struct gaz_account_entry {
    enum gaz_intake_reason reason;
    const char *text; /* what it is about */
    const char
        *becomes; /* CHANGED: what it became; GUESSES: the key or part; COMMENTS, CHANGES: who and when; NULL
                   */
    const char *where; /* for a person; NULL: the whole */
    const char *doubt; /* GUESSES: what speaks against it; NULL: nothing */
    uint32_t count;    /* characters of LEFT_OUT and PUT_IN, else how often */
};

struct gaz_account {
    GHashTable *added_up; /* of CHANGED and PUT_IN: what an entry says → its place in the list, from 1 */
    const struct gaz_draft *draft;
    GArray
        *lists[GAZ_N_ACCOUNT_LISTS]; /* of gaz_account_entry; LEFT_OUT: what has no carrier, as a picture */
    GStringChunk *texts;
    uint32_t n_taken_back; /* characters that were put in, and do not stand in the source after all */
    GByteArray *left_out;  /* a byte a carrier: 1 + its reason, 0: it was not left out; may be shorter */
};

/* The draft is borrowed and outlives the account. */
struct gaz_account *gaz_account_new(const struct gaz_draft *draft);
void gaz_account_free(struct gaz_account *account); /* NULL is allowed */

/* Leaves n carriers out, from `first`. In the report a run of one reason and paragraph is one entry. */
void gaz_account_leave_out(struct gaz_account *account, enum gaz_intake_reason reason, uint32_t first,
                           uint32_t n);
/* Takes a character out of a text: its carrier is left out, or what was put in is taken back. */
void gaz_account_take_out(struct gaz_account *account, enum gaz_intake_reason reason,
                          const struct gaz_draft_char *ch);
/* The same of all that a paragraph has (of gaz_draft_char). */
void gaz_account_take_out_all(struct gaz_account *account, enum gaz_intake_reason reason,
                              const GArray *chars);
/* All else: texts are copied, may be NULL; the entry's reason is the argument. CHANGED and PUT_IN with the
 * same reason, text and `becomes` are counted together. */
void gaz_account_add(struct gaz_account *account, enum gaz_intake_reason reason,
                     struct gaz_account_entry entry);

/* The gate of every draft: adds a character to those of a paragraph (of gaz_draft_char). What a text cannot
 * have (a control, an invisible character, U+FFFC that is no note's mark) is left out instead; then false. */
bool gaz_account_admit(struct gaz_account *account, GArray *chars, struct gaz_draft_char ch);

/* The word for a reason, in Chinese: 隐藏文字. */
const char *gaz_reason_word(enum gaz_intake_reason reason);

bool gaz_account_is_left_out(const struct gaz_account *account, uint32_t carrier);
bool gaz_account_is_left_out_for(const struct gaz_account *account, uint32_t carrier,
                                 enum gaz_intake_reason reason);

/* Each run of carriers that were left out for one reason, of one paragraph: as an entry, whose texts live for
 * the call. What has no carrier stands in lists[GAZ_ACCOUNT_LEFT_OUT]. */
typedef void gaz_account_visitor(void *context, const struct gaz_account_entry *entry);
void gaz_account_visit_left_out(const struct gaz_account *account, gaz_account_visitor *visitor,
                                void *context);
/* Whether what was left out for this reason is seen in the file and missed in the source: a formula, a chart.
 */
bool gaz_reason_is_loss(enum gaz_intake_reason reason);

/* How many carriers were left out that a document's text may be missing: not for a reason that is free (what
 * is deleted or hidden, the site's own words, headers). The issue of intake allows one in a hundred. */
uint32_t gaz_account_missing(const struct gaz_account *account);
/* Why they are missing: the reasons' words, each once. Freed with g_free. */
char *gaz_account_missing_words(const struct gaz_account *account);

/* The report, a JSON object: left_out, put_in, changed, guesses, comments, changes; of each entry text,
 * where, reason, count. Freed with g_string_free. */
GString *gaz_account_json(const struct gaz_account *account);

#endif
