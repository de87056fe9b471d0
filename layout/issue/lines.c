/* lines.c: where the lines of one paragraph end when some of its ends are given. */
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/layout.h"

#include <string.h>

static struct gaz_text with_ends(struct gaz_arena *arena, struct gaz_text text,
                                 const struct gaz_line_ends *given) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, text.n);
    memcpy(chars, text.chars, text.n * sizeof *chars);
    for (uint32_t i = 0, k = 0; i < text.n; i++) {
        while (k < given->n && given->offsets[k] < chars[i].offset)
            k++;
        if (k < given->n && given->offsets[k] == chars[i].offset) chars[i].attrs |= GAZ_CHAR_LINE_SET;
    }
    text.chars = chars;
    return text;
}

static uint32_t *line_offsets(const struct gaz_paragraph *set, struct gaz_text text, uint32_t *n) {
    uint32_t *offsets = g_new(uint32_t, set->n_lines + 1);
    *n = set->n_lines;
    for (uint32_t i = 0; i < set->n_lines; i++)
        offsets[i] = text.chars[MIN(set->lines[i].first_char, text.n - 1)].offset;
    return offsets;
}

uint32_t *gaz_layout_lines(const struct gaz_layout_job *job, const struct gaz_style *style,
                           const struct gaz_block *block, const struct gaz_line_ends *given, uint32_t *n) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *unheard = gaz_diags_new();
    struct gaz_typesetter ts = {.arena = arena, .style = style, .fonts = job->fonts, .diags = unheard};
    struct gaz_block printed = gaz_block_printed(&ts, block);
    printed.text = with_ends(arena, printed.text, given);
    struct gaz_paragraph_spec spec = gaz_block_spec(&ts, &printed);
    spec.more_lines = given->more_lines;
    spec.last_set = given->last;
    struct gaz_paragraph set = gaz_paragraph_set(&ts, &spec);
    bool good = set.n_lines > 0 && set.lines_lack == 0 && !gaz_diags_have_errors(unheard);
    uint32_t *offsets = good ? line_offsets(&set, spec.text, n) : NULL;
    gaz_diags_free(unheard);
    gaz_arena_free(arena);
    return offsets;
}
