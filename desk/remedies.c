/* remedies.c: the ways that a compositor tries, from the least visible to the most. */
#include "desk/remedies.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "gazette.h"

#include <glib.h>
#include <string.h>

/* ---- what is tried */

enum { MOST_PAIRS = 4 };

enum kind {
    TAKE_IN, /* 凑版 with this much a line, for as many lines as the last page has */
    SET,     /* the value */
    STEP,    /* the document's own count and `step` */
};

struct way {
    enum kind kind;
    const char *key, *value;
    size_t count; /* STEP: where the count is in struct gaz_style */
    int step;
    const char *what[2];
};

#define LINES "页行数", NULL, offsetof(struct gaz_style, lines_per_page)
#define CHARS "每行字数", NULL, offsetof(struct gaz_style, chars_per_line)
#define SQUEEZE "凑版.每行至多"

/* First what is on some lines only and in nobody's eye, then the foot of a page, then the whole document;
 * 行距 and 字距 are what GB/T 9704 names for it (G-29). */
static const struct way ways[] = {
    {TAKE_IN,
     SQUEEZE,
     "0.25字",
     0,
     0,
     {"收段，每行至多收0.25字", "paragraphs taken in by at most 0.25字 a line"}},
    {TAKE_IN,
     SQUEEZE,
     "0.5字",
     0,
     0,
     {"收段，每行至多收0.5字", "paragraphs taken in by at most 0.5字 a line"}},
    {TAKE_IN, SQUEEZE, "1字", 0, 0, {"收段，每行至多收1字", "paragraphs taken in by at most 1字 a line"}},
    {TAKE_IN,
     SQUEEZE,
     "1.5字",
     0,
     0,
     {"收段，每行至多收1.5字", "paragraphs taken in by at most 1.5字 a line"}},
    {SET,
     "署名.带正文行",
     "2",
     0,
     0,
     {"署名带两行正文到末页", "the signature takes two lines of text along"}},
    {SET,
     "署名.带正文行",
     "3",
     0,
     0,
     {"署名带三行正文到末页", "the signature takes three lines of text along"}},
    {SET, "孤行.页末至少", "1", 0, 0, {"页末可留段落的一行", "one line of a paragraph may end a page"}},
    {SET, "孤行.页首至少", "1", 0, 0, {"页首可留段落的一行", "one line of a paragraph may begin a page"}},
    {SET, "孤字成行", "否", 0, 0, {"孤字不成行", "no last line of one character"}},
    {STEP, LINES, 1, {"每页多排1行", "one line more a page"}},
    {STEP, LINES, -1, {"每页少排1行", "one line less a page"}},
    {SET, "松紧.压缩", "0", 0, 0, {"断行时宁紧勿松", "lines rather tight than loose"}},
    {SET,
     "版记.可居横页",
     "是",
     0,
     0,
     {"版记横立在横排的表之下", "the 版记 stands below the turned table, turned with it"}},
    {SET,
     "表格.上下空",
     "0.1字",
     0,
     0,
     {"表格各行上下只空0.1字", "0.1字 of white above and below a table's rows"}},
    {SET, "表格.行距", "1字", 0, 0, {"表格各格的行距减到1字", "lines of 1字 in a table's cells"}},
    {SET, "图.上下空", "0", 0, 0, {"图的上下不空", "no white above and below figures"}},
    {SET, "图.缩至", "90", 0, 0, {"图缩到九成", "figures at 90 %"}},
    {SET, "图.缩至", "80", 0, 0, {"图缩到八成", "figures at 80 %"}},
    {SET, "附件说明.前空", "0", 0, 0, {"附件说明之前不空行", "no blank before the list of attachments"}},
    {SET, "署名.前空", "0", 0, 0, {"署名之前不空行", "no blank before the signature"}},
    {SET, "署名.前空", "2行", 0, 0, {"署名之前空两行", "two blank lines before the signature"}},
    {STEP, LINES, 2, {"每页多排2行", "two lines more a page"}},
    {STEP, LINES, -2, {"每页少排2行", "two lines less a page"}},
    {TAKE_IN, SQUEEZE, "2字", 0, 0, {"收段，每行至多收2字", "paragraphs taken in by at most 2字 a line"}},
    {STEP, CHARS, 1, {"每行多排1字", "one 字 more a line"}},
    {STEP, CHARS, -1, {"每行少排1字", "one 字 less a line"}},
};

#undef LINES
#undef CHARS

static const struct gaz_style *style_of(const struct gaz_fitter *fitter) {
    return fitter->gazette->doc_styles[fitter->doc];
}

static const char *count_as_text(const struct gaz_fitter *fitter, int64_t count) {
    return gaz_arena_printf(fitter->arena, "%" G_GINT64_FORMAT, count);
}

