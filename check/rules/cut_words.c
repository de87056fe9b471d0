/* cut_words.c: a mark in the middle of a word: 加强绿道管，理工作 (P-27). Told where the dictionary makes no
 * word of what stands on either side of the mark, and one of both together. */
#include "check/checker.h"
#include "check/mending.h"
#include "check/usage.h"

/* A single ideograph, that may be a word or not. */
static bool is_single(struct gaz_text text, uint32_t at, const bool *bounds) {
    return bounds[at] && bounds[at + 1] && gaz_usage_han(text, at);
}

static bool is_rest(struct gaz_text text, uint32_t at) {
    return !gaz_stands_alone(text.chars[at].ch);
}

/* Whether it hardly ever stands alone elsewhere: 行、列 of a table are words. */
static bool is_odd(const struct gaz_usage *usage, struct gaz_text text, uint32_t at) {
    enum { OFTEN = 10 };
    uint32_t ch = text.chars[at].ch;
    return !is_rest(text, at) ||
           gaz_usage_count(usage->alone, ch) <= 1 + gaz_usage_count(usage->all, ch) / OFTEN;
}

/* What is listed by its one character: 税、费 and 水、电, which are words together too. */
static bool is_listed(uint32_t ch) {
    return gaz_char_is_one_of(
        ch, "税费水电气热路桥粮油煤车船房地城乡省市县区街镇村社厂矿院校所站馆堂楼师生男女老幼医药书报"
            "刊山田林湖草沙牛羊猪鸡鱼虾人财物教科文卫体产学研农牧副渔工商党政军警公检法司风光火核险金"
            "种养供销购存借贷收支进出上下左右东西南北中外前后内大小多少高低长短新旧正副");
}

/* 应急响应时，报上级 */
static bool ends_clause(uint32_t ch) {
    return gaz_char_is_one_of(ch, "时后前中上下内外间的了着过等起来去出入");
}

/* 以预防为主。要加强 */
static bool begins_clause(uint32_t ch) {
    return gaz_char_is_one_of(
        ch, "要为是不未应须需可能会使让令给予用在对以将把被从向由于按经据就至到自并但而且则之其此该本各每某有"
            "无做");
}

/* The two halves are no words alone, or one of them that has an ideograph on its other side. */
static bool cuts(const struct gaz_usage *usage, struct gaz_text text, uint32_t at, const bool *bounds) {
    uint32_t first = at - 1, second = at + 1;
    bool are_single = is_single(text, first, bounds) && is_single(text, second, bounds);
    if (!are_single || (is_listed(text.chars[first].ch) && is_listed(text.chars[second].ch))) return false;
    bool has_before = gaz_usage_han(text, at - 2), has_behind = gaz_usage_han(text, at + 2),
         is_first = is_rest(text, first), is_second = is_rest(text, second);
    if (!(is_first && has_before) && !(is_second && has_behind)) return false;
    if (!is_odd(usage, text, first) || !is_odd(usage, text, second)) return false;
    if (text.chars[at].ch != L'、' &&
        (ends_clause(text.chars[first].ch) || begins_clause(text.chars[second].ch)))
        return false;
    struct gaz_change change = {at, 1, 0, {0, 0}};
    uint32_t least = 1u + is_first + is_second; /* the mark, and the halves */
    return gaz_mends(text, &change, least, true) && gaz_mends_pair(text, &change, first);
}

void gaz_check_cut_words(struct gaz_checker *checker) {
    for (uint32_t p = 0; p < checker->n_passages; p++) {
        struct gaz_text text = checker->passages[p].text;
        for (uint32_t i = 1; i + 1 < text.n; i++) {
            bool is_mark = gaz_char_is_one_of(text.chars[i].ch, "，、。；：");
            if (!is_mark || !cuts(checker->usage, text, i, checker->usage->bounds[p])) continue;
            struct gaz_text where = gaz_text_slice(text, i - 1, 3);
            struct gaz_char both[] = {text.chars[i - 1], text.chars[i + 1]};
            g_autofree char *is = gaz_text_to_utf8(where),
                            *word = gaz_text_to_utf8((struct gaz_text){both, G_N_ELEMENTS(both), NULL});
            gaz_find(checker, GAZ_CHECK_CUT_WORD, where, word, is, word);
        }
    }
}
