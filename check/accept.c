/* accept.c: what an editor lets stand, added to check-ignore.yaml.
 *
 * A number alone would mean whatever stands there by now, so it is printed with a key and is not taken
 * without. The key is of the rule, the file and the text, as a waiver is: when others came before it or went,
 * it still names what the editor has seen.
 */
#include "check/waivers.h"

#include "base/data/json.h"
#include "base/data/yaml_write.h"
#include "base/diag/diag_text.h"
#include "base/file/change.h"
#include "base/file/edit.h"
#include "base/process/arena.h"
#include "base/text/visible.h"

#include <string.h>

struct selection {
    const struct gaz_accept_job *job;
    struct gaz_arena *arena;
    GPtrArray *found; /* const struct gaz_finding: one for each waiver */
    struct gaz_diags *diags;
    char count[12]; /* of all findings */
};

/* ---- findings */

static const struct gaz_finding *finding_at(const struct selection *s, guint i) {
    return &g_array_index(s->job->findings->list, struct gaz_finding, i);
}

static const char *file_of(const struct gaz_finding *finding) {
    return finding->span.source ? finding->span.source->path : NULL;
}

/* One waiver would do for both. */
static bool is_like(const struct gaz_finding *a, const struct gaz_finding *b) {
    return a->rule == b->rule && strcmp(a->text, b->text) == 0 && g_strcmp0(file_of(a), file_of(b)) == 0;
}

static void add(struct selection *s, const struct gaz_finding *finding) {
    for (guint i = 0; i < s->found->len; i++)
        if (is_like(s->found->pdata[i], finding)) return;
    g_ptr_array_add(s->found, (gpointer)finding);
}

/* ---- 3-7f2c */

/* As printed, perhaps with the word before it; false: that is no number. */
static bool read_number(const char *typed, guint64 *number, const char **key) {
    static const char *const words[] = {"错", "疑", "注意", "E", "W", "I"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(typed, words[i])) {
            typed += strlen(words[i]);
            break;
        }
    const char *end = typed + strspn(typed, "0123456789");
    size_t letters = *end == '-' ? strspn(end + 1, "0123456789abcdef") : 0;
    *key = letters == GAZ_KEY_LENGTH ? end + 1 : NULL;
    *number = g_ascii_strtoull(typed, NULL, 10);
    return end > typed && (*end == '\0' || (*key && (*key)[letters] == '\0'));
}

static bool has_key(const struct gaz_finding *finding, const char *key) {
    char own[GAZ_KEY_LENGTH + 1];
    gaz_finding_key(finding, own);
    return strcmp(own, key) == 0;
}

/* The one of that number, else those of that key, when a waiver is the same for all of them; or NULL. */
static const struct gaz_finding *find_key(const struct selection *s, guint64 number, const char *key) {
    guint n = s->job->findings->list->len;
    if (number >= 1 && number <= n && has_key(finding_at(s, (guint)number - 1), key))
        return finding_at(s, (guint)number - 1);
    const struct gaz_finding *found = NULL;
    for (guint i = 0; i < n; i++) {
        const struct gaz_finding *one = finding_at(s, i);
        if (!has_key(one, key)) continue;
        if (found && !is_like(found, one)) return NULL;
        found = one;
    }
    return found;
}

static void report_bare(const struct selection *s, const struct gaz_finding *finding, const char *number) {
    char key[GAZ_KEY_LENGTH + 1];
    gaz_finding_key(finding, key);
    g_autofree char *full = g_strdup_printf("%s-%s", number, key);
    g_autoptr(GString) what = g_string_new(NULL);
    if (finding->span.source) gaz_place_append(what, finding->span.source->name, finding->span);
    g_string_append_printf(what, "“%s” [%s]", finding->text, gaz_check_row(finding->rule)->slug);
    gaz_report_file(s->diags, GAZ_D_ACCEPT_BARE, s->job->folder, number, what->str, full);
}

static bool choose_number(struct selection *s, const char *typed, guint64 number, const char *key) {
    bool is_there = number >= 1 && number <= s->job->findings->list->len;
    char text[24];
    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, number);
    const struct gaz_finding *found = key ? find_key(s, number, key) : NULL;
    if (found)
        add(s, found);
    else if (key)
        gaz_report_file(s->diags, GAZ_D_ACCEPT_KEY, s->job->folder, typed, s->count);
    else if (is_there)
        report_bare(s, finding_at(s, (guint)number - 1), text);
    else
        gaz_report_file(s->diags, GAZ_D_ACCEPT_NUMBER, s->job->folder, text, s->count);
    return found != NULL;
}

