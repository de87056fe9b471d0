/* cover.c: the cover: 刊名, 拼音, the year, 期 and 总期, the sponsor (S-02). It carries no page number. */
#include "layout/issue/parts.h"

/* The em of a name that is spread over `width` with air between its characters. */
static gaz_len name_size(const struct gaz_style *style, uint32_t characters, gaz_len width) {
    gaz_len size = style->roles[GAZ_ROLE_COVER_NAME].size;
    return MIN(size, characters ? gaz_scale(width, 100, 104 * (int64_t)characters) : size);
}

static void put(struct gaz_canvas *c, struct gaz_text text, enum gaz_role_id role, gaz_len top) {
    const struct gaz_style *style = c->typesetter->style;
    if (text.n == 0) return;
    gaz_len room = style->paper_width - style->area_left, width = gaz_role_width(c->typesetter, role, text);
    struct gaz_slot slot = {.left = (style->paper_width - room) / 2, .top = top, .width = room};
    if (width > room) slot.size = MAX(gaz_scale(style->roles[role].size, room, width) - 1, GAZ_POINT);
    gaz_canvas_line(c, text, role, GAZ_SET_CENTER, slot);
}

static void put_name(struct gaz_canvas *c, struct gaz_text name) {
    const struct gaz_style *style = c->typesetter->style;
    struct gaz_slot slot = {.left = (style->paper_width - style->cover_name_width) / 2,
                            .top = style->cover_name_top,
                            .width = style->cover_name_width,
                            .size = name_size(style, name.n, style->cover_name_width)};
    gaz_canvas_spread(c, name, GAZ_ROLE_COVER_NAME, slot);
}

static void put_rules(struct gaz_canvas *c) {
    const struct gaz_style *style = c->typesetter->style;
    gaz_len left = (style->paper_width - style->cover_name_width) / 2, width = style->cover_name_width;
    gaz_len y = style->cover_number_top - style->roles[GAZ_ROLE_COVER_NUMBER].size;
    if (style->cover_band_height)
        gaz_canvas_rule(c, 0, style->cover_band_top,
                        (struct gaz_rule){.width = style->paper_width,
                                          .height = style->cover_band_height,
                                          .colour = style->cover_colour});
    gaz_canvas_rule(
        c, left, y,
        (struct gaz_rule){.width = width, .height = GAZ_POINT * 2, .colour = style->cover_colour});
    gaz_canvas_rule(
        c, left, y + GAZ_POINT * 4,
        (struct gaz_rule){.width = width, .height = GAZ_POINT / 2, .colour = style->cover_colour});
}

struct gaz_canvas gaz_compose_cover(const struct gaz_typesetter *typesetter, const struct gaz_issue *issue) {
    const struct gaz_style *style = typesetter->style;
    struct gaz_canvas c = {.typesetter = typesetter};
    put_name(&c, issue->name);
    put(&c, issue->pinyin, GAZ_ROLE_COVER_PINYIN, style->cover_pinyin_top);
    put(&c, issue->english_name, GAZ_ROLE_COVER_ENGLISH, style->cover_english_top);
    put_rules(&c);
    put(&c, gaz_text_printf(typesetter, "%d", issue->year), GAZ_ROLE_COVER_YEAR, style->cover_year_top);
    struct gaz_text number =
        issue->total ? gaz_text_printf(typesetter, "第%d期（总第%d期）", issue->number, issue->total)
                     : gaz_text_printf(typesetter, "第%d期", issue->number);
    put(&c, number, GAZ_ROLE_COVER_NUMBER, style->cover_number_top);
    put(&c, issue->sponsor, GAZ_ROLE_COVER_ORGAN, style->cover_organ_top);
    return c;
}
