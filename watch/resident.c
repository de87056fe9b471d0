/* resident.c: see resident.h. */
#include "watch/resident.h"
#include "watch/push.h"

#include "base/data/json.h"
#include "base/diag/diag.h"
#include "base/text/text.h"
#include "layout/memory.h"

#include <string.h>

enum { MOST_GROWTH = 64 << 20 }; /* bytes of pictures, which may all be of earlier settings */

/* ---- what is wrong */

struct trouble {
    GString *out;
    GHashTable *paths;
};

static void add_complaint(void *context, const struct gaz_told *told) {
    struct trouble *trouble = context;
    const struct gaz_source *source = told->span.source;
    struct gaz_place place = {0};
    if (told->severity != GAZ_ERROR) return;
    if (source) place = gaz_source_place(source, told->span.begin);
    if (source) g_hash_table_add(trouble->paths, g_strdup(source->path));
    g_string_append_printf(trouble->out, "%s{\"line\":%u,\"column\":%u", trouble->out->len > 1 ? ",\n" : "",
                           place.line, place.column);
    gaz_json_put_text_or_null(trouble->out, "file", source ? source->path : told->name);
    gaz_json_put_text_or_null(trouble->out, "rule", told->slug);
    gaz_json_put_text_or_null(trouble->out, "words", told->message);
    g_string_append_c(trouble->out, '}');
}

static bool take_trouble(struct gaz_resident *resident, const struct gaz_diags *diags) {
    GString *now = g_string_new("[");
    struct trouble trouble = {now, resident->paths};
    gaz_diags_visit(diags, GAZ_CHINESE, add_complaint, &trouble);
    g_string_append_c(now, ']');
    bool is_other = !g_string_equal(now, resident->trouble);
    g_string_free(resident->trouble, TRUE);
    resident->trouble = now;
    return is_other;
}

/* ---- setting */

static void free_gazette(struct gaz_gazette *gazette) {
    if (!gazette) return;
    gaz_gazette_clear(gazette);
    g_free(gazette);
}

static bool set(struct gaz_resident *resident, struct gaz_gazette *gazette, struct gaz_diags *diags) {
    struct gaz_gazette_options options = resident->options;
    options.fonts = resident->gazette ? resident->gazette->fonts : NULL;
    options.memory = resident->memory;
    if (!gaz_gazette_make(gazette, &options, GAZ_STAGE_FONTS, diags)) return false;
    if (!resident->is_confined) resident->confine(resident->context, gazette);
    resident->is_confined = true;
    return gaz_gazette_make(gazette, &options, GAZ_STAGE_PAGES, diags) && !gaz_diags_have_errors(diags);
}

static void take_paths(struct gaz_resident *resident, const struct gaz_issue *issue) {
    g_hash_table_remove_all(resident->paths);
    for (uint32_t i = 0; i < gaz_issue_n_sources(issue); i++) {
        const struct gaz_source *source = gaz_issue_source(issue, i);
        if (source) g_hash_table_add(resident->paths, g_strdup(source->path));
    }
}

/* A collection that has nothing of earlier settings: all the pages' things have their numbers in it, and are
 * told. */
static void begin_web(struct gaz_resident *resident, const struct gaz_pages *pages) {
    GString *nowhere = g_string_new(NULL);
    gaz_web_free(resident->web);
    resident->web = gaz_web_new();
    gaz_web_add_pages(resident->web, pages, nowhere);
    g_string_truncate(nowhere, 0);
    gaz_web_add_fresh(resident->web, nowhere);
    g_string_free(nowhere, TRUE);
}

static GString *message_of(struct gaz_resident *resident, const struct gaz_gazette *now,
                           struct gaz_push *push) {
    GString *message = g_string_new(NULL);
    g_string_printf(message, "{\"version\":%u,\"since\":%u,\n", resident->version + 1, resident->version);
    *push = gaz_push_add(resident->web, resident->gazette, now, message);
    g_string_append_c(message, '}');
    return message;
}

