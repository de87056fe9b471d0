/* identity.c: a digest of what is seen on the pages. */
#include "output/annotations.h"

#include "base/file/hash.h"
#include "fonts/face.h"

enum { DIGITS = 32 }; /* of a file identifier, 16 bytes */

enum { BATCH = 64 };

/* A page is some thousand numbers, each of them less than the hash's own block: they go to it together. */
struct sum {
    struct gaz_hash hash;
    guint64 waiting[BATCH];
    unsigned n_waiting;
};

static void add_waiting(struct sum *sum) {
    gaz_hash_add(&sum->hash, sum->waiting, sum->n_waiting * sizeof *sum->waiting);
    sum->n_waiting = 0;
}

static void add_number(struct sum *sum, int64_t number) {
    sum->waiting[sum->n_waiting++] = GUINT64_TO_LE((guint64)number);
    if (sum->n_waiting == BATCH) add_waiting(sum);
}

static void add_text(struct sum *sum, const char *text) {
    add_waiting(sum);
    gaz_hash_add_text(&sum->hash, text);
}

static char *end(struct sum *sum) {
    add_waiting(sum);
    return gaz_hash_end_text(&sum->hash, DIGITS);
}

static void add_chars(struct sum *sum, const struct gaz_char *chars, uint32_t n) {
    add_number(sum, n);
    for (uint32_t i = 0; i < n; i++)
        add_number(sum, chars[i].ch);
}

static void add_run(struct sum *sum, const struct gaz_glyph_run *run) {
    add_text(sum, run->face->file_name);
    add_number(sum, run->size);
    add_chars(sum, run->chars, run->n_chars);
    for (uint32_t i = 0; i < run->n_glyphs; i++) {
        add_number(sum, run->glyphs[i].x);
        add_number(sum, run->glyphs[i].y);
    }
}

static bool is_seen(const struct gaz_item *item) {
    bool is_number =
        item->artifact == GAZ_ARTIFACT_PAGE_NUMBER || item->artifact == GAZ_ARTIFACT_RUNNING_HEAD;
    return !is_number && item->kind != GAZ_ITEM_LINK; /* a link is seen by nobody */
}

static void add_mark(struct sum *sum, const struct gaz_item *item, gaz_len left) {
    add_number(sum, item->kind | item->turn << 8);
    add_number(sum, item->x - left);
    add_number(sum, item->y);
    if (item->kind == GAZ_ITEM_GLYPHS) add_run(sum, &item->as.glyphs);
    if (item->kind == GAZ_ITEM_RULE) add_chars(sum, item->as.rule.chars, item->as.rule.n_chars);
}

static void begin(struct sum *sum) {
    gaz_hash_begin(&sum->hash);
    sum->n_waiting = 0;
}

static void begin_page(struct sum *sum, const struct gaz_page *page) {
    begin(sum);
    add_number(sum, page->width);
    add_number(sum, page->height);
}

static char *page_identity(const struct gaz_page *page) {
    struct sum sum;
    begin_page(&sum, page);
    for (uint32_t i = 0; i < page->n_items; i++)
        if (is_seen(&page->items[i])) add_mark(&sum, &page->items[i], 0);
    return end(&sum);
}

/* What the identity leaves out, since a mark lies as it lay beside it. */
static void add_appearance(struct sum *sum, const struct gaz_item *item) {
    if (item->kind == GAZ_ITEM_GLYPHS) add_number(sum, item->as.glyphs.ink);
    if (item->kind == GAZ_ITEM_RULE) {
        add_number(sum, item->as.rule.width);
        add_number(sum, item->as.rule.height);
        add_number(sum, item->as.rule.ink);
    }
    if (item->kind == GAZ_ITEM_IMAGE) {
        add_number(sum, item->as.image.width);
        add_number(sum, item->as.image.height);
        add_waiting(sum);
        gaz_hash_add(&sum->hash, item->as.image.data, item->as.image.size);
    }
}

static gaz_len left_of(const struct gaz_page *page) {
    gaz_len left = INT32_MAX;
    for (uint32_t i = 0; i < page->n_items; i++)
        if (is_seen(&page->items[i])) left = MIN(left, page->items[i].x);
    return left;
}

/* By its colours, which a style may change, and by each glyph, for a character may have several. */
static void add_colours(struct sum *sum, const struct gaz_pages *pages, const struct gaz_item *item) {
    if (item->kind != GAZ_ITEM_GLYPHS && item->kind != GAZ_ITEM_RULE) return;
    const struct gaz_glyph_run *run = item->kind == GAZ_ITEM_GLYPHS ? &item->as.glyphs : NULL;
    const struct gaz_ink *ink = &pages->inks[run ? run->ink : item->as.rule.ink];
    add_number(sum, ink->screen);
    add_number(sum, ink->cmyk[0] | ink->cmyk[1] << 8 | ink->cmyk[2] << 16 | (int64_t)ink->cmyk[3] << 24);
    for (uint32_t i = 0; run && i < run->n_glyphs; i++)
        add_number(sum, run->glyphs[i].id);
}

char *gaz_page_seen(const struct gaz_pages *pages, uint32_t index, bool in_place) {
    const struct gaz_page *page = &pages->pages[index];
    struct sum sum;
    begin_page(&sum, page);
    gaz_len left = in_place ? 0 : left_of(page);
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_item *item = &page->items[i];
        if (item->kind == GAZ_ITEM_LINK || !(in_place || is_seen(item))) continue;
        add_mark(&sum, item, left);
        add_appearance(&sum, item);
        add_colours(&sum, pages, item);
    }
    return end(&sum);
}

char **gaz_page_identities(const struct gaz_pages *pages) {
    char **identities = g_new0(char *, pages->n_pages + 1);
    for (uint32_t i = 0; i < pages->n_pages; i++)
        identities[i] = page_identity(&pages->pages[i]);
    return identities;
}

static char *identity_of(char *const *identities, int form) {
    struct sum sum;
    begin(&sum);
    add_number(&sum, form);
    for (char *const *page = identities; *page; page++)
        add_text(&sum, *page);
    return end(&sum);
}

/* Files that are out there have these numbers: they stay. */
enum { PROOF = 2 };
static const int forms[GAZ_N_PDF_KINDS] = {[GAZ_PDF_SCREEN] = 0, [GAZ_PDF_PRINT] = 1, [GAZ_PDF_ARCHIVE] = 3};

char *gaz_pages_identity(char *const *identities, enum gaz_pdf_kind kind) {
    return identity_of(identities, forms[kind]);
}

char *gaz_proof_identity(char *const *identities) {
    return identity_of(identities, PROOF);
}
