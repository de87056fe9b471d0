/* svg.c: the list of what may stand in an SVG, and the walk over a file.
 *
 * Elements of other name spaces are nobody's drawing and pass. What a style or an attribute refers to by
 * url() or href must be in the file itself, and must not come back to what it stands in: the library stops
 * there without a word.
 */
#include "base/picture/svg.h"

#include "base/diag/diag.h"
#include "base/picture/picture.h"
#include "base/picture/svg_links.h"

#include <expat.h>
#include <glib.h>
#include <string.h>

#define SVG_SPACE "http://www.w3.org/2000/svg"
enum { SEPARATOR = '|', MOST_SWITCHES = 1000 };

/* What librsvg draws, or what draws nothing by its nature; in the order of the alphabet. */
static const char *const allowed[] = {
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "title",
    "tspan",
    "use",
    "view",
};

/* Numbers that make a filter's work; a printed figure needs no more. */
static const struct {
    const char *attribute;
    int most;
} limits[] = {{"numOctaves", 12}, {"order", 31}};

struct walk {
    XML_Parser parser;
    const unsigned char *data;
    const char *name;
    struct gaz_span span;
    struct gaz_diags *diags;
    struct gaz_svg_links *links;
    GString *sheet; /* the text of the <style> that is open; NULL: none */
    size_t sheet_at;
    unsigned
        in_switch; /* how many <switch> are open: of what stands in one, one that can be drawn is chosen */
    unsigned in_other;                 /* how many elements are open that draw nothing, whatever they hold */
    unsigned in_text;                  /* how many <text> are open */
    const struct gaz_svg_taker *taker; /* NULL: nobody asks for what it holds */
    bool stopped;
};

/* ---- complaints */

/* The place of a byte, counted from 1 in lines and characters. */
static void place_of(const unsigned char *data, size_t at, char line[16], char column[16]) {
    unsigned n_lines = 1, n_columns = 1;
    for (size_t i = 0; i < at; i++) {
        if (data[i] == '\n') {
            n_lines++;
            n_columns = 1;
        } else
            n_columns += (data[i] & 0xC0) != 0x80;
    }
    g_snprintf(line, 16, "%u", n_lines);
    g_snprintf(column, 16, "%u", n_columns);
}

static void complain_at(struct walk *walk, enum gaz_code code, size_t at, const char *what) {
    char line[16], column[16];
    if (walk->stopped) return;
    place_of(walk->data, at, line, column);
    gaz_report(walk->diags, code, walk->span, walk->name, line, column, what);
    walk->stopped = true;
    XML_StopParser(walk->parser, XML_FALSE);
}

static size_t here(const struct walk *walk) {
    XML_Index at = XML_GetCurrentByteIndex(walk->parser);
    return at > 0 ? (size_t)at : 0;
}

static void complain(struct walk *walk, enum gaz_code code, const char *what) {
    complain_at(walk, code, here(walk), what);
}

/* ---- values */

/* #name is one in the file; anything else lies outside. */
static void refer(struct walk *walk, const char *value, size_t at) {
    if (value[0] == '#' && value[1])
        gaz_svg_links_refer(walk->links, value + 1, at);
    else
        complain_at(walk, GAZ_D_FIGURE_OUTSIDE, at, value);
}

/* what stands in url( ), without blanks and quotes; NULL: it has no end */
static char *url_value(const char *open, const char **behind) {
    const char *close = strchr(open, ')');
    if (!close) return NULL;
    *behind = close + 1;
    char *value = g_strstrip(g_strndup(open, (gsize)(close - open)));
    size_t n = strlen(value);
    if (n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n - 1] == value[0]) {
        memmove(value, value + 1, n - 2);
        value[n - 2] = '\0';
    }
    return value;
}

/* Every url(…) of a style or an attribute. */
static void refer_to_urls(struct walk *walk, const char *text, size_t at) {
    while (!walk->stopped && *text) {
        if (g_ascii_strncasecmp(text, "url(", 4) != 0) {
            text++;
            continue;
        }
        g_autofree char *value = url_value(text + 4, &text);
        if (!value) {
            complain_at(walk, GAZ_D_FIGURE_PART, at, "url(");
            return;
        }
        refer(walk, value, at);
    }
}

