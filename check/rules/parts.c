/* parts.c: the elements of a document: 发文字号, title, headings, 主送, 署名, 抄送 (GB/T 9704; P-01 to P-05,
 * P-14 to P-16). */
#include "check/checker.h"
#include "check/doc_number.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

#include <string.h>

enum {
    FIRST_YEAR_OF_RULE = 2001, /* documents of before were printed with other brackets */
    LONGEST_HEADING = 30
};

/* ---- 发文字号 */

static void judge_number(struct gaz_checker *checker, struct gaz_text text, struct gaz_doc_number found) {
    struct gaz_text where = gaz_text_slice(text, found.begin, found.end - found.begin);
    g_autofree char *is = gaz_text_to_utf8(where),
                    *wanted = g_strdup_printf("〔%u〕%u号", found.year, found.number);
    if (!found.has_long_year)
        gaz_find(checker, GAZ_CHECK_ISSUE_NUMBER, where, NULL, "〔2024〕11号");
    else if (strcmp(is, wanted) != 0)
        gaz_find(checker, GAZ_CHECK_ISSUE_NUMBER, where, wanted, wanted);
}

/* In running text a 代字 stands before it, and a certificate's …字（2024）11号 is none. */
static bool is_cited(struct gaz_text text, struct gaz_doc_number found) {
    uint32_t before = gaz_char_at(text, found.begin - 1), last = gaz_char_at(text, found.end - 1);
    return gaz_char_is_han(before) && !gaz_char_is_one_of(before, "字第证") && last == L'号' &&
           found.has_long_year;
}

void gaz_check_doc_numbers(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    bool is_own = text.chars == passage->doc->number.chars;
    uint32_t year = gaz_doc_number_year_of(passage->doc);
    if (year > 0 && year < FIRST_YEAR_OF_RULE) return;
    for (uint32_t i = 0; i < text.n; i++) {
        struct gaz_doc_number found = gaz_doc_number_at(text, i);
        if (found.end == 0 || !(is_own || is_cited(text, found))) continue;
        judge_number(checker, text, found);
        i = found.end - 1;
    }
}

/* The day that the line says and nothing else, 2024年5月30日; of year 0: none. */
static struct gaz_date date_of_line(struct gaz_text line) {
    struct gaz_text text = gaz_scan_trim(line);
    uint32_t at = 0, year = gaz_scan_take(text, &at, L'年'),
             month = year ? gaz_scan_take(text, &at, L'月') : 0,
             day = month ? gaz_scan_take(text, &at, L'日') : 0;
    bool is_date = day > 0 && at == text.n && year <= 9999 && month <= 12 && day <= 31;
    return is_date ? (struct gaz_date){(int16_t)year, (int8_t)month, (int8_t)day} : (struct gaz_date){0};
}

/* The day of the document: as its front matter says, or else the line of its body that is a day alone, where
 * there is but one. */
static struct gaz_date issued_on(const struct gaz_checker *checker) {
    struct gaz_date found = checker->doc->issued;
    uint32_t n = 0;
    for (uint32_t i = 0; checker->doc->issued.year == 0 && i < checker->n_passages; i++) {
        bool is_text = gaz_passage_is_block_text(&checker->passages[i]);
        struct gaz_date date = is_text ? date_of_line(checker->passages[i].text) : (struct gaz_date){0};
        if (date.year == 0) continue;
        found = date;
        n++;
    }
    return n <= 1 ? found : (struct gaz_date){0};
}

/* A number of the turn of a year may be of the other one. */
void gaz_check_number_year(struct gaz_checker *checker) {
    const struct gaz_doc *doc = checker->doc;
    struct gaz_date issued = issued_on(checker);
    for (uint32_t i = 0; i < doc->number.n && issued.year > 0; i++) {
        struct gaz_doc_number found = gaz_doc_number_at(doc->number, i);
        int difference = (int)found.year - issued.year;
        bool is_turn = (difference == 1 && issued.month == 12) || (difference == -1 && issued.month == 1);
        if (found.end == 0 || !found.has_long_year || difference == 0 || is_turn) continue;
        g_autofree char *year = g_strdup_printf("%d", issued.year);
        gaz_find(checker, GAZ_CHECK_NUMBER_YEAR, gaz_text_slice(doc->number, i + 1, 4), year, year);
    }
}

/* ---- title and headings */

