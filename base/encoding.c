/* encoding.c: guesses, each by what the other kinds cannot have. */
#include "base/encoding.h"

#include "base/diag.h"

#include <glib.h>
#include <string.h>

enum { LOOK = 1 << 16 /* bytes: enough to tell */ };

static bool begins_with(const unsigned char *data, size_t size, const char *mark, size_t n) {
    return size >= n && memcmp(data, mark, n) == 0;
}

/* By its mark, or by an ASCII character first, as a front matter has it: in UTF-8 no text has a NUL there. */
static const char *utf16(const unsigned char *data, size_t size) {
    if (begins_with(data, size, "\xFF\xFE", 2)) return "UTF-16LE";
    if (begins_with(data, size, "\xFE\xFF", 2)) return "UTF-16BE";
    if (size < 4 || size % 2 != 0) return NULL;
    if (data[0] && !data[1] && data[2] && !data[3]) return "UTF-16LE";
    return !data[0] && data[1] && !data[2] && data[3] ? "UTF-16BE" : NULL;
}

/* Characters of more than one byte that are well formed, and bytes that are not. */
static void count_utf8(const char *text, size_t size, guint *good, guint *bad) {
    for (size_t at = 0; at < size;) {
        gunichar ch = g_utf8_get_char_validated(text + at, (gssize)(size - at));
        bool is_bad = ch >= 0x110000;
        *bad += is_bad;
        *good += !is_bad && ch >= 0x80;
        at += is_bad || ch == 0 ? 1 : (size_t)g_unichar_to_utf8(ch, NULL);
    }
}

/* Two bytes each, the first from 0x81, the second from 0x40; a character that is cut off at the end does not
 * count. */
static bool is_gb18030(const unsigned char *data, size_t size) {
    g_autofree char *text = NULL;
    gsize used = 0;
    text = g_convert((const char *)data, (gssize)size, "UTF-8", "GB18030", &used, NULL, NULL);
    return text || (used > 0 && size - used < 4);
}

static const char *guess(const unsigned char *data, size_t size) {
    const char *name = utf16(data, size);
    guint good = 0, bad = 0;
    if (name) return name;
    count_utf8((const char *)data, size, &good, &bad);
    return bad >= 2 && bad > good && is_gb18030(data, size) ? "GB18030" : NULL;
}

bool gaz_encoding_is_foreign(const char *path, const unsigned char *data, size_t size,
                             struct gaz_diags *diags) {
    size_t look = MIN(size, LOOK);
    if (begins_with(data, look, "PK\3\4", 4) || begins_with(data, look, "\xD0\xCF\x11\xE0", 4)) {
        gaz_report_file(diags, GAZ_D_WORD_FILE, path, NULL);
        return true;
    }
    const char *name = guess(data, look);
    if (!name) return false;
    g_autofree char *file = g_path_get_basename(path);
    gaz_report_file(diags, GAZ_D_ENCODING, path, name, file);
    return true;
}
