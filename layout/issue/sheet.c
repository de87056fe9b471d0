/* sheet.c: see layout/sheet.h. */
#include "layout/sheet.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "fonts/face.h"
#include "layout/block/box.h"
#include "layout/text/measure.h"

struct gaz_sheet {
    struct gaz_typesetter typesetter;
    struct gaz_diags *unheard; /* of a column so narrow that a word sticks out nobody need hear */
};

struct gaz_sheet *gaz_sheet_new(const struct gaz_style *style, struct gaz_fonts *fonts,
                                struct gaz_arena *arena) {
    struct gaz_sheet *sheet = g_new(struct gaz_sheet, 1);
    sheet->unheard = gaz_diags_new();
    sheet->typesetter =
        (struct gaz_typesetter){.arena = arena, .style = style, .fonts = fonts, .diags = sheet->unheard};
    return sheet;
}

void gaz_sheet_free(struct gaz_sheet *sheet) {
    if (!sheet) return;
    gaz_diags_free(sheet->unheard);
    g_free(sheet);
}

static struct gaz_paragraph_spec spec_of(const struct gaz_sheet *sheet, const struct gaz_sheet_text *text) {
    static const enum gaz_setting settings[] = {GAZ_SET_LEFT, GAZ_SET_CENTER, GAZ_SET_RIGHT};
    struct gaz_paragraph_spec spec = gaz_spec_of(&sheet->typesetter, text->role, text->text);
    spec.measure = text->width;
    spec.size = text->size;
    spec.setting = settings[text->side];
    spec.artifact = GAZ_ARTIFACT_BESIDE;
    return spec;
}

static void take_line(struct gaz_sheet_set *set, const struct gaz_line *line, gaz_len y) {
    set->n_lines++;
    for (uint32_t i = 0; i < line->n_items; i++) {
        struct gaz_item *item = &set->items[set->n_items++];
        *item = line->items[i];
        item->y += y;
        item->line = set->n_lines;
    }
}

struct gaz_sheet_set gaz_sheet_set(const struct gaz_sheet *sheet, const struct gaz_sheet_text *text) {
    struct gaz_paragraph_spec spec = spec_of(sheet, text);
    struct gaz_paragraph lines = gaz_paragraph_set(&sheet->typesetter, &spec);
    struct gaz_sheet_set set = {0};
    uint32_t n = 0;
    for (uint32_t i = 0; i < lines.n_lines; i++)
        n += lines.lines[i].n_items;
    set.items = GAZ_NEW_ARRAY(sheet->typesetter.arena, struct gaz_item, n + 1);
    for (uint32_t i = 0; i < lines.n_lines; i++)
        take_line(&set, &lines.lines[i], gaz_scale(text->size, 88, 100) + (gaz_len)i * text->pitch);
    return set;
}

gaz_len gaz_sheet_width(const struct gaz_sheet *sheet, const struct gaz_sheet_text *text) {
    struct gaz_paragraph_spec spec = spec_of(sheet, text);
    return gaz_text_width(&sheet->typesetter, &spec);
}
