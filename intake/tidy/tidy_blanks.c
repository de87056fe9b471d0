/* tidy_blanks.c: blanks: typed indents, those at the ends of lines, those that part nothing. */
#include "intake/tidy/tidy_text.h"

#include "base/text/text.h"

/* ---- what no source can hold */

static bool is_invisible(const struct gaz_draft_char *ch) {
    if (ch->ch == GAZ_DRAFT_OBJECT) return ch->note == 0;
    return gaz_char_is_refused(ch->ch) || ch->ch == GAZ_WORD_JOINER;
}

static void take_invisible(struct gaz_tidy *t) {
    for (guint i = 0; i < t->chars->len; i++) {
        if (is_invisible(gaz_tidy_at(t, i)))
            gaz_tidy_leave_out(t, GAZ_REASON_INVISIBLE, i);
        else if (gaz_tidy_ch(t, i) == '\t')
            gaz_tidy_change(t, GAZ_REASON_TAB, i, ' ');
    }
    gaz_tidy_close(t);
}

static guint line_end(const struct gaz_tidy *t, guint begin) {
    while (begin < t->chars->len && gaz_tidy_ch(t, begin) != '\n')
        begin++;
    return begin;
}

static void leave_out(struct gaz_tidy *t, enum gaz_intake_reason reason, guint begin, guint end) {
    for (guint i = begin; i < end; i++)
        gaz_tidy_leave_out(t, reason, i);
}

/* 　　年　月　日: what stands before 年 is as much to be filled in as the rest. */
static bool is_open_day(const struct gaz_tidy *t, guint begin, guint end) {
    static const char day[] = "年月日";
    const char *at = day;
    for (guint i = begin; i < end; i++) {
        if (gaz_draft_is_blank(gaz_tidy_ch(t, i))) continue;
        if (!*at || gaz_tidy_ch(t, i) != g_utf8_get_char(at)) return false;
        at = g_utf8_next_char(at);
    }
    return !*at;
}

static bool keeps_indent(const struct gaz_tidy *t, guint begin, guint end) {
    return (t->keeps_indent && begin == 0) || is_open_day(t, begin, end);
}

/* Two half-width blanks of an indent that stays are a full-width one, which a source can hold. */
static void widen_indents(struct gaz_tidy *t) {
    for (guint begin = 0, n = t->chars->len, end; begin <= n; begin = end + 1) {
        end = line_end(t, begin);
        if (!keeps_indent(t, begin, end)) continue;
        for (guint i = begin; i + 1 < end && gaz_draft_is_blank(gaz_tidy_ch(t, i)); i++) {
            if (gaz_tidy_ch(t, i) == 0x3000) continue;
            bool is_pair = gaz_draft_is_blank(gaz_tidy_ch(t, i + 1)) && gaz_tidy_ch(t, i + 1) != 0x3000;
            if (!is_pair) break;
            gaz_tidy_change(t, GAZ_REASON_HALF_BLANK, i, 0x3000);
            gaz_tidy_leave_out(t, GAZ_REASON_IDLE_BLANK, i + 1);
            i++;
        }
    }
    gaz_tidy_close(t);
}

/* The line's own text is [*begin, *end) then. A full-width blank at its beginning can stand, if it is to. */
static void trim(struct gaz_tidy *t, guint *begin, guint *end) {
    guint first = *begin, last = *end;
    bool keeps = t->keep & 1u << GAZ_TIDY_BLANKS || keeps_indent(t, *begin, *end);
    while (last > first && gaz_draft_is_blank(gaz_tidy_ch(t, last - 1)))
        last--;
    while (first < last && gaz_draft_is_blank(gaz_tidy_ch(t, first)) &&
           !(keeps && gaz_tidy_ch(t, first) == 0x3000))
        first++;
    leave_out(t, GAZ_REASON_INDENT, *begin, first);
    leave_out(t, GAZ_REASON_EDGE_BLANK, last, *end);
    *begin = first;
    *end = last;
}

