/* heap.c: a fault for each four kilobytes is a tenth of a build's time, and looking up where they lie nearly
 * as much again.
 *
 * So freed memory is not given back before the next stage asks for it again, and the heap's addresses are
 * reserved in one go, for the kernel to lay them in pages of two megabytes. What is reserved and not written
 * to is no memory yet; the last page of what is, is on average half empty.
 */
#include "base/process/heap.h"

#include "base/process/sanitizer.h"

#include <glib.h>
#include <limits.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#if GAZ_HAS_SANITIZER

void gaz_heap_settle(bool reserves) {
    (void)reserves;
}

#else

enum {
    LARGEST = 32 << 20,   /* that is in the heap; what is larger has pages of its own */
    PADDING = 128 << 10,  /* as the C library has it */
    RESERVED = 256 << 20, /* more than a year's volume takes; a child that decodes has a GiB and more */
};

/* Where addresses are counted, those that are kept free are lacking elsewhere. */
static bool has_addresses(int resource) {
    struct rlimit limit;
    return getrlimit(resource, &limit) == 0 && limit.rlim_cur >= (rlim_t)RESERVED * 8;
}

/* The C library lengthens the heap by what is asked for and the padding. */
static void reserve(void) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    mallopt(M_TOP_PAD, RESERVED);
    char *volatile first = malloc(LARGEST / 2); /* or the compiler leaves it out */
    mallopt(M_TOP_PAD, PADDING);
    if (!first) return;
    uintptr_t from = ((uintptr_t)first + page - 1) / page * page, end = (uintptr_t)sbrk(0) / page * page;
    bool is_of_heap = from < end && end - from >= RESERVED && end - from <= RESERVED + LARGEST;
    if (is_of_heap) madvise((char *)first + (from - (uintptr_t)first), end - from, MADV_HUGEPAGE);
    free(first);
}

void gaz_heap_settle(bool reserves) {
    mallopt(M_MMAP_THRESHOLD, LARGEST);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    if (reserves && has_addresses(RLIMIT_AS) && has_addresses(RLIMIT_DATA)) reserve();
}

#endif
