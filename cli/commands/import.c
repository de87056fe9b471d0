/* import.c: what departments send becomes sources: where each goes, and what is said of it. */
#include "cli/commands.h"
#include "cli/paths.h"
#include "cli/confine.h"
#include "cli/say.h"

#include "base/diag/reason.h"
#include "base/file/file.h"
#include "base/file/near_file.h"
#include "base/process/arena.h"
#include "base/text/visible.h"
#include "intake/intake.h"

#include <errno.h>
#include <string.h>

struct incoming {
    const char *file; /* as typed */
    struct gaz_intake *intake;
    char *folder; /* its source goes there */
    char *name;   /* of the source; NULL: made of 发文字号 */
};

struct importing {
    const struct gaz_cli *cli;
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    GArray *files; /* struct incoming */
    unsigned keep;
    GString *manifest; /* --into: issue.yaml's bytes as they will be; NULL: no issue */
    char *manifest_path;
    GHashTable *taken; /* paths that this run wrote */
    GHashTable *came;  /* real names of what comes in */
};

/* ---- what was typed */

static bool refuse(const struct gaz_cli *cli, const char *chinese, const char *english) {
    gaz_usage_error(cli, "%s", gaz_pick(cli, chinese, english));
    return false;
}

static bool names_a_source(const char *path) {
    return g_str_has_suffix(path, ".md");
}

static bool fits_together(const struct gaz_cli *cli) {
    bool several = cli->folders->len > 1;
    if (!cli->into != !cli->under)
        return refuse(cli, "--into要同--under一起用：--into 本期文件夹 --under 栏目",
                      "--into goes with --under: --into DIR --under COLUMN");
    if (cli->into && cli->output) return refuse(cli, "--into和-o只能用一个", "--into or -o, not both");
    if (several && cli->report)
        return refuse(cli, "--report只能用于一个来稿", "--report goes with one file only");
    if (several && cli->output && names_a_source(cli->output))
        return refuse(cli, "来稿不止一个，-o要写文件夹", "of several files -o must be a folder");
    return true;
}

static bool read_keep(struct importing *im) {
    g_autofree char *wrong = NULL, *all = gaz_import_class_names();
    if (!im->cli->keep || gaz_import_classes(im->cli->keep, &im->keep, &wrong)) return true;
    gaz_usage_error(im->cli,
                    gaz_pick(im->cli, "--keep没有“%s”；有：%s", "--keep has no \"%s\"; there are: %s"), wrong,
                    all);
    return false;
}

/* ---- what there is */

static bool read_bytes(struct importing *im, const char *path, struct gaz_bytes *bytes) {
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    *bytes = gaz_file_read_below(im->arena, folder, name, (struct gaz_span){0}, im->diags);
    return bytes->data != NULL;
}

/* Where the source of a file goes. */
static void place(const struct gaz_cli *cli, struct incoming *in) {
    if (cli->into) {
        in->folder = g_strdup(cli->into);
    } else if (cli->output && names_a_source(cli->output)) {
        in->folder = g_path_get_dirname(cli->output);
        in->name = gaz_file_stem(cli->output);
    } else {
        in->folder = cli->output ? g_strdup(cli->output) : g_path_get_dirname(in->file);
        in->name = gaz_file_stem(in->file);
    }
}

static void take_file(struct importing *im, const char *file) {
    struct incoming in = {.file = file};
    struct gaz_bytes bytes;
    if (read_bytes(im, file, &bytes)) in.intake = gaz_intake_open(file, bytes, im->diags);
    if (!in.intake) return;
    g_hash_table_add(im->came, gaz_real_name(file));
    place(im->cli, &in);
    g_array_append_val(im->files, in);
}

/* And asks once for all files whether the 栏目 takes any, before anything is read. */
static bool read_manifest(struct importing *im) {
    struct gaz_bytes bytes;
    if (!im->cli->into) return true;
    im->manifest_path = g_build_filename(im->cli->into, "issue.yaml", NULL);
    if (!read_bytes(im, im->manifest_path, &bytes)) return false;
    im->manifest = g_string_new_len((const char *)bytes.data, (gssize)bytes.size);
    g_autoptr(GString) trial = g_string_new(im->manifest->str);
    return gaz_import_list(trial, im->manifest_path, im->cli->under, "00.md", im->diags);
}

/* The folders that are written in; made now if need be, since nothing beside them may be written later. An
 * issue's is there: its issue.yaml was read. */
static GPtrArray *make_folders(const struct importing *im) {
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < im->files->len; i++)
        g_ptr_array_add(folders, g_strdup(g_array_index(im->files, struct incoming, i).folder));
    if (im->cli->report) g_ptr_array_add(folders, g_path_get_dirname(im->cli->report));
    for (guint i = 0; i < folders->len; i++)
        g_mkdir_with_parents(folders->pdata[i], 0777);
    return folders;
}

