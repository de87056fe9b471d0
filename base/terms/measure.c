/* measure.c: see measure.h. */
#include "base/terms/measure.h"

#include <glib.h>
#include <string.h>

enum { MAX_DIGITS = 8 }; /* of one number, so that no product below leaves 64 bits */

/* the sizes by name (C-04), in thousandths of a point */
static const struct {
    const char *name;
    int thousandths;
} type_sizes[] = {
    {"初号", 42000}, {"小初", 36000}, {"一号", 27500}, {"小一", 24000}, {"二号", 21000},
    {"小二", 18000}, {"三号", 15750}, {"小三", 15000}, {"四号", 14000}, {"小四", 12000},
    {"五号", 10500}, {"小五", 9000},  {"六号", 7875},  {"小六", 6500},  {"七号", 5250},
};

static const struct {
    const char *name;
    enum gaz_unit unit;
} units[] = {
    {"mm", GAZ_UNIT_MM},
    {"磅", GAZ_UNIT_POINT},
    {"字", GAZ_UNIT_CELL},
    {"行", GAZ_UNIT_LINE},
};

static bool find_size(const char *text, struct gaz_measure *measure) {
    for (size_t i = 0; i < G_N_ELEMENTS(type_sizes); i++)
        if (strcmp(type_sizes[i].name, text) == 0) {
            *measure = (struct gaz_measure){GAZ_UNIT_POINT, type_sizes[i].thousandths, 1000};
            return true;
        }
    return false;
}

static bool find_unit(const char *text, enum gaz_unit *unit) {
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (strcmp(units[i].name, text) == 0) {
            *unit = units[i].unit;
            return true;
        }
    return false;
}

/* Takes digits into *number; gives how many there were, or -1 when there are too many. */
static int take_digits(const char **at, int64_t *number) {
    int n = 0;
    for (; g_ascii_isdigit(**at); (*at)++, n++)
        if (n < MAX_DIGITS) *number = *number * 10 + (**at - '0');
    return n > MAX_DIGITS ? -1 : n;
}

/* The digits after the point go on in the numerator. */
static bool take_decimals(const char **at, struct gaz_measure *measure, int n_before) {
    const char *begin = ++*at;
    int64_t decimals = 0;
    int n = take_digits(at, &decimals);
    if (n <= 0 || n + n_before > MAX_DIGITS) return false;
    for (; begin < *at; begin++) {
        measure->numerator = measure->numerator * 10 + (*begin - '0');
        measure->denominator *= 10;
    }
    return true;
}

/* 12, 12.5 or 5/3 */
static bool take_number(const char **at, struct gaz_measure *measure) {
    measure->numerator = 0;
    measure->denominator = 1;
    int n = take_digits(at, &measure->numerator);
    if (n <= 0) return false;
    if (**at == '.') return take_decimals(at, measure, n);
    if (**at != '/') return true;
    ++*at;
    measure->denominator = 0;
    return take_digits(at, &measure->denominator) > 0 && measure->denominator > 0;
}

bool gaz_measure_parse(const char *text, struct gaz_measure *measure) {
    *measure = (struct gaz_measure){GAZ_UNIT_NONE, 0, 1};
    if (strcmp(text, "自动") == 0 || find_size(text, measure)) return true;
    const char *at = text;
    if (!take_number(&at, measure)) return false;
    if (*at == '\0') return measure->numerator == 0; /* only nothing needs no unit */
    while (*at == ' ')
        at++;
    return find_unit(at, &measure->unit);
}

bool gaz_measure_resolve(struct gaz_measure measure, gaz_len one, gaz_len *grains) {
    int64_t num = measure.numerator, den = measure.denominator;
    switch (measure.unit) {
    case GAZ_UNIT_NONE:
        num = 0;
        break;
    case GAZ_UNIT_MM: /* 72 × 1024 / 25.4 = 368640 / 127 grains */
        num *= 368640;
        den *= 127;
        break;
    case GAZ_UNIT_POINT:
        num *= GAZ_POINT;
        break;
    case GAZ_UNIT_CELL:
    case GAZ_UNIT_LINE:
        num *= one;
        break;
    }
    int64_t rounded = (2 * num + den) / (2 * den);
    if (rounded > INT32_MAX / 4) return false;
    *grains = (gaz_len)rounded;
    return true;
}

void gaz_measure_append_pattern(GString *out) {
    g_string_append(out, "^(自动");
    for (size_t i = 0; i < G_N_ELEMENTS(type_sizes); i++)
        g_string_append_printf(out, "|%s", type_sizes[i].name);
    g_string_append(out, "|0{1,8}(\\.0+|/0*[1-9][0-9]*)?|[0-9]{1,8}(\\.[0-9]{1,8}|/0*[1-9][0-9]*)? *(");
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        g_string_append_printf(out, "%s%s", i ? "|" : "", units[i].name);
    g_string_append(out, "))$");
}
