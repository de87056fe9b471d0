/* cff_cut.c: see cff_cut.h.
 *
 * HarfBuzz interprets each charstring three times to cut a face (for accents that are made of two glyphs, to
 * write out subroutines, for boxes), number by number, which was a sixth of a build. What is wanted is in the
 * bytes: charstrings are taken as they stand, with the bytes of a subroutine where it is called. For that it
 * is enough to see where operands begin and how many there are (Adobe Technical Note 5177): a mask of hints
 * is as long as stems were declared. Han faces call with a number that stands before the operator; where one
 * is computed the cut is refused, and HarfBuzz does it.
 */
#include "fonts/cff_cut.h"

enum { MAX_DEPTH = 10, MAX_CHARSTRING = 1 << 20 };

struct font_dict {
    struct gaz_cff_bytes dict, private;
    struct gaz_cff_index routines;
};

struct cut {
    struct gaz_cff_bytes cff, names, top; /* names: the INDEX of them, as it stands */
    struct gaz_cff_index strings, routines, glyphs, dicts;
    struct font_dict *fonts; /* one a font DICT */
    gsize select_at;         /* FDSelect */
    const guint32 *wanted;
    guint n;
    guint8 *select; /* of each glyph wanted, its font DICT */
    GByteArray *own_strings;
    GArray *own_string_ends;
};

/* ---- charstrings */

struct flattening {
    const struct cut *cut;
    const struct gaz_cff_index *routines; /* of the glyph's font DICT */
    GByteArray *out;
    guint begin; /* of the glyph, in it */
    guint n_operands, n_stems;
    bool has_ended;
};

static bool flatten(struct flattening *f, struct gaz_cff_bytes code, guint depth);

static void take(struct flattening *f, struct gaz_cff_bytes code, gsize begin, gsize end) {
    g_byte_array_append(f->out, code.data + begin, (guint)(end - begin));
}

/* The bytes of the subroutine whose number stands at a place of the code. */
static bool call(struct flattening *f, struct gaz_cff_bytes code, gsize number_at, guint depth) {
    bool is_global = code.data[number_at + gaz_cff_operand_size(code.data[number_at])] == GAZ_CFF_CALLGSUBR;
    const struct gaz_cff_index *routines = is_global ? &f->cut->routines : f->routines;
    gint32 bias = routines->n < 1240 ? 107 : routines->n < 33900 ? 1131 : 32768;
    gint32 which = gaz_cff_operand(code, number_at) + bias;
    if (which < 0 || (guint)which >= routines->n || depth == MAX_DEPTH) return false;
    f->n_operands--;
    return flatten(f, gaz_cff_object(f->cut->cff, routines, (guint)which), depth + 1);
}

/* What an operator other than a call does to the operands; the bytes it takes, 0: it is not understood. */
static gsize step(struct flattening *f, struct gaz_cff_bytes code, gsize at) {
    guint8 op = code.data[at];
    guint n = f->n_operands;
    f->n_operands = 0;
    switch (op) {
    case GAZ_CFF_HSTEM:
    case GAZ_CFF_VSTEM:
    case GAZ_CFF_HSTEMHM:
    case GAZ_CFF_VSTEMHM:
        f->n_stems += n / 2;
        return 1;
    case GAZ_CFF_HINTMASK:
    case GAZ_CFF_CNTRMASK:
        f->n_stems += n / 2; /* of vertical stems, when they are the last declared */
        return 1 + ((gsize)f->n_stems + 7) / 8;
    case GAZ_CFF_ENDCHAR: /* four operands: an accented letter made of two glyphs */
        f->has_ended = true;
        return n < 4 ? 1 : 0;
    case GAZ_CFF_ESCAPE: { /* of these only curves: hflex to flex1 */
        gsize second = gaz_cff_number(code, at + 1, 1);
        return second >= 34 && second <= 37 ? 2 : 0;
    }
    case GAZ_CFF_VMOVETO:
    case GAZ_CFF_RMOVETO:
    case GAZ_CFF_HMOVETO:
        return 1;
    }
    return (op >= 5 && op <= 8) || (op >= 24 && op <= 27) || op == 30 || op == 31 ? 1 : 0; /* lines, curves */
}

