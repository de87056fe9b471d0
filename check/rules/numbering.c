/* numbering.c: typed numbers that jump, come twice or bear a wrong mark (GB/T 15834—2011 B.3; P-06 to P-09).
 */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

enum form {
    HAN,
    HAN_PAREN,
    DIGIT,
    DIGIT_PAREN,
    CIRCLE,
    N_LEVELS,
    BOOK = N_LEVELS,
    SUBBOOK,
    CHAPTER,
    SECTION,
    SUBSECTION,
    ARTICLE,
    N_FORMS
};

struct number {
    enum form form; /* N_FORMS: none */
    uint32_t value, length;
    uint32_t wrong; /* place of a mark that does not belong there; 0: none */
};

/* ---- what stands before a text */

/* （一） （1）, of either width */
static struct number in_parentheses(struct gaz_text text, uint32_t at) {
    struct number none = {.form = N_FORMS};
    if (!gaz_char_is_one_of(gaz_char_at(text, at), "（(")) return none;
    struct gaz_numeral inside = gaz_numeral_either(text, at + 1);
    uint32_t end = at + 1 + inside.length;
    if (!gaz_scan_is_ordinal(inside) || !gaz_char_is_one_of(gaz_char_at(text, end), "）)")) return none;
    bool is_digit = gaz_char_is_digit(gaz_char_at(text, at + 1));
    bool has_mark = gaz_char_is_one_of(gaz_char_at(text, end + 1), "、.．，：");
    return (struct number){is_digit ? DIGIT_PAREN : HAN_PAREN, inside.value, end + 1 - at,
                           has_mark ? end + 1 : 0};
}

/* 一、 and 1. with what is mistaken for them: 一． 1、 一， */
static struct number with_mark(struct gaz_text text) {
    struct number none = {.form = N_FORMS};
    struct gaz_numeral number = gaz_numeral_either(text, 0);
    uint32_t mark = gaz_char_at(text, number.length), next = gaz_char_at(text, number.length + 1);
    if (!gaz_scan_is_ordinal(number)) return none;
    bool is_digit = gaz_char_is_digit(text.chars[0].ch), is_comma = mark == L'、';
    bool is_stop = !is_digit && gaz_char_is_one_of(mark, "。；："); /* 十六。 */
    if (!is_comma && !is_stop && (!gaz_char_is_one_of(mark, ".．，") || gaz_char_is_digit(next))) return none;
    bool is_wrong = mark == L'，' || is_stop || is_digit == is_comma;
    return (struct number){is_digit ? DIGIT : HAN, number.value, number.length + 1,
                           is_wrong ? number.length : 0};
}

static struct number circled(struct gaz_text text, uint32_t at) {
    uint32_t ch = gaz_char_at(text, at);
    if (ch < 0x2460 || ch > 0x2473 || gaz_char_note(&text.chars[at])) return (struct number){.form = N_FORMS};
    return (struct number){CIRCLE, ch - 0x2460 + 1, 1, 0};
}

static const char *const units[] = {"编", "分编", "章", "节", "目", "条"};

static struct number ordinal(struct gaz_text text) {
    struct number none = {.form = N_FORMS};
    if (gaz_char_at(text, 0) != L'第') return none;
    struct gaz_numeral number = gaz_numeral_either(text, 1);
    uint32_t length = 0, at = 1 + number.length, unit = N_LEVELS;
    while (unit < N_FORMS && (length = gaz_scan_word(text, at, units[unit - N_LEVELS])) == 0)
        unit++;
    uint32_t end = at + length, next = gaz_char_at(text, end);
    bool is_free = next == 0 || next == ' ' || next == 0x3000 || next == '\n';
    bool has_mark = gaz_char_is_one_of(next, "、：.．");
    if (!gaz_scan_is_ordinal(number) || unit == N_FORMS || (!is_free && !has_mark)) return none;
    return (struct number){(enum form)unit, number.value, end, has_mark ? end : 0};
}

static struct number number_of(struct gaz_text text) {
    struct number number = in_parentheses(text, 0);
    if (number.form == N_FORMS) number = with_mark(text);
    if (number.form == N_FORMS) number = circled(text, 0);
    if (number.form == N_FORMS) number = ordinal(text);
    return number;
}

