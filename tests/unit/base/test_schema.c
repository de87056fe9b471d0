/* test_schema.c: maps read by tables, the nearest names, the calendar. */
#include "tests/unit/check.h"

#include "base/data/schema.h"
#include "base/text/hint.h"

struct record {
    struct gaz_text title;
    struct gaz_texts organs;
    const char *style;
    struct gaz_dated date;
    int number, place;
    struct gaz_numbers numbers;
    struct gaz_pairs board;
    const struct gaz_yaml *node;
};

static const struct gaz_key keys[] = {
    {"标题", GAZ_KEY_TEXT, .required = true, .offset = offsetof(struct record, title)},
    {"署名", GAZ_KEY_TEXTS, .offset = offsetof(struct record, organs)},
    {"样式", GAZ_KEY_STRING, .offset = offsetof(struct record, style), .also = "模板|版式"},
    {"出版日期", GAZ_KEY_DATE, .offset = offsetof(struct record, date)},
    {"期", GAZ_KEY_INT, .offset = offsetof(struct record, number), .max = 999},
    {"版记位置", GAZ_KEY_CHOICE, .offset = offsetof(struct record, place), .choices = "末尾|正文后"},
    {"编辑委员会", GAZ_KEY_PAIRS, .offset = offsetof(struct record, board)},
    {"总期", GAZ_KEY_NUMBERS, .offset = offsetof(struct record, numbers), .choices = "增刊|增刊N", .min = 1,
     .max = 99},
    {"目录", GAZ_KEY_NODE, .offset = offsetof(struct record, node)},
};

static const struct gaz_schema schema = {"测试表", keys, G_N_ELEMENTS(keys)};

static struct record read_record(const struct world *world, const char *text) {
    struct record record = {.style = "原值", .number = -1};
    const struct gaz_source *source = source_of(world, text);
    const struct gaz_yaml *map = gaz_yaml_read(world->arena, source, 0, source->size, world->diags);
    gaz_schema_read(world->arena, &schema, map, &record, world->diags);
    return record;
}

static void reads_every_type(void **state) {
    struct world *world = *state;
    struct record record =
        read_record(world, "标题: 关于印发的通知\n署名: [甲局, 乙局]\n出版日期: 2024-2-29\n期: 012\n"
                           "版记位置: 正文后\n编辑委员会:\n  - 主任: 张三\n  - 副主任: 李四\n目录: [1]\n");
    assert_false(gaz_diags_have_errors(world->diags));
    expect_text(record.title, "关于印发的通知");
    assert_int_equal(record.organs.n, 2);
    expect_text(record.organs.texts[1], "乙局");
    assert_string_equal(record.style, "原值");
    assert_int_equal(record.date.date.year, 2024);
    assert_int_equal(record.date.date.day, 29);
    assert_int_equal(record.number, 12);
    assert_int_equal(record.place, 1);
    assert_int_equal(record.board.n, 2);
    expect_text(record.board.pairs[1].label, "副主任");
    expect_text(record.board.pairs[1].value, "李四");
    assert_int_equal(record.node->kind, GAZ_YAML_LIST);
}

static void reads_short_forms(void **state) {
    struct world *world = *state;
    struct record record =
        read_record(world, "标题: 甲\n署名: 一局\n编辑委员会: {主任: 张三, 主编: 王五}\n样式:\n");
    assert_false(gaz_diags_have_errors(world->diags));
    assert_int_equal(record.organs.n, 1);
    assert_int_equal(record.board.n, 2);
    assert_string_equal(record.style, "原值"); /* nothing was written */
}

