/* contents.c: see contents.h.
 *
 * Below 目录 the lines run on without a sentence up to the first text, so the first heads of the text (第一章
 * 总则, above 第一条) may be among them: the contents end where the highest numbers begin anew for the last
 * time. Lines and heads are then laid side by side.
 */
#include "input/body/contents.h"

#include "base/text/text.h"
#include "input/body/contents_lines.h"
#include "input/lines/numbering.h"

#include <glib.h>
#include <string.h>

enum {
    MOST_LISTS = 4, /* tried in a part; each looks at what follows */
    MOST_LINES = 4000,
};

/* ---- the lines of one list */

/* The lines from block `from` on, as far as nothing else stands among them. */
static GArray *lines_from(const struct gaz_body *body, uint32_t from) {
    GArray *lines = gaz_contents_lines_new();
    struct gaz_contents_line line;
    for (uint32_t i = from; i < body->n_blocks && lines->len < MOST_LINES; i++) {
        bool is_next = i > from && body->blocks[i].by_hand != GAZ_HAND_NONE;
        if (is_next || !gaz_contents_read_entry(&body->blocks[i], &line)) break;
        line.block = i;
        g_array_append_val(lines, line);
    }
    return lines;
}

/* The highest rank that is numbered; 0: nothing is. */
static unsigned highest_rank(const GArray *lines) {
    unsigned highest = 0;
    for (guint i = 0; i < lines->len; i++)
        if (GAZ_CONTENTS_LINE(lines, i).rank && (highest == 0 || GAZ_CONTENTS_LINE(lines, i).rank < highest))
            highest = GAZ_CONTENTS_LINE(lines, i).rank;
    return highest;
}

static bool is_again(const struct gaz_contents_line *line, const struct gaz_contents_line *first) {
    return line->rank == first->rank && strcmp(line->title, first->title) == 0;
}

static bool begins_count(const struct gaz_contents_line *line, unsigned highest) {
    return line->rank == highest && line->is_first && highest > 0;
}

/* Where the heads begin among the lines; the number of lines: nowhere. That is with what the first line says,
 * or where the highest numbers begin to count for the last time: if the first line has none (序言), not where
 * they first do. */
static guint heads_begin(const GArray *lines) {
    unsigned highest = highest_rank(lines);
    guint earliest = 0, n = lines->len;
    while (earliest < n && GAZ_CONTENTS_LINE(lines, 0).rank == 0 &&
           !begins_count(&GAZ_CONTENTS_LINE(lines, earliest), highest))
        earliest++;
    for (guint i = n; i-- > 1;)
        if (GAZ_CONTENTS_LINE(lines, i).rank == 0 &&
            is_again(&GAZ_CONTENTS_LINE(lines, i), &GAZ_CONTENTS_LINE(lines, 0)))
            return i;
    for (guint i = n; i-- > earliest + 1;) {
        const struct gaz_contents_line *line = &GAZ_CONTENTS_LINE(lines, i);
        bool is_first_line =
            GAZ_CONTENTS_LINE(lines, 0).rank > 0 && is_again(line, &GAZ_CONTENTS_LINE(lines, 0));
        if (begins_count(line, highest) || is_first_line) return i;
    }
    return n;
}

/* The heads behind block `from` that the lines may name. */
static GArray *heads_from(const struct gaz_body *body, uint32_t from, const GArray *lines) {
    GArray *heads = gaz_contents_lines_new();
    bool has_rank[GAZ_CONTENTS_DEEPEST + 1] = {false};
    g_autoptr(GHashTable) titles = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lines->len; i++) {
        has_rank[GAZ_CONTENTS_LINE(lines, i).rank] = GAZ_CONTENTS_LINE(lines, i).rank > 0;
        g_hash_table_add(titles, GAZ_CONTENTS_LINE(lines, i).title);
    }
    for (uint32_t i = from; i < body->n_blocks && heads->len < lines->len + GAZ_CONTENTS_BAND; i++) {
        struct gaz_contents_line head;
        if (!gaz_contents_read_head(&body->blocks[i], &head)) continue;
        head.block = i;
        if (has_rank[head.rank] || (head.rank == 0 && g_hash_table_contains(titles, head.title)))
            g_array_append_val(heads, head);
        else
            gaz_contents_line_clear(&head);
    }
    return heads;
}

/* ---- what is contents */

/* Most lines name a head, and half of them in its own words. */
static bool agrees(const GArray *lines, const GArray *heads, const guint *found) {
    guint n_named = 0, n_same = 0;
    for (guint i = 0; i < lines->len; i++) {
        if (found[i] == 0) continue;
        n_named++;
        n_same += gaz_contents_agreement(&GAZ_CONTENTS_LINE(lines, i),
                                         &GAZ_CONTENTS_LINE(heads, found[i] - 1)) >= GAZ_CONTENTS_BY_TITLE;
    }
    return n_named * 2 > lines->len && n_same * 2 >= lines->len;
}

