/* test_file.c: nothing outside a root is read, nothing half-written is left. */
#include "tests/unit/check.h"

#include "base/file/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static struct gaz_bytes read_below(const struct world *world, const char *path) {
    char *root = g_build_filename(world->folder, "in", NULL);
    struct gaz_bytes bytes =
        gaz_file_read_below(world->arena, root, path, (struct gaz_span){0}, world->diags);
    g_free(root);
    return bytes;
}

static void link_to(const struct world *world, const char *target, const char *name) {
    char *path = g_build_filename(world->folder, "in", name, NULL);
    assert_int_equal(symlink(target, path), 0);
    g_free(path);
}

static void reads_what_is_inside(void **state) {
    struct world *world = *state;
    put_file(world, "in/figures/图.svg", "<svg/>", -1);
    put_file(world, "in/增长10%.md", "a\0b", 3);
    link_to(world, "figures/图.svg", "link.svg");
    assert_int_equal(read_below(world, "figures/图.svg").size, 6);
    assert_int_equal(read_below(world, "./figures//图.svg").size, 6);
    assert_int_equal(read_below(world, "link.svg").size, 6);
    assert_memory_equal(read_below(world, "增长10%.md").data, "a\0b", 3);
    assert_false(gaz_diags_have_errors(world->diags));
}

static void never_leaves_the_root(void **state) {
    struct world *world = *state;
    put_file(world, "secret", "秘密", -1);
    put_file(world, "in/a/b", "b", -1);
    put_file(world, "in-beside/x", "x", -1);
    char *absolute = g_build_filename(world->folder, "secret", NULL);
    link_to(world, "../secret", "out");
    link_to(world, absolute, "out-absolute");
    link_to(world, "..", "up");
    link_to(world, "loop", "loop");
    link_to(world, "/proc/self/root/etc/passwd", "magic");
    const char *const paths[] = {"../secret",
                                 "a/../../secret",
                                 "..",
                                 absolute,
                                 "out",
                                 "out-absolute",
                                 "up/secret",
                                 "%2e%2e/secret",
                                 "a%2Fb",
                                 "file:secret",
                                 "http://a.b/c.svg",
                                 "C:\\x",
                                 "\\\\x\\y",
                                 "..\\secret",
                                 "",
                                 "up/in-beside/x",
                                 "loop",
                                 "magic",
                                 "a/../a/b",
                                 "data:,x"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        unsigned before = gaz_diags_count(world->diags, GAZ_ERROR);
        if (read_below(world, paths[i]).data) fail_msg("%s was read", paths[i]);
        assert_int_equal(gaz_diags_count(world->diags, GAZ_ERROR), before + 1);
    }
    expect_said(world, "“../secret”不在本期文件夹之内；只接受其中的相对路径，不接受网址 [outside]");
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_LENIENT), GAZ_EXIT_DOCUMENT);
    g_free(absolute);
}

static void takes_regular_files_only(void **state) {
    struct world *world = *state;
    put_file(world, "in/a/b", "b", -1);
    char *fifo = g_build_filename(world->folder, "in", "fifo", NULL);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_null(read_below(world, "fifo").data); /* and does not wait for a writer */
    assert_null(read_below(world, "a").data);
    assert_null(read_below(world, "a/b/c").data);
    assert_null(read_below(world, "没有.md").data);
    expect_said(world, "“fifo”不是普通文件 [not-a-file]");
    expect_said(world, "“a”不是普通文件 [not-a-file]");
    expect_said(world, "没有文件“没有.md” [missing-file]");
    expect_said(world, "没有文件“a/b/c” [missing-file]");
    g_free(fifo);
}

/* What is there and cannot be read: a file of the system's whose beginning nobody may read. */
static void tells_what_cannot_be_read(void **state) {
    struct world *world = *state;
    struct gaz_bytes bytes =
        gaz_file_read_below(world->arena, "/proc/self", "mem", (struct gaz_span){0}, world->diags);
    assert_null(bytes.data);
    expect_said(world, "/proc/self/mem: 错误: ");
    expect_said(world, "[read]");
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_LENIENT), GAZ_EXIT_IO);
}

