/* metafile.c: the records of an EMF that write text (MS-EMF 2.3.5); all others are passed over. */
#include "intake/docx/metafile.h"

#include <glib.h>
#include <string.h>

enum record { HEADER = 1, TEXT_NARROW = 83, TEXT = 84, TEXT_SMALL = 108 };

enum {
    LEAST = 8,          /* bytes of a record: its kind and size */
    MOST_TEXT = 4 << 10 /* bytes that are told */
};

enum options { GLYPHS = 0x10, NO_BOUNDS = 0x100, SMALL_CHARS = 0x200 };

/* 0 outside of the bytes. */
static guint32 number_at(struct gaz_bytes bytes, size_t at) {
    if (at > bytes.size || bytes.size - at < 4) return 0;
    const unsigned char *byte = bytes.data + at;
    return byte[0] | (guint32)byte[1] << 8 | (guint32)byte[2] << 16 | (guint32)byte[3] << 24;
}

/* n characters from `at` on, of one byte in the encoding of Chinese Windows, or two. */
static void add_text(GString *out, struct gaz_bytes record, size_t at, guint32 n, gsize width) {
    if (at > record.size || n > (record.size - at) / width) return;
    g_autofree char *text = g_convert((const char *)record.data + at, (gssize)(n * width), "UTF-8",
                                      width == 2 ? "UTF-16LE" : "GB18030", NULL, NULL, NULL);
    if (!text || !*g_strstrip(text) || out->len + strlen(text) > MOST_TEXT) return;
    g_string_append_printf(out, "%s%s", out->len ? " " : "", text);
}

/* 2.3.5.7, 2.3.5.8, 2.2.5: behind the bounds, mode and scale stand place, length, offset, options. */
static void read_text(GString *out, struct gaz_bytes record, gsize width) {
    guint32 n = number_at(record, 44), offset = number_at(record, 48), options = number_at(record, 52);
    if (!(options & GLYPHS)) add_text(out, record, offset, n, width);
}

/* 2.3.5.37: the text stands at the end, behind the bounds where there are any. */
static void read_small_text(GString *out, struct gaz_bytes record) {
    guint32 n = number_at(record, 16), options = number_at(record, 20);
    size_t at = options & NO_BOUNDS ? 36 : 52;
    if (!(options & GLYPHS)) add_text(out, record, at, n, options & SMALL_CHARS ? 1 : 2);
}

static bool is_metafile(struct gaz_bytes file) {
    return number_at(file, 0) == HEADER && file.size >= 44 && memcmp(file.data + 40, " EMF", 4) == 0;
}

char *gaz_docx_metafile_text(struct gaz_bytes file) {
    if (!is_metafile(file)) return NULL;
    GString *out = g_string_new(NULL);
    for (size_t at = 0, size; file.size - at >= LEAST; at += size) {
        guint32 kind = number_at(file, at);
        size = number_at(file, at + 4);
        if (size < LEAST || size > file.size - at) break;
        struct gaz_bytes record = {file.data + at, size};
        if (kind == TEXT || kind == TEXT_NARROW) read_text(out, record, kind == TEXT ? 2 : 1);
        if (kind == TEXT_SMALL) read_small_text(out, record);
    }
    return g_string_free(out, out->len == 0);
}
