/* differences.c: see differences.h. */
#include "archive/lock/differences.h"

#include <string.h>

static bool agree(const struct gaz_differences *d, enum gaz_fact_section section, const char *key) {
    const char *was = gaz_facts_value(d->before, section, key), *is = gaz_facts_value(d->after, section, key);
    return was && is && strcmp(was, is) == 0;
}

/* ---- one */

static bool is_excused(const struct gaz_differences *d, const struct gaz_difference *one) {
    if (!d->same_pages) return false;
    switch (one->section) {
    case GAZ_FACT_STYLE:
        return d->other_program;
    case GAZ_FACT_FONT:
    case GAZ_FACT_PRESS:
        return d->other_program && !(one->was && one->is);
    case GAZ_FACT_RESULT:
        return g_str_has_prefix(one->key, GAZ_FACT_PDF) && !d->same_writing;
    case GAZ_FACT_FILE:
        return !d->same_writing;
    case GAZ_FACT_PROGRAM:
    case GAZ_FACT_SOURCE:
    case GAZ_FACT_PRINT:
    case GAZ_FACT_REST:
    case GAZ_FACT_SIGNED:
    case GAZ_FACT_PAGE:
    case GAZ_FACT_LINES:
    case GAZ_N_FACT_SECTIONS:
        break;
    }
    return false;
}

/* Of the program nothing is a difference by itself, and what an earlier lock does not tell is none at all. */
static bool is_untold(const struct gaz_difference *one) {
    return one->section == GAZ_FACT_PROGRAM &&
           (!one->was || !one->is || strcmp(one->key, GAZ_FACT_GENERATION) == 0);
}

static void add_difference(void *context, const struct gaz_fact *before, const struct gaz_fact *after) {
    struct gaz_differences *d = context;
    const struct gaz_fact *any = before ? before : after;
    struct gaz_difference one = {.section = any->section,
                                 .key = any->key,
                                 .was = before ? before->value : NULL,
                                 .is = after ? after->value : NULL,
                                 .begin = before ? before->begin : 0,
                                 .end = before ? before->end : 0};
    if (is_untold(&one)) return;
    one.is_excused = is_excused(d, &one);
    one.is_idle =
        one.section == GAZ_FACT_PROGRAM || one.section == GAZ_FACT_PRINT || one.section == GAZ_FACT_REST;
    d->n += !one.is_excused && !one.is_idle;
    g_array_append_val(d->list, one);
}

/* ---- all */

/* What was not made is not asked of the lock, and what the lock does not know cannot be asked. */
static void match_kinds(struct gaz_differences *d) {
    for (int i = 0; i < GAZ_N_LOCK_KINDS; i++) {
        bool was = gaz_facts_have_kind(d->before, i), is = gaz_facts_have_kind(d->after, i);
        if (is && !was) d->new_kinds |= 1u << i;
        if (was != is) gaz_facts_drop_kind(was ? d->before : d->after, i);
    }
}

static GArray *only(const GArray *facts, unsigned sections) {
    GArray *some = g_array_new(FALSE, FALSE, sizeof(struct gaz_fact));
    for (guint i = 0; i < facts->len; i++) {
        const struct gaz_fact *fact = &g_array_index(facts, struct gaz_fact, i);
        if (sections & 1u << fact->section) g_array_append_val(some, *fact);
    }
    return some;
}

/* Those that tell a page: of a text that is none of ours others may stand among them. */
static GArray *only_pages(const GArray *facts) {
    GArray *pages = only(facts, 1u << GAZ_FACT_PAGE);
    for (guint i = pages->len; i-- > 0;)
        if (!gaz_page_fact_is(g_array_index(pages, struct gaz_fact, i).value)) g_array_remove_index(pages, i);
    return pages;
}

static void read_now(struct gaz_differences *d, unsigned sections) {
    uint32_t none;
    g_autoptr(GArray) all = gaz_facts_read(d->now, 0, &none);
    unsigned places = 1u << GAZ_FACT_PAGE | 1u << GAZ_FACT_LINES;
    d->after = only(all, sections & ~places);
    d->pages_now = only_pages(all);
}

struct gaz_differences *gaz_differences_find(const struct gaz_lock *lock, char *now, unsigned sections) {
    struct gaz_differences *d = g_new0(struct gaz_differences, 1);
    d->lock = lock;
    d->now = now;
    d->list = g_array_new(FALSE, FALSE, sizeof(struct gaz_difference));
    d->before = only(lock->facts, sections);
    read_now(d, sections);
    match_kinds(d);
    gaz_page_changes_find(&d->pages, lock->pages, d->pages_now);
    d->other_program =
        !agree(d, GAZ_FACT_PROGRAM, GAZ_FACT_VERSION) || !agree(d, GAZ_FACT_PROGRAM, GAZ_FACT_COMMIT);
    d->same_pages = agree(d, GAZ_FACT_RESULT, GAZ_FACT_PAGES) ||
                    (!(sections & 1u << GAZ_FACT_RESULT) && gaz_page_changes_are_none(&d->pages));
    d->same_writing = agree(d, GAZ_FACT_PROGRAM, GAZ_FACT_GENERATION);
    gaz_facts_compare(d->before, d->after, add_difference, d);
    return d;
}

void gaz_differences_free(struct gaz_differences *d) {
    if (!d) return;
    gaz_page_changes_clear(&d->pages);
    g_array_unref(d->list);
    g_array_unref(d->before);
    g_array_unref(d->after);
    g_array_unref(d->pages_now);
    g_free(d->now);
    g_free(d);
}

bool gaz_difference_is_sum(const struct gaz_differences *d, guint n) {
    const struct gaz_difference *one = &g_array_index(d->list, struct gaz_difference, n);
    if (one->section != GAZ_FACT_STYLE || strcmp(one->key, GAZ_FACT_ALL) != 0) return false;
    for (guint i = 0; i < d->list->len; i++)
        if (i != n && g_array_index(d->list, struct gaz_difference, i).section == GAZ_FACT_STYLE) return true;
    return false;
}

static enum gaz_difference_group group_of_file(const char *path) {
    g_autofree char *lower = g_ascii_strdown(path, -1);
    if (strcmp(path, "issue.yaml") == 0) return GAZ_GROUP_ISSUE;
    if (g_str_has_suffix(lower, ".md")) return GAZ_GROUP_DOCUMENT;
    bool is_style = g_str_has_suffix(lower, ".yaml") || g_str_has_suffix(lower, ".txt");
    return is_style ? GAZ_GROUP_STYLE : GAZ_GROUP_PICTURE;
}

enum gaz_difference_group gaz_difference_group(const struct gaz_difference *one) {
    if (one->section == GAZ_FACT_SOURCE) return group_of_file(one->key);
    if (one->section == GAZ_FACT_STYLE) return GAZ_GROUP_STYLE;
    return one->section == GAZ_FACT_FONT ? GAZ_GROUP_FONT : GAZ_GROUP_PROGRAM;
}
