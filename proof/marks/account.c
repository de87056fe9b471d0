/* account.c: the account of marks is read, a round is added to it, and it tells what became of its marks.
 *
 * Rounds are only added behind those that are there, byte for byte: nothing of an account is lost.
 */
#include "proof/marks/account.h"

#include "base/data/format.h"
#include "base/data/json.h"
#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "base/text/text.h"
#include "proof/marks/apply.h"

#include <string.h>

enum {
    AROUND = 24,          /* characters kept on both sides of a mark */
    MOST_MARKS = 1 << 20, /* of an account */
    MOST_ROUNDS = 10000,
};

static const char end_of_account[] = "\n]}\n";

/* ---- writing */

/* So many characters before and behind a stretch, or fewer. */
static void add_around(GString *out, const struct gaz_span *span) {
    const char *text = span->source->text, *from = text + span->begin, *to = text + span->end;
    for (int i = 0; i < AROUND && from > text; i++)
        from = g_utf8_prev_char(from);
    for (int i = 0; i < AROUND && *to; i++)
        to = g_utf8_next_char(to);
    g_autofree char *stood = g_strndup(text + span->begin, span->end - span->begin);
    g_autofree char *before = g_strndup(from, (gsize)(text + span->begin - from));
    g_autofree char *behind = g_strndup(text + span->end, (gsize)(to - text - span->end));
    const char *const members[][2] = {{"stood", stood}, {"before", before}, {"behind", behind}};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        g_string_append_printf(out, ", \"%s\": ", members[i][0]);
        gaz_json_add_text(out, members[i][1]);
    }
    g_string_append_printf(out, ", \"offset\": %u", span->begin);
}

static const char *done_with(const struct gaz_proof_apply *apply, uint32_t number, uint32_t same) {
    bool is_written = false;
    for (guint i = 0; i < apply->chosen->len; i++) {
        const struct gaz_chosen *chosen = gaz_chosen_at(apply, i);
        if (chosen->number != number) continue;
        is_written = true;
        if (chosen->kept) return gaz_kept_name(chosen->kept);
    }
    if (is_written) return "written";
    return same ? done_with(apply, same, 0) : "not-chosen";
}

static void add_mark(GString *out, const struct gaz_proof_apply *apply, guint i) {
    const struct gaz_proof_mark *mark = gaz_proof_mark_at(apply->marks, i);
    g_string_append(out, i ? ",\n  {" : "\n  {");
    gaz_proof_mark_add_members(out, apply->marks, i);
    if (mark->n_covered) add_around(out, &mark->covered[0].span);
    if (mark->identity) g_string_append(out, ", \"proof_identity\": ");
    if (mark->identity) gaz_json_add_text(out, mark->identity);
    g_string_append_printf(out, ", \"done\": \"%s\"}", done_with(apply, i + 1, mark->same));
}

/* What no source may hold stands in words of people all the same: as \u…. */
static GString *escaped(const GString *json) {
    GString *out = g_string_sized_new(json->len);
    for (const char *at = json->str; *at; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        if (ch == '\n' || !gaz_char_is_refused(ch))
            g_string_append_unichar(out, ch);
        else if (ch < 0x10000)
            g_string_append_printf(out, "\\u%04x", ch);
        else
            g_string_append_printf(out, "\\u%04x\\u%04x", 0xD800 + ((ch - 0x10000) >> 10),
                                   0xDC00 + ((ch - 0x10000) & 0x3FF));
    }
    return out;
}

static void add_round(GString *out, const struct gaz_proof_apply *apply) {
    g_autoptr(GString) round = g_string_new("{\"marks\": [");
    for (guint i = 0; i < apply->marks->list->len; i++)
        add_mark(round, apply, i);
    g_string_append(round, "\n]}");
    g_autoptr(GString) good = escaped(round);
    g_string_append_len(out, good->str, (gssize)good->len);
}

GBytes *gaz_proof_account_add(const struct gaz_source *before, const struct gaz_proof_apply *apply) {
    GString *out = g_string_new(NULL);
    if (before) {
        g_string_append_len(out, before->text, (gssize)(before->size - strlen(end_of_account)));
        g_string_append(out, ",\n");
    } else {
        g_string_append_c(out, '{');
        gaz_format_add_members(out, GAZ_FORMAT_MARKS);
        g_string_append(out, ", \"rounds\": [\n");
    }
    add_round(out, apply);
    g_string_append(out, end_of_account);
    return g_string_free_to_bytes(out);
}

/* ---- reading */

struct reading {
    struct gaz_proof_account *account;
    bool has_rounds;
};