static void check_title(struct gaz_checker *checker, struct gaz_text title) {
    int depth = 0;
    for (uint32_t i = 0; i < title.n; i++) {
        uint32_t ch = title.chars[i].ch;
        depth += gaz_char_is_one_of(ch, "“《（") - gaz_char_is_one_of(ch, "”》）");
        bool is_end = i + 1 == title.n && gaz_char_is_one_of(ch, "，、.．！？!?");
        if (is_end || (depth == 0 && gaz_char_is_one_of(ch, "。；：")))
            gaz_find(checker, GAZ_CHECK_TITLE_MARK, gaz_text_slice(title, i, 1), NULL, NULL);
    }
}

void gaz_check_titles(struct gaz_checker *checker, const struct gaz_passage *passage) {
    enum gaz_piece_kind kind = passage->piece.kind;
    bool is_part_title = kind == GAZ_PIECE_PART && passage->piece.part->title.chars == passage->text.chars;
    if (kind == GAZ_PIECE_TITLE || is_part_title) check_title(checker, passage->text);
}

static void tell_heading(struct gaz_checker *checker, struct gaz_text text) {
    if (text.n < 2) return;
    g_autofree char *proposal = gaz_text_to_utf8(gaz_text_slice(text, text.n - 2, 1));
    gaz_find(checker, GAZ_CHECK_HEADING_MARK, gaz_text_slice(text, text.n - 2, 2), proposal, NULL);
}

/* A heading in a paragraph of its own has a 。 only where its sisters have one. */
static bool has_bare_sisters(const struct gaz_part *part, uint8_t level) {
    uint32_t n_bare = 0, n_stopped = 0;
    for (uint32_t i = 0; i < part->n_blocks; i++) {
        const struct gaz_block *block = &part->blocks[i];
        if (block->level != level) continue;
        n_bare += block->kind == GAZ_BLOCK_HEADING;
        n_stopped += block->kind == GAZ_BLOCK_PARAGRAPH;
    }
    return n_bare >= 2 && n_stopped == 1;
}

/* 二、重点任务；: no other mark within it. */
static bool is_item(struct gaz_text text, uint32_t last) {
    struct gaz_number number = gaz_number_find(text);
    if (!gaz_char_is_one_of(last, "；，、") || text.n > LONGEST_HEADING || number.kind == GAZ_NUMBER_NONE)
        return false;
    for (uint32_t i = number.length; i + 1 < text.n; i++)
        if (gaz_char_is_one_of(text.chars[i].ch, "。；：，")) return false;
    return true;
}

void gaz_check_headings(struct gaz_checker *checker, const struct gaz_passage *passage) {
    const struct gaz_block *block = passage->piece.block;
    struct gaz_text text = passage->text;
    if (!gaz_passage_is_block_text(passage)) return;
    bool is_heading = block->kind == GAZ_BLOCK_HEADING || gaz_block_division(block) > 0;
    uint32_t last = gaz_char_at(text, text.n - 1);
    bool is_short = (block->is_heading_only && last == L'。') || is_item(text, last);
    bool is_stopped =
        block->kind == GAZ_BLOCK_PARAGRAPH && is_short && has_bare_sisters(passage->piece.part, block->level);
    if (is_stopped || (is_heading && gaz_char_is_one_of(last, "。；：，、"))) tell_heading(checker, text);
}

/* ---- 抄送 */

void gaz_check_copies(struct gaz_checker *checker) {
    struct gaz_text copies = gaz_scan_trim(checker->doc->copies);
    if (copies.n < 4) return;
    struct gaz_text last = gaz_text_slice(copies, copies.n - 1, 1);
    g_autofree char *end = gaz_text_to_utf8(last);
    bool is_mark = gaz_char_is_one_of(last.chars[0].ch, "，；、：.．,;");
    g_autofree char *proposal = g_strconcat(is_mark ? "" : end, "。", NULL);
    if (last.chars[0].ch != L'。') gaz_find(checker, GAZ_CHECK_COPIES_END, last, proposal, NULL);
    for (uint32_t i = 0; i + 1 < copies.n; i++)
        if (gaz_char_is_one_of(copies.chars[i].ch, "；;。"))
            gaz_find(checker, GAZ_CHECK_COPIES_MARK, gaz_text_slice(copies, i, 1), "，", NULL);
}

/* ---- organs: red head, title, 署名 */

static bool is_person(const char *signature) {
    static const char *const posts[] = {"市长", "省长", "县长", "区长", "州长",
                                        "主席", "总理", "主任", "局长"};
    for (size_t i = 0; i < G_N_ELEMENTS(posts); i++)
        if (strstr(signature, posts[i])) return true;
    return g_utf8_strlen(signature, -1) <= 3;
}

