/* manifest.c: records to JSON and back. */
#include "archive/regenerate/manifest.h"

#include "archive/lock/matched.h"
#include "base/data/json.h"
#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "base/process/version.h"
#include "output/output.h"

#include <string.h>

static const char *const outcome_names[GAZ_N_OUTCOMES] = {"good", "errors", "io", "limit", "crashed"};

struct gaz_record *gaz_record_copy(const struct gaz_record *record) {
    struct gaz_record *copy = g_new(struct gaz_record, 1);
    *copy = *record;
    copy->name = g_strdup(record->name);
    copy->input = g_strdup(record->input);
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        copy->pdfs[i] = g_strdup(record->pdfs[i]);
    return copy;
}

void gaz_record_free(struct gaz_record *record) {
    if (!record) return;
    g_free((char *)record->name);
    g_free((char *)record->input);
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        g_free((char *)record->pdfs[i]);
    g_free(record);
}

static void free_record(gpointer record) {
    gaz_record_free(record);
}

GHashTable *gaz_records_new(void) {
    return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_record);
}

/* ---- writing */

/* A screen's is "pdf", as it always was; of the others those that there are: "pdf_print". */
static void add_hashes(GString *out, const struct gaz_record *record) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        if (i != GAZ_PDF_SCREEN && !*record->pdfs[i]) continue;
        g_string_append_printf(out, ", \"pdf%s%s\": ", i == GAZ_PDF_SCREEN ? "" : "_",
                               i == GAZ_PDF_SCREEN ? "" : gaz_pdf_kind_names[i]);
        gaz_json_add_text(out, record->pdfs[i]);
    }
}

void gaz_record_add_json(GString *out, const struct gaz_record *record) {
    int64_t ms = record->took / 1000;
    const char *matched = gaz_matched_names[record->matched];
    g_string_append(out, "{\"name\": ");
    gaz_json_add_text(out, record->name);
    g_string_append_printf(out,
                           ", \"status\": \"%s\", \"pages\": %u, \"warnings\": %u, \"font_warnings\": %u, "
                           "\"errors\": %u, \"input\": ",
                           outcome_names[record->outcome], record->pages, record->warnings,
                           record->font_warnings, record->errors);
    gaz_json_add_text(out, record->input); /* a sum, but whoever edits the file may write anything */
    add_hashes(out, record);
    if (*matched) g_string_append_printf(out, ", \"match\": \"%s\"", matched);
    g_string_append_printf(out, ", \"seconds\": %d.%03d}", (int)(ms / 1000), (int)(ms % 1000));
}

bool gaz_manifest_write(const char *path, const GPtrArray *records, const char *shard,
                        struct gaz_diags *diags) {
    GString *text = g_string_new("{");
    gaz_format_add_members(text, GAZ_FORMAT_MANIFEST);
    g_string_append_printf(text, ",\n  \"program\": \"gongbao %s\",\n", gaz_version);
    if (shard) g_string_append_printf(text, "  \"shard\": \"%s\",\n", shard);
    g_string_append(text, "  \"issues\": [");
    const char *comma = "\n    ";
    for (guint i = 0; i < records->len; i++) {
        if (!records->pdata[i]) continue;
        g_string_append(text, comma);
        gaz_record_add_json(text, records->pdata[i]);
        comma = ",\n    ";
    }
    g_string_append(text, "\n  ]\n}\n");
    bool good = gaz_file_write(path, text->str, text->len, diags);
    g_string_free(text, TRUE);
    return good;
}

/* ---- reading */

static enum gaz_outcome outcome_of(const char *name) {
    for (int i = 0; name && i < GAZ_N_OUTCOMES; i++)
        if (strcmp(name, outcome_names[i]) == 0) return (enum gaz_outcome)i;
    return GAZ_OUTCOME_CRASHED;
}

static unsigned matched_of(const char *name) {
    unsigned state = GAZ_N_MATCHED - 1;
    while (state > 0 && !(name && strcmp(name, gaz_matched_names[state]) == 0))
        state--;
    return state;
}

static void read_text(struct gaz_json *json, const char **field) {
    g_free((char *)*field);
    *field = gaz_json_text(json);
}

