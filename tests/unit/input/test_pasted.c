/* test_pasted.c: whether a line goes on from the one before: every way in which a line ends before every way
 * in which one begins, as golden/pasted.txt has it; GAZ_UPDATE=1 rewrites that: read it.
 *
 * In a row the verdicts stand in the order of `begins`: + begins, . goes on, ? cannot be known, & is joined,
 * but may have been meant as a paragraph.
 */
#include "base/process/arena.h"
#include "input/lines/pasted.h"
#include "tests/unit/filled.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const begins[] = {
    "甲。",         "一、甲。",   "二、三级甲。", "一．甲。", "一.甲。",   "（一）甲。", "(一)甲。",
    "（一）项甲。", "1．甲。",    "1.甲。",       "1.5甲。",  "1、甲。",   "1)甲。",     "（1）甲。",
    "1234．甲。",   "123．甲。",  "①甲。",        "⑴甲。",    "⒈甲。",     "⑳甲。",      "第一条　甲",
    "第一条甲",     "第一条规定", "第12章 甲",    "第一分编", "第一分 甲", "附件：甲",   "附件2：甲",
    "附：甲",       "附件甲",     "第甲条",       "一甲"};

/* {n绿} stands for itself in a row's name. */
static const char *const ends[] = {
    "甲。",       "甲！",       "甲？",     "甲：",     "甲…",        "甲。”",      "甲。）",
    "甲。（乙）", "甲；（乙）", "甲（乙）", "（乙）",   "甲；",       "甲;",        "甲，",
    "甲、",       "甲,",        "甲\\",     "一、甲",   "一、甲。乙", "一、{37绿}", "一、{38绿}",
    "一、{39绿}", "{19绿}",     "{20绿}",   "{21绿}",   "{64绿}",     "{65绿}",     "{66绿}",
    "{18绿}，",   "{19绿}，",   "{20绿}，", "{24绿}。", "{25绿}。",   "{33绿}。",   "{34绿}。",
    "{26绿}；",   "甲乙"};

/* What stands above both: nothing, or lines of sixty half cells that were broken inside a sentence. */
static const struct {
    const char *name, *lines;
} above[] = {{"没有折行的", ""}, {"折行的", "{30绿}\n{30绿}\n{30绿}\n"}};

static const char marks[] = {
    [GAZ_LINE_GOES_ON] = '.', [GAZ_LINE_BEGINS] = '+', [GAZ_LINE_IN_DOUBT] = '?', [GAZ_LINE_JOINED] = '&'};

static char verdict(const char *lines, const char *end, const char *begin) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_pasted pasted = {0};
    g_autofree char *over = filled(lines), *before = filled(end);
    g_autofree char *text = g_strconcat(over, before, "\n", begin, "\n", NULL);
    struct gaz_source *source = gaz_source_new(arena, "a.md", "a.md", text, strlen(text));
    uint32_t at = (uint32_t)strlen(over), next = at + (uint32_t)strlen(before) + 1;
    enum gaz_line_verdict is = gaz_pasted_judge(&pasted, source, 0, at, next);
    gaz_arena_free(arena);
    return marks[is];
}

static void each_end_before_each_begin(void **state) {
    (void)state;
    g_autoptr(GString) got = g_string_new("# 后一行：");
    g_autofree char *wanted = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(begins); i++)
        g_string_append_printf(got, "%s%s", i ? "｜" : "", begins[i]);
    for (size_t a = 0; a < G_N_ELEMENTS(above); a++) {
        g_string_append_printf(got, "\n\n# %s；前一行：\n", above[a].name);
        for (size_t e = 0; e < G_N_ELEMENTS(ends); e++) {
            for (size_t b = 0; b < G_N_ELEMENTS(begins); b++)
                g_string_append_c(got, verdict(above[a].lines, ends[e], begins[b]));
            g_string_append_printf(got, " %s\n", ends[e]);
        }
    }
    if (g_getenv("GAZ_UPDATE")) assert_true(g_file_set_contents("golden/pasted.txt", got->str, -1, NULL));
    assert_true(g_file_get_contents("golden/pasted.txt", &wanted, NULL, NULL));
    assert_string_equal(got->str, wanted);
}

/* Which width lines were broken at, by the widest and how ragged they are. */
static void widths_are_known(void **state) {
    (void)state;
    static const struct {
        const char *lines;
        bool is_wrapped, is_broken_by_hand;
        uint32_t width;
    } rows[] = {
        {"{30绿}\n{30绿}\n", true, false, 60},       {"{20绿}\n甲\n", true, false, 40},
        {"{19绿}\n甲\n", false, false, 0}, /* nobody breaks lines so narrow */
        {"{65绿}\n甲\n", true, false, 130},          {"{66绿}\n甲\n", false, false, 0},
        {"{30绿}\n{34绿}。\n甲\n", false, true, 0},  /* 70: wider than the widest that was broken */
        {"{30绿}\n{33绿}。\n甲\n", true, false, 68}, /* 68: as ragged as may be */
        {"{10绿}，\n甲\n", false, true, 0},          /* at a comma */
        {"{19绿}，\n甲\n", true, false, 40},         {"甲。\n乙。\n", false, false, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct gaz_arena *arena = gaz_arena_new();
        struct gaz_pasted pasted = {0};
        g_autofree char *text = filled(rows[i].lines);
        struct gaz_source *source = gaz_source_new(arena, "a.md", "a.md", text, strlen(text));
        gaz_pasted_judge(&pasted, source, 0, 0, (uint32_t)(strchr(text, '\n') - text) + 1);
        if (pasted.is_wrapped != rows[i].is_wrapped ||
            pasted.is_broken_by_hand != rows[i].is_broken_by_hand || pasted.width != rows[i].width)
            fail_msg("%s: %d %d %u", rows[i].lines, pasted.is_wrapped, pasted.is_broken_by_hand,
                     pasted.width);
        gaz_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_end_before_each_begin),
                                       cmocka_unit_test(widths_are_known)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
