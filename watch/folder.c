/* folder.c: see folder.h. */
#include "watch/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <stdint.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum {
    STILL = 50,       /* milliseconds without a further word */
    LOOK = 500,       /* between two looks */
    MOST_WAIT = 500,  /* whatever goes on being written */
    ROOT_LOOK = 1000, /* whether the folder is there */
    MOST_DEPTH = 16,
    MOST_FOLDERS = 4096,
};

enum {
    SETTLED = IN_CLOSE_WRITE | IN_MOVED_TO,
    TOLD = SETTLED | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_DELETE_SELF | IN_MOVE_SELF,
};

struct gaz_folder {
    char *path;
    dev_t device;
    ino_t inode;
    GPtrArray *also;
    int fd; /* of inotify; -1: the folder is looked through */
    guint source, timer, root_timer;
    guint n_folders;
    gint64 noticed, told_of; /* noticed 0: nothing is waiting */
    guint64 seen;            /* what the folder was like when it was last looked through */
    bool is_moving;          /* it was another one at the last look */
    gaz_folder_told *told;
    void *context;
};

/* ---- which files count */

/* Hidden ones, and what editors put beside a file. */
static bool is_nothing(const char *name) {
    gsize n = strlen(name);
    return *name == '.' || *name == '#' || (n > 0 && name[n - 1] == '~') || g_str_has_suffix(name, ".swp") ||
           g_str_has_suffix(name, ".tmp");
}

/* What an issue is made of. */
static bool is_of_issue(const char *name) {
    static const char *const ends[] = {".md", ".yaml", ".yml", ".txt", ".svg", ".png", ".jpg", ".jpeg"};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(name, ends[i])) return true;
    return false;
}

/* ---- telling */

static void tell(struct gaz_folder *folder) {
    if (folder->timer) g_source_remove(folder->timer);
    folder->timer = 0;
    folder->told_of = folder->noticed;
    folder->noticed = 0;
    folder->told(folder->context, GAZ_FOLDER_SAVED);
}

static gboolean tell_later(void *data) {
    struct gaz_folder *folder = data;
    folder->timer = 0;
    tell(folder);
    return G_SOURCE_REMOVE;
}

static void wait_until_still(struct gaz_folder *folder) {
    gint64 waited = (g_get_monotonic_time() - folder->noticed) / 1000;
    if (folder->timer) g_source_remove(folder->timer);
    folder->timer = g_timeout_add((guint)CLAMP(MOST_WAIT - waited, 0, STILL), tell_later, folder);
}

gint64 gaz_folder_noticed(const struct gaz_folder *folder) {
    return folder->told_of;
}

/* ---- whether it is there */

/* What only does not answer (a network that is down) is not gone. Inodes of file systems that tell nothing
 * may change. */
static bool is_gone(const struct gaz_folder *folder) {
    struct stat about;
    if (stat(folder->path, &about) != 0) return errno == ENOENT || errno == ENOTDIR;
    return folder->fd >= 0 && (about.st_dev != folder->device || about.st_ino != folder->inode);
}

static gboolean look_at_root(void *data) {
    struct gaz_folder *folder = data;
    if (!is_gone(folder)) return G_SOURCE_CONTINUE;
    folder->root_timer = 0;
    folder->told(folder->context, GAZ_FOLDER_GONE);
    return G_SOURCE_REMOVE;
}

/* ---- the kernel tells */

static DIR *open_below(int parent, const char *name) {
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir && fd >= 0) close(fd);
    return dir;
}

