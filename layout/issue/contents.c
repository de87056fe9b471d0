/* contents.c: 目录: 【栏目】, titles with their numbers, leaders, page numbers; in Chinese and in English
 * (S-04, S-05).
 *
 * Every text of the contents is a copy: the documents carry it. An entry's lines do not depend on its page
 * number (room for four digits is kept), so the contents take as many pages before the numbers are known as
 * after.
 */
#include "base/process/arena.h"
#include "layout/issue/contents.h"
#include "layout/issue/parts.h"
#include "layout/title/title.h"

#include <glib.h>
#include <string.h>

bool gaz_issue_has_english(const struct gaz_issue *issue) {
    for (uint32_t i = 0; i < issue->n_docs; i++)
        if (issue->docs[i].english_title.n) return true;
    return false;
}

struct gaz_text gaz_contents_number(const struct gaz_typesetter *typesetter, bool english, int number) {
    enum { FULL, HALF, NONE } form = english ? HALF : (unsigned)typesetter->style->contents_brackets;
    switch (form) {
    case FULL:
        return gaz_text_printf(typesetter, "（%d）", number);
    case HALF:
        return gaz_text_printf(typesetter, "(%d)", number);
    case NONE:
        return gaz_text_printf(typesetter, "%d", number);
    }
    return (struct gaz_text){0};
}

static struct gaz_paragraph_spec spec_of(const struct gaz_contents *c, enum gaz_role_id role,
                                         struct gaz_text text) {
    struct gaz_paragraph_spec spec = gaz_spec_of(c->ts, role, text);
    spec.setting = GAZ_SET_LEFT;
    return spec;
}

/* All that the contents say is a copy. */
static struct gaz_node copy_of(enum gaz_node_kind kind, struct gaz_text text) {
    return (struct gaz_node){.kind = kind, .is_copy = true, .text = text};
}

/* ---- one entry */

/* Leaders stand on a grid counted from the right, so that they align from entry to entry: a run of dots
 * placed one by one, two to the em. */
static void add_leader(const struct gaz_contents *c, struct gaz_box *box, gaz_len from, gaz_len to,
                       gaz_len baseline) {
    enum { MIDDLE, LOW, NONE } form = (unsigned)c->ts->style->contents_leader;
    if (form == NONE) return;
    gaz_len step = c->em / 2;
    uint32_t n = to > from ? (uint32_t)((to - from) / step) : 0;
    if (n < 2) return;
    struct gaz_line line =
        gaz_leader_line(c->ts, c->entry, c->english || form == LOW ? '.' : 0x00B7, n, step);
    gaz_box_add(c->flow, box, &line, (struct gaz_at){to - (gaz_len)n * step, baseline, 1});
}

enum number_place { RIGHT, BEFORE, AFTER }; /* 目录.页码位置 */

/* a label's frame: its left edge, its baseline, and where it ends if it is flush right; else 0 */
struct label_place {
    gaz_len left, baseline, right;
};

/* Returns its width. */
static gaz_len add_label(const struct gaz_contents *c, struct gaz_box *box, struct gaz_text label,
                         struct label_place at) {
    struct gaz_paragraph_spec spec = spec_of(c, c->entry, label);
    spec.setting = at.right ? GAZ_SET_RIGHT : GAZ_SET_LEFT;
    if (at.right) spec.measure = at.right;
    spec.node = gaz_tree_add(c->ts->tree, copy_of(GAZ_NODE_CONTENTS_NUMBER, label));
    struct gaz_paragraph set = gaz_paragraph_set(c->ts, &spec);
    if (set.n_lines == 0) return 0;
    gaz_box_add(c->flow, box, &set.lines[0], (struct gaz_at){at.left, at.baseline, 1});
    return set.lines[0].width;
}

static gaz_len baseline_of(const struct gaz_contents *c) {
    return gaz_line_baseline(c->ts->style, c->ts->style->contents_line, c->em);
}

