/* source_clean.c: from a file's bytes to a source that every later reader can trust.
 *
 * Two texts are made. The raw one has one line end, no byte order mark, and U+FFFD for what is no UTF-8:
 * places are told in it. The clean one, which is read on, is the same without the bad characters; as a rule
 * there are none and the two are one.
 */
#include "base/file/file.h"

#include "base/diag/diag.h"
#include "base/text/encoding.h"
#include "base/text/text.h"

#include <glib.h>
#include <string.h>

enum {
    MAX_REPORTS = 50, /* of odd characters in one file: a wrong font has thousands */
    MAX_KINDS = 20,   /* of bad characters that are told apart */
};

struct cleaning {
    GString *raw, *clean;
    GArray *bad; /* struct bad_character: each kind once */
    GArray *odd; /* each */
};

struct bad_character {
    uint32_t offset; /* in the raw text; of a kind its first */
    gunichar ch;     /* 0xFFFFFFFF: no UTF-8 */
    guint n;
};

static const gunichar NOT_UTF8 = 0xFFFFFFFFu;

static void note(GArray *list, const struct cleaning *cleaning, gunichar ch) {
    struct bad_character bad = {(uint32_t)cleaning->raw->len, ch, 1};
    if (list->len < MAX_REPORTS) g_array_append_val(list, bad);
}

static void count(const struct cleaning *cleaning, gunichar ch) {
    for (guint i = 0; i < cleaning->bad->len; i++) {
        struct bad_character *bad = &g_array_index(cleaning->bad, struct bad_character, i);
        if (bad->ch != ch && i + 1 < MAX_KINDS) continue;
        bad->n++;
        return;
    }
    note(cleaning->bad, cleaning, ch);
}

/* NUL and broken bytes would end the text for everyone who reads it, so they stand as U+FFFD in the raw one.
 */
static void take_bad(struct cleaning *cleaning, gunichar ch) {
    count(cleaning, ch);
    g_string_append_unichar(cleaning->raw, ch == 0 || ch == NOT_UTF8 ? 0xFFFD : ch);
}

static void take_good(struct cleaning *cleaning, gunichar ch) {
    if (gaz_char_is_odd(ch)) note(cleaning->odd, cleaning, ch);
    g_string_append_unichar(cleaning->raw, ch);
    g_string_append_unichar(cleaning->clean, ch);
}

/* Takes one character or line end; gives the bytes it had. */
static size_t take_character(struct cleaning *cleaning, const char *at, size_t left) {
    if (*at == '\r') {
        take_good(cleaning, '\n');
        return left > 1 && at[1] == '\n' ? 2 : 1;
    }
    if (*at == '\0') {
        take_bad(cleaning, 0);
        return 1;
    }
    gunichar ch = g_utf8_get_char_validated(at, (gssize)left);
    if (ch >= 0x110000) {
        take_bad(cleaning, NOT_UTF8);
        return 1;
    }
    if (gaz_char_is_refused(ch))
        take_bad(cleaning, ch);
    else
        take_good(cleaning, ch);
    return (size_t)g_unichar_to_utf8(ch, NULL);
}

/* Once a file: what is broken, and all controls together, at the place of the first. */
static void report_bad(const struct cleaning *cleaning, const struct gaz_source *raw,
                       struct gaz_diags *diags) {
    g_autoptr(GString) list = g_string_new(NULL);
    struct gaz_span first = {0};
    for (guint i = 0; i < cleaning->bad->len; i++) {
        const struct bad_character *bad = &g_array_index(cleaning->bad, struct bad_character, i);
        if (bad->ch == NOT_UTF8) {
            gaz_report(diags, GAZ_D_UTF8, gaz_span_at(raw, bad->offset), NULL);
            continue;
        }
        if (!first.source) first = gaz_span_at(raw, bad->offset);
        g_string_append_printf(list, "%sU+%04X", list->len ? ", " : "", bad->ch);
        if (bad->n > 1) g_string_append_printf(list, "×%u", bad->n);
    }
    if (list->len) gaz_report(diags, GAZ_D_CONTROL, first, list->str);
}

