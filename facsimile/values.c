/* values.c: values of 版面 by which a whole document is nearer to the print.
 *
 * One value may explain what many marks would: it is taken when it makes more right than it costs. The table
 * names what a house's compositor varied from document to document.
 */
#include "facsimile/matcher.h"

#include "base/process/arena.h"

enum way_kind { WAY_VALUE, WAY_STEP };

struct way {
    enum way_kind kind;
    const char *key;
    const char *values; /* VALUE: parted by | */
    size_t count;       /* STEP: of an integer in struct gaz_style */
    int most;           /* by so much down and up */
    int gain;           /* overrides that it must save at the least */
};

/* A blank or a count is what a compositor changes for one document; another system of marks is seen in many
 * lines or is none. */
enum { GAIN_BLANK = 2, GAIN_SYSTEM = 4 };

#define COUNT(field) offsetof(struct gaz_style, field)

static const struct way ways[] = {
    {WAY_STEP, "页行数", NULL, COUNT(lines_per_page), 2, GAIN_BLANK},
    {WAY_STEP, "版头.行", NULL, COUNT(letterhead_lines), 4, GAIN_BLANK},
    {WAY_VALUE, "文件标题.前空", "0|1行|2行|3行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "文件标题.后空", "0|1行|2行|3行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "文号.后空", "0|1行|2行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "印发件标题.前空", "0|1行|2行|3行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "印发件标题.后空", "0|1行|2行|3行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "附件.标题后空", "0|1行|2行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "题注.后空", "0|1行|2行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "附件说明.前空", "0|1行|2行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "署名.前空", "0|1行|2行|3行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "章标题行.前空", "0|1行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "章标题行.后空", "0|1行", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "主送.压缩", "0|1字|2字", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "文件标题.最宽", "120mm|130mm|140mm|150mm|160mm", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "条号后空", "0.5字|1字|1.5字|2字", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "条号后可缩", "0|0.5字", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "标点", "全身|邻标点一字半|国标|开明", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "汉西间距", "0|0.125字|0.25字", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "孤字成行", "是|否", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "数字带单位", "是|否", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "孤行.页末至少", "1|2", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "孤行.页首至少", "1|2", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "标题可居页末", "是|否", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "凑版.末页至多", "0|2|3", 0, 0, GAIN_SYSTEM},
    {WAY_VALUE, "表格.行距", "1字|1.1字|1.2字|1.3字|1.4字|1.5字", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "表格.上下空", "0|0.1字|0.2字|0.3字|0.4字|0.5字", 0, 0, GAIN_BLANK},
    {WAY_VALUE, "表格.行可断", "否|余白多时|是", 0, 0, GAIN_SYSTEM},
};

enum { MOST_VALUES = 4 };

/* About how many overrides are wanting. */
static int64_t need_of(struct gaz_score score) {
    return (int64_t)score.wrong_pages + score.paragraphs;
}

struct searching {
    struct gaz_matcher *matcher;
    int64_t need;
    GArray *attempts; /* struct gaz_attempt */
};

static int gain_of(const char *key) {
    size_t i = 0;
    while (i + 1 < G_N_ELEMENTS(ways) && g_strcmp0(ways[i].key, key) != 0)
        i++;
    return ways[i].gain;
}

/* Of the last override, the value that is tried: it must be worth its cost. */
static struct gaz_outcome judge(void *context, const GArray *overrides) {
    const struct searching *s = context;
    const char *key = g_array_index(overrides, struct gaz_override, overrides->len - 1).key;
    struct gaz_setting setting;
    struct gaz_outcome outcome = {.is_possible = gaz_trial_set(&s->matcher->trial, overrides, &setting)};
    if (!outcome.is_possible) return outcome;
    int64_t need = need_of(gaz_matcher_score(s->matcher, &setting.stream));
    outcome.is_reached = need + gain_of(key) <= s->need;
    outcome.rest = (uint64_t)need;
    gaz_setting_clear(&setting);
    return outcome;
}

static void add(struct searching *s, const char *key, const char *value) {
    struct gaz_attempt attempt = {.overrides = {{.kind = GAZ_OVERRIDE_VALUE, .key = key, .value = value}},
                                  .n = 1};
    g_array_append_val(s->attempts, attempt);
}

static void add_steps(struct searching *s, const struct gaz_style *style, const struct way *way) {
    int now = *(const int *)(const void *)((const char *)style + way->count);
    for (int step = -way->most; step <= way->most; step++)
        if (step != 0 && now > 0 && now + step > 0)
            add(s, way->key, gaz_arena_printf(s->matcher->trial.arena, "%d", now + step));
}

static void add_values(struct searching *s, const struct way *way) {
    g_auto(GStrv) values = g_strsplit(way->values, "|", -1);
    for (char **value = values; *value; value++)
        add(s, way->key, gaz_arena_strdup(s->matcher->trial.arena, *value));
}

static bool has_value(const struct gaz_matcher *m, const char *key) {
    for (guint i = 0; i < m->overrides->len; i++)
        if (g_strcmp0(g_array_index(m->overrides, struct gaz_override, i).key, key) == 0) return true;
    return false;
}

static void add_ways(struct searching *s) {
    const struct gaz_matcher *m = s->matcher;
    const struct gaz_style *style;
    struct gaz_style *own = gaz_trial_style(&m->trial, m->overrides, &style);
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        if (has_value(m, ways[i].key)) continue;
        if (ways[i].kind == WAY_STEP)
            add_steps(s, style, &ways[i]);
        else
            add_values(s, &ways[i]);
    }
    gaz_style_free(own);
}

static bool take_one(struct gaz_matcher *m) {
    struct gaz_setting setting;
    struct searching s = {m, 0, NULL};
    if (!gaz_matcher_set(m, &setting)) return false;
    s.need = need_of(gaz_matcher_score(m, &setting.stream));
    gaz_setting_clear(&setting);
    if (s.need < GAIN_BLANK) return false;
    s.attempts = g_array_new(FALSE, FALSE, sizeof(struct gaz_attempt));
    add_ways(&s);
    bool found = gaz_matcher_take_best(m, judge, &s, s.attempts);
    g_array_unref(s.attempts);
    return found;
}

void gaz_search_values(struct gaz_matcher *m) {
    for (int n = 0; n < MOST_VALUES && take_one(m); n++)
        continue;
}
