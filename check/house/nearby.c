/* nearby.c: organs' names of which one character was changed or lost.
 *
 * Told only where no other organ can be meant: the place in front (澄浦市) and the last character are as they
 * should be, and what makes the organ has at least four characters, of which one differs (市场监瞥), or else
 * the common end does (管里局). 体育 for 教育 is another organ.
 *
 * Each name is kept by what is left of it without one character: so does a name that lacks it read, and a
 * name in which it is another one when that is left out too. A text is compared by sums of such rests, at
 * places where a name begins.
 */
#include "check/house/house.h"
#include "check/scan.h"

#include "base/process/sorted.h"

#include <stdlib.h>

enum { LEAST_NAME = 6, LEAST_OWN = 4, FACTOR = 1000003, HEAD = 2 };

struct rest {
    guint64 sum;
    uint32_t name, at; /* the name without its character at `at` */
};

struct gaz_nearby {
    GArray *names; /* struct gaz_text */
    GArray *rests; /* struct rest, by sum */
    struct gaz_lexicon *lexicon;
    GHashTable *lengths; /* of the first two characters of names: a bit for each length that they have */
    guint64 powers[GAZ_LEXICON_MOST + 1]; /* of FACTOR */
};

struct gaz_nearby *gaz_nearby_new(void) {
    struct gaz_nearby *nearby = g_new0(struct gaz_nearby, 1);
    nearby->names = g_array_new(FALSE, FALSE, sizeof(struct gaz_text));
    nearby->rests = g_array_new(FALSE, FALSE, sizeof(struct rest));
    nearby->lengths = g_hash_table_new_full(g_int_hash, g_int_equal, g_free, g_free);
    nearby->powers[0] = 1;
    for (int i = 0; i < GAZ_LEXICON_MOST; i++)
        nearby->powers[i + 1] = nearby->powers[i] * FACTOR;
    return nearby;
}

void gaz_nearby_free(struct gaz_nearby *nearby) {
    gaz_lexicon_free(nearby->lexicon);
    g_array_unref(nearby->names);
    g_array_unref(nearby->rests);
    g_hash_table_destroy(nearby->lengths);
    g_free(nearby);
}

/* ---- which characters of a name may be wrong */

/* 澄浦市, 云屏省澄浦市, 国家: how much of the name says where it is. */
static uint32_t place_length(struct gaz_text name) {
    static const char *const heads[] = {"国家", "中国", "中华", "中共", "全国"};
    uint32_t end = gaz_scan_words(name, 0, heads, G_N_ELEMENTS(heads));
    for (uint32_t i = end + 1; i <= end + 5 && i + 2 < name.n; i++)
        if (gaz_char_is_one_of(gaz_char_at(name, i), "省市区县州旗盟")) {
            end = i + 1;
            i = end;
        }
    return MAX(end, (uint32_t)HEAD);
}

static uint32_t end_length(struct gaz_text name) {
    static const char *const ends[] = {
        "监督管理总局",   "监督管理委员会", "监督管理局", "管理委员会", "服务管理局",   "人民政府办公室",
        "人民政府办公厅", "人民政府",       "人民法院",   "人民检察院", "委员会办公室", "管理总局",
        "事务管理局",     "管理局",         "管理处",     "建设局",     "事务局",       "保障局",
        "服务局",         "服务中心",       "管理中心",   "委员会",     "办公室",       "办公厅",
        "研究院",         "研究室",         "总局"};
    return MAX(gaz_scan_words_before(name, name.n, ends, G_N_ELEMENTS(ends)), 1u);
}

/* From where on a character may be wrong: the last never, since other words go on from there (办公楼). */
static uint32_t first_doubtful(struct gaz_text name) {
    uint32_t place = place_length(name), end = end_length(name);
    bool is_long = place + end + LEAST_OWN <= name.n;
    return is_long || place > name.n - end ? place : name.n - end;
}

/* Two of these name two organs. */
static bool tells_apart(uint32_t ch) {
    return gaz_char_is_one_of(ch,
                              "一二三四五六七八九十东西南北中上下大小新老前后左右高初甲乙丙丁省市区县州国");
}

/* ---- sums of rests */

static guint64 add(guint64 sum, uint32_t ch) {
    return sum * FACTOR + ch;
}

/* Other two characters that have the same key are asked for their lengths too. */
static gint key_at(struct gaz_text text, uint32_t at) {
    return (gint)(gaz_char_at(text, at) << 16 ^ gaz_char_at(text, at + 1));
}

/* The lengths that names have which begin as the text does at `at`; 0: none. */
static guint64 lengths_at(const struct gaz_nearby *nearby, struct gaz_text text, uint32_t at) {
    gint key = key_at(text, at);
    const guint64 *lengths = g_hash_table_lookup(nearby->lengths, &key);
    return lengths ? *lengths : 0;
}

static void add_length(struct gaz_nearby *nearby, struct gaz_text name) {
    gint key = key_at(name, 0);
    guint64 *lengths = g_hash_table_lookup(nearby->lengths, &key);
    if (!lengths) {
        lengths = g_new0(guint64, 1);
        gint *kept = g_new(gint, 1);
        *kept = key;
        g_hash_table_insert(nearby->lengths, kept, lengths);
    }
    *lengths |= (guint64)1 << name.n;
}

static void add_rest(struct gaz_nearby *nearby, struct gaz_text name, uint32_t at) {
    struct rest rest = {0, nearby->names->len - 1, at};
    for (uint32_t i = 0; i < name.n; i++)
        if (i != at) rest.sum = add(rest.sum, name.chars[i].ch);
    g_array_append_val(nearby->rests, rest);
}

