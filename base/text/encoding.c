/* encoding.c: see encoding.h. */
#include "base/text/encoding.h"

#include "base/text/text.h"

#include <errno.h>
#include <glib.h>
#include <string.h>

enum { LOOKED_AT = 64 << 10 /* bytes of a file that is not UTF-8 */ };

static const char mark[] = "\xEF\xBB\xBF"; /* of byte order, in UTF-8 */

static bool begins(const unsigned char *data, size_t size, const char *what, size_t n) {
    return size >= n && memcmp(data, what, n) == 0;
}

static bool is_word_file(const unsigned char *data, size_t size) {
    return begins(data, size, "PK\3\4", 4) || begins(data, size, "\xD0\xCF\x11\xE0", 4) ||
           begins(data, size, "{\\rtf", 5);
}

/* Characters of several bytes, and bytes that are none, of a text read as UTF-8. */
static bool is_near_utf8(const unsigned char *data, size_t size) {
    size_t good = 0, bad = 0, nuls = 0;
    for (size_t at = 0; at < size;) {
        gunichar ch = g_utf8_get_char_validated((const char *)data + at, (gssize)(size - at));
        bool is_bad = ch >= 0x110000 || data[at] == 0;
        nuls += data[at] == 0;
        bad += is_bad;
        good += !is_bad && ch >= 0x80;
        at += is_bad ? 1 : (size_t)g_unichar_to_utf8(ch, NULL);
    }
    return (nuls * 8 < size && bad * 2 < good) || bad < 3;
}

static const struct {
    const char *said, *iconv; /* .iconv NULL: nothing to turn, or no text */
    size_t unit;              /* bytes */
} encodings[] = {
    [GAZ_UTF8] = {"UTF-8", NULL, 1},
    [GAZ_UTF16_LE] = {"UTF-16 LE", "UTF-16LE", 2},
    [GAZ_UTF16_BE] = {"UTF-16 BE", "UTF-16BE", 2},
    [GAZ_UTF32_LE] = {"UTF-32 LE", "UTF-32LE", 4},
    [GAZ_UTF32_BE] = {"UTF-32 BE", "UTF-32BE", 4},
    [GAZ_GB18030] = {"GB 18030", "GB18030", 1},
    [GAZ_BIG5] = {"Big5", "BIG5-HKSCS", 1}, /* as browsers read it */
    [GAZ_SHIFT_JIS] = {"Shift-JIS", "CP932", 1},
    [GAZ_WINDOWS_1252] = {"windows-1252", "CP1252", 1},
    [GAZ_WORD_FILE] = {"Word", NULL, 1},
};

static bool is_chinese_text(gunichar ch) {
    return (ch >= 0x20 && ch < 0x7F) || ch == '\n' || ch == '\r' || ch == '\t' ||
           (ch >= 0x4E00 && ch <= 0x9FFF) || (ch >= 0x2010 && ch <= 0x203B) ||
           (ch >= 0x2460 && ch <= 0x24FF) || (ch >= 0x3000 && ch <= 0x303F) ||
           (ch >= 0xFF00 && ch <= 0xFFEF) || ch == 0xB7 || ch == 0xD7 || ch == 0xFEFF;
}

/* How much of it is what Chinese texts are made of, in hundredths, when it is read so; 0: it cannot be. */
static size_t likeness(enum gaz_encoding encoding, const unsigned char *data, size_t size) {
    size_t n, all = 0, like = 0;
    size -= size % encodings[encoding].unit;
    g_autofree char *text = gaz_encoding_convert(encoding, data, size, &n);
    if (!text) return 0;
    for (const char *at = text; at < text + n; at = g_utf8_next_char(at), all++)
        like += is_chinese_text(g_utf8_get_char(at));
    return all ? like * 100 / all : 0;
}

/* A piece of the file that ends at a line end, so that no character is cut. */
static size_t piece_of(const unsigned char *data, size_t size) {
    if (size <= LOOKED_AT) return size;
    const unsigned char *end = memrchr(data, '\n', LOOKED_AT);
    return end ? (size_t)(end - data) : LOOKED_AT;
}

