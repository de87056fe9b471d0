/* explain_log.c: keeps how paragraphs were set; finds and explains lines. */
#include "layout/issue/explain_log.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/visible.h"

#include <string.h>

struct setting {
    struct gaz_typesetter typesetter;
    struct gaz_paragraph_spec spec;
};

struct gaz_explain_log {
    GArray *settings;
    struct gaz_observer observer;
};

static void add_setting(void *context, const struct gaz_observed *p) {
    struct setting setting = {*p->typesetter, *p->spec};
    setting.typesetter.lent = NULL;
    g_array_append_val((GArray *)context, setting);
}

struct gaz_explain_log *gaz_explain_log_new(void) {
    struct gaz_explain_log *log = g_new(struct gaz_explain_log, 1);
    log->settings = g_array_new(FALSE, FALSE, sizeof(struct setting));
    log->observer = (struct gaz_observer){add_setting, log->settings};
    return log;
}

void gaz_explain_log_free(struct gaz_explain_log *log) {
    if (!log) return;
    g_array_free(log->settings, TRUE);
    g_free(log);
}

const struct gaz_observer *gaz_explain_log_observer(const struct gaz_explain_log *log) {
    return log ? &log->observer : NULL;
}

/* ---- what is asked for */

/* A file is named from the issue folder or as messages name it. */
static bool is_file(const struct gaz_source *source, const char *name) {
    return source && (strcmp(source->path, name) == 0 || strcmp(source->name, name) == 0);
}

static bool is_asked_char(const struct gaz_explain_request *request, const struct gaz_source *source,
                          uint32_t offset) {
    if (offset == GAZ_NOWHERE) return false;
    struct gaz_place place = gaz_source_place(source, offset);
    return place.line == request->line && (request->column == 0 || place.column == request->column);
}

static bool is_asked(const struct gaz_explain_request *request, const struct gaz_pages *pages,
                     const struct gaz_page *page, const struct gaz_item *item) {
    struct gaz_text piece = gaz_item_text(item);
    if (piece.n == 0) return false;
    if (!request->file) return page->number == request->page && item->line == request->line;
    if (gaz_item_is_repeat(pages, item) || gaz_item_is_furniture(pages, item) ||
        !is_file(piece.source, request->file))
        return false;
    for (uint32_t i = 0; i < piece.n; i++)
        if (is_asked_char(request, piece.source, piece.chars[i].offset)) return true;
    return false;
}

/* ---- the paragraph, set once more */

/* The last one with this text: earlier ones were trials. */
static const struct setting *setting_of(const struct gaz_explain_log *log, const struct gaz_item *item) {
    const struct gaz_char *first = gaz_item_text(item).chars;
    for (guint i = log->settings->len; i-- > 0;) {
        const struct setting *s = &g_array_index(log->settings, struct setting, i);
        bool holds = first >= s->spec.text.chars && first < s->spec.text.chars + s->spec.text.n;
        if (holds) return s;
    }
    return NULL;
}

struct asker {
    const struct gaz_explain_request *request;
    uint32_t i; /* the character */
};

static void explain(void *context, const struct gaz_observed *paragraph) {
    const struct asker *asker = context;
    gaz_explain_line(paragraph, asker->i, asker->request->english, asker->request->out);
}

static void set_again(const struct gaz_explain_request *request, const struct setting *setting,
                      const struct gaz_char *first) {
    struct asker asker = {request, (uint32_t)(first - setting->spec.text.chars)};
    struct gaz_observer observer = {explain, &asker};
    struct gaz_typesetter typesetter = setting->typesetter;
    typesetter.observer = &observer;
    typesetter.arena = gaz_arena_new();
    typesetter.diags = gaz_diags_new(); /* it was all said the first time */
    gaz_paragraph_set(&typesetter, &setting->spec);
    gaz_diags_free(typesetter.diags);
    gaz_arena_free(typesetter.arena);
}

static void tell_place(const struct gaz_explain_request *request, const struct gaz_page *page,
                       const struct gaz_item *item) {
    struct gaz_text piece = gaz_item_text(item);
    GString *out = request->out;
    if (out->len) g_string_append_c(out, '\n');
    g_string_append_printf(out, request->english ? "page %d, line %u" : "第%d页第%u行", page->number,
                           item->line);
    if (piece.source && piece.chars[0].offset != GAZ_NOWHERE) {
        struct gaz_place place = gaz_source_place(piece.source, piece.chars[0].offset);
        g_autofree char *name = gaz_visible(piece.source->name);
        g_string_append_printf(out, request->english ? " (%s:%u:%u)" : "（%s:%u:%u）", name, place.line,
                               place.column);
    }
    g_string_append(out, request->english ? ": " : "：");
}

static void explain_item(const struct gaz_explain_request *request, const struct gaz_explain_log *log,
                         const struct gaz_page *page, const struct gaz_item *item) {
    const struct setting *setting = setting_of(log, item);
    tell_place(request, page, item);
    if (setting)
        set_again(request, setting, gaz_item_text(item).chars);
    else
        g_string_append(request->out, request->english ? "set as one line, there was nothing to choose.\n"
                                                       : "单独排成一行，无所谓断行。\n");
}

void gaz_explain_pages(const struct gaz_explain_request *request, const struct gaz_pages *pages,
                       const struct gaz_explain_log *log) {
    for (uint32_t p = 0; p < pages->n_pages; p++) {
        const struct gaz_page *page = &pages->pages[p];
        uint32_t explained = 0; /* the line that was explained last */
        for (uint32_t i = 0; i < page->n_items; i++) {
            const struct gaz_item *item = &page->items[i];
            if (!is_asked(request, pages, page, item) || (item->line && item->line == explained)) continue;
            explain_item(request, log, page, item);
            explained = item->line;
        }
    }
}
