/* drawing.c: fontconfig's list of faces with cut ones in it.
 *
 * cairo reads the whole of a face that it embeds into memory, and of a Han face that is more than all else
 * that a drawing costs. So pango is asked which faces it took when the drawing was tried, these are cut down
 * to its characters, and their entries in the list are replaced by copies that name the cut file. Everything
 * else in a copy (family, weight, which characters the face has) is the original's, so the same faces are
 * chosen for the same characters; forms for context and place (GSUB, GPOS) are cut along.
 *
 * Cut is only what shows the same for certain: a large face, all of whose tables survive, for a text of
 * scripts whose characters stand for themselves; and both faces shape it alike.
 */
#include "fonts/drawing.h"

#include "base/process/child.h"

#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    MOST_CUT = 32,       /* files, of all drawings of a child */
    MOST_SIZE = 8 << 20, /* of each; a page that nothing was written to costs nothing */
    MANY_GLYPHS = 8000,  /* from so many on a face is cut */
    MOST_CHARS = 4000,   /* a text of more different ones is as good as the whole face */
    MOST_TEXT = 64 << 10,
};

/* an entry of fontconfig's list that pango opened a face by */
struct opened {
    int at;           /* in the list */
    FcPattern *whole; /* what stood there; NULL: it stands there still */
};

struct text {
    const char *data;
    size_t size;
    hb_set_t *chars; /* and what may be asked for in their place */
};

static int files[MOST_CUT]; /* of memory; none can be rewritten, for FreeType has mapped it */
static unsigned n_files, n_used;
static GArray *opened; /* struct opened; NULL: nobody listens */

/* ---- the files */

/* No larger than it is made, so that the child's memory has an end. */
static int make_file(void) {
    int file = memfd_create("face", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0) return -1;
    if (ftruncate(file, MOST_SIZE) == 0 && fcntl(file, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) == 0)
        return file;
    close(file);
    return -1;
}

void gaz_drawing_faces_begin(void) {
    if (access("/proc/self/fd", X_OK) != 0 && errno == ENOENT) return; /* no name for a file of memory */
    for (n_files = 0, n_used = 0; n_files < MOST_CUT; n_files++)
        files[n_files] = make_file();
}

/* The file's name; NULL: it cannot be written. */
static char *write_file(hb_blob_t *blob) {
    unsigned size;
    const char *data = hb_blob_get_data(blob, &size);
    int file = files[n_used++];
    bool good = file >= 0 && gaz_child_write(file, data, size);
    return good ? g_strdup_printf("/proc/self/fd/%d", file) : NULL;
}

/* ---- which faces */

static FcFontSet *all_faces(void) {
    return FcConfigGetFonts(NULL, FcSetSystem);
}

/* The file's number in the list, or −1. */
static int find_entry(const char *file, int index) {
    const FcFontSet *set = all_faces();
    for (int i = 0; set && i < set->nfont; i++) {
        FcChar8 *name;
        int number;
        if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &name) == FcResultMatch &&
            FcPatternGetInteger(set->fonts[i], FC_INDEX, 0, &number) == FcResultMatch && number == index &&
            strcmp((const char *)name, file) == 0)
            return i;
    }
    return -1;
}

static void note(int at) {
    for (guint i = 0; i < opened->len; i++)
        if (g_array_index(opened, struct opened, i).at == at) return;
    g_array_append_val(opened, ((struct opened){.at = at}));
}

/* pango asks so of each face that it opens, for whoever would decode it. */
static PangoFcDecoder *hear(FcPattern *pattern, gpointer nothing) {
    FcChar8 *file;
    int index, at = -1;
    (void)nothing;
    if (FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch &&
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index) == FcResultMatch)
        at = find_entry((const char *)file, index);
    if (at >= 0) note(at);
    return NULL;
}

static PangoFcFontMap *font_map(void) {
    return (PangoFcFontMap *)(void *)pango_cairo_font_map_get_default();
}

void gaz_drawing_faces_listen(void) {
    if (opened || n_files == 0) return;
    opened = g_array_new(FALSE, FALSE, sizeof(struct opened));
    pango_fc_font_map_add_decoder_find_func(font_map(), hear, NULL, NULL);
}

/* ---- which characters */

static bool stands_for_itself(gunichar ch) {
    switch (g_unichar_get_script(ch)) {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
        return !g_unichar_ismark(ch) && g_unichar_type(ch) != G_UNICODE_FORMAT;
    default:
        return false;
    }
}

