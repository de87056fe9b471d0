/* marks.c: annotations of all files become marks: those of a group are one, answers belong to what they
 * answer.
 */
#include "proof/marks/echo.h"
#include "proof/marks/marks.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "gazette/gazette.h"

#include <string.h>

struct gathering {
    struct gaz_proof_marks *marks;
    struct gaz_ground *ground;
    const char *name;
    const struct gaz_annotated *file;
    struct gaz_proof_pages pages;
    uint32_t *root; /* of each annotation that of its group */
    uint32_t *host; /* and the one at the root of what it answers */
};

static const struct gaz_annotation *note_at(const struct gathering *g, uint32_t i) {
    return &g->file->list[i];
}

/* What the proof says itself is no mark; who answers it begins one. */
static bool begins(const struct gathering *g, uint32_t i) {
    const struct gaz_annotation *note = note_at(g, i);
    return note->to == GAZ_NO_ANNOTATION || note_at(g, note->to)->is_own;
}

/* The end of the way of answers; of groups alone when `grouped`. */
static uint32_t end_of_way(const struct gathering *g, uint32_t i, bool grouped) {
    for (uint32_t step = 0; step < g->file->n; step++) { /* ways have no end where a file was made to harm */
        const struct gaz_annotation *note = note_at(g, i);
        if (begins(g, i) || (grouped && !note->is_grouped)) break;
        i = note->to;
    }
    return i;
}

static void find_ways(struct gathering *g) {
    g->root = g_new(uint32_t, g->file->n + 1);
    g->host = g_new(uint32_t, g->file->n + 1);
    for (uint32_t i = 0; i < g->file->n; i++) {
        g->root[i] = end_of_way(g, i, true);
        g->host[i] = end_of_way(g, i, false);
    }
}

/* ---- from the file's coordinates to the page's */

static struct gaz_frame on_page(struct gaz_frame page, struct gaz_frame box) {
    return (struct gaz_frame){box.x - page.x, page.y + page.height - (box.y + box.height), box.width,
                              box.height};
}

static const struct gaz_drawn_stroke *strokes_of(const struct gathering *g, const struct gaz_annotation *note,
                                                 struct gaz_frame page) {
    struct gaz_drawn_stroke *strokes =
        GAZ_NEW_ARRAY(g->marks->arena, struct gaz_drawn_stroke, note->n_strokes + 1);
    for (uint32_t i = 0; i < note->n_strokes; i++) {
        const struct gaz_drawn_stroke *it = &note->strokes[i];
        struct gaz_frame begin = on_page(page, (struct gaz_frame){it->begin_x, it->begin_y, 0, 0});
        struct gaz_frame end = on_page(page, (struct gaz_frame){it->end_x, it->end_y, 0, 0});
        strokes[i] = (struct gaz_drawn_stroke){on_page(page, it->box), begin.x, begin.y, end.x, end.y,
                                               it->goes_around};
    }
    return strokes;
}

static struct gaz_proof_boxes boxes_of(const struct gathering *g, const struct gaz_annotation *note,
                                       struct gaz_frame page) {
    struct gaz_frame *quads = GAZ_NEW_ARRAY(g->marks->arena, struct gaz_frame, note->n_quads + 1);
    for (uint32_t i = 0; i < note->n_quads; i++)
        quads[i] = on_page(page, note->quads[i]);
    struct gaz_frame tip = on_page(page, (struct gaz_frame){note->tip_x, note->tip_y, 0, 0});
    return (struct gaz_proof_boxes){.quads = quads,
                                    .n_quads = note->n_quads,
                                    .rect = on_page(page, note->rect),
                                    .has_tip = note->has_tip,
                                    .tip_x = tip.x,
                                    .tip_y = tip.y,
                                    .strokes = strokes_of(g, note, page),
                                    .n_strokes = note->n_strokes};
}

/* ---- one mark */

/* The members of a group and the answers to it, which the caller's array of numbers lists. */
static bool is_text_kind(const struct gaz_annotation *note) {
    return note->kind <= GAZ_ANNOTATION_STRIKE_OUT;
}

/* What says best where a group lies: a StrikeOut, another kind that covers text, a Caret, what is drawn about
 * the text, before words that stand beside it. */
static int exactness(const struct gaz_annotation *note) {
    if (note->kind == GAZ_ANNOTATION_STRIKE_OUT) return 4;
    if (is_text_kind(note)) return 3;
    if (note->kind == GAZ_ANNOTATION_CARET) return 2;
    return note->has_tip || gaz_annotation_is_drawn(note->kind);
}

/* Of a group the member that lies on the text; of several the root, or else the first. */
static uint32_t lying(const struct gathering *g, uint32_t root, const GArray *members) {
    uint32_t found = root;
    for (guint i = 0; i < members->len; i++) {
        uint32_t k = g_array_index(members, uint32_t, i);
        if (exactness(note_at(g, k)) > exactness(note_at(g, found))) found = k;
    }
    return found;
}

