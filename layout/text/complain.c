/* complain.c */
#include "layout/text/complain.h"

#include "base/diag.h"

/* A generated character has no place: the text around it has. */
static struct gaz_span span_of(struct gaz_text text, uint32_t i) {
    uint32_t offset = text.chars[i].offset;
    return offset == GAZ_NOWHERE ? gaz_text_span(text) : gaz_span_at(text.source, offset);
}

struct utf8 {
    char bytes[8];
};

static struct utf8 utf8_of(uint32_t ch) {
    struct utf8 out = {""};
    out.bytes[g_unichar_to_utf8(ch, out.bytes)] = '\0';
    return out;
}

void gaz_complain_missing(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                          const char *family) {
    char code[16];
    g_snprintf(code, sizeof code, "U+%04X", (unsigned)text.chars[i].ch);
    gaz_report(typesetter->diags, GAZ_D_MISSING_GLYPH, span_of(text, i), utf8_of(text.chars[i].ch).bytes,
               code, family);
}

void gaz_complain_lent(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                       const char *family, const struct gaz_face *face) {
    gsize key = (gsize)g_str_hash(family) << 24 ^ text.chars[i].ch;
    if (!typesetter->reported || !g_hash_table_add(typesetter->reported, GSIZE_TO_POINTER(key + 1))) return;
    gaz_report(typesetter->diags, GAZ_D_LENT_GLYPH, span_of(text, i), utf8_of(text.chars[i].ch).bytes, family,
               face->family);
}

void gaz_complain_cut(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i) {
    gaz_report(typesetter->diags, GAZ_D_CUT_WORD, span_of(text, i), NULL);
}

void gaz_complain_overfull(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                           gaz_len excess) {
    char amount[32];
    g_snprintf(amount, sizeof amount, "%d.%d磅", (int)(excess / GAZ_POINT),
               (int)(excess % GAZ_POINT * 10 / GAZ_POINT));
    gaz_report(typesetter->diags, GAZ_D_OVERFULL, span_of(text, i), amount);
}

static void write_cells(char *out, gsize size, const struct gaz_typesetter *typesetter, gaz_len length) {
    gaz_len hundredths = gaz_scale(length, 100, typesetter->style->cell);
    g_snprintf(out, size, "%d.%02d", (int)(hundredths / 100), (int)(hundredths % 100));
}

void gaz_complain_loose(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                        gaz_len loose, uint32_t gaps) {
    char all[32], each[32];
    write_cells(all, sizeof all, typesetter, loose);
    write_cells(each, sizeof each, typesetter, loose / (gaz_len)MAX(gaps, 1));
    gaz_report(typesetter->diags, GAZ_D_LOOSE, span_of(text, i), all, each);
}
