/* complain.h: what text setting has to say to the editor, with the place of the character. */
#ifndef GAZ_LAYOUT_TEXT_COMPLAIN_H
#define GAZ_LAYOUT_TEXT_COMPLAIN_H

#include "fonts/face.h"
#include "layout/text/paragraph.h"

/* Character i of the text is in no face: an error. */
void gaz_complain_missing(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                          const char *family);

/* Who lends what, gathered while the text is set: a family and a lender are one warning, with the characters.
 */
struct gaz_lent *gaz_lent_new(void);
/* Reports what was gathered, in the order in which it was met, and frees it. */
void gaz_lent_end(struct gaz_lent *lent, struct gaz_diags *diags);

/* Another face than the family's first lends character i. */
void gaz_complain_lent(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                       const char *family, const struct gaz_face *face);

/* The word that begins with character i is wider than its line and is cut between letters: a warning. */
void gaz_complain_cut(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i);

/* The line that begins with character i is too long by `excess`: a warning. */
void gaz_complain_overfull(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                           gaz_len excess);

/* The line that begins with character i lacks `loose`, shared by `gaps` gaps, or left at its end: a warning.
 */
struct gaz_looseness {
    gaz_len loose;
    uint32_t gaps;
    bool ragged;
};
void gaz_complain_loose(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                        struct gaz_looseness looseness);

/* The line that ends before character i, as the source says, is too long by `over` (negative: too short); not
 * good: by more than the style allows, an error. Otherwise a note, where it is by a quarter of a cell or
 * more.
 */
void gaz_complain_set(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i, gaz_len over,
                      bool good);

#endif
