/* out_of_memory.c: a failed allocation ends the program, whoever asked.
 *
 * Libraries answer want of memory in many ways, and some in silence: HarfBuzz shapes a word with the glyphs
 * it has, fontconfig forgets a face, a cache stays empty. The page would be another one and nobody be told.
 * So the functions of the C library that give memory stand here once more, for the program and all its
 * libraries alike: they pass on what the next one gives, and where it gives nothing, the program says so and
 * ends, status 74. What was on the disk stays: a file is put in place only when it is whole
 * (base/file/file.h).
 *
 * A huge request may fail honestly (a damaged picture that says it has 2^40 pixels): it is its library's to
 * answer.
 */
#include "cli/out_of_memory.h"

#include "base/diag/diag.h"
#include "base/process/sanitizer.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    HUGE_REQUEST = 64 << 20,
    SLACK = 1 << 20, /* malloc asks the system for more than it is asked for */
};

static enum gaz_language spoken = GAZ_CHINESE;

void gaz_out_of_memory_say(enum gaz_language language) {
    spoken = language;
}

/* A sanitizer has these functions already. */
#if !GAZ_HAS_SANITIZER

/* The second is of a process that was given a limit: regenerate knows it by the option's name. */
static const char *const messages[2][2] = {
    {"gongbao: 内存不足；原有的文件未动\n",
     "gongbao: 内存到了所给的上限（" GAZ_MEMORY_OPTION "）；原有的文件未动\n"},
    {"gongbao: out of memory; an existing file was left as it was\n",
     "gongbao: the limit of memory (" GAZ_MEMORY_OPTION
     ") was reached; an existing file was left as it was\n"},
};

/* The bytes of memory that can be written to; 0: not known. */
static size_t written_to(void) {
    char text[256];
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0) close(fd);
    if (n <= 0) return 0;
    text[n] = '\0';
    const char *at = text;
    for (int i = 0; i < 5 && at; i++) { /* the sixth number: data and stack, in pages */
        at = strchr(at, ' ');
        if (at) at++;
    }
    return at ? strtoul(at, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

/* Whether the limit of the process refused, and not the machine: what is asked for would go over it. */
static bool is_over_limit(size_t size) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return false;
    return written_to() + size + SLACK >= limit.rlim_cur;
}

/* Nothing here may ask for memory. */
static void end(size_t size) {
    if (size >= HUGE_REQUEST) return;
    const char *message = messages[spoken == GAZ_ENGLISH][is_over_limit(size)];
    if (write(STDERR_FILENO, message, strlen(message)) < 0) _exit(GAZ_EXIT_IO); /* nobody to tell */
    _exit(GAZ_EXIT_IO);
}

/* glibc gives a place of its own for no bytes too: none is want of memory, and cairo takes it for that. */
static inline void end_if_none(const void *memory, size_t size) {
    if (!memory) end(size);
}

/* The next function of that name behind this program's own. */
static void find_next(void *function, size_t size, const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) _exit(GAZ_EXIT_BUG);
    memcpy(function, &found, size);
}

#define FIND_NEXT(name)                                                                                      \
    if (!next_##name) find_next(&next_##name, sizeof next_##name, #name)

void *malloc(size_t size) {
    static void *(*next_malloc)(size_t);
    FIND_NEXT(malloc);
    void *memory = next_malloc(size);
    end_if_none(memory, size);
    return memory;
}

void *calloc(size_t nmemb, size_t size) {
    static void *(*next_calloc)(size_t, size_t);
    FIND_NEXT(calloc);
    void *memory = next_calloc(nmemb, size);
    end_if_none(memory, size && nmemb > HUGE_REQUEST / size ? HUGE_REQUEST : nmemb * size);
    return memory;
}

void *realloc(void *ptr, size_t size) {
    static void *(*next_realloc)(void *, size_t);
    FIND_NEXT(realloc);
    void *memory = next_realloc(ptr, size);
    if (size > 0) end_if_none(memory, size); /* else it gave back */
    return memory;
}

int posix_memalign(void **memptr, size_t alignment, size_t size) {
    static int (*next_posix_memalign)(void **, size_t, size_t);
    FIND_NEXT(posix_memalign);
    int error = next_posix_memalign(memptr, alignment, size);
    if (error == ENOMEM) end_if_none(NULL, size);
    return error;
}

void *aligned_alloc(size_t alignment, size_t size) {
    static void *(*next_aligned_alloc)(size_t, size_t);
    FIND_NEXT(aligned_alloc);
    void *memory = next_aligned_alloc(alignment, size);
    end_if_none(memory, size);
    return memory;
}

#endif
