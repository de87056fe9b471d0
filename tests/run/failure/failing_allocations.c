/* failing_allocations.c: preloaded by allocations.sh: the allocation number FAIL_AT fails, with FAIL_FOREVER
 * all behind it too; with FAIL_NOTHING the first that asks for no bytes. FAIL_COUNT names a file that the
 * number of allocations is written to. */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_long n_asked;

static bool fails(size_t size) {
    static long at = -1;
    static bool forever;
    if (at < 0) {
        const char *given = getenv("FAIL_AT");
        at = given ? atol(given) : 0;
        forever = getenv("FAIL_FOREVER") != NULL;
    }
    long number = atomic_fetch_add(&n_asked, 1) + 1;
    bool now =
        (at > 0 && (number == at || (forever && number > at))) || (size == 0 && getenv("FAIL_NOTHING"));
    if (now) errno = ENOMEM;
    return now;
}

void *malloc(size_t size) {
    return fails(size) ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size) {
    return fails(n * size) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size) {
    return fails(1) ? NULL : __libc_realloc(old, size); /* of no bytes it gives back */
}

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("FAIL_COUNT");
    long n = n_asked;
    FILE *out = path ? fopen(path, "w") : NULL;
    if (!out) return;
    fprintf(out, "%ld\n", n);
    fclose(out);
}