/* At the end what has no number and names nothing is no line: the title once more above the text. */
static void trim(GArray *lines, const guint *found) {
    while (lines->len > 0 && GAZ_CONTENTS_LINE(lines, lines->len - 1).rank == 0 && found[lines->len - 1] == 0)
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
static void make_head(struct gaz_block *block, const struct gaz_contents_line *head, unsigned highest) {
    bool is_plain = block->kind == GAZ_BLOCK_PARAGRAPH && block->align == GAZ_ALIGN_BODY;
    bool has_divisions = highest > 0 && highest <= GAZ_BLOCK_SUBSECTION - GAZ_BLOCK_BOOK + 1;
    if (!is_plain || gaz_number_find(block->text).kind != GAZ_NUMBER_NONE) return;
    if (head->rank == 0 && has_divisions) block->kind = (enum gaz_block_kind)(GAZ_BLOCK_BOOK + highest - 1);
    if (head->rank > GAZ_CONTENTS_DECIMAL) {
        block->kind = GAZ_BLOCK_HEADING;
        block->level = (uint8_t)(head->rank - GAZ_CONTENTS_DECIMAL);
    }
}

static bool is_blank(struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (!gaz_char_is_blank(text.chars[i].ch)) return false;
    return true;
}

/* Leaders and numbers of pages are printed as they are typed; of the first in a list the editor is told. */
static void warn_of_page(struct gaz_body *body, const struct gaz_block *block, bool *told) {
    struct gaz_text rest = gaz_text_slice(block->text, block->n_kept, block->text.n - block->n_kept);
    if (*told || is_blank(rest)) return;
    gaz_report(body->reader->diags, GAZ_D_CONTENTS_PAGE, gaz_text_span(rest), NULL);
    *told = true;
}

static void make_entries(struct gaz_body *body, const GArray *lines, const GArray *heads, const guint *found,
                         uint32_t *named) {
    bool has_rank[GAZ_CONTENTS_DEEPEST + 1] = {false}, told = false;
    unsigned highest = highest_rank(lines);
    for (guint i = 0; i < lines->len; i++)
        has_rank[GAZ_CONTENTS_LINE(lines, i).rank] = GAZ_CONTENTS_LINE(lines, i).rank > 0;
    for (guint i = 0; i < lines->len; i++) {
        const struct gaz_contents_line *line = &GAZ_CONTENTS_LINE(lines, i);
        struct gaz_block *block = &body->blocks[line->block];
        block->kind = GAZ_BLOCK_CONTENTS_ENTRY;
        block->level = depth_of(has_rank, line->rank);
        block->is_numbered = line->rank > 0;
        block->n_label = gaz_contents_label_length(block->text);
        block->n_kept = line->n_kept;
        block->n_words = line->n_words;
        warn_of_page(body, block, &told);
        if (found[i] == 0) continue;
        const struct gaz_contents_line *head = &GAZ_CONTENTS_LINE(heads, found[i] - 1);
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
    g_autofree guint *found = gaz_contents_align(lines, heads);
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
    bool by_hand = block->by_hand == GAZ_HAND_CONTENTS, has_title = gaz_contents_is_title(block);
    bool is_made = at + 1 < body->n_blocks && body->blocks[at + 1].kind == GAZ_BLOCK_CONTENTS_HERE;
    if (has_title && is_made) {
        block->kind = GAZ_BLOCK_CONTENTS_TITLE; /* the word of the contents that are made below it */
        block->level = 0;
        return at + 2;
    }
    uint32_t behind = try_list(body, at + has_title, by_hand, named);
    if (behind == at + has_title) return at + 1;
    bool is_word = by_hand && named[at] == 0 && !block->is_numbered && behind > at + 1 &&
                   !gaz_contents_has_note(block->text);
    if (has_title || is_word) block->kind = GAZ_BLOCK_CONTENTS_TITLE;
    if (has_title || is_word) block->level = 0;
    if (by_hand) block->by_hand = GAZ_HAND_NONE;
    return behind;
}

/* ---- lines that \ parts */

static bool begins_with_title(struct gaz_text text) {
    uint32_t end = 0;
    while (end < text.n && end < GAZ_CONTENTS_LONGEST && text.chars[end].ch != '\n')
        end++;
    return gaz_contents_says(gaz_text_slice(text, 0, end));
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
        while (first < text.n && (gaz_char_is_blank(text.chars[first].ch) || text.chars[first].ch == '\n'))
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
        bool is_asked = block->by_hand == GAZ_HAND_CONTENTS || gaz_contents_is_title(block);
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
        if (gaz_char_is_blank(gaz_source_char(source, at)) || strchr("<>*\\", source->text[at])) continue;
        if (n + next - at >= sizeof said) return false;
        memcpy(said + n, source->text + at, next - at);
        n += next - at;
    }
    said[n] = '\0';
    return gaz_contents_is_word(said);
}

bool gaz_contents_may_list(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    uint32_t n = 0;
    while (begin < end && gaz_char_is_blank(gaz_source_char(source, begin)))
        begin = gaz_source_next(source, begin);
    for (uint32_t at = begin; at < end; at = gaz_source_next(source, at), n++)
        if (gaz_char_is_one_of(gaz_source_char(source, at), "。；：;")) return false;
    uint32_t mark = gaz_pasted_mark(source, begin);
    bool is_article = mark > 0 && memcmp(source->text + begin + mark - strlen("条"), "条", strlen("条")) == 0;
    return n > 0 && !is_article && (mark > 0 || n <= GAZ_CONTENTS_LONGEST / 2);
}
