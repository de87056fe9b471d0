/* rtf.c: the text of an RTF file (Rich Text Format 1.9.1): groups, control words, characters by their code or
 * as bytes of a font's encoding. */
#include "base/text/encoding.h"
#include "intake/office/pieces.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 500, LONGEST_WORD = 32, MOST_FONTS = 4096, CHINESE = 134 };

struct state { /* of a group; what is within begins with it */
    bool is_passed, is_deleted;
    uint8_t skip;     /* bytes behind \\u that stand for the same, for old programs */
    uint16_t charset; /* of its font */
};

struct rtf {
    struct gaz_pieces *pieces;
    const unsigned char *at, *end;
    struct state states[MOST_DEPTH];
    unsigned depth;
    unsigned left;               /* bytes that are still to be skipped behind \\u */
    bool is_chinese;             /* where no font says another: \\ansicpg936 */
    uint32_t font, default_font; /* that is declared; of the document */
    uint16_t charsets[MOST_FONTS];
    bool in_fonts, is_page_field;
    unsigned char lead; /* the first byte of two; 0: none */
    uint32_t high;      /* the first half of a character beyond U+FFFF; 0: none */
};

static struct state *now(struct rtf *rtf) {
    return &rtf->states[rtf->depth];
}

/* ---- characters */

static bool is_text(struct rtf *rtf) {
    return !now(rtf)->is_passed && !now(rtf)->is_deleted;
}

static void put(struct rtf *rtf, uint32_t ch) {
    if (rtf->left > 0)
        rtf->left--;
    else if (is_text(rtf))
        gaz_pieces_add(rtf->pieces, ch);
}

static bool is_chinese(struct rtf *rtf) {
    uint16_t charset = now(rtf)->charset;
    return charset == CHINESE || (charset <= 1 && rtf->is_chinese);
}

/* A byte beyond ASCII: of two that are one character; in another encoding nobody here knows what it is, and
 * the piece ends. */
static void put_byte(struct rtf *rtf, unsigned char byte) {
    if (rtf->left > 0 || !is_text(rtf)) {
        rtf->left -= rtf->left > 0;
        return;
    }
    if (!is_chinese(rtf)) {
        if (byte < 0x80)
            put(rtf, byte);
        else
            gaz_pieces_end(rtf->pieces);
        return;
    }
    if (!rtf->lead && byte < 0x80) {
        put(rtf, byte);
    } else if (!rtf->lead) {
        rtf->lead = byte;
    } else {
        const unsigned char both[] = {rtf->lead, byte};
        size_t n = 0;
        g_autofree char *utf8 = gaz_encoding_convert(GAZ_GB18030, both, sizeof both, &n);
        if (utf8 && n > 0) put(rtf, g_utf8_get_char(utf8));
        rtf->lead = 0;
    }
}

/* A unit of UTF-16: two are a character beyond U+FFFF. */
static void put_unit(struct rtf *rtf, uint32_t unit) {
    bool is_low = unit >= 0xDC00 && unit < 0xE000, is_high = unit >= 0xD800 && unit < 0xDC00;
    if (is_low && rtf->high)
        put(rtf, 0x10000 + ((rtf->high - 0xD800) << 10) + (unit - 0xDC00));
    else if (!is_low && !is_high)
        put(rtf, unit);
    rtf->high = is_high ? unit : 0;
}

/* ---- control words */

/* Whether the code that begins here is of a page's number, which no text has. */
static bool is_page_code(const struct rtf *rtf) {
    enum { LOOKED_AT = 48 };
    size_t n = MIN((size_t)(rtf->end - rtf->at), (size_t)LOOKED_AT);
    g_autofree char *code = g_strndup((const char *)rtf->at, n);
    code[strcspn(code, "}")] = '\0';
    return strstr(code, "PAGE") && !strstr(code, "PAGEREF");
}

/* Groups that are no text of the body, or hold it a second time. */
static bool is_passed_over(const char *word) {
    static const char *const words[] = {
        "fonttbl",  "colortbl", "stylesheet", "info",       "pict",   "objdata",   "fldinst", "listtext",
        "pntext",   "sp",       "shprslt",    "nonshppict", "header", "headerl",   "headerr", "headerf",
        "footer",   "footerl",  "footerr",    "footerf",    "ftnsep", "ftnsepc",   "aftnsep", "aftnsepc",
        "pnseclvl", "revtbl",   "rsidtbl",    "xe",         "tc",     "themedata", "upr",     "nonesttables"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i], word) == 0) return true;
    return false;
}

/* What stands apart in both, or ends a paragraph. */
static bool ends_piece(const char *word) {
    static const char *const words[] = {"par",  "cell",     "row",     "nestcell", "nestrow",
                                        "sect", "footnote", "shptxt",  "page",     "line",
                                        "tab",  "column",   "fldrslt", "result",   "annotation"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i], word) == 0) return true;
    return false;
}

static void set_font(struct rtf *rtf, uint32_t font) {
    if (rtf->in_fonts)
        rtf->font = font;
    else
        now(rtf)->charset = font < MOST_FONTS ? rtf->charsets[font] : 0;
}

