/* series.c: characters that belong together are drawn by one face.
 *
 * A face often has a part of a series: ① to ⑩ and not ⑪, ½ and not ⅓, ² and not ⁻. Taken one by one they
 * would come from several faces, each with circles and strokes of its own, in one line. So it counts which
 * members of a series an issue has, and the first face that has all of these serves them all.
 */
#include "fonts/set.h"

#include <string.h>

/* Members are counted through the ranges of a series, which stand together. */
static const struct {
    enum gaz_series series;
    uint32_t first, last;
} ranges[] = {
    {GAZ_SERIES_RAISED, 0x00B2, 0x00B3},      {GAZ_SERIES_RAISED, 0x00B9, 0x00B9},
    {GAZ_SERIES_RAISED, 0x2070, 0x207F},      {GAZ_SERIES_LOWERED, 0x2080, 0x209C},
    {GAZ_SERIES_FRACTION, 0x00BC, 0x00BE},    {GAZ_SERIES_FRACTION, 0x2150, 0x215E},
    {GAZ_SERIES_DEGREE, 0x2103, 0x2103},      {GAZ_SERIES_DEGREE, 0x2109, 0x2109},
    {GAZ_SERIES_ROMAN, 0x2160, 0x216B},       {GAZ_SERIES_SMALL_ROMAN, 0x2170, 0x217B},
    {GAZ_SERIES_ARROW, 0x2190, 0x2199},       {GAZ_SERIES_CIRCLED, 0x2460, 0x2473},
    {GAZ_SERIES_CIRCLED, 0x3251, 0x325F},     {GAZ_SERIES_CIRCLED, 0x32B1, 0x32BF},
    {GAZ_SERIES_BRACKETED, 0x2474, 0x2487},   {GAZ_SERIES_POINTED, 0x2488, 0x249B},
    {GAZ_SERIES_NEGATIVE, 0x24EB, 0x24F4},    {GAZ_SERIES_NEGATIVE, 0x2776, 0x277F},
    {GAZ_SERIES_BALLOT, 0x25A1, 0x25A1},      {GAZ_SERIES_BALLOT, 0x2610, 0x2612},
    {GAZ_SERIES_CHECK, 0x2713, 0x2718},       {GAZ_SERIES_BRACKETED_HAN, 0x3220, 0x3229},
    {GAZ_SERIES_CIRCLED_HAN, 0x3280, 0x3289}, {GAZ_SERIES_UNIT, 0x3388, 0x33C7},
};

/* The number of the member in its series, in *index; GAZ_N_SERIES: it belongs to none. */
static enum gaz_series find_series(uint32_t ch, unsigned *index) {
    if (ch < ranges[0].first || ch > 0x33C7) return GAZ_N_SERIES; /* ASCII and Han: nearly all there are */
    *index = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++) {
        if (i > 0 && ranges[i].series != ranges[i - 1].series) *index = 0;
        if (ch >= ranges[i].first && ch <= ranges[i].last) {
            *index += ch - ranges[i].first;
            return ranges[i].series;
        }
        *index += ranges[i].last - ranges[i].first + 1;
    }
    return GAZ_N_SERIES;
}

static uint32_t member(enum gaz_series series, unsigned index) {
    for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++) {
        if (ranges[i].series != series) continue;
        uint32_t n = ranges[i].last - ranges[i].first + 1;
        if (index < n) return ranges[i].first + index;
        index -= n;
    }
    return 0;
}

void gaz_fonts_begin(struct gaz_fonts *fonts) {
    memset(fonts->expected, 0, sizeof fonts->expected);
    for (guint i = 0; i < fonts->faces->len; i++)
        ((struct gaz_face *)fonts->faces->pdata[i])->own->told = false;
}

/* Kept answers name the faces of the series as they were. */
void gaz_fonts_settle(struct gaz_fonts *fonts) {
    if (memcmp(fonts->expected, fonts->settled, sizeof fonts->expected) == 0) return;
    gaz_fonts_forget(fonts);
    memcpy(fonts->settled, fonts->expected, sizeof fonts->expected);
}

void gaz_fonts_expect(struct gaz_fonts *fonts, uint32_t ch) {
    unsigned index = 0;
    enum gaz_series series = find_series(ch, &index);
    if (series == GAZ_N_SERIES || fonts->expected[series] >> index & 1) return;
    fonts->expected[series] |= (uint64_t)1 << index;
    for (uint32_t i = 0; i < fonts->n_families; i++)
        fonts->families[i].series[series].is_known = false;
}

void gaz_fonts_expect_text(struct gaz_fonts *fonts, struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        gaz_fonts_expect(fonts, text.chars[i].ch);
}

static bool has_all(const struct gaz_face *face, enum gaz_series series, uint64_t members) {
    for (unsigned i = 0; i < 64; i++)
        if ((members >> i & 1) && !gaz_face_has(face, member(series, i))) return false;
    return true;
}

const struct gaz_face *gaz_fonts_series_face(struct gaz_fonts *fonts, int family, uint32_t ch) {
    unsigned index = 0;
    enum gaz_series series = find_series(ch, &index);
    if (series == GAZ_N_SERIES || !(fonts->expected[series] >> index & 1)) return NULL;
    struct gaz_series_face *kept = &fonts->families[family].series[series];
    struct gaz_face *face;
    if (kept->is_known) return kept->face;
    *kept = (struct gaz_series_face){NULL, true};
    for (uint32_t n = 0; !kept->face && (face = gaz_fonts_next_face(fonts, family, &n));)
        if (has_all(face, series, fonts->expected[series])) kept->face = face;
    return kept->face;
}