static bool is_folder(int parent, const struct dirent *entry) {
    struct stat about;
    if (entry->d_type != DT_UNKNOWN) return entry->d_type == DT_DIR;
    return fstatat(parent, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(about.st_mode);
}

/* To ask again for a folder that is told of already changes nothing. */
static void ask(struct gaz_folder *folder, DIR *dir, const char *path, int depth) {
    if (inotify_add_watch(folder->fd, path, TOLD | IN_ONLYDIR) < 0) return;
    folder->n_folders++;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (is_nothing(entry->d_name) || !is_folder(dirfd(dir), entry)) continue;
        if (depth >= MOST_DEPTH || folder->n_folders >= MOST_FOLDERS) continue;
        g_autofree char *below = g_build_filename(path, entry->d_name, NULL);
        DIR *inner = open_below(dirfd(dir), entry->d_name);
        if (!inner) continue;
        ask(folder, inner, below, depth + 1);
        closedir(inner);
    }
}

static bool ask_all(struct gaz_folder *folder) {
    DIR *dir = opendir(folder->path);
    folder->n_folders = 0;
    if (dir) ask(folder, dir, folder->path, 0);
    if (dir) closedir(dir);
    for (guint i = 0; i < folder->also->len; i++)
        inotify_add_watch(folder->fd, folder->also->pdata[i], TOLD | IN_ONLYDIR);
    return folder->n_folders > 0;
}

struct heard {
    bool counts, settled, has_folders;
};

static void hear(struct heard *heard, const struct inotify_event *event) {
    const char *name = event->len ? event->name : "";
    if (event->mask & IN_Q_OVERFLOW) *heard = (struct heard){true, false, true};
    if (is_nothing(name)) return;
    heard->has_folders |= (event->mask & IN_ISDIR) != 0;
    heard->counts |= (event->mask & TOLD) != 0;
    heard->settled |= event->mask & SETTLED && !(event->mask & IN_ISDIR) && is_of_issue(name);
}

/* All that is waiting to be read. A word that is settled does not wait for one that is not. */
static struct heard hear_all(int fd) {
    _Alignas(struct inotify_event) char bytes[16384];
    struct heard heard = {0};
    for (ssize_t n; (n = read(fd, bytes, sizeof bytes)) > 0;)
        for (const char *at = bytes; at < bytes + n;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
            hear(&heard, event);
            at += sizeof *event + event->len;
        }
    return heard;
}

static gboolean listen_to_kernel(int fd, GIOCondition condition, void *data) {
    struct gaz_folder *folder = data;
    struct heard heard = hear_all(fd);
    (void)condition;
    if (heard.counts && is_gone(folder)) {
        folder->source = 0;
        folder->told(folder->context, GAZ_FOLDER_GONE);
        return G_SOURCE_REMOVE;
    }
    if (heard.has_folders) ask_all(folder);
    if (!heard.counts) return G_SOURCE_CONTINUE;
    if (!folder->noticed) folder->noticed = g_get_monotonic_time();
    if (heard.settled)
        tell(folder);
    else
        wait_until_still(folder);
    return G_SOURCE_CONTINUE;
}

/* ---- looking */

static guint64 mixed(guint64 hash, guint64 value) {
    return (hash ^ value) * 0x100000001B3u; /* FNV-1a, a word at a time */
}

static guint64 hash_of(const struct dirent *entry, const struct stat *about) {
    guint64 hash = mixed(0xCBF29CE484222325u, g_str_hash(entry->d_name));
    hash = mixed(hash, (guint64)about->st_ino);
    hash = mixed(hash, (guint64)about->st_size);
    hash = mixed(hash, (guint64)about->st_mtim.tv_sec);
    return mixed(hash, (guint64)about->st_mtim.tv_nsec);
}

/* A sum, since a folder is listed in any order. */
static guint64 look(DIR *dir, int depth) {
    guint64 sum = 0;
    struct stat about;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (is_nothing(entry->d_name)) continue;
        if (fstatat(dirfd(dir), entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) continue;
        bool is_below = S_ISDIR(about.st_mode);
        if (!is_below) sum += hash_of(entry, &about);
        DIR *inner = is_below && depth < MOST_DEPTH ? open_below(dirfd(dir), entry->d_name) : NULL;
        if (inner) sum += look(inner, depth + 1) * 31;
        if (inner) closedir(inner);
    }
    return sum;
}

