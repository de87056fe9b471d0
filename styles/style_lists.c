/* style_lists.c: 机关.yaml, 人名.yaml, 用词.yaml: where the house's lists lie.
 *
 * They are looked for where styles are: in the issue folder, beside each style file of its own in the
 * chain of 继承, in styles/lists/ of the program. All that are there count; a build reads none of them.
 */
#include "styles/style_layers.h"

#include "base/file/file.h"
#include "base/process/arena.h"

#include <glib.h>
#include <string.h>

const char *const gaz_house_list_names[GAZ_N_HOUSE_LISTS] = {"机关.yaml", "人名.yaml", "用词.yaml"};

static bool is_same(const struct gaz_style_folder *a, const struct gaz_style_folder *b) {
    return strcmp(a->root, b->root) == 0 && strcmp(a->inner, b->inner) == 0;
}

static bool came_before(const struct gaz_style_folder *folders, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (is_same(&folders[i], &folders[n])) return true;
    return false;
}

static void add_file(struct gaz_style *style, struct gaz_house_file *files,
                     const struct gaz_style_folder *folder, struct gaz_house_file file) {
    g_autofree char *path = strcmp(folder->inner, ".") == 0
                                ? g_strdup(gaz_house_list_names[file.list])
                                : g_build_filename(folder->inner, gaz_house_list_names[file.list], NULL);
    g_autofree char *whole = g_build_filename(folder->root, path, NULL);
    if (!gaz_file_may_exist(whole)) return;
    file.root = gaz_arena_strdup(style->arena, folder->root);
    file.path = gaz_arena_strdup(style->arena, path);
    files[style->n_house_files++] = file;
}

void gaz_style_find_lists(struct gaz_style *style, const struct gaz_style_folder *folders, uint32_t n) {
    struct gaz_house_file *files = GAZ_NEW_ARRAY(style->arena, struct gaz_house_file, n * GAZ_N_HOUSE_LISTS);
    style->house_files = files;
    for (uint32_t i = 0; i < n; i++)
        for (int list = 0; list < GAZ_N_HOUSE_LISTS && !came_before(folders, i); list++)
            add_file(style, files, &folders[i],
                     (struct gaz_house_file){.list = (enum gaz_house_list)list,
                                             .rank = i,
                                             .is_program = is_same(&folders[i], &folders[n - 1])});
}
