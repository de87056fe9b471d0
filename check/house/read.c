/* read.c: 机关.yaml, 人名.yaml, 用词.yaml: what an office writes, and which strings mean what by it.
 *
 *     机关:
 *       - 全称: 澄浦市市场监督管理局
 *         简称: [市市场监管局]
 *         代字: [澄市监]
 *         曾用名:
 *           - {名称: 澄浦市工商行政管理局, 至: 2019-01-31}
 */
#include "check/house/house.h"

#include "base/data/json_schema.h"
#include "base/diag/diag.h"
#include "base/process/arena.h"

enum { MOST_ITEMS = 20000 }; /* of one list */

/* ---- the tables of keys */

#define ORGAN(field) offsetof(struct gaz_organ, field)
static const struct gaz_key organ_keys[] = {
    {"全称", GAZ_KEY_TEXT, .required = true, .offset = ORGAN(name), .help = "机关的全称",
     .help_en = "the full name"},
    {"简称", GAZ_KEY_TEXTS, .offset = ORGAN(shorts), .help = "规范化简称，可以写几个",
     .help_en = "its regular short names"},
    {"俗称", GAZ_KEY_TEXTS, .offset = ORGAN(casuals), .help = "不宜用在版头、主送、署名里的称呼",
     .help_en = "what it is called elsewhere than in letterhead, 主送 and 署名"},
    {"代字", GAZ_KEY_TEXTS, .offset = ORGAN(codes), .help = "发文字号的机关代字",
     .help_en = "the codes of its issue numbers"},
    {"曾用名", GAZ_KEY_NODE, .offset = ORGAN(former_list), .node = "曾用名",
     .help = "列表，每项有名称、简称、自、至、改为", .help_en = "a list of 名称, 简称, 自, 至, 改为"},
};
static const struct gaz_schema organ_schema = {"机关.yaml的一项", organ_keys, G_N_ELEMENTS(organ_keys)};

#define FORMER(field) offsetof(struct gaz_former, field)
static const struct gaz_key former_keys[] = {
    {"名称", GAZ_KEY_TEXT, .required = true, .offset = FORMER(name), .help = "从前的名称",
     .help_en = "the name of then"},
    {"简称", GAZ_KEY_TEXTS, .offset = FORMER(shorts), .help = "从前的简称",
     .help_en = "its short names of then"},
    {"自", GAZ_KEY_DATE, .offset = FORMER(from), .help = "开始使用的日期", .help_en = "its first day"},
    {"至", GAZ_KEY_DATE, .required = true, .offset = FORMER(to), .help = "最后使用的日期",
     .help_en = "its last day"},
    {"改为", GAZ_KEY_TEXTS, .offset = FORMER(now), .help = "分给几个机关时，写出各个名称",
     .help_en = "the names of several organs that came of it"},
};
static const struct gaz_schema former_schema = {"曾用名的一项", former_keys, G_N_ELEMENTS(former_keys)};

#define PERSON(field) offsetof(struct gaz_person, field)
static const struct gaz_key person_keys[] = {
    {"姓名", GAZ_KEY_TEXT, .required = true, .offset = PERSON(name), .help = "姓名", .help_en = "the name"},
    {"职务", GAZ_KEY_NODE, .offset = PERSON(post_list), .node = "职务",
     .help = "列表，每项是职务，或有名称、自、至", .help_en = "a list: a post, or 名称, 自, 至"},
    {"误写", GAZ_KEY_TEXTS, .offset = PERSON(wrongs), .help = "常见的误写", .help_en = "how it is mistyped"},
    {"例外", GAZ_KEY_TEXTS, .offset = PERSON(exceptions), .help = "含有误写而没有错的文字",
     .help_en = "longer strings in which that is right"},
};
static const struct gaz_schema person_schema = {"人名.yaml的一项", person_keys, G_N_ELEMENTS(person_keys)};

#define POST(field) offsetof(struct gaz_post, field)
static const struct gaz_key post_keys[] = {
    {"名称", GAZ_KEY_TEXT, .required = true, .offset = POST(name), .help = "职务", .help_en = "the post"},
    {"自", GAZ_KEY_DATE, .offset = POST(from), .help = "任职的日期", .help_en = "its first day"},
    {"至", GAZ_KEY_DATE, .offset = POST(to), .help = "免职的日期", .help_en = "its last day"},
};
static const struct gaz_schema post_schema = {"职务的一项", post_keys, G_N_ELEMENTS(post_keys)};

