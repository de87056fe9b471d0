/* child.c: a proof-reader's file is read in a child: it comes from anywhere, and a few bytes of it may ask
 * for memory or time without end. What the child has found it hands over as a GVariant, whose form is proved
 * when it is read.
 */
#include "output/annotations/annotations.h"

#include "base/process/arena.h"
#include "base/process/child.h"

enum { SECONDS = 12, ADDRESSES = 1 << 10, WRITTEN = 1 << 10 };

#define FRAME "(iiii)"
#define STROKE "(" FRAME "iiiib)"
#define NOTE "(uu" FRAME "a" FRAME "biiubbumsmsmsmsa" STROKE ")"
#define PAGE "(" FRAME "msu)"
static const char form[] = "(umsuumsa" PAGE "a" NOTE ")";

/* ---- the child */

static GVariant *frame(struct gaz_frame it) {
    return g_variant_new(FRAME, it.x, it.y, it.width, it.height);
}

static GVariant *strokes(const struct gaz_annotation *it) {
    GVariantBuilder list;
    g_variant_builder_init(&list, G_VARIANT_TYPE("a" STROKE));
    for (uint32_t i = 0; i < it->n_strokes; i++) {
        const struct gaz_drawn_stroke *one = &it->strokes[i];
        g_variant_builder_add(&list, "(@" FRAME "iiiib)", frame(one->box), one->begin_x, one->begin_y,
                              one->end_x, one->end_y, (gboolean)one->goes_around);
    }
    return g_variant_builder_end(&list);
}

static GVariant *note(const struct gaz_annotation *it) {
    GVariantBuilder quads;
    g_variant_builder_init(&quads, G_VARIANT_TYPE("a" FRAME));
    for (uint32_t i = 0; i < it->n_quads; i++)
        g_variant_builder_add_value(&quads, frame(it->quads[i]));
    return g_variant_new("(uu@" FRAME "a" FRAME "biiubbumsmsmsms@a" STROKE ")", (guint32)it->kind, it->page,
                         frame(it->rect), &quads, (gboolean)it->has_tip, it->tip_x, it->tip_y, it->to,
                         (gboolean)it->is_grouped, (gboolean)it->is_own, it->finding, it->words, it->author,
                         it->date, it->state, strokes(it));
}

static GVariant *found(const struct gaz_annotated_reading *reading) {
    const struct gaz_annotated *file = reading->file;
    GVariantBuilder pages, notes;
    g_variant_builder_init(&pages, G_VARIANT_TYPE("a" PAGE));
    g_variant_builder_init(&notes, G_VARIANT_TYPE("a" NOTE));
    for (uint32_t i = 0; i < file->n_pages; i++)
        g_variant_builder_add(&pages, "(@" FRAME "msu)", frame(file->pages[i].box), file->pages[i].identity,
                              file->pages[i].shows);
    for (guint i = 0; i < reading->list->len; i++)
        g_variant_builder_add_value(&notes, note(&g_array_index(reading->list, struct gaz_annotation, i)));
    g_autofree char *said = reading->said ? g_utf8_make_valid(reading->said, -1) : NULL;
    return g_variant_new("(umsuumsa" PAGE "a" NOTE ")", (guint32)reading->verdict, said, (guint32)file->kind,
                         (guint32)file->n_lost, file->identity, &pages, &notes);
}

/* The C library reads what it converts by from files, once, which the child may not. */
static void prepare_encodings(void) {
    g_autofree char *text = g_convert("", 0, "UTF-8", "GB18030", NULL, NULL, NULL);
    (void)text;
}

static bool write_found(const void *context, int to) {
    prepare_encodings();
    gaz_child_shut_in(
        (struct gaz_child_limits){.seconds = SECONDS, .addresses = ADDRESSES, .written = WRITTEN});
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_annotated_reading reading;
    gaz_annotations_parse(&reading, arena, (GBytes *)context);
    g_autoptr(GVariant) answer = g_variant_ref_sink(found(&reading));
    return gaz_child_write(to, g_variant_get_data(answer), g_variant_get_size(answer));
}

/* ---- the parent */

static struct gaz_frame take_frame(GVariant *from, gsize i) {
    struct gaz_frame it;
    g_variant_get_child(from, i, FRAME, &it.x, &it.y, &it.width, &it.height);
    return it;
}

static const char *take_text(struct gaz_arena *arena, GVariant *from, gsize i) {
    const char *text;
    g_autoptr(GVariant) child = g_variant_get_child_value(from, i);
    g_variant_get(child, "m&s", &text);
    return gaz_arena_strdup(arena, text);
}

static void take_quads(struct gaz_annotated_reading *reading, GVariant *from, struct gaz_annotation *it) {
    g_autoptr(GVariant) list = g_variant_get_child_value(from, 3);
    it->n_quads = (uint32_t)g_variant_n_children(list);
    struct gaz_frame *quads = GAZ_NEW_ARRAY(reading->arena, struct gaz_frame, it->n_quads + 1);
    for (uint32_t i = 0; i < it->n_quads; i++)
        quads[i] = take_frame(list, i);
    it->quads = quads;
}

