/* paint.c: one item after another, in reading order, so that the text of the file is in reading order too.
 *
 * Glyphs go out with cairo_show_text_glyphs and their clusters, never without: cairo would guess characters
 * from the font and write Kangxi radicals for 人 and 工. A run is cut into segments whose clusters rise or
 * fall steadily, which is what cairo can say, and the segments are drawn in the order of the text.
 */
#include "output/paint.h"

#include "base/diag/diag.h"
#include "output/faces.h"
#include "output/picture/pictures.h"
#include "output/write.h"
#include "output/reasons.h"

#include <glib.h>
#include <string.h>

struct gaz_painter {
    enum gaz_ground ground;
    const struct gaz_pages *pages;
    struct gaz_pictures *pictures;
    struct gaz_cairo_faces *faces;
    bool owns_faces;
    struct gaz_diags *diags;
};

/* glyphs [begin, end) of a run whose clusters follow one another; falling: from the last character to the
 * first */
struct segment {
    uint32_t begin, end;
    uint32_t first_char, end_char;
    bool falling;
};

struct gaz_painter *gaz_painter_new_with(enum gaz_ground ground, const struct gaz_pages *pages,
                                         struct gaz_pictures *pictures, struct gaz_cairo_faces *faces,
                                         struct gaz_diags *diags) {
    struct gaz_painter *painter = g_new0(struct gaz_painter, 1);
    *painter = (struct gaz_painter){ground, pages, pictures, faces, false, diags};
    return painter;
}

struct gaz_painter *gaz_painter_new(enum gaz_ground ground, const struct gaz_pages *pages,
                                    struct gaz_pictures *pictures, struct gaz_diags *diags) {
    struct gaz_cairo_faces *faces = gaz_cairo_faces_new(NULL, false);
    struct gaz_painter *painter = gaz_painter_new_with(ground, pages, pictures, faces, diags);
    painter->owns_faces = true;
    return painter;
}

void gaz_painter_free(struct gaz_painter *painter) {
    if (painter->owns_faces) gaz_cairo_faces_free(painter->faces);
    g_free(painter);
}

char *gaz_target_name(uint32_t target) {
    return g_strdup_printf("t%u", target);
}

/* ---- glyph runs */

/* Takes the cluster at glyph i into the segment when it goes on steadily. */
static bool extend(const struct gaz_glyph_run *run, struct segment *segment, uint32_t i) {
    const struct gaz_placed_glyph *glyph = &run->glyphs[i];
    uint32_t end_char = glyph->first_char + glyph->n_chars;
    bool lone =
        segment->end == gaz_cluster_end(run, segment->begin); /* one cluster: its direction is still open */
    if (glyph->first_char == segment->end_char && (lone || !segment->falling))
        segment->end_char = end_char;
    else if (end_char == segment->first_char && (lone || segment->falling)) {
        segment->first_char = glyph->first_char;
        segment->falling = true;
    } else
        return false;
    segment->end = gaz_cluster_end(run, i);
    return true;
}

static gint by_first_char(gconstpointer a, gconstpointer b) {
    const struct segment *one = a, *two = b;
    return one->first_char < two->first_char ? -1 : one->first_char > two->first_char;
}

static GArray *segments_of(const struct gaz_glyph_run *run) {
    GArray *segments = g_array_new(FALSE, FALSE, sizeof(struct segment));
    for (uint32_t i = 0; i < run->n_glyphs; i = gaz_cluster_end(run, i)) {
        struct segment *last =
            segments->len ? &g_array_index(segments, struct segment, segments->len - 1) : NULL;
        if (last && extend(run, last, i)) continue;
        const struct gaz_placed_glyph *glyph = &run->glyphs[i];
        struct segment one = {i, gaz_cluster_end(run, i), glyph->first_char,
                              glyph->first_char + glyph->n_chars, false};
        g_array_append_val(segments, one);
    }
    g_array_sort(segments, by_first_char);
    return segments;
}