/* A line end stays where it parts two lines that say something. */
static void take_ends(struct gaz_tidy *t) {
    bool had_text = false;
    for (guint begin = 0, n = t->chars->len, end; begin <= n; begin = end + 1) {
        guint from = begin;
        end = line_end(t, begin);
        guint to = end;
        trim(t, &from, &to);
        if (begin > 0 && (from == to || !had_text)) gaz_tidy_leave_out(t, GAZ_REASON_EMPTY, begin - 1);
        had_text |= from < to;
    }
    gaz_tidy_close(t);
}

/* ---- blanks to fill in */

static bool is_fill_in(const struct gaz_tidy *t, guint i) {
    return i < t->chars->len && gaz_tidy_at(t, i)->attrs & GAZ_DRAFT_UNDERLINED &&
           gaz_draft_is_blank(gaz_tidy_ch(t, i));
}

static bool is_within_underlined(const struct gaz_tidy *t, guint i) {
    return (i > 0 && gaz_tidy_at(t, i - 1)->attrs & GAZ_DRAFT_UNDERLINED) ||
           (i + 1 < t->chars->len && gaz_tidy_at(t, i + 1)->attrs & GAZ_DRAFT_UNDERLINED);
}

/* Underlined blanks are ＿＿＿ in a source, one for a full-width blank or for two others; a single one is,
 * where it is a full-width one and does not only stand within something that is underlined. */
static void take_fill_ins(struct gaz_tidy *t) {
    enum { LOW_LINE = 0xFF3F };
    for (guint i = 0, end; i < t->chars->len; i = end + 1) {
        guint n_half = 0;
        for (end = i; is_fill_in(t, end);)
            end++;
        bool is_one = end == i + 1 && (gaz_tidy_ch(t, i) != 0x3000 || is_within_underlined(t, i));
        for (guint k = i; k < end && !is_one; k++) {
            bool is_second = gaz_tidy_ch(t, k) != 0x3000 && n_half++ % 2 == 1;
            if (is_second)
                gaz_tidy_leave_out(t, GAZ_REASON_IDLE_BLANK, k);
            else
                gaz_tidy_change(t, GAZ_REASON_FILL_IN, k, LOW_LINE);
        }
    }
    gaz_tidy_close(t);
}

void gaz_tidy_ends(struct gaz_tidy *t) {
    take_invisible(t);
    take_fill_ins(t);
    widen_indents(t);
    take_ends(t);
}

/* ---- blanks within a line */

static bool is_sentence(const struct gaz_tidy *t) {
    enum { SHORT = 30 };
    guint n = t->chars->len;
    for (guint i = 0; i < n; i++)
        if (gaz_char_is_one_of(gaz_tidy_ch(t, i), "。；")) return true;
    return n > SHORT;
}

/* The blanks from i on, up to *end; false: none stands there. */
static bool is_run(const struct gaz_tidy *t, guint i, guint *end) {
    for (*end = i; gaz_draft_is_blank(gaz_tidy_ch(t, *end)); (*end)++)
        continue;
    return *end > i;
}

/* Behind 附件：, where the first number of a list stands. */
static guint list_begin(const struct gaz_tidy *t) {
    bool is_list = gaz_tidy_ch(t, 0) == 0x9644 && gaz_tidy_ch(t, 1) == 0x4EF6 && /* 附件 */
                   gaz_char_is_one_of(gaz_tidy_ch(t, 2), "：:");
    return is_list ? 3 : 0;
}

/* Behind the number that a paragraph begins with: 一、 （一） 1． (1) ① need no blank. */
static guint number_end(const struct gaz_tidy *t) {
    guint i = list_begin(t), n = t->chars->len;
    bool is_open = gaz_char_is_one_of(gaz_tidy_ch(t, i), "（(");
    i += is_open;
    guint begin = i;
    while (i < n && i < begin + 5 &&
           (gaz_char_is_digit(gaz_tidy_ch(t, i)) ||
            gaz_char_is_one_of(gaz_tidy_ch(t, i), "一二三四五六七八九十")))
        i++;
    if (i == begin) return 0;
    uint32_t mark = gaz_tidy_ch(t, i);
    if (is_open) return gaz_char_is_one_of(mark, "）)") ? i + 1 : 0;
    return gaz_char_is_one_of(mark, "、．.") && !gaz_char_is_digit(gaz_tidy_ch(t, i + 1)) ? i + 1 : 0;
}

