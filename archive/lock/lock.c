/* lock.c: issue.lock: written when an issue is signed for printing, compared when it is made again. */
#include "archive/archive.h"

#include "archive/lock/differences.h"
#include "archive/lock/facts.h"
#include "archive/lock/lock_file.h"
#include "archive/lock/matched.h"
#include "archive/lock/words.h"
#include "base/data/format.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "gazette/gazette.h"
#include "gazette/made.h"

#include <string.h>

static const char remark[] =
    "# issue.lock：本期付印时由哪些文稿、样式、字体排成，成品是什么（SHA-256），谁签的字。由gongbao "
    "lock、gongbao approve写出，请勿手改。\n"
    "# What this issue was made of when it was signed for printing, what came of it and who signed it. "
    "Written by "
    "gongbao lock and gongbao approve.\n";

/* `version`: of the format. */
static char *facts_text(const struct gaz_gazette *gazette, const struct gaz_made *made, unsigned version) {
    GString *text = g_string_new(NULL);
    gaz_facts_add_causes(text, gazette, GAZ_FACES_OPEN, version);
    if (made->press) gaz_facts_add_press(text, made->press);
    gaz_matched_read(gazette, text, NULL);
    if (made->documents) gaz_facts_add_files(text, made);
    gaz_facts_add_result(text, gazette->pages, made);
    return g_string_free(text, FALSE);
}

static char *lock_text(const char *facts) {
    GString *text = g_string_new(NULL);
    gaz_format_add_line(text, GAZ_FORMAT_LOCK);
    g_string_append_printf(text, "%s%s", remark, facts);
    return g_string_free(text, FALSE);
}

/* The section 印本 with its name; "": there is none. */
static char *print_section(const char *lock) {
    const char *begin = strstr(lock, "\n[印本]\n"), *end = begin ? strstr(begin + 1, "\n[") : NULL;
    return begin ? g_strndup(begin, end ? (gsize)(end - begin) : strlen(begin)) : g_strdup("");
}

static bool is_same_print(const char *there, const char *now) {
    g_autofree char *one = print_section(there), *other = print_section(now);
    return strcmp(one, other) == 0;
}

/* A record of match that holds no more is not taken over. */
static void tell_stale(const struct gaz_gazette *gazette, struct gaz_diags *diags) {
    g_autofree char *changed = NULL, *path = g_build_filename(gazette->issue->folder, GAZ_MATCH_FILE, NULL);
    if (gaz_matched_read(gazette, NULL, &changed) == GAZ_MATCHED_STALE)
        gaz_report_file(diags, GAZ_D_MATCH_STALE, path, changed ? changed : GAZ_MATCH_FILE);
}

/* ---- writing */

/* What is written against what is there. */
enum relation {
    FIRST,    /* there is none */
    SAME,     /* it says the same: what is no difference for a build is none for it */
    EXTENDED, /* but for a kind of file that it does not have, or what is known of the print */
    OTHER
};

struct writing {
    const struct gaz_gazette *gazette;
    const struct gaz_made *made;
    struct gaz_diags *diags, *unheard;
    char *there;           /* the text of the lock that is there; NULL */
    struct gaz_lock *lock; /* the same as it is read; NULL: it cannot be */
    char *facts;           /* as they are now */
    enum relation relation;
};

static enum relation relation_of(const struct writing *w) {
    if (!w->there) return FIRST;
    if (!w->lock || w->lock->wrong != GAZ_NOWHERE) return OTHER;
    char *now = facts_text(w->gazette, w->made, w->lock->version);
    struct gaz_differences *d = gaz_differences_find(w->lock, now, GAZ_ALL_SECTIONS);
    bool is_more = d->new_kinds || !is_same_print(w->there, w->facts);
    enum relation relation = d->n ? OTHER : is_more ? EXTENDED : SAME;
    gaz_differences_free(d);
    return relation;
}

