/* test_style.c: units exactly, inheritance, refusals, the values of one document, the styles that ship. */
#include "styles/styles.h"
#include "styles/style_layers.h"

#include "base/data/yaml.h"
#include "tests/unit/check.h"

/* ---- lengths as they are written */

static void reads_lengths_exactly(void **state) {
    (void)state;
    static const struct {
        const char *text;
        gaz_len grains; /* 字 16128 */
    } cases[] = {
        {"37mm", 107399},  {"210mm", 609562},         {"0.35mm", 1016}, {"0.25 mm", 726}, {"25.4mm", 73728},
        {"10.5磅", 10752}, {"15.75磅", 16128},        {"0.001磅", 1},   {"0.0004磅", 0},  {"2字", 32256},
        {"5/3字", 26880},  {"1/3字", 5376},           {"1.5字", 24192}, {"三号", 16128},  {"六号", 8064},
        {"小四", 12288},   {"初号", 43008},           {"一号", 28160},  {"自动", 0},      {"0", 0},
        {"0.0", 0},        {"12345.678磅", 12641974},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct gaz_measure measure;
        gaz_len grains = -1;
        assert_true(gaz_measure_parse(cases[i].text, &measure));
        assert_true(gaz_measure_resolve(measure, 16128, &grains));
        assert_int_equal(grains, cases[i].grains);
    }
}

static void refuses_lengths(void **state) {
    (void)state;
    static const char *const wrong[] = {"",      "37",    "mm",      "-1mm",  "+1mm",        "1e3mm",
                                        "1.mm",  ".5字",  "1/0字",   "1/字",  "1//2字",      "1/2/3",
                                        "1,5字", "１字",  "八号",    "2 字 ", "2cm",         "2字行",
                                        "自动2", "0x1磅", "1.5/2字", "二 号", "123456789磅", "0.123456789磅"};
    struct gaz_measure measure;
    gaz_len grains;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        if (gaz_measure_parse(wrong[i], &measure)) fail_msg("\"%s\" was taken", wrong[i]);
    assert_true(gaz_measure_parse("99999999字", &measure));
    assert_false(gaz_measure_resolve(measure, 16128, &grains));
}

/* ---- the styles that ship */

static const char *const styles[] = {"gbt9704",       "gongbao-2026", "shenyang-2023", "shenyang-2020",
                                     "shenyang-2019", "guowuyuan",    "lanyu"};

static struct gaz_style *load(const struct world *world, const char *name) {
    return gaz_style_load(name, GAZ_SOURCE_DIR, world->folder, (struct gaz_span){0}, world->diags);
}

static void loads_the_styles(void **state) {
    struct world *world = *state;
    static const struct {
        int chars, lines;
        gaz_len cell; /* (156 mm)/28 and /32 rounded down, 14, 15.75, 12, 10.5 and 12 points */
    } grids[] = {{28, 22, 16172}, {32, 27, 14150}, {32, 27, 14336}, {29, 22, 16128},
                 {37, 32, 12288}, {40, 38, 10752}, {32, 29, 12288}};
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++) {
        struct gaz_style *style = load(world, styles[i]);
        expect_printed(world, "");
        assert_string_equal(style->name, styles[i]);
        assert_int_equal(style->chars_per_line, grids[i].chars);
        assert_int_equal(style->lines_per_page, grids[i].lines);
        assert_int_equal(style->cell, grids[i].cell);
        assert_int_equal(style->measure, style->cell * style->chars_per_line);
        assert_in_range(style->area_width - style->measure, 0, style->chars_per_line - 1);
        gaz_len height = style->pitch * (style->lines_per_page - 1) + style->cell;
        assert_in_range(style->area_height - height, 0, style->lines_per_page - 2); /* G-06 撑满版心 */
        assert_int_equal(style->roles[GAZ_ROLE_BODY].size, style->cell);
        assert_int_equal(style->roles[GAZ_ROLE_LATIN].size, style->cell);
        gaz_style_free(style);
    }
}

static void counts_the_lines_of_a_title_block(void **state) {
    struct world *world = *state;
    static const struct {
        const char *name;
        int own, own_more, instrument,
            instrument_more; /* lines for one line of title, and for each further */
    } blocks[] = {
        {"shenyang-2023", 14, 1, 4, 1}, {"shenyang-2020", 12, 1, 3, 1}, {"shenyang-2019", 8, 2, 4, 2}};
    for (size_t i = 0; i < G_N_ELEMENTS(blocks); i++) {
        struct gaz_style *s = load(world, blocks[i].name);
        gaz_len own = (s->letterhead_lines + 1) * s->pitch + s->number_before + s->number_after +
                      s->title_before + s->title_after;
        assert_in_range(own + s->title_each, blocks[i].own * s->pitch - 4, blocks[i].own * s->pitch + 4);
        assert_int_equal(s->title_each, blocks[i].own_more * s->pitch);
        gaz_len instrument =
            s->instrument_title_before + s->instrument_title_after + s->instrument_title_each;
        assert_in_range(instrument, blocks[i].instrument * s->pitch - 2, blocks[i].instrument * s->pitch + 2);
        assert_int_equal(s->instrument_title_each, blocks[i].instrument_more * s->pitch);
        gaz_style_free(s);
    }
}

