/* pasted.c: see pasted.h. Widths in half cells. */
#include "input/lines/pasted.h"

#include "input/reader.h"

#include <glib.h>
#include <string.h>

enum {
    NARROWEST = 40, /* nobody breaks lines at less than twenty characters */
    WIDEST = 130,   /* nor at more than sixty-five */
    RAGGED = 8,     /* what a full line may lack: a number or a mark that was not to be parted */
};

static bool is_numeral(uint32_t ch) {
    return gaz_char_is_one_of(ch, "一二三四五六七八九十百千零〇两");
}

/* ---- a line */

struct line {
    uint32_t begin, end; /* without the blanks around it */
    uint32_t next;       /* where the next one begins; the size: nowhere */
};

static struct line line_at(const struct gaz_source *source, uint32_t at) {
    struct line line = {at, gaz_source_line_end(source, at), 0};
    line.next = MIN(line.end + 1, source->size);
    while (line.begin < line.end && gaz_char_is_blank(gaz_source_char(source, line.begin)))
        line.begin = gaz_source_next(source, line.begin);
    while (line.end > line.begin && gaz_is_space((unsigned char)source->text[line.end - 1]))
        line.end--;
    return line;
}

/* No table, heading, figure or comment. */
static bool is_plain(const struct gaz_source *source, const struct line *line) {
    return line->begin < line->end && !strchr("|<#!", source->text[line->begin]);
}

static uint32_t width_of(const struct gaz_source *source, const struct line *line) {
    uint32_t width = 0;
    for (uint32_t at = line->begin; at < line->end; at = gaz_source_next(source, at))
        width += g_unichar_iswide(gaz_source_char(source, at)) ? 2 : 1;
    return width;
}

static uint32_t char_before(const struct gaz_source *source, const struct line *line, uint32_t *at) {
    if (*at <= line->begin) return 0;
    *at = (uint32_t)(g_utf8_prev_char(source->text + *at) - source->text);
    return gaz_source_char(source, *at);
}

/* Its last character, closing marks not counted. */
static uint32_t last_char(const struct gaz_source *source, const struct line *line) {
    uint32_t at = line->end, ch;
    do
        ch = char_before(source, line, &at);
    while (gaz_char_is_one_of(ch, "”’」』）)》〉】〕\"*"));
    return ch;
}

/* …。（商务部负责） */
static bool ends_with_remark(const struct gaz_source *source, const struct line *line) {
    uint32_t at = line->end, ch = char_before(source, line, &at);
    if (!gaz_char_is_one_of(ch, "）)")) return false;
    do
        ch = char_before(source, line, &at);
    while (ch && !gaz_char_is_one_of(ch, "（("));
    return gaz_char_is_one_of(char_before(source, line, &at), "。；");
}

static bool has_stop(const struct gaz_source *source, const struct line *line) {
    return gaz_source_find(source, line->begin, line->end, "。") < line->end;
}

/* ---- numbers */

struct cursor {
    const struct gaz_source *source;
    uint32_t at, end;
};

static uint32_t peek(const struct cursor *c) {
    return c->at < c->end ? gaz_source_char(c->source, c->at) : 0;
}

static bool take_one_of(struct cursor *c, const char *utf8) {
    if (!gaz_char_is_in(peek(c), utf8)) return false;
    c->at = gaz_source_next(c->source, c->at);
    return true;
}

/* Gives 1 for 一二三, 2 for 123, 0 for neither. */
static int take_number(struct cursor *c) {
    uint32_t from = c->at;
    while (is_numeral(peek(c)))
        c->at = gaz_source_next(c->source, c->at);
    if (c->at > from) return 1;
    while (gaz_char_is_digit(peek(c)) && c->at - from < 3)
        c->at++;
    return c->at > from ? 2 : 0;
}

/* 附件： 附件2： 附： */
static bool take_attachment(struct cursor *c) {
    if (!take_one_of(c, "附")) return false;
    if (take_one_of(c, "件")) take_number(c);
    return take_one_of(c, "：:");
}