/* Behind 第三条, 第一章 that a paragraph begins with: there stands one of theirs. */
static guint ordinal_end(const struct gaz_tidy *t) {
    guint i = 1;
    if (gaz_tidy_ch(t, 0) != 0x7B2C) return 0; /* 第 */
    while (gaz_char_is_digit(gaz_tidy_ch(t, i)) ||
           gaz_char_is_one_of(gaz_tidy_ch(t, i), "一二三四五六七八九十百千零〇○两"))
        i++;
    return i > 1 && gaz_char_is_one_of(gaz_tidy_ch(t, i), "条章节编篇目") ? i + 1 : 0;
}

static void make_one_wide(struct gaz_tidy *t, guint begin, guint end) {
    if (gaz_tidy_ch(t, begin) != 0x3000) gaz_tidy_change(t, GAZ_REASON_HALF_BLANK, begin, 0x3000);
    leave_out(t, GAZ_REASON_IDLE_BLANK, begin + 1, end);
}

static bool parts_quoted(const struct gaz_tidy *t, guint i) {
    enum { FAR = 100, OPEN = 0x300A, CLOSE = 0x300B }; /* 《 》 */
    for (guint k = i; k > 0 && i - k < FAR; k--)
        if (gaz_tidy_ch(t, k - 1) == OPEN || gaz_tidy_ch(t, k - 1) == CLOSE)
            return gaz_tidy_ch(t, k - 1) == OPEN;
    return false;
}

static bool is_word(uint32_t ch) {
    return ch && ch < 0x80 && gaz_char_is_latin(ch);
}

/* In a sentence a blank parts nothing beside an ideograph or a mark: 2019 年, 工 作. Between the names of
 * organs in a title it does: 《某厅 某局关于…》. */
static bool is_idle(const struct gaz_tidy *t, guint begin, guint end) {
    uint32_t before = gaz_tidy_ch(t, begin - 1), after = gaz_tidy_ch(t, end);
    if (begin == 0 || !after || before == '\n' || after == '\n') return false;
    for (guint i = begin; i < end; i++)
        if (gaz_tidy_ch(t, i) == 0x3000) return false;
    if (is_word(before) && is_word(after)) return false;
    bool has_han = gaz_char_is_han(before) || gaz_char_is_han(after);
    bool has_mark =
        gaz_char_is_one_of(before, "，。；：？！、（《“") || gaz_char_is_one_of(after, "，。；：？！、）》”");
    has_mark |= gaz_char_is_one_of(before, ",;:?!") && gaz_char_is_han(gaz_tidy_ch(t, begin - 2));
    return (has_han || has_mark) && !parts_quoted(t, begin);
}

/* Behind the digits that stand at i and blanks behind them. */
static uint32_t behind_digits(const struct gaz_tidy *t, guint i) {
    while (gaz_char_is_digit(gaz_tidy_ch(t, i)))
        i++;
    while (gaz_draft_is_blank(gaz_tidy_ch(t, i)))
        i++;
    return gaz_tidy_ch(t, i);
}

static bool closes_year(uint32_t ch) {
    return gaz_char_is_one_of(ch, "〕]］）)");
}

/* 第 87 号, 〔2024〕 2 号, 做好 2024 年: a number with what counts it is one word, in a title too. */
static bool is_around_count(const struct gaz_tidy *t, guint begin, guint end) {
    uint32_t before = gaz_tidy_ch(t, begin - 1), after = gaz_tidy_ch(t, end);
    if (begin == 0 || end != begin + 1 || gaz_tidy_ch(t, begin) == 0x3000) return false;
    if (gaz_char_is_digit(after)) {
        uint32_t counted = behind_digits(t, end);
        if (closes_year(before)) return counted == 0x53F7;                         /* 号 */
        return gaz_char_is_han(before) && (before == 0x7B2C || counted == 0x5E74); /* 第, 年 */
    }
    guint i = begin;
    while (i > 0 &&
           (gaz_char_is_digit(gaz_tidy_ch(t, i - 1)) || gaz_tidy_ch(t, i - 1) == (uint32_t)GAZ_TIDY_GONE))
        i--;
    uint32_t first = gaz_tidy_ch(t, i - 1);
    return i > 0 && i < begin && (first == 0x7B2C || closes_year(first)) &&
           gaz_char_is_one_of(after, "号期届次条");
}

