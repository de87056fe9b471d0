/* documents.c: see documents.h.
 *
 * A document is called by its 字号, for that is how it is cited and asked for; a document without one by its
 * source. manifest.json is what a finding aid is made of, and by it a folder of ours is known again: only one
 * in which nothing is but what its manifest names is replaced.
 */
#include "archive/lock/documents.h"

#include "archive/archive.h"
#include "archive/lock/hash.h"
#include "base/process/arena.h"
#include "base/file/folder.h"
#include "base/data/format.h"
#include "base/data/json.h"
#include "base/process/version.h"
#include "output/output.h"
#include "gazette/gazette.h"
#include "gazette/made.h"

#include <stdio.h>
#include <string.h>

enum { MOST_NAME = 200 }; /* bytes; a file system takes 255, with an ending and a number */

/* a document that is made */
struct item {
    const struct gaz_doc *doc;
    struct gaz_pages *pages;
    char *title, *number, *issuer, *date, *origin; /* NULL: it has none */
};

struct making {
    const struct gaz_gazette *gazette;
    struct gaz_diags *diags;
    struct gaz_pdf_shared *shared;
    struct gaz_arena *arena;
    char *called;       /* the gazette and the issue */
    GHashTable *names;  /* of files, as a file system that knows no case sees them */
    GPtrArray *files;   /* struct gaz_made_file */
    GString *described; /* the documents of the manifest */
};

/* ---- what is said of a document */

/* On one line; NULL of an empty one. Freed with g_free. */
static char *line_of(struct making *m, struct gaz_text text) {
    return text.n ? g_strstrip(gaz_text_to_utf8(gaz_text_unbroken(m->arena, text))) : NULL;
}

static char *title_of(struct making *m, const struct gaz_doc *doc) {
    char *title = line_of(m, doc->title);
    return title ? title : line_of(m, doc->contents_title); /* an order prints none */
}

static char *join(struct making *m, struct gaz_texts texts) {
    GString *all = g_string_new(NULL);
    for (uint32_t i = 0; i < texts.n; i++) {
        g_autofree char *one = line_of(m, texts.texts[i]);
        if (one) g_string_append_printf(all, "%s%s", all->len ? "、" : "", one);
    }
    return g_string_free(all, all->len == 0);
}

/* 澄浦市人民政府 of 澄浦市人民政府文件, of 澄浦市人民政府令. */
static char *issuer_of_mark(struct making *m, const struct gaz_doc *doc) {
    static const char *const kinds[] = {"文件", "令"};
    char *mark = join(m, doc->letterhead);
    for (size_t i = 0; mark && i < G_N_ELEMENTS(kinds); i++)
        if (g_str_has_suffix(mark, kinds[i]) && strlen(mark) > strlen(kinds[i]))
            mark[strlen(mark) - strlen(kinds[i])] = '\0';
    return mark;
}

/* Who issued it is who signs; under an order stands a person. */
static char *issuer_of(struct making *m, const struct gaz_doc *doc) {
    char *mark = doc->form == GAZ_FORM_ORDER ? issuer_of_mark(m, doc) : NULL;
    char *signer = mark ? mark : join(m, doc->signatures);
    return signer ? signer : issuer_of_mark(m, doc);
}

/* 城浦市人民政府公报2024年第6期（总第186期）第3—7页 */
static char *origin_of(const struct making *m, const struct gaz_pages *pages) {
    g_autofree char *first = gaz_page_name(&pages->pages[0]);
    g_autofree char *last = gaz_page_name(&pages->pages[pages->n_pages - 1]);
    bool is_one = strcmp(first, last) == 0;
    return g_strdup_printf("%s第%s%s%s页", m->called, first, is_one ? "" : "—", is_one ? "" : last);
}

/* 成文日期; of a document that has none below its text what its 题注 says, where that is a day and nothing
 * else: （2024年6月5日）. */
