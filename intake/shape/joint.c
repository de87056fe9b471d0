/* joint.c: the mark of several organs (GB/T 9704 7.2.4): their names below one another, or in one line with
 * blanks between, and 文件, 令, 公告 or 通告 behind one of them or by itself. The word is no part of a name
 * there: a house prints it once for all, by the form. */
#include "intake/shape/parts.h"

#include "base/text/text.h"

#include <string.h>

enum { LEAST_NAME = 3, MOST_LINES = 12 };

static const char *const words[] = {"文件", "令", "公告", "通告", "纪要"};

/* A name, the word, or a name with the word behind it, on a line: characters [begin, end), of which the word
 * has those from `word` on. */
struct piece {
    guint line, begin, word, end;
    const char *said; /* the word; NULL: it has none */
};

static const struct gaz_draft_char *chars_of(const struct gaz_lines *lines, guint i) {
    return gaz_draft_chars(gaz_line_at(lines, i)->block);
}

static bool is_gap(uint32_t ch) {
    return gaz_draft_is_blank(ch) || ch == '\n';
}

static bool matches(const struct gaz_lines *lines, enum gaz_line_form form, const char *text) {
    return g_regex_match(lines->forms[form], text, 0, NULL);
}

/* ---- one piece */

/* Where the word begins that `n` characters without blanks before `end` are. */
static guint back_over(const struct gaz_lines *lines, guint i, guint end, glong n) {
    for (; n > 0; n -= !is_gap(chars_of(lines, i)[end].ch))
        end--;
    return end;
}

/* Whether [begin, end) of a line is a name, a word, or both; *piece is filled then. */
static bool read_piece(const struct gaz_lines *lines, struct piece *piece) {
    g_autofree char *text =
        gaz_draft_utf8(gaz_line_at(lines, piece->line)->block, piece->begin, piece->end - piece->begin);
    g_autofree char *name = gaz_bare(text);
    piece->word = piece->end;
    piece->said = NULL;
    for (size_t k = 0; k < G_N_ELEMENTS(words) && !piece->said; k++) {
        if (!g_str_has_suffix(name, words[k])) continue;
        piece->said = words[k];
        piece->word = back_over(lines, piece->line, piece->end, g_utf8_strlen(words[k], -1));
        name[strlen(name) - strlen(words[k])] = '\0';
    }
    if (piece->said && !*name) return true;
    g_autofree char *as_end =
        g_strconcat(name, "文件", NULL); /* 办公室, 常务委员会: the end of a name above */
    return g_utf8_strlen(name, -1) >= LEAST_NAME && matches(lines, GAZ_LINE_ORGAN, name) &&
           !matches(lines, GAZ_LINE_MARK_END, as_end);
}

/* ---- a line */

static void add_gap_parted(const struct gaz_lines *lines, guint i, GArray *pieces) {
    guint n = gaz_line_at(lines, i)->block->chars->len;
    for (guint at = 0; at < n;) {
        struct piece piece = {.line = i};
        while (at < n && is_gap(chars_of(lines, i)[at].ch))
            at++;
        piece.begin = at;
        while (at < n && !is_gap(chars_of(lines, i)[at].ch))
            at++;
        piece.end = at;
        if (piece.end > piece.begin) g_array_append_val(pieces, piece);
    }
}

/* Adds what is on a line, parted at its blanks, or, where they only set a name wide, as one piece. False: it
 * is neither. */
static bool add_line(const struct gaz_lines *lines, guint i, GArray *pieces) {
    guint first = pieces->len;
    bool all = true;
    if (!gaz_line_is_text(lines, i)) return false;
    add_gap_parted(lines, i, pieces);
    for (guint k = first; k < pieces->len; k++)
        all &= read_piece(lines, &g_array_index(pieces, struct piece, k));
    if (all) return true;
    struct piece whole = g_array_index(pieces, struct piece, first);
    whole.end = g_array_index(pieces, struct piece, pieces->len - 1).end;
    g_array_set_size(pieces, first);
    if (!read_piece(lines, &whole)) return false;
    g_array_append_val(pieces, whole);
    return true;
}

