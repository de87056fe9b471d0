/* references.c: what a text points at inside its own document: articles, 前款, attachments, tables, its own
 * name (P-09, P-11). */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

#include "base/process/sorted.h"

#include <string.h>

/* ---- quotations: what stands in them speaks of another document */

struct quotes {
    int depth;
};

/* A quotation over paragraphs begins each with “ and ends the last with ”. */
static void begin_paragraph(struct quotes *quotes, struct gaz_text text) {
    quotes->depth = quotes->depth > 0 && gaz_char_at(text, 0) != L'“';
}

static bool step_quotes(struct quotes *quotes, uint32_t ch) {
    quotes->depth += (ch == L'“') - (ch == L'”');
    quotes->depth = MAX(quotes->depth, 0);
    return quotes->depth > 0;
}

static bool is_paragraph(const struct gaz_passage *passage) {
    return gaz_passage_is_block_text(passage) && passage->piece.block->kind != GAZ_BLOCK_ATTACHMENT_LIST &&
           !gaz_block_is_contents(passage->piece.block);
}

/* ---- articles of a part */

struct article {
    uint32_t value, n_paragraphs, n_items;
};

struct articles {
    GArray *list;     /* struct article */
    uint32_t highest; /* 0: the part has none */
};

/* The number of the article that the block begins; 0: none. */
static uint32_t article_begun(const struct gaz_block *block, uint32_t last) {
    struct gaz_number number = gaz_number_find(block->text);
    if (number.kind != GAZ_NUMBER_ARTICLE && number.kind != GAZ_NUMBER_ARTICLE_TIGHT) return 0;
    struct gaz_numeral value = gaz_numeral_either(block->text, 1);
    return block->is_provision || value.value == last + 1 ? value.value : 0;
}

static void put_block(struct articles *articles, const struct gaz_block *block) {
    GArray *list = articles->list;
    struct article *last = list->len ? &g_array_index(list, struct article, list->len - 1) : NULL;
    uint32_t value = article_begun(block, last ? last->value : 0);
    if (value) {
        struct article begun = {value, 1, 0};
        g_array_append_val(list, begun);
        articles->highest = MAX(articles->highest, value);
    } else if (last && block->kind == GAZ_BLOCK_PARAGRAPH) {
        enum gaz_number_kind kind = gaz_number_find(block->text).kind;
        last->n_items += kind == GAZ_NUMBER_LEVEL_2;
        last->n_paragraphs += kind == GAZ_NUMBER_NONE;
    }
}

static struct articles articles_of(const struct gaz_part *part) {
    struct articles articles = {g_array_new(FALSE, FALSE, sizeof(struct article)), 0};
    for (uint32_t i = 0; i < part->n_blocks; i++)
        put_block(&articles, &part->blocks[i]);
    return articles;
}

/* The first of that number: the list is in the order of the text, which numbers upwards. */
static const struct article *find_article(const struct articles *articles, uint32_t value) {
    guint i;
    GAZ_LOWER_BOUND(i, articles->list->len, g_array_index(articles->list, struct article, i).value < value);
    const struct article *found =
        i < articles->list->len ? &g_array_index(articles->list, struct article, i) : NULL;
    return found && found->value == value ? found : NULL;
}

struct reference {
    uint32_t begin, end, article, paragraph, item;
    bool is_own; /* 本办法第X条, not a bare 第X条 */
};

static const char *const instruments[] = {"办法", "条例", "规定", "细则", "规则", "章程",
                                          "通知", "意见", "决定", "制度", "准则", "法"};

/* 第X款, 第（X）项 */
static uint32_t sub_reference(struct gaz_text text, uint32_t *at, uint32_t unit) {
    uint32_t number_at = *at + 1 + (gaz_char_at(text, *at + 1) == L'（');
    struct gaz_numeral number = gaz_numeral_han(text, number_at);
    uint32_t end = number_at + number.length + (gaz_char_at(text, number_at + number.length) == L'）');
    if (gaz_char_at(text, *at) != L'第' || number.length == 0 || gaz_char_at(text, end) != unit) return 0;
    *at = end + 1;
    return number.value;
}

