/* annotations.c: which kind of file it is, and what all of them are read by. */
#include "output/annotations/annotations.h"

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"

#include <math.h>
#include <string.h>

enum { HEAD = 1024, CORNERS = 8, MOST_POINTS = 1000000 };

bool gaz_annotation_kind_of(const char *name, enum gaz_annotation_kind *kind) {
    static const struct {
        const char *name;
        enum gaz_annotation_kind kind;
    } names[] = {
        {"Highlight", GAZ_ANNOTATION_HIGHLIGHT}, {"Underline", GAZ_ANNOTATION_UNDERLINE},
        {"Squiggly", GAZ_ANNOTATION_SQUIGGLY},   {"StrikeOut", GAZ_ANNOTATION_STRIKE_OUT},
        {"Caret", GAZ_ANNOTATION_CARET},         {"Text", GAZ_ANNOTATION_NOTE},
        {"FreeText", GAZ_ANNOTATION_FREE_TEXT},  {"Ink", GAZ_ANNOTATION_INK},
        {"Stamp", GAZ_ANNOTATION_STAMP},         {"Line", GAZ_ANNOTATION_SHAPE},
        {"Square", GAZ_ANNOTATION_SHAPE},        {"Circle", GAZ_ANNOTATION_SHAPE},
        {"Polygon", GAZ_ANNOTATION_SHAPE},       {"PolyLine", GAZ_ANNOTATION_SHAPE},
        {"Redact", GAZ_ANNOTATION_HIGHLIGHT},    {"FileAttachment", GAZ_ANNOTATION_NOTE},
        {"Sound", GAZ_ANNOTATION_NOTE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strcasecmp(names[i].name, name) != 0) continue;
        *kind = names[i].kind;
        return true;
    }
    return false;
}

/* Points to grains; what is no number or far off any paper becomes 0. */
static gaz_len length_of(double points) {
    if (!isfinite(points) || fabs(points) > MOST_POINTS) return 0;
    return (gaz_len)lround(points * GAZ_POINT);
}

struct gaz_frame gaz_annotation_box(const double *numbers, size_t n) {
    gaz_len x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    for (size_t i = 0; i + 1 < n; i += 2) {
        gaz_len x = length_of(numbers[i]), y = length_of(numbers[i + 1]);
        x0 = i ? MIN(x0, x) : x;
        x1 = i ? MAX(x1, x) : x;
        y0 = i ? MIN(y0, y) : y;
        y1 = i ? MAX(y1, y) : y;
    }
    return (struct gaz_frame){x0, y0, x1 - x0, y1 - y0};
}

void gaz_annotation_place(struct gaz_arena *arena, struct gaz_annotation *note, const GArray *rect,
                          const GArray *quads, const GArray *line) {
    uint32_t n_quads = MIN(quads->len / CORNERS, GAZ_MOST_QUADS);
    const double *numbers = (const double *)(const void *)quads->data;
    struct gaz_frame *boxes = GAZ_NEW_ARRAY(arena, struct gaz_frame, n_quads + 1);
    for (uint32_t i = 0; i < n_quads; i++)
        boxes[i] = gaz_annotation_box(numbers + (size_t)i * CORNERS, CORNERS);
    note->rect = gaz_annotation_box((const double *)(const void *)rect->data, rect->len);
    note->quads = boxes;
    note->n_quads = n_quads;
    note->has_tip = line->len >= 4;
    if (!note->has_tip) return;
    note->tip_x = length_of(g_array_index(line, double, 0));
    note->tip_y = length_of(g_array_index(line, double, 1));
}

/* ---- what is drawn */

