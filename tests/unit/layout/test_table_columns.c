/* test_table_columns.c: widths of columns, what stands in a cell and where, the three looks of a table. */
#include "layout/table/table.h"
#include "tests/unit/layout/table_bench.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROOM = 700 * GAZ_POINT };

static void set_widths(struct bench *b, const struct gaz_width *widths) {
    b->table.widths = widths;
}

static gaz_len width_of(const struct bench *b, uint32_t column) {
    return b->setting->edges[column + 1] - b->setting->edges[column];
}

/* whether a message of this slug (GAZ_D_TABLE_NARROW and so on) was given, with a place */
static bool was_told(const struct bench *b, enum gaz_code code) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    gaz_diags_print(b->diags, out, GAZ_CHINESE, true);
    fclose(out);
    char *slug = g_strdup_printf("[%s]", gaz_code_slug(code));
    bool told = strstr(text, slug) != NULL;
    g_free(slug);
    free(text);
    return told;
}

/* the items of one cell's text on the first part */
static const struct gaz_item *nth_item(const struct bench *b, uint32_t cell, uint32_t n) {
    for (uint32_t i = 0; i < part_at(b, 0)->n_items; i++) {
        const struct gaz_item *item = &part_at(b, 0)->items[i];
        if (item->kind == GAZ_ITEM_GLYPHS && cell_of(b, item) == cell && n-- == 0) return item;
    }
    fail();
    return NULL;
}

static uint32_t n_borders(const struct bench *b) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < part_at(b, 0)->n_items; i++)
        n += is_border(&part_at(b, 0)->items[i]);
    return n;
}

/* ---- widths */

static void test_given_widths_are_kept(void **state) {
    (void)state;
    struct bench *b = bench_open();
    fill_table(b, 2, 4, 1);
    set_widths(b, (const struct gaz_width[]){{GAZ_WIDTH_MICROMETRE, 20000},
                                             {GAZ_WIDTH_CELLS_MILLI, 3000},
                                             {GAZ_WIDTH_AUTO, 0},
                                             {GAZ_WIDTH_PERMILLE, 250}});
    run_parts(b, b->style->measure, ROOM);
    check_table(b, ROOM);
    assert_int_equal(width_of(b, 0), gaz_len_from_um(20000));
    assert_int_equal(width_of(b, 1), 3 * b->style->cell);
    assert_in_range(width_of(b, 3), b->style->measure / 4 - b->style->table_frame, b->style->measure / 4);
    bench_close(b);
}

static void test_shares_fill_the_measure(void **state) {
    (void)state;
    struct bench *b = bench_open();
    fill_table(b, 2, 3, 1);
    set_widths(b, (const struct gaz_width[]){
                      {GAZ_WIDTH_PERMILLE, 333}, {GAZ_WIDTH_PERMILLE, 333}, {GAZ_WIDTH_PERMILLE, 333}});
    run_parts(b, b->style->measure, ROOM);
    check_table(b, ROOM);
    assert_false(was_told(b, GAZ_D_TABLE_WIDTHS));
    bench_close(b);
}

static void test_given_widths_too_wide(void **state) {
    (void)state;
    struct bench *b = bench_open();
    fill_table(b, 2, 2, 1);
    set_widths(b, (const struct gaz_width[]){{GAZ_WIDTH_MICROMETRE, 120000}, {GAZ_WIDTH_MICROMETRE, 120000}});
    run_parts(b, b->style->measure, ROOM);
    check_table(b, ROOM);
    assert_true(was_told(b, GAZ_D_TABLE_WIDTHS));
    bench_close(b);
}

static void test_narrow_table_is_centred(void **state) {
    (void)state;
    struct bench *b = bench_open();
    fill_table(b, 2, 2, 1);
    set_widths(b, (const struct gaz_width[]){{GAZ_WIDTH_MICROMETRE, 30000}, {GAZ_WIDTH_MICROMETRE, 30000}});
    run_parts(b, b->style->measure, ROOM);
    const gaz_len *edges = b->setting->edges;
    assert_int_equal(edges[2] - edges[0], 2 * gaz_len_from_um(30000));
    assert_in_range(edges[0] - (b->style->measure - edges[2]) + 1024, 0, 2048);
    check_boxes(b);
    bench_close(b);
}