static gaz_len gap_after(const struct gaz_contents *c) {
    bool is_bare = !c->english && c->ts->style->contents_brackets == 2;
    return is_bare ? c->em : c->em / 2;
}

/* 右: the leader from the end of the entry's last line to its label, and the label. */
static void end_right(const struct gaz_contents *c, struct gaz_box *box, const struct gaz_line *line,
                      struct gaz_text label) {
    const struct gaz_style *style = c->ts->style;
    gaz_len baseline = baseline_of(c), step = c->em / 2;
    gaz_len from = line->left + line->width + step; /* before the label's items join the box */
    struct label_place at = {0, baseline, style->measure};
    gaz_len own = label.n ? add_label(c, box, label, at) : c->label_width;
    gaz_len stop = (own + step / 2) / step + 1; /* whole steps, so that all leaders share one grid */
    add_leader(c, box, from, style->measure - stop * step, baseline);
}

/* 题前: beside the first line, flush right before the text. It joins the last line's box, for it is read
 * behind the text; an entry's lines are on one page. */
static void end_before(const struct gaz_contents *c, struct gaz_box *box, uint32_t n_lines,
                       struct gaz_text label) {
    gaz_len up = (gaz_len)(n_lines - 1) * c->ts->style->contents_line;
    struct label_place at = {0, baseline_of(c) - up, c->label_width};
    if (label.n) add_label(c, box, label, at);
}

/* A line's part of the entry's link. */
static void add_link(const struct gaz_contents *c, struct gaz_box *box, uint32_t entry) {
    struct gaz_item link = {
        .kind = GAZ_ITEM_LINK, .node = entry, .as.link = {c->ts->style->measure, box->height}};
    gaz_box_add(c->flow, box, &(struct gaz_line){.items = &link, .n_items = 1}, (struct gaz_at){0, 0, 0});
}

/* 题后: behind the text, half an em from a bracket; its room is kept. */
static void end_after(const struct gaz_contents *c, struct gaz_box *box, const struct gaz_line *line,
                      struct gaz_text label) {
    struct label_place at = {line->left + line->width + gap_after(c), baseline_of(c), 0};
    if (label.n) add_label(c, box, label, at);
}

static uint32_t open_entry(const struct gaz_contents *c, const struct gaz_contents_entry *entry) {
    struct gaz_node node = copy_of(GAZ_NODE_CONTENTS_ENTRY, entry->text);
    node.as.target = entry->target;
    return gaz_tree_open(c->ts->tree, node);
}

/* How the text of an entry stands beside its label. */
static void make_room(const struct gaz_contents *c, struct gaz_paragraph_spec *spec) {
    const struct gaz_style *style = c->ts->style;
    enum number_place place = (enum number_place)style->contents_number_place;
    gaz_len gutter = place == BEFORE ? c->label_width + c->em : 0;
    spec->first_indent = gutter;
    spec->indent = gutter + style->contents_turnover;
    spec->measure = style->measure;
    if (place == RIGHT) spec->measure -= c->label_width + 2 * c->em;
    if (place == AFTER) spec->measure -= c->label_width + gap_after(c);
}

/* The label and the link of the entry's last line. */
static void end_entry(const struct gaz_contents *c, struct gaz_box *box, const struct gaz_paragraph *set,
                      const struct gaz_contents_entry *entry, uint32_t node) {
    const struct gaz_line *last = &set->lines[set->n_lines - 1];
    switch ((enum number_place)c->ts->style->contents_number_place) {
    case RIGHT:
        end_right(c, box, last, entry->label);
        break;
    case BEFORE:
        end_before(c, box, set->n_lines, entry->label);
        break;
    case AFTER:
        end_after(c, box, last, entry->label);
        break;
    }
    add_link(c, box, node);
}