static bool follows_own_name(struct gaz_text text, uint32_t at) {
    uint32_t n = gaz_scan_words_before(text, at, instruments, G_N_ELEMENTS(instruments));
    return n > 0 && gaz_char_at(text, at - n - 1) == L'本';
}

static bool is_bare(struct gaz_text text, uint32_t at) {
    static const char *const before[] = {"违反", "依照", "按照", "根据", "依据",
                                         "适用", "符合", "具备", "除"};
    return gaz_scan_words_before(text, at, before, G_N_ELEMENTS(before)) > 0;
}

/* end 0: nothing here points at an article of this document. last: what was read before in the paragraph. */
static struct reference reference_at(struct gaz_text text, uint32_t at, const struct reference *last) {
    struct reference none = {0}, found = {.begin = at};
    struct gaz_numeral number = gaz_numeral_han(text, at + 1);
    uint32_t end = at + 2 + number.length;
    if (number.length == 0 || gaz_char_at(text, end - 1) != L'条' || gaz_char_at(text, end) == L'之')
        return none;
    bool is_chained =
        last->end > 0 && at == last->end + 1 && gaz_char_is_one_of(gaz_char_at(text, at - 1), "、和或至");
    found.is_own = follows_own_name(text, at) || (is_chained && last->is_own);
    if (!found.is_own && !is_bare(text, at) && !is_chained) return none;
    found.article = number.value;
    found.paragraph = sub_reference(text, &end, L'款');
    found.item = sub_reference(text, &end, L'项');
    found.end = end;
    return found;
}

static void judge_reference(struct gaz_checker *checker, struct gaz_text text, const struct reference *found,
                            const struct articles *articles) {
    struct gaz_text where = gaz_text_slice(text, found->begin, found->end - found->begin);
    g_autofree char *shown = gaz_text_to_utf8(where), *highest = gaz_scan_to_han(articles->highest);
    const struct article *article = find_article(articles, found->article);
    if (found->article > articles->highest)
        gaz_find(checker, found->is_own ? GAZ_CHECK_ARTICLE_REFERENCE : GAZ_CHECK_ARTICLE_BARE, where, NULL,
                 shown, highest);
    else if (article && (found->paragraph > article->n_paragraphs || found->item > article->n_items))
        gaz_find(checker, GAZ_CHECK_PARAGRAPH_REFERENCE, where, NULL, shown);
}

/* The further ones of 第三条第一项、第五项, which begin behind a joining mark at `at`. Gives where they end.
 */
static uint32_t judge_further(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                              const struct article *article) {
    while (gaz_char_is_one_of(gaz_char_at(text, at), "、和或至及")) {
        uint32_t begin = at + 1, end = begin, paragraph = sub_reference(text, &end, L'款'),
                 item = sub_reference(text, &end, L'项');
        if (end == begin) break;
        struct gaz_text where = gaz_text_slice(text, begin, end - begin);
        g_autofree char *shown = gaz_text_to_utf8(where);
        if (paragraph > article->n_paragraphs || item > article->n_items)
            gaz_find(checker, GAZ_CHECK_PARAGRAPH_REFERENCE, where, NULL, shown);
        at = end;
    }
    return at;
}

static void check_articles(struct gaz_checker *checker, struct gaz_text text, const struct articles *articles,
                           struct quotes *quotes) {
    struct reference last = {0};
    begin_paragraph(quotes, text);
    for (uint32_t i = 0; i < text.n; i++) {
        bool is_quoted = step_quotes(quotes, text.chars[i].ch);
        if (text.chars[i].ch != L'第' || i == 0 || is_quoted) continue;
        struct reference found = reference_at(text, i, &last);
        if (found.end == 0) continue;
        judge_reference(checker, text, &found, articles);
        const struct article *article = find_article(articles, found.article);
        if (article && (found.paragraph || found.item))
            found.end = judge_further(checker, text, found.end, article);
        last = found;
        i = found.end - 1;
    }
}