static void refuses_what_is_too_large(void **state) {
    struct world *world = *state;
    put_file(world, "in/x", "", 0);
    char *path = g_build_filename(world->folder, "in", "x", NULL);
    assert_int_equal(truncate(path, GAZ_MAX_PICTURE + 1), 0);
    assert_null(read_below(world, "x").data);
    expect_said(world, "x超过上限64 MiB [too-large]");
    assert_int_equal(truncate(path, GAZ_MAX_SOURCE + 1), 0);
    assert_null(
        gaz_source_read_below(world->arena, world->folder, "in/x", (struct gaz_span){0}, world->diags));
    expect_said(world, "in/x超过上限16 MiB [too-large]");
    assert_int_equal(truncate(path, 0), 0);
    assert_non_null(read_below(world, "x").data); /* empty is no failure */
    g_free(path);
}

/* ---- sources */

static struct gaz_source *clean(const struct world *world, const char *bytes, size_t size) {
    struct gaz_bytes in = {(const unsigned char *)bytes, size};
    return gaz_source_clean(world->arena, "x.md", "x.md", in, world->diags);
}

static void makes_one_line_end(void **state) {
    struct world *world = *state;
    struct gaz_source *source = clean(world, "\xEF\xBB\xBF一\r\n二\r三\n\r\n", 18);
    assert_string_equal(source->text, "一\n二\n三\n\n");
    assert_int_equal(source->n_lines, 5);
    assert_false(gaz_diags_have_errors(world->diags));
}

static void reports_bad_characters_at_their_place(void **state) {
    struct world *world = *state;
    struct gaz_source *source = clean(world, "一\x01二\xFF三\n\0四\xE2\x80\x8B五\xE4\xB8", 24);
    assert_string_equal(source->text, "一二三\n四五");
    expect_printed(world, "x.md:1:2: 错误: 从此处起有不可见的控制字符：U+0001, U+0000, "
                          "U+200B；请删去，或用gongbao clean去掉 [control]\n    "
                          "一<U+0001>二\xEF\xBF\xBD三\n      ^\n"
                          "x.md:1:4: 错误: 此处不是合法的UTF-8文字 [utf8]\n    一<U+0001>二\xEF\xBF\xBD三\n  "
                          "              ^\n");
}

static void warns_of_odd_characters(void **state) {
    struct world *world = *state;
    assert_string_equal(clean(world, "\xEE\x80\x80", 3)->text, "\xEE\x80\x80");
    assert_false(gaz_diags_have_errors(world->diags));
    expect_said(world, "x.md:1:1: 警告: 少见的字符\xEE\x80\x80（U+E000），照原样排印 [odd-character]");
}

static void survives_a_wrong_encoding(void **state) {
    struct world *world = *state;
    char *bytes = g_strnfill(GAZ_MAX_SOURCE, '\xC4');
    assert_null(clean(world, bytes, GAZ_MAX_SOURCE)); /* ÄÄÄ… of GB 18030: one error for all */
    assert_int_equal(gaz_diags_count(world->diags, GAZ_ERROR), 1);
    memset(bytes, '\xFF', GAZ_MAX_SOURCE); /* of no encoding */
    assert_int_equal(clean(world, bytes, GAZ_MAX_SOURCE)->size, 0);
    assert_true(gaz_diags_count(world->diags, GAZ_ERROR) <= 51);
    g_free(bytes);
}

/* ---- writing */

static void expect_contents(const char *path, const char *expected) {
    char *contents = NULL;
    assert_true(g_file_get_contents(path, &contents, NULL, NULL));
    assert_string_equal(contents, expected);
    g_free(contents);
}

static void replaces_a_file_whole(void **state) {
    struct world *world = *state;
    char *path = g_build_filename(world->folder, "out.pdf", NULL),
         *link = g_build_filename(world->folder, "link.pdf", NULL);
    assert_true(gaz_file_write(path, "one", 3, world->diags));
    assert_true(gaz_file_write(path, "two", 3, world->diags));
    expect_contents(path, "two");
    assert_int_equal(symlink("out.pdf", link), 0);
    assert_true(gaz_file_write(link, "three", 5, world->diags));
    expect_contents(path, "three");
    assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    assert_false(gaz_diags_have_errors(world->diags));
    g_free(path);
    g_free(link);
}

