/* tail.c: what stands below the text (GB/T 9704 7.3.5–7.3.7, 7.4): signature and day, note, 版记.
 *
 * The notice's own signature is the first that has a day below it: what is issued or attached comes behind.
 */
#include "intake/shape/parts.h"

#include "base/text/text.h"
#include "intake/source/source.h"

#include <string.h>

enum {
    LONGEST_DAY = 24,  /* characters, blanks included */
    LONGEST_NAME = 40, /* of who signs */
    MOST_SIGNERS = 12,
};

static GArray *chars_of(const struct gaz_lines *lines, guint i) {
    return gaz_line_at(lines, i)->block->chars;
}

/* The length of what is there twice or more with blanks between, and nothing else:
 * 2024年6月3日　　2024年6月3日 below two names. 0: it is not. */
static guint repeated(const struct gaz_lines *lines, guint i) {
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    g_autofree char *text = gaz_draft_utf8(block, 0, block->chars->len);
    static const char form[] = "^(\\S{6,20})(?:[\\s\\x{3000}\\x{A0}]+\\1)+$";
    g_autoptr(GRegex) regex = g_regex_new(form, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, text, 0, &match)) return 0;
    g_autofree char *one = g_match_info_fetch(match, 1);
    return (guint)g_utf8_strlen(one, -1);
}

/* How many characters the day has that a line says; where several sign it may stand there for each. 0: the
 * line is no day. */
static guint day_length(const struct gaz_lines *lines, guint i) {
    enum { MOST = 120 };
    struct gaz_date date;
    if (!gaz_line_is_text(lines, i) || chars_of(lines, i)->len > MOST) return 0;
    if (strstr(gaz_line_at(lines, i)->bare, "印发")) return 0;
    guint n = chars_of(lines, i)->len;
    if (n <= LONGEST_DAY && gaz_draft_date(chars_of(lines, i), &date)) return n;
    n = repeated(lines, i);
    g_autoptr(GArray) first = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    g_array_append_vals(first, chars_of(lines, i)->data, n);
    return n > 0 && gaz_draft_date(first, &date) ? n : 0;
}

static bool is_day(const struct gaz_lines *lines, guint i) {
    return day_length(lines, i) > 0;
}

/* How many blanks were typed before the line, in half ones: they were left out by now. */
static guint typed_indent(const struct gaz_lines *lines, guint i) {
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    uint32_t at = block->chars->len > 0 ? gaz_draft_chars(block)[0].carrier : GAZ_NOWHERE;
    guint n = 0;
    for (; at != GAZ_NOWHERE && at > 0; at--) {
        const struct gaz_carrier *before = &g_array_index(lines->draft->carriers, struct gaz_carrier, at - 1);
        bool is_indent = before->part == block->part && before->paragraph == block->paragraph &&
                         gaz_account_is_left_out(lines->account, at - 1) && !gaz_char_has_ink(before->ch);
        if (!is_indent) break;
        n += before->ch == 0x3000 ? 2 : 1;
    }
    return n;
}

static bool is_right(const struct gaz_lines *lines, guint i) {
    const struct gaz_draft_look *look = &gaz_line_at(lines, i)->block->look;
    enum { FAR = 3000 };     /* twentieths of a point: a third of the line */
    enum { FAR_TYPED = 18 }; /* half-width blanks: the same of a line of 28 characters */
    return look->align == GAZ_DRAFT_RIGHT || look->left + look->first > FAR ||
           typed_indent(lines, i) >= FAR_TYPED;
}

/* ---- who signs */

static bool is_blank_at(const GArray *chars, guint i) {
    uint32_t ch = g_array_index(chars, struct gaz_draft_char, i).ch;
    return gaz_draft_is_blank(ch) || ch == '\n';
}

static bool is_line_end(const GArray *chars, guint i) {
    return g_array_index(chars, struct gaz_draft_char, i).ch == '\n';
}

