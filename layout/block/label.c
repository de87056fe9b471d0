/* label.c: paragraphs that begin with a label (问：, 1日　, 出　席：): the lines that are turned over stand
 * behind it (G-45), and where names follow it, none is parted.
 *
 * A label is a few Han up to their colon, but not 会议指出：, which begins a sentence; strong type up to a
 * blank; a sign (△) or a day up to a full-width blank. The blanks behind it belong to it.
 */
#include "layout/block/block.h"

#include "base/process/arena.h"

#include <glib.h>
#include <string.h>

enum {
    IDEOGRAPHIC_SPACE = 0x3000,
    LONGEST_LABEL = 8, /* characters before the colon, blanks among them; */
    LONGEST_DAY = 14,  /* before the blank: 6月12日—7月15日 */
    LONGEST_NAME = 4,
    FEWEST_NAMES = 3,
};

static bool is_blank(uint32_t ch) {
    return ch == IDEOGRAPHIC_SPACE || ch == ' ';
}

static uint32_t past_blanks(struct gaz_text text, uint32_t i) {
    while (is_blank(gaz_char_at(text, i)))
        i++;
    return i;
}

/* 问： and 出　席：, the colon included; 0: there is none. What ends as 会议指出： does is no label. */
static uint32_t colon_label(struct gaz_text text) {
    uint32_t i = 0;
    while (i < LONGEST_LABEL && (gaz_char_is_han(gaz_char_at(text, i)) || is_blank(gaz_char_at(text, i))))
        i++;
    bool is_label = i > 0 && gaz_char_at(text, i) == 0xFF1A &&
                    !gaz_char_is_one_of(text.chars[i - 1].ch, "出调为求定意确示说道下括即是有到知于");
    return is_label ? i + 1 : 0;
}

/* Strong type, but no whole sentence, with a blank behind it; the blank is not counted. */
static uint32_t strong_label(struct gaz_text text) {
    uint32_t i = 0;
    while (i < text.n && i < LONGEST_DAY && text.chars[i].attrs & GAZ_CHAR_STRONG)
        i++;
    return is_blank(gaz_char_at(text, i)) ? i : 0;
}

/* △　 or 12日—15日　 */
static uint32_t sign_label(struct gaz_text text) {
    uint32_t i = 0, first = gaz_char_at(text, 0);
    while (i < text.n && i < LONGEST_DAY && text.chars[i].ch != IDEOGRAPHIC_SPACE)
        i++;
    if (i == 0 || gaz_char_at(text, i) != IDEOGRAPHIC_SPACE) return 0;
    bool is_day = gaz_char_is_digit(first) && gaz_char_is_one_of(text.chars[i - 1].ch, "日月时分");
    return is_day || (i == 1 && gaz_char_is_one_of(first, "△▲▽▼●○◆◇■□★☆▶▷")) ? i : 0;
}

static uint32_t label_length(struct gaz_text text) {
    uint32_t n = colon_label(text);
    if (n == 0) n = strong_label(text);
    if (n == 0) n = sign_label(text);
    return n ? past_blanks(text, n) : 0;
}

/* ---- names */

static bool parts_names(uint32_t ch) {
    return is_blank(ch) || gaz_char_is_one_of(ch, "、，。；");
}

/* The length of the run of Han at i up to what parts names; 0: something else stands in it. */
static uint32_t name_length(struct gaz_text text, uint32_t i) {
    uint32_t n = 0;
    while (gaz_char_is_han(gaz_char_at(text, i + n)))
        n++;
    return i + n >= text.n || parts_names(text.chars[i + n].ch) ? n : 0;
}

/* The next run from *i on; false when there is none. */
static bool next_run(struct gaz_text text, uint32_t *i, uint32_t *end) {
    while (*i < text.n && parts_names(text.chars[*i].ch))
        ++*i;
    for (*end = *i; *end < text.n && !parts_names(text.chars[*end].ch);)
        ++*end;
    return *i < text.n;
}

/* Three of four runs or more are as short as persons' names. */
static bool is_of_names(struct gaz_text text, uint32_t from) {
    uint32_t n = 0, n_names = 0, end = 0;
    for (uint32_t i = from; next_run(text, &i, &end); i = end, n++) {
        uint32_t length = name_length(text, i);
        n_names += length > 0 && length <= LONGEST_NAME;
    }
    return n_names >= FEWEST_NAMES && n_names * 4 >= n * 3;
}

/* The text with names from `from` on that no line end parts. */
static struct gaz_text join_names(struct gaz_arena *arena, struct gaz_text text, uint32_t from) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, text.n);
    memcpy(chars, text.chars, text.n * sizeof *chars);
    uint32_t end = 0;
    for (uint32_t i = from; next_run(text, &i, &end); i = end)
        for (uint32_t k = i + 1; k < i + name_length(text, i) && name_length(text, i) <= LONGEST_NAME; k++)
            chars[k].attrs |= GAZ_CHAR_JOINED;
    return (struct gaz_text){chars, text.n, text.source};
}

/* Names that blanks part stand below one another when nothing is stretched. */
static bool has_blanks(struct gaz_text text, uint32_t from) {
    while (from < text.n && text.chars[from].ch != IDEOGRAPHIC_SPACE)
        from++;
    return from < text.n;
}

void gaz_block_hang_label(const struct gaz_typesetter *ts, struct gaz_paragraph_spec *spec) {
    spec->label = label_length(spec->text);
    if (spec->label == 0 || !is_of_names(spec->text, spec->label)) return;
    spec->text = join_names(ts->arena, spec->text, spec->label);
    if (has_blanks(spec->text, spec->label)) spec->setting = GAZ_SET_LEFT;
}
