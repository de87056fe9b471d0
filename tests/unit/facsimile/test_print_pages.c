/* test_print_pages.c: facsimile/pdf/lines.h and pages.h: glyphs with their places become lines and the text
 * of pages. */
/* link: gaz_facsimile gaz_trial */
#include "tests/unit/check.h"

#include "facsimile/pdf/pages.h"

enum { PT = 1024, BODY = 12 };

/* Text of this size from (x, y) on, in points; gap: between characters. */
struct shown {
    const char *text;
    int x, y, size, gap;
    enum gaz_layer_turn turn;
};

static void show(GArray *glyphs, struct shown shown) {
    int x = shown.x * PT;
    for (const char *p = shown.text; *p; p = g_utf8_next_char(p)) {
        uint32_t ch = g_utf8_get_char(p);
        bool blank = ch == ' ';
        int width = (ch < 0x80 ? shown.size / 2 : shown.size) * PT;
        struct gaz_layer_glyph glyph = {x, shown.y * PT, width, 0, shown.size * PT, ch, shown.turn};
        if (!blank) g_array_append_val(glyphs, glyph);
        x += width + shown.gap * PT;
    }
}

static GArray *glyphs_of(const struct shown *all, size_t n) {
    GArray *glyphs = g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_glyph));
    for (size_t i = 0; i < n; i++)
        show(glyphs, all[i]);
    return glyphs;
}

static void expect_copy(struct gaz_copy_page *pages, uint32_t n, const char *expected) {
    g_autoptr(GString) out = g_string_new(NULL);
    gaz_copy_write(pages, n, out);
    assert_string_equal(strchr(out->str, '\n') + 1, expected); /* behind the head */
    for (uint32_t p = 0; p < n; p++)
        gaz_copy_page_clear(&pages[p]);
}

#define EXPECT_PAGE(shown, expected)                                                                         \
    do {                                                                                                     \
        struct gaz_copy_page page = gaz_copy_page_of(glyphs_of(shown, G_N_ELEMENTS(shown)));                 \
        expect_copy(&page, 1, expected);                                                                     \
    } while (0)

/* Whatever the order in which they are shown, and however they are spaced. */
static void test_lines(void **state) {
    (void)state;
    static const struct shown shown[] = {{"夜来风雨声", 72, 680, BODY, 6, GAZ_TURN_RIGHT},
                                         {"不觉晓", 96, 700, BODY, 0, GAZ_TURN_RIGHT},
                                         {"春眠", 72, 700, BODY, 0, GAZ_TURN_RIGHT},
                                         {"春眠", 72, 700, BODY, 0, GAZ_TURN_RIGHT} /* struck twice */};
    EXPECT_PAGE(shown, "## 1\n春眠不觉晓\n夜来风雨声\n");
}

static void test_marks(void **state) {
    (void)state;
    static const struct shown shown[] = {{"每平方m", 72, 700, BODY, 0, GAZ_TURN_RIGHT},
                                         {"2", 114, 705, 6, 0, GAZ_TURN_RIGHT},
                                         {"处处闻啼鸟", 117, 700, BODY, 0, GAZ_TURN_RIGHT},
                                         {"水是HO的", 72, 680, BODY, 0, GAZ_TURN_RIGHT}};
    EXPECT_PAGE(shown, "## 1\n每平方m2处处闻啼鸟\n水是HO的\n");
}

/* Askew by one in a hundred: over four hundred points a third of an em. */
static void test_askew(void **state) {
    (void)state;
    GArray *glyphs = g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_glyph));
    for (int line = 0; line < 3; line++)
        for (int i = 0; i < 36; i++) {
            int u = (72 + i * 12) * PT, v = (700 - line * 18) * PT + u / 100;
            struct gaz_layer_glyph glyph = {
                u, v, 12 * PT, 12 * PT / 100, 12 * PT, (uint32_t)(0x4E00 + line), GAZ_TURN_RIGHT};
            g_array_append_val(glyphs, glyph);
        }
    struct gaz_copy_page page = gaz_copy_page_of(glyphs);
    assert_int_equal(page.lines->len, 3);
    for (guint l = 0; l < 3; l++)
        assert_int_equal(gaz_copy_line_at(&page, l)->n, 36);
    gaz_copy_page_clear(&page);
}

