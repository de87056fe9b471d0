/* page_changes.c: see page_changes.h. */
#include "archive/lock/page_changes.h"

#include "archive/lock/facts.h"
#include "base/diff/script.h"

#include <string.h>

enum { SEEN = 16 }; /* digits of a digest, as facts.c writes two of them before a label */
#define ALLOWANCE (UINT64_C(4) << 20)

/* ---- one fact */

static bool is_digest(const char *text) {
    return strspn(text, "0123456789abcdef") >= SEEN && text[SEEN] == ' ';
}

bool gaz_page_fact_is(const char *value) {
    return is_digest(value) && is_digest(value + SEEN + 1) && value[2 * SEEN + 2] != '\0';
}

static const char *value_at(const GArray *facts, guint i) {
    return g_array_index(facts, struct gaz_fact, i).value;
}

static const char *bare_of(const char *value) {
    return value + SEEN + 1;
}

static bool are_same_bare(const char *one, const char *other) {
    return memcmp(bare_of(one), bare_of(other), SEEN) == 0;
}

/* ---- pages as numbers: those that look alike have the same one */

static void number_pages(const GArray *facts, GHashTable *numbers, uint32_t *items) {
    for (guint i = 0; i < facts->len; i++) {
        char *bare = g_strndup(bare_of(value_at(facts, i)), SEEN);
        gpointer known = g_hash_table_lookup(numbers, bare);
        guint number = known ? GPOINTER_TO_UINT(known) : g_hash_table_size(numbers) + 1;
        items[i] = number;
        if (known)
            g_free(bare);
        else
            g_hash_table_insert(numbers, bare, GUINT_TO_POINTER(number));
    }
}

/* Which pages went and which came, without their numbers. */
static void make_script(const GArray *then, const GArray *now, struct gaz_script script) {
    g_autofree uint32_t *one = g_new(uint32_t, then->len + 1), *two = g_new(uint32_t, now->len + 1);
    g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    uint64_t allowance = ALLOWANCE;
    number_pages(then, numbers, one);
    number_pages(now, numbers, two);
    gaz_script_make((struct gaz_sequence){one, then->len}, (struct gaz_sequence){two, now->len}, script,
                    &allowance);
}

/* A page that has its number and its place is as it was, whatever the shortest way says. */
static enum gaz_page_change kind_of(const char *was, const char *is, bool is_elsewhere) {
    if (was && strncmp(was, is, SEEN) == 0) return GAZ_PAGE_AS_IT_WAS;
    return is_elsewhere || (was && are_same_bare(was, is)) ? GAZ_PAGE_MOVED : GAZ_PAGE_OTHER;
}

void gaz_page_changes_find(struct gaz_page_changes *changes, const GArray *then, const GArray *now) {
    g_autofree uint8_t *gone = g_new0(uint8_t, then->len + 1), *come = g_new0(uint8_t, now->len + 1);
    *changes = (struct gaz_page_changes){.known = then->len > 0,
                                         .kind = g_new0(uint8_t, now->len + 1),
                                         .label = g_new0(const char *, now->len + 1),
                                         .n_now = now->len,
                                         .n_then = then->len};
    make_script(then, now, (struct gaz_script){gone, come});
    uint32_t n_gone = 0, n_come = 0;
    for (guint i = 0; i < then->len; i++)
        n_gone += gone[i];
    for (guint i = 0; i < now->len; i++) {
        const char *was = i < then->len ? value_at(then, i) : NULL, *is = value_at(now, i);
        changes->kind[i] = kind_of(was, is, !come[i]);
        changes->label[i] = is + (size_t)2 * SEEN + 2;
        changes->n[changes->kind[i]]++;
        n_come += come[i];
    }
    changes->n_gone = n_gone > n_come ? n_gone - n_come : 0;
}

void gaz_page_changes_clear(struct gaz_page_changes *changes) {
    g_free(changes->kind);
    g_free(changes->label);
    *changes = (struct gaz_page_changes){0};
}

bool gaz_page_changes_are_none(const struct gaz_page_changes *changes) {
    return changes->known && changes->n_then == changes->n_now &&
           changes->n[GAZ_PAGE_AS_IT_WAS] == changes->n_now;
}

char *gaz_page_changes_list(const struct gaz_page_changes *changes, enum gaz_page_change kind, bool english) {
    GString *list = g_string_new(NULL);
    for (uint32_t i = 0, end; i < changes->n_now; i = end) {
        for (end = i; end < changes->n_now && changes->kind[end] == kind; end++)
            ;
        if (end == i) {
            end++;
            continue;
        }
        if (list->len) g_string_append(list, english ? ", " : "、");
        g_string_append(list, changes->label[i]);
        if (end > i + 1) g_string_append_printf(list, "%s%s", english ? "-" : "—", changes->label[end - 1]);
    }
    return g_string_free(list, FALSE);
}
