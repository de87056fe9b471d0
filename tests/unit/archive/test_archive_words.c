/* test_archive_words.c: what a lock says is no longer as it was, and how that is told: lines, pages, faces,
 * signatures; what a run and its workers pass to one another. */
#include "tests/unit/check.h"

#include "archive/lock/differences.h"
#include "archive/lock/facts.h"
#include "archive/lock/lines.h"
#include "archive/lock/page_changes.h"
#include "archive/lock/words.h"
#include "archive/regenerate/order.h"
#include "base/data/format.h"

/* ---- lines */

static const struct gaz_source *source_in(struct world *world, const char *text) {
    put_file(world, "01.md", text, -1);
    const struct gaz_source *source = gaz_lines_source(world->arena, world->folder, "01.md");
    assert_non_null(source);
    return source;
}

/* "~ 2+1 3+1": changed, then lines 2 to 2, now 3 to 3; + added, - gone, > moved */
static char *changes_between(struct world *world, const char *then, const char *now) {
    put_file(world, "01.md", then, -1);
    char *digests = gaz_lines_of_file(world->folder, "01.md");
    assert_true(gaz_lines_are(digests));
    GArray *changes = gaz_lines_compare(digests, source_in(world, now));
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < changes->len; i++) {
        const struct gaz_line_change *one = &g_array_index(changes, struct gaz_line_change, i);
        g_string_append_printf(out, "%s%c %u+%u %u+%u", i ? ", " : "", "~+->"[one->kind], one -> then,
                               one -> n_then, one -> now, one -> n_now);
    }
    g_array_unref(changes);
    g_free(digests);
    return g_string_free(out, FALSE);
}