static bool has_kind(const struct gathering *g, const GArray *members, enum gaz_annotation_kind kind) {
    for (guint i = 0; i < members->len; i++)
        if (note_at(g, g_array_index(members, uint32_t, i))->kind == kind) return true;
    return false;
}

/* What it says: the Caret's, which is what is to be put in; the root's; another member's. */
static const char *words_of(const struct gathering *g, uint32_t root, const GArray *members) {
    const char *words = note_at(g, root)->words;
    for (guint i = 0; i < members->len; i++) {
        const struct gaz_annotation *note = note_at(g, g_array_index(members, uint32_t, i));
        if (note->words && (!words || note->kind == GAZ_ANNOTATION_CARET)) words = note->words;
    }
    return words;
}

static int kind_of(const struct gathering *g, uint32_t lies, const GArray *members) {
    bool replaces =
        note_at(g, lies)->kind == GAZ_ANNOTATION_STRIKE_OUT && has_kind(g, members, GAZ_ANNOTATION_CARET);
    return replaces ? GAZ_PROOF_REPLACE : (int)note_at(g, lies)->kind;
}

static void take_answers(struct gathering *g, struct gaz_proof_mark *mark, const GArray *answers) {
    struct gaz_answer *list = GAZ_NEW_ARRAY(g->marks->arena, struct gaz_answer, answers->len + 1);
    for (guint i = 0; i < answers->len; i++) {
        const struct gaz_annotation *note = note_at(g, g_array_index(answers, uint32_t, i));
        list[i] = (struct gaz_answer){note->words, note->author, note->date, note->state};
    }
    mark->answers = list;
    mark->n_answers = answers->len;
}

/* An answer to a finding is where the finding is. */
static void take_finding(const struct gathering *g, struct gaz_proof_mark *mark, uint32_t root) {
    const struct gaz_annotation *first = note_at(g, root);
    if (first->to == GAZ_NO_ANNOTATION) return;
    mark->finding = note_at(g, first->to)->finding;
    mark->state = first->state;
    mark->kind = GAZ_ANNOTATION_NOTE;
}

/* What lies on the words of a finding beside the page or in the list is about what the finding is about. */
static const struct gaz_annotation *meant(const struct gathering *g, struct gaz_proof_mark *mark,
                                          const struct gaz_annotation *note) {
    const struct gaz_annotation *echoed = gaz_proof_echoed(g->file, note);
    if (!echoed) return note;
    mark->is_near = true;
    return echoed;
}

/* Whether the page is known: of a proof of another state all are. */
static bool is_known(const struct gathering *g, uint32_t page) {
    return page < g->pages.n && (g->pages.carry || g->pages.of[page] != GAZ_NO_PROOF_PAGE);
}

static bool is_on_sheet(const struct gathering *g, uint32_t page) {
    if (!g->pages.is_proof || page >= g->pages.n) return false;
    return g->pages.carry ? !g->pages.boxes->pages[page].shows : g->pages.of[page] == GAZ_NO_PROOF_PAGE;
}

static void place(struct gathering *g, struct gaz_proof_mark *mark, uint32_t lies) {
    const struct gaz_annotation *note = meant(g, mark, note_at(g, lies));
    const struct gaz_carry *carry = g->pages.carry;
    bool is_there = is_known(g, note->page);
    uint32_t ours = is_there && !carry ? g->pages.of[note->page] : note->page;
    struct gaz_frame page = {0};
    if (is_there || note->page < g->pages.boxes->n_pages)
        page = gaz_proof_page_box(&g->pages, g->marks->pages, note->page, ours);
    struct gaz_proof_boxes boxes = boxes_of(g, note, page);
    boxes.page = ours;
    mark->page = ours;
    mark->proof_page = note->page;
    mark->carry = carry;
    mark->is_on_proof = carry || !is_there;
    mark->x = boxes.n_quads ? boxes.quads[0].x : boxes.rect.x;
    mark->y = boxes.n_quads ? boxes.quads[0].y : boxes.rect.y;
    mark->order = UINT32_MAX;
    mark->first = GAZ_NO_CHAR;
    if (is_on_sheet(g, note->page))
        mark->unplaced = GAZ_UNPLACED_SHEET;
    else if (is_there)
        gaz_proof_mark_place(g->marks, carry ? carry->ground : g->ground, mark, &boxes);
    else
        mark->unplaced = GAZ_UNPLACED_PAGE;
}

