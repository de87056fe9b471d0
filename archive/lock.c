/* lock.c: issue.lock: written when an issue is signed for printing, compared when it is made again. */
#include "archive/archive.h"

#include "archive/facts.h"
#include "archive/matched.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/format.h"
#include "gazette.h"
#include "press.h"

#include <string.h>

static const char remark[] =
    "# issue.lock：本期付印时由哪些文稿、样式、字体排成，成品是什么（SHA-256）。由gongbao "
    "lock写出，请勿手改。\n"
    "# What this issue was made of when it was signed for printing, and what came of it. Written by gongbao "
    "lock.\n";

/* `version`: of the format. */
static char *facts_text(const struct gaz_gazette *gazette, const struct gaz_made *made, unsigned version) {
    GString *text = g_string_new(NULL);
    gaz_facts_add_causes(text, gazette, GAZ_FACES_OPEN, NULL, version);
    if (made->press) gaz_facts_add_press(text, made->press);
    gaz_matched_read(gazette, text, NULL);
    gaz_facts_add_result(text, gazette->pages, made);
    return g_string_free(text, FALSE);
}

static char *lock_text(const struct gaz_gazette *gazette, const struct gaz_made *made, unsigned version) {
    GString *text = g_string_new(NULL);
    g_autofree char *facts = facts_text(gazette, made, version);
    if (version > 0) gaz_format_add_line(text, GAZ_FORMAT_LOCK);
    g_string_append_printf(text, "%s%s", remark, facts);
    return g_string_free(text, FALSE);
}

/* The section 印本 with its name; "": there is none. */
static char *print_section(const char *lock) {
    const char *begin = strstr(lock, "\n[印本]\n"), *end = begin ? strstr(begin + 1, "\n[") : NULL;
    return begin ? g_strndup(begin, end ? (gsize)(end - begin) : strlen(begin)) : g_strdup("");
}

static bool is_same_print(const char *there, const char *now) {
    g_autofree char *one = print_section(there), *other = print_section(now);
    return strcmp(one, other) == 0;
}

/* A record of match that holds no more is not taken over. */
static void tell_stale(const struct gaz_gazette *gazette, struct gaz_diags *diags) {
    g_autofree char *changed = NULL, *path = g_build_filename(gazette->issue->folder, GAZ_MATCH_FILE, NULL);
    if (gaz_matched_read(gazette, NULL, &changed) == GAZ_MATCHED_STALE)
        gaz_report_file(diags, GAZ_D_MATCH_STALE, path, changed ? changed : GAZ_MATCH_FILE);
}

/* Whether the lock that is there says the same: what is no difference for a build is none for it, but for
 * what is known of the print. */
static bool is_same_lock(const char *there, const char *now, const struct gaz_gazette *gazette,
                         const struct gaz_made *made) {
    if (strcmp(there, now) == 0) return true;
    if (!is_same_print(there, now)) return false;
    struct gaz_diags *unheard = gaz_diags_new();
    bool same = gaz_lock_compare(gazette, made, GAZ_UNLOCKED_REFUSED, unheard);
    gaz_diags_free(unheard);
    return same;
}

enum gaz_locked gaz_lock_write(const struct gaz_gazette *gazette, const struct gaz_made *made, bool force,
                               struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(gazette->issue->folder, GAZ_LOCK_FILE, NULL);
    g_autofree char *text = lock_text(gazette, made, gaz_format_version(GAZ_FORMAT_LOCK));
    g_autofree char *there = NULL;
    tell_stale(gazette, diags);
    if (g_file_get_contents(path, &there, NULL, NULL)) {
        if (is_same_lock(there, text, gazette, made)) return GAZ_LOCK_UNCHANGED;
        if (!force) gaz_report_file(diags, GAZ_D_LOCK_THERE, path, NULL);
        if (!force) return GAZ_LOCK_FAILED;
    }
    return gaz_file_write(path, text, strlen(text), diags) ? GAZ_LOCK_WRITTEN : GAZ_LOCK_FAILED;
}

/* ---- comparing */

