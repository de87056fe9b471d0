/* fold.c: a character as it is compared. */
#include "trial/stream.h"

static bool is_compatible(uint32_t ch) {
    return (ch >= 0x2E80 && ch <= 0x2FDF) || (ch >= 0xF900 && ch <= 0xFAFF) ||
           (ch >= 0xFE10 && ch <= 0xFE1F) || (ch >= 0xFE30 && ch <= 0xFE4F) ||
           (ch >= 0x2F800 && ch <= 0x2FA1F);
}

uint32_t gaz_fold_char(uint32_t ch) {
    gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    if (ch < 0x80) return ch > 0x20 && ch != '_' && ch != 0x7F ? ch : 0;
    if (ch == 0xFF3F || !gaz_char_has_ink(ch)) return 0; /* ＿ */
    if (ch == 0x2015 || ch == 0x2500 || ch == 0x2E3A) return 0x2014;
    if (ch == 0x22EF) return 0x2026;
    if (is_compatible(ch) && g_unichar_fully_decompose(ch, TRUE, plain, G_N_ELEMENTS(plain)) == 1)
        return plain[0];
    return ch;
}
