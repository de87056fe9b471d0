/* css.c: see css.h. Lengths are integers of twentieths of a point. */
#include "intake/html/css.h"

#include "base/text/text.h"
#include "intake/docx/symbols.h"
#include "intake/html/list.h"
#include "intake/html/names.h"
#include "intake/html/parse.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

/* ---- values */

/* 1.5em of 240: 360. px are 1/96 inch. Gives false for shares and words. */
static bool length_of(const char *value, int32_t em, int32_t *twips) {
    static const struct {
        const char *unit;
        int32_t twips; /* thousandths */
    } units[] = {{"px", 15000}, {"pt", 20000}, {"mm", 56693}, {"cm", 566929}, {"in", 1440000}, {"", 15000}};
    char *end;
    bool is_minus = *value == '-';
    const char *digits = value + is_minus; /* of -.5em none stands before the point */
    gint64 whole = g_ascii_strtoll(digits, &end, 10), part = 0, scale = 1000;
    if (end == digits && *digits != '.') return false;
    if (*end == '.')
        for (end++; g_ascii_isdigit(*end); end++)
            if (scale > 1) part += (*end - '0') * (scale /= 10);
    gint64 number = (CLAMP(whole, -10000, 10000) * 1000 + part) * (is_minus ? -1 : 1);
    if (g_str_has_prefix(end, "rem")) em = 240;
    if (g_str_has_prefix(end, "em") || g_str_has_prefix(end, "rem")) {
        *twips = (int32_t)(number * em / 1000);
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        bool is_it = *units[i].unit ? g_str_has_prefix(end, units[i].unit) : *end != '%' && !*end;
        if (is_it) *twips = (int32_t)(number * units[i].twips / 1000000);
        if (is_it) return true;
    }
    return false;
}

static enum gaz_draft_face face_of(const char *value) {
    static const struct {
        const char *name;
        enum gaz_draft_face face;
    } names[] = {{"小标宋", GAZ_DRAFT_FACE_XIAOBIAOSONG},
                 {"xbs", GAZ_DRAFT_FACE_XIAOBIAOSONG},
                 {"仿宋", GAZ_DRAFT_FACE_FANG},
                 {"fangsong", GAZ_DRAFT_FACE_FANG},
                 {"黑体", GAZ_DRAFT_FACE_HEI},
                 {"simhei", GAZ_DRAFT_FACE_HEI},
                 {"heiti", GAZ_DRAFT_FACE_HEI},
                 {"楷", GAZ_DRAFT_FACE_KAI},
                 {"kaiti", GAZ_DRAFT_FACE_KAI},
                 {"宋体", GAZ_DRAFT_FACE_SONG},
                 {"simsun", GAZ_DRAFT_FACE_SONG},
                 {"songti", GAZ_DRAFT_FACE_SONG}};
    g_autofree char *low = g_ascii_strdown(value, -1);
    const char *first = NULL;
    enum gaz_draft_face face = GAZ_DRAFT_FACE_OTHER;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *at = strstr(low, names[i].name);
        if (!at || (first && at >= first)) continue;
        first = at;
        face = names[i].face;
    }
    return face;
}

struct colour {
    unsigned red, green, blue;
};

/* #c00, #CC0000, rgb(204, 0, 0); false: a word. */
static bool colour_of(const char *value, struct colour *colour) {
    unsigned *red = &colour->red, *green = &colour->green, *blue = &colour->blue;
    if (*value == '#' && strlen(value) >= 7 && sscanf(value, "#%2x%2x%2x", red, green, blue) == 3)
        return true;
    if (*value == '#' && sscanf(value, "#%1x%1x%1x", red, green, blue) == 3) {
        *red *= 17, *green *= 17, *blue *= 17;
        return true;
    }
    return sscanf(value, "rgb( %3u , %3u , %3u", red, green, blue) == 3;
}

/* What is red and little else. */
static bool is_red(const char *value) {
    struct colour colour;
    if (g_ascii_strncasecmp(value, "red", 3) == 0) return true;
    return colour_of(value, &colour) && colour.red >= 0xA0 && colour.green <= 0x40 && colour.blue <= 0x40;
}