/* Short columns are as wide as their texts; the long one has the rest. */
static void test_short_columns_are_not_torn(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put(b, 0, 0, "1");
    put(b, 0, 1,
        "各级政府门户网站设立专题栏目，集中公开政策文件和解读材料，同步组织、同步审签、同步发布，"
        "确保政策内涵清晰传递、政策信号正确释放，及时更新本单位职责、机构设置、对外服务窗口信息。");
    put(b, 0, 2, "市政府办公室");
    put(b, 0, 3, "2026年底");
    make_table(b, 1, 4, 0);
    run_parts(b, b->style->measure, ROOM);
    check_table(b, ROOM);
    assert_int_equal(b->setting->boxes[2].n_strips, 1);
    assert_int_equal(b->setting->boxes[3].n_strips, 1);
    assert_true(width_of(b, 1) > 2 * width_of(b, 2));
    bench_close(b);
}

/* ---- forms and lists */

/* Labels stand on one line each; what is to be filled in has the rest, alike. */
static void test_a_form_gives_its_room_to_what_is_filled_in(void **state) {
    (void)state;
    struct bench *b = bench_open();
    const char *labels[] = {"姓名", "", "性别", "", "出生年月", ""};
    for (uint32_t c = 0; c < 6; c++)
        put(b, 0, c, labels[c]);
    put(b, 1, 0, "工作单位及职务");
    put(b, 1, 1, "")->column_span = 5;
    make_table(b, 2, 6, 0);
    run_parts(b, b->style->measure, ROOM);
    check_widths(b);
    gaz_len em = b->style->roles[GAZ_ROLE_TABLE].size;
    for (uint32_t i = 0; i < b->table.n_cells; i++)
        assert_true(b->setting->boxes[i].n_strips <= 1);
    assert_in_range(width_of(b, 1) - width_of(b, 3) + 1, 0, 2);
    assert_in_range(width_of(b, 3) - width_of(b, 5) + 1, 0, 2);
    assert_true(width_of(b, 1) >= 4 * em);
    assert_in_range(width_of(b, 0), 7 * em, 8 * em);
    bench_close(b);
}

/* A form whose labels are too long for one line keeps four ems to write in. */
static void test_a_crowded_form_leaves_four_ems(void **state) {
    (void)state;
    struct bench *b = bench_open();
    for (uint32_t c = 0; c < 6; c += 2) {
        put(b, 0, c, "是否已在其他区县享受同类政策");
        put(b, 0, c + 1, "");
    }
    make_table(b, 1, 6, 0);
    run_parts(b, b->style->measure, ROOM);
    check_table(b, ROOM);
    for (uint32_t c = 1; c < 6; c += 2)
        assert_true(width_of(b, c) >= 4 * b->style->roles[GAZ_ROLE_TABLE].size);
    bench_close(b);
}

/* 备注 without a remark is no form: the other columns keep their share. Nor is it where nobody marked the
 * head, which a row of texts is. */
static void test_an_empty_column_of_a_table_does_not_take_all(void **state) {
    (void)state;
    const char *texts[] = {"指标", "二〇二三年", "备注", "地区生产总值", "五千六百亿", ""};
    for (uint32_t n_header_rows = 0; n_header_rows < 2; n_header_rows++) {
        struct bench *b = bench_open();
        for (uint32_t i = 0; i < 6; i++)
            put(b, i / 3, i % 3, texts[i]);
        make_table(b, 2, 3, n_header_rows);
        run_parts(b, b->style->measure, ROOM);
        check_table(b, ROOM);
        assert_true(width_of(b, 2) < width_of(b, 1));
        bench_close(b);
    }
}

static void list_of(struct bench *b, const char *const *texts, uint32_t n, uint32_t columns) {
    for (uint32_t i = 0; i < n; i++)
        put(b, i / columns, i % columns, texts[i]);
    make_table(b, n / columns, columns, 0);
    b->table.classes = GAZ_TABLE_BORDERLESS;
    run_parts(b, b->style->measure, ROOM);
}

