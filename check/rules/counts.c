/* counts.c: how many items are announced, and how many follow: 以下三项工作：一是……四是 (P-08). */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

#include <string.h>

enum { MOST = 20, LONGEST_TAIL = 10, FARTHEST = 30 };

/* ---- what is announced */

struct announced {
    uint32_t begin, end; /* the number with its unit; end 0: none is announced */
    uint32_t value;
};

/* What is behind the number in 三项, 三个方面; 三大 is followed by what they are. */
static uint32_t unit_at(struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"个方面", "个要点", "个步骤", "个阶段", "个环节", "方面",
                                        "项",     "点",     "条",     "类",     "种",     "步"};
    return gaz_scan_words(text, at, units, G_N_ELEMENTS(units));
}

/* 第三项 is one of them, 前三项 stand before, 三至五项 are no number that can be counted. */
static bool counts(struct gaz_text text, uint32_t at) {
    return !gaz_char_is_one_of(gaz_char_at(text, at - 1), "第前后余多近约每各逐一二三四五六七八九十两几数"
                                                          "0123456789.至、—～-");
}

/* The number that the clause tells which ends at `end`: behind it stands what is counted and nothing else. */
static struct announced announced_before(struct gaz_text text, uint32_t end) {
    struct announced none = {0};
    uint32_t from = end;
    while (from > 0 && end - from < FARTHEST && gaz_char_is_han(text.chars[from - 1].ch))
        from--;
    from -= from > 0 && gaz_char_is_digit(text.chars[from - 1].ch);
    for (uint32_t at = end; at-- > from;) {
        struct gaz_numeral number = gaz_numeral_either(text, at);
        uint32_t unit = number.length ? unit_at(text, at + number.length) : 0,
                 behind = at + number.length + unit;
        if (unit == 0 || !counts(text, at)) continue;
        bool is_good = number.value >= 2 && number.value <= MOST && end - behind <= LONGEST_TAIL;
        return is_good ? (struct announced){at, behind, number.value} : none;
    }
    return none;
}

/* ---- items in running text: 一是, 一要, （一）, ①, 第一， */

enum style { IS, MUST, PAREN, CIRCLE, ORDINAL, NO_ITEM };

struct item {
    enum style style;
    uint32_t value;
};

static struct item item_at(struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch;
    bool opens = ch == L'（' || ch == L'第';
    if (ch >= 0x2460 && ch < 0x2460 + MOST) return (struct item){CIRCLE, ch - 0x2460 + 1};
    struct gaz_numeral number = gaz_numeral_either(text, at + opens);
    uint32_t behind = gaz_char_at(text, at + opens + number.length);
    enum style style = NO_ITEM;
    if (ch == L'（') style = behind == L'）' ? PAREN : NO_ITEM;
    if (ch == L'第') style = behind == L'，' ? ORDINAL : NO_ITEM;
    if (!opens) style = behind == L'是' ? IS : behind == L'要' ? MUST : NO_ITEM;
    bool is_number = number.length > 0 && number.value >= 1 && number.value <= MOST;
    return is_number ? (struct item){style, number.value} : (struct item){NO_ITEM, 0};
}

static bool begins_item(struct gaz_text text, uint32_t at) {
    return at == 0 || gaz_char_is_one_of(text.chars[at - 1].ch, "，。；：");
}

/* How many items of the style follow one another, the first at `at`. */
static uint32_t count_items(struct gaz_text text, uint32_t at, enum style style) {
    uint32_t n = 0;
    for (; at < text.n; at++) {
        struct item item = begins_item(text, at) ? item_at(text, at) : (struct item){NO_ITEM, 0};
        if (item.style == style && item.value == n + 1)
            n++;
        else if (item.style == style && item.value == 1)
            break; /* another enumeration */
    }
    return n;
}

static void tell(struct gaz_checker *checker, struct gaz_text text, struct announced announced, uint32_t n) {
    struct gaz_text where = gaz_text_slice(text, announced.begin, announced.end - announced.begin);
    g_autofree char *told = gaz_text_to_utf8(where), *listed = g_strdup_printf("%u", n);
    gaz_find(checker, GAZ_CHECK_COUNT_TOLD, where, NULL, told, listed);
}

/* Whether the enumeration goes on in one of the next paragraphs. */
static bool goes_on(const struct gaz_checker *checker, uint32_t passage, struct item next) {
    enum { AHEAD = 6 };
    for (uint32_t p = passage + 1; p < MIN(checker->n_passages, passage + 1 + AHEAD); p++) {
        struct item item = item_at(checker->passages[p].text, 0);
        if (item.style == next.style && item.value == next.value) return true;
    }
    return false;
}

