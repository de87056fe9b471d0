/* conserve.c: three walks: over what input/ read, over what was written, over the carriers. */
#include "intake/conserve.h"

#include "base/process/sorted.h"
#include "base/text/text.h"

#include <string.h>

struct proof {
    const struct gaz_intake_case *it;
    unsigned char *met;   /* one a place: input/ read it */
    unsigned char *seen;  /* one a carrier: a character of the source has it */
    GHashTable *changed;  /* pairs of characters, how often: minus what the account says */
    uint32_t n_put_in;    /* characters of the source without a carrier */
    uint32_t n_gaps;      /* the same where they only part others: the account may or may not name them */
    uint32_t n_marks;     /* of notes, that input/ read */
    guint cursor;         /* in the places: texts come nearly in order */
    bool is_second_visit; /* of what is printed already: 目录标题 is made of the mark and the number */
    struct gaz_intake_finding finding;
};

static void find(struct proof *p, enum gaz_intake_fault fault, uint32_t ch, uint32_t carrier) {
    if (p->finding.fault == GAZ_INTAKE_SOUND) p->finding = (struct gaz_intake_finding){fault, ch, carrier};
}

static const struct gaz_source_place_of *place_at(const struct proof *p, guint i) {
    return &g_array_index(p->it->written->places, struct gaz_source_place_of, i);
}

/* ---- what input/ read */

/* The place that begins at an offset; the number of places: there is none. */
static guint place_of(struct proof *p, uint32_t offset) {
    guint n = p->it->written->places->len;
    if (p->cursor < n && place_at(p, p->cursor)->offset == offset) return p->cursor++;
    guint i;
    GAZ_LOWER_BOUND(i, n, place_at(p, i)->offset < offset);
    p->cursor = i + 1;
    return i < n && place_at(p, i)->offset == offset ? i : n;
}

static bool is_of_date(const struct proof *p, struct gaz_text text) {
    const struct gaz_doc *doc = p->it->doc;
    return text.chars == doc->date.chars || text.chars == doc->print_date.chars;
}

static void look_at_char(struct proof *p, const struct gaz_char *ch) {
    if (gaz_char_note(ch)) {
        p->n_marks += !p->is_second_visit;
        return;
    }
    if (ch->offset == GAZ_NOWHERE) return; /* a form of the house: 年, ：, 抄送： */
    guint i = place_of(p, ch->offset);
    if (i == p->it->written->places->len) {
        find(p, GAZ_INTAKE_FOREIGN, ch->ch, GAZ_NOWHERE);
        return;
    }
    const struct gaz_source_place_of *place = place_at(p, i);
    if (place->ch != ch->ch) find(p, GAZ_INTAKE_UNREAD, place->ch, place->carrier);
    if (p->met[i] && !p->is_second_visit) find(p, GAZ_INTAKE_DOUBLED, place->ch, place->carrier);
    p->met[i] = 1;
}

static void look_at_text(void *context, struct gaz_piece piece, struct gaz_text text) {
    struct proof *p = context;
    (void)piece;
    if (is_of_date(p, text)) return;
    for (uint32_t i = 0; i < text.n; i++)
        look_at_char(p, &text.chars[i]);
}

static void look_at_doc(struct proof *p) {
    gaz_doc_texts(p->it->doc, look_at_text, p);
    p->is_second_visit = true;
    look_at_text(p, (struct gaz_piece){0}, p->it->doc->contents_title);
}

/* ---- what was written */

static void count_change(struct proof *p, uint32_t from, uint32_t to, int n) {
    guint64 pair = (guint64)from << 21 | to;
    gpointer key = GSIZE_TO_POINTER(pair); /* both are below 2^21 */
    int before = GPOINTER_TO_INT(g_hash_table_lookup(p->changed, key));
    g_hash_table_insert(p->changed, key, GINT_TO_POINTER(before + n));
}

static const struct gaz_carrier *carrier_at(const struct proof *p, uint32_t i) {
    return &g_array_index(p->it->draft->carriers, struct gaz_carrier, i);
}

static void see(struct proof *p, uint32_t carrier, uint32_t ch) {
    if (carrier >= p->it->draft->carriers->len) {
        find(p, GAZ_INTAKE_FOREIGN, ch, GAZ_NOWHERE);
    } else if (p->seen[carrier] || gaz_account_is_left_out(p->it->account, carrier)) {
        find(p, GAZ_INTAKE_DOUBLED, ch, carrier);
    } else {
        p->seen[carrier] = 1;
    }
}

static void look_at_place(struct proof *p, guint i) {
    const struct gaz_source_place_of *place = place_at(p, i);
    if (!p->met[i] && !place->is_gap) find(p, GAZ_INTAKE_UNREAD, place->ch, place->carrier);
    if (place->carrier == GAZ_NOWHERE) {
        p->n_put_in += place->ch != '\n' && !place->is_gap;
        p->n_gaps += place->ch != '\n' && place->is_gap;
        return;
    }
    see(p, place->carrier, place->ch);
    if (place->carrier >= p->it->draft->carriers->len) return;
    uint32_t was = carrier_at(p, place->carrier)->ch;
    if (was != place->ch) count_change(p, was, place->ch, 1);
}

