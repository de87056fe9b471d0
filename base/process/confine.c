/* confine.c: Landlock through its three system calls, which the C library does not wrap. */
#include "base/process/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As in linux/landlock.h, which may be older than the kernel, or not there. */
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum { VERSION_ASKED = 1, PATH_BENEATH = 1 };

enum {
    MAY_EXECUTE = 1 << 0,
    MAY_WRITE_FILE = 1 << 1,
    MAY_READ_FILE = 1 << 2,
    MAY_READ_DIR = 1 << 3,
    MAY_CHANGE_DIR = 0x1FF << 4, /* remove (2), make (7) */
    MAY_TRUNCATE = 1 << 14,      /* version 3 */
};
enum { ANY_TCP = 3 /* bind, connect: version 4 */ };

struct ruleset {
    uint64_t files, net;
};

struct __attribute__((packed)) beneath {
    uint64_t access;
    int32_t parent;
};

struct gaz_confinement {
    int fd;
    uint64_t files; /* the rights that are withheld */
    bool failed;
};

static uint64_t rights_of(unsigned access, long version) {
    uint64_t read = MAY_READ_FILE | MAY_READ_DIR, write = MAY_WRITE_FILE | MAY_CHANGE_DIR;
    if (version >= 3) write |= MAY_TRUNCATE;
    return (access & GAZ_ACCESS_READ ? read : 0) | (access & GAZ_ACCESS_WRITE ? write : 0) |
           (access & GAZ_ACCESS_LIST ? (uint64_t)MAY_READ_DIR : 0);
}

struct gaz_confinement *gaz_confinement_new(unsigned withheld) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, VERSION_ASKED);
    if (version < 1) return NULL;
    struct ruleset rules = {rights_of(withheld, version), 0};
    if (withheld & GAZ_ACCESS_WRITE) rules.files |= MAY_EXECUTE;
    if (withheld & GAZ_ACCESS_WRITE && version >= 4) rules.net = ANY_TCP;
    size_t size = version >= 4 ? sizeof rules : sizeof rules.files;
    int fd = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (fd < 0) return NULL;
    struct gaz_confinement *confinement = g_new(struct gaz_confinement, 1);
    *confinement = (struct gaz_confinement){fd, rules.files, false};
#ifdef GAZ_COVERAGE /* the folder where the counts are written when the process ends (tests/coverage.sh) */
    gaz_confinement_allow(confinement, GAZ_COVERAGE, GAZ_ACCESS_READ | GAZ_ACCESS_WRITE);
#endif
    return confinement;
}

/* What is not there, or not for us, is no failure. */
static bool is_out_of_reach(int error) {
    return error == ENOENT || error == ENOTDIR || error == EACCES || error == ELOOP || error == ENAMETOOLONG;
}

void gaz_confinement_allow(struct gaz_confinement *confinement, const char *path, unsigned access) {
    if (!confinement || !path) return;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0) {
        confinement->failed |= !is_out_of_reach(errno);
        return;
    }
    struct stat there;
    struct beneath rule = {rights_of(access, 3) & confinement->files, fd};
    if (fstat(fd, &there) != 0) {
        confinement->failed = true;
    } else {
        if (!S_ISDIR(there.st_mode)) rule.access &= MAY_WRITE_FILE | MAY_READ_FILE | MAY_TRUNCATE;
        if (rule.access && syscall(SYS_landlock_add_rule, confinement->fd, PATH_BENEATH, &rule, 0) != 0)
            confinement->failed = true;
    }
    close(fd);
}

bool gaz_confinement_begin(struct gaz_confinement *confinement) {
    if (!confinement) return false;
    bool good = !confinement->failed && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                syscall(SYS_landlock_restrict_self, confinement->fd, 0) == 0;
    close(confinement->fd);
    g_free(confinement);
    return good;
}
