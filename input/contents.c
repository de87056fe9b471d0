/* contents.c: see contents.h.
 *
 * Below 目录 the lines run on without a sentence up to the first text, so the first heads of the text (第一章
 * 总则, above 第一条) may be among them: the contents end where the highest numbers begin anew for the last
 * time. Lines and heads are then laid side by side, in order, so that as much as can be agrees.
 */
#include "input/contents.h"

#include "base/text/text.h"
#include "input/numbering.h"

#include <glib.h>
#include <string.h>

enum {
    MOST_LISTS = 4, /* tried in a part; each looks at what follows */
    MOST_LINES = 4000,
    BAND = 48, /* so many heads more or less than lines are told apart */
    LONGEST = 40,
    DECIMAL = 7, /* rank: 编 1 … 目 5, 一、 6, （一） 7, 1 or 1． 8, 1.1 9, 1.1.1 10; 0: no number */
    DEEPEST = 10,
};

/* a line of contents, or a head */
struct line {
    uint32_t block;
    unsigned rank;
    bool is_first;        /* 第一章, 一、 */
    uint32_t n_kept;      /* characters without leader and page number, */
    uint32_t n_words;     /* and without （第一条至第九条） */
    char *number, *title; /* without blanks */
};

static void clear_line(gpointer data) {
    struct line *line = data;
    g_free(line->number);
    g_free(line->title);
}

static GArray *lines_new(void) {
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(struct line));
    g_array_set_clear_func(lines, clear_line);
    return lines;
}

#define LINE(lines, i) g_array_index((lines), struct line, (i))

/* ---- what a line says */

/* Without blanks, forced line ends and marks of notes; freed with g_free. */
static char *squeeze(struct gaz_text text) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (!gaz_is_blank(ch) && ch != '\n' && !gaz_char_note(&text.chars[i]))
            g_string_append_unichar(out, ch);
    }
    return g_string_free(out, FALSE);
}

static uint32_t before_blanks(struct gaz_text text, uint32_t end) {
    while (end > 0 && gaz_is_blank(text.chars[end - 1].ch))
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
        dots += !gaz_is_blank(text.chars[i].ch);
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
    bool is_apart = leader < page || (page < end && gaz_is_blank(text.chars[page].ch));
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
    bool is_number = n > 0 && n <= DEEPEST - DECIMAL && at < text.n && gaz_is_blank(text.chars[at].ch);
    *length = is_number ? at : 0;
    return is_number ? n : 0;
}

/* The rank of the number that the text begins with, and its length; LONGEST: of one that no contents have. */
static unsigned rank_of(struct gaz_text text, uint32_t *length) {
    struct gaz_number number = gaz_number_find(text);
    unsigned level = gaz_number_level(number), n_figures = decimal(text, length);
    if (n_figures > 0) return DECIMAL + n_figures;
    *length = number.length;
    if (level == 3) return DECIMAL + 1;
    if (level > 0) return level < 3 ? 5 + level : LONGEST;
    if (number.kind == GAZ_NUMBER_NONE) return 0;
    return gaz_number_division(number) ? gaz_number_division(number) : LONGEST;
}

static bool is_first(struct gaz_text text) {
    uint32_t at = gaz_char_is_one_of(gaz_char_at(text, 0), "第（");
    uint32_t n = MAX(gaz_number_han_length(text, at), gaz_number_digit_length(text, at));
    return n == 1 && gaz_char_is_one_of(gaz_char_at(text, at), "一1");
}

static bool says_contents(const char *squeezed) {
    static const char *const words[] = {"目录", "目次", "目录：", "目次："};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(squeezed, words[i]) == 0) return true;
    return false;
}

