/* organs.c: when a former name of an organ is wrong; how organs are called in 版头, 主送 and 署名, and by
 * which code (P-03, P-16; GB/T 9704 7.2.3, 7.3.2). */
#include "check/house/rules.h"
#include "check/doc_number.h"
#include "check/scan.h"

#include <string.h>

enum { LOOK_BACK = 40 };

int gaz_date_compare(struct gaz_date a, struct gaz_date b) {
    return (a.year * 512 + a.month * 32 + a.day) - (b.year * 512 + b.month * 32 + b.day);
}

struct gaz_date gaz_date_of(const struct gaz_checker *checker, const struct gaz_doc *doc) {
    uint32_t year = doc ? gaz_doc_number_year_of(doc) : 0;
    if (year == 0 || year > INT16_MAX) return checker->issue->published.date;
    return doc->issued.year ? doc->issued : (struct gaz_date){(int16_t)year, 1, 1};
}

/* ---- a former name where it belongs */

/* 《原名关于…的通知》 */
static bool is_in_title(struct gaz_text text, uint32_t at) {
    for (uint32_t i = at; i-- > 0 && at - i < 200;) {
        if (text.chars[i].ch == L'》') return false;
        if (text.chars[i].ch == L'《') return true;
    }
    return false;
}

/* 原甲局、乙局: said of all that follow. 原则, 原因 say no such thing. */
static bool is_called_former(struct gaz_text text, uint32_t at) {
    for (uint32_t i = at; i-- > 0 && at - i < LOOK_BACK;) {
        uint32_t ch = text.chars[i].ch;
        if (gaz_char_is_one_of(ch, "。；：！？，（\n")) return false;
        if (ch == L'原' && (i + 1 == at || !gaz_char_is_one_of(text.chars[i + 1].ch, "则因料有来本始理油告")))
            return true;
    }
    return false;
}

/* A sentence about what was: a year of then, or the change itself. */
static bool is_history(struct gaz_text sentence, struct gaz_date last) {
    static const char *const words[] = {"更名", "改称", "改名", "组建",     "不再保留", "撤销", "整合",
                                        "划入", "划转", "划归", "前身",     "曾用名",   "时任", "时称",
                                        "并入", "合并", "挂牌", "机构改革", "改革前"};
    for (uint32_t i = 0; i < sentence.n; i++) {
        if (gaz_scan_words(sentence, i, words, G_N_ELEMENTS(words))) return true;
        struct gaz_numeral number = gaz_numeral_digits(sentence, i);
        if (number.length == 0) continue;
        uint32_t behind = gaz_char_at(sentence, i + number.length);
        bool is_year = number.length == 4 && gaz_char_is_one_of(behind, "年〕—－-～");
        if (is_year && number.value >= 1900 && number.value <= (uint32_t)last.year) return true;
        i += number.length - 1;
    }
    return false;
}

/* 环境保护部门, 农业部队; 卫生部令第90号; 农业部长. */
static bool goes_on(struct gaz_text text, uint32_t end) {
    static const char *const words[] = {"令", "公告", "通告", "〔", "门", "队", "长", "分"};
    return gaz_scan_words(text, end, words, G_N_ELEMENTS(words)) > 0;
}

/* A name without a place in it (农业部, 市工商局) may be the end of another organ's (外国农业部, 各市工商局):
 * it is ours behind a mark or a word of relation. */
static bool is_whole(struct gaz_text text, struct gaz_house_hit hit) {
    static const char *const places[] = {"国家", "中国", "中华", "中共", "全国", "国务院"};
    struct gaz_text name = gaz_text_slice(text, hit.begin, hit.n);
    if (gaz_scan_words(name, 0, places, G_N_ELEMENTS(places))) return true;
    for (uint32_t i = 1; i < 6; i++)
        if (gaz_char_is_one_of(gaz_char_at(name, i), "省市区县州旗盟")) return true;
    uint32_t before = gaz_char_at(text, hit.begin - 1);
    return !gaz_char_is_han(before) ||
           gaz_char_is_one_of(before, "和与及由经向报送会按据同对请被从在给为是发照归将即实");
}

bool gaz_former_counts(const struct gaz_checker *checker, const struct gaz_passage *passage,
                       struct gaz_house_hit hit) {
    struct gaz_text text = passage->text;
    struct gaz_date last = hit.form->former->to.date;
    if (gaz_date_compare(gaz_date_of(checker, passage->doc), last) <= 0) return false;
    if (!is_whole(text, hit) || goes_on(text, hit.begin + hit.n)) return false;
    return !is_in_title(text, hit.begin) && !is_called_former(text, hit.begin) &&
           !is_history(gaz_scan_sentence(text, hit.begin), last);
}

/* ---- names in 版头, 主送, 署名 */

