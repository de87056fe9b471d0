/* words.c: see words.h. */
#include "archive/lock/words.h"

#include "base/process/arena.h"

#include <stdarg.h>
#include <string.h>

enum { EXCERPT = 24 }; /* characters of a line that are shown */

struct gaz_words gaz_words_new(void) {
    return (struct gaz_words){g_string_new(NULL), g_string_new(NULL)};
}

void gaz_words_clear(struct gaz_words *words) {
    g_string_free(words->chinese, TRUE);
    g_string_free(words->english, TRUE);
}

/* Both take the same arguments in the same order. */
__attribute__((format(printf, 2, 4), format(printf, 3, 4))) static void
say(struct gaz_words *words, const char *chinese, const char *english, ...) {
    va_list args, again;
    va_start(args, english);
    va_copy(again, args);
    g_string_append_vprintf(words->chinese, chinese, args);
    g_string_append_vprintf(words->english, english, again);
    va_end(again);
    va_end(args);
}

/* Between two of a list. */
static void part(struct gaz_words *words) {
    if (words->chinese->len) say(words, "；", "; ");
}

static void say_then_and_now(struct gaz_words *words, const char *was, const char *is) {
    say(words, "当时是“%s”，现在是“%s”", "was \"%s\", is \"%s\"", was ? was : "—", is ? is : "—");
}

/* ---- lines */

char *gaz_words_excerpt(const struct gaz_source *source, uint32_t line) {
    uint32_t begin = source->line[line - 1];
    g_autofree char *text = g_strndup(source->text + begin, strcspn(source->text + begin, "\n"));
    g_strstrip(text);
    if (g_utf8_strlen(text, -1) <= EXCERPT) return g_steal_pointer(&text);
    *g_utf8_offset_to_pointer(text, EXCERPT) = '\0';
    return g_strconcat(text, "…", NULL);
}

static void say_range(struct gaz_words *words, uint32_t first, uint32_t n) {
    if (n == 1)
        say(words, "第%u行", "line %u", first);
    else
        say(words, "第%u—%u行", "lines %u-%u", first, first + n - 1);
}

/* What stands there now, of one line. */
static void say_excerpt(struct gaz_words *words, const struct gaz_source *now,
                        const struct gaz_line_change *change) {
    g_autofree char *text = change->n_now == 1 ? gaz_words_excerpt(now, change->now) : NULL;
    if (text && *text) say(words, "：“%s”", ": \"%s\"", text);
    if (text && !*text) say(words, "（空行）", " (blank)");
}

static void say_gone(struct gaz_words *words, const struct gaz_line_change *change) {
    if (change->now)
        say(words, "第%u行之后少了%u行（当时的", "behind line %u, %u line(s) are gone (then ", change->now,
            change->n_then);
    else
        say(words, "开头少了%u行（当时的", "at the beginning %u line(s) are gone (then ", change->n_then);
    say_range(words, change->then, change->n_then);
    say(words, "）", ")");
}

static void say_change(struct gaz_words *words, const struct gaz_source *now,
                       const struct gaz_line_change *change) {
    part(words);
    if (change->kind == GAZ_LINES_GONE) {
        say_gone(words, change);
        return;
    }
    say_range(words, change->now, change->n_now);
    if (change->kind == GAZ_LINES_ADDED) {
        say(words, "是新的", change->n_now == 1 ? " is new" : " are new");
    } else {
        bool moved = change->kind == GAZ_LINES_MOVED;
        bool here = change->then == change->now && change->n_then == change->n_now;
        say(words, moved ? "是移来的" : "改了", moved ? " moved here" : " changed");
        if (!here) {
            say(words, "（当时的", " (then ");
            say_range(words, change->then, change->n_then);
            say(words, "）", ")");
        }
    }
    say_excerpt(words, now, change);
}

/* False when the lock does not say how the lines were. */
static bool say_lines(struct gaz_words *words, const struct gaz_lock *lock, const struct gaz_source *now,
                      guint most) {
    const char *then = now ? gaz_facts_value(lock->lines, GAZ_FACT_LINES, now->path) : NULL;
    if (!then) return false;
    g_autoptr(GArray) changes = gaz_lines_compare(then, now);
    for (guint i = 0; i < MIN(changes->len, most); i++)
        say_change(words, now, &g_array_index(changes, struct gaz_line_change, i));
    if (changes->len > most) say(words, "……共%u处", "; … %u places in all", changes->len);
    if (changes->len == 0)
        say(words, "文字相同，只有行末、文件开头的标记一类看不见的字节不同",
            "the text is the same; only bytes that are not seen differ, such as line ends");
    return true;
}

static void say_source(struct gaz_words *words, const struct gaz_difference *one, const struct gaz_lock *lock,
                       const char *folder, guint most) {
    bool is_gone = !one->is || strcmp(one->is, "-") == 0;
    if (is_gone || !one->was) {
        say(words, is_gone ? "现在没有了" : "当时没有", is_gone ? "is gone" : "was not there");
        return;
    }
    struct gaz_arena *arena = gaz_arena_new();
    const struct gaz_source *now = gaz_lines_source(arena, folder, one->key);
    if (!say_lines(words, lock, now, most))
        say(words, now ? "改过" : "换了", now ? "was changed" : "is another file");
    gaz_arena_free(arena);
}

