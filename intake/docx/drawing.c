/* drawing.c: what is anchored in a run: text boxes, pictures, charts, objects, equations. */
#include "base/process/arena.h"
#include "base/text/text.h"
#include "intake/docx/metafile.h"
#include "intake/docx/reader.h"

#include <math.h>
#include <string.h>

/* ---- boxes */

static void read_box(struct gaz_docx_reader *reader, const struct gaz_docx_node *content) {
    if (gaz_docx_gone(reader) != GAZ_DOCX_KEPT) {
        gaz_docx_leave(reader, content, (enum gaz_intake_reason)gaz_docx_gone(reader));
        return;
    }
    GPtrArray *blocks = gaz_draft_blocks_new();
    struct gaz_docx_run_props run = reader->run;
    struct gaz_docx_place outer = gaz_docx_enter(reader, blocks);
    reader->run = (struct gaz_docx_run_props){.has = 0};
    reader->at.classes |= GAZ_DRAFT_BOXED;
    reader->at.has_ground = true;
    gaz_docx_read_children(reader, content);
    gaz_docx_return(reader, outer);
    reader->run = run;
    gaz_docx_move_blocks(blocks, gaz_docx_anchored(reader));
}

/* WordArt of old: the string itself is the picture. */
static void read_word_art(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (!node->n_carriers || reader->met->data[node->carrier]) return;
    GPtrArray *blocks = gaz_draft_blocks_new();
    struct gaz_docx_place outer = gaz_docx_enter(reader, blocks);
    static const struct gaz_docx_node nothing = {.name = "w:p"};
    reader->at.classes |= GAZ_DRAFT_BOXED;
    gaz_docx_put_text(reader, node);
    if (reader->at.paragraph.chars->len) gaz_docx_finish_paragraph(reader, &nothing);
    gaz_docx_return(reader, outer);
    gaz_docx_move_blocks(blocks, gaz_docx_anchored(reader));
}

/* ---- pictures */

struct picture {
    const char *relation; /* of the part where it stands */
    const char *name, *words;
    int32_t width, height; /* µm */
    bool is_floating;      /* before or behind the text */
    bool is_inline;        /* in it, as a character is */
    bool is_altered;       /* the file shows a part of it, or shows it turned */
};

/* A file in the package that pictures show, as often as they do. */
struct image {
    GBytes *bytes;
    enum gaz_picture_kind kind; /* what our source can have; NONE: it is told */
};

static void free_image(gpointer image) {
    g_bytes_unref(((struct image *)image)->bytes);
    g_free(image);
}

/* NULL: there is none. */
static const struct image *image_of(struct gaz_docx_reader *reader, const char *target) {
    struct image *image = g_hash_table_lookup(reader->images, target);
    if (image) return image;
    struct gaz_bytes data = gaz_docx_part(&reader->package, target);
    struct gaz_picture picture = {.data = data.data, .size = data.size};
    if (!data.data) return NULL;
    image = g_new(struct image, 1);
    *image = (struct image){g_bytes_new(data.data, data.size), GAZ_PICTURE_NONE};
    if (gaz_picture_look(&picture)) image->kind = picture.kind;
    g_hash_table_insert(reader->images, (gpointer)target, image);
    return image;
}

static const char *name_of(const char *target) {
    const char *slash = strrchr(target, '/');
    return slash ? slash + 1 : target;
}

/* A seal is told from any other floating picture by its name, or by being about as wide as high. */
static bool is_seal(const struct picture *picture) {
    const char *says[] = {picture->name, picture->words};
    for (size_t i = 0; i < G_N_ELEMENTS(says); i++)
        if (says[i] && (strstr(says[i], "章") || strstr(says[i], "印") || strstr(says[i], "seal")))
            return true;
    int64_t wide = picture->width, high = picture->height;
    return wide > 20000 && wide < 60000 && wide * 10 < high * 12 && high * 10 < wide * 12;
}

