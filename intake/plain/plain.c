/* plain.c: lines of a text file become paragraphs. */
#include "intake/plain/plain.h"

#include "base/diag/diag.h"
#include "base/text/text.h"
#include "input/lines/pasted.h"
#include "intake/blanks.h"
#include "intake/decode.h"
#include "intake/plain/marks.h"
#include "intake/plain/paragraphs.h"

#include <string.h>

enum { MOST_BYTES = 16 << 20 };

/* ---- lines */

struct line {
    uint32_t begin, end;  /* bytes, without the line's end */
    uint32_t width;       /* half cells */
    uint32_t first, last; /* characters with ink; last: before what closes */
    bool is_empty, is_indented, ends_sentence, is_alone, is_person;
};

struct reading {
    struct gaz_draft *draft;
    struct gaz_account *account;
    const struct gaz_source *source;
    struct gaz_pasted pasted;
    uint16_t part;
    uint32_t n_joined;
};

/* 2024年7月3日, 澄政发〔2024〕5号: what nothing goes on to, and what goes on to nothing. */
static bool is_alone(const struct gaz_source *source, const struct line *line) {
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
static bool is_person(const struct gaz_source *source, const struct line *line) {
    enum { LOOKED_AT = 48 }; /* bytes */
    uint32_t n = MIN(line->end - line->begin, (uint32_t)LOOKED_AT);
    g_autofree char *text = g_utf8_make_valid(source->text + line->begin, (gssize)n);
    return g_regex_match_simple("^[\\s　]*(?:\\p{Han}{2,4}|\\p{Han}[ 　]\\p{Han})[ 　\\t]+\\p{Han}", text, 0,
                                0);
}

static struct line look_at_line(const struct gaz_source *source, uint32_t number) {
    struct line line = {.begin = source->line[number], .end = source->size};
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
static bool begins(struct reading *r, uint32_t paragraph, const struct line *before,
                   const struct line *line) {
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

static void add_char(struct reading *r, struct gaz_draft_block *block, uint32_t ch, uint32_t carrier) {
    gaz_account_admit(r->account, block->chars, (struct gaz_draft_char){ch, carrier, 0, 0});
}

static void tell(struct reading *r, enum gaz_intake_reason reason, struct gaz_account_entry entry,
                 uint32_t paragraph) {
    g_autofree char *where = gaz_draft_where(r->draft, r->part, paragraph);
    entry.where = where;
    gaz_account_add(r->account, reason, entry);
}

/* A line that goes on: words of Latin letters keep their blank. */
static void join(struct reading *r, struct gaz_draft_block *block, uint32_t next, uint32_t paragraph) {
    const struct gaz_draft_char *chars = gaz_draft_chars(block);
    r->n_joined++;
    if (block->chars->len == 0 || !gaz_char_is_latin(next)) return;
    uint32_t last = chars[block->chars->len - 1].ch;
    bool ends_words = gaz_char_is_latin(last) || gaz_char_is_one_of(last, ".,;:!?)");
    if (!ends_words) return;
    add_char(r, block, ' ', GAZ_NOWHERE);
    tell(r, GAZ_REASON_LINE_BLANK, (struct gaz_account_entry){.text = " ", .count = 1}, paragraph);
}

static void add_line(struct reading *r, struct gaz_draft_block *block, const struct line *line,
                     uint32_t number) {
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

static void read_lines(struct reading *r) {
    struct gaz_draft_block *block = NULL;
    struct line before = {.is_empty = true};
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < r->source->n_lines; i++) {
        struct line line = look_at_line(r->source, i);
        bool is_new = !block || begins(r, paragraph, &before, &line);
        if (is_new && line.begin < line.end) {
            block = gaz_draft_block_new(r->draft, r->draft->blocks, GAZ_DRAFT_PARAGRAPH);
            block->part = r->part;
            block->paragraph = i + 1;
            paragraph = line.begin;
        } else if (!is_new) {
            join(r, block, g_utf8_get_char(r->source->text + line.begin), i + 1);
        }
        if (line.begin < line.end) add_line(r, block, &line, i);
        before = line;
    }
    if (r->n_joined == 0) return;
    struct gaz_account_entry entry = {.text = "折行", .becomes = "一段", .count = r->n_joined};
    gaz_account_add(r->account, GAZ_REASON_LINES_JOINED, entry);
}

/* ---- what a mail puts before each line of another one: > > */

/* How many bytes of a line are such marks. */
static size_t quote_marks(const char *at, const char *end) {
    const char *from = at;
    while (at < end && *at == '>')
        at += at + 1 < end && at[1] == ' ' ? 2 : 1;
    return (size_t)(at - from);
}

static const char *line_end_of(const char *at, const char *end) {
    const char *found = memchr(at, '\n', (size_t)(end - at));
    return found ? found : end;
}

/* A mail was passed on where most of its lines have them. */
static bool is_quoted(const char *text, size_t size) {
    enum { FEWEST = 3 };
    size_t n = 0, n_quoted = 0;
    for (const char *at = text, *end = text + size; at < end; at = line_end_of(at, end) + 1) {
        n += *at != '\n';
        n_quoted += *at == '>';
    }
    return n_quoted >= FEWEST && n_quoted * 2 > n;
}

/* Takes them off in place, and gives the size then. */
static size_t take_quotes(struct reading *r, char *text, size_t size) {
    size_t n = 0;
    uint32_t number = 1;
    if (!is_quoted(text, size)) return size;
    for (const char *at = text, *end = text + size; at < end; number++) {
        const char *line_end = line_end_of(at, end);
        for (size_t i = quote_marks(at, line_end); i > 0; i--, at++)
            gaz_account_leave_out(
                r->account, GAZ_REASON_MAIL_QUOTE,
                gaz_draft_carry(r->draft, (struct gaz_carrier){(uint32_t)*at, number, r->part}), 1);
        size_t length = (size_t)(MIN(line_end + 1, end) - at);
        memmove(text + n, at, length);
        n += length;
        at += length;
    }
    return n;
}

/* ---- the door */

/* Line ends of all systems become LF, in place. */
static size_t unify_line_ends(char *text, size_t size) {
    size_t n = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\r' && i + 1 < size && text[i + 1] == '\n') continue;
        text[n++] = text[i] == '\r' ? '\n' : text[i];
    }
    return n;
}

/* Controls, and bytes that are no characters, are few in a text. */
static bool is_near_text(struct gaz_bytes file) {
    enum { LOOKED_AT = 64 << 10, FEW = 20 };
    size_t n = 0, controls = 0, all = 0;
    uint32_t n_bad = 0;
    g_autofree char *text =
        gaz_encoding_mend(GAZ_UTF8, file.data, MIN(file.size, (size_t)LOOKED_AT), &n, &n_bad);
    for (const char *at = text; at < text + n; at = g_utf8_next_char(at), all++)
        controls += g_unichar_iscntrl(g_utf8_get_char(at)) && !gaz_char_is_one_of((uint32_t)*at, "\n\r\t\f");
    return (controls + n_bad) * FEW <= all;
}

bool gaz_plain_is(struct gaz_bytes file) {
    enum gaz_encoding encoding = gaz_encoding_guess(file.data, file.size);
    if (encoding != GAZ_UTF8) return encoding != GAZ_WORD_FILE;
    return g_utf8_validate((const char *)file.data, (gssize)file.size, NULL) || is_near_text(file);
}

bool gaz_plain_read(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                    struct gaz_diags *diags) {
    struct gaz_decoding how = {draft->file, MOST_BYTES, gaz_encoding_guess(file.data, file.size)};
    size_t size = 0;
    g_autofree char *text = gaz_intake_decode(file, how, &size, diags);
    if (!text) return false;
    gaz_intake_tell_encoding(account, how.encoding, false);
    size = unify_line_ends(text, size);
    struct reading r = {.draft = draft, .account = account, .part = gaz_draft_part(draft, "正文")};
    size = take_quotes(&r, text, size);
    r.source = gaz_source_new(draft->arena, draft->file, draft->file, text, size);
    read_lines(&r);
    gaz_draft_make_blanks_common(draft, account);
    gaz_part_paragraphs(draft, account);
    if (draft->blocks->len > 0) return true;
    gaz_report_file(diags, GAZ_D_IMPORT_NO_TEXT, draft->file, NULL);
    return false;
}