static bool is_white(const char *value) {
    enum { LEAST = 0xFA };
    struct colour colour;
    if (g_ascii_strncasecmp(value, "white", 5) == 0 || g_ascii_strncasecmp(value, "transparent", 11) == 0)
        return true;
    return colour_of(value, &colour) && colour.red >= LEAST && colour.green >= LEAST && colour.blue >= LEAST;
}

/* What a ground is, of background and background-color: none leaves what is below it. */
static void ground_of(const char *value, struct gaz_html_style *style) {
    static const char *const nothing[] = {"transparent", "none", "inherit", "initial", "unset"};
    for (size_t i = 0; i < G_N_ELEMENTS(nothing); i++)
        if (g_ascii_strncasecmp(value, nothing[i], strlen(nothing[i])) == 0) return;
    style->has_ground = *value && !is_white(value);
}

/* The four widths of margin: 0 2em: right and left. */
static void margin_of(const char *value, struct gaz_html_style *style, int32_t em) {
    g_auto(GStrv) words = g_strsplit(value, " ", 5);
    guint n = g_strv_length(words);
    if (n < 2) return;
    length_of(words[1], em, &style->right);
    style->left = style->right;
    if (n == 4) length_of(words[3], em, &style->left);
}

/* A font that has symbols for letters, by the first family of font-family, or of what stands behind the size
 * in font. */
static uint8_t symbols_of(const char *value, bool is_shorthand) {
    g_autofree char *first = g_strndup(value, strcspn(value, ","));
    char *name = first;
    static const char *const sizes[] = {"pt ", "px ", "em ", "% "};
    for (size_t i = 0; is_shorthand && i < G_N_ELEMENTS(sizes); i++) {
        char *at = g_strrstr(first, sizes[i]);
        if (at) name = MAX(name, at + strlen(sizes[i]));
    }
    g_strdelimit(name, "\"'", ' ');
    return (uint8_t)gaz_docx_symbol_font_of(g_strstrip(name));
}

static void size_of(const char *value, struct gaz_html_style *style) {
    enum { SMALLEST = 40 }; /* 2 pt */
    int32_t twips = 0;
    if (!length_of(value, style->size * 10, &twips) || twips < 0) return;
    style->is_tiny = twips <= SMALLEST;
    if (twips > 0) style->size = (uint16_t)MIN(twips / 10, GAZ_HTML_MOST_SIZE);
}

static void align_of(const char *value, struct gaz_html_style *style) {
    if (g_ascii_strncasecmp(value, "center", 6) == 0 || g_ascii_strcasecmp(value, "middle") == 0)
        style->align = GAZ_DRAFT_CENTRED;
    else if (g_ascii_strncasecmp(value, "right", 5) == 0 || g_ascii_strncasecmp(value, "end", 3) == 0)
        style->align = GAZ_DRAFT_RIGHT;
    else if (g_ascii_strncasecmp(value, "left", 4) == 0 || g_ascii_strncasecmp(value, "start", 5) == 0)
        style->align = GAZ_DRAFT_LEFT;
    else if (g_ascii_strncasecmp(value, "justify", 7) == 0)
        style->align = GAZ_DRAFT_JUSTIFIED;
}

static void set_attr(struct gaz_html_style *style, uint16_t attr, bool on) {
    style->attrs = (uint16_t)(on ? style->attrs | attr : style->attrs & ~attr);
}

/* ---- declarations */

static void declare_script(struct gaz_html_style *style, const char *value) {
    set_attr(style, GAZ_DRAFT_SUP, g_str_has_prefix(value, "super"));
    set_attr(style, GAZ_DRAFT_SUB, g_str_has_prefix(value, "sub"));
}

static void colour_text(struct gaz_html_style *style, const char *value) {
    set_attr(style, GAZ_DRAFT_RED, is_red(value));
    style->is_pale = is_white(value);
}

static void decorate(struct gaz_html_style *style, const char *value) {
    set_attr(style, GAZ_DRAFT_UNDERLINED, strstr(value, "underline"));
    if (strstr(value, "line-through")) style->is_struck = true;
}