static void test_names_stand_at_equal_distances(void **state) {
    (void)state;
    struct bench *b = bench_open();
    list_of(b, (const char *[]){"陆知行", "许　棠", "司马相如", "丁　一", "林鹿鸣", "秦书白", "郭　棠", ""},
            8, 4);
    for (uint32_t c = 1; c < 4; c++)
        assert_in_range(width_of(b, c) - width_of(b, 0) + 1, 0, 2);
    assert_int_equal(b->setting->edges[4], b->style->measure);
    bench_close(b);
}

/* One name too long for equal columns: each is as wide as its longest, and the gaps give what that takes. */
static void test_gaps_give_way_before_a_name_is_cut(void **state) {
    (void)state;
    struct bench *b = bench_open();
    list_of(b,
            (const char *[]){"欧阳帆轩", "许　棠", "司马知明", "丁　一", "尼玛次仁", "陆知行", "林鹿鸣",
                             "秦书白", "阿卜杜拉·买买提", "吕子和", "万　青", "叶　舟", "杜　若", "郭　棠",
                             "朱　禾"},
            15, 5);
    gaz_len gap = b->setting->gaps[0];
    assert_in_range(gap, b->style->cell / 2, b->style->cell - 1);
    for (uint32_t i = 0; i < 15; i++)
        assert_int_equal(b->setting->boxes[i].n_strips, 1);
    for (uint32_t c = 1; c < 4; c++)
        assert_int_equal(b->setting->gaps[c], gap);
    bench_close(b);
}

/* Two columns of units that do not fit side by side: equal still, what is too long is turned over. */
static void test_long_units_are_turned_over(void **state) {
    (void)state;
    struct bench *b = bench_open();
    list_of(b,
            (const char *[]){"澄浦第一机床厂装配车间", "望江区望江街道临江社区居民委员会",
                             "望江区望江街道临江社区居民委员会", "市自来水公司抢修队"},
            4, 2);
    assert_in_range(width_of(b, 1) - width_of(b, 0) + 1, 0, 2);
    assert_int_equal(b->setting->boxes[0].n_strips, 1);
    assert_int_equal(b->setting->boxes[2].n_strips, 2);
    bench_close(b);
}

/* Names with their posts are no list of names: the posts follow them closely. */
static void test_posts_follow_names(void **state) {
    (void)state;
    struct bench *b = bench_open();
    list_of(b, (const char *[]){"陆知行", "市政府副秘书长", "许　棠", "市发展改革委主任"}, 4, 2);
    assert_in_range(width_of(b, 0), 3 * b->style->cell, 5 * b->style->cell);
    bench_close(b);
}

/* ---- where lines end */

/* the texts of a cell's lines */
static char *lines_of(const struct bench *b, uint32_t cell) {
    GString *lines = g_string_new(NULL);
    uint32_t line = 0;
    for (uint32_t i = 0; i < part_at(b, 0)->n_items; i++) {
        const struct gaz_item *item = &part_at(b, 0)->items[i];
        if (item->kind != GAZ_ITEM_GLYPHS || cell_of(b, item) != cell) continue;
        if (line && item->line != line) g_string_append_c(lines, '/');
        line = item->line;
        for (uint32_t k = 0; k < item->as.glyphs.n_chars; k++)
            g_string_append_unichar(lines, item->as.glyphs.chars[k].ch);
    }
    return g_string_free(lines, FALSE);
}

/* A cell of so many ems of text. */
static void check_lines(const char *text, uint32_t ems, enum gaz_cell_align align, const char *want) {
    struct bench *b = bench_open();
    put(b, 0, 0, text)->align = align;
    put(b, 0, 1, "其他");
    make_table(b, 1, 2, 0);
    gaz_len em = b->style->roles[GAZ_ROLE_TABLE].size;
    int32_t um =
        (int32_t)((int64_t)(em * ems + 2 * b->style->table_pad_x + 2 * GAZ_POINT) * 25400 / (72 * GAZ_POINT));
    set_widths(b, (const struct gaz_width[]){{GAZ_WIDTH_MICROMETRE, um}, {GAZ_WIDTH_AUTO, 0}});
    run_parts(b, b->style->measure, ROOM);
    g_autofree char *lines = lines_of(b, 0);
    assert_string_equal(lines, want);
    bench_close(b);
}

