/* test_proof_state.c: proof/state/state.h: what a state of set pages holds, that it is written and read back,
 * what is refused, and what blocks are called from one state to the next. */
/* link: gaz_proof gaz_output gaz_layout gaz_fonts gaz_styles gaz_input gaz_base */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "gazette/gazette.h"
#include "tests/unit/handmade_pages.h"
#include "tests/unit/proof/proof_states.h"
#include "tests/unit/said.h"

#include "base/diag/diag_entry.h"

/* ---- of pages */

static char *text_of(const struct gaz_state_block *block) {
    return g_ucs4_to_utf8(block->text, block->n, NULL, NULL, NULL);
}

static void expect_hand(const struct gaz_proof_state *state) {
    assert_int_equal(state->n_pages, 2);
    assert_string_equal(state->pages[0].label, "3");
    assert_string_equal(state->rounds[0].name, "一校");
    assert_int_equal(state->n_blocks, 1);
    const struct gaz_state_block *block = &state->blocks[0];
    g_autofree char *text = text_of(block);
    assert_string_equal(text, "人民政府工作·日报 No. 2026 (fi) ＿＿横排表日曰");
    assert_string_equal(block->kind, "paragraph");
    assert_string_equal(state->files[block->file].path, "正文.md");
    assert_int_equal(block->n_lines, 3);
    const struct gaz_state_line wanted[] = {{0, 0, 1}, {26, 0, 2}, {29, 1, 1}};
    assert_memory_equal(block->lines, wanted, sizeof wanted);
    assert_ptr_equal(gaz_state_line_of(block, 26), &block->lines[1]);
    assert_ptr_equal(gaz_state_line_of(block, 100), &block->lines[2]);
}

static struct gaz_proof_state *hand_state(struct hand *hand) {
    struct gaz_node *nodes = GAZ_NEW_ARRAY(hand->arena, struct gaz_node, 3);
    struct gaz_text parts[] = {hand_text(hand, "人民政府工作·日报", 0), hand_text(hand, " ", GAZ_NOWHERE),
                               hand_text(hand, "No. 2026 (fi) ＿＿", 27), hand_text(hand, "横排表", 48),
                               hand_text(hand, "日曰", 58)};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        parts[i].source = hand->source;
    nodes[0] = (struct gaz_node){.kind = GAZ_NODE_ISSUE, .end = 3};
    nodes[1] = (struct gaz_node){
        .kind = GAZ_NODE_PARAGRAPH, .end = 2, .text = gaz_text_join(hand->arena, parts, G_N_ELEMENTS(parts))};
    nodes[2] = (struct gaz_node){
        .kind = GAZ_NODE_CONTENTS_ENTRY, .is_copy = true, .end = 3, .text = hand_text(hand, "目录", 0)};
    hand->pages.nodes = nodes;
    hand->pages.n_nodes = 3;
    struct gaz_gazette gazette = {.pages = &hand->pages};
    return gaz_proof_state_new(&gazette, (struct gaz_state_round){"一校", "2026-01-31", "0123"}, NULL);
}

static struct gaz_proof_state *read_back(const char *text, struct gaz_arena *arena, struct gaz_diags *diags) {
    return gaz_proof_state_read(gaz_source_new(arena, "proof.state", "proof.state", text, strlen(text)),
                                diags);
}

/* Written, read and written again it is the same. */
static void expect_there_and_back(const struct gaz_proof_state *state) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    g_autoptr(GString) out = g_string_new(NULL), again = g_string_new(NULL);
    gaz_proof_state_write(state, out);
    struct gaz_proof_state *read = read_back(out->str, arena, diags);
    assert_non_null(read);
    gaz_proof_state_write(read, again);
    assert_string_equal(out->str, again->str);
    struct gaz_text_changes *changes = gaz_text_changes_new(state, read);
    assert_int_equal(changes->list->len, 0);
    gaz_text_changes_free(changes);
    gaz_proof_state_free(read);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
}

static void of_pages(void **test) {
    (void)test;
    struct hand *hand = hand_need("Song.otf");
    struct gaz_proof_state *state = hand_state(hand);
    expect_hand(state);
    expect_there_and_back(state);
    gaz_proof_state_free(state);
    hand_free(hand);
}

/* ---- written and read */