/* How the number is written; freed with g_free. */
static char *written(enum form form, uint32_t value) {
    g_autofree char *han = gaz_scan_to_han(value);
    switch (form) {
    case DIGIT:
        return g_strdup_printf("%u.", value);
    case DIGIT_PAREN:
        return g_strdup_printf("（%u）", value);
    case CIRCLE:
        return g_strdup(gaz_utf8_of(0x2460 + value - 1).bytes);
    case HAN:
        return g_strconcat(han, "、", NULL);
    case HAN_PAREN:
        return g_strconcat("（", han, "）", NULL);
    case BOOK:
    case SUBBOOK:
    case CHAPTER:
    case SECTION:
    case SUBSECTION:
    case ARTICLE:
        return g_strconcat("第", han, units[form - N_LEVELS], NULL);
    case N_FORMS:
        break;
    }
    return g_strdup("");
}

/* ---- sequences of paragraphs */

struct level {
    enum form form;
    uint32_t last;
};

/* How often a level stands directly inside another one, and the text of the first. */
struct nesting {
    uint32_t n[N_LEVELS][N_LEVELS]; /* outer, inner */
    struct gaz_text first[N_LEVELS][N_LEVELS];
    bool goes_on[N_LEVELS][N_LEVELS]; /* the outer one goes on after the inner: it is no sister */
};

struct walk {
    struct gaz_checker *checker;
    struct level levels[N_LEVELS]; /* open, outermost first */
    uint32_t n;
    struct nesting *nesting;
    uint32_t ended[N_FORMS]; /* the last number of a level that was left, and of 编章节条; 0: none */
    uint32_t seen[N_FORMS];  /* the passage that had it */
    bool has_intro;   /* the last paragraph without a number, or a heading, came after the last number */
    bool may_restart; /* a 编 or 分编 has begun: its first 章 may be 第一章 or count on */
    bool is_quoted;   /* a quotation over paragraphs is open: it numbers by itself */
};

static void leave_levels(struct walk *walk, uint32_t to) {
    while (walk->n > to) {
        walk->n--;
        walk->ended[walk->levels[walk->n].form] = walk->levels[walk->n].last;
    }
}

/* Whether a clause of the text begins with the number. */
static bool has_clause(struct gaz_text text, const char *number) {
    for (uint32_t at = gaz_scan_find(text, 0, number); at < text.n; at = gaz_scan_find(text, at + 1, number))
        if (at == 0 || gaz_char_is_one_of(text.chars[at - 1].ch, "。；：;:　 \n")) return true;
    return false;
}

/* Whether one of the paragraphs between has the number inside: running text is numbered too. */
static bool stands_between(const struct walk *walk, enum form form, uint32_t value, uint32_t end) {
    g_autofree char *number = written(form, value), *wide = g_strdup_printf("%u．", value),
                    *comma = g_strdup_printf("%u、", value);
    for (uint32_t i = walk->seen[form]; i < end; i++) {
        struct gaz_text text = walk->checker->passages[i].text;
        if (has_clause(text, number)) return true;
        if (form == DIGIT && (has_clause(text, wide) || has_clause(text, comma))) return true;
    }
    return false;
}

static void tell_sequence(struct walk *walk, uint32_t passage, struct number number, uint32_t last) {
    struct gaz_text where = gaz_text_slice(walk->checker->passages[passage].text, 0, number.length);
    g_autofree char *is = written(number.form, number.value), *before = written(number.form, last),
                    *wanted = written(number.form, last + 1);
    if (number.value <= last)
        gaz_find(walk->checker, GAZ_CHECK_NUMBER_REPEAT, where, NULL, is, before);
    else if (last == 0)
        gaz_find(walk->checker, GAZ_CHECK_NUMBER_START, where, NULL, is, wanted);
    else
        gaz_find(walk->checker, GAZ_CHECK_NUMBER_GAP, where, NULL, is, wanted, before);
}

