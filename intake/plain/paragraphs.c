/* paragraphs.c: see paragraphs.h. */
#include "intake/plain/paragraphs.h"

#include "intake/plain/forms.h"
#include "intake/plain/marks.h"

#include <string.h>

struct search {
    struct gaz_text text;
    GArray *marks;
    uint16_t *why; /* of each character: 1 + the reason why a paragraph begins there; 0: none does */
    bool *in_doubt;
    bool *ends_mark; /* a mark of marks ends before it */
    uint32_t *depth; /* of brackets that are open before it */
    guint *sibling;  /* of each mark: the next of its chain; marks->len: none */
    bool by_blanks;  /* paragraphs have a blank between them */
    uint32_t blank;  /* which one, mostly */
};

static const struct gaz_mark *mark_at(const struct search *s, guint i) {
    return &g_array_index(s->marks, struct gaz_mark, i);
}

static uint32_t ch_at(const struct search *s, uint32_t at) {
    return gaz_char_at(s->text, at);
}

/* The first reason stands; blanks go to the end of the paragraph before. */
static void begin_at(struct search *s, uint32_t at, enum gaz_intake_reason reason, bool in_doubt) {
    at = gaz_ink_from(s->text, at);
    if (at == 0 || at >= s->text.n || s->why[at] || gaz_ink_before(s->text, at) == UINT32_MAX) return;
    s->why[at] = (uint16_t)(1 + reason);
    s->in_doubt[at] = in_doubt;
}

/* How far a number's first sentence is looked at. */
enum { LONGEST_SENTENCE = 400 };

static uint32_t next_begin(const struct search *s, uint32_t at) {
    uint32_t end = MIN(s->text.n, at + LONGEST_SENTENCE);
    while (at < end && !s->why[at])
        at++;
    return at;
}

/* ---- whether paragraphs have run together, and how */

static bool is_after_stop(const struct search *s, uint32_t at) {
    uint32_t ch = ch_at(s, at - 1);
    return gaz_is_stop(ch) || gaz_char_is_one_of(ch, "：:");
}

static bool is_gap_begin(const struct search *s, uint32_t at) {
    return at > 0 && gaz_draft_is_blank(ch_at(s, at)) && !gaz_draft_is_blank(ch_at(s, at - 1));
}

/* Blanks behind sentences; and sentences that go on without one. */
static void count_stops(const struct search *s, unsigned *with, unsigned *without) {
    *with = *without = 0;
    for (uint32_t i = 1; i < s->text.n; i++) {
        if (is_gap_begin(s, i) && gaz_char_is_one_of(ch_at(s, i - 1), "。；;：:")) ++*with;
        if (ch_at(s, i - 1) == U'。' && !gaz_draft_is_blank(ch_at(s, i))) ++*without;
    }
}

/* Whether all numbers have a blank before them; where there are few numbers, whether some sentences have one
 * behind them, and others not. */
static bool are_blanks_ends(const struct search *s) {
    enum { ENOUGH = 3, SHARE = 60 };
    unsigned n = 0, n_blank = 0, with, without;
    for (guint i = 0; i < s->marks->len; i++) {
        if (mark_at(s, i)->at == 0) continue;
        n++;
        n_blank += mark_at(s, i)->has_blank;
    }
    count_stops(s, &with, &without);
    return n >= ENOUGH ? n_blank * 100 >= n * SHARE : with >= 2;
}

/* The blank that stands behind most sentences: others are within lines (王　强　　局长). */
static uint32_t commonest_blank(const struct search *s) {
    unsigned n = 0, n_wide = 0;
    for (uint32_t i = 1; i < s->text.n; i++) {
        if (!is_gap_begin(s, i) || !is_after_stop(s, i)) continue;
        n++;
        n_wide += ch_at(s, i) == 0x3000;
    }
    return n_wide * 2 > n ? 0x3000 : ' ';
}

static bool is_lost(const struct search *s, bool is_whole) {
    enum { SHORTEST = 120, SHORTEST_AMONG_OTHERS = 600, MARKS_AMONG_OTHERS = 4 };
    if (is_whole) return s->text.n >= SHORTEST;
    return s->text.n >= SHORTEST_AMONG_OTHERS && s->marks->len >= MARKS_AMONG_OTHERS;
}

/* ---- numbers */

