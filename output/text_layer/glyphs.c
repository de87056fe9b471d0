/* glyphs.c: walks a page's content stream and the forms it draws (ISO 32000-1 8.4, 9.3, 9.4).
 *
 * Followed: the matrices, what sets text and what shows it, forms, ActualText, whose characters stand for
 * those that are shown under it, and, where somebody asks, what is drawn straight (rules.h). Where lines end
 * and what belongs together is not asked here (lines.h).
 */
#include "output/text_layer/glyphs.h"

#include "base/file/file.h"
#include "base/text/text.h"
#include "output/text_layer/font.h"
#include "output/objects/font.h"
#include "output/objects/lex.h"
#include "output/objects/packing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_DEPTH = 12,   /* of forms */
    MOST_FORMS = 2000, /* drawn on a page */
    MOST_STATES = 256, /* q */
    MOST_OPERANDS = 1 << 16,
    MOST_GLYPHS = 1 << 17, /* of a page */
    MOST_POINTS = 1 << 16, /* 23 m: what is reckoned with places, ten times an em, is an int32_t */
    UNITS = 1024,
};

struct matrix {
    double a, b, c, d, e, f;
};

struct text_state {
    struct gaz_layer_font *font;
    double size, char_space, word_space, scale, leading, rise;
};

struct state {
    struct matrix ctm;
    struct text_state text;
};

struct operand {
    enum gaz_pdf_token token;
    double number;
    gsize at, n; /* in the strings */
};

/* of an open BDC */
struct mark {
    guint first;  /* glyph */
    char *actual; /* UTF-8; NULL: it has none */
};

struct walk {
    struct gaz_layer_reader *reader;
    GArray *glyphs;
    struct state now;
    struct matrix line, text; /* Tlm, Tm */
    GArray *states;           /* struct state */
    GArray *marks;            /* struct mark */
    GArray *operands;         /* struct operand */
    GString *strings;
    struct gaz_layer_path *path; /* for the rules */
    qpdf_oh resources;
    double box[4]; /* what is seen of the page */
    int rotate;    /* quarters, clockwise */
    int depth, n_forms;
};

static const struct matrix unchanged = {1, 0, 0, 1, 0, 0};

static struct matrix times(struct matrix m, struct matrix n) {
    return (struct matrix){m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d,       m.c * n.a + m.d * n.c,
                           m.c * n.b + m.d * n.d, m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

static struct matrix moved(double x, double y, struct matrix m) {
    return times((struct matrix){1, 0, 0, 1, x, y}, m);
}

/* ---- the page */

static void read_box(struct walk *walk, qpdf_oh page) {
    static const char *const keys[] = {"/CropBox", "/MediaBox"};
    qpdf_data pdf = walk->reader->pdf;
    double *box = walk->box;
    box[0] = box[1] = -MOST_POINTS, box[2] = box[3] = MOST_POINTS;
    if (walk->reader->is_plain) return;
    for (size_t k = 0; k < G_N_ELEMENTS(keys); k++) {
        qpdf_oh found = qpdf_oh_get_key(pdf, page, keys[k]);
        if (!qpdf_oh_is_array(pdf, found) || qpdf_oh_get_array_n_items(pdf, found) != 4) continue;
        double at[4];
        for (int i = 0; i < 4; i++)
            at[i] = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, found, i));
        box[0] = MIN(at[0], at[2]), box[2] = MAX(at[0], at[2]);
        box[1] = MIN(at[1], at[3]), box[3] = MAX(at[1], at[3]);
        break;
    }
    int degrees = 0;
    qpdf_oh_get_value_as_int(pdf, qpdf_oh_get_key(pdf, page, "/Rotate"), &degrees);
    walk->rotate = (degrees / 90 % 4 + 4) % 4;
}

/* As the page is turned for reading. */
static struct matrix seen(const struct walk *walk, struct matrix m) {
    static const struct matrix turns[] = {
        {1, 0, 0, 1, 0, 0}, {0, -1, 1, 0, 0, 0}, {-1, 0, 0, -1, 0, 0}, {0, 1, -1, 0, 0, 0}};
    return times(m, turns[walk->rotate]);
}

