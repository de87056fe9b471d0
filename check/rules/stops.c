/* stops.c: where stops stand: at brackets and quotation marks, in a series, at a paragraph's end (P-19, P-25,
 * P-26; GB/T 15834 A.5, A.6, B.2). */
#include "check/checker.h"
#include "check/scan.h"

#include "base/text/dictionary.h"
#include "input/lines/numbering.h"

static bool is_paragraph(const struct gaz_passage *passage) {
    return gaz_passage_is_block_text(passage) && gaz_block_is_prose(passage->piece.block);
}

/* ---- at brackets and quotation marks */

enum { LONGEST_BRACKET = 400 };

#define OPENERS "（《〈〔【“‘"
#define CLOSERS "）》〉〕】”’"

static void find_one(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_text where,
                     const char *proposal) {
    g_autofree char *is = gaz_text_to_utf8(where);
    gaz_find(checker, rule, where, proposal, is);
}

/* Where the 〔（…〕 stands that the mark at `close` closes, within the text; UINT32_MAX: nowhere. */
static uint32_t opened_at(struct gaz_text text, uint32_t close, uint32_t open_mark) {
    uint32_t from = close - MIN(close, LONGEST_BRACKET);
    for (uint32_t i = close, depth = 0; i-- > from;) {
        depth += text.chars[i].ch == text.chars[close].ch;
        if (text.chars[i].ch == open_mark && depth-- == 0) return i;
    }
    return UINT32_MAX;
}

/* …（见附件。）。: a bracket inside a sentence has no 。 at its end: B.2.1 */
static void check_bracket_end(struct gaz_checker *checker, struct gaz_text text, uint32_t close) {
    uint32_t after = gaz_char_at(text, close + 1), open = opened_at(text, close, L'（');
    if (open == UINT32_MAX) return;
    bool goes_on = gaz_char_is_han(after) || gaz_char_is_one_of(after, "，；。、");
    bool is_inside = open > 0 && !gaz_char_is_one_of(text.chars[open - 1].ch, "。；：！？”’ 　\n");
    bool has_sentences = gaz_scan_find(gaz_text_slice(text, 0, close - 1), open, "。") < close - 1;
    if (is_inside && goes_on && !has_sentences)
        find_one(checker, GAZ_CHECK_STOP_INSIDE, gaz_text_slice(text, close - 1, 1), "");
}

/* 。”。 and 。”，: the quotation has its stop already, or ought to have none: B.2.2 */
static void check_quote_end(struct gaz_checker *checker, struct gaz_text text, uint32_t close) {
    uint32_t after = gaz_char_at(text, close + 1);
    if (after == L'。')
        find_one(checker, GAZ_CHECK_STOP_TWICE, gaz_text_slice(text, close - 1, 3), NULL);
    else if (gaz_char_is_one_of(after, "，、"))
        find_one(checker, GAZ_CHECK_STOP_INSIDE, gaz_text_slice(text, close - 1, 1), "");
}

/* （， and ，）, and pairs with nothing inside */
static void check_bracket_marks(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch, next = gaz_char_at(text, at + 1);
    bool opens = gaz_char_is_one_of(ch, OPENERS), is_stop = gaz_char_is_one_of(next, "，。、；：！？");
    if (opens && is_stop) find_one(checker, GAZ_CHECK_MARK_AT_BRACKET, gaz_text_slice(text, at + 1, 1), NULL);
    bool is_weak = gaz_char_is_one_of(ch, "，、；：");
    if (is_weak && gaz_char_is_one_of(next, "）》〉〕】"))
        find_one(checker, GAZ_CHECK_MARK_AT_BRACKET, gaz_text_slice(text, at, 1), "");
    bool is_empty = (ch == L'《' && next == L'》') || (ch == L'“' && next == L'”') ||
                    (ch == L'‘' && next == L'’') || (ch == L'【' && next == L'】');
    if (is_empty) find_one(checker, GAZ_CHECK_EMPTY_PAIR, gaz_text_slice(text, at, 2), NULL);
    bool is_doubled = ch == next && gaz_char_is_one_of(ch, "（《〔【");
    if (is_doubled && ch != gaz_char_at(text, at - 1))
        find_one(checker, GAZ_CHECK_DOUBLED_BRACKET, gaz_text_slice(text, at, 2), gaz_utf8_of(ch).bytes);
}