static void test_numbers(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int number;
    } said[] = {{"12", 12},           {"—12—", 12},       {"- 3 -", 3}, {"·7·", 7},   {"第12页", 12},
                {"第12页共40页", 12}, {"12/40", 12},      {"（5）", 5}, {"１２", 12}, {"12月", 0},
                {"第12条", 0},        {"2024年第6期", 0}, {"", 0},      {"—", 0},     {"1.5", 0},
                {"999999999999", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
        GArray *glyphs = g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_glyph));
        show(glyphs, (struct shown){said[i].text, 72, 700, BODY, 0, GAZ_TURN_RIGHT});
        struct gaz_copy_page page = {.glyphs = glyphs};
        assert_int_equal(gaz_copy_number(&page, 0, glyphs->len), said[i].number);
        g_array_unref(glyphs);
    }
}

/* Six pages: the running head, the numbers, of which one is misread and one missing, and a line that looks
 * like a number. */
static void test_furniture(void **state) {
    (void)state;
    static const char *const texts[] = {"春眠不觉晓处处闻啼鸟", "夜来风雨声花落知多少",
                                        "白日依山尽黄河入海流", "欲穷千里目更上一层楼",
                                        "床前明月光疑是地上霜", "举头望明月低头思故乡"};
    static const char *const lasts[] = {"红豆生南国", "",           "春来发几枝",
                                        "愿君多采撷", "此物最相思", "空山不见人"};
    static const char *const numbers[] = {"— 31 —", "— 32 —", "— 3E —", "— 34 —", "", "— 36 —"};
    struct gaz_copy_page pages[6];
    for (int p = 0; p < 6; p++) {
        const struct shown shown[] = {{"政府公报", p % 2 ? 72 : 400, 780, 9, 0, GAZ_TURN_RIGHT},
                                      {texts[p], 72, 700, BODY, 0, GAZ_TURN_RIGHT},
                                      {p == 1 ? "12" : lasts[p], 72, 680, BODY, 0, GAZ_TURN_RIGHT},
                                      {numbers[p], 280, 40, 9, 0, GAZ_TURN_RIGHT}};
        pages[p] = gaz_copy_page_of(glyphs_of(shown, 4));
    }
    expect_copy(pages, 6,
                "## 31\n^ 政府公报\n^ —31—\n春眠不觉晓处处闻啼鸟\n红豆生南国\n"
                "## 32\n^ 政府公报\n^ —32—\n夜来风雨声花落知多少\n12\n"
                "## 33\n^ 政府公报\n^ —3E—\n白日依山尽黄河入海流\n春来发几枝\n"
                "## 34\n^ 政府公报\n^ —34—\n欲穷千里目更上一层楼\n愿君多采撷\n"
                "## 35\n^ 政府公报\n床前明月光疑是地上霜\n此物最相思\n"
                "## 36\n^ 政府公报\n^ —36—\n举头望明月低头思故乡\n空山不见人\n");
}

/* A line that stands at the head of every third page is no running head: that stands on each, or on each
 * other one. */
