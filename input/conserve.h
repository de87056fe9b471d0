/* conserve.h: whether the reader sees in changed sources what their account says, and nothing else. */
#ifndef GAZ_INPUT_CONSERVE_H
#define GAZ_INPUT_CONSERVE_H

#include "base/file/edit.h"
#include "input/doc.h"

/* A source as it was, and what is changed in it: by place, none touching another. */
struct gaz_changed_source {
    const struct gaz_source *source;
    const struct gaz_edit *edits;
    size_t n;
};

/* Whether the texts of the issue as it would be are those of the issue as it was with the changes of the n
 * sources made in them, each once, and every other character, its emphasis included, as it was. */
bool gaz_texts_are_conserved(const struct gaz_issue *was, const struct gaz_issue *would_be,
                             const struct gaz_changed_source *changed, size_t n);

#endif
