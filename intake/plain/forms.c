/* forms.c: see forms.h. The lists are of words that official texts of all kinds have at these places. */
#include "intake/plain/forms.h"

#include "input/lines/numbering.h"
#include "intake/plain/marks.h"

#include <glib.h>
#include <string.h>

/* ---- words */

static bool has_at(struct gaz_text text, uint32_t at, const char *utf8) {
    return at <= text.n && gaz_text_has_prefix(gaz_text_slice(text, at, text.n - at), utf8);
}

static bool has_one_at(struct gaz_text text, uint32_t at, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (has_at(text, at, words[i])) return true;
    return false;
}

/* Whether the characters before `end` are one of the words; gives how many, 0: none. */
static uint32_t ends_with_one(struct gaz_text text, uint32_t begin, uint32_t end, const char *const *words,
                              size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint32_t length = (uint32_t)g_utf8_strlen(words[i], -1);
        if (end >= begin + length && has_at(text, end - length, words[i])) return length;
    }
    return 0;
}

/* ---- dates */

static uint32_t behind_number(struct gaz_text text, uint32_t at, uint32_t least, char32_t unit) {
    struct gaz_numeral number = gaz_numeral_either(gaz_near(text, at), at);
    bool is_it =
        number.length >= least && number.length <= 4 && gaz_char_at(text, at + number.length) == unit;
    return is_it ? at + number.length + 1 : 0;
}

uint32_t gaz_form_date(struct gaz_text text, uint32_t at) {
    if (gaz_char_is_digit(gaz_char_at(text, at - 1))) return 0;
    uint32_t year = behind_number(text, at, 4, U'年');
    uint32_t month = year ? behind_number(text, year, 1, U'月') : 0;
    return month ? behind_number(text, month, 1, U'日') : 0;
}

/* ---- how texts begin */

/* Whether the text from `at` on begins as paragraphs do: 为了 根据 通过 各 本 第一条 2024年 一、 … */
static bool opens(struct gaz_text text, uint32_t at) {
    static const char *const words[] = {
        "为",   "根据",   "依据",   "按照", "依照", "遵照", "通过",   "以习", "以“",    "坚持",
        "各",   "本",     "对",     "由",   "凡",   "自",   "在",     "从",   "到",     "全",
        "我",   "将",     "结合",   "围绕", "经",   "建立", "加强",   "成立", "组织",   "认真",
        "深入", "严格",   "要",     "应",   "符合", "具有", "具备",   "《",   "近年来", "现将",
        "因",   "鉴于",   "随着",   "针对", "充分", "切实", "进一步", "实行", "推进",   "鼓励",
        "支持", "第一条", "第一章", "一、", "市",   "区",   "县",     "省",   "国",     "以下",
        "凭",   "有下列", "申请",   "从事", "任何", "违反", "经市",   "经省", "经国",   "目录"};
    bool is_year = gaz_char_is_digit(gaz_char_at(text, at)) && behind_number(text, at, 4, U'年');
    return is_year || has_one_at(text, at, words, G_N_ELEMENTS(words));
}

/* ---- addressees */

uint32_t gaz_form_addressee(struct gaz_text text, uint32_t at) {
    enum { LONGEST = 200 };
    static const char *const ends[] = {"政府", "部门",   "单位", "机构", "委员会", "办公室", "办公厅",
                                       "公司", "企业",   "局",   "厅",   "委",     "院",     "部",
                                       "单",   "办事处", "学校", "中心", "社",     "处",     "军区",
                                       "总队", "大学",   "银行", "总部", "主席",   "同志",   "省",
                                       "市",   "区",     "县",   "州",   "旗",     "公署"};
    uint32_t i = at;
    while (i < text.n && i - at < LONGEST && !gaz_char_is_one_of(gaz_char_at(text, i), "。；：:;！？"))
        i++;
    if (i - at < 3 || !gaz_char_is_one_of(gaz_char_at(text, i), "：:")) return 0;
    for (uint32_t k = at; k < i; k++) /* 关于…的通知 is no addressee's */
        if (has_at(text, k, "关于") || has_at(text, k, "如下")) return 0;
    if (gaz_char_is_one_of(gaz_char_at(text, at), "的》、和及与”（(")) return 0;
    bool is_all = gaz_char_at(text, at) == U'各';
    uint32_t end = gaz_char_is_one_of(gaz_char_at(text, i - 1), "）)") ? i - 1 : i;
    return is_all || ends_with_one(text, at, end, ends, G_N_ELEMENTS(ends)) ? i + 1 : 0;
}

/* ---- titles */

