/* body.c: see body.h.
 *
 * A page's chrome is links, dates and short words; a document is sentences. So an element is weighed by the
 * marks of its sentences that stand in no link, and, where a page has none (a list of names), by its Han
 * characters.
 */
#include "intake/html/body.h"

#include "base/text/text.h"
#include "intake/html/names.h"
#include "intake/html/parse.h"
#include "intake/words.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
    NAMED_SHARE = 25,    /* hundredths of the page that an element of a known name must hold */
    INNER_SHARE = 60,    /* and one within another such, of that one */
    NEARLY_ALL = 90,     /* what the smallest must hold */
    MARK = 20,           /* a sentence's mark weighs as much as so many characters */
    TITLE_SEARCHED = 400 /* characters of the body that may hold its title */
};

static bool is_passed_over(const GumboNode *node) {
    GumboTag tag = gaz_html_tag(node);
    return gaz_html_is_code(node) || tag == GUMBO_TAG_A || tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_NOSCRIPT;
}

static uint64_t weight_of_text(const char *utf8) {
    uint64_t weight = 0;
    for (const char *at = utf8; *at; at = g_utf8_next_char(at)) {
        uint32_t ch = g_utf8_get_char(at);
        weight += gaz_char_is_one_of(ch, "。，；、") ? MARK : gaz_char_is_han(ch);
    }
    return weight;
}

uint64_t gaz_html_weight(const GumboNode *top) {
    uint64_t weight = 0;
    if (is_passed_over(top)) return 0;
    for (const GumboNode *node = top; node; node = gaz_html_next(node, top, !is_passed_over(node)))
        if (gaz_html_is_text(node)) weight += weight_of_text(node->v.text.text);
    return weight;
}

/* The weight of each node below the root, each text weighed once: node → its weight. A node that is not there
 * has none. */
static GHashTable *weigh_all(const GumboNode *root) {
    GHashTable *weights = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) nodes = g_ptr_array_new();
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, !is_passed_over(node)))
        g_ptr_array_add(nodes, (gpointer)node);
    for (guint i = nodes->len; i-- > 0;) { /* what is below a node stands behind it */
        const GumboNode *node = g_ptr_array_index(nodes, i);
        gsize weight = GPOINTER_TO_SIZE(g_hash_table_lookup(weights, node));
        if (gaz_html_is_text(node)) weight = weight_of_text(node->v.text.text);
        if (weight == 0) continue;
        g_hash_table_insert(weights, (gpointer)node, GSIZE_TO_POINTER(weight));
        if (node == root) continue;
        gsize above = GPOINTER_TO_SIZE(g_hash_table_lookup(weights, node->parent));
        g_hash_table_insert(weights, node->parent, GSIZE_TO_POINTER(above + weight));
    }
    return weights;
}

static uint64_t weight_in(GHashTable *weights, const GumboNode *node) {
    return GPOINTER_TO_SIZE(g_hash_table_lookup(weights, node));
}

/* Of the elements that sites call so the heaviest, and within it the innermost with most of it. */
static const GumboNode *named_body(const GumboNode *root, GHashTable *weights) {
    const GumboNode *best = NULL;
    uint64_t most = 0, whole = weight_in(weights, root);
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, !is_passed_over(node))) {
        if (!gaz_html_is_element(node) || !gaz_html_is_body_name(node)) continue;
        uint64_t weight = weight_in(weights, node);
        bool is_inner = best && gaz_html_is_below(node, best);
        bool is_better = is_inner ? weight * 100 >= most * INNER_SHARE
                                  : weight > most && weight * 100 >= whole * NAMED_SHARE;
        if (!is_better) continue;
        best = node;
        most = weight;
    }
    return best;
}

/* What a document's paragraphs are never the whole of. */
static bool may_hold_a_document(const GumboNode *node) {
    GumboTag tag = gaz_html_tag(node);
    return gaz_html_is_element(node) && tag != GUMBO_TAG_P && !(tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) &&
           tag != GUMBO_TAG_LI && tag != GUMBO_TAG_A && tag != GUMBO_TAG_B && tag != GUMBO_TAG_STRONG;
}

