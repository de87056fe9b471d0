/* status.c: whether an issue is still what was signed, told for a person, for a program, and in passing by
 * every build. */
#include "archive/archive.h"

#include "archive/lock/differences.h"
#include "archive/lock/matched.h"
#include "archive/lock/status_json.h"
#include "archive/lock/words.h"
#include "base/file/file.h"
#include "base/text/visible.h"
#include "gazette/gazette.h"

#include <string.h>

/* ---- what is compared */

/* The facts of an issue of which nothing is made but pages: no files, so nothing of how one is made. */
static char *facts_of(const struct gaz_gazette *gazette, enum gaz_fact_faces faces, unsigned version) {
    GString *text = g_string_new(NULL);
    gaz_facts_add_causes(text, gazette, faces, version);
    if (gazette->pages) gaz_facts_add_pages(text, gazette->pages);
    return g_string_free(text, FALSE);
}

enum {
    CAUSES = 1u << GAZ_FACT_PROGRAM | 1u << GAZ_FACT_STYLE | 1u << GAZ_FACT_SOURCE,
};

static const char *const headings[GAZ_N_DIFFERENCE_GROUPS][2] = {
    [GAZ_GROUP_DOCUMENT] = {"文稿", "documents"},
    [GAZ_GROUP_ISSUE] = {"issue.yaml", "issue.yaml"},
    [GAZ_GROUP_STYLE] = {"样式和词表", "style and words"},
    [GAZ_GROUP_PICTURE] = {"图", "pictures"},
    [GAZ_GROUP_FONT] = {"字体", "fonts"},
    [GAZ_GROUP_PROGRAM] = {"程序（本身不算不同）", "program (no difference by itself)"},
};

/* ---- for a person */

struct report {
    GString *out;
    const char *folder;
    bool english;
    const struct gaz_differences *d;
};

__attribute__((format_arg(2), format_arg(3))) static const char *
pick(const struct report *r, const char *chinese, const char *english) {
    return r->english ? english : chinese;
}

/* Whatever stands in a lock or a source goes out as a terminal may show it. */
static void append_line(const struct report *r, const char *indent, const char *text) {
    g_autofree char *visible = gaz_visible(text);
    g_string_append_printf(r->out, "%s%s\n", indent, visible);
}

static void append_signatures(const struct report *r, const GArray *signatures) {
    if (signatures->len) append_line(r, "", pick(r, "签字：", "signed:"));
    for (guint i = 0; i < signatures->len; i++) {
        const struct gaz_signature *one = &g_array_index(signatures, struct gaz_signature, i);
        g_autofree char *kinds = gaz_lock_kinds_text(one->kinds);
        g_autofree char *text = g_strdup_printf(
            "%s　%s　%s　%s%s", gaz_round_names[one->round], one->name, one->date, kinds,
            one->is_current ? "" : pick(r, "　（以前的另一份）", "　(something else, earlier)"));
        append_line(r, "  ", text);
    }
    if (signatures->len && !gaz_signatures_hold(signatures))
        append_line(r, "  ", pick(r, "现在锁定的这一份还没有人签", "nobody has signed what is locked now"));
}

static void append_difference(const struct report *r, const struct gaz_difference *one) {
    enum { MOST_PLACES = 20 };
    struct gaz_words words = gaz_words_new();
    gaz_words_of_difference(&words, r->d, one, r->folder, MOST_PLACES);
    bool is_source = one->section == GAZ_FACT_SOURCE;
    g_autofree char *text = g_strconcat(
        one->key, is_source ? pick(r, "：", ": ") : pick(r, "", " "),
        r->english ? words.english->str : words.chinese->str,
        one->is_excused ? pick(r, "（各页相同，不算不同）", " (the pages are the same: no difference)") : "",
        NULL);
    append_line(r, "    ", text);
    gaz_words_clear(&words);
}

static bool is_in(const struct report *r, guint i, enum gaz_difference_group group, bool is_file) {
    const struct gaz_difference *one = &g_array_index(r->d->list, struct gaz_difference, i);
    return gaz_difference_group(one) == group && (one->section == GAZ_FACT_SOURCE) == is_file &&
           !gaz_difference_is_sum(r->d, i);
}

/* Files first: of another style they say what was changed, and hundreds of values follow from it. */
static void append_group(const struct report *r, enum gaz_difference_group group) {
    enum { MOST = 20 };
    guint n = 0;
    for (int pass = 0; pass < 2; pass++)
        for (guint i = 0; i < r->d->list->len; i++) {
            if (!is_in(r, i, group, pass == 0)) continue;
            if (n == 0) append_line(r, "  ", pick(r, headings[group][0], headings[group][1]));
            if (n++ < MOST) append_difference(r, &g_array_index(r->d->list, struct gaz_difference, i));
        }
    g_autofree char *more = n > MOST
                                ? g_strdup_printf(pick(r, "……共%u项（gongbao build --locked全部列出）",
                                                       "… %u in all (gongbao build --locked lists them)"),
                                                  n)
                                : NULL;
    if (more) append_line(r, "    ", more);
}