static void there_and_back(void **test) {
    (void)test;
    struct gaz_proof_state *state =
        STATE("#", "=关于“绿道”的\\n通知", "|序号|单位", "|1|a\"b\\c", "#", "第二件");
    expect_there_and_back(state);
    gaz_proof_state_free(state);
}

#define HEAD "{\"format\": \"gongbao proof-state\", \"version\": 1"
#define TITLE ", \"title\": \"公报\", \"rounds\": [{\"name\": \"一校\", \"date\": \"\", \"identity\": \"\"}]"
#define FILES ", \"files\": [{\"path\": \"a.md\", \"text\": \"一二三\"}]"
#define PAGES                                                                                                \
    ", \"pages\": [{\"label\": \"1\", \"identity\": \"\", \"look\": \"\", \"text\": \"\", \"copies\": "      \
    "\"\"}]"
#define BLOCK(members) ", \"blocks\": [{\"id\": \"1-1\", \"kind\": \"paragraph\"" members "}]}"
#define GOOD ", \"text\": \"一\", \"file\": 0, \"offsets\": [[0,3]], \"lines\": [[0,0,1]]"

/* Where what is not as it is written is complained of, in bytes; -1: it is read. */
static int wrong_at(const char *text, const char *slug) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_proof_state *state = read_back(text, arena, diags);
    int at = -1;
    if (!state) {
        uint32_t n, left_off;
        const struct gaz_diag_entry *entries = gaz_diag_entries(diags, &n, &left_off);
        assert_true(said(diags, slug));
        assert_int_equal(n, 1);
        at = (int)entries[0].span.begin;
    }
    assert_int_equal(gaz_diags_count(diags, GAZ_ERROR), state ? 0 : 1);
    gaz_proof_state_free(state);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
    return at;
}

static int place_of_block(const char *text) {
    return (int)(strstr(text, "{\"id\"") - text);
}

static void what_is_wrong_is_told(void **test) {
    (void)test;
    assert_int_equal(wrong_at(HEAD TITLE FILES PAGES BLOCK(GOOD), ""), -1);
    assert_int_equal(wrong_at(HEAD TITLE FILES PAGES BLOCK(GOOD ", \"later\": [{}]"), ""), -1);
    static const char *const blocks[] = {
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"\""),                /* no text */
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"file\": 1"), /* no such file */
        HEAD TITLE FILES PAGES BLOCK(
            ", \"text\": \"一\", \"file\": 0, \"offsets\": [[0,4]]"), /* not a character */
        HEAD TITLE FILES PAGES BLOCK(
            ", \"text\": \"一\", \"file\": 0, \"offsets\": [[0,9]]"),             /* behind its end */
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"offsets\": [[0,3]]"), /* of which file? */
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"lines\": [[0,1,1]]"), /* no such page */
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"lines\": [[1,0,1]]"), /* no such character */
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一二\", \"lines\": [[1,0,1], [1,0,2]]"),
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一二\", \"offsets\": [[1],[0]]"),
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"id\": \"1-\""),
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"kind\": \"<b>\""),
        HEAD TITLE PAGES BLOCK(GOOD),
        HEAD TITLE FILES BLOCK(GOOD),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(blocks); i++)
        assert_int_equal(wrong_at(blocks[i], "[proof-state]"), place_of_block(blocks[i]));
    static const char *const counts[] = {
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"lines\": [[0,0]]"),
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"lines\": [[0,0,1,1]]"),
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"file\": 0, \"offsets\": [[]]"),
        HEAD TITLE FILES PAGES BLOCK(", \"text\": \"一\", \"file\": 0, \"offsets\": [[0,3,3]]"),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) /* where the numbers are */
        assert_true(wrong_at(counts[i], "[proof-state]") > place_of_block(counts[i]));
    const char *twice = HEAD TITLE FILES PAGES ", \"retired\": [\"1-1\"]" BLOCK(GOOD);
    assert_int_equal(wrong_at(twice, "[proof-state]"), place_of_block(twice));
    assert_int_equal(wrong_at(HEAD "}", "[proof-state]"), 0);
    assert_int_equal(wrong_at("{}", "[proof-state]"), 0);
    assert_int_equal(wrong_at("", "[proof-state]"), 0);
    assert_int_equal(wrong_at("page 3\n", "[proof-state]"), 0);
    assert_int_equal(wrong_at("gongbao pages 1\n", "[format-unknown]"), 0);
    assert_int_equal(wrong_at("{\"format\": \"gongbao proof-state\", \"version\": 99}", "[format-newer]"), 0);
    const char *control = HEAD ", \"title\": \"\\u0007\"";
    assert_int_equal(wrong_at(control, "[proof-state]"), (int)(strstr(control, "\"\\u") - control));
    const char *huge = HEAD TITLE FILES PAGES BLOCK(", \"row\": 1e99");
    assert_int_equal(wrong_at(huge, "[proof-state]"), (int)(strstr(huge, "1e99") - huge));
}

