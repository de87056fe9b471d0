/* check.c: runs the rules over the texts of the model, each function once over all that it is for. */
#include "check/checker.h"
#include "check/usage.h"

#include <stdlib.h>
#include <string.h>

/* ---- the table */

enum scope { PASSAGE, DOCUMENT, ISSUE };

static const struct gaz_check_row rows[GAZ_N_CHECK_RULES] = {
#define GAZ_CHECK_RULE(code, slug, level, remedy, scope, function, clause, chinese, english)                 \
    [code] = {slug, GAZ_LEVEL_##level, GAZ_REMEDY_##remedy, clause, chinese, english},
#include "check/rules.def"
#undef GAZ_CHECK_RULE
};

const struct gaz_check_row *gaz_check_row(enum gaz_check_rule rule) {
    return &rows[rule];
}

union function {
    gaz_passage_rule *passage;
    gaz_wide_rule *wide;
};

#define GAZ_FUNCTION_PASSAGE .passage
#define GAZ_FUNCTION_DOCUMENT .wide
#define GAZ_FUNCTION_ISSUE .wide

static const struct runner {
    enum scope scope;
    union function function;
} runners[GAZ_N_CHECK_RULES] = {
#define GAZ_CHECK_RULE(code, slug, level, remedy, scope, function, clause, chinese, english)                 \
    [code] = {scope, {GAZ_FUNCTION_##scope = (function)}},
#include "check/rules.def"
#undef GAZ_CHECK_RULE
};

static bool is_same(const struct runner *a, const struct runner *b) {
    if (a->scope != b->scope) return false;
    return a->scope == PASSAGE ? a->function.passage == b->function.passage
                               : a->function.wide == b->function.wide;
}

/* Whether an earlier row has the same function. */
static bool was_run(int rule) {
    for (int i = 0; i < rule; i++)
        if (is_same(&runners[i], &runners[rule])) return true;
    return false;
}

/* ---- the texts */

struct collector {
    GArray *passages; /* struct gaz_passage */
    const struct gaz_doc *doc;
};

/* Leaders and page numbers of a document's contents are for own_contents.c alone. */
static void collect(void *context, struct gaz_piece piece, struct gaz_text text) {
    struct collector *collector = context;
    bool is_entry = piece.block && piece.block->kind == GAZ_BLOCK_CONTENTS_ENTRY;
    if (is_entry && text.chars == piece.block->text.chars) text.n = piece.block->n_kept;
    struct gaz_passage one = {collector->doc, piece, text};
    g_array_append_val(collector->passages, one);
}

bool gaz_passage_is_block_text(const struct gaz_passage *passage) {
    const struct gaz_block *block = passage->piece.block;
    return passage->piece.kind == GAZ_PIECE_BLOCK && block && block->kind != GAZ_BLOCK_FIGURE &&
           block->text.chars == passage->text.chars;
}

bool gaz_block_is_prose(const struct gaz_block *block) {
    return block->kind == GAZ_BLOCK_PARAGRAPH && block->align == GAZ_ALIGN_BODY;
}

bool gaz_passage_is_line(const struct gaz_passage *passage) {
    const struct gaz_block *block = passage->piece.block;
    return gaz_passage_is_block_text(passage) && block->align == GAZ_ALIGN_BODY &&
           block->kind != GAZ_BLOCK_ATTACHMENT_LIST && !gaz_block_is_contents(block);
}

/* ---- findings */

void gaz_find_args(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_text where,
                   const char *proposal, const char *const *args) {
    struct gaz_finding one = {.rule = rule,
                              .span = gaz_text_span(where),
                              .text = gaz_text_to_utf8(where),
                              .proposal = g_strdup(proposal),
                              .args = g_strdupv((char **)args),
                              .where = where};
    g_array_append_val(checker->findings->list, one);
}

bool gaz_is_told(const struct gaz_checker *checker, struct gaz_text where) {
    for (guint i = checker->findings->list->len; i-- > 0;) {
        struct gaz_text other = g_array_index(checker->findings->list, struct gaz_finding, i).where;
        if (other.chars < where.chars + where.n && where.chars < other.chars + other.n) return true;
    }
    return false;
}

void gaz_find_mark(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_span span) {
    struct gaz_finding one = {.rule = rule,
                              .span = span,
                              .text = g_strndup(span.source->text + span.begin, span.end - span.begin),
                              .args = g_new0(char *, 1)};
    g_array_append_val(checker->findings->list, one);
}

static void clear_finding(gpointer data) {
    struct gaz_finding *finding = data;
    g_free(finding->text);
    g_free(finding->proposal);
    g_strfreev(finding->args);
}

static gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_finding *one = a, *two = b;
    const struct gaz_source *first = one->span.source, *second = two->span.source;
    int order = first && second ? strcmp(first->name, second->name) : (first != NULL) - (second != NULL);
    if (order == 0) order = (one->span.begin > two->span.begin) - (one->span.begin < two->span.begin);
    if (order == 0) order = (int)one->rule - (int)two->rule;
    if (order == 0) order = (one->span.end > two->span.end) - (one->span.end < two->span.end);
    return order;
}

void gaz_findings_free(struct gaz_findings *findings) {
    if (!findings) return;
    g_array_free(findings->list, TRUE);
    g_free(findings);
}

unsigned gaz_findings_count(const struct gaz_findings *findings, enum gaz_check_level level) {
    unsigned n = 0;
    for (guint i = 0; i < findings->list->len; i++)
        n += rows[g_array_index(findings->list, struct gaz_finding, i).rule].level == level;
    return n;
}

/* ---- the run */

static void run_document(struct gaz_checker *checker) {
    for (int rule = 0; rule < GAZ_N_CHECK_RULES; rule++) {
        const struct runner *runner = &runners[rule];
        if (runner->scope == ISSUE || was_run(rule)) continue;
        if (runner->scope == DOCUMENT) runner->function.wide(checker);
        for (uint32_t i = 0; runner->scope == PASSAGE && i < checker->n_passages; i++)
            runner->function.passage(checker, &checker->passages[i]);
    }
}

static void run_issue(struct gaz_checker *checker) {
    for (int rule = 0; rule < GAZ_N_CHECK_RULES; rule++)
        if (runners[rule].scope == ISSUE && !was_run(rule)) runners[rule].function.wide(checker);
}

/* A document at a time, then all of it. */
static void run_all(struct gaz_checker *checker) {
    const struct gaz_issue *issue = checker->issue;
    struct collector collector = {.passages = g_array_new(FALSE, FALSE, sizeof(struct gaz_passage))};
    for (uint32_t i = 0; i <= issue->n_docs; i++) {
        const struct gaz_doc *doc = i < issue->n_docs ? &issue->docs[i] : issue->about;
        if (!doc) continue;
        guint begin = collector.passages->len;
        collector.doc = checker->doc = doc;
        gaz_doc_texts(doc, collect, &collector);
        checker->n_passages = collector.passages->len - begin;
        if (checker->n_passages == 0) continue;
        checker->passages = &g_array_index(collector.passages, struct gaz_passage, begin);
        run_document(checker);
    }
    checker->doc = NULL;
    checker->passages = (const struct gaz_passage *)(const void *)collector.passages->data;
    checker->n_passages = collector.passages->len;
    struct gaz_usage *usage = gaz_usage_new(checker);
    checker->usage = usage;
    run_issue(checker);
    gaz_usage_free(usage);
    g_array_free(collector.passages, TRUE);
}

struct gaz_findings *gaz_check_issue(const struct gaz_issue *issue, const struct gaz_house *house) {
    struct gaz_findings *findings = g_new(struct gaz_findings, 1);
    findings->list = g_array_new(FALSE, FALSE, sizeof(struct gaz_finding));
    g_array_set_clear_func(findings->list, clear_finding);
    struct gaz_checker checker = {.issue = issue, .house = house, .findings = findings};
    run_all(&checker);
    g_array_sort(findings->list, by_place);
    return findings;
}
