/* file.c: the page and the data in one file that needs nothing else. */
#include "output/web.h"
#include "output/web/assets.h"

#include <stdbool.h>
#include <string.h>

/* In a script element no text may look like its end (HTML, 4.12.1.3): no "<" stands in the data. */
static void add_data(GString *out, const char *data) {
    for (const char *at = data; *at;) {
        size_t plain = strcspn(at, "<");
        g_string_append_len(out, at, (gssize)plain);
        at += plain;
        if (*at == '<') {
            g_string_append(out, "\\u003c");
            at++;
        }
    }
}

/* what stands at the marks of the page's frame */
struct parts {
    const char *title, *data;
    bool lives;
};

/* {{title}}, {{style}}, {{data}}, {{script}}. */
static void add_part(GString *out, const char *name, struct parts parts) {
    g_autofree char *escaped = g_markup_escape_text(parts.title, -1);
    if (strcmp(name, "title") == 0) g_string_append(out, escaped);
    if (strcmp(name, "style") == 0) g_string_append(out, (const char *)gaz_web_style);
    if (strcmp(name, "data") == 0) add_data(out, parts.data);
    if (strcmp(name, "script") == 0) g_string_append(out, (const char *)gaz_web_script);
    if (strcmp(name, "script") == 0 && parts.lives) g_string_append(out, (const char *)gaz_web_live);
}

static GString *fill(struct parts parts) {
    GString *out = g_string_new(NULL);
    const char *at = (const char *)gaz_web_frame;
    for (const char *mark = strstr(at, "{{"); mark; mark = strstr(at, "{{")) {
        const char *end = strstr(mark, "}}");
        if (!end) break;
        g_autofree char *name = g_strndup(mark + 2, (gsize)(end - mark - 2));
        g_string_append_len(out, at, mark - at);
        add_part(out, name, parts);
        at = end + 2;
    }
    g_string_append(out, at);
    return out;
}

GString *gaz_web_file(const char *title, const char *data) {
    return fill((struct parts){title, data, false});
}

GString *gaz_web_live_file(const char *title, const char *data) {
    return fill((struct parts){title, data, true});
}
