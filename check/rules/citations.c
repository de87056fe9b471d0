/* citations.c: a document is called the same wherever the issue speaks of it (P-03, P-04, P-10). */
#include "check/checker.h"
#include "check/doc_number.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

#include <string.h>

/* ---- 《…》（省政发〔2023〕8号） */

struct citation {
    struct gaz_text title, number; /* 关于…的通知, 省政发〔2023〕8号 */
    uint32_t code_length;          /* of 省政发 */
    struct gaz_doc_number parsed;
};

/* Where the 《 stands that the 》 at `end` closes; UINT32_MAX: nowhere. */
static uint32_t opening(struct gaz_text text, uint32_t end) {
    int depth = 0;
    for (uint32_t i = end + 1; i-- > 0;) {
        depth += (text.chars[i].ch == L'》') - (text.chars[i].ch == L'《');
        if (depth == 0) return i;
    }
    return UINT32_MAX;
}

static bool citation_at(struct gaz_text text, uint32_t close, struct citation *found) {
    uint32_t begin = close + 2, at = begin, open;
    if (text.chars[close].ch != L'》' || !gaz_char_is_one_of(gaz_char_at(text, close + 1), "（("))
        return false;
    while (at < begin + 16 && gaz_char_is_han(gaz_char_at(text, at)))
        at++;
    found->parsed = gaz_doc_number_at(text, at);
    if (at == begin || found->parsed.end == 0 ||
        !gaz_char_is_one_of(gaz_char_at(text, found->parsed.end), "）),，；"))
        return false;
    if ((open = opening(text, close)) == UINT32_MAX) return false;
    found->title = gaz_text_slice(text, open + 1, close - open - 1);
    found->number = gaz_text_slice(text, begin, found->parsed.end - begin);
    found->code_length = at - begin;
    return found->title.n > 0;
}

/* A title without the marks that depend on where it stands, from 关于 on. */
static char *bare_title(struct gaz_text title) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < title.n; i++)
        if (!gaz_char_is_one_of(title.chars[i].ch, "《》〈〉“”‘’ 　\n"))
            g_string_append_unichar(out, title.chars[i].ch);
    const char *about = strstr(out->str, "关于");
    if (about) g_string_erase(out, 0, about - out->str);
    return g_string_free(out, FALSE);
}

/* ---- what was cited before */

struct memory {
    struct gaz_checker *checker;
    GHashTable *numbers; /* title and code → number as said first */
    GHashTable *titles;  /* number → title as said first */
    GHashTable *own;     /* the same keys as numbers: of documents of this issue */
    bool is_repeal; /* the passage speaks of what is no longer in force: an older one of the same title */
};

static char *key_of(const struct citation *citation, const char *title) {
    g_autofree char *code = gaz_text_to_utf8(gaz_text_slice(citation->number, 0, citation->code_length));
    return g_strconcat(code, "|", title, NULL);
}

static char *canonical(const struct citation *citation) {
    g_autofree char *code = gaz_text_to_utf8(gaz_text_slice(citation->number, 0, citation->code_length));
    return g_strdup_printf("%s〔%u〕%u号", code, citation->parsed.year, citation->parsed.number);
}

/* Year or number is another, not both: a slip, while titles that come again every few years have both. */
static bool is_slip(const char *known, const char *number) {
    const char *year = strstr(known, "〔"), *other = strstr(number, "〔"), *rest = strstr(known, "〕"),
               *tail = strstr(number, "〕");
    bool is_same_year = strncmp(year, other, strlen("〔2024")) == 0;
    return is_same_year != (strcmp(rest, tail) == 0);
}

static void judge_citation(struct memory *memory, const struct citation *citation, const char *key,
                           const char *title) {
    g_autofree char *number = canonical(citation);
    const char *known = g_hash_table_lookup(memory->numbers, key),
               *called = g_hash_table_lookup(memory->titles, number);
    bool is_own = g_hash_table_contains(memory->own, key);
    if (known && is_slip(known, number) && !memory->is_repeal)
        gaz_find(memory->checker, GAZ_CHECK_CITED_NUMBER, citation->number, is_own ? known : NULL, known);
    if (!known && called && !strstr(called, title) && !strstr(title, called))
        gaz_find(memory->checker, GAZ_CHECK_CITED_TITLE, citation->title, NULL, number, called);
}