void gaz_check_stops(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i + 1 < text.n; i++) {
        uint32_t ch = text.chars[i].ch, next = text.chars[i + 1].ch;
        if (ch < 0x2018) continue;
        if (ch == L'。' && next == L'）') check_bracket_end(checker, text, i + 1);
        if (gaz_char_is_one_of(ch, "。！？") && next == L'”') check_quote_end(checker, text, i + 1);
        check_bracket_marks(checker, text, i);
    }
}

/* ---- 企业、和学校 */

/* Ideographs from `at` on, at most so many. */
static uint32_t han_run(struct gaz_text text, uint32_t at, uint32_t most) {
    uint32_t n = 0;
    while (n < most && gaz_char_is_han(gaz_char_at(text, at + n)))
        n++;
    return n;
}

/* A mark that parts and a word that joins: one is too much. 和 may begin a word (、和谐), or a person's name,
 * which is short. */
void gaz_check_joined(struct gaz_checker *checker, const struct gaz_passage *passage) {
    enum { AROUND = 12, NAME = 3 };
    struct gaz_text text = passage->text;
    if (!is_paragraph(passage)) return;
    for (uint32_t i = 0; i + 1 < text.n; i++) {
        if (text.chars[i].ch != L'、' || text.chars[i + 1].ch != L'和') continue;
        uint32_t n = han_run(text, i + 1, AROUND);
        g_autofree bool *bounds = gaz_dictionary_bounds(gaz_text_slice(text, i + 1, n));
        if (n > NAME && bounds[1])
            find_one(checker, GAZ_CHECK_JOINED_TWICE, gaz_text_slice(text, i, 2), "和");
    }
}

/* ---- 一是…。…；二是: A.5 */

/* The number of an item that begins a clause: 一是, （一）, ①; 0: none. */
static uint32_t item_at(struct gaz_text text, uint32_t at) {
    struct gaz_numeral number = gaz_numeral_han(text, at);
    if (number.length && gaz_char_at(text, at + number.length) == L'是') return number.value;
    return 0;
}

void gaz_check_parallel(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    uint32_t stop = 0, last = 0; /* the 。 in the item at hand, and its number */
    if (!is_paragraph(passage)) return;
    for (uint32_t i = 0; i < text.n; i++) {
        bool begins = i == 0 || gaz_char_is_one_of(text.chars[i - 1].ch, "。；：");
        uint32_t item = begins ? item_at(text, i) : 0;
        bool is_next = item > 1 && item == last + 1 && text.chars[i - 1].ch == L'；';
        if (is_next && stop) find_one(checker, GAZ_CHECK_PARALLEL_STOP, gaz_text_slice(text, stop, 1), NULL);
        if (item) {
            last = item;
            stop = 0;
        }
        if (text.chars[i].ch == L'。' && !stop) stop = i;
    }
}

/* ---- ： twice in one sentence: A.6 */

static bool is_plain_colon(struct gaz_text text, uint32_t at) {
    uint32_t before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + 1);
    return text.chars[at].ch == L'：' && text.chars[at].offset != GAZ_NOWHERE && gaz_char_is_han(before) &&
           gaz_char_is_han(after);
}

/* No entry of a list, as 联系人： */
static bool tells_something(struct gaz_text text, uint32_t colon) {
    uint32_t clause = colon;
    while (clause > 0 && colon - clause <= 6 &&
           !gaz_char_is_one_of(text.chars[clause - 1].ch, "，。；：、 　\n"))
        clause--;
    return colon - clause > 6;
}

/* The first one leads to a sentence that the second one leads on; 联系人：…，电话：… is a list of entries. */
void gaz_check_colons(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    uint32_t first = 0, depth = 0;
    if (!is_paragraph(passage)) return;
    for (uint32_t i = 1; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        depth += gaz_char_is_one_of(ch, OPENERS);
        depth -= depth > 0 && gaz_char_is_one_of(ch, CLOSERS);
        if (gaz_char_is_one_of(ch, "。！？；\n")) first = 0;
        if (depth > 0 || !is_plain_colon(text, i)) continue;
        bool is_told = tells_something(text, i);
        if (first > 0 && is_told) find_one(checker, GAZ_CHECK_TWO_COLONS, gaz_text_slice(text, i, 1), NULL);
        if (first == 0 && (is_told || gaz_char_is_one_of(text.chars[i - 1].ch, "求出调示说"))) first = i;
    }
}

