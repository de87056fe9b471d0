/* own.c: the measures that a table begins with: the style's, or its own (<!-- 表格 行距=1.2字 -->). */
#include "layout/table/setting.h"

#include "base/diag/diag.h"

#include <glib.h>

/* in points, as the style's keys have them (styles/style_keys.def) */
static const struct {
    int lowest, highest;
} limits[] = {[GAZ_TABLE_LINE] = {1, 200},
              [GAZ_TABLE_SIZE] = {4, 100},
              [GAZ_TABLE_PAD_Y] = {0, 100},
              [GAZ_TABLE_PAD_X] = {0, 100}};

static void report_range(const struct gaz_typesetter *ts, enum gaz_table_value value, struct gaz_span span) {
    char lowest[12], highest[12];
    g_snprintf(lowest, sizeof lowest, "%d", limits[value].lowest);
    g_snprintf(highest, sizeof highest, "%d", limits[value].highest);
    gaz_report(ts->diags, GAZ_D_TABLE_OWN_RANGE, span, gaz_table_value_name(value), lowest, highest);
}

/* The table's own value, or the one that it has without. */
static gaz_len own_or(const struct gaz_typesetter *ts, const struct gaz_table *table,
                      enum gaz_table_value value, gaz_len without) {
    const struct gaz_own_measure *own = &table->own[value];
    if (!own->span.source) return without;
    gaz_len grains, one = own->measure.unit == GAZ_UNIT_LINE ? ts->style->pitch : ts->style->cell;
    if (gaz_measure_resolve(own->measure, one, &grains) && grains >= limits[value].lowest * GAZ_POINT &&
        grains <= limits[value].highest * GAZ_POINT)
        return grains;
    report_range(ts, value, own->span);
    return without;
}

struct gaz_table_measures gaz_table_given(const struct gaz_typesetter *ts, const struct gaz_table *table) {
    const struct gaz_style *style = ts->style;
    gaz_len from = style->roles[GAZ_ROLE_TABLE].size;
    struct gaz_table_measures given = {.size = own_or(ts, table, GAZ_TABLE_SIZE, from)};
    given.line = own_or(ts, table, GAZ_TABLE_LINE, gaz_scale(style->table_line, given.size, from));
    given.pad_y = own_or(ts, table, GAZ_TABLE_PAD_Y, gaz_scale(style->table_pad_y, given.size, from));
    given.pad_x = own_or(ts, table, GAZ_TABLE_PAD_X, gaz_scale(style->table_pad_x, given.size, from));
    return given;
}