static void check_running(struct gaz_checker *checker, uint32_t passage) {
    struct gaz_text text = checker->passages[passage].text;
    for (uint32_t i = 2; i < text.n; i++) {
        struct item item =
            gaz_char_is_one_of(text.chars[i - 1].ch, "，。：") ? item_at(text, i) : (struct item){NO_ITEM, 0};
        if (item.style == NO_ITEM || item.value != 1) continue;
        struct announced announced = announced_before(text, i - 1);
        uint32_t n = announced.end ? count_items(text, i, item.style) : 0;
        if (n >= 2 && n != announced.value && !goes_on(checker, passage, (struct item){item.style, n + 1}))
            tell(checker, text, announced, n);
    }
}

/* ---- 甲局、乙局、丙局等两部门 */

/* How many 、 stand in the row of names that ends at `end`. */
static uint32_t count_parted(struct gaz_text text, uint32_t end) {
    uint32_t n = 0;
    for (uint32_t i = end; i-- > 0;) {
        uint32_t ch = text.chars[i].ch;
        if (ch == L'、')
            n++;
        else if (!gaz_char_is_han(ch) || gaz_char_is_one_of(ch, "等由对将把经向从是为"))
            break;
    }
    return n;
}

/* More names than are told. */
static void check_row(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"个部门", "部门", "个单位", "家单位", "单位",
                                        "个方面", "方面", "个县区", "个区县"};
    struct gaz_numeral number = gaz_numeral_either(text, at + 1);
    uint32_t unit = at + 1 + number.length,
             n = number.length ? gaz_scan_words(text, unit, units, G_N_ELEMENTS(units)) : 0;
    bool is_number = n > 0 && number.value >= 2 && number.value <= MOST;
    uint32_t listed = is_number ? count_parted(text, at) + 1 : 0;
    if (listed <= number.value) return;
    tell(checker, text, (struct announced){at + 1, unit + n, number.value}, listed);
}

/* ---- items that are paragraphs */

/* The number of the paragraph in its level's form; 0: it has none. */
static uint32_t value_of(struct gaz_text text) {
    bool opens = gaz_char_at(text, 0) == L'（';
    return gaz_numeral_either(text, opens).value;
}

/* How many paragraphs of the level follow one another from `at` on, up to one of a higher level. */
static uint32_t count_blocks(const struct gaz_part *part, uint32_t at) {
    unsigned level = gaz_number_level(gaz_number_find(part->blocks[at].text));
    uint32_t n = 0;
    for (; at < part->n_blocks; at++) {
        const struct gaz_block *block = &part->blocks[at];
        struct gaz_number number = gaz_number_find(block->text);
        unsigned own = gaz_number_level(number);
        bool is_division = number.kind != GAZ_NUMBER_NONE && own == 0;
        if (is_division || (own > 0 && own < level)) break;
        if (own != level) continue;
        if (value_of(block->text) != n + 1) break; /* another list, or a number that is told by itself */
        n++;
    }
    return n;
}

/* What the last sentence says will follow: 有下列三种情形之一的，责令改正：, 现提出以下五点意见： */
static struct announced announced_in(struct gaz_text text) {
    static const char *const follows[] = {"下列", "以下", "如下"};
    struct announced found = {0};
    for (uint32_t i = 0; i + 1 < text.n; i++) {
        uint32_t n = gaz_scan_words(text, i, follows, G_N_ELEMENTS(follows));
        struct gaz_numeral number = n ? gaz_numeral_either(text, i + n) : (struct gaz_numeral){0};
        uint32_t unit = number.length ? unit_at(text, i + n + number.length) : 0;
        if (gaz_char_is_one_of(text.chars[i].ch, "。；")) found.end = 0;
        if (unit > 0 && number.value >= 2 && number.value <= MOST)
            found = (struct announced){i + n, i + n + number.length + unit, number.value};
    }
    return found;
}

static void check_blocks(struct gaz_checker *checker, const struct gaz_part *part, uint32_t at) {
    struct gaz_text text = part->blocks[at].text;
    bool is_text = part->blocks[at].kind == GAZ_BLOCK_PARAGRAPH && text.n > 4;
    if (!is_text || !gaz_char_is_one_of(text.chars[text.n - 1].ch, "：。")) return;
    bool is_next = gaz_number_level(gaz_number_find(part->blocks[at + 1].text)) > 0 &&
                   value_of(part->blocks[at + 1].text) == 1;
    struct announced announced = is_next ? announced_in(text) : (struct announced){0};
    uint32_t n = announced.end ? count_blocks(part, at + 1) : 0;
    if (n >= 2 && n != announced.value) tell(checker, text, announced, n);
}

void gaz_check_counts(struct gaz_checker *checker) {
    for (uint32_t p = 0; p < checker->n_passages; p++) {
        struct gaz_text text = checker->passages[p].text;
        if (!gaz_passage_is_line(&checker->passages[p])) continue;
        check_running(checker, p);
        for (uint32_t i = 1; i < text.n; i++)
            if (text.chars[i].ch == L'等') check_row(checker, text, i);
    }
    for (uint32_t p = 0; p < checker->doc->n_parts; p++)
        for (uint32_t b = 0; b + 1 < checker->doc->parts[p].n_blocks; b++)
            check_blocks(checker, &checker->doc->parts[p], b);
}
