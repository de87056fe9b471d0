/* pdf.c: annotations by libqpdf, of a PDF (ISO 32000-1, 12.5) or an FDF (12.7.7), which is a PDF without
 * pages.
 *
 * Reader programs write PDFs that are not quite right, so libqpdf may mend what it reads. Nothing is followed
 * further than two dictionaries deep, and no stream is opened but that of rich text.
 */
#include "output/annotations/annotations.h"
#include "output/objects/keys.h"
#include "output/objects/packing.h"

#include "base/process/arena.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PAGES = 5000, MOST_ON_PAGE = 20000 };

struct reader {
    struct gaz_annotated_reading *reading;
    qpdf_data pdf;
    GHashTable *numbers; /* of an object, to its place in the list + 1 */
    GArray *answers;     /* int: the object that each of the list answers; 0: none */
    GPtrArray *named;    /* what it answers, where that is told by name (12.5.6.2); NULL: it is not */
    GHashTable *names;   /* what an annotation is called, to its place in the list + 1 */
};

/* ---- values */

static qpdf_oh key_of(const struct reader *r, qpdf_oh dict, const char *key) {
    return qpdf_oh_get_key(r->pdf, dict, key);
}

/* The numbers of an array, at most `most`; freed with g_array_unref. */
static GArray *numbers_of(const struct reader *r, qpdf_oh array, int most) {
    GArray *numbers = g_array_new(FALSE, TRUE, sizeof(double));
    int n = qpdf_oh_is_array(r->pdf, array) ? qpdf_oh_get_array_n_items(r->pdf, array) : 0;
    for (int i = 0; i < MIN(n, most); i++) {
        qpdf_oh item = qpdf_oh_get_array_item(r->pdf, array, i);
        double number = qpdf_oh_is_number(r->pdf, item) ? qpdf_oh_get_numeric_value(r->pdf, item) : 0;
        qpdf_oh_release(r->pdf, item);
        g_array_append_val(numbers, number);
    }
    return numbers;
}

/* A string as UTF-8; freed with g_free. */
static char *string_of(const struct reader *r, qpdf_oh value) {
    size_t size;
    const char *bytes = qpdf_oh_get_binary_string_value(r->pdf, value, &size);
    char *unmarked = gaz_annotation_unmarked(bytes, size);
    return unmarked ? unmarked : g_strdup(qpdf_oh_get_utf8_value(r->pdf, value));
}

static const char *text_of(const struct reader *r, qpdf_oh dict, const char *key) {
    qpdf_oh value = key_of(r, dict, key);
    g_autofree char *text = qpdf_oh_is_string(r->pdf, value) ? string_of(r, value) : NULL;
    return gaz_annotation_text(r->reading->arena, text);
}

/* Rich text, which may be a stream. */
static const char *rich_of(const struct reader *r, qpdf_oh dict) {
    qpdf_oh value = key_of(r, dict, "/RC");
    g_autofree char *text = qpdf_oh_is_string(r->pdf, value) ? string_of(r, value) : NULL;
    g_autoptr(GBytes) stream = text ? NULL : gaz_pdf_take_data(r->pdf, value);
    if (stream)
        text = g_strndup(g_bytes_get_data(stream, NULL),
                         MIN(g_bytes_get_size(stream), (gsize)16 * GAZ_MOST_WORDS));
    g_autofree char *plain = text ? gaz_annotation_plain(text, strlen(text)) : NULL;
    return gaz_annotation_text(r->reading->arena, plain);
}

/* Contents, else the same as rich text, else what its window says. */
static const char *words_of(const struct reader *r, qpdf_oh dict) {
    const char *words = text_of(r, dict, "/Contents");
    if (!words) words = rich_of(r, dict);
    qpdf_oh window = key_of(r, dict, "/Popup");
    if (!words && qpdf_oh_is_dictionary(r->pdf, window)) words = text_of(r, window, "/Contents");
    return words;
}

/* A name without its slash; NULL: it is none. Borrowed until the next call. */
static const char *name_of(const struct reader *r, qpdf_oh dict, const char *key) {
    qpdf_oh value = key_of(r, dict, key);
    return qpdf_oh_is_name(r->pdf, value) ? qpdf_oh_get_name(r->pdf, value) + 1 : NULL;
}

/* ---- an annotation */

