/* issue.c: the door: issue.yaml, then each document: front matter, body, validation. */
#include "input/input.h"

#include "base/file/file.h"
#include "input/body/body.h"
#include "input/inline/foreign.h"
#include "input/keys/front_matter.h"
#include "input/keys/manifest.h"
#include "input/keys/mark.h"
#include "input/keys/validate.h"

#include <glib.h>
#include <string.h>

static const char *const default_style = "gbt9704"; /* when the 样式 is missing, which is an error already */

static void read_parts(struct gaz_reader *reader, struct gaz_doc *doc, bool is_about) {
    gaz_reader_open(reader, reader->arena, doc->source);
    if (is_about)
        gaz_front_matter_refuse(reader);
    else
        gaz_front_matter_read(reader, doc);
    gaz_body_read(reader, is_about, doc);
    gaz_mark_names(reader, doc);
    gaz_validate_doc(doc, reader->diags);
    gaz_foreign_leftovers(reader, doc);
    if (!gaz_diags_have_errors(reader->diags)) gaz_report_lookalikes(doc, reader->diags);
    if (is_about) gaz_validate_about(doc, reader->diags);
    gaz_validate_characters(doc, reader);
    gaz_reader_close(reader);
}

/* what the reading of all documents shares */
struct reading {
    struct gaz_issue *issue;
    const struct gaz_unwritten *instead;
    uint32_t n_instead;
    GHashTable *pictures;
    struct gaz_diags *diags;
};

/* A file of the folder, or what is to stand in its place. */
static const struct gaz_source *read_source(const struct reading *reading, const char *path,
                                            struct gaz_span span) {
    const struct gaz_issue *issue = reading->issue;
    const struct gaz_unwritten *file = gaz_unwritten_find(reading->instead, reading->n_instead, path);
    if (file) return gaz_source_clean(issue->arena, file->name, path, file->bytes, reading->diags);
    return gaz_source_read_below(issue->arena, issue->folder, path, span, reading->diags);
}

static void read_text(const struct reading *reading, const struct gaz_source *source, struct gaz_doc *doc,
                      bool is_about) {
    const struct gaz_issue *issue = reading->issue;
    struct gaz_reader reader = {.arena = issue->arena,
                                .diags = reading->diags,
                                .folder = issue->folder,
                                .pictures = reading->pictures,
                                .instead = reading->instead,
                                .n_instead = reading->n_instead};
    doc->source = source;
    g_autofree char *stem = gaz_file_stem(source->path);
    doc->name = gaz_arena_strdup(issue->arena, stem);
    read_parts(&reader, doc, is_about);
}

/* Reads one document; false when its file cannot be read, which was said. */
static bool read_document(const struct reading *reading, const struct gaz_yaml *file, struct gaz_doc *doc) {
    const struct gaz_issue *issue = reading->issue;
    const struct gaz_source *source = read_source(reading, file->scalar, file->span);
    if (source) read_text(reading, source, doc, issue->about == doc);
    return source != NULL;
}

/* The documents that can be read; the columns are told where theirs now stand. */
static void read_documents(const struct reading *reading, const struct gaz_manifest *manifest) {
    struct gaz_issue *issue = reading->issue;
    struct gaz_doc *docs = GAZ_NEW_ARRAY(issue->arena, struct gaz_doc, manifest->n_files);
    struct gaz_column *columns = GAZ_NEW_ARRAY(issue->arena, struct gaz_column, issue->n_columns);
    uint32_t n = 0;
    for (uint32_t c = 0; c < issue->n_columns; c++) {
        const struct gaz_column *from = &issue->columns[c];
        columns[c] = *from;
        columns[c].first_doc = n;
        for (uint32_t i = 0; i < from->n_docs; i++)
            if (read_document(reading, manifest->files[from->first_doc + i], &docs[n])) n++;
        columns[c].n_docs = n - columns[c].first_doc;
    }
    issue->columns = columns;
    issue->docs = docs;
    issue->n_docs = n;
}

static void read_about(const struct reading *reading, const struct gaz_manifest *manifest) {
    struct gaz_issue *issue = reading->issue;
    if (!manifest->about) return;
    struct gaz_doc *about = GAZ_NEW(issue->arena, struct gaz_doc);
    issue->about = about;
    if (!read_document(reading, manifest->about, about)) issue->about = NULL;
}

struct gaz_issue *gaz_issue_read_again(const struct gaz_issue *issue, uint32_t doc,
                                       const struct gaz_unwritten *instead, uint32_t n,
                                       struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_issue *again = GAZ_NEW(arena, struct gaz_issue);
    struct gaz_doc *docs = GAZ_NEW_ARRAY(arena, struct gaz_doc, issue->n_docs);
    struct reading reading = {again, instead, n, g_hash_table_new(g_str_hash, g_str_equal), diags};
    *again = *issue;
    again->arena = arena;
    again->docs = memcpy(docs, issue->docs, issue->n_docs * sizeof *docs);
    const struct gaz_source *source = read_source(&reading, instead->path, (struct gaz_span){0});
    docs[doc] = (struct gaz_doc){0};
    if (source) read_text(&reading, source, &docs[doc], false);
    g_hash_table_destroy(reading.pictures);
    if (source) return again;
    gaz_arena_free(arena);
    return NULL;
}

struct gaz_issue *gaz_issue_read(const char *folder, struct gaz_diags *diags) {
    return gaz_issue_read_unwritten(folder, NULL, 0, diags);
}

struct gaz_issue *gaz_issue_read_unwritten(const char *folder, const struct gaz_unwritten *instead,
                                           uint32_t n, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_issue *issue = GAZ_NEW(arena, struct gaz_issue);
    struct gaz_manifest manifest = {0};
    struct reading reading = {issue, instead, n, g_hash_table_new(g_str_hash, g_str_equal), diags};
    issue->arena = arena;
    issue->folder = gaz_arena_strdup(arena, folder);
    issue->source = read_source(&reading, "issue.yaml", (struct gaz_span){0});
    if (!issue->source) {
        g_hash_table_destroy(reading.pictures);
        gaz_arena_free(arena);
        return NULL;
    }
    issue->style = default_style;
    issue->first_page = 1;
    gaz_manifest_read(issue, gaz_yaml_read(arena, issue->source, 0, issue->source->size, diags), &manifest,
                      diags);
    read_documents(&reading, &manifest);
    read_about(&reading, &manifest);
    g_hash_table_destroy(reading.pictures);
    gaz_validate_issue(issue, diags);
    if (gaz_diags_have_errors(diags)) return issue;
    gaz_report_straight_english(issue, diags);
    gaz_report_unlisted(issue->folder, &manifest, diags);
    return issue;
}

void gaz_issue_free(struct gaz_issue *issue) {
    if (issue) gaz_arena_free(issue->arena);
}
