/* text.c: making, joining and cutting texts, and what a character is. */
#include "base/text/text.h"

#include "base/process/arena.h"
#include "base/process/promise.h"

#include <glib.h>
#include <string.h>

struct gaz_text gaz_text_from_utf8(struct gaz_arena *arena, const char *utf8) {
    g_autofree char *valid = g_utf8_make_valid(utf8, -1);
    uint32_t n = (uint32_t)g_utf8_strlen(valid, -1);
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, n);
    const char *at = valid;
    for (uint32_t i = 0; i < n; i++, at = g_utf8_next_char(at))
        chars[i] = (struct gaz_char){.ch = g_utf8_get_char(at), .offset = GAZ_NOWHERE};
    return (struct gaz_text){.chars = chars, .n = n};
}

struct gaz_text gaz_text_join(struct gaz_arena *arena, const struct gaz_text *parts, uint32_t n) {
    struct gaz_text joined = {0};
    for (uint32_t i = 0; i < n; i++) {
        GAZ_PROMISE(!parts[i].source || !joined.source || parts[i].source == joined.source);
        if (parts[i].source) joined.source = parts[i].source;
        joined.n += parts[i].n;
    }
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, joined.n);
    joined.chars = chars;
    for (uint32_t i = 0; i < n; i++) {
        if (parts[i].n == 0) continue;
        memcpy(chars, parts[i].chars, parts[i].n * sizeof *chars);
        chars += parts[i].n;
    }
    return joined;
}

struct gaz_text gaz_text_slice(struct gaz_text text, uint32_t begin, uint32_t n) {
    if (begin > text.n) begin = text.n;
    if (n > text.n - begin) n = text.n - begin;
    return (struct gaz_text){.chars = n > 0 ? text.chars + begin : NULL, .n = n, .source = text.source};
}

struct gaz_text gaz_text_trim(struct gaz_text text, bool (*is_blank)(uint32_t ch)) {
    uint32_t begin = 0, end = text.n;
    while (begin < end && is_blank(text.chars[begin].ch))
        begin++;
    while (end > begin && is_blank(text.chars[end - 1].ch))
        end--;
    return gaz_text_slice(text, begin, end - begin);
}

struct gaz_text gaz_text_unbroken(struct gaz_arena *arena, struct gaz_text text) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, text.n);
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n; i++)
        if (text.chars[i].ch != '\n') chars[n++] = text.chars[i];
    return (struct gaz_text){.chars = chars, .n = n, .source = text.source};
}

char *gaz_text_to_utf8(struct gaz_text text) {
    GString *utf8 = g_string_sized_new(text.n * 3 + 1);
    for (uint32_t i = 0; i < text.n; i++)
        g_string_append_unichar(utf8, text.chars[i].ch);
    return g_string_free(utf8, FALSE);
}

bool gaz_text_has_prefix(struct gaz_text text, const char *utf8) {
    for (uint32_t i = 0; *utf8; i++, utf8 = g_utf8_next_char(utf8))
        if (i >= text.n || text.chars[i].ch != g_utf8_get_char(utf8)) return false;
    return true;
}

bool gaz_text_equals(struct gaz_text a, struct gaz_text b) {
    for (uint32_t i = 0; i < a.n && a.n == b.n; i++)
        if (a.chars[i].ch != b.chars[i].ch) return false;
    return a.n == b.n;
}

bool gaz_text_has_any(struct gaz_text text, const char *utf8) {
    for (uint32_t i = 0; i < text.n; i++)
        if (gaz_char_is_in(text.chars[i].ch, utf8)) return true;
    return false;
}

struct gaz_span gaz_text_span(struct gaz_text text) {
    struct gaz_span span = {0};
    for (uint32_t i = 0; text.source && i < text.n; i++) {
        if (text.chars[i].offset == GAZ_NOWHERE) continue;
        struct gaz_span at = gaz_span_at(text.source, text.chars[i].offset);
        if (!span.source) span = at;
        span.end = MAX(span.end, at.end);
    }
    return span;
}

uint32_t gaz_note_mark(uint32_t number) {
    if (number >= 1 && number <= 20) return 0x2460 + number - 1;
    if (number >= 21 && number <= 35) return 0x3251 + number - 21;
    return number >= 36 && number <= 50 ? 0x32B1 + number - 36 : 0xFFFC;
}

struct range {
    uint32_t low, high;
};

static bool in_ranges(uint32_t ch, const struct range *ranges, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (ch >= ranges[i].low && ch <= ranges[i].high) return true;
    return false;
}

struct gaz_utf8 gaz_utf8_of(uint32_t ch) {
    struct gaz_utf8 out = {""};
    g_unichar_to_utf8(ch, out.bytes);
    return out;
}

/* Most characters of the string are told apart by the first or the last of their bytes. */
bool gaz_char_is_in(uint32_t ch, const char *utf8) {
    const unsigned char *at = (const unsigned char *)utf8;
    const unsigned char first = gaz_utf8_first(ch);
    const uint32_t n_more = (guchar)g_utf8_skip[first] - 1u, last = n_more ? 0x80u | (ch & 0x3Fu) : ch;
    for (; *at; at += g_utf8_skip[*at])
        if (*at == first && at[n_more] == last && g_utf8_get_char((const char *)at) == ch) return true;
    return false;
}