/* What refuses is that something else comes out. Made by another program, an issue whose faces and sources
 * are the same and whose pages are the same to the glyph is the issue of the lock: a key of the style that
 * only one of the programs knows, a face that only one of them looked into, is no difference then. And the
 * bytes of a PDF are promised by one way of writing it only. */
struct comparison {
    const struct gaz_source *source;
    struct gaz_diags *diags;
    bool other_program, same_pages, same_writing;
    unsigned n; /* differences */
};

static const char *value_of(const GArray *facts, enum gaz_fact_section section, const char *key) {
    for (guint i = 0; i < facts->len; i++) {
        const struct gaz_fact *fact = &g_array_index(facts, struct gaz_fact, i);
        if (fact->section == section && strcmp(fact->key, key) == 0) return fact->value;
    }
    return NULL;
}

static bool agree(const GArray *before, const GArray *after, enum gaz_fact_section section, const char *key) {
    const char *was = value_of(before, section, key), *is = value_of(after, section, key);
    return was && is && strcmp(was, is) == 0;
}

static bool is_excused(const struct comparison *comparison, const struct gaz_fact *before,
                       const struct gaz_fact *after) {
    const struct gaz_fact *any = before ? before : after;
    if (!comparison->same_pages) return false;
    switch (any->section) {
    case GAZ_FACT_STYLE:
        return comparison->other_program;
    case GAZ_FACT_FONT:
    case GAZ_FACT_PRESS:
        return comparison->other_program && !(before && after);
    case GAZ_FACT_RESULT:
        return g_str_has_prefix(any->key, GAZ_FACT_PDF) && !comparison->same_writing;
    case GAZ_FACT_PROGRAM:
    case GAZ_FACT_SOURCE:
    case GAZ_FACT_PRINT:
    case GAZ_FACT_REST:
    case GAZ_N_FACT_SECTIONS:
        break;
    }
    return false;
}

/* Of the program nothing is a difference by itself, and what an earlier lock does not tell is none at all. */
static bool is_untold(const struct gaz_fact *before, const struct gaz_fact *after) {
    const struct gaz_fact *any = before ? before : after;
    return any->section == GAZ_FACT_PROGRAM &&
           (!before || !after || strcmp(any->key, GAZ_FACT_GENERATION) == 0);
}

static enum gaz_code code_of(const struct comparison *comparison, const struct gaz_fact *before,
                             const struct gaz_fact *after) {
    static const enum gaz_code codes[GAZ_N_FACT_SECTIONS] = {
        [GAZ_FACT_PROGRAM] = GAZ_D_LOCK_PROGRAM, [GAZ_FACT_STYLE] = GAZ_D_LOCK_STYLE,
        [GAZ_FACT_FONT] = GAZ_D_LOCK_FONT,       [GAZ_FACT_SOURCE] = GAZ_D_LOCK_SOURCE,
        [GAZ_FACT_PRESS] = GAZ_D_LOCK_PRESS,     [GAZ_FACT_RESULT] = GAZ_D_LOCK_RESULT,
        [GAZ_FACT_PRINT] = GAZ_D_LOCK_PRINT,     [GAZ_FACT_REST] = GAZ_D_LOCK_PRINT,
    };
    return is_excused(comparison, before, after) ? GAZ_D_LOCK_EXCUSED
                                                 : codes[(before ? before : after)->section];
}

static void report_difference(void *context, const struct gaz_fact *before, const struct gaz_fact *after) {
    struct comparison *comparison = context;
    const struct gaz_fact *any = before ? before : after;
    if (is_untold(before, after)) return;
    enum gaz_code code = code_of(comparison, before, after);
    comparison->n += code != GAZ_D_LOCK_PROGRAM && code != GAZ_D_LOCK_PRINT && code != GAZ_D_LOCK_EXCUSED;
    const char *was = before ? before->value : "—", *is = after ? after->value : "—";
    if (before)
        gaz_report(comparison->diags, code,
                   ((struct gaz_span){comparison->source, before->begin, before->end}), any->key, was, is);
    else
        gaz_report_file(comparison->diags, code, comparison->source->name, any->key, was, is);
}

