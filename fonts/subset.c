/* subset.c: a face cut down to the glyphs that are drawn, by HarfBuzz.
 *
 * cairo copies and parses whole tables of each font it embeds, several times, and a Han face has 65,535
 * glyphs: that took a sixth to a third of the time of an issue. Only the tables that outlines, widths and
 * names are in are taken along. cmap stays behind: characters come with the glyphs, and walking 45,000 of
 * them costs as much as all the rest. Subroutines are written out: they take long to sort out, and an
 * embedded subset is no larger without.
 */
#include "fonts/set.h"

#include <hb-subset.h>

struct gaz_subset {
    hb_subset_plan_t *plan;
    hb_blob_t *blob;
    hb_font_t *font; /* of the cut face, in units of the em */
    bool has_cff;
    struct known_box *boxes; /* by glyph, as they are asked for */
    uint32_t n_boxes;
};

struct known_box {
    bool is_known;
    struct gaz_glyph_box box;
};

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

static hb_subset_plan_t *plan_subset(hb_face_t *bare, const uint32_t *glyphs, size_t n) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    hb_set_t *kept = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < n; i++)
        hb_set_add(kept, glyphs[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(bare, input);
    hb_subset_input_destroy(input);
    return plan;
}

static struct gaz_subset *subset_new(hb_subset_plan_t *plan, hb_blob_t *blob) {
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    struct gaz_subset *subset = g_new(struct gaz_subset, 1);
    uint32_t n_glyphs = hb_face_get_glyph_count(face);
    *subset = (struct gaz_subset){
        plan,    blob, hb_font_create(face), hb_blob_get_length(cff) > 0, g_new0(struct known_box, n_glyphs),
        n_glyphs};
    hb_blob_destroy(cff);
    hb_face_destroy(face);
    return subset;
}

struct gaz_subset *gaz_face_subset(const struct gaz_face *face, const uint32_t *glyphs, size_t n) {
    hb_face_t *whole = gaz_face_parse(face), *bare = bare_face(whole);
    hb_subset_plan_t *plan = plan_subset(bare, glyphs, n);
    hb_face_t *cut = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    hb_face_destroy(whole);
    hb_face_destroy(bare);
    if (!cut) {
        hb_subset_plan_destroy(plan);
        return NULL;
    }
    hb_blob_t *blob = hb_face_reference_blob(cut);
    hb_face_destroy(cut);
    return subset_new(plan, blob);
}

void gaz_subset_free(struct gaz_subset *subset) {
    if (!subset) return;
    hb_font_destroy(subset->font);
    g_free(subset->boxes);
    hb_blob_destroy(subset->blob);
    hb_subset_plan_destroy(subset->plan);
    g_free(subset);
}

const unsigned char *gaz_subset_data(const struct gaz_subset *subset, size_t *size) {
    unsigned length = 0;
    const char *data = hb_blob_get_data(subset->blob, &length);
    *size = length;
    return (const unsigned char *)data;
}

uint32_t gaz_subset_glyph(const struct gaz_subset *subset, uint32_t glyph) {
    return hb_map_get(hb_subset_plan_old_to_new_glyph_mapping(subset->plan), glyph);
}

bool gaz_subset_has_cff(const struct gaz_subset *subset) {
    return subset->has_cff;
}

static struct gaz_glyph_box box_of(hb_font_t *font, uint32_t glyph) {
    hb_glyph_extents_t e;
    if (!hb_font_get_glyph_extents(font, glyph, &e)) return (struct gaz_glyph_box){0};
    return (struct gaz_glyph_box){e.x_bearing, e.y_bearing + e.height, e.width, -e.height};
}

struct gaz_glyph_box gaz_subset_box(struct gaz_subset *subset, uint32_t glyph) {
    if (glyph >= subset->n_boxes) return (struct gaz_glyph_box){0};
    struct known_box *known = &subset->boxes[glyph];
    if (!known->is_known) *known = (struct known_box){true, box_of(subset->font, glyph)};
    return known->box;
}
