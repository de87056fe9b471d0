/* read.c: proof.state back. It lies where anybody may have edited it: nothing in it is believed that is
 * counted on later, and what is not as it is written is complained of at its place.
 */
#include "proof/state/state.h"

#include "base/data/format.h"
#include "base/data/json.h"
#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "base/text/text.h"

#include <string.h>

enum { MOST_BLOCKS = 1 << 20, MOST_PAGES = 1 << 16, MOST_FILES = 1 << 12 };

struct reading {
    struct gaz_proof_state *state;
    struct gaz_arena *arena;
    GArray *rounds, *files, *pages, *blocks, *retired;
    GArray *places;       /* const char *, of each block */
    GArray *lines, *runs; /* of the block that is being read */
    GHashTable *ids;
};

/* ---- texts and numbers */

static bool has_refused(const char *text) {
    for (; *text; text = g_utf8_next_char(text))
        if (gaz_char_is_refused(g_utf8_get_char(text))) return true;
    return false;
}

static const char *read_text(struct reading *r, struct gaz_json *json, size_t most) {
    const char *at = json->at;
    g_autofree char *text = gaz_json_text(json);
    bool good = text && strlen(text) <= most && !has_refused(text);
    if (!good && !json->bad) json->at = at;
    json->bad = !good;
    return good ? gaz_arena_strdup(r->arena, text) : "";
}

static uint32_t read_number(struct gaz_json *json) {
    const char *at = json->at;
    double number = gaz_json_number(json);
    bool good = !json->bad && number >= 0 && number < UINT32_MAX && (double)(uint32_t)number == number;
    if (!good) json->at = at;
    json->bad = !good;
    return good ? (uint32_t)number : 0;
}

/* What is one element too many is bad. */
static bool has_room(struct gaz_json *json, const GArray *list, guint most) {
    if (list->len >= most) json->bad = true;
    return !json->bad;
}

/* An array of numbers, at most n of them; how many. */
struct numbers {
    uint32_t of[3], n, most;
};

static void read_one_number(struct gaz_json *json, void *context) {
    struct numbers *numbers = context;
    uint32_t number = read_number(json);
    if (numbers->n == numbers->most)
        json->bad = true;
    else
        numbers->of[numbers->n++] = number;
}

static struct numbers read_numbers(struct gaz_json *json, uint32_t least, uint32_t most) {
    struct numbers numbers = {.most = most};
    gaz_json_array(json, read_one_number, &numbers);
    if (numbers.n < least) json->bad = true;
    return numbers;
}

/* The text of a member whose name is one of these; false: none of them. */
struct member {
    const char *name, **text;
};

static bool read_member_of(struct reading *r, struct gaz_json *json, const char *key,
                           const struct member *members) {
    for (; members->name; members++)
        if (strcmp(key, members->name) == 0) {
            *members->text = read_text(r, json, GAZ_MAX_SOURCE);
            return true;
        }
    return false;
}

/* ---- rounds, files, pages */

struct element {
    struct reading *r;
    void *it;
};

static void read_round_member(struct gaz_json *json, const char *key, void *context) {
    const struct element *element = context;
    struct gaz_state_round *round = element->it;
    const struct member members[] = {
        {"name", &round->name}, {"date", &round->date}, {"identity", &round->identity}, {0}};
    if (!read_member_of(element->r, json, key, members)) gaz_json_skip(json);
}

static void read_round(struct gaz_json *json, void *context) {
    struct reading *r = context;
    struct gaz_state_round round = {0};
    gaz_json_object(json, read_round_member, &(struct element){r, &round});
    if (!round.name || !round.date || !round.identity) json->bad = true;
    if (has_room(json, r->rounds, MOST_FILES)) g_array_append_val(r->rounds, round);
}

static void read_file_member(struct gaz_json *json, const char *key, void *context) {
    const struct element *element = context;
    struct gaz_state_file *file = element->it;
    const struct member members[] = {{"path", &file->path}, {"text", &file->text}, {0}};
    if (!read_member_of(element->r, json, key, members)) gaz_json_skip(json);
}

