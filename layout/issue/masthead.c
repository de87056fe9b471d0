/* masthead.c: 编辑委员会 and 联系方式 side by side on the foot of the contents page, labels 均排 to one width
 * (S-01, C-12). */
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/issue/parts.h"

struct board {
    struct gaz_canvas canvas;
    const struct gaz_style *style;
    gaz_len em, pitch, colon;
};

/* Labels and values: where they stand, how many lines they are. */
struct list {
    const struct gaz_pairs *pairs;
    gaz_len natural, left, width; /* natural: with every value on one line */
    uint32_t lines;
};

static gaz_len widest_label(const struct board *b, const struct gaz_pairs *pairs, gaz_len least) {
    for (uint32_t i = 0; i < pairs->n; i++)
        least = MAX(least, gaz_role_width(b->canvas.typesetter, GAZ_ROLE_BOARD, pairs->pairs[i].label));
    return least;
}

/* of the label and its colon */
static gaz_len head_width(const struct board *b, const struct gaz_pairs *pairs) {
    return widest_label(b, pairs, b->style->board_label) + b->colon;
}

static bool is_two_characters(struct gaz_text value) {
    return value.n == 2 && gaz_char_is_han(value.chars[0].ch) && gaz_char_is_han(value.chars[1].ch);
}

static struct gaz_paragraph set_value(const struct board *b, struct gaz_text value, gaz_len width) {
    struct gaz_paragraph_spec spec = gaz_spec_of(b->canvas.typesetter, GAZ_ROLE_BOARD, value);
    spec.measure = width;
    spec.setting = GAZ_SET_LEFT;
    spec.node = b->canvas.node;
    return gaz_paragraph_set(b->canvas.typesetter, &spec);
}

/* A name of two characters is spread to the width of three; what is too wide is turned over. How many lines
 * it is. */