/* What a style says, without the line numbers: a comment more is no change. */
static char *dump_of(const struct gaz_style *style) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    gaz_style_dump(style, out);
    fclose(out);
    GRegex *places = g_regex_new(":[0-9]+$", G_REGEX_MULTILINE, 0, NULL);
    char *without = g_regex_replace_literal(places, text, -1, 0, "", 0, NULL);
    g_regex_unref(places);
    free(text);
    return without;
}

static void dumps_as_last_looked_at(void **state) {
    struct world *world = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++) {
        struct gaz_style *style = load(world, styles[i]);
        char *dump = dump_of(style), *expected = NULL;
        char *file = g_strdup_printf("%s/tests/golden/styles/%s.expected", GAZ_SOURCE_DIR, styles[i]);
        if (g_getenv("GAZ_UPDATE")) g_file_set_contents(file, dump, -1, NULL);
        if (!g_file_get_contents(file, &expected, NULL, NULL)) fail_msg("no %s", file);
        assert_string_equal(dump, expected);
        g_free(expected);
        g_free(file);
        g_free(dump);
        gaz_style_free(style);
    }
}

static void prints_every_key(void **state) {
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    gaz_style_print_keys(out, false);
    fclose(out);
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
        assert_non_null(strstr(text, gaz_style_keys[i].name));
    assert_non_null(strstr(text, "写在“字体”之下，各有 用"));
    free(text);
}

/* ---- a style of an issue's own */

static struct gaz_style *load_own(const struct world *world, const char *text) {
    put_file(world, "own.yaml", text, -1);
    return load(world, "own.yaml");
}

static uint32_t screen_of(const struct gaz_style *style, uint32_t ink) {
    assert_in_range(ink, 0, style->inks->n - 1);
    return style->inks->inks[ink].screen;
}

static void inherits_each_attribute(void **state) {
    struct world *world = *state;
    put_file(world, "middle.yaml",
             "继承: gbt9704\n版心: {高: 220mm}\n文字: {正文: {颜色: \"#112233\"}, 章标题: {字号: 小四}}\n",
             -1);
    struct gaz_style *style =
        load_own(world, "继承: middle.yaml\n名称: 试样\n版心: {上: 40mm}\n"
                        "文字: {正文: {字号: 二号}}\n字体: {楷体: {用: [甲], 代: [乙, 丙]}, 隶书: {用: 丁}}\n"
                        "字体文件夹: [fonts, /opt/x]\n");
    expect_printed(world, "");
    assert_string_equal(style->name, "own");
    assert_string_equal(style->title, "试样");
    assert_int_equal(style->area_left, 81275); /* 28 mm, from gbt9704 */
    assert_int_equal(style->area_height, 638589);
    assert_int_equal(screen_of(style, style->roles[GAZ_ROLE_BODY].ink), 0x112233);
    assert_int_equal(style->roles[GAZ_ROLE_BODY].size, 21504);
    assert_string_equal(style->roles[GAZ_ROLE_BODY].family, "仿宋");
    assert_string_equal(style->roles[GAZ_ROLE_BODY].latin, "西文");
    assert_null(style->roles[GAZ_ROLE_TITLE].latin);
    assert_int_equal(style->roles[GAZ_ROLE_CHAPTER].size, 12288);
    assert_string_equal(style->roles[GAZ_ROLE_STRONG].latin, "西文粗"); /* of its 黑体 */
    assert_int_equal(style->n_families, 10);
    assert_int_equal(style->families[4].n_faces, 3); /* 楷体 in its place */
    assert_int_equal(style->families[4].n_first, 1);
    assert_string_equal(style->families[9].name, "隶书");
    assert_int_equal(style->n_font_folders, 2);
    gaz_style_free(style);
}

/* ---- 油墨 */

static const struct gaz_ink *ink_at(const struct gaz_style *style, uint32_t ink) {
    assert_in_range(ink, 0, style->inks->n - 1);
    return &style->inks->inks[ink];
}

static void expect_cmyk(const struct gaz_ink *ink, const uint8_t cmyk[4]) {
    assert_true(ink->has_cmyk);
    assert_memory_equal(ink->cmyk, cmyk, 4);
}

/* GB/T 9704 6.2: black BL100, red Y80 M80 */
static void every_style_has_the_inks_of_the_standard(void **state) {
    struct world *world = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++) {
        struct gaz_style *style = load(world, styles[i]);
        const struct gaz_ink *black = ink_at(style, style->roles[GAZ_ROLE_BODY].ink);
        const struct gaz_ink *red = ink_at(style, style->red);
        assert_ptr_equal(black, ink_at(style, GAZ_INK_BLACK));
        assert_string_equal(black->name, "黑");
        expect_cmyk(black, (const uint8_t[4]){0, 0, 0, 100});
        assert_string_equal(red->name, "红");
        expect_cmyk(red, (const uint8_t[4]){0, 80, 80, 0});
        for (uint32_t k = 0; k < style->inks->n; k++)
            assert_true(style->inks->inks[k].name && style->inks->inks[k].has_cmyk);
        gaz_style_free(style);
    }
}

