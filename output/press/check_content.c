/* check_content.c: walks over the operators of pages, forms and patterns with the graphics state that a
 * press cares for, and asks the rules about each operator before it does anything.
 *
 * What stands in a Figure tag is a picture's (paint.h), forms included; a pattern and a glyph are drawn by
 * whoever uses them, so their colours are nobody's ink.
 */
#include "output/objects/lex.h"
#include "output/paint.h"
#include "output/press/sight.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 12, MAX_NUMBERS = 6 };

struct walk {
    struct gaz_press_check *check;
    struct gaz_press_state state;
    GArray *saved; /* struct gaz_press_state: q … Q */
    GArray *marks; /* bool: an open BDC or BMC is a picture's */
    unsigned n_pictures;
    int page, depth;
};

/* One stream of content, and what stands before the operator. */
struct content {
    qpdf_oh object, resources;
    int id;
    GPtrArray *names;
    GString *codes;
    double numbers[MAX_NUMBERS]; /* the first ones */
    unsigned n_numbers;
};

static const struct gaz_press_state first_state = {
    .fill = {.is_grey = true, .parts = {0, 0, 0, 1}},
    .stroke = {.is_grey = true, .parts = {0, 0, 0, 1}},
};

/* ---- fonts */

void gaz_press_font_free(gpointer data) {
    struct gaz_press_font *font = data;
    g_hash_table_unref(font->blanks);
    g_free(font);
}

/* Differences: numbers, each followed by the names of codes that count up from it. */
static void find_blanks(qpdf_data pdf, qpdf_oh dict, GHashTable *blanks) {
    qpdf_oh encoding = gaz_press_key(pdf, dict, "/Encoding"),
            list = gaz_press_key(pdf, encoding, "/Differences");
    int code = 0, n = qpdf_oh_is_array(pdf, list) ? qpdf_oh_get_array_n_items(pdf, list) : 0;
    for (int i = 0; i < n; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(pdf, list, i);
        if (qpdf_oh_is_integer(pdf, item)) {
            code = qpdf_oh_get_int_value_as_int(pdf, item);
            continue;
        }
        if (qpdf_oh_is_name_and_equals(pdf, item, "/.notdef"))
            g_hash_table_add(blanks, GINT_TO_POINTER(code));
        code++;
    }
}

static const struct gaz_press_font *font_of(struct gaz_press_check *check, qpdf_oh dict) {
    gpointer id = GINT_TO_POINTER(qpdf_oh_get_object_id(check->pdf, dict));
    struct gaz_press_font *font = id ? g_hash_table_lookup(check->fonts, id) : NULL;
    if (font || !qpdf_oh_is_dictionary(check->pdf, dict)) return font;
    font = g_new0(struct gaz_press_font, 1);
    font->blanks = g_hash_table_new(g_direct_hash, g_direct_equal);
    font->is_wide =
        qpdf_oh_is_name_and_equals(check->pdf, qpdf_oh_get_key(check->pdf, dict, "/Subtype"), "/Type0");
    if (!font->is_wide) find_blanks(check->pdf, dict, font->blanks);
    g_hash_table_replace(check->fonts, id, font);
    return font;
}

/* ---- the state */

static qpdf_oh resource(const struct walk *walk, const struct content *content, const char *kind) {
    qpdf_data pdf = walk->check->pdf;
    if (content->names->len == 0) return qpdf_oh_new_null(pdf);
    g_autofree char *key = g_strconcat("/", content->names->pdata[content->names->len - 1], NULL);
    return gaz_press_key(pdf, gaz_press_key(pdf, content->resources, kind), key);
}

/* Of an ExtGState: op stands for itself, OP for both where there is no op (ISO 32000-1 table 58). */
static void set_state(struct walk *walk, qpdf_oh dict) {
    qpdf_data pdf = walk->check->pdf;
    qpdf_oh stroke = gaz_press_key(pdf, dict, "/OP"), fill = gaz_press_key(pdf, dict, "/op"),
            mode = gaz_press_key(pdf, dict, "/OPM");
    if (qpdf_oh_is_bool(pdf, stroke))
        walk->state.stroke_overprints = walk->state.fill_overprints = qpdf_oh_get_bool_value(pdf, stroke);
    if (qpdf_oh_is_bool(pdf, fill)) walk->state.fill_overprints = qpdf_oh_get_bool_value(pdf, fill);
    if (qpdf_oh_is_integer(pdf, mode)) walk->state.overprint_mode = qpdf_oh_get_int_value_as_int(pdf, mode);
}

