/* proof_states.h: states of issues that never were: texts, ten characters a line and twelve lines a page. */
#ifndef GAZ_TESTS_UNIT_PROOF_PROOF_STATES_H
#define GAZ_TESTS_UNIT_PROOF_PROOF_STATES_H

#include "base/process/arena.h"
#include "proof/changes/changes.h"

#include <glib.h>
#include <string.h>

enum { STATE_LINE = 10, STATE_PAGE = 12 };

struct state_maker {
    struct gaz_proof_state *state;
    GArray *blocks;
    uint32_t line, document, n, row; /* lines so far; of the document the block */
};

static inline void state_lines(struct state_maker *m, struct gaz_state_block *block) {
    block->n_lines = (block->n + STATE_LINE - 1) / STATE_LINE;
    struct gaz_state_line *lines = GAZ_NEW_ARRAY(m->state->arena, struct gaz_state_line, block->n_lines);
    for (uint32_t i = 0; i < block->n_lines; i++, m->line++)
        lines[i] = (struct gaz_state_line){i * STATE_LINE, m->line / STATE_PAGE, m->line % STATE_PAGE + 1};
    block->lines = lines;
}

static inline void state_block(struct state_maker *m, const char *kind, const char *text, gssize size) {
    glong n;
    gunichar *chars = g_utf8_to_ucs4(text, size, NULL, &n, NULL);
    struct gaz_state_block block = {.kind = kind, .file = GAZ_NO_BLOCK, .n = (uint32_t)n};
    block.text = memcpy(GAZ_NEW_ARRAY(m->state->arena, gunichar, n + 1), chars, (size_t)n * sizeof *chars);
    uint32_t *offsets = GAZ_NEW_ARRAY(m->state->arena, uint32_t, n + 1);
    for (glong i = 0; i < n; i++)
        offsets[i] = GAZ_NOWHERE;
    block.offsets = offsets;
    block.id = gaz_arena_printf(m->state->arena, "%u-%u", m->document, ++m->n);
    block.row = strcmp(kind, "cell") == 0 ? m->row : 0;
    state_lines(m, &block);
    g_array_append_val(m->blocks, block);
    g_free(chars);
}

/* "|甲|乙": a row of cells; "#": a document begins; "=…": a title; else a paragraph. */
static inline void state_text(struct state_maker *m, const char *text) {
    if (*text == '#') {
        m->document++;
        m->n = 0;
        return;
    }
    if (*text != '|') {
        bool title = *text == '=';
        state_block(m, title ? "title" : "paragraph", text + title, -1);
        return;
    }
    m->row++;
    while (*text == '|') {
        size_t n = strcspn(text + 1, "|");
        state_block(m, "cell", text + 1, (gssize)n);
        text += n + 1;
    }
}

/* What stands on a page says what it looks like. */
static inline void state_pages(struct gaz_proof_state *state, uint32_t n) {
    struct gaz_state_page *pages = GAZ_NEW_ARRAY(state->arena, struct gaz_state_page, n + 1);
    for (uint32_t p = 0; p < n; p++) {
        GString *look = g_string_new(NULL);
        for (uint32_t i = 0; i < state->n_blocks; i++)
            for (uint32_t k = 0; k < state->blocks[i].n; k++) {
                const struct gaz_state_line *line = gaz_state_line_of(&state->blocks[i], k);
                if (line->page == p)
                    g_string_append_printf(look, "%u:%x ", line->line, state->blocks[i].text[k]);
            }
        const char *kept = gaz_arena_strdup(state->arena, look->str);
        pages[p] = (struct gaz_state_page){gaz_arena_printf(state->arena, "%u", p + 1), kept, kept, kept, ""};
        g_string_free(look, TRUE);
    }
    state->pages = pages;
    state->n_pages = n;
}

/* The texts end with NULL. */
static inline struct gaz_proof_state *state_of(const char *const *texts) {
    static const struct gaz_state_round round = {"一校", "2026-01-31", "0123"};
    struct gaz_arena *arena = gaz_arena_new();
    struct state_maker m = {GAZ_NEW(arena, struct gaz_proof_state),
                            g_array_new(FALSE, FALSE, sizeof(struct gaz_state_block)),
                            0,
                            0,
                            0,
                            0};
    m.state->arena = arena;
    m.state->title = "澄浦市人民政府公报";
    m.state->rounds = &round;
    m.state->n_rounds = 1;
    for (; *texts; texts++)
        state_text(&m, *texts);
    m.state->blocks = gaz_state_keep(arena, m.blocks);
    m.state->n_blocks = m.blocks->len;
    g_array_unref(m.blocks);
    state_pages(m.state, (m.line + STATE_PAGE - 1) / STATE_PAGE);
    return m.state;
}

#define STATE(...) state_of((const char *const[]){__VA_ARGS__, NULL})

#endif