static void take_strokes(struct gaz_annotated_reading *reading, GVariant *from, struct gaz_annotation *it) {
    g_autoptr(GVariant) list = g_variant_get_child_value(from, 15);
    it->n_strokes = (uint32_t)g_variant_n_children(list);
    struct gaz_drawn_stroke *strokes =
        GAZ_NEW_ARRAY(reading->arena, struct gaz_drawn_stroke, it->n_strokes + 1);
    for (uint32_t i = 0; i < it->n_strokes; i++) {
        g_autoptr(GVariant) one = g_variant_get_child_value(list, i);
        gboolean goes_around;
        g_variant_get(one, "(@" FRAME "iiiib)", NULL, &strokes[i].begin_x, &strokes[i].begin_y,
                      &strokes[i].end_x, &strokes[i].end_y, &goes_around);
        strokes[i].box = take_frame(one, 0);
        strokes[i].goes_around = goes_around;
    }
    it->strokes = strokes;
}

static void take_note(struct gaz_annotated_reading *reading, GVariant *from) {
    struct gaz_annotation it = {0};
    guint32 kind;
    gboolean has_tip, is_grouped, is_own;
    g_variant_get_child(from, 0, "u", &kind);
    g_variant_get_child(from, 1, "u", &it.page);
    it.rect = take_frame(from, 2);
    take_quads(reading, from, &it);
    take_strokes(reading, from, &it);
    g_variant_get_child(from, 4, "b", &has_tip);
    g_variant_get_child(from, 5, "i", &it.tip_x);
    g_variant_get_child(from, 6, "i", &it.tip_y);
    g_variant_get_child(from, 7, "u", &it.to);
    g_variant_get_child(from, 8, "b", &is_grouped);
    g_variant_get_child(from, 9, "b", &is_own);
    g_variant_get_child(from, 10, "u", &it.finding);
    it.kind = (enum gaz_annotation_kind)MIN(kind, GAZ_N_ANNOTATION_KINDS - 1);
    it.has_tip = has_tip, it.is_grouped = is_grouped, it.is_own = is_own;
    const char **const texts[] = {&it.words, &it.author, &it.date, &it.state};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        *texts[i] = take_text(reading->arena, from, 11 + i);
    g_array_append_val(reading->list, it);
}

static void take_pages(struct gaz_annotated_reading *reading, GVariant *list) {
    uint32_t n = (uint32_t)g_variant_n_children(list);
    struct gaz_annotated_page *pages = GAZ_NEW_ARRAY(reading->arena, struct gaz_annotated_page, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        g_autoptr(GVariant) page = g_variant_get_child_value(list, i);
        pages[i] = (struct gaz_annotated_page){take_frame(page, 0), take_text(reading->arena, page, 1), 0};
        g_variant_get_child(page, 2, "u", &pages[i].shows);
    }
    reading->file->pages = pages;
    reading->file->n_pages = n;
}

static void take_found(struct gaz_annotated_reading *reading, GVariant *from) {
    guint32 verdict, kind;
    g_variant_get_child(from, 0, "u", &verdict);
    g_variant_get_child(from, 2, "u", &kind);
    g_variant_get_child(from, 3, "u", &reading->file->n_lost);
    reading->verdict = (enum gaz_annotated_verdict)MIN(verdict, GAZ_ANNOTATED_COSTLY);
    reading->said = g_strdup(take_text(reading->arena, from, 1));
    reading->file->kind = (enum gaz_annotated_kind)MIN(kind, GAZ_ANNOTATED_XFDF);
    reading->file->identity = take_text(reading->arena, from, 4);
    g_autoptr(GVariant) pages = g_variant_get_child_value(from, 5);
    g_autoptr(GVariant) notes = g_variant_get_child_value(from, 6);
    take_pages(reading, pages);
    for (gsize i = 0; i < g_variant_n_children(notes); i++) {
        g_autoptr(GVariant) one = g_variant_get_child_value(notes, i);
        take_note(reading, one);
    }
}

/* All that the child has written; NULL: nothing can be read. */
static GVariant *run(GBytes *bytes) {
    g_autoptr(GBytes) said = gaz_child_answer("annotations", write_found, bytes);
    if (!said || g_bytes_get_size(said) == 0) return NULL;
    GVariant *answer = g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(form), said, FALSE));
    if (!g_variant_is_normal_form(answer)) g_clear_pointer(&answer, g_variant_unref);
    return answer;
}

void gaz_annotations_parse_apart(struct gaz_annotated_reading *reading, struct gaz_arena *arena,
                                 GBytes *bytes) {
    *reading = (struct gaz_annotated_reading){.arena = arena,
                                              .file = GAZ_NEW(arena, struct gaz_annotated),
                                              .list = g_array_new(FALSE, TRUE, sizeof(struct gaz_annotation)),
                                              .verdict = GAZ_ANNOTATED_COSTLY};
    GVariant *answer = run(bytes);
    if (!answer) return;
    take_found(reading, answer);
    g_variant_unref(answer);
}
