/* content.c: one walk over a stream.
 *
 * What is no colour is copied as it stands. A colour gets its overprint beside it, so that q and Q keep the
 * two together: black on top of something is printed over it, and leaves no white edge when the plates are a
 * hair off; everything else, paper white above all, is cut out of what lies below. Greys are cut out too: one
 * over a coloured ground would be another colour. Pictures and shadings are always cut out.
 */
#include "output/inks/content.h"

#include "base/diag/diag.h"
#include "output/objects/keys.h"
#include "output/paint.h"
#include "output/objects/lex.h"
#include "output/objects/packing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_OPERANDS = 6, MOST_DEPTH = 64 };

/* which of the two colours */
enum { FILL, STROKE };

/* what q keeps */
struct state {
    bool overprints[2];
    uint8_t parts[2]; /* of a colour that sc sets: 1, 3, 4; 0: of a pattern */
};

struct walk {
    struct gaz_press_file *file;
    qpdf_oh resources;
    bool is_page;
    const unsigned char *begin;  /* of the operation at hand */
    const unsigned char *copied; /* up to where */
    double operands[MOST_OPERANDS];
    unsigned n_operands;
    GString *name; /* the last among the operands */
    GArray *kept;  /* struct state */
    struct state now;
    GString *out;
    bool failed;
};

/* ---- the file */

void gaz_press_file_begin(struct gaz_press_file *file, qpdf_data pdf,
                          const struct gaz_press_colours *colours) {
    *file = (struct gaz_press_file){pdf, colours, g_hash_table_new(g_str_hash, g_str_equal),
                                    g_hash_table_new(g_direct_hash, g_direct_equal), NULL};
}

void gaz_press_file_end(struct gaz_press_file *file) {
    g_hash_table_destroy(file->spots);
    g_hash_table_destroy(file->seen);
}

struct gaz_press_colour gaz_press_note(struct gaz_press_file *file, uint32_t rgb) {
    struct gaz_colour_note note = {rgb, gaz_press_colour_of(file->colours, rgb)};
    if (g_hash_table_add(file->seen, GUINT_TO_POINTER(rgb)) && file->notes)
        g_array_append_val(file->notes, note);
    return note.colour;
}

/* ---- what is written */

static void append_part(GString *out, double part) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(number, sizeof number, "%.4f", CLAMP(part, 0, 1));
    size_t end = strlen(number);
    while (number[end - 1] == '0')
        end--;
    if (number[end - 1] == '.') end--;
    g_string_append_len(out, number, (gssize)end);
    g_string_append_c(out, ' ');
}

/* c m y k, as PDF writes numbers, each with a blank behind it. */
static void append_inks(GString *out, const double cmyk[4]) {
    for (int i = 0; i < 4; i++)
        append_part(out, cmyk[i]);
}

static qpdf_oh sub_dict(qpdf_data pdf, qpdf_oh resources, const char *kind) {
    if (!qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, resources, kind)))
        qpdf_oh_replace_key(pdf, resources, kind, qpdf_oh_new_dictionary(pdf));
    return qpdf_oh_get_key(pdf, resources, kind);
}

/* `/GS-op gs`: whether what is filled and what is drawn with lines overprints. */
static void write_overprint(struct walk *walk, const bool overprints[2]) {
    qpdf_data pdf = walk->file->pdf;
    static const char *const truth[] = {"false", "true"};
    g_autofree char *key = g_strdup_printf("/GazOver%d%d", overprints[STROKE], overprints[FILL]);
    qpdf_oh states = sub_dict(pdf, walk->resources, "/ExtGState");
    if (!qpdf_oh_has_key(pdf, states, key)) {
        g_autofree char *dict =
            g_strdup_printf("<< /OP %s /op %s /OPM %d >>", truth[overprints[STROKE]], truth[overprints[FILL]],
                            overprints[STROKE] || overprints[FILL]);
        qpdf_oh_replace_key(pdf, states, key, qpdf_oh_parse(pdf, dict));
    }
    g_string_append_printf(walk->out, "%s gs ", key);
}

static void set_overprint(struct walk *walk, int which, bool overprints) {
    walk->now.overprints[which] = overprints;
    write_overprint(walk, walk->now.overprints);
}

