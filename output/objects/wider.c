/* wider.c: see wider.h.
 *
 * A reader that takes widths from a PDF and one that takes them from the program must find the same (ISO
 * 14289-1, 7.21.5; ISO 19005-2, 6.2.11.5). In a CFF each charstring begins with its width, where that is not
 * the default; in a TrueType file they are a table. The rest is written as it was: what cairo leaves out or
 * writes otherwise is no concern, for a program that has subroutines, or offsets of another length, is given
 * back as NULL.
 */
#include "output/objects/wider.h"

#include "fonts/cff.h"

#include <ft2build.h>
#include <string.h>
#include FT_FREETYPE_H

/* ---- a charstring (Adobe Technical Note 5177) */

/* Whether the first of n operands before the operator is a width; -1: it is none that begins a charstring. */
static int begins_with_width(guint8 op, guint n) {
    switch (op) {
    case 1: /* hstem, vstem, hstemhm, vstemhm, hintmask, cntrmask */
    case 3:
    case 18:
    case 19:
    case 20:
    case 23:
        return n % 2;
    case 4: /* vmoveto, hmoveto */
    case 22:
        return n > 1;
    case 21: /* rmoveto */
        return n > 2;
    case GAZ_CFF_ENDCHAR:
        return n == 1 || n == 5;
    }
    return -1;
}

/* Where the drawing begins, and the width that stands before it; false: it begins otherwise. */
static bool read_width(struct gaz_cff_bytes code, gsize *begin, bool *has_width, gint32 *width) {
    guint n = 0;
    gsize first_end = 0;
    for (gsize i = 0; i < code.size;) {
        guint8 b = code.data[i];
        if (gaz_cff_operand_size(b) == 0) {
            int begins = begins_with_width(b, n);
            *has_width = begins > 0;
            *begin = begins > 0 ? first_end : 0;
            *width = begins > 0 ? gaz_cff_operand(code, 0) : 0;
            return begins >= 0 && !(*has_width && code.data[0] == 255 && gaz_cff_number(code, 3, 2) != 0);
        }
        i += gaz_cff_operand_size(b);
        if (n++ == 0) first_end = i;
    }
    return false;
}

/* ---- CFF */

struct widening {
    struct gaz_cff_bytes cff, top;
    struct gaz_cff_index glyphs, dicts; /* charstrings; font DICTs */
    gsize glyphs_at, select_at;
    int more;
    GHashTable *used;
};

/* Of the font DICT number i what its glyphs' widths are counted from; false: it is none of cairo's. */
static bool read_private(const struct widening *w, guint i, gint32 *usual, gint32 *nominal) {
    struct gaz_cff_bytes dict = gaz_cff_object(w->cff, &w->dicts, i);
    struct gaz_cff_entry found;
    struct gaz_cff_bytes private;
    if (gaz_cff_find(dict, GAZ_CFF_FONT_MATRIX, &found) || !gaz_cff_private(w->cff, dict, &private))
        return false;
    if (gaz_cff_find(private, GAZ_CFF_SUBRS, &found)) return false;
    *usual = gaz_cff_find(private, GAZ_CFF_DEFAULT_WIDTH, &found) ? found.values[1] : 0;
    *nominal = gaz_cff_find(private, GAZ_CFF_NOMINAL_WIDTH, &found) ? found.values[1] : 0;
    return true;
}

static bool append_glyph(const struct widening *w, guint glyph, GByteArray *out) {
    struct gaz_cff_bytes code = gaz_cff_object(w->cff, &w->glyphs, glyph);
    gint32 usual, nominal, width;
    gsize begin;
    bool has_width;
    guint dict = (guint)gaz_cff_number(w->cff, w->select_at + 1 + glyph, 1);
    if (!read_private(w, dict, &usual, &nominal) || !read_width(code, &begin, &has_width, &width))
        return false;
    gint32 operand = (has_width ? nominal + width : usual) + w->more - nominal;
    if (operand != (gint16)operand) return false;
    gaz_cff_append(out, GAZ_CFF_SHORT_INTEGER, 1);
    gaz_cff_append(out, (guint16)operand, 2);
    if (g_hash_table_contains(w->used, GUINT_TO_POINTER(glyph)))
        g_byte_array_append(out, code.data + begin, (guint)(code.size - begin));
    else
        gaz_cff_append(out, GAZ_CFF_ENDCHAR, 1);
    return true;
}