/* Of the line's first n characters, which may end above a day that stands in the same paragraph. */
static bool has_form(const struct gaz_lines *lines, guint i, guint n, enum gaz_line_form form) {
    g_autofree char *text = gaz_draft_utf8(gaz_line_at(lines, i)->block, 0, n), *bare = gaz_bare(text);
    return g_regex_match(lines->forms[form], bare, 0, NULL);
}

static bool are_signers(const struct gaz_lines *lines, guint i, guint n) {
    static const enum gaz_line_form others[] = {GAZ_LINE_SENTENCE, GAZ_LINE_NUMBERED, GAZ_LINE_LABEL,
                                                GAZ_LINE_LIST};
    for (size_t k = 0; k < G_N_ELEMENTS(others); k++)
        if (has_form(lines, i, n, others[k])) return false;
    return has_form(lines, i, n, GAZ_LINE_ORGAN) || has_form(lines, i, n, GAZ_LINE_SIGNATURE) ||
           has_form(lines, i, n, GAZ_LINE_SEAL) || is_right(lines, i);
}

static bool is_signer(const struct gaz_lines *lines, guint i) {
    return gaz_line_is_text(lines, i) && gaz_line_at(lines, i)->n <= LONGEST_NAME &&
           are_signers(lines, i, chars_of(lines, i)->len);
}

/* The first line of those who sign above a day; the day itself: nobody is seen. */
static guint first_signer(const struct gaz_lines *lines, guint day) {
    guint i = day;
    while (i > lines->body && day - i < MOST_SIGNERS && is_signer(lines, i - 1))
        i--;
    return i;
}

/* ---- the day */

/* A day that is not written as the house prints it is told as a change. */
static void tell_day(struct gaz_lines *lines, const GArray *chars, enum gaz_front_key key) {
    struct gaz_date date;
    gaz_draft_date(chars, &date);
    g_autofree char *was = gaz_draft_chars_utf8(chars), *printed = gaz_draft_date_printed(date, key);
    struct gaz_account_entry entry = {.text = was, .becomes = printed, .count = 1};
    if (strcmp(was, printed) != 0) gaz_account_add(lines->account, GAZ_REASON_DATE_FORM, entry);
}

/* Freed with g_array_unref. */
static GArray *chars_from(const struct gaz_lines *lines, guint i, guint begin) {
    GArray *rest = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    const GArray *chars = chars_of(lines, i);
    g_array_append_vals(rest, gaz_draft_chars(gaz_line_at(lines, i)->block) + begin, chars->len - begin);
    return rest;
}

static void take_day(struct gaz_lines *lines, guint i, guint begin) {
    g_autoptr(GArray) day = chars_from(lines, i, begin);
    guint all = day->len;
    if (begin == 0) g_array_set_size(day, day_length(lines, i));
    tell_day(lines, day, GAZ_FRONT_DATE);
    gaz_line_take_part(lines, i, begin, day->len, GAZ_FRONT_DATE);
    gaz_line_leave_out_part(lines, i, begin + day->len, all - day->len, GAZ_REASON_SAME_DAY);
}

/* Where the day begins of 澄浦市教育局2024年6月3日 at the right; 0: it is none. */
static guint day_behind(const struct gaz_lines *lines, guint i) {
    guint n = gaz_line_is_text(lines, i) && is_right(lines, i) ? chars_of(lines, i)->len : 0;
    struct gaz_date date;
    for (guint begin = 2; begin < n && n <= LONGEST_NAME + LONGEST_DAY; begin++) {
        uint32_t before = gaz_ch_at(chars_of(lines, i), begin - 1);
        if (gaz_char_is_digit(before) || gaz_char_is_in(before, "一二〇○零")) continue;
        g_autoptr(GArray) rest = chars_from(lines, i, begin);
        if (is_blank_at(rest, 0) || !gaz_draft_date(rest, &date)) continue;
        return has_form(lines, i, begin, GAZ_LINE_ORGAN) ? begin : 0;
    }
    return 0;
}

