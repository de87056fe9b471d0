/* charclass.c: the table of classes. */
#include "layout/text/charclass.h"

#include "base/process/sorted.h"
#include "base/text/text.h"

#include <glib.h>

struct class_row {
    uint32_t first, last;
    enum gaz_class class;
};

/* By code point, ascending: found by bisection. What is in no row is Han, Latin or complex by its script. */
static const struct class_row rows[] = {
    {0x000A, 0x000A, GAZ_CLASS_BREAK},
    {0x0020, 0x0020, GAZ_CLASS_SPACE},
    {0x0021, 0x0024, GAZ_CLASS_LATIN},
    {0x0025, 0x0025, GAZ_CLASS_PERCENT},
    {0x0026, 0x007E, GAZ_CLASS_LATIN},
    {0x00A0, 0x00A0, GAZ_CLASS_SPACE}, /* no-break space: context.c ties it */
    {0x00A2, 0x00A5, GAZ_CLASS_LATIN}, /* ¥ and its kin stay with their number (C-34) */
    {0x00A7, 0x00A7, GAZ_CLASS_LATIN}, /* §5 */
    {0x00A9, 0x00A9, GAZ_CLASS_LATIN},
    {0x00AB, 0x00AB, GAZ_CLASS_LATIN}, /* « of a Latin text */
    {0x00AE, 0x00AE, GAZ_CLASS_LATIN},
    {0x00B0, 0x00B3, GAZ_CLASS_LATIN}, /* 5°C ±5 m² are words (C-34, C-35) */
    {0x00B5, 0x00B5, GAZ_CLASS_LATIN}, /* µ, which is of no script: 35µg (C-34) */
    {0x00B7, 0x00B7, GAZ_CLASS_DOT},
    {0x00B9, 0x00B9, GAZ_CLASS_LATIN},
    {0x00BB, 0x00BE, GAZ_CLASS_LATIN},   /* », and ¼ ½ ¾: 3½ is one figure (C-34) */
    {0x00D7, 0x00D7, GAZ_CLASS_HAN},     /* ×: a placeholder of a cell in 〔20××〕 */
    {0x02B0, 0x02FF, GAZ_CLASS_LATIN},   /* ʼ and the marks of sound: letters of their word */
    {0x0590, 0x08FF, GAZ_CLASS_COMPLEX}, /* what is written from right to left, with its marks and digits */
    {0x2000, 0x200A, GAZ_CLASS_SPACE},
    {0x2010, 0x2011, GAZ_CLASS_HYPHEN}, /* the second is not to be broken at: context.c */
    {0x2013, 0x2013, GAZ_CLASS_HYPHEN}, /* C-19: half a cell */
    {0x2014, 0x2015, GAZ_CLASS_DASH},   /* ―― is typed for —— (C-17) */
    {0x2018, 0x2018, GAZ_CLASS_OPEN},
    {0x2019, 0x2019, GAZ_CLASS_CLOSE},
    {0x201A, 0x201A, GAZ_CLASS_LATIN}, /* ‚ „ of a Latin text */
    {0x201C, 0x201C, GAZ_CLASS_OPEN},
    {0x201D, 0x201D, GAZ_CLASS_CLOSE},
    {0x201E, 0x201E, GAZ_CLASS_LATIN},
    {0x2022, 0x2022, GAZ_CLASS_DOT}, /* •, between names: context.c */
    {0x2025, 0x2026, GAZ_CLASS_ELLIPSIS},
    {0x2027, 0x2027, GAZ_CLASS_DOT},
    {0x202F, 0x202F, GAZ_CLASS_SPACE},
    {0x2030, 0x2031, GAZ_CLASS_PERCENT},
    {0x2032, 0x2037, GAZ_CLASS_LATIN}, /* ′ ″: 25′15″ is one figure (C-34) */
    {0x2039, 0x203A, GAZ_CLASS_LATIN},
    {0x203C, 0x203C, GAZ_CLASS_BANG}, /* ‼, and below ⁇ ⁈ ⁉: one cell (C-23) */
    {0x2047, 0x2049, GAZ_CLASS_BANG},
    {0x205F, 0x205F, GAZ_CLASS_SPACE},
    {0x2070, 0x209C, GAZ_CLASS_LATIN}, /* raised and lowered figures (C-35) */
    {0x20A0, 0x20C0, GAZ_CLASS_LATIN}, /* currencies (C-34) */
    {0x2103, 0x2103, GAZ_CLASS_PERCENT},
    {0x2109, 0x2109, GAZ_CLASS_PERCENT},
    {0x210E, 0x210F, GAZ_CLASS_LATIN}, /* ℎ, and ℓ: letters of a quantity */
    {0x2113, 0x2113, GAZ_CLASS_LATIN},
    {0x2122, 0x2122, GAZ_CLASS_LATIN},
    {0x2126, 0x2126, GAZ_CLASS_LATIN},
    {0x2150, 0x215F, GAZ_CLASS_LATIN}, /* ⅓ and its like, as ½ */
    {0x2212, 0x2212, GAZ_CLASS_LATIN}, /* −5 */
    {0x2219, 0x2219, GAZ_CLASS_DOT},
    {0x2236, 0x2236, GAZ_CLASS_RATIO},
    {0x22C5, 0x22C5, GAZ_CLASS_DOT},
    {0x22EF, 0x22EF, GAZ_CLASS_ELLIPSIS},
    {0x2329, 0x2329, GAZ_CLASS_OPEN},
    {0x232A, 0x232A, GAZ_CLASS_CLOSE},
    {0x2500, 0x2500, GAZ_CLASS_DASH}, /* ── is typed for —— */
    {0x2E3A, 0x2E3A, GAZ_CLASS_LONG_DASH},
    {0x3000, 0x3000, GAZ_CLASS_WIDE_SPACE},
    {0x3001, 0x3001, GAZ_CLASS_COMMA},
    {0x3002, 0x3002, GAZ_CLASS_STOP},
    {0x3008, 0x3008, GAZ_CLASS_OPEN},
    {0x3009, 0x3009, GAZ_CLASS_CLOSE},
    {0x300A, 0x300A, GAZ_CLASS_OPEN},
    {0x300B, 0x300B, GAZ_CLASS_CLOSE},
    {0x300C, 0x300C, GAZ_CLASS_OPEN},
    {0x300D, 0x300D, GAZ_CLASS_CLOSE},
    {0x300E, 0x300E, GAZ_CLASS_OPEN},
    {0x300F, 0x300F, GAZ_CLASS_CLOSE},
    {0x3010, 0x3010, GAZ_CLASS_OPEN},
    {0x3011, 0x3011, GAZ_CLASS_CLOSE},
    {0x3014, 0x3014, GAZ_CLASS_OPEN},
    {0x3015, 0x3015, GAZ_CLASS_CLOSE},
    {0x3016, 0x3016, GAZ_CLASS_OPEN},
    {0x3017, 0x3017, GAZ_CLASS_CLOSE},
    {0x3018, 0x3018, GAZ_CLASS_OPEN},
    {0x3019, 0x3019, GAZ_CLASS_CLOSE},
    {0x301A, 0x301A, GAZ_CLASS_OPEN},
    {0x301B, 0x301B, GAZ_CLASS_CLOSE},
    {0x301C, 0x301C, GAZ_CLASS_CONNECT},
    {0x301D, 0x301D,
     GAZ_CLASS_OPEN}, /* 〝〞〟, and below what GBK has for 竖排 and in small: what it is of the kind */
    {0x301E, 0x301F, GAZ_CLASS_CLOSE},
    {0x30FB, 0x30FB, GAZ_CLASS_DOT}, /* ・ is typed for · */
    {0xFE10, 0xFE11, GAZ_CLASS_COMMA},
    {0xFE12, 0xFE12, GAZ_CLASS_STOP},
    {0xFE13, 0xFE14, GAZ_CLASS_COLON},
    {0xFE15, 0xFE16, GAZ_CLASS_BANG},
    {0xFE17, 0xFE17, GAZ_CLASS_OPEN},
    {0xFE18, 0xFE18, GAZ_CLASS_CLOSE},
    {0xFE19, 0xFE19, GAZ_CLASS_ELLIPSIS},
    {0xFE30, 0xFE30, GAZ_CLASS_ELLIPSIS},
    {0xFE31, 0xFE31, GAZ_CLASS_DASH},
    {0xFE35, 0xFE35, GAZ_CLASS_OPEN},
    {0xFE36, 0xFE36, GAZ_CLASS_CLOSE},
    {0xFE37, 0xFE37, GAZ_CLASS_OPEN},
    {0xFE38, 0xFE38, GAZ_CLASS_CLOSE},
    {0xFE39, 0xFE39, GAZ_CLASS_OPEN},
    {0xFE3A, 0xFE3A, GAZ_CLASS_CLOSE},
    {0xFE3B, 0xFE3B, GAZ_CLASS_OPEN},
    {0xFE3C, 0xFE3C, GAZ_CLASS_CLOSE},
    {0xFE3D, 0xFE3D, GAZ_CLASS_OPEN},
    {0xFE3E, 0xFE3E, GAZ_CLASS_CLOSE},
    {0xFE3F, 0xFE3F, GAZ_CLASS_OPEN},
    {0xFE40, 0xFE40, GAZ_CLASS_CLOSE},
    {0xFE41, 0xFE41, GAZ_CLASS_OPEN},
    {0xFE42, 0xFE42, GAZ_CLASS_CLOSE},
    {0xFE43, 0xFE43, GAZ_CLASS_OPEN},
    {0xFE44, 0xFE44, GAZ_CLASS_CLOSE},
    {0xFE47, 0xFE47, GAZ_CLASS_OPEN},
    {0xFE48, 0xFE48, GAZ_CLASS_CLOSE},
    {0xFE50, 0xFE51, GAZ_CLASS_COMMA},
    {0xFE52, 0xFE52, GAZ_CLASS_STOP},
    {0xFE54, 0xFE55, GAZ_CLASS_COLON},
    {0xFE56, 0xFE57, GAZ_CLASS_BANG},
    {0xFE58, 0xFE58, GAZ_CLASS_DASH},
    {0xFE59, 0xFE59, GAZ_CLASS_OPEN},
    {0xFE5A, 0xFE5A, GAZ_CLASS_CLOSE},
    {0xFE5B, 0xFE5B, GAZ_CLASS_OPEN},
    {0xFE5C, 0xFE5C, GAZ_CLASS_CLOSE},
    {0xFE5D, 0xFE5D, GAZ_CLASS_OPEN},
    {0xFE5E, 0xFE5E, GAZ_CLASS_CLOSE},
    {0xFE63, 0xFE63, GAZ_CLASS_HYPHEN},
    {0xFE6A, 0xFE6A, GAZ_CLASS_PERCENT},
    {0xFF01, 0xFF01, GAZ_CLASS_BANG},
    {0xFF05, 0xFF05, GAZ_CLASS_PERCENT},
    {0xFF08, 0xFF08, GAZ_CLASS_OPEN},
    {0xFF09, 0xFF09, GAZ_CLASS_CLOSE},
    {0xFF0C, 0xFF0C, GAZ_CLASS_COMMA},
    {0xFF0D, 0xFF0D, GAZ_CLASS_CONNECT},
    {0xFF0E, 0xFF0E, GAZ_CLASS_POINT},
    {0xFF0F, 0xFF0F, GAZ_CLASS_SLASH},
    {0xFF1A, 0xFF1B, GAZ_CLASS_COLON},
    {0xFF1F, 0xFF1F, GAZ_CLASS_BANG},
    {0xFF3B, 0xFF3B, GAZ_CLASS_OPEN},
    {0xFF3D, 0xFF3D, GAZ_CLASS_CLOSE},
    {0xFF5B, 0xFF5B, GAZ_CLASS_OPEN},
    {0xFF5D, 0xFF5D, GAZ_CLASS_CLOSE},
    {0xFF5E, 0xFF5E, GAZ_CLASS_CONNECT},
    {0xFF5F, 0xFF5F, GAZ_CLASS_OPEN},
    {0xFF60, 0xFF60, GAZ_CLASS_CLOSE},
    {0xFF61, 0xFF61, GAZ_CLASS_STOP}, /* ｡ ｢ ｣ ､ ･: half a cell */
    {0xFF62, 0xFF62, GAZ_CLASS_OPEN},
    {0xFF63, 0xFF63, GAZ_CLASS_CLOSE},
    {0xFF64, 0xFF64, GAZ_CLASS_COMMA},
    {0xFF65, 0xFF65, GAZ_CLASS_DOT},
    {0xFFE0, 0xFFE1, GAZ_CLASS_LATIN}, /* ￠￡, and ￥: full width, but of their number (C-34) */
    {0xFFE5, 0xFFE5, GAZ_CLASS_LATIN},
};