/* ---- a file of JSON */

struct object {
    char *file, *rule, *text; /* NULL: null, or not there */
    double line;
};

static bool is_number(struct gaz_json *json) {
    return g_ascii_isdigit(gaz_json_next(json));
}

static char *read_text(struct gaz_json *json) {
    if (gaz_json_next(json) == '"') return gaz_json_text(json);
    gaz_json_skip(json);
    return NULL;
}

static void read_member(struct gaz_json *json, const char *key, void *context) {
    struct object *object = context;
    char **text = strcmp(key, "file") == 0   ? &object->file
                  : strcmp(key, "rule") == 0 ? &object->rule
                  : strcmp(key, "text") == 0 ? &object->text
                                             : NULL;
    if (strcmp(key, "line") == 0 && is_number(json)) {
        object->line = gaz_json_number(json);
    } else if (text) {
        g_free(*text);
        *text = read_text(json);
    } else {
        gaz_json_skip(json);
    }
}

static void clear_object(struct object *object) {
    g_free(object->file);
    g_free(object->rule);
    g_free(object->text);
}

static bool is_object(const struct gaz_finding *finding, const struct object *object) {
    struct gaz_span span = finding->span;
    uint32_t line = span.source ? gaz_source_place(span.source, span.begin).line : 0;
    return strcmp(gaz_check_row(finding->rule)->slug, object->rule) == 0 &&
           g_strcmp0(finding->text, object->text) == 0 && g_strcmp0(file_of(finding), object->file) == 0 &&
           object->line == line;
}

static bool choose_object(struct selection *s, struct gaz_span place, const struct object *object) {
    if (object->rule && !gaz_check_is_rule(object->rule)) {
        gaz_report(s->diags, GAZ_D_ACCEPT_DIAGNOSTIC, place, object->rule, s->count);
        return false;
    }
    if (!object->rule || !object->text) {
        gaz_report(s->diags, GAZ_D_ACCEPT_FORM, place, NULL);
        return false;
    }
    for (guint i = 0; i < s->job->findings->list->len; i++) {
        if (!is_object(finding_at(s, i), object)) continue;
        add(s, finding_at(s, i));
        return true;
    }
    g_autofree char *line = g_strdup_printf("%.0f", object->line);
    gaz_report(s->diags, GAZ_D_ACCEPT_STALE, place, object->file ? object->file : "", line, object->text,
               object->rule);
    return false;
}

/* An array of objects, the source's text; n: how many. */
static bool choose_objects(struct selection *s, const struct gaz_source *source, struct gaz_json *json,
                           unsigned *n) {
    bool good = true;
    gaz_json_expect(json, '[');
    if (gaz_json_take(json, ']')) return true;
    do {
        struct object object = {0};
        gaz_json_next(json);
        struct gaz_span place = gaz_span_at(source, (uint32_t)(json->at - source->text));
        gaz_json_object(json, read_member, &object);
        if (!json->bad) good &= choose_object(s, place, &object);
        clear_object(&object);
        ++*n;
    } while (gaz_json_take(json, ','));
    gaz_json_expect(json, ']');
    return good;
}

static bool choose_file(struct selection *s, const char *path) {
    g_autofree char *folder = g_path_get_dirname(path), *base = g_path_get_basename(path);
    struct gaz_bytes bytes = gaz_file_read_below(s->arena, folder, base, (struct gaz_span){0}, s->diags);
    if (!bytes.data) return false;
    const char *text = (const char *)bytes.data;
    bool is_text = !memchr(text, 0, bytes.size) && g_utf8_validate(text, (gssize)bytes.size, NULL);
    if (!is_text) {
        gaz_report_file(s->diags, GAZ_D_ACCEPT_FORM, path, NULL);
        return false;
    }
    const struct gaz_source *source = gaz_diags_source(s->diags, path, text, bytes.size);
    struct gaz_json json = {.at = source->text};
    unsigned n = 0;
    bool good = choose_objects(s, source, &json, &n);
    bool is_whole = !json.bad && gaz_json_next(&json) == '\0';
    if (!is_whole)
        gaz_report(s->diags, GAZ_D_ACCEPT_FORM, gaz_span_at(source, (uint32_t)(json.at - source->text)),
                   NULL);
    else if (n == 0)
        gaz_report_file(s->diags, GAZ_D_ACCEPT_EMPTY, path, s->count);
    return good && is_whole && n > 0;
}

/* ---- all that was chosen */

