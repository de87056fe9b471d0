/* push.c: see push.h. Pages are compared item by item, since both settings are at hand: no digest can take
 * one for another. */
#include "watch/push.h"

#include <string.h>

enum { REACH = 12, NOT_FOUND = -1 }; /* pages that one save puts in or takes out */

struct push {
    struct gaz_web *web;
    const struct gaz_gazette *before, *now;
    bool *taken; /* of the pages before: one of now is the same */
    GString *out;
    struct gaz_push told;
    struct {
        const struct gaz_source *before, *now;
        bool are_same;
    } texts; /* of which was asked last */
};

/* ---- what is seen */

static uint32_t colour(const struct gaz_pages *pages, uint32_t ink) {
    return pages->inks[ink].screen;
}

static bool are_chars_alike(const struct gaz_char *some, const struct gaz_char *others, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (some[i].ch != others[i].ch) return false;
    return true;
}

static bool is_glyph_alike(const struct gaz_placed_glyph *a, const struct gaz_placed_glyph *b) {
    return a->id == b->id && a->x == b->x && a->y == b->y && a->n_chars == b->n_chars;
}

static bool are_runs_alike(const struct gaz_glyph_run *a, const struct gaz_glyph_run *b) {
    if (a->face != b->face || a->size != b->size || a->n_glyphs != b->n_glyphs || a->n_chars != b->n_chars)
        return false;
    for (uint32_t i = 0; i < a->n_glyphs; i++)
        if (!is_glyph_alike(&a->glyphs[i], &b->glyphs[i])) return false;
    return are_chars_alike(a->chars, b->chars, a->n_chars);
}

static bool are_rules_alike(const struct gaz_rule *a, const struct gaz_rule *b) {
    return a->width == b->width && a->height == b->height && a->n_chars == b->n_chars &&
           are_chars_alike(a->chars, b->chars, a->n_chars);
}

static bool are_images_alike(const struct gaz_image *a, const struct gaz_image *b) {
    return a->width == b->width && a->height == b->height && a->kind == b->kind && a->size == b->size &&
           memcmp(a->data, b->data, a->size) == 0;
}

static bool are_items_alike(const struct push *push, const struct gaz_item *a, const struct gaz_item *b) {
    const struct gaz_pages *before = push->before->pages, *now = push->now->pages;
    if (a->kind != b->kind || a->x != b->x || a->y != b->y || a->turn != b->turn || a->line != b->line ||
        !a->artifact != !b->artifact)
        return false;
    switch (a->kind) {
    case GAZ_ITEM_GLYPHS:
        return colour(before, a->as.glyphs.ink) == colour(now, b->as.glyphs.ink) &&
               are_runs_alike(&a->as.glyphs, &b->as.glyphs);
    case GAZ_ITEM_RULE:
        return colour(before, a->as.rule.ink) == colour(now, b->as.rule.ink) &&
               are_rules_alike(&a->as.rule, &b->as.rule);
    case GAZ_ITEM_IMAGE:
        return are_images_alike(&a->as.image, &b->as.image);
    case GAZ_ITEM_LINK:
        break; /* nobody sees it */
    }
    return true;
}

static bool are_pages_alike(const struct push *push, uint32_t old, uint32_t new) {
    const struct gaz_page *a = &push->before->pages->pages[old], *b = &push->now->pages->pages[new];
    if (a->width != b->width || a->height != b->height || a->n_items != b->n_items) return false;
    for (uint32_t i = 0; i < a->n_items; i++)
        if (!are_items_alike(push, &a->items[i], &b->items[i])) return false;
    g_autofree char *name = gaz_page_name(a), *other = gaz_page_name(b);
    return strcmp(name, other) == 0;
}

/* The page before that looks so, sought around where it should be: each serves once. */
static int64_t find_alike(const struct push *push, int64_t expected, uint32_t new) {
    int64_t n = push->before->pages->n_pages;
    for (int64_t off = 0; off <= INT64_C(2) * REACH; off++) {
        int64_t old = expected + (off & 1 ? (off + 1) / 2 : -off / 2);
        if (old >= 0 && old < n && !push->taken[old] && are_pages_alike(push, (uint32_t)old, new)) return old;
    }
    return NOT_FOUND;
}

/* ---- where it comes from */