/* 前款 in an article's first paragraph, 前条 in the first article */
static void check_before(struct gaz_checker *checker, struct gaz_text text, uint32_t article,
                         uint32_t paragraph) {
    static const struct {
        const char *word;
        uint32_t least;
    } words[] = {{"前款", 2}, {"前两款", 3}, {"前二款", 3}, {"前三款", 4}};
    for (uint32_t i = gaz_scan_find(text, 0, "前"); i < text.n; i = gaz_scan_find(text, i + 1, "前")) {
        for (size_t k = 0; k < G_N_ELEMENTS(words); k++) {
            uint32_t n = gaz_scan_word(text, i, words[k].word);
            if (n > 0 && paragraph < words[k].least)
                gaz_find(checker, GAZ_CHECK_BEFORE, gaz_text_slice(text, i, n), NULL, words[k].word);
        }
        if (article == 1 && gaz_scan_word(text, i, "前条"))
            gaz_find(checker, GAZ_CHECK_BEFORE, gaz_text_slice(text, i, 2), NULL, "前条");
    }
}

static void check_part_articles(struct gaz_checker *checker, const struct gaz_part *part) {
    struct articles articles = articles_of(part);
    struct quotes quotes = {0};
    uint32_t article = 0, paragraph = 0;
    for (uint32_t i = 0; i < part->n_blocks && articles.highest > 1; i++) {
        const struct gaz_block *block = &part->blocks[i];
        bool is_text = block->kind == GAZ_BLOCK_PARAGRAPH && block->text.n > 0;
        if (!is_text) continue;
        uint32_t begun = article_begun(block, article);
        bool is_item = gaz_number_find(block->text).kind != GAZ_NUMBER_NONE && !begun;
        article = begun ? begun : article;
        paragraph = begun ? 1 : paragraph + !is_item;
        bool was_quoted = quotes.depth > 0 || gaz_char_at(block->text, 0) == L'“';
        check_articles(checker, block->text, &articles, &quotes);
        if (article > 0 && !is_item && !was_quoted) check_before(checker, block->text, article, paragraph);
    }
    g_array_free(articles.list, TRUE);
}

void gaz_check_articles(struct gaz_checker *checker) {
    for (uint32_t i = 0; i < checker->doc->n_parts; i++)
        check_part_articles(checker, &checker->doc->parts[i]);
}

/* ---- self-names: 本意见 in a 方案 */

static const char *const kinds[] = {"意见", "方案", "办法", "规定", "细则", "条例", "通知", "决定", "规划",
                                    "规则", "通告", "公告", "章程", "预案", "计划", "纲要", "批复", "指南"};

static bool is_named(const struct gaz_doc *doc, const struct gaz_part *part, const char *kind) {
    return gaz_scan_find(doc->title, 0, kind) < doc->title.n ||
           gaz_scan_find(part->title, 0, kind) < part->title.n;
}

/* The kinds that are introduced as 以下简称, a bit each. */
static uint32_t introduced_kinds(const struct gaz_checker *checker) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        struct gaz_text text = checker->passages[i].text;
        for (uint32_t at = gaz_scan_find(text, 0, "简称"); at < text.n;
             at = gaz_scan_find(text, at + 1, "简称"))
            for (uint32_t k = at; k < MIN(at + 16, text.n); k++)
                for (size_t kind = 0; kind < G_N_ELEMENTS(kinds); kind++)
                    if (gaz_scan_word(text, k, kinds[kind])) found |= 1u << kind;
    }
    return found;
}

/* The kind that the title of the part, else of the document, says; NULL: none that is known. */
static const char *kind_of(const struct gaz_doc *doc, const struct gaz_part *part) {
    struct gaz_text title = part->title.n ? part->title : doc->title;
    const char *found = NULL;
    for (uint32_t at = 0; at < title.n; at++)
        for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
            if (gaz_scan_word(title, at, kinds[i])) found = kinds[i];
    return found;
}

