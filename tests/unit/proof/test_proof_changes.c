/* test_proof_changes.c: proof/changes/changes.h: changes lead from the old text to the new one, to the
 * character, and say what a person would. */
/* link: gaz_proof gaz_output gaz_layout gaz_fonts gaz_styles gaz_input gaz_base */
#include "tests/unit/proof/proof_states.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* ---- what the changes say, a line each: "改 2-1:3 旧→新 1-1:3" */

static void add_stretch(GString *out, const struct gaz_proof_state *state, struct gaz_stretch stretch) {
    const struct gaz_state_block *block = &state->blocks[stretch.block];
    g_autofree char *text = g_ucs4_to_utf8(block->text + stretch.first, stretch.n, NULL, NULL, NULL);
    g_string_append_printf(out, " %s:%u%s%s", block->id, stretch.first, *text ? "=" : "", text);
}

static char *told(const struct gaz_text_changes *changes) {
    static const char *const names[] = {"增", "删", "改", "移"};
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < changes->list->len; i++) {
        const struct gaz_text_change *change = gaz_text_change_at(changes, i);
        g_string_append(out, names[change->kind]);
        add_stretch(out, changes->old, change->old);
        add_stretch(out, changes->new, change->new);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* ---- that they lead from the old text to the new one */

static guint8 **marks_of(const struct gaz_proof_state *state) {
    guint8 **marks = g_new0(guint8 *, state->n_blocks + 1);
    for (uint32_t i = 0; i < state->n_blocks; i++)
        marks[i] = g_malloc0(state->blocks[i].n + 1);
    return marks;
}

static void mark(guint8 **marks, const struct gaz_proof_state *state, struct gaz_stretch stretch) {
    if (stretch.n == 0) return;
    assert_true(stretch.block < state->n_blocks);
    assert_true(stretch.first + stretch.n <= state->blocks[stretch.block].n);
    for (uint32_t i = 0; i < stretch.n; i++)
        assert_int_equal(marks[stretch.block][stretch.first + i]++, 0);
}

static void mark_all(const struct gaz_text_changes *c, guint8 **gone, guint8 **come) {
    for (guint i = 0; i < c->list->len; i++) {
        const struct gaz_text_change *change = gaz_text_change_at(c, i);
        assert_int_equal(change->old.n == 0, change->kind == GAZ_CHANGE_COME);
        assert_int_equal(change->new.n == 0, change->kind == GAZ_CHANGE_GONE);
        if (gaz_text_change_is_whole(c, change)) continue;
        if (change->kind == GAZ_CHANGE_MOVED) {
            assert_int_equal(change->old.n, change->new.n);
            assert_memory_equal(c->old->blocks[change->old.block].text + change->old.first,
                                c->new->blocks[change->new.block].text + change->new.first,
                                change->old.n * sizeof(gunichar));
        }
        mark(gone, c->old, change->old);
        mark(come, c->new, change->new);
    }
}

static void expect_kept(const struct gaz_text_changes *c, uint32_t new, guint8 **gone, guint8 **come) {
    uint32_t old = c->pairing.old_of[new], x = 0, y = 0;
    const struct gaz_state_block *one = old == GAZ_NO_BLOCK ? NULL : &c->old->blocks[old],
                                 *two = &c->new->blocks[new];
    for (;; x++, y++) {
        while (one && x < one->n && gone[old][x])
            x++;
        while (y < two->n && come[new][y])
            y++;
        if (!one || x == one->n || y == two->n) break;
        assert_int_equal(one->text[x], two->text[y]);
    }
    assert_true(!one || x == one->n);
    assert_int_equal(y, two->n);
}

static void expect_carried(const struct gaz_text_changes *c, guint8 **gone) {
    for (uint32_t i = 0; i < c->old->n_blocks; i++)
        for (uint32_t k = 0; k < c->old->blocks[i].n; k++) {
            struct gaz_stretch to;
            bool there = gaz_text_changes_carry(c, (struct gaz_stretch){i, k, 1}, &to);
            if (!gone[i][k]) assert_true(there);
            if (!there) continue;
            assert_int_equal(to.n, 1);
            assert_int_equal(c->new->blocks[to.block].text[to.first], c->old->blocks[i].text[k]);
        }
}

static void free_marks(guint8 **marks, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        g_free(marks[i]);
    g_free(marks);
}

static void expect_applied(const struct gaz_text_changes *c) {
    guint8 **gone = marks_of(c->old), **come = marks_of(c->new);
    mark_all(c, gone, come);
    for (uint32_t k = 0; k < c->new->n_blocks; k++)
        expect_kept(c, k, gone, come);
    for (uint32_t i = 0; i < c->old->n_blocks; i++)
        for (uint32_t k = 0; c->pairing.new_of[i] == GAZ_NO_BLOCK && k < c->old->blocks[i].n; k++)
            assert_int_equal(gone[i][k], 1);
    expect_carried(c, gone);
    free_marks(gone, c->old->n_blocks);
    free_marks(come, c->new->n_blocks);
}

static void expect_told(struct gaz_proof_state *old, struct gaz_proof_state *new, const char *wanted) {
    struct gaz_text_changes *changes = gaz_text_changes_new(old, new);
    g_autofree char *text = told(changes);
    if (strcmp(text, wanted)) print_message("%s", text);
    expect_applied(changes);
    assert_string_equal(text, wanted);
    gaz_text_changes_free(changes);
    gaz_proof_state_free(old);
    gaz_proof_state_free(new);
}

/* ---- inside a paragraph */

static void nothing_changed(void **state) {
    (void)state;
    expect_told(STATE("#", "=关于绿道的通知", "各区人民政府："),
                STATE("#", "=关于绿道的通知", "各区人民政府："), "");
}

static void characters_changed(void **state) {
    (void)state;
    expect_told(STATE("#", "自发布之日起施行，有效期五年。"), STATE("#", "自公布之日起施行，有效期五年。"),
                "改 1-1:1=发 1-1:1=公\n");
    expect_told(STATE("#", "各县（市）人民政府要加强领导。"),
                STATE("#", "各县（市、区）人民政府要切实加强领导。"),
                "增 1-1:4 1-1:4=、区\n增 1-1:10 1-1:12=切实\n");
    expect_told(STATE("#", "认真认真贯彻落实。"), STATE("#", "认真贯彻落实。"), "删 1-1:0=认真 1-1:0\n");
}

/* As a person writes it: the number whole, the date as one. */
static void numbers_are_whole(void **state) {
    (void)state;
    expect_told(STATE("#", "同比增长12.5%，居全市第一。"), STATE("#", "同比增长12.8%，居全市第一。"),
                "改 1-1:4=12.5 1-1:4=12.8\n");
    expect_told(STATE("#", "于2023年5月底前报送。"), STATE("#", "于2024年6月底前报送。"),
                "改 1-1:1=2023年5 1-1:1=2024年6\n");
}

static void a_sentence_came(void **state) {
    (void)state;
    expect_told(STATE("#", "一是加强领导；二是落实责任；四是严格考核。"),
                STATE("#", "一是加强领导；二是落实责任；三是强化保障；四是严格考核。"),
                "增 1-1:14 1-1:14=三是强化保障；\n");
}

static void a_clause_was_moved(void **state) {
    (void)state;
    expect_told(STATE("#", "要落实主体责任，强化经费保障，按月报送进展情况，确保如期完成。"),
                STATE("#", "要落实主体责任，按月报送进展情况，强化经费保障，确保如期完成。"),
                "移 1-1:8=强化经费保障， 1-1:17=强化经费保障，\n");
}

static void a_clause_was_moved_across(void **state) {
    (void)state;
    expect_told(STATE("#", "市财政局负责资金安排。所需经费列入年度预算。", "市审计局负责监督检查工作。"),
                STATE("#", "市财政局负责资金安排。", "市审计局负责监督检查工作。所需经费列入年度预算。"),
                "移 1-1:11=所需经费列入年度预算。 1-2:13=所需经费列入年度预算。\n");
}

/* Of two places that have words of what went, the one that has more of them has it, before the other or
 * behind. */
static void the_longest_was_moved(void **state) {
    (void)state;
    static const char head[] = "市财政局会同有关部门制定管理办法，按季公布使用情况。",
                      tail[] = "审计机关对项目全程跟踪，发现问题的及时督促改正。",
                      rest[] = "民政干部逐户登记造册，每月上门走访困难群众。",
                      all[] = "所需经费列入年度预算，由各区统筹安排。", part[] = "所需经费列入年度预算，";
    g_autofree char *old = g_strconcat(head, all, NULL), *long_one = g_strconcat(tail, all, NULL),
                    *short_one = g_strconcat(rest, part, NULL);
    expect_told(STATE("#", old, rest, tail), STATE("#", head, short_one, long_one),
                "增 1-2:22 1-2:22=所需经费列入年度预算，\n移 1-1:26=所需经费列入年度预算，由各区统筹安排。 "
                "1-3:24=所需经费列入年度预算，由各区统筹安排。\n");
    expect_told(
        STATE("#", old, tail, rest), STATE("#", head, long_one, short_one),
        "移 1-1:26=所需经费列入年度预算，由各区统筹安排。 1-2:24=所需经费列入年度预算，由各区统筹安排。\n"
        "增 1-3:22 1-3:22=所需经费列入年度预算，\n");
}

/* ---- paragraphs */

static void a_paragraph_came_and_went(void **state) {
    (void)state;
    expect_told(
        STATE("#", "第一条　为了规范管理。", "第三条　本办法自公布之日起施行。"),
        STATE("#", "第一条　为了规范管理。", "第二条　适用于本市。", "第三条　本办法自公布之日起施行。"),
        "增 1-1:11 1-2:0=第二条　适用于本市。\n");
    expect_told(
        STATE("#", "第一条　为了规范管理。", "第二条　适用于本市。", "第三条　本办法自公布之日起施行。"),
        STATE("#", "第一条　为了规范管理。", "第三条　本办法自公布之日起施行。"),
        "删 1-2:0=第二条　适用于本市。 1-1:11\n");
}

static void a_paragraph_was_moved(void **state) {
    (void)state;
    expect_told(STATE("#", "市教育局负责学校工作的组织实施和检查。", "市财政局负责安排资金。",
                      "市民政局负责养老服务工作的组织实施和检查。"),
                STATE("#", "市财政局负责安排资金。", "市教育局负责学校工作的组织实施和检查。",
                      "市民政局负责养老服务工作的组织实施和检查。"),
                "移 1-2:0=市财政局负责安排资金。 1-1:0=市财政局负责安排资金。\n");
}

static void a_moved_paragraph_was_edited(void **state) {
    (void)state;
    expect_told(STATE("#", "市教育局负责学校工作的组织实施和检查。", "市财政局负责统筹安排专项资金。",
                      "市民政局负责养老服务工作的组织实施和检查。"),
                STATE("#", "市教育局负责学校工作的组织实施和检查。",
                      "市民政局负责养老服务工作的组织实施和检查。", "市财政局负责统筹安排有关资金。"),
                "移 1-2:0=市财政局负责统筹安排专项资金。 1-3:0=市财政局负责统筹安排有关资金。\n"
                "改 1-2:10=专项 1-3:10=有关\n");
}

static void a_paragraph_was_split(void **state) {
    (void)state;
    expect_told(STATE("#", "各单位要高度重视，抓好落实。有关情况于每月月底前报送市政府办公室。"),
                STATE("#", "各单位要高度重视，抓好落实。", "有关情况于每月月底前报送市政府办公室。"),
                "移 1-1:0=各单位要高度重视，抓好落实。 1-1:0=各单位要高度重视，抓好落实。\n");
}

static void two_paragraphs_were_joined(void **state) {
    (void)state;
    expect_told(STATE("#", "各单位要高度重视，抓好落实。", "有关情况于每月月底前报送市政府办公室。"),
                STATE("#", "各单位要高度重视，抓好落实。有关情况于每月月底前报送市政府办公室。"),
                "移 1-1:0=各单位要高度重视，抓好落实。 1-1:0=各单位要高度重视，抓好落实。\n");
}

static void a_row_was_moved(void **state) {
    (void)state;
    expect_told(STATE("#", "|序号|单位|金额", "|1|澄浦甲公司|100", "|2|澄浦乙公司|200", "|3|澄浦丙公司|300"),
                STATE("#", "|序号|单位|金额", "|2|澄浦乙公司|200", "|1|澄浦甲公司|100", "|3|澄浦丙公司|300"),
                "移 1-4:0=1 1-7:0=1\n移 1-5:0=澄浦甲公司 1-8:0=澄浦甲公司\n移 1-6:0=100 1-9:0=100\n");
}

static void cells_changed(void **state) {
    (void)state;
    expect_told(STATE("#", "|序号|单位|金额", "|1|甲公司|100", "|2|乙公司|200", "|3|丙公司|300"),
                STATE("#", "|序号|单位|金额", "|1|甲公司|300", "|2|丁公司|200", "|3|丙公司|100"),
                "改 1-6:0=100 1-6:0=300\n改 1-8:0=乙 1-8:0=丁\n改 1-12:0=300 1-12:0=100\n");
}

static void a_row_came(void **state) {
    (void)state;
    expect_told(STATE("#", "|序号|单位|金额", "|1|甲公司|100", "|2|丙公司|300"),
                STATE("#", "|序号|单位|金额", "|1|甲公司|100", "|2|乙公司|200", "|3|丙公司|300"),
                "增 1-7:1 1-8:0=乙公司\n增 1-7:1 1-9:0=200\n增 1-7:1 1-10:0=3\n");
}

/* ---- pages */

static void pages_are_told(void **state) {
    (void)state;
    static const char words[] =
        "本办法所称城市绿道是指以自然要素为依托和构成基础，串联城乡游憩、休闲等绿色开敞空间，"
        "满足行人和骑行者进入自然景观的慢行道路系统，由绿廊、慢行道和服务设施等组成。第";
    struct gaz_proof_state *old, *new;
    char *texts[14] = {NULL};
    for (int i = 0; i < 13; i++)
        texts[i] = g_strdup_printf("%s%d", words, i);
    old = state_of((const char *const *)texts);
    g_free(texts[3]);
    texts[3] = g_strdup_printf("%s叁", words);
    new = state_of((const char *const *)texts);
    struct gaz_text_changes *changes = gaz_text_changes_new(old, new);
    for (uint32_t i = 0; i < new->n_pages; i++)
        assert_int_equal(changes->pages[i].reflow, i == 2 ? GAZ_REFLOW_CHANGED : GAZ_REFLOW_SAME);
    assert_int_equal(changes->pages_gone->len, 0);
    gaz_text_changes_free(changes);
    gaz_proof_state_free(old);
    gaz_proof_state_free(new);
    for (int i = 0; i < 13; i++)
        g_free(texts[i]);
}

/* ---- property: random documents, random edits */

enum { MOST_TEXTS = 60, ROUNDS = 300 };

static uint32_t random_below(uint64_t *seed, uint32_t n) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % n;
}

