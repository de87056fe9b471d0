/* remedies.c: the ways that a compositor tries, from the least visible to the most. */
#include "editing/remedies.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/terms/measure.h"
#include "input/keys/front_edit.h"
#include "trial/causes.h"

#include <glib.h>
#include <string.h>

/* ---- what is tried */

enum {
    MOST_TRIALS = 240,   /* of several ways together */
    MOST_ANSWERS = 12,   /* of them, alike or not */
    MOST_TOGETHER = 4,   /* remedies of several ways that are told */
    MOST_PARAGRAPHS = 6, /* of a line less, or more */
    LETTERHEAD_GIVES = 3 /* lines */
};

enum kind {
    TAKE_IN, /* 凑版 with this much a line, for as many lines as the last page has */
    SET,     /* the value */
    STEP,    /* the document's own count and `step` */
    LESS,    /* 减一行, of each paragraph that can lose a line, squeezed by no more than `value` */
    MORE,    /* 加一行, of each that can have one more */
    TABLE,   /* values of one table */
};

struct way {
    enum kind kind;
    const char *key, *value;
    size_t count; /* STEP: where the count is in struct gaz_style */
    int step;
    const char *what[2]; /* Chinese, English; TABLE: before the value */
};

#define LINES "页行数", NULL, offsetof(struct gaz_style, lines_per_page)
#define CHARS "每行字数", NULL, offsetof(struct gaz_style, chars_per_line)
#define LETTERHEAD "版头.至少", NULL, offsetof(struct gaz_style, letterhead_lines)
#define SQUEEZE "凑版.每行至多"
/* First what is in one paragraph or on some lines only and in nobody's eye, then the foot of a page, then the
 * whole document; 行距 and 字距 are what GB/T 9704 names for it (G-29). The order is the price: a way costs
 * as much as there are before it. */
static const struct way ways[] = {
    {LESS, NULL, "0.5字", 0, 0, {"一段减一行", "one paragraph a line less"}},
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
    {LESS, NULL, "1字", 0, 0, {"一段减一行", "one paragraph a line less"}},
    {TAKE_IN, SQUEEZE, "1字", 0, 0, {"收段，每行至多收1字", "paragraphs taken in by at most 1字 a line"}},
    {LESS, NULL, "1.5字", 0, 0, {"一段减一行", "one paragraph a line less"}},
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
    {MORE, NULL, NULL, 0, 0, {"一段加一行", "one paragraph a line more"}},
    {STEP, LETTERHEAD, -LETTERHEAD_GIVES, {"版头可减到少三行", "the 版头 lower by up to three lines"}},
    {STEP, LINES, 1, {"每页多排1行", "one line more a page"}},
    {STEP, LINES, -1, {"每页少排1行", "one line less a page"}},
    {SET, "松紧.压缩", "0", 0, 0, {"断行时宁紧勿松", "lines rather tight than loose"}},
    {SET,
     "版记.可居横页",
     "是",
     0,
     0,
     {"版记横立在横排的表之下", "the 版记 stands below the turned table, turned with it"}},
    {TABLE, NULL, NULL, 0, 0, {"一个表", "one table's "}},
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
    {SET, "文件标题.前空", "0", 0, 0, {"标题之前不空行", "no blank before the title"}},
    {SET, "文件标题.后空", "0", 0, 0, {"标题之后不空行", "no blank behind the title"}},
    {SET, "文号.后空", "1行", 0, 0, {"文号之后空一行", "one blank line behind the number"}},
    {STEP, LINES, 2, {"每页多排2行", "two lines more a page"}},
    {STEP, LINES, -2, {"每页少排2行", "two lines less a page"}},
    {TAKE_IN, SQUEEZE, "2字", 0, 0, {"收段，每行至多收2字", "paragraphs taken in by at most 2字 a line"}},
    {STEP, CHARS, 1, {"每行多排1字", "one 字 more a line"}},
    {STEP, CHARS, -1, {"每行少排1字", "one 字 less a line"}},
};

#undef LINES
#undef CHARS
#undef LETTERHEAD

enum { N_WAYS = G_N_ELEMENTS(ways) };