static void test_distant_heads(void **state) {
    (void)state;
    static const char *const texts[] = {
        "春眠不觉晓处处闻啼鸟", "夜来风雨声花落知多少", "白日依山尽黄河入海流",
        "欲穷千里目更上一层楼", "床前明月光疑是地上霜", "举头望明月低头思故乡",
        "红豆生南国春来发几枝", "愿君多采撷此物最相思", "空山不见人但闻人语响"};
    for (int distance = 1; distance <= 3; distance++) {
        struct gaz_copy_page pages[9];
        GString *wanted = g_string_new(NULL);
        for (int p = 0; p < 9; p++) {
            bool has_head = p % distance == 0;
            const struct shown shown[] = {{texts[p], 72, 700, BODY, 0, GAZ_TURN_RIGHT},
                                          {"政府公报", 400, 780, 9, 0, GAZ_TURN_RIGHT}};
            pages[p] = gaz_copy_page_of(glyphs_of(shown, has_head ? 2 : 1));
            const char *head = distance > 2 ? "政府公报\n" : "^ 政府公报\n";
            g_string_append_printf(wanted, "## %d\n%s%s\n", p + 1, has_head ? head : "", texts[p]);
        }
        expect_copy(pages, 9, wanted->str);
        g_string_free(wanted, TRUE);
    }
}

/* A running head whose figure is wrong, or whose page has another number in it, is one all the same; a row of
 * a table that stands lower is not. */
static void test_odd_heads(void **state) {
    (void)state;
    static const char *const texts[] = {"春眠不觉晓处处闻啼鸟", "夜来风雨声花落知多少",
                                        "白日依山尽黄河入海流", "欲穷千里目更上一层楼",
                                        "床前明月光疑是地上霜"};
    for (int y = 740; y <= 780; y += 40) {
        struct gaz_copy_page pages[5];
        for (int p = 0; p < 5; p++) {
            const struct shown shown[] = {
                {p == 2 ? "公报第7期" : "公报第6期", 72, p == 2 ? y : 780, 9, 0, GAZ_TURN_RIGHT},
                {texts[p], 72, 700, BODY, 0, GAZ_TURN_RIGHT}};
            pages[p] = gaz_copy_page_of(glyphs_of(shown, 2));
        }
        g_autofree char *wanted = g_strdup_printf(
            "## 1\n^ 公报第6期\n春眠不觉晓处处闻啼鸟\n## 2\n^ 公报第6期\n夜来风雨声花落知多少\n"
            "## 3\n%s公报第7期\n白日依山尽黄河入海流\n## 4\n^ 公报第6期\n欲穷千里目更上一层楼\n"
            "## 5\n^ 公报第6期\n床前明月光疑是地上霜\n",
            y == 780 ? "^ " : "");
        expect_copy(pages, 5, wanted);
    }
}

/* The head of a document recurs as a running head does, and is larger than the text. */
static void test_letterheads(void **state) {
    (void)state;
    static const char *const texts[] = {"春眠不觉晓处处闻啼鸟", "夜来风雨声花落知多少",
                                        "白日依山尽黄河入海流"};
    struct gaz_copy_page pages[3];
    for (int p = 0; p < 3; p++) {
        const struct shown shown[] = {{"某市人民政府文件", 100, 760, 36, 0, GAZ_TURN_RIGHT},
                                      {texts[p], 72, 600, BODY, 0, GAZ_TURN_RIGHT}};
        pages[p] = gaz_copy_page_of(glyphs_of(shown, 2));
    }
    expect_copy(pages, 3,
                "## 1\n某市人民政府文件\n春眠不觉晓处处闻啼鸟\n## 2\n某市人民政府文件\n夜来风雨声花落知多少\n"
                "## 3\n某市人民政府文件\n白日依山尽黄河入海流\n");
}

#define ROW(y, one, two, three)                                                                              \
    {one, 72, y, BODY, 0, GAZ_TURN_RIGHT}, {two, 240, y, BODY, 0, GAZ_TURN_RIGHT}, {                         \
        three, 420, y, BODY, 0, GAZ_TURN_RIGHT                                                               \
    }