static void put_picture(struct gaz_docx_reader *reader, const struct picture *picture, const char *target,
                        const struct image *image) {
    if (picture->is_inline && reader->at.paragraph.figure_at == 0)
        reader->at.paragraph.figure_at = reader->at.paragraph.chars->len;
    if (picture->is_altered)
        gaz_docx_doubt(reader, GAZ_REASON_FIGURE_WHOLE, picture->words ? picture->words : name_of(target),
                       "来稿里只露出一部分，或者转了方向；请照来稿改图");
    struct gaz_draft_block *block =
        gaz_draft_block_new(reader->draft, gaz_docx_anchored(reader), GAZ_DRAFT_FIGURE);
    struct gaz_draft_figure *figure = block->figure;
    block->classes = reader->at.classes;
    block->part = reader->at.part;
    block->paragraph = reader->at.number;
    figure->name = gaz_arena_strdup(reader->draft->arena, name_of(target));
    figure->bytes = g_bytes_ref(image->bytes);
    figure->kind = image->kind;
    if (picture->words) figure->words = gaz_draft_words(reader->draft, picture->words);
    figure->width = picture->width;
}

/* A picture of a kind that is not printed, with the words that are in it, when they can be told. */
static void tell_kind(struct gaz_docx_reader *reader, const char *target, GBytes *bytes) {
    struct gaz_bytes file;
    file.data = g_bytes_get_data(bytes, &file.size);
    g_autofree char *words = gaz_docx_metafile_text(file);
    const char *clean = words ? gaz_draft_words(reader->draft, words) : "";
    g_autofree char *text = g_strconcat(name_of(target), *clean ? "：" : "", clean, NULL);
    gaz_docx_tell(reader, GAZ_REASON_PICTURE_KIND, text, NULL, 1);
}

static void take_picture(struct gaz_docx_reader *reader, const struct picture *picture, const char *target) {
    const struct image *image = image_of(reader, target);
    if (!image)
        gaz_docx_tell(reader, GAZ_REASON_PICTURE_LOST, target, NULL, 1);
    else if (image->kind == GAZ_PICTURE_NONE)
        tell_kind(reader, target, image->bytes);
    else
        put_picture(reader, picture, target, image);
}

static void read_picture(struct gaz_docx_reader *reader, const struct picture *picture) {
    const struct gaz_docx_relation *relation =
        gaz_docx_relation(&reader->package, reader->at.part_name, picture->relation);
    const char *target = relation ? relation->target : "?";
    const char *name = picture->words ? picture->words : picture->name ? picture->name : name_of(target);
    if (gaz_docx_gone(reader) != GAZ_DOCX_KEPT) return;
    if (picture->is_floating)
        gaz_docx_tell(reader, is_seal(picture) ? GAZ_REASON_SEAL : GAZ_REASON_FLOATING, name, NULL, 1);
    else if (!relation)
        gaz_docx_tell(reader, GAZ_REASON_PICTURE_LOST, name, NULL, 1);
    else if (relation->is_outside)
        gaz_docx_tell(reader, GAZ_REASON_OUTSIDE, target, NULL, 1);
    else
        take_picture(reader, picture, target);
}

/* ---- w:drawing */

/* English Metric Units are 36 to the µm. */
static int32_t um_of(const char *emu) {
    gint64 value = emu ? g_ascii_strtoll(emu, NULL, 10) : 0;
    return (int32_t)CLAMP(value / 36, 0, 10000000);
}

/* Word has an SVG beside the bitmap that old programs show. */
static const char *relation_of(const struct gaz_docx_node *blip) {
    const char *svg = gaz_docx_attr(gaz_docx_below(blip, "asvg:svgBlip"), "r:embed");
    const char *own = gaz_docx_attr(blip, "r:embed");
    return svg ? svg : own ? own : gaz_docx_attr(blip, "r:link");
}

/* What says what a picture shows; programs write the name of its file there too. */
static const char *words_of(const char *words) {
    bool says_something = words && strchr(words, ' ');
    for (const char *at = words; at && *at; at = g_utf8_next_char(at))
        says_something |= gaz_char_is_han(g_utf8_get_char(at));
    return says_something ? words : NULL;
}