/* What the text says as a line; false: it is none. Its strings are freed with clear_line. */
static bool read_line(struct gaz_text text, struct line *line) {
    uint32_t length;
    *line = (struct line){.rank = rank_of(text, &length)};
    if (!gaz_number_is_heading_line(text) || line->rank > DEEPEST) return false;
    line->is_first = is_first(text);
    line->number = squeeze(gaz_text_slice(text, 0, length));
    line->title = squeeze(gaz_text_slice(text, length, text.n - length));
    return true;
}

static bool has_note(struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (gaz_char_note(&text.chars[i])) return true;
    return false;
}

static bool is_title(const struct gaz_block *block) {
    bool may_be = block->kind == GAZ_BLOCK_PARAGRAPH || block->kind == GAZ_BLOCK_HEADING;
    if (!may_be || block->text.n > LONGEST || has_note(block->text)) return false;
    g_autofree char *said = squeeze(block->text);
    return says_contents(said);
}

/* The block as a line of contents. */
static bool read_entry(const struct gaz_block *block, struct line *line) {
    if (block->kind != GAZ_BLOCK_PARAGRAPH || block->align == GAZ_ALIGN_RIGHT || is_title(block))
        return false;
    struct gaz_text text = gaz_text_slice(block->text, 0, length_of(block->text));
    uint32_t n_words = without_articles(text);
    if (!read_line(gaz_text_slice(text, 0, n_words), line)) return false;
    line->n_kept = text.n;
    line->n_words = n_words;
    return true;
}

/* The block as a head: a line of its own, or 一、…。 before more text. */
static bool read_head(const struct gaz_block *block, struct line *line) {
    bool may_be = block->kind == GAZ_BLOCK_PARAGRAPH || block->kind == GAZ_BLOCK_HEADING;
    if (!may_be || block->align == GAZ_ALIGN_RIGHT) return false;
    uint32_t run_in = gaz_number_level(gaz_number_find(block->text)) ? gaz_number_run_in(block->text) : 0;
    return read_line(run_in ? gaz_text_slice(block->text, 0, run_in - 1) : block->text, line);
}

/* ---- the lines of one list */

/* The lines from block `from` on, as far as nothing else stands among them. */
static GArray *lines_from(const struct gaz_body *body, uint32_t from) {
    GArray *lines = lines_new();
    struct line line;
    for (uint32_t i = from; i < body->n_blocks && lines->len < MOST_LINES; i++) {
        bool is_next = i > from && body->blocks[i].by_hand != GAZ_HAND_NONE;
        if (is_next || !read_entry(&body->blocks[i], &line)) break;
        line.block = i;
        g_array_append_val(lines, line);
    }
    return lines;
}

/* The highest rank that is numbered; 0: nothing is. */
static unsigned highest_rank(const GArray *lines) {
    unsigned highest = 0;
    for (guint i = 0; i < lines->len; i++)
        if (LINE(lines, i).rank && (highest == 0 || LINE(lines, i).rank < highest))
            highest = LINE(lines, i).rank;
    return highest;
}

static bool is_again(const struct line *line, const struct line *first) {
    return line->rank == first->rank && strcmp(line->title, first->title) == 0;
}

static bool begins_count(const struct line *line, unsigned highest) {
    return line->rank == highest && line->is_first && highest > 0;
}

/* Where the heads begin among the lines; the number of lines: nowhere. That is with what the first line says,
 * or where the highest numbers begin to count for the last time: if the first line has none (序言), not where
 * they first do. */
static guint heads_begin(const GArray *lines) {
    unsigned highest = highest_rank(lines);
    guint earliest = 0, n = lines->len;
    while (earliest < n && LINE(lines, 0).rank == 0 && !begins_count(&LINE(lines, earliest), highest))
        earliest++;
    for (guint i = n; i-- > 1;)
        if (LINE(lines, i).rank == 0 && is_again(&LINE(lines, i), &LINE(lines, 0))) return i;
    for (guint i = n; i-- > earliest + 1;) {
        const struct line *line = &LINE(lines, i);
        bool is_first_line = LINE(lines, 0).rank > 0 && is_again(line, &LINE(lines, 0));
        if (begins_count(line, highest) || is_first_line) return i;
    }
    return n;
}