static void take_citation(struct memory *memory, const struct citation *citation, bool is_own) {
    g_autofree char *title = bare_title(citation->title), *key = key_of(citation, title),
                    *number = canonical(citation);
    if (!is_own) judge_citation(memory, citation, key, title);
    if (is_own) g_hash_table_add(memory->own, g_strdup(key));
    if (!g_hash_table_contains(memory->numbers, key))
        g_hash_table_insert(memory->numbers, g_steal_pointer(&key), g_strdup(number));
    if (!g_hash_table_contains(memory->titles, number))
        g_hash_table_insert(memory->titles, g_steal_pointer(&number), g_steal_pointer(&title));
}

static void take_document(struct memory *memory, const struct gaz_doc *doc) {
    struct citation own = {.title = doc->title, .number = doc->number};
    while (own.code_length < doc->number.n && gaz_char_is_han(doc->number.chars[own.code_length].ch))
        own.code_length++;
    own.parsed = gaz_doc_number_at(doc->number, own.code_length);
    if (own.parsed.end > 0 && own.code_length > 0 && doc->title.n > 0) take_citation(memory, &own, true);
}

void gaz_check_citations(struct gaz_checker *checker) {
    struct memory memory = {checker, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), false};
    for (uint32_t i = 0; i < checker->issue->n_docs; i++)
        take_document(&memory, &checker->issue->docs[i]);
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        struct gaz_text text = checker->passages[i].text;
        struct citation found;
        memory.is_repeal = gaz_scan_find(text, 0, "废止") < text.n || gaz_scan_find(text, 0, "失效") < text.n;
        for (uint32_t at = 0; at < text.n; at++)
            if (text.chars[at].ch == L'》' && citation_at(text, at, &found))
                take_citation(&memory, &found, false);
    }
    g_hash_table_destroy(memory.numbers);
    g_hash_table_destroy(memory.titles);
    g_hash_table_destroy(memory.own);
}

/* ---- the number before the title */

void gaz_check_citation_order(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 1; i < text.n; i++) {
        if (!gaz_char_is_one_of(text.chars[i].ch, "〔[［【（(") || !gaz_char_is_han(text.chars[i - 1].ch))
            continue;
        struct gaz_doc_number found = gaz_doc_number_at(text, i);
        uint32_t next = found.end + (gaz_char_at(text, found.end) == L'文');
        if (found.end > 0 && gaz_char_at(text, next) == L'《')
            gaz_find(checker, GAZ_CHECK_CITATION_ORDER, gaz_text_slice(text, i, found.end - i), NULL, NULL);
    }
}

/* ---- the contents against the documents */

/* Year and number as they stand in the Chinese one. */
static bool has_digits(struct gaz_text text, uint32_t value) {
    for (uint32_t i = 0; i < text.n; i++) {
        struct gaz_numeral number = gaz_numeral_digits(text, i);
        if (number.length && number.value == value) return true;
        i += number.length;
    }
    return false;
}

static void check_english_number(struct gaz_checker *checker, const struct gaz_doc *doc) {
    for (uint32_t i = 0; i < doc->number.n && doc->english_number.n > 0; i++) {
        struct gaz_doc_number found = gaz_doc_number_at(doc->number, i);
        if (found.end == 0) continue;
        g_autofree char *number = gaz_text_to_utf8(doc->number);
        if (!has_digits(doc->english_number, found.year) || !has_digits(doc->english_number, found.number))
            gaz_find(checker, GAZ_CHECK_ENGLISH_NUMBER, doc->english_number, NULL, number);
    }
}

/* The contents may add to a title, as the number of a 令. */
static void check_contents_title(struct gaz_checker *checker, const struct gaz_doc *doc) {
    g_autofree char *title = gaz_scan_squeeze(doc->title), *listed = gaz_scan_squeeze(doc->contents_title);
    if (*listed && !strstr(listed, title))
        gaz_find(checker, GAZ_CHECK_CONTENTS_TITLE, doc->contents_title, NULL, title);
}

void gaz_check_contents(struct gaz_checker *checker) {
    const struct gaz_issue *issue = checker->issue;
    uint32_t n_english = 0;
    for (uint32_t i = 0; i < issue->n_docs; i++)
        n_english += issue->docs[i].english_title.n > 0 || issue->docs[i].english_number.n > 0;
    for (uint32_t i = 0; i < issue->n_docs; i++) {
        const struct gaz_doc *doc = &issue->docs[i];
        check_english_number(checker, doc);
        check_contents_title(checker, doc);
        if (n_english > 0 && doc->english_title.n == 0 && doc->title.n > 0)
            gaz_find(checker, GAZ_CHECK_ENGLISH_TITLE, doc->title, NULL, NULL);
    }
}