static char *date_of(const struct gaz_doc *doc) {
    int year = doc->issued.year, month = doc->issued.month, day = doc->issued.day, end = 0;
    if (year == 0) {
        g_autofree char *subtitle = gaz_text_to_utf8(doc->subtitle);
        int n = sscanf(subtitle, "（%4d年%2d月%2d日）%n", &year, &month, &day, &end);
        if (n != 3 || end == 0 || subtitle[end]) year = 0;
    }
    return year > 0 ? g_strdup_printf("%04d-%02d-%02d", year, month, day) : NULL;
}

static void begin_item(struct item *item, struct making *m, const struct gaz_doc *doc, uint32_t node) {
    *item = (struct item){.doc = doc, .pages = gaz_pages_part_new(m->gazette->pages, node)};
    item->title = title_of(m, doc);
    item->number = line_of(m, doc->number);
    item->issuer = issuer_of(m, doc);
    item->date = date_of(doc);
    item->origin = origin_of(m, item->pages);
}

static void end_item(struct item *item) {
    gaz_pages_part_free(item->pages);
    g_free(item->title);
    g_free(item->number);
    g_free(item->issuer);
    g_free(item->date);
    g_free(item->origin);
}

/* ---- what its file is called */

/* What no file system forbids: no separator, none of what Windows keeps for itself, no blank at an end; and
 * no beginning that a shell or a lock reads as something else. */
static char *safe_name(const char *text) {
    GString *name = g_string_new(NULL);
    for (const char *at = text; *at && name->len < MOST_NAME; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        bool is_bad = ch < 0x80 && (g_ascii_iscntrl((char)ch) || strchr("/\\:*?\"<>|", (int)ch));
        if (g_unichar_isspace(ch)) continue;
        if (is_bad || (name->len == 0 && ch < 0x80 && strchr(".-#[", (int)ch)))
            g_string_append_c(name, '_');
        else
            g_string_append_unichar(name, ch);
    }
    while (name->len > 0 && name->str[name->len - 1] == '.')
        g_string_truncate(name, name->len - 1);
    return g_string_free(name, FALSE);
}

static char *folded(const char *name) {
    g_autofree char *normal = g_utf8_normalize(name, -1, G_NORMALIZE_NFC);
    return g_utf8_casefold(normal, -1);
}

/* Of several that are called alike the later ones have a number. */
static char *name_of(struct making *m, const struct item *item) {
    g_autofree char *cited = safe_name(item->number ? item->number : "");
    g_autofree char *stem = *cited ? g_strdup(cited) : safe_name(item->doc->name);
    for (unsigned i = 1;; i++) {
        char *name = i == 1 ? g_strconcat(stem, ".pdf", NULL) : g_strdup_printf("%s-%u.pdf", stem, i);
        if (g_hash_table_add(m->names, folded(name))) return name;
        g_free(name);
    }
}

/* ---- the files */

static void add_file(struct making *m, char *name, GBytes *bytes) {
    struct gaz_made_file *file = g_new(struct gaz_made_file, 1);
    *file = (struct gaz_made_file){name, bytes};
    g_ptr_array_add(m->files, file);
}

static void add_member(GString *out, const char *key, const char *value) {
    g_string_append_printf(out, ", \"%s\": ", key);
    if (value && *value)
        gaz_json_add_text(out, value);
    else
        g_string_append(out, "null");
}

static void describe(struct making *m, const struct item *item, const char *name, const char *hash) {
    const struct gaz_pages *pages = item->pages;
    g_autofree char *first = gaz_page_name(&pages->pages[0]);
    g_autofree char *last = gaz_page_name(&pages->pages[pages->n_pages - 1]);
    GString *out = m->described;
    g_string_append_printf(out, "%s\n    {\"file\": ", out->len ? "," : "");
    gaz_json_add_text(out, name);
    add_member(out, "title", item->title);
    add_member(out, "number", item->number);
    add_member(out, "issuer", item->issuer);
    add_member(out, "date", item->date);
    add_member(out, "source", item->doc->source->path);
    add_member(out, "first_page", first);
    add_member(out, "last_page", last);
    g_string_append_printf(out, ", \"pages\": %u", pages->n_pages);
    add_member(out, "sha256", hash);
    g_string_append_c(out, '}');
}

