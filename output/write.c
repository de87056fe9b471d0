/* write.c: the small writers that the dump, the line list and the PDF's attributes share. */
#include "output/write.h"

static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

int64_t gaz_decimal_points(gaz_len length, int decimals) {
    int64_t grains = length < 0 ? -(int64_t)length : length;
    int64_t rounded = (grains * powers[decimals] + GAZ_POINT / 2) / GAZ_POINT;
    return length < 0 ? -rounded : rounded;
}

void gaz_append_points(GString *out, gaz_len length, int decimals) {
    int64_t points = gaz_decimal_points(length, decimals), size = points < 0 ? -points : points;
    if (points < 0) g_string_append_c(out, '-');
    g_string_append_printf(out, "%" G_GINT64_FORMAT, size / powers[decimals]);
    if (decimals > 0) g_string_append_printf(out, ".%0*" G_GINT64_FORMAT, decimals, size % powers[decimals]);
}

void gaz_append_chars(GString *out, const struct gaz_char *chars, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        g_string_append_unichar(out, chars[i].ch);
}

void gaz_append_place(GString *out, const struct gaz_source *source, const struct gaz_char *chars,
                      uint32_t n) {
    uint32_t i = 0;
    while (i < n && chars[i].offset == GAZ_NOWHERE)
        i++;
    if (!source || i == n) {
        g_string_append_c(out, '-');
        return;
    }
    struct gaz_place place = gaz_source_place(source, chars[i].offset);
    g_string_append_printf(out, "%s:%u:%u", source->path, place.line, place.column);
}

const char *gaz_item_role_name(const struct gaz_item *item) {
    return item->artifact == GAZ_ARTIFACT_LEADER ? "引导点" : gaz_role_name(item->as.glyphs.role);
}

const char *gaz_artifact_name(enum gaz_artifact artifact) {
    switch (artifact) {
    case GAZ_ARTIFACT_NONE:
        return "none";
    case GAZ_ARTIFACT_PAGE_NUMBER:
        return "page-number";
    case GAZ_ARTIFACT_RUNNING_HEAD:
        return "running-head";
    case GAZ_ARTIFACT_LEADER:
        return "leader";
    case GAZ_ARTIFACT_RULE:
        return "rule";
    case GAZ_ARTIFACT_DECORATION:
        return "decoration";
    case GAZ_ARTIFACT_REPEATED_HEAD:
        return "repeated-head";
    case GAZ_ARTIFACT_REPEATED_CELL:
        return "repeated-cell";
    case GAZ_ARTIFACT_CONTINUED:
        return "continued";
    case GAZ_ARTIFACT_LOST:
        return "lost";
    case GAZ_ARTIFACT_BESIDE:
        return "beside";
    }
    return "?";
}
