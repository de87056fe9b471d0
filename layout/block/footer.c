/* footer.c: 版记 (GB/T 9704 7.4): 主送 that were moved here, 抄送, thin rule, 印发机关 and 印发日期, between
 * thick rules as wide as the type area; the last rule on the bottom edge of the type area.
 *
 * Its lines are whole grid lines and the rules take none (S-25: 2019-02 p29 is full to the last
 * line). The uppermost rule must not touch the characters of a text line above: it keeps the leading away
 * from them, or half of it where the lines would be too close for that, and the lines share what is left.
 */
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/text/breakers.h"
#include "layout/text/measure.h"

struct footer {
    const struct gaz_typesetter *ts;
    const struct gaz_style *style;
    gaz_len size, row; /* em; height of one line */
    gaz_len y;         /* top of the next line, from the bottom edge: negative */
    struct gaz_item *items;
    uint32_t n;
    size_t capacity;
    uint32_t lines;
};

/* the nodes of its texts: one set, however often it is set */
struct nodes {
    uint32_t addressees, copies, printer, print_date;
};

static struct gaz_item *push_item(struct footer *f) {
    size_t n = f->n;
    struct gaz_item *item = GAZ_PUSH(f->ts->arena, f->items, n, f->capacity);
    f->n = (uint32_t)n;
    return item;
}

static void push_rule(struct footer *f, gaz_len y, gaz_len thickness) {
    *push_item(f) =
        (struct gaz_item){.kind = GAZ_ITEM_RULE,
                          .artifact = GAZ_ARTIFACT_RULE,
                          .y = y,
                          .as.rule = {.width = f->style->measure, .height = thickness, .ink = GAZ_INK_BLACK}};
}

static void push_line(struct footer *f, const struct gaz_line *line, uint32_t number) {
    gaz_len baseline = f->y + (f->row - f->size) / 2 + gaz_scale(f->size, 88, 100);
    for (uint32_t i = 0; i < line->n_items; i++) {
        struct gaz_item *item = push_item(f);
        *item = line->items[i];
        item->y += baseline;
        item->line = number;
    }
}

static struct gaz_paragraph_spec spec_of(const struct footer *f, struct gaz_text text, uint32_t node,
                                         enum gaz_setting setting) {
    struct gaz_paragraph_spec spec = gaz_spec_of(f->ts, GAZ_ROLE_FOOTER, text);
    spec.measure = f->style->measure - f->style->footer_side;
    spec.first_indent = spec.indent = f->style->footer_side;
    spec.setting = setting;
    spec.node = node;
    return spec;
}

/* 抄送：… or 主送：… its turnover under the first character after the colon (G-34) */
static struct gaz_paragraph organs_of(const struct footer *f, struct gaz_text organs, uint32_t node) {
    struct gaz_paragraph_spec spec = spec_of(f, organs, node, GAZ_SET_JUSTIFIED);
    spec.breaker = gaz_break_names;
    spec.squeeze = gaz_scale(f->style->addressees_squeeze, f->size, f->style->cell);
    struct gaz_paragraph_spec label = spec;
    uint32_t n = 0;
    while (n < organs.n && organs.chars[n].ch != 0xFF1A)
        n++;
    label.text = gaz_text_slice(organs, 0, n < organs.n ? n + 1 : 0);
    if (n < organs.n) spec.indent += gaz_text_width(f->ts, &label);
    return gaz_paragraph_set(f->ts, &spec);
}

/* 主送 stand on lines of their own above 抄送, with no rule between (7.4.2). */
static struct gaz_paragraph copies_of(const struct footer *f, const struct gaz_doc *doc,
                                      const struct nodes *nodes) {
    struct gaz_paragraph above = organs_of(f, doc->moved_addressees, nodes->addressees),
                         below = organs_of(f, doc->copies, nodes->copies);
    struct gaz_line *lines = GAZ_NEW_ARRAY(f->ts->arena, struct gaz_line, above.n_lines + below.n_lines);
    for (uint32_t i = 0; i < above.n_lines; i++)
        lines[i] = above.lines[i];
    for (uint32_t i = 0; i < below.n_lines; i++)
        lines[above.n_lines + i] = below.lines[i];
    return (struct gaz_paragraph){.lines = lines, .n_lines = above.n_lines + below.n_lines};
}

static void push_copies(struct footer *f, const struct gaz_paragraph *copies) {
    for (uint32_t i = 0; i < copies->n_lines; i++) {
        push_line(f, &copies->lines[i], ++f->lines);
        f->y += f->row;
    }
}

/* 印发机关 at the left, 印发日期 at the right of one line (G-36); both at their own line where they do not
 * fit */