/* On the second page the table goes on below its repeated head; the longest piece stands first. */
static void test_table(void **state) {
    (void)state;
    static const struct shown first[] = {{"附件一", 72, 760, BODY, 0, GAZ_TURN_RIGHT},
                                         ROW(740, "序号", "项目名称", "单位"),
                                         ROW(720, "1", "老旧管网改造", "市水务局"),
                                         ROW(700, "2", "城市绿道建设", "市园林局")};
    static const struct shown second[] = {
        ROW(760, "序号", "项目名称", "单位"), ROW(740, "3", "社区食堂建设", "市民政局"),
        ROW(720, "4", "河道清淤", "市水利局"), ROW(700, "5", "校舍加固", "市教育局")};
    struct gaz_copy_page pages[2] = {gaz_copy_page_of(glyphs_of(first, G_N_ELEMENTS(first))),
                                     gaz_copy_page_of(glyphs_of(second, G_N_ELEMENTS(second)))};
    expect_copy(
        pages, 2,
        "## 1\n附件一\n| 序号 | 项目名称 | 单位 |\n| 1 | 老旧管网改造 | 市水务局 |\n"
        "| 2 | 城市绿道建设 | 市园林局 |\n"
        "## 2\n| 3 | 社区食堂建设 | 市民政局 |\n| 4 | 河道清淤 | 市水利局 |\n| 5 | 校舍加固 | 市教育局 |\n");
}

/* What goes on in its column, with nothing beside it, stands in that column. */
static void test_bearers(void **state) {
    (void)state;
    static const struct shown shown[] = {{"王一", 72, 740, BODY, 0, GAZ_TURN_RIGHT},
                                         {"市水务局副局长、高级工程", 160, 740, BODY, 0, GAZ_TURN_RIGHT},
                                         {"师", 160, 720, BODY, 0, GAZ_TURN_RIGHT},
                                         {"李二三", 72, 700, BODY, 0, GAZ_TURN_RIGHT},
                                         {"市园林局局长", 160, 700, BODY, 0, GAZ_TURN_RIGHT},
                                         {"赵四", 72, 680, BODY, 0, GAZ_TURN_RIGHT},
                                         {"市教育局副局长", 160, 680, BODY, 0, GAZ_TURN_RIGHT}};
    EXPECT_PAGE(shown, "## 1\n| 王一 | 市水务局副局长、高级工程 |\n| | 师 |\n| 李二三 | 市园林局局长 |\n"
                       "| 赵四 | 市教育局副局长 |\n");
}

static void test_names(void **state) {
    (void)state;
    static const struct shown shown[] = {ROW(740, "王一", "李二三", "赵四"),
                                         ROW(720, "钱五", "孙六", "周七八"),
                                         ROW(700, "吴九", "郑十", "冯十一")};
    EXPECT_PAGE(shown,
                "## 1\n| 王一 | 李二三 | 赵四 |\n| 钱五 | 孙六 | 周七八 |\n| 吴九 | 郑十 | 冯十一 |\n");
}

/* Names that wrap: of each line most gaps are those between columns, and they are no letter-spacing; 陈　六
 * is spaced, and one column as 郑二三 is below it. */
static void test_wrapped_names(void **state) {
    (void)state;
    static const struct shown shown[] = {
        {"王", 72, 740, BODY, 0, GAZ_TURN_RIGHT},      {"李", 120, 740, BODY, 0, GAZ_TURN_RIGHT},
        {"赵", 168, 740, BODY, 0, GAZ_TURN_RIGHT},     {"陈六", 216, 740, BODY, 13, GAZ_TURN_RIGHT},
        {"钱", 300, 740, BODY, 0, GAZ_TURN_RIGHT},     {"一", 72, 720, BODY, 0, GAZ_TURN_RIGHT},
        {"二三", 120, 720, BODY, 0, GAZ_TURN_RIGHT},   {"四", 168, 720, BODY, 0, GAZ_TURN_RIGHT},
        {"五", 300, 720, BODY, 0, GAZ_TURN_RIGHT},     {"孙", 72, 700, BODY, 0, GAZ_TURN_RIGHT},
        {"周", 120, 700, BODY, 0, GAZ_TURN_RIGHT},     {"吴", 168, 700, BODY, 0, GAZ_TURN_RIGHT},
        {"郑二三", 216, 700, BODY, 0, GAZ_TURN_RIGHT}, {"冯", 300, 700, BODY, 0, GAZ_TURN_RIGHT}};
    EXPECT_PAGE(
        shown,
        "## 1\n| 王 | 李 | 赵 | 陈 六 | 钱 |\n| 一 | 二三 | 四 | | 五 |\n| 孙 | 周 | 吴 | 郑二三 | 冯 |\n");
}

