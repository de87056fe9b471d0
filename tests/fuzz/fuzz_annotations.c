/* fuzz_annotations.c: a proof-reader's PDF, FDF or XFDF. Whatever it is, each annotation that comes out of it
 * answers another one or none, says valid UTF-8, and lies on paper of some size. */
#include "tests/fuzz/fuzz.h"

#include "base/process/arena.h"
#include "output/annotations/annotations.h"

#include <stdlib.h>

static void check_words(const char *words) {
    if (words && !g_utf8_validate(words, -1, NULL)) abort();
}

static void check(const GArray *list, guint i) {
    const struct gaz_annotation *note = &g_array_index(list, struct gaz_annotation, i);
    if (note->to != GAZ_NO_ANNOTATION && (note->to >= list->len || note->to == i)) abort();
    if (note->rect.width < 0 || note->rect.height < 0) abort();
    for (uint32_t k = 0; k < note->n_quads; k++)
        if (note->quads[k].width < 0 || note->quads[k].height < 0) abort();
    check_words(note->words);
    check_words(note->author);
    check_words(note->date);
    check_words(note->state);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct gaz_arena *arena = gaz_arena_new();
    GBytes *bytes = g_bytes_new(data, size);
    struct gaz_annotated_reading reading;
    gaz_annotations_parse(&reading, arena, bytes);
    for (guint i = 0; i < reading.list->len; i++)
        check(reading.list, i);
    gaz_annotated_reading_end(&reading);
    g_bytes_unref(bytes);
    gaz_arena_free(arena);
    return 0;
}
