/* nesting.c: marks within marks and between them: quotations in quotations (P-21), what stands in a row
 * (P-20), 、 before 等 (P-25).
 */
#include "check/checker.h"
#include "check/scan.h"

/* ---- one within another: GB/T 15834 4.8.3.3, 4.15.3.3 */

static const struct nested {
    uint32_t open, close;
    enum gaz_check_rule rule;
    const char *inner_open, *inner_close;
} nested[] = {{L'“', L'”', GAZ_CHECK_QUOTE_IN_QUOTE, "‘", "’"},
              {L'《', L'》', GAZ_CHECK_TITLE_IN_TITLE, "〈", "〉"}};

enum { MOST_DEPTH = 8 };

/* Where the mark at `at` is closed, over others of its kind; text.n: nowhere. */
static uint32_t find_close(struct gaz_text text, uint32_t at, const struct nested *kind) {
    uint32_t depth = 0;
    for (uint32_t i = at; i < text.n; i++) {
        depth += text.chars[i].ch == kind->open;
        if (text.chars[i].ch == kind->close && --depth == 0) return i;
    }
    return text.n;
}

/* Each one of the kind directly within it: its content between the inner marks. */
static void find_inner(struct gaz_checker *checker, struct gaz_text text, const struct nested *kind,
                       uint32_t begin, uint32_t end) {
    for (uint32_t i = begin + 1; i < end; i++) {
        if (text.chars[i].ch != kind->open) continue;
        uint32_t close = find_close(text, i, kind);
        g_autofree char *inside = gaz_text_to_utf8(gaz_text_slice(text, i + 1, close - i - 1));
        g_autofree char *proposal = g_strconcat(kind->inner_open, inside, kind->inner_close, NULL);
        gaz_find(checker, kind->rule, gaz_text_slice(text, i, close - i + 1), proposal, NULL);
        i = close;
    }
}

void gaz_check_nested(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (size_t k = 0; k < G_N_ELEMENTS(nested); k++)
        for (uint32_t i = 0; i < text.n; i++) {
            if (text.chars[i].ch != nested[k].open) continue;
            uint32_t close = find_close(text, i, &nested[k]);
            if (close == text.n) break; /* the pair is open: told elsewhere */
            find_inner(checker, text, &nested[k], i, close);
            i = close;
        }
}

/* ---- in a row */

/* 》、《 and ”、“: nothing stands between, so no mark need: GB/T 15834 4.5.3.5. */
static bool is_joined_row(struct gaz_text text, uint32_t at) {
    uint32_t before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + 1);
    return (before == L'》' && after == L'《') || (before == L'”' && after == L'“');
}

/* 等 that ends a row, not 等级, 等待, 等额 … */
static bool is_and_so_on(struct gaz_text text, uint32_t at) {
    return gaz_char_at(text, at) == L'等' &&
           !gaz_char_is_one_of(gaz_char_at(text, at + 1), "级待候额量价值同于距次效式比高边分腰差第外内");
}

void gaz_check_rows(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 1; i < text.n; i++) {
        if (text.chars[i].ch != L'、') continue;
        if (is_joined_row(text, i))
            gaz_find(checker, GAZ_CHECK_ROW_MARK, gaz_text_slice(text, i, 1), "", NULL);
        else if (is_and_so_on(text, i + 1))
            gaz_find(checker, GAZ_CHECK_MARK_BEFORE_ET_CETERA, gaz_text_slice(text, i, 1), "", NULL);
    }
}
