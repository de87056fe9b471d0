/* cff.c: see cff.h. */
#include "fonts/cff.h"

gsize gaz_cff_number(struct gaz_cff_bytes bytes, gsize at, guint size) {
    gsize value = 0;
    if (size > 4 || at > bytes.size || bytes.size - at < size) return 0;
    for (guint i = 0; i < size; i++)
        value = value << 8 | bytes.data[at + i];
    return value;
}

gsize gaz_cff_offset(const struct gaz_cff_index *index, guint i) {
    return index->base + gaz_cff_number(index->offsets, (gsize)i * index->offset_size, index->offset_size);
}

bool gaz_cff_read_index(struct gaz_cff_bytes cff, gsize at, struct gaz_cff_index *index) {
    *index = (struct gaz_cff_index){.n = (guint)gaz_cff_number(cff, at, 2), .end = at + 2};
    if (index->n == 0) return at + 2 <= cff.size;
    index->offset_size = (guint)gaz_cff_number(cff, at + 2, 1);
    gsize length = ((gsize)index->n + 1) * index->offset_size;
    if (index->offset_size < 1 || index->offset_size > 4 || at + 3 + length > cff.size) return false;
    index->offsets = (struct gaz_cff_bytes){cff.data + at + 3, length};
    index->base = at + 3 + length - 1;
    index->end = gaz_cff_offset(index, index->n);
    return index->end <= cff.size;
}

struct gaz_cff_bytes gaz_cff_object(struct gaz_cff_bytes cff, const struct gaz_cff_index *index, guint i) {
    gsize begin = i < index->n ? gaz_cff_offset(index, i) : 0;
    gsize end = i < index->n ? gaz_cff_offset(index, i + 1) : 0;
    if (begin > end || end > cff.size) return (struct gaz_cff_bytes){cff.data, 0};
    return (struct gaz_cff_bytes){cff.data + begin, end - begin};
}

/* ---- DICT */

/* Behind the operand or operator that begins at i. */
static gsize behind(struct gaz_cff_bytes dict, gsize i) {
    guint8 b = dict.data[i];
    if (b == GAZ_CFF_SHORT_INTEGER) return i + 3;
    if (b == GAZ_CFF_LONG_INTEGER) return i + 5;
    if (b == 12 || (b >= 247 && b <= 254)) return i + 2;
    if (b != 30) return i + 1;
    do /* a real number: nibbles up to 0xF */
        i++;
    while (i < dict.size && dict.data[i] >> 4 != 0xF && (dict.data[i] & 0xF) != 0xF);
    return i + 1;
}

gint32 gaz_cff_dict_operand(struct gaz_cff_bytes dict, gsize *at) {
    gsize i = *at;
    guint8 b = dict.data[i];
    *at = behind(dict, i);
    if (b == GAZ_CFF_LONG_INTEGER) return (gint32)gaz_cff_number(dict, i + 1, 4);
    return b == GAZ_CFF_SHORT_INTEGER || (b >= 32 && b <= 254) ? gaz_cff_operand(dict, i) : 0;
}

bool gaz_cff_next(struct gaz_cff_bytes dict, gsize *at, struct gaz_cff_entry *entry) {
    *entry = (struct gaz_cff_entry){.begin = *at};
    while (*at < dict.size && dict.data[*at] > 21) {
        entry->at = *at;
        entry->values[0] = entry->values[1];
        entry->values[1] = gaz_cff_dict_operand(dict, at);
    }
    if (*at >= dict.size) return false;
    entry->end_of_args = *at;
    entry->op = dict.data[*at];
    if (entry->op == GAZ_CFF_ESCAPE) entry->op = GAZ_CFF_ESCAPED | (guint)gaz_cff_number(dict, *at + 1, 1);
    *at = behind(dict, *at);
    return *at <= dict.size;
}

bool gaz_cff_find(struct gaz_cff_bytes dict, guint op, struct gaz_cff_entry *entry) {
    gsize at = 0;
    while (gaz_cff_next(dict, &at, entry))
        if (entry->op == op) return true;
    return false;
}

/* ---- the file */

