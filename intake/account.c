/* account.c: the lists of the account, and the report that is made of them. */
#include "intake/account.h"

#include "base/data/json.h"

#include <string.h>

static const struct {
    enum gaz_account_list list;
    bool is_free;
    const char *word;
} reasons[] = {
#define GAZ_REASON(id, list, is_free, chinese) [GAZ_REASON_##id] = {GAZ_ACCOUNT_##list, is_free, chinese},
#include "intake/reasons.def"
#undef GAZ_REASON
};

const char *gaz_reason_word(enum gaz_intake_reason reason) {
    return reasons[reason].word;
}

static enum gaz_account_list list_of(enum gaz_intake_reason reason) {
    return reasons[reason].list;
}

/* ---- keeping it */

struct gaz_account *gaz_account_new(const struct gaz_draft *draft) {
    struct gaz_account *account = g_new0(struct gaz_account, 1);
    account->draft = draft;
    account->left_out = g_byte_array_new();
    account->added_up = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    account->texts = g_string_chunk_new(1024);
    for (unsigned i = 0; i < GAZ_N_ACCOUNT_LISTS; i++)
        account->lists[i] = g_array_new(FALSE, FALSE, sizeof(struct gaz_account_entry));
    return account;
}

void gaz_account_free(struct gaz_account *account) {
    if (!account) return;
    for (unsigned i = 0; i < GAZ_N_ACCOUNT_LISTS; i++)
        g_array_unref(account->lists[i]);
    g_byte_array_unref(account->left_out);
    g_hash_table_unref(account->added_up);
    g_string_chunk_free(account->texts);
    g_free(account);
}

static void mark_left_out(struct gaz_account *account, enum gaz_intake_reason reason, uint32_t i) {
    guint n = account->left_out->len;
    if (i >= n) {
        g_byte_array_set_size(account->left_out, i + 1);
        memset(account->left_out->data + n, 0, i + 1 - n);
    }
    account->left_out->data[i] = (guint8)(1 + reason);
}

void gaz_account_leave_out(struct gaz_account *account, enum gaz_intake_reason reason, uint32_t first,
                           uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        mark_left_out(account, reason, first + i);
}

void gaz_account_take_out(struct gaz_account *account, enum gaz_intake_reason reason,
                          const struct gaz_draft_char *ch) {
    if (ch->carrier != GAZ_NOWHERE)
        mark_left_out(account, reason, ch->carrier);
    else
        account->n_taken_back += ch->ch != '\n';
}

void gaz_account_take_out_all(struct gaz_account *account, enum gaz_intake_reason reason,
                              const GArray *chars) {
    for (guint i = 0; i < chars->len; i++)
        gaz_account_take_out(account, reason, &g_array_index(chars, struct gaz_draft_char, i));
}

/* What an entry says, as a key; freed with g_free. */
static char *said_by(const struct gaz_account_entry *entry) {
    return g_strdup_printf("%d\n%s\n%s", (int)entry->reason, entry->text ? entry->text : "",
                           entry->becomes ? entry->becomes : "");
}

/* The entry of the list that says the same; NULL: there is none yet, and the next one of the list will be it.
 */
static struct gaz_account_entry *same_entry(struct gaz_account *account, GArray *list,
                                            const struct gaz_account_entry *entry) {
    char *key = said_by(entry);
    guint at = GPOINTER_TO_UINT(g_hash_table_lookup(account->added_up, key));
    if (at)
        g_free(key);
    else
        g_hash_table_insert(account->added_up, key, GUINT_TO_POINTER(list->len + 1));
    return at ? &g_array_index(list, struct gaz_account_entry, at - 1) : NULL;
}

static const char *kept(struct gaz_account *account, const char *text) {
    return text ? g_string_chunk_insert(account->texts, text) : NULL;
}

void gaz_account_add(struct gaz_account *account, enum gaz_intake_reason reason,
                     struct gaz_account_entry entry) {
    enum gaz_account_list kind = list_of(reason);
    GArray *list = account->lists[kind];
    entry.reason = reason;
    bool adds_up = kind == GAZ_ACCOUNT_CHANGED || kind == GAZ_ACCOUNT_PUT_IN;
    struct gaz_account_entry *other = adds_up ? same_entry(account, list, &entry) : NULL;
    if (other) {
        other->count += entry.count;
        return;
    }
    entry.text = kept(account, entry.text);
    entry.becomes = kept(account, entry.becomes);
    entry.where = kept(account, entry.where);
    entry.doubt = kept(account, entry.doubt);
    g_array_append_val(list, entry);
}

/* ---- the gate */

/* A character that stands in the file's text has a carrier; one of a list's number or a field's value has
 * none, and is told by its code. */
static void refuse(struct gaz_account *account, const struct gaz_draft_char *ch) {
    if (ch->carrier != GAZ_NOWHERE) {
        gaz_account_leave_out(account, GAZ_REASON_INVISIBLE, ch->carrier, 1);
        return;
    }
    g_autofree char *code = g_strdup_printf("U+%04X", ch->ch);
    gaz_account_add(account, GAZ_REASON_INVISIBLE, (struct gaz_account_entry){.text = code, .count = 1});
}