/* The heads behind block `from` that the lines may name. */
static GArray *heads_from(const struct gaz_body *body, uint32_t from, const GArray *lines) {
    GArray *heads = lines_new();
    bool has_rank[DEEPEST + 1] = {false};
    g_autoptr(GHashTable) titles = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lines->len; i++) {
        has_rank[LINE(lines, i).rank] = LINE(lines, i).rank > 0;
        g_hash_table_add(titles, LINE(lines, i).title);
    }
    for (uint32_t i = from; i < body->n_blocks && heads->len < lines->len + BAND; i++) {
        struct line head;
        if (!read_head(&body->blocks[i], &head)) continue;
        head.block = i;
        if (has_rank[head.rank] || (head.rank == 0 && g_hash_table_contains(titles, head.title)))
            g_array_append_val(heads, head);
        else
            clear_line(&head);
    }
    return heads;
}

/* ---- lines and heads side by side */

enum { WIDTH = 2 * BAND + 1 };
enum agreement { APART, BY_NUMBER = 2, BY_TITLE = 3, WHOLLY = 4 };
enum step { STEP_LINE, STEP_HEAD, STEP_BOTH }; /* the last: a line that no head has, a head, both */

static enum agreement agreement_of(const struct line *line, const struct line *head) {
    bool same_title = *line->title && strcmp(line->title, head->title) == 0;
    bool same_number = line->rank == head->rank && strcmp(line->number, head->number) == 0;
    if (same_title && same_number) return WHOLLY;
    if (same_title) return BY_TITLE;
    return same_number && line->rank ? BY_NUMBER : APART;
}

/* Head k stands in the band of line i. */
static bool in_band(guint i, guint k) {
    return k + BAND >= i && k <= i + BAND;
}

static uint32_t *cell(uint32_t *row, guint i, guint k) {
    return &row[k + BAND - i];
}

/* One row of the best sums: of the first i lines and k heads. */
static void sum_row(const GArray *lines, const GArray *heads, guint i, uint32_t *rows[2], guint8 *steps) {
    for (guint k = i > BAND ? i - BAND : 0; k <= MIN(heads->len, i + BAND); k++) {
        uint32_t best = 0, sum;
        enum step step = k > 0 ? STEP_HEAD : STEP_LINE;
        if (i > 0 && in_band(i - 1, k) && (sum = *cell(rows[0], i - 1, k)) >= best) {
            best = sum;
            step = STEP_LINE;
        }
        if (k > 0 && in_band(i, k - 1) && (sum = *cell(rows[1], i, k - 1)) >= best) {
            best = sum;
            step = STEP_HEAD;
        }
        if (i > 0 && k > 0) {
            enum agreement agreement = agreement_of(&LINE(lines, i - 1), &LINE(heads, k - 1));
            sum = *cell(rows[0], i - 1, k - 1) + agreement;
            if (agreement != APART && sum >= best) {
                best = sum;
                step = STEP_BOTH;
            }
        }
        *cell(rows[1], i, k) = best;
        steps[i * WIDTH + k + BAND - i] = step;
    }
}

/* The head of each line, 1 + its place; 0: none. Freed with g_free. */
static guint *align(const GArray *lines, const GArray *heads) {
    uint32_t sums[2][WIDTH] = {{0}}, *rows[2] = {sums[0], sums[1]};
    g_autofree guint8 *steps = g_malloc0(((gsize)lines->len + 1) * WIDTH);
    guint *found = g_new0(guint, lines->len + 1);
    for (guint i = 0; i <= lines->len; i++) {
        sum_row(lines, heads, i, rows, steps);
        uint32_t *done = rows[1];
        rows[1] = rows[0];
        rows[0] = done;
    }
    guint i = lines->len, k = MIN(heads->len, i + BAND);
    if (k + BAND < i) return found; /* too few heads for so many lines */
    while (i > 0 || k > 0) {
        enum step step = steps[i * WIDTH + k + BAND - i];
        if (step == STEP_BOTH) found[i - 1] = k;
        i -= step != STEP_HEAD;
        k -= step != STEP_LINE;
    }
    return found;
}