/* The carriers of a day; and that its printed form is what they say, or told as a change. */
static void look_at_form(struct proof *p, const struct gaz_source_form *form) {
    const struct gaz_doc *doc = p->it->doc;
    struct gaz_date date;
    g_autofree char *was = gaz_draft_chars_utf8(form->chars);
    bool is_day = gaz_draft_date(form->chars, &date);
    g_autofree char *printed = gaz_draft_date_printed(date, form->key);
    g_autofree char *read = gaz_text_to_utf8(form->key == GAZ_FRONT_DATE ? doc->date : doc->print_date);
    uint32_t first = form->chars->len ? g_array_index(form->chars, struct gaz_draft_char, 0).carrier : 0;
    if (!is_day || strcmp(printed, read) != 0) find(p, GAZ_INTAKE_UNREAD, 0, first);
    bool is_told = strcmp(was, printed) == 0;
    const GArray *changes = p->it->account->lists[GAZ_ACCOUNT_CHANGED];
    for (guint i = 0; i < changes->len && !is_told; i++) {
        const struct gaz_account_entry *entry = &g_array_index(changes, struct gaz_account_entry, i);
        is_told = g_strcmp0(entry->text, was) == 0 && g_strcmp0(entry->becomes, printed) == 0;
    }
    if (!is_told) find(p, GAZ_INTAKE_UNTOLD, 0, first);
    for (guint i = 0; i < form->chars->len; i++) {
        const struct gaz_draft_char *ch = &g_array_index(form->chars, struct gaz_draft_char, i);
        if (ch->carrier != GAZ_NOWHERE) see(p, ch->carrier, ch->ch);
    }
}

/* A character of a day may have been changed by tidying before it was read as one. */
static void count_form(struct proof *p, const struct gaz_source_form *form) {
    for (guint i = 0; i < form->chars->len; i++) {
        const struct gaz_draft_char *ch = &g_array_index(form->chars, struct gaz_draft_char, i);
        if (ch->carrier == GAZ_NOWHERE)
            p->n_put_in += ch->ch != '\n';
        else if (carrier_at(p, ch->carrier)->ch != ch->ch)
            count_change(p, carrier_at(p, ch->carrier)->ch, ch->ch, 1);
    }
}

static void look_at_marks(struct proof *p) {
    const GArray *marks = p->it->written->marks;
    uint32_t n_written = 0;
    for (guint i = 0; i < marks->len; i++) {
        const struct gaz_source_mark *mark = &g_array_index(marks, struct gaz_source_mark, i);
        n_written += mark->is_written;
        if (mark->carrier != GAZ_NOWHERE) see(p, mark->carrier, GAZ_DRAFT_OBJECT);
    }
    if (n_written != p->n_marks) find(p, GAZ_INTAKE_UNREAD, GAZ_DRAFT_OBJECT, GAZ_NOWHERE);
}

static void look_at_written(struct proof *p) {
    const struct gaz_written *written = p->it->written;
    for (guint i = 0; i < written->places->len; i++)
        look_at_place(p, i);
    for (guint i = 0; i < written->forms->len; i++) {
        const struct gaz_source_form *form = &g_array_index(written->forms, struct gaz_source_form, i);
        look_at_form(p, form);
        count_form(p, form);
    }
    look_at_marks(p);
}

/* ---- what the account says */

/* What cannot be shown is called by its name: 制表符, U+F0FE. Gives what stands behind it. */
static const char *named(const char *text, gunichar *ch) {
    static const char tab[] = "制表符", code[] = "U+";
    char *end = NULL;
    if (g_str_has_prefix(text, tab)) {
        *ch = '\t';
        return text + strlen(tab);
    }
    if (g_str_has_prefix(text, code) && g_ascii_isxdigit(text[2])) {
        *ch = (gunichar)g_ascii_strtoull(text + strlen(code), &end, 16);
        return end;
    }
    *ch = g_utf8_get_char(text);
    return g_utf8_next_char(text);
}

/* Character for character: [ → 〔. What becomes longer is put in, shorter left out; without what it becomes
 * an entry tells of paragraphs. */
static void take_changes(struct proof *p, const struct gaz_account_entry *entry) {
    const char *was = entry->text, *is = entry->becomes;
    if (!was || !is) return;
    for (gunichar from; *was && *is; is = g_utf8_next_char(is)) {
        was = named(was, &from);
        if (from != g_utf8_get_char(is)) count_change(p, from, g_utf8_get_char(is), -(int)entry->count);
    }
}

/* ---- whether both agree */

/* One character for another: how much more often than the account says. */
struct surplus {
    uint32_t from, to;
    int n;
};

