/* walk.c: the tree of a page from its beginning to its end, each text once. */
#include "base/text/text.h"
#include "intake/html/body.h"
#include "intake/html/list.h"
#include "intake/html/names.h"
#include "intake/html/page.h"
#include "intake/html/parse.h"

#include <string.h>

/* ---- what is left out, and what is told */

static void count_code(struct gaz_html_page *page, const GumboNode *code) {
    for (const GumboNode *node = code; node; node = gaz_html_next(node, code, true))
        if (gaz_html_is_text(node)) page->n_code += (unsigned)g_utf8_strlen(node->v.text.text, -1);
}

/* Whether an element holds most of the document: a script shows it, whatever it is called or says of itself.
 */
static bool is_most(const struct gaz_html_page *page, const GumboNode *node) {
    return page->weight > 0 && gaz_html_weight(node) * 2 > page->weight;
}

static unsigned reason_of(const struct gaz_html_page *page, const GumboNode *node,
                          const struct gaz_html_where *where) {
    bool is_page = where->reason == GAZ_REASON_CHROME;
    if (is_page && (node == page->body || node == page->title)) return GAZ_HTML_KEPT;
    if (where->reason != GAZ_HTML_KEPT) return where->reason;
    if (gaz_html_is_math_source(node)) return GAZ_REASON_ALTERNATE;
    if (!where->style.is_hidden && !gaz_html_is_chrome(node)) return GAZ_HTML_KEPT;
    if (is_most(page, node)) return GAZ_HTML_KEPT;
    return where->style.is_hidden ? GAZ_REASON_HIDDEN : GAZ_REASON_CHROME;
}

/* A link to a file that is attached, by its address or, where a program hands it out, by its words. */
static void tell_link(struct gaz_html_page *page, const GumboNode *link) {
    const char *href = gaz_html_attribute(link, "href");
    if (!href) return;
    g_autoptr(GString) text = g_string_new(NULL);
    for (const GumboNode *node = link; node; node = gaz_html_next(node, link, true))
        if (gaz_html_is_text(node)) g_string_append(text, node->v.text.text);
    g_strstrip(text->str);
    if (!*text->str || (!gaz_html_is_attached(href) && !gaz_html_is_attached(text->str))) return;
    g_autofree char *place = gaz_html_place(page);
    struct gaz_account_entry entry = {.text = text->str, .becomes = href, .where = place, .count = 1};
    gaz_account_add(page->account, GAZ_REASON_LINK, entry);
}

static bool has_ink(const char *utf8) {
    while (*utf8 && !gaz_char_has_ink(g_utf8_get_char(utf8)))
        utf8 = g_utf8_next_char(utf8);
    return *utf8;
}

static void doubt(struct gaz_html_page *page, enum gaz_intake_reason reason, const char *text,
                  const char *why) {
    g_autofree char *place = gaz_html_place(page);
    gaz_account_add(page->account, reason,
                    (struct gaz_account_entry){.text = text, .where = place, .doubt = why, .count = 1});
}

/* ---- lists */

/* The mark of a list's item stands before its first character. One that has a number of its own was put into
 * a list for the look of it, and its site shows no other. */
static void mark_item(struct gaz_html_page *page, const GumboNode *item, const struct gaz_html_where *where) {
    g_string_truncate(page->number, 0);
    if (!where->list) return;
    bool is_known = gaz_html_list_mark(where->list, item, where->style.marker, page->number);
    if (page->number->len == 0) return;
    if (gaz_html_has_own_mark(item)) {
        g_autofree char *place = gaz_html_place(page);
        struct gaz_account_entry entry = {.text = page->number->str, .where = place, .count = 1};
        gaz_account_add(page->account, GAZ_REASON_OWN_MARK, entry);
        g_string_truncate(page->number, 0);
    } else if (!is_known) {
        doubt(page, GAZ_REASON_NUMBER_FORMAT, page->number->str, "网页里是别的编号格式，请照网页改");
    }
}

/* ---- elements */

/* What is below an element. */
static void walk_below(struct gaz_html_page *page, const GumboNode *node,
                       const struct gaz_html_where *where) {
    const GumboVector *children = &node->v.element.children;
    for (unsigned i = 0; i < children->length; i++)
        gaz_html_walk(page, children->data[i], where);
}