void gaz_contents_entry(const struct gaz_contents *c, const struct gaz_contents_entry *entry) {
    const struct gaz_style *style = c->ts->style;
    struct gaz_paragraph_spec spec = spec_of(c, c->entry, entry->text);
    spec.node = open_entry(c, entry);
    make_room(c, &spec);
    if (c->english && style->english_contents_setting == 1) spec.setting = GAZ_SET_JUSTIFIED;
    spec.breaker = c->english ? gaz_break_english_entry : gaz_break_entry;
    struct gaz_paragraph set = gaz_paragraph_set(c->ts, &spec);
    c->flow->glue_next |= entry->kept;
    gaz_flow_space(c->flow, style->contents_entry_before, true);
    for (uint32_t i = 0; i < set.n_lines; i++) {
        struct gaz_box *box = gaz_flow_line(c->flow, &set.lines[i], style->contents_line, c->em, 0);
        if (i + 1 == set.n_lines)
            end_entry(c, box, &set, entry, spec.node);
        else
            add_link(c, box, spec.node);
        c->flow->glue_next = i + 1 < set.n_lines;
    }
    gaz_tree_close(c->ts->tree);
}

/* ---- heads */

static struct gaz_node head_node(const struct gaz_contents *c, struct gaz_text text, enum gaz_role_id role) {
    struct gaz_node node = copy_of(GAZ_NODE_PARAGRAPH, text);
    if (role == c->title) node.kind = GAZ_NODE_TITLE;
    if (role == c->column) node.kind = GAZ_NODE_HEADING;
    node.level = node.kind == GAZ_NODE_PARAGRAPH ? 0 : 1;
    return node;
}

/* The gazette's name stands on one line: it is set smaller for that, down to three quarters. */
static gaz_len size_for_line(const struct gaz_contents *c, enum gaz_role_id role, struct gaz_text text) {
    gaz_len size = c->ts->style->roles[role].size, measure = c->ts->style->measure;
    if (role != c->masthead) return size;
    gaz_len width = gaz_role_width(c->ts, role, text);
    if (width <= measure || width > gaz_scale(measure, 4, 3)) return size;
    return gaz_scale(size, measure, width) - 1;
}

void gaz_contents_head(const struct gaz_contents *c, struct gaz_text text, enum gaz_role_id role,
                       gaz_len height, enum gaz_setting setting) {
    struct gaz_paragraph_spec spec = spec_of(c, role, text);
    spec.size = size_for_line(c, role, text);
    spec.node = gaz_tree_add(c->ts->tree, head_node(c, text, role));
    spec.setting = setting;
    struct gaz_paragraph set = gaz_paragraph_set(c->ts, &spec);
    for (uint32_t i = 0; i < set.n_lines; i++) {
        gaz_flow_line(c->flow, &set.lines[i], height, c->ts->style->roles[role].size, 0);
        c->flow->glue_next = true;
    }
}

/* 【…】（续） above what goes on on a next page */
static const struct gaz_box *continued_head(const struct gaz_contents *c, struct gaz_text head) {
    const struct gaz_style *style = c->ts->style;
    struct gaz_text pieces[2] = {head, gaz_text_from_utf8(c->ts->arena, "（续）")};
    struct gaz_paragraph_spec spec = spec_of(c, c->column, gaz_text_join(c->ts->arena, pieces, 2));
    spec.artifact = GAZ_ARTIFACT_CONTINUED;
    struct gaz_paragraph set = gaz_paragraph_set(c->ts, &spec);
    struct gaz_flow *apart = gaz_flow_new(c->ts);
    gaz_flow_paragraph(apart, &set, style->contents_line, style->roles[c->column].size);
    return apart->n ? &apart->boxes[0] : NULL;
}

/* A form's {} is the text; a form without has it behind. */
static struct gaz_text in_form(struct gaz_arena *arena, const char *form, struct gaz_text text) {
    const char *hole = strstr(form, "{}");
    g_autofree char *before = g_strndup(form, hole ? (size_t)(hole - form) : strlen(form));
    struct gaz_text pieces[3] = {gaz_text_from_utf8(arena, before), text,
                                 gaz_text_from_utf8(arena, hole ? hole + 2 : "")};
    return gaz_text_join(arena, pieces, 3);
}

