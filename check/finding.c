/* finding.c: a finding as a person reads it. */
#include "check/check.h"

#include "base/diag/diag_text.h"
#include "base/file/hash.h"

#include <string.h>

char *gaz_finding_message(const struct gaz_finding *finding, enum gaz_language language) {
    const struct gaz_check_row *row = gaz_check_row(finding->rule);
    GString *out = g_string_new(NULL);
    gaz_wording_append(out, language == GAZ_ENGLISH ? row->english : row->chinese,
                       (const char *const *)finding->args);
    return g_string_free(out, FALSE);
}

void gaz_finding_key(const struct gaz_finding *finding, char key[GAZ_KEY_LENGTH + 1]) {
    const char *file = finding->span.source ? finding->span.source->path : "";
    const char *parts[] = {gaz_check_row(finding->rule)->slug, file, finding->text};
    struct gaz_hash hash;
    gaz_hash_begin(&hash);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        gaz_hash_add(&hash, parts[i], strlen(parts[i]) + 1);
    g_autofree char *digits = gaz_hash_end_text(&hash, GAZ_KEY_LENGTH);
    g_strlcpy(key, digits, GAZ_KEY_LENGTH + 1);
}

static const char *level_word(enum gaz_check_level level, enum gaz_language language) {
    static const char *const words[][2] = {{"错", "E"}, {"疑", "W"}, {"注意", "I"}};
    return words[level][language == GAZ_ENGLISH];
}

static void append_finding(GString *out, const struct gaz_finding *finding, unsigned number,
                           enum gaz_language language) {
    const struct gaz_check_row *row = gaz_check_row(finding->rule);
    g_autofree char *message = gaz_finding_message(finding, language);
    if (finding->span.source) gaz_place_append(out, finding->span.source->name, finding->span);
    char key[GAZ_KEY_LENGTH + 1];
    gaz_finding_key(finding, key);
    g_string_append_printf(out, "%s%u-%s: %s", level_word(row->level, language), number, key, message);
    if (finding->proposal)
        g_string_append_printf(out, language == GAZ_ENGLISH ? " -> \"%s\"" : "→“%s”", finding->proposal);
    g_string_append_printf(out, " [%s]\n", row->slug);
    if (finding->span.source) gaz_context_append(out, finding->span);
}

void gaz_findings_print(const struct gaz_findings *findings, FILE *out, enum gaz_language language) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < findings->list->len; i++)
        append_finding(text, &g_array_index(findings->list, struct gaz_finding, i), i + 1, language);
    fwrite(text->str, 1, text->len, out);
}