/* Whether a page has brackets of its own around the words above others, for browsers that set none. */
static bool has_own_brackets(const GumboNode *words) {
    const GumboNode *ruby = words->parent;
    for (unsigned i = 0; gaz_html_is_element(ruby) && i < ruby->v.element.children.length; i++)
        if (gaz_html_tag(ruby->v.element.children.data[i]) == GUMBO_TAG_RP) return true;
    return false;
}

/* No source has words above words: they stand behind these, in brackets. */
static void walk_ruby(struct gaz_html_page *page, const GumboNode *node, const struct gaz_html_where *where) {
    enum { LONGEST = 200 };
    g_autofree char *said = gaz_html_ink(node, LONGEST);
    bool is_bare = *said && !has_own_brackets(node);
    if (is_bare) gaz_html_put_in(page, "（", GAZ_REASON_RUBY_BRACKETS, where);
    walk_below(page, node, where);
    if (is_bare) gaz_html_put_in(page, "）", GAZ_REASON_RUBY_BRACKETS, where);
    if (*said) doubt(page, GAZ_REASON_RUBY, said, GAZ_DOUBT_RUBY);
}

static void doubt_math(struct gaz_html_page *page, const GumboNode *math) {
    enum { LONGEST = 200 };
    if (!gaz_html_is_math_rewritten(math)) return;
    g_autofree char *text = gaz_html_ink(math, LONGEST);
    doubt(page, GAZ_REASON_FORMULA, text, GAZ_DOUBT_FORMULA);
}

/* Words that the page's rules set before an element's own, or behind them. */
static void put_generated(struct gaz_html_page *page, const GumboNode *node, bool is_behind,
                          const struct gaz_html_where *where) {
    bool counts;
    g_autofree char *text = gaz_html_generated(page->sheet, node, is_behind, &counts);
    if (text) gaz_html_put_in(page, text, GAZ_REASON_GENERATED, where);
    if (counts)
        doubt(page, GAZ_REASON_NUMBER_FORMAT, "counter()", "网页的样式在这里编了号，没有收；请照网页补");
}

/* A table in a cell or a note: its text stays, a line a paragraph. */
static void tell_inner_table(struct gaz_html_page *page, const GumboNode *table) {
    enum { LONGEST = 200 };
    g_autofree char *text = gaz_html_ink(table, LONGEST), *place = gaz_html_place(page);
    struct gaz_account_entry entry = {.text = text, .where = place, .count = 1};
    if (*text) gaz_account_add(page->account, GAZ_REASON_INNER_TABLE, entry);
}

/* HTML 4.5.7: the marks of a quotation are the browser's, “ ” and within them ‘ ’. */
static void walk_quotation(struct gaz_html_page *page, const GumboNode *node,
                           const struct gaz_html_where *where) {
    bool is_inner = false;
    for (const GumboNode *above = node->parent; above; above = above->parent)
        is_inner ^= gaz_html_tag(above) == GUMBO_TAG_Q;
    gaz_html_put_in(page, is_inner ? "‘" : "“", GAZ_REASON_QUOTATION, where);
    walk_below(page, node, where);
    gaz_html_put_in(page, is_inner ? "’" : "”", GAZ_REASON_QUOTATION, where);
}

static void walk_kept(struct gaz_html_page *page, const GumboNode *node, struct gaz_html_where *where) {
    GumboTag tag = gaz_html_tag(node);
    if (tag == GUMBO_TAG_IMG) gaz_html_add_picture(page, node);
    gaz_html_mark_field(page, node);
    if (where->style.is_line) gaz_html_add_line(page, node, where);
    if (gaz_html_add_field(page, node, where)) return;
    if (tag == GUMBO_TAG_MATH) doubt_math(page, node);
    if (gaz_html_walk_math(page, node, where)) return;
    if (tag == GUMBO_TAG_TABLE && gaz_html_is_fact_table(node)) where->reason = GAZ_REASON_PAGE_TABLE;
    if (tag == GUMBO_TAG_TABLE && where->reason == GAZ_HTML_KEPT && !where->is_in_cell &&
        gaz_html_add_table(page, node, where))
        return;
    if (tag == GUMBO_TAG_TABLE && where->is_in_cell) tell_inner_table(page, node);
    if (tag == GUMBO_TAG_A) {
        const char *href = gaz_html_attribute(node, "href");
        where->is_link = href && !gaz_html_is_attached(href);
        tell_link(page, node);
        if (gaz_html_call_note(page, node, where)) where->is_link = false;
    }
    if (tag == GUMBO_TAG_LI) mark_item(page, node, where);
    put_generated(page, node, false, where);
    if (tag == GUMBO_TAG_RT)
        walk_ruby(page, node, where);
    else if (tag == GUMBO_TAG_Q)
        walk_quotation(page, node, where);
    else
        walk_below(page, node, where);
    put_generated(page, node, true, where);
    if (tag == GUMBO_TAG_LI) g_string_truncate(page->number, 0);
}