/* ---- glyphs */

static int32_t units(double points) {
    return (int32_t)lrint(CLAMP(points, -MOST_POINTS, MOST_POINTS) * UNITS);
}

static void tell_box(const struct walk *walk) {
    struct matrix one = seen(walk, moved(walk->box[0], walk->box[1], unchanged)),
                  other = seen(walk, moved(walk->box[2], walk->box[3], unchanged));
    struct gaz_layer_rule *box = &walk->reader->box;
    *box = (struct gaz_layer_rule){0};
    if (walk->box[0] <= -MOST_POINTS || !isfinite(one.e + one.f + other.e + other.f)) return;
    *box = (struct gaz_layer_rule){units(MIN(one.e, other.e)), units(MIN(one.f, other.f)),
                                   units(MAX(one.e, other.e)), units(MAX(one.f, other.f))};
}

static bool is_on_page(const struct walk *walk, double x, double y) {
    return x >= walk->box[0] && x <= walk->box[2] && y >= walk->box[1] && y <= walk->box[3];
}

/* Text that runs aslant is a stamp across the page. */
static bool turn_of(double dx, double dy, uint32_t *turn) {
    if (fabs(dx) > 4 * fabs(dy))
        *turn = dx > 0 ? GAZ_TURN_RIGHT : GAZ_TURN_LEFT;
    else if (fabs(dy) > 4 * fabs(dx))
        *turn = dy > 0 ? GAZ_TURN_UP : GAZ_TURN_DOWN;
    else
        return false;
    return true;
}

static void turn_point(uint32_t turn, double x, double y, int32_t *u, int32_t *v) {
    switch ((enum gaz_layer_turn)turn) {
    case GAZ_TURN_UP:
        *u = units(y), *v = units(-x);
        return;
    case GAZ_TURN_LEFT:
        *u = units(-x), *v = units(-y);
        return;
    case GAZ_TURN_DOWN:
        *u = units(-y), *v = units(x);
        return;
    case GAZ_TURN_RIGHT:
    case GAZ_N_TURNS:
        *u = units(x), *v = units(y);
        return;
    }
}

/* Where a glyph begins and by how much it goes on, in text space. */
struct advance {
    double x, y;
};

static bool place(const struct walk *walk, struct advance advance, struct gaz_layer_glyph *glyph) {
    const struct text_state *text = &walk->now.text;
    struct matrix on_page = times(walk->text, walk->now.ctm);
    struct matrix m = seen(walk, moved(0, text->rise, on_page));
    struct matrix in_page = moved(0, text->rise, on_page);
    bool down = gaz_layer_font_is_vertical(text->font);
    double along_x = down ? -m.c : m.a * text->scale, along_y = down ? -m.d : m.b * text->scale;
    double sign = text->size < 0 ? -1 : 1;
    if (!isfinite(m.e) || !isfinite(m.f) || !is_on_page(walk, in_page.e, in_page.f)) return false;
    if (!turn_of(sign * along_x, sign * along_y, &glyph->turn)) return false;
    turn_point(glyph->turn, m.e, m.f, &glyph->u, &glyph->v);
    turn_point(glyph->turn, advance.x * m.a + advance.y * m.c, advance.x * m.b + advance.y * m.d, &glyph->du,
               &glyph->dv);
    glyph->em = units(fabs(text->size) * hypot(m.c, m.d));
    return glyph->em > 0;
}

/* The characters of one glyph share its place. */
static void push_text(GArray *glyphs, const struct gaz_layer_glyph *whole, const char *text) {
    glong n = g_utf8_strlen(text, -1), i = 0;
    for (const char *p = text; *p && glyphs->len < MOST_GLYPHS; p = g_utf8_next_char(p), i++) {
        struct gaz_layer_glyph glyph = *whole;
        glyph.ch = g_utf8_get_char(p);
        glyph.u += (int32_t)((int64_t)whole->du * i / n);
        glyph.v += (int32_t)((int64_t)whole->dv * i / n);
        glyph.du /= (int32_t)n;
        glyph.dv /= (int32_t)n;
        if (glyph.ch > ' ' && gaz_char_has_ink(glyph.ch)) g_array_append_val(glyphs, glyph);
    }
}