static void all_who_name_an_ink_follow_it(void **state) {
    struct world *world = *state;
    put_file(world, "middle.yaml", "继承: gbt9704\n油墨: {红: {屏幕: \"#E60012\", 专色: 公报红}}\n", -1);
    struct gaz_style *style = load_own(world, "继承: middle.yaml\n油墨: {红: {四色: Y90  M70}, 金: {屏幕: "
                                              "\"#AA8800\", 四色: K20 C5}}\n版头: {颜色: 金}\n");
    expect_printed(world, "");
    const struct gaz_ink *red = ink_at(style, style->roles[GAZ_ROLE_LETTERHEAD].ink);
    assert_string_equal(red->name, "红");
    assert_int_equal(red->screen, 0xE60012);
    assert_string_equal(red->spot, "公报红");
    expect_cmyk(red, (const uint8_t[4]){0, 70, 90, 0});
    assert_int_equal(style->roles[GAZ_ROLE_LETTERHEAD_JOINT].ink, style->roles[GAZ_ROLE_LETTERHEAD].ink);
    assert_string_equal(ink_at(style, style->red)->name, "金");
    expect_cmyk(ink_at(style, style->red), (const uint8_t[4]){5, 0, 0, 20});
    assert_null(ink_at(style, style->red)->spot);
    gaz_style_free(style);
}

static void an_empty_spot_takes_the_plate_away(void **state) {
    struct world *world = *state;
    put_file(world, "middle.yaml",
             "继承: gbt9704\n油墨: {红: {专色: 公报红}, 刊红: {四色: M80 Y80, 专色: 公报红}}\n", -1);
    struct gaz_style *style = load_own(world, "继承: middle.yaml\n油墨: {红: {专色: }}\n");
    expect_printed(world, "");
    assert_null(ink_at(style, style->red)->spot);
    assert_string_equal(ink_at(style, style->roles[GAZ_ROLE_MASTHEAD].ink)->spot, "公报红");
    gaz_style_free(style);
}

static void a_colour_in_place_has_no_name(void **state) {
    struct world *world = *state;
    struct gaz_style *style = load_own(
        world, "继承: gbt9704\n版头: {颜色: \"#aabbcc\"}\n"
               "文字: {强调: {颜色: \"#AABBCC\"}, 着重: {颜色: \"#000000\"}, 主送: {颜色: \"#D7282F\"}}\n");
    expect_printed(world, "");
    const struct gaz_ink *ink = ink_at(style, style->red);
    assert_null(ink->name);
    assert_int_equal(ink->screen, 0xAABBCC);
    assert_false(ink->has_cmyk);
    assert_int_equal(style->roles[GAZ_ROLE_STRONG].ink, style->red);
    assert_int_equal(style->roles[GAZ_ROLE_EM].ink, GAZ_INK_BLACK);
    assert_null(ink_at(style, style->roles[GAZ_ROLE_ADDRESSEES].ink)->name); /* looks like 红, is not */
    gaz_style_free(style);
}

/* 黑 may be another black, and need not be written. */
static void black_is_there_in_any_style(void **state) {
    struct world *world = *state;
    struct gaz_style *style = load_own(world, "继承: gbt9704\n油墨: {黑: {屏幕: \"#221815\"}}\n");
    expect_printed(world, "");
    assert_int_equal(ink_at(style, GAZ_INK_BLACK)->screen, 0x221815);
    expect_cmyk(ink_at(style, GAZ_INK_BLACK), (const uint8_t[4]){0, 0, 0, 100});
    gaz_style_free(style);
    char *text, *file = g_build_filename(GAZ_SOURCE_DIR, "styles/gbt9704.yaml", NULL);
    assert_true(g_file_get_contents(file, &text, NULL, NULL));
    char *line = strstr(text, "  黑: {屏幕");
    assert_non_null(line);
    memmove(line, strchr(line, '\n') + 1, strlen(strchr(line, '\n') + 1) + 1);
    style = load_own(world, text);
    expect_printed(world, "");
    assert_string_equal(ink_at(style, GAZ_INK_BLACK)->name, "黑");
    expect_cmyk(ink_at(style, GAZ_INK_BLACK), (const uint8_t[4]){0, 0, 0, 100});
    gaz_style_free(style);
    g_free(text);
    g_free(file);
}

static void expect_dumped(const struct gaz_style *style, const char *line) {
    char *dump = dump_of(style);
    if (!strstr(dump, line)) fail_msg("no %s in %s", line, dump);
    g_free(dump);
}