/* Style text without its comments and strings' contents. */
static char *bare_style(const char *text) {
    GString *bare = g_string_new(NULL);
    for (char quote = 0; *text; text++) {
        if (quote) {
            if (*text == quote) quote = 0;
        } else if (g_str_has_prefix(text, "/*")) {
            const char *close = strstr(text + 2, "*/");
            text = close ? close + 1 : text + strlen(text) - 1;
        } else {
            if (*text == '"' || *text == '\'') quote = *text;
            g_string_append_c(bare, *text);
        }
    }
    return g_string_free(bare, FALSE);
}

/* Rules by @ (@import, @font-face, @media …), escapes and var() are not known to the library, which skips
 * them. */
static void check_style(struct walk *walk, const char *text, size_t at) {
    g_autofree char *bare = bare_style(text);
    const char *rule = strchr(bare, '@');
    if (rule) {
        size_t n = 1 + strspn(rule + 1, "-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        g_autofree char *shown = g_strndup(rule, n);
        complain_at(walk, GAZ_D_FIGURE_PART, at, shown);
    } else if (strchr(bare, '\\'))
        complain_at(walk, GAZ_D_FIGURE_PART, at, "\\");
    else if (strstr(bare, "var("))
        complain_at(walk, GAZ_D_FIGURE_PART, at, "var(");
    else
        refer_to_urls(walk, text, at);
}

/* An <image> holds its pixels itself, as PNG or JPEG. */
static void check_image(struct walk *walk, const char *href) {
    const char *comma = g_str_has_prefix(href, "data:") ? strstr(href, ";base64,") : NULL;
    if (!comma) {
        g_autofree char *shown = g_utf8_make_valid(href, (gssize)MIN(strlen(href), 60));
        complain(walk, GAZ_D_FIGURE_OUTSIDE, shown);
        return;
    }
    gsize size;
    g_autofree guchar *bytes = g_base64_decode(comma + strlen(";base64,"), &size);
    struct gaz_picture picture = {.data = bytes, .size = size};
    bool good = gaz_picture_look(&picture) && picture.kind != GAZ_PICTURE_SVG;
    if (!good) complain(walk, GAZ_D_FIGURE_PART, "<image>");
    if (good && walk->taker) walk->taker->image(walk->taker->closure, bytes, size);
}

static void check_limit(struct walk *walk, const char *attribute, const char *value) {
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
        if (strcmp(attribute, limits[i].attribute) != 0) continue;
        for (const char *at = value; *at;) {
            at += strcspn(at, "0123456789.");
            if (*at && g_ascii_strtod(at, NULL) > limits[i].most) {
                g_autofree char *what = g_strdup_printf("%s=%s > %d", attribute, value, limits[i].most);
                complain(walk, GAZ_D_FIGURE_LIMIT, what);
                return;
            }
            at += strspn(at, "0123456789.");
        }
    }
}

/* ---- elements */

static const char *local_name(const char *name) {
    const char *separator = strrchr(name, SEPARATOR);
    return separator ? separator + 1 : name;
}

/* librsvg draws elements of no name space too. */
static bool is_svg(const char *name) {
    return g_str_has_prefix(name, SVG_SPACE "|") || !strchr(name, SEPARATOR);
}

static int compare_name(const void *name, const void *entry) {
    return strcmp(name, *(const char *const *)entry);
}

static bool is_allowed(const char *name) {
    return bsearch(name, allowed, G_N_ELEMENTS(allowed), sizeof *allowed, compare_name) != NULL;
}

static void check_href(struct walk *walk, const char *element, const char *value) {
    if (strcmp(element, "image") == 0)
        check_image(walk, value);
    else
        refer(walk, value, here(walk));
}

static void check_attribute(struct walk *walk, const char *element, const char *attribute,
                            const char *value) {
    if (strcmp(local_name(attribute), "href") == 0)
        check_href(walk, element, value);
    else if (strchr(attribute, SEPARATOR))
        return; /* another name space's */
    else if (strcmp(attribute, "style") == 0)
        check_style(walk, value, here(walk));
    else {
        check_limit(walk, attribute, value);
        refer_to_urls(walk, value, here(walk));
    }
}

static const char *id_of(const char **attributes) {
    for (; attributes[0]; attributes += 2)
        if (strcmp(attributes[0], "id") == 0) return attributes[1];
    return NULL;
}

static void check_element(struct walk *walk, const char *element, const char **attributes) {
    if (!is_allowed(element)) {
        g_autofree char *shown = g_strdup_printf("<%s>", element);
        complain(walk, GAZ_D_FIGURE_PART, shown);
    }
    for (; attributes[0] && !walk->stopped; attributes += 2)
        check_attribute(walk, element, attributes[0], attributes[1]);
    if (strcmp(element, "style") == 0 && !walk->sheet) {
        walk->sheet = g_string_new(NULL);
        walk->sheet_at = here(walk);
    }
}

