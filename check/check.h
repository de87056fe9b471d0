/* check.h: the door: what a machine can find in the text of an issue before a reader does.
 *
 * Rules alone, no guessing: each is a row of rules.def with its clause. Findings are no diagnostics: they
 * stop no build, and an editor may waive them. The model is only read.
 */
#ifndef GAZ_CHECK_CHECK_H
#define GAZ_CHECK_CHECK_H

#include "base/diag/diag.h"
#include "input/doc.h"
#include "styles/style.h"

#include <glib.h>
#include <stdio.h>

/* E: mechanical, an error; W: probably one; I: pointed out, more is not meant. */
enum gaz_check_level { GAZ_LEVEL_E, GAZ_LEVEL_W, GAZ_LEVEL_I };

/* What is proposed: a person must say whether it is meant (ASK), or it is the only thing that can be (FIX).
 */
enum gaz_check_remedy { GAZ_REMEDY_ASK, GAZ_REMEDY_FIX };

enum gaz_check_rule {
#define GAZ_CHECK_RULE(code, slug, level, remedy, scope, function, clause, chinese, english) code,
#include "check/rules.def"
#undef GAZ_CHECK_RULE
    GAZ_N_CHECK_RULES
};

struct gaz_check_row {
    const char *slug; /* stable: what waivers and JSON name it by */
    enum gaz_check_level level;
    enum gaz_check_remedy remedy;
    const char *clause; /* of the standard, P-01 … of the house's list, or 自定 */
    const char *chinese, *english;
};

const struct gaz_check_row *gaz_check_row(enum gaz_check_rule rule);

struct gaz_finding {
    enum gaz_check_rule rule;
    struct gaz_span span;  /* what is wrong, in its source */
    char *text;            /* the same as printed, UTF-8 */
    char *proposal;        /* what should stand there; NULL: a person must say */
    char **args;           /* {0} {1} … of the row's wording */
    struct gaz_text where; /* the same as characters, borrowed from the issue */
};

struct gaz_findings {
    GArray *list; /* struct gaz_finding, by source, then by place */
};

/* The house's lists of organs, people and words, of all files together. What is wrong with them, and where
 * they contradict themselves, is in diags, which keep what they say and must outlive them. Never NULL. */
struct gaz_house *gaz_house_read(const struct gaz_house_file *files, uint32_t n, struct gaz_diags *diags);
void gaz_house_free(struct gaz_house *house);

/* Runs every rule. Issue and house are borrowed and must outlive the findings. house: NULL: no lists. Never
 * NULL. */
struct gaz_findings *gaz_check_issue(const struct gaz_issue *issue, const struct gaz_house *house);
void gaz_findings_free(struct gaz_findings *findings);

/* What an editor lets stand: a file in the issue's folder. */
/* The same lists for editors (base/data/json_schema.h): the definitions of 机关.yaml, 人名.yaml, 用词.yaml,
 * one of them, and of GAZ_WAIVERS_FILE, with what they refer to. */
void gaz_house_put_definitions(GString *out, enum gaz_house_list list, bool english);
void gaz_waivers_put_definitions(GString *out, bool english);

#define GAZ_WAIVERS_FILE "check-ignore.yaml"

/* Takes off what that file waives, and gives how many were; what is wrong in it, and waivers that hold for
 * nothing, are in diags. */
unsigned gaz_findings_waive(struct gaz_findings *findings, const char *folder, struct gaz_diags *diags);

/* ---- fixing */

/* What of the findings is mechanical, changed in the sources' bytes in memory, in rounds until nothing is
 * left to do, and proved: the changed sources were read again, and the texts differ by what the account says
 * and by nothing else. */
struct gaz_fix;

/* The findings are those of the issue, what is waived taken off; both are borrowed, and there were no errors
 * in reading. A file that cannot be changed safely is left as it is, and said so in diags. Never NULL. */
struct gaz_fix *gaz_fix_new(const struct gaz_issue *issue, const struct gaz_house *house,
                            const struct gaz_findings *findings, struct gaz_diags *diags);
void gaz_fix_free(struct gaz_fix *fix);

/* The files that change: struct gaz_file_change, freed with g_array_unref. */
GArray *gaz_fix_files(const struct gaz_fix *fix);

/* Appends each file's diff, then every character that changes, what is left and why, and how many of each; or
 * the same account as a JSON object (docs/校核.md). Places are those of the files as they were. */
void gaz_fix_report(const struct gaz_fix *fix, bool written, enum gaz_language language, GString *out);
void gaz_fix_report_json(const struct gaz_fix *fix, bool written, GString *out);

/* ---- letting stand */

struct gaz_accept_job {
    const struct gaz_findings *findings; /* of the folder's issue, what is waived taken off */
    const char *folder;
    const char *const
        *chosen; /* 3-7f2c as printed, or a file that holds objects as JSON has them; then NULL */
    const char *reason;
    enum gaz_language language;
};

/* Adds a waiver for each chosen finding to the folder's GAZ_WAIVERS_FILE, in memory, and tells on `out` what
 * is let stand. What was there stays byte for byte, and the file was read again. False after an error in
 * diags. The change is appended to `changes` (base/file/change.h). */
bool gaz_findings_accept(const struct gaz_accept_job *job, GString *out, GArray *changes,
                         struct gaz_diags *diags);

unsigned gaz_findings_count(const struct gaz_findings *findings, enum gaz_check_level level);

/* What is wrong and what to do, in a sentence; freed with g_free. */
char *gaz_finding_message(const struct gaz_finding *finding, enum gaz_language language);

/* Four characters that stand for the finding's rule, file and text, which is what a waiver is of: they stay
 * the same when others come and go. */
enum { GAZ_KEY_LENGTH = 4 };
void gaz_finding_key(const struct gaz_finding *finding, char key[GAZ_KEY_LENGTH + 1]);

/* As complaints are printed: the place, the sentence, the line, a caret; the n-th finding bears its number
 * and key. */
void gaz_findings_print(const struct gaz_findings *findings, FILE *out, enum gaz_language language);

/* Complaints and findings as a JSON array: an object each with file (below the issue folder), line, column
 * and length (characters, from 1), rule (a slug), level (E, W, I), text, message, proposal (null: none).
 * Appended. */
void gaz_findings_write_json(const struct gaz_findings *findings, const struct gaz_diags *diags,
                             enum gaz_language language, GString *out);

#endif
