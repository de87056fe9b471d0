/* body.c: the blocks of a part: paragraphs, headings, provisions, tables, marks. */
#include "base/diag/diag.h"
#include "layout/block/block.h"
#include "layout/text/breakers.h"
#include "layout/title/title.h"

enum { SUBBOOK = 2 /* the division above which only 编 is */ };

static enum gaz_role_id heading_role(unsigned level) {
    static const enum gaz_role_id roles[] = {GAZ_ROLE_BODY, GAZ_ROLE_HEADING_1, GAZ_ROLE_HEADING_2,
                                             GAZ_ROLE_HEADING_3, GAZ_ROLE_HEADING_4};
    return roles[level <= 4 ? level : 4];
}

static enum gaz_setting setting_of(enum gaz_block_align align) {
    switch (align) {
    case GAZ_ALIGN_BODY:
    case GAZ_ALIGN_LEFT:
        return GAZ_SET_JUSTIFIED;
    case GAZ_ALIGN_CENTER:
        return GAZ_SET_CENTER;
    case GAZ_ALIGN_RIGHT:
        return GAZ_SET_RIGHT;
    }
    return GAZ_SET_JUSTIFIED;
}

struct gaz_paragraph_spec gaz_block_spec(const struct gaz_typesetter *ts, const struct gaz_block *block) {
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, GAZ_ROLE_BODY, block->text);
    if (ts->style->run_in_heading) spec.heading_role = heading_role(block->level);
    spec.setting = setting_of(block->align);
    spec.first_indent = block->align == GAZ_ALIGN_BODY ? ts->style->indent : 0; /* G-20 */
    spec.breaker = block->align == GAZ_ALIGN_CENTER ? gaz_break_centred : gaz_break_taken_in;
    spec.more_lines = block->n_lines;
    spec.last_set = block->last_line.source != NULL;
    bool may_hang = block->align == GAZ_ALIGN_BODY && !block->is_numbered && !block->is_provision;
    if (ts->style->hangs_labels && may_hang) gaz_block_hang_label(ts, &spec);
    return spec;
}

static uint32_t add_node(const struct gaz_flow *flow, const struct gaz_block *block,
                         enum gaz_node_kind kind) {
    return gaz_tree_add(
        flow->typesetter->tree,
        (struct gaz_node){.kind = kind, .level = block->level, .text = block->text, .span = block->span});
}

/* 注： 说明： 问：: a few words on a line of their own that lead to what follows, as a heading does. */
static bool is_lead_in(struct gaz_text text) {
    enum { LONGEST = 8 };
    return text.n > 0 && text.n <= LONGEST && text.chars[text.n - 1].ch == 0xFF1A /* ： */;
}

/* 加一行 or 减一行 cannot be had. */
static void complain_of_lines(const struct gaz_flow *flow, const struct gaz_block *block) {
    char more[16];
    g_snprintf(more, sizeof more, "%d", ABS(block->n_lines));
    gaz_report(flow->typesetter->diags, GAZ_D_SET_LINES, block->n_lines_span, more);
}

/* `printed`: the block with the marks of its notes as they are printed. */
static void push_paragraph(struct gaz_flow *flow, const struct gaz_block *block,
                           const struct gaz_block *printed) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_paragraph_spec spec = gaz_block_spec(flow->typesetter, printed);
    uint32_t first = flow->n;
    if (flow->adjusted) {
        spec.squeeze = GPOINTER_TO_INT(g_hash_table_lookup(flow->adjusted->taken_in, block));
        spec.unparted = GPOINTER_TO_UINT(g_hash_table_lookup(flow->adjusted->unparted, block));
    }
    spec.node = add_node(flow, printed, GAZ_NODE_PARAGRAPH);
    struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
    if (set.lines_lack) complain_of_lines(flow, block);
    gaz_flow_paragraph(flow, &set, style->pitch, style->roles[GAZ_ROLE_BODY].size);
    gaz_notes_of_lines(flow, printed, first, &set);
    if (block->is_heading_only || is_lead_in(block->text)) flow->glue_next = !style->heading_may_end_page;
}

struct heading_form {
    enum gaz_node_kind kind;
    enum gaz_role_id role;
    unsigned division; /* 编 1 … 目 5, centred; 0: of the text */
    gaz_len before, after;
};