static unsigned count_lines(const GumboNode *top) {
    unsigned n = 0;
    for (const GumboNode *node = top; node; node = gaz_html_next(node, top, true)) {
        GumboTag tag = gaz_html_tag(node);
        n += tag == GUMBO_TAG_P || tag == GUMBO_TAG_BR || tag == GUMBO_TAG_DIV;
    }
    return n;
}

/* Whether a table says of itself that it is one of data. */
static bool is_of_data(const GumboNode *table) {
    if (gaz_html_number(gaz_html_attribute(table, "border"), 0, 100, 0) > 0) return true;
    for (const GumboNode *node = table; node;
         node = gaz_html_next(node, table, node == table || gaz_html_tag(node) != GUMBO_TAG_TABLE)) {
        GumboTag tag = gaz_html_tag(node);
        if (tag == GUMBO_TAG_TH || tag == GUMBO_TAG_CAPTION) return true;
    }
    return false;
}

bool gaz_html_holds_page(const GumboNode *table) {
    enum { MOST = 70, LINES = 3 };
    uint64_t weight = gaz_html_weight(table);
    bool is_data = is_of_data(table);
    for (const GumboNode *node = table; node; node = gaz_html_next(node, table, true)) {
        GumboTag tag = gaz_html_tag(node);
        if (tag == GUMBO_TAG_TABLE && node != table && !is_data) return true;
        if (tag == GUMBO_TAG_TD && count_lines(node) >= LINES && gaz_html_weight(node) * 100 >= weight * MOST)
            return true;
    }
    return false;
}

/* The child that holds nearly all of it. */
static const GumboNode *heavy_child(const GumboNode *node, GHashTable *weights, uint64_t weight) {
    const GumboVector *children = &node->v.element.children;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (!may_hold_a_document(child) || weight_in(weights, child) * 100 < weight * NEARLY_ALL) continue;
        return gaz_html_tag(child) == GUMBO_TAG_TABLE && !gaz_html_holds_page(child) ? NULL : child;
    }
    return NULL;
}

const GumboNode *gaz_html_find_body(const GumboNode *root, bool *is_named) {
    g_autoptr(GHashTable) weights = weigh_all(root);
    uint64_t whole = weight_in(weights, root);
    const GumboNode *body = whole > 0 ? named_body(root, weights) : NULL;
    *is_named = body;
    if (body || whole == 0) return body;
    body = root;
    for (const GumboNode *child = root; child; child = heavy_child(body, weights, whole))
        body = child;
    return body;
}

/* ---- the title */

char *gaz_html_ink(const GumboNode *top, unsigned most) {
    GString *out = g_string_new(NULL);
    unsigned n = 0;
    for (const GumboNode *node = top; node && n < most;
         node = gaz_html_next(node, top, !gaz_html_is_code(node))) {
        if (!gaz_html_is_text(node)) continue;
        for (const char *at = node->v.text.text; *at && n < most; at = g_utf8_next_char(at)) {
            if (!gaz_char_has_ink(g_utf8_get_char(at))) continue;
            g_string_append_unichar(out, g_utf8_get_char(at));
            n++;
        }
    }
    return g_string_free(out, FALSE);
}

static const GumboNode *find_tag(const GumboNode *root, GumboTag tag) {
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, true))
        if (gaz_html_tag(node) == tag) return node;
    return NULL;
}

/* Whether the page's own title is this text, perhaps with the site's words behind it: …的通知_中国政府网. */
static bool is_titles_text(const char *said, const char *text) {
    static const char *const marks[] = {"_", "-", "—", "–", "|", "｜", "·", "（", "(", "【", "《"};
    if (!g_str_has_prefix(said, text)) return false;
    const char *behind = said + strlen(text);
    bool parts = !*behind;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        parts |= g_str_has_prefix(behind, marks[i]);
    return parts;
}