static guint64 look_all(const struct gaz_folder *folder) {
    DIR *dir = opendir(folder->path);
    guint64 sum = dir ? look(dir, 0) : 0;
    if (dir) closedir(dir);
    for (guint i = 0; i < folder->also->len; i++) {
        DIR *other = opendir(folder->also->pdata[i]);
        if (other) sum += look(other, MOST_DEPTH) * 37;
        if (other) closedir(other);
    }
    return sum;
}

/* It tells when two looks, a moment apart, saw the same. */
static gboolean look_again(void *data) {
    struct gaz_folder *folder = data;
    guint64 now = look_all(folder);
    bool is_other = now != folder->seen, was_moving = folder->is_moving;
    folder->seen = now;
    folder->is_moving = is_other;
    if (is_other && !folder->noticed) folder->noticed = g_get_monotonic_time();
    folder->timer = g_timeout_add(is_other ? STILL : LOOK, look_again, folder);
    if (is_other || !was_moving) return G_SOURCE_REMOVE;
    folder->told_of = folder->noticed;
    folder->noticed = 0;
    folder->told(folder->context, GAZ_FOLDER_SAVED);
    return G_SOURCE_REMOVE;
}

/* ---- beginning and end */

/* File systems that other machines write to, by their numbers in linux/magic.h and in their own sources. */
static bool tells_nothing(const char *path) {
    static const uint32_t kinds[] = {
        0x6969,     0xFF534D42, 0xFE534D42, 0x517B,     /* NFS, CIFS, SMB2, SMB */
        0x65735546, 0x01021997, 0x5346414F, 0x786F4256, /* FUSE, 9P, AFS, of VirtualBox */
        0x73757245, 0x00C36400, 0x6B414653, 0x0BD00BD0, /* Coda, Ceph, kAFS, Lustre */
    };
    struct statfs about;
    if (statfs(path, &about) != 0) return true;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if ((uint32_t)about.f_type == kinds[i]) return true;
    return false;
}

static void begin(struct gaz_folder *folder, bool polls) {
    folder->fd = polls || tells_nothing(folder->path) ? -1 : inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (folder->fd >= 0 && ask_all(folder)) {
        folder->source = g_unix_fd_add(folder->fd, G_IO_IN, listen_to_kernel, folder);
        return;
    }
    if (folder->fd >= 0) close(folder->fd);
    folder->fd = -1;
    folder->seen = look_all(folder);
    folder->timer = g_timeout_add(LOOK, look_again, folder);
}

struct gaz_folder *gaz_folder_new(const char *path, bool polls, gaz_folder_told *told, void *context) {
    struct gaz_folder *folder = g_new0(struct gaz_folder, 1);
    struct stat about = {0};
    if (stat(path, &about) != 0) about.st_ino = 0; /* is_gone says so */
    *folder = (struct gaz_folder){.path = g_strdup(path),
                                  .device = about.st_dev,
                                  .inode = about.st_ino,
                                  .also = g_ptr_array_new_with_free_func(g_free),
                                  .told = told,
                                  .context = context};
    begin(folder, polls);
    folder->root_timer = g_timeout_add(ROOT_LOOK, look_at_root, folder);
    return folder;
}

void gaz_folder_free(struct gaz_folder *folder) {
    if (!folder) return;
    if (folder->source) g_source_remove(folder->source);
    if (folder->timer) g_source_remove(folder->timer);
    if (folder->root_timer) g_source_remove(folder->root_timer);
    if (folder->fd >= 0) close(folder->fd);
    g_ptr_array_unref(folder->also);
    g_free(folder->path);
    g_free(folder);
}

void gaz_folder_also(struct gaz_folder *folder, const char *path) {
    for (guint i = 0; i < folder->also->len; i++)
        if (strcmp(folder->also->pdata[i], path) == 0) return;
    g_ptr_array_add(folder->also, g_strdup(path));
    if (folder->fd >= 0)
        inotify_add_watch(folder->fd, path, TOLD | IN_ONLYDIR);
    else
        folder->seen = look_all(folder);
}
