/* facts.c: what a page says of its document beside the text: 索引号, 发文字号, 成文日期. */
#include "base/text/text.h"
#include "intake/html/body.h"
#include "intake/html/names.h"
#include "intake/html/page.h"
#include "intake/html/parse.h"

#include <string.h>

static void leave_out_as_fact(struct gaz_html_page *page, struct gaz_html_leaf *leaf) {
    leaf->is_fact = true;
    for (uint32_t i = leaf->first; i < leaf->first + leaf->n; i++)
        gaz_account_leave_out(page->account, GAZ_REASON_PAGE_TABLE, i, 1);
}

static bool is_gap(uint32_t ch) {
    return !gaz_char_has_ink(ch);
}

/* What stands behind the colon; where another label follows in the same line, up to the blank before it. */
static char *value_in_line(const struct gaz_html_page *page, const struct gaz_html_leaf *leaf) {
    g_autofree char *whole = gaz_draft_carried(page->draft, leaf->first, leaf->n);
    const char *at = strstr(whole, "："), *half = strchr(whole, ':');
    if (!at || (half && half < at)) at = half;
    if (!at) return g_strdup("");
    at = g_utf8_next_char(at);
    while (*at && is_gap(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    const char *end = at;
    while (*end && !is_gap(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    bool is_last = !strstr(end, "：") && !strchr(end, ':');
    return is_last ? g_strdup(at) : g_strndup(at, (gsize)(end - at));
}

/* The value of a label: in the same line, or the next line when that is no label. */
static void take_fact(struct gaz_html_page *page, struct gaz_html_leaf *leaf, struct gaz_html_leaf *next) {
    const char *value, *none;
    const char *name = gaz_html_label(leaf->text->str, &value);
    if (!name) return;
    bool is_next =
        !value && next && next->first == leaf->first + leaf->n && !gaz_html_label(next->text->str, &none);
    if (!value && !is_next) {
        bool has_colon = g_str_has_suffix(leaf->text->str, "：") || g_str_has_suffix(leaf->text->str, ":");
        if (has_colon) leave_out_as_fact(page, leaf);
        return;
    }
    g_autofree char *said =
        is_next ? gaz_draft_carried(page->draft, next->first, next->n) : value_in_line(page, leaf);
    gaz_draft_add_fact(page->draft, name, g_strstrip(said));
    leave_out_as_fact(page, leaf);
    if (is_next) leave_out_as_fact(page, next);
}

/* Whether the document is called 公告, 通告 or 令, which have a number of their own. */
static bool has_own_number(const struct gaz_html_page *page) {
    enum { LONGEST = 200 };
    g_autofree char *title = page->title ? gaz_html_ink(page->title, LONGEST) : g_strdup("");
    return g_regex_match_simple("(?:公告|通告|令)$", title, 0, 0);
}

/* 国办发〔2004〕15号 in a line of its own outside of the text; 2024年第3号 of a 公告. */
static bool is_number(const struct gaz_html_leaf *leaf, bool has_own) {
    static const char form[] = "^\\p{Han}{2,16}[〔\\[（(［﹝][12]\\d{3}[〕\\]）)］﹞]第?\\d{1,5}号$";
    static const char own[] = "^[（(]?(?:[12]\\d{3}年)?第[\\d一二三四五六七八九十百]{1,5}号[）)]?$";
    return !leaf->is_fact && (g_regex_match_simple(form, leaf->text->str, 0, 0) ||
                              (has_own && g_regex_match_simple(own, leaf->text->str, 0, 0)));
}

/* The number that a page has beside its text, where it has one alone. */
static void find_number(struct gaz_html_page *page) {
    struct gaz_html_leaf *leaves = (struct gaz_html_leaf *)(void *)page->leaves->data, *number = NULL;
    bool has_own = has_own_number(page);
    for (guint i = 0; i < page->leaves->len; i++) {
        if (!is_number(&leaves[i], has_own)) continue;
        if (number && strcmp(number->text->str, leaves[i].text->str) != 0) return;
        number = &leaves[i];
    }
    if (!number) return;
    gaz_draft_add_fact(page->draft, "发文字号", number->text->str);
    leave_out_as_fact(page, number);
}

void gaz_html_find_facts(struct gaz_html_page *page) {
    struct gaz_html_leaf *leaves = (struct gaz_html_leaf *)(void *)page->leaves->data;
    for (guint i = 0; i < page->leaves->len; i++)
        if (!leaves[i].is_fact)
            take_fact(page, &leaves[i], i + 1 < page->leaves->len ? &leaves[i + 1] : NULL);
    find_number(page);
}

/* Labels in three cells at least, and in a third of all. */
bool gaz_html_is_fact_table(const GumboNode *table) {
    enum { LEAST = 3, LONGEST = 60 };
    unsigned n_cells = 0, n_labels = 0;
    for (const GumboNode *node = table; node; node = gaz_html_next(node, table, true)) {
        GumboTag tag = gaz_html_tag(node);
        if (tag == GUMBO_TAG_TABLE && node != table) return false;
        if (tag != GUMBO_TAG_TD && tag != GUMBO_TAG_TH) continue;
        const char *value;
        g_autofree char *text = gaz_html_ink(node, LONGEST);
        n_cells++;
        bool says_so = strstr(text, "：") || strchr(text, ':') || strcmp(text, "索引号") == 0;
        n_labels += gaz_html_label(text, &value) && (says_so || n_labels > 0);
    }
    return n_labels >= LEAST && n_labels * 3 >= n_cells;
}