static void report_odd(const struct cleaning *cleaning, const struct gaz_source *raw,
                       struct gaz_diags *diags) {
    for (guint i = 0; i < cleaning->odd->len; i++) {
        const struct bad_character *odd = &g_array_index(cleaning->odd, struct bad_character, i);
        char character[8] = {0};
        g_unichar_to_utf8(odd->ch, character);
        g_autofree char *code = g_strdup_printf("U+%04X", odd->ch);
        gaz_report(diags, GAZ_D_ODD_CHARACTER, gaz_span_at(raw, odd->offset), character, code);
    }
}

/* How many bytes from here on stand as they are and are nothing to speak of: nearly all of a text. */
static size_t plain_size(const char *text, size_t size) {
    size_t at = 0;
    while (at < size && text[at] != '\r' && text[at] != '\0') {
        gunichar ch = g_utf8_get_char_validated(text + at, (gssize)(size - at));
        if (ch >= 0x110000 || gaz_char_is_refused(ch) || gaz_char_is_odd(ch)) break;
        at += (size_t)g_utf8_skip[(unsigned char)text[at]];
    }
    return at;
}

static void take_all(struct cleaning *cleaning, const char *text, size_t size) {
    size_t at = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < size) {
        size_t plain = plain_size(text + at, size - at);
        g_string_append_len(cleaning->raw, text + at, (gssize)plain);
        g_string_append_len(cleaning->clean, text + at, (gssize)plain);
        at += plain;
        if (at < size) at += take_character(cleaning, text + at, size - at);
    }
}

/* True after saying what a file is that is no UTF-8: one message, with the command that turns it. */
static bool report_encoding(const char *name, const char *path, struct gaz_bytes bytes,
                            struct gaz_diags *diags) {
    enum gaz_encoding encoding = gaz_encoding_guess(bytes.data, bytes.size);
    g_autofree char *folder = g_str_has_suffix(name, path) && strlen(name) > strlen(path) + 1
                                  ? g_strndup(name, strlen(name) - strlen(path) - 1)
                                  : g_strdup(".");
    if (encoding == GAZ_WORD_FILE)
        gaz_report_file(diags, GAZ_D_WORD_FILE, name, NULL);
    else if (encoding != GAZ_UTF8)
        gaz_report_file(diags, GAZ_D_ENCODING, name, gaz_encoding_name(encoding), folder, path);
    return encoding != GAZ_UTF8;
}

struct gaz_source *gaz_source_clean(struct gaz_arena *arena, const char *name, const char *path,
                                    struct gaz_bytes bytes, struct gaz_diags *diags) {
    if (report_encoding(name, path, bytes, diags)) return NULL;
    struct cleaning cleaning = {g_string_sized_new(bytes.size + 1), g_string_sized_new(bytes.size + 1),
                                g_array_new(FALSE, FALSE, sizeof(struct bad_character)),
                                g_array_new(FALSE, FALSE, sizeof(struct bad_character))};
    take_all(&cleaning, (const char *)bytes.data, bytes.size);
    struct gaz_source *raw = gaz_source_new(arena, name, path, cleaning.raw->str, cleaning.raw->len);
    report_bad(&cleaning, raw, diags);
    report_odd(&cleaning, raw, diags);
    struct gaz_source *clean = raw;
    if (cleaning.bad->len > 0)
        clean = gaz_source_new(arena, name, path, cleaning.clean->str, cleaning.clean->len);
    g_string_free(cleaning.raw, TRUE);
    g_string_free(cleaning.clean, TRUE);
    g_array_free(cleaning.bad, TRUE);
    g_array_free(cleaning.odd, TRUE);
    return clean;
}
