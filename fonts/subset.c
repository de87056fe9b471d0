/* subset.c: a face cut down to the glyphs that are drawn.
 *
 * cairo copies and parses whole tables of each font it embeds, several times, and a Han face has 65,535
 * glyphs: that took a sixth to a third of the time of an issue. Only the tables that outlines, widths and
 * names are in are taken along. cmap stays behind: characters come with the glyphs, and walking 45,000 of
 * them costs as much as all the rest. Subroutines are written out: they take long to sort out, and an
 * embedded subset is no larger without. A CFF without glyph names, which a Han face's is, is cut by
 * cff_cut.c, all others by HarfBuzz.
 */
#include "fonts/cff_cut.h"
#include "fonts/set.h"

#include <hb-subset.h>
#include <string.h>

struct gaz_subset {
    hb_blob_t *blob;
    hb_map_t *numbers; /* a glyph's number in the whole face to that in the cut one */
    hb_blob_t *cff;    /* its table; empty: its outlines are TrueType's */
    struct gaz_cff_index charstrings;
};

#define CFF HB_TAG('C', 'F', 'F', ' ')

static hb_face_t *bare_face(hb_face_t *whole) {
    static const char tables[][5] = {"head", "hhea", "hmtx", "maxp", "name", "OS/2",
                                     "CFF ", "glyf", "loca", "cvt ", "fpgm", "prep"};
    hb_face_t *bare = hb_face_builder_create();
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        hb_tag_t tag = hb_tag_from_string(tables[i], 4);
        hb_blob_t *table = hb_face_reference_table(whole, tag);
        if (hb_blob_get_length(table) > 0) hb_face_builder_add_table(bare, tag, table);
        hb_blob_destroy(table);
    }
    return bare;
}

static struct gaz_cff_bytes bytes_of(hb_blob_t *blob) {
    unsigned size = 0;
    const char *data = hb_blob_get_data(blob, &size);
    return (struct gaz_cff_bytes){(const guint8 *)data, size};
}

/* Takes the cut face and the map. */
static struct gaz_subset *subset_new(hb_face_t *cut, hb_map_t *numbers) {
    struct gaz_subset *subset = g_new0(struct gaz_subset, 1);
    subset->blob = hb_face_reference_blob(cut);
    hb_face_destroy(cut);
    hb_face_t *written = hb_face_create(subset->blob, 0);
    subset->numbers = numbers;
    subset->cff = hb_face_reference_table(written, CFF);
    hb_face_destroy(written);
    if (!gaz_cff_charstrings(bytes_of(subset->cff), &subset->charstrings)) subset->charstrings.n = 0;
    return subset;
}

/* ---- by HarfBuzz */

static hb_subset_plan_t *plan_subset(hb_face_t *bare, hb_set_t *glyphs) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    hb_set_union(hb_subset_input_glyph_set(input), glyphs);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(bare, input);
    hb_subset_input_destroy(input);
    return plan;
}

static struct gaz_subset *cut_any(hb_face_t *whole, hb_set_t *glyphs) {
    hb_face_t *bare = bare_face(whole);
    hb_subset_plan_t *plan = plan_subset(bare, glyphs);
    hb_face_t *cut = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    struct gaz_subset *subset = NULL;
    if (cut) subset = subset_new(cut, hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan)));
    hb_face_destroy(bare);
    hb_subset_plan_destroy(plan);
    return subset;
}

/* ---- a CFF without glyph names */

enum { METRIC = 4, MAXP_NUMBER = 4, HHEA_NUMBER = 34, HHEA_SIZE = 36 };

static void free_array(void *array) {
    g_byte_array_free(array, TRUE);
}

/* Takes the array. */
static void add_table(hb_face_t *made, hb_tag_t tag, GByteArray *table) {
    hb_blob_t *blob =
        hb_blob_create((const char *)table->data, table->len, HB_MEMORY_MODE_READONLY, table, free_array);
    hb_face_builder_add_table(made, tag, blob);
    hb_blob_destroy(blob);
}

/* A table as it is; with the number of glyphs at a place of it, where that is not 0. */
static void copy_table(hb_face_t *made, hb_face_t *whole, hb_tag_t tag, guint number_at, guint number) {
    hb_blob_t *blob = hb_face_reference_table(whole, tag);
    struct gaz_cff_bytes from = bytes_of(blob);
    if (from.size > number_at + 1) {
        GByteArray *table = g_byte_array_sized_new((guint)from.size);
        g_byte_array_append(table, from.data, (guint)from.size);
        if (number_at > 0) gaz_cff_put(table->data + number_at, number, 2);
        add_table(made, tag, table);
    }
    hb_blob_destroy(blob);
}

/* hmtx: an advance and a left bearing each; behind the last advance of the face only bearings stand. False:
 * it is shorter than hhea says. */