/* Behind a Polygon's last corner comes its first. */
void gaz_drawing_add(struct gaz_drawing *drawing, const GArray *points) {
    enum { AROUND = 2 }; /* so many times as long as from end to end: a bow of a leading line is no circle */
    const double *at = (const double *)(const void *)points->data;
    const size_t n = points->len / 2;
    if (n == 0) return;
    gaz_len x0 = length_of(at[0]), y0 = length_of(at[1]), x = x0, y = y0;
    double way = 0;
    for (size_t i = 1; i < n; i++) {
        gaz_len next_x = length_of(at[2 * i]), next_y = length_of(at[2 * i + 1]);
        way += hypot((double)next_x - x, (double)next_y - y);
        x = next_x, y = next_y;
    }
    struct gaz_drawn_stroke stroke = {gaz_annotation_box(at, n * 2), x0, y0, x, y, drawing->is_closed};
    if (way > 0 && way >= AROUND * hypot((double)x - x0, (double)y - y0)) stroke.goes_around = true;
    if (!drawing->strokes) drawing->strokes = g_array_new(FALSE, FALSE, sizeof(struct gaz_drawn_stroke));
    if (drawing->strokes->len < GAZ_MOST_STROKES) g_array_append_val(drawing->strokes, stroke);
}

void gaz_drawing_end(struct gaz_drawing *drawing, struct gaz_arena *arena, struct gaz_annotation *note) {
    uint32_t n = drawing->strokes ? drawing->strokes->len : 0;
    struct gaz_drawn_stroke *strokes = GAZ_NEW_ARRAY(arena, struct gaz_drawn_stroke, n + 1);
    struct gaz_frame box = note->rect;
    if (n > 0)
        memcpy(strokes, drawing->strokes->data, n * sizeof *strokes);
    else
        strokes[0] =
            (struct gaz_drawn_stroke){box, box.x, box.y, box.x + box.width, box.y + box.height, true};
    note->strokes = strokes;
    note->n_strokes = MAX(n, 1);
    if (drawing->strokes) g_array_unref(drawing->strokes);
    drawing->strokes = NULL;
}

void gaz_annotation_take_arrow(struct gaz_annotation *note, const GArray *line, const char *const ends[2]) {
    bool has[2];
    for (int i = 0; i < 2; i++)
        has[i] = ends[i] && g_ascii_strcasecmp(ends[i], "None") != 0;
    if (line->len < 4 || has[0] == has[1]) return;
    note->has_tip = true;
    note->tip_x = length_of(g_array_index(line, double, has[0] ? 0 : 2));
    note->tip_y = length_of(g_array_index(line, double, has[0] ? 1 : 3));
}

/* Behind what says in a text string of which language it is: ESC, zh or zhCN, ESC (7.9.2.2). */
static const char *behind_language(const char *at) {
    enum { ESCAPE = 0x1B };
    if (*at != ESCAPE) return at; /* maybe the text's end */
    size_t n = 1;
    while (n <= 5 && g_ascii_isalpha(at[n]))
        n++;
    return (n == 3 || n == 5) && at[n] == ESCAPE ? at + n + 1 : at;
}

const char *gaz_annotation_text(struct gaz_arena *arena, const char *text) {
    if (!text || !*text) return NULL;
    g_autofree char *cut = g_strndup(text, GAZ_MOST_WORDS), *valid = g_utf8_make_valid(cut, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = behind_language(valid); *at; at = behind_language(at + 1)) {
        if (*at == '\r') {
            g_string_append_c(out, '\n');
            at += at[1] == '\n';
        } else {
            g_string_append_c(out, *at);
        }
    }
    return out->len ? gaz_arena_strndup(arena, out->str, out->len) : NULL;
}

void gaz_annotation_take_name(struct gaz_annotation *note, const char *name) {
    guint64 number = 0;
    if (!name || !g_str_has_prefix(name, GAZ_OWN_ANNOTATION)) return;
    const char *digits = strrchr(name, '-') + 1;
    note->is_own = true;
    if (g_ascii_string_to_unsigned(digits, 10, 0, UINT32_MAX, &number, NULL))
        note->finding = (uint32_t)number;
}

/* ---- here and now */

/* Readers look for a head in the first 1024 bytes (ISO 32000-1, annex H, 3.4.1). */
static bool has_head(GBytes *bytes, const char *head) {
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return data && g_strstr_len(data, (gssize)MIN(size, HEAD), head);
}

/* <xfdf, <x:xfdf, in an encoding of one or two bytes. */
static bool is_xfdf(GBytes *bytes) {
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autoptr(GString) head = g_string_new(NULL);
    for (gsize i = 0; i < MIN(size, HEAD); i++)
        if (data[i]) g_string_append_c(head, data[i]);
    return strstr(head->str, "<xfdf") || strstr(head->str, ":xfdf");
}