static void take_places(const struct reader *r, qpdf_oh dict, struct gaz_annotation *note) {
    g_autoptr(GArray) rect = numbers_of(r, key_of(r, dict, "/Rect"), 4);
    g_autoptr(GArray) quads = numbers_of(r, key_of(r, dict, "/QuadPoints"), 8 * GAZ_MOST_QUADS);
    g_autoptr(GArray) line = numbers_of(r, key_of(r, dict, "/CL"), 6);
    gaz_annotation_place(r->reading->arena, note, rect, quads, line);
}

/* An Ink's strokes, each an array. */
static void take_ink(const struct reader *r, qpdf_oh list, struct gaz_drawing *drawing) {
    int n = qpdf_oh_is_array(r->pdf, list) ? qpdf_oh_get_array_n_items(r->pdf, list) : 0;
    int rest = 2 * GAZ_MOST_POINTS; /* one array may stand for all strokes */
    for (int i = 0; i < MIN(n, GAZ_MOST_STROKES) && rest > 0; i++) {
        qpdf_oh stroke = qpdf_oh_get_array_item(r->pdf, list, i);
        g_autoptr(GArray) points = numbers_of(r, stroke, rest);
        gaz_drawing_add(drawing, points);
        rest -= (int)points->len;
        qpdf_oh_release(r->pdf, stroke);
    }
}

/* What the ends of a Line are called; those that are no names, NULL. */
static void take_arrow(const struct reader *r, qpdf_oh dict, struct gaz_annotation *note,
                       const GArray *line) {
    qpdf_oh ends = key_of(r, dict, "/LE");
    char *names[2] = {NULL, NULL};
    for (int i = 0; i < 2 && qpdf_oh_is_array(r->pdf, ends) && i < qpdf_oh_get_array_n_items(r->pdf, ends);
         i++) {
        qpdf_oh end = qpdf_oh_get_array_item(r->pdf, ends, i);
        if (qpdf_oh_is_name(r->pdf, end)) names[i] = g_strdup(qpdf_oh_get_name(r->pdf, end) + 1);
    }
    gaz_annotation_take_arrow(note, line, (const char *const *)names);
    g_free(names[0]);
    g_free(names[1]);
}

static void take_drawing(const struct reader *r, qpdf_oh dict, struct gaz_annotation *note, bool is_polygon) {
    struct gaz_drawing drawing = {.is_closed = is_polygon};
    g_autoptr(GArray) line = numbers_of(r, key_of(r, dict, "/L"), 4);
    g_autoptr(GArray) corners = numbers_of(r, key_of(r, dict, "/Vertices"), 2 * GAZ_MOST_POINTS);
    take_ink(r, key_of(r, dict, "/InkList"), &drawing);
    gaz_drawing_add(&drawing, line);
    gaz_drawing_add(&drawing, corners);
    gaz_drawing_end(&drawing, r->reading->arena, note);
    take_arrow(r, dict, note, line);
}

static void take_words(const struct reader *r, qpdf_oh dict, struct gaz_annotation *note) {
    note->words = words_of(r, dict);
    note->author = text_of(r, dict, "/T");
    note->date = text_of(r, dict, "/M");
    note->state = text_of(r, dict, "/State");
    gaz_annotation_take_name(note, text_of(r, dict, "/NM"));
    qpdf_oh finding = key_of(r, dict, GAZ_OWN_ANNOTATION_KEY);
    int number = qpdf_oh_is_integer(r->pdf, finding) ? qpdf_oh_get_int_value_as_int(r->pdf, finding) : 0;
    if (note->is_own && number > 0) note->finding = (uint32_t)number;
    const char *sign = name_of(r, dict, "/Sy");
    bool is_paragraph = note->kind == GAZ_ANNOTATION_CARET && sign && strcmp(sign, "P") == 0;
    if (is_paragraph) note->words = gaz_annotation_paragraph(r->reading->arena, note->words);
    const char *how = name_of(r, dict, "/RT");
    note->is_grouped = how && strcmp(how, "Group") == 0;
}

