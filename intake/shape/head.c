/* head.c: what stands above the text (GB/T 9704 7.2, 7.3.1, 7.3.2): furniture of the page, the mark, the
 * number, the title, what is said below it, the addressees. */
#include "intake/shape/parts.h"

#include "base/file/file.h"
#include "base/text/text.h"

#include <string.h>

enum {
    MOST_ABOVE = 12,    /* lines that a head may have before its title, the several of a mark as one */
    LONGEST_TITLE = 90, /* characters of a title's line */
    MOST_TITLE_LINES = 4,
};

/* ---- 版头 */

/* GB/T 9704 10.1: the mark of a letter is the organ's name alone, in red; its number stands below. */
static bool is_letter_mark(const struct gaz_lines *lines, guint i) {
    const struct gaz_line *line = gaz_line_at(lines, i);
    bool looks_so = line->block->look.is_red || line->block->classes & GAZ_DRAFT_BOXED;
    return looks_so && gaz_line_has(lines, i, GAZ_LINE_ORGAN) && gaz_line_has(lines, i + 1, GAZ_LINE_NUMBER);
}

/* An organ's name, and below it the rest of the mark: 文件, 公告, 常务委员会公告. */
static bool is_split_mark(const struct gaz_lines *lines, guint i) {
    bool looks_so = gaz_line_looks_like_mark(lines, i) && gaz_line_looks_like_mark(lines, i + 1);
    bool has_number = gaz_line_is_centred(lines, i) && gaz_line_is_centred(lines, i + 1) &&
                      gaz_line_has(lines, i + 2, GAZ_LINE_ORDER_NUMBER);
    return gaz_line_has(lines, i, GAZ_LINE_ORGAN) && gaz_line_has(lines, i + 1, GAZ_LINE_MARK_END) &&
           (looks_so || has_number);
}

/* 澄浦市人民政府令, …文件; the name of a notice where it looks like one. */
static bool is_mark(const struct gaz_lines *lines, guint i) {
    if (is_split_mark(lines, i)) return true;
    if (gaz_line_has(lines, i, GAZ_LINE_NOTICE_MARK))
        return gaz_line_looks_like_mark(lines, i) ||
               (gaz_line_is_centred(lines, i) && gaz_line_has(lines, i + 1, GAZ_LINE_ORDER_NUMBER));
    if (!gaz_line_has(lines, i, GAZ_LINE_MARK)) return is_letter_mark(lines, i);
    bool is_order = g_str_has_suffix(gaz_line_at(lines, i)->bare, "令");
    return gaz_line_looks_like_mark(lines, i) || gaz_line_is_centred(lines, i) ||
           gaz_line_has(lines, i + 1, GAZ_LINE_NUMBER) ||
           (is_order && gaz_line_has(lines, i + 1, GAZ_LINE_ORDER_NUMBER));
}

static const char unprinted[] = "公报不印份号、密级、紧急程度、签发人；有密级的不能登";

/* The number, and behind it in the same line the signer, whom a gazette does not print. */
static void take_number(struct gaz_lines *lines, guint i) {
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    guint end = block->chars->len;
    g_autofree char *text = gaz_draft_utf8(block, 0, end);
    char *signer = strstr(text, "签发人");
    if (signer) {
        gaz_line_guess(lines, i, "版头", unprinted);
        guint at = (guint)g_utf8_pointer_to_offset(text, signer);
        gaz_line_leave_out_part(lines, i, at, end - at, GAZ_REASON_HEAD_FURNITURE);
        end = at;
        while (end > 0 && gaz_draft_chars(block)[end - 1].ch != 0x53F7) /* 号 */
            gaz_line_leave_out_part(lines, i, --end, 1, GAZ_REASON_EDGE_BLANK);
    }
    gaz_line_take_part(lines, i, 0, end, GAZ_FRONT_NUMBER);
}

static bool has(const struct gaz_lines *lines, enum gaz_front_key key) {
    return lines->shaped->front[key]->len > 0;
}

