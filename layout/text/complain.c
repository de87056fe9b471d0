/* complain.c: see complain.h. */
#include "layout/text/complain.h"

#include "base/diag/diag.h"

#include <string.h>

/* A generated character has no place: the text around it has. */
static struct gaz_span span_of(struct gaz_text text, uint32_t i) {
    uint32_t offset = text.chars[i].offset;
    return offset == GAZ_NOWHERE ? gaz_text_span(text) : gaz_span_at(text.source, offset);
}

/* ---- what Word keeps for its symbol faces: U+F000 and the place in the face */

static bool is_word_symbol(uint32_t ch) {
    return ch >= 0xF020 && ch <= 0xF0FF;
}

/* What it most likely shows, by the faces that bullets and ticks of documents come from. */
static const char *word_symbol(uint32_t ch) {
    static const struct {
        uint32_t ch;
        const char *shown;
    } symbols[] = {
        {0xF0B7, "“●”或“·”"}, {0xF06C, "“●”"},      {0xF09F, "“·”"}, {0xF0A7, "“■”"}, {0xF06E, "“■”"},
        {0xF0A8, "“□”"},      {0xF06F, "“□”"},      {0xF0A3, "“□”"}, {0xF052, "“☑”"}, {0xF0FE, "“☑”"},
        {0xF0FD, "“☒”"},      {0xF0FC, "“√”"},      {0xF050, "“√”"}, {0xF0FB, "“×”"}, {0xF04F, "“×”"},
        {0xF075, "“◆”"},      {0xF0D8, "“→”或“●”"}, {0xF0E0, "“→”"}, {0xF0DF, "“←”"}, {0xF076, "“◆”"},
        {0xF0B0, "“°”"},      {0xF0B1, "“±”"},      {0xF0B4, "“×”"}, {0xF0B3, "“≥”"}, {0xF06D, "“μ”"}};
    for (size_t i = 0; i < G_N_ELEMENTS(symbols); i++)
        if (symbols[i].ch == ch) return symbols[i].shown;
    return "“●”“□”“√”等";
}

void gaz_complain_missing(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                          const char *family) {
    char code[16];
    g_snprintf(code, sizeof code, "U+%04X", (unsigned)text.chars[i].ch);
    if (is_word_symbol(text.chars[i].ch)) {
        gaz_report(typesetter->diags, GAZ_D_WORD_SYMBOL, span_of(text, i), code,
                   word_symbol(text.chars[i].ch));
        return;
    }
    gaz_report(typesetter->diags, GAZ_D_MISSING_GLYPH, span_of(text, i), gaz_utf8_of(text.chars[i].ch).bytes,
               code, family);
}

/* ---- lent characters */

enum { MOST_SHOWN = 40 }; /* characters in a message */

struct loan {
    const char *family;
    const struct gaz_face *lender;
    struct gaz_span span; /* of the first */
    GArray *chars;        /* uint32_t, each once */
    GHashTable *known;    /* the same as a set */
};

struct gaz_lent {
    GArray *loans;
};

static void clear_loan(gpointer data) {
    struct loan *loan = data;
    g_array_free(loan->chars, TRUE);
    g_hash_table_destroy(loan->known);
}

struct gaz_lent *gaz_lent_new(void) {
    struct gaz_lent *lent = g_new(struct gaz_lent, 1);
    lent->loans = g_array_new(FALSE, FALSE, sizeof(struct loan));
    g_array_set_clear_func(lent->loans, clear_loan);
    return lent;
}

static struct loan *find_loan(struct gaz_lent *lent, const char *family, const struct gaz_face *lender,
                              struct gaz_span span) {
    for (guint i = 0; i < lent->loans->len; i++) {
        struct loan *loan = &g_array_index(lent->loans, struct loan, i);
        if (loan->lender == lender && strcmp(loan->family, family) == 0) return loan;
    }
    struct loan one = {family, lender, span, g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                       g_hash_table_new(g_direct_hash, g_direct_equal)};
    g_array_append_val(lent->loans, one);
    return &g_array_index(lent->loans, struct loan, lent->loans->len - 1);
}

void gaz_complain_lent(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i,
                       const char *family, const struct gaz_face *face) {
    if (!typesetter->lent) return;
    struct loan *loan = find_loan(typesetter->lent, family, face, span_of(text, i));
    uint32_t ch = text.chars[i].ch;
    if (g_hash_table_add(loan->known, GUINT_TO_POINTER(ch))) g_array_append_val(loan->chars, ch);
}

static void report_loan(const struct loan *loan, struct gaz_diags *diags) {
    g_autoptr(GString) shown = g_string_new(NULL);
    for (guint k = 0; k < MIN(loan->chars->len, MOST_SHOWN); k++)
        g_string_append(shown, gaz_utf8_of(g_array_index(loan->chars, uint32_t, k)).bytes);
    if (loan->chars->len > MOST_SHOWN) g_string_append_printf(shown, "……（%u）", loan->chars->len);
    g_autofree char *lender = g_strdup_printf("%s %s", loan->lender->family, loan->lender->style);
    gaz_report(diags, GAZ_D_LENT_GLYPH, loan->span, shown->str, loan->family, g_strchomp(lender));
}

void gaz_lent_end(struct gaz_lent *lent, struct gaz_diags *diags) {
    for (guint i = 0; i < lent->loans->len; i++)
        report_loan(&g_array_index(lent->loans, struct loan, i), diags);
    g_array_free(lent->loans, TRUE);
    g_free(lent);
}

/* ---- lines */

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
                        struct gaz_looseness looseness) {
    char all[32], each[32];
    write_cells(all, sizeof all, typesetter, looseness.loose);
    write_cells(each, sizeof each, typesetter, looseness.loose / (gaz_len)MAX(looseness.gaps, 1));
    gaz_report(typesetter->diags, looseness.ragged ? GAZ_D_RAGGED : GAZ_D_LOOSE, span_of(text, i), all, each);
}

void gaz_complain_set(const struct gaz_typesetter *typesetter, struct gaz_text text, uint32_t i, gaz_len over,
                      bool good) {
    const struct gaz_style *style = typesetter->style;
    char by[32], most[32];
    if (good && ABS(over) < style->cell / 4) return;
    write_cells(by, sizeof by, typesetter, ABS(over));
    write_cells(most, sizeof most, typesetter, over > 0 ? style->set_squeeze : style->set_open);
    struct gaz_span before = gaz_text_span(gaz_text_slice(text, i - 1, 1));
    struct gaz_span span = {before.source, before.end, before.end};
    enum gaz_code code =
        over > 0 ? (good ? GAZ_D_SET_SQUEEZED : GAZ_D_SET_LONG) : (good ? GAZ_D_SET_OPENED : GAZ_D_SET_SHORT);
    gaz_report(typesetter->diags, code, span, by, most);
}
