/* particles.c: 的, 地 and 得, one for another, where what stands around leaves no choice (P-39): 认真的落实,
 * 有效地措施, 取的成效. */
#include "check/checker.h"
#include "check/scan.h"

/* 认真的落实: an adverb before a verb. 得到切实的加强 is right. */
static bool is_before_verb(struct gaz_text text, uint32_t at) {
    static const char *const adverbs[] = {"认真", "切实", "及时", "扎实", "大力", "坚决",
                                          "全力", "逐步", "尽快", "按时", "如实", "自觉"};
    static const char *const verbs[] = {"落实", "贯彻", "执行", "做好", "抓好", "推进", "开展",
                                        "组织", "加强", "履行", "遵守", "实施", "完成", "推动",
                                        "发挥", "解决", "提高", "改善", "完善", "配合", "报告"};
    static const char *const nouns[] = {"得到", "给予", "进行", "予以", "获得", "有", "了", "加以", "作出"};
    uint32_t n = gaz_scan_words_before(text, at, adverbs, G_N_ELEMENTS(adverbs));
    return n > 0 && gaz_scan_words(text, at + 1, verbs, G_N_ELEMENTS(verbs)) > 0 &&
           !gaz_scan_words_before(text, at - n, nouns, G_N_ELEMENTS(nouns));
}

/* 有效地措施: an adjective before a noun */
static bool is_before_noun(struct gaz_text text, uint32_t at) {
    static const char *const adjectives[] = {"有效", "积极", "良好", "重要", "具体", "必要", "充分",
                                             "严格", "全面", "关键", "突出", "明显", "坚实", "相应"};
    static const char *const nouns[] = {"措施", "作用", "基础", "环境", "条件", "意见",
                                        "办法", "方案", "成效", "效果", "问题", "原则",
                                        "制度", "机制", "影响", "氛围", "标准", "责任"};
    return gaz_scan_words_before(text, at, adjectives, G_N_ELEMENTS(adjectives)) > 0 &&
           gaz_scan_words(text, at + 1, nouns, G_N_ELEMENTS(nouns)) > 0;
}

/* 取的成效, 获地奖励; 所获的奖励 is right. */
static bool is_of_getting(struct gaz_text text, uint32_t at) {
    static const char *const got[] = {"成效", "成绩", "成果", "进展", "胜利", "突破", "显著", "明显",
                                      "新",   "较",   "良好", "重大", "阶段", "积极", "实效", "一定"};
    uint32_t verb = gaz_char_at(text, at - 1), before = gaz_char_at(text, at - 2);
    return gaz_char_is_one_of(verb, "取获") &&
           !gaz_char_is_one_of(before, "所获收领提抽采选索截考录听换窃摄") &&
           gaz_scan_words(text, at + 1, got, G_N_ELEMENTS(got)) > 0;
}

/* 抓的实, 做地好: how something is done, at a clause's end */
static bool is_of_manner(struct gaz_text text, uint32_t at) {
    return gaz_char_is_one_of(gaz_char_at(text, at - 1), "做抓管走站学干办建用落") &&
           gaz_char_is_one_of(gaz_char_at(text, at + 1), "好实紧严细准牢稳快远") &&
           gaz_char_is_one_of(gaz_char_at(text, at + 2), "，。、；");
}

static const char *right_particle(struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch;
    if (ch == L'的' && is_before_verb(text, at)) return "地";
    if (ch == L'地' && is_before_noun(text, at)) return "的";
    bool is_other = ch == L'的' || ch == L'地';
    return is_other && (is_of_getting(text, at) || is_of_manner(text, at)) ? "得" : NULL;
}

void gaz_check_particles(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 1; i + 1 < text.n; i++) {
        if (!gaz_char_is_one_of(text.chars[i].ch, "的地")) continue;
        const char *right = right_particle(text, i);
        if (!right) continue;
        struct gaz_utf8 is = gaz_utf8_of(text.chars[i].ch);
        gaz_find(checker, GAZ_CHECK_PARTICLE, gaz_text_slice(text, i, 1), right, is.bytes, right);
    }
}