static bool is_number(const struct gaz_lines *lines, guint i) {
    bool is_order = has(lines, GAZ_FRONT_MARK) && gaz_line_has(lines, i, GAZ_LINE_ORDER_NUMBER);
    return !has(lines, GAZ_FRONT_NUMBER) && (is_order || gaz_line_has(lines, i, GAZ_LINE_NUMBER));
}

/* 澄浦市教育局　文件: blanks set a mark wide, which a house does itself. */
static void drop_blanks(struct gaz_lines *lines, guint i, GArray *mark, guint from) {
    for (guint k = mark->len; k-- > from;) {
        uint32_t ch = g_array_index(mark, struct gaz_draft_char, k).ch;
        if (!gaz_draft_is_blank(ch) && ch != '\n') continue;
        gaz_line_leave_out_part(lines, i, k - from, 1, GAZ_REASON_IDLE_BLANK);
        g_array_remove_index(mark, k);
    }
}

/* An organ's name and 文件 below it are one mark. Gives how many lines. */
static guint take_mark(struct gaz_lines *lines, guint i) {
    bool is_split = is_split_mark(lines, i);
    GArray *mark = gaz_line_take(lines, i, GAZ_FRONT_MARK, NULL);
    drop_blanks(lines, i, mark, 0);
    if (!is_split) return 1;
    guint from = mark->len;
    gaz_line_append(lines, i + 1, mark);
    drop_blanks(lines, i + 1, mark, from);
    return 2;
}

/* Where the number begins of 澄浦市人民政府令　第52号; 0: the line is none, or does not look like a mark. */
static guint number_behind_mark(const struct gaz_lines *lines, guint i) {
    if (!gaz_line_has(lines, i, GAZ_LINE_MARK_NUMBER)) return 0;
    if (!gaz_line_looks_like_mark(lines, i) && !gaz_line_is_centred(lines, i)) return 0;
    g_autoptr(GMatchInfo) match = NULL;
    const struct gaz_line *line = gaz_line_at(lines, i);
    g_regex_match(lines->forms[GAZ_LINE_MARK_NUMBER], line->bare, 0, &match);
    g_autofree char *mark = g_match_info_fetch(match, 1);
    guint at = 0;
    for (glong left = g_utf8_strlen(mark, -1); left > 0; at++) {
        uint32_t ch = gaz_draft_chars(line->block)[at].ch;
        left -= !gaz_draft_is_blank(ch) && ch != '\n';
    }
    return at;
}

/* Mark and number that stand in one line. */
static void take_mark_with_number(struct gaz_lines *lines, guint i, guint begin) {
    guint n = gaz_line_at(lines, i)->block->chars->len;
    GArray *mark = gaz_line_take_part(lines, i, 0, begin, GAZ_FRONT_MARK);
    drop_blanks(lines, i, mark, 0);
    for (uint32_t ch;
         ch = gaz_draft_chars(gaz_line_at(lines, i)->block)[begin].ch, gaz_draft_is_blank(ch) || ch == '\n';)
        gaz_line_leave_out_part(lines, i, begin++, 1, GAZ_REASON_IDLE_BLANK);
    gaz_line_take_part(lines, i, begin, n - begin, GAZ_FRONT_NUMBER);
}

/* Takes a line of the 版头, or the several of a mark, and gives how many; 0: it is none. */
static guint take_letterhead(struct gaz_lines *lines, guint i) {
    guint n_joint = has(lines, GAZ_FRONT_MARK) ? 0 : gaz_shape_joint_mark(lines, i);
    if (n_joint > 0) return n_joint;
    guint number = has(lines, GAZ_FRONT_MARK) ? 0 : number_behind_mark(lines, i);
    if (gaz_line_has(lines, i, GAZ_LINE_SECRECY) || gaz_line_has(lines, i, GAZ_LINE_SIGNER)) {
        gaz_line_guess(lines, i, "版头", unprinted);
        gaz_line_leave_out(lines, i, GAZ_REASON_HEAD_FURNITURE);
    } else if (number > 0) {
        take_mark_with_number(lines, i, number);
    } else if (is_number(lines, i)) {
        take_number(lines, i);
    } else if (!has(lines, GAZ_FRONT_MARK) && is_mark(lines, i)) {
        return take_mark(lines, i);
    } else {
        return 0;
    }
    return 1;
}