/* [/Separation /Name /DeviceCMYK <tint>], one object for each name. */
static qpdf_oh spot_space(struct gaz_press_file *file, const struct gaz_ink *ink,
                          const struct gaz_press_colour *colour) {
    qpdf_data pdf = file->pdf;
    int number = GPOINTER_TO_INT(g_hash_table_lookup(file->spots, ink->spot));
    if (number > 0) return qpdf_get_object_by_id(pdf, number, 0);
    g_autoptr(GString) tint = g_string_new("<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [");
    append_inks(tint, colour->cmyk);
    g_string_append(tint, "] /N 1 >>");
    g_autofree char *name = g_strconcat("/", ink->spot, NULL);
    qpdf_oh space = qpdf_oh_parse(pdf, "[/Separation]");
    qpdf_oh_append_item(pdf, space, qpdf_oh_new_name(pdf, name));
    qpdf_oh_append_item(pdf, space, qpdf_oh_new_name(pdf, "/DeviceCMYK"));
    qpdf_oh_append_item(pdf, space, qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf, tint->str)));
    space = qpdf_make_indirect_object(pdf, space);
    g_hash_table_insert(file->spots, (gpointer)ink->spot, GINT_TO_POINTER(qpdf_oh_get_object_id(pdf, space)));
    return space;
}

/* The first ink with the plate gives its space a name. */
static uint32_t first_of_plate(const struct gaz_press_colours *colours, const char *spot) {
    uint32_t n, i = 0;
    const struct gaz_ink *inks = gaz_press_colours_inks(colours, &n);
    while (i < n && (!inks[i].spot || strcmp(inks[i].spot, spot) != 0))
        i++;
    return i;
}

static void write_spot(struct walk *walk, const struct gaz_ink *ink, const struct gaz_press_colour *colour,
                       int which) {
    struct gaz_press_file *file = walk->file;
    g_autofree char *key = g_strdup_printf("/GazSpot%u", first_of_plate(file->colours, ink->spot));
    qpdf_oh spaces = sub_dict(file->pdf, walk->resources, "/ColorSpace");
    if (!qpdf_oh_has_key(file->pdf, spaces, key))
        qpdf_oh_replace_key(file->pdf, spaces, key, spot_space(file, ink, colour));
    g_string_append_printf(walk->out, "%s %s 1 %s", key, which == FILL ? "cs" : "CS",
                           which == FILL ? "scn" : "SCN");
}

static bool is_full_black(const double cmyk[4]) {
    return cmyk[0] == 0 && cmyk[1] == 0 && cmyk[2] == 0 && cmyk[3] == 1;
}

/* The colour in the place of the operation at hand, which is not copied. */
static void write_colour(struct walk *walk, const struct gaz_press_colour *colour, int which) {
    uint32_t n;
    const struct gaz_ink *inks = gaz_press_colours_inks(walk->file->colours, &n);
    const struct gaz_ink *ink = colour->ink >= 0 ? &inks[colour->ink] : NULL;
    bool is_spot = ink && ink->spot;
    g_string_append_len(walk->out, (const char *)walk->copied, walk->begin - walk->copied);
    g_string_append_c(walk->out, '\n');
    set_overprint(walk, which, !is_spot && is_full_black(colour->cmyk));
    if (is_spot)
        write_spot(walk, ink, colour, which);
    else {
        append_inks(walk->out, colour->cmyk);
        g_string_append_c(walk->out, which == FILL ? 'k' : 'K');
    }
    walk->copied = NULL;
}

/* ---- colours */

static bool is_part(double part, unsigned *number) {
    double whole = round(part * 255);
    *number = (unsigned)CLAMP(whole, 0, 255);
    return fabs(part * 255 - whole) < 0.01;
}

static void take_sentinel(struct walk *walk, int which) {
    unsigned red = 0, green = 0, blue = 0;
    uint32_t n;
    gaz_press_colours_inks(walk->file->colours, &n);
    const double *parts = walk->operands;
    bool good = is_part(parts[0], &red) && is_part(parts[1], &green) && is_part(parts[2], &blue);
    uint32_t ink = red << 8 | green;
    good = good && blue == GAZ_INK_SIGN && ink < n;
    walk->failed |= !good;
    if (!good) return;
    struct gaz_press_colour colour = gaz_press_colour_of_ink(walk->file->colours, ink);
    write_colour(walk, &colour, which);
}

