/* field.c: forms that a page holds, as they were left: boxes, fields, choices; lines to be filled in; fields
 * of Word that were pasted into a page with their codes.
 */
#include "base/text/text.h"
#include "intake/html/body.h"
#include "intake/html/names.h"
#include "intake/html/page.h"
#include "intake/html/parse.h"

#include <string.h>

static const char blank[] = "＿＿＿＿"; /* to be filled in */

/* ---- what one writes into */

static bool is_one_of(const char *type, const char *const types[2]) {
    return g_ascii_strcasecmp(type, types[0]) == 0 || g_ascii_strcasecmp(type, types[1]) == 0;
}

/* A box to tick, as it was left; the words of a field. */
static void put_field(struct gaz_html_page *page, const GumboNode *input,
                      const struct gaz_html_where *where) {
    static const char *const boxes[] = {"checkbox", "radio"}, *const words[] = {"text", ""};
    const char *type = gaz_html_attribute(input, "type"), *value = gaz_html_attribute(input, "value");
    if (type && is_one_of(type, boxes))
        gaz_html_put_in(page, gaz_html_attribute(input, "checked") ? "☑" : "□", GAZ_REASON_FORM_FIELD, where);
    else if (!type || is_one_of(type, words)) /* an empty one is a blank to fill in */
        gaz_html_put_in(page, value && *value ? value : blank, GAZ_REASON_FORM_FIELD, where);
}

/* Blanks that are shown as such, up to two. */
static unsigned count_blanks(const GumboNode *top) {
    unsigned n = 0;
    for (const GumboNode *node = top; node; node = gaz_html_next(node, top, !gaz_html_is_code(node)))
        for (const char *at = gaz_html_is_text(node) ? node->v.text.text : ""; *at && n < 2;
             at = g_utf8_next_char(at))
            n += g_utf8_get_char(at) == 0xA0 || g_utf8_get_char(at) == 0x3000;
    return n;
}

static bool has_ink(const GumboNode *node) {
    g_autofree char *ink = gaz_html_ink(node, 1);
    return *ink;
}

/* Of two blanks or more each is a part of the line. */
void gaz_html_add_line(struct gaz_html_page *page, const GumboNode *node,
                       const struct gaz_html_where *where) {
    if (!has_ink(node) && count_blanks(node) < 2)
        gaz_html_put_in(page, blank, GAZ_REASON_FILL_IN_LINE, where);
}

static void walk_below(struct gaz_html_page *page, const GumboNode *node,
                       const struct gaz_html_where *where) {
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        gaz_html_walk(page, node->v.element.children.data[i], where);
}

/* What was written into a field of several lines; one in a line of words is a blank to fill in. */
static void walk_area(struct gaz_html_page *page, const GumboNode *area, const struct gaz_html_where *where) {
    walk_below(page, area, where);
    if (!has_ink(area) && page->line_is_used) gaz_html_put_in(page, blank, GAZ_REASON_FORM_FIELD, where);
}

/* ---- choices */

static const GumboNode *next_option(const GumboNode *from, const GumboNode *select) {
    const GumboNode *node = gaz_html_next(from, select, gaz_html_tag(from) != GUMBO_TAG_OPTION);
    while (node && gaz_html_tag(node) != GUMBO_TAG_OPTION)
        node = gaz_html_next(node, select, true);
    return node;
}

/* What a list shows: the last option that says so, else the first (HTML 4.10.7). NULL: it has none. */
static const GumboNode *chosen(const GumboNode *select) {
    const GumboNode *first = next_option(select, select), *found = first;
    for (const GumboNode *option = first; option; option = next_option(option, select))
        if (gaz_html_attribute(option, "selected")) found = option;
    return found;
}

static void walk_select(struct gaz_html_page *page, const GumboNode *select,
                        const struct gaz_html_where *where) {
    struct gaz_html_where away = *where;
    bool shows_all = gaz_html_attribute(select, "multiple") != NULL;
    const GumboNode *shown = chosen(select);
    away.reason = GAZ_REASON_NOT_CHOSEN;
    for (const GumboNode *option = next_option(select, select); option;
         option = next_option(option, select)) {
        bool is_shown = shows_all ? gaz_html_attribute(option, "selected") != NULL : option == shown;
        walk_below(page, option, is_shown ? where : &away);
    }
}

bool gaz_html_add_field(struct gaz_html_page *page, const GumboNode *node,
                        const struct gaz_html_where *where) {
    GumboTag tag = gaz_html_tag(node);
    if (tag == GUMBO_TAG_INPUT)
        put_field(page, node, where);
    else if (tag == GUMBO_TAG_TEXTAREA)
        walk_area(page, node, where);
    else if (tag == GUMBO_TAG_SELECT)
        walk_select(page, node, where);
    else
        return false;
    return true;
}

/* ---- fields of Word */

enum { MOST_FIELDS = 64, MOST_NODES = 2000 /* that one search looks at */ };

/* field-begin, field-separator, field-end; NULL: the element marks none. */
static const char *mark_of(const GumboNode *node) {
    static const char key[] = "mso-element:";
    const char *style = gaz_html_attribute(node, "style"), *at = style ? strstr(style, key) : NULL;
    if (!at) return NULL;
    at += strlen(key);
    at += strspn(at, " ");
    return g_str_has_prefix(at, "field-") ? at + strlen("field-") : NULL;
}

/* Whether the code that begins here ends in the same block: one that does not is no code. */
static bool has_separator(const GumboNode *begin) {
    const GumboNode *block = begin;
    unsigned n = 0;
    while (block->parent && gaz_html_is_element(block) && !gaz_html_is_block(block))
        block = block->parent;
    for (const GumboNode *node = begin; node && n < MOST_NODES;
         node = gaz_html_next(node, block, true), n++) {
        const char *mark = gaz_html_is_element(node) ? mark_of(node) : NULL;
        if (mark && g_str_has_prefix(mark, "separator")) return true;
    }
    return false;
}

void gaz_html_mark_field(struct gaz_html_page *page, const GumboNode *node) {
    const char *mark = mark_of(node);
    if (!mark) return;
    bool begins = g_str_has_prefix(mark, "begin");
    if (begins && page->n_fields < MOST_FIELDS && has_separator(node)) {
        page->field_codes |= UINT64_C(1) << page->n_fields++;
    } else if (!begins && page->n_fields > 0) {
        page->field_codes &= ~(UINT64_C(1) << (page->n_fields - 1));
        if (g_str_has_prefix(mark, "end")) page->n_fields--;
    }
}