#define WORD(field) offsetof(struct gaz_word, field)
static const struct gaz_key word_keys[] = {
    {"误", GAZ_KEY_TEXTS, .required = true, .offset = WORD(wrongs), .help = "不用的写法，可以写几个",
     .help_en = "what is not written"},
    {"正", GAZ_KEY_TEXTS, .offset = WORD(rights), .help = "应有的写法；不止一个时由人选定",
     .help_en = "what is written instead"},
    {"理由", GAZ_KEY_STRING, .required = true, .offset = WORD(reason), .help = "出处或理由",
     .help_en = "the source or the reason"},
    {"级别", GAZ_KEY_CHOICE, .offset = WORD(level), .choices = "错|疑|注意", .help = "不写：疑",
     .help_en = "E, W or I; absent: W"},
    {"例外", GAZ_KEY_TEXTS, .offset = WORD(exceptions), .help = "含有它而没有错的文字",
     .help_en = "longer strings in which it is right"},
    {"只在", GAZ_KEY_TEXTS, .offset = WORD(contexts), .help = "同一句里有其中一个词才算",
     .help_en = "only where one of these stands in the same sentence"},
};
static const struct gaz_schema word_schema = {"用词.yaml的一项", word_keys, G_N_ELEMENTS(word_keys)};

/* ---- what a record means */

struct reading {
    struct gaz_house *house;
    struct gaz_diags *diags;
    const struct gaz_house_file *file;
};

static void add(const struct reading *r, struct gaz_text text, enum gaz_meaning meaning,
                struct gaz_listed form) {
    if (text.n == 0) return; /* said */
    form.text = text;
    form.meaning = meaning;
    form.rank = r->file->rank;
    gaz_house_add(r->house, form, r->diags);
}

static void add_all(const struct reading *r, struct gaz_texts texts, enum gaz_meaning meaning,
                    struct gaz_listed form) {
    for (uint32_t i = 0; i < texts.n; i++)
        add(r, texts.texts[i], meaning, form);
}

static bool is_map(const struct reading *r, const struct gaz_yaml *item, const char *list) {
    if (item->kind == GAZ_YAML_MAP) return true;
    gaz_report(r->diags, GAZ_D_HOUSE_FORM, item->span, list);
    return false;
}

static bool is_list(const struct reading *r, const struct gaz_yaml *node, const char *list) {
    if (node->kind == GAZ_YAML_LIST && node->n <= MOST_ITEMS) return true;
    g_autofree char *most = g_strdup_printf("%d项", MOST_ITEMS);
    if (node->kind == GAZ_YAML_LIST)
        gaz_report(r->diags, GAZ_D_TOO_LARGE, node->span, list, most);
    else
        gaz_report(r->diags, GAZ_D_HOUSE_FORM, node->span, list);
    return false;
}

static int date_order(struct gaz_date a, struct gaz_date b) {
    int one = a.year * 512 + a.month * 32 + a.day, two = b.year * 512 + b.month * 32 + b.day;
    return one - two;
}

static void check_dates(const struct reading *r, struct gaz_dated from, struct gaz_dated to) {
    if (from.date.year && to.date.year && date_order(from.date, to.date) > 0)
        gaz_report(r->diags, GAZ_D_HOUSE_DATES, to.span, NULL);
}

/* ---- 机关 */

static void read_former(const struct reading *r, struct gaz_organ *organ, const struct gaz_yaml *map,
                        struct gaz_former *former) {
    gaz_schema_read(r->house->arena, &former_schema, map, former, r->diags);
    check_dates(r, former->from, former->to);
    if (former->to.date.year == 0) return; /* said */
    struct gaz_listed form = {.organ = organ, .former = former};
    add(r, former->name, GAZ_MEANS_FORMER, form);
    add_all(r, former->shorts, GAZ_MEANS_FORMER_SHORT, form);
}

static void read_formers(const struct reading *r, struct gaz_organ *organ) {
    const struct gaz_yaml *list = organ->former_list;
    if (!list || !is_list(r, list, "曾用名")) return;
    struct gaz_former *formers = GAZ_NEW_ARRAY(r->house->arena, struct gaz_former, list->n);
    organ->formers = formers;
    for (uint32_t i = 0; i < list->n; i++)
        if (is_map(r, list->items[i], "曾用名"))
            read_former(r, organ, list->items[i], &formers[organ->n_formers++]);
}

static void read_organ(const struct reading *r, const struct gaz_yaml *map) {
    struct gaz_organ *organ = GAZ_NEW(r->house->arena, struct gaz_organ);
    gaz_schema_read(r->house->arena, &organ_schema, map, organ, r->diags);
    if (organ->name.n == 0) return;
    struct gaz_listed form = {.organ = organ};
    g_ptr_array_add(r->house->organs, organ);
    add(r, organ->name, GAZ_MEANS_FULL, form);
    add_all(r, organ->shorts, GAZ_MEANS_SHORT, form);
    add_all(r, organ->casuals, GAZ_MEANS_CASUAL, form);
    add_all(r, organ->codes, GAZ_MEANS_CODE, form);
    r->house->has_own_codes |= organ->codes.n > 0 && !r->file->is_program;
    read_formers(r, organ);
}

/* ---- 人名 */

