/* shape.c: characters become glyphs.
 *
 * Two ways. A character that stands for itself (Han, punctuation) is asked for alone, and its glyph is kept
 * in font units: the same character at any size is one look-up. What needs context (words, marks, other
 * scripts) goes through pango's itemization and HarfBuzz.
 *
 * pango is used for what it knows, scripts and directions (PangoScriptIter, embedding levels), not through
 * pango_itemize: that wants a font map, which starts threads of its own and loads fonts that nobody set
 * anything in.
 *
 * Ligatures and contextual forms are off: the text of the PDF must copy out character by character. Variation
 * selectors and combining marks stay in the cluster of their base.
 */
#include "fonts/set.h"
#include "fonts/shape_cache.h"

#include "base/process/arena.h"
#include "base/text/text.h"

#include <hb-ot.h>
#include <pango/pango.h>
#include <string.h>

/* a stretch of one script, direction and face */
struct stretch {
    uint32_t begin, end;
    hb_script_t script;
    hb_language_t language;
    uint8_t level;
    struct gaz_face *face;
};

struct shaping {
    struct gaz_fonts *fonts;
    int family;
    const uint32_t *chars;
    uint32_t n_chars;
    gaz_len size;
    uint32_t missing;
};

/* a character's glyph in font units */
struct char_glyph {
    struct gaz_face *face; /* NULL: no face has it */
    uint32_t id;
    int advance, x_offset, y_offset;
};

#define OFF(a, b, c, d)                                                                                      \
    { HB_TAG(a, b, c, d), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END }
static const hb_feature_t word_features[] = {OFF('l', 'i', 'g', 'a'), OFF('c', 'l', 'i', 'g'),
                                             OFF('d', 'l', 'i', 'g'), OFF('c', 'a', 'l', 't'),
                                             OFF('h', 'l', 'i', 'g')};
#undef OFF

/* ---- one character ---- */

bool gaz_face_has(const struct gaz_face *face, uint32_t ch) {
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->own->font, ch, &glyph) && glyph != 0;
}

/* Shaped alone for the sake of `locl` (Chinese forms) and, upright, of `vert`; a face without `vert` gets the
 * vertical presentation forms, which HarfBuzz knows when the direction is downwards. Whatever the direction,
 * the advance is the horizontal one: the layout places upright characters itself. */
static void shape_alone(struct gaz_fonts *fonts, uint32_t ch, bool upright, struct char_glyph *glyph) {
    hb_font_t *font = glyph->face->own->font;
    hb_buffer_t *buffer = fonts->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_codepoints(buffer, &ch, 1, 0, 1);
    hb_buffer_set_direction(buffer, upright ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, fonts->chinese);
    hb_shape(font, buffer, word_features, G_N_ELEMENTS(word_features));
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, NULL);
    if (hb_buffer_get_length(buffer) == 1 && info[0].codepoint != 0)
        glyph->id = info[0].codepoint;
    else
        hb_font_get_nominal_glyph(font, ch, &glyph->id);
    glyph->advance = hb_font_get_glyph_h_advance(font, glyph->id);
    if (upright || hb_buffer_get_length(buffer) != 1) return;
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(buffer, NULL);
    *glyph = (struct char_glyph){glyph->face, glyph->id, place->x_advance, place->x_offset, place->y_offset};
}

/* 浪纹线 is as wide as a character (C-19); some faces have a small tilde in its place. */
static bool is_wave_whole(const struct gaz_face *face, hb_codepoint_t glyph) {
    struct known_white white = gaz_face_white(face, glyph);
    return (int64_t)(white.left + white.right) * 5 < (int64_t)face->units_per_em * 2;
}

/* Two … are six dots at one pitch, a third of the em (C-18); some faces set their three closer, and a hole
 * is left between the two. Of the ink, its height is a dot's width. */
static bool is_ellipsis_even(const struct gaz_face *face, hb_codepoint_t glyph) {
    hb_glyph_extents_t ink;
    if (!hb_font_get_glyph_extents(face->own->font, glyph, &ink)) return true;
    int64_t pitch = (ink.width - ABS(ink.height)) / 2, third = (int64_t)face->units_per_em / 3;
    return pitch * 100 > third * 92;
}