uint32_t gaz_form_title(struct gaz_text text, uint32_t at) {
    enum { SHORTEST = 6, LONGEST = 80 };
    static const char *const kinds[] = {
        "实施细则", "实施方案", "实施意见", "实施办法", "若干政策", "若干措施", "若干意见", "若干规定",
        "行动计划", "工作方案", "应急预案", "管理办法", "暂行办法", "暂行规定", "通知",     "意见",
        "决定",     "批复",     "公告",     "通告",     "通报",     "办法",     "规定",     "细则",
        "条例",     "规则",     "方案",     "规划",     "章程",     "制度",     "标准",     "预案",
        "纲要",     "指南",     "要点",     "的函",     "复函"};
    for (uint32_t i = at; i < text.n && i - at < LONGEST; i++) {
        if (gaz_char_is_one_of(gaz_char_at(text, i), "。，；：！？,;:")) return 0;
        uint32_t end = i + 1;
        if (end - at < SHORTEST || !ends_with_one(text, at, end, kinds, G_N_ELEMENTS(kinds))) continue;
        uint32_t next = gaz_ink_from(text, end);
        bool is_bracket = gaz_char_is_one_of(gaz_char_at(text, next), "（(") && gaz_form_brackets(text, next);
        if (is_bracket) /* 总体规划（2018—2035年）的批复 */
            is_bracket =
                !gaz_char_is_one_of(gaz_char_at(text, gaz_form_brackets(text, next)), "的》、和及与");
        if (is_bracket || opens(text, next) || gaz_form_addressee(text, next)) return end;
    }
    return 0;
}

/* ---- signatures */

uint32_t gaz_form_signature(struct gaz_text text, uint32_t date) {
    enum { LONGEST = 40 };
    static const char *const ends[] = {"政府", "室",   "局", "会", "委", "部", "院", "厅", "办", "处", "署",
                                       "公司", "中心", "社", "行", "校", "组", "所", "站", "队", "关"};
    uint32_t end = gaz_ink_before(text, date), i = date;
    if (end == UINT32_MAX || !ends_with_one(text, 0, end + 1, ends, G_N_ELEMENTS(ends))) return date;
    while (i > 0 && date - i < LONGEST) {
        uint32_t ch = gaz_char_at(text, i - 1);
        if (gaz_is_stop(ch) || gaz_char_is_one_of(ch, "：:）)")) return gaz_ink_from(text, i);
        if (gaz_char_is_one_of(ch, "，、,")) return date;
        i--;
    }
    return i == 0 ? 0 : date;
}

/* ---- headings */

static bool is_said_again(struct gaz_text text, uint32_t at, uint32_t heading_end, uint32_t end) {
    struct gaz_text heading = gaz_text_slice(text, at, heading_end - at);
    g_autofree char *words = gaz_text_to_utf8(heading);
    for (uint32_t i = heading_end; i < end && !gaz_is_stop(gaz_char_at(text, i)); i++)
        if (has_at(text, i, words)) return true;
    return false;
}

uint32_t gaz_form_heading(struct gaz_text text, uint32_t at, uint32_t end, bool *is_strong) {
    enum { SHORTEST = 2, LONGEST = 24 };
    static const char *const nouns[] = {
        "目标", "范围", "对象", "条件", "标准", "要求", "措施", "任务", "原则", "内容", "方式", "方法",
        "程序", "步骤", "安排", "保障", "职责", "分工", "时间", "依据", "目的", "意义", "思想", "事项",
        "附则", "总则", "机制", "体系", "流程", "说明", "情况", "问题", "组织", "领导", "管理", "监督",
        "政策", "资金", "规定", "责任", "期限", "来源", "方案", "计划", "重点", "机构", "建设", "实施",
        "服务", "发展", "规划", "环境", "能力", "水平", "制度", "主体", "材料", "渠道", "地点", "名额",
        "待遇", "奖励", "检查", "考核", "宣传", "罚则", "义务", "权利", "背景", "现状"};
    uint32_t weak = 0;
    *is_strong = false;
    for (uint32_t i = at + SHORTEST; i < end && i - at <= LONGEST; i++) {
        uint32_t next = gaz_char_at(text, i);
        if (gaz_char_is_one_of(gaz_char_at(text, i - 1), "。，；：,;:")) break;
        if (!ends_with_one(text, at, i, nouns, G_N_ELEMENTS(nouns))) continue;
        if (gaz_char_is_one_of(next, "的和与及或、等，。；：,;:是）)”》")) continue;
        *is_strong = opens(text, i) || (i - at > 2 && is_said_again(text, at, i, end));
        if (*is_strong) return i;
        if (!weak && i - at >= 4) weak = i;
    }
    return weak;
}

uint32_t gaz_form_brackets(struct gaz_text text, uint32_t at) {
    enum { LONGEST = 400 };
    int depth = 0;
    for (uint32_t i = at; i < text.n && i - at < LONGEST; i++) {
        uint32_t ch = gaz_char_at(text, i);
        if (gaz_char_is_one_of(ch, "（(")) depth++;
        if (gaz_char_is_one_of(ch, "）)") && --depth == 0) return i + 1;
    }
    return 0;
}
