/* check.h: what the tests of base/ and styles/ share: complaints as a string, sources and files made on the
 * spot. */
#ifndef GAZ_TESTS_UNIT_CHECK_H
#define GAZ_TESTS_UNIT_CHECK_H

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/text.h"
#include "tests/unit/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

/* one test's world, made and freed by its setup and teardown */
struct world {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    char *folder; /* temporary, empty at the beginning */
};

static inline int make_world(void **state) {
    struct world *world = g_new0(struct world, 1);
    world->arena = gaz_arena_new();
    world->diags = gaz_diags_new();
    world->folder = g_dir_make_tmp("gongbao-test-XXXXXX", NULL);
    *state = world;
    return 0;
}

static inline int free_world(void **state) {
    struct world *world = *state;
    gaz_diags_free(world->diags);
    gaz_arena_free(world->arena);
    remove_tree(world->folder);
    g_free(world->folder);
    g_free(world);
    return 0;
}

#define WORLD_TEST(function) cmocka_unit_test_setup_teardown(function, make_world, free_world)

/* The complaints so far as they would be printed; the caller frees them. */
static inline char *printed(const struct gaz_diags *diags, enum gaz_language language) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    gaz_diags_print(diags, out, language, true);
    fclose(out);
    return text;
}

static inline void expect_printed(const struct world *world, const char *expected) {
    char *text = printed(world->diags, GAZ_CHINESE);
    assert_string_equal(text, expected);
    free(text);
}

/* That some complaint's print contains these words. */
static inline void expect_said(const struct world *world, const char *words) {
    char *text = printed(world->diags, GAZ_CHINESE);
    if (!strstr(text, words)) fail_msg("expected \"%s\" in:\n%s", words, text);
    free(text);
}

static inline struct gaz_source *source_of(const struct world *world, const char *text) {
    return gaz_source_new(world->arena, "测试.yaml", "测试.yaml", text, strlen(text));
}

static inline void put_file(const struct world *world, const char *name, const char *bytes, gssize size) {
    char *path = g_build_filename(world->folder, name, NULL);
    char *parent = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(parent, 0755), 0);
    assert_true(g_file_set_contents(path, bytes, size, NULL));
    g_free(parent);
    g_free(path);
}

static inline void expect_text(struct gaz_text text, const char *expected) {
    char *utf8 = gaz_text_to_utf8(text);
    assert_string_equal(utf8, expected);
    g_free(utf8);
}

#endif
