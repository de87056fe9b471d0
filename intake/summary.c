/* summary.c: the account, counted by reason. */
#include "intake/summary.h"

enum { MOST_SHOWN = 12, LONGEST_SHOWN = 24 };

struct summary {
    const struct gaz_account *account;
    bool english;
    GString *out;
};

static const char *pick(const struct summary *s, const char *chinese, const char *english) {
    return s->english ? english : chinese;
}

/* How much each reason of a list counts. */
static void count(const struct summary *s, enum gaz_account_list kind, uint32_t *counts) {
    const GArray *list = s->account->lists[kind];
    for (guint i = 0; i < list->len; i++) {
        const struct gaz_account_entry *entry = &g_array_index(list, struct gaz_account_entry, i);
        counts[entry->reason] += entry->count;
    }
    const GByteArray *left_out = s->account->left_out;
    for (guint i = 0; kind == GAZ_ACCOUNT_LEFT_OUT && i < left_out->len; i++)
        if (left_out->data[i]) counts[left_out->data[i] - 1]++;
}

/* “  未收 56字：页眉 12，隐藏文字 44”; nothing of an empty list. */
static void tell_list(const struct summary *s, enum gaz_account_list kind, const char *word) {
    uint32_t counts[GAZ_N_REASONS] = {0}, all = 0;
    count(s, kind, counts);
    for (unsigned i = 0; i < GAZ_N_REASONS; i++)
        all += counts[i];
    if (all == 0) return;
    g_string_append_printf(s->out, "  %s %u", word, all);
    const char *parts = pick(s, "：", ": ");
    for (unsigned i = 0; i < GAZ_N_REASONS; i++) {
        if (counts[i] == 0) continue;
        g_string_append_printf(s->out, "%s%s %u", parts, gaz_reason_word((enum gaz_intake_reason)i),
                               counts[i]);
        parts = pick(s, "，", ", ");
    }
    g_string_append_c(s->out, '\n');
}

/* The beginning of a text, on one line. */
static void append_short(GString *out, const char *text) {
    const char *end = text;
    for (int n = 0; *end && n < LONGEST_SHOWN; n++)
        end = g_utf8_next_char(end);
    g_autofree char *shown = g_strndup(text, (gsize)(end - text));
    g_strdelimit(shown, "\n\r\t", ' ');
    g_string_append_printf(out, "“%s%s”", shown, *end ? "…" : "");
}

static void tell_guess(const struct summary *s, const struct gaz_account_entry *entry) {
    g_string_append_printf(s->out, "    %s ", entry->becomes ? entry->becomes : "");
    append_short(s->out, entry->text ? entry->text : "");
    if (entry->where) g_string_append_printf(s->out, pick(s, "（%s）", " (%s)"), entry->where);
    g_string_append_printf(s->out, pick(s, "：%s\n", ": %s\n"), entry->doubt);
}

/* what is to be looked at, as far as it was told */
struct doubts {
    const struct summary *s;
    guint n;
};

static void tell_doubt(struct doubts *doubts, const struct gaz_account_entry *entry) {
    if (doubts->n == 0)
        g_string_append(doubts->s->out, pick(doubts->s, "  请看：\n", "  to be looked at:\n"));
    if (doubts->n++ < MOST_SHOWN) tell_guess(doubts->s, entry);
}

static void tell_loss(void *context, const struct gaz_account_entry *entry) {
    struct doubts *doubts = context;
    if (!gaz_reason_is_loss(entry->reason)) return;
    g_autofree char *why =
        g_strdup_printf(pick(doubts->s, "%s，没有收", "%s: left out"), gaz_reason_word(entry->reason));
    struct gaz_account_entry lost = *entry;
    lost.doubt = why;
    tell_doubt(doubts, &lost);
}

/* What is missed in the source, and the guesses that something speaks against. */
static void tell_doubts(const struct summary *s) {
    struct doubts doubts = {s, 0};
    const GArray *lost = s->account->lists[GAZ_ACCOUNT_LEFT_OUT],
                 *guesses = s->account->lists[GAZ_ACCOUNT_GUESSES];
    gaz_account_visit_left_out(s->account, tell_loss, &doubts);
    for (guint i = 0; i < lost->len; i++)
        tell_loss(&doubts, &g_array_index(lost, struct gaz_account_entry, i));
    for (guint i = 0; i < guesses->len; i++) {
        const struct gaz_account_entry *entry = &g_array_index(guesses, struct gaz_account_entry, i);
        if (entry->doubt) tell_doubt(&doubts, entry);
    }
    if (doubts.n > MOST_SHOWN)
        g_string_append_printf(s->out, pick(s, "    另有%u处，见报告\n", "    and %u more, in the report\n"),
                               doubts.n - MOST_SHOWN);
}

GString *gaz_account_summary(const struct gaz_account *account, enum gaz_language language) {
    struct summary s = {account, language == GAZ_ENGLISH, g_string_new(NULL)};
    g_string_append_printf(s.out, pick(&s, "  来稿 %u字\n", "  characters of the file: %u\n"),
                           account->draft->carriers->len);
    tell_list(&s, GAZ_ACCOUNT_LEFT_OUT, pick(&s, "未收", "left out"));
    tell_list(&s, GAZ_ACCOUNT_PUT_IN, pick(&s, "添上", "put in"));
    tell_list(&s, GAZ_ACCOUNT_CHANGED, pick(&s, "改写法", "changed"));
    tell_list(&s, GAZ_ACCOUNT_GUESSES, pick(&s, "推定", "guessed"));
    tell_list(&s, GAZ_ACCOUNT_CHANGES, pick(&s, "修订", "tracked changes"));
    tell_list(&s, GAZ_ACCOUNT_COMMENTS, pick(&s, "批注", "comments"));
    tell_doubts(&s);
    return s.out;
}
