/* style_tell.c: what the walks over a style share: a value told, its note, a length. */
#include "styles/style_layers.h"

#include <inttypes.h>

void gaz_style_append_mm(GString *out, gaz_len length) {
    int64_t um = ((int64_t)length * 25400 + INT64_C(36) * GAZ_POINT) / (INT64_C(72) * GAZ_POINT);
    g_string_append_printf(out, "%" PRId64 ".%03" PRId64 "mm", um / 1000, um % 1000);
}

char *gaz_style_note(const char *ink, const struct gaz_yaml *set) {
    const char *name = ink ? ink : "", *blank = ink ? " " : "";
    if (!set) return g_strdup_printf("%s%s-", name, blank);
    const struct gaz_source *source = set->span.source;
    return g_strdup_printf("%s%s%s:%u", name, blank, source->path,
                           gaz_source_place(source, set->span.begin).line);
}

void gaz_style_tell(const struct gaz_style_walk *walk, const char *key, const char *value, const char *note) {
    walk->visit(walk->context, &(struct gaz_style_value){key, value, note});
}
