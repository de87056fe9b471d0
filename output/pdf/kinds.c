/* kinds.c: what the kinds of file are called, and their files. */
#include "output/output.h"

#include <string.h>

const char *const gaz_pdf_kind_names[GAZ_N_PDF_KINDS] = {
    [GAZ_PDF_SCREEN] = "screen", [GAZ_PDF_PRINT] = "print", [GAZ_PDF_ARCHIVE] = "archive"};

char *gaz_kinds_text(unsigned kinds) {
    GString *text = g_string_new(NULL);
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (gaz_has_kind(kinds, (enum gaz_pdf_kind)i))
            g_string_append_printf(text, "%s%s", text->len ? "," : "", gaz_pdf_kind_names[i]);
    return g_string_free(text, FALSE);
}

char *gaz_kind_path(const char *path, enum gaz_pdf_kind kind, unsigned kinds) {
    static const char ending[] = ".pdf";
    if (kinds == 1u << kind) return g_strdup(path);
    size_t n = strlen(path), n_ending = strlen(ending);
    if (n > n_ending && g_ascii_strcasecmp(path + n - n_ending, ending) == 0) n -= n_ending;
    return g_strdup_printf("%.*s.%s%s", (int)n, path, gaz_pdf_kind_names[kind], ending);
}
