/* build.c: what a path is, and how the build it stands for is had. */
#include "compare/build.h"

#include "base/data/format.h"
#include "base/diag/diag.h"
#include "base/diag/reason.h"
#include "base/file/file.h"
#include "base/file/hash.h"
#include "base/file/near_file.h"
#include "base/process/arena.h"
#include "compare/gather.h"
#include "fonts/face.h"
#include "gazette/gazette.h"

#include <errno.h>
#include <glib.h>
#include <string.h>

struct gaz_build_source {
    char *name;
    bool good;
    enum gaz_build_depth depth;
    struct gaz_gazette gazette;    /* of a folder */
    struct gaz_arena *arena;       /* of the dump */
    const struct gaz_source *dump; /* NULL: of a folder */
    struct gaz_format_head head;   /* of the dump */
};

/* ---- opening */

/* A folder's errors are its own: those of the build before do not count. */
static void open_folder(struct gaz_build_source *source, const struct gaz_gazette_options *options,
                        struct gaz_diags *diags) {
    struct gaz_gazette_options own = *options;
    unsigned errors = gaz_diags_count(diags, GAZ_ERROR);
    own.folder = source->name;
    source->depth = GAZ_BUILD_GLYPHS;
    source->good = gaz_gazette_make(&source->gazette, &own, GAZ_STAGE_PAGES, diags) &&
                   gaz_diags_count(diags, GAZ_ERROR) == errors;
}

/* A pipe will do as well as a file, so one reads to the end, or to one byte over what is allowed. */
static bool read_all(FILE *file, GString *text) {
    static char buffer[64 << 10];
    size_t n;
    while (text->len <= GAZ_MAX_PICTURE && (n = fread(buffer, 1, sizeof buffer, file)) > 0)
        g_string_append_len(text, buffer, (gssize)n);
    return !ferror(file);
}

static void report_too_large(const char *name, struct gaz_diags *diags) {
    g_autofree char *limit = g_strdup_printf("%d MiB", GAZ_MAX_PICTURE >> 20);
    gaz_report_file(diags, GAZ_D_TOO_LARGE, name, name, limit);
}

static void report_missing(const char *name, struct gaz_diags *diags) {
    g_autofree char *folder = g_path_get_dirname(name);
    g_autofree char *base = g_path_get_basename(name);
    struct gaz_hint near = gaz_near_file_hint(folder, base);
    gaz_report_file(diags, GAZ_D_MISSING_FILE, name, name, near.chinese, near.english);
    gaz_hint_clear(&near);
}

static void report_unread(const char *name, int error, struct gaz_diags *diags) {
    struct gaz_reason why = gaz_reason_of(error);
    gaz_report_file(diags, GAZ_D_READ, name, why.chinese, why.english);
}

static bool load(const char *name, GString *text, struct gaz_diags *diags) {
    FILE *file = fopen(name, "rb");
    bool read = file && read_all(file, text);
    int error = errno;
    if (file) fclose(file);
    if (!read && error == ENOENT)
        report_missing(name, diags);
    else if (!read)
        report_unread(name, error, diags);
    else if (text->len > GAZ_MAX_PICTURE)
        report_too_large(name, diags);
    else
        return true;
    return false;
}

/* A whole text, and the beginning of a dump of either kind. */
static bool is_dump(const GString *text) {
    static const char *const beginnings[] = {"{", "page ", "gongbao "};
    bool begins = false;
    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++)
        begins = begins || g_str_has_prefix(text->str, beginnings[i]);
    return begins && text->str[text->len - 1] == '\n' && g_utf8_validate(text->str, (gssize)text->len, NULL);
}

static void take_dump(struct gaz_build_source *source, const GString *text, struct gaz_diags *diags) {
    source->arena = gaz_arena_new();
    source->dump = gaz_source_new(source->arena, source->name, source->name, text->str, text->len);
    source->depth = text->str[0] == '{' ? GAZ_BUILD_LINES : GAZ_BUILD_RUNS;
    unsigned allowed = 1u << (source->depth == GAZ_BUILD_LINES ? GAZ_FORMAT_LINES : GAZ_FORMAT_PAGES);
    source->good = gaz_format_read(&source->head, source->dump, allowed, diags);
}

static void open_dump(struct gaz_build_source *source, struct gaz_diags *diags) {
    g_autoptr(GString) text = g_string_new(NULL);
    if (!load(source->name, text, diags)) return;
    if (is_dump(text))
        take_dump(source, text, diags);
    else
        gaz_report_file(diags, GAZ_D_DUMP_KIND, source->name, NULL);
}

struct gaz_build_source *gaz_build_open(const char *path, const struct gaz_gazette_options *options,
                                        struct gaz_diags *diags) {
    struct gaz_build_source *source = g_new0(struct gaz_build_source, 1);
    source->name = g_strdup(path);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        open_folder(source, options, diags);
    else
        open_dump(source, diags);
    return source;
}

void gaz_build_close(struct gaz_build_source *source) {
    gaz_gazette_clear(&source->gazette);
    gaz_arena_free(source->arena);
    g_free(source->name);
    g_free(source);
}

bool gaz_build_is_good(const struct gaz_build_source *source) {
    return source->good;
}

enum gaz_build_depth gaz_build_depth(const struct gaz_build_source *source) {
    return source->depth;
}

/* ---- the look of a page, to the glyph */

