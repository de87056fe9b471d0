/* test_print.c: facsimile/: the printed copy's text form, and where its lines stand in the text. */
/* link: gaz_facsimile gaz_trial */
#include "tests/unit/check.h"

#include "facsimile/align.h"
#include "facsimile/columns.h"
#include "facsimile/print.h"

static struct gaz_print *read_copy(const struct world *world, const char *text) {
    return gaz_print_read(world->arena, "copy.txt",
                          (struct gaz_bytes){(const unsigned char *)text, strlen(text)}, world->diags);
}

/* ---- the form */

static void test_fold(void **state) {
    (void)state;
    static const uint32_t blanks[] = {' ', '\t', '_', 0x3000, 0xFF3F, 0x00A0, 0x200B};
    for (size_t i = 0; i < G_N_ELEMENTS(blanks); i++)
        assert_int_equal(gaz_fold_char(blanks[i]), 0);
    assert_int_equal(gaz_fold_char('a'), 'a');
    assert_int_equal(gaz_fold_char(0x2015), 0x2014); /* the dashes */
    assert_int_equal(gaz_fold_char(0x2500), 0x2014);
    assert_int_equal(gaz_fold_char(0x22EF), 0x2026);
    assert_int_equal(gaz_fold_char(0x2F00), 0x4E00); /* ⼀, of the Kangxi radicals */
    assert_int_equal(gaz_fold_char(0xFF08), 0xFF08); /* full width stays: it is told */
}

static void test_lines(void **state) {
    const struct gaz_print *print =
        read_copy(*state, "# 说明\n## 3\n甲乙 丙\n丁\n…\n戊己\n## 4\n庚\n\n## 6\n辛\n");
    assert_non_null(print);
    assert_int_equal(print->n_lines, 5);
    assert_int_equal(print->n_pages, 3);
    assert_int_equal(print->first_page, 3);
    assert_int_equal(print->last_page, 6);
    static const struct gaz_print_line expected[] = {
        {3, 0, 3, 3, true, true, false, false, true, 0, 0},
        {3, 3, 1, 4, false, false, true, false, false, 0, 0},
        {3, 4, 2, 6, false, true, false, false, true, 0, 0},
        {4, 6, 1, 8, true, false, true, false, false, 0, 0},
        {6, 7, 1, 11, true, false, false, false, true, 0, 0}, /* page 5 is not known */
    };
    for (uint32_t l = 0; l < print->n_lines; l++) {
        const struct gaz_print_line *line = &print->lines[l], *want = &expected[l];
        assert_int_equal(line->page, want->page);
        assert_int_equal(line->first, want->first);
        assert_int_equal(line->n, want->n);
        assert_int_equal(line->row, want->row);
        assert_int_equal(line->begins_page, want->begins_page);
        assert_int_equal(line->is_whole, want->is_whole);
        assert_int_equal(line->follows, want->follows);
        assert_int_equal(line->after_gap, want->after_gap);
        assert_int_equal(line->cell, want->cell);
    }
}

/* They are no page's, and no page's line is lost for them. */
static void test_contents(void **state) {
    const struct gaz_print *print =
        read_copy(*state, "## 1\n甲\n##目录\n关于乙的通知……（3）\n…\n| 丙 ·· 4\n## 2\n丁\n");
    assert_non_null(print);
    assert_int_equal(print->n_contents, 3);
    assert_int_equal(print->contents[0].n, 11);
    assert_int_equal(print->contents[0].row, 4);
    assert_int_equal(print->contents[2].n, 5); /* |丙··4: its blanks alone are left out */
    assert_int_equal(print->contents[2].chars[1], 0x4E19);
    assert_int_equal(print->n_pages, 2);
    assert_int_equal(print->n_lines, 2);
    assert_true(print->lines[1].follows && print->lines[1].begins_page);
    assert_int_equal(print->lines[1].page, 2);
    const struct gaz_print *first = read_copy(*state, "## 目录\n甲……1\n## 1\n乙\n");
    assert_non_null(first);
    assert_int_equal(first->n_contents, 1);
    assert_int_equal(first->first_page, 1);
    assert_null(read_copy(*state, "## 目录\n甲……1\n"));          /* nothing else is known */
    assert_null(read_copy(*state, "## 目录二\n甲\n## 1\n乙\n")); /* neither */
}