static cairo_text_cluster_t make_cluster(const struct gaz_glyph_run *run, uint32_t i, GString *utf8) {
    gsize before = utf8->len;
    const struct gaz_placed_glyph *glyph = &run->glyphs[i];
    for (uint32_t k = 0; k < glyph->n_chars && glyph->first_char + k < run->n_chars; k++)
        g_string_append_unichar(utf8, run->chars[glyph->first_char + k].ch);
    return (cairo_text_cluster_t){(int)(utf8->len - before), (int)(gaz_cluster_end(run, i) - i)};
}

/* The clusters in the order of the text, `clusters` having room for each glyph's; how many they are. Falling
 * ones are found from the right, where the text begins. */
static int find_clusters(const struct gaz_glyph_run *run, const struct segment *segment, GString *utf8,
                         cairo_text_cluster_t *clusters) {
    int n = 0;
    if (segment->falling) {
        for (uint32_t i = segment->end; i-- > segment->begin;)
            if (run->glyphs[i].n_chars > 0 || i == segment->begin) clusters[n++] = make_cluster(run, i, utf8);
        return n;
    }
    for (uint32_t i = segment->begin; i < segment->end; i = gaz_cluster_end(run, i))
        clusters[n++] = make_cluster(run, i, utf8);
    return n;
}

static void draw_segment(cairo_t *cr, const struct gaz_item *item, const struct segment *segment,
                         const struct gaz_cairo_face *face, bool turned) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    uint32_t n = segment->end - segment->begin;
    cairo_glyph_t *glyphs = g_new(cairo_glyph_t, n);
    cairo_text_cluster_t *clusters = g_new(cairo_text_cluster_t, n);
    gaz_len x = turned ? 0 : item->x, y = turned ? 0 : item->y;
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_placed_glyph *glyph = &run->glyphs[segment->begin + i];
        glyphs[i] = (cairo_glyph_t){gaz_cairo_face_glyph(face, glyph->id), gaz_points(x + glyph->x),
                                    gaz_points(y + glyph->y)};
    }
    GString *utf8 = g_string_sized_new(n * 4 + 1);
    int n_clusters = find_clusters(run, segment, utf8, clusters);
    cairo_show_text_glyphs(cr, utf8->str, (int)utf8->len, glyphs, (int)n, clusters, n_clusters,
                           segment->falling ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
    g_string_free(utf8, TRUE);
    g_free(clusters);
    g_free(glyphs);
}

static void set_rgb(cairo_t *cr, uint32_t rgb) {
    cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

void gaz_paint_ink_number(cairo_t *cr, uint32_t ink) {
    double rgb[3];
    gaz_ink_as_colour(ink, rgb);
    cairo_set_source_rgb(cr, rgb[0], rgb[1], rgb[2]);
}

static void set_ink(const struct gaz_painter *painter, cairo_t *cr, uint32_t ink) {
    if (painter->ground == GAZ_PRESS)
        gaz_paint_ink_number(cr, ink);
    else
        set_rgb(cr, painter->pages->inks[ink].screen);
}

static bool draw_run(struct gaz_painter *painter, cairo_t *cr, const struct gaz_item *item, bool turned) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    const struct gaz_cairo_face *face = gaz_cairo_faces_use(painter->faces, cr, run->face, run->size,
                                                            turned || painter->ground == GAZ_SCREEN);
    if (!face) {
        gaz_report(painter->diags, GAZ_D_DRAW, (struct gaz_span){0}, run->face->file_name,
                   run->face->file_name);
        return false;
    }
    set_ink(painter, cr, run->ink);
    GArray *segments = segments_of(run);
    for (guint i = 0; i < segments->len; i++)
        draw_segment(cr, item, &g_array_index(segments, struct segment, i), face, turned);
    g_array_free(segments, TRUE);
    return true;
}

/* ---- the others */

bool gaz_paint_tags(const struct gaz_item *item) {
    const struct gaz_image *image = &item->as.image;
    if (item->kind == GAZ_ITEM_IMAGE) return image->width > 0 && image->height > 0;
    return item->kind == GAZ_ITEM_RULE && item->as.rule.chars;
}