static void declare_text(struct gaz_html_style *style, const char *key, const char *value) {
    if (strcmp(key, "text-align") == 0)
        align_of(value, style);
    else if (strcmp(key, "font-family") == 0) {
        style->face = face_of(value);
        style->symbols = symbols_of(value, false);
    } else if (strcmp(key, "font") == 0)
        style->symbols = symbols_of(value, true);
    else if (strcmp(key, "font-weight") == 0)
        set_attr(style, GAZ_DRAFT_STRONG, *value == 'b' || g_ascii_strtoll(value, NULL, 10) >= 600);
    else if (strcmp(key, "color") == 0)
        colour_text(style, value);
    else if (g_str_has_prefix(key, "text-decoration"))
        decorate(style, value);
    else if (strcmp(key, "text-transform") == 0)
        style->is_capital = g_str_has_prefix(value, "uppercase");
    else if (strcmp(key, "font-variant") == 0)
        style->is_capital = strstr(value, "small-caps");
    else if (strcmp(key, "vertical-align") == 0)
        declare_script(style, value);
}

/* left: -9999px puts a text where nobody sees it. */
static bool is_far(const char *key, const char *value, int32_t em) {
    enum { FAR = -7500 }; /* 500 px */
    static const char *const keys[] = {"left", "top", "text-indent", "margin-left", "margin-top"};
    int32_t twips = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strcmp(key, keys[i]) == 0 && length_of(value, em, &twips) && twips <= FAR) return true;
    return false;
}

static void declare(struct gaz_html_style *style, const char *key, const char *value) {
    int32_t em = style->size * 10;
    declare_text(style, key, value);
    style->is_away |= is_far(key, value, em);
    if (strcmp(key, "text-indent") == 0)
        length_of(value, em, &style->first);
    else if (strcmp(key, "margin-left") == 0 || strcmp(key, "padding-left") == 0)
        length_of(value, em, &style->left);
    else if (strcmp(key, "margin-right") == 0 || strcmp(key, "padding-right") == 0)
        length_of(value, em, &style->right);
    else if (strcmp(key, "margin") == 0)
        margin_of(value, style, em);
    else if (strcmp(key, "background") == 0 || strcmp(key, "background-color") == 0)
        ground_of(value, style);
    else if (strcmp(key, "display") == 0 && g_str_has_prefix(value, "none"))
        style->is_hidden = true;
    else if (strcmp(key, "visibility") == 0)
        style->is_hidden = g_str_has_prefix(value, "hidden");
    else if (strcmp(key, "list-style") == 0 || strcmp(key, "list-style-type") == 0)
        style->marker = gaz_html_marker_of(value, style->marker);
    else if (strcmp(key, "white-space") == 0)
        style->keeps_white = g_str_has_prefix(value, "pre");
}

/* ---- tags and attributes */

static void style_tag(struct gaz_html_style *style, const GumboNode *node) {
    GumboTag tag = gaz_html_tag(node);
    bool is_heading = tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
    if (is_heading) style->level = (uint8_t)(1 + tag - GUMBO_TAG_H1);
    if (is_heading || tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_TH)
        style->attrs |= GAZ_DRAFT_STRONG;
    if (tag == GUMBO_TAG_U || tag == GUMBO_TAG_INS) style->attrs |= GAZ_DRAFT_UNDERLINED;
    if (tag == GUMBO_TAG_S || tag == GUMBO_TAG_STRIKE || tag == GUMBO_TAG_DEL) style->is_struck = true;
    if (tag == GUMBO_TAG_SUP) style->attrs |= GAZ_DRAFT_SUP;
    if (tag == GUMBO_TAG_SUB) style->attrs |= GAZ_DRAFT_SUB;
    if (tag == GUMBO_TAG_CENTER || tag == GUMBO_TAG_TH || tag == GUMBO_TAG_CAPTION)
        style->align = GAZ_DRAFT_CENTRED;
    if (tag == GUMBO_TAG_TD) style->align = GAZ_DRAFT_JUSTIFIED;
    if (tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_TEXTAREA) style->keeps_white = true;
    if (tag == GUMBO_TAG_NOSCRIPT || tag == GUMBO_TAG_TEMPLATE || gaz_html_attribute(node, "hidden"))
        style->is_hidden = true;
}

