/* printed.c: the printed view: the issue as its house prints it.
 *
 * A gazette may print documents without 版头, 版记 or 附注, its contents without a board; it calls an issue
 * 第5期 or 第5号, and may set the name of a 栏目 above its documents. This is decided here, once, by each
 * document's own style: everything behind it (setting, contents, self-check, fonts, volume) reads the view,
 * so that what is not printed is missing everywhere in the same way. The model stays whole; the rooms beside
 * the stages read that.
 */
#include "layout/issue/printed.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"

/* ---- a document */

/* A document without a title keeps its mark: it has no other name (an order). */
static void leave_letterhead(struct gaz_doc *doc, const struct gaz_style *style) {
    if (!style->letterhead_printed && doc->title.n) {
        doc->letterhead.n = 0;
        doc->letterhead_suffix.n = 0;
    }
    doc->numbers_below = doc->letterhead.n == 0 && style->number_below == 1;
}

/* 主送：甲，乙。 of a 版记 that is not printed stand before the text again: 甲，乙： */
static struct gaz_text addressees_back(struct gaz_arena *arena, struct gaz_text moved) {
    enum { COLON = 0xFF1A, STOP = 0x3002 };
    uint32_t begin = 0, end = moved.n;
    while (begin < end && moved.chars[begin].ch != COLON)
        begin++;
    begin = begin < end ? begin + 1 : 0;
    if (end > begin && moved.chars[end - 1].ch == STOP) end--;
    struct gaz_text pieces[2] = {gaz_text_slice(moved, begin, end - begin), gaz_text_from_utf8(arena, "：")};
    return gaz_text_join(arena, pieces, 2);
}

static void leave_footer(struct gaz_doc *doc, const struct gaz_style *style, struct gaz_arena *arena) {
    if (style->footer_printed) return;
    if (doc->moved_addressees.n) doc->addressees = addressees_back(arena, doc->moved_addressees);
    doc->moved_addressees.n = doc->copies.n = doc->printer.n = doc->print_date.n = 0;
}

static void see_document(struct gaz_doc *doc, const struct gaz_style *style, struct gaz_arena *arena) {
    leave_letterhead(doc, style);
    leave_footer(doc, style, arena);
    if (!style->note_printed) doc->note.n = 0;
}

/* ---- the issue */

enum { NO_COLUMN_TITLE = 0 }; /* of 栏目.题 */

static void see_columns(const struct gaz_layout_job *job, struct gaz_doc *docs) {
    const struct gaz_issue *issue = job->issue;
    for (uint32_t i = 0; i < issue->n_columns; i++) {
        uint32_t first = issue->columns[i].first_doc;
        if (issue->columns[i].n_docs && job->doc_styles[first]->column_title != NO_COLUMN_TITLE)
            docs[first].column_title = issue->columns[i].name;
    }
}

struct gaz_layout_job gaz_printed_job(const struct gaz_layout_job *job, struct gaz_arena *arena) {
    struct gaz_layout_job own = *job;
    struct gaz_issue *issue = GAZ_NEW(arena, struct gaz_issue);
    struct gaz_doc *docs = GAZ_NEW_ARRAY(arena, struct gaz_doc, job->issue->n_docs + 1);
    *issue = *job->issue;
    issue->word = (enum gaz_issue_word)job->style->issue_word;
    if (!job->style->board_printed) issue->board.n = issue->contacts.n = 0;
    for (uint32_t i = 0; i < issue->n_docs; i++) {
        docs[i] = job->issue->docs[i];
        see_document(&docs[i], job->doc_styles[i], arena);
    }
    see_columns(job, docs);
    issue->docs = docs;
    own.issue = issue;
    return own;
}

/* ---- what is left out */

struct left_out {
    uint32_t letterheads, footers, notes;
};

static bool has_footer(const struct gaz_doc *doc) {
    return doc->moved_addressees.n || doc->copies.n || doc->printer.n || doc->print_date.n;
}

static void count(const struct gaz_doc *doc, const struct gaz_doc *printed, struct left_out *out) {
    out->letterheads += doc->letterhead.n > printed->letterhead.n;
    out->footers += has_footer(doc) && !has_footer(printed);
    out->notes += doc->note.n > printed->note.n;
}

/* in Chinese and in English */
struct told {
    GString *chinese, *english;
};

static void append(struct told *told, const char *word, uint32_t n) {
    if (n == 0) return;
    g_string_append_printf(told->chinese, "%s%s%u处", told->chinese->len ? "、" : "", word, n);
    g_string_append_printf(told->english, "%s%u %s", told->english->len ? ", " : "", n, word);
}

void gaz_report_left_out(const struct gaz_issue *issue, const struct gaz_issue *printed,
                         const struct gaz_style *style, struct gaz_diags *diags) {
    struct left_out out = {0};
    for (uint32_t i = 0; i < issue->n_docs; i++)
        count(&issue->docs[i], &printed->docs[i], &out);
    bool has_board = issue->board.n + issue->contacts.n > printed->board.n + printed->contacts.n;
    g_autoptr(GString) chinese = g_string_new(NULL), english = g_string_new(NULL);
    struct told told = {chinese, english};
    append(&told, "版头", out.letterheads);
    append(&told, "版记", out.footers);
    append(&told, "附注", out.notes);
    append(&told, "编委会", has_board);
    if (chinese->len)
        gaz_report(diags, GAZ_D_NOT_PRINTED, issue->style_span, style->name, chinese->str, english->str);
}