void gaz_contents_column(const struct gaz_contents *c, struct gaz_text name) {
    const struct gaz_style *style = c->ts->style;
    enum { LEFT, CENTRED, UNPRINTED } place = (unsigned)style->contents_column_place;
    c->flow->again = NULL;
    gaz_flow_space(c->flow, style->contents_column_before, true);
    if (place == UNPRINTED && !c->continues) return; /* those of a year are nothing without */
    struct gaz_text head = in_form(c->ts->arena, c->english ? "[{}]" : style->contents_column_form, name);
    gaz_contents_head(c, head, c->column, style->contents_line,
                      place == CENTRED ? GAZ_SET_CENTER : GAZ_SET_LEFT);
    if (c->continues) c->flow->again = continued_head(c, head);
}

void gaz_contents_subhead(const struct gaz_contents *c, struct gaz_text text) {
    gaz_flow_space(c->flow, c->ts->style->contents_column_before / 2, true);
    gaz_contents_head(c, text, c->entry, c->ts->style->contents_line, GAZ_SET_LEFT);
}

static void push_rule(const struct gaz_contents *c) {
    const struct gaz_style *style = c->ts->style;
    struct gaz_box *rule = gaz_flow_push(c->flow, GAZ_BOX_LINE, style->contents_line / 2);
    struct gaz_item item = {.kind = GAZ_ITEM_RULE,
                            .artifact = GAZ_ARTIFACT_RULE,
                            .as.rule = {.width = style->measure,
                                        .height = style->contents_rule,
                                        .ink = style->contents_rule_ink}};
    if (style->contents_rule == 0) return;
    gaz_box_add(c->flow, rule, &(struct gaz_line){.items = &item, .n_items = 1},
                (struct gaz_at){0, style->contents_line / 8, 0});
}

static void push_word(const struct gaz_contents *c, struct gaz_text word) {
    gaz_contents_head(c, word, c->title, 2 * c->ts->style->contents_line, GAZ_SET_CENTER);
}

void gaz_contents_opening(const struct gaz_contents *c, const struct gaz_contents_opening *opening) {
    const struct gaz_style *style = c->ts->style;
    gaz_contents_head(c, opening->name, c->masthead, gaz_scale(style->roles[c->masthead].size, 3, 2),
                      GAZ_SET_CENTER);
    gaz_contents_head(c, opening->number, c->entry, style->contents_line, GAZ_SET_CENTER);
    if (opening->below.n)
        gaz_contents_head(c, opening->below, c->entry, style->contents_line, GAZ_SET_CENTER);
    push_rule(c);
    push_word(c, opening->word);
}

/* Marks are flush with both edges, whatever the style does in running text. In English, without what it does
 * to letters, digits and marks among Han: they keep their own widths. */
static const struct gaz_typesetter *contents_typesetter(const struct gaz_typesetter *typesetter,
                                                        bool english) {
    enum { HALF_WIDTH = 2 }; /* of 行首标点, 行末标点 */
    struct gaz_typesetter *own = GAZ_NEW(typesetter->arena, struct gaz_typesetter);
    struct gaz_style *style = GAZ_NEW(typesetter->arena, struct gaz_style);
    *own = *typesetter;
    *style = *typesetter->style;
    style->line_start_trim = style->line_end_trim = HALF_WIDTH;
    if (english) style->half_width_latin = false;
    own->style = style;
    return own;
}

/* As an entry's label is set: without the white of its brackets. */
static gaz_len label_width(const struct gaz_contents *c, struct gaz_text label) {
    struct gaz_typesetter quiet = *c->ts;
    quiet.tree = NULL;
    quiet.observer = NULL;
    struct gaz_paragraph_spec spec = spec_of(c, c->entry, label);
    struct gaz_paragraph set = gaz_paragraph_set(&quiet, &spec);
    return set.n_lines ? set.lines[0].width : 0;
}