static void begin(struct writing *w, const char *path, bool force) {
    w->unheard = gaz_diags_new();
    w->facts = facts_text(w->gazette, w->made, gaz_format_version(GAZ_FORMAT_LOCK));
    g_file_get_contents(path, &w->there, NULL, NULL);
    /* with `force` one that cannot be read is replaced */
    if (w->there) w->lock = gaz_lock_read(w->gazette->issue->folder, force ? w->unheard : w->diags);
    w->relation = relation_of(w);
    if (w->lock && w->lock->wrong != GAZ_NOWHERE && !force)
        gaz_report(w->diags, GAZ_D_LOCK_LINE, gaz_span_at(w->lock->source, w->lock->wrong), NULL);
}

static void end(struct writing *w) {
    gaz_lock_free(w->lock);
    gaz_diags_free(w->unheard);
    g_free(w->there);
    g_free(w->facts);
}

/* Whether a signature for this round or a later one holds. */
static bool is_signed_for(const struct gaz_lock *lock, enum gaz_proof_round round) {
    for (guint i = 0; i < lock->signed_by->len; i++) {
        const struct gaz_signature *one = &g_array_index(lock->signed_by, struct gaz_signature, i);
        if (one->is_current && one->round >= round) return true;
    }
    return false;
}

/* Something else than what is locked is signed for a later round, and else by force alone. */
static bool is_refused(const struct writing *w, const struct gaz_signing *signing, const char *path) {
    bool is_locked = w->relation == OTHER || (!signing && w->relation == EXTENDED);
    if (!is_locked || !w->lock || w->lock->wrong != GAZ_NOWHERE) return is_locked;
    bool holds = gaz_signatures_hold(w->lock->signed_by);
    if (signing && holds && !is_signed_for(w->lock, signing->round)) return false;
    g_autofree char *names = gaz_signatures_text(w->lock->signed_by, true);
    gaz_report_file(w->diags, holds ? GAZ_D_SIGN_THERE : GAZ_D_LOCK_THERE, path, holds ? names : NULL);
    return true;
}

/* ---- signatures */

static void set_state(struct gaz_signature *signature, const GArray *facts, bool renew) {
    g_autofree char *state = gaz_lock_state(facts, signature->kinds);
    if (renew) {
        g_free(signature->state);
        signature->state = g_strdup(state);
    }
    signature->is_current = strcmp(signature->state, state) == 0;
}

/* Those that are there. What is no difference takes no signature away: they are of the new facts then. */
static GArray *signatures_there(const struct writing *w, const GArray *facts) {
    GArray *signatures = gaz_signatures_new();
    for (guint i = 0; w->lock && i < w->lock->signed_by->len; i++) {
        const struct gaz_signature *one = &g_array_index(w->lock->signed_by, struct gaz_signature, i);
        gaz_signatures_add(signatures, one);
        set_state(&g_array_index(signatures, struct gaz_signature, i), facts,
                  one->is_current && w->relation != OTHER);
    }
    return signatures;
}

static bool has_signed(const GArray *signatures, const struct gaz_signature *wanted) {
    for (guint i = 0; i < signatures->len; i++) {
        const struct gaz_signature *one = &g_array_index(signatures, struct gaz_signature, i);
        if (one->is_current && one->round == wanted->round && strcmp(one->name, wanted->name) == 0 &&
            (one->kinds & wanted->kinds) == wanted->kinds)
            return true;
    }
    return false;
}

/* How many are new. */
static guint sign(const struct writing *w, const struct gaz_signing *signing, const GArray *facts,
                  GArray *signatures) {
    guint n = signatures->len;
    for (const char *const *name = signing->names; *name; name++) {
        struct gaz_signature one = {.round = signing->round,
                                    .name = (char *)*name,
                                    .date = (char *)signing->date,
                                    .kinds = gaz_lock_kinds_of(w->made),
                                    .is_current = true};
        g_autofree char *state = gaz_lock_state(facts, one.kinds);
        one.state = state;
        if (!has_signed(signatures, &one)) gaz_signatures_add(signatures, &one);
    }
    return signatures->len - n;
}

