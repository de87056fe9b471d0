/* lines.c: see lines.h. */
#include "archive/lock/lines.h"

#include "base/diag/diag.h"
#include "base/diff/script.h"
#include "base/file/file.h"
#include "base/file/hash.h"
#include "base/process/arena.h"

#include <string.h>

/* digits of a digest; how far lines are looked for that only moved, and how long for the shortest way: beyond
 * that the answer is right, but longer than it need be */
enum { DIGITS = 8, MOST_MOVES = 256 };
#define ALLOWANCE (UINT64_C(16) << 20)

/* ---- digests */

static bool is_text(const char *path) {
    static const char *const endings[] = {".md", ".yaml", ".txt"};
    g_autofree char *lower = g_ascii_strdown(path, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(lower, endings[i])) return true;
    return false;
}

const struct gaz_source *gaz_lines_source(struct gaz_arena *arena, const char *folder, const char *path) {
    if (!is_text(path)) return NULL;
    struct gaz_diags *unheard = gaz_diags_new();
    const struct gaz_source *source =
        gaz_source_read_below(arena, folder, path, (struct gaz_span){0}, unheard);
    gaz_diags_free(unheard);
    return source;
}

/* The bytes of a line from 0 on, without its end. */
static const char *line_of(const struct gaz_source *source, uint32_t i, size_t *n) {
    uint32_t begin = source->line[i];
    uint32_t end = i + 1 < source->n_lines ? source->line[i + 1] - 1 : source->size;
    *n = end - begin;
    return source->text + begin;
}

/* A line end at the very end begins no line. */
static uint32_t count_lines(const struct gaz_source *source) {
    return source->line[source->n_lines - 1] == source->size ? source->n_lines - 1 : source->n_lines;
}

static uint32_t digest_of(const char *line, size_t n) {
    unsigned char bytes[GAZ_HASH_BYTES];
    struct gaz_hash hash;
    gaz_hash_begin(&hash);
    gaz_hash_add(&hash, line, n);
    gaz_hash_end(&hash, bytes);
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* of uint32_t */
static GArray *digests_of(const struct gaz_source *source) {
    uint32_t n = count_lines(source);
    GArray *digests = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), n);
    for (uint32_t i = 0; i < n; i++) {
        size_t size;
        const char *line = line_of(source, i, &size);
        uint32_t digest = digest_of(line, size);
        g_array_append_val(digests, digest);
    }
    return digests;
}

char *gaz_lines_of_file(const char *folder, const char *path) {
    struct gaz_arena *arena = gaz_arena_new();
    const struct gaz_source *source = gaz_lines_source(arena, folder, path);
    GString *text = source ? g_string_new(NULL) : NULL;
    g_autoptr(GArray) digests = source ? digests_of(source) : NULL;
    for (guint i = 0; digests && i < digests->len; i++)
        g_string_append_printf(text, "%s%08x", i ? " " : "", g_array_index(digests, uint32_t, i));
    gaz_arena_free(arena);
    return text ? g_string_free(text, FALSE) : NULL;
}

/* ---- reading them */

static bool read_digest(const char *text, uint32_t *digest) {
    *digest = 0;
    for (int i = 0; i < DIGITS; i++) {
        int digit = g_ascii_isupper(text[i]) ? -1 : g_ascii_xdigit_value(text[i]);
        if (digit < 0) return false;
        *digest = *digest << 4 | (uint32_t)digit;
    }
    return true;
}

/* False from the first that is none; digests: NULL, or where they go. */
static bool read_digests(const char *text, GArray *digests) {
    if (!*text) return true;
    for (const char *at = text;; at += DIGITS + 1) {
        uint32_t digest;
        if (!read_digest(at, &digest)) return false;
        if (digests) g_array_append_val(digests, digest);
        if (!at[DIGITS]) return true;
        if (at[DIGITS] != ' ') return false;
    }
}

bool gaz_lines_are(const char *digests) {
    return read_digests(digests, NULL);
}

/* ---- comparing */

struct sides {
    const uint32_t *then, *now;
    uint32_t n_then, n_now;
    uint8_t *gone, *come;
};

static uint32_t run_length(const uint8_t *marks, uint32_t from, uint32_t n) {
    uint32_t end = from;
    while (end < n && marks[end])
        end++;
    return end - from;
}

static struct gaz_line_change change_at(uint32_t then, uint32_t n_then, uint32_t now, uint32_t n_now) {
    enum gaz_line_change_kind kind = n_then && n_now ? GAZ_LINES_CHANGED
                                     : n_now         ? GAZ_LINES_ADDED
                                                     : GAZ_LINES_GONE;
    return (struct gaz_line_change){kind, then + (n_then > 0), n_then, now + (n_now > 0), n_now};
}

static void add_changes(const struct sides *s, GArray *changes) {
    for (uint32_t i = 0, j = 0; i < s->n_then || j < s->n_now;) {
        uint32_t went = run_length(s->gone, i, s->n_then), came = run_length(s->come, j, s->n_now);
        if (went || came) {
            struct gaz_line_change change = change_at(i, went, j, came);
            g_array_append_val(changes, change);
        }
        i += went || came ? went : 1;
        j += went || came ? came : 1;
    }
}

static bool are_same(const struct sides *s, const struct gaz_line_change *gone,
                     const struct gaz_line_change *come) {
    return gone->n_then == come->n_now &&
           memcmp(s->then + gone->then - 1, s->now + come->now - 1, gone->n_then * sizeof *s->then) == 0;
}

/* Lines that are gone in one place and came in another. */
static void join_moved(const struct sides *s, GArray *changes) {
    struct gaz_line_change *all = (struct gaz_line_change *)(void *)changes->data;
    for (guint i = 0; changes->len <= MOST_MOVES && i < changes->len; i++) {
        for (guint k = 0; all[i].kind == GAZ_LINES_ADDED && k < changes->len; k++) {
            if (all[k].kind != GAZ_LINES_GONE || !are_same(s, &all[k], &all[i])) continue;
            all[i].kind = GAZ_LINES_MOVED;
            all[i].then = all[k].then;
            all[i].n_then = all[k].n_then;
            g_array_remove_index(changes, k);
            i -= k < i;
            break;
        }
    }
}

GArray *gaz_lines_compare(const char *digests, const struct gaz_source *now) {
    g_autoptr(GArray) before = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) after = digests_of(now);
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct gaz_line_change));
    read_digests(digests, before);
    struct gaz_sequence then = {(const uint32_t *)(void *)before->data, before->len};
    struct gaz_sequence is = {(const uint32_t *)(void *)after->data, after->len};
    g_autofree uint8_t *gone = g_new0(uint8_t, then.n + 1), *come = g_new0(uint8_t, is.n + 1);
    uint64_t allowance = ALLOWANCE;
    gaz_script_make(then, is, (struct gaz_script){gone, come}, &allowance);
    struct sides sides = {then.items, is.items, then.n, is.n, gone, come};
    add_changes(&sides, changes);
    join_moved(&sides, changes);
    return changes;
}
