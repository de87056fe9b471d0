/* note.c: notes of a page: a mark in the text is a link to a note below, which begins (or ends) with a link
 * back: so Word ("filtered"), WPS, LibreOffice and what else writes pages have them. As in a Word file their
 * own marks are left out, since notes are numbered anew.
 */
#include "base/text/text.h"
#include "intake/html/body.h"
#include "intake/html/names.h"
#include "intake/html/page.h"
#include "intake/html/parse.h"

#include <string.h>

enum { MOST_NOTES = 2000, MOST_NODES = 1000 /* that one search looks at */ };

struct note {
    const GumboNode *mark, *target, *back, *holder;
    uint16_t number; /* in the draft; 0: nobody has called it */
};

struct gaz_html_notes {
    GArray *all;                     /* of note, one a mark, in their order */
    GHashTable *by_mark, *by_holder; /* <a>, element → its place in all, from 1 */
    GHashTable *backs;               /* <a> that lead back */
    GHashTable *opens, *closes;      /* texts that end, begin with a bracket around a mark */
};

/* ---- links and where they lead */

static const char *fragment_of(const GumboNode *node) {
    const char *href = gaz_html_tag(node) == GUMBO_TAG_A ? gaz_html_attribute(node, "href") : NULL;
    const char *fragment = href ? strchr(href, '#') : NULL;
    return fragment && fragment[1] ? fragment + 1 : NULL;
}

static void add_name(GHashTable *names, const GumboNode *node, const char *attribute) {
    const char *name = gaz_html_attribute(node, attribute);
    if (name && *name && !g_hash_table_contains(names, name))
        g_hash_table_insert(names, (gpointer)name, (gpointer)node);
}

/* What links of the page may lead to; freed with g_hash_table_unref. */
static GHashTable *names_of(const GumboNode *root) {
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, true)) {
        if (!gaz_html_is_element(node)) continue;
        add_name(names, node, "id");
        if (gaz_html_tag(node) == GUMBO_TAG_A) add_name(names, node, "name");
    }
    return names;
}

/* [1], ①, *, iv: no words. */
static bool is_mark(const GumboNode *node) {
    enum { LONGEST = 8 };
    static const char form[] = "^[\\[【〔(（［]?注?(?:\\d{1,3}|[ivxlc]{1,6}|[IVXLC]{1,6}|[a-zA-Z]|[①-⑳㉑-㊿]|"
                               "[一二三四五六七八九十]{1,3}|[*†‡§#]{1,3})[\\]】〕)）］]?$";
    g_autofree char *text = gaz_html_ink(node, LONGEST + 1);
    return g_regex_match_simple(form, text, 0, 0);
}

/* Whether the element, or one closely around it, has that name: <sup id=…><a>1</a></sup>. */
static bool is_called(const GumboNode *node, const char *name) {
    enum { AROUND = 3 };
    for (unsigned i = 0; i < AROUND && node && gaz_html_is_element(node); i++, node = node->parent) {
        if (i > 0 && gaz_html_is_block(node)) return false;
        bool is_it = g_strcmp0(gaz_html_attribute(node, "id"), name) == 0;
        if (is_it || g_strcmp0(gaz_html_attribute(node, "name"), name) == 0) return true;
    }
    return false;
}

static const GumboNode *block_of(const GumboNode *node) {
    while (node && gaz_html_is_element(node) && !gaz_html_is_block(node))
        node = node->parent;
    return node;
}

/* The link back to a mark, in the block of what the mark leads to; NULL: it is no note. */
static const GumboNode *back_to(const GumboNode *mark, const GumboNode *target) {
    const GumboNode *block = block_of(target);
    unsigned n = 0;
    if (!block || gaz_html_is_below(mark, block)) return NULL;
    for (const GumboNode *node = block; node && n < MOST_NODES;
         node = gaz_html_next(node, block, true), n++) {
        const char *fragment = fragment_of(node);
        if (fragment && is_called(mark, fragment)) return node;
    }
    return NULL;
}

/* ---- what a note is as a whole */

/* Whether nothing stands in `top` before the node. */
static bool begins_with(const GumboNode *top, const GumboNode *node) {
    for (const GumboNode *at = top; at && at != node; at = gaz_html_next(at, top, !gaz_html_is_code(at)))
        for (const char *text = gaz_html_is_text(at) ? at->v.text.text : ""; *text;
             text = g_utf8_next_char(text))
            if (gaz_char_has_ink(g_utf8_get_char(text))) return false;
    return true;
}