static const struct class_row *row_lookup(uint32_t ch) {
    size_t i;
    GAZ_LOWER_BOUND(i, G_N_ELEMENTS(rows), rows[i].last < ch);
    return i < G_N_ELEMENTS(rows) && ch >= rows[i].first ? &rows[i] : NULL;
}

/* Letters that stand on their own in a cell or in a Latin word; all else wants its context for shaping. */
static enum gaz_class class_by_script(uint32_t ch) {
    if (gaz_char_is_han(ch)) return GAZ_CLASS_HAN;
    if (gaz_char_is_latin(ch)) return GAZ_CLASS_LATIN;
    if (g_unichar_ismark(ch) || g_unichar_type(ch) == G_UNICODE_FORMAT) return GAZ_CLASS_COMPLEX;
    if (g_unichar_isalpha(ch) && !g_unichar_iswide(ch)) return GAZ_CLASS_COMPLEX;
    return GAZ_CLASS_HAN;
}

enum gaz_class gaz_class_of(uint32_t ch) {
    if (ch >= 0x4E00 && ch <= 0x9FFF) return GAZ_CLASS_HAN; /* most of a text; the rows below say the rest */
    const struct class_row *row = row_lookup(ch);
    return row ? row->class : class_by_script(ch);
}

bool gaz_class_is_shared(uint32_t ch) {
    return ch == 0x2018 || ch == 0x2019 || ch == 0x201C || ch == 0x201D || ch == 0x00B7 || ch == 0x2014 ||
           ch == 0x2026 || ch == 0x2013;
}