static bool is_whole(const struct gaz_face *face, uint32_t ch) {
    bool is_wave = ch == 0xFF5E || ch == 0x301C;
    hb_codepoint_t glyph = 0;
    if (!is_wave && ch != 0x2026) return true;
    hb_font_get_nominal_glyph(face->own->font, ch, &glyph);
    return is_wave ? is_wave_whole(face, glyph) : is_ellipsis_even(face, glyph);
}

/* The first face that has the character whole, else the first that has it; NULL when none does. */
static struct gaz_face *face_of(struct gaz_fonts *fonts, int family, uint32_t ch) {
    struct gaz_face *face = (struct gaz_face *)gaz_fonts_series_face(fonts, family, ch), *first = NULL;
    if (face) return face;
    for (uint32_t n = 0; (face = gaz_fonts_next_face(fonts, family, &n));) {
        if (!gaz_face_has(face, ch)) continue;
        if (is_whole(face, ch)) return face;
        if (!first) first = face;
    }
    return first ? first : gaz_fonts_find_lender(fonts, family, (struct gaz_chars){&ch, 1});
}

static const struct char_glyph *find_char(struct gaz_fonts *fonts, int family, uint32_t ch, bool upright,
                                          guint key) {
    struct char_glyph *glyph = g_hash_table_lookup(fonts->chars, GUINT_TO_POINTER(key));
    if (glyph) return glyph;
    glyph = GAZ_NEW(fonts->answers, struct char_glyph);
    glyph->face = face_of(fonts, family, ch);
    if (glyph->face) shape_alone(fonts, ch, upright, glyph);
    g_hash_table_insert(fonts->chars, GUINT_TO_POINTER(key), glyph);
    return glyph;
}

void gaz_fonts_forget(struct gaz_fonts *fonts) {
    memset(fonts->recent, 0, sizeof fonts->recent);
    g_hash_table_remove_all(fonts->chars);
    gaz_shape_cache_free(fonts->words);
    gaz_arena_free(fonts->answers);
    fonts->answers = gaz_arena_new();
    fonts->words = gaz_shape_cache_new(fonts->answers);
}

static struct recent_char scaled(guint key, gaz_len size, const struct char_glyph *found) {
    if (!found->face) return (struct recent_char){0};
    int64_t em = found->face->units_per_em;
    return (struct recent_char){.key = key,
                                .size = size,
                                .advance = gaz_scale(size, found->advance, em),
                                .x_offset = gaz_scale(size, found->x_offset, em),
                                .y_offset = gaz_scale(size, -found->y_offset, em),
                                .id = found->id,
                                .face = found->face};
}

/* A text uses few characters many times: a slot by the key's low bits stands before the table. */
bool gaz_font_char(const struct gaz_font *font, uint32_t ch, bool upright, struct gaz_glyph *glyph) {
    struct gaz_fonts *fonts = font->fonts;
    if (ch > 0x10FFFF || font->family < 0 || (uint32_t)font->family >= fonts->n_families) return false;
    guint key = (guint)font->family << 22 | (guint)upright << 21 | ch;
    struct recent_char *slot = &fonts->recent[(key ^ key >> 19) % GAZ_N_RECENT];
    if (!slot->face || slot->key != key || slot->size != font->size)
        *slot = scaled(key, font->size, find_char(fonts, font->family, ch, upright, key));
    *glyph = (struct gaz_glyph){.face = slot->face,
                                .id = slot->id,
                                .advance = slot->advance,
                                .x_offset = slot->x_offset,
                                .y_offset = slot->y_offset,
                                .n_chars = 1};
    return slot->face != NULL;
}

/* ---- stretches of one script and direction ---- */

static hb_language_t language_of(const struct gaz_fonts *fonts, GUnicodeScript script) {
    if (script == G_UNICODE_SCRIPT_HAN) return fonts->chinese;
    PangoLanguage *sample = pango_script_get_sample_language((PangoScript)script);
    return sample ? hb_language_from_string(pango_language_to_string(sample), -1) : fonts->chinese;
}

/* A stretch of one script, all at level 0 until split. */
static struct stretch make_stretch(const struct shaping *job, uint32_t begin, uint32_t end,
                                   GUnicodeScript script) {
    return (struct stretch){.begin = begin,
                            .end = end,
                            .script =
                                hb_script_from_iso15924_tag((hb_tag_t)g_unicode_script_to_iso15924(script)),
                            .language = language_of(job->fonts, script)};
}

