/* press.c: see press.h. */
#include "gazette/press.h"

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "base/text/hint.h"

#include <stdlib.h>
#include <string.h>

/* ---- 配置文件 */

static const char CONDITION[] = "印刷.特性", PROFILE[] = "印刷.配置文件";

/* a file and where it is named */
struct named_file {
    char *root, *name; /* NULL: none */
    struct gaz_span span;
};

static void clear_file(struct named_file *file) {
    g_free(file->root);
    g_free(file->name);
}

/* Wherever it is, behind links. */
static struct named_file anywhere(const char *path, struct gaz_span span) {
    char *real = realpath(path, NULL);
    const char *found = real ? real : path;
    struct named_file file = {g_path_get_dirname(found), g_path_get_basename(found), span};
    free(real);
    return file;
}

static bool is_below(const char *folder, const char *name) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return gaz_file_may_exist(path);
}

/* As the style's folders of fonts are: below the issue folder unless absolute; or beside the style file. */
static struct named_file find_profile(const struct gaz_gazette *gazette, const char *wanted) {
    const struct gaz_style *style = gazette->style;
    const char *name = style->press_profile;
    struct gaz_span span = gaz_style_span_of(style, PROFILE);
    if (wanted) return anywhere(wanted, (struct gaz_span){0});
    if (*name == '\0') return (struct named_file){0};
    if (g_path_is_absolute(name)) return anywhere(name, span);
    const char *own = gazette->issue->folder, *beside = style->profile_folder;
    bool is_beside = !is_below(own, name) && is_below(beside, name);
    return (struct named_file){g_strdup(is_beside ? beside : own), g_strdup(name), span};
}

/* At its place in the style; of one that the command line names the file. */
static void report_profile(const struct named_file *file, struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(file->root, file->name, NULL);
    if (file->span.source)
        gaz_report(diags, GAZ_D_PRESS_PROFILE, file->span, file->name);
    else
        gaz_report_file(diags, GAZ_D_PRESS_PROFILE, path, file->name);
}

/* NULL after an error. */
static GBytes *read_profile(const struct named_file *file, char **description, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_bytes bytes = gaz_file_read_below(arena, file->root, file->name, file->span, diags);
    GBytes *profile = bytes.data ? g_bytes_new(bytes.data, bytes.size) : NULL;
    gaz_arena_free(arena);
    if (!profile || gaz_press_profile_look(profile, description)) return profile;
    report_profile(file, diags);
    g_bytes_unref(profile);
    return NULL;
}

/* False after an error; without one `press->profile` may be NULL. */
static bool take_profile(struct gaz_press *press, const struct gaz_gazette *gazette, const char *wanted,
                         struct gaz_diags *diags) {
    struct named_file file = find_profile(gazette, wanted);
    char *description = NULL;
    if (file.name) press->profile = read_profile(&file, &description, diags);
    press->described = description;
    bool good = !file.name || press->profile;
    clear_file(&file);
    return good;
}

/* ---- 特性 */

/* Paper without a coat, as an office prints on. */
#define USUAL_CONDITION "FOGRA47"

static void report_condition(const struct gaz_style *style, struct gaz_diags *diags) {
    const char *name = style->press_condition;
    struct gaz_hint hint = gaz_hint_of(gaz_press_condition_near(name));
    gaz_report(diags, GAZ_D_PRESS_CONDITION, gaz_style_span_of(style, CONDITION), name, hint.chinese,
               hint.english);
    gaz_hint_clear(&hint);
}

/* Nobody has said anything: the warning says what that comes to. */
static const char *assume_condition(const struct gaz_gazette *gazette, struct gaz_diags *diags) {
    gaz_report_file(diags, GAZ_D_PRESS_ASSUMED, gazette->issue->source->name, USUAL_CONDITION, NULL);
    return USUAL_CONDITION;
}

/* What the registry says of it; a profile that it does not know speaks for itself, if it says anything. */
static void describe(struct gaz_press *press, const char *registered) {
    if (!registered && press->described && *press->described) return;
    g_free((char *)press->described);
    press->described = g_strdup(registered);
}

/* A name of the registry; else, with a profile, what the style calls it. */
static bool take_condition(struct gaz_press *press, const struct gaz_gazette *gazette,
                           struct gaz_diags *diags) {
    const char *said = gazette->style->press_condition;
    if (!*said) said = press->profile ? "Custom" : assume_condition(gazette, diags);
    const struct gaz_press_condition *known = gaz_press_condition_find(said);
    press->is_registered = known != NULL;
    press->condition = g_strdup(known ? known->name : said);
    describe(press, known ? known->english : NULL);
    if (known || press->profile) return true;
    report_condition(gazette->style, diags);
    return false;
}

/* ---- the whole */

