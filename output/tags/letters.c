/* letters.c: see letters.h. */
#include "output/tags/letters.h"

/* What a line's end may have taken: a blank that was typed; of a line that was ended by hand one between
 * words of an alphabet. */
static bool is_taken(struct gaz_text whole, uint32_t at) {
    enum { FIRST_HAN = 0x2E80 };
    uint32_t ch = whole.chars[at].ch;
    if (ch != '\n') return g_unichar_isspace(ch);
    return at > 0 && at + 1 < whole.n && whole.chars[at - 1].ch < FIRST_HAN &&
           whole.chars[at + 1].ch < FIRST_HAN;
}

/* Whether a blank of the node's text stands behind the item and in front of what is set next of the node. */
static bool lacks_blank(const struct gaz_pages *pages, const struct gaz_item *item) {
    struct gaz_text whole = pages->nodes[item->node].text, own = gaz_item_text(item);
    if (item->artifact != GAZ_ARTIFACT_NONE || own.n == 0 || whole.n == 0) return false;
    if (own.chars < whole.chars || own.chars >= whole.chars + whole.n) return false;
    uint32_t end = (uint32_t)(own.chars - whole.chars) + own.n;
    return end + 1 < whole.n && is_taken(whole, end);
}

/* ---- marks of notes */

/* The page's letters while they are gathered. */
struct collecting {
    const struct gaz_pages *pages;
    struct gaz_pdf_letters text;
    const struct gaz_item *before; /* of the last letter */
    bool blank;                    /* stands behind it */
    const struct gaz_item *noted;  /* of the last mark of a note, */
    uint32_t number;               /* and whose it is */
};

/* The part in which a node stands: notes are numbered in it. */
static uint32_t part_of(const struct gaz_pages *pages, uint32_t node) {
    for (; node > 0; node = pages->nodes[node].parent) {
        enum gaz_node_kind kind = pages->nodes[node].kind;
        if (kind == GAZ_NODE_DOCUMENT || kind == GAZ_NODE_INSTRUMENT || kind == GAZ_NODE_ATTACHMENT ||
            kind == GAZ_NODE_ABOUT)
            break;
    }
    return node;
}

/* The note of that number in the part; 0: there is none. */
static uint32_t find_note(const struct gaz_pages *pages, uint32_t node, uint32_t number) {
    uint32_t part = part_of(pages, node);
    for (uint32_t k = part + 1; k < pages->nodes[part].end; k++)
        if (pages->nodes[k].kind == GAZ_NODE_FOOTNOTE && pages->nodes[k].as.note == number &&
            part_of(pages, k) == part)
            return k;
    return 0;
}

/* Where a character of an upright run stands; no width: it is turned. */
static struct gaz_frame frame_of(const struct gaz_item *item, uint32_t i) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    uint32_t g = 0;
    while (g + 1 < run->n_glyphs && run->glyphs[g + 1].first_char <= i)
        g++;
    if (item->turn & 3 || run->n_glyphs == 0) return (struct gaz_frame){0};
    return (struct gaz_frame){item->x + run->glyphs[g].x, item->y + run->glyphs[g].y - run->size, run->size,
                              run->size * 5 / 4};
}

/* Of a mark of several characters, [1], all are one. */
static gaz_pdf_mark mark_of(struct collecting *c, const struct gaz_item *item, uint32_t i) {
    uint32_t number = gaz_char_note(&item->as.glyphs.chars[i]);
    const struct gaz_node *node = &c->pages->nodes[item->node];
    bool is_mark = number > 0 && item->artifact == GAZ_ARTIFACT_NONE && !node->is_copy &&
                   node->kind != GAZ_NODE_FOOTNOTE;
    if (!is_mark) return gaz_pdf_mark_of(item);
    bool goes_on = c->noted == item && c->number == number;
    struct gaz_pdf_note_mark mark = {item->node, goes_on ? 0 : find_note(c->pages, item->node, number),
                                     frame_of(item, i)};
    if (!goes_on && mark.note == 0) return gaz_pdf_mark_of(item);
    if (!goes_on) g_array_append_val(c->text.notes, mark);
    c->noted = item;
    c->number = number;
    return GAZ_MARK_NOTE | (c->text.notes->len - 1);
}

