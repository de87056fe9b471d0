/* body.c: what is left, block by block, in the order of the file: the notice's text, what it issues, what is
 * attached, lists of names. */
#include "intake/shape/parts.h"

#include "base/text/text.h"

#include <string.h>

enum {
    LONGEST_TITLE = 60,
    MOST_TITLE_LINES = 4,
    FEWEST_NAMES = 3,
    LONGEST_NAMES = 80,
    LONGEST_LABEL = 10,
    LONGEST_CAPTION = 40
};

/* ---- blocks */

static struct gaz_shaped_block *add(struct gaz_lines *lines, guint i, enum gaz_shaped_kind kind) {
    struct gaz_line *line = gaz_line_at(lines, i);
    line->is_used = true;
    return gaz_shaped_add_block(lines->shaped, kind, line->block);
}

static void join(struct gaz_lines *lines, guint i, struct gaz_shaped_block *block) {
    gaz_line_join(lines, i, block->chars);
}

/* The same without a line end between. */
static void append(struct gaz_lines *lines, guint i, struct gaz_shaped_block *block) {
    gaz_line_append(lines, i, block->chars);
}

/* ---- parts */

static bool may_be_title(const struct gaz_lines *lines, guint i) {
    return gaz_line_may_be_title(lines, i, LONGEST_TITLE) && !gaz_line_has(lines, i, GAZ_LINE_LABEL);
}

static void take_subtitle(struct gaz_lines *lines, guint i) {
    guint n = gaz_line_history(lines, i);
    struct gaz_shaped_block *subtitle = n > 0 ? add(lines, i, GAZ_SHAPED_SUBTITLE) : NULL;
    if (n > 1) join(lines, i + 1, subtitle);
}

/* The title goes on in centred lines. Gives the line behind it. */
static guint take_more_title(struct gaz_lines *lines, guint i, struct gaz_shaped_block *part) {
    for (guint n = 1; n < MOST_TITLE_LINES; n++, i++) {
        bool goes_on = gaz_line_is_centred(lines, i) && may_be_title(lines, i) &&
                       gaz_line_at(lines, i)->block->look.size == part->block->look.size;
        if (!goes_on) break;
        join(lines, i, part);
    }
    return i;
}

/* A part's head has no colon: behind 附件1： it goes, and gives way to a blank where the title follows. */
static void drop_colon(struct gaz_lines *lines, struct gaz_shaped_block *part, bool has_title) {
    const struct gaz_draft_char blank = {' ', GAZ_NOWHERE, 0, 0};
    for (guint i = 0; i < part->chars->len && i < LONGEST_LABEL; i++) {
        struct gaz_draft_char *ch = &g_array_index(part->chars, struct gaz_draft_char, i);
        if (ch->ch != 0xFF1A && ch->ch != ':') continue;
        gaz_account_take_out(lines->account, GAZ_REASON_LABEL_COLON, ch);
        if (has_title)
            *ch = blank;
        else
            g_array_remove_index(part->chars, i);
        return;
    }
}

/* 附件 1, 附 件: the label of a part's head has no blank. is_whole: it is all that the line has. */
static void close_label(struct gaz_lines *lines, struct gaz_shaped_block *part, bool is_whole) {
    for (guint i = 0; i < part->chars->len;) {
        const struct gaz_draft_char *ch = &g_array_index(part->chars, struct gaz_draft_char, i);
        bool is_blank = gaz_draft_is_blank(ch->ch);
        if (!is_blank && !is_whole && !gaz_char_is_one_of(ch->ch, "附件表录图")) return;
        i += !is_blank;
        if (!is_blank) continue;
        gaz_account_take_out(lines->account, GAZ_REASON_IDLE_BLANK, ch);
        g_array_remove_index(part->chars, i);
    }
}

