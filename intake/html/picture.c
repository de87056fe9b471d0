/* picture.c: pictures of a page: taken from itself or from the folder beside it, else told. */
#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "intake/html/body.h"
#include "intake/html/names.h"
#include "intake/html/page.h"
#include "intake/html/parse.h"

#include <string.h>

enum { SMALLEST = 40 /* px: what is smaller is an ornament of the site */ };

static GBytes *from_data(const char *uri) {
    const char *comma = strchr(uri, ',');
    if (!comma) return NULL;
    bool is_base64 = g_strstr_len(uri, comma - uri, ";base64");
    if (!is_base64) return g_uri_unescape_bytes(comma + 1, -1, NULL, NULL);
    gsize n;
    guchar *bytes = g_base64_decode(comma + 1, &n);
    return g_bytes_new_take(bytes, n);
}

/* Only below the folder: no scheme, no host, no absolute path, nothing above. A picture that cannot be read
 * is told as one that was not taken: what speaks against it does not speak against the page. */
static GBytes *from_folder(struct gaz_html_page *page, const char *src) {
    g_autofree char *path = g_uri_unescape_string(src, NULL);
    if (!path || strchr(path, ':') || *path == '/' || strstr(path, "..") || !page->folder) return NULL;
    g_autofree char *whole = g_build_filename(page->folder, path, NULL);
    if (!gaz_file_may_exist(whole)) return NULL;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *own = gaz_diags_new();
    struct gaz_bytes bytes = gaz_file_read_below(arena, page->folder, path, (struct gaz_span){0}, own);
    GBytes *kept = bytes.data ? g_bytes_new(bytes.data, bytes.size) : NULL;
    gaz_diags_free(own);
    gaz_arena_free(arena);
    return kept;
}

static struct gaz_picture look_at(GBytes *bytes) {
    struct gaz_picture picture = {0};
    if (bytes) picture.data = g_bytes_get_data(bytes, &picture.size);
    if (!picture.data || !gaz_picture_look(&picture)) picture.kind = GAZ_PICTURE_NONE;
    return picture;
}

static void tell(struct gaz_html_page *page, const char *src, const char *words) {
    g_autofree char *place = gaz_html_place(page);
    g_autofree char *shown = g_str_has_prefix(src, "data:") ? g_strndup(src, 40) : g_strdup(src);
    g_autofree char *text = words && *words ? g_strdup_printf("%s（%s）", words, shown) : g_strdup(shown);
    struct gaz_account_entry entry = {.text = text, .where = place, .count = 1};
    gaz_account_add(page->account, GAZ_REASON_FAR_PICTURE, entry);
}

static bool is_ornament(const GumboNode *image) {
    int32_t width = gaz_html_width(image);
    return width > 0 && width < SMALLEST;
}

/* Where the picture is: pages that bring pictures late, by a script, have nothing or an ornament in src until
 * then. NULL: nowhere. */
static const char *source_of(const GumboNode *image) {
    static const char *const late[] = {"data-src", "data-original", "data-lazy-src", "_src"};
    enum { ORNAMENT = 1000 }; /* bytes of a data: that stand for a picture until it comes */
    const char *src = gaz_html_attribute(image, "src");
    bool is_it = src && *src && (!g_str_has_prefix(src, "data:") || strlen(src) > ORNAMENT);
    if (is_it) return src;
    for (size_t i = 0; i < G_N_ELEMENTS(late); i++) {
        const char *other = gaz_html_attribute(image, late[i]);
        if (other && *other) return other;
    }
    return src && *src ? src : NULL;
}

/* Whether words of the same line stand behind the picture. */
static bool goes_on_behind(const GumboNode *image) {
    enum { MOST_NODES = 200 };
    const GumboNode *block = image;
    unsigned n = 0;
    while (block->parent && gaz_html_is_element(block) && !gaz_html_is_block(block))
        block = block->parent;
    for (const GumboNode *node = gaz_html_next(image, block, false);
         node && n < MOST_NODES && !gaz_html_is_block(node); node = gaz_html_next(node, block, true), n++) {
        g_autofree char *ink = gaz_html_is_text(node) ? gaz_html_ink(node, 1) : g_strdup("");
        if (*ink) return true;
    }
    return false;
}

/* A picture in the midst of a line parts it. */
static void doubt_place(struct gaz_html_page *page, const GumboNode *image) {
    enum { AROUND = 8 };
    guint n = page->chars->len;
    if (!page->open || n == 0 || !goes_on_behind(image)) return;
    g_autofree char *place = gaz_html_place(page);
    g_autofree char *before =
        gaz_draft_slice_utf8(page->chars, n - MIN(n, (guint)AROUND), MIN(n, (guint)AROUND));
    struct gaz_account_entry entry = {.text = before, .where = place, .doubt = GAZ_DOUBT_FIGURE, .count = 1};
    gaz_account_add(page->account, GAZ_REASON_FIGURE_IN_TEXT, entry);
}

void gaz_html_add_picture(struct gaz_html_page *page, const GumboNode *image) {
    const char *src = source_of(image), *words = gaz_html_attribute(image, "alt");
    if (!src) return;
    bool is_data = g_str_has_prefix(src, "data:");
    g_autoptr(GBytes) bytes = is_ornament(image) ? NULL : gaz_mht_part(&page->saved, src);
    if (!bytes && !is_ornament(image)) bytes = is_data ? from_data(src) : from_folder(page, src);
    struct gaz_picture picture = look_at(bytes);
    if (picture.kind == GAZ_PICTURE_NONE) {
        tell(page, src, words);
        return;
    }
    doubt_place(page, image);
    gaz_html_end_line(page);
    struct gaz_draft_block *block = gaz_draft_block_new(page->draft, page->to, GAZ_DRAFT_FIGURE);
    block->part = gaz_draft_part(page->draft, "正文");
    block->paragraph = page->paragraph[true] + 1;
    block->figure->bytes = g_bytes_ref(bytes);
    block->figure->kind = picture.kind;
    block->figure->width = gaz_html_width(image) * 25400 / 96;
    if (words && *words) block->figure->words = gaz_draft_words(page->draft, words);
    if (!is_data) {
        g_autofree char *path = g_uri_unescape_string(src, NULL), *name = g_path_get_basename(path);
        block->figure->name = gaz_arena_strdup(page->draft->arena, name);
    }
}
