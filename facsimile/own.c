/* own.c: see own.h. */
#include "facsimile/own.h"

#include "trial/trial.h"

#include <stdarg.h>
#include <string.h>

struct gathering {
    const struct gaz_issue *issue;
    const struct gaz_pages *pages;
    GArray *out;  /* struct gaz_own_text */
    int *of_node; /* gaz_own_kind of what is below it, or NOBODYS: a document's */
};

enum { NOBODYS = -1 };
enum { N_TURNS = 4 }; /* quarters */

static void clear_text(gpointer data) {
    struct gaz_own_text *text = data;
    g_array_unref(text->chars);
    g_array_unref(text->places);
}

static struct gaz_own_text *add_new(struct gathering *g, enum gaz_own_kind kind, int page) {
    struct gaz_own_text text = {.kind = kind,
                                .chars = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .places = g_array_new(FALSE, FALSE, sizeof(struct gaz_span)),
                                .page = page};
    g_array_append_val(g->out, text);
    return &g_array_index(g->out, struct gaz_own_text, g->out->len - 1);
}

static void add_char(struct gaz_own_text *to, uint32_t ch, struct gaz_span place) {
    uint32_t folded = gaz_fold_char(ch);
    if (!folded) return;
    g_array_append_val(to->chars, folded);
    g_array_append_val(to->places, place);
}

static void add_text(struct gaz_own_text *to, struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        add_char(to, text.chars[i].ch, gaz_text_span((struct gaz_text){text.chars + i, 1, text.source}));
}

static void add_utf8(struct gaz_own_text *to, const char *utf8) {
    for (const char *at = utf8; *at; at = g_utf8_next_char(at))
        add_char(to, g_utf8_get_char(at), (struct gaz_span){0});
}

/* ---- as it is set */

static int kind_of_node(enum gaz_node_kind kind, int above) {
    switch (kind) {
    case GAZ_NODE_DOCUMENT:
        return NOBODYS;
    case GAZ_NODE_CONTENTS_ENTRY:
    case GAZ_NODE_CONTENTS_NUMBER:
        return GAZ_OWN_ENTRY;
    case GAZ_NODE_COVER:
        return GAZ_OWN_COVER;
    default:
        return above;
    }
}

static void mark_nodes(struct gathering *g) {
    const struct gaz_node *nodes = g->pages->nodes;
    g->of_node = g_new(int, g->pages->n_nodes + 1);
    g->of_node[0] = NOBODYS;
    for (uint32_t node = 1; node < g->pages->n_nodes; node++) {
        uint32_t parent = nodes[node].parent;
        g->of_node[node] = kind_of_node(nodes[node].kind, parent ? g->of_node[parent] : GAZ_OWN_PAGE);
    }
}

/* False: it is a document's, or nobody's. */
static bool kind_of(const struct gathering *g, const struct gaz_item *item, enum gaz_own_kind *kind) {
    switch ((enum gaz_artifact)item->artifact) {
    case GAZ_ARTIFACT_RUNNING_HEAD:
        *kind = GAZ_OWN_HEAD;
        return true;
    case GAZ_ARTIFACT_PAGE_NUMBER:
        *kind = GAZ_OWN_NUMBER;
        return true;
    case GAZ_ARTIFACT_NONE:
        break;
    default:
        return false;
    }
    if (g->of_node[item->node] == NOBODYS) return false;
    *kind = (enum gaz_own_kind)g->of_node[item->node];
    return true;
}

/* Of one line of one text: a cover has several on one baseline. */
static bool is_of_one_line(const struct gaz_item *one, const struct gaz_item *other) {
    if (one->artifact != other->artifact || one->node != other->node) return false;
    return one->y == other->y && one->turn == other->turn && one->line == other->line;
}

static bool is_upright_column(const struct gaz_own_text *last, enum gaz_own_kind kind,
                              const struct gaz_item *before, const struct gaz_item *item) {
    return kind == GAZ_OWN_COVER && last->kind == kind && before->node == item->node &&
           item->x == before->x && gaz_item_text(item).n == 1 && gaz_item_text(before).n == 1;
}

/* The direction of most of a page's text: a wide table is turned, and the page's head is not. */
static uint32_t turn_of(const struct gaz_page *page) {
    uint32_t counts[N_TURNS] = {0}, best = 0;
    for (uint32_t i = 0; i < page->n_items; i++)
        counts[page->items[i].turn % N_TURNS] += gaz_item_text(&page->items[i]).n;
    for (uint32_t turn = 1; turn < N_TURNS; turn++)
        if (counts[turn] > counts[best]) best = turn;
    return best;
}

