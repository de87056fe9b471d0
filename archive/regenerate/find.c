/* find.c: see find.h. */
#include "archive/regenerate/find.h"

#include "archive/lock/hash.h"
#include "base/diag/diag.h"
#include "base/diag/reason.h"
#include "base/process/sorted.h"

#include <errno.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 32 }; /* of folders below the archive */

struct search {
    const char *archive;
    GPtrArray *found;
    struct gaz_diags *diags;
};

static bool is_real_folder(const char *path) {
    struct stat there;
    return lstat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

static void look_into(const struct search *search, const char *below, unsigned depth);

/* Names go into JSON and messages: one that is no UTF-8 is reported and left out. */
static void look_at(const struct search *search, const char *name, unsigned depth) {
    g_autofree char *path = g_build_filename(search->archive, name, NULL);
    if (!is_real_folder(path)) return;
    if (!g_utf8_validate(name, -1, NULL)) {
        g_autofree char *shown = g_filename_display_name(path);
        gaz_report_file(search->diags, GAZ_D_ARCHIVE_NAME, shown, NULL);
        return;
    }
    g_autofree char *issue = g_build_filename(path, "issue.yaml", NULL);
    if (g_file_test(issue, G_FILE_TEST_EXISTS)) g_ptr_array_add(search->found, g_strdup(name));
    look_into(search, name, depth + 1);
}

static void look_into(const struct search *search, const char *below, unsigned depth) {
    if (depth > MAX_DEPTH) return;
    g_autofree char *path = g_build_filename(search->archive, below, NULL);
    errno = 0;
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    if (!dir) {
        struct gaz_reason why = gaz_reason_of(errno);
        gaz_report_file(search->diags, GAZ_D_READ, path, why.chinese, why.english);
        return;
    }
    for (const char *name; (name = g_dir_read_name(dir));) {
        if (*name == '.') continue;
        g_autofree char *next = *below ? g_build_filename(below, name, NULL) : g_strdup(name);
        look_at(search, next, depth);
    }
}

GPtrArray *gaz_issues_find(const char *archive, struct gaz_diags *diags) {
    struct search search = {archive, g_ptr_array_new_with_free_func(g_free), diags};
    look_into(&search, "", 0);
    g_ptr_array_sort(search.found, gaz_compare_texts);
    if (search.found->len == 0 && !gaz_diags_have_errors(diags))
        gaz_report_file(diags, GAZ_D_ARCHIVE_EMPTY, archive, NULL);
    return search.found;
}

bool gaz_issue_is_in_shard(const char *name, unsigned shard, unsigned n_shards) {
    return gaz_hash_number(name) % n_shards == shard;
}