static struct gaz_shaped_block *add_attachment(struct gaz_lines *lines, guint i, bool has_title) {
    lines->shaped->has_attachments = true;
    gaz_line_guess(lines, i, "附件", NULL);
    struct gaz_shaped_block *part = add(lines, i, GAZ_SHAPED_PART);
    close_label(lines, part, !has_title);
    drop_colon(lines, part, has_title);
    return part;
}

static bool has_line_end(const GArray *chars) {
    for (guint i = 0; i < chars->len; i++)
        if (g_array_index(chars, struct gaz_draft_char, i).ch == '\n') return true;
    return false;
}

/* 附件1 alone, then its title; what stands behind a line end is the title already. */
static void begin_attachment(struct gaz_lines *lines, guint i) {
    struct gaz_shaped_block *part = add_attachment(lines, i, false);
    if (has_line_end(part->chars) || !may_be_title(lines, i + 1)) return;
    part->block = gaz_line_at(lines, i + 1)->block;
    struct gaz_draft_char blank = {' ', GAZ_NOWHERE, 0, 0};
    g_array_append_val(part->chars, blank);
    append(lines, i + 1, part);
    take_subtitle(lines, take_more_title(lines, i + 2, part));
}

/* 附件1招生计划表, and a line end behind the label: between label and title is a blank. */
static void part_label(struct gaz_lines *lines, struct gaz_shaped_block *part) {
    enum { WORD = 2 }; /* 附件 */
    struct gaz_draft_char blank = {' ', GAZ_NOWHERE, 0, 0};
    guint i = WORD;
    while (i < part->chars->len &&
           gaz_char_is_in(g_array_index(part->chars, struct gaz_draft_char, i).ch, "0123456789-"))
        i++;
    if (i == WORD || i == part->chars->len) return;
    struct gaz_draft_char ch = g_array_index(part->chars, struct gaz_draft_char, i);
    if (gaz_char_has_ink(ch.ch)) g_array_insert_val(part->chars, i, blank);
    if (ch.ch != '\n') return;
    gaz_account_take_out(lines->account, GAZ_REASON_IDLE_BLANK, &ch);
    g_array_index(part->chars, struct gaz_draft_char, i) = blank;
}

/* 附件1：招生计划表 */
static void begin_labelled(struct gaz_lines *lines, guint i) {
    part_label(lines, add_attachment(lines, i, true));
    take_subtitle(lines, i + 1);
}

static char *unquoted(const char *bare) {
    GString *out = g_string_new(NULL);
    for (const char *at = bare; *at; at = g_utf8_next_char(at))
        if (!gaz_char_is_in(g_utf8_get_char(at), "《》〈〉“”（）"))
            g_string_append_unichar(out, g_utf8_get_char(at));
    return g_string_free(out, FALSE);
}

/* Whether the notice's title or text names the line: 关于印发…的通知. */
static bool is_named(const struct gaz_lines *lines, guint i) {
    g_autofree char *title = gaz_shaped_value(lines->shaped, GAZ_FRONT_TITLE);
    g_autofree char *bare = title ? gaz_bare(title) : NULL;
    g_autofree char *in = bare ? unquoted(bare) : NULL;
    g_autofree char *wanted = unquoted(gaz_line_at(lines, i)->bare);
    if (in && *wanted && strstr(in, wanted)) return true;
    for (guint k = lines->body; k < lines->rest && gaz_line_at(lines, k); k++) {
        g_autofree char *quoted = g_strconcat("《", gaz_line_at(lines, i)->bare, "》", NULL);
        if (strstr(gaz_line_at(lines, k)->bare, quoted)) return true;
    }
    return false;
}

static bool issues(const struct gaz_lines *lines) {
    g_autofree char *title = gaz_shaped_value(lines->shaped, GAZ_FRONT_TITLE);
    return gaz_lines_are_order(lines) ||
           (title && g_regex_match(lines->forms[GAZ_LINE_ISSUES], title, 0, NULL));
}

static bool is_on_new_page(const struct gaz_lines *lines, guint i) {
    return i > 0 && gaz_line_at(lines, i - 1)->block->kind == GAZ_DRAFT_PAGE_BREAK;
}

