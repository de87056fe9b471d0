/* apply.h: what applying is made of. Only proof/ looks in here. */
#ifndef GAZ_PROOF_MARKS_APPLY_H
#define GAZ_PROOF_MARKS_APPLY_H

#include "proof/marks/marks.h"

#include "base/file/edit.h"
#include "input/doc.h"

/* Why a mark that was chosen is not carried out. */
enum gaz_kept {
    GAZ_KEPT_WORDS = 1, /* its words are for a person */
    GAZ_KEPT_UNPLACED,  /* it has no place, or only one nearby */
    GAZ_KEPT_MARKUP,    /* between its characters stand marks or escapes */
    GAZ_KEPT_CONTRARY,  /* another one that was chosen wants something else */
    GAZ_KEPT_STRUCTURE, /* with it something would be read otherwise */
    GAZ_KEPT_SAME,      /* it asks for what stands there */
    GAZ_KEPT_CHANGED,   /* its proof is of another state, and the text was changed since */
    GAZ_KEPT_STALE,     /* its file is not as it was read */
};

struct gaz_chosen {
    uint32_t number; /* of the mark, from 1 */
    uint32_t part;   /* which of its stretches */
    enum gaz_kept kept;
    struct gaz_span span; /* what is changed: without what is the same at both ends */
    char *text;           /* what takes its place */
};

/* a file of which something is changed */
struct gaz_applied_file {
    const struct gaz_source *source;
    struct gaz_bytes bytes; /* as it was */
    GArray *edits;          /* struct gaz_edit, by place; their texts are the chosen ones' */
    GArray *numbers;        /* uint32_t, of the mark of each */
};

struct gaz_proof_apply {
    const struct gaz_proof_marks *marks;
    const struct gaz_issue *issue;
    struct gaz_arena *arena; /* owns the files' bytes */
    GArray *chosen;          /* struct gaz_chosen, by number */
    GPtrArray *files;        /* struct gaz_applied_file, those that change */
    struct gaz_diags *diags;
};

static inline struct gaz_chosen *gaz_chosen_at(const struct gaz_proof_apply *apply, guint i) {
    return &g_array_index(apply->chosen, struct gaz_chosen, i);
}

/* ---- choose.c: appends the numbers (uint32_t) that a choice means; false after a complaint */
bool gaz_proof_choose(GArray *numbers, const struct gaz_proof_marks *marks,
                      const struct gaz_proof_choice *choice, struct gaz_diags *diags);

/* ---- apply_report.c: why, as JSON has it */
const char *gaz_kept_name(enum gaz_kept kept);

/* The file with its changes; freed with g_string_free. */
GString *gaz_applied_bytes(const struct gaz_applied_file *file);

#endif