static struct gaz_painted_colour spot_of(qpdf_data pdf, qpdf_oh space) {
    struct gaz_painted_colour colour = {.paint = GAZ_PAINT_OTHER};
    if (!qpdf_oh_is_array(pdf, space) || qpdf_oh_get_array_n_items(pdf, space) != 4) return colour;
    qpdf_oh name = qpdf_oh_get_array_item(pdf, space, 1);
    if (!qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_array_item(pdf, space, 0), "/Separation")) return colour;
    if (!qpdf_oh_is_name(pdf, name)) return colour;
    colour.paint = GAZ_PAINT_SPOT;
    colour.spot = g_intern_string(qpdf_oh_get_name(pdf, name) + 1);
    return colour;
}

/* The first colour of a space that cs or CS chooses. */
static struct gaz_painted_colour begin_space(const struct walk *walk, const struct content *content) {
    struct gaz_painted_colour black = {.paint = GAZ_PAINT_PROCESS, .parts = {0, 0, 0, 1}};
    const char *name = content->names->len > 0 ? content->names->pdata[content->names->len - 1] : "";
    black.is_grey = strcmp(name, "DeviceGray") == 0;
    if (black.is_grey || strcmp(name, "DeviceCMYK") == 0) return black;
    return spot_of(walk->check->pdf, resource(walk, content, "/ColorSpace"));
}

static void set_grey(struct gaz_painted_colour *colour, const struct content *content) {
    *colour = (struct gaz_painted_colour){.is_grey = true, .parts = {0, 0, 0, 1 - content->numbers[0]}};
}

static void set_process(struct gaz_painted_colour *colour, const struct content *content) {
    *colour = (struct gaz_painted_colour){.paint = GAZ_PAINT_PROCESS};
    memcpy(colour->parts, content->numbers, sizeof colour->parts);
}

/* sc, scn: in the space that is chosen */
static void set_colour(struct gaz_painted_colour *colour, const struct content *content) {
    if (colour->paint != GAZ_PAINT_PROCESS) return;
    if (colour->is_grey)
        set_grey(colour, content);
    else
        set_process(colour, content);
}

static void restore(struct walk *walk) {
    if (walk->saved->len == 0) return;
    walk->state = g_array_index(walk->saved, struct gaz_press_state, walk->saved->len - 1);
    g_array_set_size(walk->saved, walk->saved->len - 1);
}

static void open_mark(struct walk *walk, const struct content *content) {
    bool is_picture = content->names->len > 0 && strcmp(content->names->pdata[0], GAZ_PICTURE_TAG) == 0;
    walk->n_pictures += is_picture;
    g_array_append_val(walk->marks, is_picture);
}

static void close_mark(struct walk *walk) {
    if (walk->marks->len == 0) return;
    walk->n_pictures -= g_array_index(walk->marks, bool, walk->marks->len - 1);
    g_array_set_size(walk->marks, walk->marks->len - 1);
}

/* ---- forms */

static void walk_stream(struct walk *walk, qpdf_oh stream, qpdf_oh resources);

/* A form begins in the state of the one who draws it, and leaves it as it was. */
static void draw_form(struct walk *walk, const struct content *content) {
    qpdf_data pdf = walk->check->pdf;
    qpdf_oh form = resource(walk, content, "/XObject");
    if (!qpdf_oh_is_stream(pdf, form) || walk->depth >= MAX_DEPTH) return;
    qpdf_oh dict = qpdf_oh_get_dict(pdf, form);
    if (!qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dict, "/Subtype"), "/Form")) return;
    struct gaz_press_state state = walk->state;
    guint n_saved = walk->saved->len;
    walk->depth++;
    walk_stream(walk, form, qpdf_oh_get_key(pdf, dict, "/Resources"));
    walk->depth--;
    g_array_set_size(walk->saved, MIN(n_saved, walk->saved->len));
    walk->state = state;
}

static bool is_image(const struct walk *walk, const struct content *content) {
    qpdf_data pdf = walk->check->pdf;
    qpdf_oh object = resource(walk, content, "/XObject");
    if (!qpdf_oh_is_stream(pdf, object)) return false;
    qpdf_oh kind = qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, object), "/Subtype");
    return qpdf_oh_is_name_and_equals(pdf, kind, "/Image");
}

