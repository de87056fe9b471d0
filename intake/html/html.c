/* html.c: the door: parse, find the document in the page, walk it, and take the site's own lines off its
 * ends.
 */
#include "intake/html/html.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/text.h"
#include "intake/blanks.h"
#include "intake/decode.h"
#include "intake/furniture.h"
#include "intake/html/body.h"
#include "intake/html/names.h"
#include "intake/html/page.h"
#include "intake/html/parse.h"
#include "intake/plain/paragraphs.h"
#include "intake/words.h"

#include <string.h>

bool gaz_html_is(struct gaz_bytes file) {
    enum { LOOKED_AT = 2048 };
    static const char *const tags[] = {"<!doctype html", "<html", "<head", "<body", "<meta",
                                       "<div",           "<p>",   "<p ",   "<table"};
    GString *head = g_string_new(NULL);
    for (size_t i = 0; i < file.size && head->len < LOOKED_AT; i++) /* UTF-16 has NULs between */
        if (file.data[i]) g_string_append_c(head, g_ascii_tolower((char)file.data[i]));
    bool is_it = gaz_mht_is(file);
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        is_it |= strstr(head->str, tags[i]) != NULL;
    g_string_free(head, TRUE);
    return is_it;
}

/* ---- the site's own lines at both ends of the text */

static void drop(struct gaz_html_page *page, guint at, enum gaz_intake_reason reason) {
    const struct gaz_draft_block *block = gaz_draft_block_at(page->draft->blocks, at);
    gaz_account_take_out_all(page->account, reason, block->chars);
    g_ptr_array_remove_index(page->draft->blocks, at);
}

/* A line of the site; one that has nothing but blanks may stand among such lines. */
static bool is_site_block(const struct gaz_html_page *page, const struct gaz_draft_block *block,
                          bool is_above, bool *is_empty) {
    *is_empty = false;
    if (block->kind != GAZ_DRAFT_PARAGRAPH) return false;
    g_autofree char *text = gaz_draft_ink(block->chars);
    *is_empty = !*text;
    return *is_empty || gaz_html_is_site_line(text, is_above) ||
           g_hash_table_contains(page->site_blocks, block);
}

/* The name and value of a line 发文字号：…; NULL: it is none. */
static const char *fact_of(const struct gaz_draft_block *block, char **value) {
    g_autofree char *text = block->kind == GAZ_DRAFT_PARAGRAPH ? gaz_draft_ink(block->chars) : NULL;
    const char *said = NULL, *name = text ? gaz_html_label(text, &said) : NULL;
    *value = name && said ? g_strdup(said) : NULL;
    return *value ? name : NULL;
}

/* Lines at the beginning that say what the document is, as a page's table does: two at least. */
static void take_facts(struct gaz_html_page *page) {
    enum { LEAST = 2, MOST = 20 };
    GPtrArray *blocks = page->draft->blocks;
    guint n = 0;
    for (char *value; n < blocks->len && n < MOST && fact_of(gaz_draft_block_at(blocks, n), &value); n++)
        g_free(value);
    for (guint i = 0; n >= LEAST && i < n; i++) {
        char *value;
        const char *name = fact_of(gaz_draft_block_at(blocks, 0), &value);
        gaz_draft_add_fact(page->draft, name, value);
        drop(page, 0, GAZ_REASON_PAGE_TABLE);
        g_free(value);
    }
}

static void trim_head(struct gaz_html_page *page) {
    enum { LOOKED_AT = 6 };
    GPtrArray *blocks = page->draft->blocks;
    for (guint i = 0, n = 0; i < blocks->len && n < LOOKED_AT; n++) {
        bool is_empty;
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, i);
        g_autofree char *text =
            block->kind == GAZ_DRAFT_PARAGRAPH ? gaz_draft_ink(block->chars) : g_strdup("。");
        if (strstr(text, "。")) break;
        if (is_site_block(page, block, true, &is_empty) && !is_empty)
            drop(page, i, GAZ_REASON_CHROME);
        else
            i++;
    }
}