/* 附件：1．…: the first number stands in the line of the word. */
static bool is_in_attachments(const struct search *s, const struct gaz_mark *mark) {
    uint32_t at = gaz_ink_before(s->text, mark->at);
    if (at == UINT32_MAX || at < 2 || !gaz_char_is_one_of(ch_at(s, at), "：:")) return false;
    return ch_at(s, at - 1) == U'件' && ch_at(s, at - 2) == U'附';
}

static void begin_at_numbers(struct search *s) {
    for (guint i = 0; i < s->marks->len; i++)
        if (!is_in_attachments(s, mark_at(s, i)) && (!s->by_blanks || mark_at(s, i)->has_blank))
            begin_at(s, mark_at(s, i)->at, GAZ_REASON_PARAGRAPH_BY_NUMBER, false);
}

/* ---- blanks */

/* Whether two characters at least stand together from `at` on, or before it; other blanks part nothing. */
static bool is_run(const struct search *s, uint32_t at, bool forward) {
    for (uint32_t n = 0; n < 2; n++) {
        uint32_t ch = ch_at(s, forward ? at + n : at - 1 - n);
        if (!gaz_char_is_han(ch) && (ch == s->blank || !gaz_draft_is_blank(ch))) return false;
    }
    return true;
}

/* 第三条, of a paragraph or a mention; 一、; 1. of a number that stands alone. */
static bool is_behind_number(const struct search *s, uint32_t at) {
    if (s->ends_mark[at]) return true;
    uint32_t i = at - 1;
    if (gaz_char_is_one_of(ch_at(s, i), ".．")) return true;
    if (!gaz_char_is_one_of(ch_at(s, i), "条章节编款项")) return false;
    while (i > 0 && (gaz_char_is_digit(ch_at(s, i - 1)) ||
                     gaz_char_is_one_of(ch_at(s, i - 1), "一二三四五六七八九十百零〇")))
        i--;
    return i < at - 1 && ch_at(s, i - 1) == U'第';
}

static bool is_end_at_blank(const struct search *s, uint32_t at, bool *in_doubt) {
    uint32_t before = ch_at(s, at - 1), next_at = gaz_ink_from(s->text, at), next = ch_at(s, next_at);
    *in_doubt = false;
    if (s->depth[at] > 0 || is_behind_number(s, at)) return false;
    if (at > 2 && gaz_char_is_one_of(before, "：:") && ch_at(s, at - 2) == U'件') return false; /* 附件： */
    if (is_after_stop(s, at)) return true;
    if (gaz_char_is_one_of(before, "，、,") || gaz_char_is_one_of(next, "，、,。；：;:）)")) return false;
    if (gaz_char_is_latin(next)) return gaz_form_date(s->text, next_at);
    if (gaz_char_is_latin(before)) return false;
    *in_doubt = true;
    if (ch_at(s, at) != s->blank) return false;
    /* 王　强, 总　则 */
    return !gaz_char_is_han(before) || !gaz_char_is_han(next) ||
           (is_run(s, at, false) && is_run(s, next_at, true));
}

static void begin_at_blanks(struct search *s) {
    for (uint32_t i = 1; s->by_blanks && i < s->text.n; i++) {
        bool in_doubt;
        if (is_gap_begin(s, i) && is_end_at_blank(s, i, &in_doubt))
            begin_at(s, i, GAZ_REASON_PARAGRAPH_BY_BLANK, in_doubt);
    }
}

/* ---- forms at both ends */

static void begin_at_form(struct search *s, uint32_t at) {
    begin_at(s, at, GAZ_REASON_PARAGRAPH_BY_FORM, true);
}

/* A document may begin at `at`: its title, the bracket below it, its addressee. */
static void look_at_beginning(struct search *s, uint32_t at) {
    uint32_t title = gaz_form_title(s->text, at);
    if (title) begin_at_form(s, title);
    uint32_t next = title ? gaz_ink_from(s->text, title) : at;
    uint32_t bracket =
        title && gaz_char_is_one_of(ch_at(s, next), "（(") ? gaz_form_brackets(s->text, next) : 0;
    if (bracket) begin_at_form(s, bracket);
    uint32_t to = gaz_form_addressee(s->text, bracket ? gaz_ink_from(s->text, bracket) : next);
    if (to) begin_at_form(s, to);
}

