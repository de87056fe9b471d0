/* kinds.c: 文种: what a title says that a document is, and what such a document has (GB/T 9704;
 * 党政机关公文处理工作条例 第八条, 第九条, 第十五条). */
#include "check/checker.h"
#include "check/scan.h"

enum wish { MUST, MAY, NOT };

static const struct kind {
    const char *name;
    enum wish addressees;
    const char *said;
} kinds[] = {
#define GAZ_KIND(name, addressees, said) {name, addressees, said},
#include "check/rules/kinds.def"
#undef GAZ_KIND
};

static bool ends_with(struct gaz_text text, const char *word) {
    return gaz_scan_words_before(text, text.n, &word, 1) > 0;
}

static bool has_word(struct gaz_text text, const char *word) {
    return gaz_scan_find(text, 0, word) < text.n;
}

/* Without （试行） at its end. */
static struct gaz_text title_of(const struct gaz_doc *doc) {
    struct gaz_text title = gaz_scan_trim(doc->title);
    if (gaz_char_at(title, title.n - 1) != L'）') return title;
    for (uint32_t i = title.n; i-- > 0;)
        if (title.chars[i].ch == L'（') return gaz_scan_trim(gaz_text_slice(title, 0, i));
    return title;
}

static const struct kind *kind_of(struct gaz_text title) {
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (ends_with(title, kinds[i].name)) return &kinds[i];
    return NULL;
}

static bool is_kind(const struct kind *kind, const char *name) {
    return kind && g_strcmp0(kind->name, name) == 0;
}

/* ---- the title */

/* What a document with a number may be called beside the kinds. */
static bool is_other(struct gaz_text title) {
    static const char *const names[] = {
        "办法", "规定", "条例", "细则", "规则", "方案", "规划", "计划", "要点", "纲要", "标准",   "目录",
        "清单", "名单", "制度", "章程", "准则", "指南", "规程", "预案", "措施", "政策", "解读",   "答复",
        "说明", "总结", "讲话", "建议", "倡议", "公示", "声明", "启事", "预算", "决算", "倡议书", "责任书",
        "规范", "导则", "指引", "通则", "大纲", "公约", "协议", "简报", "提案", "》"};
    return gaz_scan_words_before(title, title.n, names, G_N_ELEMENTS(names)) > 0;
}

/* 请示报告: two kinds in one. 调查报告 and the like are kinds of text, so a 报告 counts before 请示 and 函
 * only. */
static uint32_t doubled_length(struct gaz_text title) {
    static const char *const pairs[] = {"请示报告", "报告请示", "请示函",   "报告函",   "请示通知",
                                        "通知通报", "通报通知", "通告公告", "公告通告", "公告通知",
                                        "通告通知", "通知公告", "通知通告", "决定通知", "批复通知",
                                        "申请报告", "请示申请"};
    return gaz_scan_words_before(title, title.n, pairs, G_N_ELEMENTS(pairs));
}

/* …的通知的通知 */
static uint32_t repeated_length(struct gaz_text title, const struct kind *kind) {
    g_autofree char *twice = kind ? g_strdup_printf("的%s的%s", kind->name, kind->name) : NULL;
    const char *word = twice;
    return twice ? gaz_scan_words_before(title, title.n, &word, 1) : 0;
}

static void check_title(struct gaz_checker *checker, struct gaz_text title, const struct kind *kind) {
    uint32_t doubled = doubled_length(title), repeated = repeated_length(title, kind);
    if (doubled) {
        struct gaz_text where = gaz_text_slice(title, title.n - doubled, doubled);
        g_autofree char *is = gaz_text_to_utf8(where);
        gaz_find(checker, GAZ_CHECK_KIND_DOUBLED, where, NULL, is);
    } else if (repeated) {
        g_autofree char *proposal = g_strdup_printf("的%s", kind->name);
        gaz_find(checker, GAZ_CHECK_KIND_REPEATED, gaz_text_slice(title, title.n - repeated, repeated),
                 proposal, kind->name);
    } else if (!kind && has_word(title, "关于") && !is_other(title)) {
        gaz_find(checker, GAZ_CHECK_KIND_LACKING, title, NULL, NULL);
    }
}

/* ---- 主送 */