static void take_annotation(const struct reader *r, qpdf_oh dict, uint32_t page) {
    struct gaz_annotation note = {.page = page, .to = GAZ_NO_ANNOTATION};
    if (!qpdf_oh_is_dictionary(r->pdf, dict)) return;
    const char *kind = name_of(r, dict, "/Subtype");
    bool is_link = kind && strcmp(kind, "Link") == 0;
    bool is_polygon =
        kind && strcmp(kind, "Polygon") == 0; /* the name is gone with the next that is asked for */
    if (is_link) note.kind = GAZ_ANNOTATION_SHAPE;
    if (!kind || (!is_link && !gaz_annotation_kind_of(kind, &note.kind))) return;
    int id = qpdf_oh_get_object_id(r->pdf, dict);
    if (id && g_hash_table_contains(r->numbers, GINT_TO_POINTER(id))) return; /* listed twice */
    take_places(r, dict, &note);
    if (gaz_annotation_is_drawn(note.kind)) take_drawing(r, dict, &note, is_polygon);
    take_words(r, dict, &note);
    if (is_link && !note.is_own) return;
    int to = qpdf_oh_get_object_id(r->pdf, key_of(r, dict, "/IRT"));
    gpointer place = GUINT_TO_POINTER(r->answers->len + 1);
    const char *name = text_of(r, dict, "/NM");
    if (id) g_hash_table_insert(r->numbers, GINT_TO_POINTER(id), place);
    if (name) g_hash_table_insert(r->names, g_strdup(name), place);
    g_ptr_array_add(r->named, g_strdup(text_of(r, dict, "/IRT")));
    g_array_append_val(r->reading->list, note);
    g_array_append_val(r->answers, to);
}

static bool is_full(const struct reader *r) {
    return r->reading->list->len >= GAZ_MOST_ANNOTATIONS;
}

static bool take_warnings(const struct reader *r) {
    bool has = false;
    while (qpdf_more_warnings(r->pdf))
        has |= qpdf_next_warning(r->pdf) != NULL;
    return has;
}

/* An annotation of a list; what is none is counted, if it is there: what a program took out may leave the
 * name of nothing behind, while of what cannot be read libqpdf warns. */
static qpdf_oh item_of(const struct reader *r, qpdf_oh array, int i) {
    take_warnings(r);
    qpdf_oh item = qpdf_oh_get_array_item(r->pdf, array, i);
    if (!qpdf_oh_is_dictionary(r->pdf, item))
        r->reading->file->n_lost += take_warnings(r) || !qpdf_oh_is_null(r->pdf, item);
    return item;
}

static void take_annotations(const struct reader *r, qpdf_oh array, uint32_t page) {
    int n = qpdf_oh_is_array(r->pdf, array) ? qpdf_oh_get_array_n_items(r->pdf, array) : 0, i = 0;
    for (; i < MIN(n, MOST_ON_PAGE) && !is_full(r); i++)
        take_annotation(r, item_of(r, array, i), page);
    r->reading->file->n_lost += (uint32_t)(n - i);
}

/* What it answers may stand behind it. */
static void find_answered(const struct reader *r) {
    for (guint i = 0; i < r->answers->len; i++) {
        int to = g_array_index(r->answers, int, i);
        const char *name = r->named->pdata[i];
        guint found = to ? GPOINTER_TO_UINT(g_hash_table_lookup(r->numbers, GINT_TO_POINTER(to))) : 0;
        if (!found && name) found = GPOINTER_TO_UINT(g_hash_table_lookup(r->names, name));
        if (found) g_array_index(r->reading->list, struct gaz_annotation, i).to = found - 1;
    }
}

/* ---- a file */

/* The first half of an /ID, which is the file's as it was first made (14.4). */
static void take_identity(const struct reader *r, qpdf_oh identifiers) {
    if (!qpdf_oh_is_array(r->pdf, identifiers)) return;
    qpdf_oh first = qpdf_oh_get_array_item(r->pdf, identifiers, 0);
    if (!qpdf_oh_is_string(r->pdf, first)) return;
    size_t size;
    const char *bytes = qpdf_oh_get_binary_string_value(r->pdf, first, &size);
    g_autoptr(GString) digits = g_string_new(NULL);
    for (size_t i = 0; i < MIN(size, 64); i++)
        g_string_append_printf(digits, "%02x", (unsigned char)bytes[i]);
    r->reading->file->identity = gaz_arena_strdup(r->reading->arena, digits->str);
}

static struct gaz_frame box_of(const struct reader *r, qpdf_oh page) {
    static const char *const keys[] = {"/TrimBox", "/MediaBox"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autoptr(GArray) box = numbers_of(r, key_of(r, page, keys[i]), 4);
        if (box->len == 4) return gaz_annotation_box((const double *)box->data, 4);
    }
    return (struct gaz_frame){0};
}

