/* layer.c: a whole file's text layer, read in a child: it comes from anywhere. The child hands over numbers:
 * how many pages, how many glyphs, then all of the ones and of the others.
 */
#include "output/text_layer.h"

#include "base/process/child.h"
#include "output/objects/keys.h"
#include "output/text_layer/font.h"
#include "output/text_layer/glyphs.h"

#include <string.h>

enum {
    SECONDS = 60,
    ADDRESSES = 2 << 10, /* MiB */
    WRITTEN = 1 << 9,
    MOST_PAGES = 5000,
    MOST_GLYPHS = 2 << 20,
};

/* ---- the child */

static struct gaz_text_layer *layer_new(void) {
    struct gaz_text_layer *layer = g_new(struct gaz_text_layer, 1);
    *layer = (struct gaz_text_layer){g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_glyph)),
                                     g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_page))};
    return layer;
}

static void read_pages(struct gaz_text_layer *layer, qpdf_data pdf) {
    struct gaz_layer_reader reader;
    qpdf_push_inherited_attributes_to_page(pdf);
    int n = CLAMP(qpdf_get_num_pages(pdf), 0, MOST_PAGES);
    gaz_layer_reader_begin(&reader, pdf);
    reader.is_plain = true;
    for (int i = 0; i < n; i++) {
        g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_glyph));
        if (layer->glyphs->len < MOST_GLYPHS) gaz_layer_read_page(&reader, (uint32_t)i, glyphs);
        struct gaz_layer_page page = {layer->glyphs->len, glyphs->len};
        g_array_append_vals(layer->glyphs, glyphs->data, glyphs->len);
        g_array_append_val(layer->pages, page);
    }
    gaz_layer_reader_end(&reader);
}

struct gaz_text_layer *gaz_text_layer_parse(GBytes *bytes) {
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    struct gaz_text_layer *layer = layer_new();
    qpdf_data pdf = gaz_pdf_open();
    qpdf_set_attempt_recovery(pdf, QPDF_TRUE);
    if (!(qpdf_read_memory(pdf, "PDF", data, size, NULL) & QPDF_ERRORS)) read_pages(layer, pdf);
    gaz_pdf_close(pdf);
    return layer;
}

struct head {
    uint32_t n_pages, n_glyphs;
};

static bool write_array(int to, const GArray *array) {
    return array->len == 0 ||
           gaz_child_write(to, array->data, (size_t)array->len * g_array_get_element_size((GArray *)array));
}

static bool write_layer(const void *context, int to) {
    gaz_layer_font_prepare();
    gaz_child_shut_in(
        (struct gaz_child_limits){.seconds = SECONDS, .addresses = ADDRESSES, .written = WRITTEN});
    struct gaz_text_layer *layer = gaz_text_layer_parse((GBytes *)context);
    struct head head = {layer->pages->len, layer->glyphs->len};
    return gaz_child_write(to, &head, sizeof head) && write_array(to, layer->pages) &&
           write_array(to, layer->glyphs);
}

/* ---- the parent */

/* what is left of the answer */
struct answer {
    const char *at;
    gsize size;
};

static bool take(struct answer *answer, void *to, size_t size) {
    if (answer->size < size) return false;
    if (size) memcpy(to, answer->at, size);
    answer->at += size;
    answer->size -= size;
    return true;
}

static bool take_array(struct answer *answer, GArray *array, uint32_t n) {
    size_t size = (size_t)n * g_array_get_element_size(array);
    if (answer->size < size) return false;
    g_array_set_size(array, n);
    return take(answer, array->data, size);
}

/* What the child says of pages is within what it says of glyphs. */
static bool is_whole(const struct gaz_text_layer *layer) {
    for (guint i = 0; i < layer->pages->len; i++) {
        const struct gaz_layer_page *page = &g_array_index(layer->pages, struct gaz_layer_page, i);
        if (page->first > layer->glyphs->len || page->n > layer->glyphs->len - page->first) return false;
    }
    return true;
}

static struct gaz_text_layer *read_answer(struct answer answer) {
    struct gaz_text_layer *layer = layer_new();
    struct head head;
    bool good = take(&answer, &head, sizeof head) && head.n_pages <= MOST_PAGES &&
                head.n_glyphs <= 2 * MOST_GLYPHS && take_array(&answer, layer->pages, head.n_pages) &&
                take_array(&answer, layer->glyphs, head.n_glyphs) && is_whole(layer);
    if (good) return layer;
    gaz_text_layer_free(layer);
    return NULL;
}

struct gaz_text_layer *gaz_text_layer_read(GBytes *bytes) {
    g_autoptr(GBytes) said = gaz_child_answer("text layer", write_layer, bytes);
    if (!said) return NULL;
    struct answer answer = {0};
    answer.at = g_bytes_get_data(said, &answer.size);
    return read_answer(answer);
}

void gaz_text_layer_free(struct gaz_text_layer *layer) {
    if (!layer) return;
    g_array_unref(layer->glyphs);
    g_array_unref(layer->pages);
    g_free(layer);
}