static const struct gaz_style *style_of(const struct gaz_trial *trial) {
    return trial->gazette->doc_styles[trial->doc];
}

/* The ways that may go together: what nobody sees by itself, in the order above. */
static bool is_mild(const struct way *way) {
    static const char *const mild[] = {SQUEEZE,         "署名.带正文行", "孤行.页末至少", "孤行.页首至少",
                                       "表格.上下空",   "表格.行距",     "图.上下空",     "图.缩至",
                                       "附件说明.前空", "署名.前空",     "版头.至少",     "文件标题.前空",
                                       "文件标题.后空", "文号.后空"};
    if (!way->key) return true;
    if (strcmp(way->key, "页行数") == 0) return ABS(way->step) == 1;
    for (size_t i = 0; i < G_N_ELEMENTS(mild); i++)
        if (strcmp(way->key, mild[i]) == 0) return !way->value || strcmp(way->value, "2字") != 0;
    return false;
}

/* ---- the attempts */

struct fitting {
    struct gaz_fitter *fitter;
    GArray *attempts; /* struct gaz_attempt; `cost` is the way */
    uint32_t watched; /* a character of the stream (find_watched) */
};

static const char *count_as_text(const struct gaz_trial *trial, int64_t count) {
    return gaz_arena_printf(trial->arena, "%" G_GINT64_FORMAT, count);
}

static struct gaz_override value_of(const char *key, const char *value) {
    return (struct gaz_override){.kind = GAZ_OVERRIDE_VALUE, .key = key, .value = value};
}

static void add(const struct fitting *f, uint32_t way, struct gaz_override override) {
    struct gaz_attempt attempt = {
        .overrides = {override}, .n = 1, .cost = way, .is_alone = !is_mild(&ways[way])};
    g_array_append_val(f->attempts, attempt);
}

/* Of two in one group the first that is written stands last. */
static void add_take_in(const struct fitting *f, uint32_t way) {
    const struct gaz_trial *trial = &f->fitter->trial;
    if (trial->ending.n_pages < 2 || trial->ending.last_lines >= 100) return;
    add(f, way, value_of(ways[way].key, ways[way].value));
    struct gaz_attempt *attempt = &g_array_index(f->attempts, struct gaz_attempt, f->attempts->len - 1);
    attempt->overrides[attempt->n++] =
        value_of("凑版.末页至多", count_as_text(trial, trial->ending.last_lines));
}

static void add_step(const struct fitting *f, uint32_t way) {
    const struct gaz_trial *trial = &f->fitter->trial;
    int now = *(const int *)(const void *)((const char *)style_of(trial) + ways[way].count);
    if (now + ways[way].step > 0)
        add(f, way, value_of(ways[way].key, count_as_text(trial, now + ways[way].step)));
}

/* Whether the paragraph can have a line less or more at all, no line squeezed by more than the way says. */
static bool can_have_lines(const struct gaz_trial *trial, const struct gaz_override *o,
                           const struct way *way) {
    struct gaz_style style = *style_of(trial);
    struct gaz_layout_job job = gaz_trial_job(trial);
    struct gaz_line_ends given = {NULL, 0, way->kind == LESS ? -1 : 1, false};
    struct gaz_measure most;
    uint32_t n;
    if (way->value && gaz_measure_parse(way->value, &most))
        gaz_measure_resolve(most, style.cell, &style.set_squeeze);
    uint32_t *lines = gaz_layout_lines(&job, &style, gaz_trial_block(trial, o->at), &given, &n);
    g_free(lines);
    return lines != NULL;
}

static bool is_there(const struct fitting *f, const struct gaz_override *o) {
    for (guint i = 0; i < f->attempts->len; i++) {
        const struct gaz_override *other = &g_array_index(f->attempts, struct gaz_attempt, i).overrides[0];
        if (other->kind == o->kind && other->at == o->at) return true;
    }
    return false;
}

static struct gaz_stretch whole(const struct gaz_trial *trial) {
    return (struct gaz_stretch){0, trial->stream.chars->len};
}