static void complains(void **state) {
    (void)state;
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"标题: 甲\n出版曰期: 2023-06-29\n",
         "测试.yaml:2:1: 错误: 未知的键“出版曰期”；是否为“出版日期”？ [unknown-key]\n"},
        {"标题: 甲\n版式: 乙\n", "测试.yaml:2:1: 错误: 未知的键“版式”；是否为“样式”？ [unknown-key]\n"},
        {"标题: 甲\n天气: 晴\n", "测试.yaml:2:1: 错误: 未知的键“天气” [unknown-key]\n"},
        {"期: 1\n", "测试.yaml:1:1: 错误: 测试表缺少必有的键“标题” [missing-key]"},
        {"标题:\n", "测试.yaml:1:4: 错误: 测试表缺少必有的键“标题” [missing-key]"},
        {"标题: ''\n", "测试.yaml:1:5: 错误: 测试表缺少必有的键“标题” [missing-key]"},
        {"标题: '　 '\n", "测试.yaml:1:5: 错误: 测试表缺少必有的键“标题” [missing-key]"},
        {"标题: []\n", "测试.yaml:1:5: 错误: 测试表缺少必有的键“标题” [missing-key]"},
        {"期: ''\n", "测试.yaml:1:4: 警告: “期”之后是空的，等于没有写；请填上，或删去 [empty-key]"},
        {"署名:\n", "测试.yaml:1:4: 警告: “署名”之后是空的"},
        {"署名: ['', ' ']\n", "测试.yaml:1:5: 警告: “署名”之后是空的"},
        {"署名: [甲, '']\n", "测试.yaml:1:9: 警告: “署名”之后是空的"},
        {"编辑委员会: []\n", "测试.yaml:1:8: 警告: “编辑委员会”之后是空的"},
        {"编辑委员会: [{甲: ''}]\n", "测试.yaml:1:13: 警告: “甲”之后是空的"},
        {"目录:\n", "测试.yaml:1:4: 警告: “目录”之后是空的"},
        {"标题: [甲]\n", "测试.yaml:1:5: 错误: “标题”应是一段文字 [wrong-type]"},
        {"署名: [甲, [乙]]\n", "“署名”应是一段文字，或几段文字的列表 [wrong-type]"},
        {"编辑委员会: 甲\n", "“编辑委员会”应是列表，每项一个“名称: 文字” [wrong-type]"},
        {"编辑委员会: [{甲: 1, 乙: 2}]\n", "[wrong-type]"},
        {"编辑委员会: {甲: [1]}\n", "[wrong-type]"},
        {"出版日期: 2023-02-29\n",
         "测试.yaml:1:7: 错误: “出版日期”的值“2023-02-29”不是日期；应如2023-06-29，且确有此日 [date]"},
        {"期: 1000\n", "测试.yaml:1:4: 错误: “期”的值“1000”不是0到999的整数 [number]"},
        {"期: 1x\n", "[number]"},
        {"期: '-'\n", "[number]"},
        {"期: -1\n", "[number]"},
        {"期: ' 1'\n", "[number]"},
        {"期: 99999999999999999999\n", "[number]"},
        {"版记位置: 中间\n", "“版记位置”的值“中间”不对；可取：末尾、正文后 [choice]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        void *fresh;
        make_world(&fresh);
        struct record record = read_record(fresh, cases[i].text);
        expect_said(fresh, cases[i].said);
        if (strstr(cases[i].text, "期: 1"))
            assert_int_equal(record.number, strstr(cases[i].text, "期: 1\n") ? 1 : -1);
        free_world(&fresh);
    }
}

