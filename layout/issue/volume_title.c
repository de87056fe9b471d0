/* volume_title.c: the title page of a volume (扉页): 刊名, 2023年合订本, which issues, 主办.
 *
 * Its texts are those of the covers behind it, so they are copies. It stands on a right page, without a
 * number; its back is blank.
 */
#include "layout/issue/parts.h"

static void put_line(struct gaz_canvas *c, struct gaz_text text, enum gaz_role_id role, gaz_len top) {
    const struct gaz_style *style = c->typesetter->style;
    struct gaz_slot slot = {.left = style->area_left, .top = top, .width = style->measure};
    if (text.n == 0) return;
    slot.size = gaz_role_size_within(c->typesetter, role, text, slot.width);
    c->node = gaz_tree_add(c->typesetter->tree,
                           (struct gaz_node){.kind = GAZ_NODE_PARAGRAPH, .is_copy = true, .text = text});
    gaz_canvas_line(c, text, role, GAZ_SET_CENTER, slot);
}

struct gaz_canvas gaz_compose_volume_title(const struct gaz_typesetter *ts,
                                           const struct gaz_volume_job *job) {
    const struct gaz_style *style = ts->style;
    const struct gaz_issue *last = job->issues[job->n_issues - 1].issue;
    struct gaz_canvas c = {.typesetter = ts};
    struct gaz_text years[2] = {gaz_volume_years(ts, job), gaz_text_from_utf8(ts->arena, "合订本")};
    gaz_len bottom = style->area_top + style->area_height;
    gaz_tree_open(ts->tree, (struct gaz_node){.kind = GAZ_NODE_COVER});
    put_line(&c, last->name, GAZ_ROLE_COVER_NAME, style->area_top + style->area_height / 8);
    put_line(&c, gaz_text_join(ts->arena, years, 2), GAZ_ROLE_CONTENTS_TITLE,
             style->area_top + style->area_height * 2 / 5);
    put_line(&c, gaz_volume_range(ts, job), GAZ_ROLE_COVER_TEXT,
             style->area_top + style->area_height * 2 / 5 + 2 * style->roles[GAZ_ROLE_CONTENTS_TITLE].size);
    put_line(&c, last->sponsor, GAZ_ROLE_COVER_ORGAN, bottom - style->roles[GAZ_ROLE_COVER_ORGAN].size);
    gaz_tree_close(ts->tree);
    return c;
}
