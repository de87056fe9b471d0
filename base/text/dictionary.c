/* dictionary.c: the text as UTF-16, ICU's iterator over it, and its places back to characters. */
#include "base/text/dictionary.h"

#include <glib.h>
#include <unicode/ubrk.h>

/* UTF-16 with the character that each unit begins. */
static UChar *to_utf16(struct gaz_text text, uint32_t *chars, int32_t *n) {
    UChar *units = g_new(UChar, text.n * 2 + 1);
    *n = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        chars[*n] = i;
        if (ch > 0xFFFF) {
            units[(*n)++] = (UChar)(0xD7C0 + (ch >> 10));
            chars[*n] = i;
            units[(*n)++] = (UChar)(0xDC00 + (ch & 0x3FF));
        } else
            units[(*n)++] = (UChar)ch;
    }
    chars[*n] = text.n;
    return units;
}

/* Opened once for each thread: that takes as long as a paragraph. NULL: ICU has no data. */
static UBreakIterator *words_of(const UChar *units, int32_t n) {
    static _Thread_local UBreakIterator *iterator;
    UErrorCode error = U_ZERO_ERROR;
    if (!iterator) iterator = ubrk_open(UBRK_WORD, "zh", NULL, 0, &error);
    if (U_SUCCESS(error)) ubrk_setText(iterator, units, n, &error);
    return U_SUCCESS(error) ? iterator : NULL;
}

static void mark_bounds(const UChar *units, int32_t n, const uint32_t *chars, bool *bounds) {
    UBreakIterator *iterator = words_of(units, n);
    for (int32_t at = iterator ? ubrk_first(iterator) : UBRK_DONE; at != UBRK_DONE; at = ubrk_next(iterator))
        bounds[chars[at]] = true;
    for (int32_t i = 0; i < n && !iterator; i++)
        bounds[chars[i]] = true;
}

bool *gaz_dictionary_bounds(struct gaz_text text) {
    bool *bounds = g_new0(bool, text.n + 1);
    uint32_t *chars = g_new(uint32_t, text.n * 2 + 1);
    int32_t n;
    UChar *units = to_utf16(text, chars, &n);
    mark_bounds(units, n, chars, bounds);
    bounds[text.n] = true;
    g_free(units);
    g_free(chars);
    return bounds;
}