static void keeps_the_old_file_on_failure(void **state) {
    struct world *world = *state;
    put_file(world, "locked/out.pdf", "old", -1);
    char *folder = g_build_filename(world->folder, "locked", NULL),
         *path = g_build_filename(folder, "out.pdf", NULL);
    char *nowhere = g_build_filename(world->folder, "none", "out.pdf", NULL);
    assert_false(gaz_file_write(nowhere, "x", 1, world->diags));
    assert_false(gaz_file_write(folder, "x", 1, world->diags));
    assert_false(gaz_file_write("/dev/full", "x", 1, world->diags));
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_LENIENT), GAZ_EXIT_IO);
    g_chmod(folder, 0555);
    if (geteuid() != 0) assert_false(gaz_file_write(path, "new", 3, world->diags));
    g_chmod(folder, 0755);
    if (geteuid() != 0) expect_contents(path, "old");
    expect_said(world, "/dev/full: 错误: 不能写入：不是普通文件；原有的文件未动 [write]");
    g_free(nowhere);
    g_free(path);
    g_free(folder);
}

/* What stands there is what was read, or nothing of what goes together is written. */
static void replaces_only_what_was_read(void **state) {
    struct world *world = *state;
    put_file(world, "a", "one", 3);
    put_file(world, "b", "two", 3);
    g_autofree char *a = g_build_filename(world->folder, "a", NULL),
                    *b = g_build_filename(world->folder, "b", NULL),
                    *c = g_build_filename(world->folder, "c", NULL);
    struct gaz_bytes one = {(const unsigned char *)"one", 3}, two = {(const unsigned char *)"two", 3},
                     longer = {(const unsigned char *)"twofold", 7}, none = {(const unsigned char *)"", 0};
    struct gaz_new_file files[] = {{c, "new", 3, none}, {a, "ONE", 3, one}, {b, "TWO", 3, longer}};
    assert_false(gaz_files_write(files, 3, world->diags));
    expect_said(world, "[write-stale]");
    expect_contents(a, "one");
    expect_contents(b, "two");
    assert_false(g_file_test(c, G_FILE_TEST_EXISTS));
    files[2].was = two;
    assert_true(gaz_files_write(files, 3, world->diags));
    expect_contents(a, "ONE");
    expect_contents(b, "TWO");
    expect_contents(c, "new");
    assert_false(gaz_files_write(files, 1, world->diags)); /* it is there now */
    expect_contents(c, "new");
    g_unlink(a);
    files[1].was = one;
    assert_false(gaz_files_write(&files[1], 1, world->diags)); /* nor does one that is gone hold anything */
    assert_false(g_file_test(a, G_FILE_TEST_EXISTS));
    assert_true(gaz_files_write(files, 0, world->diags));
}

static void finds_its_data(void **state) {
    struct world *world = *state;
    put_file(world, "styles/gbt9704.yaml", "", 0);
    g_setenv("GONGBAO_DATA", world->folder, TRUE);
    char *folder = gaz_data_folder();
    assert_string_equal(folder, world->folder);
    g_free(folder);
    g_unsetenv("GONGBAO_DATA");
    folder = gaz_data_folder();
    assert_string_equal(folder, GAZ_SOURCE_DIR);
    g_free(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(reads_what_is_inside),        WORLD_TEST(never_leaves_the_root),
        WORLD_TEST(takes_regular_files_only),    WORLD_TEST(refuses_what_is_too_large),
        WORLD_TEST(makes_one_line_end),          WORLD_TEST(reports_bad_characters_at_their_place),
        WORLD_TEST(warns_of_odd_characters),     WORLD_TEST(survives_a_wrong_encoding),
        WORLD_TEST(replaces_a_file_whole),       WORLD_TEST(keeps_the_old_file_on_failure),
        WORLD_TEST(replaces_only_what_was_read), WORLD_TEST(finds_its_data),
        WORLD_TEST(tells_what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