static void test_no_lone_character_in_a_cell(void **state) {
    (void)state;
    check_lines("市工业和信息化局", 7, GAZ_CELL_LEFT, "市工业和/信息化局");
    check_lines("市文化旅游广播电视局", 9, GAZ_CELL_CENTER, "市文化旅游/广播电视局");
    check_lines("每年4月、10月底", 7, GAZ_CELL_LEFT, "每年4月、10月底"); /* the mark gives half an em */
    check_lines("市教育局", 6, GAZ_CELL_LEFT, "市教育局");
}

static void test_a_figure_keeps_its_unit_in_a_cell(void **state) {
    (void)state;
    check_lines("建成停车泊位15000个", 8, GAZ_CELL_LEFT, "建成停车泊位/15000个");
    check_lines("每天活动不少于1小时", 8, GAZ_CELL_LEFT, "每天活动不少于/1小时");
}

static void test_a_centred_cell_is_balanced_by_sense(void **state) {
    (void)state;
    check_lines("市财政局、市卫生健康委员会", 8, GAZ_CELL_CENTER, "市财政局、/市卫生健康委员会");
    check_lines("历史遗留问题排查整治工作", 10, GAZ_CELL_CENTER, "历史遗留问题/排查整治工作");
    check_lines("各区、县市区人民政府", 8, GAZ_CELL_CENTER, "各区、县市区/人民政府");
    check_lines("望江区望江街道临江社区居民委", 11, GAZ_CELL_CENTER, "望江区望江街道/临江社区居民委");
}

static void test_a_word_is_not_cut_in_a_ragged_cell(void **state) {
    (void)state;
    check_lines("开展历史遗留问题排查整治工作", 11, GAZ_CELL_LEFT, "开展历史遗留问题排查/整治工作");
}

static void test_a_ragged_cell_ends_its_lines_behind_names(void **state) {
    (void)state;
    check_lines("市财政局、市卫生健康委", 9, GAZ_CELL_LEFT, "市财政局、/市卫生健康委");
    check_lines("市委宣传部、市广播电视台", 9, GAZ_CELL_LEFT, "市委宣传部、/市广播电视台");
    check_lines("市财政局、市教育局、市卫生健康委", 10, GAZ_CELL_LEFT, "市财政局、市教育局、/市卫生健康委");
    /* not for a line of two characters */
    check_lines("市、各区县人民政府及其部门", 9, GAZ_CELL_LEFT, "市、各区县/人民政府及其部门");
}

static void test_word_wider_than_column(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put(b, 0, 0, "Kommunalverwaltungsangelegenheiten");
    put(b, 0, 1, "字");
    make_table(b, 1, 2, 0);
    set_widths(b, (const struct gaz_width[]){{GAZ_WIDTH_MICROMETRE, 20000}, {GAZ_WIDTH_AUTO, 0}});
    run_parts(b, b->style->measure, ROOM);
    assert_true(was_told(b, GAZ_D_TABLE_NARROW));
    check_no_text_lost(b);
    bench_close(b);
}

/* ---- cells */

/* x of the character before which the points must stand under one another */
static gaz_len x_of_char(const struct gaz_item *item, uint32_t ch) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    for (uint32_t g = 0; g < run->n_glyphs; g++)
        if (run->chars[run->glyphs[g].first_char].ch == ch) return item->x + run->glyphs[g].x;
    fail();
    return 0;
}

static void test_decimal_points_line_up(void **state) {
    (void)state;
    static const char *const numbers[] = {"80.26", "2.8", "190.7", "1,234.5", "—"};
    struct bench *b = bench_open();
    for (uint32_t r = 0; r < G_N_ELEMENTS(numbers); r++) {
        put(b, r, 0, "指标");
        put(b, r, 1, numbers[r])->align = GAZ_CELL_DECIMAL;
    }
    make_table(b, G_N_ELEMENTS(numbers), 2, 0);
    run_parts(b, b->style->measure, ROOM);
    check_table(b, ROOM);
    gaz_len x = x_of_char(nth_item(b, 1, 0), '.');
    for (uint32_t r = 1; r < 4; r++)
        assert_in_range(x_of_char(nth_item(b, 2 * r + 1, 0), '.') - x + 64, 0, 128);
    bench_close(b);
}

