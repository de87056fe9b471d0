/* repeated.c: what stands twice or too much: marks, blanks, words (P-27); dashes and ellipses of wrong
 * length (P-22, P-23). */
#include "check/checker.h"
#include "check/scan.h"

#include "input/numbering.h"

/* ---- marks */

static bool is_stop(uint32_t ch) {
    return gaz_char_is_one_of(ch, "，。、；：");
}

/* What a run of stops should be; NULL: a person must say. */
static const char *one_stop(struct gaz_text run, const struct gaz_utf8 *first) {
    for (uint32_t i = 1; i < run.n; i++)
        if (run.chars[i].ch != run.chars[0].ch) return NULL;
    return first->bytes;
}

static uint32_t find_stops(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t end = at;
    while (end < text.n && is_stop(text.chars[end].ch))
        end++;
    struct gaz_text run = gaz_text_slice(text, at, end - at);
    struct gaz_utf8 first = gaz_utf8_of(run.chars[0].ch);
    g_autofree char *is = gaz_text_to_utf8(run);
    if (run.n >= 3 && g_str_has_prefix(is, "。。。") && one_stop(run, &first))
        gaz_find(checker, GAZ_CHECK_ELLIPSIS, run, "……", is);
    else if (run.n > 1)
        gaz_find(checker, GAZ_CHECK_DOUBLED_MARK, run, one_stop(run, &first), is);
    return end;
}

/* ---- dashes and ellipses */

static uint32_t run_of(struct gaz_text text, uint32_t at) {
    uint32_t end = at;
    while (end < text.n && text.chars[end].ch == text.chars[at].ch)
        end++;
    return end - at;
}

static bool is_between_han(struct gaz_text text, uint32_t at, uint32_t n) {
    return gaz_char_is_han(gaz_char_at(text, at - 1)) && gaz_char_is_han(gaz_char_at(text, at + n));
}

static uint32_t find_long_marks(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch, n = run_of(text, at);
    g_autofree char *is = gaz_text_to_utf8(gaz_text_slice(text, at, n));
    struct gaz_text run = gaz_text_slice(text, at, n);
    if ((ch == 0x2026 && n == 1 && text.n > 1) ||
        (ch == '.' && n >= 3 && gaz_char_is_han(gaz_char_at(text, at - 1))))
        gaz_find(checker, GAZ_CHECK_ELLIPSIS, run, "……", is);
    if ((ch == '-' || ch == 0xFF0D || ch == 0x2013) && n == 2 && is_between_han(text, at, n))
        gaz_find(checker, GAZ_CHECK_DASH, run, "——", is);
    return at + n;
}

/* ---- blanks */

static bool is_mark(uint32_t ch) {
    return is_stop(ch) || gaz_char_is_one_of(ch, "）》”？！〕");
}

/* A blank before a mark, between ideographs of a sentence no finding: names are spaced so. */
static uint32_t find_blanks(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t end = at;
    while (end < text.n && gaz_scan_is_blank(text.chars[end].ch))
        end++;
    bool is_before = is_mark(gaz_char_at(text, end)) && gaz_char_is_han(gaz_char_at(text, at - 1));
    if (text.chars[at].ch == 0x3000) is_before &= gaz_char_is_one_of(gaz_char_at(text, end), "，。；、");
    if (is_before) gaz_find(checker, GAZ_CHECK_BLANK_MARK, gaz_text_slice(text, at, end - at), "", "");
    return end;
}

void gaz_check_repeated_marks(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n;) {
        uint32_t ch = text.chars[i].ch;
        if (is_stop(ch))
            i = find_stops(checker, text, i);
        else if (ch == 0x2026 || ch == '.' || ch == '-' || ch == 0xFF0D || ch == 0x2013)
            i = find_long_marks(checker, text, i);
        else if (gaz_scan_is_blank(ch))
            i = find_blanks(checker, text, i);
        else
            i++;
    }
}

/* ---- words */