static bool is_known(const char *text) {
    if (!text || !g_utf8_validate(text, -1, NULL)) return false;
    gunichar ch = g_utf8_get_char(text);
    return ch != 0xFFFD && !g_unichar_iscntrl(ch) && !(ch >= 0xE000 && ch < 0xF900);
}

/* What is shown now has its characters from ActualText, whatever the font knows of it. */
static bool is_replaced(const struct walk *walk) {
    bool replaced = false;
    for (guint i = 0; i < walk->marks->len; i++)
        replaced |= g_array_index(walk->marks, struct mark, i).actual != NULL;
    return replaced;
}

static void show_code(struct walk *walk, struct gaz_layer_code code) {
    struct text_state *text = &walk->now.text;
    bool down = gaz_layer_font_is_vertical(text->font);
    double space = text->char_space + (code.n == 1 && code.code == ' ' ? text->word_space : 0);
    double width = gaz_layer_font_width(text->font, code) * text->size;
    struct advance ink = down ? (struct advance){0, -text->size} : (struct advance){width * text->scale, 0};
    const char *says = gaz_layer_font_text(text->font, code);
    struct gaz_layer_glyph glyph;
    walk->reader->n_glyphs++;
    if (!is_known(says) && is_replaced(walk)) says = "?"; /* until its mark is closed */
    walk->reader->n_lost += !is_known(says);
    if (is_known(says) && place(walk, ink, &glyph)) push_text(walk->glyphs, &glyph, says);
    walk->text = down ? moved(0, -text->size + space, walk->text)
                      : moved((width + space) * text->scale, 0, walk->text);
}

static void show(struct walk *walk, const struct operand *operand) {
    const unsigned char *at = (const unsigned char *)walk->strings->str + operand->at;
    if (!walk->now.text.font) return;
    for (gsize left = operand->n; left > 0 && walk->glyphs->len < MOST_GLYPHS;) {
        struct gaz_layer_code code = gaz_layer_font_code(walk->now.text.font, at, left);
        show_code(walk, code);
        at += code.n;
        left -= code.n;
    }
}

/* TJ: numbers move back by so many thousandths. */
static void show_all(struct walk *walk) {
    struct text_state *text = &walk->now.text;
    for (guint i = 0; i < walk->operands->len; i++) {
        const struct operand *operand = &g_array_index(walk->operands, struct operand, i);
        double by = -operand->number / 1000 * text->size;
        if (operand->token == GAZ_PDF_STRING)
            show(walk, operand);
        else if (operand->token == GAZ_PDF_NUMBER && text->font)
            walk->text = gaz_layer_font_is_vertical(text->font) ? moved(0, by, walk->text)
                                                                : moved(by * text->scale, 0, walk->text);
    }
}

/* ---- operands */

static const struct operand *last_of(const struct walk *walk, enum gaz_pdf_token token) {
    for (guint i = walk->operands->len; i-- > 0;) {
        const struct operand *operand = &g_array_index(walk->operands, struct operand, i);
        if (operand->token == token) return operand;
    }
    return NULL;
}

/* The k-th number from the end, from 0. */
static double number(const struct walk *walk, guint k) {
    if (k >= walk->operands->len) return 0;
    return g_array_index(walk->operands, struct operand, walk->operands->len - 1 - k).number;
}

static char *name_of(const struct walk *walk) {
    const struct operand *name = last_of(walk, GAZ_PDF_NAME);
    return name ? g_strdup_printf("/%.*s", (int)MIN(name->n, 1000), walk->strings->str + name->at)
                : g_strdup("/");
}

static struct matrix matrix_of(const struct walk *walk) {
    return (struct matrix){number(walk, 5), number(walk, 4), number(walk, 3),
                           number(walk, 2), number(walk, 1), number(walk, 0)};
}

