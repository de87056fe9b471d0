/* fix.h: what fixing is made of. Only check/ looks in here. */
#ifndef GAZ_CHECK_FIX_H
#define GAZ_CHECK_FIX_H

#include "base/file/edit.h"
#include "check/check.h"

/* ---- what is changed in a file */

/* A stretch of a source as it was, and what takes its place. */
struct gaz_change {
    uint32_t begin, end;           /* bytes of the source */
    char *text;                    /* UTF-8 */
    bool rules[GAZ_N_CHECK_RULES]; /* by which */
};

/* Why a proposal of a rule whose remedy is FIX is not taken. */
enum gaz_left_reason {
    GAZ_LEFT_MARKS,     /* between its characters stand marks or escapes: the place of each is not known */
    GAZ_LEFT_RULES,     /* rules undo one another */
    GAZ_LEFT_STRUCTURE, /* with it the file would be read as another structure */
    GAZ_LEFT_REFUSED,   /* the file is left as it is */
};

struct gaz_left {
    uint32_t at; /* byte of the source as it was */
    enum gaz_check_rule rule;
    enum gaz_left_reason reason;
    char *text, *proposal;
};

/* where a byte of the text as it would be comes from */
struct gaz_origin {
    uint32_t at;   /* in the source as it was; GAZ_NOWHERE: it is new */
    uint16_t rule; /* by which it is new */
    char byte;
};

struct gaz_fix_file {
    const struct gaz_source *source; /* as it was */
    struct gaz_bytes bytes;          /* its file, as it was */
    GArray *origins;                 /* struct gaz_origin, a byte each */
    uint16_t *gone;     /* by byte of the source: 1 + the rule that took it away; 0: it is there */
    GArray *edits;      /* struct gaz_edit of the round at hand, by place; their texts are owned */
    GArray *edit_rules; /* uint16_t, one an edit */
    uint32_t taken;     /* up to here findings of the round were taken */
    GArray *changes;    /* struct gaz_change: all rounds together */
    GArray *left;       /* struct gaz_left */
    /* Places of the source as it was whose findings are not taken in any round; kept by gaz_fix_file_reset.
     */
    GArray *barred;       /* uint32_t */
    uint32_t barred_from; /* and all from here on; GAZ_NOWHERE: none */
    bool is_refused;
};

/* ---- fix_file.c */

/* Of a source and of the file that it was read from, both borrowed; cleared with gaz_fix_file_clear. */
void gaz_fix_file_init(struct gaz_fix_file *file, const struct gaz_source *source, struct gaz_bytes bytes);
void gaz_fix_file_clear(struct gaz_fix_file *file);
/* Nothing is changed or left. */
void gaz_fix_file_reset(struct gaz_fix_file *file);

/* Notes the edits that a finding's proposal asks for, in the text as it is after the rounds before. False
 * where the place of a character that changes is not known for certain; then nothing is noted. */
bool gaz_fix_file_propose(struct gaz_fix_file *file, const struct gaz_finding *finding);
/* Whether a finding of any round stands at a place that is barred. */
bool gaz_fix_file_bars(const struct gaz_fix_file *file, const struct gaz_finding *finding);
/* Makes the edits of the round. */
void gaz_fix_file_take(struct gaz_fix_file *file);
/* Says why a finding is left; its place is in the text as it is after the rounds before. */
void gaz_fix_file_leave(struct gaz_fix_file *file, const struct gaz_finding *finding,
                        enum gaz_left_reason reason);
/* Its changes as edits, their texts borrowed; freed with g_free. */
struct gaz_edit *gaz_fix_file_edits(const struct gaz_fix_file *file);
/* The file with its changes; freed with g_string_free. */
GString *gaz_fix_file_bytes(const struct gaz_fix_file *file);

/* ---- fix.c */

struct gaz_fix {
    struct gaz_arena *arena; /* owns the files' bytes */
    const struct gaz_issue *issue;
    const struct gaz_house *house; /* NULL: no lists */
    const struct gaz_findings *findings;
    GPtrArray *files; /* struct gaz_fix_file, those that a fix was looked for in */
};

#endif