/* ---- the title */

static bool says_fact(const struct gaz_lines *lines, const char *bare, const char *name) {
    const char *fact = gaz_lines_fact(lines, name);
    g_autofree char *wanted = fact ? gaz_bare(fact) : NULL;
    return wanted && strcmp(wanted, bare) == 0;
}

static bool may_be_title(const struct gaz_lines *lines, guint i) {
    return gaz_line_may_be_title(lines, i, LONGEST_TITLE) && !gaz_line_has(lines, i, GAZ_LINE_CAPTION) &&
           !gaz_line_has(lines, i, GAZ_LINE_NUMBER) && !gaz_line_has(lines, i, GAZ_LINE_ORDER_NUMBER);
}

/* Whose document it is, or its day, below a title: 某市统计局 and 2024年3月1日, as communiques have them. */
static bool is_day_line(const struct gaz_lines *lines, guint i) {
    return gaz_line_has(lines, i, GAZ_LINE_DAY);
}

static bool ends_title(const struct gaz_lines *lines, guint i) {
    return is_day_line(lines, i) || (gaz_line_has(lines, i, GAZ_LINE_ORGAN) && is_day_line(lines, i + 1));
}

/* What a title's line above its last says, by its words: 澄浦市民政局　澄浦市财政局 above 关于…的通知,
 * 某办公室关于加强 above …工作的意见. */
static bool begins_title_above(const struct gaz_lines *lines, guint i) {
    if (!may_be_title(lines, i) || gaz_line_has(lines, i, GAZ_LINE_TITLE)) return false;
    if (gaz_line_has(lines, i, GAZ_LINE_MARK) || gaz_line_has(lines, i, GAZ_LINE_NOTICE_MARK)) return false;
    if (strstr(gaz_line_at(lines, i)->bare, "关于")) return true;
    const struct gaz_line *next = gaz_line_at(lines, i + 1);
    while (next && g_regex_match(lines->forms[GAZ_LINE_ORGAN], next->bare, 0, NULL) && i + 1 < MOST_ABOVE)
        next = gaz_line_at(lines, ++i + 1); /* several organs, a line each */
    return gaz_line_has(lines, i, GAZ_LINE_ORGAN) && next && g_str_has_prefix(next->bare, "关于");
}

/* Two lines that one heading of a page holds. */
static bool are_one_heading(const struct gaz_lines *lines, guint i) {
    const struct gaz_line *line = gaz_line_at(lines, i), *next = gaz_line_at(lines, i + 1);
    return next && line->block->look.level > 0 && line->block->look.level == next->block->look.level;
}

/* A title by its look, by its last word or by what the file says of itself. */
static bool begins_title(const struct gaz_lines *lines, guint i) {
    if (!may_be_title(lines, i)) return false;
    return gaz_line_is_centred(lines, i) || gaz_line_has(lines, i, GAZ_LINE_TITLE) ||
           gaz_line_at(lines, i)->block->look.level > 0 ||
           says_fact(lines, gaz_line_at(lines, i)->bare, "标题");
}

/* Organs' names alone are no title: what they issue is said below them. */
static bool are_organs(const struct gaz_lines *lines, guint i, guint n) {
    bool all = true;
    for (guint k = i; k < i + n; k++)
        all &= gaz_line_has(lines, k, GAZ_LINE_ORGAN);
    return all;
}