/* Where the day begins that is the last line of a paragraph, or stands behind who signs; 0: there is none. */
static guint day_below(const struct gaz_lines *lines, guint i) {
    guint begin = gaz_line_is_text(lines, i) ? chars_of(lines, i)->len : 0, n = begin;
    while (begin > 0 && n - begin <= LONGEST_DAY && !is_line_end(chars_of(lines, i), begin - 1))
        begin--;
    if (begin == 0) return day_behind(lines, i);
    if (begin < 2 || n - begin > LONGEST_DAY) return 0;
    g_autoptr(GArray) day = chars_from(lines, i, begin);
    struct gaz_date date;
    return gaz_draft_date(day, &date) && !strstr(gaz_line_at(lines, i)->bare, "印发") ? begin : 0;
}

/* A day stands alone, and somebody signs above it, in the same paragraph too, or it stands at the right; text
 * stands above: below a title is no signature (统计公报). */
static bool ends_notice(const struct gaz_lines *lines, guint i) {
    guint below = day_below(lines, i);
    if ((below > 0 ? i : first_signer(lines, i)) <= lines->body) return false;
    if (below > 0)
        return gaz_line_at(lines, i)->n <= LONGEST_NAME + LONGEST_DAY &&
               are_signers(lines, i, below - is_line_end(chars_of(lines, i), below - 1));
    return is_day(lines, i) && (first_signer(lines, i) < i || is_right(lines, i));
}

/* Where what begins at `begin` ends: blanks and line ends where what is none begins, a name at the next of
 * them. */
static guint piece_end(const GArray *chars, guint begin, guint n) {
    bool is_blank = is_blank_at(chars, begin);
    guint end = begin;
    while (end < n && is_blank_at(chars, end) == is_blank)
        end++;
    return end;
}

static guint line_end_of(const GArray *chars, guint begin, guint n) {
    while (begin < n && !is_line_end(chars, begin))
        begin++;
    return begin;
}

/* Whether [begin, end) of a line are several organs with blanks between: 国务院　中央军委. 国　务　院 is one.
 */
static bool are_several(const struct gaz_lines *lines, guint i, guint begin, guint end) {
    enum { SHORTEST = 3 };
    const GArray *chars = chars_of(lines, i);
    guint n_names = 0;
    for (guint at = begin, next; at < end; at = next) {
        next = piece_end(chars, at, end);
        if (is_blank_at(chars, at)) continue;
        g_autofree char *name = gaz_draft_utf8(gaz_line_at(lines, i)->block, at, next - at);
        bool is_name = g_regex_match(lines->forms[GAZ_LINE_ORGAN], name, 0, NULL) ||
                       g_regex_match(lines->forms[GAZ_LINE_SIGNATURE], name, 0, NULL);
        if (!is_name || next - at < SHORTEST) return false;
        n_names++;
    }
    return n_names > 1;
}

static void take_signer(struct gaz_lines *lines, guint i, guint begin, guint end) {
    GArray *name = gaz_line_take_part(lines, i, begin, end - begin, GAZ_FRONT_SIGNATURE);
    g_autofree char *text = gaz_draft_chars_utf8(name), *bare = gaz_bare(text);
    bool is_organ = g_regex_match(lines->forms[GAZ_LINE_ORGAN], bare, 0, NULL) &&
                    !g_regex_match(lines->forms[GAZ_LINE_SIGNATURE], bare, 0, NULL);
    for (guint k = name->len; is_organ && k-- > 0;) { /* 国　务　院: set wide */
        if (!is_blank_at(name, k)) continue;
        gaz_line_leave_out_part(lines, i, begin + k, 1, GAZ_REASON_IDLE_BLANK);
        g_array_remove_index(name, k);
    }
}

/* （盖章） below those who sign: behind the names, as where it is typed in their lines; one a name, or of the
 * last. */
