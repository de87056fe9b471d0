/* width.c: widths, in whole thousandths from the start: no floating point. */
#include "input/lines/width.h"

#include <glib.h>
#include <string.h>

/* A decimal number in thousandths; up to four digits before the point, three after it. */
static size_t parse_milli(const char *text, size_t n, int32_t *milli) {
    size_t i = 0;
    int32_t value = 0;
    while (i < n && g_ascii_isdigit(text[i]) && i < 5)
        value = value * 10 + (text[i++] - '0');
    if (i == 0 || i > 4) return 0;
    value *= 1000;
    if (i < n && text[i] == '.') {
        size_t point = i++;
        for (int32_t unit = 100; i < n && g_ascii_isdigit(text[i]); unit /= 10) {
            if (unit == 0) return 0;
            value += (text[i++] - '0') * unit;
        }
        if (i == point + 1) return 0;
    }
    *milli = value;
    return i;
}

static bool unit_is(const char *text, size_t n, const char *unit) {
    return n == strlen(unit) && memcmp(text, unit, n) == 0;
}

bool gaz_width_parse(const char *utf8, size_t n, struct gaz_width *width) {
    int32_t milli = 0;
    size_t used = parse_milli(utf8, n, &milli);
    if (used == 0 || milli <= 0) return false;
    while (used < n && utf8[used] == ' ')
        used++;
    const char *unit = utf8 + used;
    size_t rest = n - used;
    if (unit_is(unit, rest, "mm")) {
        *width = (struct gaz_width){GAZ_WIDTH_MICROMETRE, milli};
    } else if (unit_is(unit, rest, "%") || unit_is(unit, rest, "％")) {
        if (milli > 100000) return false;
        *width = (struct gaz_width){GAZ_WIDTH_PERMILLE, milli / 100};
    } else if (unit_is(unit, rest, "字")) {
        *width = (struct gaz_width){GAZ_WIDTH_CELLS_MILLI, milli};
    } else {
        return false;
    }
    return width->value > 0;
}