static bool may_hold(const GumboNode *node) {
    GumboTag tag = gaz_html_tag(node);
    return tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_ASIDE ||
           tag == GUMBO_TAG_SECTION || tag == GUMBO_TAG_DD;
}

/* How many different notes' beginnings are in it, up to two. */
static unsigned count_targets(const GumboNode *top, GHashTable *targets) {
    unsigned n = 0, looked_at = 0;
    for (const GumboNode *node = top; node && n < 2 && looked_at < MOST_NODES;
         node = gaz_html_next(node, top, true), looked_at++)
        n += g_hash_table_contains(targets, node) ? 1 : 0;
    return looked_at < MOST_NODES ? n : 2;
}

/* The element with all of a note's paragraphs: what holds it alone, else its own paragraph. */
static const GumboNode *holder_of(const struct note *note, GHashTable *targets) {
    const GumboNode *block = block_of(note->target), *node = block;
    while (node && gaz_html_is_element(node) && !may_hold(node))
        node = node->parent;
    bool is_alone = node && gaz_html_is_element(node) && !gaz_html_is_below(note->mark, node) &&
                    (node == note->target || begins_with(node, note->target)) &&
                    count_targets(node, targets) == 1;
    return is_alone ? node : block;
}

/* ---- all of them */

static void add_note(struct gaz_html_notes *notes, const struct note *note, GHashTable *targets) {
    g_array_append_vals(notes->all, note, 1);
    g_hash_table_add(notes->backs, (gpointer)note->back);
    g_hash_table_insert(targets, (gpointer)note->target, (gpointer)note->back);
}

/* Marks by their links; `again`: those that a note leads not back to, as a second mark of it. */
static void find_marks(struct gaz_html_notes *notes, const GumboNode *root, GHashTable *targets, bool again) {
    g_autoptr(GHashTable) names = names_of(root);
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < notes->all->len; i++)
        g_hash_table_add(known, (gpointer)g_array_index(notes->all, struct note, i).mark);
    for (const GumboNode *node = root; node && notes->all->len < MOST_NOTES;
         node = gaz_html_next(node, root, true)) {
        const char *fragment = fragment_of(node);
        const GumboNode *target = fragment ? g_hash_table_lookup(names, fragment) : NULL;
        if (!target || target == node || g_hash_table_contains(known, node)) continue;
        if (g_hash_table_contains(notes->backs, node) || !is_mark(node)) continue;
        struct note note = {node, target, NULL, NULL, 0};
        note.back = again ? g_hash_table_lookup(targets, target) : back_to(node, target);
        if (note.back) add_note(notes, &note, targets);
    }
}

/* A note has more than its mark. */
static bool says_something(const struct note *note) {
    enum { LOOKED_AT = 40 };
    g_autofree char *all = gaz_html_ink(note->holder, LOOKED_AT), *mark = gaz_html_ink(note->back, LOOKED_AT);
    return strcmp(all, mark) != 0;
}

/* ---- [<a>1</a>]: brackets around the link */

static bool is_pair(gunichar open, gunichar close) {
    static const char *const pairs[] = {"[]", "【】", "〔〕", "()", "（）", "［］"};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (g_utf8_get_char(pairs[i]) == open && g_utf8_get_char(g_utf8_next_char(pairs[i])) == close)
            return true;
    return false;
}

static const GumboNode *text_behind(const GumboNode *link, const GumboNode *root) {
    const GumboNode *node = gaz_html_next(link, root, false);
    while (node && !(gaz_html_is_text(node) && *node->v.text.text))
        node = gaz_html_next(node, root, true);
    return node;
}

static void look_around(struct gaz_html_notes *notes, const GumboNode *link, const GumboNode *before,
                        const GumboNode *root) {
    const GumboNode *behind = text_behind(link, root), *block = block_of(link);
    if (!before || !behind || block_of(before->parent) != block || block_of(behind->parent) != block) return;
    const char *text = before->v.text.text;
    gunichar open = g_utf8_get_char(g_utf8_prev_char(text + strlen(text)));
    if (!is_pair(open, g_utf8_get_char(behind->v.text.text))) return;
    g_hash_table_add(notes->opens, (gpointer)before);
    g_hash_table_add(notes->closes, (gpointer)behind);
}