/* ---- encodings whose bytes another one takes as well */

/* What a text is when each byte above 7F and the one behind it are a character. */
struct pairs {
    size_t all;
    size_t gb;          /* in the commoner half of GB 2312, or its punctuation */
    size_t big5, legal; /* in the commoner half of Big5, or its punctuation; anywhere in it */
    size_t kana;        /* of Shift-JIS */
    size_t alone;       /* with a letter before and behind: a letter of its own */
};

static bool is_within(unsigned char byte, unsigned char least, unsigned char most) {
    return byte >= least && byte <= most;
}

static void count_pair(struct pairs *pairs, unsigned char lead, unsigned char trail) {
    bool is_big5 = is_within(trail, 0x40, 0x7E) || is_within(trail, 0xA1, 0xFE);
    pairs->all++;
    pairs->gb += trail >= 0xA1 && (is_within(lead, 0xB0, 0xD7) || is_within(lead, 0xA1, 0xA3));
    pairs->big5 += is_big5 && is_within(lead, 0xA1, 0xC6);
    pairs->legal += is_big5 && lead >= 0x81;
    pairs->kana += (lead == 0x82 && is_within(trail, 0x9F, 0xF1)) || (lead == 0x83 && trail >= 0x40);
}

static struct pairs count_pairs(const unsigned char *data, size_t size) {
    struct pairs pairs = {0};
    for (size_t i = 0; i < size; i++) {
        bool is_last = i + 1 >= size;
        if (data[i] < 0x80) continue;
        pairs.alone += (i == 0 || data[i - 1] < 0x80) && (is_last || data[i + 1] < 0x80);
        count_pair(&pairs, data[i], is_last ? 0 : data[i + 1]);
        i += !is_last && data[i + 1] >= 0x40;
    }
    return pairs;
}

/* Nearly all that Chinese texts in Big5 have is in the commoner half of it, and to whoever reads them as GB
 * 18030 they have characters that nobody uses. Shift-JIS is told by kana. Letters of windows-1252 stand
 * alone. GAZ_UTF8: none of these. */
static enum gaz_encoding guess_by_pairs(const unsigned char *data, size_t size) {
    enum { FEWEST = 8, NEARLY_ALL = 95, FEW_OF_GB = 70, KANA = 20, LETTERS = 90 };
    struct pairs pairs = count_pairs(data, size);
    size_t all = pairs.all;
    if (memchr(data, 0, size)) return GAZ_UTF8;
    if (all >= FEWEST && pairs.legal == all && pairs.big5 * 100 >= all * NEARLY_ALL &&
        pairs.gb * 100 < all * FEW_OF_GB)
        return GAZ_BIG5;
    size_t n;
    if (all >= FEWEST && pairs.kana * 100 >= all * KANA) {
        g_autofree char *text = gaz_encoding_convert(GAZ_SHIFT_JIS, data, size, &n);
        if (text) return GAZ_SHIFT_JIS;
    }
    return all > 0 && pairs.alone * 100 >= all * LETTERS ? GAZ_WINDOWS_1252 : GAZ_UTF8;
}

enum gaz_encoding gaz_encoding_guess(const unsigned char *data, size_t size) {
    enum { ENOUGH = 90 };
    static const enum gaz_encoding others[] = {GAZ_GB18030, GAZ_UTF16_LE, GAZ_UTF16_BE, GAZ_UTF32_LE,
                                               GAZ_UTF32_BE};
    if (is_word_file(data, size)) return GAZ_WORD_FILE;
    if (begins(data, size, "\xFF\xFE\0\0", 4)) return GAZ_UTF32_LE; /* no text of UTF-16 begins with NUL */
    if (begins(data, size, "\0\0\xFE\xFF", 4)) return GAZ_UTF32_BE;
    if (begins(data, size, "\xFF\xFE", 2)) return GAZ_UTF16_LE;
    if (begins(data, size, "\xFE\xFF", 2)) return GAZ_UTF16_BE;
    if (g_utf8_validate_len((const char *)data, size, NULL) || is_near_utf8(data, size)) return GAZ_UTF8;
    enum gaz_encoding best = guess_by_pairs(data, piece_of(data, size));
    size_t most = ENOUGH;
    if (best != GAZ_UTF8) return best;
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        size_t now = likeness(others[i], data, piece_of(data, size));
        if (now <= most) continue;
        most = now;
        best = others[i];
    }
    return best;
}

