/* sense.c: what a place between two words of a title is to its sense.
 *
 * A title is issuer, 关于, what is done, to what, and the kind of document. Compositors end a line where one
 * of these ends: before a verb that begins anew (…保税区／高水平开放), between a verb and a long object
 * (…关于加强／三级公立医院…), behind a place, an organ or a time (…奥运会／首都国际机场…), before what the
 * document is called (…改革／实施方案的通知). Two nouns that qualify one another they leave together. No
 * list tells nouns and verbs apart for good, so verbs are listed, the rest counts as nouns.
 */
#include "layout/title/reading.h"

/* Verbs whose object follows, as titles of official documents have them. */
static const char *const verbs[] = {
    "加快",     "推进", "推动", "促进", "加强", "提高", "提升",     "优化",     "完善",     "支持", "实施",
    "开展",     "做好", "扩大", "深化", "健全", "规范", "鼓励",     "推行",     "建立",     "落实", "调整",
    "清理",     "整顿", "助力", "打赢", "加大", "改进", "强化",     "组建",     "暂停",     "取消", "下放",
    "修改",     "废止", "编制", "防止", "防范", "防治", "保障",     "保护",     "解决",     "治理", "整治",
    "建设",     "构建", "打造", "培育", "发挥", "严格", "稳定",     "增强",     "巩固",     "拓展", "创新",
    "降低",     "减轻", "减少", "控制", "制止", "严禁", "打击",     "查处",     "办理",     "开放", "引导",
    "协调",     "统筹", "组织", "举办", "召开", "考察", "调查",     "核定",     "批准",     "授权", "委托",
    "纳入",     "列为", "确定", "明确", "申报", "承担", "参加",     "应对",     "抓好",     "搞好", "坚持",
    "贯彻",     "执行", "启动", "启用", "终止", "延长", "补充",     "设立",     "成立",     "撤销", "更名",
    "变更",     "迁址", "转变", "转让", "出让", "征收", "征集",     "征用",     "划定",     "划转", "认定",
    "评定",     "评选", "发放", "发行", "收取", "免征", "减免",     "监督",     "检查",     "督查", "考核",
    "加装",     "表彰", "奖励", "嘉奖", "通报", "服务", "利用",     "使用",     "使",       "让",   "将",
    "把",       "扶持", "资助", "引进", "培养", "激励", "化解",     "淘汰",     "遏制",     "搬迁", "安置",
    "救助",     "缓缴", "同意", "停止", "创建", "表扬", "部署",     "推广",     "禁止",     "限制", "征求",
    "打好",     "办好", "夯实", "筑牢", "压实", "整合", "加快发展", "大力发展", "加快建设", "实行", "参与",
    "改革完善", NULL};

/* Those of them that are never what is done, 工业发展, and so want an object on their line. */
static const char *const governing[] = {"加快", "促进", "推动", "加强", "做好", "加大", "助力", "打赢",
                                        "打好", "打造", "鼓励", "抓好", "搞好", "夯实", "筑牢", "压实",
                                        "使",   "让",   "将",   "把",   "构建", "健全", "增强", NULL};

/* Verbs that mostly stand behind what they are done to: 农田建设, 耕地保护. */
static const char *const deeds[] = {"建设", "保护", "治理", "整治", "防治", "服务",
                                    "监管", "管理", "利用", "创新", "开放", NULL};

/* What stands before a verb and belongs to it. */
static const char *const adverbs[] = {
    "进一步", "全面", "深入", "切实",   "扎实",   "大力",   "积极",   "持续", "有效", "更好",
    "继续",   "暂时", "严格", "尽快",   "加紧",   "稳步",   "有序",   "依法", "联合", "集中",
    "统一",   "率先", "重新", "不再",   "高水平", "高质量", "最严格", "严厉", "坚决", "认真",
    "及时",   "妥善", "全力", "着力",   "全域",   "逐步",   "不断",   "协同", "优先", "精准",
    "充分",   "加力", "从严", "多层次", "全方位", "全过程", "全链条", NULL};

