/* fuzz_text_layer.c: an older proof's PDF, or what calls itself one, laid beside nothing: its pages' glyphs
 * are within those that were read, of some size, and no blanks. */
#include "tests/fuzz/fuzz.h"

#include "base/text/text.h"
#include "output/text_layer/font.h"
#include "output/text_layer/glyphs.h"

#include <stdlib.h>

static void check_page(const struct gaz_text_layer *layer, const struct gaz_layer_page *page) {
    if (page->first > layer->glyphs->len || page->n > layer->glyphs->len - page->first) abort();
    for (uint32_t i = page->first; i < page->first + page->n; i++) {
        const struct gaz_layer_glyph *glyph = &g_array_index(layer->glyphs, struct gaz_layer_glyph, i);
        if (glyph->em <= 0 || glyph->turn >= GAZ_N_TURNS || !gaz_char_has_ink(glyph->ch)) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    GBytes *bytes = g_bytes_new(data, size);
    gaz_layer_font_prepare();
    struct gaz_text_layer *layer = gaz_text_layer_parse(bytes);
    for (guint i = 0; i < layer->pages->len; i++)
        check_page(layer, &g_array_index(layer->pages, struct gaz_layer_page, i));
    gaz_text_layer_free(layer);
    g_bytes_unref(bytes);
    return 0;
}