/* ---- operators */

static uint32_t code_of(const GString *name) {
    const char *n = name->str;
    if (name->len == 0 || name->len > 3) return 0;
    return GAZ_OP(n[0], (unsigned char)n[1], name->len > 2 ? (unsigned char)n[2] : 0);
}

/* What text puts on the page by its mode (ISO 32000-1 table 106). */
static void paint_text(struct gaz_press_op *op) {
    int mode = op->state->text_mode & 3;
    op->is_text = true;
    op->fills = mode == 0 || mode == 2;
    op->strokes = mode == 1 || mode == 2;
}

/* What an operator puts on the page. */
static void fill_in_paint(struct gaz_press_op *op) {
    switch (op->code) {
    case GAZ_OP('T', 'j', 0):
    case GAZ_OP('T', 'J', 0):
    case GAZ_OP('\'', 0, 0):
    case GAZ_OP('"', 0, 0):
        paint_text(op);
        break;
    case GAZ_OP('B', 0, 0):
    case GAZ_OP('B', '*', 0):
    case GAZ_OP('b', 0, 0):
    case GAZ_OP('b', '*', 0):
        op->strokes = true;
        op->fills = true;
        break;
    case GAZ_OP('f', 0, 0):
    case GAZ_OP('F', 0, 0):
    case GAZ_OP('f', '*', 0):
        op->fills = true;
        break;
    case GAZ_OP('S', 0, 0):
    case GAZ_OP('s', 0, 0):
        op->strokes = true;
        break;
    }
}

static void ask(struct walk *walk, const struct content *content, uint32_t code) {
    struct gaz_press_op op = {.code = code,
                              .state = &walk->state,
                              .in_picture = walk->n_pictures > 0,
                              .names = content->names,
                              .codes = content->codes};
    fill_in_paint(&op);
    if (code == GAZ_OP('D', 'o', 0)) op.draws_image = is_image(walk, content);
    if (code == GAZ_OP('I', 'D', 0)) op.draws_image = true;
    if (code == GAZ_OP('c', 's', 0) || code == GAZ_OP('C', 'S', 0))
        op.has_resource = !qpdf_oh_is_null(walk->check->pdf, resource(walk, content, "/ColorSpace"));
    gaz_press_ask(&(struct gaz_press_sight){walk->check, walk->page, content->id, content->object, &op},
                  GAZ_PRESS_CONTENT);
}

static void operate_colour(struct walk *walk, const struct content *content, uint32_t code) {
    struct gaz_press_state *state = &walk->state;
    switch (code) {
    case GAZ_OP('g', 0, 0):
        set_grey(&state->fill, content);
        break;
    case GAZ_OP('G', 0, 0):
        set_grey(&state->stroke, content);
        break;
    case GAZ_OP('k', 0, 0):
        set_process(&state->fill, content);
        break;
    case GAZ_OP('K', 0, 0):
        set_process(&state->stroke, content);
        break;
    case GAZ_OP('c', 's', 0):
        state->fill = begin_space(walk, content);
        break;
    case GAZ_OP('C', 'S', 0):
        state->stroke = begin_space(walk, content);
        break;
    case GAZ_OP('s', 'c', 0):
    case GAZ_OP('s', 'c', 'n'):
        set_colour(&state->fill, content);
        break;
    case GAZ_OP('S', 'C', 0):
    case GAZ_OP('S', 'C', 'N'):
        set_colour(&state->stroke, content);
        break;
    case GAZ_OP('r', 'g', 0):
        state->fill.paint = GAZ_PAINT_OTHER;
        break;
    case GAZ_OP('R', 'G', 0):
        state->stroke.paint = GAZ_PAINT_OTHER;
        break;
    }
}

