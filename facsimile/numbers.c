/* numbers.c: see numbers.h. */
#include "facsimile/numbers.h"

#include "facsimile/align.h"
#include "input/numbering.h"

/* ---- what a number says */

static uint32_t han_digit(uint32_t ch) {
    static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (uint32_t i = 0; i < G_N_ELEMENTS(digits); i++)
        if (digits[i] == ch) return i;
    return ch == 0x96F6 ? 0 : UINT32_MAX; /* 零 */
}

/* 十二, 一百零三 */
static uint32_t han_value(struct gaz_text text) {
    uint32_t value = 0, digit = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch, unit = ch == 0x5341 ? 10 : ch == 0x767E ? 100 : 0;
        if (unit) {
            value += (digit ? digit : 1) * unit;
            digit = 0;
        } else {
            digit = han_digit(ch);
        }
    }
    return value + digit;
}

static uint32_t value_of(struct gaz_text text, struct gaz_number number) {
    for (uint32_t i = 0; i < number.length; i++) {
        uint32_t n = gaz_number_han_length(text, i), digits = gaz_number_digit_length(text, i), value = 0;
        if (n) return han_value(gaz_text_slice(text, i, n));
        for (uint32_t k = 0; k < digits && value < 10000; k++)
            value = value * 10 + text.chars[i + k].ch - '0';
        if (digits) return value;
    }
    return 0;
}

/* ---- gaps */

/* A number of a higher kind begins those below it anew; articles run on over all. */
static void forget_below(uint32_t *last, enum gaz_number_kind kind) {
    for (int k = 0; k <= GAZ_NUMBER_ARTICLE; k++) {
        bool below = kind <= GAZ_NUMBER_LEVEL_4
                         ? k > (int)kind && k <= GAZ_NUMBER_LEVEL_4
                         : k <= GAZ_NUMBER_LEVEL_4 || (k > (int)kind && k < GAZ_NUMBER_ARTICLE);
        if (below) last[k] = 0;
    }
}

uint32_t gaz_find_number_gap(const struct gaz_matcher *matcher, uint32_t from, uint32_t to) {
    uint32_t last[GAZ_NUMBER_ARTICLE + 1] = {0};
    const struct gaz_block *before = NULL;
    for (uint32_t i = 0; i < to; i++) {
        if (i && gaz_stream_at(&matcher->stream, i)->node == gaz_stream_at(&matcher->stream, i - 1)->node)
            continue;
        const struct gaz_block *block = gaz_matcher_block(matcher, i);
        if (!block || block == before || block->text.n == 0) continue;
        before = block;
        struct gaz_number number = gaz_number_find(block->text);
        if (number.kind == GAZ_NUMBER_NONE || number.kind > GAZ_NUMBER_ARTICLE) continue;
        uint32_t value = value_of(block->text, number);
        bool jumps = last[number.kind] > 0 && value > last[number.kind] + 1;
        if (jumps && i >= from) return i;
        last[number.kind] = value;
        forget_below(last, number.kind);
    }
    return GAZ_UNPLACED;
}
