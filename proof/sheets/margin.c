/* margin.c: what stands beside the page on its sheet: whose proof it is, a place for the hand, the words of
 * what was found at the height of their lines, and where those sign who have read it.
 *
 * Marks are led out from the text by hand (GB/T 14706), so what is printed keeps to the far side.
 */
#include "proof/sheets/sheets.h"

#define MARGIN gaz_len_from_um(10000)
#define BESIDE gaz_len_from_um(8000)  /* from the page to the head */
#define WORDS gaz_len_from_um(85000)  /* how wide the words are */
#define TOP gaz_len_from_um(34000)    /* where the words begin */
#define SIGNED gaz_len_from_um(26000) /* the place of signatures, from the foot */

enum { HEAD = 11 * GAZ_POINT, SMALL = 8 * GAZ_POINT, LABEL = 26 * GAZ_POINT, APART = 4 * GAZ_POINT };

/* ---- the head */

static gaz_len left_of(const struct gaz_sheets *s, uint32_t page) {
    return s->board.frame.x + s->pages->pages[page].width + BESIDE;
}

static void put_head(struct gaz_sheets *s, uint32_t page) {
    gaz_len left = left_of(s, page), width = s->width - MARGIN - left;
    struct gaz_frame at = {left, MARGIN, width, 0};
    g_autofree char *name = gaz_state_page_text(s->job->state->pages[page].label);
    struct gaz_small title = gaz_small_printf(&s->board, HEAD, "%s", s->job->state->title);
    title.is_strong = true;
    at.y += gaz_board_text(&s->board, &title, at);
    struct gaz_small what = gaz_small_printf(&s->board, HEAD, "%s　%s（共%u页）",
                                             gaz_round_names[s->job->round], name, s->pages->n_pages);
    what.ink = s->board.ink.round;
    at.y += gaz_board_text(&s->board, &what, at);
    struct gaz_small state =
        gaz_small_printf(&s->board, SMALL, "文稿日期　%s　　版面标识　%s", s->job->date, s->digest);
    state.ink = s->board.ink.grey;
    at.y += gaz_board_text(&s->board, &state, at) + APART / 2;
    gaz_board_rule(&s->board, (struct gaz_frame){left, at.y, width, GAZ_POINT / 2}, s->board.ink.grey);
}

/* ---- the place for signatures */

static void put_blank(struct gaz_sheets *s, const char *words, struct gaz_frame at) {
    struct gaz_small small = gaz_small_of(&s->board, SMALL, words);
    gaz_len width = gaz_small_width(&s->board, &small) + APART;
    gaz_board_text(&s->board, &small, at);
    gaz_board_rule(
        &s->board,
        (struct gaz_frame){at.x + width, at.y + SMALL * 5 / 4, at.width - width - APART, GAZ_POINT / 2},
        s->board.ink.black);
}

static void put_signatures(struct gaz_sheets *s, uint32_t page) {
    bool is_last = s->job->round == GAZ_ROUND_PRESS;
    gaz_len left = left_of(s, page), width = (s->width - MARGIN - left) / 2, y = s->height - SIGNED;
    put_blank(s, is_last ? "本页无误，同意付印" : "校对", (struct gaz_frame){left, y, width, 0});
    put_blank(s, "日期", (struct gaz_frame){left + width, y, width, 0});
    if (is_last) return;
    y += SIGNED / 3;
    put_blank(s, "责任编辑", (struct gaz_frame){left, y, width, 0});
    put_blank(s, "日期", (struct gaz_frame){left + width, y, width, 0});
}

/* ---- the words */

struct set_note {
    const struct gaz_margin_note *note;
    struct gaz_sheet_set set;
    gaz_len y, height;
};

gaz_len gaz_sheets_words_left(const struct gaz_sheets *s, uint32_t page) {
    return MAX(left_of(s, page), s->width - MARGIN - WORDS);
}

static gaz_len wish_of(const struct gaz_sheets *s, const struct gaz_margin_note *note) {
    return MAX(s->board.frame.y + note->at.box.y, TOP);
}

/* From the head down each at its line's height or below the one before; what hangs over the foot moves all
 * above it up. How many there is room for. */
static guint arrange(const struct gaz_sheets *s, GArray *notes) {
    gaz_len foot = s->height - SIGNED - 2 * APART - SMALL * 3 / 2, used = TOP, limit = foot;
    guint n = 0;
    for (; n < notes->len; n++) {
        struct set_note *note = &g_array_index(notes, struct set_note, n);
        if (used + note->height > foot) break;
        used += note->height + APART;
    }
    gaz_len y = TOP;
    for (guint i = 0; i < n; i++) {
        struct set_note *note = &g_array_index(notes, struct set_note, i);
        note->y = MAX(wish_of(s, note->note), y);
        y = note->y + note->height + APART;
    }
    for (guint i = n; i-- > 0;) {
        struct set_note *note = &g_array_index(notes, struct set_note, i);
        note->y = MIN(note->y, limit - note->height);
        limit = note->y - APART;
    }
    return n;
}

static void put_note(struct gaz_sheets *s, const struct set_note *set, gaz_len left) {
    struct gaz_small label = gaz_small_of(&s->board, SMALL, set->note->label);
    label.ink = set->note->ink;
    label.is_strong = true;
    gaz_board_text(&s->board, &label, (struct gaz_frame){left, set->y, LABEL, 0});
    gaz_board_lines(&s->board, &set->note->words, &set->set,
                    (struct gaz_lines_at){left + LABEL, set->y, 0, set->set.n_lines});
    struct gaz_frame frame = {left, set->y, WORDS, set->height};
    if (set->note->finding) gaz_sheets_add_echo(s, set->note->finding, frame);
}

static void put_words(struct gaz_sheets *s, uint32_t page) {
    const GArray *notes = s->extras[page].notes;
    gaz_len left = gaz_sheets_words_left(s, page), width = s->width - MARGIN - left - LABEL;
    g_autoptr(GArray) set = g_array_new(FALSE, FALSE, sizeof(struct set_note));
    for (guint i = 0; i < notes->len; i++) {
        const struct gaz_margin_note *note = &g_array_index(notes, struct gaz_margin_note, i);
        struct set_note one = {note, gaz_board_set(&s->board, &note->words, width), 0, 0};
        one.height = (gaz_len)one.set.n_lines * gaz_small_pitch(&note->words);
        g_array_append_val(set, one);
    }
    guint n = arrange(s, set);
    for (guint i = 0; i < n; i++)
        put_note(s, &g_array_index(set, struct set_note, i), left);
    if (n == set->len) return;
    struct gaz_small rest =
        gaz_small_printf(&s->board, SMALL, "另有%u条，见末尾的清单或核红表", set->len - n);
    gaz_board_text(&s->board, &rest,
                   (struct gaz_frame){left, s->height - SIGNED - APART - SMALL * 3 / 2, LABEL + width, 0});
}

void gaz_sheets_put_margin(struct gaz_sheets *s, uint32_t page) {
    put_head(s, page);
    put_words(s, page);
    put_signatures(s, page);
}
