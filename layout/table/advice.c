/* advice.c: what an editor is told about a table, each with its place and figures. */
#include "layout/table/setting.h"

#include "base/diag/diag.h"

#include <glib.h>

enum { CROWDED = 100 /* per cent of the width that the columns want before turning is advised */ };

struct length_text {
    char text[24];
};

/* to a tenth of a millimetre */
static struct length_text in_mm(int64_t length) {
    struct length_text out;
    int64_t tenths = (length * 254 + INT64_C(36) * GAZ_POINT) / (INT64_C(72) * GAZ_POINT);
    g_snprintf(out.text, sizeof out.text, "%d.%dmm", (int)(tenths / 10), (int)(tenths % 10));
    return out;
}

void gaz_table_warn_narrow(const struct gaz_typesetter *typesetter, const struct gaz_table_setting *setting) {
    const struct gaz_table *table = setting->table;
    bool *reported = g_new0(bool, table->n_columns + 1);
    gaz_len gap = setting->form == GAZ_FORM_BORDERLESS ? 0 : setting->rule;
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        const gaz_len *edges = &setting->edges[cell->column];
        if (reported[cell->column] || setting->boxes[i].minimum <= edges[cell->column_span] - edges[0] - gap)
            continue;
        reported[cell->column] = true;
        char *number = g_strdup_printf("%u", cell->column + 1);
        gaz_report(typesetter->diags, GAZ_D_TABLE_NARROW, cell->span, number);
        g_free(number);
    }
    g_free(reported);
}

/* In so many parts of a point. */
static int64_t rounded(gaz_len length, int64_t parts) {
    return (length * parts + GAZ_POINT / 2) / GAZ_POINT;
}

/* To tenths, or to as many decimals as tell it from the other length. */
static struct length_text in_points(gaz_len length, gaz_len other) {
    enum { MOST = 3 };
    int decimals = 1;
    int64_t parts = 10;
    for (; decimals < MOST && length != other && rounded(length, parts) == rounded(other, parts); decimals++)
        parts *= 10;
    int64_t whole = rounded(length, parts);
    struct length_text out;
    if (whole % parts)
        g_snprintf(out.text, sizeof out.text, "%d.%0*d", (int)(whole / parts), decimals,
                   (int)(whole % parts));
    else
        g_snprintf(out.text, sizeof out.text, "%d", (int)(whole / parts));
    return out;
}

void gaz_table_warn_smaller(const struct gaz_typesetter *typesetter,
                            const struct gaz_table_setting *setting) {
    const struct gaz_table *table = setting->table;
    bool turned = table->classes & GAZ_TABLE_TURNED;
    const char *chinese = turned ? "请分作两个表" : "请改为横排，写作<table class=\"横排\">，或者分作两个表";
    const char *english =
        turned ? "make it two tables" : "turn it (<table class=\"横排\">) or make it two tables";
    gaz_len minimum = typesetter->style->table_least;
    bool is_tiny = setting->size < minimum;
    struct length_text size = in_points(setting->size, is_tiny ? minimum : setting->size),
                       least = in_points(minimum, setting->size);
    char *columns = g_strdup_printf("%u", table->n_columns);
    if (is_tiny)
        gaz_report(typesetter->diags, GAZ_D_TABLE_TINY, table->cells[0].span, size.text, least.text, chinese,
                   english);
    else
        gaz_report(typesetter->diags, GAZ_D_TABLE_SMALLER, table->cells[0].span, columns, size.text, chinese,
                   english);
    g_free(columns);
}

/* Turning helps when the page is high enough to give more than the measure; a list is never turned. */
void gaz_table_advise_turn(const struct gaz_typesetter *typesetter, const struct gaz_table_setting *setting,
                           int64_t wanted) {
    const struct gaz_table *table = setting->table;
    const struct gaz_style *style = typesetter->style;
    gaz_len turned = style->pitch * (style->lines_per_page - 1) + style->cell;
    bool is_crowded = wanted * 100 > (int64_t)setting->measure * CROWDED;
    if (table->classes & GAZ_TABLE_TURNED || setting->form == GAZ_FORM_BORDERLESS || !is_crowded) return;
    if (turned <= setting->measure || table->n_cells == 0) return;
    char *columns = g_strdup_printf("%u", table->n_columns);
    gaz_report(typesetter->diags, GAZ_D_TABLE_TURN, table->cells[0].span, columns, in_mm(wanted).text,
               in_mm(setting->measure).text, in_mm(turned).text);
    g_free(columns);
}

/* the cell whose next piece is the highest that begins in or above the row */
static const struct gaz_cell_strip *highest_piece(const struct gaz_table_setting *setting, uint32_t row,
                                                  const struct gaz_cell **owner) {
    const struct gaz_cell_strip *highest = NULL;
    for (uint32_t i = setting->row_first[row]; i < setting->row_first[row + 1]; i++) {
        const struct gaz_cell_box *box = &setting->boxes[i];
        for (uint32_t k = 0; k < box->n_strips; k++)
            if (!highest || box->strips[k].height > highest->height) {
                highest = &box->strips[k];
                *owner = &setting->table->cells[i];
            }
    }
    return highest;
}

void gaz_table_warn_row(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting,
                        uint32_t row, gaz_len room) {
    const struct gaz_cell *cell = NULL;
    const struct gaz_cell_strip *piece = highest_piece(setting, row, &cell);
    if (!piece || piece->height <= room || setting->reported_row) return;
    setting->reported_row = true;
    gaz_report(typesetter->diags, GAZ_D_TABLE_ROW, cell->span, in_mm(piece->height).text, in_mm(room).text);
}
