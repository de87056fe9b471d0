/* fonts.c: the door: a request becomes families of faces, with a word about each face that could not be had.
 */
#include "fonts/fonts.h"

#include "base/diag/diag.h"
#include "base/diag/reason.h"
#include "base/file/file.h"
#include "base/file/near_file.h"
#include "base/process/arena.h"
#include "base/text/visible.h"
#include "fonts/catalog.h"
#include "fonts/folder.h"
#include "fonts/set.h"
#include "fonts/shape_cache.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const struct gaz_span nowhere = {0};

/* The face of a file and index; the same face under two names is one face with one number. */
static struct gaz_face *add_face(struct gaz_fonts *fonts, const struct gaz_catalog_entry *entry) {
    if (!entry->file) return NULL;
    for (guint i = 0; i < fonts->faces->len; i++) {
        struct gaz_face *face = fonts->faces->pdata[i];
        if (face->index == entry->index && strcmp(face->file, entry->file) == 0) return face;
    }
    struct gaz_face *face = GAZ_NEW(fonts->arena, struct gaz_face);
    const char *slash = strrchr(entry->file, '/');
    *face = (struct gaz_face){.family = entry->family,
                              .style = entry->style,
                              .file = entry->file,
                              .file_name = slash ? slash + 1 : entry->file,
                              .index = entry->index,
                              .id = fonts->faces->len,
                              .own = GAZ_NEW(fonts->arena, struct gaz_face_private)};
    face->own->is_heavy = entry->is_heavy;
    g_ptr_array_add(fonts->faces, face);
    return face;
}

/* All names of all families in one array, so that the catalogue is walked once. */
static const char **gather_names(const struct gaz_font_request *request, uint32_t *n) {
    GPtrArray *names = g_ptr_array_new();
    for (uint32_t i = 0; i < request->n_families; i++)
        for (uint32_t j = 0; j < request->families[i].n_faces; j++)
            g_ptr_array_add(names, (gpointer)request->families[i].faces[j]);
    *n = names->len;
    g_ptr_array_add(names, NULL);
    return (const char **)g_ptr_array_free(names, FALSE);
}

static void fill_family(struct gaz_fonts *fonts, const struct gaz_font_family *from,
                        const struct gaz_catalog_entry *entries, struct gaz_family_faces *family) {
    const char **names = GAZ_NEW_ARRAY(fonts->arena, const char *, from->n_faces);
    family->faces = GAZ_NEW_ARRAY(fonts->arena, struct gaz_face *, from->n_faces);
    for (uint32_t i = 0; i < from->n_faces; i++) {
        names[i] = gaz_arena_strdup(fonts->arena, from->faces[i]);
        family->faces[i] = add_face(fonts, &entries[i]);
    }
    family->name = gaz_arena_strdup(fonts->arena, from->name);
    family->names = names;
    family->n = from->n_faces;
    family->n_first = from->n_first;
}

static void find_faces(struct gaz_fonts *fonts, const struct gaz_font_request *request) {
    uint32_t n = 0;
    const char **names = gather_names(request, &n);
    struct gaz_catalog_entry *entries = g_new0(struct gaz_catalog_entry, n + 1);
    gaz_catalog_find(fonts->catalog, fonts->arena, names, n, entries);
    fonts->n_families = request->n_families;
    fonts->families = GAZ_NEW_ARRAY(fonts->arena, struct gaz_family_faces, request->n_families);
    for (uint32_t i = 0, at = 0; i < request->n_families; at += request->families[i++].n_faces)
        fill_family(fonts, &request->families[i], entries + at, &fonts->families[i]);
    g_free(entries);
    g_free(names);
}

/* A file that is there but does not open is worth a word; one that is absent is only the next name's chance.
 */
static bool try_face(struct gaz_face *face, struct gaz_diags *diags) {
    if (!face) return false;
    bool is_first = !face->own->tried;
    if (gaz_face_open(face)) return true;
    if (is_first && !face->own->unread) gaz_report(diags, GAZ_D_BAD_FONT, nowhere, face->file_name);
    return false;
}

