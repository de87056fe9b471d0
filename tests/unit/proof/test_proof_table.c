/* test_proof_table.c: the 核红表: its rows, and that its files hold each text as it is, whatever it is. */
/* link: gaz_proof gaz_output gaz_layout gaz_fonts gaz_styles gaz_input gaz_base */
#include "proof/table/table.h"
#include "tests/unit/proof/proof_states.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct world {
    struct gaz_proof_state *old, *new;
    struct gaz_text_changes *changes;
    struct gaz_proof_table *table;
};

static struct world world_of(struct gaz_proof_state *old, struct gaz_proof_state *new,
                             const char *const *reasons) {
    struct gaz_text_changes *changes = gaz_text_changes_new(old, new);
    struct gaz_proof_table_job job = {changes, GAZ_ROUND_SECOND, reasons};
    return (struct world){old, new, changes, gaz_proof_table_new(&job)};
}

static void clear(struct world *world) {
    gaz_proof_table_free(world->table);
    gaz_text_changes_free(world->changes);
    gaz_proof_state_free(world->old);
    gaz_proof_state_free(world->new);
}

/* ---- rows: "2 改 1-1.1@1:1 1-1.1@1:1 …自|发|布之日起施行， …自|公|布之日起施行，" */

static void append_place(GString *out, const struct gaz_table_place *place) {
    g_string_append_printf(out, " %s@%s:%u", place->line, place->page, place->page_line);
}

static char *rows_of(const struct gaz_proof_table *table) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < table->rows->len; i++) {
        const struct gaz_table_row *row = gaz_table_row_at(table, i);
        g_autofree char *number = gaz_table_number(row);
        g_string_append_printf(out, "%s %s", number, row->kind);
        append_place(out, &row->old_place);
        append_place(out, &row->new_place);
        g_string_append_printf(out, " %s|%s|%s %s|%s|%s %s\n", row->old.before, row->old.text,
                               row->old.behind, row->new.before, row->new.text, row->new.behind,
                               row->reason ? row->reason : "-");
    }
    return g_string_free(out, FALSE);
}

static void expect_rows(struct gaz_proof_state *old, struct gaz_proof_state *new, const char *wanted) {
    struct world world = world_of(old, new, NULL);
    g_autofree char *rows = rows_of(world.table);
    assert_string_equal(rows, wanted);
    clear(&world);
}

static void a_row_has_its_place_and_context(void **state) {
    (void)state;
    expect_rows(
        STATE("#", "=通知", "本办法自2024年7月1日起施行，由市司法局负责解释。"),
        STATE("#", "=通知", "本办法自2024年8月1日起施行，由市司法局负责解释。"),
        "1 改 1-2.1@1:2 1-2.1@1:2 …办法自2024年|7|月1日起施行，由… …办法自2024年|8|月1日起施行，由… -\n");
}

static void whole_paragraphs_have_no_context(void **state) {
    (void)state;
    expect_rows(STATE("#", "第一条　为了规范管理。", "第三条　自公布之日起施行。"),
                STATE("#", "第一条　为了规范管理。", "第二条　适用于本市。", "第三条　自公布之日起施行。"),
                "1 增 1-1.2@1:2 1-2.1@1:3 || |第二条　适用于本市。| -\n");
}

static void parted_and_joined(void **state) {
    (void)state;
    static const char whole[] = "有关情况于每月月底前报送市政府办公室。各单位要高度重视，抓好落实。";
    expect_rows(STATE("#", whole),
                STATE("#", "有关情况于每月月底前报送市政府办公室。", "各单位要高度重视，抓好落实。"),
                "1 另起段 1-1.2@1:2 1-2.1@1:3 …送市政府办公室。|各单位要高度重视，抓好落实。| "
                "|各单位要高度重视，抓好落实。| -\n");
    expect_rows(STATE("#", "有关情况于每月月底前报送市政府办公室。", "各单位要高度重视，抓好落实。"),
                STATE("#", whole),
                "1 接排 1-2.1@1:3 1-1.2@1:2 |各单位要高度重视，抓好落实。| "
                "…送市政府办公室。|各单位要高度重视，抓好落实。| -\n");
}

