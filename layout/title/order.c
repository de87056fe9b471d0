/* order.c: the order of Chinese words in an index, by ICU's collation of pinyin. */
#include "layout/title/order.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

struct gaz_pinyin_order {
    UCollator *collator; /* NULL: ICU has no data for it */
};

struct gaz_pinyin_order *gaz_pinyin_order_new(void) {
    struct gaz_pinyin_order *order = g_new(struct gaz_pinyin_order, 1);
    UErrorCode error = U_ZERO_ERROR;
    order->collator = ucol_open("zh@collation=pinyin", &error);
    return order;
}

void gaz_pinyin_order_free(struct gaz_pinyin_order *order) {
    if (order->collator) ucol_close(order->collator);
    g_free(order);
}

GBytes *gaz_pinyin_key(const struct gaz_pinyin_order *order, struct gaz_text text) {
    g_autofree char *utf8 = gaz_text_to_utf8(text);
    int32_t n_units = 0, bytes = (int32_t)strlen(utf8);
    UErrorCode error = U_ZERO_ERROR;
    g_autofree UChar *units = g_new(UChar, (gsize)bytes + 1);
    u_strFromUTF8(units, bytes + 1, &n_units, utf8, bytes, &error);
    if (!order->collator || U_FAILURE(error)) return g_bytes_new(utf8, (gsize)bytes);
    int32_t n = ucol_getSortKey(order->collator, units, n_units, NULL, 0);
    uint8_t *key = g_malloc((gsize)MAX(n, 1));
    ucol_getSortKey(order->collator, units, n_units, key, n);
    return g_bytes_new_take(key, (gsize)n);
}
