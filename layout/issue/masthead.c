/* masthead.c: 编辑委员会 and 联系方式 side by side on the foot of the contents page, labels 均排 to one width
 * (S-01, C-12). */
#include "base/process/arena.h"
#include "layout/issue/parts.h"

struct board {
    struct gaz_canvas canvas;
    const struct gaz_style *style;
    gaz_len em, pitch, colon;
};

static gaz_len widest_label(const struct board *b, const struct gaz_pairs *pairs, gaz_len least) {
    for (uint32_t i = 0; i < pairs->n; i++)
        least = MAX(least, gaz_role_width(b->canvas.typesetter, GAZ_ROLE_BOARD, pairs->pairs[i].label));
    return least;
}

/* a name of two characters is spread to the width of three */
static void put_value(struct board *b, struct gaz_text value, gaz_len left, gaz_len top, gaz_len width) {
    bool name = value.n == 2 && gaz_char_is_han(value.chars[0].ch) && gaz_char_is_han(value.chars[1].ch);
    struct gaz_slot slot = {.left = left, .top = top, .width = name ? 3 * b->em : width};
    if (name) {
        gaz_canvas_spread(&b->canvas, value, GAZ_ROLE_BOARD, slot);
        return;
    }
    slot.size = gaz_role_size_within(b->canvas.typesetter, GAZ_ROLE_BOARD, value, width);
    gaz_canvas_line(&b->canvas, value, GAZ_ROLE_BOARD, GAZ_SET_LEFT, slot);
}

/* 均排 is for Chinese labels; E-mail stands as it is. */
static void put_label(struct board *b, struct gaz_text label, struct gaz_slot slot) {
    bool han = true;
    for (uint32_t i = 0; i < label.n; i++)
        han &= gaz_char_is_han(label.chars[i].ch);
    if (han)
        gaz_canvas_spread(&b->canvas, label, GAZ_ROLE_BOARD, slot);
    else
        gaz_canvas_line(&b->canvas, label, GAZ_ROLE_BOARD, GAZ_SET_LEFT, slot);
}

/* a label heads its row */
static uint32_t add_cell(struct gaz_tree *tree, struct gaz_text text, uint32_t row, uint32_t column) {
    return gaz_tree_add(tree, (struct gaz_node){.kind = GAZ_NODE_CELL,
                                                .is_header = column == 0,
                                                .text = text,
                                                .as.cell = {row, column, 1, 1}});
}

static void put_pairs(struct board *b, const struct gaz_pairs *pairs, gaz_len left, gaz_len top,
                      gaz_len width) {
    gaz_len label = widest_label(b, pairs, b->style->board_label);
    struct gaz_tree *tree = b->canvas.typesetter->tree;
    if (pairs->n == 0) return;
    gaz_tree_open(tree, (struct gaz_node){.kind = GAZ_NODE_NAME_LIST, .as.table = {pairs->n, 2, 0}});
    struct gaz_text colon = gaz_text_from_utf8(b->canvas.typesetter->arena, "：");
    for (uint32_t i = 0; i < pairs->n; i++) {
        struct gaz_text head[2] = {pairs->pairs[i].label, colon};
        struct gaz_slot slot = {.left = left, .top = top + (gaz_len)i * b->pitch, .width = label};
        gaz_tree_open(tree, (struct gaz_node){.kind = GAZ_NODE_ROW});
        b->canvas.node = add_cell(tree, gaz_text_join(b->canvas.typesetter->arena, head, 2), i, 0);
        put_label(b, pairs->pairs[i].label, slot);
        slot.left += label;
        slot.width = b->colon;
        gaz_canvas_line(&b->canvas, colon, GAZ_ROLE_BOARD, GAZ_SET_LEFT, slot);
        b->canvas.node = add_cell(tree, pairs->pairs[i].value, i, 1);
        put_value(b, pairs->pairs[i].value, left + label + b->colon, slot.top,
                  MAX(width - label - b->colon, b->em));
        gaz_tree_close(tree);
    }
    gaz_tree_close(tree);
}

