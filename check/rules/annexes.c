/* annexes.c: what should follow or stand in its place: attachments that are spoken of, their labels typed as
 * text, 附注 (P-12, P-17), and titles that lack their 的. */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

#include <string.h>

static uint32_t n_attachments(const struct gaz_doc *doc) {
    uint32_t n = doc->attachment_list == GAZ_LIST_GIVEN;
    for (uint32_t p = 0; p < doc->n_parts; p++) {
        n += doc->parts[p].kind == GAZ_PART_ATTACHMENT;
        for (uint32_t b = 0; b < doc->parts[p].n_blocks; b++)
            n += doc->parts[p].blocks[b].kind == GAZ_BLOCK_ATTACHMENT_LIST;
    }
    return n;
}

/* 见附件, 附后: of this document, not 《…》附件 */
static void check_mention(struct gaz_checker *checker, struct gaz_text text) {
    static const char *const words[] = {"详见附件", "见附件",   "名单附后", "（附后）",
                                        "见附表",   "详见附表", "表附后",   "格式附后"};
    for (uint32_t i = 0; i < text.n; i++) {
        if (!gaz_char_is_one_of(text.chars[i].ch, "详见名（表格")) continue;
        uint32_t n = gaz_scan_words(text, i, words, G_N_ELEMENTS(words));
        if (n == 0) continue;
        gaz_find(checker, GAZ_CHECK_ATTACHMENT_LACKING, gaz_text_slice(text, i, n), NULL, NULL);
        i += n - 1;
    }
}

/* 附件1 as a paragraph of its own: it was meant as the label of an attachment. */
static bool is_typed_label(struct gaz_text text) {
    text = gaz_scan_trim(text);
    if (text.n < 2 || text.n > 5 || gaz_scan_word(text, 0, "附件") == 0) return false;
    struct gaz_numeral number = gaz_numeral_either(text, 2);
    uint32_t end = 2 + number.length;
    return end == text.n || (end + 1 == text.n && gaz_char_is_one_of(gaz_char_at(text, end), "：:"));
}

void gaz_check_annexes(struct gaz_checker *checker) {
    bool has_any = n_attachments(checker->doc) > 0;
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        const struct gaz_passage *passage = &checker->passages[i];
        if (!gaz_passage_is_block_text(passage)) continue;
        bool is_list = passage->piece.block->kind == GAZ_BLOCK_ATTACHMENT_LIST;
        if (is_typed_label(passage->text))
            gaz_find(checker, GAZ_CHECK_TYPED_LABEL, passage->text, NULL, NULL);
        else if (!has_any && !is_list)
            check_mention(checker, passage->text);
    }
}

/* ---- 附注 */

/* It stands below the date, so no sentence may follow; a part that is typed into this one begins with its
 * title. */
static bool has_text_below(const struct gaz_passage *passage) {
    const struct gaz_part *part = passage->piece.part;
    const struct gaz_block *next = passage->piece.block + 1;
    if (!part || next >= part->blocks + part->n_blocks) return false;
    return gaz_block_is_prose(next) && gaz_char_at(next->text, next->text.n - 1) == L'。';
}

/* 此件公开发布 as a paragraph without its brackets */
void gaz_check_note(struct gaz_checker *checker, const struct gaz_passage *passage) {
    static const char *const notes[] = {"此件公开发布", "此件主动公开",   "此件依申请公开",
                                        "此件不公开",   "此件发至县团级", "此件删减后公开"};
    struct gaz_text text = gaz_scan_trim(passage->text);
    bool is_half = gaz_char_at(text, 0) == '(', has_bracket = gaz_char_at(text, 0) == L'（' || is_half;
    uint32_t n = gaz_scan_words(text, has_bracket, notes, G_N_ELEMENTS(notes));
    if (n == 0 || text.n > n + 3 || !gaz_passage_is_block_text(passage)) return;
    g_autofree char *inside = gaz_text_to_utf8(gaz_text_slice(text, has_bracket, n)),
                    *right = g_strconcat("（", inside, "）", NULL);
    bool is_right = has_bracket && !is_half && gaz_char_at(text, n + 1) == L'）' && text.n == n + 2;
    if (!is_right) gaz_find(checker, GAZ_CHECK_NOTE_BRACKETS, text, right, right);
    if (is_right && has_text_below(passage)) gaz_find(checker, GAZ_CHECK_NOTE_PLACE, text, NULL, NULL);
}

