/* facts.c: gathers the facts of a gazette, writes them as text, reads them back and compares. */
#include "archive/lock/facts.h"

#include "archive/lock/documents.h"
#include "archive/lock/hash.h"
#include "archive/lock/lines.h"
#include "base/process/sorted.h"
#include "base/process/version.h"
#include "gazette/gazette.h"
#include "gazette/made.h"

#include <string.h>

static const char *const section_names[GAZ_N_FACT_SECTIONS] = {
    "程序", "样式", "字体", "文稿", "付印", "印本", "不同", "各件", "结果", "签字", "各页", "各行"};

/* ---- lines */

static void no_controls(char *text) {
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f) *text = '?';
}

static void add_line(GPtrArray *lines, const char *key, const char *value) {
    char *line = g_strdup_printf("%s = %s", key, value);
    no_controls(line);
    g_ptr_array_add(lines, line);
}

static GPtrArray *new_lines(void) {
    return g_ptr_array_new_with_free_func(g_free);
}

/* Writes a section and frees its lines. */
static void add_section(GString *text, enum gaz_fact_section section, GPtrArray *lines) {
    g_ptr_array_sort(lines, gaz_compare_texts);
    g_string_append_printf(text, "\n[%s]\n", section_names[section]);
    for (guint i = 0; i < lines->len; i++)
        if (i == 0 || strcmp(lines->pdata[i], lines->pdata[i - 1]) != 0)
            g_string_append_printf(text, "%s\n", (const char *)lines->pdata[i]);
    g_ptr_array_unref(lines);
}

/* ---- the program */

static void add_program(GString *text, unsigned version) {
    GPtrArray *lines = new_lines();
    add_line(lines, GAZ_FACT_VERSION, gaz_version);
    if (version > 0) add_line(lines, GAZ_FACT_COMMIT, gaz_commit);
    if (version > 0) add_line(lines, GAZ_FACT_GENERATION, GAZ_PDF_GENERATION);
    add_section(text, GAZ_FACT_PROGRAM, lines);
}

/* ---- the style */

struct style_lines {
    GPtrArray *lines;
    unsigned version;
};

/* Where a value was set is no part of it: that may move. */
static void add_style_value(void *context, const struct gaz_style_value *value) {
    const struct style_lines *style = context;
    if (style->version == 0 && g_str_has_prefix(value->key, "油墨.")) return;
    add_line(style->lines, value->key, value->value);
}

/* Of a list written one a line; freed with g_free. */
static char *hash_of_list(const char *const *list, uint32_t n) {
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(text, "%s\n", list[i]);
    char *hash = gaz_hash_text(text->str);
    g_string_free(text, TRUE);
    return hash;
}

/* 词表 is long: its hash and how many words. */
static void add_words(GPtrArray *lines, const struct gaz_style *style) {
    g_autofree char *hash = hash_of_list(style->words, style->n_words);
    g_autofree char *value = g_strdup_printf("%u %s", style->n_words, hash);
    add_line(lines, "词表", value);
}

/* The program's own pictures on a cover; the issue's are among its sources. */
static void add_pictures(GPtrArray *lines, const struct gaz_cover *cover) {
    for (uint32_t i = 0; i < cover->n; i++) {
        const struct gaz_cover_element *element = &cover->elements[i];
        if (element->kind != GAZ_COVER_PICTURE || element->is_own || !element->picture.data) continue;
        g_autofree char *key = g_strconcat("封面图.", element->path, NULL);
        g_autofree char *hash = gaz_hash_data(element->picture.data, element->picture.size);
        add_line(lines, key, hash);
    }
}

static void add_style(GString *text, const struct gaz_style *style, unsigned version) {
    GPtrArray *lines = new_lines();
    gaz_style_walk(style, add_style_value, &(struct style_lines){lines, version});
    add_words(lines, style);
    for (int page = 0; page < GAZ_N_COVER_PAGES; page++)
        add_pictures(lines, &style->covers[page]);
    g_ptr_array_sort(lines, gaz_compare_texts);
    g_autofree char *hash = hash_of_list((const char *const *)lines->pdata, lines->len);
    add_line(lines, GAZ_FACT_ALL, hash);
    add_section(text, GAZ_FACT_STYLE, lines);
}

/* ---- the fonts */