/* A line that leaves less white between its cells is parted where the others are, however wide it is. */
static void test_tight_line(void **state) {
    (void)state;
    static const struct shown shown[] = {{"春眠不觉晓", 72, 740, BODY, 0, GAZ_TURN_RIGHT},
                                         {"处处闻啼鸟", 200, 740, BODY, 0, GAZ_TURN_RIGHT},
                                         {"夜来风雨声花落知多", 72, 720, BODY, 1, GAZ_TURN_RIGHT},
                                         {"白日依山尽黄河入海", 200, 720, BODY, 1, GAZ_TURN_RIGHT},
                                         {"少", 72, 700, BODY, 0, GAZ_TURN_RIGHT},
                                         {"流", 200, 700, BODY, 0, GAZ_TURN_RIGHT},
                                         {"欲穷千里目", 72, 680, BODY, 0, GAZ_TURN_RIGHT},
                                         {"更上一层楼", 200, 680, BODY, 0, GAZ_TURN_RIGHT}};
    EXPECT_PAGE(
        shown, "## 1\n| 春眠不觉晓 | 处处闻啼鸟 |\n| 夜来风雨声花落知多 | 白日依山尽黄河入海 |\n| 少 | 流 |\n"
               "| 欲穷千里目 | 更上一层楼 |\n");
}

/* A page's end parts a table: what little of it stands on one of the pages is cells too; and rows that are
 * the same as rows in the middle of the page before are no repeated head. */
static void test_parted_table(void **state) {
    (void)state;
    static const struct shown first[] = {{"床前明月光疑是地上霜", 72, 780, BODY, 0, GAZ_TURN_RIGHT},
                                         ROW(740, "王一", "李二三", "赵四"),
                                         ROW(720, "钱五", "孙六", "周七八"),
                                         ROW(700, "吴九", "郑十", "冯十一")};
    static const struct shown second[] = {ROW(780, "钱五", "孙六", "周七八"),
                                          {"举头望明月低头思故乡", 72, 760, BODY, 0, GAZ_TURN_RIGHT}};
    struct gaz_copy_page pages[2] = {gaz_copy_page_of(glyphs_of(first, G_N_ELEMENTS(first))),
                                     gaz_copy_page_of(glyphs_of(second, G_N_ELEMENTS(second)))};
    expect_copy(pages, 2,
                "## 1\n床前明月光疑是地上霜\n| 王一 | 李二三 | 赵四 |\n| 钱五 | 孙六 | 周七八 |\n| 吴九 | "
                "郑十 | 冯十一 |\n"
                "## 2\n| 钱五 | 孙六 | 周七八 |\n举头望明月低头思故乡\n");
}

static void test_contents(void **state) {
    (void)state;
    static const struct shown contents[] = {
        {"目录", 280, 760, 22, 0, GAZ_TURN_RIGHT},
        {"关于绿道的通知……………………（3）", 72, 700, BODY, 0, GAZ_TURN_RIGHT},
        {"关于管网的通知……………………（9）", 72, 680, BODY, 0, GAZ_TURN_RIGHT}};
    static const struct shown text[] = {{"春眠不觉晓处处闻啼鸟", 72, 700, BODY, 0, GAZ_TURN_RIGHT}};
    static const struct shown rest[] = {{"关于造林的通知……………………（12）", 72, 700, BODY, 0, GAZ_TURN_RIGHT}};
    struct gaz_copy_page pages[3] = {gaz_copy_page_of(glyphs_of(contents, 3)),
                                     gaz_copy_page_of(glyphs_of(rest, 1)),
                                     gaz_copy_page_of(glyphs_of(text, 1))};
    /* one entry alone is contents only behind such a page */
    expect_copy(pages, 3,
                "## 目录 1\n目录\n关于绿道的通知……………………（3）\n关于管网的通知……………………（9）\n"
                "## 目录 2\n关于造林的通知……………………（12）\n## 3\n春眠不觉晓处处闻啼鸟\n");
    pages[0] = gaz_copy_page_of(glyphs_of(rest, 1));
    expect_copy(pages, 1, "## 1\n关于造林的通知……………………（12）\n");
}

