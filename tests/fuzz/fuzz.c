/* fuzz.c: opening the bytes as a file's, judging the complaints, a folder for targets that read one. */
#include "tests/fuzz/fuzz.h"

#include "base/diag/diag_entry.h"
#include "base/file/file.h"
#include "fonts/fonts.h"
#include "styles/style.h"

#include <glib/gstdio.h>
#include <stdlib.h>

void fuzz_open(struct fuzz *fuzz, const uint8_t *data, size_t size) {
    fuzz->arena = gaz_arena_new();
    fuzz->diags = gaz_diags_new();
    fuzz->source = gaz_source_clean(fuzz->arena, "t", "t", (struct gaz_bytes){data, size}, fuzz->diags);
    if (!fuzz->source) fuzz->source = gaz_source_new(fuzz->arena, "t", "t", "", 0); /* of another encoding */
}

static void check_place(const struct gaz_diag_entry *entry) {
    struct gaz_span span = entry->span;
    if (!span.source || (span.begin <= span.end && span.end <= span.source->size)) return;
    fprintf(stderr, "%s: bytes %u to %u of %u\n", gaz_code_slug(entry->code), span.begin, span.end,
            span.source->size);
    abort();
}

void fuzz_check_diags(const struct gaz_diags *diags) {
    uint32_t n, left_off;
    const struct gaz_diag_entry *entries = gaz_diag_entries(diags, &n, &left_off);
    for (uint32_t i = 0; i < n; i++)
        check_place(&entries[i]);
    FILE *nowhere = fopen("/dev/null", "w");
    gaz_diags_print(diags, nowhere, GAZ_CHINESE, true);
    fclose(nowhere);
    if (gaz_diags_exit(diags, GAZ_LENIENT) != GAZ_EXIT_BUG) return;
    gaz_diags_print(diags, stderr, GAZ_ENGLISH, false);
    abort();
}

void fuzz_close(struct fuzz *fuzz) {
    fuzz_check_diags(fuzz->diags);
    gaz_diags_free(fuzz->diags);
    gaz_arena_free(fuzz->arena);
}

static char *folder;

static void remove_folder(void) {
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
    g_free(folder);
}

const char *fuzz_folder(void) {
    if (folder) return folder;
    folder = g_dir_make_tmp("gongbao-fuzz-XXXXXX", NULL);
    if (!folder) abort();
    atexit(remove_folder);
    return folder;
}

void fuzz_write(const char *name, const void *data, size_t size) {
    g_autofree char *path = g_build_filename(fuzz_folder(), name, NULL);
    FILE *file = fopen(path, "wb"); /* g_file_set_contents without CONSISTENT leaves what was longer */
    if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0) abort();
}

struct gaz_fonts *fuzz_fonts(const struct gaz_style *style, const char *own) {
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_font_family *families = g_new0(struct gaz_font_family, style->n_families);
    for (uint32_t i = 0; i < style->n_families; i++) {
        const struct gaz_family *from = &style->families[i];
        families[i] = (struct gaz_font_family){from->name, from->faces, from->n_faces, from->n_first};
    }
    g_autofree char *files = g_build_filename(own, "fonts", "files", NULL);
    const char *folders[] = {files};
    struct gaz_font_request request = {families, style->n_families, folders, 1};
    struct gaz_fonts *fonts = gaz_fonts_open(&request, diags);
    if (!fonts) abort();
    g_free(families);
    gaz_diags_free(diags);
    return fonts;
}