/* ---- what is contents */

/* Most lines name a head, and half of them in its own words. */
static bool agrees(const GArray *lines, const GArray *heads, const guint *found) {
    guint n_named = 0, n_same = 0;
    for (guint i = 0; i < lines->len; i++) {
        if (found[i] == 0) continue;
        n_named++;
        n_same += agreement_of(&LINE(lines, i), &LINE(heads, found[i] - 1)) >= BY_TITLE;
    }
    return n_named * 2 > lines->len && n_same * 2 >= lines->len;
}

/* At the end what has no number and names nothing is no line: the title once more above the text. */
static void trim(GArray *lines, const guint *found) {
    while (lines->len > 0 && LINE(lines, lines->len - 1).rank == 0 && found[lines->len - 1] == 0)
        g_array_set_size(lines, lines->len - 1);
}

/* The depth of a rank in the list: those that it does not have are not counted. */
static uint8_t depth_of(const bool *has_rank, unsigned rank) {
    uint8_t depth = 1;
    for (unsigned above = 1; above < rank; above++)
        depth += has_rank[above];
    return depth;
}

/* What the contents name is a head, though its number would not make it one: without any (附则) a division as
 * high as their highest, with 1.1 a heading of that level. */
static void make_head(struct gaz_block *block, const struct line *head, unsigned highest) {
    bool is_plain = block->kind == GAZ_BLOCK_PARAGRAPH && block->align == GAZ_ALIGN_BODY;
    bool has_divisions = highest > 0 && highest <= GAZ_BLOCK_SUBSECTION - GAZ_BLOCK_BOOK + 1;
    if (!is_plain || gaz_number_find(block->text).kind != GAZ_NUMBER_NONE) return;
    if (head->rank == 0 && has_divisions) block->kind = (enum gaz_block_kind)(GAZ_BLOCK_BOOK + highest - 1);
    if (head->rank > DECIMAL) {
        block->kind = GAZ_BLOCK_HEADING;
        block->level = (uint8_t)(head->rank - DECIMAL);
    }
}

/* Leaders and numbers of pages are printed as they are typed; of the first in a list the editor is told. */
static void warn_of_page(struct gaz_body *body, const struct gaz_block *block, bool *told) {
    struct gaz_text rest = gaz_text_slice(block->text, block->n_kept, block->text.n - block->n_kept);
    if (*told || before_blanks(rest, rest.n) == 0) return;
    gaz_report(body->reader->diags, GAZ_D_CONTENTS_PAGE, gaz_text_span(rest), NULL);
    *told = true;
}

/* The number, and the blanks behind it. */
static uint32_t label_length(struct gaz_text text) {
    uint32_t n;
    rank_of(text, &n);
    while (n > 0 && n < text.n && gaz_is_blank(text.chars[n].ch))
        n++;
    return n;
}

static void make_entries(struct gaz_body *body, const GArray *lines, const GArray *heads, const guint *found,
                         uint32_t *named) {
    bool has_rank[DEEPEST + 1] = {false}, told = false;
    unsigned highest = highest_rank(lines);
    for (guint i = 0; i < lines->len; i++)
        has_rank[LINE(lines, i).rank] = LINE(lines, i).rank > 0;
    for (guint i = 0; i < lines->len; i++) {
        const struct line *line = &LINE(lines, i);
        struct gaz_block *block = &body->blocks[line->block];
        block->kind = GAZ_BLOCK_CONTENTS_ENTRY;
        block->level = depth_of(has_rank, line->rank);
        block->is_numbered = line->rank > 0;
        block->n_label = label_length(block->text);
        block->n_kept = line->n_kept;
        block->n_words = line->n_words;
        warn_of_page(body, block, &told);
        if (found[i] == 0) continue;
        const struct line *head = &LINE(heads, found[i] - 1);
        named[line->block] = 1 + head->block;
        make_head(&body->blocks[head->block], head, highest);
    }
}