/* The one by which the way of answers from i on comes back to where it was answers nothing. `seen`: of each
 * note the way that came to it, which is i + 1; 0: none did. */
static void mend_way(GArray *list, guint i, guint *seen) {
    for (uint32_t at = i; seen[at] == 0;) {
        struct gaz_annotation *note = &g_array_index(list, struct gaz_annotation, at);
        seen[at] = i + 1;
        if (note->to >= list->len || seen[note->to] == i + 1) {
            note->to = GAZ_NO_ANNOTATION;
            return;
        }
        at = note->to;
    }
}

/* An answer to what is not there, to itself, or that goes round, is none: it stands for itself. */
static void mend_answers(GArray *list) {
    guint *seen = g_new0(guint, list->len + 1);
    for (guint i = 0; i < list->len; i++)
        mend_way(list, i, seen);
    g_free(seen);
}

/* Each box is held against all characters of its page: of more than any proof-reader draws those of later
 * annotations are left out, which go by their rectangles. */
static void limit_boxes(GArray *list) {
    uint32_t rest = GAZ_MOST_BOXES;
    for (guint i = 0; i < list->len; i++) {
        struct gaz_annotation *note = &g_array_index(list, struct gaz_annotation, i);
        if (note->n_quads > rest) note->n_quads = 0;
        if (note->n_strokes > rest) note->n_strokes = 0;
        rest -= MIN(note->n_quads + note->n_strokes, rest);
    }
}

void gaz_annotations_parse(struct gaz_annotated_reading *reading, struct gaz_arena *arena, GBytes *bytes) {
    *reading =
        (struct gaz_annotated_reading){.arena = arena,
                                       .file = GAZ_NEW(arena, struct gaz_annotated),
                                       .list = g_array_new(FALSE, TRUE, sizeof(struct gaz_annotation))};
    if (has_head(bytes, GAZ_PDF_HEAD) || has_head(bytes, "%FDF-"))
        gaz_annotations_read_pdf(reading, bytes);
    else if (is_xfdf(bytes))
        gaz_annotations_read_xfdf(reading, bytes);
    else
        reading->verdict = GAZ_ANNOTATED_STRANGE;
    mend_answers(reading->list);
    limit_boxes(reading->list);
}

void gaz_annotated_reading_end(struct gaz_annotated_reading *reading) {
    g_array_unref(reading->list);
    g_free(reading->said);
}

/* ---- the door */

static void complain(const struct gaz_annotated_reading *reading, const char *name, struct gaz_diags *diags) {
    static const enum gaz_code codes[] = {[GAZ_ANNOTATED_STRANGE] = GAZ_D_PROOF_KIND,
                                          [GAZ_ANNOTATED_LOCKED] = GAZ_D_PROOF_LOCKED,
                                          [GAZ_ANNOTATED_DAMAGED] = GAZ_D_PROOF_DAMAGED,
                                          [GAZ_ANNOTATED_COSTLY] = GAZ_D_PROOF_COSTLY};
    gaz_report_file(diags, codes[reading->verdict], name, reading->said ? reading->said : "");
}

static void tell_lost(const struct gaz_annotated *file, const char *name, struct gaz_diags *diags) {
    char number[16];
    g_snprintf(number, sizeof number, "%u", file->n_lost);
    gaz_report_file(diags, GAZ_D_PROOF_LOST, name, number);
}

const struct gaz_annotated *gaz_annotations_read(struct gaz_arena *arena, const char *name, GBytes *bytes,
                                                 struct gaz_diags *diags) {
    struct gaz_annotated_reading reading;
    gaz_annotations_parse_apart(&reading, arena, bytes);
    struct gaz_annotated *file = reading.file;
    struct gaz_annotation *list = GAZ_NEW_ARRAY(arena, struct gaz_annotation, reading.list->len + 1);
    if (reading.list->len) memcpy(list, reading.list->data, reading.list->len * sizeof *list);
    file->list = list;
    file->n = reading.list->len;
    bool good = reading.verdict == GAZ_ANNOTATED_GOOD;
    if (!good) complain(&reading, name, diags);
    if (good && file->n_lost) tell_lost(file, name, diags);
    gaz_annotated_reading_end(&reading);
    return good ? file : NULL;
}