static void cells_of_a_row_are_one(void **state) {
    (void)state;
    expect_rows(STATE("#", "|序号|单位", "|1|澄浦甲公司", "|2|澄浦乙公司", "|3|澄浦丙公司"),
                STATE("#", "|序号|单位", "|2|澄浦乙公司", "|1|澄浦甲公司", "|3|澄浦丙公司", "|4|澄浦丁公司"),
                "1—2 移 1-3.1@1:3 1-5.1@1:5 |1｜澄浦甲公司| |1｜澄浦甲公司| -\n"
                "3—4 增 1-8.1@1:8 1-9.1@1:9 || |4｜澄浦丁公司| -\n");
}

static void words_of_two_paragraphs_are_two(void **state) {
    (void)state;
    expect_rows(STATE("#", "按照规定报送。", "按照要求公布。"),
                STATE("#", "按照有关规定报送。", "按照有关要求公布。"),
                "1 增 1-1.1@1:1 1-1.1@1:1 按照||规定报送。 按照|有关|规定报送。 -\n"
                "2 增 1-2.1@1:2 1-2.1@1:2 按照||要求公布。 按照|有关|要求公布。 -\n");
    expect_rows(STATE("#", "按照有关规定报送。", "按照有关要求公布。"),
                STATE("#", "按照规定报送。", "按照要求公布。"),
                "1 删 1-1.1@1:1 1-1.1@1:1 按照|有关|规定报送。 按照||规定报送。 -\n"
                "2 删 1-2.1@1:2 1-2.1@1:2 按照|有关|要求公布。 按照||要求公布。 -\n");
}

static void a_title_takes_the_place_of_another(void **state) {
    (void)state;
    expect_rows(STATE("#", "=通知", "本办法自公布之日起施行。"),
                STATE("#", "=公告", "本办法自公布之日起施行。"),
                "1 改 1-1.1@1:1 1-1.1@1:1 |通知| |公告| -\n");
    expect_rows(STATE("#", "=题", "有关情况于月底前报送。"), STATE("#", "=题", "各单位要抓好落实。"),
                "1 删 1-2.1@1:2 1-1.1@1:1 |有关情况于月底前报送。| || -\n"
                "2 增 1-1.1@1:1 1-2.1@1:2 || |各单位要抓好落实。| -\n");
}

/* ---- csv */

/* The cells of the next row, by RFC 4180; NULL: there is none. */
static GPtrArray *next_row(const char **at) {
    if (!**at) return NULL;
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    for (;;) {
        GString *cell = g_string_new(NULL);
        bool quoted = **at == '"';
        for (*at += quoted; **at; ++*at) {
            if (quoted && **at == '"' && *++*at != '"') break;
            if (!quoted && strchr(",\r\n", **at)) break;
            assert_true(quoted || **at != '"');
            g_string_append_c(cell, **at);
        }
        g_ptr_array_add(cells, g_string_free(cell, FALSE));
        if (**at != ',') break;
        ++*at;
    }
    assert_memory_equal(*at, "\r\n", 2);
    *at += 2;
    return cells;
}

static void expect_cell(const GPtrArray *row, guint i, const char *wanted) {
    assert_string_equal(row->pdata[i], wanted);
}

static void csv_is_safe_and_whole(void **state) {
    (void)state;
    static const char *const reasons[] = {"=HYPERLINK(\"x\")，见“附件”"};
    struct world world =
        world_of(STATE("#", "=cmd|'/c'!A1"), STATE("#", "=cmd|'/c'!A1", "=1+1,\"a\"\n@b"), reasons);
    g_autoptr(GString) out = g_string_new(NULL);
    gaz_proof_table_csv(world.table, out);
    const char *at = out->str;
    assert_true(g_str_has_prefix(at, "\xEF\xBB\xBF序号"));
    at += 3;
    g_autoptr(GPtrArray) head = next_row(&at), row = next_row(&at);
    assert_int_equal(head->len, 16);
    assert_int_equal(row->len, 16);
    assert_null(next_row(&at));
    expect_cell(row, 0, "1");
    expect_cell(row, 2, "增");
    expect_cell(row, 6, "「1-2.1」");
    expect_cell(row, 13, "「1+1,\"a\"\n@b」");
    expect_cell(row, 15, "「=HYPERLINK(\"x\")，见“附件”」");
    for (guint i = 0; i < row->len; i++)
        assert_null(
            strchr("=+-@\t\r＝", ((const char *)row->pdata[i])[0] ? ((const char *)row->pdata[i])[0] : 'x'));
    clear(&world);
}

