/* hunks.c: the characters that differ, as a person would mark them: whole numbers and words, and no character
 * left standing between two that are struck.
 */
#include "proof/changes/changes.h"

#include "base/diff/script.h"
#include "base/text/text.h"

/* Sentences and clauses end here. */
static bool is_stop(uint32_t ch) {
    return gaz_char_is_one_of(ch, "。；：，、！？）》”\n");
}

bool gaz_is_clause_bound(const struct gaz_state_block *block, uint32_t ch) {
    return ch == 0 || ch == block->n || is_stop(block->text[ch - 1]) || is_stop(block->text[ch]);
}

/* ---- the script's hunks */

static void add_hunks(GArray *hunks, const uint32_t blocks[2], const uint32_t n[2],
                      const struct gaz_script *script) {
    uint32_t x = 0, y = 0;
    while (x < n[0] || y < n[1]) {
        struct gaz_hunk hunk = {{blocks[0], x, 0}, {blocks[1], y, 0}};
        for (; x < n[0] && script->gone[x]; x++)
            hunk.old.n++;
        for (; y < n[1] && script->come[y]; y++)
            hunk.new.n++;
        if (hunk.old.n || hunk.new.n) g_array_append_val(hunks, hunk);
        x++;
        y++;
    }
}

/* ---- numbers and words */

static bool is_digit(const struct gaz_state_block *block, uint32_t ch) {
    return ch < block->n && gaz_char_is_digit(block->text[ch]);
}

/* A letter or digit, or the point in a number. */
static bool is_word(const struct gaz_state_block *block, uint32_t ch) {
    if (ch >= block->n) return false;
    if (block->text[ch] < 0x80 && g_ascii_isalnum((gchar)block->text[ch])) return true;
    bool point = block->text[ch] == '.' || block->text[ch] == ',';
    return point && ch > 0 && is_digit(block, ch - 1) && is_digit(block, ch + 1);
}

static bool has_word_at(const struct gaz_state_block *block, struct gaz_stretch stretch, bool at_end) {
    return stretch.n > 0 && is_word(block, at_end ? stretch.first + stretch.n - 1 : stretch.first);
}

/* 1〔-2-〕〔+5+〕 is read as 〔-12-〕〔+15+〕. `room`: so many are kept before it. */
static void take_word_before(const struct gaz_state_block *two[2], struct gaz_hunk *hunk, uint32_t room) {
    bool cut = has_word_at(two[0], hunk->old, false) || has_word_at(two[1], hunk->new, false);
    for (; cut && room > 0 && is_word(two[1], hunk->new.first - 1); room--) {
        hunk->old.first--;
        hunk->old.n++;
        hunk->new.first--;
        hunk->new.n++;
    }
}

static void take_word_behind(const struct gaz_state_block *two[2], struct gaz_hunk *hunk, uint32_t room) {
    bool cut = has_word_at(two[0], hunk->old, true) || has_word_at(two[1], hunk->new, true);
    for (; cut && room > 0 && is_word(two[1], hunk->new.first + hunk->new.n); room--) {
        hunk->old.n++;
        hunk->new.n++;
    }
}

/* Characters that are kept before the i-th hunk of a pair that begins with the one of `begin`. */
static uint32_t kept_before(const GArray *hunks, guint begin, guint i) {
    const struct gaz_hunk *hunk = gaz_hunk_at(hunks, i), *last = i > begin ? hunk - 1 : NULL;
    return hunk->new.first - (last ? last->new.first + last->new.n : 0);
}

static void widen(GArray *hunks, guint begin, const struct gaz_state_block *two[2]) {
    for (guint i = begin; i < hunks->len; i++) {
        struct gaz_hunk *hunk = gaz_hunk_at(hunks, i);
        take_word_before(two, hunk, kept_before(hunks, begin, i));
        uint32_t end = i + 1 < hunks->len ? gaz_hunk_at(hunks, i + 1)->new.first : two[1]->n;
        take_word_behind(two, hunk, end - hunk->new.first - hunk->new.n);
    }
}

/* ---- islands */

/* A few equal characters between two hunks, fewer than half of either, read better as changed with them. */
static bool joins(const struct gaz_hunk *last, const struct gaz_hunk *next) {
    uint32_t island = next->new.first - (last->new.first + last->new.n);
    uint32_t least = MIN(MAX(last->old.n, last->new.n), MAX(next->old.n, next->new.n));
    return island <= 1 || (island == 2 && least >= 4) || 6 * island <= least;
}

static void join(GArray *hunks, guint begin) {
    guint kept = begin;
    if (hunks->len == begin) return;
    for (guint i = begin + 1; i < hunks->len; i++) {
        struct gaz_hunk *last = gaz_hunk_at(hunks, kept), *next = gaz_hunk_at(hunks, i);
        if (joins(last, next)) {
            last->old.n = next->old.first + next->old.n - last->old.first;
            last->new.n = next->new.first + next->new.n - last->new.first;
        } else {
            *gaz_hunk_at(hunks, ++kept) = *next;
        }
    }
    g_array_set_size(hunks, kept + 1);
}

void gaz_hunks_add(GArray *hunks, const struct gaz_text_changes *changes, const uint32_t blocks[2],
                   uint64_t *allowance) {
    const struct gaz_state_block *two[2] = {&changes->old->blocks[blocks[0]],
                                            &changes->new->blocks[blocks[1]]};
    struct gaz_sequence old = {two[0]->text, two[0]->n}, new = {two[1]->text, two[1]->n};
    struct gaz_script script = {g_malloc0(old.n + 1), g_malloc0(new.n + 1)};
    guint begin = hunks->len;
    gaz_script_make(old, new, script, allowance);
    gaz_script_shift(old, new, script, is_stop);
    add_hunks(hunks, blocks, (uint32_t[]){old.n, new.n}, &script);
    widen(hunks, begin, two);
    join(hunks, begin);
    g_free(script.gone);
    g_free(script.come);
}

void gaz_hunk_trim(const struct gaz_text_changes *changes, struct gaz_hunk *hunk) {
    const gunichar *old = changes->old->blocks[hunk->old.block].text,
                   *new = changes->new->blocks[hunk->new.block].text;
    while (hunk->old.n && hunk->new.n &&old[hunk->old.first] == new[hunk->new.first]) {
        hunk->old.first++;
        hunk->new.first++;
        hunk->old.n--;
        hunk->new.n--;
    }
    while (hunk->old.n &&
           hunk->new.n &&old[hunk->old.first + hunk->old.n - 1] == new[hunk->new.first + hunk->new.n - 1]) {
        hunk->old.n--;
        hunk->new.n--;
    }
}
