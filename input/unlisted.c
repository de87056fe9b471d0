/* unlisted.c: a document that lies in the folder and that no 目录 names: it would not be printed, and
 * nobody would miss it.
 *
 * Only the folder itself is looked at: below it an office keeps what it likes. Left out are README files, the
 * templates of `gongbao new` (模板-…), hidden files and links; and a whole issue that is locked: what was
 * printed is no longer to be asked about.
 */
#include "input/keys/manifest.h"

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/file/near_file.h"

#include <glib.h>
#include <string.h>

static bool is_exempt(const char *name) {
    return g_ascii_strncasecmp(name, "README", strlen("README")) == 0 || g_str_has_prefix(name, "模板");
}

static bool is_locked(const char *folder) {
    g_autofree char *lock = g_build_filename(folder, "issue.lock", NULL);
    return gaz_file_may_exist(lock);
}

/* the files that issue.yaml names, by gaz_file_identity */
static GHashTable *named_files(const char *folder, const struct gaz_manifest *manifest) {
    GHashTable *named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < manifest->n_files; i++)
        g_hash_table_add(named, gaz_file_identity(folder, manifest->files[i]->scalar));
    if (manifest->about) g_hash_table_add(named, gaz_file_identity(folder, manifest->about->scalar));
    return named;
}

void gaz_report_unlisted(const char *folder, const struct gaz_manifest *manifest, struct gaz_diags *diags) {
    if (is_locked(folder)) return;
    g_autoptr(GHashTable) named = named_files(folder, manifest);
    g_auto(GStrv) names = gaz_files_ending(folder, ".md");
    for (int i = 0; names[i]; i++) {
        g_autofree char *identity = gaz_file_identity(folder, names[i]);
        if (is_exempt(names[i]) || g_hash_table_contains(named, identity)) continue;
        g_autofree char *path = g_build_filename(folder, names[i], NULL);
        gaz_report_file(diags, GAZ_D_FILE_UNLISTED, path, NULL);
    }
}
