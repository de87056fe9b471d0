/* pool.c: see pool.h.
 *
 * libqpdf makes each number, name and array of a file an object of its own, with two or three places of
 * memory, and a volume has half a million of them. malloc keeps lists that it sorts and joins for whoever
 * frees in any order; here a place is as large as its neighbours in a block, so that giving one out is to
 * take the first of a list. It was a twelfth of a volume's instructions, and
 * more of its time. An allocator for the whole process (jemalloc, mimalloc) saves as much of a volume, and
 * costs every start and every issue a twentieth.
 *
 * A symbol of the program stands before those of its libraries (ELF, gABI 5), so these are the operators that
 * the libraries call. What a pool did not give is passed on to the operators behind them, which throw where
 * there is no memory.
 */
#include "output/objects/pool.h"

#include "base/process/exit.h"
#include "base/process/sanitizer.h"

#include <dlfcn.h>
#include <glib.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#if GAZ_HAS_SANITIZER

void gaz_pool_open(void) {}

#else

enum {
    STEP = 16, /* what `new` lies at multiples of */
    LARGEST = 512,
    N_CLASSES = LARGEST / STEP + 1, /* by steps; the first is empty */
    BLOCK_BITS = 18,
    BLOCK = 1 << BLOCK_BITS, /* of places of one class, at a multiple of its size */
    REGION = 4 * BLOCK,      /* that is asked of malloc */
    KNOWN_BITS = 13,
    N_KNOWN = 1 << KNOWN_BITS,
    CLASS_BITS = 8,
};

struct place {
    struct place *next;
};

/* what a thread gives out */
struct pool {
    bool is_open;
    struct place *freed[N_CLASSES];
    char *at[N_CLASSES], *end[N_CLASSES]; /* what is left of the block at hand */
    char *region, *region_end;
};

static _Thread_local struct pool pool;

/* ---- which block is of which class, for all threads: a table that is never more than half full */

static _Atomic uint64_t known[N_KNOWN]; /* block << CLASS_BITS | class; 0: free */
static atomic_uint n_known;

static uint64_t block_of(const void *at) {
    return (uintptr_t)at >> BLOCK_BITS;
}

static size_t slot_of(uint64_t block) {
    return (size_t)(block * UINT64_C(0x9E3779B97F4A7C15) >> (64 - KNOWN_BITS));
}

/* False: the table is full. */
static bool remember(const void *block, size_t class) {
    if (atomic_fetch_add(&n_known, 1) >= N_KNOWN / 2) return false;
    uint64_t entry = block_of(block) << CLASS_BITS | class;
    for (size_t i = slot_of(block_of(block));; i = (i + 1) % N_KNOWN) {
        uint64_t none = 0;
        if (atomic_compare_exchange_strong(&known[i], &none, entry)) return true;
    }
}

/* 0: it is of no pool. */
static size_t class_of(const void *place) {
    uint64_t block = block_of(place);
    for (size_t i = slot_of(block);; i = (i + 1) % N_KNOWN) {
        uint64_t entry = atomic_load_explicit(&known[i], memory_order_acquire);
        if (entry == 0) return 0;
        if (entry >> CLASS_BITS == block) return entry & ((1u << CLASS_BITS) - 1);
    }
}

/* ---- giving out */

static char *next_block(void) {
    if (pool.region == pool.region_end) {
        uintptr_t got = (uintptr_t)g_malloc(REGION + BLOCK);
        uintptr_t first = (got + BLOCK - 1) / BLOCK * BLOCK;
        pool.region = (char *)first; /* NOLINT(performance-no-int-to-ptr) */
        pool.region_end = pool.region + REGION;
    }
    char *block = pool.region;
    pool.region += BLOCK;
    return block;
}

/* NULL: there is no more. */
static void *from_block(size_t class) {
    size_t size = class * STEP;
    if ((size_t)(pool.end[class] - pool.at[class]) < size) {
        char *block = next_block();
        if (!remember(block, class)) return NULL;
        pool.at[class] = block;
        pool.end[class] = block + BLOCK;
    }
    void *place = pool.at[class];
    pool.at[class] += size;
    return place;
}

static inline void *give(size_t size) {
    size_t class = size > 0 ? (size + STEP - 1) / STEP : 1;
    struct place *place = pool.freed[class];
    if (!place) return from_block(class);
    pool.freed[class] = place->next;
    return place;
}

/* ---- the operators, by the names that C++ has for them (Itanium C++ ABI, 5.1) */

typedef void *new_function(size_t size);
typedef void delete_function(void *place);

new_function gaz_pool_new __asm__("_Znwm");
delete_function gaz_pool_delete __asm__("_ZdlPv");
void gaz_pool_delete_sized(void *place, size_t size) __asm__("_ZdlPvm");

static void find_next(void *function, size_t size, const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) _exit(GAZ_EXIT_BUG);
    memcpy(function, &found, size);
}

void *gaz_pool_new(size_t size) {
    static new_function *next_new;
    void *place = pool.is_open && size <= LARGEST ? give(size) : NULL;
    if (place) return place;
    if (!next_new) find_next(&next_new, sizeof next_new, "_Znwm");
    return next_new(size);
}

void gaz_pool_delete(void *place) {
    static delete_function *next_delete;
    size_t class = place ? class_of(place) : 0;
    if (class > 0) {
        struct place *freed = place;
        freed->next = pool.freed[class];
        pool.freed[class] = freed;
        return;
    }
    if (!next_delete) find_next(&next_delete, sizeof next_delete, "_ZdlPv");
    next_delete(place);
}

void gaz_pool_delete_sized(void *place, size_t size) {
    (void)size; /* it is looked up, so that it need not be right */
    gaz_pool_delete(place);
}

void gaz_pool_open(void) {
    pool.is_open = true;
}

#endif
