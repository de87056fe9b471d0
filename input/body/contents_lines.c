/* contents_lines.c: what one line says, of contents or as a head. */
#include "input/body/contents_lines.h"

#include "base/text/text.h"
#include "input/lines/numbering.h"

#include <string.h>

enum { NO_RANK = GAZ_CONTENTS_DEEPEST + 1 };

void gaz_contents_line_clear(gpointer data) {
    struct gaz_contents_line *line = data;
    g_free(line->number);
    g_free(line->title);
}

GArray *gaz_contents_lines_new(void) {
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(struct gaz_contents_line));
    g_array_set_clear_func(lines, gaz_contents_line_clear);
    return lines;
}

/* Without blanks, forced line ends and marks of notes; freed with g_free. */
static char *squeeze(struct gaz_text text) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (!gaz_char_is_blank(ch) && ch != '\n' && !gaz_char_note(&text.chars[i]))
            g_string_append_unichar(out, ch);
    }
    return g_string_free(out, FALSE);
}

static uint32_t before_blanks(struct gaz_text text, uint32_t end) {
    while (end > 0 && gaz_char_is_blank(text.chars[end - 1].ch))
        end--;
    return end;
}

static uint32_t before_any_of(struct gaz_text text, uint32_t end, const char32_t *of, size_t n) {
    while (end > 0 && gaz_char_is_among(text.chars[end - 1].ch, of, n))
        end--;
    return end;
}
#define before_any(text, end, literal)                                                                       \
    before_any_of((text), (end), U"" literal, sizeof(U"" literal) / sizeof(char32_t) - 1)

/* …… or ···· before `end`, with blanks between; `end`: there is none. */
static uint32_t before_leader(struct gaz_text text, uint32_t end) {
    uint32_t begin = before_any(text, end, "…⋯‥·•.．。┈┄-—―─_＿ \t　"), dots = 0;
    for (uint32_t i = begin; i < end; i++)
        dots += !gaz_char_is_blank(text.chars[i].ch);
    return dots >= 2 ? begin : end;
}

/* 12, （12）, — 12 —, 第12页 before `end`, with the blanks before it; `end`: there is none. */
static uint32_t before_page(struct gaz_text text, uint32_t end) {
    uint32_t after = before_any(text, end, "）)页—- \t　");
    uint32_t digits = before_any(text, after, "0123456789０１２３４５６７８９");
    bool is_page = digits < after && after - digits <= 3;
    return is_page ? before_any(text, digits, "（(第—- \t　") : end;
}

/* The length of a line without a leader and the number of a page, which a blank or the leader parts from it.
 */
static uint32_t length_of(struct gaz_text text) {
    uint32_t end = before_blanks(text, text.n), page = before_page(text, end),
             leader = before_leader(text, page);
    bool is_apart = leader < page || (page < end && gaz_char_is_blank(text.chars[page].ch));
    return is_apart ? before_blanks(text, leader) : end;
}

/* （第一条至第九条） at the end says what a head holds and is no part of it. */
static uint32_t without_articles(struct gaz_text text) {
    uint32_t open = text.n;
    if (!gaz_char_is_one_of(gaz_char_at(text, text.n - 1), "）)")) return text.n;
    while (open > 0 && !gaz_char_is_one_of(text.chars[open - 1].ch, "（("))
        open--;
    bool is_range = open > 0 && gaz_char_is_one_of(gaz_char_at(text, open), "第0123456789") &&
                    gaz_char_at(text, text.n - 2) == 0x6761; /* 条 */
    return is_range ? before_blanks(text, open - 1) : text.n;
}

/* 1, 1.1, 1.1.1 before a blank, as plans and standards number; *length: 0: none. Gives how many figures. */
static unsigned decimal(struct gaz_text text, uint32_t *length) {
    uint32_t at = 0, n = 0, digits;
    while ((digits = gaz_number_digit_length(text, at)) > 0 && digits <= 2) {
        at += digits;
        n++;
        if (!gaz_char_is_one_of(gaz_char_at(text, at), ".．") || gaz_number_digit_length(text, at + 1) == 0)
            break;
        at++;
    }
    bool is_number = n > 0 && n <= GAZ_CONTENTS_DEEPEST - GAZ_CONTENTS_DECIMAL && at < text.n &&
                     gaz_char_is_blank(text.chars[at].ch);
    *length = is_number ? at : 0;
    return is_number ? n : 0;
}