bool gaz_account_admit(struct gaz_account *account, GArray *chars, struct gaz_draft_char ch) {
    bool is_mark = ch.ch == GAZ_DRAFT_OBJECT && ch.note > 0, is_let_in = is_mark || gaz_draft_may_hold(ch.ch);
    if (is_let_in)
        g_array_append_val(chars, ch);
    else
        refuse(account, &ch);
    return is_let_in;
}

/* ---- what was left out */

static unsigned left_out_at(const struct gaz_account *account, uint32_t i) {
    return i < account->left_out->len ? account->left_out->data[i] : 0;
}

bool gaz_account_is_left_out(const struct gaz_account *account, uint32_t carrier) {
    return left_out_at(account, carrier) > 0;
}

bool gaz_account_is_left_out_for(const struct gaz_account *account, uint32_t carrier,
                                 enum gaz_intake_reason reason) {
    return left_out_at(account, carrier) == 1 + (unsigned)reason;
}

uint32_t gaz_account_missing(const struct gaz_account *account) {
    uint32_t missing = 0;
    for (uint32_t i = 0; i < account->left_out->len; i++) {
        unsigned reason = left_out_at(account, i);
        if (reason && !reasons[reason - 1].is_free) missing++;
    }
    return missing;
}

char *gaz_account_missing_words(const struct gaz_account *account) {
    bool is_one[G_N_ELEMENTS(reasons)] = {false};
    GString *words = g_string_new(NULL);
    for (uint32_t i = 0; i < account->left_out->len; i++) {
        unsigned reason = left_out_at(account, i);
        if (!reason || reasons[reason - 1].is_free || is_one[reason - 1]) continue;
        is_one[reason - 1] = true;
        g_string_append_printf(words, "%s%s", words->len > 0 ? "、" : "", reasons[reason - 1].word);
    }
    return g_string_free(words, FALSE);
}

/* The carrier behind the run that begins at i: one reason, one paragraph. */
static uint32_t run_end(const struct gaz_account *account, uint32_t i) {
    const struct gaz_carrier *carriers = (const struct gaz_carrier *)(void *)account->draft->carriers->data;
    uint32_t end = i + 1;
    while (end < account->left_out->len && left_out_at(account, end) == left_out_at(account, i) &&
           carriers[end].part == carriers[i].part && carriers[end].paragraph == carriers[i].paragraph)
        end++;
    return end;
}

void gaz_account_visit_left_out(const struct gaz_account *account, gaz_account_visitor *visitor,
                                void *context) {
    for (uint32_t i = 0, end; i < account->left_out->len; i = end) {
        end = run_end(account, i);
        if (!left_out_at(account, i)) continue;
        g_autofree char *text = gaz_draft_carried(account->draft, i, end - i);
        g_autofree char *where = gaz_draft_where_carried(account->draft, i);
        struct gaz_account_entry entry = {.reason = (enum gaz_intake_reason)(left_out_at(account, i) - 1),
                                          .text = text,
                                          .where = where,
                                          .count = end - i};
        visitor(context, &entry);
    }
}

bool gaz_reason_is_loss(enum gaz_intake_reason reason) {
    switch (reason) {
    case GAZ_REASON_FLOATING:
    case GAZ_REASON_PICTURE_KIND:
    case GAZ_REASON_NOTE_PICTURE:
    case GAZ_REASON_PICTURE_LOST:
    case GAZ_REASON_CHART_LOST:
    case GAZ_REASON_DIAGRAM_LOST:
    case GAZ_REASON_OUTSIDE:
        return true;
    default:
        return reasons[reason].list == GAZ_ACCOUNT_LEFT_OUT && !reasons[reason].is_free;
    }
}

/* ---- the report */

static const char *const list_names[GAZ_N_ACCOUNT_LISTS] = {"left_out", "put_in",   "changed",
                                                            "guesses",  "comments", "changes"};

static void add_entry(void *context, const struct gaz_account_entry *entry) {
    GString *out = context;
    bool is_first = out->str[out->len - 1] == '[';
    g_string_append(out, is_first ? "\n    {\"text\": " : ",\n    {\"text\": ");
    gaz_json_add_text(out, entry->text ? entry->text : "");
    gaz_json_add_member_if(out, "becomes", entry->becomes);
    gaz_json_add_member_if(out, "where", entry->where);
    gaz_json_add_member_if(out, "reason", gaz_reason_word(entry->reason));
    gaz_json_add_member_if(out, "doubt", entry->doubt);
    g_string_append_printf(out, ", \"count\": %u}", entry->count);
}

GString *gaz_account_json(const struct gaz_account *account) {
    GString *out = g_string_new("{");
    for (unsigned i = 0; i < GAZ_N_ACCOUNT_LISTS; i++) {
        g_string_append_printf(out, "%s\n  \"%s\": [", i ? "," : "", list_names[i]);
        if (i == GAZ_ACCOUNT_LEFT_OUT) gaz_account_visit_left_out(account, add_entry, out);
        for (guint k = 0; k < account->lists[i]->len; k++)
            add_entry(out, &g_array_index(account->lists[i], struct gaz_account_entry, k));
        g_string_append(out, out->str[out->len - 1] == '[' ? "]" : "\n  ]");
    }
    g_string_append(out, "\n}\n");
    return out;
}