static void judge(struct walk *walk, uint32_t passage, struct number number, uint32_t last) {
    bool is_next = number.value == last + 1;
    bool is_restart = number.value == 1 && (last > 1 || walk->has_intro);
    if (!is_next && !is_restart && !stands_between(walk, number.form, last + 1, passage))
        tell_sequence(walk, passage, number, last);
}

static void put_nesting(struct walk *walk, uint32_t passage, struct number number) {
    if (walk->n == 0) return;
    enum form outer = walk->levels[walk->n - 1].form;
    if (walk->nesting->n[outer][number.form]++ == 0)
        walk->nesting->first[outer][number.form] =
            gaz_text_slice(walk->checker->passages[passage].text, 0, number.length);
}

/* （一） inside 1. once, in a document that has 1. inside （一） otherwise. Both ways now and then is a
 * habit. */
static void tell_nesting(struct gaz_checker *checker, const struct nesting *nesting) {
    for (int outer = 0; outer < N_LEVELS; outer++)
        for (int inner = 0; inner < outer; inner++) {
            bool is_once = nesting->n[outer][inner] == 1 && nesting->goes_on[outer][inner];
            if (!is_once || nesting->n[inner][outer] < 2) continue;
            struct gaz_text where = nesting->first[outer][inner];
            g_autofree char *is = gaz_text_to_utf8(where), *above = written((enum form)outer, 1);
            gaz_find(checker, GAZ_CHECK_NUMBER_LEVEL, where, NULL, is, above);
        }
}

static void take_level(struct walk *walk, uint32_t passage, struct number number) {
    uint32_t at = 0;
    while (at < walk->n && walk->levels[at].form != number.form)
        at++;
    if (at < walk->n) {
        bool goes_on = at + 1 < walk->n && number.value == walk->levels[at].last + 1;
        if (goes_on) walk->nesting->goes_on[number.form][walk->levels[at + 1].form] = true;
        leave_levels(walk, at + 1);
        judge(walk, passage, number, walk->levels[at].last);
    } else {
        /* a third level may run on over the second ones */
        uint32_t ended = walk->ended[number.form];
        if (number.value != ended + 1) judge(walk, passage, number, 0);
        put_nesting(walk, passage, number);
        walk->levels[walk->n++].form = number.form;
    }
    walk->levels[at].last = number.value;
}

/* What is counted anew in a division: all below it, but 章 of 编 and 分编, which may run on (both are found:
 * within 编, over 分编, over all), and 条. */
static void begin_division(struct walk *walk, enum form division) {
    for (unsigned form = division + 1; form < ARTICLE; form++)
        if (form != CHAPTER) walk->ended[form] = 0;
    walk->may_restart = division < CHAPTER;
}

static void take_ordinal(struct walk *walk, uint32_t passage, struct number number) {
    bool is_first = number.form == CHAPTER && number.value == 1 && walk->may_restart;
    if (!is_first) judge(walk, passage, number, walk->ended[number.form]);
    walk->ended[number.form] = number.value;
    leave_levels(walk, 0);
    if (number.form < ARTICLE) begin_division(walk, number.form);
    for (int form = 0; form < N_LEVELS && number.form == ARTICLE; form++)
        walk->ended[form] = 0;
}

static void take_number(struct walk *walk, uint32_t passage, struct number number) {
    if (number.form >= N_LEVELS)
        take_ordinal(walk, passage, number);
    else
        take_level(walk, passage, number);
    walk->seen[number.form] = passage;
    walk->has_intro = false;
}

static void begin_part(struct walk *walk, uint32_t passage) {
    *walk = (struct walk){.checker = walk->checker, .nesting = walk->nesting};
    for (int form = 0; form < N_FORMS; form++)
        walk->seen[form] = passage;
}

/* A quotation that may go on over paragraphs begins one, or stands behind 修改为：; anywhere else a “ without
 * its ” lacks it. */
static bool may_go_on(struct gaz_text text, uint32_t open) {
    return open == 0 || gaz_char_is_one_of(gaz_char_at(text, open - 1), "：:为");
}

/* Whether the paragraph belongs to a quotation over paragraphs; each of those begins with “, the last has ”.
 */