static void append_pages(const struct report *r) {
    struct gaz_words words = gaz_words_new();
    gaz_words_of_pages(&words, &r->d->pages);
    append_line(r, "  ", pick(r, "版面", "pages"));
    append_line(r, "    ", r->english ? words.english->str : words.chinese->str);
    gaz_words_clear(&words);
}

/* Whether nothing differs but what is excused. */
static bool is_same(const struct gaz_differences *d) {
    return d->n == 0 && (!d->pages.known || gaz_page_changes_are_none(&d->pages));
}

static void append_verdict(const struct report *r, bool is_signed) {
    if (is_same(r->d))
        append_line(r, "",
                    is_signed ? pick(r, "现在仍是签字的那一份。", "This is still what was signed.")
                              : pick(r, "现在同锁定时一样。", "This is still what was locked."));
    else
        append_line(r, "",
                    is_signed ? pick(r, "现在不是签字的那一份：", "This is not what was signed:")
                              : pick(r, "现在同锁定时不同：", "This is not what was locked:"));
}

static void append_match(const struct report *r, const struct gaz_gazette *gazette) {
    static const char *const words[GAZ_N_MATCHED][2] = {
        [GAZ_MATCHED_GOOD] = {"同印本比对：各页、各行都合",
                              "matched with its print: every page and line agrees"},
        [GAZ_MATCHED_OPEN] = {"同印本比对：还有不合的", "matched with its print: some do not agree"},
        [GAZ_MATCHED_STALE] = {"同印本比对以后，文稿改过",
                               "matched with its print: sources were changed since"}};
    enum gaz_matched_state state = gaz_matched_read(gazette, NULL, NULL);
    if (state != GAZ_MATCHED_NOT) append_line(r, "", pick(r, words[state][0], words[state][1]));
}

static void append_report(const struct report *r, const struct gaz_gazette *gazette) {
    const struct gaz_lock *lock = r->d->lock;
    append_signatures(r, lock->signed_by);
    append_verdict(r, gaz_signatures_hold(lock->signed_by));
    for (int group = 0; group < GAZ_N_DIFFERENCE_GROUPS; group++)
        append_group(r, (enum gaz_difference_group)group);
    if (!is_same(r->d) && gazette->pages) append_pages(r);
    append_match(r, gazette);
}

/* ---- the answer */

static bool is_made(const struct gaz_gazette *gazette) {
    return gazette->issue && gazette->style && gazette->fonts;
}

static enum gaz_status_answer tell_unlocked(const struct gaz_status_job *job, GString *out) {
    bool english = job->language == GAZ_ENGLISH;
    if (job->json)
        gaz_status_json_unlocked(out);
    else
        g_string_append(out, english ? "not locked, and signed by nobody\n" : "没有锁定，也没有人签字\n");
    return GAZ_STATUS_UNLOCKED;
}

/* What could not be made cannot be compared; who signed is known all the same. */
static enum gaz_status_answer tell_signatures(const struct gaz_status_job *job, const struct gaz_lock *lock,
                                              GString *out) {
    struct report report = {out, job->folder, job->language == GAZ_ENGLISH, NULL};
    if (job->json)
        gaz_status_json(out, lock, NULL, job->folder);
    else
        append_signatures(&report, lock->signed_by);
    return GAZ_STATUS_TROUBLE;
}

static enum gaz_status_answer tell(const struct gaz_status_job *job, const struct gaz_lock *lock,
                                   GString *out) {
    if (!is_made(job->gazette)) return tell_signatures(job, lock, out);
    bool has_pages = job->gazette->pages;
    char *now = facts_of(job->gazette, has_pages ? GAZ_FACES_OPEN : GAZ_FACES_NONE, lock->version);
    struct gaz_differences *d =
        gaz_differences_find(lock, now, has_pages ? CAUSES | 1u << GAZ_FACT_FONT : CAUSES);
    struct report report = {out, job->folder, job->language == GAZ_ENGLISH, d};
    if (!has_pages) d->pages.known = false;
    if (job->json)
        gaz_status_json(out, lock, d, job->folder);
    else
        append_report(&report, job->gazette);
    bool is_signed = lock->signed_by->len == 0 || gaz_signatures_hold(lock->signed_by);
    enum gaz_status_answer answer = is_same(d) && is_signed ? GAZ_STATUS_SAME : GAZ_STATUS_OTHER;
    gaz_differences_free(d);
    return answer;
}