bool gaz_char_is_han(uint32_t ch) {
    static const struct range han[] = {
        {0x4E00, 0x9FFF},                     /* unified ideographs, then extension A */
        {0x3400, 0x4DBF},   {0x3005, 0x3007}, /* 々 〆 〇 */
        {0x3021, 0x3029},                     /* 〡 to 〩 */
        {0x2E80, 0x2FDF},                     /* radicals, which are typed for ideographs by mistake */
        {0xF900, 0xFAFF},                     /* compatibility */
        {0x20000, 0x3FFFD},
    };
    return in_ranges(ch, han, G_N_ELEMENTS(han));
}

bool gaz_char_is_latin(uint32_t ch) {
    if (ch < 0x80) return g_ascii_isalnum((gchar)ch);
    if (ch >= 0x300 && ch <= 0x36F) return true;    /* accents that follow their letter */
    if (ch >= 0xFF00 && ch <= 0xFFEF) return false; /* full-width forms are Chinese type */
    if (!g_unichar_isalpha(ch)) return false;
    if (ch == 0xB5 || ch == 0x2BC || ch == 0x210E || ch == 0x2113) return true; /* µ ʼ ℎ ℓ are of no script */
    GUnicodeScript script = g_unichar_get_script(ch);
    return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK ||
           script == G_UNICODE_SCRIPT_CYRILLIC;
}

bool gaz_char_is_wide(uint32_t ch) {
    return (ch >= 0xFF10 && ch <= 0xFF19) || (ch >= 0xFF21 && ch <= 0xFF3A) || (ch >= 0xFF41 && ch <= 0xFF5A);
}

bool gaz_char_is_digit(uint32_t ch) {
    return ch >= '0' && ch <= '9';
}

bool gaz_char_is_surname(uint32_t ch) {
    static const char surnames[] = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻"
                                   "柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
                                   "俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾"
                                   "孟平黄穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成"
                                   "戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆"
                                   "高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应"
                                   "丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封芮储靳段富巫焦巴侯全班秋"
                                   "仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司"
                                   "黎薄印白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴闻党翟谭贡姬申扶堵冉宰雍桑桂牛寿"
                                   "通边扈燕冀尚农温庄晏柴瞿阎连习艾容向古易"
                                   "廖庾居衡步都耿满弘匡国文寇广东欧沃利蔚越师巩聂晁敖冷辛阚那简饶曾沙丰关查"
                                   "游权岳帅况亢墨年佟肖付代冼覃岩闫涂";
    return gaz_char_is_in(ch, surnames);
}

bool gaz_char_follows_name(uint32_t ch) {
    return !gaz_char_is_han(ch) || gaz_char_is_one_of(ch, "为同的任等兼及与和担代");
}

bool gaz_char_has_ink(uint32_t ch) {
    static const struct range blank[] = {
        {0x115F, 0x1160}, {0x2800, 0x2800},
        {0x3164, 0x3164}, {0xFFA0, 0xFFA0}, /* fillers, an empty Braille cell */
        {0xFE00, 0xFE0F}, {0xE0100, 0xE01EF},
    };
    if (ch > 0x20 && ch < 0x7F) return true;
    return g_unichar_isgraph(ch) && !g_unichar_isspace(ch) && g_unichar_type(ch) != G_UNICODE_FORMAT &&
           !in_ranges(ch, blank, G_N_ELEMENTS(blank));
}

bool gaz_char_is_refused(uint32_t ch) {
    if (ch == '\n' || ch == '\t' || ch == GAZ_WORD_JOINER) return false;
    if (ch < 0x20 || (ch >= 0x7F && ch < 0xA0)) return true;
    if (ch < 0xAD) return false;
    if (ch > 0x10FFFF || (ch & 0xFFFE) == 0xFFFE || (ch >= 0xFDD0 && ch <= 0xFDEF)) return true;
    GUnicodeType type = g_unichar_type(ch);
    return type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
           type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_SURROGATE ||
           (ch >= 0xE0000 && ch <= 0xE00FF);
}

bool gaz_char_is_odd(uint32_t ch) {
    static const struct range odd[] = {
        {0x2E80, 0x2FDF},   /* radicals: they look like ideographs and are not */
        {0xE000, 0xF8FF},   /* private use */
        {0xF900, 0xFAFF},   /* compatibility ideographs */
        {0xFE00, 0xFE0F},   /* variation selectors */
        {0xFFFC, 0xFFFD},   /* what an earlier program put for what it could not read */
        {0x2F800, 0x2FA1F}, /* compatibility ideographs */
        {0xE0100, 0xE01EF}, /* variation selectors */
        {0xF0000, 0x10FFFD},
    };
    return ch >= 0x2E80 && in_ranges(ch, odd, G_N_ELEMENTS(odd));
}