static void read_file(struct gaz_json *json, void *context) {
    struct reading *r = context;
    struct gaz_state_file file = {0};
    gaz_json_object(json, read_file_member, &(struct element){r, &file});
    if (!file.path || !file.text) json->bad = true;
    if (!has_room(json, r->files, MOST_FILES)) return;
    file.size = (uint32_t)strlen(file.text);
    g_array_append_val(r->files, file);
}

static void read_page_member(struct gaz_json *json, const char *key, void *context) {
    const struct element *element = context;
    struct gaz_state_page *page = element->it;
    const struct member members[] = {{"label", &page->label},   {"identity", &page->identity},
                                     {"look", &page->look},     {"text", &page->text},
                                     {"copies", &page->copies}, {0}};
    if (!read_member_of(element->r, json, key, members)) gaz_json_skip(json);
}

static void read_page(struct gaz_json *json, void *context) {
    struct reading *r = context;
    struct gaz_state_page page = {0};
    gaz_json_object(json, read_page_member, &(struct element){r, &page});
    if (!page.label || !page.identity || !page.look || !page.text || !page.copies) json->bad = true;
    if (has_room(json, r->pages, MOST_PAGES)) g_array_append_val(r->pages, page);
}

/* ---- blocks */

struct run {
    uint32_t first, offset;
};

static void read_run(struct gaz_json *json, void *context) {
    struct reading *r = context;
    struct numbers numbers = read_numbers(json, 1, 2);
    struct run run = {numbers.of[0], numbers.n == 2 ? numbers.of[1] : GAZ_NOWHERE};
    if (has_room(json, r->runs, GAZ_MAX_SOURCE)) g_array_append_val(r->runs, run);
}

static void read_line(struct gaz_json *json, void *context) {
    struct reading *r = context;
    struct numbers numbers = read_numbers(json, 3, 3);
    struct gaz_state_line line = {numbers.of[0], numbers.of[1], numbers.of[2]};
    if (has_room(json, r->lines, GAZ_MAX_SOURCE)) g_array_append_val(r->lines, line);
}

static void read_block_text(struct reading *r, struct gaz_json *json, struct gaz_state_block *block) {
    const char *utf8 = read_text(r, json, GAZ_MAX_SOURCE);
    glong n = 0;
    g_autofree gunichar *chars = g_utf8_to_ucs4_fast(utf8, -1, &n);
    gunichar *kept = GAZ_NEW_ARRAY(r->arena, gunichar, n + 1);
    memcpy(kept, chars, (size_t)n * sizeof *kept);
    block->text = kept;
    block->n = (uint32_t)n;
}

static void read_block_member(struct gaz_json *json, const char *key, void *context) {
    const struct element *element = context;
    struct gaz_state_block *block = element->it;
    const struct member members[] = {{"id", &block->id}, {"kind", &block->kind}, {0}};
    if (read_member_of(element->r, json, key, members)) return;
    if (strcmp(key, "text") == 0)
        read_block_text(element->r, json, block);
    else if (strcmp(key, "row") == 0)
        block->row = read_number(json);
    else if (strcmp(key, "file") == 0)
        block->file = read_number(json);
    else if (strcmp(key, "offsets") == 0)
        gaz_json_array(json, read_run, element->r);
    else if (strcmp(key, "lines") == 0)
        gaz_json_array(json, read_line, element->r);
    else
        gaz_json_skip(json);
}

