/* child.c: the child that tries the pictures.
 *
 * An SVG is a program: a filter of a billion octaves never ends, a matrix of order 1000 stops the library,
 * and decoders of pictures are where programs are broken into. So the child may use so much time and memory
 * and no more, open nothing for writing, begin no program, and know no network. What it dies of is the
 * picture's fault, not the program's.
 */
#include "output/picture/steps.h"

#include "base/sanitizer.h"
#include "output/press/content.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_ADDRESSES =
        3 << 10,           /* MiB: a hundred million pixels of an interlaced PNG, and the faces of a text */
    MOST_ANSWER = 2 << 10, /* MiB, of all pictures */
    WORD = 8,
};

/* ---- limits */

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
static void shut_in(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return;
    bool good = permit_threads(filter) && permit_reading(filter);
    for (size_t i = 0; good && i < G_N_ELEMENTS(permitted); i++)
        good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, permitted[i], 0) == 0;
    if (good) seccomp_load(filter);
    seccomp_release(filter);
}

/* Of what the parent has open only the two ends of the talk stay; what libraries say goes nowhere. */
static bool keep_only(int answers, int memory) {
    int nowhere = memfd_create("nowhere", MFD_CLOEXEC); /* needs no file that could be forbidden */
    if (nowhere < 0) return false;
    for (int fd = 0; fd <= 2; fd++)
        if (dup2(nowhere, fd) < 0) return false;
    int low = MIN(answers, memory), high = MAX(answers, memory);
    if (low > 3) close_range(3, (unsigned)low - 1, 0);
    if (high > low + 1) close_range((unsigned)low + 1, (unsigned)high - 1, 0);
    close_range((unsigned)high + 1, ~0u, 0);
    return true;
}

static void take_limits(void) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        signal(signals[i], SIG_DFL); /* the parent's handlers tidy up the parent's files */
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, (rlim_t)MOST_ANSWER << 20);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (GAZ_HAS_SANITIZER) return; /* it reserves addresses without end, and asks what no decoder asks */
    limit(RLIMIT_AS, (rlim_t)MOST_ADDRESSES << 20);
    shut_in();
}

/* The next picture's: the processor time so far, and its own. */
static void allow_seconds(const struct gaz_picture_use *use) {
    struct timespec used;
    struct rlimit limits;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0 || getrlimit(RLIMIT_CPU, &limits) != 0) return;
    int more = use->colours ? GAZ_PRESS_SECONDS : GAZ_PICTURE_SECONDS;
    limits.rlim_cur = MIN((rlim_t)used.tv_sec + 1 + (rlim_t)more, limits.rlim_max);
    setrlimit(RLIMIT_CPU, &limits);
}

/* ---- the talk */

static bool write_all(int to, const void *data, size_t size) {
    for (const char *at = data; size > 0;) {
        ssize_t n = write(to, at, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        at += n;
        size -= (size_t)n;
    }
    return true;
}

static bool answer(guint index, enum gaz_picture_verdict verdict, const struct gaz_ready_picture *ready,
                   int answers, int memory) {
    struct gaz_picture_answer it;
    memset(&it, 0, sizeof it);
    it.index = index;
    it.verdict = verdict;
    it.kind = ready->kind;
    it.width = ready->width;
    it.height = ready->height;
    off_t at = lseek(memory, 0, SEEK_END);
    if (at < 0) return false;
    it.at = (uint64_t)at;
    /* with its end, and more zeros, so that pixels lie where words do */
    it.dict_size = (it.at + ready->dict->len + WORD) / WORD * WORD - it.at;
    it.data_size = ready->data->len;
    it.way = ready->way;
    it.is_guessed = ready->is_guessed;
    it.n_notes = ready->notes->len;
    static const char zeros[WORD];
    return write_all(memory, ready->dict->str, ready->dict->len) &&
           write_all(memory, zeros, it.dict_size - ready->dict->len) &&
           write_all(memory, ready->data->data, ready->data->len) &&
           write_all(memory, ready->notes->data, ready->notes->len * sizeof(struct gaz_colour_note)) &&
           write_all(answers, &it, sizeof it);
}

static bool pango_has_warned;

/* Pango warns of a face that it cannot open, and takes another. */
static GLogWriterOutput hear_warning(GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data) {
    (void)data;
    for (gsize i = 0; i < n; i++)
        if (level <= G_LOG_LEVEL_WARNING && strcmp(fields[i].key, "GLIB_DOMAIN") == 0 &&
            strcmp(fields[i].value, "Pango") == 0)
            pango_has_warned = true;
    return G_LOG_WRITER_HANDLED;
}

static bool try_picture(const struct gaz_image *image, guint index, const struct gaz_picture_use *use,
                        int answers, int memory) {
    struct gaz_ready_picture ready;
    gaz_ready_begin(&ready);
    allow_seconds(use);
    enum gaz_picture_verdict verdict = gaz_picture_make_ready(image, use, &ready);
    if (verdict == GAZ_PICTURE_GOOD && pango_has_warned) verdict = GAZ_PICTURE_UNTRIED;
    pango_has_warned = false;
    bool told = answer(index, verdict, &ready, answers, memory);
    gaz_ready_end(&ready);
    return told;
}

void gaz_picture_child(const GPtrArray *images, guint first, const struct gaz_picture_use *use, int answers,
                       int memory) {
    if (!keep_only(answers, memory)) _exit(GAZ_PICTURE_UNTRIED);
    take_limits();
    g_log_set_writer_func(hear_warning, NULL, NULL);
    for (guint i = first; i < images->len; i++) {
        const struct gaz_image *image = images->pdata[i];
        if (image && !try_picture(image, i, use, answers, memory)) _exit(GAZ_PICTURE_UNTRIED);
    }
    _exit(0);
}
