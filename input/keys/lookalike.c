/* lookalike.c: characters that look like a Chinese mark and are none. They are printed as they are, and
 * treated as what they stand for where lines are broken (layout/text/context.c); the editor is told once a
 * document.
 */
#include "input/keys/validate.h"

#include <glib.h>

struct lookalike {
    uint32_t ch, meant;
    bool in_names; /* only between two ideographs; elsewhere it is a mark of its own */
    bool doubled;  /* only where two stand side by side */
};

static const struct lookalike lookalikes[] = {
    {0x2015, 0x2014, false, false}, /* ― for — */
    {0x2500, 0x2014, false, true},  /* ─ for — */
    {0x2022, 0x00B7, true, false},  /* • for · */
    {0x2027, 0x00B7, true, false},  /* ‧ */
    {0x2219, 0x00B7, true, false},  /* ∙ */
    {0x22C5, 0x00B7, true, false},  /* ⋅ */
    {0x30FB, 0x00B7, true, false},  /* ・ */
    {0xFF65, 0x00B7, true, false},  /* ･ */
};

bool gaz_is_colon(uint32_t ch) {
    static const uint32_t colons[] = {':', 0xFF1A, 0xFE55, 0xFE30, 0xFE13, 0x2236, 0x02D0, 0xA789};
    for (size_t i = 0; i < G_N_ELEMENTS(colons); i++)
        if (colons[i] == ch) return true;
    return false;
}

struct search {
    struct gaz_diags *diags;
    bool told[G_N_ELEMENTS(lookalikes)];
    bool told_quotes;
};

static void tell_lookalike(struct search *s, struct gaz_text text, uint32_t i, const struct lookalike *row) {
    char typed[8] = "", meant[8] = "", code[16];
    g_unichar_to_utf8(row->ch, typed);
    g_unichar_to_utf8(row->meant, meant);
    g_snprintf(code, sizeof code, "U+%04X", row->ch);
    gaz_report(s->diags, GAZ_D_LOOK_ALIKE, gaz_text_span(gaz_text_slice(text, i, 1)), typed, code, meant);
}

static void look_at(struct search *s, struct gaz_text text, uint32_t i) {
    for (size_t k = 0; k < G_N_ELEMENTS(lookalikes); k++) {
        const struct lookalike *row = &lookalikes[k];
        if (row->ch != text.chars[i].ch || s->told[k]) continue;
        bool named = gaz_char_is_han(gaz_char_at(text, i - 1)) && gaz_char_is_han(gaz_char_at(text, i + 1));
        if ((row->in_names && !named) || (row->doubled && gaz_char_at(text, i + 1) != row->ch)) continue;
        tell_lookalike(s, text, i, row);
        s->told[k] = true;
    }
}

static bool is_chinese(uint32_t ch) {
    return ch >= 0x3001 && ch < 0xFFFF;
}

/* A straight quote beside Chinese, but no prime of a figure: 30°15', 5'. */
static void look_at_quote(struct search *s, struct gaz_text text, uint32_t i) {
    uint32_t before = gaz_char_at(text, i - 1), behind = gaz_char_at(text, i + 1);
    if (s->told_quotes || gaz_char_is_digit(before) || (!is_chinese(before) && !is_chinese(behind))) return;
    char quote[2] = {(char)text.chars[i].ch, '\0'};
    gaz_report(s->diags, GAZ_D_STRAIGHT_QUOTE, gaz_text_span(gaz_text_slice(text, i, 1)), quote);
    s->told_quotes = true;
}

static void look_through(void *context, struct gaz_piece piece, struct gaz_text text) {
    struct search *s = context;
    (void)piece;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (text.chars[i].offset == GAZ_NOWHERE || (ch >= 0x4E00 && ch <= 0x9FFF)) continue;
        if (ch == '"' || ch == '\'')
            look_at_quote(s, text, i);
        else if (ch >= 0x2015)
            look_at(s, text, i);
    }
}

/* The first straight quote or apostrophe of an English text, but no prime of a figure. False when there is
 * one. */
static bool has_no_straight(struct gaz_text text, struct gaz_diags *diags) {
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if ((ch != '\'' && ch != '"') || gaz_char_is_digit(gaz_char_at(text, i - 1))) continue;
        char quote[2] = {(char)ch, '\0'};
        gaz_report(diags, GAZ_D_STRAIGHT_ENGLISH, gaz_text_span(gaz_text_slice(text, i, 1)), quote);
        return false;
    }
    return true;
}

void gaz_report_lookalikes(const struct gaz_doc *doc, struct gaz_diags *diags) {
    struct search s = {.diags = diags};
    gaz_doc_texts(doc, look_through, &s);
    if (has_no_straight(doc->english_title, diags)) has_no_straight(doc->english_number, diags);
}

void gaz_report_straight_english(const struct gaz_issue *issue, struct gaz_diags *diags) {
    bool none = has_no_straight(issue->english_name, diags) && has_no_straight(issue->english_sponsor, diags);
    for (uint32_t i = 0; none && i < issue->n_columns; i++)
        none = has_no_straight(issue->columns[i].english_name, diags);
}
