/* child.c: the child that reads a PDF.
 *
 * The file comes from anywhere, and what reads it is large. So it runs in a process that has so much time and
 * memory, opens nothing, begins nothing, and writes into one piece of memory only; what it dies of is the
 * file's fault and takes nothing with it.
 */
#include "facsimile/pdf/pdf.h"

#include "base/diag.h"
#include "base/sanitizer.h"
#include "facsimile/facsimile.h"
#include "facsimile/pdf/font.h"

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MOST_SECONDS = 120,    /* of the processor */
    MOST_MEMORY = 3 << 10, /* MiB of addresses, the file and the program among them */
    MOST_TEXT = 64 << 20,
};

static const int permitted[] = {
    SCMP_SYS(brk),          SCMP_SYS(clock_gettime),  SCMP_SYS(close),        SCMP_SYS(exit),
    SCMP_SYS(exit_group),   SCMP_SYS(fstat),          SCMP_SYS(futex),        SCMP_SYS(getpid),
    SCMP_SYS(gettid),       SCMP_SYS(getrandom),      SCMP_SYS(gettimeofday), SCMP_SYS(lseek),
    SCMP_SYS(madvise),      SCMP_SYS(mmap),           SCMP_SYS(mprotect),     SCMP_SYS(mremap),
    SCMP_SYS(munmap),       SCMP_SYS(newfstatat),     SCMP_SYS(read),         SCMP_SYS(restart_syscall),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sysinfo),
    SCMP_SYS(tgkill),       SCMP_SYS(write),          SCMP_SYS(writev),
};

static void limit(int resource, rlim_t most) {
    struct rlimit had;
    if (getrlimit(resource, &had) == 0 && had.rlim_max < most) most = had.rlim_max;
    setrlimit(resource, &(struct rlimit){most, most});
}

/* Where the kernel has no filters, the limits alone hold. */
static void shut_in(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return;
    bool good = true;
    for (size_t i = 0; good && i < G_N_ELEMENTS(permitted); i++)
        good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, permitted[i], 0) == 0;
    if (good) seccomp_load(filter);
    seccomp_release(filter);
}

static void take_limits(void) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        signal(signals[i], SIG_DFL); /* the parent's handlers tidy up the parent's files */
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, MOST_TEXT + sizeof(struct gaz_copy_account));
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (GAZ_HAS_SANITIZER) return; /* it reserves addresses without end, and asks what no reader asks */
    limit(RLIMIT_CPU, MOST_SECONDS);
    limit(RLIMIT_AS, (rlim_t)MOST_MEMORY << 20);
    shut_in();
}

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

static void run_child(struct gaz_bytes bytes, int memory) {
    gaz_copy_font_prepare();
    take_limits();
    GString *text = g_string_new(NULL);
    struct gaz_copy_account account = gaz_copy_read(bytes, text);
    bool good = write_all(memory, &account, sizeof account) && write_all(memory, text->str, text->len);
    _exit(good ? 0 : 1);
}

/* ---- the parent */

/* What the child has written, whole; NULL: it did not end well. */
static GBytes *take_answer(int memory, struct gaz_copy_account *account) {
    off_t size = lseek(memory, 0, SEEK_END), head = (off_t)sizeof *account;
    if (size < head || pread(memory, account, sizeof *account, 0) != (ssize_t)sizeof *account) return NULL;
    size_t n = (size_t)(size - head);
    char *text = g_malloc(n + 1);
    if (pread(memory, text, n, head) == (ssize_t)n) return g_bytes_new_take(text, n);
    g_free(text);
    return NULL;
}

static GBytes *run(struct gaz_bytes bytes, struct gaz_copy_account *account) {
    int memory = memfd_create("copy", MFD_CLOEXEC), status = 1;
    if (memory < 0) return NULL;
    pid_t child = fork();
    if (child == 0) run_child(bytes, memory);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    GBytes *text =
        child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? take_answer(memory, account) : NULL;
    close(memory);
    return text;
}

static enum gaz_code code_of(enum gaz_copy_verdict verdict) {
    switch (verdict) {
    case GAZ_COPY_NO_TEXT:
        return GAZ_D_PRINT_PDF_PICTURES;
    case GAZ_COPY_UNKNOWN:
        return GAZ_D_PRINT_PDF_UNKNOWN;
    case GAZ_COPY_ENCRYPTED:
        return GAZ_D_PRINT_PDF_ENCRYPTED;
    case GAZ_COPY_GOOD:
    case GAZ_COPY_DAMAGED:
        return GAZ_D_PRINT_PDF_DAMAGED;
    case GAZ_COPY_COSTLY:
        break;
    }
    return GAZ_D_PRINT_PDF_COSTLY;
}

/* What of the copy is not in the text. */
static void tell_gaps(const char *name, const struct gaz_copy_account *account, struct gaz_diags *diags) {
    g_autofree char *lost = g_strdup_printf("%" G_GUINT64_FORMAT, account->n_lost);
    g_autofree char *all = g_strdup_printf("%" G_GUINT64_FORMAT, account->n_glyphs);
    g_autofree char *unread = g_strdup_printf("%u", account->n_unread);
    g_autofree char *first = g_strdup_printf("%u", account->first_unread);
    if (account->n_lost > 0) gaz_report_file(diags, GAZ_D_PRINT_PDF_LOST, name, lost, all);
    if (account->n_unread > 0) gaz_report_file(diags, GAZ_D_PRINT_PDF_UNREAD, name, unread, first);
}

static GBytes *read_pdf(const char *name, struct gaz_bytes bytes, struct gaz_diags *diags) {
    struct gaz_copy_account account = {.verdict = GAZ_COPY_COSTLY};
    GBytes *text = run(bytes, &account);
    if (text && account.verdict == GAZ_COPY_GOOD) {
        tell_gaps(name, &account, diags);
        return text;
    }
    gaz_report_file(diags, code_of(account.verdict), name, NULL);
    if (text) g_bytes_unref(text);
    return NULL;
}

GBytes *gaz_print_text(const char *name, struct gaz_bytes bytes, struct gaz_diags *diags) {
    return gaz_copy_is_pdf(bytes) ? read_pdf(name, bytes, diags) : g_bytes_new(bytes.data, bytes.size);
}