static bool is_around_day(const struct gaz_tidy *t, guint begin, guint end) {
    uint32_t before = gaz_tidy_ch(t, begin - 1), after = gaz_tidy_ch(t, end);
    return (gaz_char_is_digit(before) && gaz_char_is_one_of(after, "年月日")) ||
           (gaz_char_is_digit(after) && gaz_char_is_one_of(before, "年月"));
}

/* A no-break space that stays is a blank: nobody typed it for what it is. */
static void make_plain(struct gaz_tidy *t, guint begin, guint end) {
    for (guint i = begin; i < end; i++)
        if (gaz_tidy_ch(t, i) == 0xA0) gaz_tidy_change(t, GAZ_REASON_NO_BREAK_SPACE, i, ' ');
}

/* ---- 关 于 … 的 通 知: typed open to look longer */

/* Behind the single ideographs from i on, with one blank after each; i: there are few. */
static guint open_end(const struct gaz_tidy *t, guint i) {
    guint end = i, n = 1;
    if (!gaz_char_is_han(gaz_tidy_ch(t, i)) || (i > 0 && gaz_char_is_han(gaz_tidy_ch(t, i - 1)))) return i;
    uint32_t blank = gaz_tidy_ch(t, i + 1); /* 张 三　李 四 has two kinds: they are names */
    while (gaz_draft_is_blank(blank) && gaz_tidy_ch(t, end + 1) == blank &&
           gaz_char_is_han(gaz_tidy_ch(t, end + 2)) && !gaz_char_is_han(gaz_tidy_ch(t, end + 3))) {
        end += 2;
        n++;
    }
    enum { FEW = 4, MANY = 6 };
    bool is_title = t->block->look.align == GAZ_DRAFT_CENTRED;
    return n >= (is_title ? FEW : MANY) ? end : i;
}

static void close_up(struct gaz_tidy *t) {
    for (guint i = 0; i < t->chars->len; i++) {
        guint end = open_end(t, i);
        bool joins = end > i && i > 1 && gaz_tidy_ch(t, i - 1) == gaz_tidy_ch(t, i + 1) &&
                     gaz_char_is_han(gaz_tidy_ch(t, i - 2));
        if (joins) gaz_tidy_leave_out(t, GAZ_REASON_IDLE_BLANK, i - 1);
        for (guint k = i + 1; k < end; k += 2)
            gaz_tidy_leave_out(t, GAZ_REASON_IDLE_BLANK, k);
        i = end;
    }
    gaz_tidy_close(t);
}

/* In a line that is no sentence two half-width blanks between ideographs stand for one of theirs: 主  任. */
static void widen(struct gaz_tidy *t, guint begin, guint end) {
    guint n = 0;
    bool between =
        begin > 0 && gaz_char_is_han(gaz_tidy_ch(t, begin - 1)) && gaz_char_is_han(gaz_tidy_ch(t, end));
    for (guint i = begin; i < end && between; i++) {
        if (gaz_tidy_ch(t, i) == 0x3000) continue;
        if (n++ % 2 == 0)
            gaz_tidy_change(t, GAZ_REASON_HALF_BLANK, i, 0x3000);
        else
            gaz_tidy_leave_out(t, GAZ_REASON_IDLE_BLANK, i);
    }
}

void gaz_tidy_blanks(struct gaz_tidy *t) {
    close_up(t);
    bool in_sentence = is_sentence(t);
    guint number = number_end(t);
    guint ordinal = ordinal_end(t);
    for (guint i = 0, end; i < t->chars->len; i = MAX(end, i + 1)) {
        if (!is_run(t, i, &end)) continue;
        if (ordinal && i == ordinal) {
            make_one_wide(t, i, end);
            continue;
        }
        bool goes = (number && i == number) || is_around_day(t, i, end) || is_around_count(t, i, end) ||
                    (in_sentence && is_idle(t, i, end));
        if (goes)
            leave_out(t, GAZ_REASON_IDLE_BLANK, i, end);
        else if (!in_sentence)
            widen(t, i, end);
        if (!goes) make_plain(t, i, end);
    }
    gaz_tidy_close(t);
}