static uint32_t rgb_of(const double parts[3]) {
    uint32_t rgb = 0;
    for (int i = 0; i < 3; i++)
        rgb = rgb << 8 | (uint32_t)lround(CLAMP(parts[i], 0, 1) * 255);
    return rgb;
}

static void take_rgb(struct walk *walk, int which) {
    walk->failed |= walk->n_operands != 3;
    if (walk->failed) return;
    if (walk->is_page) {
        take_sentinel(walk, which);
        return;
    }
    struct gaz_press_colour colour = gaz_press_note(walk->file, rgb_of(walk->operands));
    write_colour(walk, &colour, which);
}

/* Four inks stay what they are, and so does grey, which is black's. */
static void take_inks(struct walk *walk, int which, unsigned n) {
    struct gaz_press_colour colour = {.ink = GAZ_NO_INK};
    walk->failed |= walk->n_operands != n || walk->is_page;
    if (walk->failed) return;
    if (n == 4) memcpy(colour.cmyk, walk->operands, sizeof colour.cmyk);
    if (n == 1) colour.cmyk[3] = 1 - CLAMP(walk->operands[0], 0, 1);
    write_colour(walk, &colour, which);
}

static void take_colour(struct walk *walk, int which, unsigned n) {
    if (n == 3)
        take_rgb(walk, which);
    else
        take_inks(walk, which, n);
}

/* Of a space chosen by name only patterns and the device's own are known; these begin with black. */
static void choose_space(struct walk *walk, int which) {
    walk->failed |= walk->is_page; /* the painter chooses none */
    if (walk->failed) return;
    static const struct {
        const char *name;
        uint8_t parts;
        double black[4];
    } spaces[] = {
        {"Pattern", 0, {0}}, {"DeviceGray", 1, {0}}, {"DeviceRGB", 3, {0}}, {"DeviceCMYK", 4, {0, 0, 0, 1}}};
    for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++) {
        if (strcmp(walk->name->str, spaces[i].name) != 0) continue;
        walk->now.parts[which] = spaces[i].parts;
        if (spaces[i].parts == 0) return;
        memcpy(walk->operands, spaces[i].black, sizeof spaces[i].black);
        walk->n_operands = spaces[i].parts;
        take_colour(walk, which, spaces[i].parts);
        return;
    }
    walk->failed = true;
}

static void set_colour(struct walk *walk, int which) {
    if (walk->now.parts[which] > 0) {
        take_colour(walk, which, walk->now.parts[which]);
        return;
    }
    walk->failed |= walk->n_operands > 0; /* a pattern without colours of its own */
    g_string_append_len(walk->out, (const char *)walk->copied, walk->begin - walk->copied);
    walk->copied = walk->begin;
    g_string_append_c(walk->out, '\n');
    set_overprint(walk, which, false);
}

/* ---- the walk */

static void keep(struct walk *walk) {
    walk->failed |= walk->kept->len >= MOST_DEPTH * MOST_DEPTH;
    g_array_append_val(walk->kept, walk->now);
}

static void restore(struct walk *walk) {
    walk->failed |= walk->kept->len == 0;
    if (walk->failed) return;
    walk->now = g_array_index(walk->kept, struct state, walk->kept->len - 1);
    g_array_set_size(walk->kept, walk->kept->len - 1);
}

/* A picture or a shading, which is cut out whatever the colour at hand does. */
static void cut_out(struct walk *walk, const unsigned char *end) {
    if (!walk->now.overprints[FILL] && !walk->now.overprints[STROKE]) return;
    g_string_append_len(walk->out, (const char *)walk->copied, walk->begin - walk->copied);
    g_string_append(walk->out, "\nq ");
    write_overprint(walk, (const bool[2]){false, false});
    g_string_append_len(walk->out, (const char *)walk->begin, end - walk->begin);
    g_string_append(walk->out, " Q");
    walk->copied = NULL;
}

enum meaning { RGB, GREY, INKS, SPACE, SET, SAVE, RESTORE, PAINT, INLINE };

static const struct {
    const char *name;
    enum meaning meaning;
    int which;
} operators[] = {
    {"rg", RGB, FILL},    {"RG", RGB, STROKE},  {"g", GREY, FILL},   {"G", GREY, STROKE},
    {"k", INKS, FILL},    {"K", INKS, STROKE},  {"cs", SPACE, FILL}, {"CS", SPACE, STROKE},
    {"sc", SET, FILL},    {"SC", SET, STROKE},  {"scn", SET, FILL},  {"SCN", SET, STROKE},
    {"q", SAVE, FILL},    {"Q", RESTORE, FILL}, {"Do", PAINT, FILL}, {"sh", PAINT, FILL},
    {"BI", INLINE, FILL},
};