static void expect_loose(const struct gaz_loose_line *line, enum gaz_loose_kind kind, int page,
                         uint32_t row) {
    assert_int_equal(line->kind, kind);
    assert_int_equal(line->page, page);
    assert_int_equal(line->row, row);
}

/* Covers and running heads are no page's text, wherever they stand; what stands apart on a line is kept so.
 */
static void test_beside(void **state) {
    const struct gaz_print *print = read_copy(
        *state, "## 封面\n公报　第 6 期\n…\n## 目录 2\n^ —2—\n甲……1\n## 3\n^　　公报　　3 　\n乙\n^\n丙\n");
    assert_non_null(print);
    assert_int_equal(print->n_pages, 1);
    assert_int_equal(print->n_contents, 1);
    assert_int_equal(print->n_lines, 2);
    assert_true(print->lines[0].begins_page && print->lines[0].is_whole && print->lines[1].follows);
    assert_int_equal(print->n_loose, 7);
    expect_loose(&print->loose[0], GAZ_LOOSE_COVER, 0, 2);
    assert_int_equal(print->loose[0].n, 6);
    assert_int_equal(print->loose[0].chars[2], GAZ_LOOSE_GAP);
    expect_loose(&print->loose[1], GAZ_LOOSE_COVER, 0, 3);
    expect_loose(&print->loose[2], GAZ_LOOSE_HEAD, 2, 5);
    expect_loose(&print->loose[3], GAZ_LOOSE_CONTENTS, 2, 6);
    expect_loose(&print->loose[4], GAZ_LOOSE_HEAD, 3, 8);
    assert_int_equal(print->loose[4].n, 4); /* 公报, one gap, 3 */
    expect_loose(&print->loose[5], GAZ_LOOSE_LINE, 3, 9);
    expect_loose(&print->loose[6], GAZ_LOOSE_LINE, 3, 11);
    assert_int_equal(print->loose[6].line, 1);
}

/* Cells: one a line, in a row, with a line more. */
static void test_cells(void **state) {
    const struct gaz_print *print = read_copy(*state, "## 3\n甲\n| 乙 | 丙 |\n|| 丁\n| 戊\n己\n");
    static const uint32_t cells[] = {0, 1, 2, 2, 3, 0};
    static const bool follows[] = {false, false, false, true, false, false};
    assert_non_null(print);
    assert_int_equal(print->n_lines, 6);
    for (uint32_t l = 0; l < print->n_lines; l++) {
        assert_int_equal(print->lines[l].cell, cells[l]);
        assert_int_equal(print->lines[l].follows, follows[l]);
        assert_int_equal(print->lines[l].after_gap, l == 0);
    }
}

/* Between bars a cell has a column; an empty one keeps the place, and what belongs to no document is one
 * line. */
static void test_columns(void **state) {
    const struct gaz_print *print = read_copy(*state, "## 3\n| 甲 | 乙 |\n| | 丙 |\n| 丁\n|| 戊\n");
    static const uint32_t columns[] = {1, 2, 2, 0, 0}, cells[] = {1, 2, 4, 5, 5};
    assert_non_null(print);
    assert_int_equal(print->n_lines, 5);
    for (uint32_t l = 0; l < print->n_lines; l++) {
        assert_int_equal(print->lines[l].column, columns[l]);
        assert_int_equal(print->lines[l].cell, cells[l]);
    }
    assert_int_equal(gaz_print_row_end(print, 0), 2);
    assert_int_equal(gaz_print_row_end(print, 2), 3);
    assert_int_equal(gaz_print_row_end(print, 3), 4);
    assert_int_equal(print->n_loose, 4);
    assert_int_equal(print->loose[0].n, 3); /* 甲, a gap, 乙 */
    assert_int_equal(print->loose[1].line, 2);
}

/* ---- rows of cells */

/* Cells of rows, parted by | and /; what begins with # is a paragraph. */
static void add_nodes(struct gaz_whole *whole, const char *const *rows) {
    for (uint32_t i = 0; rows[i]; i++) {
        bool paragraph = *rows[i] == '#';
        g_auto(GStrv) cells = g_strsplit(rows[i] + paragraph, "|", -1);
        for (char **cell = cells; *cell; cell++) {
            struct gaz_whole_node node = {whole->chars->len, 0, 0, paragraph ? 0 : i + 1, false};
            for (const char *p = *cell; *p; p = g_utf8_next_char(p), node.n++) {
                uint32_t ch = g_utf8_get_char(p);
                g_array_append_val(whole->chars, ch);
            }
            g_array_append_val(whole->nodes, node);
        }
    }
}

