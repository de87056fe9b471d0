/* office.c: see office.h. */
#include "intake/office/office.h"

#include "base/diag/diag.h"
#include "intake/office/original.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    SECONDS = 120,            /* a thousand pages take a tenth of it */
    MOST_WRITTEN = 512 << 20, /* bytes of one file */
    STEP = 20,                /* ms between two looks whether it is done */
};

/* ---- kinds */

static bool has_at(struct gaz_bytes file, size_t at, const char *what) {
    size_t n = strlen(what);
    return file.size >= at + n && memcmp(file.data + at, what, n) == 0;
}

/* Whether the file is XML that says these words at its beginning, where names of what it is made of stand. */
static bool is_xml_of(struct gaz_bytes file, const char *words) {
    enum { LOOKED_AT = 8 << 10 };
    size_t begin = has_at(file, 0, "\xEF\xBB\xBF") ? 3 : 0;
    if (!has_at(file, begin, "<?xml")) return false;
    return memmem(file.data, MIN(file.size, (size_t)LOOKED_AT), words, strlen(words)) != NULL;
}

struct kind {
    const char *name, *file; /* what LibreOffice is to find */
};

static const struct kind *kind_of(struct gaz_bytes file) {
    static const struct kind ole = {"Word 97—2003（.doc、.wps）", "in.doc"}, rtf = {"RTF", "in.rtf"},
                             odt = {"OpenDocument（.odt）", "in.odt"}, xml = {"Word的XML（.xml）", "in.xml"},
                             fodt = {"OpenDocument（.fodt）", "in.fodt"};
    if (has_at(file, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return &ole;
    if (has_at(file, 0, "{\\rtf")) return &rtf;
    if (is_xml_of(file, "http://schemas.microsoft.com/office/word/2003/wordml") ||
        is_xml_of(file, "http://schemas.microsoft.com/office/2006/xmlPackage"))
        return &xml;
    if (is_xml_of(file, "application/vnd.oasis.opendocument.text")) return &fodt;
    /* the first file of the archive, stored */
    bool is_odt =
        has_at(file, 0, "PK\3\4") && has_at(file, 30, "mimetypeapplication/vnd.oasis.opendocument.text");
    return is_odt ? &odt : NULL;
}

const char *gaz_office_kind(struct gaz_bytes file) {
    const struct kind *kind = kind_of(file);
    return kind ? kind->name : NULL;
}

/* ---- a folder of its own */

static void remove_folder(const char *path) {
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        bool is_folder =
            g_file_test(below, G_FILE_TEST_IS_DIR) && !g_file_test(below, G_FILE_TEST_IS_SYMLINK);
        if (is_folder)
            remove_folder(below);
        else
            g_unlink(below);
    }
    g_rmdir(path);
}

/* No macro runs, no link is followed; should something ask for the network all the same, its way leads to a
 * port of this machine at which nobody is. */
static bool write_profile(const char *folder) {
    static const char settings[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\n"
        "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
        "<prop oor:name=\"DisableMacrosExecution\" oor:op=\"fuse\"><value>true</value></prop></item>\n"
        "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
        "<prop oor:name=\"MacroSecurityLevel\" oor:op=\"fuse\"><value>3</value></prop></item>\n"
        "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
        "<prop oor:name=\"BlockUntrustedRefererLinks\" oor:op=\"fuse\"><value>true</value></prop></item>\n"
        "<item oor:path=\"/org.openoffice.Office.Writer/Content/Update\">"
        "<prop oor:name=\"Link\" oor:op=\"fuse\"><value>0</value></prop></item>\n"
        "<item oor:path=\"/org.openoffice.Inet/Settings\">"
        "<prop oor:name=\"ooInetProxyType\" oor:op=\"fuse\"><value>2</value></prop></item>\n"
        "<item oor:path=\"/org.openoffice.Inet/Settings\">"
        "<prop oor:name=\"ooInetHTTPProxyName\" oor:op=\"fuse\"><value>127.0.0.1</value></prop></item>\n"
        "<item oor:path=\"/org.openoffice.Inet/Settings\">"
        "<prop oor:name=\"ooInetHTTPProxyPort\" oor:op=\"fuse\"><value>9</value></prop></item>\n"
        "</oor:items>\n";
    g_autofree char *user = g_build_filename(folder, "profile", "user", NULL);
    g_autofree char *file = g_build_filename(user, "registrymodifications.xcu", NULL);
    return g_mkdir_with_parents(user, 0700) == 0 && g_file_set_contents(file, settings, -1, NULL);
}

/* ---- the child */

static void end_group(int signal) {
    (void)signal;
    kill(0, SIGKILL);
}

/* What g_spawn has begun stays behind as a guard: LibreOffice is its child, in its group, and when the
 * process that asked for it dies, however it does, the guard ends the group. LibreOffice's own children would
 * outlive it otherwise. Where there can be no other process, there is no guard. */
static void stand_guard(pid_t asked_by) {
    if (getpgrp() != getpid()) return; /* a group of others is nobody's to end */
    signal(SIGTERM, end_group);
    prctl(PR_SET_PDEATHSIG, SIGTERM); /* behind unshare, which takes it away */
    if (getppid() != asked_by) _exit(1);
    pid_t office = fork();
    if (office <= 0) {
        signal(SIGTERM, SIG_DFL);
        return;
    }
    int status = 1;
    close_range(3, ~0u, 0); /* g_spawn waits until nobody holds its pipe */
    while (waitpid(office, &status, 0) < 0 && errno == EINTR) {
    }
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

/* Between fork and exec. What the kernel does not allow to be given up stays. */
static void give_up(gpointer context) {
    setpgid(0, 0);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    setrlimit(RLIMIT_CPU, &(struct rlimit){SECONDS, SECONDS});
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){MOST_WRITTEN, MOST_WRITTEN});
    if (geteuid() != 0) (void)!unshare(CLONE_NEWUSER | CLONE_NEWNET);
    if (geteuid() == 0) (void)!unshare(CLONE_NEWNET);
    stand_guard(*(const pid_t *)context);
}

static char **environment_of(const char *folder) {
    char **environment = g_environ_setenv(g_get_environ(), "HOME", folder, true);
    environment = g_environ_unsetenv(environment, "DISPLAY");
    environment = g_environ_setenv(environment, "TMPDIR", folder, true);
    return g_environ_setenv(environment, "SAL_USE_VCLPLUGIN", "svp", true);
}

static bool start(const char *program, const char *folder, const char *file, GPid *child) {
    g_autofree char *in = g_build_filename(folder, file, NULL);
    g_autofree char *below = g_build_filename(folder, "profile", NULL);
    g_autofree char *uri = g_filename_to_uri(below, NULL, NULL);
    if (!uri) return false;
    g_autofree char *profile = g_strconcat("-env:UserInstallation=", uri, NULL);
    pid_t self = getpid();
    g_auto(GStrv) environment = environment_of(folder);
    const char *argv[] = {program,
                          profile,
                          "--headless",
                          "--norestore",
                          "--nolockcheck",
                          "--nodefault",
                          "--convert-to",
                          "docx:MS Word 2007 XML",
                          "--outdir",
                          folder,
                          in,
                          NULL};
    GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                        G_SPAWN_STDERR_TO_DEV_NULL;
    return g_spawn_async(folder, (char **)(uintptr_t)argv, environment, flags, give_up, &self, child, NULL);
}

/* False: it took too long, and was ended with all that it began. */
static bool wait_for(GPid child, unsigned seconds) {
    bool is_done = false;
    for (unsigned waited = 0; !is_done && waited < seconds * 1000; waited += STEP) {
        is_done = waitpid(child, NULL, WNOHANG) != 0;
        if (!is_done) g_usleep((gulong)STEP * 1000);
    }
    kill(-child, SIGKILL);
    if (!is_done) waitpid(child, NULL, 0);
    g_spawn_close_pid(child);
    return is_done;
}

static GBytes *made_in(const char *folder) {
    char *data;
    gsize size;
    g_autofree char *path = g_build_filename(folder, "in.docx", NULL);
    if (!g_file_get_contents(path, &data, &size, NULL)) return NULL;
    return g_bytes_new_take(data, size);
}

static GBytes *convert_in(const char *folder, struct gaz_office office, struct gaz_bytes file,
                          const char *name, struct gaz_diags *diags) {
    const struct kind *kind = kind_of(file);
    unsigned seconds = office.seconds ? office.seconds : SECONDS;
    g_autofree char *in = g_build_filename(folder, kind->file, NULL);
    GPid child;
    bool is_started = g_file_set_contents(in, (const char *)file.data, (gssize)file.size, NULL) &&
                      write_profile(folder) && start(office.program, folder, kind->file, &child);
    bool is_done = is_started && wait_for(child, seconds);
    GBytes *docx = is_done ? made_in(folder) : NULL;
    if (is_started && !is_done) {
        g_autofree char *said = g_strdup_printf("%u", seconds);
        gaz_report_file(diags, GAZ_D_IMPORT_OFFICE_SLOW, name, said);
    } else if (!docx) {
        gaz_report_file(diags, GAZ_D_IMPORT_OFFICE_FAILED, name, kind->name);
    }
    return docx;
}

/* ---- the door */

#define LOSES "LibreOffice这一步会丢横排的节、用符号字体打的字符，会改自动编号的写法"

static void tell(struct gaz_account *account, const char *kind, bool is_compared) {
    struct gaz_account_entry entry = {.text = kind,
                                      .becomes = ".docx",
                                      .doubt = is_compared ? LOSES "；文字与原件逐段对过，对不上的另列"
                                                           : LOSES
                                                   "；不丢字的证明从它转出的.docx算起，请对照原件",
                                      .count = 1};
    gaz_account_add(account, GAZ_REASON_BY_OFFICE, entry);
}

static char *find_program(const char *program) {
    if (program) return g_find_program_in_path(program);
    char *found = g_find_program_in_path("soffice");
    return found ? found : g_find_program_in_path("libreoffice");
}

GBytes *gaz_office_convert(struct gaz_bytes file, struct gaz_office office, struct gaz_account *account,
                           struct gaz_diags *diags) {
    const char *name = account->draft->file;
    g_autofree char *found = find_program(office.program);
    if (!found) {
        gaz_report_file(diags, GAZ_D_IMPORT_NO_OFFICE, name, gaz_office_kind(file));
        return NULL;
    }
    g_autofree char *made = g_dir_make_tmp("gongbao-XXXXXX", NULL);
    g_autofree char *folder = made ? g_canonicalize_filename(made, NULL) : NULL;
    if (!folder) {
        gaz_report_file(diags, GAZ_D_IMPORT_OFFICE_FAILED, name, gaz_office_kind(file));
        return NULL;
    }
    office.program = found;
    GBytes *docx = convert_in(folder, office, file, name, diags);
    remove_folder(folder);
    if (docx) tell(account, gaz_office_kind(file), gaz_original_is_read(file));
    return docx;
}