/* ---- at its beginning */

void gaz_check_starts(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    bool is_prose = gaz_passage_is_block_text(passage); /* a cell to fill in may begin with ： */
    const char *marks = is_prose ? "，。；：、！？" : "，。；";
    if (text.n > 1 && gaz_char_is_in(text.chars[0].ch, marks))
        find_one(checker, GAZ_CHECK_MARK_AT_START, gaz_text_slice(text, 0, 1), NULL);
}

/* ---- at a paragraph's end */

static uint32_t last_char(struct gaz_text text) {
    return gaz_char_at(text, text.n - 1);
}

static enum gaz_number_kind number_kind(const struct gaz_block *block) {
    return block && block->kind == GAZ_BLOCK_PARAGRAPH ? gaz_number_find(block->text).kind : GAZ_NUMBER_NONE;
}

/* Whether the list of that kind goes on within the next few paragraphs: an item may have several. */
static bool goes_on(const struct gaz_part *part, uint32_t at, enum gaz_number_kind kind) {
    for (uint32_t i = at + 1; i < MIN(at + 4, part->n_blocks); i++)
        if (number_kind(&part->blocks[i]) == kind) return true;
    return false;
}

/* The last of the items ends the sentence: no item, of its kind or of another one, follows. */
static bool is_last_item(const struct gaz_part *part, uint32_t at) {
    enum gaz_number_kind kind = number_kind(&part->blocks[at]);
    if (at == 0 || kind < GAZ_NUMBER_LEVEL_2 || kind > GAZ_NUMBER_LEVEL_4) return false;
    const struct gaz_block *after = at + 1 < part->n_blocks ? &part->blocks[at + 1] : NULL;
    enum gaz_number_kind next = number_kind(after);
    bool is_broken = after && (after->kind != GAZ_BLOCK_PARAGRAPH || after->align != GAZ_ALIGN_BODY);
    bool is_end = next == GAZ_NUMBER_NONE || next > GAZ_NUMBER_LEVEL_4;
    return number_kind(&part->blocks[at - 1]) == kind && is_end && !is_broken && !goes_on(part, at, kind);
}

/* Two sentences, the second of which is cut off. */
static bool has_sentence(struct gaz_text text) {
    enum { LEAST = 40 };
    return text.n >= LEAST && gaz_scan_find(text, 0, "。") < text.n;
}

/* What the colon announces would stand before the next of its sisters, or before the end. */
static void check_colon(struct gaz_checker *checker, const struct gaz_part *part, uint32_t at) {
    enum gaz_number_kind kind = number_kind(&part->blocks[at]);
    const struct gaz_block *after = at + 1 < part->n_blocks ? &part->blocks[at + 1] : NULL;
    bool is_before_sister = kind != GAZ_NUMBER_NONE && number_kind(after) == kind;
    struct gaz_text text = part->blocks[at].text;
    if (is_before_sister && has_sentence(text))
        find_one(checker, GAZ_CHECK_COLON_IDLE, gaz_text_slice(text, text.n - 1, 1), "。");
}

static void check_end(struct gaz_checker *checker, const struct gaz_part *part, uint32_t at) {
    const struct gaz_block *block = &part->blocks[at];
    struct gaz_text text = block->text;
    bool is_long = gaz_block_is_prose(block) && text.n > 12;
    if (!is_long || last_char(text) == 0 || text.chars[text.n - 1].offset == GAZ_NOWHERE) return;
    uint32_t last = last_char(text);
    bool has_next = at + 1 < part->n_blocks && part->blocks[at + 1].kind == GAZ_BLOCK_PARAGRAPH &&
                    number_kind(&part->blocks[at + 1]) == GAZ_NUMBER_NONE;
    if (last == L'：') check_colon(checker, part, at);
    if (gaz_char_is_one_of(last, "，、") && (!has_next || has_sentence(text)))
        find_one(checker, GAZ_CHECK_PARAGRAPH_END, gaz_text_slice(text, text.n - 1, 1), NULL);
    else if (last == L'；' && is_last_item(part, at))
        find_one(checker, GAZ_CHECK_PARAGRAPH_END, gaz_text_slice(text, text.n - 1, 1), "。");
}

/* ---- a paragraph whose last sentence has no stop */

static bool has_sentences(const struct gaz_block *block) {
    return gaz_block_is_prose(block) && !block->is_heading_only;
}