static void obey(struct rtf *rtf, const char *word, bool has_number, int number) {
    uint32_t size = (uint32_t)MAX(number, 0);
    if (strcmp(word, "fonttbl") == 0) rtf->in_fonts = true;
    if (is_passed_over(word)) now(rtf)->is_passed = true;
    if (strcmp(word, "fldinst") == 0) rtf->is_page_field = is_page_code(rtf);
    if (ends_piece(word)) gaz_pieces_end(rtf->pieces);
    if (strcmp(word, "fldrslt") == 0 && rtf->is_page_field) now(rtf)->is_passed = true;
    if (strcmp(word, "ansicpg") == 0) rtf->is_chinese = number == 936;
    if (strcmp(word, "deff") == 0) rtf->default_font = size;
    if (strcmp(word, "f") == 0) set_font(rtf, size);
    if (strcmp(word, "plain") == 0) set_font(rtf, rtf->default_font);
    if (strcmp(word, "fcharset") == 0 && rtf->in_fonts && rtf->font < MOST_FONTS)
        rtf->charsets[rtf->font] = (uint16_t)MIN(size, G_MAXUINT16);
    if (strcmp(word, "deleted") == 0) now(rtf)->is_deleted = !has_number || number != 0;
    if (strcmp(word, "uc") == 0) now(rtf)->skip = (uint8_t)MIN(size, 255);
    if (strcmp(word, "bin") == 0) rtf->at += MIN((size_t)size, (size_t)(rtf->end - rtf->at));
    if (strcmp(word, "u") != 0) return;
    rtf->left = 0;
    put_unit(rtf, (uint32_t)(number & 0xFFFF));
    rtf->left = now(rtf)->skip;
}

/* A word of letters and its number; the blank behind it is of it. */
static void read_word(struct rtf *rtf) {
    char word[LONGEST_WORD + 1] = "";
    size_t n = 0;
    for (; rtf->at < rtf->end && g_ascii_isalpha(*rtf->at); rtf->at++)
        if (n < LONGEST_WORD) word[n++] = (char)*rtf->at;
    char number[12] = "";
    size_t digits = 0;
    if (rtf->at < rtf->end && *rtf->at == '-') number[digits++] = (char)*rtf->at++;
    for (; rtf->at < rtf->end && g_ascii_isdigit(*rtf->at); rtf->at++)
        if (digits < sizeof number - 1) number[digits++] = (char)*rtf->at;
    if (rtf->at < rtf->end && *rtf->at == ' ') rtf->at++;
    gint64 value = g_ascii_strtoll(number, NULL, 10);
    obey(rtf, word, digits > 0, (int)CLAMP(value, G_MININT32, G_MAXINT32));
}

/* \\*: whoever does not know the word passes the group over. */
static void read_star(struct rtf *rtf) {
    static const char *const known[] = {"\\shpinst", "\\shptxt"};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        size_t n = strlen(known[i]);
        if ((size_t)(rtf->end - rtf->at) >= n && memcmp(rtf->at, known[i], n) == 0) return;
    }
    now(rtf)->is_passed = true;
    gaz_pieces_end(rtf->pieces); /* an equation stands in the .docx */
}

static void read_hex(struct rtf *rtf) {
    if (rtf->end - rtf->at < 2) return;
    int high = g_ascii_xdigit_value((char)rtf->at[0]), low = g_ascii_xdigit_value((char)rtf->at[1]);
    rtf->at += 2;
    if (high >= 0 && low >= 0) put_byte(rtf, (unsigned char)(high << 4 | low));
}

static void read_control(struct rtf *rtf) {
    if (rtf->at == rtf->end) return;
    if (g_ascii_isalpha(*rtf->at)) {
        read_word(rtf);
        return;
    }
    unsigned char sign = *rtf->at++;
    if (sign == '\'')
        read_hex(rtf);
    else if (sign == '*')
        read_star(rtf);
    else if (rtf->left > 0)
        rtf->left--;
}

/* ---- groups */

static bool begin_group(struct rtf *rtf) {
    if (rtf->depth + 1 == MOST_DEPTH) return false;
    rtf->states[rtf->depth + 1] = rtf->states[rtf->depth];
    rtf->depth++;
    rtf->left = 0;
    return true;
}

static void end_group(struct rtf *rtf) {
    bool was_passed = now(rtf)->is_passed;
    if (rtf->depth > 0) rtf->depth--;
    rtf->left = 0;
    rtf->lead = 0;
    if (was_passed && !now(rtf)->is_passed) rtf->in_fonts = false;
}

void gaz_rtf_scan(struct gaz_pieces *pieces, struct gaz_bytes file) {
    struct rtf *rtf = g_new0(struct rtf, 1);
    *rtf = (struct rtf){.pieces = pieces, .at = file.data, .end = file.data + file.size};
    rtf->states[0].skip = 1;
    bool is_sound = true;
    while (rtf->at < rtf->end && is_sound) {
        unsigned char ch = *rtf->at++;
        if (ch == '{')
            is_sound = begin_group(rtf);
        else if (ch == '}')
            end_group(rtf);
        else if (ch == '\\')
            read_control(rtf);
        else if (ch != '\r' && ch != '\n')
            put_byte(rtf, ch);
    }
    gaz_pieces_end(pieces);
    if (!is_sound) gaz_pieces_give_up(pieces);
    g_free(rtf);
}