static void add_face(GPtrArray *lines, const struct gaz_face *face) {
    g_autofree char *key = g_strdup_printf("%s#%d", face->file_name, face->index);
    g_autofree char *version = gaz_face_version(face);
    g_autofree char *hash = gaz_face_is_open(face) ? gaz_hash_face(face) : gaz_hash_face_head(face);
    g_autofree char *value =
        g_strdup_printf("%s %s; %s; %s", face->family, face->style, version, hash ? hash : "-");
    add_line(lines, key, value);
}

static void add_fonts(GString *text, const struct gaz_fonts *fonts, enum gaz_fact_faces faces) {
    GPtrArray *lines = new_lines();
    for (uint32_t i = 0; i < gaz_fonts_count(fonts); i++) {
        const struct gaz_face *face = gaz_fonts_face(fonts, i);
        if (faces == GAZ_FACES_FOUND || gaz_face_is_open(face)) add_face(lines, face);
    }
    add_section(text, GAZ_FACT_FONT, lines);
}

/* ---- the sources */

static void add_path(GPtrArray *paths, const char *path) {
    for (guint i = 0; i < paths->len; i++)
        if (strcmp(paths->pdata[i], path) == 0) return;
    g_ptr_array_add(paths, g_strdup(path));
}

static void add_figure(void *context, const struct gaz_figure *figure) {
    add_path(context, figure->path);
}

static void add_doc(GPtrArray *paths, const struct gaz_doc *doc) {
    if (doc->source) add_path(paths, doc->source->path);
    gaz_doc_figures(doc, add_figure, paths);
}

GPtrArray *gaz_facts_sources(const struct gaz_gazette *gazette) {
    const struct gaz_issue *issue = gazette->issue;
    GPtrArray *paths = new_lines();
    if (issue->source) add_path(paths, issue->source->path);
    for (uint32_t i = 0; i < issue->n_docs; i++)
        add_doc(paths, &issue->docs[i]);
    if (issue->about) add_doc(paths, issue->about);
    for (uint32_t i = 0; i < gazette->style->n_own_files; i++)
        add_path(paths, gazette->style->own_files[i]);
    g_ptr_array_sort(paths, gaz_compare_texts);
    return paths;
}

static void add_sources(GString *text, const struct gaz_gazette *gazette) {
    GPtrArray *paths = gaz_facts_sources(gazette);
    GPtrArray *lines = new_lines();
    for (guint i = 0; i < paths->len; i++) {
        g_autofree char *file = g_build_filename(gazette->issue->folder, paths->pdata[i], NULL);
        g_autofree char *hash = gaz_hash_file(file);
        add_line(lines, paths->pdata[i], hash ? hash : "-");
    }
    add_section(text, GAZ_FACT_SOURCE, lines);
    g_ptr_array_unref(paths);
}

/* ---- the press */

static void add_length(GPtrArray *lines, const char *key, gaz_len length) {
    g_autofree char *value = g_strdup_printf("%d/%d磅", (int)length, GAZ_POINT);
    add_line(lines, key, value);
}

static void add_switch(GPtrArray *lines, const char *key, bool on) {
    add_line(lines, key, on ? "是" : "否");
}

void gaz_facts_add_press(GString *text, const struct gaz_press *press) {
    GPtrArray *lines = new_lines();
    g_autofree char *profile = press->profile ? gaz_hash_bytes(press->profile) : NULL;
    add_line(lines, "PDF/X", press->pdfx == GAZ_PDFX_4 ? "4" : "1a");
    add_line(lines, "特性", press->condition ? press->condition : "-");
    add_line(lines, "配置文件", profile ? profile : "-");
    add_length(lines, "出血", press->bleed);
    add_length(lines, "纸厚", press->paper);
    add_switch(lines, "标记", press->has_marks);
    add_switch(lines, "补白页", press->fills_sheets);
    add_switch(lines, "小册子", press->is_booklet);
    add_section(text, GAZ_FACT_PRESS, lines);
}

/* ---- the whole */

void gaz_facts_add_causes(GString *text, const struct gaz_gazette *gazette, enum gaz_fact_faces faces,
                          unsigned version) {
    add_program(text, version);
    add_style(text, gazette->style, version);
    if (faces != GAZ_FACES_NONE) add_fonts(text, gazette->fonts, faces);
    add_sources(text, gazette);
}

/* ---- what was made */

const char *gaz_lock_kind_name(int kind) {
    return kind == GAZ_LOCK_SPLIT ? "split" : gaz_pdf_kind_names[kind];
}