/* The INDEX of charstrings. */
static bool append_glyphs(const struct widening *w, GByteArray *out) {
    GByteArray *codes = g_byte_array_new();
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(guint));
    bool good = true;
    for (guint i = 0; i < w->glyphs.n && good; i++) {
        good = append_glyph(w, i, codes);
        g_array_append_val(ends, codes->len);
    }
    gaz_cff_append_index(out, codes, ends);
    g_byte_array_free(codes, TRUE);
    g_array_free(ends, TRUE);
    return good;
}

/* Adds to an offset that is written in five bytes at a place of what was written; what stands before the
 * charstrings is where it was. */
static bool shift(GByteArray *out, gsize at, gssize by) {
    if (at + 5 > out->len || out->data[at] != GAZ_CFF_LONG_INTEGER) return false;
    struct gaz_cff_bytes bytes = {out->data, out->len};
    gaz_cff_put(out->data + at + 1, (gsize)((gssize)gaz_cff_number(bytes, at + 1, 4) + by), 4);
    return true;
}

/* What stands behind the charstrings: the font DICTs, and what they lead to. */
static bool shift_all(const struct widening *w, GByteArray *out, gssize by) {
    struct gaz_cff_entry found;
    gsize top = (gsize)(w->top.data - w->cff.data);
    if (!gaz_cff_find(w->top, GAZ_CFF_FD_ARRAY, &found) || !shift(out, top + found.at, by)) return false;
    for (guint i = 0; i < w->dicts.n; i++) {
        struct gaz_cff_bytes dict = gaz_cff_object(w->cff, &w->dicts, i);
        gsize at = (gsize)((gssize)(dict.data - w->cff.data) + by);
        if (!gaz_cff_find(dict, GAZ_CFF_PRIVATE, &found) || !shift(out, at + found.at, by)) return false;
    }
    return true;
}

/* As cairo writes it: no subroutines, a byte a glyph that says which font DICT is its, charstrings before the
 * DICTs. */
static bool read_cff(struct widening *w) {
    struct gaz_cff_entry array, select, glyphs, other;
    struct gaz_cff_index strings, routines;
    gsize end;
    if (!gaz_cff_top(w->cff, &w->top, &end) || !gaz_cff_read_index(w->cff, end, &strings) ||
        !gaz_cff_read_index(w->cff, strings.end, &routines) || routines.n > 0)
        return false;
    if (!gaz_cff_find(w->top, GAZ_CFF_FD_ARRAY, &array) ||
        !gaz_cff_find(w->top, GAZ_CFF_FD_SELECT, &select) ||
        !gaz_cff_find(w->top, GAZ_CFF_CHARSTRINGS, &glyphs) ||
        gaz_cff_find(w->top, GAZ_CFF_FONT_MATRIX, &other))
        return false;
    w->glyphs_at = (gsize)glyphs.values[1];
    w->select_at = (gsize)select.values[1];
    return w->select_at < w->glyphs_at && gaz_cff_number(w->cff, w->select_at, 1) == 0 &&
           gaz_cff_read_index(w->cff, w->glyphs_at, &w->glyphs) && (gsize)array.values[1] >= w->glyphs.end &&
           gaz_cff_read_index(w->cff, (gsize)array.values[1], &w->dicts);
}

static GBytes *widen_cff(struct widening *w) {
    if (!read_cff(w)) return NULL;
    GByteArray *out = g_byte_array_sized_new((guint)w->cff.size);
    g_byte_array_append(out, w->cff.data, (guint)w->glyphs_at);
    bool good = append_glyphs(w, out);
    gssize by = (gssize)out->len - (gssize)w->glyphs.end;
    g_byte_array_append(out, w->cff.data + w->glyphs.end, (guint)(w->cff.size - w->glyphs.end));
    if (good && shift_all(w, out, by)) return g_byte_array_free_to_bytes(out);
    g_byte_array_free(out, TRUE);
    return NULL;
}

/* ---- TrueType */

struct table {
    gsize entry, at, size; /* in the directory; of the table */
};

