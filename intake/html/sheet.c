/* sheet.c: see sheet.h. */
#include "intake/html/sheet.h"

#include "intake/html/parse.h"

#include <string.h>

#define BLANKS " \t\r\n\f"

static void free_declaration(void *data) {
    g_free(((struct gaz_html_declaration *)data)->key);
}

/* key: value; … of a style, read once; freed with g_array_unref. */
static GArray *declarations_of(const char *text) {
    GArray *declarations = g_array_new(FALSE, FALSE, sizeof(struct gaz_html_declaration));
    g_array_set_clear_func(declarations, free_declaration);
    g_auto(GStrv) all = g_strsplit(text, ";", -1);
    for (char **one = all; *one; one++) {
        char *key = g_strstrip(*one), *colon = strchr(key, ':');
        if (!colon) continue;
        char *own = g_strdup(key), *value = own + (colon - key);
        *value++ = '\0';
        for (char *at = g_strchomp(own); *at; at++)
            *at = g_ascii_tolower(*at);
        struct gaz_html_declaration declaration = {own, value + strspn(value, " \t\n\v\f\r")};
        g_array_append_val(declarations, declaration);
    }
    return declarations;
}

GArray *gaz_html_own_declarations(const GumboNode *node) {
    const char *own = gaz_html_attribute(node, "style");
    return declarations_of(own ? own : "");
}

/* ---- the page's own rules */

struct rule {
    char **selector;         /* its elements from the outermost in: .body, p.note */
    guint n;                 /* of them */
    unsigned specificity;    /* CSS 2.1 6.4.3 */
    const GumboNode *parent; /* the last element that was asked of; whether it stands as the selector wants */
    bool stands_so;
    GArray *declarations; /* of declaration; those of several selectors are one */
};

/* Rules by what their last element must have, so that an element asks only those that may select it. */
struct rules {
    GArray *all;        /* of rule, by specificity: what counts more comes later */
    GHashTable *by_key; /* "#id", ".class", "tag" or "*": GArray of guint, in order */
};

struct gaz_html_sheet {
    struct rules rules, before, behind; /* behind: ::after */
    uint32_t n_asked;                   /* elements that were asked whether they are around another */
};

enum { MOST_RULES = 20000, MOST_ASKED = 30000000 /* of a page */ };

/* Whether the selector says which element, and in which other ones it stands: no states, no neighbours. */
static bool is_simple(const char *selector) {
    return *selector && !strpbrk(selector, "+~:[");
}

/* Takes ::before or ::after off a selector's end. False: it has neither. */
static bool take_pseudo(char *selector, bool *is_behind) {
    static const char *const words[] = {"::before", ":before", "::after", ":after"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (!g_str_has_suffix(selector, words[i])) continue;
        selector[strlen(selector) - strlen(words[i])] = '\0';
        *is_behind = i > 1;
        return true;
    }
    return false;
}

static unsigned specificity_of(char **selector) {
    enum { ID = 10000, CLASS = 100 };
    unsigned n = 0;
    for (char **one = selector; *one; one++) {
        n += **one && !strchr(".#*", **one);
        for (const char *at = *one; *at; at++)
            n += *at == '#' ? ID : *at == '.' ? CLASS : 0;
    }
    return n;
}

/* div > p is read as div p; freed with g_strfreev. */
static char **elements_of(char *selector) {
    GStrvBuilder *builder = g_strv_builder_new();
    for (char *at = g_strdelimit(selector, ">\t\r\n\f", ' '); *at;) {
        at += strspn(at, " ");
        size_t n = strcspn(at, " ");
        g_autofree char *one = g_strndup(at, n);
        if (n > 0) g_strv_builder_add(builder, one);
        at += n;
    }
    char **elements = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return elements;
}

static void add_rules(struct gaz_html_sheet *sheet, const char *selectors, const char *declarations) {
    g_auto(GStrv) all = g_strsplit(selectors, ",", -1);
    g_autoptr(GArray) read = declarations_of(declarations);
    for (char **one = all; *one; one++) {
        struct rule rule = {.selector = NULL};
        char *selector = g_strstrip(*one);
        bool is_behind = false, is_beside = take_pseudo(selector, &is_behind);
        GArray *to = (is_behind ? sheet->behind : is_beside ? sheet->before : sheet->rules).all;
        if (!is_simple(selector) || to->len >= MOST_RULES) continue;
        rule.selector = elements_of(selector);
        rule.n = g_strv_length(rule.selector);
        rule.specificity = specificity_of(rule.selector);
        rule.declarations = g_array_ref(read);
        g_array_append_val(to, rule);
    }
}

