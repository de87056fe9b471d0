/* lock_file.c: see lock_file.h. */
#include "archive/lock/lock_file.h"

#include "archive/lock/lines.h"
#include "archive/lock/page_changes.h"
#include "base/data/schema.h"
#include "base/file/file.h"
#include "base/file/hash.h"
#include "base/process/arena.h"
#include "base/text/visible.h"

#include <string.h>

enum { STATE = 16 /* hexadecimal digits */, LONGEST_NAME = 40 /* characters */ };

/* ---- signatures */

bool gaz_signer_is_good(const char *name) {
    if (!g_utf8_validate(name, -1, NULL) || !*name) return false;
    if (g_utf8_strlen(name, -1) > LONGEST_NAME) return false;
    if (g_unichar_isspace(g_utf8_get_char(name))) return false;
    if (g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(name + strlen(name))))) return false;
    for (const char *at = name; *at; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        if (!gaz_is_visible(ch) || g_unichar_iscntrl(ch)) return false;
    }
    return true;
}

static void clear_signature(gpointer data) {
    struct gaz_signature *signature = data;
    g_free(signature->name);
    g_free(signature->date);
    g_free(signature->state);
}

GArray *gaz_signatures_new(void) {
    GArray *signatures = g_array_new(FALSE, FALSE, sizeof(struct gaz_signature));
    g_array_set_clear_func(signatures, clear_signature);
    return signatures;
}

void gaz_signatures_add(GArray *signatures, const struct gaz_signature *signature) {
    struct gaz_signature copy = *signature;
    copy.name = g_strdup(signature->name);
    copy.date = g_strdup(signature->date);
    copy.state = g_strdup(signature->state);
    g_array_append_val(signatures, copy);
}

bool gaz_signatures_hold(const GArray *signatures) {
    for (guint i = 0; i < signatures->len; i++)
        if (g_array_index(signatures, struct gaz_signature, i).is_current) return true;
    return false;
}

/* They are sorted by round. */
static enum gaz_proof_round last_round(const GArray *signatures) {
    enum gaz_proof_round last = GAZ_ROUND_FIRST;
    for (guint i = 0; i < signatures->len; i++) {
        const struct gaz_signature *one = &g_array_index(signatures, struct gaz_signature, i);
        if (one->is_current) last = one->round;
    }
    return last;
}

char *gaz_signatures_text(const GArray *signatures, bool current) {
    GString *text = g_string_new(NULL);
    int round = -1;
    for (guint i = 0; i < signatures->len; i++) {
        const struct gaz_signature *one = &g_array_index(signatures, struct gaz_signature, i);
        if (one->is_current != current || (current && one->round != last_round(signatures))) continue;
        if (text->len) g_string_append(text, "、");
        if (round != (int)one->round) g_string_append_printf(text, "%s ", gaz_round_names[one->round]);
        g_string_append_printf(text, "%s %s", one->name, one->date);
        round = (int)one->round;
    }
    return g_string_free(text, FALSE);
}

/* ---- as they are written */

static bool is_date(const char *text) {
    struct gaz_date date;
    return strlen(text) == strlen("2024-01-31") && gaz_date_parse(text, &date);
}

/* 0: they are none. */
static unsigned read_kinds(const char *text) {
    g_auto(GStrv) names = g_strsplit(text, ",", -1);
    unsigned kinds = 0;
    for (char **name = names; *name; name++) {
        unsigned bit = 0;
        for (int i = 0; i < GAZ_N_LOCK_KINDS; i++)
            if (strcmp(*name, gaz_lock_kind_name(i)) == 0) bit = 1u << i;
        if (!bit) return 0;
        kinds |= bit;
    }
    return kinds;
}

static bool is_state(const char *text) {
    return strlen(text) == STATE && strspn(text, "0123456789abcdef") == STATE;
}

/* The texts are borrowed of `words`, which is cut up. */
static bool read_signature(const struct gaz_fact *fact, char **words, struct gaz_signature *signature) {
    if (!gaz_round_read(fact->key, &signature->round) || g_strv_length(words) != 4) return false;
    signature->date = words[0];
    signature->kinds = read_kinds(words[1]);
    signature->state = words[2];
    signature->name = words[3];
    return is_date(words[0]) && signature->kinds && is_state(words[2]) && gaz_signer_is_good(words[3]);
}

