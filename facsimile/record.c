/* record.c: match.lock: what a matched issue was held against, and what remained. */
#include "facsimile/facsimile.h"
#include "facsimile/report.h"

#include "base/data/format.h"
#include "base/file/change.h"
#include "base/file/hash.h"
#include "base/process/arena.h"

#include <string.h>

static const char remark[] =
    "# match.lock：本期同印本比对的结果（SHA-256）。由gongbao match "
    "--write写出，请勿手改；文稿一改就要重新比对。\n"
    "# How this issue agrees with its printed copy. Written by gongbao match --write.\n";

static void add_hash(GString *out, const char *key, struct gaz_bytes bytes) {
    g_autofree char *hash = gaz_hash_data(bytes.data, bytes.size);
    g_string_append_printf(out, "%s = %s\n", key, hash);
}

static struct gaz_bytes bytes_of(const struct gaz_matcher *m, const GArray *changes) {
    const struct gaz_issue *issue = m->trial.gazette->issue;
    g_autofree char *path = g_build_filename(issue->folder, issue->docs[m->trial.doc].source->path, NULL);
    struct gaz_bytes bytes = {(const unsigned char *)m->trial.file, m->trial.size};
    for (guint i = 0; i < changes->len; i++) {
        const struct gaz_file_change *change = &g_array_index(changes, struct gaz_file_change, i);
        if (strcmp(change->path, path) == 0) bytes.data = g_bytes_get_data(change->bytes, &bytes.size);
    }
    return bytes;
}

static void add_sources(const struct gaz_match_report *r, const GArray *changes, GString *out) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *unheard = gaz_diags_new();
    const struct gaz_issue *issue = r->n ? r->matched[0].matcher.trial.gazette->issue : NULL;
    g_string_append(out, "\n[文稿]\n");
    for (uint32_t i = 0; i < r->n; i++)
        add_hash(out, issue->docs[i].source->path, bytes_of(&r->matched[i].matcher, changes));
    if (issue && issue->source)
        add_hash(
            out, issue->source->path,
            gaz_file_read_below(arena, issue->folder, issue->source->path, (struct gaz_span){0}, unheard));
    gaz_diags_free(unheard);
    gaz_arena_free(arena);
}

static void add_sums(const struct gaz_match_report *r, GString *out) {
    struct gaz_score sum = {0};
    for (uint32_t i = 0; i < r->n; i++) {
        const struct gaz_score *one = &r->matched[i].after;
        sum.n_pages += one->n_pages;
        sum.n_lines += one->n_lines;
        sum.wrong_pages += one->wrong_pages;
        sum.wrong_lines += one->wrong_lines;
    }
    g_string_append_printf(out, "文字不同 = %u\n", r->alignment->differences->len);
    g_string_append_printf(out, "行 = %u/%u\n", sum.n_lines - sum.wrong_lines, sum.n_lines);
    g_string_append_printf(out, "页首 = %u/%u\n", sum.n_pages - sum.wrong_pages, sum.n_pages);
}

GString *gaz_match_record(const struct gaz_match_report *r, struct gaz_bytes file, const GArray *changes) {
    GString *out = g_string_new(NULL);
    gaz_format_add_line(out, GAZ_FORMAT_MATCH);
    g_string_append_printf(out, "%s\n[印本]\n", remark);
    add_hash(out, "SHA-256", file);
    add_sums(r, out);
    add_sources(r, changes, out);
    g_string_append(out, "\n[不同]\n");
    gaz_match_report_rest(r, out);
    return out;
}