/* An element before the body, of any name, that is no link and says what the page's title does. */
static const GumboNode *find_titles_text(const GumboNode *root, const GumboNode *body, const char *said) {
    enum { SHORTEST = 6, LONGEST = 120 };
    for (const GumboNode *node = find_tag(root, GUMBO_TAG_BODY); node && node != body;
         node = gaz_html_next(node, root, !is_passed_over(node))) {
        if (!gaz_html_is_element(node) || is_passed_over(node) || gaz_html_is_below(body, node)) continue;
        g_autofree char *text = gaz_html_ink(node, LONGEST + 1);
        long n = g_utf8_strlen(text, -1);
        if (n >= SHORTEST && n <= LONGEST && is_titles_text(said, text)) return node;
    }
    return NULL;
}

/* Whether the body's beginning has the title, as more than the first words of a sentence:
 * 国务院任免国家工作人员。 */
static bool has_title(const char *begins, const char *text) {
    const char *at = strstr(begins, text);
    uint32_t behind = at ? g_utf8_get_char(at + strlen(text)) : 0;
    return at && !gaz_char_is_one_of(behind, "。，；");
}

/* Whether the element is a link, or holds nothing but one. */
static bool is_linked(const GumboNode *node) {
    for (const GumboNode *at = node; at; at = gaz_html_next(at, node, true))
        if (gaz_html_tag(at) == GUMBO_TAG_A && gaz_html_attribute(at, "href")) return true;
    return false;
}

/* The last element above the body whose words are a document's title by their form, where nothing else says
 * which it is. */
static const GumboNode *find_by_form(const GumboNode *root, const GumboNode *body) {
    enum { LONGEST = 120 };
    static const char form[] =
        "^\\p{Han}{0,40}关于.{2,90}(?:" GAZ_TITLE_KINDS ")(?:[（(][^（）()]{2,30}[）)])?$";
    const GumboNode *found = NULL;
    for (const GumboNode *node = find_tag(root, GUMBO_TAG_BODY); node && node != body;
         node = gaz_html_next(node, root, !is_passed_over(node) && gaz_html_tag(node) != GUMBO_TAG_A)) {
        GumboTag tag = gaz_html_tag(node);
        if (!gaz_html_is_block(node) || tag == GUMBO_TAG_LI || is_passed_over(node) ||
            gaz_html_is_below(body, node))
            continue;
        g_autofree char *text = gaz_html_ink(node, LONGEST + 1);
        if (g_regex_match_simple(form, text, 0, 0) && !is_linked(node)) found = node;
    }
    return found;
}

const GumboNode *gaz_html_find_title(const GumboNode *root, const GumboNode *body) {
    enum { SHORTEST = 4, LONGEST = 120 };
    const GumboNode *head = find_tag(root, GUMBO_TAG_TITLE);
    g_autofree char *said = head ? gaz_html_ink(head, 200) : g_strdup("");
    g_autofree char *begins = gaz_html_ink(body, TITLE_SEARCHED);
    for (const GumboNode *node = find_tag(root, GUMBO_TAG_BODY); node && node != body;
         node = gaz_html_next(node, root, !gaz_html_is_code(node))) {
        if (!gaz_html_is_element(node) || !gaz_html_is_title_name(node) || gaz_html_is_below(body, node))
            continue;
        g_autofree char *text = gaz_html_ink(node, LONGEST + 1);
        long n = g_utf8_strlen(text, -1);
        if (n < SHORTEST || n > LONGEST) continue;
        bool is_it = gaz_html_tag(node) == GUMBO_TAG_H1 || strstr(said, text);
        if (is_it) return has_title(begins, text) ? NULL : node;
    }
    const GumboNode *other = find_titles_text(root, body, said);
    if (!other) other = find_by_form(root, body);
    g_autofree char *text = other ? gaz_html_ink(other, LONGEST) : NULL;
    return text && !has_title(begins, text) ? other : NULL;
}