static void add_lines(const struct fitting *f, uint32_t way) {
    const struct gaz_trial *trial = &f->fitter->trial;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    gaz_find_paragraph_lines(trial, &trial->stream, whole(trial), ways[way].kind == LESS, found);
    for (guint i = 0, n = 0; trial->takes_marks && i < found->len && n < MOST_PARAGRAPHS; i++) {
        const struct gaz_override *o = &g_array_index(found, struct gaz_override, i);
        if (is_there(f, o) || !can_have_lines(trial, o, &ways[way])) continue;
        add(f, way, *o);
        n++;
    }
    g_array_unref(found);
}

static void add_table(const struct fitting *f, uint32_t way) {
    const struct gaz_trial *trial = &f->fitter->trial;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    if (trial->takes_marks) gaz_find_table_values(trial, style_of(trial), whole(trial), false, found);
    for (guint i = 0; i < found->len; i++)
        add(f, way, g_array_index(found, struct gaz_override, i));
    g_array_unref(found);
}

static void add_way(const struct fitting *f, uint32_t way) {
    switch (ways[way].kind) {
    case TAKE_IN:
        add_take_in(f, way);
        break;
    case SET:
        add(f, way, value_of(ways[way].key, ways[way].value));
        break;
    case STEP:
        add_step(f, way);
        break;
    case LESS:
    case MORE:
        add_lines(f, way);
        break;
    case TABLE:
        add_table(f, way);
        break;
    }
}

/* ---- the goal */

static bool ends_better(const struct gaz_ending *old, const struct gaz_ending *new) {
    if (gaz_ending_is_poor(new) || new->n_pages > old->n_pages) return false;
    return new->n_pages < old->n_pages || gaz_ending_is_poor(old);
}

static bool is_of_footer(const struct gaz_stream_char *ch) {
    return ch->kind == GAZ_NODE_COPIES || ch->kind == GAZ_NODE_PRINTER || ch->kind == GAZ_NODE_PRINT_DATE;
}

/* The 版记 stands at the foot, whatever is above it. */
static uint32_t last_on_page(const struct gaz_stream *stream, uint32_t page) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < stream->chars->len; i++) {
        const struct gaz_stream_char *ch = gaz_stream_at(stream, i);
        if (ch->page == page && !is_of_footer(ch)) last = i;
    }
    return last;
}

/* A character of the stream by which is seen how near a setting is: that behind which text or the 版记 should
 * find room, or the last one that should come up to the page before. */
static uint32_t find_watched(const struct gaz_trial *trial) {
    const struct gaz_ending *ending = &trial->ending;
    uint32_t page = ending->n_pages - 1;
    if (ending->bare_signature)
        page = ending->bare_signature - 1;
    else if (ending->bare_first)
        page = 0;
    else if (ending->bare_footer && page > 0)
        page--;
    return last_on_page(&trial->stream, page);
}

/* Where it stands, in parts of a line from the page's foot, the pages before the lines. */
static int64_t place_of(const struct fitting *f, const struct gaz_stream *stream, gaz_len pitch, int lines) {
    enum { PARTS = 64 };
    const struct gaz_stream_char *ch = gaz_stream_at(stream, f->watched);
    return ((int64_t)ch->page << 32) + (int64_t)ch->y * PARTS / pitch - (int64_t)lines * PARTS;
}

static int64_t shift_of(const struct fitting *f, const struct gaz_setting *setting) {
    const struct gaz_trial *trial = &f->fitter->trial;
    const struct gaz_style *style = style_of(trial);
    if (trial->stream.chars->len == 0) return 0;
    return place_of(f, &setting->stream, setting->pitch, setting->lines_per_page) -
           place_of(f, &trial->stream, style->pitch, style->lines_per_page);
}

static struct gaz_outcome judge(void *context, const GArray *overrides) {
    const struct fitting *f = context;
    const struct gaz_trial *trial = &f->fitter->trial;
    struct gaz_setting *setting = GAZ_NEW(trial->arena, struct gaz_setting);
    struct gaz_outcome outcome = {.is_possible = gaz_trial_set(trial, overrides, setting),
                                  .setting = setting};
    if (!outcome.is_possible) return outcome;
    outcome.is_reached =
        ends_better(&trial->ending, &setting->ending) && setting->n_warnings <= trial->n_warnings;
    outcome.shift = shift_of(f, setting);
    gaz_setting_clear(setting);
    return outcome;
}