/* By force: who signed something else, and what could not be read. */
static void tell_outdated(const struct writing *w, GArray *signatures, const char *path) {
    g_autoptr(GArray) lost = gaz_signatures_new();
    bool is_whole = !w->there || (w->lock && w->lock->wrong == GAZ_NOWHERE);
    g_autofree char *n = g_strdup_printf("%u", signatures->len);
    if (!is_whole) gaz_report_file(w->diags, GAZ_D_LOCK_UNREAD, path, n);
    for (guint i = 0; i < signatures->len; i++) {
        bool was = g_array_index(w->lock->signed_by, struct gaz_signature, i).is_current;
        struct gaz_signature *one = &g_array_index(signatures, struct gaz_signature, i);
        if (was && !one->is_current) gaz_signatures_add(lost, one);
    }
    g_autofree char *names = gaz_signatures_text(lost, false);
    if (*names) gaz_report_file(w->diags, GAZ_D_SIGN_OUTDATED, path, names);
}

/* ---- the whole */

static enum gaz_locked put(const struct writing *w, const char *path, const char *base,
                           const GArray *signatures) {
    g_autoptr(GString) places = g_string_new(NULL);
    gaz_facts_add_pages(places, w->gazette->pages);
    gaz_facts_add_lines(places, w->gazette);
    g_autofree char *text = gaz_lock_text_with(base, signatures, places->str);
    return gaz_file_write(path, text, strlen(text), w->diags) ? GAZ_LOCK_WRITTEN : GAZ_LOCK_FAILED;
}

/* The facts as they are now, with those of the kinds of file that the lock has and that were not made now:
 * where nothing differs they still hold. */
static GArray *extended_facts(const struct writing *w, const GArray *now) {
    GArray *facts =
        g_array_append_vals(g_array_new(FALSE, FALSE, sizeof(struct gaz_fact)), now->data, now->len);
    unsigned made = gaz_lock_kinds_of(w->made);
    for (guint i = 0; i < w->lock->facts->len; i++) {
        const struct gaz_fact *fact = &g_array_index(w->lock->facts, struct gaz_fact, i);
        for (int kind = 0; kind < GAZ_N_LOCK_KINDS; kind++)
            if (!(made & 1u << kind) && gaz_fact_is_of_kind(fact, kind)) g_array_append_val(facts, *fact);
    }
    gaz_facts_sort(facts);
    return facts;
}

/* A lock that says the same keeps its facts: another program may have written it, and the bytes that it names
 * are those that were signed. */
static enum gaz_locked write_lock(const struct writing *w, const struct gaz_signing *signing, bool force,
                                  const char *path) {
    if (w->relation == SAME && !signing) return GAZ_LOCK_UNCHANGED;
    uint32_t none;
    g_autofree char *copy = g_strdup(w->facts);
    g_autoptr(GArray) now = gaz_facts_read(copy, 0, &none);
    g_autoptr(GArray) extended = w->relation == EXTENDED ? extended_facts(w, now) : NULL;
    const GArray *facts = w->relation == SAME ? w->lock->facts : extended ? extended : now;
    g_autoptr(GArray) signatures = signatures_there(w, facts);
    if (force) tell_outdated(w, signatures, path);
    if (signing && sign(w, signing, facts, signatures) == 0 && w->relation == SAME) return GAZ_LOCK_UNCHANGED;
    g_autofree char *text = extended ? gaz_facts_text(extended) : g_strdup(w->facts);
    g_autofree char *base = w->relation == SAME ? g_strdup(w->there) : lock_text(text);
    return put(w, path, base, signatures);
}

enum gaz_locked gaz_lock_write(const struct gaz_gazette *gazette, const struct gaz_made *made,
                               const struct gaz_signing *signing, bool force, struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(gazette->issue->folder, GAZ_LOCK_FILE, NULL);
    struct writing w = {.gazette = gazette, .made = made, .diags = diags};
    tell_stale(gazette, diags);
    begin(&w, path, force);
    bool refused = !force && is_refused(&w, signing, path);
    enum gaz_locked locked = refused ? GAZ_LOCK_FAILED : write_lock(&w, signing, force, path);
    end(&w);
    return locked;
}

/* ---- comparing */