static void feed_number(struct gaz_hash *sum, int64_t number) {
    guchar bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (guchar)((uint64_t)number >> (8 * i));
    gaz_hash_add(sum, bytes, sizeof bytes);
}

static void feed_text(struct gaz_hash *sum, const char *text) {
    gaz_hash_add(sum, text, strlen(text) + 1);
}

static void feed_run(struct gaz_hash *sum, const struct gaz_pages *pages, const struct gaz_glyph_run *run) {
    feed_text(sum, run->face->file_name);
    feed_number(sum, run->face->index);
    feed_number(sum, run->size);
    feed_number(sum, pages->inks[run->ink].screen);
    for (uint32_t i = 0; i < run->n_glyphs; i++) {
        feed_number(sum, run->glyphs[i].id);
        feed_number(sum, run->glyphs[i].x);
        feed_number(sum, run->glyphs[i].y);
    }
    for (uint32_t i = 0; i < run->n_chars; i++)
        feed_number(sum, run->chars[i].ch);
}

static void feed_item(struct gaz_hash *sum, const struct gaz_pages *pages, const struct gaz_item *item) {
    feed_number(sum, item->kind);
    feed_number(sum, item->y);
    feed_number(sum, item->turn & 3);
    switch (item->kind) {
    case GAZ_ITEM_GLYPHS:
        feed_run(sum, pages, &item->as.glyphs);
        break;
    case GAZ_ITEM_RULE:
        feed_number(sum, item->as.rule.width);
        feed_number(sum, item->as.rule.height);
        feed_number(sum, pages->inks[item->as.rule.ink].screen);
        break;
    case GAZ_ITEM_IMAGE:
        feed_number(sum, item->as.image.width);
        feed_number(sum, item->as.image.height);
        gaz_hash_add(sum, item->as.image.data, item->as.image.size);
        break;
    case GAZ_ITEM_LINK:
        feed_number(sum, item->as.link.width);
        feed_number(sum, item->as.link.height);
        break;
    }
}

static const char *digest_of(struct gaz_arena *arena, struct gaz_hash *sum) {
    g_autofree char *digest = gaz_hash_end_text(sum, GAZ_HASH_DIGITS);
    return gaz_arena_strdup(arena, digest);
}

/* What the page dump cannot tell joins what it told: the glyphs between the ends of a run, and pictures. */
static void look_closer(struct gaz_build *build, const struct gaz_pages *pages) {
    for (uint32_t i = 0; i < build->n_pages; i++) {
        const struct gaz_page *page = &pages->pages[i];
        struct gaz_hash sum;
        gaz_hash_begin(&sum);
        feed_text(&sum, build->pages[i].look);
        int32_t *across = GAZ_NEW_ARRAY(build->arena, int32_t, page->n_items);
        uint32_t n = 0;
        for (uint32_t k = 0; k < page->n_items; k++) {
            if (gaz_item_is_furniture(pages, &page->items[k])) continue;
            feed_item(&sum, pages, &page->items[k]);
            across[n++] = page->items[k].x;
        }
        build->pages[i].across = across;
        build->pages[i].n_across = n;
        build->pages[i].look = digest_of(build->arena, &sum);
    }
}

/* Where nothing but lines is known, they are the look. */
static void look_at_lines(struct gaz_build *build) {
    for (uint32_t i = 0; i < build->n_pages; i++) {
        struct gaz_build_page *page = &build->pages[i];
        struct gaz_hash sum;
        gaz_hash_begin(&sum);
        for (uint32_t k = 0; k < page->n_lines; k++)
            feed_text(&sum, build->lines[page->first_line + k].text);
        page->look = digest_of(build->arena, &sum);
        page->furniture = "";
        page->n_across = 0;
    }
    build->bookmarks = NULL;
}

/* ---- reading */

/* From the dump's text; false after a complaint. */
static bool gather_dump(struct gaz_gathering *gathering, const struct gaz_build_source *source,
                        struct gaz_diags *diags) {
    const char *text = source->dump->text + source->head.size;
    uint32_t wrong = source->depth == GAZ_BUILD_LINES
                         ? gaz_gather_from_line_dump(gathering, text)
                         : gaz_gather_from_page_dump(gathering, text, source->head.version);
    if (wrong == GAZ_NOWHERE) return true;
    gaz_report(diags, GAZ_D_DUMP_LINE, gaz_span_at(source->dump, source->head.size + wrong), NULL);
    return false;
}

struct gaz_build *gaz_build_read(const struct gaz_build_source *source, enum gaz_build_depth depth,
                                 struct gaz_diags *diags) {
    struct gaz_gathering gathering;
    bool good = true;
    gaz_gather_begin(&gathering);
    if (source->dump)
        good = gather_dump(&gathering, source, diags);
    else
        gaz_gather_from_pages(&gathering, source->gazette.pages);
    struct gaz_build *build = gaz_gather_end(&gathering);
    build->name = source->name;
    build->depth = depth;
    build->tolerance = depth == GAZ_BUILD_RUNS ? 2 : 0; /* hundredths of a point, rounded */
    if (depth == GAZ_BUILD_LINES) look_at_lines(build);
    if (depth == GAZ_BUILD_GLYPHS) look_closer(build, source->gazette.pages);
    if (good) return build;
    gaz_build_free(build);
    return NULL;
}