/* Some have the addressees typed as the first paragraph. */
static bool has_addressees(const struct gaz_doc *doc) {
    if (doc->addressees.n || doc->moved_addressees.n) return true;
    const struct gaz_part *body = doc->n_parts ? &doc->parts[0] : NULL;
    for (uint32_t i = 0; body && i < body->n_blocks && i < 2; i++)
        if (ends_with(body->blocks[i].text, "：")) return true;
    return !body || body->n_blocks == 0;
}

static void check_addressees(struct gaz_checker *checker, struct gaz_text title, const struct kind *kind) {
    struct gaz_text addressees = checker->doc->addressees;
    if (kind->addressees == MUST && !has_addressees(checker->doc))
        gaz_find(checker, GAZ_CHECK_ADDRESSEES_LACKING, title, NULL, kind->name);
    if (kind->addressees == NOT && addressees.n)
        gaz_find(checker, GAZ_CHECK_ADDRESSEES_IDLE, addressees, NULL, kind->name);
}

/* ---- the text */

static struct gaz_text last_paragraph(const struct gaz_doc *doc) {
    const struct gaz_part *body = &doc->parts[0];
    for (uint32_t i = body->n_blocks; i-- > 0;)
        if (body->blocks[i].kind == GAZ_BLOCK_PARAGRAPH && body->blocks[i].text.n > 0)
            return body->blocks[i].text;
    return (struct gaz_text){0};
}

/* 现通告如下 in a 公告. A 请示 may report first, a 函 answer as it likes. */
static void check_said(struct gaz_checker *checker, struct gaz_text text, const struct kind *kind) {
    if (!*kind->said || is_kind(kind, "请示")) return;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const char *said = kinds[i].said;
        uint32_t at = *said && &kinds[i] != kind ? gaz_scan_find(text, 0, said) : text.n;
        uint32_t n = at < text.n ? (uint32_t)g_utf8_strlen(said, -1) : 0;
        if (n > 0 && gaz_char_is_one_of(gaz_char_at(text, at + n), "：。:"))
            gaz_find(checker, GAZ_CHECK_KIND_SAID, gaz_text_slice(text, at, n), kind->said, kind->name);
    }
}

static bool asks(struct gaz_text text) {
    static const char *const words[] = {"批示", "批复", "审批", "批准", "审定", "指示",
                                        "审示", "审议", "核准", "审核", "核定"};
    uint32_t please = gaz_scan_find(text, 0, "请");
    for (uint32_t i = please; i < text.n; i++)
        if (gaz_scan_words(text, i, words, G_N_ELEMENTS(words))) return true;
    return false;
}

/* Asks for an answer, as a 报告 may not. 请审议 is what a 报告 ends with where it is spoken. */
static uint32_t request_at(struct gaz_text text, uint32_t at) {
    static const char *const words[] = {"请批示", "请批复",   "请予批准", "请予批复", "请予审批",
                                        "请审批", "恳请批准", "妥否，请", "当否，请", "请予批示"};
    return gaz_scan_words(text, at, words, G_N_ELEMENTS(words));
}

static void check_report(struct gaz_checker *checker, struct gaz_text last) {
    for (uint32_t i = 0; i < last.n; i++) {
        uint32_t n = request_at(last, i);
        if (n == 0) continue;
        gaz_find(checker, GAZ_CHECK_REPORT_ASKS, gaz_text_slice(last, i, n), NULL, NULL);
        return;
    }
}

static void check_request(struct gaz_checker *checker, struct gaz_text last) {
    struct gaz_text to = checker->doc->addressees;
    bool is_several = false;
    for (uint32_t i = 0; i < to.n; i++)
        is_several |= gaz_char_is_one_of(to.chars[i].ch, "，、；");
    if (is_several) gaz_find(checker, GAZ_CHECK_REQUEST_ADDRESSEES, to, NULL, NULL);
    if (!asks(last)) gaz_find(checker, GAZ_CHECK_REQUEST_END, last, NULL, NULL);
}

