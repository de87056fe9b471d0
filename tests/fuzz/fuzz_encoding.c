/* fuzz_encoding.c: what a file seems to be, and its text: UTF-8 whatever it was, the bytes come back where it
 * is turned again, and what was turned seems to be nothing else. */
#include "tests/fuzz/fuzz.h"

#include "base/text/encoding.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* g_utf8_validate ends at a NUL, which a text may have. */
static bool is_utf8(const char *text, size_t n) {
    const char *bad, *end = text + n;
    for (const char *at = text; !g_utf8_validate(at, end - at, &bad); at = bad + 1)
        if (*bad) return false;
    return true;
}

/* UTF-16 has one way to write a text; its mark was taken away. */
static void check_back(enum gaz_encoding encoding, const char *text, size_t n, const uint8_t *data,
                       size_t size) {
    const char *name = encoding == GAZ_UTF16_LE ? "UTF-16LE" : encoding == GAZ_UTF16_BE ? "UTF-16BE" : NULL;
    gsize length = 0;
    if (!name) return;
    g_autofree char *back = g_convert(text, (gssize)n, name, "UTF-8", NULL, &length, NULL);
    if (!back || length > size || size - length > 2) abort();
    if (length > 0 && memcmp(back, data + (size - length), length) != 0) abort();
}

static void check(enum gaz_encoding encoding, const uint8_t *data, size_t size) {
    size_t n = 0;
    g_autofree char *text = gaz_encoding_convert(encoding, data, size, &n);
    if (!text) return;
    if (encoding == GAZ_UTF8) {
        if (n > size || (n > 0 && memcmp(text, data + (size - n), n) != 0)) abort();
        return;
    }
    if (!is_utf8(text, n)) abort();
    check_back(encoding, text, n, data, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const enum gaz_encoding all[] = {GAZ_UTF8,         GAZ_UTF16_LE, GAZ_UTF16_BE, GAZ_UTF32_LE,
                                            GAZ_UTF32_BE,     GAZ_GB18030,  GAZ_BIG5,     GAZ_SHIFT_JIS,
                                            GAZ_WINDOWS_1252, GAZ_WORD_FILE};
    enum gaz_encoding guess = gaz_encoding_guess(data, size);
    if (!*gaz_encoding_name(guess)) abort();
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        check(all[i], data, size);
    return 0;
}