static int by_characters(const void *a, const void *b) {
    const struct surplus *one = a, *other = b;
    if (one->from != other->from) return one->from < other->from ? -1 : 1;
    return (one->to > other->to) - (one->to < other->to);
}

/* In an order that is the same in every run. */
static GArray *surpluses(const struct proof *p) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct surplus));
    GHashTableIter each;
    gpointer key, value;
    g_hash_table_iter_init(&each, p->changed);
    while (g_hash_table_iter_next(&each, &key, &value)) {
        guint64 pair = GPOINTER_TO_SIZE(key);
        struct surplus one = {(uint32_t)(pair >> 21), (uint32_t)(pair & 0x1FFFFF), GPOINTER_TO_INT(value)};
        if (one.n != 0) g_array_append_val(all, one);
    }
    g_array_sort(all, by_characters);
    return all;
}

static struct surplus *surplus_at(const GArray *all, guint i) {
    return &g_array_index(all, struct surplus, i);
}

/* What was changed twice is told twice: a tab for a blank, the blank for a full-width one. */
static void follow(const GArray *all, struct surplus *one) {
    for (guint i = 0; i < all->len; i++)
        for (guint k = 0; k < all->len; k++) {
            struct surplus *first = surplus_at(all, i), *second = surplus_at(all, k);
            bool leads = first->from == one->from && first->to == second->from && second->to == one->to;
            int n = leads ? MIN(one->n, MIN(-first->n, -second->n)) : 0;
            if (n <= 0) continue;
            one->n -= n;
            first->n += n;
            second->n += n;
        }
}

/* How many characters were, in the file or by a change that was told, and were left out. */
static int64_t gone(const struct proof *p, const GArray *all, uint32_t ch) {
    int64_t n = 0;
    for (uint32_t i = 0; i < p->it->draft->carriers->len; i++)
        n += carrier_at(p, i)->ch == ch && gaz_account_is_left_out(p->it->account, i);
    for (guint i = 0; i < all->len; i++)
        if (surplus_at(all, i)->to == ch) n -= MIN(surplus_at(all, i)->n, 0);
    return n;
}

/* Each change is told; and none is that was not made, but of what was left out later. */
static void look_at_changes(struct proof *p) {
    g_autoptr(GArray) all = surpluses(p);
    for (guint i = 0; i < all->len; i++)
        if (surplus_at(all, i)->n > 0) follow(all, surplus_at(all, i));
    for (guint i = 0; i < all->len; i++) {
        const struct surplus *one = surplus_at(all, i);
        if (one->n > 0) find(p, GAZ_INTAKE_UNTOLD, one->from, GAZ_NOWHERE);
        if (one->n < 0 && -one->n > gone(p, all, one->from))
            find(p, GAZ_INTAKE_UNMADE, one->from, GAZ_NOWHERE);
    }
}

static void look_at_account(struct proof *p) {
    const struct gaz_account *account = p->it->account;
    uint64_t n = 0;
    for (guint i = 0; i < account->lists[GAZ_ACCOUNT_CHANGED]->len; i++) {
        const struct gaz_account_entry *entry =
            &g_array_index(account->lists[GAZ_ACCOUNT_CHANGED], struct gaz_account_entry, i);
        if (entry->reason != GAZ_REASON_DATE_FORM) take_changes(p, entry); /* a day is compared as a whole */
    }
    look_at_changes(p);
    for (guint i = 0; i < account->lists[GAZ_ACCOUNT_PUT_IN]->len; i++)
        n += g_array_index(account->lists[GAZ_ACCOUNT_PUT_IN], struct gaz_account_entry, i).count;
    bool is_all = n >= p->n_put_in, is_there = n <= (uint64_t)p->n_put_in + p->n_gaps + account->n_taken_back;
    if (!is_all || !is_there) find(p, GAZ_INTAKE_INVENTED, 0, GAZ_NOWHERE);
}

static void look_at_carriers(struct proof *p) {
    for (uint32_t i = 0; i < p->it->draft->carriers->len; i++)
        if (!p->seen[i] && !gaz_account_is_left_out(p->it->account, i))
            find(p, GAZ_INTAKE_LOST, carrier_at(p, i)->ch, i);
}

struct gaz_intake_finding gaz_intake_prove(const struct gaz_intake_case *it) {
    struct proof p = {.it = it,
                      .met = g_malloc0(it->written->places->len + 1),
                      .seen = g_malloc0(it->draft->carriers->len + 1),
                      .changed = g_hash_table_new(g_direct_hash, g_direct_equal),
                      .finding = {GAZ_INTAKE_SOUND, 0, GAZ_NOWHERE}};
    look_at_doc(&p);
    look_at_written(&p);
    look_at_carriers(&p);
    look_at_account(&p);
    g_hash_table_unref(p.changed);
    g_free(p.seen);
    g_free(p.met);
    return p.finding;
}