static void trim_tail(struct gaz_html_page *page) {
    GPtrArray *blocks = page->draft->blocks;
    guint first = blocks->len;
    for (guint i = blocks->len; i-- > 0;) {
        bool is_empty;
        if (!is_site_block(page, gaz_draft_block_at(blocks, i), false, &is_empty)) break;
        if (!is_empty) first = i;
    }
    while (blocks->len > first)
        drop(page, blocks->len - 1, GAZ_REASON_CHROME);
}

/* ---- the whole */

static void free_leaf(void *data) {
    g_string_free(((struct gaz_html_leaf *)data)->text, TRUE);
}

static void open_page(struct gaz_html_page *page, const GumboNode *root) {
    page->sheet = gaz_html_sheet_new(root);
    page->notes = gaz_html_notes_new(root);
    page->folder = g_path_get_dirname(page->draft->file);
    page->to = page->draft->blocks;
    page->chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    page->n_of_size = g_new0(guint, GAZ_HTML_MOST_SIZE + 1);
    page->looks = g_array_new(FALSE, FALSE, sizeof(struct gaz_html_style));
    page->site_blocks = g_hash_table_new(NULL, NULL);
    page->leaves = g_array_new(FALSE, FALSE, sizeof(struct gaz_html_leaf));
    g_array_set_clear_func(page->leaves, free_leaf);
    page->number = g_string_new(NULL);
}

static void close_page(struct gaz_html_page *page) {
    gaz_html_sheet_free(page->sheet);
    gaz_html_notes_free(page->notes);
    g_free(page->folder);
    g_array_unref(page->chars);
    g_array_unref(page->looks);
    g_free(page->n_of_size);
    g_hash_table_unref(page->site_blocks);
    g_array_unref(page->leaves);
    g_string_free(page->number, TRUE);
}

static void tell_code(struct gaz_html_page *page) {
    if (page->n_code == 0) return;
    struct gaz_account_entry entry = {.text = "<script>、<style>", .count = page->n_code};
    gaz_account_add(page->account, GAZ_REASON_SCRIPT, entry);
}

/* What the head of a page says of the document, where sites follow the rule for it (GovSite). */
static void read_meta(struct gaz_draft *draft, const GumboNode *root) {
    static const struct {
        const char *name, *fact;
    } rows[] = {{"ArticleTitle", "标题"}, {"PubDate", "发布日期"}, {"ContentSource", "来源"}};
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, true)) {
        if (gaz_html_tag(node) != GUMBO_TAG_META) continue;
        const char *name = gaz_html_attribute(node, "name"), *content = gaz_html_attribute(node, "content");
        for (size_t i = 0; name && content && *content && i < G_N_ELEMENTS(rows); i++)
            if (g_ascii_strcasecmp(name, rows[i].name) == 0) gaz_draft_add_fact(draft, rows[i].fact, content);
    }
}

/* The title in the head of a page, without the site's words behind it, where it is a document's by its form:
 * 关于…的通知_通知公告_某市教育局. */
static void read_title(struct gaz_draft *draft, const GumboNode *root) {
    enum { LONGEST = 200 };
    static const char form[] = "^(?:[^_|｜]{0,40}关于.{2,90}?(?:" GAZ_TITLE_KINDS
                               ")|\\p{Han}{4,40}(?:" GAZ_TITLE_KINDS "))(?=$|[-_—–|｜·（(])";
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, true)) {
        if (gaz_html_tag(node) != GUMBO_TAG_TITLE) continue;
        g_autofree char *said = gaz_html_ink(node, LONGEST);
        g_autoptr(GRegex) regex = g_regex_new(form, 0, 0, NULL);
        g_autoptr(GMatchInfo) match = NULL;
        if (!g_regex_match(regex, said, 0, &match)) return;
        g_autofree char *title = g_match_info_fetch(match, 0);
        gaz_draft_add_fact(draft, "标题", title);
        return;
    }
}

