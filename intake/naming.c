/* naming.c: names that every system and every issue.yaml takes without quotes. */
#include "intake/naming.h"

#include "base/file/file.h"
#include "base/text/text.h"

#include <glib.h>
#include <string.h>

enum {
    LONGEST = 60 /* characters: with its folder and ending any system takes it */
};

static bool is_plain(uint32_t ch) {
    return gaz_char_is_han(ch) || gaz_char_is_latin(ch) || ch == '_';
}

/* What is not plain becomes one dash; none stands at either end. */
static void append_plain(GString *out, const char *text) {
    bool waits = false;
    gsize begin = out->len;
    glong n = 0;
    for (const char *at = text; *at && n < LONGEST; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        if (!is_plain(ch)) {
            waits = out->len > begin;
            continue;
        }
        if (waits) g_string_append_c(out, '-');
        waits = false;
        g_string_append_unichar(out, ch);
        n++;
    }
}

char *gaz_intake_name(const char *prefix, const char *number, const char *file) {
    GString *out = g_string_new(prefix);
    gsize begin = out->len;
    if (number) append_plain(out, number);
    g_autofree char *stem = gaz_file_stem(file);
    g_autofree char *valid = g_utf8_make_valid(stem, -1);
    if (out->len == begin) append_plain(out, valid);
    if (out->len == begin) g_string_append(out, "来稿");
    return g_string_free(out, FALSE);
}