static bool choose(struct selection *s) {
    if (s->job->findings->list->len == 0) {
        gaz_report_file(s->diags, GAZ_D_ACCEPT_NONE, s->job->folder, NULL);
        return false;
    }
    bool good = true;
    for (const char *const *chosen = s->job->chosen; *chosen; chosen++) {
        guint64 number;
        const char *key;
        if (read_number(*chosen, &number, &key))
            good &= choose_number(s, *chosen, number, key);
        else
            good &= choose_file(s, *chosen);
    }
    return good;
}

/* ---- the file */

/* check-ignore.yaml as it is; with nothing in it when it is not there */
struct waivers_file {
    const struct gaz_source *source;
    GArray *waivers;             /* struct gaz_waiver */
    const struct gaz_yaml *list; /* NULL: nothing stands there */
};

/* What it reads as; source is NULL when it is no clean text. */
static struct waivers_file read_waivers(const struct selection *s, struct gaz_bytes bytes) {
    struct gaz_diags *unheard = gaz_diags_new(); /* all of it was said when it was read for check */
    struct waivers_file file = {NULL, g_array_new(FALSE, FALSE, sizeof(struct gaz_waiver)), NULL};
    file.source = gaz_source_clean(s->arena, GAZ_WAIVERS_FILE, GAZ_WAIVERS_FILE, bytes, unheard);
    if (file.source && !gaz_source_is_of(file.source, bytes)) file.source = NULL;
    if (file.source) file.list = gaz_waivers_read(s->arena, file.source, file.waivers, unheard);
    gaz_diags_free(unheard);
    return file;
}

typedef void write_scalar(GString *out, const char *text);

/* How an item is written: what stands before each pair but the first, and how a value is. */
struct item_form {
    const char *between;
    write_scalar *write;
};

static void append_pair(GString *out, const struct item_form *form, const char *key, const char *value) {
    g_string_append_printf(out, "%s: ", key);
    form->write(out, value);
}

static void append_item(GString *out, const struct item_form *form, const struct gaz_finding *finding,
                        const char *reason) {
    append_pair(out, form, "规则", gaz_check_row(finding->rule)->slug);
    if (file_of(finding)) {
        g_string_append(out, form->between);
        append_pair(out, form, "文件", file_of(finding));
    }
    g_string_append(out, form->between);
    append_pair(out, form, "文字", finding->text);
    g_string_append(out, form->between);
    append_pair(out, form, "理由", reason);
}

/* - items, each pair on a line of its own. */
static void append_block(GString *out, const struct selection *s, uint32_t indent) {
    g_autofree char *between = g_strdup_printf("\n%*s", (int)indent + 2, "");
    struct item_form form = {between, gaz_yaml_append_scalar};
    for (guint i = 0; i < s->found->len; i++) {
        g_string_append_printf(out, "%*s- ", (int)indent, "");
        append_item(out, &form, s->found->pdata[i], s->job->reason);
        g_string_append_c(out, '\n');
    }
}

/* {…}, {…}, as the first of a list */
static void append_flow(GString *out, const struct selection *s, bool others_follow) {
    struct item_form form = {", ", gaz_yaml_append_quoted};
    for (guint i = 0; i < s->found->len; i++) {
        g_string_append(out, i > 0 ? ", {" : "{");
        append_item(out, &form, s->found->pdata[i], s->job->reason);
        g_string_append_c(out, '}');
    }
    if (others_follow) g_string_append(out, ", ");
}

static bool begins_with(const struct waivers_file *file, char c) {
    const struct gaz_yaml *list = file->list;
    return list && list->kind == GAZ_YAML_LIST && file->source->text[list->span.begin] == c;
}

/* Where items go, and as what: in a flow list before the others; else behind the last one, which is the
 * file's end, since 放行 is all there is in it. */
static struct gaz_edit edit_for(const struct selection *s, const struct waivers_file *file, GString *text) {
    const struct gaz_source *source = file->source;
    if (begins_with(file, '[')) {
        append_flow(text, s, file->list->n > 0);
        return (struct gaz_edit){file->list->span.begin + 1, file->list->span.begin + 1, text->str};
    }
    uint32_t indent =
        begins_with(file, '-') ? gaz_source_place(source, file->list->span.begin).column - 1 : 2;
    if (source->size > 0 && source->text[source->size - 1] != '\n') g_string_append_c(text, '\n');
    if (!file->list) g_string_append(text, "放行:\n");
    append_block(text, s, indent);
    return (struct gaz_edit){source->size, source->size, text->str};
}

static bool is_waiver(const struct gaz_waiver *a, const struct gaz_waiver *b) {
    return strcmp(a->rule, b->rule) == 0 && g_strcmp0(a->file, b->file) == 0 &&
           strcmp(a->text, b->text) == 0 && strcmp(a->reason, b->reason) == 0;
}