static gaz_len pairs_width(const struct board *b, const struct gaz_pairs *pairs) {
    gaz_len widest = 0;
    for (uint32_t i = 0; i < pairs->n; i++)
        widest = MAX(widest, gaz_role_width(b->canvas.typesetter, GAZ_ROLE_BOARD, pairs->pairs[i].value));
    return pairs->n ? widest_label(b, pairs, b->style->board_label) + b->colon + MAX(widest, 3 * b->em) : 0;
}

/* 主管 and 主办 join the board's list as pairs of their own. */
static struct gaz_pairs organs_of(const struct gaz_typesetter *ts, const struct gaz_issue *issue) {
    struct gaz_pair *pairs = GAZ_NEW_ARRAY(ts->arena, struct gaz_pair, 2);
    uint32_t n = 0;
    if (issue->supervisor.n)
        pairs[n++] = (struct gaz_pair){gaz_text_from_utf8(ts->arena, "主管"), issue->supervisor};
    if (issue->sponsor.n)
        pairs[n++] = (struct gaz_pair){gaz_text_from_utf8(ts->arena, "主办"), issue->sponsor};
    return (struct gaz_pairs){pairs, n};
}

/* the text that stands for the list in a complaint */
static struct gaz_text pairs_first(const struct gaz_issue *issue) {
    const struct gaz_pairs *longer = issue->board.n > issue->contacts.n ? &issue->board : &issue->contacts;
    return longer->pairs[0].label;
}

void gaz_compose_masthead(struct gaz_flow *flow, const struct gaz_issue *issue) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    struct board b = {{.typesetter = ts},
                      style,
                      style->roles[GAZ_ROLE_BOARD].size,
                      style->board_line,
                      style->roles[GAZ_ROLE_BOARD].size};
    if (!style->board_printed) return;
    struct gaz_pairs organs = organs_of(ts, issue);
    gaz_len rows = (gaz_len)MAX(issue->board.n, issue->contacts.n), extra = (gaz_len)organs.n;
    if (rows + extra == 0) return;
    gaz_len gap = rows && extra ? b.pitch / 2 : 0;
    gaz_len height = (rows + extra) * b.pitch + gap + b.pitch; /* half a line of air at both rules */
    if (gaz_flow_is_too_high(flow, height, rows ? pairs_first(issue) : issue->name)) return;
    gaz_len top = -height, text = top + b.pitch / 2 + (b.pitch - b.em) / 2;
    gaz_canvas_rule(&b.canvas, 0, top,
                    (struct gaz_rule){.width = style->measure, .height = style->board_thick});
    gaz_len left = pairs_width(&b, &issue->board), right = pairs_width(&b, &issue->contacts);
    gaz_len air = MAX((style->measure - left - right) / (left && right ? 3 : 2), 0);
    gaz_len second = left ? 2 * air + left : air;
    second = MIN(second, MAX(style->measure - right, left + b.em));
    gaz_len first = rows ? MIN(air, second) : MAX((style->measure - pairs_width(&b, &organs)) / 2, 0);
    put_pairs(&b, &issue->board, first, text, left);
    put_pairs(&b, &issue->contacts, second, text, style->measure - second);
    if (gap)
        gaz_canvas_rule(&b.canvas, 0, text + rows * b.pitch - (b.pitch - b.em) / 2 + gap / 2,
                        (struct gaz_rule){.width = style->measure, .height = style->board_thin});
    put_pairs(&b, &organs, first, text + rows * b.pitch + gap, style->measure - first);
    gaz_canvas_rule(&b.canvas, 0, -style->board_thick,
                    (struct gaz_rule){.width = style->measure, .height = style->board_thick});
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_FOOT, height);
    box->items = b.canvas.items;
    box->n_items = b.canvas.n_items;
}