char *gaz_lock_kinds_text(unsigned kinds) {
    const char *split = gaz_lock_kind_name(GAZ_LOCK_SPLIT);
    char *pdfs = gaz_kinds_text(kinds);
    if (!(kinds & 1u << GAZ_LOCK_SPLIT)) return pdfs;
    char *all = g_strconcat(pdfs, *pdfs ? "," : "", split, NULL);
    g_free(pdfs);
    return all;
}

unsigned gaz_lock_kinds_of(const struct gaz_made *made) {
    unsigned kinds = made->documents ? 1u << GAZ_LOCK_SPLIT : 0;
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (made->pdfs[i]) kinds |= 1u << i;
    return kinds;
}

/* The key of the digest of a kind's PDF; freed with g_free. */
static char *key_of_kind(int kind) {
    return kind == GAZ_PDF_SCREEN ? g_strdup(GAZ_FACT_PDF)
                                  : g_strconcat(GAZ_FACT_PDF, ".", gaz_pdf_kind_names[kind], NULL);
}

/* Whether it is (one of) the digests of a kind. */
static bool is_digest_of_kind(const struct gaz_fact *fact, int kind) {
    if (kind == GAZ_LOCK_SPLIT) return fact->section == GAZ_FACT_FILE;
    g_autofree char *key = key_of_kind(kind);
    return fact->section == GAZ_FACT_RESULT && strcmp(fact->key, key) == 0;
}

bool gaz_fact_is_of_kind(const struct gaz_fact *fact, int kind) {
    bool is_press = kind == GAZ_PDF_PRINT && fact->section == GAZ_FACT_PRESS;
    return is_press || is_digest_of_kind(fact, kind);
}

bool gaz_facts_have_kind(const GArray *facts, int kind) {
    for (guint i = 0; i < facts->len; i++)
        if (is_digest_of_kind(&g_array_index(facts, struct gaz_fact, i), kind)) return true;
    return false;
}

/* The manifest is none of them: it names the program, and what else it says is in the files themselves. */
void gaz_facts_add_files(GString *text, const struct gaz_made *made) {
    GPtrArray *lines = new_lines();
    for (guint i = 0; i < made->documents->len; i++) {
        const struct gaz_made_file *file = made->documents->pdata[i];
        g_autofree char *hash = gaz_hash_bytes(file->bytes);
        if (strcmp(file->name, GAZ_DOCUMENTS_FILE) != 0) add_line(lines, file->name, hash);
    }
    add_section(text, GAZ_FACT_FILE, lines);
}

static void add_pdfs(GPtrArray *lines, const struct gaz_made *made) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        g_autofree char *key = key_of_kind(i);
        g_autofree char *hash = made->pdfs[i] ? gaz_hash_bytes(made->pdfs[i]) : NULL;
        if (hash) add_line(lines, key, hash);
    }
}

void gaz_facts_add_result(GString *text, const struct gaz_pages *pages, const struct gaz_made *made) {
    GPtrArray *lines = new_lines();
    g_autofree char *count = g_strdup_printf("%u", pages->n_pages);
    g_autofree char *list = gaz_pages_hash(pages);
    add_line(lines, "页数", count);
    add_line(lines, GAZ_FACT_PAGES, list);
    add_pdfs(lines, made);
    add_section(text, GAZ_FACT_RESULT, lines);
}

/* ---- where a difference is */

enum { SEEN = 16 /* hexadecimal digits of a page's digests */ };

/* "0007 = WHOLE BARE 4": the seventh page is printed as page 4; BARE is without that number, so that a page
 * that only moved is known again. */
static void add_page(GPtrArray *lines, const struct gaz_pages *pages, uint32_t index) {
    const struct gaz_page *page = &pages->pages[index];
    g_autofree char *key = g_strdup_printf("%04u", index + 1), *number = g_strdup_printf("%d", page->number);
    g_autofree char *whole = gaz_page_seen(pages, index, true), *bare = gaz_page_seen(pages, index, false);
    g_autofree char *value =
        g_strdup_printf("%.*s %.*s %s", SEEN, whole, SEEN, bare, page->label ? page->label : number);
    add_line(lines, key, value);
}

static void add_source_lines(GPtrArray *lines, const char *folder, const char *path) {
    g_autofree char *digests = gaz_lines_of_file(folder, path);
    if (digests) add_line(lines, path, digests);
}

void gaz_facts_add_pages(GString *text, const struct gaz_pages *pages) {
    GPtrArray *lines = new_lines();
    for (uint32_t i = 0; i < pages->n_pages; i++)
        add_page(lines, pages, i);
    add_section(text, GAZ_FACT_PAGE, lines);
}