struct gaz_contents gaz_contents_new(const struct gaz_typesetter *typesetter, bool english,
                                     struct gaz_text widest) {
    typesetter = contents_typesetter(typesetter, english);
    struct gaz_contents c = {.flow = gaz_flow_new(typesetter),
                             .ts = typesetter,
                             .english = english,
                             .entry = english ? GAZ_ROLE_ENGLISH_ENTRY : GAZ_ROLE_CONTENTS_ENTRY,
                             .column = english ? GAZ_ROLE_ENGLISH_COLUMN : GAZ_ROLE_CONTENTS_COLUMN,
                             .title = english ? GAZ_ROLE_ENGLISH_TITLE : GAZ_ROLE_CONTENTS_TITLE,
                             .masthead = english ? GAZ_ROLE_ENGLISH_MASTHEAD : GAZ_ROLE_MASTHEAD};
    c.em = typesetter->style->roles[c.entry].size;
    c.label_width = label_width(&c, widest);
    return c;
}

/* ---- the contents of an issue */

struct gaz_text gaz_contents_title(struct gaz_arena *arena, const struct gaz_doc *doc) {
    return doc->contents_title.n ? doc->contents_title : gaz_text_unbroken(arena, doc->title);
}

static bool is_at(struct gaz_text text, uint32_t at, struct gaz_text part) {
    for (uint32_t i = 0; i < part.n; i++)
        if (gaz_char_at(text, at + i) != part.chars[i].ch) return false;
    return part.n > 0;
}

uint32_t gaz_contents_past_number(struct gaz_text title, struct gaz_text number) {
    enum { OPEN = 0xFF08, CLOSE = 0xFF09, BLANK = 0x3000 };
    for (uint32_t i = 0; i + number.n <= title.n; i++) {
        uint32_t end = i + number.n, next = gaz_char_at(title, end);
        bool is_bracketed = i > 0 && title.chars[i - 1].ch == OPEN && next == CLOSE;
        bool is_last = end == title.n || next == BLANK;
        if ((is_bracketed || is_last) && is_at(title, i, number)) return end + is_bracketed;
    }
    return 0;
}

/* 〔2024〕第12次 has brackets of its own: a blank before it. */
static bool has_brackets(struct gaz_text number) {
    return gaz_char_is_one_of(number.chars[0].ch, "〔（([［");
}

struct gaz_text gaz_contents_text(const struct gaz_typesetter *ts, const struct gaz_doc *doc, bool english) {
    struct gaz_arena *arena = ts->arena;
    struct gaz_text title = english ? doc->english_title : gaz_contents_title(arena, doc);
    struct gaz_text number = english ? doc->english_number : doc->number;
    if (number.n == 0 || !ts->style->contents_with_number || gaz_contents_past_number(title, number))
        return title;
    bool is_bare = !english && has_brackets(number);
    const char *open = english ? " (" : is_bare ? "　" : "（", *close = english ? ")" : is_bare ? "" : "）";
    struct gaz_text pieces[4] = {title, gaz_text_from_utf8(arena, open), number,
                                 gaz_text_from_utf8(arena, close)};
    return gaz_text_join(arena, pieces, 4);
}

/* Issue No. 16 (Total No. 389), September 4, 2020 (S-05) */
static struct gaz_text english_number(const struct gaz_contents *c, const struct gaz_issue *issue) {
    bool dated = issue->published.date.year > 0;
    g_autofree char *number = gaz_issue_english(issue), *total = gaz_numbers_text(issue->total, "–");
    struct gaz_text pieces[4] = {gaz_text_from_utf8(c->ts->arena, number),
                                 *total ? gaz_text_printf(c->ts, " (Total No. %s)", total)
                                        : (struct gaz_text){0},
                                 gaz_text_printf(c->ts, ", "),
                                 dated ? gaz_date_text(c->ts, issue->published.date, true)
                                       : gaz_text_printf(c->ts, "%d", issue->year)};
    return gaz_text_join(c->ts->arena, pieces, 4);
}