/* Whether the characters of `word` stand in `whole` in their order: a short name of it. */
static bool is_short_of(const char *word, const char *whole) {
    for (; *word && *whole; whole = g_utf8_next_char(whole))
        if (g_utf8_get_char(word) == g_utf8_get_char(whole)) word = g_utf8_next_char(word);
    return *word == 0;
}

/* Without blanks, and without （代章） behind it. */
static char *organ_of(struct gaz_text signature) {
    char *name = gaz_scan_squeeze(signature);
    char *note = strstr(name, "（");
    if (note && g_str_has_suffix(note, "章）")) *note = 0;
    return name;
}

static char *joined_signatures(const struct gaz_doc *doc) {
    GString *all = g_string_new(NULL);
    for (uint32_t i = 0; i < doc->signatures.n; i++) {
        g_autofree char *one = organ_of(doc->signatures.texts[i]);
        g_string_append(all, one);
    }
    return g_string_free(all, FALSE);
}

/* The organ of the title stands before 关于 or what else is done with a text. */
static struct gaz_text organ_of_title(struct gaz_text title) {
    static const char *const verbs[] = {"关于", "转发", "批转", "印发"};
    for (uint32_t i = 0; i < title.n; i++)
        if (gaz_scan_words(title, i, verbs, G_N_ELEMENTS(verbs))) return gaz_text_slice(title, 0, i);
    return gaz_text_slice(title, 0, 0);
}

/* 某局等五部门: as many signatures; 0: it does not say how many. */
static uint32_t told_organs(struct gaz_text organ, uint32_t others) {
    return others < organ.n ? gaz_numeral_han(organ, others + 1).value : 0;
}

static void check_title_organ(struct gaz_checker *checker, const char *signed_by) {
    const struct gaz_texts *signatures = &checker->doc->signatures;
    struct gaz_text organ = organ_of_title(checker->doc->title);
    uint32_t others = gaz_scan_find(organ, 0, "等"), told = told_organs(organ, others);
    g_autofree char *shown = gaz_scan_squeeze(organ),
                    *squeezed = gaz_scan_squeeze(gaz_text_slice(organ, 0, others));
    g_auto(GStrv) names = g_strsplit(squeezed, "、", -1);
    g_autofree char *name = g_strjoinv("", names);
    bool is_cut = signatures->n == 1 && g_str_has_prefix(signed_by, name) && strcmp(signed_by, name) != 0;
    bool is_miscounted = told > 1 && told < 100 && told != signatures->n;
    if (organ.n > 0 && (is_cut || is_miscounted || !is_short_of(name, signed_by)))
        gaz_find(checker, GAZ_CHECK_TITLE_ORGAN, signatures->texts[0], NULL, signed_by, shown);
}

static void check_letterhead(struct gaz_checker *checker) {
    const struct gaz_doc *doc = checker->doc;
    bool is_alike = false;
    for (uint32_t i = 0; i < doc->signatures.n; i++)
        for (uint32_t k = 0; k < doc->letterhead.n; k++) {
            bool is_place = doc->signatures.n != doc->letterhead.n || i == k;
            g_autofree char *name = organ_of(doc->signatures.texts[i]),
                            *head = gaz_scan_squeeze(doc->letterhead.texts[k]);
            bool is_longer = g_str_has_prefix(head, name) && g_str_has_prefix(head + strlen(name), "办公");
            is_alike |= is_place && g_str_has_prefix(head, name) && !is_longer;
        }
    if (is_alike || doc->letterhead.n == 0) return;
    g_autofree char *name = organ_of(doc->signatures.texts[0]),
                    *head = gaz_scan_squeeze(doc->letterhead.texts[0]);
    gaz_find(checker, GAZ_CHECK_SIGNATURE, doc->signatures.texts[0], NULL, name, head);
}

void gaz_check_organs(struct gaz_checker *checker) {
    g_autofree char *signed_by = joined_signatures(checker->doc);
    if (*signed_by == 0 || is_person(signed_by)) return;
    check_title_organ(checker, signed_by);
    check_letterhead(checker);
}

/* ---- 主送 */

void gaz_check_addressees(struct gaz_checker *checker) {
    struct gaz_text addressees = checker->doc->addressees;
    for (uint32_t i = 0; i < addressees.n; i++)
        if (gaz_char_is_one_of(addressees.chars[i].ch, "；;。") && addressees.chars[i].offset != GAZ_NOWHERE)
            gaz_find(checker, GAZ_CHECK_ADDRESSEES_MARK, gaz_text_slice(addressees, i, 1), "，", NULL);
}