static const char *const clauses[] = {"加强组织领导",
                                      "落实主体责任",
                                      "2023年12月底前完成",
                                      "各区人民政府",
                                      "建立联席会议制度",
                                      "安排专项资金1,200.5万元",
                                      "按月报送进展",
                                      "市发展改革委牵头",
                                      "A级",
                                      "确保如期见效",
                                      "一",
                                      "接受社会监督"};

static void add_clause(GString *text, uint64_t *seed) {
    static const char *const ends[] = {"，", "；", "。", "、", ""};
    g_string_append(text, clauses[random_below(seed, G_N_ELEMENTS(clauses))]);
    if (random_below(seed, 4) == 0) g_string_append_unichar(text, 0x4E00 + random_below(seed, 3000));
    g_string_append(text, ends[random_below(seed, G_N_ELEMENTS(ends))]);
}

static char *random_text(uint64_t *seed) {
    static const char *const kinds[] = {"", "", "", "=", "|"};
    GString *text = g_string_new(kinds[random_below(seed, G_N_ELEMENTS(kinds))]);
    for (uint32_t n = 1 + random_below(seed, 8); n > 0; n--)
        add_clause(text, seed);
    return g_string_free(text, FALSE);
}

static const char *nth_char(const char *text, uint64_t *seed) {
    return g_utf8_offset_to_pointer(text, 1 + random_below(seed, (uint32_t)g_utf8_strlen(text, -1)));
}