/* The lines from block `from` on become contents when they agree with what follows, or a hand says so. Gives
 * the block behind them; `from`: they are none. */
static uint32_t try_list(struct gaz_body *body, uint32_t from, bool by_hand, uint32_t *named) {
    GArray *lines = lines_from(body, from);
    guint end = heads_begin(lines);
    uint32_t behind = from + end;
    g_array_set_size(lines, end);
    GArray *heads = heads_from(body, behind, lines);
    g_autofree guint *found = align(lines, heads);
    if (!by_hand || end < lines->len) trim(lines, found);
    bool is_list = lines->len > 0 && (by_hand || agrees(lines, heads, found));
    if (is_list) make_entries(body, lines, heads, found, named);
    behind = is_list ? from + lines->len : from;
    g_array_unref(heads);
    g_array_unref(lines);
    return behind;
}

/* The block with the mark, or with 目录; gives the block behind what is contents. Below a mark the first line
 * is the word, whatever it is, when it names nothing. */
static uint32_t take_list(struct gaz_body *body, uint32_t at, uint32_t *named) {
    struct gaz_block *block = &body->blocks[at];
    bool by_hand = block->by_hand == GAZ_HAND_CONTENTS, has_title = is_title(block);
    bool is_made = at + 1 < body->n_blocks && body->blocks[at + 1].kind == GAZ_BLOCK_CONTENTS_HERE;
    if (has_title && is_made) {
        block->kind = GAZ_BLOCK_CONTENTS_TITLE; /* the word of the contents that are made below it */
        block->level = 0;
        return at + 2;
    }
    uint32_t behind = try_list(body, at + has_title, by_hand, named);
    if (behind == at + has_title) return at + 1;
    bool is_word =
        by_hand && named[at] == 0 && !block->is_numbered && behind > at + 1 && !has_note(block->text);
    if (has_title || is_word) block->kind = GAZ_BLOCK_CONTENTS_TITLE;
    if (has_title || is_word) block->level = 0;
    if (by_hand) block->by_hand = GAZ_HAND_NONE;
    return behind;
}

/* ---- lines that \ parts */

static bool begins_with_title(struct gaz_text text) {
    uint32_t end = 0;
    while (end < text.n && end < LONGEST && text.chars[end].ch != '\n')
        end++;
    g_autofree char *said = squeeze(gaz_text_slice(text, 0, end));
    return says_contents(said);
}

static bool has_line_end(struct gaz_text text) {
    uint32_t i = 0;
    while (i < text.n && text.chars[i].ch != '\n')
        i++;
    return i < text.n;
}

/* What is taken away is syntax from now on. */
static void take_away(struct gaz_body *body, struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t offset = text.chars[i].offset;
        if (offset != GAZ_NOWHERE)
            gaz_reader_syntax(body->reader, offset, gaz_source_next(body->reader->source, offset));
    }
}

/* Appends the block's lines as blocks of their own. */
static void push_lines(struct gaz_body *body, const struct gaz_block *block, struct gaz_block **blocks,
                       size_t counts[2]) {
    struct gaz_text text = block->text;
    for (uint32_t begin = 0; begin < text.n;) {
        uint32_t first = begin, end;
        while (first < text.n && (gaz_is_blank(text.chars[first].ch) || text.chars[first].ch == '\n'))
            first++;
        for (end = first; end < text.n && text.chars[end].ch != '\n';)
            end++;
        take_away(body, gaz_text_slice(text, begin, first - begin));
        if (end > first) {
            struct gaz_block *line = GAZ_PUSH(body->reader->arena, *blocks, counts[0], counts[1]);
            *line = *block;
            line->text = gaz_text_slice(text, first, end - first);
            line->span = gaz_text_span(line->text);
            if (counts[0] > 1 && first > 0) line->by_hand = GAZ_HAND_NONE;
        }
        begin = end;
    }
}

