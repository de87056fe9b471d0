/* furniture.c: what a page has whatever stands on it: where its type area begins, and its number (GB/T 9704
 * 7.5). */
#include "base/process/arena.h"
#include "layout/page/book.h"

#include <glib.h>
#include <string.h>

gaz_len gaz_area_left(const struct gaz_style *style, int number) {
    if (number % 2 != 0 || !style->mirrored) return style->area_left;
    return style->paper_width - style->area_left - style->measure;
}

static struct gaz_text folio_text(const struct gaz_typesetter *ts, int number) {
    const char *form = ts->style->folio_form, *hole = strstr(form, "{}");
    int before = hole ? (int)(hole - form) : (int)strlen(form);
    char *utf8 = g_strdup_printf("%.*s%d%s", before, form, number, hole ? hole + 2 : "");
    struct gaz_text text = gaz_text_from_utf8(ts->arena, utf8);
    g_free(utf8);
    return text;
}

static gaz_len area_bottom(const struct gaz_style *style) {
    return style->area_top + style->pitch * (style->lines_per_page - 1) + style->cell;
}

/* G-38: the dash 7 mm below the type area; odd pages at the right, even ones at the left, one 字 in. At
 * the head of the page (页码.上下) it is as far above. */
struct gaz_line gaz_folio_line(const struct gaz_typesetter *ts, int number) {
    const struct gaz_style *style = ts->style;
    const struct gaz_role *role = &style->roles[GAZ_ROLE_FOLIO];
    bool odd = number % 2 != 0;
    struct gaz_paragraph_spec spec = {.text = folio_text(ts, number),
                                      .role = GAZ_ROLE_FOLIO,
                                      .heading_role = GAZ_ROLE_FOLIO,
                                      .setting = style->folio_place == 1 ? GAZ_SET_CENTER
                                                 : odd                   ? GAZ_SET_RIGHT
                                                                         : GAZ_SET_LEFT,
                                      .measure = style->measure - style->folio_side,
                                      .first_indent = style->folio_side,
                                      .artifact = GAZ_ARTIFACT_PAGE_NUMBER};
    struct gaz_paragraph set = gaz_paragraph_set(ts, &spec);
    gaz_len rise = gaz_scale(role->size, 38, 100); /* a dash stands 0.38 em high */
    gaz_len baseline = style->folio_at_head ? style->area_top - style->folio_gap + rise
                                            : area_bottom(style) + style->folio_gap + rise;
    for (uint32_t i = 0; i < set.n_lines; i++)
        for (uint32_t k = 0; k < set.lines[i].n_items; k++) {
            set.lines[i].items[k].x += gaz_area_left(style, number);
            set.lines[i].items[k].y += baseline;
        }
    return set.n_lines ? set.lines[0] : (struct gaz_line){0};
}