static void compare(struct gaz_resident *resident, const struct gaz_gazette *now,
                    struct gaz_rebuild *rebuild) {
    struct gaz_push push = {now->pages->n_pages, false};
    rebuild->is_whole = !resident->gazette || resident->gazette->fonts != now->fonts ||
                        gaz_web_growth(resident->web) > MOST_GROWTH;
    if (rebuild->is_whole)
        begin_web(resident, now->pages);
    else
        rebuild->message = message_of(resident, now, &push);
    rebuild->n_new = push.n_new;
    if (!push.is_empty) {
        resident->version++;
        return;
    }
    g_string_free(rebuild->message, TRUE);
    rebuild->message = NULL;
}

void gaz_resident_forget(struct gaz_resident *resident) {
    free_gazette(resident->last);
    resident->last = NULL;
}

static void keep(struct gaz_resident *resident, struct gaz_gazette *gazette, struct gaz_diags *diags) {
    take_paths(resident, gazette->issue);
    gaz_diags_free(resident->diags);
    gaz_resident_forget(resident);
    resident->last = resident->gazette;
    resident->gazette = gazette;
    resident->diags = diags;
}

struct gaz_rebuild gaz_resident_rebuild(struct gaz_resident *resident, gaz_resident_told *told,
                                        void *context) {
    struct gaz_rebuild rebuild = {0};
    struct gaz_gazette *gazette = g_new0(struct gaz_gazette, 1);
    struct gaz_diags *diags = gaz_diags_new();
    rebuild.is_good = set(resident, gazette, diags);
    rebuild.has_trouble = take_trouble(resident, diags);
    if (rebuild.is_good) {
        if (!resident->is_unseen) compare(resident, gazette, &rebuild);
        keep(resident, gazette, diags);
    }
    if (rebuild.is_good) return rebuild;
    told(context, diags);
    gaz_diags_free(diags);
    free_gazette(gazette);
    return rebuild;
}

/* ---- the whole */

/* What all pages share, and the earlier ones over it. */
static void add_shared(const struct gaz_resident *resident, GString *out) {
    g_autoptr(GString) shared = g_string_new(NULL);
    gaz_web_add_shared(resident->web, shared);
    g_string_append(out, "\"before\":");
    if (resident->before)
        gaz_web_add_earlier(resident->before, shared->str, out);
    else
        g_string_append(out, "null");
    g_string_append_printf(out, ",\n%s", shared->str);
}

GString *gaz_resident_data(struct gaz_resident *resident) {
    const struct gaz_pages *pages = resident->gazette ? resident->gazette->pages : NULL;
    GString *out = g_string_new("{\"title\":");
    gaz_json_add_text(out, pages && pages->title ? pages->title : resident->name);
    gaz_json_put_text_or_null(out, "issue", resident->name);
    g_string_append(out, ",\"identity\":\"live\",\"against\":null,\n\"pages\":");
    if (pages)
        gaz_web_add_pages(resident->web, pages, out);
    else
        g_string_append(out, "[]");
    g_string_append_printf(out, ",\n\"live\":{\"version\":%u,\"lists\":%u,\"editor\":%s,\"trouble\":%s}",
                           resident->version, resident->n_lists, resident->has_editor ? "true" : "false",
                           resident->trouble->str);
    g_string_append_printf(out, ",\n%s,\n", resident->lists->str);
    add_shared(resident, out);
    g_string_append_c(out, '}');
    return out;
}

/* ---- beginning and end */

void gaz_resident_begin(struct gaz_resident *resident) {
    resident->web = gaz_web_new();
    resident->memory = gaz_memory_new();
    resident->trouble = g_string_new("[]");
    resident->lists = g_string_new("\"findings\":[],\"changes\":[],\"pairs\":[],\"marks\":[]");
    resident->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void gaz_resident_clear(struct gaz_resident *resident) {
    gaz_web_free(resident->web); /* its faces are the gazette's */
    gaz_resident_forget(resident);
    gaz_diags_free(resident->diags);
    free_gazette(resident->gazette);
    g_string_free(resident->trouble, TRUE);
    g_string_free(resident->lists, TRUE);
    g_hash_table_unref(resident->paths);
    gaz_memory_free(resident->memory);
}