/* Below U+0250 every letter is Latin and no character is written from the right, so in a left-to-right
 * paragraph the whole is one item at level 0, and pango need not be asked. */
static bool is_plain_latin(const struct shaping *job) {
    for (uint32_t i = 0; i < job->n_chars; i++)
        if (job->chars[i] >= 0x250) return false;
    return true;
}

static void split_by_level(GArray *list, struct stretch whole, const guint8 *levels) {
    for (uint32_t from = whole.begin; from < whole.end;) {
        struct stretch part = whole;
        part.begin = from;
        part.level = levels[from];
        while (++from < whole.end && levels[from] == part.level)
            continue;
        part.end = from;
        g_array_append_val(list, part);
    }
}

/* A text holds no NUL and no surrogate; should one come, U+FFFD keeps the count of characters for pango. */
static char *to_utf8(const uint32_t *chars, uint32_t n_chars) {
    GString *utf8 = g_string_sized_new((gsize)n_chars * 3);
    for (uint32_t i = 0; i < n_chars; i++) {
        uint32_t ch = chars[i];
        g_string_append_unichar(utf8, ch != 0 && g_unichar_validate(ch) ? ch : 0xFFFD);
    }
    return g_string_free(utf8, FALSE);
}

/* The paragraph is Chinese whatever its first letter. */
static guint8 *levels_new(const char *utf8) {
    PangoDirection direction = PANGO_DIRECTION_LTR;
    return pango_log2vis_get_embedding_levels(utf8, -1, &direction);
}

uint8_t *gaz_font_levels(const uint32_t *chars, uint32_t n_chars) {
    char *utf8 = to_utf8(chars, n_chars);
    uint8_t *levels = levels_new(utf8);
    g_free(utf8);
    return levels;
}

static GArray *itemize(const struct shaping *job) {
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct stretch));
    if (is_plain_latin(job)) {
        struct stretch all = make_stretch(job, 0, job->n_chars, G_UNICODE_SCRIPT_LATIN);
        g_array_append_val(list, all);
        return list;
    }
    char *utf8 = to_utf8(job->chars, job->n_chars);
    guint8 *levels = levels_new(utf8);
    PangoScriptIter *iter = pango_script_iter_new(utf8, -1);
    uint32_t at = 0;
    do {
        const char *begin, *end;
        PangoScript script;
        pango_script_iter_get_range(iter, &begin, &end, &script);
        uint32_t to = at + (uint32_t)g_utf8_strlen(begin, end - begin);
        split_by_level(list, make_stretch(job, at, to, (GUnicodeScript)script), levels);
        at = to;
    } while (pango_script_iter_next(iter));
    pango_script_iter_free(iter);
    g_free(levels);
    g_free(utf8);
    return list;
}

static void reverse(struct stretch *list, guint begin, guint end) {
    while (begin + 1 < end) {
        struct stretch kept = list[begin];
        list[begin++] = list[--end];
        list[end] = kept;
    }
}

/* Rule L2 of UAX 9: from the highest level down to the lowest odd one, reverse every run at that level or
 * above. */
static void order_visually(GArray *array) {
    struct stretch *list = (struct stretch *)(void *)array->data;
    uint8_t highest = 0;
    for (guint i = 0; i < array->len; i++)
        highest = MAX(highest, list[i].level);
    for (uint8_t level = highest; level > 0; level--)
        for (guint from = 0; from < array->len;) {
            guint to = from;
            while (to < array->len && list[to].level >= level)
                to++;
            reverse(list, from, to);
            from = to > from ? to : from + 1;
        }
}

/* ---- faces ---- */

/* Selectors, joiners and the like need no glyph of their own. */
static bool needs_glyph(uint32_t ch) {
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    bool selector = (ch >= 0xFE00 && ch <= 0xFE0F) || (ch >= 0xE0100 && ch <= 0xE01EF);
    return !selector && hb_unicode_general_category(unicode, ch) != HB_UNICODE_GENERAL_CATEGORY_FORMAT;
}

/* A face serves a character that it has, unless another one serves the character's series. */
static bool serves(const struct shaping *job, const struct gaz_face *face, uint32_t ch) {
    if (!needs_glyph(ch)) return true;
    const struct gaz_face *one = gaz_fonts_series_face(job->fonts, job->family, ch);
    return one ? one == face : gaz_face_has(face, ch);
}

