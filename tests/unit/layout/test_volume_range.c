/* Which issues a volume is said to have: issues by the year and number, a row a case. */
#include "tests/unit/check.h"

#include "input/doc.h"
#include "layout/issue/parts.h"
#include "layout/layout.h"

enum { MOST = 4 };

struct row {
    const char *wanted;
    enum gaz_issue_word word;
    struct gaz_issue issues[MOST]; /* year 0: there are no more */
};

#define REGULAR(y, a, b, t)                                                                                  \
    {                                                                                                        \
        .year = y, .number = {a, b, false}, .total = { t, t + b - a, false }                                 \
    }
#define EXTRA(y, a)                                                                                          \
    {                                                                                                        \
        .year = y, .number = { a, a, true }                                                                  \
    }

static const struct row rows[] = {
    {"2024年第1期（总第101期）", GAZ_CALLED_QI, {REGULAR(2024, 1, 1, 101)}},
    {"2024年第3—4期（总第103—104期）", GAZ_CALLED_QI, {REGULAR(2024, 3, 4, 103)}},
    {"2024年增刊1", GAZ_CALLED_QI, {EXTRA(2024, 1)}},
    {"2024年第1期至第2期（总第101期至总第102期）",
     GAZ_CALLED_QI,
     {REGULAR(2024, 1, 1, 101), REGULAR(2024, 2, 2, 102)}},
    {"2024年第1期至第4期（总第101期至总第104期）",
     GAZ_CALLED_QI,
     {REGULAR(2024, 1, 2, 101), REGULAR(2024, 3, 4, 103)}},
    {"2024年第1期、增刊（总第101期）", GAZ_CALLED_QI, {REGULAR(2024, 1, 1, 101), EXTRA(2024, 1)}},
    {"2024年第1期、增刊（总第101期）",
     GAZ_CALLED_QI,
     {REGULAR(2024, 1, 1, 101), EXTRA(2024, 1), EXTRA(2024, 2)}},
    {"2024年第1期至第2期、增刊（总第101期至总第102期）",
     GAZ_CALLED_QI,
     {REGULAR(2024, 1, 1, 101), EXTRA(2024, 1), REGULAR(2024, 2, 2, 102), EXTRA(2024, 2)}},
    {"2024年增刊1至增刊2", GAZ_CALLED_QI, {EXTRA(2024, 1), EXTRA(2024, 2)}},
    {"2023年第12期至2024年第1期（总第99期至总第100期）",
     GAZ_CALLED_QI,
     {REGULAR(2023, 12, 12, 99), REGULAR(2024, 1, 1, 100)}},
    {"2023年第1期至2024年第1期（总第88期至总第100期）",
     GAZ_CALLED_QI,
     {REGULAR(2023, 1, 1, 88), REGULAR(2024, 1, 1, 100)}},
    {"2024年第7号（总号：7）", GAZ_CALLED_HAO, {REGULAR(2024, 7, 7, 7)}},
    {"2024年第7号至第8号（总号：7—8）", GAZ_CALLED_HAO, {REGULAR(2024, 7, 7, 7), REGULAR(2024, 8, 8, 8)}},
};

static void says_from_where_to_where(void **state) {
    const struct world *world = *state;
    const struct gaz_typesetter ts = {.arena = world->arena, .diags = world->diags};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct gaz_issue issues[MOST];
        struct gaz_bound_issue bound[MOST];
        struct gaz_volume_job job = {bound, 0, NULL};
        for (; job.n_issues < MOST && rows[i].issues[job.n_issues].year; job.n_issues++) {
            issues[job.n_issues] = rows[i].issues[job.n_issues];
            issues[job.n_issues].word = rows[i].word;
            bound[job.n_issues] = (struct gaz_bound_issue){&issues[job.n_issues], NULL, NULL};
        }
        expect_text(gaz_volume_range(&ts, &job), rows[i].wanted);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {WORLD_TEST(says_from_where_to_where)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