static bool add_metrics(hb_face_t *made, hb_face_t *whole, const guint32 *glyphs, guint n) {
    hb_blob_t *blob = hb_face_reference_table(whole, HB_TAG('h', 'm', 't', 'x'));
    hb_blob_t *head = hb_face_reference_table(whole, HB_TAG('h', 'h', 'e', 'a'));
    struct gaz_cff_bytes from = bytes_of(blob), hhea = bytes_of(head);
    guint n_advances = (guint)gaz_cff_number(hhea, HHEA_NUMBER, 2);
    bool good = hhea.size >= HHEA_SIZE && n_advances > 0;
    GByteArray *table = g_byte_array_sized_new(n * METRIC);
    for (guint i = 0; i < n && good; i++) {
        gsize advance = METRIC * (gsize)MIN(glyphs[i], n_advances - 1), bearing = advance + 2;
        if (glyphs[i] >= n_advances)
            bearing = METRIC * (gsize)n_advances + 2 * (gsize)(glyphs[i] - n_advances);
        good = advance + METRIC <= from.size && bearing + 2 <= from.size;
        gaz_cff_append(table, gaz_cff_number(from, advance, 2), 2);
        gaz_cff_append(table, gaz_cff_number(from, bearing, 2), 2);
    }
    add_table(made, HB_TAG('h', 'm', 't', 'x'), table);
    hb_blob_destroy(blob);
    hb_blob_destroy(head);
    return good;
}

static hb_face_t *wrap_cff(hb_face_t *whole, GByteArray *cff, const guint32 *glyphs, guint n) {
    hb_face_t *made = hb_face_builder_create();
    add_table(made, CFF, cff);
    copy_table(made, whole, HB_TAG('h', 'e', 'a', 'd'), 0, 0);
    copy_table(made, whole, HB_TAG('n', 'a', 'm', 'e'), 0, 0);
    copy_table(made, whole, HB_TAG('O', 'S', '/', '2'), 0, 0);
    copy_table(made, whole, HB_TAG('h', 'h', 'e', 'a'), HHEA_NUMBER, n);
    copy_table(made, whole, HB_TAG('m', 'a', 'x', 'p'), MAXP_NUMBER, n);
    if (add_metrics(made, whole, glyphs, n)) return made;
    hb_face_destroy(made);
    return NULL;
}

static struct gaz_subset *cut_cff(hb_face_t *whole, hb_set_t *glyphs) {
    hb_blob_t *blob = hb_face_reference_table(whole, CFF);
    GArray *list = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (hb_codepoint_t glyph = HB_SET_VALUE_INVALID; hb_set_next(glyphs, &glyph);)
        g_array_append_val(list, glyph);
    const guint32 *wanted = (const guint32 *)(const void *)list->data;
    GByteArray *cff = list->len <= UINT16_MAX ? gaz_cff_cut(bytes_of(blob), wanted, list->len) : NULL;
    hb_face_t *cut = cff ? wrap_cff(whole, cff, wanted, list->len) : NULL;
    struct gaz_subset *subset = NULL;
    if (cut) {
        hb_map_t *numbers = hb_map_create();
        for (guint i = 0; i < list->len; i++)
            hb_map_set(numbers, wanted[i], i);
        subset = subset_new(cut, numbers);
    }
    g_array_free(list, TRUE);
    hb_blob_destroy(blob);
    return subset;
}

/* ---- the door */

struct gaz_subset *gaz_face_subset(const struct gaz_face *face, const uint32_t *glyphs, size_t n) {
    hb_face_t *whole = gaz_face_parse(face);
    hb_set_t *wanted = hb_set_create();
    hb_set_add(wanted, 0);
    for (size_t i = 0; i < n; i++)
        hb_set_add(wanted, glyphs[i]);
    struct gaz_subset *subset = cut_cff(whole, wanted);
    if (!subset) subset = cut_any(whole, wanted);
    hb_set_destroy(wanted);
    hb_face_destroy(whole);
    return subset;
}

void gaz_subset_free(struct gaz_subset *subset) {
    if (!subset) return;
    hb_blob_destroy(subset->cff);
    hb_map_destroy(subset->numbers);
    hb_blob_destroy(subset->blob);
    g_free(subset);
}

const unsigned char *gaz_subset_data(const struct gaz_subset *subset, size_t *size) {
    struct gaz_cff_bytes bytes = bytes_of(subset->blob);
    *size = bytes.size;
    return bytes.data;
}

uint32_t gaz_subset_glyph(const struct gaz_subset *subset, uint32_t glyph) {
    return hb_map_get(subset->numbers, glyph);
}

bool gaz_subset_has_cff(const struct gaz_subset *subset) {
    return subset->charstrings.n > 0;
}

bool gaz_subset_draws(const struct gaz_subset *subset, uint32_t glyph) {
    return gaz_cff_draws(gaz_cff_object(bytes_of(subset->cff), &subset->charstrings, glyph));
}
