/* sharing.h: the columns of a table while they share its width (columns.c). */
#ifndef GAZ_LAYOUT_TABLE_SHARING_H
#define GAZ_LAYOUT_TABLE_SHARING_H

#include "layout/table/setting.h"

/* Of the table's width: no column is taken to want more, so that products stay small. */
enum { GAZ_MOST_TIMES = 4 };

struct gaz_table_column {
    int64_t least, minimum, wish, natural; /* pads included; least: without figures cut */
    int64_t width;
    bool is_given;
    bool to_fill; /* half of its cells or more are empty */
};

struct gaz_sharing {
    const struct gaz_typesetter *typesetter;
    struct gaz_table_setting *setting;
    struct gaz_table_column *columns;
    uint32_t n;
    int64_t total;   /* between the outer grid lines */
    uint32_t *first; /* n + 1: of the cells of each column in `cells` */
    uint32_t *cells; /* cells of one column, by column */
    bool is_form;
    bool is_settled; /* the widths are a form's or a list's: not moved for the table's height */
};

/* Blank at both sides of a text over columns that end before `end`. */
static inline int64_t gaz_column_pads(const struct gaz_table_setting *setting, uint32_t end) {
    return setting->form == GAZ_FORM_BORDERLESS ? setting->gaps[end - 1] : 2 * (int64_t)setting->inset_x;
}

/* ---- wants.c */

/* Fills the boxes and decimals of the setting; figures that would be cut make the whole table smaller. */
void gaz_columns_measure_to_fit(const struct gaz_sharing *sharing);

/* Tells whether it is a form, and which columns are to be filled in. */
void gaz_columns_find_form(struct gaz_sharing *sharing);

/* Fills least, minimum, wish and natural of the columns, of which those that are given have their widths. */
void gaz_columns_collect_wants(struct gaz_sharing *sharing);

#endif
