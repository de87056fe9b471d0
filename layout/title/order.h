/* order.h: the order of Chinese words in an index. */
#ifndef GAZ_LAYOUT_TITLE_ORDER_H
#define GAZ_LAYOUT_TITLE_ORDER_H

#include "base/text.h"

#include <glib.h>

/* What sorts as the text does, byte by byte: by pinyin, character by character. Freed with g_bytes_unref. */
GBytes *gaz_pinyin_key(struct gaz_text text);

#endif