/* …市人民政府2024年7月3日, and what follows: （此件公开发布）, the title of what is issued with it. */
static uint32_t look_at_date(struct search *s, uint32_t date, uint32_t end) {
    uint32_t name = gaz_form_signature(s->text, date), next = gaz_ink_from(s->text, end);
    if (name == date || s->depth[date] > 0) return end;
    if (gaz_char_is_one_of(ch_at(s, next), "前后以至到起之内的，,。、；止发印召")) return end;
    for (uint32_t i = name; i < date; i++)
        if (s->why[i]) name = i;
    if (name > 0) begin_at_form(s, name);
    begin_at_form(s, date);
    begin_at_form(s, end);
    uint32_t bracket = gaz_char_is_one_of(ch_at(s, next), "（(") ? gaz_form_brackets(s->text, next) : 0;
    if (bracket) begin_at_form(s, bracket);
    look_at_beginning(s, bracket ? gaz_ink_from(s->text, bracket) : next);
    return bracket ? bracket : end;
}

static void look_at_dates(struct search *s) {
    for (uint32_t i = 1; i < s->text.n;) {
        uint32_t end = gaz_form_date(s->text, i);
        i = end ? look_at_date(s, i, end) : i + 1;
    }
}

static bool begins_with(const struct search *s, uint32_t at, const char *words) {
    return gaz_text_has_prefix(gaz_text_slice(s->text, at, s->text.n - at), words);
}