/* How many lines from i on are one title. */
static guint title_lines(const struct gaz_lines *lines, guint i) {
    g_autoptr(GString) bare = g_string_new(NULL);
    guint n = 0, most = MOST_TITLE_LINES;
    while (most < MOST_ABOVE && gaz_line_has(lines, i + most - MOST_TITLE_LINES, GAZ_LINE_ORGAN))
        most++; /* whoever issues it, a line each */
    while (n < most && may_be_title(lines, i + n) && !(n > 0 && ends_title(lines, i + n))) {
        g_string_append(bare, gaz_line_at(lines, i + n)->bare);
        n++;
        if (says_fact(lines, bare->str, "标题")) return n;
        bool goes_on = gaz_line_is_centred(lines, i + n - 1) && gaz_line_is_centred(lines, i + n);
        goes_on |= are_one_heading(lines, i + n - 1) && begins_title_above(lines, i + n - 1);
        goes_on |= are_organs(lines, i, n) && begins_title(lines, i + n);
        bool is_whole = gaz_line_has(lines, i + n - 1, GAZ_LINE_TITLE);
        if (!goes_on || (is_whole && !may_be_title(lines, i + n)) || ends_title(lines, i + n)) break;
        if (is_whole &&
            gaz_line_at(lines, i + n)->block->look.size != gaz_line_at(lines, i + n - 1)->block->look.size)
            break;
    }
    return n;
}

/* The line that a title begins with whose line i was found; where none was, as far. */
static guint title_begin(const struct gaz_lines *lines, guint i, guint from) {
    guint begin = i;
    if (!gaz_line_at(lines, i)) return i;
    while (begin > from && i - begin + 1 < MOST_TITLE_LINES && begins_title_above(lines, begin - 1))
        begin--;
    return begin;
}

/* Takes a title that begins on line i and was found on line `found`. */
static void take_title(struct gaz_lines *lines, guint i, guint found, const char *doubt) {
    guint n = MAX(title_lines(lines, i), found - i + MAX(title_lines(lines, found), 1));
    GArray *title = gaz_line_take(lines, i, GAZ_FRONT_TITLE, doubt);
    for (guint k = 1; k < n; k++)
        gaz_line_join(lines, i + k, title);
}

/* A text's characters but for blanks at its ends and what no source can hold. */
static GArray *put_in_chars(const char *text) {
    GArray *chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    guint end = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        struct gaz_draft_char ch = {g_utf8_get_char(at), GAZ_NOWHERE, 0, 0};
        bool is_blank = gaz_draft_is_blank(ch.ch);
        if (gaz_char_is_refused(ch.ch) || ch.ch == '\n' || ch.ch == '\t' || (is_blank && end == 0)) continue;
        g_array_append_val(chars, ch);
        if (!is_blank) end = chars->len;
    }
    g_array_set_size(chars, end);
    return chars;
}

/* Characters that the file says only of itself, or its name: a source must have a title. */
static void put_in(struct gaz_lines *lines, enum gaz_front_key key, const char *text, const char *doubt) {
    GArray *chars = put_in_chars(text);
    g_autofree char *said = gaz_draft_chars_utf8(chars);
    g_ptr_array_add(lines->shaped->front[key], chars);
    gaz_account_add(
        lines->account, GAZ_REASON_FROM_FACTS,
        (struct gaz_account_entry){.text = said, .becomes = gaz_front_name(key), .count = chars->len});
    gaz_account_add(
        lines->account, GAZ_REASON_FRONT,
        (struct gaz_account_entry){.text = said, .becomes = gaz_front_name(key), .doubt = doubt, .count = 1});
}

static void put_in_title(struct gaz_lines *lines) {
    const char *fact = gaz_lines_fact(lines, "标题");
    g_autofree char *name = gaz_file_stem(lines->draft->file);
    g_autofree char *valid = g_utf8_make_valid(fact ? fact : name, -1);
    put_in(lines, GAZ_FRONT_TITLE, valid, fact ? NULL : "来稿里没有认出标题，暂用文件名");
}

/* ---- below it */

static guint take_history(struct gaz_lines *lines, guint i) {
    guint n = gaz_line_history(lines, i);
    if (n == 0) return i;
    GArray *history = gaz_line_take(lines, i, GAZ_FRONT_SUBTITLE, NULL);
    if (n > 1) gaz_line_join(lines, i + 1, history);
    return i + n;
}