static void style_font(struct gaz_html_style *style, const GumboNode *node) {
    static const uint8_t sizes[] = {15, 20, 24, 27, 36, 48, 72}; /* half points of <font size=1…7> */
    const char *face = gaz_html_attribute(node, "face"), *colour = gaz_html_attribute(node, "color");
    const char *size = gaz_html_attribute(node, "size");
    if (face) style->face = face_of(face);
    if (face) style->symbols = symbols_of(face, false);
    if (colour) colour_text(style, colour);
    if (!size) return;
    int number = gaz_html_number(size, -7, 7, 3);
    if (*size == '+' || *size == '-') number += 3;
    style->size = sizes[CLAMP(number, 1, 7) - 1];
}

bool gaz_html_is_out_of_sight(const struct gaz_html_style *style) {
    return style->is_tiny || style->is_away || (style->is_pale && !style->has_ground);
}

struct gaz_html_style gaz_html_style_initial(void) {
    return (struct gaz_html_style){.size = 24};
}

/* The size before all else: 2em is of the size that is declared beside it. */
static void declare_all(struct gaz_html_style *style, const GPtrArray *declared, bool is_size) {
    for (guint i = 0; i < declared->len; i++) {
        const GArray *declarations = g_ptr_array_index(declared, i);
        for (guint k = 0; k < declarations->len; k++) {
            const struct gaz_html_declaration *one = gaz_html_declaration_at(declarations, k);
            if (!is_size)
                declare(style, one->key, one->value);
            else if (strcmp(one->key, "font-size") == 0)
                size_of(one->value, style);
        }
    }
}

/* What is cut off at no height: height: 0; overflow: hidden. What may yet give it some, as padding, or a
 * share of a flexible box, leaves it seen; so does what has its height from its rows, its lines or the
 * window. */
static bool is_cut_off(const GumboNode *node, const GPtrArray *declared) {
    static const char *const growing[] = {"padding", "min-height", "flex"};
    bool has_height = true, is_cut = false, is_box = gaz_html_is_block(node), may_grow = false;
    GumboTag tag = gaz_html_tag(node);
    if (tag == GUMBO_TAG_BODY || (tag >= GUMBO_TAG_TABLE && tag <= GUMBO_TAG_TH)) return false;
    for (guint i = 0; i < declared->len; i++) {
        const GArray *declarations = g_ptr_array_index(declared, i);
        for (guint k = 0; k < declarations->len; k++) {
            const struct gaz_html_declaration *one = gaz_html_declaration_at(declarations, k);
            int32_t twips = 1;
            if (strcmp(one->key, "height") == 0 || strcmp(one->key, "max-height") == 0)
                has_height = !length_of(one->value, 240, &twips) || twips != 0;
            if (strcmp(one->key, "overflow") == 0 || strcmp(one->key, "overflow-y") == 0)
                is_cut = g_str_has_prefix(one->value, "hidden");
            if (strcmp(one->key, "display") == 0)
                is_box = strcmp(one->value, "block") == 0 || strcmp(one->value, "inline-block") == 0;
            for (size_t n = 0; n < G_N_ELEMENTS(growing); n++)
                may_grow |= g_str_has_prefix(one->key, growing[n]) && strpbrk(one->value, "123456789");
        }
    }
    return is_box && is_cut && !has_height && !may_grow;
}