static gint by_specificity(gconstpointer a, gconstpointer b) {
    unsigned one = ((const struct rule *)a)->specificity, other = ((const struct rule *)b)->specificity;
    return (one > other) - (one < other);
}

/* Comments become blanks, in place. */
static void blank_comments(char *css) {
    for (char *at = css; (at = strstr(at, "/*"));) {
        char *end = strstr(at + 2, "*/");
        size_t n = end ? (size_t)(end + 2 - at) : strlen(at);
        memset(at, ' ', n);
        at += n;
    }
}

/* Behind the } that ends what { at `at` begins. */
static char *block_end(char *at) {
    unsigned depth = 0;
    for (; *at; at++) {
        if (*at == '{') depth++;
        if (*at == '}' && --depth == 0) return at + 1;
    }
    return at;
}

static void read_css(struct gaz_html_sheet *sheet, const char *text) {
    g_autofree char *css = g_strdup(text);
    blank_comments(css);
    for (char *at = css, *open; (open = strchr(at, '{'));) {
        char *end = block_end(open);
        *open = '\0';
        if (end > open + 1) end[-1] = '\0';
        char *selectors = g_strstrip(at);
        if (*selectors != '@') add_rules(sheet, selectors, open + 1); /* no @media, @font-face */
        at = end;
    }
}

/* What the last element of a selector must have that few have; freed with g_free. */
static char *key_of(const struct rule *rule) {
    const char *last = rule->n ? rule->selector[rule->n - 1] : "*";
    const char *id = strchr(last, '#'), *own = id ? id : strchr(last, '.');
    if (own) return g_strndup(own, 1 + strcspn(own + 1, ".#"));
    return g_ascii_strdown(last, -1);
}

static struct rules rules_new(void) {
    return (struct rules){
        g_array_new(FALSE, FALSE, sizeof(struct rule)),
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref)};
}

static void sort_rules(struct rules *rules) {
    g_array_sort(rules->all, by_specificity); /* which keeps the order of equals */
    for (guint i = 0; i < rules->all->len; i++) {
        char *key = key_of(&g_array_index(rules->all, struct rule, i));
        GArray *same = g_hash_table_lookup(rules->by_key, key);
        if (!same) {
            same = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(rules->by_key, g_strdup(key), same);
        }
        g_array_append_val(same, i);
        g_free(key);
    }
}

static void rules_clear(struct rules *rules) {
    for (guint i = 0; i < rules->all->len; i++) {
        g_strfreev(g_array_index(rules->all, struct rule, i).selector);
        g_array_unref(g_array_index(rules->all, struct rule, i).declarations);
    }
    g_array_unref(rules->all);
    g_hash_table_unref(rules->by_key);
}

struct gaz_html_sheet *gaz_html_sheet_new(const GumboNode *root) {
    struct gaz_html_sheet *sheet = g_new0(struct gaz_html_sheet, 1);
    sheet->rules = rules_new();
    sheet->before = rules_new();
    sheet->behind = rules_new();
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, true))
        if (gaz_html_is_text(node) && gaz_html_tag(node->parent) == GUMBO_TAG_STYLE)
            read_css(sheet, node->v.text.text);
    sort_rules(&sheet->rules);
    sort_rules(&sheet->before);
    sort_rules(&sheet->behind);
    return sheet;
}

void gaz_html_sheet_free(struct gaz_html_sheet *sheet) {
    rules_clear(&sheet->rules);
    rules_clear(&sheet->before);
    rules_clear(&sheet->behind);
    g_free(sheet);
}

/* ---- which select an element */

static bool has_word(const char *words, const char *word, size_t n) {
    for (const char *at = words; at && *at;) {
        at += strspn(at, BLANKS);
        size_t length = strcspn(at, BLANKS);
        if (length == n && memcmp(at, word, n) == 0) return true;
        at += length;
    }
    return false;
}