static void find_brackets(struct gaz_html_notes *notes, const GumboNode *root) {
    const GumboNode *before = NULL;
    for (const GumboNode *node = root; node; node = gaz_html_next(node, root, true)) {
        bool is_mark_link =
            g_hash_table_contains(notes->by_mark, node) || g_hash_table_contains(notes->backs, node);
        if (is_mark_link) look_around(notes, node, before, root);
        if (gaz_html_is_text(node) && *node->v.text.text) before = node;
    }
}

bool gaz_html_closes_mark(const struct gaz_html_page *page, const GumboNode *text) {
    return g_hash_table_contains(page->notes->closes, text);
}

bool gaz_html_opens_mark(const struct gaz_html_page *page, const GumboNode *text) {
    return g_hash_table_contains(page->notes->opens, text);
}

/* ---- all that a page has */

struct gaz_html_notes *gaz_html_notes_new(const GumboNode *root) {
    struct gaz_html_notes *notes = g_new0(struct gaz_html_notes, 1);
    g_autoptr(GHashTable) targets = g_hash_table_new(NULL, NULL);
    notes->all = g_array_new(FALSE, FALSE, sizeof(struct note));
    notes->by_mark = g_hash_table_new(NULL, NULL);
    notes->by_holder = g_hash_table_new(NULL, NULL);
    notes->backs = g_hash_table_new(NULL, NULL);
    notes->opens = g_hash_table_new(NULL, NULL);
    notes->closes = g_hash_table_new(NULL, NULL);
    find_marks(notes, root, targets, false);
    if (notes->all->len > 0) find_marks(notes, root, targets, true);
    for (guint i = 0; i < notes->all->len; i++) {
        struct note *note = &g_array_index(notes->all, struct note, i);
        note->holder = holder_of(note, targets);
        if (!says_something(note)) continue;
        if (!g_hash_table_contains(notes->by_holder, note->holder))
            g_hash_table_insert(notes->by_holder, (gpointer)note->holder, GUINT_TO_POINTER(i + 1));
        g_hash_table_insert(notes->by_mark, (gpointer)note->mark,
                            g_hash_table_lookup(notes->by_holder, note->holder));
    }
    if (notes->all->len > 0) find_brackets(notes, root);
    return notes;
}

void gaz_html_notes_free(struct gaz_html_notes *notes) {
    g_array_unref(notes->all);
    g_hash_table_unref(notes->by_mark);
    g_hash_table_unref(notes->by_holder);
    g_hash_table_unref(notes->backs);
    g_hash_table_unref(notes->opens);
    g_hash_table_unref(notes->closes);
    g_free(notes);
}

static struct note *note_of(const struct gaz_html_notes *notes, GHashTable *by, const GumboNode *node) {
    guint i = GPOINTER_TO_UINT(g_hash_table_lookup(by, node));
    return i > 0 ? &g_array_index(notes->all, struct note, i - 1) : NULL;
}

/* ---- in the walk */

bool gaz_html_call_note(struct gaz_html_page *page, const GumboNode *mark, struct gaz_html_where *where) {
    struct note *note = note_of(page->notes, page->notes->by_mark, mark);
    bool is_back = where->is_in_note && g_hash_table_contains(page->notes->backs, mark);
    if (is_back) where->reason = GAZ_REASON_NOTE_MARK;
    if (!note || where->is_in_note || page->draft->notes->len >= G_MAXUINT16) return is_back;
    if (note->number == 0) {
        gaz_draft_note_new(page->draft);
        note->number = (uint16_t)page->draft->notes->len;
    }
    gaz_html_add_note_mark(page, note->number, where);
    where->reason = GAZ_REASON_NOTE_MARK;
    return true;
}

bool gaz_html_enter_note(struct gaz_html_page *page, const GumboNode *node, struct gaz_html_where *where) {
    const struct note *note = note_of(page->notes, page->notes->by_holder, node);
    if (!note || note->number == 0 || where->is_in_note) return false;
    gaz_html_end_line(page);
    page->to = ((struct gaz_draft_note *)g_ptr_array_index(page->draft->notes, note->number - 1))->blocks;
    where->reason = GAZ_HTML_KEPT;
    where->is_inside = where->is_in_cell = where->is_in_note = true;
    where->list = NULL;
    return true;
}
