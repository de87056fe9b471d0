/* marks.h: what a mark becomes. Only proof/ looks in here. */
#ifndef GAZ_PROOF_MARKS_MARKS_H
#define GAZ_PROOF_MARKS_MARKS_H

#include "output/annotations.h"
#include "proof/marks/carry.h"
#include "proof/ground/ground.h"
#include "proof/proof.h"

#include "base/text/source.h"

/* What is to be seen, besides the kinds of annotation: a StrikeOut and a Caret in one group. */
enum { GAZ_PROOF_REPLACE = GAZ_N_ANNOTATION_KINDS, GAZ_N_PROOF_KINDS };

/* What it wants done to the text. */
enum gaz_effect {
    GAZ_EFFECT_NONE, /* its words are for a person, or it has none */
    GAZ_EFFECT_DELETE,
    GAZ_EFFECT_REPLACE,
    GAZ_EFFECT_INSERT
};

/* A stretch of a source that a mark covers, all of one node. */
struct gaz_covered {
    struct gaz_span span; /* empty: a place between two characters, or near it */
    const char *text;     /* as printed */
};

struct gaz_answer {
    const char *words, *author, *date, *state;
};

/* Why a mark has no place in the sources. */
enum gaz_unplaced {
    GAZ_PLACED,
    GAZ_UNPLACED_DRAWN,     /* ink, a stamp, a shape, on no text and leading to none */
    GAZ_UNPLACED_PAGE,      /* its page is none of the pages as they are now */
    GAZ_UNPLACED_SHEET,     /* it is on a sheet of the proof that shows no page: the slip, the list */
    GAZ_UNPLACED_BARE,      /* no text is under it */
    GAZ_UNPLACED_GENERATED, /* what is under it stands in no source */
    GAZ_UNPLACED_GONE,      /* its characters are there no longer; it is told what they stood beside */
};

struct gaz_proof_mark {
    int kind;             /* gaz_annotation_kind or GAZ_PROOF_REPLACE */
    const char *file;     /* whose */
    const char *identity; /* of that file (gaz_pages_identity), NULL: not said */
    uint32_t page;        /* index in the issue's pages */
    bool is_on_proof;     /* in the file's: there is no such page now */
    gaz_len x, y;         /* its upper left corner on the page */
    uint32_t order;       /* among the marks of its page */
    enum gaz_unplaced unplaced;
    const struct gaz_carry *carry; /* the proof was of another state; while its file is read */
    bool is_carried;               /* and this is where the text is now */
    uint32_t proof_page;           /* of such a proof: index in the file */
    const char *was;               /* and what it said there; NULL: it lies on no text */
    uint32_t first, n; /* the proof's characters (carry.h): n 0: before the first; no first: none */
    enum gaz_fate fate;
    bool is_near; /* its place is not where it lies but what it is nearest to */
    const struct gaz_covered *covered;
    uint32_t n_covered;
    const char *words, *author, *date;
    uint32_t finding;  /* of an answer to one of the proof's own findings: its number; 0: to none */
    const char *state; /* of such an answer: Accepted, Rejected …; NULL */
    const struct gaz_answer *answers;
    uint32_t n_answers;
    enum gaz_effect effect;
    const char *text;         /* what is to be put there; "" of DELETE */
    uint32_t same;            /* the number, from 1, of an earlier mark that says the same; 0: none */
    const uint32_t *contrary; /* numbers of marks that want another thing of the same text */
    uint32_t n_contrary;
};

struct gaz_proof_marks {
    struct gaz_arena *arena;
    const struct gaz_issue *issue;
    const struct gaz_pages *pages;
    GArray *list;            /* struct gaz_proof_mark */
    struct gaz_diags *diags; /* while they are made */
};

static inline struct gaz_proof_mark *gaz_proof_mark_at(const struct gaz_proof_marks *marks, guint i) {
    return &g_array_index(marks->list, struct gaz_proof_mark, i);
}

/* ---- place.c: fills in where the mark is, of its annotations' boxes (y down, on the page) */

struct gaz_proof_boxes {
    const struct gaz_frame *quads;
    uint32_t n_quads;
    uint32_t page; /* of the ground */
    struct gaz_frame rect;
    bool has_tip;
    gaz_len tip_x, tip_y;
    const struct gaz_drawn_stroke *strokes;
    uint32_t n_strokes;
};

void gaz_proof_mark_place(struct gaz_proof_marks *marks, struct gaz_ground *ground,
                          struct gaz_proof_mark *mark, const struct gaz_proof_boxes *boxes);

/* ---- fate.c: fills in what became of it, where the proof was of another state */
void gaz_proof_mark_take_fate(struct gaz_proof_mark *mark);

/* ---- effect.c */

/* What the mark wants done, by its kind and its words. */
void gaz_proof_mark_take_effect(struct gaz_proof_marks *marks, struct gaz_proof_mark *mark);
/* Finds marks that say the same and that contradict one another. */
void gaz_proof_marks_compare(struct gaz_proof_marks *marks);

/* ---- report.c */

/* As JSON has it. */
const char *gaz_proof_kind_name(int kind);
/* Appends one mark of the list as an object. */
void gaz_proof_mark_add_json(const struct gaz_proof_marks *marks, guint i, GString *out);
/* The members of the i-th mark's object of the list. */
void gaz_proof_mark_add_members(GString *out, const struct gaz_proof_marks *marks, guint i);
/* Characters of the source. */
long gaz_proof_length(const struct gaz_span *span);

/* ---- pages.c: which page of the issue each page of a file is */

/* a file as it is read */
struct gaz_proof_read_file {
    const char *name;
    GBytes *bytes;
    const struct gaz_annotated *file;
};

#define GAZ_NO_PROOF_PAGE UINT32_MAX

struct gaz_proof_pages {
    uint32_t *of; /* the issue's page of each of the file's */
    uint32_t n;
    const struct gaz_annotated
        *boxes;              /* whose pages say where they are cut: the file, or the PDF that it is of */
    struct gaz_carry *carry; /* of a PDF of another state, or scaled: its characters; freed with
                                gaz_carry_free */
    bool is_proof;           /* pages on sheets, among which some show none */
};

/* Where in the file's user space the page lies, as it was before a program cropped it. `ours`: the issue's
 * page that it is; of what was exported alone the page lies as for a screen. */
struct gaz_frame gaz_proof_page_box(const struct gaz_proof_pages *found, const struct gaz_pages *pages,
                                    uint32_t page, uint32_t ours);

/* `all`: the files that were given, among which a PDF may be that another one was exported of. False after a
 * complaint: it is no proof of this issue. */
bool gaz_proof_pages_find(struct gaz_proof_pages *found, const struct gaz_proof_read_file *file,
                          const GArray *all, struct gaz_ground *ground, struct gaz_proof_marks *marks);

#endif