/* ---- what the title says is issued is what follows */

/* Of the one instrument that follows; NULL: there is none, or more. */
static const struct gaz_part *only_instrument(const struct gaz_doc *doc) {
    const struct gaz_part *only = NULL;
    for (uint32_t i = 0; i < doc->n_parts; i++) {
        if (doc->parts[i].kind != GAZ_PART_INSTRUMENT || doc->parts[i].title.n == 0) continue;
        if (only) return NULL;
        only = &doc->parts[i];
    }
    return only;
}

/* 印发《…》的通知; NULL: the title does not say it so. */
static char *told_by_title(const struct gaz_doc *doc) {
    g_autofree char *title = gaz_scan_squeeze(doc->title);
    const char *issued = strstr(title, "印发《"), *end = issued ? strstr(issued, "》的") : NULL;
    if (!end) return NULL;
    issued += strlen("印发《");
    return g_strndup(issued, (gsize)(end - issued));
}

/* 《…》已经市政府同意，现印发给你们, in a paragraph with no other title; NULL: no paragraph is like that. */
static char *told_by_text(const struct gaz_checker *checker) {
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        struct gaz_text text = checker->passages[i].text;
        if (!gaz_passage_is_block_text(&checker->passages[i])) continue;
        uint32_t open = gaz_scan_find(text, 0, "《"), close = gaz_scan_find(text, open, "》");
        bool is_only = open == 0 && close < text.n && gaz_scan_find(text, close, "《") == text.n &&
                       gaz_char_at(text, close + 1) != L'（';
        if (is_only && gaz_scan_find(text, close, "现印发") < text.n)
            return gaz_scan_squeeze(gaz_text_slice(text, open + 1, close - open - 1));
    }
    return NULL;
}

void gaz_check_issued_titles(struct gaz_checker *checker) {
    const struct gaz_part *only = only_instrument(checker->doc);
    if (!only) return;
    g_autofree char *by_title = told_by_title(checker->doc), *by_text = told_by_text(checker),
                    *is = gaz_scan_squeeze(only->title);
    const char *told = by_title ? by_title : by_text;
    if (told && strcmp(told, is) != 0 && !strstr(told, is) && !strstr(is, told))
        gaz_find(checker, GAZ_CHECK_ISSUED_TITLE, only->title, NULL, told);
}

/* ---- 关于加强绿道管理通知: 的 is lacking */

void gaz_check_title_words(struct gaz_checker *checker, const struct gaz_passage *passage) {
    static const char *const kinds[] = {"通知", "批复", "决定", "通报", "请示",
                                        "报告", "公告", "通告", "函",   "令"};
    enum { N_KINDS = 9 };
    struct gaz_text title = gaz_scan_trim(passage->text);
    if (passage->piece.kind != GAZ_PIECE_TITLE || title.n < 8) return;
    uint32_t about = gaz_scan_find(title, 0, "关于"),
             n = gaz_scan_words_before(title, title.n, kinds, N_KINDS);
    if (about == title.n || n == 0) return;
    for (uint32_t i = title.n - n; i-- > title.n - n - MIN(title.n - n, 7);)
        if (title.chars[i].ch == L'的' || title.chars[i].ch == L'》') return;
    gaz_find(checker, GAZ_CHECK_TITLE_WORD, gaz_text_slice(title, title.n - n, n), NULL, NULL);
}
