/* file.c: reading below a root that nothing leads out of. */
#include "base/file/file.h"

#include "base/diag/diag.h"
#include "base/diag/reason.h"
#include "base/file/near_file.h"
#include "base/process/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Never waits for a FIFO's writer and never becomes a terminal's owner. */
enum { OPEN_FLAGS = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

/* ---- names */

static bool has_scheme(const char *path) {
    if (!g_ascii_isalpha(*path)) return false;
    while (g_ascii_isalnum(*path) || *path == '+' || *path == '-' || *path == '.')
        path++;
    return *path == ':';
}

static bool has_percent_escape(const char *path) {
    for (; (path = strchr(path, '%')); path++)
        if (g_ascii_isxdigit(path[1]) && g_ascii_isxdigit(path[2])) return true;
    return false;
}

static bool has_parent_step(const char *path) {
    g_auto(GStrv) steps = g_strsplit_set(path, "/\\", -1);
    return g_strv_contains((const char *const *)steps, "..");
}

/* Decided on the name alone, before anything is opened. */
static bool leads_outside(const char *path) {
    return *path == '\0' || *path == '/' || *path == '\\' || has_scheme(path) || has_percent_escape(path) ||
           has_parent_step(path);
}

static char *join_name(const char *root, const char *path) {
    if (g_str_equal(root, ".") || g_str_equal(root, "./")) return g_strdup(path);
    return g_build_filename(root, path, NULL);
}

/* ---- opening below a root */

static int open_beneath(int folder, const char *path) {
    struct open_how how = {.flags = OPEN_FLAGS, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    long fd;
    int tries = 0;
    do
        fd = syscall(SYS_openat2, folder, path, &how, sizeof how);
    while (fd < 0 && (errno == EINTR || errno == EAGAIN) && ++tries < 16);
    return (int)fd;
}

static bool is_beneath(const char *root, const char *real) {
    size_t n = strlen(root);
    if (n > 0 && root[n - 1] == '/') n--;
    return strncmp(root, real, n) == 0 && real[n] == '/';
}

/* For kernels without openat2 and boxes that forbid it. */
static int open_by_real_path(const char *root, const char *path) {
    g_autofree char *joined = g_build_filename(root, path, NULL);
    char real_root[PATH_MAX], real[PATH_MAX];
    if (!realpath(root, real_root) || !realpath(joined, real)) return -1;
    if (!is_beneath(real_root, real)) {
        errno = EXDEV;
        return -1;
    }
    return open(real, OPEN_FLAGS | O_NOFOLLOW);
}

static int open_below(const char *root, const char *path) {
    int folder = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -1;
    int fd = open_beneath(folder, path);
    int error = errno;
    close(folder);
    errno = error;
    if (fd < 0 && (error == ENOSYS || error == EPERM || error == EINVAL))
        return open_by_real_path(root, path);
    return fd;
}

/* ---- reading */

struct request {
    const char *root, *path;
    size_t limit;
    struct gaz_span span;
    struct gaz_diags *diags;
};

static void report_at(const struct request *request, enum gaz_code code, const char *argument,
                      const char *second) {
    if (request->span.source) {
        gaz_report(request->diags, code, request->span, argument, second);
        return;
    }
    g_autofree char *name = join_name(request->root, request->path);
    gaz_report_file(request->diags, code, name, argument, second);
}

enum { MOST_ASKED = 200 }; /* more messages are not shown: nobody looks for more names */

/* A folder that is searched for a near name costs time. */
static void report_missing(const struct request *request) {
    bool asks = gaz_diags_count(request->diags, GAZ_ERROR) < MOST_ASKED;
    struct gaz_hint near = asks ? gaz_near_file_hint(request->root, request->path) : gaz_hint_of(NULL);
    const char *const args[] = {request->path, near.chinese, near.english, NULL};
    g_autofree char *name = join_name(request->root, request->path);
    if (request->span.source)
        gaz_report_args(request->diags, GAZ_D_MISSING_FILE, request->span, args);
    else
        gaz_report_file_args(request->diags, GAZ_D_MISSING_FILE, name, args);
    gaz_hint_clear(&near);
}

/* the world's fault: always about the file itself */
static void report_unreadable(const struct request *request, int error) {
    g_autofree char *name = join_name(request->root, request->path);
    struct gaz_reason why = gaz_reason_of(error);
    gaz_report_file(request->diags, GAZ_D_READ, name, why.chinese, why.english);
}

static void report_open_failure(const struct request *request, int error) {
    if (error == EXDEV || error == ELOOP)
        report_at(request, GAZ_D_OUTSIDE, request->path, NULL);
    else if (error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG)
        report_missing(request);
    else if (error == ENXIO) /* a socket */
        report_at(request, GAZ_D_NOT_REGULAR, request->path, NULL);
    else
        report_unreadable(request, error);
}

static void report_too_large(const struct request *request) {
    g_autofree char *limit = g_strdup_printf("%zu MiB", request->limit >> 20);
    report_at(request, GAZ_D_TOO_LARGE, request->path, limit);
}

/* Reads to the end or to one byte over the limit, whatever the size was said to be. False: errno. */
static bool read_bytes(int fd, size_t limit, GByteArray *bytes) {
    guint8 buffer[64 << 10];
    while (bytes->len <= limit) {
        ssize_t n = read(fd, buffer, MIN(sizeof buffer, limit + 1 - bytes->len));
        if (n == 0) return true;
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        g_byte_array_append(bytes, buffer, (guint)n);
    }
    return true;
}

/* The bytes of an open file, or NULL after a report. */
static GByteArray *read_open_file(int fd, const struct request *request) {
    struct stat status;
    if (fstat(fd, &status) != 0) {
        report_unreadable(request, errno);
        return NULL;
    }
    if (!S_ISREG(status.st_mode)) {
        report_at(request, GAZ_D_NOT_REGULAR, request->path, NULL);
        return NULL;
    }
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    if (!read_bytes(fd, request->limit, bytes)) {
        report_unreadable(request, errno);
        return NULL;
    }
    if (bytes->len > request->limit) {
        report_too_large(request);
        return NULL;
    }
    return g_steal_pointer(&bytes);
}

static GByteArray *read_below(const struct request *request) {
    if (leads_outside(request->path)) {
        report_at(request, GAZ_D_OUTSIDE, request->path, NULL);
        return NULL;
    }
    int fd = open_below(request->root, request->path);
    if (fd < 0) {
        report_open_failure(request, errno);
        return NULL;
    }
    GByteArray *bytes = read_open_file(fd, request);
    close(fd);
    return bytes;
}

char *gaz_file_identity(const char *root, const char *path) {
    struct stat status;
    int fd = leads_outside(path) ? -1 : open_below(root, path);
    bool known = fd >= 0 && fstat(fd, &status) == 0;
    if (fd >= 0) close(fd);
    if (!known) return g_canonicalize_filename(path, "/");
    return g_strdup_printf("%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
}

char *gaz_file_stem(const char *path) {
    char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.');
    if (dot && dot > name) *dot = '\0';
    return name;
}

static struct gaz_bytes copy_below(struct gaz_arena *arena, const struct request *request) {
    g_autoptr(GByteArray) bytes = read_below(request);
    if (!bytes) return (struct gaz_bytes){0};
    char *copy = gaz_arena_strndup(arena, (const char *)bytes->data, bytes->len);
    return (struct gaz_bytes){(const unsigned char *)copy, bytes->len};
}

struct gaz_bytes gaz_file_read_below(struct gaz_arena *arena, const char *root, const char *path,
                                     struct gaz_span span, struct gaz_diags *diags) {
    struct request request = {root, path, GAZ_MAX_PICTURE, span, diags};
    return copy_below(arena, &request);
}

struct gaz_bytes gaz_file_read_copy_below(struct gaz_arena *arena, const char *root, const char *path,
                                          struct gaz_diags *diags) {
    struct request request = {root, path, GAZ_MAX_COPY, {0}, diags};
    return copy_below(arena, &request);
}

struct gaz_source *gaz_source_read_below(struct gaz_arena *arena, const char *root, const char *path,
                                         struct gaz_span span, struct gaz_diags *diags) {
    struct request request = {root, path, GAZ_MAX_SOURCE, span, diags};
    g_autoptr(GByteArray) bytes = read_below(&request);
    if (!bytes) return NULL;
    g_autofree char *name = join_name(root, path);
    return gaz_source_clean(arena, name, path, (struct gaz_bytes){bytes->data, bytes->len}, diags);
}

/* ---- where a file of ours is to be written */

bool gaz_file_is_nothing(int error) {
    return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG;
}

static enum gaz_file_place place_of_head(FILE *file, const char *wanted) {
    char head[64];
    size_t size = strlen(wanted), n = fread(head, 1, MIN(size, sizeof head), file);
    if (ferror(file)) return GAZ_PLACE_UNREADABLE;
    return n == 0 || (n == size && memcmp(head, wanted, size) == 0) ? GAZ_PLACE_OURS : GAZ_PLACE_TAKEN;
}

enum gaz_file_place gaz_file_place(const char *path, const char *head, bool follows) {
    struct stat there;
    if ((follows ? stat : lstat)(path, &there) != 0)
        return gaz_file_is_nothing(errno) ? GAZ_PLACE_FREE : GAZ_PLACE_UNREADABLE;
    if (!S_ISREG(there.st_mode)) return GAZ_PLACE_TAKEN;
    FILE *file = fopen(path, "rbe");
    if (!file) return GAZ_PLACE_UNREADABLE;
    enum gaz_file_place place = place_of_head(file, head);
    int error = errno;
    fclose(file);
    errno = error;
    return place;
}

/* ---- the program's own folder */

/* What stat cannot say, open may: a second answer is asked for before a doubt is taken for a file. */
bool gaz_file_may_exist(const char *path) {
    struct stat status;
    if (lstat(path, &status) == 0) return true;
    if (gaz_file_is_nothing(errno)) return false;
    int fd = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0) close(fd);
    return fd >= 0 || !gaz_file_is_nothing(errno);
}

static char *data_folder_if(char *folder) {
    g_autofree char *probe = g_build_filename(folder, "styles", "gbt9704.yaml", NULL);
    if (gaz_file_may_exist(probe)) return folder;
    g_free(folder);
    return NULL;
}

/* Where the system does not say, as it was started: never another folder's styles for want of an answer. */
static char *program_path(void) {
    char *program = g_file_read_link("/proc/self/exe", NULL), real[PATH_MAX];
    const char *started = (const char *)getauxval(AT_EXECFN);
    if (program || !started) return program;
    return g_strdup(realpath(started, real) ? real : started);
}

static char *folder_beside_program(void) {
    g_autofree char *program = program_path();
    if (!program) return NULL;
    g_autofree char *folder = g_path_get_dirname(program);
    return data_folder_if(g_build_filename(folder, "..", "share", "gongbao", NULL));
}

char *gaz_data_folder(void) {
    const char *given = getenv("GONGBAO_DATA");
    char *folder = given && *given ? data_folder_if(g_strdup(given)) : NULL;
    if (!folder) folder = folder_beside_program();
    if (!folder) folder = data_folder_if(g_strdup(GAZ_SOURCE_DIR));
    return folder;
}

bool gaz_bytes_begin(struct gaz_bytes bytes, const char *head) {
    size_t n = strlen(head);
    return bytes.size >= n && memcmp(bytes.data, head, n) == 0;
}
