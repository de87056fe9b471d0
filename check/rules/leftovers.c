/* leftovers.c: what a template, a web page, a word processor or a wrong encoding left in the text. */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

/* What was found: nothing, or as many characters as one of the words has. */
static uint32_t find_words(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_text where) {
    if (where.n == 0) return 0;
    g_autofree char *is = gaz_text_to_utf8(where);
    gaz_find(checker, rule, where, NULL, is);
    return where.n;
}

static struct gaz_text words_at(struct gaz_text text, uint32_t at, const char *const *words, size_t n_words) {
    return gaz_text_slice(text, at, gaz_scan_words(text, at, words, n_words));
}

/* ---- what a template left */

static bool is_cross(uint32_t ch) {
    return gaz_char_is_one_of(ch, "XxＸｘ×✕╳");
}

static uint32_t crosses(struct gaz_text text, uint32_t at) {
    uint32_t end = at;
    while (is_cross(gaz_char_at(text, end)))
        end++;
    return end - at;
}

/* ××市, XX局, 20XX年, 〔XX〕: two crosses or more that stand for what is still to be said. */
static uint32_t cross_length(struct gaz_text text, uint32_t at) {
    uint32_t n = crosses(text, at), before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + n);
    if (n < 2 || gaz_char_is_latin(before) || gaz_char_is_latin(after)) return 0;
    return n >= 3 || gaz_char_is_han(after) || gaz_char_is_one_of(after, "〕）。，、》") ? n : 0;
}

/* 20XX年, 〔202X〕 */
static uint32_t year_length(struct gaz_text text, uint32_t at) {
    if (gaz_char_is_latin(gaz_char_at(text, at - 1))) return 0;
    uint32_t n = gaz_number_digit_length(text, at), end = at + n + crosses(text, at + n);
    bool is_year = n < 4 && end == at + 4 && gaz_char_at(text, at) == '2' && gaz_char_at(text, at + 1) == '0';
    return is_year && gaz_char_is_one_of(gaz_char_at(text, end), "年〕—至") ? 4 : 0;
}

/* 〔20  〕, 〔   〕, and a date or number with nothing but blanks before its unit: 年　月　日. 〔〕内为累计数
 * speaks of the brackets. */
static uint32_t empty_length(struct gaz_text text, uint32_t at) {
    uint32_t end = at + 1, ch = gaz_char_at(text, at);
    if (ch == L'〔' && gaz_char_at(text, end) == '2' && gaz_char_at(text, end + 1) == '0') end += 2;
    uint32_t blanks = end;
    while (gaz_char_is_one_of(gaz_char_at(text, end), " 　"))
        end++;
    bool is_named = gaz_char_is_one_of(gaz_char_at(text, end + 1), "内中里表指为的");
    if (ch == L'〔') return gaz_char_at(text, end) == L'〕' && !is_named ? end + 1 - at : 0;
    if (ch != L'年' || end == blanks || gaz_char_at(text, end) != L'月') return 0;
    for (end++; gaz_char_is_one_of(gaz_char_at(text, end), " 　");)
        end++;
    return gaz_char_at(text, end) == L'日' && gaz_char_at(text, end - 1) != L'月' ? end + 1 - at : 0;
}

/* The forms among the attachments have ××〔20××〕 and 年 月 日 to be filled in. */
static bool may_be_form(const struct gaz_passage *passage) {
    const struct gaz_part *part = passage->piece.part;
    return !gaz_passage_is_block_text(passage) || passage->text.n < 24 ||
           (part && part->kind == GAZ_PART_ATTACHMENT);
}

static uint32_t placeholder_length(const struct gaz_passage *passage, uint32_t at) {
    uint32_t ch = passage->text.chars[at].ch;
    bool is_in_attachment = passage->piece.part && passage->piece.part->kind == GAZ_PART_ATTACHMENT;
    bool is_sign = gaz_char_is_one_of(ch, "×✕╳") || (ch == '2' && gaz_char_at(passage->text, at + 3) == L'×');
    if (ch == L'〔' || (ch == L'年' && !may_be_form(passage))) return empty_length(passage->text, at);
    if (is_sign && is_in_attachment) return 0;
    if (ch == '2') return year_length(passage->text, at);
    return is_cross(ch) ? cross_length(passage->text, at) : 0;
}

