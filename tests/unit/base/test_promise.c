/* test_promise.c: a broken promise is said with its place and ends the program with status 70. */
#include "base/process/promise.h"

#include "tests/unit/check.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a program says that breaks a promise, and how it ends. */
static int end_of_broken(char *said, size_t room) {
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        int pages = 0;
        GAZ_PROMISE(pages > 0);
        _exit(0);
    }
    close(ends[1]);
    ssize_t n = read(ends[0], said, room - 1);
    said[n > 0 ? n : 0] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void is_said_and_ends(void **state) {
    (void)state;
    char said[400];
    assert_int_equal(end_of_broken(said, sizeof said), 70);
    assert_non_null(strstr(said, "程序内部错误，请报告给程序的作者"));
    assert_non_null(strstr(said, "internal error; please report it to the authors"));
    assert_non_null(strstr(said, "tests/unit/base/test_promise.c:"));
    assert_non_null(strstr(said, ": pages > 0\n"));
}

static void kept_is_silent(void **state) {
    (void)state;
    int n = 0;
    GAZ_PROMISE(++n == 1); /* looked at once */
    assert_int_equal(n, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(is_said_and_ends), cmocka_unit_test(kept_is_silent)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