static void read_count(struct gaz_json *json, unsigned *field) {
    double number = gaz_json_number(json);
    *field = number >= 0 && number <= G_MAXINT ? (unsigned)number : 0;
}

/* The kind whose hash a member is, or -1. */
static int kind_of_member(const char *key) {
    if (strcmp(key, "pdf") == 0) return GAZ_PDF_SCREEN;
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (g_str_has_prefix(key, "pdf_") && strcmp(key + 4, gaz_pdf_kind_names[i]) == 0) return i;
    return -1;
}

static void read_field(struct gaz_json *json, const char *key, void *context) {
    struct gaz_record *record = context;
    if (strcmp(key, "name") == 0) {
        read_text(json, &record->name);
    } else if (strcmp(key, "input") == 0) {
        read_text(json, &record->input);
    } else if (kind_of_member(key) >= 0) {
        read_text(json, &record->pdfs[kind_of_member(key)]);
    } else if (strcmp(key, "status") == 0) {
        g_autofree char *name = gaz_json_text(json);
        record->outcome = outcome_of(name);
    } else if (strcmp(key, "pages") == 0) {
        read_count(json, &record->pages);
    } else if (strcmp(key, "warnings") == 0) {
        read_count(json, &record->warnings);
    } else if (strcmp(key, "font_warnings") == 0) {
        read_count(json, &record->font_warnings);
    } else if (strcmp(key, "errors") == 0) {
        read_count(json, &record->errors);
    } else if (strcmp(key, "match") == 0) {
        g_autofree char *name = gaz_json_text(json);
        record->matched = matched_of(name);
    } else if (strcmp(key, "seconds") == 0) {
        double seconds = gaz_json_number(json);
        record->took = seconds >= 0 && seconds < 1e6 ? (int64_t)(seconds * 1e6 + 0.5) : 0;
    } else {
        gaz_json_skip(json);
    }
}

static bool is_whole(const struct gaz_json *json, const struct gaz_record *record) {
    if (json->bad || !record->name || !record->input) return false;
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (!record->pdfs[i]) return false;
    return true;
}

static void read_record(struct gaz_json *json, GHashTable *records) {
    struct gaz_record *record = g_new0(struct gaz_record, 1);
    record->outcome = GAZ_OUTCOME_CRASHED;
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        record->pdfs[i] = i == GAZ_PDF_SCREEN ? NULL : g_strdup(""); /* told only where there is one */
    gaz_json_object(json, read_field, record);
    if (is_whole(json, record))
        g_hash_table_replace(records, (char *)record->name, record);
    else
        gaz_record_free(record);
}

static void read_issues(struct gaz_json *json, GHashTable *records) {
    gaz_json_expect(json, '[');
    if (gaz_json_take(json, ']')) return;
    do
        read_record(json, records);
    while (gaz_json_take(json, ','));
    gaz_json_expect(json, ']');
}

static void read_member(struct gaz_json *json, const char *key, void *records) {
    if (strcmp(key, "issues") == 0)
        read_issues(json, records);
    else
        gaz_json_skip(json);
}

void gaz_records_add_manifest(GHashTable *records, const char *text) {
    struct gaz_json json = {text, false};
    gaz_json_object(&json, read_member, records);
}

/* The last line may be half written: it is not read. */
void gaz_records_add_journal(GHashTable *records, const char *text) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; line[0] && line[1]; line++) {
        struct gaz_json json = {*line, false};
        read_record(&json, records);
    }
}

/* ---- files */

bool gaz_records_read(GHashTable *records, const char *path, enum gaz_format format,
                      struct gaz_diags *diags) {
    g_autofree char *text = NULL;
    struct gaz_format_head head;
    if (!g_file_get_contents(path, &text, NULL, NULL)) return true;
    if (!g_utf8_validate(text, -1, NULL)) return true;
    const struct gaz_source *source = gaz_diags_source(diags, path, text, strlen(text));
    if (!gaz_format_read(&head, source, 1u << format, diags)) return false;
    (format == GAZ_FORMAT_JOURNAL ? gaz_records_add_journal : gaz_records_add_manifest)(records, text);
    return true;
}
