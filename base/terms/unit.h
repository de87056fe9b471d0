/* unit.h: the one grain of length.
 *
 * Every length after styles/style_resolve.c is a whole number of grains, 1/1024 of a point (1/72 inch):
 * pango's own grain. No floating-point number decides anything, so the same input gives the same pages on
 * every machine. The range of gaz_len is about ±740 metres; sums over a whole paragraph are taken in int64_t.
 */
#ifndef GAZ_BASE_TERMS_UNIT_H
#define GAZ_BASE_TERMS_UNIT_H

#include <stdint.h>

typedef int32_t gaz_len; /* grains */

enum { GAZ_POINT = 1024 }; /* grains in a point */

/* micrometres to grains, rounded to the nearest: 1 mm = 72/25.4 pt */
static inline gaz_len gaz_len_from_um(int64_t um) {
    int64_t n = um * 72 * GAZ_POINT;
    return (gaz_len)((n + (n < 0 ? -12700 : 12700)) / 25400);
}

/* a * num / den, rounded to the nearest, without overflow; den > 0 */
static inline gaz_len gaz_scale(gaz_len a, int64_t num, int64_t den) {
    int64_t n = (int64_t)a * num;
    return (gaz_len)((n + (n < 0 ? -den / 2 : den / 2)) / den);
}

/* grains to points, for handing to cairo and for printing only */
static inline double gaz_points(gaz_len a) {
    return (double)a / GAZ_POINT;
}

#endif