/* Whether another face serves a character of the part for its series' sake. */
static bool is_claimed(const struct shaping *job, const struct stretch *part) {
    for (uint32_t i = part->begin; i < part->end; i++) {
        const struct gaz_face *one = gaz_fonts_series_face(job->fonts, job->family, job->chars[i]);
        if (one && one != part->face) return true;
    }
    return false;
}

static bool face_has_all(const struct shaping *job, const struct gaz_face *face, uint32_t begin,
                         uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        if (!serves(job, face, job->chars[i])) return false;
    return true;
}

static void run_harfbuzz(const struct shaping *job, const struct stretch *part) {
    hb_buffer_t *buffer = job->fonts->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_codepoints(buffer, job->chars, (int)job->n_chars, part->begin,
                             (int)(part->end - part->begin));
    hb_buffer_set_direction(buffer, part->level % 2 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, part->script);
    hb_buffer_set_language(buffer, part->language);
    hb_shape(part->face->own->font, buffer, word_features, G_N_ELEMENTS(word_features));
}

/* A face may lack a mark and yet have the letter with it: only shaping can tell. */
static bool shapes_wholly(const struct shaping *job, const struct stretch *part) {
    run_harfbuzz(job, part);
    unsigned n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(job->fonts->buffer, &n);
    for (unsigned i = 0; i < n; i++)
        if (infos[i].codepoint == 0) return false;
    return true;
}

/* The first face, of the family's own alone or of all, that has the whole stretch; NULL when none. */
static struct gaz_face *whole_face(const struct shaping *job, struct stretch part, bool own_only) {
    uint32_t n_own = job->fonts->families[job->family].n_own;
    bool small = part.end - part.begin <= 8;
    for (uint32_t n = 0; (part.face = gaz_fonts_next_face(job->fonts, job->family, &n));) {
        if (own_only && n > n_own) return NULL;
        if (face_has_all(job, part.face, part.begin, part.end)) return part.face;
        bool composes = small && part.end - part.begin > 1 && !is_claimed(job, &part);
        if (composes && shapes_wholly(job, &part)) return part.face;
    }
    return NULL;
}

/* The end of the letter at i with its marks and selectors: what one face must set. */
static uint32_t letter_end(const struct shaping *job, uint32_t i, uint32_t end) {
    for (i++; i < end; i++)
        if (needs_glyph(job->chars[i]) && !g_unichar_ismark(job->chars[i])) break;
    return i;
}

/* Whoever lends the letter lends its marks too. */
static struct gaz_face *find_piece_lender(const struct shaping *job, const struct stretch *piece) {
    g_autofree uint32_t *chars = g_new(uint32_t, piece->end - piece->begin);
    struct gaz_chars wanted = {chars, 0};
    for (uint32_t i = piece->begin; i < piece->end; i++)
        if (needs_glyph(job->chars[i])) chars[wanted.n++] = job->chars[i];
    return wanted.n > 0 ? gaz_fonts_find_lender(job->fonts, job->family, wanted) : NULL;
}

/* The character of a cluster that the face has not: the letter or one of its marks. */
static uint32_t first_lacking(const struct shaping *job, const struct gaz_face *face, uint32_t begin,
                              uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        if (needs_glyph(job->chars[i]) && !gaz_face_has(face, job->chars[i])) return i;
    return begin;
}

/* ---- glyphs ---- */

static void append_glyph(struct shaping *job, const struct stretch *part, hb_glyph_position_t place,
                         struct gaz_glyph glyph) {
    int64_t em = part->face->units_per_em;
    glyph.face = part->face;
    glyph.advance = gaz_scale(job->size, place.x_advance, em);
    glyph.x_offset = gaz_scale(job->size, place.x_offset, em);
    glyph.y_offset = gaz_scale(job->size, -(int64_t)place.y_offset, em);
    g_array_append_val(job->fonts->glyphs, glyph);
}

/* Where a face has no form for a selector, HarfBuzz puts a blank of no width behind the letter: cairo leaves
 * such a glyph out of what is painted, and the letter alone is the cluster. */