/* What only a program that reads aloud is to find: a pixel, or nothing, of it is left. */
static bool is_clipped(const GPtrArray *declared) {
    bool is_low = false, is_narrow = false, is_cut = false, is_clipped = false;
    for (guint i = 0; i < declared->len; i++) {
        const GArray *declarations = g_ptr_array_index(declared, i);
        for (guint k = 0; k < declarations->len; k++) {
            const struct gaz_html_declaration *one = gaz_html_declaration_at(declarations, k);
            enum { PIXEL = 15 };
            int32_t twips = PIXEL + 1;
            bool is_small = length_of(one->value, 240, &twips) && twips >= 0 && twips <= PIXEL;
            if (strcmp(one->key, "height") == 0) is_low = is_small;
            if (strcmp(one->key, "width") == 0) is_narrow = is_small;
            if (strcmp(one->key, "overflow") == 0) is_cut = g_str_has_prefix(one->value, "hidden");
            if (strcmp(one->key, "clip") == 0)
                is_clipped = g_regex_match_simple("^rect\\((?:[01](?:px)?[ ,]*){4}\\)", one->value, 0, 0);
        }
    }
    return is_cut && is_low && (is_narrow || is_clipped);
}

/* none, 0, 0px: no border. */
static bool is_border_seen(const char *value) {
    return *value && !strstr(value, "none") && !strstr(value, "hidden") && *value != '0';
}

/* A border below words in a line is drawn for what is to be filled in, as an underline is; a link has one for
 * the look of it. */
static void draw_line(struct gaz_html_style *style, const GumboNode *node, const GPtrArray *declared) {
    static const char *const borders[] = {"border", "border-bottom", "border-bottom-width",
                                          "border-bottom-style"};
    bool has_line = false, has_width = false;
    style->is_line = false;
    if (gaz_html_is_block(node) || gaz_html_tag(node) == GUMBO_TAG_A) return;
    for (guint i = 0; i < declared->len; i++) {
        const GArray *declarations = g_ptr_array_index(declared, i);
        for (guint k = 0; k < declarations->len; k++) {
            const struct gaz_html_declaration *one = gaz_html_declaration_at(declarations, k);
            for (size_t n = 0; n < G_N_ELEMENTS(borders); n++)
                if (strcmp(one->key, borders[n]) == 0) has_line = is_border_seen(one->value);
            bool is_wide = strcmp(one->key, "width") == 0 || strcmp(one->key, "min-width") == 0 ||
                           g_str_has_prefix(one->key, "padding");
            has_width |= is_wide && strpbrk(one->value, "123456789");
        }
    }
    if (has_line) set_attr(style, GAZ_DRAFT_UNDERLINED, true);
    style->is_line = has_line && has_width;
}

struct gaz_html_style gaz_html_style_of(struct gaz_html_sheet *sheet, const GumboNode *node,
                                        const struct gaz_html_style *parent) {
    struct gaz_html_style style = *parent;
    style_tag(&style, node);
    if (gaz_html_tag(node) == GUMBO_TAG_FONT) style_font(&style, node);
    const char *align = gaz_html_attribute(node, "align"), *type = gaz_html_attribute(node, "type");
    style.marker = gaz_html_marker_of_tag(node, style.marker);
    if (type && (gaz_html_is_list(node) || gaz_html_tag(node) == GUMBO_TAG_LI))
        style.marker = gaz_html_marker_of(type, style.marker);
    const char *ground = gaz_html_attribute(node, "bgcolor");
    if (ground) ground_of(ground, &style);
    if (align && gaz_html_tag(node) != GUMBO_TAG_TABLE && gaz_html_tag(node) != GUMBO_TAG_IMG)
        align_of(align, &style);
    g_autoptr(GPtrArray) declared = gaz_html_declared(sheet, node);
    declare_all(&style, declared, true);
    declare_all(&style, declared, false);
    style.is_away |= is_cut_off(node, declared);
    style.is_hidden |= is_clipped(declared);
    draw_line(&style, node, declared);
    return style;
}

/* ---- what rules put into a text */

