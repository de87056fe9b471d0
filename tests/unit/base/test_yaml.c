/* test_yaml.c: the tree, its places, and everything that is refused. */
#include "tests/unit/check.h"

#include "base/data/yaml.h"

static const struct gaz_yaml *read_yaml(const struct world *world, const char *text) {
    const struct gaz_source *source = source_of(world, text);
    return gaz_yaml_read(world->arena, source, 0, source->size, world->diags);
}

static void reads_without_guessing(void **state) {
    struct world *world = *state;
    const struct gaz_yaml *map =
        read_yaml(world, "甲: no\n乙: 012\n丙: 2026-01-02\n丁:\n戊: ''\n己: [一, 二]\n庚:\n- 三\n");
    assert_int_equal(map->kind, GAZ_YAML_MAP);
    assert_int_equal(map->n, 7);
    assert_string_equal(gaz_yaml_lookup(map, "甲")->scalar, "no");
    assert_string_equal(gaz_yaml_lookup(map, "乙")->scalar, "012");
    assert_string_equal(gaz_yaml_lookup(map, "丙")->scalar, "2026-01-02");
    assert_true(gaz_yaml_lookup(map, "丁")->empty);
    assert_false(gaz_yaml_lookup(map, "戊")->empty);
    assert_int_equal(gaz_yaml_lookup(map, "己")->n, 2);
    assert_string_equal(gaz_yaml_lookup(map, "庚")->items[0]->scalar, "三");
    assert_null(gaz_yaml_lookup(map, "辛"));
    assert_null(gaz_yaml_lookup(NULL, "辛"));
    assert_false(gaz_diags_have_errors(world->diags));
}

static void reads_a_slice_with_its_places(void **state) {
    struct world *world = *state;
    const struct gaz_source *source = source_of(world, "---\n标题: 通知\n---\n正文: 不读\n");
    const struct gaz_yaml *map = gaz_yaml_read(world->arena, source, 4, 19, world->diags);
    assert_int_equal(map->n, 1);
    struct gaz_span span = map->pairs[0].value->span;
    assert_int_equal(gaz_source_place(source, span.begin).line, 2);
    assert_int_equal(gaz_source_place(source, span.begin).column, 5);
    assert_memory_equal(source->text + span.begin, "通知", span.end - span.begin);
}

static void gives_an_empty_map(void **state) {
    struct world *world = *state;
    assert_int_equal(read_yaml(world, "")->n, 0);
    assert_int_equal(read_yaml(world, "# 只有注释\n")->n, 0);
    assert_int_equal(read_yaml(world, "{}")->n, 0);
    assert_false(gaz_diags_have_errors(world->diags));
}

/* Every complaint for one text, each with place and slug. */
static void refuses(void **state) {
    (void)state;
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"甲: 1\n乙: 2\n甲: 3\n", "测试.yaml:3:1: 错误: 重复的键“甲”；第1行已有 [duplicate-key]"},
        {"甲: &a 1\n", "测试.yaml:1:4: 错误: 不接受YAML的锚"},
        {"甲: &a [1]\n", "测试.yaml:1:4: 错误: 不接受YAML的锚"},
        {"甲: &a {一: 1}\n", "测试.yaml:1:4: 错误: 不接受YAML的锚"},
        {"甲: !!seq [1]\n", "测试.yaml:1:4: 错误: 不接受YAML的类型标记（!）"},
        {"甲: !!map {一: 1}\n", "测试.yaml:1:4: 错误: 不接受YAML的类型标记（!）"},
        {"甲: *a\n", "测试.yaml:1:4: 错误: 不接受YAML的锚"},
        {"甲: *注\n", "[yaml-syntax]"},
        {"甲: !!int 1\n", "测试.yaml:1:4: 错误: 不接受YAML的类型标记（!）；文字以!开头时请加引号 [yaml-tag]"},
        {"甲: 1\n---\n乙: 2\n", "测试.yaml:2:1: 错误: 这里只能有一份YAML，不应再有“---” [yaml-documents]"},
        {"[a, b]: 1\n", "测试.yaml:1:1: 错误: 键应是文字 [yaml-key]"},
        {"- 甲\n", "测试.yaml:1:1: 错误: YAML写法有误：此处应是“键: 值” [yaml-syntax]"},
        {"甲: 1\n标题：乙\n丙: 2\n", "测试.yaml:2:3: 错误: YAML写法有误：键后的冒号应是半角"},
        {"标题：乙\n丙: 2\n", "测试.yaml:1:3: 错误: YAML写法有误：键后的冒号应是半角"},
        {"标题：乙\n", "测试.yaml:1:3: 错误: YAML写法有误：键后的冒号应是半角"},
        {"甲: 1\n年:2023\n期: 1\n", "测试.yaml:2:2: 错误: YAML写法有误：冒号之后应有一个空格"},
        {"甲: 1\n乙\n丙: 2\n", "测试.yaml:2:1: 错误: YAML写法有误：此行应是“键: 值”"},
        {"甲: 乙: 丙\n", "测试.yaml:1:5: 错误: YAML写法有误：此处不应再有冒号"},
        {"甲: \"乙\n丙: 1\n", "测试.yaml:1:4: 错误: YAML写法有误：引号没有闭合"},
        {"甲: [1, 2\n乙: 3\n", "[yaml-syntax]"},
        {"甲: {一: 1\n", "花括号没有闭合"},
        {"甲: 1\n  乙: 2\n", "[yaml-syntax]"},
        {"甲:\n  - 1\n 乙: 2\n", "[yaml-syntax]"},
        {"甲:\n\t乙: 2\n", "[yaml-syntax]"},
        {"甲: `乙`\n", "测试.yaml:1:4: 错误: YAML写法有误：值不能以这个字符"},
        {"甲: \"\\q\"\n", "[yaml-syntax]"},
        {"甲: \"一\\u202E二\"\n",
         "测试.yaml:1:4: 错误: 从此处起有不可见的控制字符：U+202E；请删去，或用gongbao clean去掉 [control]"},
        {"甲: \"\\0\"\n", "不可见的控制字符：U+0000"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        void *fresh;
        make_world(&fresh);
        read_yaml(fresh, cases[i].text);
        expect_said(fresh, cases[i].said);
        free_world(&fresh);
    }
}