static void take_seals(struct gaz_lines *lines, guint i, guint begin, guint end) {
    const GPtrArray *names = lines->shaped->front[GAZ_FRONT_SIGNATURE];
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    guint n = 0;
    for (guint k = begin; k < end; k++)
        n += gaz_char_is_one_of(gaz_draft_chars(block)[k].ch, "（(");
    guint to = n == names->len ? 0 : names->len - 1;
    gaz_line_guess(lines, i, gaz_front_name(GAZ_FRONT_SIGNATURE), NULL);
    gaz_line_at(lines, i)->is_used = true;
    for (guint k = begin; k < end; k++) {
        const struct gaz_draft_char *ch = &gaz_draft_chars(block)[k];
        if (is_blank_at(block->chars, k)) {
            gaz_line_leave_out_part(lines, i, k, 1, GAZ_REASON_IDLE_BLANK);
            continue;
        }
        g_array_append_vals(g_ptr_array_index(names, to), ch, 1);
        if (n == names->len && gaz_char_is_one_of(ch->ch, "）)") && to + 1 < n) to++;
    }
}

/* Whether characters of a line are seals, of somebody who signs above. */
static bool are_seals(const struct gaz_lines *lines, guint i, guint begin, guint end) {
    g_autofree char *text = gaz_draft_utf8(gaz_line_at(lines, i)->block, begin, end - begin);
    g_autofree char *bare = gaz_bare(text);
    return lines->shaped->front[GAZ_FRONT_SIGNATURE]->len > 0 &&
           g_regex_match(lines->forms[GAZ_LINE_SEAL], bare, 0, NULL);
}

/* Who signs in a line of a paragraph: each of several organs, or one; 总理　某某 is one. */
static void take_signers_of_line(struct gaz_lines *lines, guint i, guint begin, guint end) {
    const GArray *chars = chars_of(lines, i);
    while (end > begin && is_blank_at(chars, end - 1))
        gaz_line_leave_out_part(lines, i, --end, 1, GAZ_REASON_IDLE_BLANK);
    for (; begin < end && is_blank_at(chars, begin); begin++)
        gaz_line_leave_out_part(lines, i, begin, 1, GAZ_REASON_IDLE_BLANK);
    if (are_seals(lines, i, begin, end)) {
        take_seals(lines, i, begin, end);
        return;
    }
    bool are_many = are_several(lines, i, begin, end);
    for (guint at = begin, next; at < end; at = next) {
        next = are_many ? piece_end(chars, at, end) : end;
        if (is_blank_at(chars, at))
            gaz_line_leave_out_part(lines, i, at, next - at, GAZ_REASON_IDLE_BLANK);
        else
            take_signer(lines, i, at, next);
    }
}

/* The first n characters of a line: who signs together stands in lines of one paragraph, too. */
static void take_signers(struct gaz_lines *lines, guint i, guint n) {
    const GArray *chars = chars_of(lines, i);
    for (guint begin = 0; begin < n;) {
        guint end = line_end_of(chars, begin, n);
        take_signers_of_line(lines, i, begin, end);
        if (end < n) gaz_line_leave_out_part(lines, i, end, 1, GAZ_REASON_IDLE_BLANK);
        begin = end + 1;
    }
}

static void take_signature(struct gaz_lines *lines, guint day) {
    guint below = day_below(lines, day); /* its line ends are among the blanks between those who sign */
    for (guint i = first_signer(lines, day); i < day; i++)
        take_signers(lines, i, chars_of(lines, i)->len);
    take_signers(lines, day, below);
    take_day(lines, day, below);
    lines->rest = day + 1;
    if (!gaz_line_has(lines, day + 1, GAZ_LINE_NOTE)) return;
    gaz_line_take(lines, day + 1, GAZ_FRONT_NOTE, NULL);
    lines->rest = day + 2;
}

/* GB/T 9704 7.3.5.4 has 成文日期 with year, month and day, and one of it: what stands where it would and
 * lacks the day, or is several, is text, and is asked about. */
