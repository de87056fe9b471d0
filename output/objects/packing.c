/* packing.c: see packing.h. */
#include "output/objects/packing.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

enum {
    THOROUGH = 6,
    FAST = 1, /* of the outlines' 670 KB half a percent more, and half the time: they pack badly */
    ZLIB_HEAD = 2,
    GUESS = 4,   /* times the packed bytes: of a page of text, and then of what is packed better */
    MOST = 1032, /* times: no Flate stream holds more */
};

/* ---- cairo stores */

static _Thread_local bool store_only;

void gaz_pdf_store_only(bool store) {
    store_only = store;
}

/* cairo packs each stream by deflateInit's default and knows no way to be told otherwise (1.16). A symbol of
 * the program stands before those of its libraries (ELF, gABI 5), so this is the one cairo calls. It answers
 * as zlib's own does; but while cairo draws with level 0, and with the smallest window and hash tables, which
 * that level does not use: to make and clear those of each page costs more than to pack it. */
int deflateInit_(z_streamp stream, int level, const char *version, int size) {
    if (store_only) return deflateInit2_(stream, 0, Z_DEFLATED, 9, 1, Z_DEFAULT_STRATEGY, version, size);
    return deflateInit2_(stream, level, Z_DEFLATED, MAX_WBITS, 8, Z_DEFAULT_STRATEGY, version, size);
}

/* ---- libdeflate's halves, of a thread each: their tables are large, and what is packed is small */

static void free_compressor(gpointer compressor) {
    libdeflate_free_compressor(compressor);
}

static struct libdeflate_compressor *compressor(bool is_fast) {
    static GPrivate thorough = G_PRIVATE_INIT(free_compressor), fast = G_PRIVATE_INIT(free_compressor);
    GPrivate *own = is_fast ? &fast : &thorough;
    if (!g_private_get(own)) g_private_set(own, libdeflate_alloc_compressor(is_fast ? FAST : THOROUGH));
    return g_private_get(own);
}

static void free_decompressor(gpointer decompressor) {
    libdeflate_free_decompressor(decompressor);
}

static struct libdeflate_decompressor *decompressor(void) {
    static GPrivate own = G_PRIVATE_INIT(free_decompressor);
    if (!g_private_get(&own)) g_private_set(&own, libdeflate_alloc_decompressor());
    return g_private_get(&own);
}

/* ---- what streams hold */

/* Flate and nothing else. */
static bool is_flate(qpdf_data pdf, qpdf_oh stream) {
    qpdf_oh dict = qpdf_oh_get_dict(pdf, stream);
    return qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dict, "/Filter"), "/FlateDecode") &&
           qpdf_oh_is_null(pdf, qpdf_oh_get_key(pdf, dict, "/DecodeParms"));
}

/* room: what is enough most times. NULL: it is damaged. */
static unsigned char *inflate_all(const unsigned char *packed, size_t packed_size, size_t room,
                                  size_t *size) {
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    unsigned char *data = NULL;
    for (; result == LIBDEFLATE_INSUFFICIENT_SPACE && room <= packed_size * MOST; room *= GUESS) {
        free(data);
        data = g_try_malloc(room);
        if (!data) return NULL;
        result = libdeflate_zlib_decompress(decompressor(), packed, packed_size, data, room, size);
    }
    if (result == LIBDEFLATE_SUCCESS) return data;
    free(data);
    return NULL;
}

static unsigned char *take(qpdf_data pdf, qpdf_oh stream, enum qpdf_stream_decode_level_e level,
                           size_t *size) {
    unsigned char *data = NULL;
    QPDF_BOOL filtered = QPDF_FALSE; /* false: it has a filter that is none of the level's */
    bool read = !(qpdf_oh_get_stream_data(pdf, stream, level, &filtered, &data, size) & QPDF_ERRORS) &&
                (filtered || level == qpdf_dl_none);
    if (read && !data) data = g_malloc0(1); /* none of an empty one */
    if (read) return data;
    free(data);
    return NULL;
}

GBytes *gaz_pdf_take_data(qpdf_data pdf, qpdf_oh stream) {
    if (!qpdf_oh_is_stream(pdf, stream)) return NULL;
    size_t size = 0;
    unsigned char *packed = is_flate(pdf, stream) ? take(pdf, stream, qpdf_dl_none, &size) : NULL;
    unsigned char *data = packed ? inflate_all(packed, size, size * GUESS, &size) : NULL;
    free(packed);
    if (!data) data = take(pdf, stream, qpdf_dl_generalized, &size);
    return data ? g_bytes_new_with_free_func(data, size, free, data) : NULL;
}

GBytes *gaz_pdf_take_content(qpdf_data pdf, qpdf_oh page) {
    qpdf_oh contents = qpdf_oh_get_key(pdf, page, "/Contents");
    if (qpdf_oh_is_stream(pdf, contents)) return gaz_pdf_take_data(pdf, contents);
    unsigned char *data = NULL;
    size_t size = 0;
    bool read = !(qpdf_oh_get_page_content_data(pdf, page, &data, &size) & QPDF_ERRORS);
    if (read) return g_bytes_new_with_free_func(data, size, free, data);
    free(data);
    return NULL;
}

/* A font program: of TrueType and Type 1 the length is said, the others name their kind (9.9, table 126). */
static bool is_font_program(qpdf_data pdf, qpdf_oh stream) {
    static const char *const kinds[] = {"/Type1C", "/CIDFontType0C", "/OpenType"};
    qpdf_oh dict = qpdf_oh_get_dict(pdf, stream), kind = qpdf_oh_get_key(pdf, dict, "/Subtype");
    bool is_program = qpdf_oh_has_key(pdf, dict, "/Length1");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        is_program |= qpdf_oh_is_name_and_equals(pdf, kind, kinds[i]);
    return is_program;
}

void gaz_pdf_put_data(qpdf_data pdf, qpdf_oh stream, const void *data, gsize size) {
    struct libdeflate_compressor *packer = compressor(is_font_program(pdf, stream));
    gsize room = libdeflate_zlib_compress_bound(packer, size);
    unsigned char *packed = g_malloc(room);
    room = libdeflate_zlib_compress(packer, data, size, packed, room);
    qpdf_oh_replace_stream_data(pdf, stream, packed, room, qpdf_oh_new_name(pdf, "/FlateDecode"),
                                qpdf_oh_new_null(pdf));
    g_free(packed);
}

/* ---- what was stored is packed */

/* The first block's type says so: two bits behind the one for the last block (RFC 1951, 3.2.3). */
static bool is_stored(const unsigned char *data, size_t size) {
    return size > ZLIB_HEAD && (data[ZLIB_HEAD] & 6) == 0;
}

static bool pack(qpdf_data pdf, qpdf_oh stream) {
    size_t size, stored_size;
    unsigned char *stored = take(pdf, stream, qpdf_dl_none, &stored_size);
    bool is_packed = stored && !is_stored(stored, stored_size);
    unsigned char *data = stored && !is_packed ? inflate_all(stored, stored_size, stored_size, &size) : NULL;
    if (data) gaz_pdf_put_data(pdf, stream, data, size);
    free(stored);
    free(data);
    return is_packed || data;
}

bool gaz_pdf_pack(qpdf_data pdf, int n) {
    bool good = true;
    for (int i = 1; i <= n; i++) {
        qpdf_oh object = qpdf_get_object_by_id(pdf, i, 0);
        if (qpdf_oh_is_stream(pdf, object) && is_flate(pdf, object)) good &= pack(pdf, object);
        qpdf_oh_release(pdf, object);
    }
    return good;
}