/* The lines as they are then: those of one cell joined by +, cells parted by |, lines of text by /. */
static void expect_joined(struct world *world, const char *copy, const char *const *rows,
                          const char *expected) {
    struct gaz_print *print = read_copy(world, copy);
    struct gaz_whole whole = {.chars = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                              .nodes = g_array_new(FALSE, FALSE, sizeof(struct gaz_whole_node))};
    g_autoptr(GString) said = g_string_new(NULL);
    assert_non_null(print);
    add_nodes(&whole, rows);
    gaz_join_columns(world->arena, print, &whole);
    for (uint32_t l = 0; l < print->n_lines; l++) {
        const struct gaz_print_line *line = &print->lines[l];
        if (l > 0) g_string_append_c(said, line->cell == 0 ? '/' : line->cell == line[-1].cell ? '+' : '|');
        for (uint32_t i = 0; i < line->n; i++)
            g_string_append_unichar(said, print->chars[line->first + i]);
        assert_int_equal(line->begins_page, l == 0);
    }
    assert_string_equal(said->str, expected);
    g_array_unref(whole.chars);
    g_array_unref(whole.nodes);
}

/* Printed rows are one where the text has them so, a misprint or not; else each is one. */
static void test_joined_rows(void **state) {
    static const char *const names[] = {"王一|李二三|赵四", "钱五|陈六|孙七八", NULL};
    expect_joined(*state, "## 3\n| 王 | 李 | 赵四 |\n| 一 | 二三 | |\n| 钱五 | 陈　六 | 孙 |\n| | | 七八 |\n",
                  names, "王+一|李+二三|赵四|钱五|陈六|孙+七八");
    expect_joined(*state, "## 3\n| 玉 | 李 | 赵四 |\n| 一 | 二三 | |\n| 钱五 | 陈六 | 孙 |\n| | | 七八 |\n",
                  names, "玉+一|李+二三|赵四|钱五|陈六|孙+七八");
    static const char *const singles[] = {"王|李|赵四", "一|二三|甲", NULL};
    expect_joined(*state, "## 3\n| 王 | 李 | 赵四 |\n| 一 | 二三 | 甲 |\n", singles, "王|李|赵四|一|二三|甲");
}

/* 陈　六 that was taken for two columns is one cell where the text has it so. */
static void test_spaced_names(void **state) {
    static const char *const names[] = {"王一|陈六", "钱五|孙七", NULL};
    expect_joined(*state, "## 3\n| 王 | 一 | 陈 | 六 |\n| 钱 | 五 | 孙 | 七 |\n", names,
                  "王一|陈六|钱五|孙七");
}

/* Wide white in a paragraph makes no cells; what is in no text stays as it is. */
static void test_no_cells(void **state) {
    static const char *const text[] = {"#春眠不觉晓处处闻啼鸟夜来风雨声", "#花落知多少", "王一|陈六", NULL};
    expect_joined(*state,
                  "## 3\n| 春眠不觉晓 | 处处闻啼鸟 |\n| 夜来风 | 雨声 |\n花落知多少\n| 王一 | 陈六 |\n", text,
                  "春眠不觉晓处处闻啼鸟/夜来风雨声/花落知多少|王一|陈六");
    expect_joined(*state, "## 3\n| 白日 | 依山 |\n| 尽 | |\n", text, "白日|依山|尽");
}

/* What a paragraph has column by column is read so. */
static void test_downwards(void **state) {
    static const char *const text[] = {"#王一陈六钱五李二三孙七赵四", NULL};
    expect_joined(*state, "## 3\n| 王一 | 李二三 |\n| 陈六 | 孙七 |\n| 钱五 | 赵四 |\n", text,
                  "王一|陈六|钱五|李二三|孙七|赵四");
}

/* What follows a gap at a page's head does not begin the page. */
static void test_gap_at_head(void **state) {
    const struct gaz_print *print = read_copy(*state, "## 3\n…\n甲乙\n");
    assert_non_null(print);
    assert_false(print->lines[0].begins_page);
}

static void test_refused(void **state) {
    struct world *world = *state;
    assert_null(read_copy(world, "## 3\n甲\n## 3\n乙\n"));
    expect_printed(world,
                   "copy.txt:3:1: 错误: 印本的一页写作“## 页码”，页码是数字，一页比一页大 [print-page]\n"
                   "    ## 3\n    ^\n");
}