bool gaz_class_is_mark(enum gaz_class class) {
    return class == GAZ_CLASS_OPEN || class == GAZ_CLASS_CLOSE || class == GAZ_CLASS_COMMA ||
           class == GAZ_CLASS_COLON || class == GAZ_CLASS_STOP || class == GAZ_CLASS_BANG;
}

bool gaz_class_may_start_line(enum gaz_class class, enum gaz_prohibition level) {
    static const bool never[GAZ_N_CLASSES] = {
        [GAZ_CLASS_CLOSE] = true,  [GAZ_CLASS_COMMA] = true,  [GAZ_CLASS_COLON] = true,
        [GAZ_CLASS_STOP] = true,   [GAZ_CLASS_BANG] = true,   [GAZ_CLASS_POINT] = true,
        [GAZ_CLASS_DOT] = true,    [GAZ_CLASS_SLASH] = true,  [GAZ_CLASS_CONNECT] = true,
        [GAZ_CLASS_HYPHEN] = true, [GAZ_CLASS_PERCENT] = true};
    bool wide = class == GAZ_CLASS_DASH || class == GAZ_CLASS_LONG_DASH || class == GAZ_CLASS_ELLIPSIS;
    return !never[class] && !(wide && level >= GAZ_PROHIBIT_STRICT);
}

bool gaz_class_may_end_line(enum gaz_class class, enum gaz_prohibition level) {
    return class != GAZ_CLASS_OPEN && !(class == GAZ_CLASS_SLASH && level >= GAZ_PROHIBIT_GB);
}
