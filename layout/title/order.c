/* order.c: the order of Chinese words in an index, by ICU's collation of pinyin. */
#include "layout/title/order.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

/* Where ICU has no data for it, by code points. */
static GBytes *plain_key(const char *utf8) {
    return g_bytes_new(utf8, strlen(utf8));
}

static GBytes *key_of(const UCollator *collator, const char *utf8) {
    int32_t n_units = 0, bytes = (int32_t)strlen(utf8);
    UErrorCode error = U_ZERO_ERROR;
    g_autofree UChar *units = g_new(UChar, bytes + 1);
    u_strFromUTF8(units, bytes + 1, &n_units, utf8, bytes, &error);
    if (U_FAILURE(error)) return plain_key(utf8);
    int32_t n = ucol_getSortKey(collator, units, n_units, NULL, 0);
    uint8_t *key = g_malloc(MAX(n, 1));
    ucol_getSortKey(collator, units, n_units, key, n);
    return g_bytes_new_take(key, (gsize)n);
}

GBytes *gaz_pinyin_key(struct gaz_text text) {
    UErrorCode error = U_ZERO_ERROR;
    g_autofree char *utf8 = gaz_text_to_utf8(text);
    UCollator *collator = ucol_open("zh@collation=pinyin", &error);
    GBytes *key = U_SUCCESS(error) ? key_of(collator, utf8) : plain_key(utf8);
    if (collator) ucol_close(collator);
    return key;
}