/* Other name spaces, <metadata>, and HTML that a <switch> has something else for. */
static bool draws_nothing(const struct walk *walk, const char *name) {
    if (!is_svg(name) || strcmp(local_name(name), "metadata") == 0) return true;
    return strcmp(local_name(name), "foreignObject") == 0 && walk->in_switch > 0;
}

static void on_begin(void *data, const char *name, const char **attributes) {
    struct walk *walk = data;
    if (walk->in_other > 0 || draws_nothing(walk, name)) {
        walk->in_other++;
        return;
    }
    gaz_svg_links_open(walk->links, id_of(attributes));
    walk->in_switch += strcmp(local_name(name), "switch") == 0;
    walk->in_text += strcmp(local_name(name), "text") == 0;
    check_element(walk, local_name(name), attributes);
}

static void on_end(void *data, const char *name) {
    struct walk *walk = data;
    if (walk->in_other > 0) {
        walk->in_other--;
        return;
    }
    gaz_svg_links_close(walk->links);
    walk->in_switch -= strcmp(local_name(name), "switch") == 0;
    walk->in_text -= strcmp(local_name(name), "text") == 0;
    if (strcmp(local_name(name), "style") != 0 || !walk->sheet) return;
    check_style(walk, walk->sheet->str, walk->sheet_at);
    g_string_free(walk->sheet, TRUE);
    walk->sheet = NULL;
}

static void on_text(void *data, const char *text, int n) {
    struct walk *walk = data;
    if (walk->in_other > 0) return;
    if (walk->sheet) g_string_append_len(walk->sheet, text, n);
    if (walk->taker && walk->in_text > 0) walk->taker->text(walk->taker->closure, text, (size_t)n);
}

/* An entity that is defined in another file, or nowhere: its text would be missing. */
static int on_outside_entity(XML_Parser parser, const char *context, const char *base, const char *system,
                             const char *public) {
    (void)context, (void)base, (void)public;
    complain(XML_GetUserData(parser), GAZ_D_FIGURE_OUTSIDE, system ? system : "&");
    return XML_STATUS_ERROR;
}

static void on_skipped_entity(void *data, const char *entity, int is_parameter) {
    if (!is_parameter) complain(data, GAZ_D_FIGURE_OUTSIDE, entity);
}

/* ---- the whole */

static void check_links(struct walk *walk) {
    const char *name;
    size_t at;
    if (walk->stopped) return;
    if (gaz_svg_links_missing(walk->links, &name, &at))
        complain_at(walk, GAZ_D_FIGURE_REFERENCE, at, name);
    else if (gaz_svg_links_loop(walk->links, &name, &at))
        complain_at(walk, GAZ_D_FIGURE_LOOP, at, name);
}

static void parse(struct walk *walk, size_t size) {
    XML_SetUserData(walk->parser, walk);
    XML_SetElementHandler(walk->parser, on_begin, on_end);
    XML_SetCharacterDataHandler(walk->parser, on_text);
    XML_SetExternalEntityRefHandler(walk->parser, on_outside_entity);
    XML_SetSkippedEntityHandler(walk->parser, on_skipped_entity);
    bool parsed = XML_Parse(walk->parser, (const char *)walk->data, (int)MIN(size, G_MAXINT), XML_TRUE) ==
                  XML_STATUS_OK;
    if (!parsed) complain_at(walk, GAZ_D_FIGURE_XML, MIN(here(walk), size), NULL);
}

static bool walk_through(struct walk *walk, size_t size) {
    walk->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    walk->links = gaz_svg_links_new();
    parse(walk, size);
    check_links(walk);
    if (walk->sheet) g_string_free(walk->sheet, TRUE);
    gaz_svg_links_free(walk->links);
    XML_ParserFree(walk->parser);
    return !walk->stopped;
}

bool gaz_svg_check(const unsigned char *data, size_t size, const char *name, struct gaz_span span,
                   struct gaz_diags *diags) {
    struct walk walk = {.data = data, .name = name, .span = span, .diags = diags};
    return walk_through(&walk, size);
}

void gaz_svg_take(const unsigned char *data, size_t size, const struct gaz_svg_taker *taker) {
    struct gaz_diags *told = gaz_diags_new(); /* what is wrong was said by gaz_svg_check */
    struct walk walk = {.data = data, .name = "", .diags = told, .taker = taker};
    walk_through(&walk, size);
    gaz_diags_free(told);
}
