/* matched.c: see matched.h. */
#include "archive/lock/matched.h"

#include "archive/lock/facts.h"
#include "archive/lock/hash.h"
#include "base/data/format.h"
#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "gazette/gazette.h"

#include <string.h>

const char *const gaz_matched_names[GAZ_N_MATCHED] = {"", "good", "open", "stale"};

static bool is_unchanged(const GArray *facts, const struct gaz_issue *issue,
                         const struct gaz_source *source) {
    const char *then = source ? gaz_facts_value(facts, GAZ_FACT_SOURCE, source->path) : NULL;
    if (!source) return true;
    g_autofree char *file = g_build_filename(issue->folder, source->path, NULL), *now = gaz_hash_file(file);
    return then && now && strcmp(then, now) == 0;
}

/* The first source that is not as it was; NULL: they are the same. */
static const char *find_changed(const GArray *facts, const struct gaz_issue *issue) {
    if (!is_unchanged(facts, issue, issue->source)) return issue->source->path;
    for (uint32_t i = 0; i < issue->n_docs; i++)
        if (!is_unchanged(facts, issue, issue->docs[i].source)) return issue->docs[i].source->path;
    return NULL;
}

/* 34/34 */
static bool is_all(const char *value) {
    const char *slash = value ? strchr(value, '/') : NULL;
    return slash && (size_t)(slash - value) == strlen(slash + 1) &&
           memcmp(value, slash + 1, strlen(slash + 1)) == 0;
}

static void add_lines(const GArray *facts, GString *lines) {
    g_string_append(lines, "\n[印本]\n");
    for (guint i = 0; i < facts->len; i++) {
        const struct gaz_fact *fact = &g_array_index(facts, struct gaz_fact, i);
        if (fact->section == GAZ_FACT_PRINT)
            g_string_append_printf(lines, "%s = %s\n", fact->key, fact->value);
    }
}

static enum gaz_matched_state state_of(const GArray *facts, const struct gaz_issue *issue, char **stale) {
    const char *changed = find_changed(facts, issue);
    if (changed && stale) *stale = g_strdup(changed);
    if (changed) return GAZ_MATCHED_STALE;
    bool all = is_all(gaz_facts_value(facts, GAZ_FACT_PRINT, "页首")) &&
               is_all(gaz_facts_value(facts, GAZ_FACT_PRINT, "行"));
    return all ? GAZ_MATCHED_GOOD : GAZ_MATCHED_OPEN;
}

static enum gaz_matched_state read_source(const struct gaz_source *source, const struct gaz_issue *issue,
                                          GString *lines, char **stale) {
    struct gaz_diags *unheard = gaz_diags_new();
    struct gaz_format_head head = {0};
    bool known = source && gaz_format_read(&head, source, 1u << GAZ_FORMAT_MATCH, unheard);
    enum gaz_matched_state state = GAZ_MATCHED_STALE;
    if (known) {
        uint32_t wrong;
        g_autofree char *text = g_strdup(source->text);
        GArray *facts = gaz_facts_read(text, head.size, &wrong);
        if (wrong == GAZ_NOWHERE) state = state_of(facts, issue, stale);
        if (lines && (state == GAZ_MATCHED_GOOD || state == GAZ_MATCHED_OPEN)) add_lines(facts, lines);
        g_array_free(facts, TRUE);
    }
    gaz_diags_free(unheard);
    return state;
}

enum gaz_matched_state gaz_matched_read(const struct gaz_gazette *gazette, GString *lines, char **stale) {
    const struct gaz_issue *issue = gazette->issue;
    if (stale) *stale = NULL;
    if (!issue) return GAZ_MATCHED_NOT;
    g_autofree char *path = g_build_filename(issue->folder, GAZ_MATCH_FILE, NULL);
    if (!gaz_file_may_exist(path)) return GAZ_MATCHED_NOT;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *unheard = gaz_diags_new();
    const struct gaz_source *source =
        gaz_source_read_below(arena, issue->folder, GAZ_MATCH_FILE, (struct gaz_span){0}, unheard);
    enum gaz_matched_state state = read_source(source, issue, lines, stale);
    gaz_diags_free(unheard);
    gaz_arena_free(arena);
    return state;
}
