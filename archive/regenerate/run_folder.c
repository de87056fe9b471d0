/* run_folder.c: see run_folder.h. */
#include "archive/regenerate/run_folder.h"

#include "archive/regenerate/order.h"
#include "base/diag/reason.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER ".gongbao"
#define MANIFEST "manifest"
#define JOURNAL "journal"
#define LOCK "lock"

/* ---- what earlier runs have made */

struct earlier_file {
    char *path;
    enum gaz_format format;
    struct timespec written;
};

static void free_file(gpointer data) {
    struct earlier_file *file = data;
    g_free(file->path);
    g_free(file);
}

static gint compare_files(gconstpointer a, gconstpointer b) {
    const struct earlier_file *one = *(const struct earlier_file *const *)a;
    const struct earlier_file *two = *(const struct earlier_file *const *)b;
    if (one->written.tv_sec != two->written.tv_sec) return one->written.tv_sec < two->written.tv_sec ? -1 : 1;
    if (one->written.tv_nsec != two->written.tv_nsec)
        return one->written.tv_nsec < two->written.tv_nsec ? -1 : 1;
    return strcmp(one->path, two->path);
}

static void add_file(GPtrArray *files, const char *output, const char *name) {
    bool is_manifest = g_str_has_prefix(name, MANIFEST) && g_str_has_suffix(name, ".json");
    bool is_journal = g_str_has_prefix(name, FOLDER);
    if (!is_manifest && !is_journal) return;
    struct stat there;
    char *path = g_build_filename(output, name, is_journal ? JOURNAL : NULL, NULL);
    if (lstat(path, &there) != 0 || !S_ISREG(there.st_mode)) { /* no run has left a link */
        g_free(path);
        return;
    }
    struct earlier_file *file = g_new(struct earlier_file, 1);
    *file = (struct earlier_file){path, is_journal ? GAZ_FORMAT_JOURNAL : GAZ_FORMAT_MANIFEST, there.st_mtim};
    g_ptr_array_add(files, file);
}

/* False after a complaint: one of them is not ours to read, and so not to replace. */
static bool read_earlier(GHashTable *earlier, const char *output, struct gaz_diags *diags) {
    bool good = true;
    g_autoptr(GDir) dir = g_dir_open(output, 0, NULL);
    GPtrArray *files = g_ptr_array_new_with_free_func(free_file);
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        add_file(files, output, name);
    g_ptr_array_sort(files, compare_files);
    for (guint i = 0; i < files->len; i++) {
        const struct earlier_file *file = files->pdata[i];
        good = gaz_records_read(earlier, file->path, file->format, diags) && good;
    }
    g_ptr_array_unref(files);
    return good;
}

/* ---- the folder */

static void empty_folder(const char *folder, const char *const *but) {
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (!g_strv_contains(but, name)) g_unlink(path);
    }
}

static bool report(struct gaz_diags *diags, const char *path, int error) {
    struct gaz_reason why = gaz_reason_of(error);
    gaz_report_file(diags, GAZ_D_WRITE, path, why.chinese, why.english);
    return false;
}

/* What is written over and cleared out lies here and nowhere else: a link would lead elsewhere. */
static bool is_no_link(const char *path, struct gaz_diags *diags) {
    if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK)) return true;
    gaz_report_file(diags, GAZ_D_WRITE, path, "是符号链接", "a symbolic link");
    return false;
}

static bool make_folder(const char *path, struct gaz_diags *diags) {
    return g_mkdir_with_parents(path, 0777) == 0 || report(diags, path, errno);
}

/* A file system without locks is no reason to stop. */
static bool take_lock(struct gaz_run_folder *folder, const char *output, struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(folder->path, LOCK, NULL);
    folder->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (folder->lock < 0) return report(diags, path, errno);
    if (flock(folder->lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return true;
    gaz_report_file(diags, GAZ_D_ARCHIVE_BUSY, output, NULL);
    close(folder->lock);
    return false;
}

/* One that a killed run left is gone on with: behind its last line, which may be half written. */
static void begin_journal(FILE *journal) {
    g_autoptr(GString) head = g_string_new("{");
    gaz_format_add_members(head, GAZ_FORMAT_JOURNAL);
    g_string_append(head, "}\n");
    fseek(journal, 0, SEEK_END);
    fputs(ftell(journal) > 0 ? "\n" : head->str, journal);
}

static bool open_journal(struct gaz_run_folder *folder, bool resume, struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(folder->path, JOURNAL, NULL);
    empty_folder(folder->path, (const char *const[]){LOCK, resume ? JOURNAL : NULL, NULL});
    folder->journal = g_fopen(path, "ae");
    if (!folder->journal) return report(diags, path, errno);
    begin_journal(folder->journal);
    return true;
}

static void name_files(struct gaz_run_folder *folder, const struct gaz_regenerate_job *job) {
    g_autofree char *output = g_canonicalize_filename(job->output, NULL);
    g_autofree char *part =
        job->n_shards > 1 ? g_strdup_printf("-%u-of-%u", job->shard, job->n_shards) : g_strdup("");
    g_autofree char *name = g_strconcat(FOLDER, part, NULL);
    g_autofree char *manifest = g_strconcat(MANIFEST, part, ".json", NULL);
    folder->path = g_build_filename(output, name, NULL);
    folder->manifest = g_build_filename(output, manifest, NULL);
    if (job->n_shards > 1) folder->shard = g_strdup_printf("%u/%u", job->shard, job->n_shards);
}

static void free_names(struct gaz_run_folder *folder) {
    g_free(folder->path);
    g_free(folder->manifest);
    g_free(folder->shard);
}

bool gaz_run_folder_open(struct gaz_run_folder *folder, const struct gaz_regenerate_job *job,
                         GHashTable *earlier, struct gaz_diags *diags) {
    *folder = (struct gaz_run_folder){.lock = -1};
    name_files(folder, job);
    if (make_folder(job->output, diags) && is_no_link(folder->manifest, diags) &&
        is_no_link(folder->path, diags) && make_folder(folder->path, diags) &&
        take_lock(folder, job->output, diags)) {
        bool readable = !job->resume || read_earlier(earlier, job->output, diags);
        if (readable && open_journal(folder, job->resume, diags)) return true;
        close(folder->lock);
    }
    free_names(folder);
    return false;
}

void gaz_run_folder_note(struct gaz_run_folder *folder, const struct gaz_record *record) {
    GString *line = g_string_new(NULL);
    gaz_record_add_json(line, record);
    g_string_append_c(line, '\n');
    fputs(line->str, folder->journal);
    fflush(folder->journal);
    g_string_free(line, TRUE);
}

void gaz_run_folder_close(struct gaz_run_folder *folder, bool keep) {
    fclose(folder->journal);
    empty_folder(folder->path, (const char *const[]){keep ? JOURNAL : NULL, NULL});
    if (!keep) g_rmdir(folder->path);
    close(folder->lock);
    free_names(folder);
}