/* The strings of content: "一、" attr(title) "\3001"; what is no string is passed over. Freed with g_free. */
static char *strings_of(const char *value, const GumboNode *node) {
    GString *out = g_string_new(NULL);
    for (const char *at = value; *at;) {
        if (g_str_has_prefix(at, "attr(")) {
            g_autofree char *name = g_strndup(at + 5, strcspn(at + 5, " ,)"));
            const char *said = gaz_html_attribute(node, name);
            if (said) g_string_append(out, said);
            at += strcspn(at, ")");
        }
        char quote = *at;
        if (quote != '"' && quote != '\'') {
            at += *at != '\0';
            continue;
        }
        for (at++; *at && *at != quote;) {
            size_t n = *at == '\\' ? strspn(at + 1, "0123456789abcdefABCDEF") : 0;
            if (n > 0) {
                gunichar ch = (gunichar)g_ascii_strtoull(at + 1, NULL, 16);
                if (gaz_draft_may_hold(ch)) g_string_append_unichar(out, ch);
                at += 1 + n + (at[1 + n] == ' ');
            } else {
                at += *at == '\\' && at[1];
                g_string_append_unichar(out, g_utf8_get_char(at));
                at = g_utf8_next_char(at);
            }
        }
        at += *at == quote;
    }
    return g_string_free(out, FALSE);
}

/* Pictures of a font of the site's own, and what only clears floats, are no text. */
static bool is_text(const char *utf8) {
    bool has_ink = false;
    for (const char *at = utf8; *at; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        if (g_unichar_type(ch) == G_UNICODE_PRIVATE_USE) return false;
        has_ink |= gaz_char_has_ink(ch);
    }
    return has_ink;
}

static bool hides(const struct gaz_html_declaration *one) {
    static const char *const keys[] = {"height", "width", "font-size", "opacity", "line-height"};
    if (strcmp(one->key, "display") == 0) return g_str_has_prefix(one->value, "none");
    if (strcmp(one->key, "visibility") == 0) return g_str_has_prefix(one->value, "hidden");
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strcmp(one->key, keys[i]) == 0 && *one->value == '0' && !strchr(one->value, '.')) return true;
    return false;
}

char *gaz_html_generated(struct gaz_html_sheet *sheet, const GumboNode *node, bool is_behind, bool *counts) {
    const char *content = NULL;
    bool is_hidden = false;
    g_autoptr(GPtrArray) declared = gaz_html_declared_beside(sheet, node, is_behind);
    for (guint i = 0; i < declared->len; i++) {
        const GArray *declarations = g_ptr_array_index(declared, i);
        for (guint k = 0; k < declarations->len; k++) {
            const struct gaz_html_declaration *one = gaz_html_declaration_at(declarations, k);
            if (strcmp(one->key, "content") == 0) content = one->value;
            is_hidden |= hides(one);
        }
    }
    *counts = content && !is_hidden && strstr(content, "counter");
    if (!content || is_hidden) return NULL;
    char *text = strings_of(content, node);
    if (is_text(text) && !*counts) return text;
    g_free(text);
    return NULL;
}

/* ---- borders and widths */

static bool is_of_border(const char *key) {
    return g_str_has_prefix(key, "border") && strcmp(key, "border-collapse") != 0 &&
           strcmp(key, "border-spacing") != 0;
}

static bool is_drawn(const char *value) {
    return strstr(value, "solid") || strstr(value, "double") || strstr(value, "outset") ||
           strstr(value, "dotted") || strstr(value, "dashed");
}

bool gaz_html_has_border(const GumboNode *node, bool *is_said) {
    const char *attribute = gaz_html_attribute(node, "border");
    g_autoptr(GArray) own = gaz_html_own_declarations(node);
    bool is_seen = gaz_html_number(attribute, 0, 100, 0) > 0;
    *is_said = attribute;
    for (guint i = 0; i < own->len; i++) {
        const struct gaz_html_declaration *one = gaz_html_declaration_at(own, i);
        if (!is_of_border(one->key)) continue;
        *is_said = true;
        is_seen |= is_drawn(one->value);
    }
    return is_seen;
}

int32_t gaz_html_width(const GumboNode *node) {
    const char *attribute = gaz_html_attribute(node, "width");
    int32_t width = attribute && !strchr(attribute, '%') ? gaz_html_number(attribute, 0, 10000, 0) : 0, twips;
    g_autoptr(GArray) own = gaz_html_own_declarations(node);
    for (guint i = 0; i < own->len; i++) {
        const struct gaz_html_declaration *one = gaz_html_declaration_at(own, i);
        if (strcmp(one->key, "width") == 0 && length_of(one->value, 240, &twips)) width = twips / 15;
    }
    return width;
}