/* Notes at the foot are smaller; nobody knows where in the text they are told. A # is no remark. */
static void test_notes(void **state) {
    (void)state;
    static const struct shown shown[] = {{"#春眠不觉晓处处闻啼鸟", 72, 700, BODY, 0, GAZ_TURN_RIGHT},
                                         {"夜来风雨声花落知多少", 72, 680, BODY, 0, GAZ_TURN_RIGHT},
                                         {"1.注的文字", 72, 100, 9, 0, GAZ_TURN_RIGHT}};
    EXPECT_PAGE(shown, "## 1\n＃春眠不觉晓处处闻啼鸟\n夜来风雨声花落知多少\n…\n1.注的文字\n…\n");
}

static void add_rule(GArray *rules, int x0, int y0, int x1, int y1) {
    struct gaz_layer_rule rule = {x0 * PT, y0 * PT, x1 * PT, y1 * PT};
    g_array_append_val(rules, rule);
}

/* Rules say what a cell is: lines of one follow one another, whatever stands beside them; the line under
 * words is none, and borders may be drawn in pieces. */
static void test_ruled(void **state) {
    (void)state;
    static const struct shown shown[] = {
        {"1", 80, 690, BODY, 0, GAZ_TURN_RIGHT},         {"老旧管网", 110, 700, BODY, 0, GAZ_TURN_RIGHT},
        {"改造工程", 110, 684, BODY, 0, GAZ_TURN_RIGHT}, {"水务局", 205, 692, BODY, 0, GAZ_TURN_RIGHT},
        {"2", 80, 660, BODY, 0, GAZ_TURN_RIGHT},         {"绿道建设", 110, 660, BODY, 0, GAZ_TURN_RIGHT},
        {"园林局", 205, 660, BODY, 0, GAZ_TURN_RIGHT}};
    GArray *rules = g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_rule));
    static const int ys[] = {650, 676, 716}, xs[] = {72, 100, 200, 300};
    for (int i = 0; i < 3; i++) {
        add_rule(rules, 72, ys[i], 200, ys[i]);
        add_rule(rules, 200, ys[i], 300, ys[i]);
    }
    for (int i = 0; i < 4; i++)
        add_rule(rules, xs[i], 650, xs[i], 716);
    add_rule(rules, 110, 697, 150, 697);
    struct gaz_copy_page page = gaz_copy_page_of(glyphs_of(shown, G_N_ELEMENTS(shown)));
    gaz_copy_page_take_rules(&page, rules, (struct gaz_layer_rule){0, 0, 595 * PT, 842 * PT});
    expect_copy(&page, 1, "## 1\n| 1\n| 老旧管网\n|| 改造工程\n| 水务局\n| 2\n| 绿道建设\n| 园林局\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ruled),         cmocka_unit_test(test_lines),
        cmocka_unit_test(test_marks),         cmocka_unit_test(test_askew),
        cmocka_unit_test(test_numbers),       cmocka_unit_test(test_furniture),
        cmocka_unit_test(test_letterheads),   cmocka_unit_test(test_table),
        cmocka_unit_test(test_names),         cmocka_unit_test(test_contents),
        cmocka_unit_test(test_distant_heads), cmocka_unit_test(test_notes),
        cmocka_unit_test(test_bearers),       cmocka_unit_test(test_odd_heads),
        cmocka_unit_test(test_wrapped_names), cmocka_unit_test(test_tight_line),
        cmocka_unit_test(test_parted_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