static void read_post(const struct reading *r, const struct gaz_yaml *item, struct gaz_post *post) {
    if (item->kind == GAZ_YAML_SCALAR)
        post->name = gaz_yaml_text(r->house->arena, item);
    else if (is_map(r, item, "职务"))
        gaz_schema_read(r->house->arena, &post_schema, item, post, r->diags);
    check_dates(r, post->from, post->to);
}

static void read_posts(const struct reading *r, struct gaz_person *person) {
    const struct gaz_yaml *list = person->post_list;
    if (!list || !is_list(r, list, "职务")) return;
    struct gaz_post *posts = GAZ_NEW_ARRAY(r->house->arena, struct gaz_post, list->n);
    person->posts = posts;
    person->n_posts = list->n;
    for (uint32_t i = 0; i < list->n; i++)
        read_post(r, list->items[i], &posts[i]);
}

static void read_person(const struct reading *r, const struct gaz_yaml *map) {
    struct gaz_person *person = GAZ_NEW(r->house->arena, struct gaz_person);
    gaz_schema_read(r->house->arena, &person_schema, map, person, r->diags);
    if (person->name.n == 0) return;
    struct gaz_listed form = {.person = person};
    read_posts(r, person);
    g_ptr_array_add(r->house->people, person);
    add(r, person->name, GAZ_MEANS_PERSON, form);
    add_all(r, person->wrongs, GAZ_MEANS_MISNAMED, form);
    add_all(r, person->exceptions, GAZ_MEANS_RIGHT, form);
}

/* ---- 用词 */

static void read_word(const struct reading *r, const struct gaz_yaml *map) {
    struct gaz_word *word = GAZ_NEW(r->house->arena, struct gaz_word);
    word->level = GAZ_WORD_W;
    gaz_schema_read(r->house->arena, &word_schema, map, word, r->diags);
    struct gaz_listed form = {.word = word};
    add_all(r, word->rights, GAZ_MEANS_RIGHT, form);
    add_all(r, word->exceptions, GAZ_MEANS_RIGHT, form);
    add_all(r, word->wrongs, GAZ_MEANS_WRONG, form);
}

/* ---- a file */

static const struct list {
    const char *key;
    void (*read)(const struct reading *, const struct gaz_yaml *);
    const struct gaz_schema *items;
    const char *english;
} lists[GAZ_N_HOUSE_LISTS] = {
    [GAZ_HOUSE_ORGANS] = {"机关", read_organ, &organ_schema, "the organs, a list"},
    [GAZ_HOUSE_PEOPLE] = {"人名", read_person, &person_schema, "the people, a list"},
    [GAZ_HOUSE_WORDS] = {"用词", read_word, &word_schema, "the words, a list"},
};

struct file_record {
    const struct gaz_yaml *list;
};

void gaz_house_add_list(struct gaz_house *house, enum gaz_house_list list, const struct gaz_yaml *map,
                        const struct gaz_house_file *file, struct gaz_diags *diags) {
    const struct gaz_key key = {lists[list].key, GAZ_KEY_NODE, .required = true,
                                .offset = offsetof(struct file_record, list)};
    const struct gaz_schema schema = {file->path, &key, 1};
    struct file_record record = {0};
    struct reading reading = {house, diags, file};
    gaz_schema_read(house->arena, &schema, map, &record, diags);
    if (!record.list || !is_list(&reading, record.list, key.name)) return;
    for (uint32_t i = 0; i < record.list->n; i++)
        if (is_map(&reading, record.list->items[i], key.name))
            lists[list].read(&reading, record.list->items[i]);
}

/* ---- for editors */

/* A list, whose items are of the types. */
static void put_list(GString *out, const struct gaz_key *key, const struct gaz_schema *items,
                     const char *item_types, bool english) {
    gaz_json_open(out, key->node, '{');
    gaz_json_put_value(out,
                       (struct gaz_json_value){key->required ? "array" : "array|null", NULL, "应为列表"});
    gaz_json_put_int(out, "maxItems", MOST_ITEMS);
    gaz_json_open(out, "items", '{');
    gaz_json_put_map(out, item_types, items, english);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

void gaz_house_put_definitions(GString *out, enum gaz_house_list list, bool english) {
    static const struct gaz_key former = {.node = "曾用名"}, posts = {.node = "职务"};
    g_autofree char *file = g_strconcat(lists[list].key, ".yaml", NULL);
    const struct gaz_key key = {lists[list].key,
                                GAZ_KEY_NODE,
                                .required = true,
                                .help = lists[list].items->name,
                                .help_en = lists[list].english,
                                .node = lists[list].key};
    const struct gaz_schema schema = {file, &key, 1};
    gaz_json_open(out, file, '{');
    gaz_json_put_map(out, "object", &schema, english);
    gaz_json_close(out, '}');
    put_list(out, &key, lists[list].items, "object", english);
    if (list == GAZ_HOUSE_ORGANS) put_list(out, &former, &former_schema, "object", english);
    if (list == GAZ_HOUSE_PEOPLE) put_list(out, &posts, &post_schema, "object|" GAZ_JSON_TEXT, english);
}