static GBytes *make_pdf(struct making *m, struct item *item) {
    struct gaz_pages *pages = item->pages;
    struct gaz_pdf_document document = {item->number, item->date, item->origin, pages->author};
    g_autoptr(GString) subject = g_string_new(item->number);
    if (item->date) g_string_append_printf(subject, "%s%s", subject->len ? "，" : "", item->date);
    if (item->title) pages->title = item->title;
    pages->author = item->issuer;
    pages->subject = subject->len ? subject->str : NULL;
    struct gaz_pdf_request request = {.kind = GAZ_PDF_ARCHIVE, .document = &document, .shared = m->shared};
    return gaz_pdf_make(pages, &request, m->diags);
}

static bool make_document(struct making *m, const struct gaz_doc *doc, uint32_t node) {
    struct item item;
    begin_item(&item, m, doc, node);
    GBytes *pdf = make_pdf(m, &item);
    if (pdf) {
        char *name = name_of(m, &item);
        g_autofree char *hash = gaz_hash_bytes(pdf);
        describe(m, &item, name, hash);
        add_file(m, name, pdf);
    }
    end_item(&item);
    return pdf != NULL;
}

static void add_manifest(struct making *m) {
    const struct gaz_pages *pages = m->gazette->pages;
    GString *text = g_string_new("{");
    g_autofree char *day =
        pages->year > 0 ? g_strdup_printf("%04d-%02d-%02d", pages->year, pages->month, pages->day) : NULL;
    gaz_format_add_members(text, GAZ_FORMAT_DOCUMENTS);
    g_string_append_printf(text, ",\n  \"program\": \"gongbao %s\"", gaz_version);
    add_member(text, "issue", m->called);
    add_member(text, "publisher", pages->author);
    add_member(text, "published", day);
    g_string_append_printf(text, ",\n  \"documents\": [%s\n  ]\n}\n", m->described->str);
    add_file(m, g_strdup(GAZ_DOCUMENTS_FILE), g_string_free_to_bytes(text));
}

static char *called(const struct gaz_issue *issue) {
    g_autofree char *name = gaz_text_to_utf8(issue->name), *number = gaz_issue_called(issue);
    return g_strconcat(name, number, NULL);
}

/* Documents stand in the tree as they stand in the issue. */
static bool make_documents(struct making *m) {
    const struct gaz_pages *pages = m->gazette->pages;
    const struct gaz_issue *issue = m->gazette->issue;
    uint32_t n = 0;
    for (uint32_t k = 0; k < pages->n_nodes && n < issue->n_docs; k++)
        if (pages->nodes[k].kind == GAZ_NODE_DOCUMENT && !make_document(m, &issue->docs[n++], k))
            return false;
    return true;
}

GPtrArray *gaz_documents_make(const struct gaz_gazette *gazette, struct gaz_diags *diags) {
    struct making m = {.gazette = gazette, .diags = diags};
    m.shared = gaz_pdf_shared_new(gazette->pages);
    m.arena = gaz_arena_new();
    m.called = called(gazette->pages->issue);
    m.names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    m.files = g_ptr_array_new_with_free_func(gaz_made_file_free);
    m.described = g_string_new(NULL);
    bool good = make_documents(&m);
    if (good) add_manifest(&m);
    g_string_free(m.described, TRUE);
    g_hash_table_destroy(m.names);
    g_free(m.called);
    gaz_arena_free(m.arena);
    gaz_pdf_shared_free(m.shared);
    if (good) return m.files;
    g_ptr_array_unref(m.files);
    return NULL;
}

bool gaz_documents_write(const GPtrArray *files, const char *folder, struct gaz_diags *diags) {
    struct gaz_new_file *list = g_new(struct gaz_new_file, files->len);
    for (guint i = 0; i < files->len; i++) {
        const struct gaz_made_file *file = files->pdata[i];
        gsize size;
        const void *data = g_bytes_get_data(file->bytes, &size);
        list[i] = (struct gaz_new_file){.path = file->name, .data = data, .size = size};
    }
    bool good = gaz_folder_write(folder, list, files->len, diags);
    g_free(list);
    return good;
}

