/* order.h: the order of Chinese words in an index. */
#ifndef GAZ_LAYOUT_TITLE_ORDER_H
#define GAZ_LAYOUT_TITLE_ORDER_H

#include "base/text/text.h"

#include <glib.h>

/* The order by pinyin, character by character; by code points where ICU has no data for that. Never NULL. */
struct gaz_pinyin_order;
struct gaz_pinyin_order *gaz_pinyin_order_new(void);
void gaz_pinyin_order_free(struct gaz_pinyin_order *order);

/* What sorts as the text does, byte by byte. Freed with g_bytes_unref. */
GBytes *gaz_pinyin_key(const struct gaz_pinyin_order *order, struct gaz_text text);

#endif
