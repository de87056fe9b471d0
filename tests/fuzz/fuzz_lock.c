/* fuzz_lock.c: issue.lock: its head, its facts, and compared with itself it differs in nothing. */
#include "tests/fuzz/fuzz.h"

#include "archive/facts.h"
#include "base/format.h"

#include <stdlib.h>
#include <string.h>

static void no_difference(void *context, const struct gaz_fact *before, const struct gaz_fact *after) {
    (void)context, (void)before, (void)after;
    abort();
}

static void read_facts(const struct gaz_source *source, uint32_t from) {
    g_autofree char *one = g_strdup(source->text), *two = g_strdup(source->text);
    uint32_t wrong, again;
    GArray *before = gaz_facts_read(one, from, &wrong), *after = gaz_facts_read(two, from, &again);
    if (wrong != again || (wrong != GAZ_NOWHERE && (wrong < from || wrong > source->size))) abort();
    for (guint i = 0; i < before->len; i++) {
        const struct gaz_fact *fact = &g_array_index(before, struct gaz_fact, i);
        if (fact->begin < from || fact->begin > fact->end || fact->end > source->size) abort();
    }
    gaz_facts_compare(before, after, no_difference, NULL);
    g_array_free(before, TRUE);
    g_array_free(after, TRUE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz fuzz;
    struct gaz_format_head head;
    fuzz_open(&fuzz, data, size);
    if (fuzz.source && gaz_format_read(&head, fuzz.source, 1u << GAZ_FORMAT_LOCK, fuzz.diags))
        read_facts(fuzz.source, head.size);
    fuzz_close(&fuzz);
    return 0;
}