static void doubt_day(struct gaz_lines *lines) {
    for (guint i = lines->body; i < lines->lines->len; i++) {
        bool are_days = gaz_line_has(lines, i, GAZ_LINE_DAYS);
        if (!are_days && !gaz_line_has(lines, i, GAZ_LINE_MONTH)) continue;
        if (first_signer(lines, i) == i && !is_right(lines, i)) continue;
        gaz_line_guess(lines, i, gaz_front_name(GAZ_FRONT_DATE),
                       are_days ? GAZ_DOUBT_DAYS
                                : "只有年月；成文日期应写全年、月、日（GB/T 9704 7.3.5.4），所以留在正文里");
        return;
    }
}

/* ---- 版记 */

/* 某办公室　　2024年7月3日印发 */
static void take_printed(struct gaz_lines *lines, guint i) {
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    const struct gaz_draft_char *chars = gaz_draft_chars(block);
    for (guint begin = 1; begin < block->chars->len; begin++) {
        g_autoptr(GArray) rest = chars_from(lines, i, begin);
        struct gaz_date date;
        bool is_numeral = gaz_char_is_digit(chars[begin].ch) || gaz_char_is_in(chars[begin].ch, "一二");
        if (!is_numeral || !gaz_draft_date(rest, &date)) continue;
        guint end = begin;
        while (end > 0 && !gaz_char_has_ink(chars[end - 1].ch))
            gaz_line_leave_out_part(lines, i, --end, 1, GAZ_REASON_EDGE_BLANK);
        tell_day(lines, rest, GAZ_FRONT_PRINT_DATE);
        gaz_line_take_part(lines, i, 0, end, GAZ_FRONT_PRINTER);
        gaz_line_take_part(lines, i, begin, block->chars->len - begin, GAZ_FRONT_PRINT_DATE);
        return;
    }
}

static bool is_free(const struct gaz_lines *lines, enum gaz_front_key key) {
    return lines->shaped->front[key]->len == 0;
}

static bool has_list_mark(const char *bare) {
    return strstr(bare, "，") || strstr(bare, "、") || strstr(bare, "。");
}

/* 抄送：… goes on in the next line until it has its full stop (GB/T 9704 7.4.2). */
static void take_copies(struct gaz_lines *lines, guint i) {
    enum { MOST_LINES = 6 };
    guint n = chars_of(lines, i)->len;
    GArray *copies = gaz_line_take_part(lines, i, 0, n, GAZ_FRONT_COPIES);
    for (guint k = i + 1; k < i + MOST_LINES && gaz_line_is_text(lines, k); k++) {
        bool is_whole = g_str_has_suffix(gaz_line_at(lines, k - 1)->bare, "。");
        if (is_whole || gaz_line_has(lines, k, GAZ_LINE_PRINTED)) break;
        if (!has_list_mark(gaz_line_at(lines, k)->bare)) break;
        gaz_line_append(lines, k, copies);
    }
}

/* （共印50份） below whoever printed it: of the copies that were sent, which a gazette has no word of. */
static bool is_copies_printed(const struct gaz_lines *lines, guint i) {
    return !is_free(lines, GAZ_FRONT_PRINTER) && gaz_line_is_text(lines, i) &&
           gaz_line_at(lines, i - 1)->is_used &&
           g_regex_match_simple("^[（(]?共印\\d+份[）)]?$", gaz_line_at(lines, i)->bare, 0, 0);
}

static void take_imprint(struct gaz_lines *lines, guint i) {
    if (is_free(lines, GAZ_FRONT_COPIES) && gaz_line_has(lines, i, GAZ_LINE_COPIES))
        take_copies(lines, i);
    else if (is_free(lines, GAZ_FRONT_PRINTER) && gaz_line_has(lines, i, GAZ_LINE_PRINTED))
        take_printed(lines, i);
    else if (i > 0 && is_copies_printed(lines, i))
        gaz_line_leave_out(lines, i, GAZ_REASON_HEAD_FURNITURE);
}