static void take_operand(struct walk *walk, enum gaz_pdf_token token, const GString *value) {
    struct operand operand = {.token = token, .at = walk->strings->len, .n = value->len};
    if (walk->operands->len >= MOST_OPERANDS) return;
    if (token == GAZ_PDF_NUMBER) operand.number = g_ascii_strtod(value->str, NULL);
    if (!isfinite(operand.number)) operand.number = 0;
    if (token == GAZ_PDF_NAME || token == GAZ_PDF_STRING)
        g_string_append_len(walk->strings, value->str, (gssize)value->len);
    g_array_append_val(walk->operands, operand);
}

/* ---- resources */

static qpdf_oh resource(const struct walk *walk, const char *kind, const char *name) {
    qpdf_data pdf = walk->reader->pdf;
    return qpdf_oh_get_key_if_dict(pdf, qpdf_oh_get_key_if_dict(pdf, walk->resources, kind), name);
}

static void set_font(struct walk *walk) {
    qpdf_data pdf = walk->reader->pdf;
    g_autofree char *name = name_of(walk);
    qpdf_oh dict = resource(walk, "/Font", name);
    int id = qpdf_oh_get_object_id(pdf, dict);
    if (id == 0) id = -1 - (int)g_hash_table_size(walk->reader->fonts); /* it is written where it is used */
    gpointer key = GINT_TO_POINTER(id), font = NULL;
    walk->now.text.size = number(walk, 0);
    if (!g_hash_table_lookup_extended(walk->reader->fonts, key, NULL, &font)) {
        font = gaz_layer_font_read(pdf, dict);
        g_hash_table_insert(walk->reader->fonts, key, font);
    }
    walk->now.text.font = font;
}

static void walk_content(struct walk *walk, const unsigned char *data, size_t size);

static struct matrix form_matrix(qpdf_data pdf, qpdf_oh dict) {
    qpdf_oh list = qpdf_oh_get_key(pdf, dict, "/Matrix");
    double m[6];
    if (!qpdf_oh_is_array(pdf, list) || qpdf_oh_get_array_n_items(pdf, list) != 6) return unchanged;
    for (int i = 0; i < 6; i++)
        m[i] = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, list, i));
    return (struct matrix){m[0], m[1], m[2], m[3], m[4], m[5]};
}

/* A form has a state and operands of its own. */
static void walk_form(struct walk *walk, qpdf_oh dict, const unsigned char *data, size_t size) {
    struct walk inner = *walk;
    qpdf_data pdf = walk->reader->pdf;
    qpdf_oh resources = qpdf_oh_get_key(pdf, dict, "/Resources");
    inner.depth++;
    inner.now.ctm = times(form_matrix(pdf, dict), walk->now.ctm);
    inner.operands = g_array_new(FALSE, FALSE, sizeof(struct operand));
    inner.states = g_array_new(FALSE, FALSE, sizeof(struct state));
    inner.strings = g_string_new(NULL);
    if (qpdf_oh_is_dictionary(pdf, resources)) inner.resources = resources;
    walk_content(&inner, data, size);
    walk->n_forms = inner.n_forms;
    g_array_unref(inner.operands);
    g_array_unref(inner.states);
    g_string_free(inner.strings, TRUE);
}

static void draw_form(struct walk *walk) {
    qpdf_data pdf = walk->reader->pdf;
    g_autofree char *name = name_of(walk);
    qpdf_oh form = resource(walk, "/XObject", name);
    if (!qpdf_oh_is_stream(pdf, form) || walk->depth >= MOST_DEPTH || walk->n_forms++ >= MOST_FORMS) return;
    qpdf_oh dict = qpdf_oh_get_dict(pdf, form);
    if (!qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dict, "/Subtype"), "/Form")) return;
    g_autoptr(GBytes) content = gaz_pdf_take_data(pdf, form);
    if (content) walk_form(walk, dict, g_bytes_get_data(content, NULL), g_bytes_get_size(content));
}

/* ---- marked content */

static char *utf8_of(const char *bytes, gsize n) {
    GString *text = g_string_new(NULL), *string = g_string_new_len(bytes, (gssize)n);
    gaz_pdf_append_text_string(text, string);
    g_string_free(string, TRUE);
    return g_string_free(text, FALSE);
}