void gaz_nearby_add(struct gaz_nearby *nearby, struct gaz_text name) {
    if (name.n < LEAST_NAME) return;
    g_array_append_val(nearby->names, name);
    add_length(nearby, name);
    uint32_t place = place_length(name), doubtful = first_doubtful(name);
    for (uint32_t i = place; i + 1 < name.n; i++) {
        bool is_twice = name.chars[i].ch == name.chars[i - 1].ch; /* 市市场 loses one */
        if (i >= doubtful || is_twice) add_rest(nearby, name, i);
    }
}

static int by_sum(const void *a, const void *b) {
    const struct rest *one = a, *two = b;
    if (one->sum != two->sum) return one->sum < two->sum ? -1 : 1;
    return (one->name > two->name) - (one->name < two->name);
}

void gaz_nearby_seal(struct gaz_nearby *nearby) {
    g_array_sort(nearby->rests, by_sum);
    nearby->lexicon =
        gaz_lexicon_new((const struct gaz_text *)(const void *)nearby->names->data, nearby->names->len);
}

static const struct rest *find(const struct gaz_nearby *nearby, guint64 sum) {
    guint i;
    GAZ_LOWER_BOUND(i, nearby->rests->len, g_array_index(nearby->rests, struct rest, i).sum < sum);
    if (i == nearby->rests->len) return NULL;
    const struct rest *rest = &g_array_index(nearby->rests, struct rest, i);
    return rest->sum == sum ? rest : NULL;
}

/* ---- a text */

/* 和 between two things is left out in many a good name, and stands for 与. */
static bool is_error(struct gaz_text is, struct gaz_text name, uint32_t at) {
    uint32_t wanted = name.chars[at].ch;
    bool is_lost = is.n + 1 == name.n;
    uint32_t behind = is_lost ? at : at + 1;
    if (!gaz_text_equals(gaz_text_slice(is, 0, at), gaz_text_slice(name, 0, at)) ||
        !gaz_text_equals(gaz_text_slice(is, behind, is.n - behind),
                         gaz_text_slice(name, at + 1, name.n - at - 1)))
        return false; /* another text of the same sum */
    if (is_lost) return !gaz_char_is_one_of(wanted, "和与及");
    if (at < first_doubtful(name)) return false;
    uint32_t ch = is.chars[at].ch;
    return ch != wanted && gaz_char_is_han(ch) && !(tells_apart(ch) && tells_apart(wanted));
}

static bool is_told_by_another(const struct gaz_nearby *nearby, const struct rest *rest) {
    const struct rest *end = (const struct rest *)(const void *)nearby->rests->data + nearby->rests->len;
    for (const struct rest *other = rest + 1; other < end && other->sum == rest->sum; other++)
        if (other->name != rest->name) return true;
    return false;
}

static struct gaz_text judge(const struct gaz_nearby *nearby, struct gaz_text is, guint64 sum) {
    const struct rest *rest = find(nearby, sum);
    struct gaz_text none = {0};
    if (!rest || is_told_by_another(nearby, rest)) return none;
    struct gaz_text name = g_array_index(nearby->names, struct gaz_text, rest->name);
    bool fits = is.n == name.n || is.n + 1 == name.n;
    return fits && is_error(is, name, rest->at) ? name : none;
}

/* Where names may begin: how many characters one shares with the text, the lengths of those that do, and the
 * sums of the first characters. */
struct beginning {
    uint32_t shared;
    guint64 lengths;
    const guint64 *heads;
};

/* Of the text as long as a name, or shorter by one. */
static struct gaz_text name_of_length(const struct gaz_nearby *nearby, struct gaz_text text,
                                      const struct beginning *beginning) {
    const guint64 *heads = beginning->heads;
    struct gaz_text name = {0};
    if (text.n < GAZ_LEXICON_MOST && beginning->lengths >> (text.n + 1) & 1)
        name = judge(nearby, text, heads[text.n]);
    if (!(beginning->lengths >> text.n & 1)) return name;
    for (uint32_t at = HEAD; name.n == 0 && at <= beginning->shared && at + 1 < text.n; at++)
        name = judge(nearby, text,
                     heads[text.n] + (heads[at] - heads[at + 1]) * nearby->powers[text.n - at - 1]);
    return name;
}

struct gaz_text gaz_nearby_at(const struct gaz_nearby *nearby, struct gaz_text text, uint32_t at,
                              uint32_t *length) {
    struct gaz_lexicon_match match = gaz_lexicon_at(nearby->lexicon, text, at);
    struct gaz_text name = {0};
    guint64 heads[GAZ_LEXICON_MOST + 1] = {0}, lengths = 0;
    if (match.shared == 0 || match.length > 0) return name;
    lengths = lengths_at(nearby, text, at);
    uint32_t most = MIN(text.n - at, (uint32_t)GAZ_LEXICON_MOST);
    for (uint32_t i = 0; i < most && lengths >> i; i++)
        heads[i + 1] = add(heads[i], text.chars[at + i].ch);
    struct beginning beginning = {match.shared, lengths, heads};
    while (most >= LEAST_NAME && !(lengths >> most))
        most--;
    for (uint32_t n = most; n + 1 >= LEAST_NAME && name.n == 0; n--) { /* the longest first */
        name = name_of_length(nearby, gaz_text_slice(text, at, n), &beginning);
        *length = n;
    }
    return name;
}