struct element {
    struct gaz_arena *arena;
    struct gaz_account_mark mark;
};

static void read_text(struct gaz_json *json, struct gaz_arena *arena, const char **text) {
    json->at += strspn(json->at, " \t\r\n");
    if (*json->at != '"') {
        gaz_json_skip(json); /* null */
        return;
    }
    g_autofree char *read = gaz_json_text(json);
    if (read && g_utf8_validate(read, -1, NULL)) *text = gaz_arena_strdup(arena, read);
}

static enum gaz_effect effect_of(const char *name) {
    static const char *const names[] = {"", "delete", "replace", "insert"};
    for (size_t i = 1; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0) return (enum gaz_effect)i;
    return GAZ_EFFECT_NONE;
}

static void read_offset(struct gaz_json *json, uint32_t *offset) {
    double number = gaz_json_number(json);
    if (number >= 0 && number < GAZ_MAX_SOURCE) *offset = (uint32_t)number;
}

static void read_mark_member(struct gaz_json *json, const char *key, void *context) {
    struct element *element = context;
    struct gaz_account_mark *mark = &element->mark;
    const char *effect = "";
    const struct {
        const char *key, **text;
    } texts[] = {{"file", &mark->file},     {"stood", &mark->stood}, {"before", &mark->before},
                 {"behind", &mark->behind}, {"text", &mark->text},   {"words", &mark->words},
                 {"author", &mark->author}, {"date", &mark->date},   {"done", &mark->done},
                 {"new", &mark->wanted},    {"effect", &effect}};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (strcmp(key, texts[i].key) != 0) continue;
        read_text(json, element->arena, texts[i].text);
        if (*effect) mark->effect = effect_of(effect);
        return;
    }
    if (strcmp(key, "offset") == 0)
        read_offset(json, &mark->offset);
    else
        gaz_json_skip(json);
}

static void read_mark(struct gaz_json *json, void *context) {
    struct reading *r = context;
    struct element element = {
        r->account->arena,
        {"", "", "", "", 0, "", "", "", "", "", GAZ_EFFECT_NONE, "", r->account->n_rounds}};
    if (r->account->marks->len >= MOST_MARKS) json->bad = true;
    if (json->bad) return;
    gaz_json_object(json, read_mark_member, &element);
    g_array_append_val(r->account->marks, element.mark);
}

static void read_round_member(struct gaz_json *json, const char *key, void *context) {
    if (strcmp(key, "marks") == 0)
        gaz_json_array(json, read_mark, context);
    else
        gaz_json_skip(json);
}

static void read_round(struct gaz_json *json, void *context) {
    struct reading *r = context;
    if (++r->account->n_rounds > MOST_ROUNDS) json->bad = true;
    if (!json->bad) gaz_json_object(json, read_round_member, r);
}

static void read_top(struct gaz_json *json, const char *key, void *context) {
    struct reading *r = context;
    if (strcmp(key, "rounds") == 0 && !r->has_rounds) {
        r->has_rounds = true;
        gaz_json_array(json, read_round, r);
    } else {
        gaz_json_skip(json);
    }
}

/* Where it is not as it was written; NULL: it is. */
static const char *read_all(struct gaz_proof_account *account, const struct gaz_source *source) {
    struct reading r = {account, false};
    struct gaz_json json = {source->text, false};
    gaz_json_object(&json, read_top, &r);
    json.at += strspn(json.at, " \t\r\n");
    if (json.bad || *json.at) return json.at;
    return r.has_rounds && g_str_has_suffix(source->text, end_of_account) ? NULL : source->text;
}

struct gaz_proof_account *gaz_proof_account_read(const struct gaz_source *source, struct gaz_diags *diags) {
    struct gaz_format_head head;
    if (!gaz_format_read(&head, source, 1u << GAZ_FORMAT_MARKS, diags)) return NULL;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_proof_account *account = GAZ_NEW(arena, struct gaz_proof_account);
    *account =
        (struct gaz_proof_account){arena, g_array_new(FALSE, FALSE, sizeof(struct gaz_account_mark)), 0};
    const char *wrong = head.version ? read_all(account, source) : source->text;
    if (!wrong) return account;
    gaz_report(diags, GAZ_D_MARKS_ACCOUNT, gaz_span_at(source, (uint32_t)(wrong - source->text)), NULL);
    gaz_proof_account_free(account);
    return NULL;
}

void gaz_proof_account_free(struct gaz_proof_account *account) {
    if (!account) return;
    struct gaz_arena *arena = account->arena;
    g_array_unref(account->marks);
    gaz_arena_free(arena);
}
