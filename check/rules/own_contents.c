/* own_contents.c: the lines of a document's own 目录 say what its heads say, each head has one, and none has
 * a leader or a page number (P-09).
 */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

#include <string.h>

/* The words of a head: of 一、… the first sentence. */
static struct gaz_text words_of(const struct gaz_block *head) {
    uint32_t run_in = head->kind == GAZ_BLOCK_PARAGRAPH ? gaz_number_run_in(head->text) : 0;
    return gaz_scan_trim(gaz_text_slice(head->text, 0, run_in ? run_in - 1 : head->text.n));
}

/* As UTF-8 without blanks, line ends and marks of notes; freed with g_free. */
static char *plain(struct gaz_text text) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < text.n; i++)
        if (!gaz_char_note(&text.chars[i]) && !g_unichar_isspace(text.chars[i].ch))
            g_string_append_unichar(out, text.chars[i].ch);
    return g_string_free(out, FALSE);
}

static void check_page(struct gaz_checker *checker, const struct gaz_block *entry) {
    struct gaz_text rest = gaz_text_slice(entry->text, entry->n_kept, entry->text.n - entry->n_kept);
    if (gaz_scan_trim(rest).n > 0) gaz_find(checker, GAZ_CHECK_CONTENTS_PAGE, rest, "", NULL);
}

static void check_entry(struct gaz_checker *checker, const struct gaz_block *entry,
                        const struct gaz_block *head) {
    struct gaz_text words = gaz_text_slice(entry->text, 0, entry->n_words);
    if (!head) {
        gaz_find(checker, GAZ_CHECK_CONTENTS_IDLE, words, NULL, NULL);
        return;
    }
    g_autofree char *said = plain(words), *is = plain(words_of(head));
    if (strcmp(said, is) == 0) return;
    g_autofree char *shown = gaz_text_to_utf8(words_of(head));
    gaz_find(checker, GAZ_CHECK_CONTENTS_ENTRY, words, NULL, shown);
}

/* one list of contents: blocks of a part */
struct list {
    const struct gaz_part *part;
    uint32_t end; /* behind its last entry */
    bool has_division[GAZ_BLOCK_SUBSECTION - GAZ_BLOCK_BOOK + 2];
    GHashTable *named; /* numbers of heads */
};

/* The heads behind the list, as deep as it goes, that it leaves out. */
static void check_heads(struct gaz_checker *checker, const struct list *list) {
    for (uint32_t i = list->end; i < list->part->n_blocks; i++) {
        const struct gaz_block *head = &list->part->blocks[i];
        bool is_wanted = gaz_block_division(head) > 0 && list->has_division[gaz_block_division(head)];
        if (is_wanted && !g_hash_table_contains(list->named, GUINT_TO_POINTER(head->head)))
            gaz_find(checker, GAZ_CHECK_CONTENTS_LACKING, words_of(head), NULL, NULL);
    }
}

static uint32_t check_list(struct gaz_checker *checker, const struct gaz_part *part, uint32_t begin,
                           GHashTable *heads) {
    struct list list = {.part = part, .end = begin, .named = g_hash_table_new(NULL, NULL)};
    for (; list.end < part->n_blocks && part->blocks[list.end].kind == GAZ_BLOCK_CONTENTS_ENTRY; list.end++) {
        const struct gaz_block *entry = &part->blocks[list.end];
        gpointer number = GUINT_TO_POINTER(entry->names);
        const struct gaz_block *head = entry->names ? g_hash_table_lookup(heads, number) : NULL;
        unsigned division = gaz_number_division(gaz_number_find(entry->text));
        list.has_division[head ? gaz_block_division(head) : division] = true;
        g_hash_table_add(list.named, number);
        check_entry(checker, entry, head);
        check_page(checker, entry);
    }
    check_heads(checker, &list);
    g_hash_table_unref(list.named);
    return list.end;
}

static void check_part(struct gaz_checker *checker, const struct gaz_part *part) {
    g_autoptr(GHashTable) heads = g_hash_table_new(NULL, NULL);
    for (uint32_t i = 0; i < part->n_blocks; i++)
        if (part->blocks[i].head)
            g_hash_table_insert(heads, GUINT_TO_POINTER(part->blocks[i].head), (gpointer)&part->blocks[i]);
    for (uint32_t i = 0; i < part->n_blocks;) {
        bool is_list = part->blocks[i].kind == GAZ_BLOCK_CONTENTS_ENTRY;
        i = is_list ? check_list(checker, part, i, heads) : i + 1;
    }
}

void gaz_check_own_contents(struct gaz_checker *checker) {
    for (uint32_t i = 0; i < checker->doc->n_parts; i++)
        check_part(checker, &checker->doc->parts[i]);
}
