/* script.h: the shortest way from one sequence to another: which elements go, which come.
 *
 * Elements are numbers (characters, or texts that were numbered beforehand), so that lines, pages and
 * characters share one algorithm: Myers' O(ND) search from both ends, in linear memory. Where a search grows
 * too costly it is divided at the farthest point reached, and when the whole allowance is used up the rest
 * counts as replaced: the script is then longer than it need be, and says so, but always leads from the one
 * to the other.
 */
#ifndef GAZ_BASE_DIFF_SCRIPT_H
#define GAZ_BASE_DIFF_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

struct gaz_sequence {
    const uint32_t *items;
    uint32_t n; /* at most INT32_MAX / 4 of both together */
};

/* The elements that are not marked stand in both, in the same order. */
struct gaz_script {
    uint8_t *gone; /* one an element of the old sequence: 1 when it is not in the new one */
    uint8_t *come; /* one an element of the new sequence */
};

/* steps of all searches that share the allowance together: some tenths of a second */
#define GAZ_SCRIPT_ALLOWANCE (UINT64_C(96) << 20)

/* Marks into script's arrays, which the caller gives zeroed. `allowance` is counted down; false when it did
 * not suffice for the shortest script. */
bool gaz_script_make(struct gaz_sequence old, struct gaz_sequence new, struct gaz_script script,
                     uint64_t *allowance);

/* Shifts single runs of what came or went along equal elements, so that they begin behind a `stop` (a
 * sentence's end) where they can: 〔+二是…；+〕 rather than 是…；二. The script stays as long as it is. */
void gaz_script_shift(struct gaz_sequence old, struct gaz_sequence new, struct gaz_script script,
                      bool (*is_stop)(uint32_t item));

#endif
