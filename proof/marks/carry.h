/* carry.h: a proof of another state: which character of the present pages each of its own is.
 *
 * The proof says itself what stood where: its text layer is read, and its characters are laid beside those of
 * the present pages, the shortest way from the one to the other; what stands elsewhere now is sought in what
 * is left over. Only proof/ looks in here.
 */
#ifndef GAZ_PROOF_MARKS_CARRY_H
#define GAZ_PROOF_MARKS_CARRY_H

#include "output/annotations.h"
#include "proof/ground/ground.h"

#include <glib.h>

#define GAZ_NO_CHAR UINT32_MAX

/* characters of all pages, one after another */
struct gaz_carried_chars {
    GArray *chars; /* uint32_t */
    GArray *pages; /* uint32_t: on which page each stands */
    GArray *spots; /* uint32_t: which it is of its page */
};

struct gaz_carry {
    struct gaz_ground *ground; /* of the proof's pages; a spot has the source of what it is now */
    struct gaz_carried_chars old, new;
    uint32_t *now, *was; /* of each old character the new one, of each new one the old; GAZ_NO_CHAR: none */
    uint32_t *heads;     /* of each page of the proof its first old character; one more */
    struct gaz_ground *fresh; /* of the present pages; borrowed */
    uint32_t n_alike;         /* old characters that are there still */
};

/* The pages of the file say how they are cut and what they show. NULL: it has no text that can be read. */
struct gaz_carry *gaz_carry_new(const struct gaz_annotated *file, GBytes *bytes, struct gaz_ground *fresh,
                                uint32_t n_pages);
void gaz_carry_free(struct gaz_carry *carry); /* NULL is allowed */

/* The old character that a spot of a page of the proof is. */
static inline uint32_t gaz_carry_char(const struct gaz_carry *carry, uint32_t page, uint32_t spot) {
    return carry->heads[page] + spot;
}

/* The spot that a character is; of the present pages. */
const struct gaz_spot *gaz_carry_new_spot(const struct gaz_carry *carry, uint32_t ch);

#endif