static void stops_at_depth(void **state) {
    struct world *world = *state;
    GString *text = g_string_new("甲: ");
    for (int i = 0; i < 200000; i++)
        g_string_append_c(text, '[');
    assert_null(read_yaml(world, text->str)); /* at the 33rd: libyaml would take seconds over them all */
    expect_said(world, "测试.yaml:1:35: 错误: 嵌套超过32层 [yaml-depth]");
    g_string_free(text, TRUE);
}

static void takes_32_levels(void **state) {
    struct world *world = *state;
    GString *text = g_string_new("甲: ");
    for (int i = 0; i < 31; i++)
        g_string_append_c(text, '[');
    for (int i = 0; i < 31; i++)
        g_string_append_c(text, ']');
    assert_non_null(read_yaml(world, text->str));
    assert_false(gaz_diags_have_errors(world->diags));
    g_string_free(text, TRUE);
}

static void refuses_too_much(void **state) {
    struct world *world = *state;
    char *text = g_strnfill((1 << 20) + 1, ' ');
    assert_null(read_yaml(world, text));
    expect_said(world, "YAML超过上限1 MiB [too-large]");
    g_free(text);
}

static void survives_garbage(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(9704);
    static const char *const pieces[] = {"甲", ":",  " ",   "\n",  "- ", "[",  "]",  "{", "}",  "\"",
                                         "'",  "|",  ">",   "&a",  "*a", "!t", "#",  "%", "? ", ",",
                                         "\\", "  ", "---", "...", "\t", "<<", "：", "~"};
    for (int round = 0; round < 3000; round++) {
        void *fresh;
        make_world(&fresh);
        GString *text = g_string_new(NULL);
        for (int i = g_rand_int_range(random, 1, 40); i > 0; i--)
            g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        const struct gaz_yaml *map = read_yaml(fresh, text->str);
        if (!map && !gaz_diags_have_errors(((struct world *)fresh)->diags))
            fail_msg("silent about: %s", text->str);
        for (uint32_t i = 0; map && i < map->n; i++)
            if (map->pairs[i].value->kind == GAZ_YAML_SCALAR)
                gaz_yaml_text(((struct world *)fresh)->arena, map->pairs[i].value);
        char *print = printed(((struct world *)fresh)->diags, GAZ_CHINESE);
        free(print);
        g_string_free(text, TRUE);
        free_world(&fresh);
    }
    g_rand_free(random);
}

/* ---- the characters of a scalar and their places */

/* A value, what its text is, and that each character stands in the source where it says, escapes aside. */
static void expect_places(const struct world *world, const char *yaml, const char *expected) {
    const struct gaz_yaml *map = read_yaml(world, yaml);
    struct gaz_text text = gaz_yaml_text(world->arena, gaz_yaml_lookup(map, "甲"));
    expect_text(text, expected);
    uint32_t last = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        const char *at = text.source->text + text.chars[i].offset;
        assert_true(text.chars[i].offset != GAZ_NOWHERE && (i == 0 || text.chars[i].offset > last));
        last = text.chars[i].offset;
        if (*at != '\\' && *at != '\n' && *at != '\t')
            assert_int_equal(g_utf8_get_char(at), text.chars[i].ch);
    }
}