/* ---- the mark */

/* The word of pieces that are several organs' mark; NULL: they are none. */
static const char *word_of(const GArray *pieces) {
    const char *word = NULL;
    guint n_names = 0;
    for (guint k = 0; k < pieces->len; k++) {
        const struct piece *piece = &g_array_index(pieces, struct piece, k);
        if (piece->said && word && piece->said != word) return NULL;
        if (piece->said) word = piece->said;
        n_names += piece->word > piece->begin;
    }
    return n_names > 1 ? word : NULL;
}

/* Lines that look as a mark does; or, whatever their look, that have the number below them. */
static guint find(const struct gaz_lines *lines, guint i, GArray *pieces, bool by_number) {
    guint end = i;
    while (end < i + MOST_LINES && (by_number || gaz_line_looks_like_mark(lines, end)) &&
           add_line(lines, end, pieces))
        end++;
    bool has_number =
        gaz_line_has(lines, end, GAZ_LINE_NUMBER) || gaz_line_has(lines, end, GAZ_LINE_ORDER_NUMBER);
    return !by_number || has_number ? end - i : 0;
}

/* Leaves out the blanks [begin, end) of a line. */
static void leave_out_gap(struct gaz_lines *lines, guint i, guint begin, guint end) {
    gaz_line_leave_out_part(lines, i, begin, end - begin, GAZ_REASON_IDLE_BLANK);
}

static void drop_gaps(struct gaz_lines *lines, const struct piece *piece, GArray *name) {
    for (guint k = name->len; k-- > 0;) {
        if (!is_gap(g_array_index(name, struct gaz_draft_char, k).ch)) continue;
        gaz_line_leave_out_part(lines, piece->line, piece->begin + k, 1, GAZ_REASON_IDLE_BLANK);
        g_array_remove_index(name, k);
    }
}

static void take(struct gaz_lines *lines, const GArray *pieces) {
    guint line = G_MAXUINT, at = 0;
    for (guint k = 0; k < pieces->len; k++) {
        const struct piece *piece = &g_array_index(pieces, struct piece, k);
        if (piece->line != line) at = 0;
        line = piece->line;
        leave_out_gap(lines, line, at, piece->begin);
        guint n = piece->word - piece->begin;
        if (n > 0) drop_gaps(lines, piece, gaz_line_take_part(lines, line, piece->begin, n, GAZ_FRONT_MARK));
        gaz_line_leave_out_part(lines, line, piece->word, piece->end - piece->word, GAZ_REASON_MARK_SUFFIX);
        at = piece->end;
        gaz_line_at(lines, line)->is_used = true;
        bool is_last = k + 1 == pieces->len || g_array_index(pieces, struct piece, k + 1).line != line;
        if (is_last) leave_out_gap(lines, line, at, gaz_line_at(lines, line)->block->chars->len);
    }
}

/* GB/T 9704 10.1: the mark of a letter is the names alone; its number stands below. */
static bool are_letter_mark(const struct gaz_lines *lines, const GArray *pieces, guint behind) {
    bool are_names = pieces->len > 1;
    for (guint k = 0; k < pieces->len; k++)
        are_names &= !g_array_index(pieces, struct piece, k).said;
    return are_names && gaz_line_has(lines, behind, GAZ_LINE_NUMBER);
}

guint gaz_shape_joint_mark(struct gaz_lines *lines, guint i) {
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
    guint n = find(lines, i, pieces, false);
    if (n > 0 && are_letter_mark(lines, pieces, i + n)) {
        take(lines, pieces);
        lines->shaped->form = "信函";
        return n;
    }
    if (n == 0 || !word_of(pieces)) {
        g_array_set_size(pieces, 0);
        n = find(lines, i, pieces, true);
    }
    const char *word = n > 0 ? word_of(pieces) : NULL;
    if (!word) return 0;
    take(lines, pieces);
    if (strcmp(word, "文件") != 0) lines->shaped->form = word;
    return n;
}