/* ---- fonts */

/* "FandolFang Regular; Version 1.300", without the digest behind it; freed with g_free. */
static char *name_of_face(const char *value) {
    const char *end = g_strrstr(value, "; ");
    return end ? g_strndup(value, (gsize)(end - value)) : g_strdup(value);
}

static void say_face(struct gaz_words *words, const struct gaz_difference *one) {
    g_autofree char *was = one->was ? name_of_face(one->was) : NULL;
    g_autofree char *is = one->is ? name_of_face(one->is) : NULL;
    if (!was || !is)
        say(words, was ? "现在没有用（%s）" : "当时没有用（%s）",
            was ? "is no longer used (%s)" : "was not used (%s)", was ? was : is);
    else if (strcmp(was, is) == 0)
        say(words, "是另一个文件（名称和版本相同：%s）", "is another file (of the same name and version: %s)",
            is);
    else
        say_then_and_now(words, was, is);
}

/* ---- the rest */

/* A digest stands in it, which says nothing to a person. */
static void say_digest(struct gaz_words *words, const struct gaz_difference *one) {
    say(words,
        one->was && one->is ? "换了"
        : one->is           ? "是新的"
                            : "没有了",
        one->was && one->is ? "is another one"
        : one->is           ? "is new"
                            : "is gone");
}

static bool is_digest(const char *value) {
    size_t n = value ? strlen(value) : 0;
    return n >= 64 && strspn(value + n - 64, "0123456789abcdef") == 64;
}

/* Of one document's file for the archive. */
static void say_file(struct gaz_words *words, const struct gaz_difference *one) {
    if (one->was && one->is)
        say(words, "的字节不同", "has other bytes");
    else if (one->was)
        say(words, "现在没有了", "is no longer made");
    else
        say(words, "当时没有", "was not made");
}

static void say_result(struct gaz_words *words, const struct gaz_differences *d,
                       const struct gaz_difference *one) {
    if (strcmp(one->key, GAZ_FACT_PAGES) == 0) {
        say(words, "：", ": ");
        gaz_words_of_pages(words, &d->pages);
    } else if (g_str_has_prefix(one->key, GAZ_FACT_PDF)) {
        say(words, "的字节不同", "has other bytes");
    } else {
        say_then_and_now(words, one->was, one->is);
    }
}

void gaz_words_of_difference(struct gaz_words *words, const struct gaz_differences *d,
                             const struct gaz_difference *one, const char *folder, guint most) {
    switch (one->section) {
    case GAZ_FACT_SOURCE:
        say_source(words, one, d->lock, folder, most);
        break;
    case GAZ_FACT_FONT:
        say_face(words, one);
        break;
    case GAZ_FACT_FILE:
        say_file(words, one);
        break;
    case GAZ_FACT_RESULT:
        say_result(words, d, one);
        break;
    case GAZ_FACT_STYLE:
    case GAZ_FACT_PRESS:
        if (is_digest(one->was) || is_digest(one->is))
            say_digest(words, one);
        else
            say_then_and_now(words, one->was, one->is);
        break;
    case GAZ_FACT_PROGRAM:
    case GAZ_FACT_PRINT:
    case GAZ_FACT_REST:
    case GAZ_FACT_SIGNED:
    case GAZ_FACT_PAGE:
    case GAZ_FACT_LINES:
    case GAZ_N_FACT_SECTIONS:
        say_then_and_now(words, one->was, one->is);
        break;
    }
}

/* ---- pages */

static void say_pages(struct gaz_words *words, const struct gaz_page_changes *changes,
                      enum gaz_page_change kind) {
    if (changes->n[kind] == 0) return;
    g_autofree char *chinese = gaz_page_changes_list(changes, kind, false);
    g_autofree char *english = gaz_page_changes_list(changes, kind, true);
    part(words);
    g_string_append_printf(words->chinese, kind == GAZ_PAGE_MOVED ? "第%s页只是移了位置" : "第%s页排得不同",
                           chinese);
    g_string_append_printf(words->english,
                           kind == GAZ_PAGE_MOVED ? "page(s) %s only moved" : "page(s) %s are set otherwise",
                           english);
}

void gaz_words_of_pages(struct gaz_words *words, const struct gaz_page_changes *changes) {
    struct gaz_words own = gaz_words_new();
    if (!changes->known) {
        say(&own, "排得与锁定时不同", "not set as it was locked");
    } else if (gaz_page_changes_are_none(changes)) {
        say(&own, "%u页看上去都同锁定时一样", "all %u page(s) look as they were locked", changes->n_now);
    } else {
        say_pages(&own, changes, GAZ_PAGE_OTHER);
        say_pages(&own, changes, GAZ_PAGE_MOVED);
        if (changes->n_gone) {
            part(&own);
            say(&own, "少了%u页", "%u page(s) are gone", changes->n_gone);
        }
        part(&own);
        say(&own, "其余%u页照旧", "the other %u are as they were", changes->n[GAZ_PAGE_AS_IT_WAS]);
        if (changes->n_then != changes->n_now)
            say(&own, "（当时%u页，现在%u页）", " (%u pages then, %u now)", changes->n_then, changes->n_now);
    }
    g_string_append(words->chinese, own.chinese->str);
    g_string_append(words->english, own.english->str);
    gaz_words_clear(&own);
}
