/* layer.c: a whole file's text layer, read in a child: it comes from anywhere. The child hands over numbers:
 * how many pages, how many glyphs, then all of the ones and of the others.
 */
#include "output/text_layer.h"

#include "base/child.h"
#include "output/pdf/keys.h"
#include "output/text_layer/font.h"
#include "output/text_layer/glyphs.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

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

static bool write_array(int memory, const GArray *array) {
    return array->len == 0 || gaz_child_write(memory, array->data,
                                              (size_t)array->len * g_array_get_element_size((GArray *)array));
}

static _Noreturn void run_child(GBytes *bytes, int memory) {
    gaz_layer_font_prepare();
    gaz_child_shut_in(
        (struct gaz_child_limits){.seconds = SECONDS, .addresses = ADDRESSES, .written = WRITTEN});
    struct gaz_text_layer *layer = gaz_text_layer_parse(bytes);
    struct head head = {layer->pages->len, layer->glyphs->len};
    bool good = gaz_child_write(memory, &head, sizeof head) && write_array(memory, layer->pages) &&
                write_array(memory, layer->glyphs);
    _exit(good ? 0 : 1);
}

/* ---- the parent */

static bool take(int memory, off_t *at, void *to, size_t size) {
    if (size && pread(memory, to, size, *at) != (ssize_t)size) return false;
    *at += (off_t)size;
    return true;
}

static bool take_array(int memory, off_t *at, GArray *array, uint32_t n) {
    g_array_set_size(array, n);
    return take(memory, at, array->data, (size_t)n * g_array_get_element_size(array));
}

/* What the child says of pages is within what it says of glyphs. */
static bool is_whole(const struct gaz_text_layer *layer) {
    for (guint i = 0; i < layer->pages->len; i++) {
        const struct gaz_layer_page *page = &g_array_index(layer->pages, struct gaz_layer_page, i);
        if (page->first > layer->glyphs->len || page->n > layer->glyphs->len - page->first) return false;
    }
    return true;
}

static struct gaz_text_layer *read_answer(int memory) {
    struct gaz_text_layer *layer = layer_new();
    struct head head;
    off_t at = 0;
    bool good = take(memory, &at, &head, sizeof head) && head.n_pages <= MOST_PAGES &&
                head.n_glyphs <= 2 * MOST_GLYPHS && take_array(memory, &at, layer->pages, head.n_pages) &&
                take_array(memory, &at, layer->glyphs, head.n_glyphs) && is_whole(layer);
    if (good) return layer;
    gaz_text_layer_free(layer);
    return NULL;
}

struct gaz_text_layer *gaz_text_layer_read(GBytes *bytes) {
    int memory = memfd_create("text layer", MFD_CLOEXEC), status = 1;
    if (memory < 0) return NULL;
    pid_t child = fork();
    if (child == 0) run_child(bytes, memory);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    bool good = child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    struct gaz_text_layer *layer = good ? read_answer(memory) : NULL;
    close(memory);
    return layer;
}

void gaz_text_layer_free(struct gaz_text_layer *layer) {
    if (!layer) return;
    g_array_unref(layer->glyphs);
    g_array_unref(layer->pages);
    g_free(layer);
}