static bool stands_for_selector(const struct stretch *part, const hb_glyph_info_t *info,
                                const hb_glyph_position_t *place) {
    hb_codepoint_t blank = 0;
    bool has_blank = hb_font_get_nominal_glyph(part->face->own->font, ' ', &blank);
    return has_blank && info->codepoint == blank && place->x_advance == 0;
}

/* Glyphs of one cluster stand together; it ends where the next one, in the order of the text, begins. */
static void append_shaped(struct shaping *job, const struct stretch *part) {
    unsigned n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(job->fonts->buffer, &n);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(job->fonts->buffer, NULL);
    bool backwards = part->level % 2 != 0;
    uint32_t before =
        part->end; /* the cluster to the left, which is the later one when written from the right */
    for (unsigned i = 0, next; i < n; i = next) {
        uint32_t first = infos[i].cluster;
        for (next = i + 1; next < n && infos[next].cluster == first;)
            next++;
        uint32_t end = backwards ? before : next < n ? infos[next].cluster : part->end;
        for (unsigned j = i; j < next; j++) {
            if (j > i && stands_for_selector(part, &infos[j], &places[j])) continue;
            struct gaz_glyph glyph = {
                .id = infos[j].codepoint, .first_char = first, .n_chars = j == i ? end - first : 0};
            if (glyph.id == 0) job->missing = MIN(job->missing, first_lacking(job, part->face, first, end));
            append_glyph(job, part, places[j], glyph);
        }
        before = first;
    }
}

/* Letters that follow one another in one face are shaped together, so that they kern. */
static void shape_in_pieces(struct shaping *job, const struct stretch *whole) {
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(struct stretch));
    for (uint32_t i = whole->begin; i < whole->end;) {
        struct stretch piece = *whole;
        piece.begin = i;
        piece.end = i = letter_end(job, i, whole->end);
        piece.face = whole_face(job, piece, false);
        if (!piece.face) piece.face = find_piece_lender(job, &piece);
        if (!piece.face) {
            piece.face = (struct gaz_face *)gaz_fonts_primary(job->fonts, job->family);
            job->missing = MIN(job->missing, first_lacking(job, piece.face, piece.begin, piece.end));
        }
        struct stretch *last = pieces->len ? &g_array_index(pieces, struct stretch, pieces->len - 1) : NULL;
        if (last && last->face == piece.face)
            last->end = piece.end;
        else
            g_array_append_val(pieces, piece);
    }
    for (guint k = 0; k < pieces->len; k++) {
        guint at = whole->level % 2 ? pieces->len - 1 - k : k;
        run_harfbuzz(job, &g_array_index(pieces, struct stretch, at));
        append_shaped(job, &g_array_index(pieces, struct stretch, at));
    }
    g_array_free(pieces, TRUE);
}

static void shape_stretch(struct shaping *job, struct stretch *part) {
    part->face = whole_face(job, *part, true);
    if (!part->face) {
        shape_in_pieces(job, part);
        return;
    }
    run_harfbuzz(job, part);
    append_shaped(job, part);
}

static struct gaz_shaped shape_anew(const struct gaz_font *font, const uint32_t *chars, uint32_t n_chars) {
    struct gaz_fonts *fonts = font->fonts;
    struct shaping job = {fonts, font->family, chars, n_chars, font->size, UINT32_MAX};
    g_array_set_size(fonts->glyphs, 0);
    if (n_chars > 0 && font->family >= 0 && (uint32_t)font->family < fonts->n_families) {
        GArray *list = itemize(&job);
        order_visually(list);
        for (guint i = 0; i < list->len; i++)
            shape_stretch(&job, &g_array_index(list, struct stretch, i));
        g_array_free(list, TRUE);
    }
    const struct gaz_glyph *glyphs = (const struct gaz_glyph *)(const void *)fonts->glyphs->data;
    return (struct gaz_shaped){glyphs, fonts->glyphs->len, job.missing};
}

struct gaz_shaped gaz_font_shape(const struct gaz_font *font, const uint32_t *chars, uint32_t n_chars) {
    const struct gaz_shaped *kept = gaz_shape_cache_lookup(font->fonts->words, font, chars, n_chars);
    if (kept) return *kept;
    struct gaz_shaped shaped = shape_anew(font, chars, n_chars);
    gaz_shape_cache_add(font->fonts->words, font, chars, n_chars, &shaped);
    return shaped;
}