/* Whoever is written to: …： behind the title, before the first sentence. 现通知如下： is none. */
static bool is_addressees(const struct gaz_lines *lines, guint i) {
    if (!gaz_line_has(lines, i, GAZ_LINE_ADDRESSEES) || gaz_line_has(lines, i, GAZ_LINE_NUMBERED))
        return false;
    if (!gaz_line_is_text(lines, i + 1)) return false;
    const char *bare = gaz_line_at(lines, i)->bare;
    return g_str_has_suffix(bare, "：") && !strstr(bare, "如下") && !strstr(bare, "以下") &&
           !g_str_has_prefix(bare, "附");
}

/* Takes them; those that go on in the next paragraph too: 各县财政局， and 市直各单位： Gives the line
 * behind. */
static guint take_addressees(struct gaz_lines *lines, guint i) {
    const struct gaz_line *line = gaz_line_at(lines, i);
    bool goes_on = gaz_line_is_text(lines, i) && is_addressees(lines, i + 1) &&
                   (g_str_has_suffix(line->bare, "，") || g_str_has_suffix(line->bare, "、")) &&
                   !strstr(line->bare, "。") && !gaz_line_has(lines, i, GAZ_LINE_NUMBERED);
    if (!goes_on && !is_addressees(lines, i)) return i;
    GArray *all = gaz_line_take(lines, i, GAZ_FRONT_ADDRESSEES, NULL);
    if (!goes_on) return i + 1;
    gaz_line_append(lines, i + 1, all);
    return i + 2;
}

/* The number may stand below the title, then the 题注, then the addressees. */
static guint take_below(struct gaz_lines *lines, guint i) {
    if (is_number(lines, i)) take_number(lines, i++);
    if (!has(lines, GAZ_FRONT_SUBTITLE)) i = take_history(lines, i);
    if (is_number(lines, i)) take_number(lines, i++);
    return take_addressees(lines, i);
}

/* ---- the whole */

/* The line that the title begins with; the number of lines: none is seen among the first. */
static guint find_title(const struct gaz_lines *lines, guint from) {
    for (guint i = from; i < from + MOST_ABOVE && gaz_line_at(lines, i); i++) {
        if (begins_title(lines, i)) return i;
        if (gaz_line_has(lines, i, GAZ_LINE_SENTENCE)) break;
    }
    return lines->lines->len;
}

/* A notice with a mark of its own is called by that: its title may be lacking. */
static bool may_lack_title(const struct gaz_lines *lines) {
    bool is_notice = gaz_lines_mark_ends(lines, "公告") || gaz_lines_mark_ends(lines, "通告");
    return is_notice && !gaz_lines_fact(lines, "标题");
}

/* Takes the title, or puts one in; gives the line behind it, `from` being the first that is no letterhead. */
static guint settle_title(struct gaz_lines *lines, guint from) {
    enum { MOST_BEFORE = 4 }; /* lines that may stand before a title and be none of the letterhead */
    guint found = find_title(lines, from), title = title_begin(lines, found, from);
    bool may_be_first = from == 0 && may_be_title(lines, 0) && !gaz_lines_fact(lines, "标题");
    if (title <= from + MOST_BEFORE && title < lines->lines->len) {
        take_title(lines, title, found, title > from ? "标题之上还有别的行，留在正文里" : NULL);
    } else if (may_be_first) {
        title = 0;
        take_title(lines, 0, 0, "看不出哪一行是标题，取了第一行");
    } else {
        if (!may_lack_title(lines)) put_in_title(lines);
        return from;
    }
    while (gaz_line_at(lines, title) && gaz_line_at(lines, title)->is_used)
        title++;
    return title;
}

void gaz_shape_head(struct gaz_lines *lines) {
    guint i = 0;
    for (guint n = 1, taken = 0; n > 0 && taken < MOST_ABOVE && gaz_line_at(lines, i); i += n, taken++)
        n = take_letterhead(lines, i);
    if (!gaz_lines_are_order(lines)) i = settle_title(lines, i);
    lines->body = take_below(lines, i);
    const char *number = gaz_lines_fact(lines, "发文字号");
    if (!has(lines, GAZ_FRONT_NUMBER) && number) put_in(lines, GAZ_FRONT_NUMBER, number, NULL);
}