static void add_mark(struct gathering *g, uint32_t root, const GArray *members, const GArray *answers) {
    const struct gaz_annotation *first = note_at(g, root);
    uint32_t lies = first->to == GAZ_NO_ANNOTATION ? lying(g, root, members) : first->to;
    struct gaz_proof_mark mark = {.kind = kind_of(g, lies, members),
                                  .file = g->name,
                                  .identity = g->file->identity,
                                  .words = words_of(g, root, members),
                                  .author = first->author,
                                  .date = first->date};
    place(g, &mark, lies);
    take_finding(g, &mark, root);
    take_answers(g, &mark, answers);
    gaz_proof_mark_take_effect(g->marks, &mark);
    if (mark.carry) gaz_proof_mark_take_fate(&mark);
    mark.carry = NULL;
    g_array_append_val(g->marks->list, mark);
}

/* ---- a file */

/* The numbers of the annotations that belong to each one, by the end of their ways: heads[i] to heads[i + 1]
 * of `sorted`. */
struct sorted {
    uint32_t *heads, *numbers;
};

static struct sorted sort_by(const uint32_t *ends, uint32_t n) {
    struct sorted sorted = {g_new0(uint32_t, n + 2), g_new(uint32_t, n + 1)};
    for (uint32_t i = 0; i < n; i++)
        sorted.heads[ends[i] + 2]++;
    for (uint32_t i = 2; i < n + 2; i++)
        sorted.heads[i] += sorted.heads[i - 1];
    for (uint32_t i = 0; i < n; i++)
        sorted.numbers[sorted.heads[ends[i] + 1]++] = i;
    return sorted;
}

static void add_marks(struct gathering *g) {
    struct sorted by_root = sort_by(g->root, g->file->n), by_host = sort_by(g->host, g->file->n);
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) answers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < g->file->n; i++) {
        if (!begins(g, i) || note_at(g, i)->is_own) continue;
        g_array_set_size(members, 0);
        g_array_set_size(answers, 0);
        g_array_append_vals(members, by_root.numbers + by_root.heads[i],
                            by_root.heads[i + 1] - by_root.heads[i]);
        for (uint32_t k = by_host.heads[i]; k < by_host.heads[i + 1]; k++)
            if (g->root[by_host.numbers[k]] != i) g_array_append_val(answers, by_host.numbers[k]);
        add_mark(g, i, members, answers);
    }
    g_free(by_root.heads);
    g_free(by_root.numbers);
    g_free(by_host.heads);
    g_free(by_host.numbers);
}

static bool add_file(struct gaz_proof_marks *marks, struct gaz_ground *ground, const GArray *all, guint i) {
    const struct gaz_proof_read_file *file = &g_array_index(all, struct gaz_proof_read_file, i);
    struct gathering g = {.marks = marks, .ground = ground, .name = file->name, .file = file->file};
    bool good = file->file && gaz_proof_pages_find(&g.pages, file, all, ground, marks);
    if (good) {
        find_ways(&g);
        add_marks(&g);
    }
    gaz_carry_free(g.pages.carry);
    g_free(g.pages.of);
    g_free(g.root);
    g_free(g.host);
    return good;
}

/* A file that cannot be read is there without its annotations. */
static GArray *read_files(struct gaz_proof_marks *marks, const struct gaz_proof_job *job) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct gaz_proof_read_file));
    for (uint32_t i = 0; i < job->n_files; i++) {
        const struct gaz_proof_file *it = &job->files[i];
        struct gaz_proof_read_file file = {gaz_arena_strdup(marks->arena, it->name), it->bytes, NULL};
        file.file = gaz_annotations_read(marks->arena, it->name, it->bytes, marks->diags);
        g_array_append_val(all, file);
    }
    return all;
}

/* ---- the door */

static int compare_numbers(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_proof_mark *x = a, *y = b;
    int order = compare_numbers(x->page, y->page);
    if (!order) order = compare_numbers(x->order, y->order);
    if (!order) order = compare_numbers(x->y, y->y);
    return order ? order : compare_numbers(x->x, y->x);
}

struct gaz_proof_marks *gaz_proof_marks_new(const struct gaz_proof_job *job, struct gaz_diags *diags) {
    struct gaz_proof_marks *marks = g_new(struct gaz_proof_marks, 1);
    *marks = (struct gaz_proof_marks){gaz_arena_new(), job->gazette->issue, job->gazette->pages,
                                      g_array_new(FALSE, TRUE, sizeof(struct gaz_proof_mark)), diags};
    g_autoptr(GArray) all = read_files(marks, job);
    struct gaz_ground *ground = gaz_ground_new(marks->pages);
    bool good = true;
    for (uint32_t i = 0; i < job->n_files; i++)
        good &= add_file(marks, ground, all, i);
    gaz_ground_free(ground);
    marks->diags = NULL;
    g_array_sort(marks->list, by_place); /* which is stable */
    gaz_proof_marks_compare(marks);
    if (good) return marks;
    gaz_proof_marks_free(marks);
    return NULL;
}

void gaz_proof_marks_free(struct gaz_proof_marks *marks) {
    if (!marks) return;
    g_array_unref(marks->list);
    gaz_arena_free(marks->arena);
    g_free(marks);
}