enum { DIRECTORY = 12, ENTRY = 16 };

static bool find_table(struct gaz_cff_bytes file, const char *tag, struct table *table) {
    guint n = (guint)gaz_cff_number(file, 4, 2);
    for (guint i = 0; i < n; i++) {
        gsize at = DIRECTORY + (gsize)i * ENTRY;
        if (at + ENTRY > file.size || memcmp(file.data + at, tag, 4) != 0) continue;
        *table = (struct table){at, gaz_cff_number(file, at + 8, 4), gaz_cff_number(file, at + 12, 4)};
        return table->at <= file.size && table->size <= file.size - table->at;
    }
    return false;
}

/* The glyphs of the texts, as the program's own table of characters has them; where it has none (Type 0) a
 * code is one. NULL: one is not there. */
static GHashTable *find_glyphs(struct gaz_cff_bytes file, GHashTable *used) {
    struct table characters;
    if (!find_table(file, "cmap", &characters)) return g_hash_table_ref(used);
    FT_Library library;
    FT_Face face;
    if (FT_Init_FreeType(&library) != 0) return NULL;
    GHashTable *glyphs = g_hash_table_new(g_direct_hash, g_direct_equal);
    bool good = FT_New_Memory_Face(library, file.data, (FT_Long)file.size, 0, &face) == 0;
    GHashTableIter iter;
    gpointer code, text;
    g_hash_table_iter_init(&iter, used);
    while (good && g_hash_table_iter_next(&iter, &code, &text)) {
        guint glyph = FT_Get_Char_Index(face, g_utf8_get_char(text));
        good = glyph > 0;
        g_hash_table_add(glyphs, GUINT_TO_POINTER(glyph));
    }
    FT_Done_FreeType(library); /* and its faces */
    if (good) return glyphs;
    g_hash_table_destroy(glyphs);
    return NULL;
}

static void widen_table(guint8 *data, const struct table *metrics, guint n, gsize more) {
    struct gaz_cff_bytes bytes = {data, metrics->at + metrics->size};
    for (guint i = 0; i < n; i++) {
        gsize at = metrics->at + 4 * (gsize)i;
        gaz_cff_put(data + at, gaz_cff_number(bytes, at, 2) + more, 2);
    }
}

/* the table of glyphs, and where each begins */
struct outlines {
    struct table glyf, loca;
    guint width; /* of a place in loca, in bytes */
};

static gsize place_of(const guint8 *data, const struct outlines *o, guint glyph) {
    struct gaz_cff_bytes bytes = {data, o->loca.at + o->loca.size};
    return gaz_cff_number(bytes, o->loca.at + (gsize)glyph * o->width, o->width) * (o->width == 2 ? 2 : 1);
}

static void set_place(guint8 *data, const struct outlines *o, guint glyph, gsize place) {
    gaz_cff_put(data + o->loca.at + (gsize)glyph * o->width, o->width == 2 ? place / 2 : place, o->width);
}

static bool is_kept(guint glyph, GHashTable *kept) {
    return glyph == 0 || g_hash_table_contains(kept, GUINT_TO_POINTER(glyph));
}

/* Whether all places lie in the table, and none of the glyphs that are kept is made of others. */
static bool are_simple(const guint8 *data, const struct outlines *o, guint n, GHashTable *kept,
                       bool *is_sound) {
    struct gaz_cff_bytes bytes = {data, o->glyf.at + o->glyf.size};
    bool are = *is_sound = n > 0;
    for (guint i = 0; i + 1 < n && *is_sound; i++) {
        gsize begin = place_of(data, o, i), end = place_of(data, o, i + 1);
        *is_sound = begin <= end && end <= o->glyf.size;
        bool is_made = end > begin && (gint16)gaz_cff_number(bytes, o->glyf.at + begin, 2) < 0;
        are = are && !(is_kept(i, kept) && is_made);
    }
    return are && *is_sound;
}

/* The glyphs that are kept, moved together; all of them where one is made of others, which are not looked
 * for. False: the tables do not fit one another. */