static void draw_rule(const struct gaz_painter *painter, cairo_t *cr, const struct gaz_item *item,
                      bool turned) {
    const struct gaz_rule *rule = &item->as.rule;
    bool tagged = painter->ground == GAZ_PAPER && gaz_paint_tags(item);
    set_ink(painter, cr, rule->ink);
    if (tagged) cairo_tag_begin(cr, GAZ_BLANK_TAG, NULL);
    cairo_rectangle(cr, turned ? 0 : gaz_points(item->x), turned ? 0 : gaz_points(item->y),
                    gaz_points(rule->width), gaz_points(rule->height));
    cairo_fill(cr);
    if (tagged) cairo_tag_end(cr, GAZ_BLANK_TAG);
}

/* From the unit square of the stored pixels to that of what is shown, both from the top left corner right and
 * down. Of EXIF's values 2 and 4 are mirrored, 5 and 7 too, 5–8 lie on their side. */
static cairo_matrix_t upright(int orientation) {
    static const cairo_matrix_t matrices[] = {
        {1, 0, 0, 1, 0, 0}, {-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},
        {0, 1, 1, 0, 0, 0}, {0, 1, -1, 0, 1, 0}, {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1},
    };
    return matrices[orientation >= 1 && orientation <= 8 ? orientation - 1 : 0];
}

/* Scales the surface's pixels into the picture's box. On paper NEAREST, which is the only way to keep cairo
 * from writing /Interpolate (PDF/A 6.2.8). */
static void draw_surface(cairo_t *cr, const struct gaz_image *image, cairo_surface_t *surface,
                         enum gaz_ground ground) {
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    cairo_matrix_t turn = upright(image->orientation);
    cairo_scale(cr, gaz_points(image->width), gaz_points(image->height));
    cairo_transform(cr, &turn);
    cairo_scale(cr, 1.0 / width, 1.0 / height);
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr),
                             ground == GAZ_SCREEN ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
    cairo_rectangle(cr, 0, 0, width, height);
    cairo_fill(cr);
}

/* A frame of the page, whatever way the picture is turned. */
static void clip_to(cairo_t *cr, const struct gaz_frame *shown) {
    cairo_matrix_t matrix;
    cairo_get_matrix(cr, &matrix);
    cairo_identity_matrix(cr);
    cairo_rectangle(cr, gaz_points(shown->x), gaz_points(shown->y), gaz_points(shown->width),
                    gaz_points(shown->height));
    cairo_clip(cr);
    cairo_set_matrix(cr, &matrix);
}

static bool draw_picture(struct gaz_painter *painter, cairo_t *cr, const struct gaz_item *item, bool turned) {
    const struct gaz_image *image = &item->as.image;
    if (!gaz_paint_tags(item)) return true; /* told by gaz_pictures_end */
    cairo_surface_t *surface = gaz_pictures_surface(painter->pictures, image);
    if (!surface) return false;
    bool tagged = painter->ground != GAZ_SCREEN;
    cairo_save(cr);
    if (image->shown) clip_to(cr, image->shown);
    if (!turned) cairo_translate(cr, gaz_points(item->x), gaz_points(item->y));
    if (tagged) cairo_tag_begin(cr, GAZ_PICTURE_TAG, NULL);
    draw_surface(cr, image, surface, painter->ground);
    cairo_surface_destroy(surface);
    if (tagged) cairo_tag_end(cr, GAZ_PICTURE_TAG);
    cairo_restore(cr);
    return true;
}

bool gaz_paint_links(const struct gaz_pages *pages, const struct gaz_item *item) {
    const struct gaz_node *node = &pages->nodes[item->node];
    if (item->kind != GAZ_ITEM_LINK || !gaz_node_has_target(node)) return false;
    return node->as.target < pages->n_targets && pages->targets[node->as.target].page < pages->n_pages;
}