static void test_lines(void **state) {
    static const struct {
        const char *then, *now, *changes;
    } rows[] = {
        {"甲\n乙\n丙\n", "甲\n乙\n丙\n", ""},
        {"甲\n乙\n丙\n", "甲\n乙\n丙", ""}, /* a line end at the end begins no line */
        {"甲\n乙\n丙\n", "甲\n丁\n丙\n", "~ 2+1 2+1"},
        {"甲\n乙\n丙\n", "甲\n乙\n丙\n丁\n", "+ 3+0 4+1"},
        {"甲\n乙\n丙\n", "丁\n戊\n甲\n乙\n丙\n", "+ 0+0 1+2"},
        {"甲\n乙\n丙\n", "甲\n丙\n", "- 2+1 1+0"},
        {"甲\n乙\n丙\n", "丙\n", "- 1+2 0+0"},
        {"甲\n乙\n丙\n", "丁\n戊\n甲\n丙\n", "+ 0+0 1+2, - 2+1 3+0"},
        {"甲\n乙\n丙\n丁\n", "乙\n丙\n丁\n甲\n", "> 1+1 4+1"},
        {"甲\n乙\n丙\n丁\n", "丁\n甲\n乙\n丙\n", "> 4+1 1+1"},
        {"甲\n\n乙\n", "甲\n乙\n", "- 2+1 1+0"},
        {"", "甲\n", "+ 0+0 1+1"},
        {"甲\n", "", "- 1+1 0+0"},
        {"", "", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *changes = changes_between(*state, rows[i].then, rows[i].now);
        assert_string_equal(changes, rows[i].changes);
        g_free(changes);
    }
}

/* What is no text has no lines; what is no list of digests is none. */
static void test_digests(void **state) {
    struct world *world = *state;
    static const char *const texts[] = {"a.md", "a.MD", "a.yaml", "a.txt"}, *const others[] = {"a.png", "md",
                                                                                               "a.mdx"};
    static const char *const good[] = {"", "0123abcd", "0123abcd 00000000", "ffffffff 01234567 89abcdef"};
    static const char *const bad[] = {
        "0",        "0123abc",   "0123abcd ",          " 0123abcd",       "0123ABCD",
        "0123abcg", "0123abcd0", "0123abcd  00000000", "0123abcd 0000000"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts) + G_N_ELEMENTS(others); i++) {
        const char *name = i < G_N_ELEMENTS(texts) ? texts[i] : others[i - G_N_ELEMENTS(texts)];
        put_file(world, name, "甲\n", -1);
        char *digests = gaz_lines_of_file(world->folder, name);
        assert_int_equal(digests != NULL, i < G_N_ELEMENTS(texts));
        if (digests) assert_int_equal(strlen(digests), 8);
        g_free(digests);
    }
    assert_null(gaz_lines_of_file(world->folder, "没有.md"));
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        assert_true(gaz_lines_are(good[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(gaz_lines_are(bad[i]));
}

static void test_excerpts(void **state) {
    struct world *world = *state;
    const struct gaz_source *source =
        source_in(world, "  甲乙  "
                         "\n\n一二三四五六七八九十一二三四五六七八九十一二三四\n一二三四五六七八九十一二三四"
                         "五六七八九十一二三四五\n");
    static const char *const wanted[] = {"甲乙", "", "一二三四五六七八九十一二三四五六七八九十一二三四",
                                         "一二三四五六七八九十一二三四五六七八九十一二三四…"};
    for (uint32_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        char *text = gaz_words_excerpt(source, i + 1);
        assert_string_equal(text, wanted[i]);
        g_free(text);
    }
}

/* ---- a lock and what is now */

static struct gaz_lock *lock_of(struct world *world, const char *text) {
    struct gaz_format_head head = {.version = 1};
    return gaz_lock_parse(source_of(world, text), &head);
}

/* In words, a line each: group, key, what became of it; "!" before what is a difference that counts. */
static void expect_words(struct world *world, const char *then, const char *now, const char *chinese,
                         const char *english) {
    struct gaz_lock *lock = lock_of(world, then);
    assert_int_equal(lock->wrong, GAZ_NOWHERE);
    struct gaz_differences *d = gaz_differences_find(lock, g_strdup(now), ~(1u << GAZ_FACT_SIGNED));
    GString *out = g_string_new(NULL), *foreign = g_string_new(NULL);
    unsigned n = 0;
    for (guint i = 0; i < d->list->len; i++) {
        const struct gaz_difference *one = &g_array_index(d->list, struct gaz_difference, i);
        bool counts = !one->is_excused && !one->is_idle;
        struct gaz_words words = gaz_words_new();
        gaz_words_of_difference(&words, d, one, world->folder, 2);
        g_string_append_printf(out, "%s%d %s %s\n", counts ? "!" : "", (int)gaz_difference_group(one),
                               one->key, words.chinese->str);
        g_string_append_printf(foreign, "%s\n", words.english->str);
        gaz_words_clear(&words);
        n += counts;
    }
    assert_string_equal(out->str, chinese);
    assert_string_equal(foreign->str, english);
    assert_int_equal(d->n, n);
    g_string_free(out, TRUE);
    g_string_free(foreign, TRUE);
    gaz_differences_free(d);
    gaz_lock_free(lock);
}

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HASH_2 "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void test_values(void **state) {
    static const char then[] =
        "[程序]\ngongbao = 1\n提交 = a\nPDF写法 = 1\n"
        "[样式]\n栏 = 1\n表 = " HASH "\n旧 = " HASH "\n"
        "[字体]\na#0 = 宋 Regular; 1.0; " HASH "\nb#0 = 黑; 2; " HASH "\nc#0 = 楷; 1; " HASH "\n"
        "[文稿]\n图.png = " HASH "\n去.png = " HASH "\nstyle.yaml = " HASH "\nissue.yaml = " HASH "\n"
        "[结果]\n页数 = 26\n版面 = " HASH "\nPDF = " HASH "\n";
    static const char now[] =
        "[程序]\ngongbao = 1\n提交 = a\nPDF写法 = 1\n"
        "[样式]\n栏 = 2\n表 = " HASH_2 "\n新 = " HASH "\n"
        "[字体]\na#0 = 宋 Regular; 1.1; " HASH "\nb#0 = 黑; 2; " HASH_2 "\nd#0 = 仿; 1; " HASH "\n"
        "[文稿]\n图.png = " HASH_2 "\n来.jpg = " HASH "\nstyle.yaml = " HASH_2 "\nissue.yaml = " HASH_2 "\n"
        "[结果]\n页数 = 27\n版面 = " HASH_2 "\nPDF = " HASH_2 "\n";
    expect_words(
        *state, then, now,
        "!2 新 是新的\n!2 旧 没有了\n!2 栏 当时是“1”，现在是“2”\n!2 表 换了\n"
        "!4 a#0 当时是“宋 Regular; 1.0”，现在是“宋 Regular; 1.1”\n!4 b#0 是另一个文件（名称和版本相同：黑; "
        "2）\n"
        "!4 c#0 现在没有用（楷; 1）\n!4 d#0 当时没有用（仿; 1）\n"
        "!1 issue.yaml 换了\n!2 style.yaml 换了\n!3 去.png 现在没有了\n!3 图.png 换了\n!3 来.jpg 当时没有\n"
        "!5 PDF 的字节不同\n!5 版面 ：排得与锁定时不同\n!5 页数 当时是“26”，现在是“27”\n",
        "is new\nis gone\nwas \"1\", is \"2\"\nis another one\n"
        "was \"宋 Regular; 1.0\", is \"宋 Regular; 1.1\"\nis another file (of the same name and version: 黑; "
        "2)\n"
        "is no longer used (楷; 1)\nwas not used (仿; 1)\n"
        "is another file\nis another file\nis gone\nis another file\nwas not there\n"
        "has other bytes\n: not set as it was locked\nwas \"26\", is \"27\"\n");
}

/* Made by another program: with the same pages its own values are excused, with others none is. */
static void test_excuses(void **state) {
    static const char then[] =
        "[程序]\ngongbao = 1\n提交 = a\nPDF写法 = 1\n[样式]\n栏 = 1\n[字体]\na#0 = 宋; " HASH
        "\nb#0 = 黑; " HASH "\n[文稿]\n图.png = " HASH "\n[结果]\n版面 = 1\nPDF = " HASH "\n";
    static const char now[] =
        "[程序]\ngongbao = 2\n提交 = b\nPDF写法 = 2\n[样式]\n栏 = 2\n[字体]\na#0 = 宋; " HASH_2
        "\n[文稿]\n图.png = " HASH_2 "\n[结果]\n版面 = 1\nPDF = " HASH_2 "\n";
    static const char same[] =
        "[程序]\ngongbao = 1\n提交 = a\nPDF写法 = 1\n[样式]\n栏 = 2\n[字体]\na#0 = 宋; " HASH
        "\n[文稿]\n图.png = " HASH "\n[结果]\n版面 = 1\nPDF = " HASH_2 "\n";
    expect_words(*state, then, now,
                 "5 gongbao 当时是“1”，现在是“2”\n5 提交 当时是“a”，现在是“b”\n2 栏 当时是“1”，现在是“2”\n"
                 "!4 a#0 是另一个文件（名称和版本相同：宋）\n4 b#0 现在没有用（黑）\n!3 图.png 换了\n5 PDF "
                 "的字节不同\n",
                 "was \"1\", is \"2\"\nwas \"a\", is \"b\"\nwas \"1\", is \"2\"\n"
                 "is another file (of the same name and version: 宋)\nis no longer used (黑)\nis another "
                 "file\nhas other bytes\n");
    expect_words(*state, then, same,
                 "!2 栏 当时是“1”，现在是“2”\n!4 b#0 现在没有用（黑）\n!5 PDF 的字节不同\n",
                 "was \"1\", is \"2\"\nis no longer used (黑)\nhas other bytes\n");
}

/* Of a text: which lines, the first two places of them. */
static void test_documents(void **state) {
    struct world *world = *state;
    static const struct {
        const char *then, *now, *chinese, *english;
    } rows[] = {
        {"甲\n乙\n丙\n", "甲\n丁\n丙\n", "第2行改了：“丁”", "line 2 changed: \"丁\""},
        {"甲\n乙\n丙\n", "甲\n乙\n新\n\n丙\n", "第3—4行是新的", "lines 3-4 are new"},
        {"甲\n乙\n丙\n", "甲\n乙\n\n丙\n", "第3行是新的（空行）", "line 3 is new (blank)"},
        {"甲\n乙\n丙\n", "甲\n", "第1行之后少了2行（当时的第2—3行）",
         "behind line 1, 2 line(s) are gone (then lines 2-3)"},
        {"甲\n乙\n丙\n", "乙\n丙\n", "开头少了1行（当时的第1行）",
         "at the beginning 1 line(s) are gone (then line 1)"},
        {"甲\n乙\n丙\n", "乙\n丙\n甲\n", "第3行是移来的（当时的第1行）：“甲”",
         "line 3 moved here (then line 1): \"甲\""},
        {"甲\n乙\n丙\n", "新\n甲\n丁\n丙\n", "第1行是新的：“新”；第3行改了（当时的第2行）：“丁”",
         "line 1 is new: \"新\"; line 3 changed (then line 2): \"丁\""},
        {"甲\n乙\n丙\n丁\n戊\n", "a\n乙\nb\n丁\nc\n", "第1行改了：“a”；第3行改了：“b”……共3处",
         "line 1 changed: \"a\"; line 3 changed: \"b\"; … 3 places in all"},
        {"甲\n", "甲", "文字相同，只有行末、文件开头的标记一类看不见的字节不同",
         "the text is the same; only bytes that are not seen differ, such as line ends"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        put_file(world, "01.md", rows[i].then, -1);
        char *digests = gaz_lines_of_file(world->folder, "01.md");
        char *then = g_strdup_printf("[文稿]\n01.md = 1\n[结果]\n版面 = 1\n[各行]\n01.md = %s\n", digests);
        put_file(world, "01.md", rows[i].now, -1);
        char *chinese = g_strdup_printf("!0 01.md %s\n", rows[i].chinese),
             *english = g_strdup_printf("%s\n", rows[i].english);
        expect_words(world, then, "[文稿]\n01.md = 2\n[结果]\n版面 = 1\n", chinese, english);
        g_free(digests);
        g_free(then);
        g_free(chinese);
        g_free(english);
    }
    expect_words(world, "[文稿]\n01.md = 1\n[结果]\n版面 = 1\n", "[文稿]\n01.md = 2\n[结果]\n版面 = 1\n",
                 "!0 01.md 改过\n", "was changed\n");
    expect_words(world, "[文稿]\n01.md = 1\n[结果]\n版面 = 1\n", "[文稿]\n01.md = -\n[结果]\n版面 = 1\n",
                 "!0 01.md 现在没有了\n", "is gone\n");
}

/* ---- pages */

/* A page a word, "a12": a letter for how it looks, and its number; it looks otherwise with another number. */
static char *pages_text(const char *pages) {
    g_auto(GStrv) words = g_strsplit(pages, " ", -1);
    GString *out = g_string_new("[各页]\n");
    for (int i = 0; words[i] && *words[i]; i++) {
        unsigned look = (unsigned char)words[i][0], number = (unsigned)atoi(words[i] + 1);
        g_string_append_printf(out, "%04d = %08x%08x %016x %u\n", i + 1, look, number, look, number);
    }
    return g_string_free(out, FALSE);
}

static void test_pages(void **state) {
    (void)state;
    static const struct {
        const char *then, *now, *chinese, *english;
    } rows[] = {
        {"", "a1", "排得与锁定时不同", "not set as it was locked"},
        {"a1 b2", "a1 b2", "2页看上去都同锁定时一样", "all 2 page(s) look as they were locked"},
        {"a1 b2 c3", "a1 x2 c3", "第2页排得不同；其余2页照旧",
         "page(s) 2 are set otherwise; the other 2 are as they were"},
        {"a1 b2 c3 d4 e5", "x1 y2 c3 z4 e5", "第1—2、4页排得不同；其余2页照旧",
         "page(s) 1-2, 4 are set otherwise; the other 2 are as they were"},
        {"a1 b2 c3", "x1 a2 b3 c4", "第1页排得不同；第2—4页只是移了位置；其余0页照旧（当时3页，现在4页）",
         "page(s) 1 are set otherwise; page(s) 2-4 only moved; the other 0 are as they were (3 pages then, 4 "
         "now)"},
        {"a1 b2 c3", "a1 c2", "第2页只是移了位置；少了1页；其余1页照旧（当时3页，现在2页）",
         "page(s) 2 only moved; 1 page(s) are gone; the other 1 are as they were (3 pages then, 2 now)"},
        {"a1 b2 c3", "a1 b2", "少了1页；其余2页照旧（当时3页，现在2页）",
         "1 page(s) are gone; the other 2 are as they were (3 pages then, 2 now)"},
        {"a1 b2 c3", "a1 x2", "第2页排得不同；少了1页；其余1页照旧（当时3页，现在2页）",
         "page(s) 2 are set otherwise; 1 page(s) are gone; the other 1 are as they were (3 pages then, 2 "
         "now)"},
        {"a1 b2", "a1 b3", "第3页只是移了位置；其余1页照旧",
         "page(s) 3 only moved; the other 1 are as they were"},
        {"a1", "a1 b2 c3", "第2—3页排得不同；其余1页照旧（当时1页，现在3页）",
         "page(s) 2-3 are set otherwise; the other 1 are as they were (1 pages then, 3 now)"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *then = pages_text(rows[i].then), *now = pages_text(rows[i].now);
        uint32_t wrong;
        GArray *before = gaz_facts_read(then, 0, &wrong), *after = gaz_facts_read(now, 0, &wrong);
        struct gaz_page_changes changes;
        struct gaz_words words = gaz_words_new();
        gaz_page_changes_find(&changes, before, after);
        gaz_words_of_pages(&words, &changes);
        assert_string_equal(words.chinese->str, rows[i].chinese);
        assert_string_equal(words.english->str, rows[i].english);
        gaz_words_clear(&words);
        gaz_page_changes_clear(&changes);
        g_array_unref(before);
        g_array_unref(after);
        g_free(then);
        g_free(now);
    }
}

/* ---- signatures */

static char *signed_text(const char *signatures, const char *pages) {
    return g_strdup_printf("[程序]\ngongbao = 1\n[文稿]\n01.md = 1\n[付印]\n标准 = X\n[结果]\nPDF = "
                           "a\nPDF.print = b\n版面 = %s\n[签字]\n%s",
                           pages, signatures);
}

/* Whoever signed another state did not sign this one; a kind of file that came later changes nothing. */
static void test_signatures(void **state) {
    struct world *world = *state;
    char *bare = signed_text("", "1");
    struct gaz_lock *lock = lock_of(world, bare);
    char *screen = gaz_lock_state(lock->facts, 1u << GAZ_PDF_SCREEN);
    char *both = gaz_lock_state(lock->facts, 1u << GAZ_PDF_SCREEN | 1u << GAZ_PDF_PRINT);
    assert_string_not_equal(screen, both);
    char *lines =
        g_strdup_printf("付印 = 2024-06-29 screen,print %s 李四\n付印 = 2024-06-28 screen %s 张 三\n"
                        "一校 = 2024-06-01 screen %s 王五\n付印 = 2024-06-30 screen,print %s 赵六\n",
                        both, screen, screen, screen);
    char *text = signed_text(lines, "1"), *other = signed_text(lines, "2");
    struct gaz_lock *now = lock_of(world, text), *then = lock_of(world, other);
    assert_int_equal(now->wrong, GAZ_NOWHERE);
    assert_true(gaz_signatures_hold(now->signed_by));
    assert_false(gaz_signatures_hold(then->signed_by));
    char *hold = gaz_signatures_text(now->signed_by, true),
         *past = gaz_signatures_text(now->signed_by, false);
    char *none = gaz_signatures_text(then->signed_by, true),
         *all = gaz_signatures_text(then->signed_by, false);
    assert_string_equal(hold, "付印 张 三 2024-06-28、李四 2024-06-29");
    assert_string_equal(past, "付印 赵六 2024-06-30");
    assert_string_equal(none, "");
    assert_string_equal(all, "一校 王五 2024-06-01、付印 张 三 2024-06-28、李四 2024-06-29、赵六 2024-06-30");
    char *again = gaz_lock_text_with(text, now->signed_by, "");
    struct gaz_lock *same = lock_of(world, again);
    assert_int_equal(same->signed_by->len, 4);
    char *texts[] = {bare, screen, both, lines, text, other, hold, past, none, all, again};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    struct gaz_lock *locks[] = {lock, now, then, same};
    for (size_t i = 0; i < G_N_ELEMENTS(locks); i++)
        gaz_lock_free(locks[i]);
}

/* A line that is not understood is known by its place, whatever it tells. */
static void test_wrong_lines(void **state) {
    static const char *const wrong[] = {"[签字]\n付印 = 2024-06-28 screen 0123456789abcde 张三\n",
                                        "[签字]\n付印 = 2024-06-28 screen 0123456789abcdef \n",
                                        "[签字]\n付印 = 2024-06-31 screen 0123456789abcdef 张三\n",
                                        "[签字]\n付印 = 2024-6-28 screen 0123456789abcdef 张三\n",
                                        "[签字]\n付印 = 2024-06-28 screen,x 0123456789abcdef 张三\n",
                                        "[签字]\n付印 = 2024-06-28 0123456789abcdef 张三\n",
                                        "[签字]\n十校 = 2024-06-28 screen 0123456789abcdef 张三\n",
                                        "[签字]\n付印 = 2024-06-28 screen 0123456789abcdeg 张三\n",
                                        "[各页]\n0001 = 0123456789abcdef 0123456789abcdef \n",
                                        "[各页]\n0001 = 0123456789abcdef 0123456789abcde 1\n",
                                        "[各页]\n0001 = 0123abcd\n",
                                        "[各行]\n01.md = 0123456789abcdef 0123456789abcdef 1\n",
                                        "[各行]\n01.md = 0123abc\n"};
    static const char head[] = "[结果]\n版面 = 1\n";
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        char *text = g_strconcat(head, wrong[i], NULL);
        struct gaz_lock *lock = lock_of(*state, text);
        assert_int_equal(lock->wrong, strchr(text + strlen(head), '\n') + 1 - text);
        assert_int_equal(lock->pages->len + lock->lines->len + lock->signed_by->len, 0);
        gaz_lock_free(lock);
        g_free(text);
    }
    struct gaz_lock *lock = lock_of(*state, "[样式]\n栏 = 1\n");
    assert_int_equal(lock->wrong, strlen("[样式]\n栏 = 1\n")); /* it was cut off */
    gaz_lock_free(lock);
}

static void test_signers(void **state) {
    (void)state;
    static const char *const good[] = {
        "张三", "张 三", "A",
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"};
    static const char *const bad[] = {
        "",       " 张三",
        "张三 ",  "张三\u3000",
        "张\n三", "张\u200b三",
        "\xff",   "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        assert_true(gaz_signer_is_good(good[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(gaz_signer_is_good(bad[i]));
}

/* ---- what a run and its workers pass to one another */

static void test_orders(void **state) {
    struct world *world = *state;
    char *prefix = g_build_filename(world->folder, "1-0", NULL);
    struct gaz_order read, order = {.input = "甲"};
    gaz_order_read(&read, prefix);
    assert_string_equal(read.input, "");
    assert_string_equal(read.pdfs[GAZ_PDF_PRINT], "");
    assert_false(read.locked || read.split);
    gaz_order_clear(&read);
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        order.pdfs[i] = &"abcdef"[i];
        order.paths[i] = &"/x/y z/=a.pdf"[i];
    }
    for (int i = 0; i < 4; i++) {
        order.locked = i & 1;
        order.split = i & 2;
        gaz_order_write(&order, prefix);
        gaz_order_read(&read, prefix);
        assert_string_equal(read.input, "甲");
        assert_int_equal(read.locked, order.locked);
        assert_int_equal(read.split, order.split);
        for (int k = 0; k < GAZ_N_PDF_KINDS; k++) {
            assert_string_equal(read.pdfs[k], order.pdfs[k]);
            assert_string_equal(read.paths[k], order.paths[k]);
        }
        gaz_order_clear(&read);
    }
    g_free(prefix);
}

static void test_receipts(void **state) {
    struct world *world = *state;
    char *prefix = g_build_filename(world->folder, "1-0", NULL), input[] = "甲", pdf[] = "abcdef";
    struct gaz_receipt read, receipt = {true, 26, 3, 2, 1, 1, input, {NULL}};
    assert_false(gaz_receipt_read(&read, prefix));
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        receipt.pdfs[i] = pdf + i;
    gaz_receipt_write(&receipt, prefix, world->diags);
    assert_true(gaz_receipt_read(&read, prefix));
    assert_true(read.is_kept);
    assert_int_equal(read.pages, 26);
    assert_int_equal(read.warnings, 3);
    assert_int_equal(read.font_warnings, 2);
    assert_int_equal(read.errors, 1);
    assert_int_equal(read.matched, 1);
    assert_string_equal(read.input, "甲");
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        assert_string_equal(read.pdfs[i], pdf + i);
    gaz_receipt_clear(&read);
    g_free(prefix);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines, make_world, free_world),
        cmocka_unit_test_setup_teardown(test_digests, make_world, free_world),
        cmocka_unit_test_setup_teardown(test_excerpts, make_world, free_world),
        cmocka_unit_test_setup_teardown(test_values, make_world, free_world),
        cmocka_unit_test_setup_teardown(test_excuses, make_world, free_world),
        cmocka_unit_test_setup_teardown(test_documents, make_world, free_world),
        cmocka_unit_test(test_pages),
        cmocka_unit_test_setup_teardown(test_signatures, make_world, free_world),
        cmocka_unit_test_setup_teardown(test_wrong_lines, make_world, free_world),
        cmocka_unit_test(test_signers),
        cmocka_unit_test_setup_teardown(test_orders, make_world, free_world),
        cmocka_unit_test_setup_teardown(test_receipts, make_world, free_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