static bool add_signature(GArray *signatures, const struct gaz_fact *fact, const GArray *facts) {
    g_auto(GStrv) words = g_strsplit(fact->value, " ", 4);
    struct gaz_signature signature = {0};
    if (!read_signature(fact, words, &signature)) return false;
    g_autofree char *state = gaz_lock_state(facts, signature.kinds);
    signature.is_current = strcmp(state, signature.state) == 0;
    gaz_signatures_add(signatures, &signature);
    return true;
}

static gint compare_signatures(gconstpointer a, gconstpointer b) {
    const struct gaz_signature *one = a, *two = b;
    if (one->round != two->round) return one->round < two->round ? -1 : 1;
    int dates = strcmp(one->date, two->date), names = strcmp(one->name, two->name);
    return dates ? dates : names ? names : strcmp(one->state, two->state);
}

static void write_signatures(GString *out, const GArray *signatures) {
    if (signatures->len == 0) return;
    g_autoptr(GArray) sorted =
        g_array_append_vals(g_array_new(FALSE, FALSE, sizeof(struct gaz_signature)), signatures->data,
                            signatures->len); /* borrows their texts */
    g_array_sort(sorted, compare_signatures);
    g_string_append_printf(out, "[%s]\n", gaz_fact_section_name(GAZ_FACT_SIGNED));
    for (guint i = 0; i < sorted->len; i++) {
        const struct gaz_signature *one = &g_array_index(sorted, struct gaz_signature, i);
        g_autofree char *kinds = gaz_lock_kinds_text(one->kinds);
        g_string_append_printf(out, "%s = %s %s %s %s\n", gaz_round_names[one->round], one->date, kinds,
                               one->state, one->name);
    }
    g_string_append_c(out, '\n');
}

/* ---- the state */

void gaz_facts_drop_kind(GArray *facts, int kind) {
    for (guint i = facts->len; i-- > 0;)
        if (gaz_fact_is_of_kind(&g_array_index(facts, struct gaz_fact, i), kind))
            g_array_remove_index(facts, i);
}

/* The program by itself is no difference, nor is what is known of the print. */
static bool is_signed(enum gaz_fact_section section) {
    return section == GAZ_FACT_STYLE || section == GAZ_FACT_FONT || section == GAZ_FACT_SOURCE ||
           section == GAZ_FACT_PRESS || section == GAZ_FACT_FILE || section == GAZ_FACT_RESULT;
}

char *gaz_lock_state(const GArray *facts, unsigned kinds) {
    g_autoptr(GArray) some =
        g_array_append_vals(g_array_new(FALSE, FALSE, sizeof(struct gaz_fact)), facts->data, facts->len);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < GAZ_N_LOCK_KINDS; i++)
        if (!(kinds & 1u << i)) gaz_facts_drop_kind(some, i);
    for (guint i = 0; i < some->len; i++) {
        const struct gaz_fact *fact = &g_array_index(some, struct gaz_fact, i);
        if (is_signed(fact->section))
            g_string_append_printf(text, "%s %s = %s\n", gaz_fact_section_name(fact->section), fact->key,
                                   fact->value);
    }
    struct gaz_hash hash;
    gaz_hash_begin(&hash);
    gaz_hash_add(&hash, text->str, text->len);
    return gaz_hash_end_text(&hash, STATE);
}

/* ---- reading */

static GArray *new_facts(void) {
    return g_array_new(FALSE, FALSE, sizeof(struct gaz_fact));
}

/* Whether what tells where a difference is can be understood. */
static bool is_place(const struct gaz_fact *fact) {
    return fact->section == GAZ_FACT_PAGE ? gaz_page_fact_is(fact->value) : gaz_lines_are(fact->value);
}

static void note_wrong(struct gaz_lock *lock, const struct gaz_fact *fact) {
    if (lock->wrong == GAZ_NOWHERE || fact->begin < lock->wrong) lock->wrong = fact->begin;
}