static void add_page(struct gathering *g, const struct gaz_page *page) {
    const struct gaz_item *before = NULL;
    uint32_t turn = turn_of(page);
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_item *item = &page->items[i];
        struct gaz_own_text *last =
            before ? &g_array_index(g->out, struct gaz_own_text, g->out->len - 1) : NULL;
        enum gaz_own_kind kind;
        if (gaz_item_text(item).n == 0 || !kind_of(g, item, &kind)) continue;
        bool goes_on = last && (is_of_one_line(before, item) || is_upright_column(last, kind, before, item));
        if (!goes_on) last = add_new(g, kind, page->number);
        add_text(last, gaz_item_text(item));
        last->is_turned = item->turn != turn;
        before = item;
    }
}

/* ---- as others set it */

G_GNUC_PRINTF(2, 3)
static void add_form(struct gathering *g, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *utf8 = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (*utf8) add_utf8(add_new(g, GAZ_OWN_FORM, 0), utf8);
}

/* 第6期 and 第6号, alone, with the year, and with the name of the gazette before them or behind. */
static void add_ordinal(struct gathering *g, const char *name, const char *year, const char *ordinal) {
    add_form(g, "%s", ordinal);
    add_form(g, "%s%s", year, ordinal);
    add_form(g, "%s%s%s", name, year, ordinal);
    add_form(g, "%s%s%s", year, ordinal, name);
    add_form(g, "%s%s", name, ordinal);
    add_form(g, "%s%s", ordinal, name);
}

static void add_ordinals(struct gathering *g, const char *name, const char *year, const char *ordinal) {
    static const char qi[] = "期";
    add_ordinal(g, name, year, ordinal);
    if (!g_str_has_suffix(ordinal, qi)) return;
    g_autofree char *hao = g_strdup_printf("%.*s号", (int)(strlen(ordinal) - strlen(qi)), ordinal);
    add_ordinal(g, name, year, hao);
}

static void add_numbers(struct gathering *g) {
    const struct gaz_issue *issue = g->issue;
    g_autofree char *name = gaz_text_to_utf8(issue->name), *year = g_strdup_printf("%d年", issue->year);
    g_autofree char *decimal = g_strdup_printf("%d", MAX(issue->year, 0)),
                    *han_year = gaz_han_digits(issue->year);
    g_autofree char *ordinal = gaz_issue_ordinal(issue), *total = gaz_issue_total(issue);
    g_autofree char *called = gaz_issue_called(issue), *english = gaz_issue_english(issue);
    g_autofree char *number = gaz_numbers_text(issue->number, "—"),
                    *of_all = gaz_numbers_text(issue->total, "—");
    g_autofree char *years = g_strdup_printf("%s年", han_year), *han = gaz_han_number(issue->number.first);
    g_autofree char *han_ordinal = g_strdup_printf("第%s期", han);
    add_ordinals(g, name, year, ordinal);
    if (issue->number.first == issue->number.last && !issue->number.is_extra)
        add_ordinals(g, name, years, han_ordinal);
    add_form(g, "%s", called);
    add_form(g, "%s%s", name, called);
    add_form(g, "%s", total);
    if (*of_all) add_form(g, "总号：%s", of_all);
    add_form(g, "%s", of_all);
    add_form(g, "%s", number);
    add_form(g, "%s", year);
    add_form(g, "%s", decimal);
    add_form(g, "%s", years);
    add_form(g, "%s", english);
}

static void add_date(struct gathering *g) {
    struct gaz_date date = g->issue->published.date;
    if (date.year == 0) return;
    add_form(g, "%d年%d月%d日", date.year, date.month, date.day);
    add_form(g, "%d年%d月%d日出版", date.year, date.month, date.day);
    add_form(g, "%d年%d月", date.year, date.month);
}

/* 主管：某某 */
static void add_labelled(struct gathering *g, struct gaz_text label, const char *name,
                         struct gaz_text value) {
    if (value.n == 0) return;
    struct gaz_own_text *text = add_new(g, GAZ_OWN_FORM, 0);
    add_text(text, label);
    add_utf8(text, name);
    add_text(text, value);
}