/* What the notice issues begins with a title behind its signature. A title in the middle, by its last word or
 * by the new page that it begins, is one though the notice does not say that it issues anything. */
static bool begins_instrument(const struct gaz_lines *lines, guint i) {
    if (i != lines->rest || lines->rest == lines->lines->len || !may_be_title(lines, i)) return false;
    bool is_centred = gaz_line_is_centred(lines, i), is_title = gaz_line_has(lines, i, GAZ_LINE_TITLE);
    return is_named(lines, i) || (issues(lines) && (is_centred || is_title)) ||
           (is_centred && (is_title || is_on_new_page(lines, i)));
}

static void begin_instrument(struct gaz_lines *lines, guint i) {
    const char *doubt = is_named(lines, i) ? NULL : "标题里没有提到它";
    gaz_line_guess(lines, i, "印发件", doubt);
    struct gaz_shaped_block *part = add(lines, i, GAZ_SHAPED_PART);
    take_subtitle(lines, take_more_title(lines, i + 1, part));
}

/* 附件1：招生计划表 behind the signature begins a part where something but another such line follows. */
static bool begins_labelled(const struct gaz_lines *lines, guint i) {
    if (i < lines->rest || !gaz_line_has(lines, i, GAZ_LINE_LABELLED)) return false;
    const struct gaz_line *next = gaz_line_at(lines, i + 1);
    return next && !gaz_line_has(lines, i + 1, GAZ_LINE_LABELLED) &&
           !gaz_line_has(lines, i + 1, GAZ_LINE_LIST_GOES_ON);
}

/* ---- lists */

static void take_list(struct gaz_lines *lines, guint i) {
    gaz_shape_attached(lines, i, add(lines, i, GAZ_SHAPED_PARAGRAPH));
}

/* 附件： alone above the signature, the names below it: 1．… */
static bool begins_list_below(const struct gaz_lines *lines, guint i) {
    bool is_above = lines->shaped->front[GAZ_FRONT_DATE]->len > 0 && i < lines->rest;
    return is_above && gaz_line_has(lines, i, GAZ_LINE_LABEL) &&
           g_str_has_suffix(gaz_line_at(lines, i)->bare, "：") &&
           gaz_line_has(lines, i + 1, GAZ_LINE_LIST_GOES_ON);
}

static void take_list_below(struct gaz_lines *lines, guint i) {
    struct gaz_shaped_block *list = add(lines, i, GAZ_SHAPED_PARAGRAPH);
    append(lines, i + 1, list);
    for (guint k = i + 2; gaz_line_has(lines, k, GAZ_LINE_LIST_GOES_ON); k++)
        join(lines, k, list);
}

/* Each of its lines stands for itself. */
static void take_names(struct gaz_lines *lines, guint i) {
    bool has_posts = gaz_line_at(lines, i)->has_posts;
    struct gaz_shaped_block *list = add(lines, i, has_posts ? GAZ_SHAPED_PERSONS : GAZ_SHAPED_NAMES);
    for (guint k = i + 1; k < gaz_line_at(lines, i)->names_end; k++)
        join(lines, k, list);
}

/* ---- the text */

static bool sets_itself(const struct gaz_lines *lines, guint i) {
    return gaz_line_has(lines, i, GAZ_LINE_NUMBERED) || gaz_line_heads_contents(gaz_line_at(lines, i)->bare);
}

/* Whether 目录 stands above with nothing but lines between. */
static bool is_in_contents(const struct gaz_lines *lines, guint i) {
    enum { FAR = 300 };
    for (guint k = i; k-- > 0 && i - k < FAR;) {
        const struct gaz_line *line = gaz_line_at(lines, k);
        bool is_sentence = g_regex_match(lines->forms[GAZ_LINE_SENTENCE], line->bare, 0, NULL);
        if (!line->block->chars || is_sentence) return false;
        if (gaz_line_heads_contents(line->bare)) return true;
    }
    return false;
}