static bool take_pdfx(struct gaz_press *press, const struct gaz_gazette *gazette,
                      const struct gaz_press_wish *wish, struct gaz_diags *diags) {
    press->pdfx = wish->has_pdfx ? wish->pdfx : press->profile ? GAZ_PDFX_4 : GAZ_PDFX_1A;
    if (press->pdfx == GAZ_PDFX_1A || press->profile) return true;
    gaz_report_file(diags, GAZ_D_PRESS_PDFX, gazette->issue->source->name, NULL);
    return false;
}

bool gaz_press_of(struct gaz_press *press, const struct gaz_gazette *gazette,
                  const struct gaz_press_wish *wish, struct gaz_diags *diags) {
    const struct gaz_style *style = gazette->style;
    *press = (struct gaz_press){.bleed = style->press_bleed,
                                .paper = style->press_paper,
                                .has_marks = wish->has_marks,
                                .fills_sheets = style->press_fills_sheets,
                                .is_booklet = wish->is_booklet};
    return take_profile(press, gazette, wish->profile, diags) && take_pdfx(press, gazette, wish, diags) &&
           take_condition(press, gazette, diags);
}

void gaz_press_clear(struct gaz_press *press) {
    g_free((char *)press->condition);
    g_free((char *)press->described);
    if (press->profile) g_bytes_unref(press->profile);
}

/* ---- what a press cannot take as it is */

/* Where a colour was written: in a style, or in the 版面 of a document. */
static struct gaz_span find_colour(const struct gaz_gazette *gazette, uint32_t screen) {
    struct gaz_span span = gaz_style_span_of_colour(gazette->style, screen);
    for (uint32_t i = 0; !span.source && i < gazette->issue->n_docs; i++)
        span = gaz_style_span_of_colour(gazette->doc_styles[i], screen);
    return span;
}

static void report_ink(const struct gaz_ink *ink, const struct gaz_gazette *gazettes, uint32_t n,
                       struct gaz_diags *diags) {
    struct gaz_span span = {0};
    g_autofree char *colour = g_strdup_printf("#%06X", ink->screen);
    for (uint32_t i = 0; !span.source && i < n; i++)
        span = find_colour(&gazettes[i], ink->screen);
    if (span.source)
        gaz_report(diags, GAZ_D_INK_NO_PRESS, span, colour);
    else
        gaz_report_file(diags, GAZ_D_INK_NO_PRESS, gazettes[0].issue->source->name, colour);
}

static void check_picture(const struct gaz_image *image, struct gaz_diags *diags) {
    enum { INCH = 72 * GAZ_POINT, LEAST = 150 };
    struct gaz_picture picture = {.data = image->data, .size = image->size};
    if (!gaz_picture_look(&picture) || picture.kind == GAZ_PICTURE_SVG) return;
    uint32_t pixels = gaz_picture_lies(picture.orientation) ? picture.pixels_high : picture.pixels_wide;
    int64_t dpi = (int64_t)pixels * INCH / image->width;
    g_autofree char *has = g_strdup_printf("%d", (int)dpi), *least = g_strdup_printf("%d", LEAST);
    enum gaz_code code = image->is_guessed ? GAZ_D_PICTURE_GUESSED : GAZ_D_PICTURE_COARSE;
    if (!image->is_guessed && dpi >= LEAST) return;
    if (image->span.source)
        gaz_report(diags, code, image->span, image->name, has, least);
    else
        gaz_report_file(diags, code, image->name, image->name, has, least);
}

/* Marks the ink of an item that has one; a picture is looked at. */
static void look_at(const struct gaz_item *item, bool *used, struct gaz_diags *diags) {
    switch (item->kind) {
    case GAZ_ITEM_GLYPHS:
        used[item->as.glyphs.ink] = true;
        break;
    case GAZ_ITEM_RULE:
        used[item->as.rule.ink] = true;
        break;
    case GAZ_ITEM_IMAGE:
        check_picture(&item->as.image, diags);
        break;
    case GAZ_ITEM_LINK:
        break;
    }
}

bool gaz_press_check_pages(const struct gaz_pages *pages, const struct gaz_gazette *gazettes, uint32_t n,
                           struct gaz_diags *diags) {
    g_autofree bool *used = g_new0(bool, pages->n_inks);
    unsigned errors = gaz_diags_count(diags, GAZ_ERROR);
    for (uint32_t i = 0; i < pages->n_pages; i++)
        for (uint32_t k = 0; k < pages->pages[i].n_items; k++)
            look_at(&pages->pages[i].items[k], used, diags);
    for (uint32_t i = 0; i < pages->n_inks; i++)
        if (used[i] && !pages->inks[i].has_cmyk) report_ink(&pages->inks[i], gazettes, n, diags);
    return gaz_diags_count(diags, GAZ_ERROR) == errors;
}