static bool is_quotation(struct walk *walk, struct gaz_text text) {
    bool was_open = walk->is_quoted, begins = gaz_char_at(text, 0) == L'“';
    uint32_t depth = was_open && !begins, first = 0; /* the “ that is open longest, of this paragraph */
    for (uint32_t i = 0; i < text.n; i++) {
        if (text.chars[i].ch == L'“' && depth++ == 0) first = i;
        if (text.chars[i].ch == L'”' && depth > 0) depth--;
    }
    walk->is_quoted = depth > 0 && may_go_on(text, first);
    return was_open || begins;
}

/* 第X篇 of a plan: not judged, but its 章 may begin anew. */
static bool is_part_of_plan(const struct gaz_passage *passage, struct number number) {
    return number.form == N_FORMS && passage->piece.block->kind == GAZ_BLOCK_BOOK;
}

/* 第X条 with the text tight behind it, or 第X条之一: they count, and are not judged. */
static void take_other(struct walk *walk, struct gaz_text text) {
    struct gaz_number number = gaz_number_find(text);
    struct gaz_numeral value = gaz_numeral_either(text, 1);
    bool is_article = number.kind == GAZ_NUMBER_ARTICLE || number.kind == GAZ_NUMBER_ARTICLE_TIGHT;
    if (is_article && value.value == walk->ended[ARTICLE] + 1) walk->ended[ARTICLE]++;
    walk->has_intro = true;
}

static void take_passage(struct walk *walk, uint32_t i) {
    const struct gaz_passage *passage = &walk->checker->passages[i];
    if (passage->piece.kind == GAZ_PIECE_PART) begin_part(walk, i);
    if (!gaz_passage_is_line(passage) || is_quotation(walk, passage->text)) return;
    struct number number = number_of(passage->text);
    bool is_unnumbered_heading = passage->piece.block->kind == GAZ_BLOCK_HEADING && number.form == N_FORMS;
    if (is_unnumbered_heading) begin_part(walk, i);
    if (is_part_of_plan(passage, number)) begin_division(walk, BOOK);
    if (number.form == N_FORMS)
        take_other(walk, passage->text);
    else
        take_number(walk, i, number);
}

void gaz_check_sequence(struct gaz_checker *checker) {
    struct nesting nesting = {0};
    struct walk walk = {.checker = checker, .nesting = &nesting};
    for (uint32_t i = 0; i < checker->n_passages; i++)
        take_passage(&walk, i);
    tell_nesting(checker, &nesting);
}

/* ---- marks behind numbers */

/* What a document does throughout is its habit, and pointed out once. */
static void tell_marks(struct gaz_checker *checker, struct gaz_text first, const uint32_t *n,
                       struct gaz_text text, struct number number) {
    g_autofree char *wanted = written(number.form, number.value);
    struct gaz_text where = gaz_text_slice(text, 0, MAX(number.length, number.wrong + 1));
    bool is_habit = n[0] == 0 && n[1] > 1, is_first = first.chars == text.chars;
    if (!is_habit)
        gaz_find(checker, GAZ_CHECK_NUMBER_MARK, where, wanted, wanted);
    else if (is_first)
        gaz_find(checker, GAZ_CHECK_NUMBER_MARK_HABIT, where, wanted, wanted);
}

void gaz_check_number_marks(struct gaz_checker *checker) {
    uint32_t n[N_FORMS + 1][2] = {0};
    struct gaz_text first[N_FORMS + 1] = {0};
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < checker->n_passages; i++) {
            struct gaz_text text = checker->passages[i].text;
            if (!gaz_passage_is_line(&checker->passages[i])) continue;
            struct number number = number_of(text);
            if (number.form >= N_LEVELS) continue;
            bool is_wrong = number.wrong > 0;
            if (pass == 1 && is_wrong) tell_marks(checker, first[number.form], n[number.form], text, number);
            if (pass == 0 && is_wrong && n[number.form][1] == 0) first[number.form] = text;
            if (pass == 0) n[number.form][is_wrong]++;
        }
}