static enum gaz_code code_of(const struct gaz_difference *one) {
    static const enum gaz_code codes[GAZ_N_FACT_SECTIONS] = {
        [GAZ_FACT_PROGRAM] = GAZ_D_LOCK_PROGRAM, [GAZ_FACT_STYLE] = GAZ_D_LOCK_STYLE,
        [GAZ_FACT_FONT] = GAZ_D_LOCK_FONT,       [GAZ_FACT_SOURCE] = GAZ_D_LOCK_SOURCE,
        [GAZ_FACT_PRESS] = GAZ_D_LOCK_PRESS,     [GAZ_FACT_RESULT] = GAZ_D_LOCK_RESULT,
        [GAZ_FACT_PRINT] = GAZ_D_LOCK_PRINT,     [GAZ_FACT_REST] = GAZ_D_LOCK_PRINT,
        [GAZ_FACT_FILE] = GAZ_D_LOCK_FILE,
    };
    return one->is_excused ? GAZ_D_LOCK_EXCUSED : codes[one->section];
}

/* Notes say what was and what is, as it stands in the lock; differences are told in words. */
static void report_difference(const struct gaz_differences *d, const struct gaz_difference *one,
                              const char *folder, struct gaz_diags *diags) {
    enum { MOST_PLACES = 8 };
    const struct gaz_source *source = d->lock->source;
    struct gaz_words words = gaz_words_new();
    const char *args[] = {one->key, one->was ? one->was : "—", one->is ? one->is : "—", NULL};
    if (!one->is_excused && !one->is_idle) {
        gaz_words_of_difference(&words, d, one, folder, MOST_PLACES);
        args[1] = words.chinese->str;
        args[2] = words.english->str;
    }
    if (one->was)
        gaz_report_args(diags, code_of(one), (struct gaz_span){source, one->begin, one->end}, args);
    else
        gaz_report_file_args(diags, code_of(one), source->name, args);
    gaz_words_clear(&words);
}

static void report_differences(const struct gaz_differences *d, const char *folder, struct gaz_diags *diags) {
    for (guint i = 0; i < d->list->len; i++) {
        const struct gaz_difference *one = &g_array_index(d->list, struct gaz_difference, i);
        if (!gaz_difference_is_sum(d, i)) report_difference(d, one, folder, diags);
    }
}

/* False after an error. That the documents' files are not in it refuses nothing: sources and pages were
 * compared, and locks were written before they could be. */
static bool report_kinds(const struct gaz_differences *d, enum gaz_unlocked unlocked,
                         struct gaz_diags *diags) {
    unsigned pdfs = d->new_kinds & ~(1u << GAZ_LOCK_SPLIT);
    static const enum gaz_code codes[] = {
        [GAZ_UNLOCKED_REFUSED] = GAZ_D_LOCK_KIND, [GAZ_UNLOCKED_TOLD] = GAZ_D_LOCK_KIND_NEW};
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (d->new_kinds & 1u << i)
            gaz_report_file(diags, codes[unlocked], d->lock->source->name, gaz_pdf_kind_names[i]);
    if (d->new_kinds != pdfs) gaz_report_file(diags, GAZ_D_LOCK_SPLIT_NEW, d->lock->source->name, NULL);
    return !pdfs || unlocked == GAZ_UNLOCKED_TOLD;
}

bool gaz_lock_compare(const struct gaz_gazette *gazette, const struct gaz_made *made,
                      enum gaz_unlocked unlocked, struct gaz_diags *diags) {
    const char *folder = gazette->issue->folder;
    struct gaz_lock *lock = gaz_lock_read(folder, diags);
    if (!lock) return false;
    g_autofree char *facts = facts_text(gazette, made, lock->version);
    GString *now = g_string_new(facts);
    gaz_facts_add_pages(now, gazette->pages);
    struct gaz_differences *d = gaz_differences_find(lock, g_string_free(now, FALSE), GAZ_ALL_SECTIONS);
    bool good = report_kinds(d, unlocked, diags) && lock->wrong == GAZ_NOWHERE && d->n == 0;
    if (lock->wrong != GAZ_NOWHERE)
        gaz_report(diags, GAZ_D_LOCK_LINE, gaz_span_at(lock->source, lock->wrong), NULL);
    else
        report_differences(d, folder, diags);
    gaz_differences_free(d);
    gaz_lock_free(lock);
    return good;
}