/* （一） (1); 一、 1． 1. 1、 1) */
static bool take_item(struct cursor *c) {
    if (take_one_of(c, "（(")) return take_number(c) && take_one_of(c, "）)");
    int kind = take_number(c);
    if (kind == 0 || !take_one_of(c, kind == 1 ? "、．." : "、．.)）")) return false;
    return !is_numeral(peek(c)) && !gaz_char_is_digit(peek(c));
}

/* 第三条, 第一章, 第二分编 */
static bool take_ordinal(struct cursor *c) {
    if (!take_one_of(c, "第") || !take_number(c)) return false;
    return take_one_of(c, "分") ? take_one_of(c, "编") : take_one_of(c, "条章节编篇目");
}

enum strength { NO_MARK, WEAK /* 第三条 without a blank: perhaps a mention */, STRONG };

/* A number behind which its sentence goes on is a mention. */
static bool is_mention(uint32_t next) {
    return gaz_char_is_one_of(next, "项款目条点类级期章节编、，。；和或及与至的之所规—－～-");
}

static enum strength mark_at(const struct gaz_source *source, const struct line *line, struct cursor *c) {
    *c = (struct cursor){source, line->begin, line->end};
    uint32_t first = peek(c);
    if (first >= 0x2460 && first <= 0x249B) { /* ① ⑴ ⒈ */
        c->at = gaz_source_next(source, c->at);
        return STRONG;
    }
    if (first == 0x9644) return take_attachment(c) ? STRONG : NO_MARK; /* 附 */
    if (first != 0x7B2C) return take_item(c) && !is_mention(peek(c)) ? STRONG : NO_MARK;
    if (!take_ordinal(c) || is_mention(peek(c))) return NO_MARK;
    return c->at == c->end || gaz_char_is_blank(peek(c)) ? STRONG : WEAK;
}

uint32_t gaz_pasted_mark(const struct gaz_source *source, uint32_t begin) {
    struct line line = line_at(source, begin);
    struct cursor c;
    return mark_at(source, &line, &c) == NO_MARK ? 0 : c.at - line.begin;
}

/* ---- how a line ends */

enum ending {
    ENDS_SENTENCE,
    ENDS_ITEM,    /* ； */
    ENDS_HEADING, /* 二、主要任务 */
    ENDS_FAR_OUT, /* so wide that it was not broken at a width */
    ENDS_SHORT,
    ENDS_AT_COMMA,
    ENDS_INSIDE,
    ENDS_FORCED
};

static enum ending ending_of(const struct gaz_source *source, const struct line *line, uint32_t width) {
    struct cursor c;
    uint32_t last = last_char(source, line);
    if (source->text[line->end - 1] == '\\') return ENDS_FORCED;
    if (gaz_char_is_one_of(last, "。！？：:!?…") || ends_with_remark(source, line)) return ENDS_SENTENCE;
    if (gaz_char_is_one_of(last, "；;")) return ENDS_ITEM;
    if (gaz_char_is_one_of(last, "，、,")) return width < NARROWEST ? ENDS_AT_COMMA : ENDS_INSIDE;
    if (mark_at(source, line, &c) != NO_MARK && width <= 2 * NARROWEST && !has_stop(source, line))
        return ENDS_HEADING;
    if (width > WIDEST) return ENDS_FAR_OUT;
    return width < NARROWEST ? ENDS_SHORT : ENDS_INSIDE;
}

static bool is_closed(enum ending ending) {
    return ending == ENDS_SENTENCE || ending == ENDS_ITEM || ending == ENDS_HEADING || ending == ENDS_FAR_OUT;
}

/* ---- the document: blocks of plain lines */

struct block {
    uint32_t widest; /* of its lines but the last */
    uint32_t inside; /* the widest that ends inside a sentence */
    bool has_comma;
};

static void look_at_end(const struct gaz_source *source, const struct line *line, struct block *block) {
    uint32_t width = width_of(source, line);
    enum ending ending = ending_of(source, line, width);
    block->widest = MAX(block->widest, width);
    if (ending == ENDS_INSIDE) block->inside = MAX(block->inside, width);
    block->has_comma |= ending == ENDS_AT_COMMA;
}

static void end_block(struct gaz_pasted *pasted, struct block *block) {
    bool is_wrapped = block->inside > 0 && block->inside <= WIDEST && block->widest <= block->inside + RAGGED;
    pasted->is_wrapped |= is_wrapped;
    if (is_wrapped) pasted->width = MAX(pasted->width, block->widest);
    pasted->is_broken_by_hand |= block->has_comma || (block->inside > 0 && !is_wrapped);
    *block = (struct block){0};
}