/* With what pango and HarfBuzz may ask for in a character's place: another case for small capitals, the
 * mirrored one, the parts or the whole of one that the face lacks. */
static void add_char(hb_set_t *chars, gunichar ch) {
    gunichar mirrored, parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    hb_set_add(chars, ch);
    hb_set_add(chars, g_unichar_toupper(ch));
    hb_set_add(chars, g_unichar_tolower(ch));
    if (g_unichar_get_mirror_char(ch, &mirrored)) hb_set_add(chars, mirrored);
    gsize n = g_unichar_fully_decompose(ch, FALSE, parts, G_N_ELEMENTS(parts));
    for (gsize i = 0; i < n; i++)
        hb_set_add(chars, parts[i]);
}

/* NULL: the text is not to be judged, or has as many characters as a face. */
static hb_set_t *chars_of(const char *text, size_t size) {
    enum { SPACE = ' ', LAST_ASCII = '~', NO_BREAK_SPACE = 0xA0, HYPHEN = 0x2010 };
    hb_set_t *chars = hb_set_create();
    hb_set_add_range(chars, SPACE, LAST_ASCII);
    hb_set_add(chars, NO_BREAK_SPACE);
    hb_set_add(chars, HYPHEN);
    bool good = size <= MOST_TEXT && g_utf8_validate_len(text, size, NULL);
    for (const char *at = text; good && at < text + size; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        good = stands_for_itself(ch);
        if (good && !hb_set_has(chars, ch)) add_char(chars, ch);
    }
    if (good && hb_set_get_population(chars) <= MOST_CHARS) return chars;
    hb_set_destroy(chars);
    return NULL;
}

/* ---- the cut */

/* What a cut face lacks, and what draws by itself. */
static bool survives(hb_face_t *face) {
    static const char tables[][5] = {"kern", "morx", "mort", "kerx", "Silf", "SVG ",
                                     "EBDT", "CBDT", "sbix", "COLR", "fvar"};
    bool whole = hb_face_get_glyph_count(face) >= MANY_GLYPHS;
    for (size_t i = 0; whole && i < G_N_ELEMENTS(tables); i++) {
        hb_blob_t *table = hb_face_reference_table(face, hb_tag_from_string(tables[i], 4));
        whole = hb_blob_get_length(table) == 0;
        hb_blob_destroy(table);
    }
    return whole;
}

static hb_subset_plan_t *plan_cut(hb_face_t *face, const hb_set_t *chars) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    hb_set_union(hb_subset_input_unicode_set(input), chars);
    hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(features);
    hb_set_invert(features); /* all, not those alone that most texts take */
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face, input);
    hb_subset_input_destroy(input);
    return plan;
}

static hb_buffer_t *shape(hb_font_t *font, const struct text *text, hb_script_t script) {
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text->data, (int)text->size, 0, (int)text->size);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, script);
    hb_shape(font, buffer, NULL, 0);
    return buffer;
}

/* Whether both came out alike, the second with the glyphs' new numbers. */
static bool are_alike(hb_buffer_t *whole, hb_buffer_t *small, const hb_map_t *numbers) {
    unsigned n = hb_buffer_get_length(whole);
    if (hb_buffer_get_length(small) != n) return false;
    const hb_glyph_info_t *a = hb_buffer_get_glyph_infos(whole, NULL),
                          *b = hb_buffer_get_glyph_infos(small, NULL);
    const hb_glyph_position_t *p = hb_buffer_get_glyph_positions(whole, NULL),
                              *q = hb_buffer_get_glyph_positions(small, NULL);
    for (unsigned i = 0; i < n; i++)
        if (hb_map_get(numbers, a[i].codepoint) != b[i].codepoint || p[i].x_advance != q[i].x_advance ||
            p[i].y_advance != q[i].y_advance || p[i].x_offset != q[i].x_offset ||
            p[i].y_offset != q[i].y_offset)
            return false;
    return true;
}

