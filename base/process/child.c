/* child.c: what a child gives up before it reads what came from outside: time and memory without end, opening
 * anything for writing, beginning programs, the network. What it dies of then takes nothing with it.
 */
#include "base/process/child.h"

#include "base/process/sanitizer.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void limit(int resource, rlim_t most) {
    struct rlimit had;
    if (getrlimit(resource, &had) == 0 && had.rlim_max < most) most = had.rlim_max;
    setrlimit(resource, &(struct rlimit){most, most});
}

/* What a decoder, fontconfig and pango ask of the system. Any other call fails with EPERM. */
static const int permitted[] = {
    SCMP_SYS(access),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(brk),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(close),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(fcntl),
    SCMP_SYS(fstat),
    SCMP_SYS(fstatfs),
    SCMP_SYS(futex),
    SCMP_SYS(getcwd),
    SCMP_SYS(getdents64),
    SCMP_SYS(getegid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getpid),
    SCMP_SYS(getrandom),
    SCMP_SYS(getrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getuid),
    SCMP_SYS(lseek),
    SCMP_SYS(lstat),
    SCMP_SYS(madvise),
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(nanosleep),
    SCMP_SYS(newfstatat),
    SCMP_SYS(poll),
    SCMP_SYS(pread64),
    SCMP_SYS(prlimit64),
    SCMP_SYS(read),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(setrlimit),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(stat),
    SCMP_SYS(statfs),
    SCMP_SYS(statx),
    SCMP_SYS(sysinfo),
    SCMP_SYS(tgkill),
    SCMP_SYS(uname),
    SCMP_SYS(write),
    SCMP_SYS(writev),
};

/* A filter uses threads of its own; a new process is none. glibc tries clone3, whose flags a filter cannot
 * see, and takes clone when there is none. */
static bool permit_threads(scmp_filter_ctx filter) {
    enum { THREAD = 0x10000 /* CLONE_THREAD */ };
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, THREAD, THREAD)) == 0;
}

static bool permit_reading(scmp_filter_ctx filter) {
    enum { WRITES = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC };
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, WRITES, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                            SCMP_A1(SCMP_CMP_MASKED_EQ, WRITES, 0)) == 0;
}

/* Where the kernel has no filters, the limits alone hold. */
static void shut_in(bool opens) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return;
    bool good = !opens || (permit_threads(filter) && permit_reading(filter));
    for (size_t i = 0; good && i < G_N_ELEMENTS(permitted); i++)
        good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, permitted[i], 0) == 0;
    if (good) seccomp_load(filter);
    seccomp_release(filter);
}

void gaz_child_shut_in(struct gaz_child_limits limits) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        signal(signals[i], SIG_DFL); /* the parent's handlers tidy up the parent's files */
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, (rlim_t)limits.written << 20);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (GAZ_HAS_SANITIZER) return; /* it reserves addresses without end, and asks what no decoder asks */
    if (limits.seconds) limit(RLIMIT_CPU, (rlim_t)limits.seconds);
    limit(RLIMIT_AS, (rlim_t)limits.addresses << 20);
    if (!GAZ_IS_COUNTED) shut_in(limits.opens);
}

bool gaz_child_write(int to, const void *data, size_t size) {
    for (const char *at = data; size > 0;) {
        ssize_t n = write(to, at, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        at += n;
        size -= (size_t)n;
    }
    return true;
}

static GBytes *read_answer(int memory) {
    off_t size = lseek(memory, 0, SEEK_END);
    if (size < 0) return NULL;
    char *data = g_malloc((size_t)size + 1);
    if (pread(memory, data, (size_t)size, 0) == (ssize_t)size) return g_bytes_new_take(data, (size_t)size);
    g_free(data);
    return NULL;
}

GBytes *gaz_child_answer(const char *name, gaz_child_work *work, const void *context) {
    int memory = memfd_create(name, MFD_CLOEXEC), status = 1;
    if (memory < 0) return NULL;
    pid_t child = fork();
    if (child == 0) _exit(work(context, memory) ? 0 : 1);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    bool good = child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    GBytes *answer = good ? read_answer(memory) : NULL;
    close(memory);
    return answer;
}