/* 第一条、 */
static void check_ordinal_mark(struct gaz_checker *checker, struct gaz_text text) {
    struct number number = number_of(text);
    if (number.form < N_LEVELS || number.form == N_FORMS || number.wrong == 0) return;
    bool is_list = gaz_char_at(text, number.wrong) == L'、' && gaz_char_at(text, number.wrong + 1) == L'第';
    if (!is_list)
        gaz_find(checker, GAZ_CHECK_ORDINAL_MARK, gaz_text_slice(text, number.wrong, 1), "　", NULL);
}

/* 第一、 首先、 where a sentence begins: ， belongs there */
static void check_adverb_mark(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const words[] = {"首先", "其次", "再次", "其一", "其二", "其三"};
    uint32_t n = gaz_scan_words(text, at, words, G_N_ELEMENTS(words));
    if (n == 0 && gaz_char_at(text, at) == L'第') {
        struct gaz_numeral number = gaz_numeral_han(text, at + 1);
        uint32_t next = at + 2 + number.length;
        bool goes_on = gaz_char_at(text, next) == L'第' || gaz_numeral_han(text, next).length > 0;
        if (gaz_scan_is_ordinal(number) && !goes_on) n = 1 + number.length;
    }
    if (n == 0 || gaz_char_at(text, at + n) != L'、') return;
    struct gaz_text where = gaz_text_slice(text, at, n + 1);
    g_autofree char *word = gaz_text_to_utf8(gaz_text_slice(text, at, n)),
                    *proposal = g_strconcat(word, "，", NULL);
    gaz_find(checker, GAZ_CHECK_ADVERB_MARK, where, proposal, word);
}

void gaz_check_ordinals(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    if (!gaz_passage_is_line(passage)) return;
    check_ordinal_mark(checker, text);
    for (uint32_t i = 0; i < text.n; i++)
        if (gaz_char_is_one_of(text.chars[i].ch, "第首其再") && gaz_scan_begins_sentence(text, i))
            check_adverb_mark(checker, text, i);
}

/* ---- numbers in running text: （1）…；（2）…, ①②③ */

enum { MOST_INLINE = 64 };

struct place {
    uint32_t at, value, length;
};

struct inline_list {
    struct place places[MOST_INLINE];
    uint32_t n;
};

static void put_inline(struct inline_list *list, uint32_t at, struct number number) {
    if (list->n < MOST_INLINE) list->places[list->n++] = (struct place){at, number.value, number.length};
}

static void tell_inline(struct gaz_checker *checker, struct gaz_text text, enum form form,
                        const struct inline_list *list) {
    for (uint32_t i = 1; i < list->n && list->places[0].value == 1; i++) {
        uint32_t value = list->places[i].value, last = list->places[i - 1].value;
        if (value == last + 1 || value == 1 || value > last + 3) continue;
        g_autofree char *is = written(form, value), *wanted = written(form, last + 1);
        gaz_find(checker, GAZ_CHECK_NUMBER_INLINE,
                 gaz_text_slice(text, list->places[i].at, list->places[i].length), NULL, is, wanted);
    }
}

/* A number is an item's where a clause begins; 第（三）项 and 附件（1） are none. */
static bool begins_clause(struct gaz_text text, uint32_t at, struct number number) {
    bool is_reference = gaz_char_is_one_of(gaz_char_at(text, at + number.length), "项款目、，和至或");
    return !is_reference && (at == 0 || gaz_char_is_one_of(text.chars[at - 1].ch, "。；：，;:,　 "));
}

void gaz_check_inline_numbers(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct inline_list lists[N_LEVELS];
    struct gaz_text text = passage->text;
    if (!gaz_passage_is_line(passage)) return;
    for (int form = 0; form < N_LEVELS; form++)
        lists[form].n = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        struct number number = in_parentheses(text, i);
        if (number.form == N_FORMS) number = circled(text, i);
        bool is_item = number.form == CIRCLE || (number.form < N_LEVELS && begins_clause(text, i, number));
        if (is_item) put_inline(&lists[number.form], i, number);
    }
    for (int form = HAN_PAREN; form < N_LEVELS; form++)
        if (form != DIGIT) tell_inline(checker, text, (enum form)form, &lists[form]);
}