static void push_printer(struct footer *f, const struct gaz_paragraph *printer,
                         const struct gaz_paragraph *date, bool share) {
    uint32_t number = ++f->lines;
    for (uint32_t i = 0; i < printer->n_lines; i++) {
        if (i > 0) number = ++f->lines, f->y += f->row;
        push_line(f, &printer->lines[i], number);
    }
    if (!share && date->n_lines && printer->n_lines) number = ++f->lines, f->y += f->row;
    for (uint32_t i = 0; i < date->n_lines; i++)
        push_line(f, &date->lines[i], number);
    f->y += f->row;
}

/* what a 版记 says, set */
struct content {
    struct gaz_paragraph copies, printer, date;
    bool share;         /* printer and date stand on one line */
    bool goes_on;       /* from an earlier page */
    gaz_len print_rows; /* lines of printer and date */
};

/* its lines and rules, above the bottom edge */
static void draw(struct footer *f, const struct content *content) {
    const struct gaz_style *style = f->style;
    if (!content->goes_on) push_rule(f, f->y, style->footer_thick);
    push_copies(f, &content->copies);
    if (content->copies.n_lines && content->print_rows)
        push_rule(f, f->y - style->footer_thin / 2, style->footer_thin);
    if (content->print_rows) push_printer(f, &content->printer, &content->date, content->share);
    push_rule(f, -style->footer_thick, style->footer_thick);
}

static struct footer footer_of(const struct gaz_typesetter *ts) {
    return (struct footer){.ts = ts, .style = ts->style, .size = ts->style->roles[GAZ_ROLE_FOOTER].size};
}

static struct content content_of(const struct gaz_typesetter *ts, const struct gaz_doc *doc,
                                 struct nodes nodes) {
    struct footer f = footer_of(ts);
    struct gaz_paragraph_spec left = spec_of(&f, doc->printer, nodes.printer, GAZ_SET_LEFT),
                              right = spec_of(&f, doc->print_date, nodes.print_date, GAZ_SET_RIGHT);
    struct content c = {.copies = copies_of(&f, doc, &nodes),
                        .printer = gaz_paragraph_set(ts, &left),
                        .date = gaz_paragraph_set(ts, &right)};
    c.share =
        c.printer.n_lines == 1 && c.date.n_lines == 1 &&
        c.printer.lines[0].left + c.printer.lines[0].width + f.style->footer_side <= c.date.lines[0].left;
    c.print_rows = c.share ? 1 : (gaz_len)(c.printer.n_lines + c.date.n_lines);
    return c;
}

/* From a text line's characters to the uppermost rule, for a 版记 of so many lines that are `size` high. */
static gaz_len air_above(const struct gaz_style *style, gaz_len height, gaz_len lines, gaz_len size) {
    gaz_len leading = style->pitch - style->cell;
    return CLAMP(height - lines * size * 7 / 5, leading / 2, leading);
}

/* A box to stand on the bottom edge of an area as wide as the style's measure. */
static struct gaz_box compose(const struct gaz_typesetter *ts, const struct content *content) {
    struct footer f = footer_of(ts);
    gaz_len lines = MAX((gaz_len)content->copies.n_lines + content->print_rows, 1);
    gaz_len height = lines * f.style->footer_line;
    f.row = (height - air_above(f.style, height, lines, f.size)) / lines;
    f.y = -f.row * lines;
    draw(&f, content);
    return (struct gaz_box){.kind = GAZ_BOX_FOOT, .height = height, .items = f.items, .n_items = f.n};
}

static struct nodes add_nodes(struct gaz_tree *tree, const struct gaz_doc *doc) {
    struct nodes nodes = {0};
    gaz_tree_open(tree, (struct gaz_node){.kind = GAZ_NODE_FOOTER});
    if (doc->moved_addressees.n)
        nodes.addressees = gaz_tree_text(tree, GAZ_NODE_ADDRESSEES, doc->moved_addressees);
    if (doc->copies.n) nodes.copies = gaz_tree_text(tree, GAZ_NODE_COPIES, doc->copies);
    if (doc->printer.n) nodes.printer = gaz_tree_text(tree, GAZ_NODE_PRINTER, doc->printer);
    if (doc->print_date.n) nodes.print_date = gaz_tree_text(tree, GAZ_NODE_PRINT_DATE, doc->print_date);
    gaz_tree_close(tree);
    return nodes;
}

static bool follows_turned(const struct gaz_flow *flow) {
    uint32_t n = flow->n;
    while (n > 0 && flow->boxes[n - 1].kind == GAZ_BOX_SPACE)
        n--;
    return n > 0 && flow->boxes[n - 1].kind == GAZ_BOX_TURNED;
}