bool gaz_encoding_called(const char *charset, enum gaz_encoding *encoding) {
    static const struct {
        const char *name;
        enum gaz_encoding encoding;
    } names[] = {{"utf-8", GAZ_UTF8},
                 {"utf8", GAZ_UTF8},
                 {"gb", GAZ_GB18030}, /* gb2312, gbk, gb18030, gb_2312-80 */
                 {"x-gbk", GAZ_GB18030},
                 {"cp936", GAZ_GB18030},
                 {"utf-16be", GAZ_UTF16_BE},
                 {"utf-16", GAZ_UTF16_LE},
                 {"unicode", GAZ_UTF16_LE},
                 {"big5", GAZ_BIG5},
                 {"x-x-big5", GAZ_BIG5},
                 {"cp950", GAZ_BIG5},
                 {"shift", GAZ_SHIFT_JIS},
                 {"sjis", GAZ_SHIFT_JIS},
                 {"x-sjis", GAZ_SHIFT_JIS},
                 {"windows-31j", GAZ_SHIFT_JIS},
                 {"windows-1252", GAZ_WINDOWS_1252},
                 {"iso-8859-1", GAZ_WINDOWS_1252}, /* as browsers read it */
                 {"latin1", GAZ_WINDOWS_1252},
                 {"us-ascii", GAZ_WINDOWS_1252}};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strncasecmp(charset, names[i].name, strlen(names[i].name)) != 0) continue;
        *encoding = names[i].encoding;
        return true;
    }
    return false;
}

const char *gaz_encoding_name(enum gaz_encoding encoding) {
    return encodings[encoding].said;
}

char *gaz_encoding_convert(enum gaz_encoding encoding, const unsigned char *data, size_t size, size_t *n) {
    const char *from = encodings[encoding].iconv;
    gsize written = size;
    char *text = from ? g_convert((const char *)data, (gssize)size, "UTF-8", from, NULL, &written, NULL)
                 : encoding == GAZ_UTF8 ? g_memdup2(data, size)
                                        : NULL;
    if (!text) return NULL;
    size_t skip = written >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    memmove(text, text + skip, written - skip);
    *n = written - skip;
    return text;
}

/* ---- mending */

/* Turns what can be turned; false: the byte at *data is no character. */
static bool turn(GIConv converter, const unsigned char **data, size_t *size, GString *out) {
    enum { AT_ONCE = 4096 };
    char *from = (char *)(uintptr_t)*data, room[AT_ONCE];
    bool is_good = true;
    while (*size > 0 && is_good) {
        char *to = room;
        gsize left = sizeof room;
        is_good = g_iconv(converter, &from, size, &to, &left) != (gsize)-1 || errno == E2BIG;
        g_string_append_len(out, room, to - room);
    }
    *data = (const unsigned char *)from;
    return is_good;
}

char *gaz_encoding_mend(enum gaz_encoding encoding, const unsigned char *data, size_t size, size_t *n,
                        uint32_t *n_bad) {
    if (encoding == GAZ_WORD_FILE) return NULL;
    const char *name = encodings[encoding].iconv;
    GIConv converter = g_iconv_open("UTF-8", name ? name : "UTF-8");
    if (converter == (GIConv)-1) return NULL; /* NOLINT: as GLib has it */
    GString *out = g_string_sized_new(size + size / 2);
    size_t unit = encodings[encoding].unit;
    *n_bad = 0;
    while (!turn(converter, &data, &size, out)) {
        g_string_append(out, "\xEF\xBF\xBD");
        data += MIN(unit, size);
        size -= MIN(unit, size);
        ++*n_bad;
    }
    g_iconv_close(converter);
    if (g_str_has_prefix(out->str, mark)) g_string_erase(out, 0, 3);
    *n = out->len;
    return g_string_free(out, FALSE);
}