static void look_at_document(struct gaz_pasted *pasted, const struct gaz_source *source, uint32_t begin) {
    struct block block = {0};
    struct line line = line_at(source, begin), next;
    for (; line.next < source->size; line = next) {
        next = line_at(source, line.next);
        if (is_plain(source, &line) && is_plain(source, &next))
            look_at_end(source, &line, &block);
        else
            end_block(pasted, &block);
    }
    end_block(pasted, &block);
    pasted->is_known = true;
}

/* ---- one line behind another */

struct pair {
    struct line before, line;
    uint32_t width; /* of the one before */
    enum ending ending;
    enum strength mark;
    bool in_brackets; /* （一）, which may go on from 《办法》 */
    bool is_full;
};

static struct pair pair_at(const struct gaz_pasted *pasted, const struct gaz_source *source, uint32_t before,
                           uint32_t begin) {
    struct cursor c;
    struct pair pair = {.before = line_at(source, before), .line = line_at(source, begin)};
    pair.width = width_of(source, &pair.before);
    pair.ending = ending_of(source, &pair.before, pair.width);
    pair.mark = mark_at(source, &pair.line, &c);
    pair.in_brackets = gaz_char_is_one_of(gaz_source_char(source, pair.line.begin), "（(");
    pair.is_full =
        pasted->is_wrapped && pair.width + RAGGED >= pasted->width && pair.width <= pasted->width + RAGGED;
    return pair;
}

/* A short line that nobody broke at a width (工作要求) has ended before 1． or 一、. */
static bool is_certain(const struct pair *pair) {
    if (pair->is_full) return false;
    bool is_short = pair->ending == ENDS_SHORT && !pair->in_brackets;
    return pair->mark == STRONG ? is_closed(pair->ending) || is_short
                                : pair->mark == WEAK && pair->ending == ENDS_SENTENCE;
}

/* From a line to the next blank one or other thing: each line ends as a paragraph may,
 * and one certainly begins one. */
static void look_at_block(struct gaz_pasted *pasted, const struct gaz_source *source, uint32_t begin) {
    bool has_certain = false, all = true;
    struct line line = line_at(source, begin);
    while (line.next < source->size) {
        struct line next = line_at(source, line.next);
        if (!is_plain(source, &next)) break;
        struct pair pair = pair_at(pasted, source, line.begin, next.begin);
        has_certain |= is_certain(&pair);
        bool may_end = is_closed(pair.ending) || pair.ending == ENDS_SHORT;
        all &= (may_end && !pair.is_full) || pair.ending == ENDS_FORCED;
        line = next;
    }
    pasted->block_end = line.next;
    pasted->is_block_pasted = has_certain && all;
}

/* A list of attachments goes on with its numbers. */
static bool is_in_list(const struct gaz_source *source, uint32_t paragraph, const struct pair *pair) {
    struct line line = line_at(source, paragraph);
    struct cursor c = {source, line.begin, line.end};
    return take_attachment(&c) && g_ascii_isdigit(source->text[pair->line.begin]);
}

enum gaz_line_verdict gaz_pasted_judge(struct gaz_pasted *pasted, const struct gaz_source *source,
                                       uint32_t paragraph, uint32_t before, uint32_t begin) {
    if (!pasted->is_known) look_at_document(pasted, source, paragraph);
    if (begin >= pasted->block_end) look_at_block(pasted, source, before);
    struct pair pair = pair_at(pasted, source, before, begin);
    if (pair.mark != NO_MARK && is_in_list(source, paragraph, &pair)) return GAZ_LINE_IN_DOUBT;
    if (pasted->is_block_pasted || is_certain(&pair)) return GAZ_LINE_BEGINS;
    if (pair.mark == STRONG) return GAZ_LINE_IN_DOUBT;
    bool is_broken = pasted->is_wrapped || pasted->is_broken_by_hand;
    return pair.ending == ENDS_SENTENCE && !is_broken ? GAZ_LINE_JOINED : GAZ_LINE_GOES_ON;
}