static void reads_numbers(void **state) {
    (void)state;
    static const struct {
        const char *text;
        struct gaz_numbers numbers; /* first 9: it is refused */
    } cases[] = {
        {"5", {5, 5, false}},      {"'05'", {5, 5, false}},    {"5-6", {5, 6, false}},
        {"5—6", {5, 6, false}},    {"11–12", {11, 12, false}}, {"5～7", {5, 7, false}},
        {"增刊", {0, 0, true}},    {"增刊2", {2, 2, true}},    {"6-5", {9, 9, false}},
        {"5-5", {9, 9, false}},    {"5-", {9, 9, false}},      {"'-6'", {9, 9, false}},
        {"5--6", {9, 9, false}},   {"5-6-7", {9, 9, false}},   {"5 - 6", {9, 9, false}},
        {"5、6", {9, 9, false}},   {"0", {9, 9, false}},       {"1-50", {9, 9, false}},
        {"98-100", {9, 9, false}}, {"增刊0", {9, 9, false}},   {"增刊-1", {9, 9, false}},
        {"第5期", {9, 9, false}},  {"增刊1-2", {9, 9, false}}, {"99999999999-1", {9, 9, false}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        void *fresh;
        make_world(&fresh);
        g_autofree char *text = g_strdup_printf("标题: 甲\n总期: %s\n", cases[i].text);
        struct record record = read_record(fresh, text);
        bool refused = cases[i].numbers.first == 9;
        const struct gaz_numbers none = {0}, wanted = refused ? none : cases[i].numbers;
        if (refused) expect_said(fresh, "测试.yaml:2:5: 错误: “总期”的值“");
        assert_int_equal(gaz_diags_have_errors(((struct world *)fresh)->diags), refused);
        assert_int_equal(record.numbers.first, wanted.first);
        assert_int_equal(record.numbers.last, wanted.last);
        assert_int_equal(record.numbers.is_extra, wanted.is_extra);
        free_world(&fresh);
    }
}

static void finds_the_nearest_name(void **state) {
    (void)state;
    static const char *const names[] = {"标题",         "主送",     "署名", "出版日期",
                                        "发文机关标志", "附件说明", "附注"};
    uint32_t n = G_N_ELEMENTS(names);
    assert_string_equal(gaz_nearest_name("标提", names, n), "标题");
    assert_string_equal(gaz_nearest_name("题标", names, n), "标题"); /* swapped */
    assert_string_equal(gaz_nearest_name("出版曰期", names, n), "出版日期");
    assert_string_equal(gaz_nearest_name("发文机关标识", names, n), "发文机关标志");
    assert_string_equal(gaz_nearest_name("发文机关", names, n), "发文机关标志");
    assert_string_equal(gaz_nearest_name("附件说明书", names, n), "附件说明");
    assert_null(gaz_nearest_name("天气", names, n));
    assert_null(gaz_nearest_name("题", names, n));
    assert_null(gaz_nearest_name("", names, n));
    char *endless = g_strnfill(100000, 'x');
    assert_null(gaz_nearest_name(endless, names, n));
    g_free(endless);
}

static void asks_for_the_nearest_name(void **state) {
    (void)state;
    static const char *const names[] = {"标题", "主送"};
    struct gaz_hint near = gaz_hint_for("标提", names, 2), none = gaz_hint_for("天气", names, 2);
    assert_string_equal(near.chinese, "；是否为“标题”？");
    assert_string_equal(near.english, "; did you mean \"标题\"?");
    assert_string_equal(none.chinese, "");
    assert_string_equal(none.english, "");
    gaz_hint_clear(&near);
    gaz_hint_clear(&none);
}

static void knows_the_calendar(void **state) {
    (void)state;
    static const char *const days[] = {"2023-06-29", "2023-6-9",   "2024-02-29",
                                       "2000-02-29", "1900-01-01", "2999-12-31"};
    static const char *const none[] = {
        "2023-02-29", "1900-02-29", "2100-02-29",  "2023-04-31", "2023-13-01",   "2023-00-01",
        "2023-01-00", "2023-1-32",  "1899-12-31",  "3000-01-01", "23-01-01",     "2023-001-01",
        "2023/01/01", "2023-01",    "2023-01-01 ", "",           "2023年1月1日", "02023-01-01"};
    struct gaz_date date;
    for (size_t i = 0; i < G_N_ELEMENTS(days); i++)
        assert_true(gaz_date_parse(days[i], &date));
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        assert_false(gaz_date_parse(none[i], &date));
    gaz_date_parse("2023-6-9", &date);
    assert_true(date.year == 2023 && date.month == 6 && date.day == 9);
}

/* Editors are told a pattern: it takes the days that the reader takes, and no others. */
static void tells_the_calendar(void **state) {
    (void)state;
    static const int years[] = {1899, 1900, 1904, 1999, 2000, 2023, 2024, 2100, 2400, 2800, 2999, 3000};
    static const char *const forms[] = {"%d-%d-%d", "%04d-%02d-%02d", "%d-%02d-%d "};
    g_autoptr(GRegex) pattern = g_regex_new(GAZ_DATE_PATTERN, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
    struct gaz_date date;
    for (size_t i = 0; i < G_N_ELEMENTS(years) * G_N_ELEMENTS(forms); i++)
        for (int day = 0; day < 14 * 33; day++) {
            char text[32];
            const char *form = forms[i % G_N_ELEMENTS(forms)];
            g_snprintf(text, sizeof text, form, years[i / G_N_ELEMENTS(forms)], day / 33, day % 33);
            assert_int_equal(gaz_date_parse(text, &date), g_regex_match(pattern, text, 0, NULL));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(reads_every_type),
        WORLD_TEST(reads_short_forms),
        cmocka_unit_test(complains),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(finds_the_nearest_name),
        cmocka_unit_test(asks_for_the_nearest_name),
        cmocka_unit_test(knows_the_calendar),
        cmocka_unit_test(tells_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