/* Runs to an offset a character; false: they do not rise or leave uint32_t. */
static bool take_offsets(struct reading *r, struct gaz_state_block *block) {
    uint32_t *offsets = GAZ_NEW_ARRAY(r->arena, uint32_t, block->n + 1);
    uint64_t next = GAZ_NOWHERE;
    guint run = 0;
    for (uint32_t i = 0; i < block->n; i++) {
        const struct run *at = run < r->runs->len ? &g_array_index(r->runs, struct run, run) : NULL;
        if (at && at->first == i) next = at->offset;
        run += at && at->first == i;
        if (next > GAZ_NOWHERE) return false;
        offsets[i] = (uint32_t)next;
        if (next != GAZ_NOWHERE) next += (uint64_t)g_unichar_to_utf8(block->text[i], NULL);
        if (next == GAZ_NOWHERE && offsets[i] != GAZ_NOWHERE) return false;
    }
    block->offsets = offsets;
    return run == r->runs->len;
}

static bool take_lines(struct reading *r, struct gaz_state_block *block) {
    const struct gaz_state_line *lines = (const struct gaz_state_line *)(const void *)r->lines->data;
    struct gaz_state_line *kept = GAZ_NEW_ARRAY(r->arena, struct gaz_state_line, r->lines->len + 1);
    for (guint i = 0; i < r->lines->len; i++) {
        if (lines[i].first >= block->n || (i && lines[i].first <= lines[i - 1].first)) return false;
        kept[i] = lines[i];
    }
    block->lines = kept;
    block->n_lines = r->lines->len;
    return true;
}

/* "2-15", "2-15b" */
static bool is_id(const char *id) {
    static const char digits[] = "0123456789";
    size_t document = strspn(id, digits);
    if (document < 1 || document > 9 || id[document] != '-') return false;
    const char *number = id + document + 1;
    size_t n = strspn(number, digits), letters = 0;
    while (number[n + letters] >= 'a' && number[n + letters] <= 'z')
        letters++;
    return n >= 1 && n <= 9 && letters <= 9 && number[n + letters] == '\0';
}

static bool is_kind(const char *kind) {
    return *kind && strlen(kind) < 40 && kind[strspn(kind, "abcdefghijklmnopqrstuvwxyz-")] == '\0';
}

static bool is_good_block(struct reading *r, struct gaz_state_block *block) {
    return block->id && block->kind && block->n > 0 && is_id(block->id) && is_kind(block->kind) &&
           g_hash_table_add(r->ids, (gpointer)block->id) && take_offsets(r, block) && take_lines(r, block);
}

static void read_block(struct gaz_json *json, void *context) {
    struct reading *r = context;
    struct gaz_state_block block = {.file = GAZ_NO_BLOCK};
    const char *at = json->at + strspn(json->at, " \t\r\n");
    g_array_set_size(r->runs, 0);
    g_array_set_size(r->lines, 0);
    gaz_json_object(json, read_block_member, &(struct element){r, &block});
    if (json->bad || !has_room(json, r->blocks, MOST_BLOCKS)) return;
    json->bad = !is_good_block(r, &block);
    if (json->bad) json->at = at;
    g_array_append_val(r->blocks, block);
    g_array_append_val(r->places, at);
}

static void read_retired(struct gaz_json *json, void *context) {
    struct reading *r = context;
    const char *id = read_text(r, json, GAZ_MAX_SOURCE);
    if (!json->bad && (!is_id(id) || !g_hash_table_add(r->ids, (gpointer)id))) json->bad = true;
    if (has_room(json, r->retired, MOST_BLOCKS)) g_array_append_val(r->retired, id);
}

/* ---- the whole */