/* Whether an element is a selector's element: p.note, #zoom, .a.b, *. */
static bool is_element(const char *selector, const GumboNode *node) {
    size_t n = strcspn(selector, ".#");
    if (n > 0 && *selector != '*') {
        const char *tag = gumbo_normalized_tagname(gaz_html_tag(node));
        if (strlen(tag) != n || g_ascii_strncasecmp(tag, selector, n) != 0) return false;
    }
    for (const char *at = selector + n; *at;) {
        size_t length = strcspn(at + 1, ".#");
        if (!has_word(gaz_html_attribute(node, *at == '.' ? "class" : "id"), at + 1, length)) return false;
        at += 1 + length;
    }
    return true;
}

/* Whether the elements of a selector but its last are around whatever stands in `parent`. */
static bool are_around(struct gaz_html_sheet *sheet, const struct rule *rule, const GumboNode *parent) {
    guint left = rule->n - 1;
    for (const GumboNode *above = parent; left > 0 && above && sheet->n_asked < MOST_ASKED;
         above = above->parent) {
        sheet->n_asked++;
        if (gaz_html_is_element(above) && is_element(rule->selector[left - 1], above)) left--;
    }
    return left == 0;
}

static bool selects(struct gaz_html_sheet *sheet, struct rule *rule, const GumboNode *node) {
    if (rule->n == 0 || !is_element(rule->selector[rule->n - 1], node)) return false;
    if (rule->n == 1) return true;
    if (rule->parent != node->parent) {
        rule->parent = node->parent;
        rule->stands_so = are_around(sheet, rule, node->parent);
    }
    return rule->stands_so;
}

/* Those of one key may select an element; at: GArray of guint. */
static void add_keyed(GArray *at, const struct rules *rules, const char *key) {
    const GArray *same = g_hash_table_lookup(rules->by_key, key);
    if (same) g_array_append_vals(at, same->data, same->len);
}

/* Of class="a b" each word, of id="a" too. */
static void add_words(GArray *at, const struct rules *rules, char mark, const char *words) {
    for (const char *word = words ? words + strspn(words, BLANKS) : ""; *word; word += strspn(word, BLANKS)) {
        size_t n = strcspn(word, BLANKS);
        g_autofree char *key = g_strdup_printf("%c%.*s", mark, (int)n, word);
        add_keyed(at, rules, key);
        word += n;
    }
}

static gint by_place(gconstpointer a, gconstpointer b) {
    guint one = *(const guint *)a, other = *(const guint *)b;
    return (one > other) - (one < other);
}

/* Where the rules stand that may select the element; a word that a class has twice brings its rules twice,
 * which says nothing else. */
static GArray *places_for(const struct rules *rules, const GumboNode *node) {
    GArray *at = g_array_new(FALSE, FALSE, sizeof(guint));
    if (rules->all->len == 0) return at;
    add_keyed(at, rules, "*");
    add_keyed(at, rules, gumbo_normalized_tagname(gaz_html_tag(node)));
    add_words(at, rules, '.', gaz_html_attribute(node, "class"));
    add_words(at, rules, '#', gaz_html_attribute(node, "id"));
    g_array_sort(at, by_place);
    return at;
}

static GPtrArray *declared_by(struct gaz_html_sheet *sheet, const struct rules *rules,
                              const GumboNode *node) {
    GPtrArray *declared = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(GArray) places = places_for(rules, node);
    for (guint i = 0; i < places->len; i++) {
        struct rule *rule = &g_array_index(rules->all, struct rule, g_array_index(places, guint, i));
        if (selects(sheet, rule, node)) g_ptr_array_add(declared, g_array_ref(rule->declarations));
    }
    return declared;
}

GPtrArray *gaz_html_declared(struct gaz_html_sheet *sheet, const GumboNode *node) {
    GPtrArray *declared = declared_by(sheet, &sheet->rules, node);
    if (gaz_html_attribute(node, "style")) g_ptr_array_add(declared, gaz_html_own_declarations(node));
    return declared;
}

GPtrArray *gaz_html_declared_beside(struct gaz_html_sheet *sheet, const GumboNode *node, bool is_behind) {
    return declared_by(sheet, is_behind ? &sheet->behind : &sheet->before, node);
}