static void heed(struct walk *walk, enum meaning meaning, int which, const unsigned char *end) {
    switch (meaning) {
    case RGB:
        take_rgb(walk, which);
        return;
    case GREY:
        take_inks(walk, which, 1);
        return;
    case INKS:
        take_inks(walk, which, 4);
        return;
    case SPACE:
        choose_space(walk, which);
        return;
    case SET:
        set_colour(walk, which);
        return;
    case SAVE:
        keep(walk);
        return;
    case RESTORE:
        restore(walk);
        return;
    case PAINT:
        cut_out(walk, end);
        return;
    case INLINE:
        walk->failed = true; /* none of cairo's */
        return;
    }
}

static void operate(struct walk *walk, const char *op, const unsigned char *end) {
    for (size_t i = 0; i < G_N_ELEMENTS(operators); i++) {
        if (strcmp(op, operators[i].name) != 0) continue;
        heed(walk, operators[i].meaning, operators[i].which, end);
        if (!walk->copied) walk->copied = end;
        return;
    }
}

static void take_operand(struct walk *walk, enum gaz_pdf_token token, const GString *value) {
    if (token == GAZ_PDF_NAME) g_string_assign(walk->name, value->str);
    if (token != GAZ_PDF_NUMBER) return;
    if (walk->n_operands < MOST_OPERANDS)
        walk->operands[walk->n_operands++] = g_ascii_strtod(value->str, NULL);
    else
        walk->n_operands = MOST_OPERANDS; /* those of a dash or of a text */
}

static void walk_over(struct walk *walk, const void *data, size_t size) {
    struct gaz_pdf_lexer lexer;
    gaz_pdf_lexer_begin(&lexer, data, size);
    walk->begin = walk->copied = lexer.at;
    for (enum gaz_pdf_token token; (token = gaz_pdf_lex(&lexer)) != GAZ_PDF_END;) {
        if (token != GAZ_PDF_KEYWORD) {
            take_operand(walk, token, lexer.value);
            continue;
        }
        operate(walk, lexer.value->str, lexer.at);
        if (walk->failed) break;
        walk->begin = lexer.at;
        walk->n_operands = 0;
    }
    if (!walk->failed) g_string_append_len(walk->out, (const char *)walk->copied, lexer.end - walk->copied);
    gaz_pdf_lexer_end(&lexer);
}

/* The operation at which it failed, for the complaint. */
static char *tell(const struct walk *walk, const void *data, size_t size) {
    const unsigned char *end = (const unsigned char *)data + size;
    struct gaz_pdf_lexer lexer;
    gaz_pdf_lexer_begin(&lexer, walk->begin, (gsize)(end - walk->begin));
    enum gaz_pdf_token token;
    do
        token = gaz_pdf_lex(&lexer);
    while (token != GAZ_PDF_KEYWORD && token != GAZ_PDF_END);
    g_autofree char *text = g_strndup((const char *)walk->begin, (gsize)(lexer.at - walk->begin));
    gaz_pdf_lexer_end(&lexer);
    return g_utf8_make_valid(g_strstrip(text), -1);
}

GString *gaz_press_rewrite(struct gaz_press_file *file, qpdf_oh resources, const void *data, size_t size,
                           char **why) {
    bool is_page = file->notes == NULL;
    struct walk walk = {.file = file, .resources = resources, .is_page = is_page};
    walk.now = (struct state){.overprints = {!is_page, false}, .parts = {1, 1}}; /* a form's is not known */
    walk.name = g_string_new(NULL);
    walk.kept = g_array_new(FALSE, FALSE, sizeof(struct state));
    walk.out = g_string_sized_new(size + size / 4 + 64);
    walk_over(&walk, data, size);
    if (walk.failed && why) *why = tell(&walk, data, size);
    g_string_free(walk.name, TRUE);
    g_array_free(walk.kept, TRUE);
    if (!walk.failed) return walk.out;
    g_string_free(walk.out, TRUE);
    return NULL;
}