/* 的的确确, 为了了解 and the like: what stands behind the second makes a word with it. */
static bool is_doubled_word(struct gaz_text text, uint32_t at) {
    static const struct {
        uint32_t ch;
        const char *before, *after; /* which excuse it */
    } words[] = {{L'的', "目中", "确士话"},
                 {L'了', "为除知不", "解结然却断一"},
                 {L'和', "", "平谐睦解气好"},
                 {L'在', "存现实内潜", "校职建线册编场"},
                 {L'及', "以普涉危", "时格其早"},
                 {L'与', "参赠授给", "会"},
                 {L'要', "主必需重纪摘", "求素点件害领闻旨"},
                 {L'或', "", "许"},
                 {L'将', "即必", "来军领士官"},
                 {L'被', "", "动告褥子单"},
                 {L'并', "合兼", "且购存列网轨"},
                 {L'是', "非还于但就只总凡倒都", "否非"},
                 {L'对', "针应相核比一双对", "外对象策口接应照比"}};
    uint32_t ch = text.chars[at].ch;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (words[i].ch == ch)
            return !gaz_char_is_in(gaz_char_at(text, at - 1), words[i].before) &&
                   !gaz_char_is_in(gaz_char_at(text, at + 2), words[i].after);
    return false;
}

/* 市级级, 设立立, 同时时: a word whose last character stands twice, before what makes no word with it. */
static bool is_doubled_end(struct gaz_text text, uint32_t at) {
    static const struct {
        uint32_t ch;
        const char *before, *after;
    } ends[] = {{L'级', "市省县区各上下", "别差数联任次服用会低新格薄距进长"},
                {L'立', "设建成", "即刻法场时方体足项案志意论面交柱新地等"},
                {L'关', "相有", "系于键注心闭节联中怀东税公门山上头切口押照外内广路爱停机卡"},
                {L'时', "同及按届", "间期候限代机效段刻时任常光空点"},
                {L'污', "排治", "染水泥物"},
                {L'理', "管办受处治审", "论解想由性工事会念智财学应睬发直顺查化疗气赔清货"},
                {L'务', "服任", "必实须农工求虚"},
                {L'度', "制", "假过量日数夏"},
                {L'障', "保", "碍"},
                {L'督', "监", "察促查办战军导率学责"},
                {L'案', "方预备", "件例子情卷板由头"},
                {L'员', "人委会党", "工外额会"},
                {L'府', "政", "际上城"},
                {L'业', "企行", "务绩余内已界主者态户障力生协委"},
                {L'任', "责", "何务期免职命意用教人"},
                {L'知', "通", "识名情晓道会悉"},
                {L'目', "项", "标的前录视"},
                {L'门', "部", "外口前户诊票牌禁店卫类槛"},
                {L'织', "组", "造物机布"},
                {L'导', "领指引督", "致演航游师向管电体引出线入报则"},
                {L'训', "培", "练导斥"},
                {L'育', "教培", "人才种苗儿龄"},
                {L'准', "标批核", "确入备则时许予"},
                {L'划', "规计", "分定拨转归入"},
                {L'责', "负职", "任令成问怪"},
                {L'续', "连继延手", "期费写聘约签航存保建办航"},
                {L'究', "研追", "竟其责"},
                {L'委', "革业康法育会政纪党", "员派托书"},
                {L'标', "指目招投", "准志识注示杆题定书价段的底"}};
    if (gaz_char_at(text, at + 1) != text.chars[at].ch) return false;
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        if (ends[i].ch == text.chars[at].ch)
            return gaz_char_is_in(gaz_char_at(text, at - 1), ends[i].before) &&
                   !gaz_char_is_in(gaz_char_at(text, at + 2), ends[i].after);
    return false;
}

/* 加强管理理，服务企业业的: a character of offices that no word doubles (人人, 处处 do), with no ideograph
 * behind it that would make a word with the second one. */
static bool is_doubled_last(struct gaz_text text, uint32_t at) {
    static const char chars[] =
        "制法政策规定县区部局厅院校构权益性质额费款资源境治检查验测批复议决办设施建工程产品财税"
        "保护域级关务度障督案员府任织导训育准划责续究委标理业团社组党监管控防救赔偿险贷融证照"
        "备技术能智科研教卫健疗药农村水利渔林牧粮食商贸易投招补助贴奖励惩罚纪律违";
    uint32_t ch = text.chars[at].ch, behind = gaz_char_at(text, at + 2);
    bool is_twice = ch == gaz_char_at(text, at + 1) && gaz_char_is_han(gaz_char_at(text, at - 1)) &&
                    gaz_char_is_in(ch, chars);
    bool is_end = at + 2 == text.n || gaz_char_is_one_of(behind, "，。；：、）》”的和等及与");
    uint32_t before = gaz_char_at(text, at - 1);
    bool is_good = (ch == L'业' && before == L'兢') || (ch == L'法' && before == L'立');
    return is_twice && is_end && !is_good;
}