static void a_dump_shows_inks(void **state) {
    struct world *world = *state;
    struct gaz_style *style =
        load_own(world, "继承: gbt9704\n油墨: {红: {专色: 公报红}}\n文字: {着重: {颜色: \"#00AA00\"}}\n");
    expect_dumped(style, "油墨.黑 = \"#000000\" K100  # styles/gbt9704.yaml\n");
    expect_dumped(style, "油墨.红 = \"#D7282F\" M80 Y80 专色“公报红”  # own.yaml\n");
    expect_dumped(style, "油墨.纸白 = \"#FFFFFF\" K0  # styles/gbt9704.yaml\n");
    expect_dumped(style, "油墨.#00AA00 = 四色不明  # -\n");
    expect_dumped(style, "版头.颜色 = \"#D7282F\"  # 红 styles/gbt9704.yaml\n");
    gaz_style_free(style);
}

/* The message about one that no press knows how to print leads there. */
static void each_colour_is_found_where_it_is_written(void **state) {
    struct world *world = *state;
    static const struct {
        uint32_t screen;
        const char *written;
    } colours[] = {{0xAABBCC, "\"#aabbcc\""},
                   {0x00AA00, "\"#00AA00\""},
                   {0x334455, "\"#334455\""},
                   {0x556677, "\"#556677\""}};
    struct gaz_style *style =
        load_own(world, "继承: gbt9704\n版头: {颜色: \"#aabbcc\"}\n文字: {着重: {颜色: \"#00AA00\"}}\n封面:\n"
                        "  - {种类: 线, 高: 50mm, 粗: 1磅, 上: 0, 左: 2字}\n"
                        "  - {种类: 色带, 高: 10mm, 上: 5mm, 颜色: \"#334455\"}\n"
                        "封底: [{种类: 色带, 高: 10mm, 上: 5mm, 颜色: \"#556677\"}]\n");
    expect_printed(world, "");
    for (size_t i = 0; i < G_N_ELEMENTS(colours); i++) {
        struct gaz_span span = gaz_style_span_of_colour(style, colours[i].screen);
        assert_non_null(span.source);
        assert_ptr_equal(strstr(span.source->text, colours[i].written), span.source->text + span.begin);
    }
    assert_null(gaz_style_span_of_colour(style, 0x123456).source);
    gaz_style_free(style);
}

static void resolves_in_order(void **state) {
    struct world *world = *state;
    struct gaz_style *style =
        load_own(world, "继承: gbt9704\n行距: 2字\n版心: {高: 50字, 上: 3字}\n图: {上下空: 1/2行}\n");
    expect_printed(world, "");
    assert_int_equal(style->pitch, 2 * style->cell);
    assert_int_equal(style->area_height, 50 * style->cell);
    assert_int_equal(style->figure_space, style->cell);
    gaz_style_free(style);
}