void gaz_check_templates(struct gaz_checker *checker, const struct gaz_passage *passage) {
    static const char *const left[] = {
        "【此处",   "（此处",   "[此处",    "此处填写", "此处插入",   "此处输入", "请在此处",
        "【填写",   "[填写",    "（填写",   "【待",     "（待补充）", "（待定）", "[待定]",
        "（待填）", "（暂缺）", "[待补充]", "TODO",     "FIXME",      "TBD",      "{{",
        "}}",       "请输入",   "单击此处", "点击此处", "（示例）",   "【示例】"};
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        bool may_begin = gaz_char_is_one_of(ch, "【（此T{}请单点[F");
        uint32_t n =
            may_begin ? find_words(checker, GAZ_CHECK_TEMPLATE, words_at(text, i, left, G_N_ELEMENTS(left)))
                      : 0;
        if (n > 0) {
            i += n - 1;
            continue;
        }
        n = placeholder_length(passage, i);
        if (n == 0) {
            i += is_cross(ch) ? crosses(text, i) - 1 : 0;
            continue;
        }
        g_autofree char *is = gaz_text_to_utf8(gaz_text_slice(text, i, n));
        gaz_find(checker, GAZ_CHECK_TEMPLATE, gaz_text_slice(text, i, n), NULL, is);
        i += n - 1;
    }
}

/* ---- what a web page or a word processor left */

enum { LONGEST_PAGE_TEXT = 40 };

/* Never part of a document, wherever it stands. */
static const char *const everywhere[] = {"点击下载",
                                         "点击查看",
                                         "打印本页",
                                         "关闭窗口",
                                         "返回顶部",
                                         "扫一扫",
                                         "（此页无正文）",
                                         "此页无正文",
                                         "错误！未找到引用源",
                                         "错误!未找到引用源",
                                         "错误！未定义书签",
                                         "错误!未定义书签",
                                         "Error! Reference",
                                         "HYPERLINK",
                                         "PAGEREF",
                                         "MERGEFORMAT",
                                         "下载附件",
                                         "附件下载",
                                         "我要纠错",
                                         "分享到",
                                         "浏览次数",
                                         "点击数：",
                                         "字体：大",
                                         "【字号",
                                         "【打印",
                                         "[打印",
                                         "【关闭】",
                                         "原文链接",
                                         "javascript:"};

/* Only where the paragraph is no more than this line. */
static const char *const at_begin[] = {"来源：",     "信息来源：", "文章来源：", "稿件来源：", "责任编辑：",
                                       "责编：",     "发布时间：", "发布日期：", "发布人：",   "作者：",
                                       "编辑：",     "上一篇：",   "下一篇：",   "上一条：",   "下一条：",
                                       "相关链接：", "相关附件：", "当前位置：", "您的位置：", "您所在的位置",
                                       "索引号：",   "索 引 号",   "字号：",     "文章编号："};

void gaz_check_leftovers(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    bool is_line = gaz_passage_is_block_text(passage) && text.n <= LONGEST_PAGE_TEXT;
    if (is_line &&
        find_words(checker, GAZ_CHECK_LEFTOVER, words_at(text, 0, at_begin, G_N_ELEMENTS(at_begin))))
        return;
    for (uint32_t i = 0; i < text.n; i++) {
        if (!gaz_char_is_one_of(text.chars[i].ch, "点打关返扫（此错EHPM下附我分浏字【[原j")) continue;
        uint32_t n =
            find_words(checker, GAZ_CHECK_LEFTOVER, words_at(text, i, everywhere, G_N_ELEMENTS(everywhere)));
        i += MAX(n, 1) - 1;
    }
}

/* ---- entities: &nbsp; &#8220; */

