/* repeated.c: what stands twice or too much: marks, blanks, clauses, paragraphs (P-27); dashes and ellipses
 * of wrong length (P-22, P-23). */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

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

/* ---- what is said twice, from one clause's beginning to another's */

enum { SHORTEST_SAID = 6, MOST_SAID = 200 };

static bool ends_clause(uint32_t ch) {
    return gaz_char_is_one_of(ch, "，。；：！？");
}

/* Where the next clause begins. */
static uint32_t next_clause(struct gaz_text text, uint32_t at) {
    while (at < text.n && !ends_clause(text.chars[at].ch))
        at++;
    return at + 1;
}

/* Of forms and tables of marks nothing is said; of one clause before a comma doubled.c judges. */
static bool is_said(struct gaz_text clauses, uint32_t mark) {
    uint32_t han = 0, marks = 0;
    for (uint32_t i = 0; i < clauses.n; i++) {
        han += gaz_char_is_han(clauses.chars[i].ch);
        marks += ends_clause(clauses.chars[i].ch);
    }
    return clauses.n >= SHORTEST_SAID && han * 2 > clauses.n && (marks > 0 || mark != L'，');
}

/* Whether the clauses, without their last mark, come once more at `at` and end there. */
static bool stand_again(struct gaz_text text, struct gaz_text clauses, uint32_t at) {
    uint32_t behind = gaz_char_at(text, at + clauses.n);
    return at + clauses.n <= text.n && (behind == 0 || ends_clause(behind)) &&
           gaz_text_equals(gaz_text_slice(text, at, clauses.n), clauses);
}

/* The clauses that begin at `from`, without their last mark, and come again right behind it; n is 0: none do.
 */
static struct gaz_text said_again(struct gaz_text text, uint32_t from) {
    for (uint32_t again = next_clause(text, from); again < text.n && again - from <= MOST_SAID;
         again = next_clause(text, again)) {
        struct gaz_text clauses = gaz_text_slice(text, from, again - 1 - from);
        if (stand_again(text, clauses, again) && is_said(clauses, text.chars[again - 1].ch)) return clauses;
    }
    return (struct gaz_text){0};
}

/* However often they come again is told once. */
void gaz_check_repeated_clauses(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t from = 0; from < text.n; from = next_clause(text, from)) {
        struct gaz_text clauses = said_again(text, from);
        if (clauses.n == 0) continue;
        uint32_t again = from + clauses.n + 1, last = again;
        while (stand_again(text, clauses, last + clauses.n + 1))
            last += clauses.n + 1;
        gaz_find(checker, GAZ_CHECK_DOUBLED_CLAUSE, gaz_text_slice(text, again, last + clauses.n - again),
                 NULL, NULL);
        from = last;
    }
}

/* ---- a paragraph that stands twice, one right behind the other */

enum { SHORTEST_PARAGRAPH = 20 };

/* Without its number. */
static struct gaz_text content_of(struct gaz_text text) {
    uint32_t n = gaz_number_find(text).length;
    return gaz_scan_trim(gaz_text_slice(text, n, text.n - n));
}

void gaz_check_repeated_paragraphs(struct gaz_checker *checker) {
    struct gaz_text last = {0};
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        const struct gaz_passage *passage = &checker->passages[i];
        if (!gaz_passage_is_block_text(passage)) continue;
        struct gaz_text text = content_of(passage->text);
        bool is_long = gaz_block_is_prose(passage->piece.block) && text.n >= SHORTEST_PARAGRAPH &&
                       gaz_scan_find(text, 0, "。") < text.n;
        if (is_long && gaz_text_equals(text, last))
            gaz_find(checker, GAZ_CHECK_DOUBLED_PARAGRAPH, text, NULL, NULL);
        last = is_long ? text : (struct gaz_text){0};
    }
}