static void refuses(void **state) {
    (void)state;
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"继承: own.yaml\n", "own.yaml:1:5: 错误: 样式“own.yaml”继承了自己 [style-cycle]"},
        {"继承: nosuch\n",
         "own.yaml:1:5: 错误: "
         "没有样式“nosuch”；现有：gbt9704、gongbao-2026、guowuyuan、lanyu、shenyang-2019、"},
        {"继承: ../x.yaml\n", "[outside]"},
        {"继承: [gbt9704]\n", "[wrong-type]"},
        {"每行字数: 28\n", "own: 错误: 样式own缺少必有的键“纸.宽” [missing-key]"},
        {"继承: gbt9704\n版心:\n  天头: 1mm\n", "own.yaml:3:3: 错误: 未知的键“天头” [unknown-key]"},
        {"继承: gbt9704\n版心: {订囗: 1mm}\n", "未知的键“订囗”；是否为“订口”？ [unknown-key]"},
        {"继承: gbt9704\n版芯: {上: 1mm}\n", "未知的键“版芯”；是否为“版心”？ [unknown-key]"},
        {"继承: gbt9704\n文字: {正问: {字号: 1字}}\n", "未知的键“正问”；是否为“正文”？ [unknown-key]"},
        {"继承: gbt9704\n文字: {正文: {字好: 1字}}\n", "未知的键“字好”；是否为“字体”？ [unknown-key]"},
        {"继承: gbt9704\n文子: {正文: {字号: 1字}}\n", "未知的键“文子”；是否为“文字”？ [unknown-key]"},
        {"继承: gbt9704\n油黑: {红: {专色: 红}}\n", "未知的键“油黑”；是否为“油墨”？ [unknown-key]"},
        {"继承: gbt9704\n字体文件加: fonts\n", "未知的键“字体文件加”；是否为“字体文件夹”？ [unknown-key]"},
        {"继承: gbt9704\n版心: {文自: 1mm}\n", "未知的键“文自” [unknown-key]"}, /* no other map's */
        {"继承: gbt9704\n字体: {甲: {有: [乙]}}\n", "[unknown-key]"},
        {"继承: gbt9704\n字体: {甲: {代: [乙]}}\n", "字体缺少必有的键“用” [missing-key]"},
        {"继承: gbt9704\n版心.上: 1mm\n版心: {上: 2mm}\n",
         "own.yaml:3:6: 错误: 重复的键“版心.上”；第2行已有 [duplicate-key]"},
        {"继承: gbt9704\n版心: 1mm\n", "“版心”应是若干“键: 值” [wrong-type]"},
        {"继承: gbt9704\n页行数: [1]\n", "“页行数”应是一个值 [wrong-type]"},
        {"继承: gbt9704\n行距: 1行\n",
         "own.yaml:2:5: 错误: “行距”不能用“行”作单位：它自己决定“行”的大小 [style-unit]"},
        {"继承: gbt9704\n版心: {宽: 28字}\n", "“版心.宽”不能用“字”作单位：它自己决定“字”的大小 [style-unit]"},
        {"继承: gbt9704\n版心: {高: 22行}\n", "[style-unit]"},
        {"继承: gbt9704\n段首缩进: 2em\n",
         "“段首缩进”的值“2em”不对；应是带单位的长度，如37mm、10.5磅、2字、5/3行、三号 [style-value]"},
        {"继承: gbt9704\n段首缩进:\n", "“段首缩进”的值“”不对"},
        {"继承: gbt9704\n段首缩进: 40字\n", "“段首缩进”的值“40字”超出范围：0至400磅 [style-range]"},
        {"继承: gbt9704\n版记: {每行: 自动}\n", "[style-range]"},
        {"继承: gbt9704\n页行数: 201\n", "“页行数”的值“201”不是2到200的整数 [number]"},
        {"继承: gbt9704\n标点: 半身\n",
         "“标点”的值“半身”不对；可取：全身、邻标点一字半、国标、开明 [choice]"},
        {"继承: gbt9704\n孤字成行: true\n", "“孤字成行”的值“true”不对；可取：是、否 [choice]"},
        {"继承: gbt9704\n版头: {颜色: #FF0000}\n", "[yaml-syntax]"},
        {"继承: gbt9704\n版头: {颜色: \"#12345\"}\n",
         "“版头.颜色”的值“#12345”不对；应是油墨的名称，或带引号的\"#RRGGBB\" [style-value]"},
        {"继承: gbt9704\n版头: {颜色: }\n", "“版头.颜色”的值“”不对"},
        {"继承: gbt9704\n版头: {颜色: 绿}\n",
         "“油墨”中没有“绿”（现有：黑、红、纸白、刊红；别的颜色写作带引号的\"#RRGGBB\"） [unknown-ink]"},
        {"继承: gbt9704\n文字: {刊头: {颜色: 刊虹}}\n", "“油墨”中没有“刊虹”；是否为“刊红”？（现有："},
        {"继承: gbt9704\n封底: 有\n", "“封底”应是一个列表，每项以“- 种类: ”开头 [wrong-type]"},
        {"继承: gbt9704\n封面: 无\n", "“封面”应是一个列表"},
        {"继承: gbt9704\n封三: [甲]\n", "“封三”应是若干“键: 值” [wrong-type]"},
        {"继承: gbt9704\n格式: 令\n", "“格式”应是若干“键: 值” [wrong-type]"},
        {"继承: gbt9704\n格式: {命令: {页行数: 20}}\n", "own.yaml:2:6: 错误: 未知的键“命令”"},
        {"继承: gbt9704\n格式: {令: 20}\n", "“令”应是若干“键: 值” [wrong-type]"},
        {"继承: gbt9704\n格式: {令: {页行: 20}}\n", "未知的键“页行”；是否为“页行数”？ [unknown-key]"},
        {"继承: gbt9704\n格式: {令: {页行数: 999}}\n", "“页行数”的值“999”不是2到200的整数 [number]"},
        {"继承: gbt9704\n格式: {令: {封面: []}}\n", "[style-not-here]"},
        {"继承: gbt9704\n油墨: 红\n", "“油墨”应是若干“键: 值” [wrong-type]"},
        {"继承: gbt9704\n油墨: {红: M80}\n", "“红”应是若干“键: 值” [wrong-type]"},
        {"继承: gbt9704\n油墨: {红: {屏色: x}}\n",
         "own.yaml:2:10: 错误: 未知的键“屏色”；是否为“屏幕”？ [unknown-key]"},
        {"继承: gbt9704\n油墨: {红: {四色: [0, 80]}}\n", "“四色”应是一个值 [wrong-type]"},
        {"继承: gbt9704\n油墨: {红: {屏幕: 红}}\n",
         "“油墨.屏幕”的值“红”不对；应是带引号的\"#RRGGBB\" [style-value]"},
        {"继承: gbt9704\n油墨: {红: {四色: M101}}\n",
         "“油墨.四色”的值“M101”不对；应是C、M、Y、K各自的百分数，如M80 Y80；不写的为0 [style-value]"},
        {"继承: gbt9704\n油墨: {红: {四色: M80 M80}}\n", "“油墨.四色”的值“M80 M80”不对"},
        {"继承: gbt9704\n油墨: {红: {四色: M}}\n", "“油墨.四色”的值“M”不对"},
        {"继承: gbt9704\n油墨: {红: {四色: R80}}\n", "“油墨.四色”的值“R80”不对"},
        {"继承: gbt9704\n油墨: {红: {四色: M-1}}\n", "“油墨.四色”的值“M-1”不对"},
        {"继承: gbt9704\n油墨: {红: {四色: M80.5}}\n", "“油墨.四色”的值“M80.5”不对"},
        {"继承: gbt9704\n油墨: {红: {四色: }}\n", "“油墨.四色”的值“”不对"},
        {"继承: gbt9704\n油墨: {金: {屏幕: \"#AA8800\"}}\n",
         "own.yaml:2:6: 错误: 油墨“金”缺少必有的键“四色” [missing-key]"},
        {"继承: gbt9704\n油墨: {金: {四色: Y80}}\n", "油墨“金”缺少必有的键“屏幕” [missing-key]"},
        {"继承: gbt9704\n油墨: {\"#AA8800\": {屏幕: \"#AA8800\", 四色: Y80}}\n",
         "“油墨”的值“#AA8800”不对；应是一个名称，不以#开头 [style-value]"},
        {"继承: gbt9704\n油墨: {红: {专色: black}}\n",
         "own.yaml:2:14: 错误: 专色不能用“black”这个名称：已另有所指（All、None和四色各色） [ink-spot]"},
        {"继承: gbt9704\n油墨: {红: {专色: 甲}, 刊红: {专色: 甲}}\n",
         "专色不能用“甲”这个名称：与油墨“红”同版而四色不同 [ink-spot]"},
        {"继承: gbt9704\n版心: {宽: 190mm}\n", "版心超出纸的右边 [style-grid]"},
        {"继承: gbt9704\n版心: {高: 270mm}\n", "版心超出纸的下边 [style-grid]"},
        {"继承: gbt9704\n行距: 30磅\n", "页行数与行距之积超过版心高 [style-grid]"},
        {"继承: gbt9704\n文字: {正文: {字体: 隶书}}\n", "“字体”中没有“隶书”；现有：宋体、符号、小标宋、"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        void *fresh;
        make_world(&fresh);
        assert_null(load_own(fresh, cases[i].text));
        expect_said(fresh, cases[i].said);
        free_world(&fresh);
    }
}