static const struct entity {
    const char *name, *is;
} entities[] = {{"nbsp", " "},   {"ldquo", "“"},  {"rdquo", "”"},  {"lsquo", "‘"}, {"rsquo", "’"},
                {"quot", NULL},  {"amp", "&"},    {"lt", "<"},     {"gt", ">"},    {"mdash", "—"},
                {"ndash", "–"},  {"hellip", "…"}, {"middot", "·"}, {"times", "×"}, {"deg", "°"},
                {"emsp", "　"},  {"ensp", " "},   {"thinsp", ""},  {"apos", "’"},  {"yen", "¥"},
                {"permil", "‰"}, {"plusmn", "±"}, {"copy", NULL}};

static uint32_t entity_name(struct gaz_text text, uint32_t at, char name[9]) {
    uint32_t n = 0;
    while (n < 8 && (gaz_char_at(text, at + n) == '#' ||
                     (gaz_char_at(text, at + n) < 0x80 && gaz_char_is_latin(gaz_char_at(text, at + n))))) {
        name[n] = (char)gaz_char_at(text, at + n);
        n++;
    }
    name[n] = 0;
    return gaz_char_at(text, at + n) == ';' || gaz_char_at(text, at + n) == 0xFF1B ? n : 0;
}

static void find_entity(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    char name[9];
    uint32_t n = entity_name(text, at + 1, name);
    if (n == 0) return;
    struct gaz_text where = gaz_text_slice(text, at, n + 2);
    g_autofree char *is = gaz_text_to_utf8(where);
    for (size_t i = 0; i < G_N_ELEMENTS(entities); i++)
        if (g_str_equal(name, entities[i].name))
            gaz_find(checker, GAZ_CHECK_ENTITY, where, entities[i].is, is);
    if (name[0] != '#' || n < 3) return;
    bool is_hex = name[1] == 'x' || name[1] == 'X';
    guint64 code = g_ascii_strtoull(name + 1 + is_hex, NULL, is_hex ? 16 : 10);
    bool is_good = code >= 0x20 && code <= 0xFFFF && g_unichar_validate((gunichar)code);
    struct gaz_utf8 meant = gaz_utf8_of(is_good ? (uint32_t)code : 0);
    gaz_find(checker, GAZ_CHECK_ENTITY, where, is_good ? meant.bytes : NULL, is);
}

/* ---- text that was read in a wrong encoding */

/* UTF-8 that was read as Latin-1 (Ã©, â€œ, ä¸), and GBK that came of lost bytes. */
static bool is_trail(uint32_t ch) {
    bool is_latin = ch >= 0xA1 && ch <= 0xBF && !gaz_char_is_one_of(ch, "°·²³");
    return is_latin || gaz_char_is_one_of(ch, "€‚ƒ„…†‡ˆ‰Š‹ŒŽ™š›œžŸ");
}

static bool is_mojibake_pair(uint32_t ch, uint32_t next) {
    return ch >= 0xC2 && ch <= 0xF4 && ch != L'×' && ch != L'÷' && is_trail(next);
}

static uint32_t mojibake_length(struct gaz_text text, uint32_t at) {
    static const char *const words[] = {"锟斤拷", "锟斤", "斤拷", "烫烫烫", "屯屯屯",
                                        "锘縁",   "锟叫", "鈥",   "锛屽"};
    uint32_t n = gaz_scan_words(text, at, words, G_N_ELEMENTS(words)), end = at;
    while (n == 0 && is_mojibake_pair(gaz_char_at(text, end), gaz_char_at(text, end + 1)))
        for (end += 2; is_trail(gaz_char_at(text, end));)
            end++;
    return n ? n : end - at;
}

void gaz_check_mojibake(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (ch == '&') find_entity(checker, text, i);
        if ((ch < 0xC2 || ch > 0xF4) && !gaz_char_is_one_of(ch, "锟斤烫屯锘鈥锛")) continue;
        uint32_t n = mojibake_length(text, i);
        if (n == 0) continue;
        gaz_find(checker, GAZ_CHECK_MOJIBAKE, gaz_text_slice(text, i, n), NULL, NULL);
        i += n - 1;
    }
}