static void test_decimal_place(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t n_left;
    } cases[] = {{"80.26", 2}, {"≥92.6", 3}, {"100", 3}, {"1,234．5", 5}, {"12人", 2}, {".5", 2}};
    struct gaz_arena *arena = gaz_arena_new();
    uint32_t n_left = 99;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_true(gaz_decimal_place(gaz_text_from_utf8(arena, cases[i].text), &n_left));
        assert_int_equal(n_left, cases[i].n_left);
    }
    assert_false(gaz_decimal_place(gaz_text_from_utf8(arena, "—"), &n_left));
    assert_false(gaz_decimal_place((struct gaz_text){0}, &n_left));
    gaz_arena_free(arena);
}

/* Upright text goes down and is read in order; its items stand one below another on one axis. */
static void test_upright_text(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put(b, 0, 0, "健康中国30规划")->is_vertical = true;
    put(b, 0, 1, "文字");
    make_table(b, 1, 2, 0);
    run_parts(b, b->style->measure, ROOM);
    check_table(b, ROOM);
    for (uint32_t i = 1; i < 7; i++)
        assert_true(nth_item(b, 0, i)->y > nth_item(b, 0, i - 1)->y);
    assert_true(nth_item(b, 0, 6)->line == nth_item(b, 0, 0)->line);
    assert_true(nth_item(b, 1, 0)->line != nth_item(b, 0, 0)->line);
    bench_close(b);
}

/* Texts stand in the middle of their cells unless the source says otherwise. */
static void test_valign(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put(b, 0, 0, "一\n二\n三\n四\n五");
    put(b, 0, 1, "中");
    put(b, 0, 2, "上")->valign = GAZ_CELL_TOP;
    put(b, 0, 3, "下")->valign = GAZ_CELL_BOTTOM;
    make_table(b, 1, 4, 0);
    run_parts(b, b->style->measure, ROOM);
    check_table(b, ROOM);
    assert_int_equal(nth_item(b, 1, 0)->y, nth_item(b, 0, 2)->y);
    assert_int_equal(nth_item(b, 2, 0)->y, nth_item(b, 0, 0)->y);
    assert_int_equal(nth_item(b, 3, 0)->y, nth_item(b, 0, 4)->y);
    bench_close(b);
}

/* ---- looks */

static void test_borderless_list(void **state) {
    (void)state;
    struct bench *b = bench_open();
    static const char *const rows[][3] = {{"组　长：", "张三丰", "市政府市长"},
                                          {"成　员：", "李　四", "市政府副秘书长"},
                                          {"", "王五", "市财政局局长"}};
    for (uint32_t r = 0; r < 3; r++)
        for (uint32_t c = 0; c < 3; c++)
            put(b, r, c, rows[r][c]);
    make_table(b, 3, 3, 0);
    b->table.classes = GAZ_TABLE_BORDERLESS;
    run_parts(b, b->style->measure, ROOM);
    check_no_text_lost(b);
    assert_int_equal(n_borders(b), 0);
    assert_int_equal(nth_item(b, 0, 0)->x, b->style->indent);
    assert_int_equal(nth_item(b, 1, 0)->x, nth_item(b, 4, 0)->x);
    assert_int_equal(nth_item(b, 2, 0)->x, nth_item(b, 8, 0)->x);
    assert_int_equal(nth_item(b, 4, 0)->y - nth_item(b, 1, 0)->y, b->style->pitch);
    assert_in_range(nth_item(b, 1, 0)->x, b->style->indent + 4 * b->style->cell - 4096,
                    b->style->indent + 4 * b->style->cell + 4096); /* no gap after ： */
    bench_close(b);
}

