/* xfdf.c: annotations that a reader program exported as XML (ISO 19444-1): an element each, named as its
 * kind is in small letters, below <annots>; what it says in <contents>, or only in <contents-richtext>.
 *
 * Nothing is nested that deep by any program, no entity is needed, and none is declared.
 */
#include "output/annotations/annotations.h"

#include "base/process/arena.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 64, MOST_NUMBERS = 32 * GAZ_MOST_POINTS };

struct reader {
    struct gaz_annotated_reading *reading;
    XML_Parser parser;
    unsigned depth;
    GString *text; /* of the element of words that is open */
    char *plain, *rich;
    unsigned words;  /* the depth of <contents> or <contents-richtext>; 0: neither is open */
    unsigned points; /* the same of <gesture> or <vertices> */
    struct gaz_drawing drawing;
    bool is_open;       /* an annotation is */
    bool is_paragraph;  /* a caret with the sign ¶ */
    GHashTable *names;  /* what an annotation is called, to its place in the list + 1 */
    GPtrArray *answers; /* what each of the list answers, or NULL */
};

static const char *value_of(const XML_Char **attributes, const char *name) {
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0) return attributes[1];
    return NULL;
}

static GArray *numbers_of(const char *text, guint most) {
    GArray *numbers = g_array_new(FALSE, TRUE, sizeof(double));
    while (text && *text && numbers->len < most) {
        char *end;
        double number = g_ascii_strtod(text, &end);
        if (end == text) break;
        g_array_append_val(numbers, number);
        text = end + strspn(end, ",; \t\r\n");
    }
    return numbers;
}

static void take_places(struct reader *r, const XML_Char **attributes, struct gaz_annotation *note) {
    g_autoptr(GArray) rect = numbers_of(value_of(attributes, "rect"), 4);
    g_autoptr(GArray) quads = numbers_of(value_of(attributes, "coords"), 8 * GAZ_MOST_QUADS);
    g_autoptr(GArray) line = numbers_of(value_of(attributes, "callout"), 6);
    gaz_annotation_place(r->reading->arena, note, rect, quads, line);
}

/* A Line's ends are attributes. */
static void take_line(struct reader *r, const XML_Char **attributes, struct gaz_annotation *note) {
    const char *const ends[] = {value_of(attributes, "head"), value_of(attributes, "tail")};
    g_autoptr(GArray) line = numbers_of(value_of(attributes, "start"), 2);
    g_autoptr(GArray) end = numbers_of(value_of(attributes, "end"), 2);
    if (line->len < 2 || end->len < 2) return;
    g_array_append_vals(line, end->data, 2);
    gaz_drawing_add(&r->drawing, line);
    gaz_annotation_take_arrow(note, line, ends);
}

static bool is_full(const struct reader *r) {
    return r->reading->list->len >= GAZ_MOST_ANNOTATIONS;
}

static void begin_annotation(struct reader *r, struct gaz_annotation note, const XML_Char **attributes,
                             bool is_polygon) {
    struct gaz_arena *arena = r->reading->arena;
    const char *page = value_of(attributes, "page"), *how = value_of(attributes, "replyType");
    const char *name = value_of(attributes, "name");
    guint64 number = 0;
    bool has_page = page && g_ascii_string_to_unsigned(page, 10, 0, INT32_MAX, &number, NULL);
    if (!has_page || is_full(r)) {
        r->reading->file->n_lost++;
        return;
    }
    note.page = (uint32_t)number;
    note.to = GAZ_NO_ANNOTATION;
    take_places(r, attributes, &note);
    note.author = gaz_annotation_text(arena, value_of(attributes, "title"));
    note.date = gaz_annotation_text(arena, value_of(attributes, "date"));
    note.state = gaz_annotation_text(arena, value_of(attributes, "state"));
    note.is_grouped = how && strcmp(how, "group") == 0;
    gaz_annotation_take_name(&note, name);
    if (name) g_hash_table_insert(r->names, g_strdup(name), GUINT_TO_POINTER(r->answers->len + 1));
    g_ptr_array_add(r->answers, g_strdup(value_of(attributes, "inreplyto")));
    const char *sign = value_of(attributes, "symbol");
    r->drawing.is_closed = is_polygon;
    if (gaz_annotation_is_drawn(note.kind)) take_line(r, attributes, &note);
    r->is_paragraph = note.kind == GAZ_ANNOTATION_CARET && sign && g_ascii_tolower(*sign) == 'p';
    g_array_append_val(r->reading->list, note);
    r->is_open = true;
}

static void take_identity(struct reader *r, const char *original) {
    if (original) r->reading->file->identity = gaz_arena_strdup(r->reading->arena, original);
    if (original)
        for (char *at = (char *)r->reading->file->identity; *at; at++)
            *at = g_ascii_tolower(*at);
}

static bool holds_points(const char *name) {
    return strcmp(name, "gesture") == 0 || strcmp(name, "vertices") == 0;
}