/* Nouns that name something whole: behind them a line ends well. */
static const char *const wholes[] = {"时期", "期间", "阶段", "地方", "地区", "领域", "方面", "年度",
                                     "总部", "集团", "学校", "大学", "医院", "中心", "武器", "以来",
                                     "工作", "活动", "制度", "情况", "条例", "新区", "同志", NULL};
/* The same where they end a phrase: 工业企业|经济指标, not 澄浦市企业|投资项目. */
static const char *const heads[] = {"部门", "单位", "企业", "机构", "公司", "银行", NULL};
/* The same of words of three characters and more, which end in one of these: 巴东县, 奥运会, 管理法. */
static const char whole_ends[] = "省市县区州盟镇乡会局委院厅部所署府法园港站厂";

/* What only the words before it make something of: 医疗卫生体系, 长效机制; and what follows names. */
static const char *const tails[] = {"体系", "机制", "体制", "能力", "水平", "同志", "时期",
                                    "期间", "任职", "免职", "任免", "职务", NULL};

/* What a document, or what it hands on, is called. */
static const char *const kinds[] = {"方案", "规划", "计划", "意见", "办法", "措施", "问题", "条例", "规定",
                                    "纲要", "预案", "目录", "名单", "细则", "标准", "要点", "清单", "制度",
                                    "决定", "工作", "人员", "安排", "情况", "通知", "请示", "报告", "建议",
                                    "规则", "章程", "守则", "公约", "事项", "指标", "分工", "职责", "规程",
                                    "规范", "指南", "导则", "名录", "任务", "纪要", "公报", "草案", NULL};

/* What such a name may begin with, a word longer. */
static const char *const some[] = {"有关", "若干", "几个", "相关", "部分", NULL};

/* What stands before such a name and is a part of it: 管理|暂行办法, 综合|评价办法. */
static const char *const works[] = {"管理", "工作", "综合", "专项", NULL};

/* What says of which sort a thing is that is called by a verb: 综合|监管, 专项|整治. */
static const char *const wide[] = {"综合", "专项", NULL};

/* Words that only qualify: they are never what is spoken of. */
static const char *const sorts[] = {"国有", "民办", "公立", "大型", "中型", "小型",   "新型", "重大", "重要",
                                    "重点", "主要", "基本", "高等", "中等", "初级",   "中级", "高级", "特种",
                                    "特困", "新兴", "常务", "临时", "专题", "大规模", NULL};

enum { SHORTEST_KIND = 4, LONGEST_KIND = 8 /* 实施方案, 若干政策措施, 有关问题请示 */ };

/* Where a phrase ends: 的, 和, a mark, the end. */
static bool ends_phrase(const struct gaz_title_reading *r, uint32_t i) {
    return i >= r->text.n || gaz_title_is_mark(r, i) || gaz_char_at(r->text, i) == 0x7684 /* 的 */ ||
           (r->tokens[i].kind == GAZ_TOKEN_PARTICLE && gaz_char_is_one_of(gaz_char_at(r->text, i), "和与及"));
}

/* The kind that begins at i and goes on to the end of the phrase: 实施方案, 几个问题. */
static bool begins_kind(const struct gaz_title_reading *r, uint32_t i) {
    uint32_t end = i, n_words = 0;
    while (end - i <= LONGEST_KIND && !ends_phrase(r, end)) {
        end += MAX(r->tokens[end].length, 1);
        n_words++;
    }
    bool is_some = gaz_title_any_stands(r, i, some);
    uint32_t most = is_some ? 3 : 2, second = i + r->tokens[i].length;
    bool is_work = gaz_title_any_stands(r, i, works);
    if (!is_some && !is_work && end - second >= 4)
        return false; /* 改革|实施方案: the name is 实施方案 alone */
    bool is_kind = gaz_title_any_ends(r, end, kinds) || (is_some && gaz_title_ends_with(r, end, "政策"));
    return is_kind && end - i >= SHORTEST_KIND && n_words <= most && end - i <= LONGEST_KIND;
}