/* ---- letters */

static void add_letters(struct collecting *c, const struct gaz_item *item) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    for (uint32_t i = 0; i < run->n_chars; i++) {
        uint32_t ch = run->chars[i].ch;
        if (g_unichar_isspace(ch)) {
            c->blank = true;
            continue;
        }
        bool same = c->before == item || (c->before && c->before->node == item->node && item->node != 0);
        struct gaz_pdf_letter one = {ch, same && !c->blank, false, mark_of(c, item, i)};
        g_array_append_val(c->text.letters, one);
        c->blank = false;
        c->before = item;
    }
}

/* ---- English within Chinese */

/* Whether the node's text is said to be of another language already. */
static bool is_foreign(const struct gaz_pages *pages, uint32_t node) {
    while (node > 0 && !pages->nodes[node].language)
        node = pages->nodes[node].parent;
    const char *language = pages->nodes[node].language;
    return language && !g_str_has_prefix(language, "zh");
}

static bool is_latin(const struct gaz_pdf_letter *letter) {
    return letter->ch < 0x80 || gaz_char_is_in(letter->ch, "’‘–");
}

/* A word has two letters: A and B are names of things in Chinese too. */
struct words {
    unsigned n, n_letters;
    bool has_small;
    guint end; /* behind the last letter of a word */
};

static void end_word(struct words *words, guint at) {
    if (words->n_letters >= 2) {
        words->n++;
        words->end = at;
    }
    words->n_letters = 0;
}

/* Of letters of one text from `from` on those before the first that is not Latin; says where these end. */
static struct words count_words(const GArray *letters, guint from, guint *end) {
    struct words words = {.end = from};
    const struct gaz_pdf_letter *first = &g_array_index(letters, struct gaz_pdf_letter, from);
    for (*end = from; *end < letters->len; ++*end) {
        const struct gaz_pdf_letter *one = &g_array_index(letters, struct gaz_pdf_letter, *end);
        if (one->mark != first->mark || !is_latin(one)) break;
        if (*end > from && (!one->joins || one[-1].blank_behind)) end_word(&words, *end);
        words.n_letters += one->ch < 0x80 && g_ascii_isalpha((char)one->ch);
        words.has_small |= one->ch < 0x80 && g_ascii_islower((char)one->ch);
    }
    end_word(&words, *end);
    return words;
}

/* Two words or more in a row are read as English; a name or an abbreviation by itself (GDP, PM2.5) is said by
 * any voice. */
static void mark_english(const struct gaz_pages *pages, GArray *letters) {
    for (guint i = 0; i < letters->len;) {
        struct gaz_pdf_letter *first = &g_array_index(letters, struct gaz_pdf_letter, i);
        guint end = i + 1;
        bool begins = first->ch < 0x80 && g_ascii_isalpha((char)first->ch) && first->mark < pages->n_nodes;
        if (begins) {
            struct words words = count_words(letters, i, &end);
            bool is_english = words.n >= 2 && words.has_small && !is_foreign(pages, first->mark);
            for (guint k = i; is_english && k < words.end; k++)
                g_array_index(letters, struct gaz_pdf_letter, k).mark |= GAZ_MARK_ENGLISH;
        }
        i = end;
    }
}

/* ---- the letters of a page */

struct gaz_pdf_letters gaz_pdf_letters_of(const struct gaz_pages *pages, const struct gaz_page *page) {
    GArray *letters = g_array_new(FALSE, FALSE, sizeof(struct gaz_pdf_letter));
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(struct gaz_pdf_note_mark));
    struct collecting c = {.pages = pages, .text = {letters, notes}, .blank = true};
    for (uint32_t i = 0; i < page->n_items; i++) {
        if (page->items[i].kind != GAZ_ITEM_GLYPHS) continue;
        guint n = letters->len;
        add_letters(&c, &page->items[i]);
        if (letters->len > n)
            g_array_index(letters, struct gaz_pdf_letter, letters->len - 1).blank_behind =
                lacks_blank(pages, &page->items[i]);
    }
    mark_english(pages, letters);
    return c.text;
}

void gaz_pdf_letters_clear(struct gaz_pdf_letters *text) {
    g_array_free(text->letters, TRUE);
    g_array_free(text->notes, TRUE);
}