static void test_huge_number(void **state) {
    struct world *world = *state;
    assert_null(read_copy(world, "## 99999999999999999999999\n甲\n"));
    assert_true(gaz_diags_have_errors(world->diags));
}

/* ---- aligning */

static void add_text(struct gaz_whole *whole, const char *text, int page) {
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        uint32_t ch = gaz_fold_char(g_utf8_get_char(p));
        if (!ch) continue;
        g_array_append_val(whole->chars, ch);
        g_array_append_val(whole->pages, page);
    }
}

static struct gaz_alignment align(const struct gaz_print *print, const char *const *pages, int first) {
    uint32_t firsts[2] = {0};
    struct gaz_whole whole = {.chars = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                              .pages = g_array_new(FALSE, FALSE, sizeof(int)),
                              .doc_first = firsts,
                              .n_docs = 1,
                              .nodes = g_array_new(FALSE, FALSE, sizeof(struct gaz_whole_node)),
                              .figures = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (int i = 0; pages[i]; i++)
        add_text(&whole, pages[i], first + i);
    firsts[1] = whole.chars->len;
    struct gaz_alignment alignment = gaz_align(print, &whole);
    g_array_unref(whole.chars);
    g_array_unref(whole.pages);
    g_array_unref(whole.nodes);
    g_array_unref(whole.figures);
    return alignment;
}

static void expect_places(const struct gaz_alignment *alignment, const uint32_t *places, uint32_t n) {
    for (uint32_t l = 0; l < n; l++)
        assert_int_equal(alignment->at[l], places[l]);
}

static void test_same(void **state) {
    const struct gaz_print *print =
        read_copy(*state, "## 3\n春眠不觉晓处处\n闻啼鸟夜来风雨\n## 4\n声花落知多少白\n");
    static const char *const text[] = {"春眠不觉晓处处闻啼鸟夜来风雨", "声花落知多少白日依山尽", NULL};
    struct gaz_alignment alignment = align(print, text, 3);
    expect_places(&alignment, (const uint32_t[]){0, 7, 14}, 3);
    assert_int_equal(alignment.differences->len, 0);
    assert_int_equal(alignment.n_matched, 21);
    gaz_alignment_clear(&alignment);
}

/* One character misread, one that the text has not, one that the print has not: each with its place. */
static void test_differences(void **state) {
    const struct gaz_print *print =
        read_copy(*state, "## 3\n春眠不觉饶处处闻啼鸟\n夜来风风雨声花落知多少\n白日山尽黄河入海流\n");
    static const char *const text[] = {"春眠不觉晓处处闻啼鸟夜来风雨声花落知多少白日依山尽黄河入海流", NULL};
    struct gaz_alignment alignment = align(print, text, 3);
    expect_places(&alignment, (const uint32_t[]){0, 10, 20}, 3);
    static const struct gaz_difference expected[] = {{4, 1, 4, 1, 0}, {13, 1, 13, 0, 1}, {23, 0, 22, 1, 2}};
    assert_int_equal(alignment.differences->len, 3);
    for (guint i = 0; i < 3; i++) {
        const struct gaz_difference *d = &g_array_index(alignment.differences, struct gaz_difference, i);
        assert_int_equal(d->n_print, expected[i].n_print);
        assert_int_equal(d->n_text, expected[i].n_text);
        assert_int_equal(d->line, expected[i].line);
        if (d->n_text) assert_int_equal(d->text, expected[i].text);
    }
    gaz_alignment_clear(&alignment);
}

/* A line that stands twice in the text is where its page is set, and where its neighbours are. */
static void test_repeated(void **state) {
    const struct gaz_print *print =
        read_copy(*state, "## 4\n各区县人民政府市政府\n…\n…\n## 5\n白日依山尽黄河入海流\n");
    static const char *const text[] = {"各区县人民政府市政府春眠不觉晓", "各区县人民政府市政府处处闻啼鸟",
                                       "白日依山尽黄河入海流", NULL};
    struct gaz_alignment alignment = align(print, text, 3);
    expect_places(&alignment, (const uint32_t[]){15, 30}, 2);
    gaz_alignment_clear(&alignment);
}

/* Between two documents a table of many like cells: more candidates than are tried one by one, and the text
 * before it is still found. */
static void test_behind_a_table(void **state) {
    g_autoptr(GString) copy = g_string_new("## 3\n春眠不觉晓处处闻啼鸟\n夜来风雨声花落知多少\n## 4\n");
    g_autoptr(GString) table = g_string_new(NULL);
    for (int i = 0; i < 300; i++) {
        g_string_append(copy, "合格合格合格\n…\n");
        g_string_append(table, "合格合格合格");
    }
    g_string_append(copy, "## 5\n白日依山尽黄河入海流\n");
    const struct gaz_print *print = read_copy(*state, copy->str);
    const char *const text[] = {"春眠不觉晓处处闻啼鸟夜来风雨声花落知多少", table->str,
                                "白日依山尽黄河入海流", NULL};
    struct gaz_alignment alignment = align(print, text, 3);
    assert_int_equal(alignment.at[0], 0);
    assert_int_equal(alignment.at[1], 10);
    assert_int_equal(alignment.at[print->n_lines - 1], 20 + 300 * 6);
    gaz_alignment_clear(&alignment);
}

/* What is printed before a text and is not in it is no difference of the text. */
static void test_other_before(void **state) {
    const struct gaz_print *print =
        read_copy(*state, "## 3\n甲乙丙丁戊己庚辛\n子丑寅卯辰巳午未\n天地玄黄宇宙洪荒\n日月盈昃辰宿列张\n"
                          "春眠不觉晓处处闻啼鸟\n夜来风雨声花落知多少\n");
    static const char *const text[] = {"春眠不觉晓处处闻啼鸟夜来风雨声花落知多少", NULL};
    struct gaz_alignment alignment = align(print, text, 3);
    assert_int_equal(alignment.at[0], GAZ_UNPLACED);
    assert_int_equal(alignment.at[4], 0);
    assert_int_equal(alignment.at[5], 10);
    gaz_alignment_clear(&alignment);
}

/* What a page begins with that is not in the text takes nothing of what the page before it was laid beside.
 */
static void test_other_between(void **state) {
    const struct gaz_print *print =
        read_copy(*state, "## 3\n春眠不觉晓处处闻啼鸟\n第九条自二月三日起施行\n…\n"
                          "## 4\n自四月五日\n白日依山尽黄河入海流\n欲穷千里目更上一层楼\n");
    static const char *const text[] = {"春眠不觉晓处处闻啼鸟第九条自二月三日起施行",
                                       "白日依山尽黄河入海流欲穷千里目更上一层楼", NULL};
    struct gaz_alignment alignment = align(print, text, 3);
    assert_int_equal(alignment.at[0], 0);
    assert_int_equal(alignment.at[1], 10);
    assert_int_equal(alignment.at[2], GAZ_UNPLACED);
    assert_int_equal(alignment.at[3], 21);
    assert_int_equal(alignment.n_matched, 41);
    gaz_alignment_clear(&alignment);
}

static void test_nothing(void **state) {
    const struct gaz_print *print = read_copy(*state, "## 3\n甲乙丙丁戊己庚辛\n");
    static const char *const none[] = {NULL}, *const other[] = {"春眠不觉晓处处闻啼鸟", NULL};
    struct gaz_alignment alignment = align(print, none, 3);
    assert_int_equal(alignment.at[0], GAZ_UNPLACED);
    gaz_alignment_clear(&alignment);
    alignment = align(print, other, 3);
    assert_int_equal(alignment.at[0], GAZ_UNPLACED);
    assert_int_equal(alignment.n_matched, 0);
    gaz_alignment_clear(&alignment);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fold),     WORLD_TEST(test_lines),        WORLD_TEST(test_gap_at_head),
        WORLD_TEST(test_refused),        WORLD_TEST(test_huge_number),  WORLD_TEST(test_same),
        WORLD_TEST(test_cells),          WORLD_TEST(test_differences),  WORLD_TEST(test_repeated),
        WORLD_TEST(test_behind_a_table), WORLD_TEST(test_other_before), WORLD_TEST(test_other_between),
        WORLD_TEST(test_nothing),        WORLD_TEST(test_contents),     WORLD_TEST(test_beside),
        WORLD_TEST(test_columns),        WORLD_TEST(test_joined_rows),  WORLD_TEST(test_spaced_names),
        WORLD_TEST(test_no_cells),       WORLD_TEST(test_downwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
