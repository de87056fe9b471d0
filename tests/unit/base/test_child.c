/* test_child.c: what a child answers is had whole, or not at all. */
#include "base/process/child.h"
#include "base/process/sanitizer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <string.h>

static bool write_text(const void *context, int to) {
    const char *text = context;
    return gaz_child_write(to, text, strlen(text));
}

static bool write_and_give_up(const void *context, int to) {
    write_text(context, to);
    return false;
}

static bool write_and_die(const void *context, int to) {
    write_text(context, to);
    raise(SIGKILL);
    return true;
}

/* What is not permitted to a child that has shut itself in: a file. */
static bool open_shut_in(const void *context, int to) {
    gaz_child_shut_in((struct gaz_child_limits){.seconds = 5, .addresses = 1 << 12, .written = 1});
    return write_text(open(context, O_RDONLY) < 0 ? "refused" : "opened", to);
}

static void assert_answer(GBytes *answer, const char *text) {
    gsize size;
    assert_non_null(answer);
    const char *data = g_bytes_get_data(answer, &size);
    assert_int_equal(size, strlen(text));
    if (size > 0) assert_memory_equal(data, text, size);
    g_bytes_unref(answer);
}

static void test_whole(void **state) {
    (void)state;
    enum { LARGE = 3 << 20 }; /* more than a pipe holds */
    g_autofree char *large = g_strnfill(LARGE, 'a');
    assert_answer(gaz_child_answer("test", write_text, "澄浦"), "澄浦");
    assert_answer(gaz_child_answer("test", write_text, ""), "");
    assert_answer(gaz_child_answer("test", write_text, large), large);
}

static void test_not_at_all(void **state) {
    (void)state;
    assert_null(gaz_child_answer("test", write_and_give_up, "a"));
    assert_null(gaz_child_answer("test", write_and_die, "a"));
}

static void test_shut_in(void **state) {
    (void)state;
    if (GAZ_HAS_SANITIZER || GAZ_IS_COUNTED)
        skip(); /* only part of it is taken away (base/process/child.h) */
    assert_answer(gaz_child_answer("test", open_shut_in, "/dev/null"), "refused");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_not_at_all),
        cmocka_unit_test(test_shut_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