static void add_pairs(struct gathering *g, const struct gaz_pairs *pairs) {
    for (uint32_t i = 0; i < pairs->n; i++)
        add_labelled(g, pairs->pairs[i].label, "：", pairs->pairs[i].value);
}

static void add_given(struct gathering *g) {
    const struct gaz_issue *issue = g->issue;
    const struct gaz_text given[] = {issue->name,    issue->pinyin,          issue->english_name,
                                     issue->sponsor, issue->english_sponsor, issue->supervisor};
    for (size_t i = 0; i < G_N_ELEMENTS(given); i++)
        if (given[i].n) add_text(add_new(g, GAZ_OWN_FORM, 0), given[i]);
    add_labelled(g, (struct gaz_text){0}, "主办：", issue->sponsor);
    add_labelled(g, (struct gaz_text){0}, "主管：", issue->supervisor);
    add_pairs(g, &issue->board);
    add_pairs(g, &issue->contacts);
    for (int i = 0; i < GAZ_N_IMPRINTS; i++)
        if (issue->imprint[i].n) add_text(add_new(g, GAZ_OWN_FORM, 0), issue->imprint[i]);
    for (uint32_t i = 0; i < issue->n_columns; i++)
        if (issue->columns[i].name.n) add_text(add_new(g, GAZ_OWN_FORM, 0), issue->columns[i].name);
}

GArray *gaz_own_texts(const struct gaz_issue *issue, const struct gaz_pages *pages) {
    struct gathering g = {.issue = issue, .pages = pages};
    g.out = g_array_new(FALSE, FALSE, sizeof(struct gaz_own_text));
    g_array_set_clear_func(g.out, clear_text);
    mark_nodes(&g);
    for (uint32_t p = 0; p < pages->n_pages; p++)
        add_page(&g, &pages->pages[p]);
    add_given(&g);
    add_numbers(&g);
    add_date(&g);
    g_free(g.of_node);
    return g.out;
}

/* ---- where it stands */

bool gaz_own_is_mark(uint32_t ch) {
    return !g_unichar_isalnum(ch) && ch != 0x3007; /* 〇 */
}

static bool is_figure(uint32_t ch) {
    return gaz_char_is_digit(ch) || gaz_char_is_one_of(ch, "〇一二三四五六七八九十");
}

static uint32_t char_at(const struct gaz_own_text *text, guint i) {
    return i < text->chars->len ? g_array_index(text->chars, uint32_t, i) : 0;
}

/* The key of which the figures from `at` on are, by what stands behind and before them. */
static struct gaz_span span_of_figures(const struct gaz_issue *issue, const struct gaz_own_text *text,
                                       guint at) {
    guint end = at, first = at;
    while (is_figure(char_at(text, end)))
        end++;
    while (first > 0 && is_figure(char_at(text, first - 1)))
        first--;
    uint32_t behind = char_at(text, end), after = char_at(text, end + 1);
    if (gaz_char_is_one_of(behind, "月日")) return issue->published_span;
    if (behind == 0x5E74 /* 年 */) {
        while (is_figure(char_at(text, ++end)))
            after = 0;
        return after == 0 && char_at(text, end) == 0x6708 /* 月 */ ? issue->published_span : issue->year_span;
    }
    for (guint back = 1; back <= 3 && back <= first; back++)
        if (char_at(text, first - back) == 0x603B /* 总 */) return issue->total_span;
    if (end - first == 4 && (first == 0 || char_at(text, first - 1) == ',') && behind == 0)
        return first == 0 ? issue->year_span : issue->published_span;
    return issue->number_span;
}

struct gaz_span gaz_own_span(const struct gaz_issue *issue, const struct gaz_own_text *text, guint at) {
    guint n = text->chars->len;
    for (guint by = 0; by <= n; by++) {
        guint back = at >= by ? at - by : 0, on = MIN(at + by, n ? n - 1 : 0);
        if (n == 0) break;
        if (by == 0 && at < n && g_array_index(text->places, struct gaz_span, at).source)
            return g_array_index(text->places, struct gaz_span, at);
        if (is_figure(char_at(text, on))) return span_of_figures(issue, text, on);
        if (is_figure(char_at(text, back))) return span_of_figures(issue, text, back);
        if (g_array_index(text->places, struct gaz_span, on).source)
            return g_array_index(text->places, struct gaz_span, on);
        if (g_array_index(text->places, struct gaz_span, back).source)
            return g_array_index(text->places, struct gaz_span, back);
    }
    return gaz_text_span(issue->name);
}