static struct picture picture_of(const struct gaz_docx_node *drawing) {
    const struct gaz_docx_node *anchor = gaz_docx_child(drawing, "wp:anchor");
    const struct gaz_docx_node *frame = anchor ? anchor : gaz_docx_child(drawing, "wp:inline");
    const struct gaz_docx_node *extent = gaz_docx_child(frame, "wp:extent"),
                               *props = gaz_docx_child(frame, "wp:docPr");
    const char *is_behind = gaz_docx_attr(anchor, "behindDoc"),
               *words = words_of(gaz_docx_attr(props, "descr"));
    struct picture picture = {.name = gaz_docx_attr(props, "name"),
                              .words = words,
                              .is_inline = !anchor,
                              .width = um_of(gaz_docx_attr(extent, "cx")),
                              .height = um_of(gaz_docx_attr(extent, "cy"))};
    picture.is_floating =
        anchor && (gaz_docx_child(anchor, "wp:wrapNone") || (is_behind && gaz_docx_is_on(is_behind)));
    return picture;
}

static bool is_on(const struct gaz_docx_node *node, const char *name) {
    const char *value = gaz_docx_attr(node, name);
    return value && gaz_docx_is_on(value);
}

/* Cropped (20.1.8.55), turned or turned over (20.1.7.6); what is cropped by less than a hundredth is not. */
static bool is_altered(const struct gaz_docx_node *blip) {
    enum { HUNDREDTH = 1000 };
    static const char *const sides[] = {"l", "t", "r", "b"};
    const struct gaz_docx_node *crop = gaz_docx_child(blip->parent, "a:srcRect"), *frame = NULL;
    for (const struct gaz_docx_node *at = blip->parent ? blip->parent->next : NULL; at && !frame;
         at = at->next)
        frame = gaz_docx_child(at, "a:xfrm");
    bool is_it = is_on(frame, "rot") || is_on(frame, "flipH") || is_on(frame, "flipV");
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
        is_it |= ABS(gaz_docx_int(gaz_docx_attr(crop, sides[i]), 0)) >= HUNDREDTH;
    return is_it;
}

static void read_in_drawing(struct gaz_docx_reader *reader, const struct gaz_docx_node *root,
                            struct picture picture);

/* True: what is in the node was dealt with. */
static bool read_part_of_drawing(struct gaz_docx_reader *reader, const struct gaz_docx_node *at,
                                 struct picture *picture) {
    if (gaz_docx_named(at, "w:txbxContent"))
        read_box(reader, at);
    else if (gaz_docx_named(at, "a:blip")) {
        picture->relation = relation_of(at);
        picture->is_altered = is_altered(at);
        read_picture(reader, picture);
    } else if (gaz_docx_named(at, "mc:AlternateContent")) {
        const struct gaz_docx_node *taken = gaz_docx_choose(reader, at);
        if (taken) read_in_drawing(reader, taken, *picture);
    } else if (gaz_docx_named(at, "c:chart") || gaz_docx_named(at, "cx:chart"))
        gaz_docx_tell(reader, GAZ_REASON_CHART_LOST, picture->words ? picture->words : picture->name, NULL,
                      1);
    else if (gaz_docx_named(at, "dgm:relIds"))
        gaz_docx_tell(reader, GAZ_REASON_DIAGRAM_LOST, picture->words ? picture->words : picture->name, NULL,
                      1);
    else if (gaz_docx_named(at, "a:t"))
        gaz_docx_leave(reader, at, GAZ_REASON_SHAPE_TEXT);
    else
        return false;
    return true;
}

static void read_in_drawing(struct gaz_docx_reader *reader, const struct gaz_docx_node *root,
                            struct picture picture) {
    struct gaz_docx_node *at = root->first;
    while (at)
        at = read_part_of_drawing(reader, at, &picture) ? gaz_docx_pass(root, at) : gaz_docx_walk(root, at);
}