/* Numbers of an attribute are written from integers: printf's point depends on the locale. */
static void draw_link(cairo_t *cr, const struct gaz_pages *pages, const struct gaz_item *item, bool turned) {
    const struct gaz_link *link = &item->as.link;
    if (!gaz_paint_links(pages, item)) return;
    uint32_t target = pages->nodes[item->node].as.target;
    const gaz_len box[] = {turned ? 0 : item->x, turned ? 0 : item->y, link->width, link->height};
    char *name = gaz_target_name(target);
    GString *text = g_string_new(NULL);
    g_string_printf(text, "dest='%s' rect=[", name);
    for (int i = 0; i < 4; i++) {
        if (i > 0) g_string_append_c(text, ' ');
        gaz_append_points(text, box[i], 3);
    }
    g_string_append_c(text, ']');
    cairo_tag_begin(cr, CAIRO_TAG_LINK, text->str);
    cairo_tag_end(cr, CAIRO_TAG_LINK);
    g_string_free(text, TRUE);
    g_free(name);
}

/* Exact matrices: no sine of a right angle. y grows down, so counter-clockwise takes right to up (0, -1). */
static void turn_about(cairo_t *cr, const struct gaz_item *item) {
    static const signed char turns[4][4] = {{1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
    const signed char *t = turns[item->turn & 3];
    cairo_matrix_t matrix;
    cairo_matrix_init(&matrix, t[0], t[1], t[2], t[3], gaz_points(item->x), gaz_points(item->y));
    cairo_transform(cr, &matrix);
}

static bool draw_item(struct gaz_painter *painter, cairo_t *cr, const struct gaz_item *item) {
    bool turned = (item->turn & 3) != 0, drawn = true;
    if (turned) {
        cairo_save(cr);
        turn_about(cr, item);
    }
    switch (item->kind) {
    case GAZ_ITEM_GLYPHS:
        drawn = draw_run(painter, cr, item, turned);
        break;
    case GAZ_ITEM_RULE:
        draw_rule(painter, cr, item, turned);
        break;
    case GAZ_ITEM_IMAGE:
        drawn = draw_picture(painter, cr, item, turned);
        break;
    case GAZ_ITEM_LINK:
        if (painter->ground == GAZ_PAPER) draw_link(cr, painter->pages, item, turned);
        break;
    }
    if (turned) cairo_restore(cr);
    return drawn;
}

/* Every target gets its name on its page before anything leads there: a link to a name that never comes is
 * damage. */
static void draw_targets(cairo_t *cr, const struct gaz_pages *pages, uint32_t page) {
    for (uint32_t i = 0; i < pages->n_targets; i++) {
        if (pages->targets[i].page != page) continue;
        char *name = gaz_target_name(i);
        GString *text = g_string_new(NULL);
        g_string_printf(text, "name='%s' x=", name);
        gaz_append_points(text, pages->targets[i].x, 3);
        g_string_append(text, " y=");
        gaz_append_points(text, pages->targets[i].y, 3);
        cairo_tag_begin(cr, CAIRO_TAG_DEST, text->str);
        cairo_tag_end(cr, CAIRO_TAG_DEST);
        g_string_free(text, TRUE);
        g_free(name);
    }
}

/* cairo's tags crash on a page where nothing was drawn (a cover without anything): a white point is. */
static void draw_nothing(cairo_t *cr) {
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_rectangle(cr, 0, 0, 1, 1);
    cairo_fill(cr);
}

bool gaz_paint_page(struct gaz_painter *painter, cairo_t *cr, uint32_t page) {
    const struct gaz_page *it = &painter->pages->pages[page];
    bool drawn = true;
    if (painter->ground == GAZ_PAPER) draw_targets(cr, painter->pages, page);
    if (it->n_items == 0 && painter->ground != GAZ_PRESS) draw_nothing(cr);
    for (uint32_t i = 0; i < it->n_items; i++)
        drawn &= draw_item(painter, cr, &it->items[i]);
    if (cairo_status(cr) == CAIRO_STATUS_SUCCESS) return drawn;
    gaz_report_cairo(cairo_status(cr), painter->diags);
    return false;
}