/* ---- html */

static void html_is_escaped_and_whole(void **state) {
    (void)state;
    static const char *const reasons[] = {"<b>"};
    struct world world = world_of(STATE("#", "一二三四五六七八九十甲乙丙丁<script>戊"),
                                  STATE("#", "一二三四五六七八九十甲乙丙丁<img src=x>&amp;戊"), reasons);
    g_autoptr(GString) out = g_string_new(NULL);
    gaz_proof_table_html(world.table, out);
    assert_non_null(strstr(out->str, "<del>script&gt;</del>"));
    assert_non_null(strstr(out->str, "<ins>img src=x&gt;&amp;amp;</ins>"));
    assert_non_null(strstr(out->str, "<td>&lt;b&gt;</td>"));
    assert_non_null(strstr(out->str, "--round:#1740C8"));
    assert_null(strstr(out->str, "<script"));
    assert_null(strstr(out->str, "<img"));
    assert_null(strstr(out->str, "http"));
    clear(&world);
}

/* ---- pages */

static void reflow_is_told(void **state) {
    (void)state;
    char *texts[60] = {NULL};
    for (int i = 0; i < 58; i++)
        texts[i] = g_strdup_printf("第%d段", i);
    struct gaz_proof_state *old = state_of((const char *const *)texts);
    g_free(texts[57]);
    texts[57] = NULL;
    g_free(texts[30]);
    texts[30] = g_strdup("改写了的段落");
    struct world world = world_of(old, state_of((const char *const *)texts), NULL);
    static const char *const wanted[] = {"1、2、4", "无", "无", "3、5", "无", "无"};
    for (int i = 0; i <= GAZ_N_REFLOWS; i++) {
        g_autofree char *pages = gaz_reflow_pages(world.changes, (enum gaz_reflow)i, G_MAXSIZE);
        assert_string_equal(pages, wanted[i]);
    }
    clear(&world);
    for (int i = 0; i < 58; i++)
        g_free(texts[i]);
}

/* ---- the same, of pages by chance, read back */

enum { MOST_PAGES = 14 };

struct told_pages {
    uint32_t new[MOST_PAGES * 2], old[MOST_PAGES * 2], n_new, n_old;
};

/* "3、5—8（原4—7）" as lists of numbers. */
static struct told_pages read_pages(const char *text) {
    struct told_pages told = {.n_new = 0};
    bool is_old = false;
    uint32_t from = 0;
    for (const char *at = text; *at;) {
        uint32_t *list = is_old ? told.old : told.new, *n = is_old ? &told.n_old : &told.n_new;
        if (g_ascii_isdigit(*at)) {
            uint32_t number = (uint32_t)g_ascii_strtoull(at, (char **)&at, 10);
            for (uint32_t i = from ? from + 1 : number; i <= number; i++)
                list[(*n)++] = i;
            from = number;
            if (!g_str_has_prefix(at, "—")) from = 0;
            continue;
        }
        if (g_str_has_prefix(at, "原")) is_old = true;
        if (g_str_has_prefix(at, "）")) is_old = false;
        at = g_utf8_next_char(at);
    }
    return told;
}

static struct gaz_state_page *pages_of_state(struct gaz_proof_state *state, uint32_t n) {
    struct gaz_state_page *pages = g_new0(struct gaz_state_page, MOST_PAGES);
    for (uint32_t i = 0; i < n; i++)
        pages[i].label = g_strdup_printf("%u", i + 1);
    state->pages = pages;
    state->n_pages = n;
    return pages;
}