/* A sentence of several clauses, and no entry of a list, as 地址：…，…号. */
static bool is_sentence(struct gaz_text text) {
    enum { LEAST = 20, LABEL = 8 };
    return text.n >= LEAST && gaz_scan_find(text, 0, "，") < text.n && gaz_scan_find(text, 0, "：") > LABEL;
}

/* Whether nearly all sentences that are paragraphs of the part end with a mark: then one that has none lacks
 * it. In a list whose items are sentences none may have any. */
static bool ends_with_marks(const struct gaz_part *part) {
    enum { LEAST = 4, OF = 10 };
    uint32_t n = 0, n_open = 0;
    for (uint32_t i = 0; i < part->n_blocks; i++) {
        const struct gaz_block *block = &part->blocks[i];
        if (!has_sentences(block) || !is_sentence(block->text)) continue;
        n++;
        n_open += gaz_char_is_han(last_char(block->text));
    }
    return n >= LEAST && n_open <= MAX(n / OF, 1);
}

static bool has_two_sentences(struct gaz_text text) {
    return text.n >= 30 && gaz_scan_find(text, 0, "。") < text.n && gaz_scan_find(text, 0, "，") < text.n;
}

/* A sentence's end without its stop: an ideograph, or what closes a pair and has no stop inside. */
static bool is_open(struct gaz_text text) {
    bool closes = gaz_char_is_one_of(last_char(text), "”》%");
    uint32_t last = closes ? gaz_char_at(text, text.n - 2) : last_char(text);
    return closes ? text.n > 2 && !gaz_char_is_one_of(last, "。！？；…") : gaz_char_is_han(last);
}

static bool is_item_with_stop(const struct gaz_part *part, uint32_t at, enum gaz_number_kind kind) {
    return at < part->n_blocks && number_kind(&part->blocks[at]) == kind &&
           gaz_char_is_one_of(last_char(part->blocks[at].text), "。；");
}

/* An item whose neighbours, before and behind or two on one side, have their stops. One of a few words is
 * taken for a heading, which none is between two that end with ；. */
static bool is_item_without(const struct gaz_part *part, uint32_t at) {
    enum { LEAST = 10 };
    const struct gaz_block *block = &part->blocks[at];
    bool is_heading = block->kind == GAZ_BLOCK_HEADING;
    enum gaz_number_kind kind = is_heading ? gaz_number_find(block->text).kind : number_kind(block);
    bool is_item = kind != GAZ_NUMBER_NONE && block->text.n >= LEAST && (is_heading || has_sentences(block));
    bool before = is_item && at > 0 && is_item_with_stop(part, at - 1, kind),
         behind = is_item && is_item_with_stop(part, at + 1, kind);
    if (is_heading) return before && behind && last_char(part->blocks[at - 1].text) == L'；';
    return (before && behind) || (before && at > 1 && is_item_with_stop(part, at - 2, kind)) ||
           (behind && is_item_with_stop(part, at + 2, kind));
}

static void check_open_end(struct gaz_checker *checker, const struct gaz_part *part, uint32_t at,
                           bool have_marks) {
    const struct gaz_block *block = &part->blocks[at];
    struct gaz_text text = block->text;
    bool is_followed = at + 1 < part->n_blocks && part->blocks[at + 1].kind != GAZ_BLOCK_PARAGRAPH;
    if (text.n == 0 || !is_open(text)) return;
    bool is_long = has_sentences(block) && (has_two_sentences(text) || (have_marks && is_sentence(text)));
    if (!(is_long && !is_followed) && !is_item_without(part, at)) return;
    g_autofree char *end = gaz_text_to_utf8(gaz_text_slice(text, text.n - 1, 1)),
                    *proposal = g_strconcat(end, "。", NULL);
    gaz_find(checker, GAZ_CHECK_STOP_LACKING, gaz_text_slice(text, text.n - 1, 1), proposal, NULL);
}

void gaz_check_paragraph_ends(struct gaz_checker *checker) {
    for (uint32_t p = 0; p < checker->doc->n_parts; p++) {
        const struct gaz_part *part = &checker->doc->parts[p];
        bool have_marks = ends_with_marks(part);
        for (uint32_t b = 0; b < part->n_blocks; b++) {
            check_end(checker, part, b);
            check_open_end(checker, part, b, have_marks);
        }
    }
}
