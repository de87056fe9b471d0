/* sorted.h: where something stands, or would stand, in what is sorted. */
#ifndef GAZ_BASE_PROCESS_SORTED_H
#define GAZ_BASE_PROCESS_SORTED_H

#include <stddef.h>
#include <string.h>

/* Sets i to the first of [0, n) whose element is not before what is sought, n when all are (the lower bound).
 * is_before is an expression of i, true of a first stretch of the elements and of none behind it. i: a
 * variable of an unsigned type that holds n. */
#define GAZ_LOWER_BOUND(i, n, is_before)                                                                     \
    do {                                                                                                     \
        size_t low_ = 0, high_ = (n);                                                                        \
        while (low_ < high_) {                                                                               \
            (i) = (__typeof__(i))(low_ + (high_ - low_) / 2);                                                \
            if (is_before)                                                                                   \
                low_ = (size_t)(i) + 1;                                                                      \
            else                                                                                             \
                high_ = (i);                                                                                 \
        }                                                                                                    \
        (i) = (__typeof__(i))low_;                                                                           \
    } while (0)

/* For qsort, of an array of texts. */
static inline int gaz_compare_texts(const void *one, const void *other) {
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

#endif