static void read_top(struct gaz_json *json, const char *key, void *context) {
    struct reading *r = context;
    static const struct {
        const char *key;
        gaz_json_element *read;
    } lists[] = {{"rounds", read_round},
                 {"files", read_file},
                 {"pages", read_page},
                 {"blocks", read_block},
                 {"retired", read_retired}};
    if (strcmp(key, "title") == 0) {
        r->state->title = read_text(r, json, GAZ_MAX_SOURCE);
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        if (strcmp(key, lists[i].key) == 0) {
            gaz_json_array(json, lists[i].read, r);
            return;
        }
    gaz_json_skip(json);
}

static bool is_in_file(const struct gaz_state_file *file, uint32_t offset) {
    return offset == GAZ_NOWHERE || (offset < file->size && (file->text[offset] & 0xC0) != 0x80);
}

/* Whether all that the block counts on is there. */
static bool agrees(const struct gaz_proof_state *state, const struct gaz_state_block *block) {
    if (block->file != GAZ_NO_BLOCK && block->file >= state->n_files) return false;
    for (uint32_t i = 0; i < block->n; i++)
        if (block->file == GAZ_NO_BLOCK ? block->offsets[i] != GAZ_NOWHERE
                                        : !is_in_file(&state->files[block->file], block->offsets[i]))
            return false;
    for (uint32_t i = 0; i < block->n_lines; i++)
        if (block->lines[i].page >= state->n_pages) return false;
    return true;
}

static void take_lists(struct reading *r) {
    struct gaz_proof_state *state = r->state;
    state->rounds = gaz_state_keep(r->arena, r->rounds);
    state->files = gaz_state_keep(r->arena, r->files);
    state->pages = gaz_state_keep(r->arena, r->pages);
    state->blocks = gaz_state_keep(r->arena, r->blocks);
    state->retired = gaz_state_keep(r->arena, r->retired);
    state->n_rounds = r->rounds->len;
    state->n_files = r->files->len;
    state->n_pages = r->pages->len;
    state->n_blocks = r->blocks->len;
    state->n_retired = r->retired->len;
}

/* The place of what is wrong; NULL: nothing is. */
static const char *read_all(struct reading *r, const struct gaz_source *source) {
    struct gaz_json json = {source->text, false};
    gaz_json_object(&json, read_top, r);
    json.at += strspn(json.at, " \t\r\n");
    if (json.bad || *json.at) return json.at;
    take_lists(r);
    if (!r->state->title || !r->state->n_rounds) return source->text;
    for (uint32_t i = 0; i < r->state->n_blocks; i++)
        if (!agrees(r->state, &r->state->blocks[i])) return g_array_index(r->places, const char *, i);
    return NULL;
}

static const char *read_state(struct gaz_proof_state *state, const struct gaz_source *source) {
    struct reading r = {.state = state,
                        .arena = state->arena,
                        .rounds = g_array_new(FALSE, FALSE, sizeof(struct gaz_state_round)),
                        .files = g_array_new(FALSE, FALSE, sizeof(struct gaz_state_file)),
                        .pages = g_array_new(FALSE, FALSE, sizeof(struct gaz_state_page)),
                        .blocks = g_array_new(FALSE, FALSE, sizeof(struct gaz_state_block)),
                        .retired = g_array_new(FALSE, FALSE, sizeof(const char *)),
                        .places = g_array_new(FALSE, FALSE, sizeof(const char *)),
                        .lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_state_line)),
                        .runs = g_array_new(FALSE, FALSE, sizeof(struct run)),
                        .ids = g_hash_table_new(g_str_hash, g_str_equal)};
    const char *wrong = read_all(&r, source);
    GArray *lists[] = {r.rounds, r.files, r.pages, r.blocks, r.retired, r.places, r.lines, r.runs};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        g_array_unref(lists[i]);
    g_hash_table_destroy(r.ids);
    return wrong;
}

struct gaz_proof_state *gaz_proof_state_read(const struct gaz_source *source, struct gaz_diags *diags) {
    struct gaz_format_head head;
    if (!gaz_format_read(&head, source, 1u << GAZ_FORMAT_PROOF_STATE, diags)) return NULL;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_proof_state *state = GAZ_NEW(arena, struct gaz_proof_state);
    state->arena = arena;
    const char *wrong = head.version ? read_state(state, source) : source->text;
    if (!wrong) return state;
    gaz_report(diags, GAZ_D_PROOF_STATE, gaz_span_at(source, (uint32_t)(wrong - source->text)), NULL);
    gaz_proof_state_free(state);
    return NULL;
}