/* The values of one way. Of two in one group the first that is written stands last. */
static void name_values(const struct gaz_fitter *fitter, const struct way *way, struct gaz_remedy *remedy) {
    const char *value = way->value;
    if (way->kind == STEP)
        value =
            count_as_text(fitter, *(const int *)((const char *)style_of(fitter) + way->count) + way->step);
    remedy->values[remedy->n_values++] = (struct gaz_own_value){way->key, value};
    if (way->kind == TAKE_IN)
        remedy->values[remedy->n_values++] =
            (struct gaz_own_value){"凑版.末页至多", count_as_text(fitter, fitter->ending.last_lines)};
    remedy->what[0] = way->what[0];
    remedy->what[1] = way->what[1];
    remedy->direction = way->step;
}

/* The ways that may go together: what nobody sees by itself, in the order above. */
static bool is_mild(const struct way *way) {
    static const char *const mild[] = {SQUEEZE,         "署名.带正文行", "孤行.页末至少", "孤行.页首至少",
                                       "表格.上下空",   "表格.行距",     "图.上下空",     "图.缩至",
                                       "附件说明.前空", "署名.前空"};
    if (way->kind == STEP) return ABS(way->step) == 1 && strcmp(way->key, "页行数") == 0;
    for (size_t i = 0; i < G_N_ELEMENTS(mild); i++)
        if (strcmp(way->key, mild[i]) == 0) return strcmp(way->value, "2字") != 0;
    return false;
}

/* ---- the copy of the source */

static bool write_copy(const struct gaz_fitter *fitter, struct gaz_remedy *remedy, struct gaz_diags *diags) {
    g_autoptr(GString) file = g_string_new_len(fitter->file, (gssize)fitter->size);
    uint32_t place = 0;
    for (uint32_t i = 0; i < remedy->n_values; i++) {
        if (gaz_front_set(fitter->arena, file, remedy->values[i], &place)) continue;
        const struct gaz_source *source = fitter->gazette->issue->docs[fitter->doc].source;
        gaz_report(diags, GAZ_D_FIT_FRONT, gaz_span_at(source, place), remedy->values[i].key,
                   remedy->values[i].value);
        return false;
    }
    remedy->file = gaz_arena_strndup(fitter->arena, file->str, file->len);
    remedy->size = file->len;
    return true;
}

/* ---- the trial */

static struct gaz_layout_job job_of(const struct gaz_gazette *gazette) {
    return (struct gaz_layout_job){.issue = gazette->issue,
                                   .style = gazette->style,
                                   .doc_styles = gazette->doc_styles,
                                   .fonts = gazette->fonts};
}

/* The complaints point into the arena's sources and are heard by nobody: an error says that the way is none.
 */
static bool set_copy(const struct gaz_fitter *fitter, struct gaz_remedy *remedy) {
    g_autoptr(GString) file = g_string_new_len(remedy->file, (gssize)remedy->size);
    struct gaz_diags *unheard = gaz_diags_new();
    const struct gaz_style *usual =
        gaz_style_of_form(fitter->gazette->style, fitter->gazette->issue->docs[fitter->doc].form);
    struct gaz_style *style = gaz_style_override(usual, gaz_front_own_values(fitter->arena, file), unheard);
    bool good = !gaz_diags_have_errors(unheard);
    if (good) {
        struct gaz_layout_job job = job_of(fitter->gazette);
        remedy->ending = gaz_layout_ending(&job, fitter->doc, style, fitter->arena, unheard);
        remedy->pitch = style->pitch;
        remedy->cell = style->cell;
        remedy->lines_per_page = style->lines_per_page;
        good = !gaz_diags_have_errors(unheard);
    }
    gaz_style_free(style);
    gaz_diags_free(unheard);
    return good;
}

/* ---- what is kept */

static bool ends_better(const struct gaz_ending *old, const struct gaz_ending *new) {
    if (gaz_ending_is_poor(new) || new->n_pages > old->n_pages) return false;
    return new->n_pages < old->n_pages || gaz_ending_is_poor(old);
}

/* Fewer paragraphs, or the very same. */
static bool takes_less(const struct gaz_ending *milder, const struct gaz_ending *other) {
    if (milder->n_taken != other->n_taken) return milder->n_taken < other->n_taken;
    for (uint32_t i = 0; i < other->n_taken; i++)
        if (milder->taken[i].span.begin != other->taken[i].span.begin) return false;
    return true;
}