/* Cut anywhere, and with any byte changed, it is read or refused. */
static void damaged(void **test) {
    (void)test;
    struct gaz_proof_state *state = STATE("#", "=关于绿道的通知", "|序号|单位", "#", "第二件");
    g_autoptr(GString) out = g_string_new(NULL);
    gaz_proof_state_write(state, out);
    for (gsize i = 1; i + 2 < out->len; i++) {
        g_autofree char *cut = g_strndup(out->str, i);
        if (g_utf8_validate(cut, -1, NULL)) assert_true(wrong_at(cut, "[") >= 0);
        g_autofree char *other = g_strdup(out->str);
        other[i] = "7]},\\"[i % 5];
        if (g_utf8_validate(other, -1, NULL)) wrong_at(other, "[");
    }
    gaz_proof_state_free(state);
}

/* ---- what blocks are called */

static char *ids_of(const struct gaz_proof_state *state) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < state->n_blocks; i++)
        g_string_append_printf(out, "%s%s", i ? " " : "", state->blocks[i].id);
    for (uint32_t i = 0; i < state->n_retired; i++)
        g_string_append_printf(out, " -%s", state->retired[i]);
    return g_string_free(out, FALSE);
}

static struct gaz_proof_state *expect_ids(struct gaz_proof_state *before, struct gaz_proof_state *now,
                                          const char *wanted) {
    gaz_state_take_ids(now, before);
    g_autofree char *ids = ids_of(now);
    assert_string_equal(ids, wanted);
    expect_there_and_back(now);
    gaz_proof_state_free(before);
    return now;
}

#define ONE "第一条　为了规范绿道管理，制定本办法。"
#define TWO "第二条　本市行政区域内适用本办法。"
#define THREE "第三条　本办法自公布之日起施行。"
#define FOUR "第四条　绿道管理遵循生态优先的原则。"

static void ids_stay(void **test) {
    (void)test;
    struct gaz_proof_state *state = STATE("刊名", "#", "=甲办法", ONE, TWO, THREE);
    g_autofree char *ids = ids_of(state);
    assert_string_equal(ids, "0-1 1-1 1-2 1-3 1-4");
    /* edited, moved, new */
    state = expect_ids(state, STATE("刊名", "#", "=甲办法（试行）", THREE, ONE, FOUR, TWO),
                       "0-1 1-1 1-4 1-2 1-2a 1-3");
    /* gone, and what comes is called otherwise */
    state = expect_ids(state, STATE("刊名", "#", "=甲办法（试行）", THREE, ONE, TWO),
                       "0-1 1-1 1-4 1-2 1-3 -1-2a");
    state = expect_ids(state, STATE("刊名", "#", "=甲办法（试行）", THREE, ONE, "又一段", TWO, "再一段"),
                       "0-1 1-1 1-4 1-2 1-2b 1-3 1-3a -1-2a");
    gaz_proof_state_free(state);
}

/* A document that is put between two takes no other's number. */
static void documents_keep_their_numbers(void **test) {
    (void)test;
    struct gaz_proof_state *state = STATE("刊名", "#", "=甲办法", ONE, "#", "=乙通知", THREE);
    state = expect_ids(
        state, STATE("刊名", "卷首", "#", "=甲办法", ONE, "#", "=丙意见稿", FOUR, "#", "=乙通知", THREE),
        "0-1 0-1a 1-1 1-2 3-1 3-2 2-1 2-2");
    gaz_proof_state_free(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_pages), cmocka_unit_test(there_and_back),
        cmocka_unit_test(damaged),  cmocka_unit_test(what_is_wrong_is_told),
        cmocka_unit_test(ids_stay), cmocka_unit_test(documents_keep_their_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
