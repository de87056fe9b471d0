/* figure_svg.c */
#include "input/figure_svg.h"

#include <expat.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>

struct look {
    XML_Parser parser;
    unsigned
        in_switch; /* how many <switch> are open: what stands in one is chosen from by what can be drawn */
    char found[32];
};

static const char *local_name(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static bool holds_its_picture(const char **attributes) {
    for (; attributes[0]; attributes += 2)
        if (strcmp(local_name(attributes[0]), "href") == 0) return g_str_has_prefix(attributes[1], "data:");
    return true; /* an <image> of nothing */
}

static bool is_left_out(const char *name, const char **attributes) {
    if (strcmp(name, "image") == 0) return !holds_its_picture(attributes);
    return strcmp(name, "a") == 0 || strcmp(name, "foreignObject") == 0;
}

static void on_begin(void *data, const char *element, const char **attributes) {
    struct look *look = data;
    const char *name = local_name(element);
    bool chosen = strcmp(name, "foreignObject") == 0 && look->in_switch > 0;
    look->in_switch += strcmp(name, "switch") == 0;
    if (chosen || !is_left_out(name, attributes)) return;
    g_strlcpy(look->found, name, sizeof look->found);
    XML_StopParser(look->parser, XML_FALSE);
}

static void on_end(void *data, const char *element) {
    struct look *look = data;
    look->in_switch -= strcmp(local_name(element), "switch") == 0;
}

char *gaz_svg_left_out(const unsigned char *data, size_t size) {
    struct look look = {.parser = XML_ParserCreate(NULL)};
    XML_SetUserData(look.parser, &look);
    XML_SetElementHandler(look.parser, on_begin, on_end);
    XML_Parse(look.parser, (const char *)data, (int)MIN(size, G_MAXINT), XML_TRUE);
    XML_ParserFree(look.parser);
    return look.found[0] ? g_strdup(look.found) : NULL;
}
