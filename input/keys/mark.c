/* mark.c: an order is known by its mark, 澄浦市人民政府令, and prints no title. Gazettes list it by mark and
 * number, and what it issues behind them: 澄浦市人民政府令（第52号）　澄浦市物业管理办法. */
#include "input/keys/mark.h"

#include "base/text/text.h"

#include <glib.h>
#include <string.h>

const struct gaz_mark_end gaz_mark_ends[] = {{"令", GAZ_FORM_ORDER},
                                             {"公告", GAZ_FORM_NOTICE},
                                             {"通告", GAZ_FORM_NOTICE},
                                             {"纪要", GAZ_FORM_MINUTES},
                                             {NULL, GAZ_FORM_DOCUMENT}};

enum gaz_form gaz_mark_form(const char *mark) {
    const struct gaz_mark_end *end = gaz_mark_ends;
    while (end->end && !g_str_has_suffix(mark, end->end))
        end++;
    return end->form;
}

static bool contains(struct gaz_text text, struct gaz_text part) {
    g_autofree char *whole = gaz_text_to_utf8(text), *sought = gaz_text_to_utf8(part);
    return strstr(whole, sought) != NULL;
}

enum gaz_form gaz_mark_chosen_form(int choice) {
    return choice == GAZ_CHOICE_TONGGAO ? GAZ_FORM_NOTICE : (enum gaz_form)choice;
}

static const char *const suffixes[GAZ_N_FORM_CHOICES] = {
    [GAZ_FORM_DOCUMENT] = "文件", [GAZ_FORM_LETTER] = "文件", [GAZ_FORM_ORDER] = "令",
    [GAZ_FORM_MINUTES] = "纪要",  [GAZ_FORM_NOTICE] = "公告", [GAZ_CHOICE_TONGGAO] = "通告"};

const char *gaz_mark_suffix(int choice) {
    return suffixes[choice];
}

uint32_t gaz_mark_suffix_length(struct gaz_text name) {
    for (int i = 0; i < GAZ_N_FORM_CHOICES; i++) {
        uint32_t n = (uint32_t)g_utf8_strlen(suffixes[i], -1);
        if (name.n > n && gaz_text_has_prefix(gaz_text_slice(name, name.n - n, n), suffixes[i])) return n;
    }
    return 0;
}

/* The texts with a blank between each two. */
static struct gaz_text joined(struct gaz_arena *arena, const struct gaz_text *texts, uint32_t n) {
    struct gaz_text *pieces = GAZ_NEW_ARRAY(arena, struct gaz_text, 2 * n + 1);
    uint32_t n_pieces = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (n_pieces > 0) pieces[n_pieces++] = gaz_text_from_utf8(arena, "　");
        pieces[n_pieces++] = gaz_text_unbroken(arena, texts[i]);
    }
    return gaz_text_join(arena, pieces, n_pieces);
}

/* Of joint issuers: 澄浦市公安局　澄浦市财政局令 */
static struct gaz_text whole_mark(struct gaz_arena *arena, const struct gaz_doc *doc) {
    struct gaz_text pieces[2] = {joined(arena, doc->letterhead.texts, doc->letterhead.n),
                                 doc->letterhead_suffix};
    return gaz_text_join(arena, pieces, 2);
}

/* The titles of the instruments. */
static struct gaz_text issued_titles(struct gaz_arena *arena, const struct gaz_doc *doc) {
    struct gaz_text *titles = GAZ_NEW_ARRAY(arena, struct gaz_text, doc->n_parts + 1);
    uint32_t n = 0;
    for (uint32_t i = 1; i < doc->n_parts; i++)
        if (doc->parts[i].kind == GAZ_PART_INSTRUMENT) titles[n++] = doc->parts[i].title;
    return joined(arena, titles, n);
}

/* 〔十六届〕第12号 has brackets of its own: a blank stands before it. */
static bool has_brackets(struct gaz_text number) {
    return gaz_char_is_one_of(number.chars[0].ch, "〔（([［");
}

/* mark（number）　title, without what is empty */
static struct gaz_text listed(struct gaz_arena *arena, struct gaz_text mark, struct gaz_text number,
                              struct gaz_text title) {
    struct gaz_text pieces[6] = {mark};
    uint32_t n = 1;
    if (number.n > 0) {
        pieces[n++] = gaz_text_from_utf8(arena, has_brackets(number) ? "　" : "（");
        pieces[n++] = number;
        pieces[n++] = gaz_text_from_utf8(arena, has_brackets(number) ? "" : "）");
    }
    if (title.n > 0) {
        pieces[n++] = gaz_text_from_utf8(arena, "　");
        pieces[n++] = title;
    }
    return gaz_text_join(arena, pieces, n);
}

void gaz_mark_names(struct gaz_reader *reader, struct gaz_doc *doc) {
    bool by_mark = doc->form == GAZ_FORM_ORDER || doc->title.n == 0;
    if (!by_mark || doc->letterhead.n == 0) return;
    struct gaz_arena *arena = reader->arena;
    struct gaz_text mark = whole_mark(arena, doc), title = doc->contents_title;
    bool has_mark = contains(title, mark);
    if (has_mark && title.n > mark.n) return;
    if (title.n == 0 || has_mark) title = issued_titles(arena, doc);
    doc->contents_title = listed(arena, mark, doc->number, title);
}
