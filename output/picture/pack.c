/* pack.c: rows into a FlateDecode stream, as they come. */
#include "output/picture/steps.h"

#include <zlib.h>

struct gaz_packer {
    z_stream zip;
    enum gaz_pack kind;
    uint32_t width;
    const struct gaz_press_rows *rows;
    unsigned char *row; /* as it is packed */
    GByteArray *to;
};

struct gaz_packer *gaz_packer_begin(enum gaz_pack kind, uint32_t width, const struct gaz_press_rows *rows,
                                    GByteArray *to) {
    struct gaz_packer *packer = g_new0(struct gaz_packer, 1);
    packer->kind = kind;
    packer->width = width;
    packer->rows = rows;
    packer->row = g_malloc((size_t)width * (size_t)kind);
    packer->to = to;
    deflateInit(&packer->zip, Z_DEFAULT_COMPRESSION);
    return packer;
}

static void pack(struct gaz_packer *packer, const unsigned char *bytes, size_t size, int flush) {
    unsigned char out[1 << 16];
    packer->zip.next_in = (Bytef *)(uintptr_t)bytes; /* zlib only reads */
    packer->zip.avail_in = (uInt)size;
    do {
        packer->zip.next_out = out;
        packer->zip.avail_out = sizeof out;
        deflate(&packer->zip, flush);
        g_byte_array_append(packer->to, out, (guint)(sizeof out - packer->zip.avail_out));
    } while (packer->zip.avail_out == 0);
}

void gaz_packer_take(void *closure, const unsigned char *rgb) {
    struct gaz_packer *packer = closure;
    const unsigned char *row = packer->row;
    switch (packer->kind) {
    case GAZ_PACK_GREY:
        for (uint32_t x = 0; x < packer->width; x++)
            packer->row[x] = rgb[(size_t)x * 3];
        break;
    case GAZ_PACK_RGB:
        row = rgb;
        break;
    case GAZ_PACK_INKS:
        gaz_press_rows_convert(packer->rows, rgb, packer->row, packer->width);
        break;
    }
    pack(packer, row, (size_t)packer->width * (size_t)packer->kind, Z_NO_FLUSH);
}

void gaz_packer_end(struct gaz_packer *packer) {
    pack(packer, NULL, 0, Z_FINISH);
    deflateEnd(&packer->zip);
    g_free(packer->row);
    g_free(packer);
}

void gaz_packed_dict(enum gaz_pack kind, uint32_t width, uint32_t height, GString *dict) {
    static const char *const spaces[] = {
        [GAZ_PACK_GREY] = "Gray", [GAZ_PACK_RGB] = "RGB", [GAZ_PACK_INKS] = "CMYK"};
    g_string_append_printf(dict,
                           "<< /Type /XObject /Subtype /Image /Width %u /Height %u /ColorSpace /Device%s "
                           "/BitsPerComponent 8 /Filter /FlateDecode >>",
                           width, height, spaces[kind]);
}