/* 目录 with its lines in one paragraph, or 目录 and its lines in the next. */
static void part_lines(struct gaz_body *body) {
    struct gaz_block *blocks = NULL;
    size_t counts[2] = {0};
    bool below = false, any = false;
    for (uint32_t i = 0; i < body->n_blocks; i++) {
        const struct gaz_block *block = &body->blocks[i];
        bool is_free = block->kind == GAZ_BLOCK_PARAGRAPH && block->n_notes == 0 && has_line_end(block->text);
        bool begins = begins_with_title(block->text) || block->by_hand == GAZ_HAND_CONTENTS;
        any |= is_free && (begins || below);
        if (is_free && (begins || below))
            push_lines(body, block, &blocks, counts);
        else
            *GAZ_PUSH(body->reader->arena, blocks, counts[0], counts[1]) = *block;
        below = begins;
    }
    if (!any) return;
    body->blocks = blocks;
    body->n_blocks = (uint32_t)counts[0];
}

static bool has_contents(const struct gaz_body *body) {
    for (uint32_t i = 0; i < body->n_blocks; i++)
        if (body->blocks[i].by_hand == GAZ_HAND_CONTENTS || begins_with_title(body->blocks[i].text))
            return true;
    return false;
}

uint32_t *gaz_contents_find(struct gaz_body *body) {
    bool may_have = !body->is_about && has_contents(body);
    if (may_have) part_lines(body);
    uint32_t *named = g_new0(uint32_t, body->n_blocks + 1), tried = 0;
    for (uint32_t i = 0; may_have && i < body->n_blocks && tried < MOST_LISTS;) {
        const struct gaz_block *block = &body->blocks[i];
        bool is_asked = block->by_hand == GAZ_HAND_CONTENTS || is_title(block);
        tried += is_asked;
        i = is_asked ? take_list(body, i, named) : i + 1;
    }
    return named;
}

void gaz_contents_lead(struct gaz_body *body, const uint32_t *named) {
    for (uint32_t i = 0; i < body->n_blocks; i++) {
        if (named[i] == 0) continue;
        struct gaz_block *head = &body->blocks[named[i] - 1];
        if (head->head == 0) head->head = ++body->n_heads;
        body->blocks[i].names = head->head;
    }
}

/* ---- lines of the source */

bool gaz_contents_begin(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    char said[16];
    size_t n = 0;
    for (uint32_t at = begin; at < end; at = gaz_source_next(source, at)) {
        uint32_t next = gaz_source_next(source, at);
        if (gaz_is_blank(gaz_source_char(source, at)) || strchr("<>*\\", source->text[at])) continue;
        if (n + next - at >= sizeof said) return false;
        memcpy(said + n, source->text + at, next - at);
        n += next - at;
    }
    said[n] = '\0';
    return says_contents(said);
}

bool gaz_contents_may_list(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    uint32_t n = 0;
    while (begin < end && gaz_is_blank(gaz_source_char(source, begin)))
        begin = gaz_source_next(source, begin);
    for (uint32_t at = begin; at < end; at = gaz_source_next(source, at), n++)
        if (gaz_char_is_one_of(gaz_source_char(source, at), "。；：;")) return false;
    uint32_t mark = gaz_pasted_mark(source, begin);
    bool is_article = mark > 0 && memcmp(source->text + begin + mark - strlen("条"), "条", strlen("条")) == 0;
    return n > 0 && !is_article && (mark > 0 || n <= LONGEST / 2);
}
