/* visible.c: see visible.h. */
#include "base/text/visible.h"

#include <string.h>

enum { TAB = 4 };

bool gaz_is_visible(gunichar ch) {
    if (ch < 0x20 || (ch >= 0x7F && ch < 0xA0)) return false;
    if ((ch & 0xFFFE) == 0xFFFE || (ch >= 0xFDD0 && ch <= 0xFDEF)) return false;
    GUnicodeType type = g_unichar_type(ch);
    return type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR &&
           type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static unsigned columns_of(gunichar ch) {
    if (g_unichar_iszerowidth(ch)) return 0;
    return g_unichar_iswide(ch) ? 2 : 1;
}

static unsigned append_tab(GString *out, unsigned column) {
    unsigned n = TAB - column % TAB;
    for (unsigned i = 0; i < n; i++)
        g_string_append_c(out, ' ');
    return n;
}

unsigned gaz_visible_append(GString *out, const char *text, size_t n, bool tabs) {
    unsigned column = 0;
    for (const char *at = text, *end = text + n; at < end;) {
        gunichar ch = g_utf8_get_char_validated(at, end - at);
        bool valid = ch < 0x110000 && (ch != 0 || *at == 0);
        gsize before = out->len;
        if (!valid)
            g_string_append_printf(out, "<0x%02X>", (unsigned char)*at);
        else if (ch == '\t' && tabs)
            column += append_tab(out, column);
        else if (gaz_is_visible(ch))
            g_string_append_len(out, at, g_utf8_next_char(at) - at);
        else
            g_string_append_printf(out, "<U+%04X>", ch);
        if (valid && gaz_is_visible(ch))
            column += columns_of(ch);
        else if (ch != '\t' || !tabs)
            column += (unsigned)(out->len - before);
        at = valid ? g_utf8_next_char(at) : at + 1;
    }
    return column;
}

char *gaz_visible(const char *text) {
    GString *out = g_string_new(NULL);
    gaz_visible_append(out, text, strlen(text), false);
    return g_string_free(out, FALSE);
}
