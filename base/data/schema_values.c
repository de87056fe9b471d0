/* schema_values.c: what a table of keys needs to know about days: the calendar. */
#include "base/data/schema.h"

#include <glib.h>
#include <string.h>

/* ---- the calendar */

/* Digits from *at, `least` to `most` of them; -1 when there are fewer. */
static int take_number(const char **at, int least, int most) {
    int number = 0, n = 0;
    for (; n < most && g_ascii_isdigit(**at); n++)
        number = number * 10 + *(*at)++ - '0';
    return n < least ? -1 : number;
}

static bool take_dash(const char **at) {
    bool is_dash = **at == '-';
    *at += is_dash;
    return is_dash;
}

bool gaz_date_parse(const char *text, struct gaz_date *date) {
    const char *at = text;
    int year = take_number(&at, 4, 4);
    if (!take_dash(&at)) return false;
    int month = take_number(&at, 1, 2);
    if (!take_dash(&at)) return false;
    int day = take_number(&at, 1, 2);
    if (*at != '\0' || year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1) return false;
    if (day > g_date_get_days_in_month((GDateMonth)month, (GDateYear)year)) return false;
    *date = (struct gaz_date){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}