/* ---- 封面 */

static void resolves_a_cover(void **state) {
    struct world *world = *state;
    put_file(world, "m.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>", -1);
    struct gaz_style *style =
        load_own(world, "继承: gbt9704\n版头: {颜色: \"#112233\"}\n封面:\n"
                        "  - {种类: 文字, 内容: [\"第{期}期\", \"（{总期}）\"], 角色: 封面年, 字号: 20磅, "
                        "上: 1行, 左: 30mm}\n"
                        "  - {种类: 文字, 内容: 甲, 竖排: 是, 上: 10mm, 对齐: 均排, 高: 100mm}\n"
                        "  - {种类: 线, 高: 50mm, 粗: 1磅, 上: 0, 左: 2字}\n"
                        "  - {种类: 色带, 高: 10mm, 上: 5mm, 颜色: \"#FFFFFF\"}\n"
                        "  - {种类: 图, 文件: m.svg, 高: 10磅, 上: 5mm}\n");
    expect_printed(world, "");
    assert_non_null(style);
    assert_int_equal(style->covers[GAZ_COVER_FRONT].n, 5); /* 封面 replaces the whole list */
    const struct gaz_cover_element *text = style->covers[GAZ_COVER_FRONT].elements, *column = text + 1,
                                   *rule = text + 2, *band = text + 3, *picture = text + 4;
    assert_int_equal(text->n_pieces, 6);
    assert_string_equal(text->pieces[0].literal, "第");
    assert_int_equal(text->pieces[1].field, GAZ_COVER_NUMBER);
    assert_int_equal(text->pieces[2].part, 0);
    assert_int_equal(text->pieces[4].field, GAZ_COVER_TOTAL);
    assert_int_equal(text->pieces[4].part, 1);
    assert_int_equal(text->role, GAZ_ROLE_COVER_YEAR);
    assert_int_equal(text->look.size, 20 * GAZ_POINT);
    assert_string_equal(text->look.family, style->roles[GAZ_ROLE_COVER_YEAR].family);
    assert_int_equal(text->top, style->pitch);
    assert_int_equal(text->left + text->width, style->paper_width - style->area_left);
    assert_int_equal(text->align, GAZ_COVER_CENTER);
    assert_int_equal(column->role, GAZ_ROLE_COVER_TEXT);
    assert_true(column->vertical && column->align == GAZ_COVER_SPREAD);
    assert_int_equal(column->width, column->look.size);
    assert_int_equal(rule->width, GAZ_POINT);
    assert_int_equal(rule->left, 2 * style->cell);
    assert_int_equal(screen_of(style, rule->ink), 0x112233);
    assert_int_equal(band->width, style->paper_width);
    assert_int_equal(screen_of(style, band->ink), 0xFFFFFF);
    assert_in_range(picture->width, 20 * GAZ_POINT - 4, 20 * GAZ_POINT + 4); /* its size is told in µm */
    assert_int_equal(picture->left, (style->paper_width - picture->width) / 2);
    assert_string_equal(picture->path, "m.svg");
    assert_string_equal(style->own_files[style->n_own_files - 1], "m.svg");
    gaz_style_free(style);
}