static void on_begin(void *data, const XML_Char *full_name, const XML_Char **attributes) {
    struct reader *r = data;
    struct gaz_annotation note = {0};
    const char *name = gaz_annotation_local_name(full_name);
    if (++r->depth > MOST_DEPTH) XML_StopParser(r->parser, XML_FALSE);
    bool is_words = strcmp(name, "contents") == 0 || strcmp(name, "contents-richtext") == 0;
    if (strcmp(name, "ids") == 0)
        take_identity(r, value_of(attributes, "original"));
    else if (r->is_open && is_words && !r->words) {
        r->words = r->depth;
        g_string_truncate(r->text, 0);
    } else if (r->is_open && !r->words && !r->points && holds_points(name)) {
        r->points = r->depth;
        g_string_truncate(r->text, 0);
    } else if (!r->is_open && gaz_annotation_kind_of(name, &note.kind))
        begin_annotation(r, note, attributes, strcmp(name, "polygon") == 0);
}

static void on_text(void *data, const XML_Char *text, int n) {
    struct reader *r = data;
    gsize most = r->points ? MOST_NUMBERS : GAZ_MOST_WORDS;
    if ((r->words || r->points) && r->text->len < most) g_string_append_len(r->text, text, n);
}

static void end_points(struct reader *r) {
    g_autoptr(GArray) points = numbers_of(r->text->str, 2 * GAZ_MOST_POINTS);
    const GArray *list = r->reading->list;
    const struct gaz_annotation *note = &g_array_index(list, struct gaz_annotation, list->len - 1);
    if (gaz_annotation_is_drawn(note->kind)) gaz_drawing_add(&r->drawing, points);
    r->points = 0;
}

static void end_annotation(struct reader *r) {
    struct gaz_annotation *note =
        &g_array_index(r->reading->list, struct gaz_annotation, r->reading->list->len - 1);
    if (gaz_annotation_is_drawn(note->kind)) gaz_drawing_end(&r->drawing, r->reading->arena, note);
    note->words = gaz_annotation_text(r->reading->arena, r->plain && *r->plain ? r->plain : r->rich);
    if (r->is_paragraph) note->words = gaz_annotation_paragraph(r->reading->arena, note->words);
    g_clear_pointer(&r->plain, g_free);
    g_clear_pointer(&r->rich, g_free);
    r->is_open = false;
}

static void on_end(void *data, const XML_Char *full_name) {
    struct reader *r = data;
    enum gaz_annotation_kind kind;
    const char *name = gaz_annotation_local_name(full_name);
    if (r->words && gaz_annotation_ends_line(name)) g_string_append_c(r->text, '\n');
    if (r->words == r->depth) {
        bool is_plain = strcmp(name, "contents") == 0;
        char **to = is_plain ? &r->plain : &r->rich;
        g_free(*to);
        *to = is_plain ? g_strdup(g_strstrip(r->text->str)) : gaz_annotation_lines(r->text->str);
        r->words = 0;
    } else if (r->points == r->depth) {
        end_points(r);
    } else if (r->is_open && !r->words && gaz_annotation_kind_of(name, &kind)) {
        end_annotation(r);
    }
    r->depth--;
}

/* An entity may be as long as it likes, a few bytes of it. */
static void on_entity(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                      int has_subset) {
    struct reader *r = data;
    (void)name, (void)system, (void)public, (void)has_subset;
    XML_StopParser(r->parser, XML_FALSE);
}

static void find_answered(struct reader *r) {
    for (guint i = 0; i < r->answers->len; i++) {
        const char *to = r->answers->pdata[i];
        guint found = to ? GPOINTER_TO_UINT(g_hash_table_lookup(r->names, to)) : 0;
        if (found) g_array_index(r->reading->list, struct gaz_annotation, i).to = found - 1;
    }
}

static void parse(struct reader *r, GBytes *bytes) {
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_begin, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_entity);
    if (XML_Parse(r->parser, data, (int)MIN(size, G_MAXINT), XML_TRUE) == XML_STATUS_OK) return;
    r->reading->verdict = GAZ_ANNOTATED_DAMAGED;
    r->reading->said = g_strdup(XML_ErrorString(XML_GetErrorCode(r->parser)));
}

void gaz_annotations_read_xfdf(struct gaz_annotated_reading *reading, GBytes *bytes) {
    struct reader r = {.reading = reading, .parser = XML_ParserCreate(NULL), .text = g_string_new(NULL)};
    r.names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    r.answers = g_ptr_array_new_with_free_func(g_free);
    reading->file->kind = GAZ_ANNOTATED_XFDF;
    parse(&r, bytes);
    find_answered(&r);
    if (r.is_open) end_annotation(&r);
    XML_ParserFree(r.parser);
    g_string_free(r.text, TRUE);
    g_hash_table_unref(r.names);
    g_ptr_array_unref(r.answers);
}
