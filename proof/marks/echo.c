/* echo.c: see echo.h. */
#include "proof/marks/echo.h"

static struct gaz_frame lies_at(const struct gaz_annotation *note) {
    return note->n_quads ? note->quads[0] : note->rect;
}

static bool holds_middle(struct gaz_frame frame, struct gaz_frame box) {
    int64_t x = (int64_t)box.x + box.width / 2, y = (int64_t)box.y + box.height / 2;
    return x >= frame.x && x < (int64_t)frame.x + frame.width && y >= frame.y &&
           y < (int64_t)frame.y + frame.height;
}

static const struct gaz_annotation *find_finding(const struct gaz_annotated *file, uint32_t number) {
    for (uint32_t i = 0; i < file->n; i++)
        if (file->list[i].is_own && file->list[i].n_quads && file->list[i].finding == number)
            return &file->list[i];
    return NULL;
}

const struct gaz_annotation *gaz_proof_echoed(const struct gaz_annotated *file,
                                              const struct gaz_annotation *note) {
    struct gaz_frame box = lies_at(note);
    for (uint32_t i = 0; i < file->n; i++) {
        const struct gaz_annotation *own = &file->list[i];
        if (own->is_own && own->kind == GAZ_ANNOTATION_SHAPE && own->page == note->page && own->finding &&
            holds_middle(own->rect, box))
            return find_finding(file, own->finding);
    }
    return NULL;
}