static void a_cover_may_be_empty(void **state) {
    struct world *world = *state;
    struct gaz_style *style = load_own(world, "继承: gbt9704\n封面: []\n");
    expect_printed(world, "");
    assert_int_equal(style->covers[GAZ_COVER_FRONT].n, 0);
    gaz_style_free(style);
}

/* 无 takes an inherited page away, nothing is a blank page, and none of it is the front cover's. */
static void has_covers_behind(void **state) {
    struct world *world = *state;
    struct gaz_style *style = load_own(world, "继承: gbt9704\n封二:\n  - {种类: 文字, 内容: 甲, 上: 10mm}\n"
                                              "封三: []\n封底: 无\n");
    expect_printed(world, "");
    const struct gaz_cover *covers = style->covers;
    assert_true(covers[GAZ_COVER_FRONT].is_there && covers[GAZ_COVER_FRONT].n > 0);
    assert_true(covers[GAZ_COVER_INSIDE_FRONT].is_there && covers[GAZ_COVER_INSIDE_FRONT].n == 1);
    assert_true(covers[GAZ_COVER_INSIDE_BACK].is_there && covers[GAZ_COVER_INSIDE_BACK].n == 0);
    assert_true(!covers[GAZ_COVER_BACK].is_there && covers[GAZ_COVER_BACK].n == 0);
    char *dump = dump_of(style);
    assert_non_null(strstr(dump, "\n封二.1 = 文字"));
    assert_null(strstr(dump, "\n封底.1"));
    g_free(dump);
    gaz_style_free(style);
}

static void refuses_endless_chains(void **state) {
    struct world *world = *state;
    for (int i = 0; i < 20; i++) {
        char *name = g_strdup_printf("s%d.yaml", i), *text = g_strdup_printf("继承: s%d.yaml\n", i + 1);
        put_file(world, name, text, -1);
        g_free(name);
        g_free(text);
    }
    assert_null(load(world, "s0.yaml"));
    expect_said(world, "[style-cycle]");
}

static void names_what_there_is(void **state) {
    struct world *world = *state;
    assert_null(load(world, "shenyang-2021"));
    expect_said(world, "shenyang-2021: 错误: "
                       "没有样式“shenyang-2021”；现有：gbt9704、gongbao-2026、guowuyuan、lanyu、shenyang-"
                       "2019、shenyang-2020、shenyang-2023 "
                       "[unknown-style]");
}

/* ---- the values of one document */

static struct gaz_style * override(const struct world *world, const struct gaz_style *style,
                                   const char *text) {
    const struct gaz_source *source = source_of(world, text);
    const struct gaz_yaml *values = gaz_yaml_read(world->arena, source, 0, source->size, world->diags);
    return gaz_style_override(style, values, world->diags);
}

static void resolves_everything_again(void **state) {
    struct world *world = *state;
    struct gaz_style *style = load(world, "shenyang-2019");
    gaz_len pitch = style->pitch, title = style->title_each;
    struct gaz_style *own =
        override(world, style, "页行数: 31\n孤行.页首至少: 2\n文字: {正文: {字距: 0.1磅}}\n");
    expect_printed(world, "");
    assert_int_equal(own->lines_per_page, 31);
    assert_int_equal(own->pitch, (style->area_height - style->cell) / 30);
    assert_int_equal(own->title_each, 2 * own->pitch);
    assert_int_equal(own->widows, 2);
    assert_int_equal(own->roles[GAZ_ROLE_BODY].tracking, 102);
    assert_true(style->pitch == pitch && style->title_each == title && style->widows == 1);
    char *dump = dump_of(own);
    assert_non_null(strstr(dump, "\n页行数 = 31  # 测试.yaml\n"));
    g_free(dump);
    gaz_style_free(own);
    gaz_style_free(style);
}