/* 目录 with its lines in one paragraph. */
static bool begins_contents(const struct gaz_line *line) {
    g_autofree char *text = gaz_draft_utf8(line->block, 0, line->block->chars->len);
    text[strcspn(text, "\n")] = '\0';
    g_autofree char *first = gaz_bare(text);
    return gaz_line_heads_contents(first);
}

/* Lines that one paragraph of a 目录 has: each is a paragraph, as input/ reads them. */
static void add_contents_lines(struct gaz_lines *lines, guint i) {
    const GArray *chars = gaz_line_at(lines, i)->block->chars;
    for (guint begin = 0, end; begin <= chars->len; begin = end + 1) {
        for (end = begin; end < chars->len && g_array_index(chars, struct gaz_draft_char, end).ch != '\n';)
            end++;
        struct gaz_shaped_block *block = add(lines, i, GAZ_SHAPED_PARAGRAPH);
        g_array_set_size(block->chars, end);
        if (begin > 0) g_array_remove_range(block->chars, 0, begin);
        gaz_line_leave_out_part(lines, i, end, 1, GAZ_REASON_LINE_END);
    }
}

static void add_paragraph(struct gaz_lines *lines, guint i) {
    bool is_plain = sets_itself(lines, i);
    struct gaz_shaped_block *block = add(lines, i, GAZ_SHAPED_PARAGRAPH);
    block->align = is_plain ? GAZ_DRAFT_JUSTIFIED : block->block->look.align;
}

/* 图1　办理流程, centred right below a picture; not 图1　甲　　图2　乙 of two that stand side by side. */
static bool is_caption_of_figure(const struct gaz_lines *lines, guint i) {
    if (!gaz_line_has(lines, i, GAZ_LINE_CAPTION) || !gaz_line_is_centred(lines, i)) return false;
    const struct gaz_line *line = gaz_line_at(lines, i);
    const char *own = strstr(line->bare, "图");
    bool is_one = own && !strstr(own + strlen("图"), "图") && !has_line_end(line->block->chars);
    bool is_plain = !strpbrk(line->bare, "[]") && !strstr(line->bare, gaz_utf8_of(GAZ_DRAFT_OBJECT).bytes);
    return is_one && is_plain && line->n <= LONGEST_CAPTION && !gaz_line_has(lines, i, GAZ_LINE_SENTENCE);
}

static void add_figure(struct gaz_lines *lines, guint i) {
    struct gaz_shaped_block *figure = add(lines, i, GAZ_SHAPED_FIGURE);
    if (!is_caption_of_figure(lines, i + 1)) return;
    gaz_line_guess(lines, i + 1, "图题", NULL);
    figure->chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    append(lines, i + 1, figure);
}

static void add_other(struct gaz_lines *lines, guint i) {
    static const enum gaz_shaped_kind kinds[] = {[GAZ_DRAFT_PARAGRAPH] = GAZ_SHAPED_PARAGRAPH,
                                                 [GAZ_DRAFT_TABLE] = GAZ_SHAPED_TABLE,
                                                 [GAZ_DRAFT_PAGE_BREAK] = GAZ_SHAPED_PAGE_BREAK};
    add(lines, i, kinds[gaz_line_at(lines, i)->block->kind]);
}

/* ---- which is which */

