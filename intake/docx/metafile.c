/* metafile.c: the records of a metafile that write text; all others are passed over. Of Windows there are
 * three kinds: WMF (MS-WMF 2.3.3.5, 2.3.3.20), EMF (MS-EMF 2.3.5), and EMF+ in comments of an EMF
 * (MS-EMFPLUS 2.3.4.14), which draws the same once more where both are there. */
#include "intake/docx/metafile.h"

#include <glib.h>
#include <string.h>

enum record { HEADER = 1, COMMENT = 70, TEXT_NARROW = 83, TEXT = 84, TEXT_SMALL = 108 };
enum plus_record { DRAW_STRING = 0x401C };
enum old_record { OLD_END = 0, OLD_TEXT = 0x0521, OLD_EXTENDED_TEXT = 0x0A32 };

enum {
    LEAST = 8,          /* bytes of a record: its kind and size */
    LEAST_PLUS = 12,    /* of EMF+: the size of the data too */
    LEAST_OLD = 6,      /* of a WMF: size in words, function */
    OLD_HEADER = 18,    /* bytes; before it may stand */
    PLACED_HEADER = 22, /* which begins with */
    MOST_TEXT = 4 << 10 /* bytes that are told */
};
#define PLACED_KEY 0x9AC6CDD7u
#define PLUS_SIGNATURE 0x2B464D45u /* EMF+ */

enum options { CLIPPED = 0x6, GLYPHS = 0x10, NO_BOUNDS = 0x100, SMALL_CHARS = 0x200 };

/* 0 outside of the bytes. */
static guint32 short_at(struct gaz_bytes bytes, size_t at) {
    if (at > bytes.size || bytes.size - at < 2) return 0;
    return bytes.data[at] | (guint32)bytes.data[at + 1] << 8;
}

static guint32 number_at(struct gaz_bytes bytes, size_t at) {
    if (at > bytes.size || bytes.size - at < 4) return 0;
    return short_at(bytes, at) | short_at(bytes, at + 2) << 16;
}

/* n characters from `at` on, of one byte in the encoding of Chinese Windows, or two. */
static void add_text(GString *out, struct gaz_bytes record, size_t at, guint32 n, gsize width) {
    if (at > record.size || n > (record.size - at) / width) return;
    g_autofree char *text = g_convert((const char *)record.data + at, (gssize)(n * width), "UTF-8",
                                      width == 2 ? "UTF-16LE" : "GB18030", NULL, NULL, NULL);
    if (!text || !*g_strstrip(text) || out->len + strlen(text) > MOST_TEXT) return;
    g_string_append_printf(out, "%s%s", out->len ? " " : "", text);
}

/* ---- EMF */

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

/* A comment of EMF+ records: kind, flags, size, size of the data; of a string brush, format, length,
 * rectangle. */
static void read_plus(GString *out, struct gaz_bytes comment) {
    enum { FIRST = 16, LENGTH = 20, STRING = 40 };
    if (number_at(comment, 12) != PLUS_SIGNATURE) return;
    for (size_t at = FIRST, size; comment.size >= at + LEAST_PLUS; at += size) {
        size = number_at(comment, at + 4);
        if (size < LEAST_PLUS || size > comment.size - at) return;
        struct gaz_bytes record = {comment.data + at, size};
        if (short_at(record, 0) == DRAW_STRING) add_text(out, record, STRING, number_at(record, LENGTH), 2);
    }
}

static bool is_emf(struct gaz_bytes file) {
    return number_at(file, 0) == HEADER && file.size >= 44 && memcmp(file.data + 40, " EMF", 4) == 0;
}

/* plus: what EMF+ says, which is not told beside the same in EMF. */
static void read_emf(struct gaz_bytes file, GString *out, GString *plus) {
    for (size_t at = 0, size; file.size - at >= LEAST; at += size) {
        guint32 kind = number_at(file, at);
        size = number_at(file, at + 4);
        if (size < LEAST || size > file.size - at) break;
        struct gaz_bytes record = {file.data + at, size};
        if (kind == TEXT || kind == TEXT_NARROW) read_text(out, record, kind == TEXT ? 2 : 1);
        if (kind == TEXT_SMALL) read_small_text(out, record);
        if (kind == COMMENT) read_plus(plus, record);
    }
}

/* ---- WMF */

/* Where the records begin; 0: it is no WMF. */
static size_t first_record(struct gaz_bytes file) {
    size_t at = number_at(file, 0) == PLACED_KEY ? PLACED_HEADER : 0;
    guint32 type = short_at(file, at), words = short_at(file, at + 2), version = short_at(file, at + 4);
    bool is_wmf =
        (type == 1 || type == 2) && words == OLD_HEADER / 2 && (version == 0x100 || version == 0x300);
    return is_wmf ? at + OLD_HEADER : 0;
}

/* Length, string; or place, length, options, a rectangle where the options say so, string. */
static void read_old_text(GString *out, struct gaz_bytes record, guint32 function) {
    if (function == OLD_TEXT) add_text(out, record, 8, short_at(record, 6), 1);
    if (function != OLD_EXTENDED_TEXT) return;
    guint32 n = short_at(record, 10), options = short_at(record, 12);
    if (!(options & GLYPHS)) add_text(out, record, options & CLIPPED ? 22 : 14, n, 1);
}

static void read_wmf(struct gaz_bytes file, size_t first, GString *out) {
    for (size_t at = first, size; file.size >= at + LEAST_OLD; at += size) {
        size_t words = number_at(file, at), function = short_at(file, at + 4);
        if (words < LEAST_OLD / 2 || words > (file.size - at) / 2 || function == OLD_END) break;
        size = words * 2;
        read_old_text(out, (struct gaz_bytes){file.data + at, size}, (guint32)function);
    }
}

char *gaz_docx_metafile_text(struct gaz_bytes file) {
    g_autoptr(GString) plus = g_string_new(NULL);
    GString *out = g_string_new(NULL);
    size_t old = first_record(file);
    if (is_emf(file)) read_emf(file, out, plus);
    if (old > 0) read_wmf(file, old, out);
    if (out->len == 0) g_string_append_len(out, plus->str, (gssize)plus->len);
    return g_string_free(out, out->len == 0);
}