static uint32_t longest_at(const struct gaz_title_reading *r, uint32_t i, const char *const *words) {
    glong longest = 0;
    for (; *words; words++)
        if (gaz_title_stands_at(r, i, *words)) longest = MAX(longest, g_utf8_strlen(*words, -1));
    return (uint32_t)longest;
}

uint32_t gaz_title_doing_length(const struct gaz_title_reading *r, uint32_t i) {
    return MAX(longest_at(r, i, verbs), longest_at(r, i, adverbs));
}

static bool begins_doing(const struct gaz_title_reading *r, uint32_t i) {
    return gaz_title_any_stands(r, i, verbs) || gaz_title_any_stands(r, i, adverbs);
}

/* Where the piece before the one at i begins. */
static uint32_t piece_before(const struct gaz_title_reading *r, uint32_t i) {
    while (i > 0 && !r->tokens[i - 1].begins)
        i--;
    return i - (i > 0);
}

/* What begins at `left` is what the title does: behind 关于, a particle or an adverb. */
static bool begins_main(const struct gaz_title_reading *r, uint32_t left) {
    return gaz_title_any_stands(r, left, adverbs) || gaz_title_ends_with(r, left, "关于") ||
           gaz_title_stands_at(r, left, "关于") || gaz_title_any_ends(r, left, adverbs) ||
           (left > 0 && r->tokens[left - 1].begins && r->tokens[left - 1].kind == GAZ_TOKEN_PARTICLE &&
            gaz_char_is_one_of(gaz_char_at(r->text, left - 1), "对在将为以"));
}

/* The piece at i is a verb, not a word that begins like one: 培育, not 创新驱动发展战略; nor 将, 使. */
static bool is_verb_of_two(const struct gaz_title_reading *r, uint32_t i) {
    return r->tokens[i].length >= 2 && longest_at(r, i, verbs) == r->tokens[i].length;
}

/* The same of the verb at `left`, or of one before it: 统筹推进, 加快培育发展. */
static bool is_main_verb(const struct gaz_title_reading *r, uint32_t left) {
    for (unsigned n_before = 2; !begins_main(r, left); n_before--) {
        uint32_t before = piece_before(r, left);
        if (n_before == 0 || !gaz_title_any_ends(r, left, verbs)) return false;
        if (!begins_main(r, before) && !is_verb_of_two(r, before)) return false;
        left = before;
    }
    return true;
}

/* 中 of 考核中, 内 of 范围内. */
static bool is_within(const struct gaz_title_reading *r, uint32_t i) {
    return i > 0 && r->tokens[i].kind == GAZ_TOKEN_UNKNOWN && r->tokens[i].run == 1 &&
           gaz_char_is_one_of(gaz_char_at(r->text, i), "中内") && i + 1 < r->text.n &&
           r->tokens[i + 1].kind != GAZ_TOKEN_UNKNOWN;
}

static bool ends_whole(const struct gaz_title_reading *r, uint32_t i, uint32_t left) {
    if (gaz_title_any_ends(r, i, wholes) || is_within(r, left)) return true;
    if (left > 0 && gaz_title_any_ends(r, i, heads))
        return r->tokens[piece_before(r, left)].kind == GAZ_TOKEN_WORD &&
               !gaz_title_any_ends(r, left, verbs) && !gaz_title_ends_with(r, left, "关于");
    if (gaz_title_ends_with(r, i, "城市")) return false; /* no name of one */
    return i - left >= 3 && gaz_char_is_in(gaz_char_at(r->text, i - 1), whole_ends);
}