static bool is_same_text(const struct gaz_source *a, const struct gaz_source *b) {
    return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/* The items of a page are of the same two sources, as a rule. */
static bool is_same_source(struct push *push, const struct gaz_source *before, const struct gaz_source *now) {
    if (push->texts.before != before || push->texts.now != now) {
        push->texts.before = before;
        push->texts.now = now;
        push->texts.are_same = strcmp(before->path, now->path) == 0 && is_same_text(before, now);
    }
    return push->texts.are_same;
}

static bool are_offsets_alike(struct gaz_text a, struct gaz_text b) {
    for (uint32_t i = 0; i < a.n; i++)
        if (a.chars[i].offset != b.chars[i].offset) return false;
    return true;
}

/* What is seen of them is alike. */
static bool are_item_places_alike(struct push *push, const struct gaz_item *one,
                                  const struct gaz_item *other) {
    if (one->kind == GAZ_ITEM_LINK) return true;
    struct gaz_text a = gaz_item_text(one), b = gaz_item_text(other);
    if (!a.source || !b.source) return a.source == b.source;
    if (is_same_source(push, a.source, b.source)) return are_offsets_alike(a, b);
    return gaz_web_are_places_alike(a, b);
}

static bool are_places_alike(struct push *push, uint32_t old, uint32_t new) {
    const struct gaz_page *a = &push->before->pages->pages[old], *b = &push->now->pages->pages[new];
    for (uint32_t i = 0; i < a->n_items; i++)
        if (!are_item_places_alike(push, &a->items[i], &b->items[i])) return false;
    return true;
}

/* ---- the pages */

static void add_page(struct push *push, int64_t old, uint32_t new) {
    if (old == NOT_FOUND) {
        push->told.n_new++;
        gaz_web_add_page(push->web, push->now->pages, new, push->out);
    } else if (are_places_alike(push, (uint32_t)old, new)) {
        g_string_append_printf(push->out, "%" G_GINT64_FORMAT, old);
    } else {
        push->told.is_empty = false;
        g_string_append_printf(push->out, "{\"as\":%" G_GINT64_FORMAT ",\"p\":", old);
        gaz_web_add_places(push->web, push->now->pages, new, push->out);
        g_string_append_c(push->out, '}');
    }
}

static void add_pages(struct push *push) {
    const struct gaz_pages *now = push->now->pages;
    int64_t expected = 0;
    g_string_append(push->out, "\"pages\":[");
    for (uint32_t i = 0; i < now->n_pages; i++, expected++) {
        int64_t old = find_alike(push, expected, i);
        if (i > 0) g_string_append_c(push->out, ',');
        add_page(push, old, i);
        if (old == NOT_FOUND) continue;
        push->told.is_empty &= old == i;
        push->taken[old] = true;
        expected = old;
    }
    push->told.is_empty &= push->told.n_new == 0 && now->n_pages == push->before->pages->n_pages;
    g_string_append_c(push->out, ']');
}

/* ---- what was changed in the sources */

struct origin {
    const struct gaz_source *source;
    uint32_t offset;
};

/* The first byte of the one that is not the other's, at the beginning of its character. */
static uint32_t first_other(const struct gaz_source *before, const struct gaz_source *now) {
    uint32_t at = 0, most = MIN(before->size, now->size);
    while (at < most && before->text[at] == now->text[at])
        at++;
    while (at > 0 && ((unsigned char)now->text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static bool find_other(const struct push *push, const struct gaz_source *now, struct origin *origin) {
    const struct gaz_source *before = now ? gaz_issue_source_of(push->before->issue, now->path) : NULL;
    if (!before || is_same_text(before, now)) return false;
    *origin = (struct origin){now, first_other(before, now)};
    return true;
}

/* In the first source that is another: the documents', then the others. */
static bool find_changed(const struct push *push, struct origin *origin) {
    const struct gaz_issue *issue = push->now->issue;
    for (uint32_t i = 1; i < gaz_issue_n_sources(issue); i++)
        if (find_other(push, gaz_issue_source(issue, i), origin)) return true;
    return find_other(push, issue->source, origin);
}

/* what prints a place of a source, or the first thing behind it */
struct print {
    uint32_t page;
    const struct gaz_item *item; /* NULL: none */
    uint32_t ch, offset;
};

static void look_at_item(const struct gaz_pages *pages, struct print *print, const struct gaz_item *item,
                         uint32_t page, struct origin wanted) {
    if (item->kind != GAZ_ITEM_GLYPHS || item->as.glyphs.source != wanted.source || item->artifact ||
        pages->nodes[item->node].is_copy)
        return;
    const struct gaz_glyph_run *run = &item->as.glyphs;
    for (uint32_t i = 0; i < run->n_chars; i++) {
        uint32_t offset = run->chars[i].offset;
        if (offset == GAZ_NOWHERE || offset < wanted.offset || (print->item && offset >= print->offset))
            continue;
        *print = (struct print){page, item, i, offset};
    }
}

static struct print find_print(const struct gaz_pages *pages, struct origin wanted) {
    struct print print = {0};
    for (uint32_t i = 0; i < pages->n_pages; i++)
        for (uint32_t k = 0; k < pages->pages[i].n_items; k++)
            look_at_item(pages, &print, &pages->pages[i].items[k], i, wanted);
    return print;
}

/* The character's square; of a turned line it begins at the pen all the same. */
static struct gaz_frame frame_of(const struct print *print) {
    const struct gaz_item *item = print->item;
    const struct gaz_glyph_run *run = &item->as.glyphs;
    gaz_len along = 0, size = run->size;
    for (uint32_t i = 0; i < run->n_glyphs && run->glyphs[i].first_char <= print->ch; i++)
        if (run->glyphs[i].n_chars > 0) along = run->glyphs[i].x;
    switch (item->turn & 3) {
    case 1:
        return (struct gaz_frame){item->x - size, item->y - along - size, size, size};
    case 2:
        return (struct gaz_frame){item->x - along - size, item->y, size, size};
    case 3:
        return (struct gaz_frame){item->x, item->y + along, size, size};
    default:
        return (struct gaz_frame){item->x + along, item->y - size * 22 / 25, size, size};
    }
}

static void add_changed(const struct push *push) {
    struct origin origin;
    struct print print = {0};
    if (find_changed(push, &origin)) print = find_print(push->now->pages, origin);
    g_string_append(push->out, ",\n\"changed\":");
    if (!print.item) {
        g_string_append(push->out, "null");
        return;
    }
    g_string_append_printf(push->out, "{\"page\":%u,", print.page);
    gaz_web_add_frame(push->out, frame_of(&print));
    g_string_append_c(push->out, '}');
}

struct gaz_push gaz_push_add(struct gaz_web *web, const struct gaz_gazette *before,
                             const struct gaz_gazette *now, GString *out) {
    struct push push = {.web = web,
                        .before = before,
                        .now = now,
                        .taken = g_new0(bool, before->pages->n_pages + 1),
                        .out = out,
                        .told = {0, true}};
    add_pages(&push);
    add_changed(&push);
    g_string_append(out, ",\n");
    gaz_web_add_fresh(web, out);
    g_free(push.taken);
    return push.told;
}