static bool flatten(struct flattening *f, struct gaz_cff_bytes code, guint depth) {
    enum { NOWHERE = -1 };
    gssize number_at = NOWHERE; /* of the operand that was read last, where no operator came since */
    gsize from = 0, i = 0;      /* code before `from` is taken */
    while (i < code.size && !f->has_ended && code.data[i] != GAZ_CFF_RETURN) {
        guint8 op = code.data[i];
        gsize size = gaz_cff_operand_size(op);
        if (size > 0) {
            f->n_operands++;
            number_at = (gssize)i;
        } else if (op == GAZ_CFF_CALLSUBR || op == GAZ_CFF_CALLGSUBR) {
            if (number_at == NOWHERE) return false;
            take(f, code, from, (gsize)number_at);
            if (f->out->len - f->begin > MAX_CHARSTRING || !call(f, code, (gsize)number_at, depth))
                return false;
            size = 1;
            from = i + 1;
            number_at = NOWHERE;
        } else {
            size = step(f, code, i);
            if (size == 0) return false;
            number_at = NOWHERE;
        }
        i += size;
        if (i > code.size) return false;
    }
    take(f, code, from, i);
    return true;
}

static bool append_glyphs(const struct cut *cut, GByteArray *out) {
    GByteArray *codes = g_byte_array_new();
    GArray *ends = g_array_sized_new(FALSE, FALSE, sizeof(guint), cut->n);
    bool good = true;
    for (guint i = 0; i < cut->n && good; i++) {
        struct flattening f = {
            .cut = cut, .routines = &cut->fonts[cut->select[i]].routines, .out = codes, .begin = codes->len};
        good = cut->wanted[i] < cut->glyphs.n &&
               flatten(&f, gaz_cff_object(cut->cff, &cut->glyphs, cut->wanted[i]), 0) && f.has_ended;
        g_array_append_val(ends, codes->len);
    }
    gaz_cff_append_index(out, codes, ends);
    g_byte_array_free(codes, TRUE);
    g_array_free(ends, TRUE);
    return good;
}

/* ---- which font DICT is a glyph's */

enum { BY_GLYPH = 0, BY_RANGE = 3 };

static bool select_by_glyph(struct cut *cut) {
    for (guint i = 0; i < cut->n; i++) {
        gsize at = cut->select_at + 1 + cut->wanted[i];
        if (at >= cut->cff.size) return false;
        cut->select[i] = cut->cff.data[at];
    }
    return true;
}

/* Ranges: the first glyph (2), the DICT (1); behind the last the number of glyphs. */
static bool select_by_range(struct cut *cut) {
    guint n = (guint)gaz_cff_number(cut->cff, cut->select_at + 1, 2), range = 0;
    gsize at = cut->select_at + 3;
    if (n == 0 || at + 3 * (gsize)n + 2 > cut->cff.size) return false;
    for (guint i = 0; i < cut->n; i++) {
        while (range < n && gaz_cff_number(cut->cff, at + 3 * ((gsize)range + 1), 2) <= cut->wanted[i])
            range++;
        if (range == n) return false;
        cut->select[i] = cut->cff.data[at + 3 * (gsize)range + 2];
    }
    return true;
}

static bool read_select(struct cut *cut) {
    gsize format = gaz_cff_number(cut->cff, cut->select_at, 1);
    bool good = format == BY_GLYPH ? select_by_glyph(cut) : format == BY_RANGE && select_by_range(cut);
    for (guint i = 0; i < cut->n && good; i++)
        good = cut->select[i] < cut->dicts.n;
    return good;
}

/* ---- the face */

static bool read_font(const struct cut *cut, guint i) {
    struct font_dict *font = &cut->fonts[i];
    struct gaz_cff_entry found;
    font->dict = gaz_cff_object(cut->cff, &cut->dicts, i);
    if (!gaz_cff_private(cut->cff, font->dict, &font->private)) return false;
    if (!gaz_cff_find(font->private, GAZ_CFF_SUBRS, &found)) return true;
    gsize at = (gsize)(font->private.data - cut->cff.data);
    return found.values[1] > 0 && gaz_cff_read_index(cut->cff, at + (gsize)found.values[1], &font->routines);
}