/* What the page says of itself (14.5), as own.c put it there: "identity" or "identity number". */
static void take_page_identity(const struct reader *r, qpdf_oh dict, struct gaz_annotated_page *page) {
    qpdf_oh info = key_of(r, dict, "/PieceInfo");
    if (!qpdf_oh_is_dictionary(r->pdf, info)) return;
    qpdf_oh own = key_of(r, info, "/gongbao");
    const char *said = qpdf_oh_is_dictionary(r->pdf, own) ? text_of(r, own, "/Private") : NULL;
    const char *blank = said ? strchr(said, ' ') : NULL;
    page->identity = blank ? gaz_arena_strndup(r->reading->arena, said, (size_t)(blank - said)) : said;
    if (blank) page->shows = (uint32_t)MIN(strtoul(blank, NULL, 10), MOST_PAGES);
}

static void take_pages(const struct reader *r) {
    qpdf_push_inherited_attributes_to_page(r->pdf);
    int all = qpdf_get_num_pages(r->pdf);
    uint32_t n = (uint32_t)CLAMP(all, 0, MOST_PAGES);
    struct gaz_annotated_page *pages = GAZ_NEW_ARRAY(r->reading->arena, struct gaz_annotated_page, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        qpdf_oh page = qpdf_get_page_n(r->pdf, i);
        pages[i].box = box_of(r, page);
        take_page_identity(r, page, &pages[i]);
        take_annotations(r, key_of(r, page, "/Annots"), i);
    }
    r->reading->file->pages = pages;
    r->reading->file->n_pages = n;
    take_identity(r, key_of(r, qpdf_get_trailer(r->pdf), "/ID"));
}

static bool is_mark(const struct reader *r, qpdf_oh dict) {
    enum gaz_annotation_kind kind;
    const char *name = qpdf_oh_is_dictionary(r->pdf, dict) ? name_of(r, dict, "/Subtype") : NULL;
    return name && gaz_annotation_kind_of(name, &kind);
}

/* Each says on which page it stands; one that does not is at no place. */
static void take_exported(const struct reader *r, qpdf_oh fdf) {
    qpdf_oh array = key_of(r, fdf, "/Annots");
    int n = qpdf_oh_is_array(r->pdf, array) ? qpdf_oh_get_array_n_items(r->pdf, array) : 0, i = 0;
    r->reading->file->kind = GAZ_ANNOTATED_FDF;
    take_identity(r, key_of(r, fdf, "/ID"));
    for (; i < n && !is_full(r); i++) {
        qpdf_oh dict = item_of(r, array, i), page = key_of(r, dict, "/Page");
        bool is_number = qpdf_oh_is_integer(r->pdf, page);
        int number = is_number ? qpdf_oh_get_int_value_as_int(r->pdf, page) : -1;
        if (number >= 0)
            take_annotation(r, dict, (uint32_t)number);
        else
            r->reading->file->n_lost += is_mark(r, dict);
    }
    r->reading->file->n_lost += (uint32_t)(n - i);
}

static void complain(const struct reader *r) {
    qpdf_error error = qpdf_has_error(r->pdf) ? qpdf_get_error(r->pdf) : NULL;
    bool is_locked = error && qpdf_get_error_code(r->pdf, error) == qpdf_e_password;
    r->reading->verdict = is_locked ? GAZ_ANNOTATED_LOCKED : GAZ_ANNOTATED_DAMAGED;
    if (error) r->reading->said = g_strdup(qpdf_get_error_full_text(r->pdf, error));
}

static void take_file(const struct reader *r, GBytes *bytes) {
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (qpdf_read_memory(r->pdf, "PDF", data, size, NULL) & QPDF_ERRORS) {
        complain(r);
        return;
    }
    qpdf_oh fdf = key_of(r, qpdf_get_root(r->pdf), "/FDF");
    if (qpdf_oh_is_dictionary(r->pdf, fdf))
        take_exported(r, fdf);
    else
        take_pages(r);
    find_answered(r);
    if (qpdf_has_error(r->pdf)) complain(r);
}

void gaz_annotations_read_pdf(struct gaz_annotated_reading *reading, GBytes *bytes) {
    struct reader r = {reading,
                       gaz_pdf_open(),
                       g_hash_table_new(NULL, NULL),
                       g_array_new(FALSE, TRUE, sizeof(int)),
                       g_ptr_array_new_with_free_func(g_free),
                       g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    qpdf_set_attempt_recovery(r.pdf, QPDF_TRUE);
    take_file(&r, bytes);
    gaz_pdf_close(r.pdf);
    g_hash_table_unref(r.numbers);
    g_hash_table_unref(r.names);
    g_ptr_array_unref(r.named);
    g_array_unref(r.answers);
}