static void check_name(struct gaz_checker *checker, const struct gaz_passage *passage, uint32_t at,
                       uint32_t introduced) {
    static const char *const not_behind[] = {"期", "年", "内", "外", "区", "建议", "书", "草案", "人"};
    const struct gaz_part *part = passage->piece.part;
    struct gaz_text text = passage->text;
    const char *own = part ? kind_of(checker->doc, part) : NULL;
    static const char *const sorts[] = {"实施", "工作", "指导", "行动", "暂行", "应急"};
    uint32_t sort = gaz_scan_words(text, at + 1, sorts, G_N_ELEMENTS(sorts)), name = at + 1 + sort;
    for (size_t i = 0; own && i < G_N_ELEMENTS(kinds); i++) {
        uint32_t n = gaz_scan_word(text, name, kinds[i]);
        if (n == 0 || gaz_scan_words(text, name + n, not_behind, G_N_ELEMENTS(not_behind))) continue;
        if (is_named(checker->doc, part, kinds[i]) || introduced >> i & 1) continue;
        g_autofree char *proposal = g_strconcat("本", own, NULL);
        gaz_find(checker, GAZ_CHECK_SELF_NAME, gaz_text_slice(text, at, 1 + sort + n), proposal, proposal);
    }
}

void gaz_check_self_names(struct gaz_checker *checker) {
    struct quotes quotes = {0};
    uint32_t introduced = introduced_kinds(checker);
    for (uint32_t p = 0; p < checker->n_passages; p++) {
        const struct gaz_passage *passage = &checker->passages[p];
        struct gaz_text text = passage->text;
        if (!is_paragraph(passage)) continue;
        begin_paragraph(&quotes, text);
        for (uint32_t i = 0; i < text.n; i++) {
            bool is_quoted = step_quotes(&quotes, text.chars[i].ch);
            bool is_word = i > 0 && gaz_char_is_one_of(gaz_char_at(text, i - 1),
                                                       "基样成资日文版根剧课读股原抄底脚标书范副译");
            if (text.chars[i].ch == L'本' && !is_quoted && !is_word)
                check_name(checker, passage, i, introduced);
        }
    }
}

/* ---- attachments */

struct announced {
    GPtrArray *names; /* struct gaz_text *, borrowed slices */
    GArray *numbers;  /* uint32_t; 0: none typed */
};

static void put_announced(struct announced *all, struct gaz_text line) {
    line = gaz_scan_trim(line);
    if (gaz_scan_word(line, 0, "附件：")) line = gaz_scan_trim(gaz_text_slice(line, 3, line.n - 3));
    struct gaz_numeral number = gaz_numeral_digits(line, 0);
    bool is_numbered = number.length > 0 && gaz_char_is_one_of(gaz_char_at(line, number.length), ".．、");
    uint32_t typed = is_numbered ? number.value : 0, skip = is_numbered ? number.length + 1 : 0;
    struct gaz_text *name = g_new(struct gaz_text, 1);
    *name = gaz_scan_trim(gaz_text_slice(line, skip, line.n - skip));
    if (name->n == 0) {
        g_free(name);
        return;
    }
    g_ptr_array_add(all->names, name);
    g_array_append_val(all->numbers, typed);
}

/* Whether the next number of a list begins within a line: 1．甲　2．乙 */
static bool begins_next(struct gaz_text text, uint32_t begin, uint32_t at) {
    struct gaz_numeral number = gaz_numeral_digits(text, at);
    uint32_t first = gaz_scan_word(text, begin, "附件：") + begin;
    while (gaz_char_is_one_of(gaz_char_at(text, first), " 　"))
        first++;
    bool is_marked = number.length > 0 && gaz_char_is_one_of(gaz_char_at(text, at + number.length), ".．");
    return is_marked && at > first && !gaz_char_is_latin(text.chars[at - 1].ch) &&
           gaz_numeral_digits(text, first).value + 1 == number.value;
}

static void put_lines(struct announced *all, struct gaz_text text) {
    uint32_t begin = 0;
    for (uint32_t i = 0; i <= text.n; i++) {
        bool is_end = i == text.n || text.chars[i].ch == '\n',
             is_next = !is_end && begins_next(text, begin, i);
        if (!is_end && !is_next) continue;
        put_announced(all, gaz_text_slice(text, begin, i - begin));
        begin = i + is_end;
    }
}

/* 附件：1. 甲 and 2. 乙, which follow it as paragraphs or headings */
static void put_typed(struct announced *all, const struct gaz_part *part) {
    for (uint32_t i = 0; i < part->n_blocks; i++) {
        if (part->blocks[i].kind != GAZ_BLOCK_ATTACHMENT_LIST) continue;
        put_lines(all, part->blocks[i].text);
        for (i++; i < part->n_blocks && gaz_number_level(gaz_number_find(part->blocks[i].text)) == 3; i++)
            put_lines(all, part->blocks[i].text);
    }
}