enum gaz_status_answer gaz_lock_status(const struct gaz_status_job *job, GString *out,
                                       struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(job->folder, GAZ_LOCK_FILE, NULL);
    if (!gaz_file_may_exist(path)) return tell_unlocked(job, out);
    struct gaz_lock *lock = gaz_lock_read(job->folder, diags);
    if (!lock) return GAZ_STATUS_TROUBLE;
    bool is_whole = lock->wrong == GAZ_NOWHERE;
    if (!is_whole) gaz_report(diags, GAZ_D_LOCK_LINE, gaz_span_at(lock->source, lock->wrong), NULL);
    enum gaz_status_answer answer = is_whole ? tell(job, lock, out) : GAZ_STATUS_TROUBLE;
    gaz_lock_free(lock);
    return answer;
}

/* ---- in passing */

/* The first few causes and the pages, in one sentence. */
static void sum_up(struct gaz_words *words, const struct gaz_differences *d, const char *folder) {
    enum { MOST = 3, MOST_PLACES = 2 };
    guint n = 0;
    for (guint i = 0; i < d->list->len; i++) {
        const struct gaz_difference *one = &g_array_index(d->list, struct gaz_difference, i);
        if (one->is_excused || one->is_idle || gaz_difference_is_sum(d, i) || ++n > MOST) continue;
        struct gaz_words own = gaz_words_new();
        gaz_words_of_difference(&own, d, one, folder, MOST_PLACES);
        g_string_append_printf(words->chinese, "%s%s%s", words->chinese->len ? "；" : "", one->key,
                               own.chinese->str);
        g_string_append_printf(words->english, "%s%s %s", words->english->len ? "; " : "", one->key,
                               own.english->str);
        gaz_words_clear(&own);
    }
    if (n > MOST) g_string_append_printf(words->chinese, "；另有%u处", n - MOST);
    if (n > MOST) g_string_append_printf(words->english, "; and %u more", n - MOST);
    if (n == 0) g_string_append(words->chinese, "文稿和样式没有变，是字体或程序变了");
    if (n == 0)
        g_string_append(words->english, "sources and style are the same, so faces or program are not");
}

static void tell_other(const struct gaz_differences *d, const char *folder, struct gaz_diags *diags) {
    struct gaz_words words = gaz_words_new();
    bool same_pages = gaz_page_changes_are_none(&d->pages);
    g_autofree char *names = gaz_signatures_text(d->lock->signed_by, true);
    g_autofree char *path = g_build_filename(folder, GAZ_LOCK_FILE, NULL);
    sum_up(&words, d, folder);
    if (!same_pages) {
        g_string_append(words.chinese, "；");
        g_string_append(words.english, "; ");
        gaz_words_of_pages(&words, &d->pages);
    }
    gaz_report_file(diags, same_pages ? GAZ_D_SIGNED_SOURCES : GAZ_D_SIGNED_OTHER, path, names,
                    words.chinese->str, words.english->str);
    gaz_words_clear(&words);
}

static void tell_unsigned(const struct gaz_lock *lock, const char *folder, struct gaz_diags *diags) {
    g_autofree char *names = gaz_signatures_text(lock->signed_by, false);
    g_autofree char *path = g_build_filename(folder, GAZ_LOCK_FILE, NULL);
    gaz_report_file(diags, GAZ_D_SIGNED_OTHER, path, names, "签字以后重新锁定过，还没有人签",
                    "it was locked anew since, which nobody has signed");
}

static void look(const struct gaz_gazette *gazette, const struct gaz_lock *lock, struct gaz_diags *diags) {
    const char *folder = gazette->issue->folder;
    struct gaz_differences *d =
        gaz_differences_find(lock, facts_of(gazette, GAZ_FACES_NONE, lock->version), CAUSES);
    if (!gaz_signatures_hold(lock->signed_by))
        tell_unsigned(lock, folder, diags);
    else if (!is_same(d))
        tell_other(d, folder, diags);
    gaz_differences_free(d);
}

void gaz_lock_look(const struct gaz_gazette *gazette, struct gaz_diags *diags) {
    g_autofree char *path = g_build_filename(gazette->issue->folder, GAZ_LOCK_FILE, NULL);
    if (!gaz_file_may_exist(path)) return;
    struct gaz_diags *unheard = gaz_diags_new();
    struct gaz_lock *lock = gaz_lock_read(gazette->issue->folder, unheard);
    if (!lock || lock->wrong != GAZ_NOWHERE)
        gaz_report_file(diags, GAZ_D_SIGNED_UNKNOWN, path, NULL);
    else if (lock->signed_by->len)
        look(gazette, lock, diags);
    gaz_lock_free(lock);
    gaz_diags_free(unheard);
}