/* One line of 抄送 as a box among those of a page; above the first the thick rule. */
static void push_copy_line(struct gaz_flow *flow, const struct gaz_line *line, bool is_first) {
    const struct gaz_style *style = flow->typesetter->style;
    gaz_len size = style->roles[GAZ_ROLE_FOOTER].size;
    struct gaz_box *box = gaz_flow_line(flow, line, style->footer_line, size, 0);
    if (!is_first) return;
    struct gaz_item rule = {
        .kind = GAZ_ITEM_RULE,
        .artifact = GAZ_ARTIFACT_RULE,
        .as.rule = {.width = style->measure, .height = style->footer_thick, .ink = GAZ_INK_BLACK}};
    gaz_box_add(flow, box, &(struct gaz_line){.items = &rule, .n_items = 1},
                (struct gaz_at){0, -style->footer_thick - (style->pitch - style->cell) / 4, 0});
}

/* How many lines of 抄送 stand before the last page: whole pages of them, and at least one is left to stand
 * with the 印发. */
static uint32_t lines_before_last(const struct gaz_style *style, const struct content *content) {
    gaz_len rows = MAX(style->pitch * style->lines_per_page / style->footer_line, 2), n = 0;
    while ((gaz_len)content->copies.n_lines - n + content->print_rows > rows)
        n += rows;
    return (uint32_t)MIN(n, (gaz_len)content->copies.n_lines - 1);
}

/* A 版记 that is higher than a page begins a new one, fills it with lines of 抄送 and ends on the foot of the
 * last. False: 印发 alone is too high. */
static bool push_over_pages(struct gaz_flow *flow, struct content *content) {
    const struct gaz_typesetter *ts = flow->typesetter;
    if (content->copies.n_lines < 2) return false;
    uint32_t before = lines_before_last(ts->style, content);
    gaz_flow_break(flow, GAZ_END_KEEP);
    for (uint32_t i = 0; i < before; i++)
        push_copy_line(flow, &content->copies.lines[i], i == 0);
    content->copies.lines += before;
    content->copies.n_lines -= before;
    content->goes_on = true;
    struct gaz_box rest = compose(ts, content), *box;
    if (rest.height > ts->style->pitch * ts->style->lines_per_page) return false;
    box = gaz_flow_push(flow, GAZ_BOX_FOOT, rest.height);
    box->items = rest.items;
    box->n_items = rest.n_items;
    return true;
}

enum { NOTE_LINES = 3 /* of a table's 注 or 资料来源 */ };

/* Says what would go along with the 版记 to its page: the lines from the last place on where a page may end,
 * or rows of the table before it, with the few lines that stand below it. */
static void tie_to_last_lines(struct gaz_flow *flow) {
    struct gaz_box *boxes = flow->boxes;
    gaz_len pitch = flow->typesetter->style->pitch, foot = boxes[flow->n - 1].height, height = 0;
    uint32_t i = flow->n - 1, first = i;
    boxes[i].glued = true;
    while (i > 0 &&
           (boxes[i - 1].kind == GAZ_BOX_SPACE ||
            (boxes[i - 1].kind == GAZ_BOX_LINE && (boxes[i].glued || height < NOTE_LINES * pitch)))) {
        height += boxes[--i].height;
        if (boxes[i].kind == GAZ_BOX_LINE) first = i;
    }
    if (i == 0 || boxes[i - 1].kind != GAZ_BOX_TABLE) return;
    boxes[i - 1].takes_foot = height + foot;
    for (uint32_t k = first; k < flow->n; k++)
        boxes[k].glued = true;
}

void gaz_block_footer(struct gaz_flow *flow, const struct gaz_doc *doc) {
    struct gaz_text first = doc->moved_addressees.n ? doc->moved_addressees
                            : doc->copies.n         ? doc->copies
                                                    : doc->printer;
    if (first.n == 0 && doc->print_date.n == 0) return;
    const struct gaz_typesetter *ts = flow->typesetter;
    struct gaz_box *turned = NULL;
    struct nodes nodes = add_nodes(ts->tree, doc);
    if (ts->style->footer_on_turned && follows_turned(flow)) {
        struct gaz_typesetter own = *ts;
        own.style = gaz_turned_style(ts);
        turned = GAZ_NEW(ts->arena, struct gaz_box);
        struct content across = content_of(&own, doc, nodes);
        *turned = compose(&own, &across);
    }
    struct content content = content_of(ts, doc, nodes);
    struct gaz_box upright = compose(ts, &content);
    bool is_high = upright.height > ts->style->pitch * ts->style->lines_per_page;
    if (is_high && push_over_pages(flow, &content)) return;
    if (gaz_flow_is_too_high(flow, upright.height, first)) return;
    gaz_flow_space(flow, ts->style->footer_before, true);
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_FOOT, upright.height);
    box->items = upright.items;
    box->n_items = upright.n_items;
    box->turned = turned;
    tie_to_last_lines(flow);
}