static struct gaz_text english_sponsor(const struct gaz_contents *c, const struct gaz_issue *issue) {
    if (!issue->english_sponsor.n) return (struct gaz_text){0};
    struct gaz_text pieces[2] = {gaz_text_from_utf8(c->ts->arena, "Sponsored by "), issue->english_sponsor};
    return gaz_text_join(c->ts->arena, pieces, 2);
}

/* The issue's name and number over a rule, then 目录; or that word alone (目录.刊头). */
static void push_opening(const struct gaz_contents *c, const struct gaz_issue *issue) {
    if (!c->ts->style->contents_masthead) {
        push_word(c, gaz_text_from_utf8(c->ts->arena, c->english ? "CONTENTS" : c->ts->style->contents_word));
        return;
    }
    g_autofree char *called = gaz_issue_called(issue);
    struct gaz_contents_opening chinese = {.name = issue->name,
                                           .number = gaz_text_from_utf8(c->ts->arena, called),
                                           .word =
                                               gaz_text_from_utf8(c->ts->arena, c->ts->style->contents_word)};
    if (!c->english) {
        gaz_contents_opening(c, &chinese);
        return;
    }
    gaz_contents_opening(
        c, &(struct gaz_contents_opening){.name = issue->english_name.n ? issue->english_name : issue->name,
                                          .number = english_number(c, issue),
                                          .below = english_sponsor(c, issue),
                                          .word = gaz_text_from_utf8(c->ts->arena, "CONTENTS")});
}

static bool is_listed(const struct gaz_contents *c, const struct gaz_doc *doc) {
    return !c->english || doc->english_title.n;
}

/* none for a column that nothing was put in, and in English for one without an English title */
static uint32_t count_entries(const struct gaz_contents *c, const struct gaz_issue *issue,
                              const struct gaz_column *column) {
    uint32_t n = 0;
    for (uint32_t i = column->first_doc; i < column->first_doc + column->n_docs; i++)
        n += is_listed(c, &issue->docs[i]);
    return n;
}

static void push_document(const struct gaz_contents *c, const struct gaz_doc *doc,
                          struct gaz_contents_entry entry, int number) {
    entry.text = gaz_contents_text(c->ts, doc, c->english);
    if (number) entry.label = gaz_contents_number(c->ts, c->english, number);
    gaz_contents_entry(c, &entry);
}

static void push_column(const struct gaz_contents *c, const struct gaz_issue *issue,
                        const struct gaz_column *column, const int *page_numbers) {
    uint32_t n = count_entries(c, issue, column), k = 0;
    if (n == 0) return;
    gaz_contents_column(c, c->english && column->english_name.n ? column->english_name : column->name);
    for (uint32_t i = column->first_doc; i < column->first_doc + column->n_docs; i++) {
        if (!is_listed(c, &issue->docs[i])) continue;
        struct gaz_contents_entry entry = {.target = i, .kept = gaz_contents_keeps(k++, n)};
        push_document(c, &issue->docs[i], entry, page_numbers[i]);
    }
    c->flow->glue_next = false;
}

struct gaz_flow *gaz_compose_contents(const struct gaz_typesetter *typesetter, const struct gaz_issue *issue,
                                      const int *page_numbers, bool english) {
    struct gaz_contents c =
        gaz_contents_new(typesetter, english, gaz_contents_number(typesetter, english, 8888));
    gaz_tree_open(typesetter->tree,
                  (struct gaz_node){.kind = GAZ_NODE_CONTENTS, .language = english ? "en" : NULL});
    push_opening(&c, issue);
    for (uint32_t k = 0; k < issue->n_columns; k++)
        push_column(&c, issue, &issue->columns[k], page_numbers);
    if (!english) gaz_compose_masthead(c.flow, issue);
    gaz_tree_close(typesetter->tree);
    return c.flow;
}