/* ---- the pages */

static bool refuse(const struct gaz_page *page, const char *why, struct gaz_diags *diags) {
    g_autofree char *number = g_strdup_printf("%d", page->number);
    gaz_report(diags, GAZ_D_PRESS_COLOUR, (struct gaz_span){0}, number, why ? why : "?");
    return false;
}

static bool convert_page(struct gaz_press_file *file, qpdf_oh object, const struct gaz_page *page,
                         struct gaz_diags *diags) {
    qpdf_data pdf = file->pdf;
    qpdf_oh contents = qpdf_oh_get_key(pdf, object, "/Contents");
    g_autofree char *why = NULL;
    g_autoptr(GBytes) content = gaz_pdf_take_data(pdf, contents);
    if (!content) return refuse(page, "/Contents", diags);
    qpdf_oh resources = sub_dict(pdf, object, "/Resources");
    gsize size;
    const unsigned char *data = g_bytes_get_data(content, &size);
    GString *out = gaz_press_rewrite(file, resources, data, size, &why);
    if (!out) return refuse(page, why, diags);
    gaz_pdf_put_data(pdf, contents, out->str, out->len);
    g_string_free(out, TRUE);
    return true;
}

/* ---- the plates of drawings: one object of this file for each, instead of the copies that came with them */

static void share_spots(struct gaz_press_file *file, qpdf_oh resources, GHashTable *visited);

static void share_in(struct gaz_press_file *file, qpdf_oh resources, const char *kind, GHashTable *visited) {
    qpdf_data pdf = file->pdf;
    qpdf_oh objects = qpdf_oh_get_key_if_dict(pdf, resources, kind);
    if (!qpdf_oh_is_dictionary(pdf, objects)) return;
    g_autoptr(GPtrArray) keys = gaz_pdf_keys(pdf, objects);
    for (guint i = 0; i < keys->len; i++) {
        qpdf_oh object = qpdf_oh_get_key(pdf, objects, keys->pdata[i]);
        gpointer id = GINT_TO_POINTER(qpdf_oh_get_object_id(pdf, object));
        if (!qpdf_oh_is_stream(pdf, object) || !g_hash_table_add(visited, id)) continue;
        share_spots(file, qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, object), "/Resources"), visited);
    }
}

static void share_space(struct gaz_press_file *file, qpdf_oh spaces, const char *key) {
    uint32_t n;
    const struct gaz_ink *inks = gaz_press_colours_inks(file->colours, &n);
    if (!g_str_has_prefix(key, "/GazSpot")) return;
    guint64 index = g_ascii_strtoull(key + strlen("/GazSpot"), NULL, 10);
    if (index >= n || !inks[index].spot) return;
    struct gaz_press_colour colour = gaz_press_colour_of_ink(file->colours, (uint32_t)index);
    qpdf_oh_replace_key(file->pdf, spaces, key, spot_space(file, &inks[index], &colour));
}

static void share_spots(struct gaz_press_file *file, qpdf_oh resources, GHashTable *visited) {
    qpdf_data pdf = file->pdf;
    if (!qpdf_oh_is_dictionary(pdf, resources)) return;
    qpdf_oh spaces = qpdf_oh_get_key_if_dict(pdf, resources, "/ColorSpace");
    if (qpdf_oh_is_dictionary(pdf, spaces)) {
        g_autoptr(GPtrArray) keys = gaz_pdf_keys(pdf, spaces);
        for (guint i = 0; i < keys->len; i++)
            share_space(file, spaces, keys->pdata[i]);
    }
    share_in(file, resources, "/XObject", visited);
    share_in(file, resources, "/Pattern", visited);
}

bool gaz_press_convert(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_press_colours *colours,
                       struct gaz_diags *diags) {
    struct gaz_press_file file;
    gaz_press_file_begin(&file, pdf, colours);
    GHashTable *visited = g_hash_table_new(g_direct_hash, g_direct_equal);
    bool good = true;
    for (uint32_t i = 0; i < pages->n_pages; i++) {
        qpdf_oh page = qpdf_get_page_n(pdf, i);
        good &= convert_page(&file, page, &pages->pages[i], diags);
        share_spots(&file, qpdf_oh_get_key(pdf, page, "/Resources"), visited);
    }
    g_hash_table_destroy(visited);
    gaz_press_file_end(&file);
    return good;
}