static void test_borderless_is_never_wider_than_the_measure(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put(b, 0, 0, "成　员：");
    put(b, 0, 1, "张三丰");
    put(b, 0, 2, "市政府副秘书长、市政府办公室副主任、市深化改革领导小组办公室主任（分管日常工作）");
    make_table(b, 1, 3, 0);
    b->table.classes = GAZ_TABLE_BORDERLESS;
    run_parts(b, b->style->measure, ROOM);
    check_no_text_lost(b);
    assert_int_equal(b->setting->edges[3], b->style->measure);
    assert_int_equal(b->setting->boxes[0].n_strips, 1);
    assert_int_equal(b->setting->boxes[1].n_strips, 1);
    assert_int_equal(b->setting->boxes[2].n_strips, 3);
    bench_close(b);
}

static void test_three_rules(void **state) {
    (void)state;
    struct bench *b = bench_open();
    fill_table(b, 5, 3, 1);
    b->table.classes = GAZ_TABLE_THREE_RULE;
    run_parts(b, b->style->measure, ROOM);
    check_no_text_lost(b);
    assert_int_equal(n_borders(b), 3);
    bench_close(b);
}

static void test_rules_of_a_plain_table(void **state) {
    (void)state;
    struct bench *b = bench_open();
    fill_table(b, 5, 3, 1);
    run_parts(b, b->style->measure, ROOM);
    assert_int_equal(n_borders(b), 4 + 4 + 2); /* frame, between rows, between columns */
    assert_int_equal(part_at(b, 0)->height, whole_height(b->setting));
    bench_close(b);
}

static void test_caption_stands_above_the_first_part(void **state) {
    (void)state;
    struct bench *b = bench_open();
    b->table.caption = bench_text(b, "表题");
    fill_table(b, 60, 3, 1);
    b->table.caption.source = b->table.cells[0].text.source;
    run_parts(b, b->style->measure, ROOM / 2);
    check_boxes(b);
    check_inside(b, ROOM / 2);
    const struct gaz_item *first = &part_at(b, 0)->items[0];
    assert_true(first->as.glyphs.chars[0].ch == b->table.caption.chars[0].ch);
    assert_int_equal(part_at(b, 1)->items[0].artifact, GAZ_ARTIFACT_REPEATED_HEAD);
    assert_int_equal(cell_of(b, &part_at(b, 1)->items[0]), 0);
    bench_close(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_given_widths_are_kept),
        cmocka_unit_test(test_shares_fill_the_measure),
        cmocka_unit_test(test_given_widths_too_wide),
        cmocka_unit_test(test_narrow_table_is_centred),
        cmocka_unit_test(test_short_columns_are_not_torn),
        cmocka_unit_test(test_a_form_gives_its_room_to_what_is_filled_in),
        cmocka_unit_test(test_a_crowded_form_leaves_four_ems),
        cmocka_unit_test(test_an_empty_column_of_a_table_does_not_take_all),
        cmocka_unit_test(test_names_stand_at_equal_distances),
        cmocka_unit_test(test_gaps_give_way_before_a_name_is_cut),
        cmocka_unit_test(test_long_units_are_turned_over),
        cmocka_unit_test(test_posts_follow_names),
        cmocka_unit_test(test_no_lone_character_in_a_cell),
        cmocka_unit_test(test_a_figure_keeps_its_unit_in_a_cell),
        cmocka_unit_test(test_a_centred_cell_is_balanced_by_sense),
        cmocka_unit_test(test_a_word_is_not_cut_in_a_ragged_cell),
        cmocka_unit_test(test_a_ragged_cell_ends_its_lines_behind_names),
        cmocka_unit_test(test_word_wider_than_column),
        cmocka_unit_test(test_decimal_points_line_up),
        cmocka_unit_test(test_decimal_place),
        cmocka_unit_test(test_upright_text),
        cmocka_unit_test(test_valign),
        cmocka_unit_test(test_borderless_list),
        cmocka_unit_test(test_borderless_is_never_wider_than_the_measure),
        cmocka_unit_test(test_three_rules),
        cmocka_unit_test(test_rules_of_a_plain_table),
        cmocka_unit_test(test_caption_stands_above_the_first_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
