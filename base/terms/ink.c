/* ink.c: see ink.h. */
#include "base/terms/ink.h"

#include "base/process/arena.h"

#include <glib.h>
#include <string.h>

struct gaz_inks *gaz_inks_new(struct gaz_arena *arena, const struct gaz_inks *from) {
    struct gaz_inks *inks = GAZ_NEW(arena, struct gaz_inks);
    inks->arena = arena;
    for (uint32_t i = 0; from && i < from->n; i++)
        gaz_inks_add(inks, &from->inks[i]);
    return inks;
}

static bool is_equal(const struct gaz_ink *one, const struct gaz_ink *two) {
    return one->screen == two->screen && one->has_cmyk == two->has_cmyk &&
           memcmp(one->cmyk, two->cmyk, sizeof one->cmyk) == 0 && g_strcmp0(one->name, two->name) == 0 &&
           g_strcmp0(one->spot, two->spot) == 0;
}

uint32_t gaz_inks_add(struct gaz_inks *inks, const struct gaz_ink *ink) {
    for (uint32_t i = 0; i < inks->n; i++)
        if (is_equal(&inks->inks[i], ink)) return i;
    struct gaz_ink *own = GAZ_PUSH(inks->arena, inks->inks, inks->n, inks->capacity);
    *own = *ink;
    own->name = gaz_arena_strdup(inks->arena, ink->name);
    own->spot = gaz_arena_strdup(inks->arena, ink->spot);
    return inks->n - 1;
}