static struct gaz_text without_end(struct gaz_text name, const char *end) {
    uint32_t n = gaz_scan_words_before(name, name.n, &end, 1);
    return gaz_text_slice(name, 0, name.n - n);
}

static void judge_name(struct gaz_checker *checker, struct gaz_text written, bool is_own) {
    struct gaz_text name = without_end(gaz_scan_trim(written), "文件");
    if (name.n == 0) return;
    const struct gaz_listed *form = gaz_house_name(checker->house, name);
    const struct gaz_listed *casual = gaz_listed_of(form, GAZ_MEANS_CASUAL),
                            *brief = is_own ? gaz_listed_of(form, GAZ_MEANS_SHORT) : NULL;
    if (!casual && !brief) return;
    g_autofree char *full = gaz_text_to_utf8((casual ? casual : brief)->organ->name);
    gaz_find(checker, casual ? GAZ_CHECK_ORGAN_CASUAL : GAZ_CHECK_ORGAN_SHORT, name, full, full);
}

/* Each between two marks. */
static void judge_names(struct gaz_checker *checker, struct gaz_text texts) {
    uint32_t begin = 0;
    for (uint32_t i = 0; i <= texts.n; i++) {
        if (i < texts.n && !gaz_char_is_one_of(texts.chars[i].ch, "，、：；。")) continue;
        judge_name(checker, gaz_text_slice(texts, begin, i - begin), false);
        begin = i + 1;
    }
}

/* ---- 代字 */

static struct gaz_text code_of(struct gaz_text number) {
    for (uint32_t i = 1; i < number.n; i++)
        if (gaz_doc_number_at(number, i).end) return gaz_scan_trim(gaz_text_slice(number, 0, i));
    return gaz_text_slice(number, 0, 0);
}

static const struct gaz_organ *organ_named(const struct gaz_house *house, struct gaz_text written) {
    struct gaz_text name = without_end(gaz_scan_trim(written), "文件");
    const struct gaz_listed *form = name.n ? gaz_house_name(house, name) : NULL;
    while (form && !form->organ)
        form = form->next;
    return form ? form->organ : NULL;
}

/* The organ that issues a document first: of its 版头, else of its 署名. */
static const struct gaz_organ *issuer_of(const struct gaz_checker *checker) {
    const struct gaz_doc *doc = checker->doc;
    const struct gaz_organ *organ = NULL;
    if (doc->letterhead.n) organ = organ_named(checker->house, doc->letterhead.texts[0]);
    if (!organ && doc->signatures.n) organ = organ_named(checker->house, doc->signatures.texts[0]);
    return organ;
}

static bool is_issuer(const struct gaz_checker *checker, const struct gaz_organ *organ) {
    const struct gaz_texts *lists[] = {&checker->doc->letterhead, &checker->doc->signatures};
    g_autofree char *name = gaz_text_to_utf8(organ->name);
    for (size_t k = 0; k < G_N_ELEMENTS(lists); k++)
        for (uint32_t i = 0; i < lists[k]->n; i++) {
            const struct gaz_organ *one = organ_named(checker->house, lists[k]->texts[i]);
            g_autofree char *other = one ? gaz_text_to_utf8(one->name) : NULL;
            if (g_strcmp0(name, other) == 0) return true;
        }
    return false;
}

static bool is_issuers(const struct gaz_checker *checker, const struct gaz_listed *form) {
    for (; form; form = form->next)
        if (is_issuer(checker, form->organ)) return true;
    return false;
}

/* A code of another organ; or one that nobody has, where the organ's own are listed. */
static void judge_code(struct gaz_checker *checker) {
    struct gaz_text code = code_of(checker->doc->number);
    if (code.n == 0) return;
    const struct gaz_listed *form = gaz_house_code(checker->house, code);
    const struct gaz_organ *issuer = issuer_of(checker);
    if (form ? !issuer || is_issuers(checker, form) : !checker->house->has_own_codes) return;
    g_autofree char *is = gaz_text_to_utf8(code);
    g_autofree char *name = form ? gaz_text_to_utf8(form->organ->name) : NULL;
    if (form)
        gaz_find(checker, GAZ_CHECK_ORGAN_CODE, code, NULL, is, name);
    else
        gaz_find(checker, GAZ_CHECK_ORGAN_CODE_UNKNOWN, code, NULL, is);
}

void gaz_check_organ_names(struct gaz_checker *checker) {
    const struct gaz_doc *doc = checker->doc;
    if (!checker->house) return;
    for (uint32_t i = 0; i < doc->letterhead.n; i++)
        judge_name(checker, doc->letterhead.texts[i], true);
    for (uint32_t i = 0; i < doc->signatures.n; i++)
        judge_name(checker, doc->signatures.texts[i], true);
    judge_names(checker, doc->addressees);
    judge_names(checker, doc->moved_addressees);
    judge_code(checker);
}
