/* fuzz_lock.c: issue.lock: its head, its facts, and compared with itself it differs in nothing; its
 * signatures stay when it is put together anew. */
#include "tests/fuzz/fuzz.h"

#include "archive/lock/differences.h"
#include "archive/lock/facts.h"
#include "archive/lock/lines.h"
#include "archive/lock/lock_file.h"
#include "archive/lock/words.h"
#include "base/data/format.h"

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

/* What is compared: all but the signatures. */
static const unsigned compared = ~(1u << GAZ_FACT_SIGNED);

static void compare_with_itself(const struct gaz_lock *lock, const struct gaz_source *source, uint32_t from) {
    struct gaz_differences *d = gaz_differences_find(lock, g_strdup(source->text + from), compared);
    struct gaz_words words = gaz_words_new();
    bool is_read = lock->wrong == GAZ_NOWHERE;
    if (is_read && d->n > 0) abort();
    if (is_read && d->pages.known && !gaz_page_changes_are_none(&d->pages)) abort();
    gaz_words_of_pages(&words, &d->pages);
    gaz_words_clear(&words);
    gaz_differences_free(d);
}

static void compare_lines(const struct gaz_lock *lock, const struct gaz_source *now) {
    for (guint i = 0; i < lock->lines->len && i < 4; i++) {
        g_autoptr(GArray) changes =
            gaz_lines_compare(g_array_index(lock->lines, struct gaz_fact, i).value, now);
        for (guint k = 0; k < changes->len; k++) {
            const struct gaz_line_change *change = &g_array_index(changes, struct gaz_line_change, k);
            if (change->now + change->n_now > now->n_lines + 1) abort();
            if (change->n_now) g_free(gaz_words_excerpt(now, change->now));
        }
    }
}

/* What stood there, with its signatures, is read again as it was. */
static void put_together(const struct gaz_lock *lock, const struct gaz_source *source, struct fuzz *fuzz) {
    if (lock->wrong != GAZ_NOWHERE) return;
    g_autofree char *text = gaz_lock_text_with(source->text, lock->signed_by, "");
    const struct gaz_source *again =
        gaz_source_new(fuzz->arena, "again.lock", "again.lock", text, strlen(text));
    struct gaz_format_head head;
    if (!gaz_format_read(&head, again, 1u << GAZ_FORMAT_LOCK, fuzz->diags)) abort();
    struct gaz_lock *two = gaz_lock_parse(again, &head);
    if (two->wrong != GAZ_NOWHERE || two->signed_by->len != lock->signed_by->len) abort();
    for (guint i = 0; i < two->signed_by->len; i++)
        if (g_array_index(two->signed_by, struct gaz_signature, i).is_current !=
            g_array_index(lock->signed_by, struct gaz_signature, i).is_current)
            abort();
    gaz_lock_free(two);
}

static void read_lock(const struct gaz_source *source, const struct gaz_format_head *head,
                      struct fuzz *fuzz) {
    struct gaz_lock *lock = gaz_lock_parse(source, head);
    if (lock->wrong != GAZ_NOWHERE && lock->wrong > source->size) abort();
    compare_with_itself(lock, source, head->size);
    compare_lines(lock, source);
    put_together(lock, source, fuzz);
    gaz_lock_free(lock);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz fuzz;
    struct gaz_format_head head;
    fuzz_open(&fuzz, data, size);
    if (fuzz.source && gaz_format_read(&head, fuzz.source, 1u << GAZ_FORMAT_LOCK, fuzz.diags)) {
        read_facts(fuzz.source, head.size);
        read_lock(fuzz.source, &head, &fuzz);
    }
    fuzz_close(&fuzz);
    return 0;
}