static void take(struct gaz_lines *lines, guint i) {
    const struct gaz_line *line = gaz_line_at(lines, i);
    bool is_signed = lines->shaped->front[GAZ_FRONT_DATE]->len > 0; /* perhaps with its last line */
    bool is_behind = i >= lines->rest || !is_signed;
    if (line->is_used) return;
    if (line->block->kind == GAZ_DRAFT_FIGURE)
        add_figure(lines, i);
    else if (!line->block->chars)
        add_other(lines, i);
    else if (line->names_end)
        take_names(lines, i);
    else if (begins_list_below(lines, i))
        take_list_below(lines, i);
    else if (is_behind && gaz_line_has(lines, i, GAZ_LINE_LABEL))
        begin_attachment(lines, i);
    else if (begins_labelled(lines, i))
        begin_labelled(lines, i);
    else if (begins_instrument(lines, i))
        begin_instrument(lines, i);
    else if (gaz_line_has(lines, i, GAZ_LINE_LIST))
        take_list(lines, i);
    else if (has_line_end(line->block->chars) && (begins_contents(line) || is_in_contents(lines, i)))
        add_contents_lines(lines, i);
    else
        add_paragraph(lines, i);
}

/* A page's end that nothing follows in its part, or that a part begins with anyhow, says nothing. */
static void drop_idle_breaks(struct gaz_shaped *shaped) {
    for (guint i = shaped->blocks->len; i-- > 0;) {
        const struct gaz_shaped_block *block = g_ptr_array_index(shaped->blocks, i);
        if (block->kind != GAZ_SHAPED_PAGE_BREAK) continue;
        const struct gaz_shaped_block *next =
            i + 1 < shaped->blocks->len ? g_ptr_array_index(shaped->blocks, i + 1) : NULL;
        if (i == 0 || !next || next->kind == GAZ_SHAPED_PART || next->kind == GAZ_SHAPED_PAGE_BREAK)
            g_ptr_array_remove_index(shaped->blocks, i);
    }
}

/* A decision that changes a text, and has no signature, ends with the whole of it: its name alone in a line,
 * and below it when it was passed and changed. */
static void find_republished(struct gaz_lines *lines) {
    guint n = lines->lines->len;
    for (guint i = lines->body + 1; i < n && lines->rest == n; i++)
        if (gaz_line_history(lines, i + 1) > 0 && may_be_title(lines, i) && is_named(lines, i))
            lines->rest = i;
}

static bool has_part(const struct gaz_shaped *shaped) {
    bool has_one = false;
    for (guint i = 0; i < shaped->blocks->len; i++)
        has_one |=
            ((const struct gaz_shaped_block *)g_ptr_array_index(shaped->blocks, i))->kind == GAZ_SHAPED_PART;
    return has_one;
}

/* What stands behind the signature and begins no part is the notice's text, and a house prints who signs
 * below that: so the order would be another. The names of what is attached have their place above anyhow. */
static void doubt_behind(struct gaz_lines *lines, guint i) {
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    g_autofree char *text = block->chars ? gaz_draft_utf8(block, 0, block->chars->len) : g_strdup("表、图");
    g_autofree char *where = gaz_draft_where(lines->draft, block->part, block->paragraph);
    struct gaz_account_entry entry = {.text = text, .becomes = "正文", .where = where, .count = 1};
    entry.doubt = "在落款之后，看不出是印发件还是附件；留在正文里，会印在落款之前";
    gaz_account_add(lines->account, GAZ_REASON_FRONT, entry);
}

/* Whether the line, which is to be taken, is such a text: no list of names, no page's end. */
static bool is_text_behind(const struct gaz_lines *lines, guint i) {
    const struct gaz_line *line = gaz_line_at(lines, i);
    bool is_signed = lines->shaped->front[GAZ_FRONT_DATE]->len > 0 && lines->rest < lines->lines->len;
    return is_signed && i >= lines->rest && !line->is_used && line->block->kind != GAZ_DRAFT_PAGE_BREAK &&
           !gaz_line_has(lines, i, GAZ_LINE_LIST);
}

void gaz_shape_body(struct gaz_lines *lines) {
    bool is_told = false;
    find_republished(lines);
    for (guint i = 0; i < lines->lines->len; i++) {
        bool is_behind = !is_told && is_text_behind(lines, i);
        take(lines, i);
        if (!is_behind || has_part(lines->shaped)) continue;
        doubt_behind(lines, i);
        is_told = true;
    }
    drop_idle_breaks(lines->shaped);
}