/* ---- what is there */

static const struct gaz_made_file *manifest_of(const GPtrArray *files) {
    return files->pdata[files->len - 1];
}

char *gaz_documents_hash(const GPtrArray *files) {
    return gaz_hash_bytes(manifest_of(files)->bytes);
}

/* a manifest that is read: file to SHA-256 */
struct listed {
    GHashTable *hashes;
    char *file, *hash;
    bool is_ours;
};

static void read_file(struct gaz_json *json, const char *key, void *context) {
    struct listed *listed = context;
    char **place = strcmp(key, "file") == 0     ? &listed->file
                   : strcmp(key, "sha256") == 0 ? &listed->hash
                                                : NULL;
    if (!place) {
        gaz_json_skip(json);
        return;
    }
    g_free(*place);
    *place = gaz_json_text(json);
}

static void read_document(struct gaz_json *json, void *context) {
    struct listed *listed = context;
    listed->file = listed->hash = NULL;
    gaz_json_object(json, read_file, listed);
    if (listed->file && listed->hash)
        g_hash_table_replace(listed->hashes, listed->file, listed->hash);
    else
        g_free(listed->file), g_free(listed->hash);
}

static void read_member(struct gaz_json *json, const char *key, void *context) {
    struct listed *listed = context;
    if (strcmp(key, "documents") == 0) {
        gaz_json_array(json, read_document, listed);
    } else if (strcmp(key, "format") == 0) {
        g_autofree char *format = gaz_json_text(json);
        listed->is_ours = format && strcmp(format, "gongbao documents") == 0;
    } else {
        gaz_json_skip(json);
    }
}

/* NULL: there is none of ours. */
static GHashTable *read_manifest(const char *folder) {
    g_autofree char *path = g_build_filename(folder, GAZ_DOCUMENTS_FILE, NULL), *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) return NULL;
    struct listed listed = {.hashes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    struct gaz_json json = {text, false};
    gaz_json_object(&json, read_member, &listed);
    if (!json.bad && listed.is_ours) return listed.hashes;
    g_hash_table_destroy(listed.hashes);
    return NULL;
}

enum gaz_file_place gaz_documents_place(const char *folder) {
    if (!gaz_file_may_exist(folder)) return GAZ_PLACE_FREE;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    if (!dir) return g_file_test(folder, G_FILE_TEST_IS_DIR) ? GAZ_PLACE_UNREADABLE : GAZ_PLACE_TAKEN;
    GHashTable *listed = read_manifest(folder);
    bool is_empty = true, is_ours = listed != NULL;
    for (const char *name; (name = g_dir_read_name(dir));) {
        bool is_manifest = strcmp(name, GAZ_DOCUMENTS_FILE) == 0;
        is_empty = false;
        is_ours = is_ours && (is_manifest || g_hash_table_contains(listed, name));
    }
    if (listed) g_hash_table_destroy(listed);
    return is_empty ? GAZ_PLACE_FREE : is_ours ? GAZ_PLACE_OURS : GAZ_PLACE_TAKEN;
}

static gboolean differs(gpointer name, gpointer hash, gpointer folder) {
    g_autofree char *path = g_build_filename(folder, name, NULL), *found = gaz_hash_file(path);
    return !found || strcmp(found, hash) != 0;
}

bool gaz_documents_are_there(const char *folder, const char *hash) {
    g_autofree char *path = g_build_filename(folder, GAZ_DOCUMENTS_FILE, NULL), *found = gaz_hash_file(path);
    GHashTable *listed = found && strcmp(found, hash) == 0 ? read_manifest(folder) : NULL;
    bool are = listed && !g_hash_table_find(listed, differs, (gpointer)folder);
    if (listed) g_hash_table_destroy(listed);
    return are;
}