static bool keep_glyphs(guint8 *data, struct outlines *o, GHashTable *kept) {
    guint n = (guint)(o->loca.size / o->width);
    bool is_sound;
    if (!are_simple(data, o, n, kept, &is_sound)) return is_sound;
    gsize to = 0, begin = place_of(data, o, 0);
    for (guint i = 0; i + 1 < n; i++) {
        gsize end = place_of(data, o, i + 1), size = is_kept(i, kept) ? end - begin : 0;
        if (begin > end || end > o->glyf.size) return false; /* tables that lie over one another */
        memmove(data + o->glyf.at + to, data + o->glyf.at + begin, size);
        set_place(data, o, i, to);
        to += size;
        begin = end;
    }
    set_place(data, o, n - 1, to);
    memset(data + o->glyf.at + to, 0, o->glyf.size - to);
    gaz_cff_put(data + o->glyf.entry + 12, to, 4);
    return true;
}

/* Of a stretch of the file, whose size is a multiple of four. */
static guint32 sum_of(struct gaz_cff_bytes file, gsize at, gsize size) {
    guint32 sum = 0;
    for (gsize i = 0; i < MIN(size, file.size); i += 4)
        sum += (guint32)gaz_cff_number(file, at + i, 4);
    return sum;
}

/* Those of the tables, and of the file in head. */
static void set_sums(guint8 *data, gsize size, const struct table *head) {
    struct gaz_cff_bytes file = {data, size};
    guint n = (guint)gaz_cff_number(file, 4, 2);
    gaz_cff_put(data + head->at + 8, 0, 4);
    for (gsize entry = DIRECTORY; entry < DIRECTORY + (gsize)n * ENTRY && entry + ENTRY <= size;
         entry += ENTRY) {
        gsize at = gaz_cff_number(file, entry + 8, 4), length = gaz_cff_number(file, entry + 12, 4);
        gaz_cff_put(data + entry + 4, sum_of(file, at, length), 4);
    }
    gaz_cff_put(data + head->at + 8, 0xB1B0AFBAu - sum_of(file, 0, size), 4);
}

/* the tables that matter */
struct tables {
    struct table head, hhea, hmtx;
    struct outlines outlines;
    guint em, n_metrics;
};

static bool find_tables(struct gaz_cff_bytes file, struct tables *t) {
    if (!find_table(file, "head", &t->head) || !find_table(file, "hhea", &t->hhea) ||
        !find_table(file, "hmtx", &t->hmtx) || !find_table(file, "glyf", &t->outlines.glyf) ||
        !find_table(file, "loca", &t->outlines.loca) || t->head.size < 54 || t->hhea.size < 36)
        return false;
    t->em = (guint)gaz_cff_number(file, t->head.at + 18, 2);
    t->n_metrics = (guint)gaz_cff_number(file, t->hhea.at + 34, 2);
    t->outlines.width = gaz_cff_number(file, t->head.at + 50, 2) ? 4 : 2;
    return (gsize)t->n_metrics * 4 <= t->hmtx.size;
}

static GBytes *widen_truetype(const struct widening *w) {
    struct gaz_cff_bytes from = w->cff;
    struct tables t;
    GHashTable *kept = find_tables(from, &t) ? find_glyphs(from, w->used) : NULL;
    if (!kept) return NULL;
    gsize padded = (from.size + 3) / 4 * 4, more = t.em * (gsize)w->more / 1000; /* cairo takes off, too */
    guint8 *data = g_malloc0(padded);
    memcpy(data, from.data, from.size);
    bool good = keep_glyphs(data, &t.outlines, kept);
    g_hash_table_unref(kept);
    if (!good) {
        g_free(data);
        return NULL;
    }
    widen_table(data, &t.hmtx, t.n_metrics, more);
    gaz_cff_put(data + t.hhea.at + 10, gaz_cff_number(from, t.hhea.at + 10, 2) + more, 2); /* the widest */
    set_sums(data, padded, &t.head);
    return g_bytes_new_take(data, padded);
}

GBytes *gaz_font_program_widen(GBytes *program, int more, GHashTable *used) {
    gsize size;
    const guint8 *data = g_bytes_get_data(program, &size);
    struct widening w = {.cff = {data, size}, .more = more, .used = used};
    bool is_cff = size > 4 && data[0] == 1; /* the other begins 00 01 */
    return is_cff ? widen_cff(&w) : widen_truetype(&w);
}