/* A character between two words that no list knows: it belongs to one of them. */
static bool is_lone(const struct gaz_title_reading *r, uint32_t i) {
    return r->tokens[i].kind == GAZ_TOKEN_UNKNOWN && r->tokens[i].run == 1 && i + 1 < r->text.n &&
           r->tokens[i + 1].kind != GAZ_TOKEN_UNKNOWN;
}

/* 国有, 控制性, 紧密型: what says of which sort the next word is. */
static bool ends_sort(const struct gaz_title_reading *r, uint32_t i, uint32_t left) {
    if (ends_phrase(r, i)) return false;
    return (i - left >= 3 && gaz_char_is_one_of(gaz_char_at(r->text, i - 1), "性型式")) ||
           (gaz_title_any_stands(r, left, sorts) && gaz_title_any_ends(r, i, sorts));
}

/* What is done at i has no object: 集中采购|和, 征收|管理办法, 农田建设|提升能力. */
static bool is_act(const struct gaz_title_reading *r, uint32_t i) {
    uint32_t end = i + MAX(r->tokens[i].length, 1);
    if (gaz_title_any_ends(r, end, adverbs)) end += ends_phrase(r, end) ? 0 : MAX(r->tokens[end].length, 1);
    return ends_phrase(r, end) || gaz_title_stands_at(r, end, "工作") || begins_kind(r, end) ||
           (gaz_title_any_stands(r, i, deeds) && begins_doing(r, end));
}

/* What only the words before it make something of. 工作 alone too: 绿化|工作, not 绿化|工作方案; and 改革. */
static bool begins_tail(const struct gaz_title_reading *r, uint32_t i) {
    return gaz_title_any_stands(r, i, tails) || is_within(r, i) ||
           (gaz_title_stands_at(r, i, "工作") && r->tokens[i].length == 2 && !begins_kind(r, i)) ||
           (gaz_title_stands_at(r, i, "改革") && ends_phrase(r, i + 2));
}

enum gaz_title_place gaz_title_sense(const struct gaz_title_reading *r, uint32_t i, uint32_t left) {
    bool is_known = r->tokens[left].kind != GAZ_TOKEN_UNKNOWN;
    bool does = is_known && gaz_title_any_ends(r, i, verbs);
    if (gaz_title_any_ends(r, i, adverbs) || ends_sort(r, i, left)) return GAZ_PLACE_ADVERB;
    if (gaz_title_any_ends(r, i, wide)) return GAZ_PLACE_WORDS;
    if ((!does || is_within(r, i)) && begins_tail(r, i)) return GAZ_PLACE_TAIL;
    bool is_main = does && is_main_verb(r, left);
    if (is_main && !begins_doing(r, i)) return GAZ_PLACE_OBJECT;
    if (is_main && is_verb_of_two(r, left) && is_verb_of_two(r, i)) return GAZ_PLACE_GOVERNS;
    if (does && !ends_phrase(r, i) && gaz_title_any_ends(r, i, governing)) return GAZ_PLACE_GOVERNS;
    if (does && begins_doing(r, i)) return GAZ_PLACE_DOING;
    if (begins_kind(r, i) && (!does || gaz_title_any_stands(r, i, some))) return GAZ_PLACE_KIND;
    if (begins_doing(r, i)) return is_act(r, i) ? GAZ_PLACE_ACT : GAZ_PLACE_VERB;
    if (does) return GAZ_PLACE_DOING;
    if (ends_whole(r, i, left)) return GAZ_PLACE_WHOLE;
    bool knows_right = r->tokens[i].kind != GAZ_TOKEN_UNKNOWN;
    if (is_lone(r, i) || is_lone(r, left)) return GAZ_PLACE_ODD;
    if (is_known && knows_right) return GAZ_PLACE_WORDS;
    if (is_known || knows_right) return GAZ_PLACE_EDGE;
    return r->tokens[left].run % 2 ? GAZ_PLACE_ODD : GAZ_PLACE_EVEN;
}