/* ---- who was there (GB/T 9704 10.3) */

static bool are_minutes(const struct gaz_lines *lines) {
    return gaz_lines_mark_ends(lines, "纪要");
}

static enum gaz_front_key attendance_key(const struct gaz_lines *lines, guint i) {
    const char *bare = gaz_line_at(lines, i)->bare;
    return g_str_has_prefix(bare, "出席")   ? GAZ_FRONT_PRESENT
           : g_str_has_prefix(bare, "请假") ? GAZ_FRONT_EXCUSED
           : g_str_has_prefix(bare, "缺席") ? GAZ_FRONT_ABSENT
                                            : GAZ_FRONT_OBSERVING;
}

/* A line whose label a house prints itself. */
static void take_attendance(struct gaz_lines *lines, guint i) {
    const GArray *chars = chars_of(lines, i);
    guint begin = 0;
    while (!gaz_char_is_in(g_array_index(chars, struct gaz_draft_char, begin).ch, "：:"))
        begin++;
    for (begin++; is_blank_at(chars, begin);)
        begin++;
    gaz_line_leave_out_part(lines, i, 0, begin, GAZ_REASON_ATTENDANCE_LABEL);
    gaz_line_take_part(lines, i, begin, chars->len - begin, attendance_key(lines, i));
}

/* A list in one line, the last of its kind. */
static bool is_attendance(const struct gaz_lines *lines, guint i, unsigned *met) {
    if (!gaz_line_has(lines, i, GAZ_LINE_ATTENDANCE)) return false;
    unsigned kind = 1u << attendance_key(lines, i);
    bool is_other = !(*met & kind);
    for (guint k = 0; k < chars_of(lines, i)->len; k++)
        is_other &= !is_line_end(chars_of(lines, i), k);
    *met |= kind;
    return is_other;
}

/* GB/T 9704 10.3 has no 记录, and neither has a source: where it stands behind one of the lists these stay
 * text, since what has a key is printed below all text. `i`: where the lists begin that are in one piece.
 * Gives where those begin that are taken. */
static guint begin_without_recorder(struct gaz_lines *lines, guint i, guint end) {
    if (i <= lines->body || !gaz_line_has(lines, i - 1, GAZ_LINE_RECORDER)) return i;
    bool is_behind = i > 1 && gaz_line_has(lines, i - 2, GAZ_LINE_ATTENDANCE);
    if (is_behind)
        gaz_line_guess(lines, i - 1, "正文",
                       "没有“记录”这一项，连同名单留在正文里；名单要照纪要的格式印的，写到文件头");
    else if (i < end)
        gaz_line_guess(lines, i - 1, "正文", "没有“记录”这一项，留在正文里，印在名单之前");
    return is_behind ? end : i;
}

/* The lists that end minutes: a house prints them there. Elsewhere, or where what belongs to them follows,
 * they stay text. */
static void take_all_attendance(struct gaz_lines *lines) {
    guint end = lines->lines->len, i;
    unsigned met = 0;
    while (end > lines->body && gaz_line_at(lines, end - 1)->is_used)
        end--;
    for (i = end; i > lines->body && is_attendance(lines, i - 1, &met);)
        i--;
    i = begin_without_recorder(lines, i, end);
    for (; i < end; i++)
        take_attendance(lines, i);
}

void gaz_shape_tail(struct gaz_lines *lines) {
    guint n = lines->lines->len;
    for (guint i = lines->body; i < n && lines->rest == n; i++)
        if (ends_notice(lines, i)) take_signature(lines, i);
    if (lines->rest == n) doubt_day(lines);
    while (lines->rest < n && gaz_line_at(lines, lines->rest)->block->kind == GAZ_DRAFT_PAGE_BREAK)
        lines->rest++; /* what is issued begins on a page of its own */
    for (guint i = lines->body; i < n; i++)
        take_imprint(lines, i);
    if (are_minutes(lines)) take_all_attendance(lines);
}
