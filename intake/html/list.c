/* list.c: see list.h; CSS Counter Styles 3, HTML 4.4.5–4.4.8 and 15.3.8. */
#include "intake/html/list.h"

#include "intake/docx/number_format.h"
#include "intake/html/body.h"
#include "intake/html/parse.h"

#include <string.h>

/* ---- the table */

/* .format: as Word calls it; NULL: Latin letters, or a bullet, which is .behind. */
static const struct marker {
    const char *name, *other;
    const char *format, *behind;
    bool counts, is_upper;
} markers[] = {
    [GAZ_HTML_NO_MARKER] = {"none", NULL, NULL, "", false, false},
    [GAZ_HTML_UNKNOWN_MARKER] = {"", NULL, "decimal", ".", true, false},
    {"disc", NULL, NULL, "●", false, false},
    {"circle", NULL, NULL, "○", false, false},
    {"square", NULL, NULL, "■", false, false},
    {"decimal", "1", "decimal", ".", true, false},
    {"decimal-leading-zero", NULL, "decimalZero", ".", true, false},
    {"lower-alpha", "lower-latin", NULL, ".", true, false},
    {"upper-alpha", "upper-latin", NULL, ".", true, true},
    {"lower-roman", NULL, "lowerRoman", ".", true, false},
    {"upper-roman", NULL, "upperRoman", ".", true, true},
    {"cjk-ideographic", "simp-chinese-informal", "chineseCountingThousand", "、", true, false},
    {"trad-chinese-informal", NULL, "taiwaneseCountingThousand", "、", true, false},
    {"simp-chinese-formal", NULL, "chineseLegalSimplified", "、", true, false},
    {"trad-chinese-formal", NULL, "ideographLegalTraditional", "、", true, false},
    {"cjk-decimal", NULL, "ideographDigital", "、", true, false},
    {"cjk-heavenly-stem", NULL, "ideographTraditional", "、", true, false},
    {"cjk-earthly-branch", NULL, "ideographZodiac", "、", true, false},
};

static uint8_t marker_named(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(markers); i++)
        if (*name && (strcmp(markers[i].name, name) == 0 || g_strcmp0(markers[i].other, name) == 0))
            return (uint8_t)i;
    return GAZ_HTML_UNKNOWN_MARKER;
}

/* The attribute's one letter: a and A are two forms. */
static const char *name_of_letter(char letter) {
    return letter == 'a'   ? "lower-alpha"
           : letter == 'A' ? "upper-alpha"
           : letter == 'i' ? "lower-roman"
           : letter == 'I' ? "upper-roman"
           : letter == '1' ? "decimal"
                           : "";
}

/* Words of list-style that say where the mark stands, or come from elsewhere. */
static bool is_other_word(const char *word) {
    static const char *const words[] = {"inside", "outside", "inherit", "initial",
                                        "unset",  "revert",  "url",     "!important"};
    bool is_it = !*word;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        is_it |= g_str_has_prefix(word, words[i]);
    return is_it;
}

uint8_t gaz_html_marker_of(const char *value, uint8_t before) {
    uint8_t marker = before;
    if (*value && !value[1]) return marker_named(name_of_letter(*value));
    g_autofree char *low = g_ascii_strdown(value, -1);
    g_auto(GStrv) words = g_strsplit(low, " ", -1);
    for (char **word = words; *word; word++) {
        char *end = strstr(*word, "!important");
        if (end) *end = '\0';
        if (!is_other_word(*word)) marker = marker_named(*word);
    }
    return marker;
}

bool gaz_html_is_list(const GumboNode *node) {
    GumboTag tag = gaz_html_tag(node);
    return tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_MENU || tag == GUMBO_TAG_DIR;
}

uint8_t gaz_html_marker_of_tag(const GumboNode *node, uint8_t before) {
    static const char *const bullets[] = {"disc", "circle", "square"};
    size_t depth = 0;
    if (!gaz_html_is_list(node)) return before;
    if (gaz_html_tag(node) == GUMBO_TAG_OL) return marker_named("decimal");
    for (const GumboNode *above = node->parent; above; above = above->parent)
        depth += gaz_html_is_list(above);
    return marker_named(bullets[MIN(depth, G_N_ELEMENTS(bullets) - 1)]);
}

/* ---- counting */

static unsigned count_items(const GumboNode *list) {
    const GumboVector *children = &list->v.element.children;
    unsigned n = 0;
    for (unsigned i = 0; i < children->length; i++)
        n += gaz_html_tag(children->data[i]) == GUMBO_TAG_LI;
    return n;
}

struct gaz_html_list gaz_html_list_begin(const GumboNode *node) {
    bool is_reversed = gaz_html_tag(node) == GUMBO_TAG_OL && gaz_html_attribute(node, "reversed");
    int first = is_reversed ? (int)count_items(node) : 1;
    return (struct gaz_html_list){
        node, gaz_html_number(gaz_html_attribute(node, "start"), -9999, 9999, first), is_reversed ? -1 : 1};
}

static void add_letters(GString *out, int number) {
    g_autoptr(GString) back = g_string_new(NULL);
    for (; number > 0; number = (number - 1) / 26)
        g_string_prepend_c(back, (char)('a' + (number - 1) % 26));
    g_string_append(out, back->str);
}

/* A link and nothing else: what hangs on a page is listed so, and its site shows no bullets. */
static bool is_link(const GumboNode *item) {
    enum { LONGEST = 300 };
    for (const GumboNode *node = item; node; node = gaz_html_next(node, item, true)) {
        if (gaz_html_tag(node) != GUMBO_TAG_A || !gaz_html_attribute(node, "href")) continue;
        g_autofree char *words = gaz_html_ink(node, LONGEST), *all = gaz_html_ink(item, LONGEST);
        return strcmp(words, all) == 0;
    }
    return false;
}

bool gaz_html_list_mark(struct gaz_html_list *list, const GumboNode *item, uint8_t marker, GString *mark) {
    const struct marker *how = &markers[marker];
    int number = gaz_html_number(gaz_html_attribute(item, "value"), -9999, 9999, list->next);
    list->next = number + list->step;
    bool is_bullet = !how->counts;
    if (is_bullet && (count_items(list->node) < 2 || is_link(item)))
        return true; /* one item holds a page together */
    if (how->counts && number < 1)
        g_string_append_printf(mark, "%d", number);
    else if (how->counts && how->format)
        gaz_docx_add_number(mark, (uint32_t)number, how->format, NULL);
    else if (how->counts)
        add_letters(mark, number);
    if (how->is_upper) g_string_ascii_up(mark);
    g_string_append(mark, how->behind);
    return marker != GAZ_HTML_UNKNOWN_MARKER;
}

bool gaz_html_has_own_mark(const GumboNode *item) {
    enum { LOOKED_AT = 10 };
    static const char form[] =
        "^(?:[●○■□◆◇·•▪▲★☆※]|[-—–]\\D|[①-⑳]|第[一二三四五六七八九十百零〇\\d]{1,6}[编章节条款项]|"
        "[一二三四五六七八九十]{1,4}[、.．]|"
        "[（(](?:[一二三四五六七八九十]{1,4}|\\d{1,3})[）)]|\\d{1,3}(?:[、）)]|[.．]\\D))";
    g_autofree char *text = gaz_html_ink(item, LOOKED_AT);
    return g_regex_match_simple(form, text, 0, 0);
}