static char *edited(const char *text, uint64_t *seed) {
    const char *a = nth_char(text, seed), *b = nth_char(text, seed), *end = text + strlen(text);
    GString *out = g_string_new_len(text, MIN(a, b) - text);
    uint32_t dice = random_below(seed, 4);
    if (dice != 1) add_clause(out, seed);
    const char *from = dice == 0 ? MIN(a, b) : MAX(a, b); /* put in; or struck, or in the place of what was */
    g_string_append_len(out, from, end - from);
    if (dice == 3) g_string_append_len(out, MIN(a, b), MAX(a, b) - MIN(a, b)); /* and the rest to the end */
    if (out->len == 0 || strspn(out->str, "=|") == out->len) g_string_append(out, "一");
    return g_string_free(out, FALSE);
}

static void edit_list(GPtrArray *texts, uint64_t *seed) {
    uint32_t at = random_below(seed, texts->len), to = random_below(seed, texts->len);
    switch (random_below(seed, 5)) {
    case 0:
        g_ptr_array_insert(texts, (gint)at, random_text(seed));
        break;
    case 1:
        if (texts->len > 1) g_ptr_array_remove_index(texts, at);
        break;
    case 2:
        g_ptr_array_insert(texts, (gint)to, g_ptr_array_steal_index(texts, at));
        break;
    default: {
        char *text = edited(texts->pdata[at], seed);
        g_free(texts->pdata[at]);
        texts->pdata[at] = text;
    }
    }
}