/* Where saved pages lie, with their pictures, and where issue.yaml must be what it was when it is replaced.
 */
static GPtrArray *read_folders(const struct importing *im) {
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < im->files->len; i++) {
        const struct incoming *in = &g_array_index(im->files, struct incoming, i);
        if (gaz_intake_has_neighbours(in->intake)) g_ptr_array_add(folders, g_path_get_dirname(in->file));
    }
    if (im->cli->into) g_ptr_array_add(folders, g_strdup(im->cli->into));
    return folders;
}

/* ---- what comes out */

struct outgoing {
    const struct incoming *in;
    struct gaz_imported made;
    char *source;     /* its path */
    GPtrArray *paths; /* as many as `files` */
    GArray *files;    /* struct gaz_new_file, in the order in which they are put in place */
};

/* ./a.md is said as a.md. */
static char *path_below(const char *folder, const char *name) {
    return strcmp(folder, ".") == 0 ? g_strdup(name) : g_build_filename(folder, name, NULL);
}

/* was: what gives way to it; data NULL: anything. */
static void add_file(struct outgoing *out, char *path, struct gaz_bytes bytes, struct gaz_bytes was) {
    struct gaz_new_file file = {path, bytes.data, bytes.size, was};
    g_ptr_array_add(out->paths, path);
    g_array_append_val(out->files, file);
}

static struct gaz_bytes bytes_of(const GString *text) {
    return (struct gaz_bytes){(const unsigned char *)text->str, text->len};
}

static char *report_path(const struct importing *im, const struct outgoing *out) {
    if (im->cli->report) return g_strdup(im->cli->report);
    g_autofree char *name = g_strconcat(out->made.name, ".来稿.json", NULL);
    return path_below(out->in->folder, name);
}

/* What names a file comes behind it: figures before the source, so that writing which ends half-way leaves
 * files that nothing names, and no name of a file that is not there. */
static void gather(const struct importing *im, struct outgoing *out) {
    const struct gaz_imported *made = &out->made;
    struct gaz_bytes was = {.data = im->cli->force ? NULL : (const unsigned char *)""};
    g_autofree char *name = g_strconcat(made->name, ".md", NULL);
    out->source = path_below(out->in->folder, name);
    for (guint i = 0; i < made->figures->len; i++) {
        const struct gaz_imported_figure *figure =
            &g_array_index(made->figures, struct gaz_imported_figure, i);
        gsize size;
        const void *data = g_bytes_get_data(figure->bytes, &size);
        add_file(out, path_below(out->in->folder, figure->path), (struct gaz_bytes){data, size}, was);
    }
    add_file(out, report_path(im, out), bytes_of(made->report), was);
    add_file(out, g_strdup(out->source), bytes_of(made->source), was);
}

/* Nothing that is there gives way unasked, nor what this run wrote itself, and what came in never. */
static bool are_free(const struct importing *im, const struct outgoing *out) {
    g_autoptr(GHashTable) own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool good = true;
    for (guint i = 0; i < out->paths->len; i++) {
        const char *path = out->paths->pdata[i];
        char *real = gaz_real_name(path);
        bool is_input = g_hash_table_contains(im->came, real);
        if (!g_hash_table_add(own, real) || is_input) {
            gaz_report_file(im->diags, GAZ_D_INTAKE_ONTO, path, NULL);
            good = false;
            continue;
        }
        bool is_ours = g_hash_table_contains(im->taken, path);
        if (!is_ours && (im->cli->force || !gaz_file_may_exist(path))) continue;
        gaz_report_file(im->diags, GAZ_D_INTAKE_EXISTS, path, NULL);
        good = false;
    }
    return good;
}

/* ---- an issue's */

/* The source that an issue has of this document already: another number before the same name; that it is
 * there is told, or forced. NULL: none. */
static char *same_document(void *context, const char *name) {
    const struct importing *im = context;
    const char *own = name + strspn(name, "0123456789");
    g_auto(GStrv) files = gaz_files_ending(im->cli->into, ".md");
    for (int i = 0; files && files[i]; i++) {
        const char *other = files[i] + strspn(files[i], "0123456789");
        gsize n = strlen(own);
        if (other > files[i] && strncmp(own, other, n) == 0 && strcmp(other + n, ".md") == 0)
            return g_strndup(files[i], strlen(files[i]) - strlen(".md"));
    }
    return NULL;
}