static void sort_fact(struct gaz_lock *lock, const struct gaz_fact *fact) {
    bool is_page = fact->section == GAZ_FACT_PAGE, is_line = fact->section == GAZ_FACT_LINES;
    if (!is_page && !is_line)
        g_array_append_val(lock->facts, *fact);
    else if (!is_place(fact))
        note_wrong(lock, fact);
    else
        g_array_append_val(is_page ? lock->pages : lock->lines, *fact);
}

/* Signatures come last: whether one is current is asked of all the facts. */
static void sort_facts(struct gaz_lock *lock, const GArray *all) {
    for (guint i = 0; i < all->len; i++) {
        const struct gaz_fact *fact = &g_array_index(all, struct gaz_fact, i);
        if (fact->section != GAZ_FACT_SIGNED) sort_fact(lock, fact);
    }
    for (guint i = 0; i < all->len; i++) {
        const struct gaz_fact *fact = &g_array_index(all, struct gaz_fact, i);
        if (fact->section == GAZ_FACT_SIGNED && !add_signature(lock->signed_by, fact, lock->facts))
            note_wrong(lock, fact);
    }
    g_array_sort(lock->signed_by, compare_signatures);
}

struct gaz_lock *gaz_lock_parse(const struct gaz_source *source, const struct gaz_format_head *head) {
    struct gaz_lock *lock = g_new0(struct gaz_lock, 1);
    *lock = (struct gaz_lock){.source = source,
                              .version = head->version,
                              .facts = new_facts(),
                              .signed_by = gaz_signatures_new(),
                              .pages = new_facts(),
                              .lines = new_facts(),
                              .text = g_strdup(source->text)};
    g_autoptr(GArray) all = gaz_facts_read(lock->text, head->size, &lock->wrong);
    sort_facts(lock, all);
    bool is_whole = gaz_facts_value(lock->facts, GAZ_FACT_RESULT, GAZ_FACT_PAGES);
    if (!is_whole && lock->wrong == GAZ_NOWHERE) lock->wrong = source->size; /* it was cut off */
    return lock;
}

struct gaz_lock *gaz_lock_read(const char *folder, struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(folder, GAZ_LOCK_FILE, NULL);
    struct gaz_format_head head;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        gaz_report_file(diags, GAZ_D_LOCK_MISSING, path, NULL);
        return NULL;
    }
    struct gaz_arena *arena = gaz_arena_new();
    gaz_diags_keep(diags, arena);
    unsigned n_errors = gaz_diags_count(diags, GAZ_ERROR);
    const struct gaz_source *source =
        gaz_source_read_below(arena, folder, GAZ_LOCK_FILE, (struct gaz_span){0}, diags);
    if (!source || gaz_diags_count(diags, GAZ_ERROR) > n_errors)
        return NULL; /* what is left out of it matters */
    if (!gaz_format_read(&head, source, 1u << GAZ_FORMAT_LOCK, diags)) return NULL;
    return gaz_lock_parse(source, &head);
}

void gaz_lock_free(struct gaz_lock *lock) {
    if (!lock) return;
    g_array_unref(lock->facts);
    g_array_unref(lock->signed_by);
    g_array_unref(lock->pages);
    g_array_unref(lock->lines);
    g_free(lock->text);
    g_free(lock);
}

/* ---- putting together */

/* The lines of the other sections are made anew. */
static bool is_kept(int section) {
    return section != GAZ_FACT_SIGNED && section != GAZ_FACT_PAGE && section != GAZ_FACT_LINES;
}

static void end_with_one_line_end(GString *out) {
    while (out->len && out->str[out->len - 1] == '\n')
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
}

char *gaz_lock_text_with(const char *text, const GArray *signatures, const char *places) {
    GString *out = g_string_new(NULL);
    int section = -1;
    for (const char *line = text, *end; *line; line = *end ? end + 1 : end) {
        end = line + strcspn(line, "\n");
        int begun = gaz_fact_section_of(line, (size_t)(end - line));
        if (begun >= 0 && section < 0) write_signatures(out, signatures);
        if (begun >= 0) section = begun;
        if (is_kept(section)) g_string_append_len(out, line, end + (*end != '\0') - line);
    }
    end_with_one_line_end(out);
    g_string_append(out, places);
    return g_string_free(out, FALSE);
}