/* The rank of the number that the text begins with, and its length; NO_RANK: of one that no
 * contents have. */
static unsigned rank_of(struct gaz_text text, uint32_t *length) {
    struct gaz_number number = gaz_number_find(text);
    unsigned level = gaz_number_level(number), n_figures = decimal(text, length);
    if (n_figures > 0) return GAZ_CONTENTS_DECIMAL + n_figures;
    *length = number.length;
    if (level == 3) return GAZ_CONTENTS_DECIMAL + 1;
    if (level > 0) return level < 3 ? 5 + level : NO_RANK;
    if (number.kind == GAZ_NUMBER_NONE) return 0;
    return gaz_number_division(number) ? gaz_number_division(number) : NO_RANK;
}

static bool is_first(struct gaz_text text) {
    uint32_t at = gaz_char_is_one_of(gaz_char_at(text, 0), "第（");
    uint32_t n = MAX(gaz_number_han_length(text, at), gaz_number_digit_length(text, at));
    return n == 1 && gaz_char_is_one_of(gaz_char_at(text, at), "一1");
}

bool gaz_contents_is_word(const char *squeezed) {
    static const char *const words[] = {"目录", "目次", "目录：", "目次："};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(squeezed, words[i]) == 0) return true;
    return false;
}

bool gaz_contents_says(struct gaz_text text) {
    g_autofree char *said = squeeze(text);
    return gaz_contents_is_word(said);
}

/* What the text says as a line; false: it is none. Its strings are freed with clear_line. */
static bool read_line(struct gaz_text text, struct gaz_contents_line *line) {
    uint32_t length;
    *line = (struct gaz_contents_line){.rank = rank_of(text, &length)};
    if (!gaz_number_is_heading_line(text) || line->rank > GAZ_CONTENTS_DEEPEST) return false;
    line->is_first = is_first(text);
    line->number = squeeze(gaz_text_slice(text, 0, length));
    line->title = squeeze(gaz_text_slice(text, length, text.n - length));
    return true;
}

bool gaz_contents_has_note(struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (gaz_char_note(&text.chars[i])) return true;
    return false;
}

bool gaz_contents_is_title(const struct gaz_block *block) {
    bool may_be = block->kind == GAZ_BLOCK_PARAGRAPH || block->kind == GAZ_BLOCK_HEADING;
    if (!may_be || block->text.n > GAZ_CONTENTS_LONGEST || gaz_contents_has_note(block->text)) return false;
    return gaz_contents_says(block->text);
}

bool gaz_contents_read_entry(const struct gaz_block *block, struct gaz_contents_line *line) {
    if (block->kind != GAZ_BLOCK_PARAGRAPH || block->align == GAZ_ALIGN_RIGHT || gaz_contents_is_title(block))
        return false;
    struct gaz_text text = gaz_text_slice(block->text, 0, length_of(block->text));
    uint32_t n_words = without_articles(text);
    if (!read_line(gaz_text_slice(text, 0, n_words), line)) return false;
    line->n_kept = text.n;
    line->n_words = n_words;
    return true;
}

bool gaz_contents_read_head(const struct gaz_block *block, struct gaz_contents_line *line) {
    bool may_be = block->kind == GAZ_BLOCK_PARAGRAPH || block->kind == GAZ_BLOCK_HEADING;
    if (!may_be || block->align == GAZ_ALIGN_RIGHT) return false;
    uint32_t run_in = gaz_number_level(gaz_number_find(block->text)) ? gaz_number_run_in(block->text) : 0;
    return read_line(run_in ? gaz_text_slice(block->text, 0, run_in - 1) : block->text, line);
}

uint32_t gaz_contents_label_length(struct gaz_text text) {
    uint32_t n;
    rank_of(text, &n);
    while (n > 0 && n < text.n && gaz_char_is_blank(text.chars[n].ch))
        n++;
    return n;
}