/* The text as it comes out of both, whatever of it pango takes for which script. */
static bool shows_the_same(hb_face_t *face, hb_face_t *small, const hb_map_t *numbers,
                           const struct text *text) {
    static const hb_script_t scripts[] = {HB_SCRIPT_HAN,      HB_SCRIPT_LATIN,    HB_SCRIPT_GREEK,
                                          HB_SCRIPT_CYRILLIC, HB_SCRIPT_HIRAGANA, HB_SCRIPT_KATAKANA,
                                          HB_SCRIPT_BOPOMOFO};
    hb_font_t *fonts[] = {hb_font_create(face), hb_font_create(small)};
    bool same = true;
    for (size_t i = 0; same && i < G_N_ELEMENTS(scripts); i++) {
        hb_buffer_t *buffers[] = {shape(fonts[0], text, scripts[i]), shape(fonts[1], text, scripts[i])};
        same = are_alike(buffers[0], buffers[1], numbers);
        for (int k = 0; k < 2; k++)
            hb_buffer_destroy(buffers[k]);
    }
    for (int k = 0; k < 2; k++)
        hb_font_destroy(fonts[k]);
    return same;
}

/* NULL: it would not show the text as the whole face does, or is as large. */
static hb_blob_t *cut(hb_face_t *face, const struct text *text) {
    hb_subset_plan_t *plan = plan_cut(face, text->chars);
    hb_face_t *small = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    hb_blob_t *blob = NULL;
    if (small) {
        blob = hb_face_reference_blob(small);
        hb_face_t *read = hb_face_create(blob, 0); /* what was built is slow to ask */
        if (hb_blob_get_length(blob) > MOST_SIZE ||
            !shows_the_same(face, read, hb_subset_plan_old_to_new_glyph_mapping(plan), text)) {
            hb_blob_destroy(blob);
            blob = NULL;
        }
        hb_face_destroy(read);
    }
    hb_face_destroy(small);
    hb_subset_plan_destroy(plan);
    return blob;
}

/* NULL: the face stays whole. */
static hb_blob_t *cut_entry(const FcPattern *entry, const struct text *text) {
    FcChar8 *file;
    int index;
    if (FcPatternGetString(entry, FC_FILE, 0, &file) != FcResultMatch ||
        FcPatternGetInteger(entry, FC_INDEX, 0, &index) != FcResultMatch)
        return NULL;
    hb_blob_t *data = hb_blob_create_from_file((const char *)file);
    hb_face_t *face = hb_face_create(data, (unsigned)index);
    hb_blob_t *blob = survives(face) ? cut(face, text) : NULL;
    hb_face_destroy(face);
    hb_blob_destroy(data);
    return blob;
}

static FcPattern *entry_of(const FcPattern *whole, const char *file) {
    FcPattern *entry = FcPatternDuplicate(whole);
    FcPatternDel(entry, FC_FILE);
    FcPatternDel(entry, FC_INDEX);
    FcPatternAddString(entry, FC_FILE, (const FcChar8 *)file);
    FcPatternAddInteger(entry, FC_INDEX, 0);
    return entry;
}

/* False: the cut face cannot be written. */
static bool replace(struct opened *one, const struct text *text) {
    FcPattern **entry = &all_faces()->fonts[one->at];
    if (n_used == n_files) return true;
    hb_blob_t *blob = cut_entry(*entry, text);
    if (!blob) return true;
    g_autofree char *file = write_file(blob);
    hb_blob_destroy(blob);
    if (!file) return false;
    one->whole = *entry;
    *entry = entry_of(one->whole, file);
    return true;
}

bool gaz_drawing_faces_cut(const char *data, size_t size) {
    struct text text = {data, size, opened ? chars_of(data, size) : NULL};
    bool good = true, changed = false;
    for (guint i = 0, n = text.chars ? opened->len : 0; good && i < n; i++) {
        struct opened *one = &g_array_index(opened, struct opened, i);
        good = replace(one, &text);
        changed |= one->whole != NULL;
    }
    if (changed) pango_fc_font_map_config_changed(font_map());
    hb_set_destroy(text.chars);
    return good;
}

void gaz_drawing_faces_put_back(void) {
    bool changed = false;
    for (guint i = 0; opened && i < opened->len; i++) {
        struct opened *one = &g_array_index(opened, struct opened, i);
        if (!one->whole) continue;
        FcPattern **entry = &all_faces()->fonts[one->at];
        FcPatternDestroy(*entry);
        *entry = one->whole;
        changed = true;
    }
    if (!changed) return; /* what pango has opened stays open, and is not told of again */
    g_array_set_size(opened, 0);
    pango_fc_font_map_config_changed(font_map());
}