/* Adds the line to issue.yaml, which is put in place behind all that it names. */
static bool list(const struct importing *im, const struct outgoing *out, GString *manifest) {
    g_autofree char *file = g_strconcat(out->made.name, ".md", NULL);
    return !im->manifest || gaz_import_list(manifest, im->manifest_path, im->cli->under, file, im->diags);
}

/* ---- one file */

/* 07-: behind all that the issue has, with what this run put into it; NULL: it goes into no issue. */
static char *next_prefix(const struct importing *im) {
    if (!im->manifest) return NULL;
    struct gaz_bytes manifest = {(const unsigned char *)im->manifest->str, im->manifest->len};
    return g_strdup_printf("%02u-", gaz_import_next_number(im->manifest_path, manifest));
}

static bool convert(struct importing *im, struct outgoing *out) {
    g_autofree char *prefix = next_prefix(im);
    struct gaz_import_job job = {.name = out->in->name,
                                 .prefix = prefix,
                                 .keep = im->keep,
                                 .language = im->cli->language,
                                 .rename = im->manifest ? same_document : NULL,
                                 .context = im};
    return gaz_import(out->in->intake, &job, &out->made, im->diags);
}

static void make_figures_folder(const struct outgoing *out) {
    g_autofree char *folder = g_build_filename(out->in->folder, "figures", NULL);
    if (out->made.figures->len > 0) g_mkdir_with_parents(folder, 0777);
}

static void say(const struct importing *im, const struct outgoing *out) {
    if (im->cli->quiet) return;
    g_autofree char *path = gaz_visible(out->source);
    printf("%s\n%s", path, out->made.summary->str);
}

static void write_all(struct importing *im, struct outgoing *out) {
    g_autoptr(GString) manifest = g_string_new(im->manifest ? im->manifest->str : NULL);
    gather(im, out);
    if (!list(im, out, manifest) || !are_free(im, out)) return;
    if (im->manifest && manifest->len != im->manifest->len)
        add_file(out, g_strdup(im->manifest_path), bytes_of(manifest), bytes_of(im->manifest));
    make_figures_folder(out);
    if (!gaz_files_write((const struct gaz_new_file *)(void *)out->files->data, out->files->len, im->diags))
        return;
    for (guint i = 0; i < out->paths->len; i++)
        g_hash_table_add(im->taken, g_strdup(out->paths->pdata[i]));
    if (im->manifest) g_hash_table_remove(im->taken, im->manifest_path);
    if (im->manifest) g_string_assign(im->manifest, manifest->str);
    say(im, out);
}

static void import_one(struct importing *im, struct incoming *in) {
    struct outgoing out = {.in = in,
                           .paths = g_ptr_array_new_with_free_func(g_free),
                           .files = g_array_new(FALSE, FALSE, sizeof(struct gaz_new_file))};
    if (convert(im, &out)) write_all(im, &out);
    g_ptr_array_unref(out.paths);
    g_array_unref(out.files);
    g_free(out.source);
    gaz_imported_clear(&out.made);
    g_clear_pointer(&in->intake, gaz_intake_close); /* of many files one is held at a time */
}

/* ---- all */

static void import_all(struct importing *im) {
    if (!read_manifest(im)) return;
    for (guint i = 0; i < im->cli->folders->len; i++)
        take_file(im, im->cli->folders->pdata[i]);
    if (im->files->len == 0) return;
    g_autoptr(GPtrArray) written = make_folders(im), read = read_folders(im);
    gaz_confine_import(read, written);
    for (guint i = 0; i < im->files->len; i++)
        import_one(im, &g_array_index(im->files, struct incoming, i));
}

static void clear_incoming(void *data) {
    struct incoming *in = data;
    gaz_intake_close(in->intake);
    g_free(in->folder);
    g_free(in->name);
}

int gaz_import_run(struct gaz_cli *cli) {
    struct importing im = {.cli = cli};
    if (!fits_together(cli) || !read_keep(&im)) return GAZ_EXIT_USAGE;
    im.arena = gaz_arena_new();
    im.diags = gaz_diags_new();
    im.files = g_array_new(FALSE, FALSE, sizeof(struct incoming));
    g_array_set_clear_func(im.files, clear_incoming);
    im.taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    im.came = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    import_all(&im);
    fflush(stdout);
    gaz_diags_print(im.diags, stderr, cli->language, cli->verbose);
    int status = gaz_diags_exit(im.diags, GAZ_LENIENT);
    g_hash_table_unref(im.taken);
    g_hash_table_unref(im.came);
    g_array_unref(im.files);
    if (im.manifest) g_string_free(im.manifest, TRUE);
    g_free(im.manifest_path);
    gaz_diags_free(im.diags);
    gaz_arena_free(im.arena);
    return status;
}
