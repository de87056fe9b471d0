/* pieces.c: see pieces.h. */
#include "intake/office/pieces.h"

#include <string.h>

enum { MOST_TOLD = 40, LONGEST_TOLD = 60 };

/* ---- the .docx */

/* What stood elsewhere in the original, or is of the .docx alone. */
static bool is_of_docx(const struct gaz_account *account, uint32_t carrier) {
    static const enum gaz_intake_reason reasons[] = {
        GAZ_REASON_FIELD_CODE, GAZ_REASON_ALTERNATE,   GAZ_REASON_DELETED, GAZ_REASON_MOVED_AWAY,
        GAZ_REASON_COMMENT,    GAZ_REASON_PAGE_NUMBER, GAZ_REASON_HEADER,  GAZ_REASON_FOOTER};
    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++)
        if (gaz_account_is_left_out_for(account, carrier, reasons[i])) return true;
    return false;
}

static bool is_compared(gunichar ch) {
    return g_unichar_isalnum(ch) || g_unichar_type(ch) == G_UNICODE_PRIVATE_USE;
}

void gaz_pieces_open(struct gaz_pieces *pieces, const struct gaz_draft *draft, struct gaz_account *account) {
    *pieces =
        (struct gaz_pieces){.account = account, .made = g_string_new(NULL), .piece = g_string_new(NULL)};
    for (uint32_t i = 0; i < draft->carriers->len; i++) {
        uint32_t ch = g_array_index(draft->carriers, struct gaz_carrier, i).ch;
        if (is_compared(ch) && !is_of_docx(account, i)) g_string_append_unichar(pieces->made, ch);
    }
}

void gaz_pieces_close(struct gaz_pieces *pieces) {
    g_string_free(pieces->made, TRUE);
    g_string_free(pieces->piece, TRUE);
}

/* ---- pieces */

void gaz_pieces_add(struct gaz_pieces *pieces, uint32_t ch) {
    if (is_compared(ch)) g_string_append_unichar(pieces->piece, ch);
}

static bool is_there(struct gaz_pieces *pieces) {
    const char *at = strstr(pieces->made->str + pieces->cursor, pieces->piece->str);
    if (!at) at = strstr(pieces->made->str, pieces->piece->str);
    if (at) pieces->cursor = (size_t)(at - pieces->made->str) + pieces->piece->len;
    return at != NULL;
}

static void tell(struct gaz_pieces *pieces, enum gaz_intake_reason reason, const char *doubt) {
    const char *all = pieces->piece->str;
    bool is_long = g_utf8_strlen(all, -1) > LONGEST_TOLD;
    g_autofree char *text = is_long ? g_utf8_substring(all, 0, LONGEST_TOLD) : g_strdup(all);
    struct gaz_account_entry entry = {.text = text, .doubt = doubt, .count = 1};
    if (pieces->n_told++ < MOST_TOLD) gaz_account_add(pieces->account, reason, entry);
}

void gaz_pieces_end(struct gaz_pieces *pieces) {
    if (pieces->piece->len > 0 && pieces->n_told < MOST_TOLD) {
        if (!is_there(pieces))
            tell(pieces, GAZ_REASON_LOST_BY_OFFICE, "原件里是这样；请对照原件");
        else if (pieces->is_hidden)
            tell(pieces, GAZ_REASON_SHOWN_BY_OFFICE, "原件里看不见；不要的请删去");
    }
    g_string_truncate(pieces->piece, 0);
    pieces->is_hidden = false;
}

void gaz_pieces_give_up(struct gaz_pieces *pieces) {
    g_string_assign(pieces->piece, "原件");
    tell(pieces, GAZ_REASON_LOST_BY_OFFICE, "读不懂原件，没有对过");
}