static bool choose_primary(struct gaz_family_faces *family, struct gaz_diags *diags) {
    const char *asked = family->n > 0 ? family->names[0] : "";
    uint32_t i = 0;
    while (i < family->n && !try_face(family->faces[i], diags))
        i++;
    if (i == family->n) {
        char *all = family->n > 0 ? g_strjoinv("、", (char **)family->names) : g_strdup("");
        gaz_report(diags, GAZ_D_NO_FACE, nowhere, family->name, all);
        g_free(all);
        return false;
    }
    family->primary = i;
    if (i >= family->n_first) {
        char *got = g_strdup_printf("%s %s", family->faces[i]->family, family->faces[i]->style);
        gaz_report(diags, GAZ_D_STAND_IN_FACE, nowhere, family->name, asked, g_strstrip(got));
        g_free(got);
    }
    return true;
}

static void add_lender(struct gaz_family_faces *family, struct gaz_face *face) {
    for (uint32_t i = 0; i < family->n_lenders; i++)
        if (family->lenders[i] == face) return;
    family->lenders[family->n_lenders++] = face;
}

static void add_lenders(struct gaz_family_faces *family, const struct gaz_family_faces *from, bool heavy) {
    for (uint32_t i = 0; i < from->n; i++)
        if (from->faces[i] && from->faces[i]->own->is_heavy == heavy) add_lender(family, from->faces[i]);
}

/* A lender of another weight stands out more than one of another cut, so weight comes before the order of the
 * families. */
static void list_lenders(struct gaz_fonts *fonts, struct gaz_family_faces *family) {
    bool heavy = family->faces[family->primary]->own->is_heavy;
    family->lenders = GAZ_NEW_ARRAY(fonts->arena, struct gaz_face *, fonts->faces->len);
    for (uint32_t i = 0; i < family->n; i++)
        if (family->faces[i]) add_lender(family, family->faces[i]);
    family->n_own = family->n_lenders;
    for (uint32_t i = 0; i < fonts->n_families; i++)
        add_lenders(family, &fonts->families[i], heavy);
    for (uint32_t i = 0; i < fonts->n_families; i++)
        add_lenders(family, &fonts->families[i], !heavy);
}

static void report_large_folder(const char *folder, struct gaz_diags *diags) {
    g_autofree char *most = g_strdup_printf("%d", GAZ_MOST_FONT_FILES);
    gaz_report_file(diags, GAZ_D_FONT_FOLDER, folder, most);
}

/* Not there is the editor's fault; that the system does not say is not. */
static void report_no_folder(const char *folder, int error, struct gaz_diags *diags) {
    if (error != 0 && !gaz_file_is_nothing(error)) {
        struct gaz_reason why = gaz_reason_of(error);
        gaz_report_file(diags, GAZ_D_READ, folder, why.chinese, why.english);
        return;
    }
    struct gaz_hint near = gaz_near_folder_hint(folder);
    gaz_report_file(diags, GAZ_D_FONT_FOLDER_MISSING, folder, near.chinese, near.english);
    gaz_hint_clear(&near);
}

static void add_folder(GPtrArray *folders, const char *folder, struct gaz_diags *diags) {
    g_autofree char *odd = NULL;
    if (!gaz_font_folder_is_small(folder, &odd))
        report_large_folder(folder, diags);
    else if (odd)
        gaz_report_file(diags, GAZ_D_NOT_REGULAR, folder, odd);
    else
        g_ptr_array_add(folders, (gpointer)folder);
}

/* The folders that can be searched; a complaint about every other. */
static GPtrArray *searchable(const struct gaz_font_request *request, struct gaz_diags *diags) {
    GPtrArray *folders = g_ptr_array_new();
    for (uint32_t i = 0; i < request->n_folders; i++) {
        const char *folder = request->folders[i];
        struct stat there;
        int error = stat(folder, &there) == 0 ? 0 : errno;
        if (error != 0 || !S_ISDIR(there.st_mode))
            report_no_folder(folder, error, diags);
        else
            add_folder(folders, folder, diags);
    }
    return folders;
}

static void report_unusable(void *diags, const char *file) {
    const char *slash = strrchr(file, '/');
    gaz_report(diags, GAZ_D_BAD_FONT, nowhere, slash ? slash + 1 : file);
}

static void keep_folders(struct gaz_fonts *fonts, const struct gaz_font_request *request) {
    const char **folders = GAZ_NEW_ARRAY(fonts->arena, const char *, request->n_folders + 1);
    for (uint32_t i = 0; i < request->n_folders; i++)
        folders[i] = gaz_arena_strdup(fonts->arena, request->folders[i]);
    fonts->folders = folders;
    fonts->n_folders = request->n_folders;
}

