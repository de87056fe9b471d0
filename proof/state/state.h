/* state.h: one state of an issue, as a proof of it shows it: its texts, and where each line of them is
 * printed.
 *
 * It is made of pages that were set, or read from the proof.state that was written beside an earlier proof.
 * Only proof/ looks in here.
 */
#ifndef GAZ_PROOF_STATE_STATE_H
#define GAZ_PROOF_STATE_STATE_H

#include "proof/proof.h"

#include "base/text/source.h"

#include <glib.h>
#include <stdint.h>

struct gaz_arena;

#define GAZ_NO_BLOCK UINT32_MAX

/* a line of a block, as it is printed */
struct gaz_state_line {
    uint32_t first; /* its first character in the block's text */
    uint32_t page;  /* index */
    uint32_t line;  /* on its page, as --dump=lines counts them; 0: it stands by itself */
};

/* A text that stands once in the model: a paragraph, a title, a cell. Contents and whatever else prints
 * something again are none. */
struct gaz_state_block {
    const char *id; /* "2-15": of the second document the fifteenth; it stays while the text is the same, and
                       through changes when there was a state before */
    const char *kind;        /* as --dump=structure calls it */
    uint32_t node;           /* in the pages' nodes; 0 of a state that was read */
    uint32_t row;            /* what the cells of one row of a table share; 0: it is no cell */
    uint32_t file;           /* of the state; GAZ_NO_BLOCK: generated */
    const gunichar *text;    /* at least one character */
    const uint32_t *offsets; /* of each character in the file; GAZ_NOWHERE: generated */
    uint32_t n;
    const struct gaz_state_line *lines; /* rising by first */
    uint32_t n_lines;                   /* 0: it is printed nowhere, as a 栏目's name may be */
};

struct gaz_state_page {
    const char *label;    /* as printed, or what it is called instead */
    const char *identity; /* gaz_page_identities */
    const char *look;     /* gaz_page_seen, but for its place on the sheet */
    const char *text;     /* a digest of its characters, but for its number and running head */
    const char *copies;   /* the same of those that are of no block: contents */
};

/* a source as it was read */
struct gaz_state_file {
    const char *path; /* below the issue folder */
    const char *text; /* UTF-8, as its offsets count */
    uint32_t size;
};

struct gaz_proof_state {
    struct gaz_arena *arena;
    const char *title;                    /* of the issue */
    const struct gaz_state_round *rounds; /* the last is this state's */
    uint32_t n_rounds;                    /* at least 1 */
    const struct gaz_state_file *files;
    uint32_t n_files;
    const struct gaz_state_page *pages;
    uint32_t n_pages;
    const struct gaz_state_block *blocks; /* in the order of the model */
    uint32_t n_blocks;
    const char *const *retired; /* ids of earlier states that no block has any more: none is given again */
    uint32_t n_retired;
};

static inline const struct gaz_state_block *gaz_state_block_at(const struct gaz_proof_state *state,
                                                               uint32_t block) {
    return block < state->n_blocks ? &state->blocks[block] : NULL;
}

static inline const struct gaz_state_round *gaz_state_last_round(const struct gaz_proof_state *state) {
    return &state->rounds[state->n_rounds - 1];
}

/* 第5页, or what it is called instead; freed with g_free. */
char *gaz_state_page_text(const char *label);

/* The bytes of its file from the first of n characters of a block to behind the first byte of the last; what
 * is generated is in no file. False: all is. */
bool gaz_state_bytes(const struct gaz_state_block *block, uint32_t first, uint32_t n, uint32_t *begin,
                     uint32_t *end);

/* The line of a block that a character is on; its text's end is on its last. NULL: it is printed nowhere. */
const struct gaz_state_line *gaz_state_line_of(const struct gaz_state_block *block, uint32_t ch);

/* A list's elements in the arena. */
const void *gaz_state_keep(struct gaz_arena *arena, const GArray *list);

/* ---- ids.c: gives the blocks of a new state the ids that they had before, and others that none ever had */
void gaz_state_take_ids(struct gaz_proof_state *state, const struct gaz_proof_state *before);

#endif