static char *actual_of_properties(const struct walk *walk) {
    qpdf_data pdf = walk->reader->pdf;
    g_autofree char *name = name_of(walk);
    qpdf_oh text = qpdf_oh_get_key_if_dict(pdf, resource(walk, "/Properties", name), "/ActualText");
    size_t n = 0;
    if (!qpdf_oh_is_string(pdf, text)) return NULL;
    const char *bytes = qpdf_oh_get_binary_string_value(pdf, text, &n);
    return utf8_of(bytes, n);
}

static char *actual_of(const struct walk *walk) {
    for (guint i = 0; i + 1 < walk->operands->len; i++) {
        const struct operand *key = &g_array_index(walk->operands, struct operand, i), *text = key + 1;
        if (key->token == GAZ_PDF_NAME && text->token == GAZ_PDF_STRING && key->n == strlen("ActualText") &&
            memcmp(walk->strings->str + key->at, "ActualText", key->n) == 0)
            return utf8_of(walk->strings->str + text->at, text->n);
    }
    return actual_of_properties(walk);
}

static void open_mark(struct walk *walk, bool has_properties) {
    struct mark mark = {walk->glyphs->len,
                        has_properties && walk->marks->len < MOST_STATES ? actual_of(walk) : NULL};
    g_array_append_val(walk->marks, mark);
}

/* ActualText stands where what was shown begins, and ends where that ends. */
static void replace_glyphs(struct walk *walk, const struct mark *mark) {
    if (walk->glyphs->len <= mark->first) return;
    struct gaz_layer_glyph whole = g_array_index(walk->glyphs, struct gaz_layer_glyph, mark->first);
    const struct gaz_layer_glyph *last =
        &g_array_index(walk->glyphs, struct gaz_layer_glyph, walk->glyphs->len - 1);
    if (last->turn == whole.turn) {
        whole.du = last->u + last->du - whole.u;
        whole.dv = last->v + last->dv - whole.v;
    }
    g_array_set_size(walk->glyphs, mark->first);
    push_text(walk->glyphs, &whole, mark->actual);
}

static void close_mark(struct walk *walk) {
    if (walk->marks->len == 0) return;
    struct mark mark = g_array_index(walk->marks, struct mark, walk->marks->len - 1);
    g_array_set_size(walk->marks, walk->marks->len - 1);
    if (mark.actual) replace_glyphs(walk, &mark);
    g_free(mark.actual);
}

/* ---- operators */

static void next_line(struct walk *walk, double x, double y) {
    walk->text = walk->line = moved(x, y, walk->line);
}

static void restore(struct walk *walk) {
    if (walk->states->len == 0) return;
    walk->now = g_array_index(walk->states, struct state, walk->states->len - 1);
    g_array_set_size(walk->states, walk->states->len - 1);
}

enum operator{
    OP_SAVE,
    OP_RESTORE,
    OP_MATRIX,
    OP_BEGIN,
    OP_FONT,
    OP_MOVE,
    OP_MOVE_LEADING,
    OP_SET,
    OP_NEXT,
    OP_SHOW,
    OP_SHOW_ALL,
    OP_NEXT_SHOW,
    OP_SPACE_SHOW,
    OP_CHAR_SPACE,
    OP_WORD_SPACE,
    OP_SCALE,
    OP_LEADING,
    OP_RISE,
    OP_DRAW,
    OP_MARK,
    OP_MARK_PROPERTIES,
    OP_MARK_END,
    OP_PATH_MOVE,
    OP_PATH_LINE,
    OP_PATH_BOX,
    OP_PATH_CURVE,
    OP_PATH_CURVE_FROM,
    OP_PATH_CURVE_TO,
    OP_PATH_CLOSE,
    OP_STROKE,
    OP_CLOSE_STROKE,
    OP_FILL,
    OP_FILL_OLD,
    OP_FILL_EVEN,
    OP_FILL_STROKE,
    OP_FILL_STROKE_EVEN,
    OP_CLOSE_FILL_STROKE,
    OP_CLOSE_FILL_STROKE_EVEN,
    OP_NO_PAINT,
    N_OPERATORS
};

