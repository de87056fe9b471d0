/* lines.c: lines as they are looked at, put behind one another, and told of. */
#include "intake/plain/lines.h"

#include "base/text/text.h"
#include "intake/plain/marks.h"

#include <string.h>

/* ---- lines */

/* 2024年7月3日, 澄政发〔2024〕5号: what nothing goes on to, and what goes on to nothing. */
static bool is_alone(const struct gaz_source *source, const struct gaz_plain_line *line) {
    enum { LONGEST = 96 }; /* bytes, blanks at both ends not among them */
    const char *begin = source->text + line->begin, *end = source->text + line->end;
    g_autofree char *text = g_strndup(begin, (gsize)(end - begin));
    g_strstrip(text);
    return gaz_char_is_one_of(line->last, "日号") && strlen(text) <= LONGEST &&
           g_regex_match_simple(
               "^[\\s　]*(?:(?:\\d{4}|[一二三四五六七八九〇○零]{4})年[\\d一二三四五六七八九十]{1,3}月"
               "[\\d一二三四五六七八九十]{1,3}日|\\p{Han}{1,14}[〔［\\[（(]\\d{4}[〕］\\]）)]第?\\d+号)["
               "\\s　]*$",
               text, 0, 0);
}

/* 万　青　　市政府秘书长: several such lines are a list of persons, whatever their width. */
static bool is_person(const struct gaz_source *source, const struct gaz_plain_line *line) {
    enum { LOOKED_AT = 48 }; /* bytes */
    uint32_t n = MIN(line->end - line->begin, (uint32_t)LOOKED_AT);
    g_autofree char *text = g_utf8_make_valid(source->text + line->begin, (gssize)n);
    return g_regex_match_simple("^[\\s　]*(?:\\p{Han}{2,4}|\\p{Han}[ 　]\\p{Han})[ 　\\t]+\\p{Han}", text, 0,
                                0);
}

struct gaz_plain_line gaz_plain_line_at(const struct gaz_source *source, uint32_t number) {
    struct gaz_plain_line line = {.begin = source->line[number], .end = source->size};
    if (number + 1 < source->n_lines) line.end = source->line[number + 1] - 1;
    uint32_t last = 0, n = 0;
    for (const char *at = source->text + line.begin; at < source->text + line.end;
         at = g_utf8_next_char(at)) {
        uint32_t ch = g_utf8_get_char(at);
        if (n++ == 0)
            line.is_indented =
                ch == 0x3000 || ch == '\t' || (gaz_draft_is_blank(ch) && gaz_draft_is_blank((uint32_t)at[1]));
        line.width += g_unichar_iswide(ch) ? 2 : 1;
        if (gaz_char_has_ink(ch) && !line.first) line.first = ch;
        if (gaz_char_has_ink(ch) && !gaz_char_is_one_of(ch, "”’）)》")) last = ch;
    }
    line.is_empty = last == 0;
    line.last = last;
    line.is_alone = is_alone(source, &line);
    line.is_person = is_person(source, &line);
    line.ends_sentence = gaz_is_stop(last) || gaz_char_is_one_of(last, "：:");
    return line;
}

/* Whether the line begins a paragraph behind the one before it. */
bool gaz_plain_begins(struct gaz_plain_reading *r, uint32_t paragraph, const struct gaz_plain_line *before,
                      const struct gaz_plain_line *line) {
    enum { RAGGED = 8, FIFTH = 5 }; /* what a full line may lack; what only a last line does */
    if (before->is_empty || line->is_empty || before->is_alone || line->is_alone) return true;
    if (before->is_person && line->is_person) return true;
    enum gaz_line_verdict verdict =
        gaz_pasted_judge(&r->pasted, r->source, paragraph, before->begin, line->begin);
    if (!r->pasted.is_wrapped || verdict == GAZ_LINE_BEGINS || line->is_indented) return true;
    bool is_full = before->width + RAGGED >= r->pasted.width;
    bool could_go_on =
        gaz_char_is_han(before->last) && !gaz_char_is_latin(line->first); /* no word is broken */
    bool is_short = could_go_on && before->width + MAX(RAGGED, r->pasted.width / FIFTH) < r->pasted.width;
    return (!is_full && before->ends_sentence) || is_short;
}

/* ---- characters */

static void add_char(struct gaz_plain_reading *r, struct gaz_draft_block *block, uint32_t ch,
                     uint32_t carrier) {
    gaz_account_admit(r->account, block->chars, (struct gaz_draft_char){ch, carrier, 0, 0});
}

static void tell(struct gaz_plain_reading *r, enum gaz_intake_reason reason, struct gaz_account_entry entry,
                 uint32_t paragraph) {
    g_autofree char *where = gaz_draft_where(r->draft, r->part, paragraph);
    entry.where = where;
    gaz_account_add(r->account, reason, entry);
}

/* A line that goes on: words of Latin letters keep their blank. */
void gaz_plain_join(struct gaz_plain_reading *r, struct gaz_draft_block *block, uint32_t next,
                    uint32_t paragraph) {
    const struct gaz_draft_char *chars = gaz_draft_chars(block);
    r->n_joined++;
    if (block->chars->len == 0 || !gaz_char_is_latin(next)) return;
    uint32_t last = chars[block->chars->len - 1].ch;
    bool ends_words = gaz_char_is_latin(last) || gaz_char_is_one_of(last, ".,;:!?)");
    if (!ends_words) return;
    add_char(r, block, ' ', GAZ_NOWHERE);
    tell(r, GAZ_REASON_LINE_BLANK, (struct gaz_account_entry){.text = " ", .count = 1}, paragraph);
}

void gaz_plain_add_line(struct gaz_plain_reading *r, struct gaz_draft_block *block,
                        const struct gaz_plain_line *line, uint32_t number) {
    const char *text = r->source->text;
    for (const char *at = text + line->begin; at < text + line->end; at = g_utf8_next_char(at)) {
        uint32_t ch = g_utf8_get_char(at);
        uint32_t carrier = gaz_draft_carry(r->draft, (struct gaz_carrier){ch, number + 1, r->part});
        add_char(r, block, ch == '\t' ? ' ' : ch, carrier);
        if (ch == '\t')
            tell(r, GAZ_REASON_TAB, (struct gaz_account_entry){.text = "\t", .becomes = " ", .count = 1},
                 number + 1);
    }
}

void gaz_plain_tell_joined(struct gaz_plain_reading *r) {
    if (r->n_joined == 0) return;
    struct gaz_account_entry entry = {.text = "折行", .becomes = "一段", .count = r->n_joined};
    gaz_account_add(r->account, GAZ_REASON_LINES_JOINED, entry);
}