static void walk_element(struct gaz_html_page *page, const GumboNode *node,
                         const struct gaz_html_where *above) {
    struct gaz_html_where where = *above;
    where.style = gaz_html_style_of(page->sheet, node, &above->style);
    GPtrArray *to = page->to;
    bool is_note = gaz_html_enter_note(page, node, &where);
    if (!is_note) where.reason = reason_of(page, node, &where);
    if (where.reason == GAZ_HTML_KEPT) where.style.is_hidden = false;
    where.is_inside |= where.reason == GAZ_HTML_KEPT;
    struct gaz_html_list list;
    if (gaz_html_is_list(node)) {
        list = gaz_html_list_begin(node);
        where.list = &list;
    }
    bool is_line = gaz_html_is_block(node), begins = where.reason != above->reason && node == page->body;
    if (begins) where.style.left = where.style.right = 0;
    if (is_line || begins || node == page->title) gaz_html_end_line(page);
    if (where.reason == GAZ_REASON_CHROME && gaz_html_tag(node) == GUMBO_TAG_A) tell_link(page, node);
    if (where.reason == GAZ_HTML_KEPT)
        walk_kept(page, node, &where);
    else
        walk_below(page, node, &where);
    if (is_line || begins || is_note || node == page->title) gaz_html_end_line(page);
    page->to = to;
}

static bool has_small_letter(const char *text) {
    while (*text && !g_ascii_islower(*text))
        text++;
    return *text;
}

/* Brackets around a note's mark are of it. */
static void add_text(struct gaz_html_page *page, const GumboNode *node, const struct gaz_html_where *where) {
    const char *text = node->v.text.text, *end = text + strlen(text);
    bool closes = gaz_html_closes_mark(page, node), opens = gaz_html_opens_mark(page, node);
    const char *first = closes ? g_utf8_next_char(text) : text, *last = opens ? g_utf8_prev_char(end) : end;
    struct gaz_html_where mark = *where;
    if (where->reason == GAZ_HTML_KEPT) mark.reason = GAZ_REASON_NOTE_MARK;
    const struct {
        const char *begin, *end;
        const struct gaz_html_where *where;
    } pieces[] = {{text, first, &mark}, {first, MAX(first, last), where}, {MAX(first, last), end, &mark}};
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autofree char *piece = g_strndup(pieces[i].begin, (gsize)(pieces[i].end - pieces[i].begin));
        gaz_html_add_text(page, piece, pieces[i].where);
    }
}

static void walk_text(struct gaz_html_page *page, const GumboNode *node, const struct gaz_html_where *above) {
    const char *text = node->v.text.text;
    struct gaz_html_where own = *above, *where = &own;
    if (page->field_codes && where->reason == GAZ_HTML_KEPT) own.reason = GAZ_REASON_FIELD_CODE;
    add_text(page, node, where);
    if (where->reason != GAZ_HTML_KEPT || !has_ink(text)) return;
    if (where->style.is_struck) doubt(page, GAZ_REASON_STRUCK, text, GAZ_DOUBT_STRUCK);
    if (where->style.is_capital && has_small_letter(text))
        doubt(page, GAZ_REASON_CAPITALS, text, GAZ_DOUBT_CAPITALS);
    if (gaz_html_is_out_of_sight(&where->style))
        doubt(page, GAZ_REASON_OUT_OF_SIGHT, text, GAZ_DOUBT_OUT_OF_SIGHT);
}

void gaz_html_walk(struct gaz_html_page *page, const GumboNode *node, const struct gaz_html_where *where) {
    if (gaz_html_is_text(node))
        walk_text(page, node, where);
    else if (gaz_html_is_code(node))
        count_code(page, node);
    else if (gaz_html_is_element(node))
        walk_element(page, node, where);
}