static bool read_face(struct cut *cut) {
    struct gaz_cff_entry ros, array, select;
    struct gaz_cff_index names;
    gsize end;
    if (!gaz_cff_top(cut->cff, &cut->top, &end) || !gaz_cff_read_index(cut->cff, end, &cut->strings) ||
        !gaz_cff_read_index(cut->cff, cut->strings.end, &cut->routines) ||
        !gaz_cff_charstrings(cut->cff, &cut->glyphs) || !gaz_cff_find(cut->top, GAZ_CFF_ROS, &ros) ||
        !gaz_cff_find(cut->top, GAZ_CFF_FD_ARRAY, &array) ||
        !gaz_cff_find(cut->top, GAZ_CFF_FD_SELECT, &select) || array.values[1] <= 0 || select.values[1] <= 0)
        return false;
    gsize names_at = cut->cff.data[2];
    if (!gaz_cff_read_index(cut->cff, names_at, &names)) return false;
    cut->names = (struct gaz_cff_bytes){cut->cff.data + names_at, names.end - names_at};
    cut->select_at = (gsize)select.values[1];
    if (!gaz_cff_read_index(cut->cff, (gsize)array.values[1], &cut->dicts)) return false;
    cut->fonts = g_new0(struct font_dict, cut->dicts.n);
    for (guint i = 0; i < cut->dicts.n; i++)
        if (!read_font(cut, i)) return false;
    return read_select(cut);
}

/* ---- DICTs */

enum { N_STANDARD_STRINGS = 391 };

/* How many operands of an operator, from its first, are numbers of strings. */
static guint count_strings(guint op) {
    switch (op) {
    case 0: /* version, Notice, FullName, FamilyName, Weight */
    case 1:
    case 2:
    case 3:
    case 4:
    case GAZ_CFF_ESCAPED | 0:  /* Copyright */
    case GAZ_CFF_ESCAPED | 21: /* PostScript */
    case GAZ_CFF_ESCAPED | 22: /* BaseFontName */
    case GAZ_CFF_ESCAPED | 38: /* FontName */
        return 1;
    case GAZ_CFF_ROS:
        return 2;
    }
    return 0;
}

/* What says where something stands, and how numbers go, is written anew. */
static bool is_anew(guint op) {
    return op == GAZ_CFF_CHARSET || op == GAZ_CFF_ENCODING || op == GAZ_CFF_CHARSTRINGS ||
           op == GAZ_CFF_PRIVATE || op == GAZ_CFF_SUBRS || op == GAZ_CFF_FD_ARRAY ||
           op == GAZ_CFF_FD_SELECT || op == GAZ_CFF_CID_COUNT;
}

static void append_operand(GByteArray *out, guint number) {
    gaz_cff_append(out, GAZ_CFF_LONG_INTEGER, 1);
    gaz_cff_append(out, number, 4);
}

static void append_operator(GByteArray *out, guint op) {
    gaz_cff_append(out, op, op >= GAZ_CFF_ESCAPED ? 2 : 1);
}

/* The string taken along, under its new number. */
static void append_string(struct cut *cut, GByteArray *out, guint number) {
    if (number >= N_STANDARD_STRINGS) {
        struct gaz_cff_bytes string = gaz_cff_object(cut->cff, &cut->strings, number - N_STANDARD_STRINGS);
        g_byte_array_append(cut->own_strings, string.data, (guint)string.size);
        g_array_append_val(cut->own_string_ends, cut->own_strings->len);
        number = N_STANDARD_STRINGS + cut->own_string_ends->len - 1;
    }
    append_operand(out, number);
}

/* The entries of a DICT but those that are written anew. */
static void append_dict(struct cut *cut, GByteArray *out, struct gaz_cff_bytes dict) {
    struct gaz_cff_entry entry;
    gsize at = 0;
    while (gaz_cff_next(dict, &at, &entry)) {
        if (is_anew(entry.op)) continue;
        gsize begin = entry.begin;
        for (guint i = count_strings(entry.op); i > 0 && begin < entry.end_of_args; i--)
            append_string(cut, out, (guint)gaz_cff_dict_operand(dict, &begin));
        g_byte_array_append(out, dict.data + begin, (guint)(at - begin));
    }
}

/* An operator with a place that is not known yet: what is written there is 0. Gives where. */
static guint append_place(GByteArray *out, guint op) {
    append_operand(out, 0);
    guint behind = out->len;
    append_operator(out, op);
    return behind - 4;
}

/* ---- the file */