static struct heading_form heading_form(const struct gaz_style *style, const struct gaz_block *block) {
    unsigned division = gaz_block_division(block);
    if (division == 0)
        return (struct heading_form){GAZ_NODE_HEADING, heading_role(block->level), 0, style->heading_before,
                                     style->heading_after};
    bool is_book = division <= SUBBOOK;
    return (struct heading_form){(enum gaz_node_kind)(GAZ_NODE_BOOK + division - 1),
                                 (enum gaz_role_id)(GAZ_ROLE_BOOK + division - 1), division,
                                 is_book ? style->book_before : style->chapter_before,
                                 is_book ? style->book_after : style->chapter_after};
}

/* The white above a heading, less what stands there already: below a title, and between the head of a
 * division and the first one within it (第一章, 第一节), there is no second one. 编 and 分编 stand together:
 * the white below the upper one goes below both. */
static void space_above(struct gaz_flow *flow, const struct heading_form *form) {
    const struct gaz_box *last = flow->n ? &flow->boxes[flow->n - 1] : NULL;
    unsigned above = last ? last->division : 0;
    gaz_len space = form->before;
    if (above > 0 && above < form->division) {
        if (form->division <= SUBBOOK && last->kind == GAZ_BOX_SPACE) flow->n--;
        return;
    }
    if (last && last->kind == GAZ_BOX_SPACE) space = MAX(space - last->height, 0);
    gaz_flow_space(flow, space, true);
}

/* A heading on lines of its own keeps with what follows unless the style lets it end a page (C-63). */
static void push_heading(struct gaz_flow *flow, const struct gaz_block *block) {
    const struct gaz_style *style = flow->typesetter->style;
    struct heading_form form = heading_form(style, block);
    bool centred = form.division > 0;
    struct gaz_paragraph_spec spec = gaz_spec_of(flow->typesetter, form.role, block->text);
    spec.node = add_node(flow, block, form.kind);
    spec.setting = centred ? GAZ_SET_CENTER : GAZ_SET_JUSTIFIED;
    spec.first_indent = centred ? 0 : style->indent;
    struct gaz_paragraph set = gaz_paragraph_set(flow->typesetter, &spec);
    uint32_t first = flow->n;
    space_above(flow, &form);
    for (uint32_t i = 0; i < set.n_lines; i++) {
        if (i > 0) flow->glue_next = true;
        gaz_flow_line(flow, &set.lines[i], style->pitch, style->roles[form.role].size, 0);
    }
    gaz_notes_of_lines(flow, block, first, &set);
    flow->glue_next = !style->heading_may_end_page;
    gaz_flow_space(flow, form.after, false);
    gaz_flow_snap(flow);
    if (flow->n) flow->boxes[flow->n - 1].division = (uint8_t)form.division;
}

void gaz_block_body(struct gaz_flow *flow, const struct gaz_block *original) {
    struct gaz_block printed = gaz_block_printed(flow->typesetter, original), *block = &printed;
    switch (block->kind) {
    case GAZ_BLOCK_PARAGRAPH:
        push_paragraph(flow, original, block);
        break;
    case GAZ_BLOCK_HEADING:
    case GAZ_BLOCK_BOOK:
    case GAZ_BLOCK_SUBBOOK:
    case GAZ_BLOCK_CHAPTER:
    case GAZ_BLOCK_SECTION:
    case GAZ_BLOCK_SUBSECTION:
        push_heading(flow, block);
        break;
    case GAZ_BLOCK_ATTACHMENT_LIST:
        gaz_block_attachment_paragraph(flow, block->text);
        gaz_notes_below(flow, block);
        break;
    case GAZ_BLOCK_CONTENTS_TITLE:
    case GAZ_BLOCK_CONTENTS_ENTRY:
    case GAZ_BLOCK_CONTENTS_HERE:
    case GAZ_BLOCK_ATTACHMENT_LIST_HERE:
        break; /* document.c: these lists are the part's, and the document's */
    case GAZ_BLOCK_TABLE:
        gaz_block_table(flow, block->table);
        gaz_notes_below(flow, block);
        break;
    case GAZ_BLOCK_FIGURE:
        gaz_block_figure(flow, block);
        gaz_notes_below(flow, block);
        break;
    case GAZ_BLOCK_PAGE_BREAK:
        gaz_flow_break(flow, GAZ_END_BREAK);
        break;
    case GAZ_BLOCK_MISSING_PAGES:
        add_node(flow, block, GAZ_NODE_MISSING);
        gaz_flow_push(flow, GAZ_BOX_MISSING, 0)->n_pages = block->n_pages;
        break;
    case GAZ_BLOCK_PAGE_END:
        gaz_flow_page_end(flow, block->span);
        break;
    case GAZ_BLOCK_LOST_LINES:
        gaz_flow_lost_lines(flow, block->n_lost);
        break;
    }
}
