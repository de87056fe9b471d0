/* running_head.c: 书眉 above the type area, over a fine rule: 刊名 and the issue, and the 栏目: a page that
 * is copied alone says where it comes from. 书眉.排法 says where they stand: 栏目 outside and issue inside;
 * one on each of facing pages, outside or in the middle; or one above the other. The cover, the contents and
 * 简介 have none, nor has a page on which a document begins, unless 书眉.首页 says so.
 */
#include "layout/issue/parts.h"

enum form { INSIDE_AND_OUTSIDE, FACING, FACING_CENTRED, TWO_LINES }; /* 书眉.排法 */

struct head {
    struct gaz_canvas canvas;
    const struct gaz_style *style;
    struct gaz_text issue, column;
    gaz_len left, width, top; /* of the texts */
};

static struct gaz_text name_issue(const struct gaz_typesetter *ts, const struct gaz_issue *issue) {
    g_autofree char *ordinal = gaz_issue_ordinal(issue);
    struct gaz_text pieces[2] = {gaz_text_unbroken(ts->arena, issue->name),
                                 gaz_text_printf(ts, "　%d年%s", issue->year, ordinal)};
    return gaz_text_join(ts->arena, pieces, 2);
}

/* On one line: what is too long for it is set smaller. */
static void put(struct head *h, struct gaz_text text, enum gaz_setting setting) {
    struct gaz_slot slot = {.left = h->left, .top = h->top, .width = h->width};
    slot.size = gaz_role_size_within(h->canvas.typesetter, GAZ_ROLE_RUNNING_HEAD, text, h->width);
    if (text.n) gaz_canvas_line(&h->canvas, text, GAZ_ROLE_RUNNING_HEAD, setting, slot);
}

/* What does not stand beside one another stands on facing pages: the issue on the left one. */
static void choose(struct head *h, bool is_odd) {
    const struct gaz_typesetter *ts = h->canvas.typesetter;
    gaz_len width = gaz_role_width(ts, GAZ_ROLE_RUNNING_HEAD, h->issue) +
                    gaz_role_width(ts, GAZ_ROLE_RUNNING_HEAD, h->column);
    if (width + 2 * h->style->roles[GAZ_ROLE_RUNNING_HEAD].size <= h->width) return;
    if (is_odd && h->column.n)
        h->issue.n = 0;
    else
        h->column.n = 0;
}

/* 刊名 and the issue on the left page, the 栏目 on the right one. */
static void put_facing(struct head *h, bool is_odd, bool is_centred) {
    struct gaz_text text = is_odd && h->column.n ? h->column : h->issue;
    put(h, text, is_centred ? GAZ_SET_CENTER : is_odd ? GAZ_SET_RIGHT : GAZ_SET_LEFT);
}

static void put_beside(struct head *h, bool is_odd) {
    choose(h, is_odd);
    put(h, is_odd ? h->issue : h->column, GAZ_SET_LEFT);
    put(h, is_odd ? h->column : h->issue, GAZ_SET_RIGHT);
}

/* The 栏目 stands nearest to the text; the issue takes its line when there is none. */
static void put_below(struct head *h) {
    gaz_len line = gaz_scale(h->style->roles[GAZ_ROLE_RUNNING_HEAD].size, 3, 2), top = h->top;
    if (h->column.n) h->top -= line;
    put(h, h->issue, GAZ_SET_CENTER);
    h->top = top;
    put(h, h->column, GAZ_SET_CENTER);
}

static void put_texts(struct head *h, bool is_odd) {
    switch ((enum form)h->style->head_form) {
    case INSIDE_AND_OUTSIDE:
        put_beside(h, is_odd);
        break;
    case FACING:
    case FACING_CENTRED:
        put_facing(h, is_odd, h->style->head_form == FACING_CENTRED);
        break;
    case TWO_LINES:
        put_below(h);
        break;
    }
}

/* What the page number takes of the line when it stands outside at the head of the page (页码.上下). */
static gaz_len folio_room(const struct gaz_typesetter *ts) {
    const struct gaz_style *style = ts->style;
    enum { OUTSIDE = 0 };
    if (!style->folio_at_head || style->folio_place != OUTSIDE) return 0;
    return style->folio_side + gaz_folio_line(ts, 888).width + style->roles[GAZ_ROLE_RUNNING_HEAD].size;
}

/* Texts in the middle leave as much free on either side. */
static void leave_folio(struct head *h, bool is_odd) {
    enum form form = (enum form)h->style->head_form;
    gaz_len room = MIN(folio_room(h->canvas.typesetter), h->width / 3);
    bool is_centred = form == FACING_CENTRED || form == TWO_LINES;
    if (is_centred || !is_odd) h->left += room;
    h->width -= is_centred ? 2 * room : room;
}

static void mark_artifacts(struct gaz_canvas *canvas) {
    for (uint32_t i = 0; i < canvas->n_items; i++)
        if (!canvas->items[i].artifact) canvas->items[i].artifact = GAZ_ARTIFACT_RUNNING_HEAD;
}

struct gaz_canvas gaz_compose_running_head(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                                           struct gaz_text column, int number) {
    const struct gaz_style *style = ts->style;
    bool is_odd = number % 2 != 0;
    gaz_len rule_top = style->area_top - style->head_gap - style->head_rule;
    struct head head = {.canvas = {.typesetter = ts},
                        .style = style,
                        .issue = name_issue(ts, issue),
                        .column = gaz_text_unbroken(ts->arena, column),
                        .left = gaz_area_left(style, number),
                        .width = style->measure,
                        .top = rule_top - style->head_text_gap - style->roles[GAZ_ROLE_RUNNING_HEAD].size};
    leave_folio(&head, is_odd);
    put_texts(&head, is_odd);
    struct gaz_rule rule = {.width = style->measure, .height = style->head_rule};
    rule.ink = style->roles[GAZ_ROLE_RUNNING_HEAD].ink;
    if (rule.height > 0) gaz_canvas_rule(&head.canvas, gaz_area_left(style, number), rule_top, rule);
    mark_artifacts(&head.canvas);
    return head.canvas;
}