/* Pages of each kind by chance; a moved one is mostly the next of the one before. */
static void fill_pages(struct gaz_text_changes *changes, GRand *random) {
    uint32_t old = 0;
    for (uint32_t i = 0; i < changes->new->n_pages; i++) {
        bool goes_on = i > 0 && g_rand_int_range(random, 0, 3) > 0;
        changes->pages[i].reflow = goes_on ? changes->pages[i - 1].reflow
                                           : (enum gaz_reflow)g_rand_int_range(random, 0, GAZ_N_REFLOWS);
        old += g_rand_int_range(random, 0, 4) ? 1 : 2;
        changes->pages[i].old = old % MOST_PAGES;
    }
    for (uint32_t i = (uint32_t)g_rand_int_range(random, 0, 4); i < MOST_PAGES; i += 5)
        g_array_append_val(changes->pages_gone, i);
}

static void expect_pages(const struct gaz_text_changes *changes, enum gaz_reflow reflow) {
    g_autofree char *text = gaz_reflow_pages(changes, reflow, G_MAXSIZE);
    struct told_pages told = read_pages(text);
    uint32_t n_new = 0, n_old = 0;
    bool is_gone = reflow == GAZ_N_REFLOWS;
    for (uint32_t i = 0; !is_gone && i < changes->new->n_pages; i++) {
        if (changes->pages[i].reflow != reflow) continue;
        assert_int_equal(told.new[n_new++], i + 1);
        if (reflow == GAZ_REFLOW_MOVED) assert_int_equal(told.old[n_old++], changes->pages[i].old + 1);
    }
    for (guint i = 0; is_gone && i < changes->pages_gone->len; i++)
        assert_int_equal(told.old[n_old++], g_array_index(changes->pages_gone, uint32_t, i) + 1);
    assert_int_equal(told.n_new, n_new);
    assert_int_equal(told.n_old, n_old);
    assert_int_equal(strcmp(text, "无") == 0, n_new + n_old == 0);
    for (size_t most = 0; most < strlen(text); most++) { /* cut at the end of an entry, and said so */
        g_autofree char *cut = gaz_reflow_pages(changes, reflow, most);
        size_t n = strlen(cut) - strlen("……");
        if (strcmp(cut, text) == 0) continue;
        assert_true(g_str_has_suffix(cut, "、……") && strncmp(cut, text, n) == 0 && n > most);
    }
}

static void pages_by_chance_are_told(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(9704);
    for (int round = 0; round < 200; round++) {
        struct gaz_proof_state old = {.n_blocks = 0}, new = {.n_blocks = 0};
        struct gaz_page_change pages[MOST_PAGES];
        struct gaz_state_page *of_old = pages_of_state(&old, MOST_PAGES),
                              *of_new =
                                  pages_of_state(&new, (uint32_t)g_rand_int_range(random, 1, MOST_PAGES));
        struct gaz_text_changes changes = {.old = &old, .new = &new, .pages = pages};
        changes.pages_gone = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        fill_pages(&changes, random);
        for (int i = 0; i <= GAZ_N_REFLOWS; i++)
            expect_pages(&changes, (enum gaz_reflow)i);
        g_array_unref(changes.pages_gone);
        for (uint32_t i = 0; i < MOST_PAGES; i++) {
            g_free((char *)of_old[i].label);
            g_free((char *)of_new[i].label);
        }
        g_free(of_old);
        g_free(of_new);
    }
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_has_its_place_and_context),
        cmocka_unit_test(whole_paragraphs_have_no_context),
        cmocka_unit_test(parted_and_joined),
        cmocka_unit_test(cells_of_a_row_are_one),
        cmocka_unit_test(words_of_two_paragraphs_are_two),
        cmocka_unit_test(a_title_takes_the_place_of_another),
        cmocka_unit_test(csv_is_safe_and_whole),
        cmocka_unit_test(html_is_escaped_and_whole),
        cmocka_unit_test(reflow_is_told),
        cmocka_unit_test(pages_by_chance_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