/* ---- what is kept */

/* Fewer paragraphs, or the very same. */
static bool takes_less(const struct gaz_ending *milder, const struct gaz_ending *other) {
    if (milder->n_taken != other->n_taken) return milder->n_taken < other->n_taken;
    for (uint32_t i = 0; i < other->n_taken; i++)
        if (milder->taken[i].span.begin != other->taken[i].span.begin) return false;
    return true;
}

/* The same is done, be it to another degree or in another place. */
static bool are_alike(uint32_t one, uint32_t other) {
    const struct way *a = &ways[one], *b = &ways[other];
    return one == other || (!a->key && a->kind == b->kind && a->kind != TABLE) ||
           (a->key && g_strcmp0(a->key, b->key) == 0 && (a->step > 0) == (b->step > 0));
}

/* 凑版 that takes in one paragraph, where 减一行 does. */
static bool is_marked_already(const struct gaz_remedy *milder, const struct gaz_remedy *remedy) {
    return milder->n_ways == 1 && remedy->n_ways == 1 && ways[milder->ways[0]].kind == LESS &&
           ways[remedy->ways[0]].kind == TAKE_IN && remedy->setting.ending.n_taken == 1;
}

/* A milder form of the same remedy does as much. */
static bool is_needless(const struct gaz_fitter *fitter, const struct gaz_remedy *remedy) {
    for (uint32_t i = 0; i < fitter->n_remedies; i++) {
        const struct gaz_remedy *milder = &fitter->remedies[i];
        bool alike = milder->n_ways == remedy->n_ways;
        for (uint32_t k = 0; k < remedy->n_ways && alike; k++)
            alike = are_alike(milder->ways[k], remedy->ways[k]);
        if (milder->setting.ending.n_pages <= remedy->setting.ending.n_pages &&
            ((alike && takes_less(&milder->setting.ending, &remedy->setting.ending)) ||
             is_marked_already(milder, remedy)))
            return true;
    }
    return false;
}

/* ---- words */

static bool is_of_lines(const struct way *way) {
    return way->kind == LESS || way->kind == MORE;
}

/* Of several paragraphs. */
static void add_count(const struct way *way, uint32_t n, int language, GString *out) {
    if (language == 0)
        g_string_append_printf(out, way->kind == LESS ? "%u段各减一行" : "%u段各加一行", n);
    else
        g_string_append_printf(out, "%u paragraphs a line %s each", n, way->kind == LESS ? "less" : "more");
}

static void add_words(const struct gaz_attempt *attempt, uint32_t n, int language, GString *out) {
    const struct way *way = &ways[attempt->cost];
    const struct gaz_override *o = &attempt->overrides[0];
    if (n > 1)
        add_count(way, n, language, out);
    else
        g_string_append(out, way->what[language]);
    if (way->kind == TABLE) g_string_append_printf(out, language ? "%s %s" : "的%s：%s", o->key, o->value);
}

static const struct gaz_attempt *attempt_at(const struct fitting *f, const struct gaz_answer *answer,
                                            uint32_t i) {
    return &g_array_index(f->attempts, struct gaz_attempt, answer->attempts[i]);
}

/* Several paragraphs are told at once. */
static const char *words_of(const struct fitting *f, const struct gaz_answer *answer, int language) {
    g_autoptr(GString) out = g_string_new(NULL);
    for (uint32_t i = 0, end; i < answer->n; i = end) {
        const struct way *way = &ways[attempt_at(f, answer, i)->cost];
        for (end = i + 1; is_of_lines(way) && end < answer->n; end++)
            if (ways[attempt_at(f, answer, end)->cost].kind != way->kind) break;
        if (i) g_string_append(out, language ? "; with it " : "，同时");
        add_words(attempt_at(f, answer, i), end - i, language, out);
    }
    return gaz_arena_strdup(f->fitter->trial.arena, out->str);
}