static struct gaz_fonts *fonts_new(const struct gaz_font_request *request) {
    struct gaz_fonts *fonts = g_new0(struct gaz_fonts, 1);
    fonts->said = gaz_diags_new();
    GPtrArray *folders = searchable(request, fonts->said);
    fonts->n_users = 1;
    fonts->arena = gaz_arena_new();
    fonts->answers = gaz_arena_new();
    keep_folders(fonts, request);
    fonts->catalog = gaz_catalog_open((const char *const *)folders->pdata, folders->len);
    gaz_catalog_find_unusable(fonts->catalog, report_unusable, fonts->said);
    g_ptr_array_free(folders, TRUE);
    fonts->faces = g_ptr_array_new();
    fonts->chars = g_hash_table_new(g_direct_hash, g_direct_equal);
    fonts->words = gaz_shape_cache_new(fonts->answers);
    fonts->buffer = hb_buffer_create();
    fonts->chinese = hb_language_from_string("zh-Hans", -1);
    fonts->glyphs = g_array_new(FALSE, FALSE, sizeof(struct gaz_glyph));
    return fonts;
}

struct gaz_fonts *gaz_fonts_open(const struct gaz_font_request *request, struct gaz_diags *diags) {
    struct gaz_fonts *fonts = fonts_new(request);
    find_faces(fonts, request);
    bool complete = true;
    for (uint32_t i = 0; i < fonts->n_families; i++)
        complete &= choose_primary(&fonts->families[i], fonts->said);
    gaz_diags_repeat(fonts->said, diags);
    for (uint32_t i = 0; complete && i < fonts->n_families; i++)
        list_lenders(fonts, &fonts->families[i]);
    if (complete) return fonts;
    gaz_fonts_close(fonts);
    return NULL;
}

void gaz_fonts_close(struct gaz_fonts *fonts) {
    if (!fonts || --fonts->n_users > 0) return;
    for (guint i = 0; i < fonts->faces->len; i++)
        gaz_face_close(fonts->faces->pdata[i]);
    g_ptr_array_free(fonts->faces, TRUE);
    g_hash_table_destroy(fonts->chars);
    gaz_shape_cache_free(fonts->words);
    hb_buffer_destroy(fonts->buffer);
    g_array_free(fonts->glyphs, TRUE);
    gaz_catalog_close(fonts->catalog);
    gaz_diags_free(fonts->said);
    gaz_arena_free(fonts->answers);
    gaz_arena_free(fonts->arena);
    g_free(fonts);
}

struct gaz_fonts *gaz_fonts_ref(struct gaz_fonts *fonts, struct gaz_diags *diags) {
    fonts->n_users++;
    gaz_diags_repeat(fonts->said, diags);
    return fonts;
}

static bool are_same(const char *const *some, const char *const *others, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (strcmp(some[i], others[i]) != 0) return false;
    return true;
}

static bool is_same_family(const struct gaz_family_faces *family, const struct gaz_font_family *asked) {
    return strcmp(family->name, asked->name) == 0 && family->n == asked->n_faces &&
           family->n_first == asked->n_first && are_same(family->names, asked->faces, family->n);
}

bool gaz_fonts_serve(const struct gaz_fonts *fonts, const struct gaz_font_request *request) {
    if (fonts->n_families != request->n_families || fonts->n_folders != request->n_folders) return false;
    for (uint32_t i = 0; i < fonts->n_families; i++)
        if (!is_same_family(&fonts->families[i], &request->families[i])) return false;
    return are_same(fonts->folders, request->folders, fonts->n_folders);
}

int gaz_fonts_family(const struct gaz_fonts *fonts, const char *name) {
    for (uint32_t i = 0; name && i < fonts->n_families; i++)
        if (strcmp(fonts->families[i].name, name) == 0) return (int)i;
    return -1;
}

const struct gaz_face *gaz_fonts_primary(const struct gaz_fonts *fonts, int family) {
    if (family < 0 || (uint32_t)family >= fonts->n_families) return NULL;
    const struct gaz_family_faces *faces = &fonts->families[family];
    return faces->faces[faces->primary];
}