static struct gaz_proof_state *state_of_list(GPtrArray *texts) {
    g_ptr_array_add(texts, NULL);
    struct gaz_proof_state *state = state_of((const char *const *)texts->pdata);
    g_ptr_array_set_size(texts, (gint)texts->len - 1);
    return state;
}

static void random_edits(void **state) {
    (void)state;
    for (uint64_t round = 1; round <= ROUNDS; round++) {
        uint64_t seed = round * 7919;
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
        for (uint32_t n = 1 + random_below(&seed, MOST_TEXTS); n > 0; n--)
            g_ptr_array_add(texts, random_text(&seed));
        struct gaz_proof_state *old = state_of_list(texts);
        for (uint32_t n = random_below(&seed, 12); n > 0; n--)
            edit_list(texts, &seed);
        struct gaz_proof_state *new = state_of_list(texts);
        struct gaz_text_changes *changes = gaz_text_changes_new(old, new);
        expect_applied(changes);
        gaz_text_changes_free(changes);
        gaz_proof_state_free(old);
        gaz_proof_state_free(new);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changed),
        cmocka_unit_test(characters_changed),
        cmocka_unit_test(numbers_are_whole),
        cmocka_unit_test(a_sentence_came),
        cmocka_unit_test(a_clause_was_moved),
        cmocka_unit_test(a_clause_was_moved_across),
        cmocka_unit_test(the_longest_was_moved),
        cmocka_unit_test(a_paragraph_came_and_went),
        cmocka_unit_test(a_paragraph_was_moved),
        cmocka_unit_test(a_moved_paragraph_was_edited),
        cmocka_unit_test(a_paragraph_was_split),
        cmocka_unit_test(two_paragraphs_were_joined),
        cmocka_unit_test(a_row_was_moved),
        cmocka_unit_test(cells_changed),
        cmocka_unit_test(a_row_came),
        cmocka_unit_test(pages_are_told),
        cmocka_unit_test(random_edits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