static void put_place(GByteArray *out, guint at, guint place) {
    gaz_cff_put(out->data + at, place, 4);
}

static void append_one(GByteArray *out, const GByteArray *object) {
    GArray *end = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(end, object->len);
    gaz_cff_append_index(out, object, end);
    g_array_free(end, TRUE);
}

/* The font DICTs, and behind them what is private to each. */
static void append_fonts(GByteArray *out, const GByteArray *dicts, const GArray *ends, struct cut *cut) {
    gaz_cff_append_index(out, dicts, ends);
    guint begin = out->len - dicts->len;
    for (guint i = 0; i < ends->len; i++) {
        /* a DICT ends with the place of its private one and one byte of an operator */
        put_place(out, begin + g_array_index(ends, guint, i) - 5, out->len);
        append_dict(cut, out, cut->fonts[i].private);
    }
}

/* The font DICTs; the size of what is private to each is known when it was written once. */
static void make_dicts(struct cut *cut, GByteArray *dicts, GArray *ends) {
    for (guint i = 0; i < cut->dicts.n; i++) {
        GByteArray *private = g_byte_array_new();
        append_dict(cut, private, cut->fonts[i].private);
        append_dict(cut, dicts, cut->fonts[i].dict);
        append_operand(dicts, private->len);
        append_place(dicts, GAZ_CFF_PRIVATE);
        g_array_append_val(ends, dicts->len);
        g_byte_array_free(private, TRUE);
    }
}

enum { N_NUMBERS = 65536 };

/* The highest numbers (CIDs) there are: FreeType takes a number for that of a name (SID), and makes a table
 * of characters of the names, which cairo would go through for each glyph and believe. */
static void append_charset(GByteArray *out, guint n) {
    enum { NUMBERS = 0, RANGES = 2 };
    gaz_cff_append(out, n > 1 ? RANGES : NUMBERS, 1);
    if (n < 2) return;
    gaz_cff_append(out, N_NUMBERS - (n - 1), 2);
    gaz_cff_append(out, n - 2, 2);
}

static bool write_face(struct cut *cut, GByteArray *out) {
    static const guint8 head[] = {1, 0, 4, 4};
    g_autoptr(GByteArray) top = g_byte_array_new();
    g_autoptr(GByteArray) dicts = g_byte_array_new();
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
    append_dict(cut, top, cut->top);
    append_operand(top, N_NUMBERS);
    append_operator(top, GAZ_CFF_CID_COUNT);
    guint charset = append_place(top, GAZ_CFF_CHARSET), select = append_place(top, GAZ_CFF_FD_SELECT),
          glyphs = append_place(top, GAZ_CFF_CHARSTRINGS), array = append_place(top, GAZ_CFF_FD_ARRAY);
    make_dicts(cut, dicts, ends);
    g_byte_array_append(out, head, sizeof head);
    g_byte_array_append(out, cut->names.data, (guint)cut->names.size);
    append_one(out, top);
    guint begin = out->len - top->len;
    gaz_cff_append_index(out, cut->own_strings, cut->own_string_ends);
    gaz_cff_append(out, 0, 2); /* no subroutines */
    put_place(out, begin + charset, out->len);
    append_charset(out, cut->n);
    put_place(out, begin + select, out->len);
    gaz_cff_append(out, BY_GLYPH, 1);
    g_byte_array_append(out, cut->select, cut->n);
    put_place(out, begin + glyphs, out->len);
    bool good = append_glyphs(cut, out);
    put_place(out, begin + array, out->len);
    append_fonts(out, dicts, ends, cut);
    return good;
}

GByteArray *gaz_cff_cut(struct gaz_cff_bytes cff, const guint32 *glyphs, guint n) {
    struct cut cut = {.cff = cff, .wanted = glyphs, .n = n};
    GByteArray *out = g_byte_array_new();
    cut.select = g_malloc(n);
    cut.own_strings = g_byte_array_new();
    cut.own_string_ends = g_array_new(FALSE, FALSE, sizeof(guint));
    bool good = read_face(&cut) && write_face(&cut, out);
    g_free(cut.select);
    g_free(cut.fonts);
    g_byte_array_free(cut.own_strings, TRUE);
    g_array_free(cut.own_string_ends, TRUE);
    if (good) return out;
    g_byte_array_free(out, TRUE);
    return NULL;
}