static const char *const operators[N_OPERATORS] = {
    "q",  "Q",  "cm", "BT", "Tf", "Td", "TD",  "Tm",  "T*",  "Tj", "TJ", "'",  "\"",
    "Tc", "Tw", "Tz", "TL", "Ts", "Do", "BMC", "BDC", "EMC", "m",  "l",  "re", "c",
    "v",  "y",  "h",  "S",  "s",  "f",  "F",   "f*",  "B",   "B*", "b",  "b*", "n"};

static void show_last(struct walk *walk) {
    const struct operand *string = last_of(walk, GAZ_PDF_STRING);
    if (string) show(walk, string);
}

static void set_text(struct walk *walk, enum operator op) {
    struct text_state *text = &walk->now.text;
    double value = number(walk, 0);
    if (op == OP_CHAR_SPACE) text->char_space = value;
    if (op == OP_WORD_SPACE) text->word_space = value;
    if (op == OP_SCALE) text->scale = value / 100;
    if (op == OP_LEADING) text->leading = value;
    if (op == OP_RISE) text->rise = value;
}

static void show_next(struct walk *walk, enum operator op) {
    if (op == OP_SPACE_SHOW) {
        walk->now.text.word_space = number(walk, 2);
        walk->now.text.char_space = number(walk, 1);
    }
    next_line(walk, 0, -walk->now.text.leading);
    show_last(walk);
}

static void move(struct walk *walk, enum operator op) {
    if (op == OP_MOVE_LEADING) walk->now.text.leading = -number(walk, 0);
    if (op == OP_NEXT)
        next_line(walk, 0, -walk->now.text.leading);
    else
        next_line(walk, number(walk, 1), number(walk, 0));
}

/* ---- rules */

static void add_point(struct walk *walk, double x, double y, bool begins) {
    struct matrix m = seen(walk, moved(x, y, walk->now.ctm));
    gaz_layer_path_add(walk->path, m.e, m.f, begins);
}

/* Of curves only where they end: they are no rules. */
static void draw(struct walk *walk, enum operator op) {
    double x = number(walk, 1), y = number(walk, 0);
    if (op == OP_PATH_BOX) {
        double left = number(walk, 3), foot = number(walk, 2);
        add_point(walk, left, foot, true);
        add_point(walk, left + x, foot, false);
        add_point(walk, left + x, foot + y, false);
        add_point(walk, left, foot + y, false);
    }
    if (op == OP_PATH_BOX || op == OP_PATH_CLOSE)
        gaz_layer_path_close(walk->path);
    else
        add_point(walk, x, y, op == OP_PATH_MOVE);
}

static void paint(struct walk *walk, enum operator op) {
    bool closes = op == OP_CLOSE_STROKE || op == OP_CLOSE_FILL_STROKE || op == OP_CLOSE_FILL_STROKE_EVEN;
    bool fills = op == OP_FILL || op == OP_FILL_OLD || op == OP_FILL_EVEN;
    if (closes) gaz_layer_path_close(walk->path);
    if (op == OP_NO_PAINT)
        gaz_layer_path_forget(walk->path);
    else
        gaz_layer_path_paint(walk->path, !fills, walk->reader->rules);
}

static void rule(struct walk *walk, enum operator op) {
    if (!walk->reader->rules) return;
    if (op >= OP_STROKE)
        paint(walk, op);
    else
        draw(walk, op);
}