static struct announced announced_by(const struct gaz_doc *doc) {
    struct announced all = {g_ptr_array_new_with_free_func(g_free),
                            g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    if (doc->attachment_list == GAZ_LIST_GIVEN) put_lines(&all, doc->given_attachment_list);
    for (uint32_t i = 0; i < doc->n_parts && all.names->len == 0; i++)
        if (doc->parts[i].kind != GAZ_PART_ATTACHMENT) put_typed(&all, &doc->parts[i]);
    return all;
}

static GPtrArray *attachments_of(const struct gaz_doc *doc) {
    GPtrArray *all = g_ptr_array_new();
    for (uint32_t i = 0; i < doc->n_parts; i++)
        if (doc->parts[i].kind == GAZ_PART_ATTACHMENT) g_ptr_array_add(all, (gpointer)&doc->parts[i]);
    return all;
}

static void check_announced(struct gaz_checker *checker, struct gaz_text name, const struct gaz_part *part) {
    static const char *const marks = "。；，：.;,";
    bool has_mark = gaz_char_is_in(gaz_char_at(name, name.n - 1), marks);
    if (has_mark)
        gaz_find(checker, GAZ_CHECK_ATTACHMENT_MARK, gaz_text_slice(name, name.n - 1, 1), NULL, NULL);
    if (!part || part->title.n == 0) return;
    g_autofree char *announced = gaz_scan_squeeze(gaz_text_slice(name, 0, name.n - has_mark)),
                    *title = gaz_scan_squeeze(part->title);
    if (strcmp(announced, title) != 0 && !strstr(announced, "略"))
        gaz_find(checker, GAZ_CHECK_ATTACHMENT_TITLE, name, NULL, title);
}

static void check_announced_number(struct gaz_checker *checker, const struct announced *all, guint i) {
    struct gaz_text name = *(struct gaz_text *)all->names->pdata[i];
    uint32_t typed = g_array_index(all->numbers, uint32_t, i), wanted = all->names->len > 1 ? i + 1 : 0;
    if (typed == wanted || (typed == 0 && checker->doc->attachment_list == GAZ_LIST_GIVEN)) return;
    g_autofree char *number = wanted ? g_strdup_printf("%u", wanted) : g_strdup("不编号");
    gaz_find(checker, GAZ_CHECK_ATTACHMENT_NUMBER, name, NULL, number);
}

/* Names that run over two lines are one; then numbers say how many there are. */
static bool is_plain_list(const struct announced *all) {
    for (guint i = 1; i < all->numbers->len; i++)
        if (g_array_index(all->numbers, uint32_t, i) == 0 && g_array_index(all->numbers, uint32_t, 0) != 0)
            return false;
    return all->names->len > 0;
}

static void check_announcement(struct gaz_checker *checker, const struct announced *all,
                               const GPtrArray *parts) {
    guint n = parts->len;
    if (!is_plain_list(all)) return;
    for (guint i = 0; i < all->names->len; i++) {
        check_announced(checker, *(struct gaz_text *)all->names->pdata[i], i < n ? parts->pdata[i] : NULL);
        check_announced_number(checker, all, i);
    }
    if (n == 0 || n == all->names->len) return;
    g_autofree char *told = g_strdup_printf("%u", all->names->len), *are = g_strdup_printf("%u", n);
    gaz_find(checker, GAZ_CHECK_ATTACHMENT_COUNT, *(struct gaz_text *)all->names->pdata[0], NULL, told, are);
}

/* 附件1《名单》, of which the title is another one. */
static void check_mentioned_title(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                                  const struct gaz_part *part) {
    uint32_t end = gaz_scan_find(text, at, "》");
    if (gaz_char_at(text, at) != L'《' || end == text.n || !part || part->title.n == 0) return;
    struct gaz_text name = gaz_text_slice(text, at + 1, end - at - 1);
    g_autofree char *is = gaz_scan_squeeze(name), *title = gaz_scan_squeeze(part->title);
    if (name.n > 0 && strcmp(is, title) != 0)
        gaz_find(checker, GAZ_CHECK_ATTACHMENT_TITLE, name, NULL, title);
}

/* 附件3 where there are two; that of another document stands behind its name. */
static void check_mentions(struct gaz_checker *checker, struct gaz_text text, uint32_t n,
                           const GPtrArray *parts) {
    for (uint32_t i = gaz_scan_find(text, 0, "附件"); i < text.n; i = gaz_scan_find(text, i + 1, "附件")) {
        struct gaz_numeral number = gaz_numeral_digits(text, i + 2);
        bool is_other = i > 0 && gaz_char_is_one_of(gaz_char_at(text, i - 1), "》）”的");
        if (number.length > 0 && number.value >= 1 && number.value <= parts->len && !is_other)
            check_mentioned_title(checker, text, i + 2 + number.length, parts->pdata[number.value - 1]);
        if (number.length == 0 || number.length > 2 || number.value <= n || is_other) continue;
        g_autofree char *are = g_strdup_printf("%u", n);
        gaz_find(checker, GAZ_CHECK_ATTACHMENT_REFERENCE, gaz_text_slice(text, i, 2 + number.length), NULL,
                 are);
    }
}

void gaz_check_attachments(struct gaz_checker *checker) {
    struct announced all = announced_by(checker->doc);
    GPtrArray *parts = attachments_of(checker->doc);
    uint32_t n = MAX(parts->len, all.names->len);
    check_announcement(checker, &all, parts);
    for (uint32_t i = 0; i < checker->n_passages && n > 0; i++)
        if (checker->passages[i].piece.kind == GAZ_PIECE_BLOCK)
            check_mentions(checker, checker->passages[i].text, n, parts);
    g_ptr_array_free(parts, TRUE);
    g_ptr_array_free(all.names, TRUE);
    g_array_free(all.numbers, TRUE);
}

/* ---- 表3, 图2 */

enum { MOST_LABELS = 400 };

struct labels {
    bool has[2][MOST_LABELS]; /* 表, 图 */
    bool any[2];              /* without any the text may have lost them all */
};

/* A passage that begins with 表3 is its caption, wherever it stands. */
static void put_label(struct labels *labels, const struct gaz_passage *passage) {
    const struct gaz_block *block = passage->piece.kind == GAZ_PIECE_BLOCK ? passage->piece.block : NULL;
    struct gaz_text text = gaz_scan_trim(passage->text);
    labels->any[0] |= block && block->kind == GAZ_BLOCK_TABLE;
    uint32_t at = gaz_char_at(text, 0) == L'附', ch = gaz_char_at(text, at);
    struct gaz_numeral number = gaz_numeral_digits(text, at + 1);
    if ((ch == L'表' || ch == L'图') && number.length && number.value < MOST_LABELS)
        labels->any[ch == L'图'] = labels->has[ch == L'图'][number.value] = true;
}

static void check_label(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                        const struct labels *labels) {
    struct gaz_numeral number = gaz_numeral_digits(text, at + 1);
    uint32_t end = at + 1 + number.length;
    bool is_figure = text.chars[at].ch == L'图';
    bool is_compound =
        gaz_char_is_one_of(gaz_char_at(text, end), "-—.－–") || gaz_char_is_latin(gaz_char_at(text, end));
    if (number.length == 0 || number.value >= MOST_LABELS || is_compound || !labels->any[is_figure] ||
        labels->has[is_figure][number.value])
        return;
    g_autofree char *shown = gaz_text_to_utf8(gaz_text_slice(text, at, end - at));
    gaz_find(checker, GAZ_CHECK_LABEL_REFERENCE, gaz_text_slice(text, at, end - at), NULL, shown);
}

void gaz_check_labels(struct gaz_checker *checker) {
    struct labels labels = {0};
    for (uint32_t i = 0; i < checker->n_passages; i++)
        put_label(&labels, &checker->passages[i]);
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        struct gaz_text text = checker->passages[i].text;
        for (uint32_t at = 1; at < text.n && is_paragraph(&checker->passages[i]); at++)
            if (gaz_char_is_one_of(text.chars[at].ch, "表图") &&
                gaz_char_is_one_of(text.chars[at - 1].ch, "见如按（和"))
                check_label(checker, text, at, &labels);
    }
}
