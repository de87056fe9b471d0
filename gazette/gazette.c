/* gazette.c: the figure of docs/architecture.md as code.
 *
 *     issue folder ─ input/ ─┐
 *       style file ─ styles/ ┼─ layout/ ─ pages ─ output/ (called by cli/)
 *       font files ─ fonts/ ─┘
 */
#include "gazette/gazette.h"

#include "base/diag/diag.h"
#include "base/file/file.h"

#include <glib.h>
#include <string.h>

static bool read_issue(struct gaz_gazette *gazette, const struct gaz_gazette_options *options,
                       struct gaz_diags *diags) {
    if (!options->folder) return true;
    gazette->issue = gaz_issue_read(options->folder, diags);
    return gazette->issue != NULL;
}

/* The style of each document: the issue's for its form, or a new one with its 版面 over that. */
static bool resolve_doc_styles(struct gaz_gazette *gazette, struct gaz_diags *diags) {
    const struct gaz_issue *issue = gazette->issue;
    if (!issue) return true;
    gazette->doc_styles = g_new0(const struct gaz_style *, issue->n_docs + 1);
    gazette->own_styles = g_new0(struct gaz_style *, issue->n_docs + 1);
    for (uint32_t i = 0; i < issue->n_docs; i++) {
        const struct gaz_yaml *values = issue->docs[i].overrides;
        const struct gaz_style *style = gaz_style_of_form(gazette->style, issue->docs[i].form);
        gazette->own_styles[i] = values ? gaz_style_override(style, values, diags) : NULL;
        gazette->doc_styles[i] = values ? gazette->own_styles[i] : style;
    }
    return true;
}

/* An issue without a readable 样式 has been reported; the standard's style serves to find the other errors.
 */
static bool load_style(struct gaz_gazette *gazette, const struct gaz_gazette_options *options,
                       struct gaz_diags *diags) {
    const struct gaz_issue *issue = gazette->issue;
    const char *name = issue ? issue->style : options->style;
    struct gaz_span span = issue ? issue->style_span : (struct gaz_span){0};
    char *data = gaz_data_folder();
    gazette->style = gaz_style_load(name ? name : "gbt9704", data, issue ? issue->folder : ".", span, diags);
    g_free(data);
    return gazette->style && resolve_doc_styles(gazette, diags);
}

/* The folders in the order they are searched: --fonts, the style's (below the issue folder unless absolute),
 * ours. */
static GPtrArray *font_folders(const struct gaz_gazette *gazette, const struct gaz_gazette_options *options) {
    const struct gaz_style *style = gazette->style;
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; i < options->n_font_folders; i++)
        g_ptr_array_add(folders, g_strdup(options->font_folders[i]));
    for (uint32_t i = 0; i < style->n_font_folders; i++) {
        const char *folder = style->font_folders[i];
        bool as_it_is = g_path_is_absolute(folder) || !gazette->issue;
        g_ptr_array_add(folders,
                        as_it_is ? g_strdup(folder) : g_build_filename(gazette->issue->folder, folder, NULL));
    }
    char *data = gaz_data_folder();
    if (data) g_ptr_array_add(folders, g_build_filename(data, "fonts", "files", NULL));
    g_free(data);
    return folders;
}

static bool open_fonts(struct gaz_gazette *gazette, const struct gaz_gazette_options *options,
                       struct gaz_diags *diags) {
    const struct gaz_style *style = gazette->style;
    struct gaz_font_family *families = g_new0(struct gaz_font_family, style->n_families + 1);
    for (uint32_t i = 0; i < style->n_families; i++) {
        const struct gaz_family *from = &style->families[i];
        families[i] = (struct gaz_font_family){from->name, from->faces, from->n_faces, from->n_first};
    }
    GPtrArray *folders = font_folders(gazette, options);
    struct gaz_font_request request = {.families = families,
                                       .n_families = style->n_families,
                                       .folders = (const char *const *)folders->pdata,
                                       .n_folders = folders->len};
    bool serves = options->fonts && gaz_fonts_serve(options->fonts, &request);
    gazette->fonts = serves ? gaz_fonts_ref(options->fonts, diags) : gaz_fonts_open(&request, diags);
    g_ptr_array_free(folders, TRUE);
    g_free(families);
    return gazette->fonts != NULL;
}

static bool lay_out(struct gaz_gazette *gazette, const struct gaz_gazette_options *options,
                    struct gaz_diags *diags) {
    struct gaz_layout_job job = {.issue = gazette->issue,
                                 .style = gazette->style,
                                 .doc_styles = gazette->doc_styles,
                                 .fonts = gazette->fonts,
                                 .progress = options->progress,
                                 .progress_context = options->progress_context,
                                 .explain = options->explain,
                                 .wants_slugs = options->wants_slugs,
                                 .memory = options->memory};
    gazette->pages = gaz_layout(&job, diags);
    gaz_fonts_check(gazette->fonts, diags);
    return gazette->pages != NULL;
}

static void run_next(struct gaz_gazette *gazette, const struct gaz_gazette_options *options,
                     struct gaz_diags *diags) {
    typedef bool stage(struct gaz_gazette *, const struct gaz_gazette_options *, struct gaz_diags *);
    static stage *const stages[GAZ_N_STAGES] = {read_issue, load_style, open_fonts, lay_out};
    unsigned i = gazette->n_run++;
    int64_t began = g_get_monotonic_time();
    gazette->has_failed = !stages[i](gazette, options, diags);
    gazette->took[i] = g_get_monotonic_time() - began;
}

bool gaz_gazette_make(struct gaz_gazette *gazette, const struct gaz_gazette_options *options,
                      enum gaz_stage last, struct gaz_diags *diags) {
    while (gazette->n_run <= (unsigned)last && !gazette->has_failed)
        run_next(gazette, options, diags);
    return !gazette->has_failed;
}

static void free_doc_styles(struct gaz_gazette *gazette) {
    for (uint32_t i = 0; gazette->own_styles && i < gazette->issue->n_docs; i++)
        gaz_style_free(gazette->own_styles[i]);
    g_free(gazette->own_styles);
    g_free(gazette->doc_styles);
}

void gaz_gazette_clear(struct gaz_gazette *gazette) {
    if (gazette->pages) gaz_pages_free(gazette->pages);
    if (gazette->fonts) gaz_fonts_close(gazette->fonts);
    free_doc_styles(gazette);
    if (gazette->style) gaz_style_free(gazette->style);
    if (gazette->issue) gaz_issue_free(gazette->issue);
    memset(gazette, 0, sizeof *gazette);
}