enum { LONGEST_PHRASE = 12, SHORTEST_PHRASE = 4 };

/* The length of a phrase of ideographs that is followed by itself at once; 0: none. */
static uint32_t doubled_phrase(struct gaz_text text, uint32_t at) {
    for (uint32_t n = SHORTEST_PHRASE; n <= LONGEST_PHRASE && at + 2 * n <= text.n; n++) {
        uint32_t same = 0;
        while (same < n && gaz_char_is_han(text.chars[at + same].ch) &&
               text.chars[at + same].ch == text.chars[at + n + same].ch)
            same++;
        if (same == n && text.chars[at].ch != text.chars[at + 1].ch) return n;
    }
    return 0;
}

/* 支队支队长, 支部支部书记: who leads what was named */
static bool is_leader(struct gaz_text text, uint32_t at) {
    static const char *const posts[] = {"长", "书记", "主任", "委员", "政委", "政治委员"};
    return gaz_scan_words(text, at, posts, G_N_ELEMENTS(posts));
}

/* 建设建设: a word of two that no verb doubles so (研究研究) and that counts nothing (一个一个) */
static uint32_t doubled_two(struct gaz_text text, uint32_t at) {
    uint32_t first = gaz_char_at(text, at), second = gaz_char_at(text, at + 1);
    bool is_twice =
        first == gaz_char_at(text, at + 2) && second == gaz_char_at(text, at + 3) && first != second;
    bool is_counted = gaz_scan_is_han_numeral(text, at) || gaz_char_is_one_of(first, "几半多逐越每○");
    bool goes_on = first == gaz_char_at(text, at + 4);
    static const char *const verbs[] = {"研究", "讨论", "商量", "考虑", "学习",
                                        "了解", "放松", "活动", "调整"};
    if (!is_twice || is_counted || goes_on || is_leader(text, at + 4)) return 0;
    if (gaz_scan_words(text, at, verbs, G_N_ELEMENTS(verbs))) return 0;
    return gaz_char_is_han(first) && gaz_char_is_han(second) ? 2 : 0;
}

static uint32_t find_doubled(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t phrase = doubled_phrase(text, at);
    if (!phrase) phrase = doubled_two(text, at);
    if (!phrase && gaz_char_at(text, at + 1) == text.chars[at].ch && is_doubled_word(text, at)) phrase = 1;
    if (!phrase && (is_doubled_end(text, at) || is_doubled_last(text, at))) phrase = 1;
    if (!phrase) return at + 1;
    g_autofree char *once = gaz_text_to_utf8(gaz_text_slice(text, at, phrase));
    gaz_find(checker, GAZ_CHECK_DOUBLED_WORD, gaz_text_slice(text, at, 2 * phrase), once, once);
    return at + 2 * phrase;
}

void gaz_check_repeated_words(struct gaz_checker *checker, const struct gaz_passage *passage) {
    for (uint32_t i = 0; i + 1 < passage->text.n;)
        i = gaz_char_is_han(passage->text.chars[i].ch) ? find_doubled(checker, passage->text, i) : i + 1;
}

/* ---- a paragraph that stands twice, one right behind the other */

enum { SHORTEST_PARAGRAPH = 20 };

/* Without its number. */
static struct gaz_text content_of(struct gaz_text text) {
    uint32_t n = gaz_number_find(text).length;
    return gaz_scan_trim(gaz_text_slice(text, n, text.n - n));
}

static bool is_prose(const struct gaz_block *block) {
    return block->kind == GAZ_BLOCK_PARAGRAPH && block->align == GAZ_ALIGN_BODY;
}

void gaz_check_repeated_paragraphs(struct gaz_checker *checker) {
    struct gaz_text last = {0};
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        const struct gaz_passage *passage = &checker->passages[i];
        if (!gaz_passage_is_block_text(passage)) continue;
        struct gaz_text text = content_of(passage->text);
        bool is_long = is_prose(passage->piece.block) && text.n >= SHORTEST_PARAGRAPH &&
                       gaz_scan_find(text, 0, "。") < text.n;
        if (is_long && gaz_text_equals(text, last))
            gaz_find(checker, GAZ_CHECK_DOUBLED_PARAGRAPH, text, NULL, NULL);
        last = is_long ? text : (struct gaz_text){0};
    }
}