static uint32_t put_value(struct board *b, struct gaz_text value, gaz_len left, gaz_len top, gaz_len width) {
    if (is_two_characters(value)) {
        gaz_canvas_spread(&b->canvas, value, GAZ_ROLE_BOARD,
                          (struct gaz_slot){.left = left, .top = top, .width = 3 * b->em});
        return 1;
    }
    struct gaz_paragraph set = set_value(b, value, width);
    for (uint32_t i = 0; i < set.n_lines; i++)
        gaz_canvas_items(&b->canvas, &set.lines[i], left,
                         top + gaz_scale(b->em, 88, 100) + (gaz_len)i * b->pitch);
    return MAX(set.n_lines, 1);
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

static void put_list(struct board *b, const struct list *list, gaz_len top) {
    const struct gaz_pairs *pairs = list->pairs;
    gaz_len head = head_width(b, pairs);
    struct gaz_tree *tree = b->canvas.typesetter->tree;
    if (pairs->n == 0) return;
    gaz_tree_open(tree, (struct gaz_node){.kind = GAZ_NODE_NAME_LIST, .as.table = {pairs->n, 2, 0}});
    struct gaz_text colon = gaz_text_from_utf8(b->canvas.typesetter->arena, "：");
    for (uint32_t i = 0; i < pairs->n; i++) {
        struct gaz_text texts[2] = {pairs->pairs[i].label, colon};
        struct gaz_slot slot = {.left = list->left, .top = top, .width = head - b->colon};
        gaz_tree_open(tree, (struct gaz_node){.kind = GAZ_NODE_ROW});
        b->canvas.node = add_cell(tree, gaz_text_join(b->canvas.typesetter->arena, texts, 2), i, 0);
        put_label(b, pairs->pairs[i].label, slot);
        slot.left += slot.width;
        slot.width = b->colon;
        gaz_canvas_line(&b->canvas, colon, GAZ_ROLE_BOARD, GAZ_SET_LEFT, slot);
        b->canvas.node = add_cell(tree, pairs->pairs[i].value, i, 1);
        uint32_t lines =
            put_value(b, pairs->pairs[i].value, list->left + head, top, MAX(list->width - head, b->em));
        top += (gaz_len)lines * b->pitch;
        gaz_tree_close(tree);
    }
    gaz_tree_close(tree);
}

/* ---- how wide they are */

static struct list list_of(const struct board *b, const struct gaz_pairs *pairs) {
    gaz_len widest = 3 * b->em;
    for (uint32_t i = 0; i < pairs->n; i++)
        widest = MAX(widest, gaz_role_width(b->canvas.typesetter, GAZ_ROLE_BOARD, pairs->pairs[i].value));
    return (struct list){.pairs = pairs, .natural = pairs->n ? head_width(b, pairs) + widest : 0};
}

/* How many lines a value is, to look at it: nobody hears what is complained of, which says that a word is
 * cut. */
static uint32_t count_value_lines(const struct board *b, struct gaz_text value, gaz_len room,
                                  unsigned *cuts) {
    struct gaz_typesetter quiet = *b->canvas.typesetter;
    struct board looked = *b;
    looked.canvas.typesetter = &quiet;
    quiet.diags = gaz_diags_new();
    uint32_t lines = set_value(&looked, value, room).n_lines;
    *cuts += gaz_diags_count(quiet.diags, GAZ_WARNING);
    gaz_diags_free(quiet.diags);
    return MAX(lines, 1);
}

static uint32_t count_lines(const struct board *b, const struct list *list, gaz_len width, unsigned *cuts) {
    uint32_t lines = 0;
    gaz_len room = MAX(width - head_width(b, list->pairs), b->em);
    for (uint32_t i = 0; i < list->pairs->n; i++) {
        struct gaz_text value = list->pairs->pairs[i].value;
        bool is_line = list->natural <= width || is_two_characters(value) ||
                       gaz_role_width(b->canvas.typesetter, GAZ_ROLE_BOARD, value) <= room;
        lines += is_line ? 1 : count_value_lines(b, value, room, cuts);
    }
    return lines;
}

static void give_width(const struct board *b, struct list *list, gaz_len left, gaz_len width) {
    list->left = left;
    list->width = width;
    list->lines = count_lines(b, list, width, &(unsigned){0});
}

/* Both stand side by side on one line each: the white is the same before, behind and, twice, between them. */
static void place_apart(const struct board *b, struct list *board, struct list *contacts) {
    gaz_len measure = b->style->measure, left = board->natural, right = contacts->natural;
    gaz_len air = (measure - left - right) / (left && right ? 3 : 2);
    gaz_len second = left && right ? MAX(2 * air + left, MIN(left + b->em, measure - right)) : air;
    give_width(b, board, MIN(air, second), left);
    give_width(b, contacts, second, measure - second);
}

/* Too wide for that: what is turned over cuts as few words as can be (a number of a telephone), makes the
 * higher of both as low as can be, the widths as near to their shares as that leaves. */
static void place_turned(const struct board *b, struct list *board, struct list *contacts) {
    gaz_len room = b->style->measure - b->em, best = 0;
    gaz_len share = (gaz_len)((int64_t)room * board->natural / (board->natural + contacts->natural));
    uint32_t lowest = UINT32_MAX;
    unsigned fewest = G_MAXUINT;
    gaz_len least = MIN(head_width(b, board->pairs) + 4 * b->em, board->natural);
    gaz_len most = room - MIN(head_width(b, contacts->pairs) + 4 * b->em, contacts->natural);
    for (gaz_len width = MIN(board->natural, most); width >= MIN(least, most); width -= b->em) {
        unsigned cuts = 0;
        uint32_t one = count_lines(b, board, width, &cuts);
        uint32_t lines = MAX(one, count_lines(b, contacts, room - width, &cuts));
        bool is_as_low = lines < lowest || (lines == lowest && ABS(width - share) < ABS(best - share));
        if (cuts > fewest || (cuts == fewest && !is_as_low)) continue;
        fewest = cuts;
        lowest = lines;
        best = width;
    }
    give_width(b, board, 0, best);
    give_width(b, contacts, best + b->em, room - best);
}

static void place_lists(const struct board *b, struct list *board, struct list *contacts) {
    gaz_len both = board->natural + contacts->natural;
    if (both <= b->style->measure || !board->natural)
        place_apart(b, board, contacts);
    else if (!contacts->natural)
        give_width(b, board, 0, b->style->measure);
    else
        place_turned(b, board, contacts);
}

/* ---- the page's foot */

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

static void put_rule(struct board *b, gaz_len y, gaz_len height) {
    gaz_canvas_rule(&b->canvas, 0, y, (struct gaz_rule){.width = b->style->measure, .height = height});
}

void gaz_compose_masthead(struct gaz_flow *flow, const struct gaz_issue *issue) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    gaz_len em = style->roles[GAZ_ROLE_BOARD].size;
    struct board b = {{.typesetter = ts}, style, em, style->board_line, em};
    if (!style->board_printed) return;
    struct gaz_pairs organ_pairs = organs_of(ts, issue);
    gaz_len fewest = (gaz_len)MAX(issue->board.n, issue->contacts.n);
    /* so many lines that no width need be tried */
    if (fewest > 0 && gaz_flow_is_too_high(flow, fewest * b.pitch, pairs_first(issue))) return;
    struct list board = list_of(&b, &issue->board), contacts = list_of(&b, &issue->contacts),
                organs = list_of(&b, &organ_pairs);
    place_lists(&b, &board, &contacts);
    bool is_lone = board.pairs->n + contacts.pairs->n == 0;
    gaz_len first = is_lone ? MAX((style->measure - organs.natural) / 2, 0) : board.left;
    give_width(&b, &organs, first, style->measure - first);
    gaz_len rows = (gaz_len)MAX(board.lines, contacts.lines), extra = (gaz_len)organs.lines;
    if (rows + extra == 0) return;
    gaz_len gap = rows && extra ? b.pitch / 2 : 0;
    gaz_len height = (rows + extra) * b.pitch + gap + b.pitch; /* half a line of air at both rules */
    if (gaz_flow_is_too_high(flow, height, rows ? pairs_first(issue) : issue->name)) return;
    gaz_len top = -height, text = top + b.pitch / 2 + (b.pitch - b.em) / 2;
    put_rule(&b, top, style->board_thick);
    put_list(&b, &board, text);
    put_list(&b, &contacts, text);
    if (gap) put_rule(&b, text + rows * b.pitch - (b.pitch - b.em) / 2 + gap / 2, style->board_thin);
    put_list(&b, &organs, text + rows * b.pitch + gap);
    put_rule(&b, -style->board_thick, style->board_thick);
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_FOOT, height);
    box->items = b.canvas.items;
    box->n_items = b.canvas.n_items;
}