void gaz_facts_add_lines(GString *text, const struct gaz_gazette *gazette) {
    GPtrArray *lines = new_lines(), *paths = gaz_facts_sources(gazette);
    for (guint i = 0; i < paths->len; i++)
        add_source_lines(lines, gazette->issue->folder, paths->pdata[i]);
    add_section(text, GAZ_FACT_LINES, lines);
    g_ptr_array_unref(paths);
}

/* ---- reading */

const char *gaz_fact_section_name(enum gaz_fact_section section) {
    return section_names[section];
}

int gaz_fact_section_of(const char *line, size_t n) {
    if (n < 2 || line[0] != '[' || line[n - 1] != ']') return -1;
    for (int i = 0; i < GAZ_N_FACT_SECTIONS; i++)
        if (strlen(section_names[i]) == n - 2 && memcmp(line + 1, section_names[i], n - 2) == 0) return i;
    return -1;
}

/* False when the line is neither a remark, nor blank, nor a section's name, nor a fact. */
static bool read_line(GArray *facts, char *line, uint32_t begin, int *section) {
    size_t size = strlen(line);
    if (size == 0 || *line == '#') return true;
    int named = gaz_fact_section_of(line, size);
    if (named >= 0) *section = named;
    if (named >= 0) return true;
    char *equal = strstr(line, " = ");
    if (!equal || *section < 0) return false;
    *equal = '\0';
    struct gaz_fact fact = {(enum gaz_fact_section) * section, line, equal + 3, begin,
                            begin + (uint32_t)size};
    g_array_append_val(facts, fact);
    return true;
}

static gint compare_facts(gconstpointer a, gconstpointer b) {
    const struct gaz_fact *one = a, *two = b;
    if (one->section != two->section) return one->section < two->section ? -1 : 1;
    int keys = strcmp(one->key, two->key);
    return keys ? keys : strcmp(one->value, two->value);
}

GArray *gaz_facts_read(char *text, uint32_t from, uint32_t *wrong) {
    GArray *facts = g_array_new(FALSE, FALSE, sizeof(struct gaz_fact));
    int section = -1;
    *wrong = GAZ_NOWHERE;
    for (char *line = text + from, *next; line; line = next) {
        uint32_t begin = (uint32_t)(line - text);
        next = strchr(line, '\n');
        if (next) *next++ = '\0';
        if (!read_line(facts, line, begin, &section) && *wrong == GAZ_NOWHERE) *wrong = begin;
    }
    gaz_facts_sort(facts);
    return facts;
}

void gaz_facts_sort(GArray *facts) {
    g_array_sort(facts, compare_facts);
}

char *gaz_facts_text(const GArray *facts) {
    GString *text = g_string_new(NULL);
    int section = -1;
    for (guint i = 0; i < facts->len; i++) {
        const struct gaz_fact *fact = &g_array_index(facts, struct gaz_fact, i);
        if (section != (int)fact->section)
            g_string_append_printf(text, "\n[%s]\n", section_names[fact->section]);
        section = (int)fact->section;
        g_string_append_printf(text, "%s = %s\n", fact->key, fact->value);
    }
    return g_string_free(text, FALSE);
}

const char *gaz_facts_value(const GArray *facts, enum gaz_fact_section section, const char *key) {
    for (guint i = 0; i < facts->len; i++) {
        const struct gaz_fact *fact = &g_array_index(facts, struct gaz_fact, i);
        if (fact->section == section && strcmp(fact->key, key) == 0) return fact->value;
    }
    return NULL;
}

/* ---- comparing */

static const struct gaz_fact *fact_at(const GArray *facts, guint i) {
    return i < facts->len ? &g_array_index(facts, struct gaz_fact, i) : NULL;
}

static int compare_names(const struct gaz_fact *one, const struct gaz_fact *two) {
    if (!one || !two) return one ? -1 : 1;
    if (one->section != two->section) return one->section < two->section ? -1 : 1;
    return strcmp(one->key, two->key);
}

void gaz_facts_compare(const GArray *before, const GArray *after, gaz_fact_difference *found, void *context) {
    for (guint i = 0, j = 0; i < before->len || j < after->len;) {
        const struct gaz_fact *one = fact_at(before, i), *two = fact_at(after, j);
        int order = compare_names(one, two);
        if (order < 0) {
            found(context, one, NULL);
        } else if (order > 0) {
            found(context, NULL, two);
        } else if (strcmp(one->value, two->value) != 0) {
            found(context, one, two);
        }
        i += order <= 0;
        j += order >= 0;
    }
}