/* ---- remedies */

static const struct gaz_span *places_of(const struct gaz_trial *trial, const GArray *overrides) {
    struct gaz_span *places = GAZ_NEW_ARRAY(trial->arena, struct gaz_span, overrides->len + 1);
    for (guint i = 0; i < overrides->len; i++)
        places[i] = gaz_override_span(trial, &g_array_index(overrides, struct gaz_override, i));
    return places;
}

/* The source with the remedy's overrides. */
static void write_remedy(const struct fitting *f, const struct gaz_search *search,
                         const struct gaz_answer *answer, struct gaz_remedy *remedy) {
    const struct gaz_trial *trial = &f->fitter->trial;
    GArray *overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    g_autoptr(GString) file = g_string_new(NULL);
    gaz_answer_add(search, answer, overrides);
    gaz_trial_write(trial, overrides, file);
    struct gaz_override *copy = GAZ_NEW_ARRAY(trial->arena, struct gaz_override, overrides->len + 1);
    memcpy(copy, overrides->data, overrides->len * sizeof *copy);
    remedy->overrides = copy;
    remedy->n_overrides = overrides->len;
    remedy->places = places_of(trial, overrides);
    remedy->file = gaz_arena_strndup(trial->arena, file->str, file->len);
    remedy->size = file->len;
    g_array_unref(overrides);
}

static void keep(const struct fitting *f, const struct gaz_search *search, const struct gaz_answer *answer) {
    struct gaz_fitter *fitter = f->fitter;
    struct gaz_remedy remedy = {.setting = *(const struct gaz_setting *)answer->outcome.setting,
                                .n_ways = answer->n};
    for (uint32_t i = 0; i < answer->n; i++)
        remedy.ways[i] = attempt_at(f, answer, i)->cost;
    if (is_needless(fitter, &remedy)) return;
    write_remedy(f, search, answer, &remedy);
    for (int language = 0; language < 2; language++)
        remedy.what[language] = words_of(f, answer, language);
    *GAZ_PUSH(fitter->trial.arena, fitter->remedies, fitter->n_remedies, fitter->capacity) = remedy;
}

/* 版面 must take a value; that is told with the first. */
static bool takes_values(const struct gaz_trial *trial, struct gaz_diags *diags) {
    g_autoptr(GString) file = g_string_new_len(trial->file, (gssize)trial->size);
    struct gaz_own_value value = {"页行数", count_as_text(trial, style_of(trial)->lines_per_page)};
    uint32_t place = 0;
    if (gaz_front_set(trial->arena, file, value, &place)) return true;
    gaz_report(diags, GAZ_D_FIT_FRONT, gaz_span_at(trial->gazette->issue->docs[trial->doc].source, place),
               value.key, value.value);
    return false;
}

bool gaz_fitter_try_all(struct gaz_fitter *fitter, struct gaz_diags *diags) {
    struct fitting f = {fitter, g_array_new(FALSE, FALSE, sizeof(struct gaz_attempt)),
                        find_watched(&fitter->trial)};
    bool good = takes_values(&fitter->trial, diags), is_poor = gaz_ending_is_poor(&fitter->trial.ending);
    for (uint32_t way = 0; good && way < N_WAYS; way++)
        add_way(&f, way);
    struct gaz_search search = {.judge = judge,
                                .context = &f,
                                .trial = &fitter->trial,
                                .attempts = (const struct gaz_attempt *)(const void *)f.attempts->data,
                                .n = f.attempts->len,
                                .most_together = is_poor ? GAZ_MOST_TOGETHER : 1,
                                .most_trials = MOST_TRIALS,
                                .most_answers = MOST_ANSWERS};
    GArray *answers = gaz_search_fewest(&search);
    for (guint i = 0; i < answers->len; i++) {
        const struct gaz_answer *answer = &g_array_index(answers, struct gaz_answer, i);
        if (answer->n == 1 || fitter->n_remedies < MOST_TOGETHER) keep(&f, &search, answer);
    }
    g_array_unref(answers);
    g_array_unref(f.attempts);
    return good;
}