bool gaz_cff_top(struct gaz_cff_bytes cff, struct gaz_cff_bytes *top, gsize *end) {
    struct gaz_cff_index names, dicts;
    if (cff.size < 4 || cff.data[0] != 1) return false;
    if (!gaz_cff_read_index(cff, cff.data[2], &names) || !gaz_cff_read_index(cff, names.end, &dicts))
        return false;
    *top = gaz_cff_object(cff, &dicts, 0);
    *end = dicts.end;
    return top->size > 0;
}

bool gaz_cff_private(struct gaz_cff_bytes cff, struct gaz_cff_bytes dict, struct gaz_cff_bytes *private) {
    struct gaz_cff_entry found;
    if (!gaz_cff_find(dict, GAZ_CFF_PRIVATE, &found) || found.values[0] < 0 || found.values[1] < 0)
        return false;
    gsize size = (gsize)found.values[0], at = (gsize)found.values[1];
    if (at > cff.size || size > cff.size - at) return false;
    *private = (struct gaz_cff_bytes){cff.data + at, size};
    return true;
}

bool gaz_cff_charstrings(struct gaz_cff_bytes cff, struct gaz_cff_index *charstrings) {
    struct gaz_cff_bytes top;
    struct gaz_cff_entry entry;
    gsize end;
    if (!gaz_cff_top(cff, &top, &end) || !gaz_cff_find(top, GAZ_CFF_CHARSTRINGS, &entry)) return false;
    return entry.values[1] > 0 && gaz_cff_read_index(cff, (gsize)entry.values[1], charstrings);
}

/* ---- charstrings */

gsize gaz_cff_operand_size(guint8 first) {
    if (first == GAZ_CFF_SHORT_INTEGER) return 3;
    if (first < 32) return 0;
    return first <= 246 ? 1 : first <= 254 ? 2 : 5;
}

gint32 gaz_cff_operand(struct gaz_cff_bytes code, gsize at) {
    guint8 b = at < code.size ? code.data[at] : 0;
    gint32 next = (gint32)gaz_cff_number(code, at + 1, 1);
    if (b >= 32 && b <= 246) return b - 139;
    if (b >= 247 && b <= 250) return (b - 247) * 256 + next + 108;
    if (b >= 251 && b <= 254) return -(b - 251) * 256 - next - 108;
    return (gint16)gaz_cff_number(code, at + 1, 2);
}

bool gaz_cff_draws(struct gaz_cff_bytes code) {
    for (gsize i = 0; i < code.size;) {
        gsize size = gaz_cff_operand_size(code.data[i]);
        bool is_stem = code.data[i] == GAZ_CFF_HSTEM || code.data[i] == GAZ_CFF_VSTEM ||
                       code.data[i] == GAZ_CFF_HSTEMHM || code.data[i] == GAZ_CFF_VSTEMHM;
        if (code.data[i] == GAZ_CFF_ENDCHAR) return false;
        if (size == 0 && !is_stem) return true; /* a mask of hints stands before what is drawn */
        i += MAX(size, 1);
    }
    return false;
}

/* ---- written */

void gaz_cff_put(guint8 *at, gsize value, guint size) {
    for (guint i = 0; i < size; i++)
        at[i] = (guint8)(value >> 8 * (size - 1 - i));
}

void gaz_cff_append(GByteArray *out, gsize value, guint size) {
    guint8 bytes[sizeof value];
    gaz_cff_put(bytes, value, size);
    g_byte_array_append(out, bytes, size);
}

void gaz_cff_append_index(GByteArray *out, const GByteArray *objects, const GArray *ends) {
    guint size = objects->len < 0xFF ? 1 : objects->len < 0xFFFF ? 2 : objects->len < 0xFFFFFF ? 3 : 4;
    gaz_cff_append(out, ends->len, 2);
    if (ends->len == 0) return;
    gaz_cff_append(out, size, 1);
    gaz_cff_append(out, 1, size);
    for (guint i = 0; i < ends->len; i++)
        gaz_cff_append(out, g_array_index(ends, guint, i) + 1, size);
    g_byte_array_append(out, objects->data, objects->len);
}
