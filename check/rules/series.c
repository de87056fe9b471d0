/* series.c: 一是…二是…, 一要…二要…, 第一，…第二，…, 其一，…其二，… with one that is lacking or comes twice
 * (P-08). */
#include "check/checker.h"
#include "check/scan.h"

enum kind { IS, MUST, FIRST, OF_THEM, N_KINDS };

static const struct spelling {
    const char *prefix, *suffix;
    const char *not_before; /* what makes another word of it: 三要素 */
} spellings[N_KINDS] = {
    {"", "是", ""}, {"", "要", "素件点义求领地害道塞"}, {"第", "，", ""}, {"其", "，", ""}};

struct series {
    struct gaz_checker *checker;
    enum kind kind;
    uint32_t last;         /* 0: none yet */
    bool is_soft;          /* its 一是 stands within a clause, and may be another word's end */
    struct gaz_text where; /* the last */
};

/* An item, and the one that is lacking before or behind it. */
static void tell_series(struct series *series, struct gaz_text where, uint32_t value, uint32_t lacking) {
    const struct spelling *spelling = &spellings[series->kind];
    g_autofree char *is = gaz_scan_to_han(value), *wanted = gaz_scan_to_han(lacking);
    const char *suffix = series->kind < FIRST ? spelling->suffix : "";
    g_autofree char *item = g_strconcat(spelling->prefix, is, suffix, NULL),
                    *other = g_strconcat(spelling->prefix, wanted, suffix, NULL);
    gaz_find(series->checker, GAZ_CHECK_SERIES, where, NULL, item, other);
}

/* 一要, 第一 and 其一 stand alone rightly, and 二要 may follow another wording of the first. */
static void judge_series(struct series *series, struct gaz_text where, uint32_t value) {
    bool is_alone = series->last == 1 && !series->is_soft && series->kind == IS;
    bool may_begin = series->last == 0 && series->kind != IS;
    if (value == 1 && is_alone)
        tell_series(series, series->where, 1, 2);
    else if (value > 1 && value != series->last + 1 && !may_begin)
        tell_series(series, where, value, series->last + 1);
}

static void end_series(struct series *series) {
    if (series->last == 1 && !series->is_soft && series->kind == IS) tell_series(series, series->where, 1, 2);
    series->last = 0;
}

/* 一是…二要…: the item belongs to the series that it goes on with. */
static struct series *series_of(struct series *all, enum kind kind, uint32_t value) {
    enum kind other = kind == IS ? MUST : IS;
    bool goes_on = kind < FIRST && value > 1 && all[kind].last + 1 != value && all[other].last + 1 == value;
    return &all[goes_on ? other : kind];
}

static void take_item(struct series *all, enum kind kind, struct gaz_text text, uint32_t at) {
    struct gaz_numeral number = gaz_numeral_han(text, at);
    if (!gaz_scan_is_ordinal(number) || number.value > 20) return;
    struct series *series = series_of(all, kind, number.value);
    uint32_t begin = at - (kind >= FIRST);
    bool begins = kind >= FIRST ? gaz_scan_begins_sentence(text, begin)
                                : at == 0 || gaz_char_is_one_of(text.chars[at - 1].ch, "。；：，、;:,");
    if (!begins && kind < FIRST && number.value == 1 &&
        !gaz_char_is_one_of(text.chars[at - 1].ch, "统同逐不单专任万唯之第如某每其")) {
        series->last = 1;
        series->is_soft = true;
    }
    if (!begins) return;
    struct gaz_text where = gaz_text_slice(text, begin, at + number.length + (kind < FIRST) - begin);
    judge_series(series, where, number.value); /* a soft 一是 has no place to be told at */
    series->is_soft &= number.value != 1;
    series->last = number.value;
    series->where = where;
}

/* Which series an item with the number at [at, end) is of; N_KINDS: none. */
static enum kind kind_at(struct gaz_text text, uint32_t at, uint32_t end) {
    for (int kind = 0; kind < N_KINDS; kind++) {
        const struct spelling *spelling = &spellings[kind];
        bool is_prefix =
            *spelling->prefix == 0 || gaz_char_is_in(gaz_char_at(text, at - 1), spelling->prefix);
        if (is_prefix && gaz_char_is_in(gaz_char_at(text, end), spelling->suffix) &&
            !gaz_char_is_in(gaz_char_at(text, end + 1), spelling->not_before))
            return (enum kind)kind;
    }
    return N_KINDS;
}

void gaz_check_series(struct gaz_checker *checker) {
    struct series all[N_KINDS];
    for (int kind = 0; kind < N_KINDS; kind++)
        all[kind] = (struct series){.checker = checker, .kind = (enum kind)kind};
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        const struct gaz_passage *passage = &checker->passages[i];
        bool is_break = passage->piece.kind == GAZ_PIECE_PART || !gaz_passage_is_line(passage) ||
                        passage->piece.block->kind == GAZ_BLOCK_HEADING;
        for (int kind = 0; kind < N_KINDS && is_break; kind++)
            end_series(&all[kind]);
        for (uint32_t k = 0; k < passage->text.n && gaz_passage_is_line(passage); k++) {
            uint32_t n = gaz_number_han_length(passage->text, k);
            enum kind kind = n > 0 ? kind_at(passage->text, k, k + n) : N_KINDS;
            if (kind < N_KINDS) take_item(all, kind, passage->text, k);
            k += n > 0 ? n - 1 : 0;
        }
    }
    for (int kind = 0; kind < N_KINDS; kind++)
        end_series(&all[kind]);
}
