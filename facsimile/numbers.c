/* numbers.c: see numbers.h. */
#include "facsimile/numbers.h"

#include "facsimile/align.h"
#include "input/lines/numbering.h"

static uint32_t value_of(struct gaz_text text, struct gaz_number number) {
    for (uint32_t i = 0; i < number.length; i++) {
        struct gaz_numeral numeral = gaz_numeral_either(text, i);
        if (numeral.length) return numeral.value;
    }
    return 0;
}

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
        if (i && gaz_stream_at(&matcher->trial.stream, i)->node ==
                     gaz_stream_at(&matcher->trial.stream, i - 1)->node)
            continue;
        const struct gaz_block *block = gaz_trial_block(&matcher->trial, i);
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
