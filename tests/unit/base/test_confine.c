/* test_confine.c: what the kernel refuses a confined process, and what it does not. Skips where the kernel
 * has no Landlock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/process/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

struct world {
    char *root, *inside, *outside, *file_inside, *file_outside, *link;
};

static char *make_folder(const char *root, const char *name) {
    char *folder = g_build_filename(root, name, NULL);
    assert_int_equal(g_mkdir(folder, 0700), 0);
    return folder;
}

static char *make_file(const char *folder) {
    char *file = g_build_filename(folder, "file", NULL);
    assert_true(g_file_set_contents(file, "text", -1, NULL));
    return file;
}

static struct world world_new(void) {
    struct world world = {.root = g_dir_make_tmp("gaz-confine-XXXXXX", NULL)};
    world.inside = make_folder(world.root, "inside");
    world.outside = make_folder(world.root, "outside");
    world.file_inside = make_file(world.inside);
    world.file_outside = make_file(world.outside);
    world.link = g_build_filename(world.inside, "link", NULL);
    assert_int_equal(symlink("../outside/file", world.link), 0);
    return world;
}

static void world_clear(struct world *world) {
    const char *const all[] = {world->link,   world->file_inside, world->file_outside,
                               world->inside, world->outside,     world->root};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        assert_int_equal(g_remove(all[i]), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        g_free((char *)all[i]);
}

/* 0, or why a file could not be opened. */
static int try_open(const char *path, int flags) {
    int fd = open(path, flags | O_CLOEXEC, 0600), error = fd < 0 ? errno : 0;
    if (fd >= 0) close(fd);
    return error;
}

/* what a confined child does: 0, or the number of the first thing that came out otherwise */
typedef int trial(const struct world *world);

/* In a child: a confinement cannot be taken back. */
static void run_confined(unsigned withheld, unsigned inside, trial *run) {
    struct gaz_confinement *confinement = gaz_confinement_new(withheld);
    if (!confinement) skip();
    struct world world = world_new();
    gaz_confinement_allow(confinement, world.inside, inside);
    gaz_confinement_allow(confinement, "/no/such/place", inside);
    pid_t child = fork();
    if (child == 0) _exit(gaz_confinement_begin(confinement) ? run(&world) : 99);
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    world_clear(&world); /* the parent is free */
}

static int read_trial(const struct world *world) {
    if (try_open(world->file_inside, O_RDONLY) != 0) return 1;
    if (try_open(world->inside, O_RDONLY | O_DIRECTORY) != 0) return 2;
    if (try_open(world->file_outside, O_RDONLY) != EACCES) return 3;
    if (try_open(world->outside, O_RDONLY | O_DIRECTORY) != EACCES) return 4;
    if (try_open(world->link, O_RDONLY) != EACCES) return 5;
    if (try_open("/etc/passwd", O_RDONLY) != EACCES) return 6;
    if (try_open(world->file_outside, O_WRONLY) != 0) return 7; /* writing was not withheld */
    return 0;
}

static void reading_is_refused_outside(void **state) {
    (void)state;
    run_confined(GAZ_ACCESS_READ, GAZ_ACCESS_READ, read_trial);
}

static int list_trial(const struct world *world) {
    if (try_open(world->inside, O_RDONLY | O_DIRECTORY) != 0) return 1;
    return try_open(world->file_inside, O_RDONLY) == EACCES ? 0 : 2;
}

static void a_folder_may_be_listed_alone(void **state) {
    (void)state;
    run_confined(GAZ_ACCESS_READ, GAZ_ACCESS_LIST, list_trial);
}

/* A program that is started ends with 0. */
static bool starts_programs(void) {
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/true", "true", NULL);
        _exit(errno == EACCES ? 1 : 0);
    }
    int status = 0;
    return waitpid(child, &status, 0) == child && status == 0;
}

static int write_trial(const struct world *world) {
    g_autofree char *made = g_build_filename(world->inside, "new", NULL);
    g_autofree char *moved = g_build_filename(world->inside, "moved", NULL);
    g_autofree char *stray = g_build_filename(world->outside, "new", NULL);
    if (try_open(made, O_WRONLY | O_CREAT) != 0 || rename(made, moved) != 0 || unlink(moved) != 0) return 1;
    if (try_open(world->file_inside, O_WRONLY | O_TRUNC) != 0) return 2;
    if (try_open(stray, O_WRONLY | O_CREAT) != EACCES) return 3;
    if (try_open(world->file_outside, O_WRONLY) != EACCES) return 4;
    if (unlink(world->file_outside) == 0 || rename(world->file_outside, moved) == 0) return 5;
    if (try_open(world->file_outside, O_RDONLY) != 0) return 6; /* reading was not withheld */
    return starts_programs() ? 7 : 0;
}

static void writing_is_refused_outside(void **state) {
    (void)state;
    run_confined(GAZ_ACCESS_WRITE, GAZ_ACCESS_WRITE, write_trial);
}

/* The second confinement withholds more, and gives nothing back. */
static int twice_trial(const struct world *world) {
    struct gaz_confinement *second = gaz_confinement_new(GAZ_ACCESS_READ | GAZ_ACCESS_WRITE);
    gaz_confinement_allow(second, world->outside, GAZ_ACCESS_READ | GAZ_ACCESS_WRITE);
    if (!gaz_confinement_begin(second)) return 1;
    if (try_open(world->file_inside, O_RDONLY) != EACCES) return 2;
    return try_open(world->file_outside, O_RDONLY) == EACCES ? 0 : 3;
}

static void a_second_one_withholds_more(void **state) {
    (void)state;
    run_confined(GAZ_ACCESS_READ, GAZ_ACCESS_READ, twice_trial);
}

static void none_is_no_confinement(void **state) {
    (void)state;
    gaz_confinement_allow(NULL, "/", GAZ_ACCESS_READ);
    assert_false(gaz_confinement_begin(NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_is_refused_outside), cmocka_unit_test(a_folder_may_be_listed_alone),
        cmocka_unit_test(writing_is_refused_outside), cmocka_unit_test(a_second_one_withholds_more),
        cmocka_unit_test(none_is_no_confinement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