/* The lock as a source, so that a difference has a line. NULL after a report. */
static const struct gaz_source *read_lock(struct gaz_arena *arena, const char *folder,
                                          struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(folder, GAZ_LOCK_FILE, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return gaz_source_read_below(arena, folder, GAZ_LOCK_FILE, (struct gaz_span){0}, diags);
    gaz_report_file(diags, GAZ_D_LOCK_MISSING, path, NULL);
    return NULL;
}

/* ---- kinds */

/* Takes out what is of a kind alone: its PDF, and how a press's was made. */
static void drop_kind(GArray *facts, int kind) {
    g_autofree char *key = gaz_fact_key_of_kind(kind);
    for (guint i = facts->len; i-- > 0;) {
        const struct gaz_fact *fact = &g_array_index(facts, struct gaz_fact, i);
        bool is_press = kind == GAZ_PDF_PRINT && fact->section == GAZ_FACT_PRESS;
        if (is_press || (fact->section == GAZ_FACT_RESULT && strcmp(fact->key, key) == 0))
            g_array_remove_index(facts, i);
    }
}

/* What was not made is not asked of the lock, and what the lock does not know cannot be asked. False after an
 * error. */
static bool match_kinds(GArray *before, GArray *after, const struct gaz_source *source,
                        enum gaz_unlocked unlocked, struct gaz_diags *diags) {
    static const enum gaz_code codes[] = {
        [GAZ_UNLOCKED_REFUSED] = GAZ_D_LOCK_KIND, [GAZ_UNLOCKED_TOLD] = GAZ_D_LOCK_KIND_NEW};
    bool all = true;
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        g_autofree char *key = gaz_fact_key_of_kind(i);
        bool was = value_of(before, GAZ_FACT_RESULT, key), is = value_of(after, GAZ_FACT_RESULT, key);
        if (is && !was) gaz_report_file(diags, codes[unlocked], source->name, gaz_pdf_kind_names[i]);
        all &= was || !is;
        if (was != is) drop_kind(was ? before : after, i);
    }
    return all || unlocked == GAZ_UNLOCKED_TOLD;
}

/* The lock's facts begin behind its head. */
static bool compare(const struct gaz_source *source, uint32_t from, char *now, enum gaz_unlocked unlocked,
                    struct gaz_diags *diags) {
    g_autofree char *then = g_strdup(source->text);
    uint32_t wrong, none;
    GArray *before = gaz_facts_read(then, from, &wrong), *after = gaz_facts_read(now, 0, &none);
    bool known = match_kinds(before, after, source, unlocked, diags);
    struct comparison comparison = {
        .source = source,
        .diags = diags,
        .other_program = !agree(before, after, GAZ_FACT_PROGRAM, GAZ_FACT_VERSION) ||
                         !agree(before, after, GAZ_FACT_PROGRAM, GAZ_FACT_COMMIT),
        .same_pages = agree(before, after, GAZ_FACT_RESULT, GAZ_FACT_PAGES),
        .same_writing = agree(before, after, GAZ_FACT_PROGRAM, GAZ_FACT_GENERATION)};
    if (wrong != GAZ_NOWHERE) gaz_report(diags, GAZ_D_LOCK_LINE, gaz_span_at(source, wrong), NULL);
    gaz_facts_compare(before, after, report_difference, &comparison);
    g_array_free(before, TRUE);
    g_array_free(after, TRUE);
    return known && wrong == GAZ_NOWHERE && comparison.n == 0;
}

bool gaz_lock_compare(const struct gaz_gazette *gazette, const struct gaz_made *made,
                      enum gaz_unlocked unlocked, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_format_head head;
    gaz_diags_keep(diags, arena);
    const struct gaz_source *source = read_lock(arena, gazette->issue->folder, diags);
    if (!source || !gaz_format_read(&head, source, 1u << GAZ_FORMAT_LOCK, diags)) return false;
    g_autofree char *now = facts_text(gazette, made, head.version);
    return compare(source, head.size, now, unlocked, diags);
}