uint32_t gaz_fonts_count(const struct gaz_fonts *fonts) {
    return fonts->faces->len;
}

const struct gaz_face *gaz_fonts_face(const struct gaz_fonts *fonts, uint32_t n) {
    return n < fonts->faces->len ? fonts->faces->pdata[n] : NULL;
}

struct gaz_face *gaz_fonts_next_face(const struct gaz_fonts *fonts, int family, uint32_t *n) {
    const struct gaz_family_faces *own = &fonts->families[family];
    while (*n < own->n_lenders) {
        struct gaz_face *face = own->lenders[(*n)++];
        if (gaz_face_open(face)) return face;
    }
    return NULL;
}

struct gaz_face *gaz_fonts_find_lender(struct gaz_fonts *fonts, int family, struct gaz_chars wanted) {
    bool heavy = gaz_fonts_primary(fonts, family)->own->is_heavy;
    struct gaz_catalog_entry entry;
    gaz_catalog_find_having(fonts->catalog, fonts->arena, wanted, heavy, &entry);
    struct gaz_face *face = add_face(fonts, &entry);
    if (!face || !gaz_face_open(face)) return NULL;
    for (uint32_t i = 0; i < wanted.n; i++)
        if (!gaz_face_has(face, wanted.chars[i])) return NULL;
    return face;
}

/* False: what the face drew cannot be trusted. */
static bool report_state(const struct gaz_face *face, struct gaz_face_state state, struct gaz_diags *diags) {
    const char *table = *state.table ? state.table : "—";
    switch (state.damage) {
    case GAZ_FACE_WHOLE:
        break;
    case GAZ_FACE_EDITED:
        gaz_report(diags, GAZ_D_FONT_EDITED, nowhere, face->file_name, table);
        break;
    case GAZ_FACE_ALTERED:
        gaz_report(diags, GAZ_D_FONT_DAMAGED, nowhere, face->file_name, table, "与文件里记的校验和不符",
                   "does not have the checksum that the file tells");
        return false;
    case GAZ_FACE_CUT:
        gaz_report(diags, GAZ_D_FONT_DAMAGED, nowhere, face->file_name, table, "不在文件之内，文件不完整",
                   "does not lie in the file, which was cut off");
        return false;
    }
    return true;
}

static bool check_face(struct gaz_face *face, struct gaz_diags *diags) {
    struct gaz_face_private *own = face->own;
    if (own->unread) {
        struct gaz_reason why = gaz_reason_of(own->unread);
        gaz_report_file(diags, GAZ_D_READ, face->file_name, why.chinese, why.english);
        return false;
    }
    if (own->told || !own->tried) return true;
    own->told = true;
    if (own->font && !own->is_judged) own->state = gaz_face_check(face);
    own->is_judged = true;
    if (own->font) return report_state(face, own->state, diags);
    gaz_report(diags, GAZ_D_BAD_FONT, nowhere, face->file_name);
    return true;
}

bool gaz_fonts_check(const struct gaz_fonts *fonts, struct gaz_diags *diags) {
    bool good = true;
    for (guint i = 0; i < fonts->faces->len; i++)
        good &= check_face(fonts->faces->pdata[i], diags);
    return good;
}

char *gaz_fonts_cache_folder(void) {
    return gaz_catalog_cache();
}

GPtrArray *gaz_fonts_places(const struct gaz_fonts *fonts) {
    GPtrArray *places = g_ptr_array_new_with_free_func(g_free);
    gaz_catalog_add_places(fonts->catalog, places);
    return places;
}

void gaz_fonts_report(const struct gaz_fonts *fonts, FILE *out) {
    for (uint32_t i = 0; i < fonts->n_families; i++) {
        const struct gaz_family_faces *family = &fonts->families[i];
        const struct gaz_face *face = family->faces[family->primary];
        g_autofree char *called = g_strdup_printf("%s: %s %s (%s#%d)", family->name, face->family,
                                                  face->style, face->file_name, face->index);
        g_autofree char *shown = gaz_visible(called);
        fprintf(out, "%s%s\n", shown, family->primary >= family->n_first ? "，代用" : "");
        for (uint32_t j = 0; j < family->primary; j++)
            fprintf(out, "    没有 %s\n", family->names[j]);
    }
}