/* A form's values count more than the style's, in whichever file they stand; others' are untouched. */
static void forms_have_values_of_their_own(void **state) {
    struct world *world = *state;
    struct gaz_style *style = load_own(world, "继承: gbt9704\n页行数: 20\n版头: {标志距版心: 40mm}\n"
                                              "格式: {令: {页行数: 21, 文字: {正文: {字距: 0.1磅}}}}\n");
    expect_printed(world, "");
    const struct gaz_style *order = gaz_style_of_form(style, GAZ_FORM_ORDER);
    assert_int_equal(style->lines_per_page, 20);
    assert_int_equal(order->lines_per_page, 21);
    assert_int_equal(order->roles[GAZ_ROLE_BODY].tracking, 102);
    assert_int_equal(style->roles[GAZ_ROLE_BODY].tracking, 0);
    assert_int_equal(order->pitch, (style->area_height - style->cell) / 20);
    assert_true(ABS(order->letterhead_top * 2 - style->letterhead_top) <=
                1); /* 20 mm of gbt9704's 令, 40 mm of own */
    assert_ptr_equal(gaz_style_of_form(style, GAZ_FORM_DOCUMENT), style);
    char *dump = dump_of(style);
    assert_non_null(strstr(dump, "\n格式.令.页行数 = 21  # "));
    assert_non_null(strstr(dump, "\n格式.令.版头.标志距版心 = 20.000mm  # styles/gbt9704.yaml\n"));
    assert_null(strstr(dump, "格式.公文."));
    g_free(dump);
    gaz_style_free(style);
}

/* The colours of two documents of one issue must not be taken for one another. */
static void documents_share_one_table_of_inks(void **state) {
    struct world *world = *state;
    struct gaz_style *style = load(world, "gbt9704");
    struct gaz_style *one = override(world, style, "文字: {正文: {颜色: \"#00AA00\"}, 主送: {颜色: 红}}\n");
    struct gaz_style *two =
        override(world, style, "文字: {正文: {颜色: \"#0000AA\"}}\n版头: {颜色: \"#00AA00\"}\n");
    expect_printed(world, "");
    assert_ptr_equal(one->inks, style->inks);
    assert_ptr_equal(two->inks, style->inks);
    assert_int_equal(one->roles[GAZ_ROLE_ADDRESSEES].ink, style->red);
    assert_int_equal(screen_of(style, one->roles[GAZ_ROLE_BODY].ink), 0x00AA00);
    assert_int_equal(screen_of(style, two->roles[GAZ_ROLE_BODY].ink), 0x0000AA);
    assert_int_equal(two->red, one->roles[GAZ_ROLE_BODY].ink);
    assert_int_equal(style->roles[GAZ_ROLE_BODY].ink, GAZ_INK_BLACK);
    gaz_style_free(one);
    gaz_style_free(two);
    gaz_style_free(style);
}

static void keeps_the_style_where_a_document_errs(void **state) {
    struct world *world = *state;
    struct gaz_style *style = load(world, "gbt9704");
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"页行数: 0\n", "测试.yaml:1:6: 错误: “页行数”的值“0”不是2到200的整数 [number]"},
        {"页行树: 20\n", "未知的键“页行树”；是否为“页行数”？ [unknown-key]"},
        {"字体: {}\n", "“字体”只能写在样式文件里，不能写在一篇公文的版面里 [style-not-here]"},
        {"继承: gbt9704\n", "[style-not-here]"},
        {"油墨: {红: {四色: M90 Y90}}\n",
         "“油墨”只能写在样式文件里，不能写在一篇公文的版面里 [style-not-here]"},
        {"文字: {正文: {颜色: 绿}}\n", "[unknown-ink]"},
        {"每行字数: 200\n页行数: 200\n行距: 30磅\n", "[style-grid]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct gaz_style *own = override(world, style, cases[i].text);
        expect_said(world, cases[i].said);
        assert_int_equal(own->lines_per_page, 22);
        assert_int_equal(own->pitch, style->pitch);
        gaz_style_free(own);
    }
    gaz_style_free(style);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_lengths_exactly),
        cmocka_unit_test(refuses_lengths),
        WORLD_TEST(loads_the_styles),
        WORLD_TEST(counts_the_lines_of_a_title_block),
        WORLD_TEST(dumps_as_last_looked_at),
        cmocka_unit_test(prints_every_key),
        WORLD_TEST(inherits_each_attribute),
        WORLD_TEST(every_style_has_the_inks_of_the_standard),
        WORLD_TEST(all_who_name_an_ink_follow_it),
        WORLD_TEST(an_empty_spot_takes_the_plate_away),
        WORLD_TEST(a_colour_in_place_has_no_name),
        WORLD_TEST(black_is_there_in_any_style),
        WORLD_TEST(a_dump_shows_inks),
        WORLD_TEST(each_colour_is_found_where_it_is_written),
        WORLD_TEST(resolves_in_order),
        cmocka_unit_test(refuses),
        WORLD_TEST(resolves_a_cover),
        WORLD_TEST(a_cover_may_be_empty),
        WORLD_TEST(has_covers_behind),
        WORLD_TEST(refuses_endless_chains),
        WORLD_TEST(names_what_there_is),
        WORLD_TEST(resolves_everything_again),
        WORLD_TEST(forms_have_values_of_their_own),
        WORLD_TEST(documents_share_one_table_of_inks),
        WORLD_TEST(keeps_the_style_where_a_document_errs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