/* 特此通告 in a 通知; a 函 answers as it likes. */
static void check_closing(struct gaz_checker *checker, struct gaz_text text, const struct kind *kind) {
    uint32_t at = gaz_scan_find(text, 0, "特此");
    if (at == text.n || is_kind(kind, "函") || !gaz_scan_begins_sentence(text, at)) return;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        uint32_t n = gaz_scan_word(text, at + 2, kinds[i].name), end = at + 2 + n;
        bool is_end = n > 0 && (end == text.n || gaz_char_is_one_of(gaz_char_at(text, end), "。，！"));
        if (!is_end || &kinds[i] == kind || is_kind(&kinds[i], "决定")) continue;
        g_autofree char *right = g_strconcat("特此", kind->name, NULL);
        gaz_find(checker, GAZ_CHECK_KIND_SAID, gaz_text_slice(text, at, 2 + n), right, kind->name);
    }
}

/* Whether it is sent to those below, who are asked for nothing. */
static bool is_downward(const struct kind *kind) {
    static const char *const names[] = {"通知", "通告", "公告", "决定", "决议", "通报", "批复", "公报"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (is_kind(kind, names[i])) return true;
    return false;
}

/* 妥否，请批示 */
static void check_asking(struct gaz_checker *checker, struct gaz_text text, const struct kind *kind) {
    uint32_t at = gaz_scan_find(text, 0, "否，请");
    if (at < text.n && gaz_char_is_one_of(gaz_char_at(text, at - 1), "妥当可"))
        gaz_find(checker, GAZ_CHECK_KIND_SAID, gaz_text_slice(text, at - 1, 4), NULL, kind->name);
}

static void check_closings(struct gaz_checker *checker, const struct kind *kind) {
    const struct gaz_part *body = &checker->doc->parts[0];
    for (uint32_t i = 0; i < body->n_blocks; i++) {
        if (body->blocks[i].kind != GAZ_BLOCK_PARAGRAPH) continue;
        check_closing(checker, body->blocks[i].text, kind);
        if (is_downward(kind)) check_asking(checker, body->blocks[i].text, kind);
    }
}

/* ---- what goes with it */

static bool is_left_out(const struct gaz_checker *checker) {
    static const char *const words[] = {"略", "另发", "另行印发", "另行印送", "链接", "网站"};
    for (uint32_t k = 0; k < checker->n_passages; k++)
        for (uint32_t i = 0; i < checker->passages[k].text.n; i++)
            if (gaz_scan_words(checker->passages[k].text, i, words, G_N_ELEMENTS(words))) return true;
    return false;
}

/* 印发《…》的通知 has what it issues behind it. */
static void check_issued(struct gaz_checker *checker, struct gaz_text title) {
    bool issues = has_word(title, "印发") && ends_with(title, "的通知");
    if (issues && checker->doc->n_parts == 1 && !is_left_out(checker))
        gaz_find(checker, GAZ_CHECK_ISSUED_LACKING, title, NULL, NULL);
}

/* 令号 stands where 发文字号 does: 第52号. */
static void check_order(struct gaz_checker *checker) {
    const struct gaz_doc *doc = checker->doc;
    struct gaz_text head = doc->letterhead.n ? gaz_scan_trim(doc->letterhead.texts[0]) : (struct gaz_text){0};
    if (head.n < 4 || !ends_with(head, "令")) return;
    if (doc->number.n == 0)
        gaz_find(checker, GAZ_CHECK_ORDER_NUMBER, head, NULL, NULL);
    else if (!has_word(doc->number, "第") || !has_word(doc->number, "号"))
        gaz_find(checker, GAZ_CHECK_ORDER_NUMBER, doc->number, NULL, NULL);
}

void gaz_check_kinds(struct gaz_checker *checker) {
    const struct gaz_doc *doc = checker->doc;
    struct gaz_text title = title_of(doc);
    const struct kind *kind = kind_of(title);
    check_order(checker);
    if (doc->number.n == 0 || title.n < 4 || doc->n_parts == 0) return;
    check_title(checker, title, kind);
    check_issued(checker, title);
    struct gaz_text last = last_paragraph(doc);
    if (!kind) return;
    check_addressees(checker, title, kind);
    for (uint32_t i = 0; i < doc->parts[0].n_blocks && i < 3; i++)
        check_said(checker, doc->parts[0].blocks[i].text, kind);
    check_closings(checker, kind);
    if (last.n > 0 && is_kind(kind, "请示")) check_request(checker, last);
    if (last.n > 0 && is_kind(kind, "报告")) check_report(checker, last);
}