static struct gaz_waiver wanted_for(const struct selection *s, const struct gaz_finding *finding) {
    return (struct gaz_waiver){.rule = gaz_check_row(finding->rule)->slug,
                               .file = file_of(finding),
                               .text = finding->text,
                               .reason = s->job->reason};
}

/* The items that were there and, before or behind them, the new ones, and nothing else. */
static bool reads_as(const struct selection *s, const struct waivers_file *was,
                     const struct waivers_file *now) {
    guint n = was->waivers->len, n_new = s->found->len, first = begins_with(was, '[') ? 0 : n;
    if (now->waivers->len != n + n_new) return false;
    for (guint i = 0; i < n + n_new; i++) {
        bool is_new = i >= first && i < first + n_new;
        struct gaz_waiver wanted =
            is_new ? wanted_for(s, s->found->pdata[i - first])
                   : g_array_index(was->waivers, struct gaz_waiver, i < first ? i : i - n_new);
        if (!is_waiver(&g_array_index(now->waivers, struct gaz_waiver, i), &wanted)) return false;
    }
    return true;
}

/* Whether it reads as it should. */
static bool is_good(const struct selection *s, const struct waivers_file *was, const GString *file) {
    struct waivers_file now =
        read_waivers(s, (struct gaz_bytes){(const unsigned char *)file->str, file->len});
    bool good = now.source && reads_as(s, was, &now);
    g_array_unref(now.waivers);
    return good;
}

/* The file with the new items; NULL: they cannot be put in so that it reads as it should. */
static GString *file_with_items(const struct selection *s, struct gaz_bytes bytes) {
    struct waivers_file was = read_waivers(s, bytes);
    g_autoptr(GString) text = g_string_new(NULL);
    GString *file = g_string_new_len((const char *)bytes.data, (gssize)bytes.size);
    bool good = was.source != NULL;
    if (good) {
        struct gaz_edit edit = edit_for(s, &was, text);
        gaz_edits_apply(file, &edit, 1);
        good = is_good(s, &was, file);
    }
    g_array_unref(was.waivers);
    if (!good) g_string_free(file, TRUE);
    return good ? file : NULL;
}

/* ---- what is told */

/* All that the new items hold for: the same may stand in other lines. */
static void tell(const struct selection *s, GString *out) {
    for (guint i = 0; i < s->job->findings->list->len; i++) {
        const struct gaz_finding *finding = finding_at(s, i);
        bool stands = false;
        for (guint k = 0; k < s->found->len && !stands; k++)
            stands = is_like(s->found->pdata[k], finding);
        if (!stands) continue;
        if (finding->span.source) gaz_place_append(out, finding->span.source->name, finding->span);
        g_string_append_printf(
            out, s->job->language == GAZ_ENGLISH ? "let stand: \"%s\" [%s]\n" : "放行“%s” [%s]\n",
            finding->text, gaz_check_row(finding->rule)->slug);
    }
}

static void report_write(const struct selection *s, const char *path) {
    const struct gaz_finding *first = s->found->pdata[0];
    gaz_report_file(s->diags, GAZ_D_ACCEPT_WRITE, path, gaz_check_row(first->rule)->slug, first->text);
}

static bool make_change(const struct selection *s, GArray *changes) {
    g_autofree char *path = g_build_filename(s->job->folder, GAZ_WAIVERS_FILE, NULL);
    struct gaz_bytes bytes = {.data = (const unsigned char *)""};
    if (gaz_file_may_exist(path))
        bytes =
            gaz_file_read_below(s->arena, s->job->folder, GAZ_WAIVERS_FILE, (struct gaz_span){0}, s->diags);
    GString *file = bytes.data ? file_with_items(s, bytes) : NULL;
    if (bytes.data && !file) report_write(s, path);
    if (file) gaz_file_changes_add(changes, g_steal_pointer(&path), g_string_free_to_bytes(file), bytes);
    return file != NULL;
}

bool gaz_findings_accept(const struct gaz_accept_job *job, GString *out, GArray *changes,
                         struct gaz_diags *diags) {
    struct selection s = {.job = job, .arena = gaz_arena_new(), .found = g_ptr_array_new(), .diags = diags};
    g_snprintf(s.count, sizeof s.count, "%u", job->findings->list->len);
    bool good = choose(&s) && make_change(&s, changes);
    if (good) tell(&s, out);
    g_ptr_array_unref(s.found);
    gaz_arena_free(s.arena);
    return good;
}
