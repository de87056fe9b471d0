/* latin_cuts.c: see latin_cuts.h. */
#include "layout/text/latin_cuts.h"

#include <glib.h>

static bool is_letter_at(struct gaz_text text, uint32_t i) {
    uint32_t ch = gaz_char_at(text, i);
    return gaz_char_is_latin(ch) && !gaz_char_is_digit(ch);
}

/* well-known, but no code: AC-DC, A-1, B-class; letters enough on both sides, and small ones among them */
static bool may_cut_at_hyphen(struct gaz_text text, uint32_t i) {
    bool small = g_unichar_islower(gaz_char_at(text, i - 1)) || g_unichar_islower(gaz_char_at(text, i + 1)) ||
                 g_unichar_islower(gaz_char_at(text, i + 2));
    return small && is_letter_at(text, i - 1) && is_letter_at(text, i - 2) && is_letter_at(text, i + 1) &&
           is_letter_at(text, i + 2);
}

/* In an address after / ? & = and before a dot that parts no figures. */
static bool may_cut_address(struct gaz_text text, uint32_t i) {
    uint32_t ch = gaz_char_at(text, i), next = gaz_char_at(text, i + 1), after = gaz_char_at(text, i + 2);
    if (next == '.') return gaz_char_is_latin(after) && !(gaz_char_is_digit(ch) && gaz_char_is_digit(after));
    return (ch == '/' || ch == '?' || ch == '&' || ch == '=' || ch == '@') && next != '/' && next != 0;
}

/* A formula goes on behind its sign (GB 3101 3.3); what is shorter than a figure with its unit stays whole.
 */
static bool may_cut_formula(struct gaz_text text, uint32_t i, uint32_t end) {
    enum { SHORTEST = 8 };
    return gaz_char_at(text, i) == '=' && gaz_char_at(text, i + 1) != '=' && end - i > SHORTEST;
}

bool gaz_latin_may_cut(struct gaz_text text, uint32_t i, uint32_t end, bool address) {
    if (gaz_char_at(text, i) == '-') return may_cut_at_hyphen(text, i);
    if (!address && may_cut_formula(text, i, end)) return true;
    return address && may_cut_address(text, i);
}

static bool begins_with(struct gaz_text text, uint32_t i, const char *ascii) {
    while (*ascii && gaz_char_at(text, i) == (uint32_t)*ascii)
        i++, ascii++;
    return *ascii == '\0';
}

/* letters on both sides of the dot at i, two at least: gov.cn, but not e.g., 3.5, v2.1 */
static bool is_name_dot(struct gaz_text text, uint32_t i) {
    return gaz_char_at(text, i) == '.' && is_letter_at(text, i - 1) && is_letter_at(text, i - 2) &&
           is_letter_at(text, i + 1) && is_letter_at(text, i + 2);
}

bool gaz_latin_is_address(struct gaz_text text, uint32_t begin, uint32_t end) {
    uint32_t dots = 0;
    if (end - begin <= 8) return false;
    for (uint32_t i = begin; i < end; i++) {
        dots += is_name_dot(text, i);
        if (begins_with(text, i, "://") || begins_with(text, i, "www.")) return true;
        bool inside = i > begin && i + 1 < end && gaz_char_is_latin(gaz_char_at(text, i - 1));
        if (gaz_char_at(text, i) == '@' && inside && gaz_char_is_latin(gaz_char_at(text, i + 1))) return true;
        if (dots >= 2 || (dots && gaz_char_at(text, i) == '/')) return true;
    }
    return false;
}