static void operate(struct walk *walk, const struct content *content, uint32_t code) {
    operate_colour(walk, content, code);
    switch (code) {
    case GAZ_OP('q', 0, 0):
        g_array_append_val(walk->saved, walk->state);
        break;
    case GAZ_OP('Q', 0, 0):
        restore(walk);
        break;
    case GAZ_OP('g', 's', 0):
        set_state(walk, resource(walk, content, "/ExtGState"));
        break;
    case GAZ_OP('T', 'f', 0):
        walk->state.font = font_of(walk->check, resource(walk, content, "/Font"));
        break;
    case GAZ_OP('T', 'r', 0):
        walk->state.text_mode = (int)content->numbers[0];
        break;
    case GAZ_OP('D', 'o', 0):
        draw_form(walk, content);
        break;
    case GAZ_OP('B', 'D', 'C'):
    case GAZ_OP('B', 'M', 'C'):
        open_mark(walk, content);
        break;
    case GAZ_OP('E', 'M', 'C'):
        close_mark(walk);
        break;
    }
}

static bool is_value(const GString *word) {
    return strcmp(word->str, "true") == 0 || strcmp(word->str, "false") == 0 ||
           strcmp(word->str, "null") == 0;
}

/* False: it is an operator. */
static bool take_operand(struct content *content, enum gaz_pdf_token token, const GString *value) {
    if (token == GAZ_PDF_KEYWORD) return is_value(value);
    if (token == GAZ_PDF_NAME) g_ptr_array_add(content->names, g_strdup(value->str));
    if (token == GAZ_PDF_STRING) g_string_append_len(content->codes, value->str, (gssize)value->len);
    if (token == GAZ_PDF_NUMBER && content->n_numbers < MAX_NUMBERS)
        content->numbers[content->n_numbers++] = g_ascii_strtod(value->str, NULL);
    return true;
}

static void clear_operands(struct content *content) {
    g_ptr_array_set_size(content->names, 0);
    g_string_truncate(content->codes, 0);
    memset(content->numbers, 0, sizeof content->numbers);
    content->n_numbers = 0;
}

static void walk_bytes(struct walk *walk, struct content *content, const void *data, gsize size) {
    struct gaz_pdf_lexer lexer;
    content->names = g_ptr_array_new_with_free_func(g_free);
    content->codes = g_string_new(NULL);
    gaz_pdf_lexer_begin(&lexer, data, size);
    for (enum gaz_pdf_token token; (token = gaz_pdf_lex(&lexer)) != GAZ_PDF_END;) {
        if (take_operand(content, token, lexer.value)) continue;
        uint32_t code = code_of(lexer.value);
        ask(walk, content, code);
        operate(walk, content, code);
        if (code == GAZ_OP('I', 'D', 0)) gaz_pdf_skip_inline_image(&lexer);
        clear_operands(content);
    }
    gaz_pdf_lexer_end(&lexer);
    g_string_free(content->codes, TRUE);
    g_ptr_array_unref(content->names);
}

static void walk_stream(struct walk *walk, qpdf_oh stream, qpdf_oh resources) {
    qpdf_data pdf = walk->check->pdf;
    struct content content = {
        .object = stream, .resources = resources, .id = qpdf_oh_get_object_id(pdf, stream)};
    g_autoptr(GBytes) bytes = gaz_pdf_take_data(pdf, stream);
    gsize size = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
    walk_bytes(walk, &content, data, size);
}

static struct walk begin_walk(struct gaz_press_check *check, int page) {
    return (struct walk){.check = check,
                         .state = first_state,
                         .saved = g_array_new(FALSE, FALSE, sizeof(struct gaz_press_state)),
                         .marks = g_array_new(FALSE, FALSE, sizeof(bool)),
                         .page = page};
}

static void end_walk(struct walk *walk) {
    g_array_unref(walk->saved);
    g_array_unref(walk->marks);
}

void gaz_press_look_at_page(struct gaz_press_check *check, int page) {
    qpdf_data pdf = check->pdf;
    struct walk walk = begin_walk(check, page);
    struct content content = {.object = qpdf_get_page_n(pdf, (size_t)page)};
    content.resources = gaz_press_inherited(pdf, content.object, "/Resources");
    content.id = qpdf_oh_get_object_id(pdf, content.object);
    g_autoptr(GBytes) bytes = gaz_pdf_take_content(pdf, content.object);
    gsize size = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
    if (bytes) walk_bytes(&walk, &content, data, size);
    end_walk(&walk);
}

void gaz_press_look_at_cell(struct gaz_press_check *check, int page, qpdf_oh stream, qpdf_oh resources) {
    struct walk walk = begin_walk(check, page);
    walk.n_pictures = 1;
    walk_stream(&walk, stream, resources);
    end_walk(&walk);
}