/* A second, dumb count: each character of a text node that is no white space has its carrier. */
static bool counts_agree(const struct gaz_draft *draft, const GumboNode *root) {
    uint64_t in_tree = 0, carried = 0;
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, !gaz_html_is_code(node)))
        for (const char *at = gaz_html_is_text(node) ? node->v.text.text : ""; *at; at = g_utf8_next_char(at))
            in_tree += !gaz_html_is_white(g_utf8_get_char(at));
    for (guint i = 0; i < draft->carriers->len; i++)
        carried += !gaz_html_is_white(g_array_index(draft->carriers, struct gaz_carrier, i).ch);
    return in_tree == carried;
}

static bool has_ink(const struct gaz_draft *draft) {
    for (guint i = 0; i < draft->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(draft->blocks, i);
        g_autofree char *text =
            block->kind == GAZ_DRAFT_PARAGRAPH ? gaz_draft_ink(block->chars) : g_strdup("x");
        if (*text) return true;
    }
    return false;
}

static void read_page(struct gaz_html_page *page, const GumboNode *root) {
    struct gaz_html_where where = {.style = gaz_html_style_initial(), .reason = GAZ_REASON_CHROME};
    bool is_named;
    open_page(page, root);
    page->body = gaz_html_find_body(root, &is_named);
    if (page->body) page->weight = gaz_html_weight(page->body);
    if (page->body) page->title = gaz_html_find_title(root, page->body);
    gaz_html_walk(page, root, &where);
    gaz_html_end_line(page);
    gaz_draft_make_blanks_common(page->draft, page->account);
    take_facts(page);
    trim_head(page);
    trim_tail(page);
    gaz_draft_unfold_furniture(page->draft, page->account);
    gaz_part_paragraphs(page->draft, page->account);
    read_meta(page->draft, root);
    gaz_html_find_facts(page);
    if (!page->title) read_title(page->draft, root);
    tell_code(page);
    close_page(page);
}

/* The page that a file holds with its pictures; pages within it are told. */
static struct gaz_bytes page_of(struct gaz_html_page *page, struct gaz_bytes file) {
    struct gaz_mht *saved = &page->saved;
    struct gaz_bytes bytes = {(const unsigned char *)"", 0};
    gaz_mht_open(saved, file);
    if (saved->page) bytes.data = g_bytes_get_data(saved->page, &bytes.size);
    struct gaz_account_entry entry = {.text = "<iframe>", .count = saved->n_frames};
    if (saved->n_frames > 0) gaz_account_add(page->account, GAZ_REASON_CHROME, entry);
    return bytes;
}

/* A page that is made of others has no text of its own. False after a report. */
static bool has_no_frames(const GumboNode *root, const char *file, struct gaz_diags *diags) {
    g_autoptr(GString) names = g_string_new(NULL);
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, true)) {
        const char *src = gaz_html_tag(node) == GUMBO_TAG_FRAME ? gaz_html_attribute(node, "src") : NULL;
        if (src) g_string_append_printf(names, "%s%s", names->len ? "、" : "", src);
    }
    if (names->len > 0) gaz_report_file(diags, GAZ_D_INTAKE_FRAMES, file, names->str);
    return names->len == 0;
}

bool gaz_html_read(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                   struct gaz_diags *diags) {
    struct gaz_html_tree tree;
    struct gaz_html_page page = {.draft = draft, .account = account};
    unsigned n_before = gaz_diags_count(diags, GAZ_ERROR);
    if (gaz_mht_is(file)) file = page_of(&page, file);
    bool is_read = gaz_html_parse(&tree, file, draft->file, diags);
    is_read = is_read && has_no_frames(tree.root, draft->file, diags);
    if (is_read) {
        gaz_intake_tell_encoding(account, tree.encoding, tree.is_said);
        read_page(&page, tree.root);
        if (!counts_agree(draft, tree.root))
            gaz_report_file(diags, GAZ_D_INTERNAL, draft->file, "读网页时漏了字符");
    }
    gaz_html_tree_free(&tree);
    gaz_mht_close(&page.saved);
    if (is_read && !has_ink(draft)) gaz_report_file(diags, GAZ_D_IMPORT_NO_TEXT, draft->file, NULL);
    return is_read && gaz_diags_count(diags, GAZ_ERROR) == n_before;
}
