/* promise.c: the end of a program that is wrong about itself. Whoever else may be wrong too is not asked: it
 * is said in both languages, with nothing but the C library.
 */
#include "base/process/promise.h"

#include "base/process/exit.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void gaz_end_at_broken_promise(const char *promise, const char *file, int line) {
    fflush(stdout);
    fprintf(stderr,
            "gongbao: 程序内部错误，请报告给程序的作者 (internal error; please report it to the authors): "
            "%s:%d: %s\n",
            file, line, promise);
    exit(GAZ_EXIT_BUG);
}