static void operate(struct walk *walk, enum operator op) {
    if (op >= OP_PATH_MOVE && op < N_OPERATORS) {
        rule(walk, op);
        return;
    }
    switch ((int)op) {
    case OP_SAVE:
        if (walk->states->len < MOST_STATES) g_array_append_val(walk->states, walk->now);
        return;
    case OP_RESTORE:
        restore(walk);
        return;
    case OP_MATRIX:
        walk->now.ctm = times(matrix_of(walk), walk->now.ctm);
        return;
    case OP_BEGIN:
        walk->text = walk->line = unchanged;
        return;
    case OP_FONT:
        set_font(walk);
        return;
    case OP_SET:
        walk->text = walk->line = matrix_of(walk);
        return;
    case OP_MOVE:
    case OP_MOVE_LEADING:
    case OP_NEXT:
        move(walk, op);
        return;
    case OP_SHOW:
        show_last(walk);
        return;
    case OP_SHOW_ALL:
        show_all(walk);
        return;
    case OP_NEXT_SHOW:
    case OP_SPACE_SHOW:
        show_next(walk, op);
        return;
    case OP_CHAR_SPACE:
    case OP_WORD_SPACE:
    case OP_SCALE:
    case OP_LEADING:
    case OP_RISE:
        set_text(walk, op);
        return;
    case OP_DRAW:
        draw_form(walk);
        return;
    case OP_MARK:
    case OP_MARK_PROPERTIES:
        open_mark(walk, op == OP_MARK_PROPERTIES);
        return;
    case OP_MARK_END:
        close_mark(walk);
        return;
    }
}

static enum operator operator_of(const char *word) {
    int op = 0;
    while (op < N_OPERATORS && strcmp(operators[op], word) != 0)
        op++;
    return (enum operator)op;
}

static void walk_content(struct walk *walk, const unsigned char *data, size_t size) {
    struct gaz_pdf_lexer lexer;
    gaz_pdf_lexer_begin(&lexer, data, size);
    for (enum gaz_pdf_token token;
         (token = gaz_pdf_lex(&lexer)) != GAZ_PDF_END && walk->glyphs->len < MOST_GLYPHS;) {
        if (token != GAZ_PDF_KEYWORD) {
            take_operand(walk, token, lexer.value);
            continue;
        }
        operate(walk, operator_of(lexer.value->str));
        if (strcmp(lexer.value->str, "ID") == 0) gaz_pdf_skip_inline_image(&lexer);
        g_array_set_size(walk->operands, 0);
        g_string_truncate(walk->strings, 0);
    }
    gaz_pdf_lexer_end(&lexer);
}

/* ---- the door */

static void free_font(gpointer font) {
    gaz_layer_font_free(font);
}

void gaz_layer_reader_begin(struct gaz_layer_reader *reader, qpdf_data pdf) {
    *reader = (struct gaz_layer_reader){.pdf = pdf};
    reader->fonts = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_font);
}

void gaz_layer_reader_end(struct gaz_layer_reader *reader) {
    g_hash_table_destroy(reader->fonts);
}

static void walk_page(struct gaz_layer_reader *reader, qpdf_oh page, GArray *glyphs,
                      struct gaz_bytes content) {
    struct gaz_layer_path path;
    struct walk walk = {.reader = reader, .glyphs = glyphs, .path = &path};
    gaz_layer_path_begin(&path);
    walk.now = (struct state){unchanged, {.scale = 1}};
    walk.line = walk.text = unchanged;
    walk.states = g_array_new(FALSE, FALSE, sizeof(struct state));
    walk.marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
    walk.operands = g_array_new(FALSE, FALSE, sizeof(struct operand));
    walk.strings = g_string_new(NULL);
    walk.resources = qpdf_oh_get_key(reader->pdf, page, "/Resources");
    read_box(&walk, page);
    tell_box(&walk);
    walk_content(&walk, content.data, content.size);
    while (walk.marks->len > 0)
        close_mark(&walk);
    g_array_unref(walk.states);
    g_array_unref(walk.marks);
    g_array_unref(walk.operands);
    g_string_free(walk.strings, TRUE);
    gaz_layer_path_end(&path);
}

bool gaz_layer_read_page(struct gaz_layer_reader *reader, uint32_t n, GArray *glyphs) {
    qpdf_oh page = qpdf_get_page_n(reader->pdf, n);
    g_autoptr(GBytes) content = gaz_pdf_take_content(reader->pdf, page);
    if (content)
        walk_page(reader, page, glyphs,
                  (struct gaz_bytes){g_bytes_get_data(content, NULL), g_bytes_get_size(content)});
    if (qpdf_has_error(reader->pdf)) qpdf_get_error(reader->pdf);
    while (qpdf_more_warnings(reader->pdf))
        qpdf_next_warning(reader->pdf);
    qpdf_oh_release_all(reader->pdf);
    return content != NULL;
}