/* A milder form of the same remedy does as much. */
static bool is_needless(const struct gaz_fitter *fitter, const struct gaz_remedy *remedy) {
    for (uint32_t i = 0; i < fitter->n_remedies; i++) {
        const struct gaz_remedy *milder = &fitter->remedies[i];
        if (!remedy->is_pair && strcmp(milder->values[0].key, remedy->values[0].key) == 0 &&
            (milder->direction > 0) == (remedy->direction > 0) &&
            milder->ending.n_pages <= remedy->ending.n_pages && takes_less(&milder->ending, &remedy->ending))
            return true;
    }
    return false;
}

static bool is_possible(const struct gaz_fitter *fitter, const struct way *way) {
    return way->kind != TAKE_IN || (fitter->ending.n_pages > 1 && fitter->ending.last_lines < 100);
}

/* Sets the document with the remedy's values, and keeps it where it ends better. False: it cannot be written.
 */
static bool try_remedy(struct gaz_fitter *fitter, struct gaz_remedy remedy, struct gaz_diags *diags) {
    if (!write_copy(fitter, &remedy, diags)) return false;
    if (set_copy(fitter, &remedy) && ends_better(&fitter->ending, &remedy.ending) &&
        !is_needless(fitter, &remedy))
        *GAZ_PUSH(fitter->arena, fitter->remedies, fitter->n_remedies, fitter->capacity) = remedy;
    return true;
}

static bool try_singles(struct gaz_fitter *fitter, struct gaz_diags *diags) {
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        struct gaz_remedy remedy = {0};
        if (!is_possible(fitter, &ways[i])) continue;
        name_values(fitter, &ways[i], &remedy);
        if (!try_remedy(fitter, remedy, diags)) return false;
    }
    return true;
}

static bool try_pair(struct gaz_fitter *fitter, const struct way *one, const struct way *other,
                     struct gaz_diags *diags) {
    if (strcmp(one->key, other->key) == 0 || !is_possible(fitter, one) || !is_possible(fitter, other))
        return true;
    struct gaz_remedy remedy = {0}, second = {0};
    name_values(fitter, one, &remedy);
    name_values(fitter, other, &second);
    for (uint32_t i = 0; i < second.n_values; i++)
        remedy.values[remedy.n_values++] = second.values[i];
    remedy.is_pair = true;
    remedy.also[0] = second.what[0];
    remedy.also[1] = second.what[1];
    return try_remedy(fitter, remedy, diags);
}

/* Two mild ways together; a few that help are enough. */
static bool try_pairs(struct gaz_fitter *fitter, struct gaz_diags *diags) {
    for (size_t k = 1; k < G_N_ELEMENTS(ways); k++)
        for (size_t i = 0; is_mild(&ways[k]) && i < k && fitter->n_remedies < MOST_PAIRS; i++)
            if (is_mild(&ways[i]) && !try_pair(fitter, &ways[i], &ways[k], diags)) return false;
    return true;
}

bool gaz_fitter_try_all(struct gaz_fitter *fitter, struct gaz_diags *diags) {
    if (!try_singles(fitter, diags)) return false;
    bool helped = fitter->n_remedies > 0 || !gaz_ending_is_poor(&fitter->ending);
    return helped || try_pairs(fitter, diags);
}

/* ---- the source as it is */

static bool is_unchanged(struct gaz_arena *arena, struct gaz_bytes bytes, const struct gaz_source *source) {
    struct gaz_diags *unheard = gaz_diags_new(); /* of odd characters: said when the issue was read */
    const struct gaz_source *now = gaz_source_clean(arena, source->name, source->path, bytes, unheard);
    gaz_diags_free(unheard);
    return now && now->size == source->size && memcmp(now->text, source->text, now->size) == 0;
}

bool gaz_fitter_read(struct gaz_fitter *fitter, struct gaz_diags *diags) {
    const struct gaz_issue *issue = fitter->gazette->issue;
    const struct gaz_source *source = issue->docs[fitter->doc].source;
    struct gaz_bytes bytes =
        gaz_file_read_below(fitter->arena, issue->folder, source->path, (struct gaz_span){0}, diags);
    if (!bytes.data) return false;
    if (!is_unchanged(fitter->arena, bytes, source)) {
        gaz_report_file(diags, GAZ_D_FIT_CHANGED, source->name, NULL);
        return false;
    }
    fitter->file = (const char *)bytes.data;
    fitter->size = bytes.size;
    return true;
}

bool gaz_fitter_begin(struct gaz_fitter *fitter, struct gaz_diags *diags) {
    if (!gaz_fitter_read(fitter, diags)) return false;
    struct gaz_layout_job job = job_of(fitter->gazette);
    struct gaz_diags *unheard = gaz_diags_new(); /* all of it was said when the issue was set */
    fitter->ending = gaz_layout_ending(&job, fitter->doc, style_of(fitter), fitter->arena, unheard);
    gaz_diags_free(unheard);
    return true;
}