/* 附件：, 附件1：, 特此通知。, 本办法自公布之日起施行。 behind a sentence. */
static bool is_closing(const struct search *s, uint32_t at) {
    static const char *const words[] = {"附件：", "附件:",  "附件1：", "附件1:", "附：",
                                        "特此通", "特此公", "特此函",  "特此批", "专此"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (begins_with(s, at, words[i])) return true;
    if (ch_at(s, at) != U'本') return false;
    for (uint32_t i = at; i < at + 12 && i < s->text.n && !gaz_is_stop(ch_at(s, i)); i++)
        if (begins_with(s, i, "自发布之日") || begins_with(s, i, "自印发之日") ||
            begins_with(s, i, "自公布之日") || begins_with(s, i, "由") ||
            (ch_at(s, i) == U'自' && gaz_form_date(s->text, i + 1)))
            return true;
    return false;
}

static void look_at_closings(struct search *s) {
    uint32_t before = 0; /* the last character that is no blank */
    for (uint32_t i = 0; i < s->text.n; i++) {
        if (gaz_draft_is_blank(ch_at(s, i))) continue;
        if (gaz_is_stop(before) && is_closing(s, i)) begin_at_form(s, i);
        before = ch_at(s, i);
    }
    for (uint32_t i = 0; i + 3 < s->text.n; i++)
        if (begins_with(s, i, "如下：") || begins_with(s, i, "如下:")) begin_at_form(s, i + 3);
}

/* Names of attached files, one behind the other: 申报表.doc 核查表.doc */
static void look_at_files(struct search *s) {
    static const char *const endings[] = {".docx", ".doc", ".wps", ".xlsx", ".xls", ".pdf", ".rar", ".zip"};
    for (uint32_t i = 1; i < s->text.n; i++) {
        if (ch_at(s, i) != '.') continue;
        for (size_t k = 0; k < G_N_ELEMENTS(endings); k++) {
            if (!begins_with(s, i, endings[k])) continue;
            uint32_t end = i + (uint32_t)strlen(endings[k]);
            if (!gaz_char_is_latin(ch_at(s, end))) begin_at_form(s, end);
            break;
        }
    }
}

/* ---- headings glued to their text */

struct member {
    uint32_t heading_end; /* 0: none is seen */
    bool is_strong, is_pure, is_run_in;
};

/* What stands first behind a number: a sentence of its own (run in), nothing but a heading (pure), or more.
 */
static struct member look_at_member(const struct search *s, const struct gaz_mark *mark) {
    enum { LONGEST = 40 };
    struct member member = {0};
    uint32_t begin = gaz_ink_from(s->text, mark->end), end = next_begin(s, mark->end), i = begin;
    while (i < end && !gaz_char_is_one_of(ch_at(s, i), "。，；：,;:！？"))
        i++;
    member.is_pure = i == end && end - begin <= LONGEST;
    if (!member.is_pure) member.heading_end = gaz_form_heading(s->text, begin, end, &member.is_strong);
    member.is_run_in = i < end && ch_at(s, i) == U'。' && i - begin <= LONGEST && !member.is_strong;
    return member;
}

/* Siblings are alike: they have glued headings where one has nothing but a heading, or most are seen. */
static void part_chain(struct search *s, guint first) {
    unsigned n = 0, pure = 0, strong = 0, run_in = 0;
    for (guint i = first; i < s->marks->len; i = s->sibling[i]) {
        struct member member = look_at_member(s, mark_at(s, i));
        n++;
        pure += member.is_pure;
        strong += member.is_strong;
        run_in += member.is_run_in;
    }
    if (run_in > 0 || (pure == 0 && strong * 2 < n)) return;
    for (guint i = first; i < s->marks->len; i = s->sibling[i]) {
        struct member member = look_at_member(s, mark_at(s, i));
        if (member.heading_end)
            begin_at(s, member.heading_end, GAZ_REASON_PARAGRAPH_BY_HEADING, !member.is_strong);
    }
}

static void look_at_headings(struct search *s) {
    uint32_t done = 0;
    for (guint i = 0; i < s->marks->len; i++) {
        const struct gaz_mark *mark = mark_at(s, i);
        if (mark->value != 1 || mark->chain <= done || mark->kind == GAZ_MARK_ARTICLE) continue;
        if (mark->kind <= GAZ_MARK_LEVEL_3) part_chain(s, i);
        done = mark->chain;
    }
}

/* ---- the whole */

static void find_depths(struct search *s) {
    enum { LONGEST = 300 }; /* a bracket that is not closed opens nothing */
    for (uint32_t i = 0; i < s->text.n; i++) {
        if (!gaz_char_is_one_of(ch_at(s, i), "（(")) continue;
        uint32_t end = gaz_form_brackets(s->text, i);
        if (!end || end - i > LONGEST) continue;
        for (uint32_t k = i + 1; k < end; k++)
            s->depth[k]++;
        i = end - 1;
    }
}

/* Where marks end, and which mark is the next of a chain. */
static void index_marks(struct search *s) {
    guint n = s->marks->len;
    GHashTable *first =
        g_hash_table_new(NULL, NULL); /* chain → its first mark behind the one that is looked at */
    for (guint i = n; i-- > 0;) {
        gpointer chain = GUINT_TO_POINTER(mark_at(s, i)->chain), next;
        s->ends_mark[mark_at(s, i)->end] = true;
        s->sibling[i] = g_hash_table_lookup_extended(first, chain, NULL, &next) ? GPOINTER_TO_UINT(next) : n;
        g_hash_table_insert(first, chain, GUINT_TO_POINTER(i));
    }
    g_hash_table_unref(first);
}

static GArray *collect(const struct search *s) {
    GArray *breaks = g_array_new(FALSE, FALSE, sizeof(struct gaz_break));
    for (uint32_t i = 0; i < s->text.n; i++) {
        if (!s->why[i]) continue;
        struct gaz_break one = {i, (enum gaz_intake_reason)(s->why[i] - 1), s->in_doubt[i]};
        g_array_append_val(breaks, one);
    }
    return breaks;
}

GArray *gaz_find_breaks(struct gaz_text text, bool is_whole) {
    struct search s = {.text = text, .marks = gaz_find_marks(text)};
    s.why = g_new0(uint16_t, text.n + 1);
    s.in_doubt = g_new0(bool, text.n + 1);
    s.ends_mark = g_new0(bool, text.n + 1);
    s.depth = g_new0(uint32_t, text.n + 1);
    s.sibling = g_new0(guint, s.marks->len);
    index_marks(&s);
    if (is_lost(&s, is_whole)) {
        find_depths(&s);
        s.by_blanks = are_blanks_ends(&s);
        s.blank = commonest_blank(&s);
        begin_at_numbers(&s);
        begin_at_blanks(&s);
        look_at_beginning(&s, gaz_ink_from(text, 0));
        look_at_closings(&s);
        look_at_files(&s);
        look_at_dates(&s);
        look_at_headings(&s);
    }
    GArray *breaks = collect(&s);
    g_array_unref(s.marks);
    g_free(s.why);
    g_free(s.in_doubt);
    g_free(s.ends_mark);
    g_free(s.depth);
    g_free(s.sibling);
    return breaks;
}
