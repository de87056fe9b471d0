/* limits.c: see limits.h. */
#include "archive/regenerate/limits.h"

#include "base/process/sanitizer.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { WALL_FACTOR = 4 };

static void set_limit(pid_t pid, __rlimit_resource_t kind, rlim_t soft, rlim_t hard) {
    struct rlimit old;
    if (prlimit(pid, kind, NULL, &old) != 0) return; /* it has ended, or the parent's clock must do */
    struct rlimit limit = {MIN(soft, old.rlim_cur), MIN(hard, old.rlim_max)};
    prlimit(pid, kind, &limit, NULL);
}

/* Memory: what can be written to; files that are mapped, as fonts are, do not count. */
void gaz_limits_set(const struct gaz_regenerate_job *job, pid_t pid) {
    rlim_t memory = (rlim_t)job->max_memory << 20;
    set_limit(pid, RLIMIT_CPU, job->max_seconds, job->max_seconds + 2); /* SIGXCPU, then SIGKILL */
    if (!GAZ_HAS_SANITIZER) set_limit(pid, RLIMIT_DATA, memory, memory);
}

int64_t gaz_limit_wall(const struct gaz_regenerate_job *job) {
    return (int64_t)job->max_seconds * WALL_FACTOR * G_USEC_PER_SEC;
}

enum gaz_limit gaz_limit_hit(int status, bool is_overdue, const char *complaints) {
    if (WIFSIGNALED(status)) {
        if (WTERMSIG(status) == SIGXCPU) return GAZ_LIMIT_PROCESSOR;
        return WTERMSIG(status) == SIGKILL && is_overdue ? GAZ_LIMIT_WALL : GAZ_LIMIT_NONE;
    }
    bool is_memory = WEXITSTATUS(status) == GAZ_EXIT_IO && strstr(complaints, GAZ_MEMORY_OPTION);
    return is_memory ? GAZ_LIMIT_MEMORY : GAZ_LIMIT_NONE;
}

char *gaz_limit_text(const struct gaz_regenerate_job *job, enum gaz_limit limit) {
    bool english = job->language == GAZ_ENGLISH;
    switch (limit) {
    case GAZ_LIMIT_NONE:
        break;
    case GAZ_LIMIT_PROCESSOR:
        return g_strdup_printf(english ? "more than %u s of processor time (--max-seconds)"
                                       : "用处理器超过%u秒（--max-seconds）",
                               job->max_seconds);
    case GAZ_LIMIT_WALL:
        return g_strdup_printf(english ? "not done within %u s (%d times --max-seconds)"
                                       : "%u秒内没有排完（--max-seconds的%d倍）",
                               job->max_seconds * WALL_FACTOR, WALL_FACTOR);
    case GAZ_LIMIT_MEMORY:
        return g_strdup_printf(english ? "out of memory (--max-memory: %u MiB)"
                                       : "内存不够（--max-memory：%u MiB）",
                               job->max_memory);
    }
    return g_strdup("");
}
