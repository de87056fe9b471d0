/* house.c: the house's lists of all files together, and where what they list stands in a text. */
#include "check/house/house.h"

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"

/* ---- what strings mean */

static bool is_length(struct gaz_listed form, struct gaz_diags *diags) {
    uint32_t least = form.meaning == GAZ_MEANS_CODE ? 1 : 2;
    if (form.text.n >= least && form.text.n <= GAZ_LEXICON_MOST) return true;
    g_autofree char *shown =
                        gaz_text_to_utf8(gaz_text_slice(form.text, 0, MIN(form.text.n, GAZ_LEXICON_MOST))),
                    *from = g_strdup_printf("%u", least), *most = g_strdup_printf("%d", GAZ_LEXICON_MOST);
    gaz_report(diags, GAZ_D_HOUSE_LENGTH, gaz_text_span(form.text), shown, from, most);
    return false;
}

void gaz_house_add(struct gaz_house *house, struct gaz_listed form, struct gaz_diags *diags) {
    if (!is_length(form, diags)) return;
    bool is_code = form.meaning == GAZ_MEANS_CODE;
    GHashTable *table = is_code ? house->codes : house->forms;
    char *key = gaz_text_to_utf8(form.text);
    struct gaz_listed *head = g_hash_table_lookup(table, key);
    if (head && head->rank < form.rank) {
        g_free(key);
        return;
    }
    struct gaz_listed *kept = GAZ_NEW(house->arena, struct gaz_listed);
    *kept = form;
    if (head) {
        gaz_house_compare(head, kept, diags);
        kept->next = head->next;
        head->next = kept;
        g_free(key);
        return;
    }
    g_hash_table_insert(table, key, kept);
    if (!is_code) g_ptr_array_add(house->heads, kept);
}

const struct gaz_listed *gaz_listed_of(const struct gaz_listed *form, enum gaz_meaning meaning) {
    while (form && form->meaning != meaning)
        form = form->next;
    return form;
}

bool gaz_listed_is_good(const struct gaz_listed *form) {
    while (form && form->meaning > GAZ_MEANS_PERSON)
        form = form->next;
    return form != NULL;
}

bool gaz_listed_is_bad(const struct gaz_listed *form) {
    while (form && (form->meaning < GAZ_MEANS_FORMER || form->meaning == GAZ_MEANS_CODE))
        form = form->next;
    return form != NULL;
}

static const struct gaz_listed *look_up(GHashTable *table, struct gaz_text text) {
    g_autofree char *key = gaz_text_to_utf8(text);
    return g_hash_table_lookup(table, key);
}

const struct gaz_listed *gaz_house_name(const struct gaz_house *house, struct gaz_text text) {
    return look_up(house->forms, text);
}

const struct gaz_listed *gaz_house_code(const struct gaz_house *house, struct gaz_text text) {
    return look_up(house->codes, text);
}

/* ---- reading */

static void read_file(struct gaz_house *house, const struct gaz_house_file *file, struct gaz_diags *diags) {
    const struct gaz_source *source =
        gaz_source_read_below(house->arena, file->root, file->path, (struct gaz_span){0}, diags);
    const struct gaz_yaml *map = source ? gaz_yaml_read(house->arena, source, 0, source->size, diags) : NULL;
    if (map) gaz_house_add_list(house, file->list, map, file, diags);
}

static void index_all(struct gaz_house *house) {
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(struct gaz_text));
    for (guint i = 0; i < house->heads->len; i++) {
        const struct gaz_listed *head = house->heads->pdata[i];
        g_array_append_val(words, head->text);
        if (gaz_listed_of(head, GAZ_MEANS_FULL)) gaz_nearby_add(house->nearby, head->text);
    }
    house->lexicon = gaz_lexicon_new((const struct gaz_text *)(const void *)words->data, words->len);
    gaz_nearby_seal(house->nearby);
}

struct gaz_house *gaz_house_read(const struct gaz_house_file *files, uint32_t n, struct gaz_diags *diags) {
    struct gaz_house *house = g_new0(struct gaz_house, 1);
    house->arena = gaz_arena_new();
    house->organs = g_ptr_array_new();
    house->people = g_ptr_array_new();
    house->heads = g_ptr_array_new();
    house->forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    house->codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    house->nearby = gaz_nearby_new();
    for (uint32_t i = 0; i < n; i++)
        read_file(house, &files[i], diags);
    index_all(house);
    gaz_diags_keep(diags, house->arena); /* the complaints point into its sources */
    return house;
}

void gaz_house_free(struct gaz_house *house) {
    if (!house) return;
    gaz_nearby_free(house->nearby);
    gaz_lexicon_free(house->lexicon);
    g_hash_table_destroy(house->forms);
    g_hash_table_destroy(house->codes);
    g_ptr_array_unref(house->organs);
    g_ptr_array_unref(house->people);
    g_ptr_array_unref(house->heads);
    g_free(house);
}

/* ---- what stands in a text */

GArray *gaz_house_hits(const struct gaz_house *house, struct gaz_text text) {
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct gaz_house_hit));
    struct gaz_lexicon_cursor cursor = {0};
    for (struct gaz_lexicon_match match; gaz_lexicon_next(house->lexicon, text, &cursor, &match);) {
        struct gaz_house_hit hit = {match.at, match.length, house->heads->pdata[match.word]};
        g_array_append_val(hits, hit);
    }
    return hits;
}