static void finds_characters_again(void **state) {
    struct world *world = *state;
    expect_places(world, "甲: 关于印发\n", "关于印发");
    expect_places(world, "甲: 关于\n  印发 的\n\n  通知\n", "关于 印发 的\n通知");
    expect_places(world, "甲: 'it''s ''''甲'\n", "it's ''甲");
    expect_places(world, "甲: \"一\\u4e8c\\x33\\\"\\n四\\\n  五\"\n", "一二3\"\n四五");
    expect_places(world, "甲: \"一\n  二\n\n  三\"\n", "一 二\n三");
    expect_places(world, "甲: |  # 注：一\n    一 二\n      三\n\n    四\n\n乙: 1\n", "一 二\n  三\n\n四");
    expect_places(world, "甲: >-\n  一\n  二\n\n  三\n", "一 二\n三");
    expect_places(world, "甲: '  一　'\n", "一");
    expect_places(world, "甲: |2\n    一\n   二\n", "一\n 二");
    expect_places(world, "甲: \"一\\t二\"\n", "一 二");
    expect_places(world, "甲: '一\t二'\n", "一 二");
    expect_places(world, "甲: ''\n", "");
    expect_places(world, "甲:\n", "");
    assert_false(gaz_diags_have_errors(world->diags));
}

static void finds_escapes_at_their_own_place(void **state) {
    struct world *world = *state;
    const struct gaz_yaml *map = read_yaml(world, "甲: \"a\\u4e8cb\"\n");
    struct gaz_text text = gaz_yaml_text(world->arena, map->pairs[0].value);
    assert_int_equal(text.chars[0].offset, 6);
    assert_int_equal(text.chars[1].offset, 7);
    assert_int_equal(text.chars[2].offset, 13);
}

/* A character of a quoted scalar as somebody may write it; false: not in these quotes. */
static bool write_char(GString *yaml, gunichar ch, char quote, int way) {
    static const char *const own[] = {"\\\"", "\\\\", "\\/", "\\_", "\\L", "\\P", "\\N"};
    static const gunichar of_own[] = {'"', '\\', '/', 0xA0, 0x2028, 0x2029, 0x85};
    if (quote == '\'') {
        if (ch < ' ' || ch == 0x85 || ch == 0x2028 || ch == 0x2029) return false;
        g_string_append_unichar(yaml, ch);
        if (ch == '\'') g_string_append_unichar(yaml, ch);
        return true;
    }
    for (size_t i = 0; way == 3 && i < G_N_ELEMENTS(own); i++)
        if (of_own[i] == ch) {
            g_string_append(yaml, own[i]);
            return true;
        }
    if (way == 0 && ch < 0x100)
        g_string_append_printf(yaml, "\\x%02x", ch);
    else if (way == 1 && ch < 0x10000)
        g_string_append_printf(yaml, "\\u%04X", ch);
    else if (way < 3 || !g_unichar_isprint(ch) || ch == '"' || ch == '\\' || ch == 0xA0)
        g_string_append_printf(yaml, "\\U%08x", ch);
    else
        g_string_append_unichar(yaml, ch);
    return true;
}

/* However its characters are written, each of a quoted scalar is found at the place where it is. */
static void finds_any_quoted_characters(void **state) {
    (void)state;
    static const gunichar chars[] = {U'一', U'府', 'a', '1', 'x',  'u',    'U',   '"', '\\',
                                     '/',   '\'',  '#', ':', 0xE9, 0x2003, U'𠮷', 0xA0};
    GRand *random = g_rand_new_with_seed(9704);
    for (int round = 0; round < 2000; round++) {
        const struct world own = {gaz_arena_new(), gaz_diags_new(), NULL}, *world = &own;
        char quote = round % 2 ? '"' : '\'';
        GString *yaml = g_string_new("甲: ");
        g_string_append_c(yaml, quote);
        gunichar written[12];
        size_t offsets[12];
        uint32_t n = 0;
        for (int i = g_rand_int_range(random, 1, 12); i > 0; i--) {
            size_t at = yaml->len;
            gunichar ch = chars[g_rand_int_range(random, 0, G_N_ELEMENTS(chars))];
            if (!write_char(yaml, ch, quote, g_rand_int_range(random, 0, 5))) continue;
            written[n] = ch;
            offsets[n++] = at;
        }
        g_string_append_printf(yaml, "%c\n", quote);
        const struct gaz_yaml *map = read_yaml(world, yaml->str);
        assert_non_null(map);
        struct gaz_text text = gaz_yaml_text(world->arena, map->pairs[0].value);
        assert_int_equal(text.n, n);
        for (uint32_t i = 0; i < n; i++)
            if (text.chars[i].ch != written[i] || text.chars[i].offset != offsets[i])
                fail_msg("character %u of %s: U+%04X at %u", i, yaml->str, text.chars[i].ch,
                         text.chars[i].offset);
        g_string_free(yaml, TRUE);
        gaz_diags_free(own.diags);
        gaz_arena_free(own.arena);
    }
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(reads_without_guessing),
        WORLD_TEST(reads_a_slice_with_its_places),
        WORLD_TEST(gives_an_empty_map),
        cmocka_unit_test(refuses),
        WORLD_TEST(stops_at_depth),
        WORLD_TEST(takes_32_levels),
        WORLD_TEST(refuses_too_much),
        cmocka_unit_test(survives_garbage),
        WORLD_TEST(finds_characters_again),
        WORLD_TEST(finds_escapes_at_their_own_place),
        cmocka_unit_test(finds_any_quoted_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