static void read_drawing(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    read_in_drawing(reader, node, picture_of(node));
}

/* ---- w:pict, w:object: VML */

/* A length of a style (width:120pt; position:absolute) in µm; 0: it is not there. */
static int32_t style_length(const char *style, const char *key) {
    const char *at = style ? strstr(style, key) : NULL;
    while (at && at != style && at[-1] != ';' && at[-1] != ' ')
        at = strstr(at + 1, key);
    if (!at) return 0;
    char *unit;
    double value = g_ascii_strtod(at + strlen(key), &unit);
    static const struct {
        const char *name;
        double um;
    } units[] = {{"pt", 25400.0 / 72}, {"in", 25400}, {"mm", 1000}, {"cm", 10000}, {"px", 25400.0 / 96}};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (g_str_has_prefix(unit, units[i].name) && isfinite(value))
            return (int32_t)CLAMP(value * units[i].um, 0, 10000000);
    return 0;
}

static bool is_before_text(const struct gaz_docx_node *shape) {
    const char *style = gaz_docx_attr(shape, "style");
    bool is_wrapped = gaz_docx_child(shape, "w10:wrap") &&
                      g_strcmp0(gaz_docx_attr(gaz_docx_child(shape, "w10:wrap"), "type"), "none") != 0;
    return style && strstr(style, "position:absolute") && !is_wrapped;
}

static struct picture picture_of_shape(const struct gaz_docx_node *data) {
    const struct gaz_docx_node *shape = data->parent;
    const char *style = gaz_docx_attr(shape, "style"), *id = gaz_docx_attr(data, "r:id");
    return (struct picture){.relation = id ? id : gaz_docx_attr(data, "r:href"),
                            .name = gaz_docx_attr(data, "o:title"),
                            .words = words_of(gaz_docx_attr(shape, "alt")),
                            .width = style_length(style, "width:"),
                            .height = style_length(style, "height:"),
                            .is_floating = is_before_text(shape),
                            .is_altered =
                                gaz_docx_attr(data, "croptop") || gaz_docx_attr(data, "cropbottom") ||
                                gaz_docx_attr(data, "cropleft") || gaz_docx_attr(data, "cropright") ||
                                (style && strstr(style, "rotation:")),
                            .is_inline = !style || !strstr(style, "position:absolute")};
}

static void read_in_shape(struct gaz_docx_reader *reader, const struct gaz_docx_node *root);

static bool read_part_of_shape(struct gaz_docx_reader *reader, const struct gaz_docx_node *at) {
    if (gaz_docx_named(at, "w:txbxContent"))
        read_box(reader, at);
    else if (gaz_docx_named(at, "v:textpath"))
        read_word_art(reader, at);
    else if (gaz_docx_named(at, "v:imagedata")) {
        struct picture picture = picture_of_shape(at);
        read_picture(reader, &picture);
    } else if (gaz_docx_named(at, "o:OLEObject"))
        gaz_docx_tell(reader, GAZ_REASON_OBJECT_LOST, gaz_docx_attr(at, "ProgID"), NULL, 1);
    else if (gaz_docx_named(at, "mc:AlternateContent")) {
        const struct gaz_docx_node *taken = gaz_docx_choose(reader, at);
        if (taken) read_in_shape(reader, taken);
    } else if (gaz_docx_named(at, "w:drawing"))
        read_drawing(reader, at);
    else
        return false;
    return true;
}

static void read_in_shape(struct gaz_docx_reader *reader, const struct gaz_docx_node *root) {
    struct gaz_docx_node *at = root->first;
    while (at)
        at = read_part_of_shape(reader, at) ? gaz_docx_pass(root, at) : gaz_docx_walk(root, at);
}

void gaz_docx_add_drawing_handlers(struct gaz_docx_reader *reader) {
    reader->images = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_image);
    gaz_docx_handle(reader, "w:drawing", read_drawing);
    gaz_docx_handle(reader, "w:pict", read_in_shape);
    gaz_docx_handle(reader, "w:object", read_in_shape);
}
