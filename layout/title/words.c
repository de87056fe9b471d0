/* words.c: a title divided into words, and what that says of each place.
 *
 * 1. Words: of all ways to divide the text into words of the list and of ICU's dictionary (with a character
 * that ends such words: 保险|费|率), verbs, numbers, place names and single characters, the one with the
 * fewest pieces is taken (a character that is in no word counts as three); of equal ones, that with its
 * longer words behind, for what a title is about stands at its end. Backwards over the text, so the work is
 * its length times a word's. Where the equal ones part, words overlap (提升行动, 行动计划), and a line had
 * better not end there.
 * 2. Names (names.c): the issuers before the first 关于 or 印发, what begins with a place and soon ends like
 * an organ, and what no list holds before 同志 and 等.
 * 3. Pairs (the same): what stands between brackets, quotes, 《 and 》.
 * 4. Each place by the words on its two sides (sense.c).
 *
 * Worked example: 澄浦市水务局关于印发澄浦市节约用水管理办法的通知. No list holds 澄浦, but at the head
 * 某某市 is a place; 水务局 and 关于印发 are listed; after 印发 again a place may begin:
 * 澄浦市|水务局|关于印发|澄浦市|节约用水| 管理办法|的通知. 澄浦市水务局 ends like an organ before 关于: one
 * name. 的 may not begin a line. So the good places are before and after 关于印发, then between 节约用水 and
 * 管理办法.
 */
#include "layout/title/words.h"

#include "base/text/dictionary.h"
#include "layout/title/reading.h"
#include "styles/style.h"

#include <glib.h>
#include <string.h>

/* pieces' prices: the fewest pieces win, a character without a word counts as three */
enum { PRICE_WORD = 10, PRICE_PARTICLE = 12, PRICE_UNKNOWN = 30 };

/* how far the rules look, in characters */
enum { MAX_NUMBER = 24, MAX_PLACE_NAME = 5 };

/* ---- pieces: what may begin at a place */

/* Words that print, send on or change an instrument: what follows is its name. */
static const char *const verbs[] = {"印发", "转发", "批转", "公布", "发布", "下达", "调整",
                                    "修改", "修订", "废止", "成立", "撤销", "设立", "表彰",
                                    "命名", "授予", "聘任", "任命", NULL};

/* ---- a word of the list: the range of the sorted list is narrowed character by character */

/* The first word of the range whose next character is not below `next`; `behind`: the first behind those that
 * have it. */
static uint32_t find_bound(const struct gaz_title_reading *r, const uint32_t range[2], size_t depth,
                           const char *next, bool behind) {
    uint32_t low = range[0], high = range[1];
    size_t n = strlen(next);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strncmp(r->lexicon.words[middle] + depth, next, n);
        if (order < 0 || (behind && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Bit k of the set: a word of k characters begins at i. */
static uint32_t words_at(const struct gaz_title_reading *r, uint32_t i) {
    uint32_t range[2] = {0, r->lexicon.n}, set = 0;
    size_t depth = 0;
    for (uint32_t k = 1; k <= GAZ_MAX_WORD && i + k <= r->text.n; k++) {
        char next[8];
        next[g_unichar_to_utf8(gaz_char_at(r->text, i + k - 1), next)] = '\0';
        uint32_t low = find_bound(r, range, depth, next, false);
        range[1] = find_bound(r, range, depth, next, true);
        range[0] = low;
        if (range[0] >= range[1]) break;
        depth += strlen(next);
        if (r->lexicon.words[range[0]][depth] == '\0') set |= 1u << k;
    }
    return set;
}

/* ---- a number with its unit: 2024年6月, 2024—2026年, 第三批, 五部门, 60年代 */

static bool is_digit(uint32_t ch) {
    return gaz_char_is_digit(ch) || (ch >= 0xFF10 && ch <= 0xFF19) ||
           gaz_char_is_one_of(ch, "一二三四五六七八九十百千两〇零");
}

static uint32_t unit_length(const struct gaz_title_reading *r, uint32_t i) {
    static const char *const units[] = {
        "次会议", "年度", "年代", "季度", "周年", "周岁", "部门", "分钟", "小时", "年", "月", "日",
        "号",     "期",   "批",   "届",   "次",   "项",   "个",   "条",   "章",   "级", "类", "件",
        "名",     "位",   "人",   "家",   "户",   "部",   "种",   "处",   "天",   NULL};
    for (const char *const *unit = units; *unit; unit++)
        if (gaz_title_stands_at(r, i, *unit)) return (uint32_t)g_utf8_strlen(*unit, -1);
    return 0;
}

/* digits, and what joins two of them: 2024—2026, 3.5, 1／2 */
static uint32_t digits_length(const struct gaz_title_reading *r, uint32_t i) {
    uint32_t n = 0;
    while (n < MAX_NUMBER && (is_digit(gaz_char_at(r->text, i + n)) ||
                              (n && gaz_char_is_one_of(gaz_char_at(r->text, i + n), "—–-－～~.．／/") &&
                               is_digit(gaz_char_at(r->text, i + n + 1)))))
        n++;
    return n;
}

static uint32_t number_length(const struct gaz_title_reading *r, uint32_t i) {
    bool ordinal = gaz_char_at(r->text, i) == 0x7B2C /* 第 */;
    uint32_t end = i + ordinal, n;
    bool counts = false;
    while ((n = digits_length(r, end)) > 0 && end + n - i < MAX_NUMBER) {
        uint32_t unit = unit_length(r, end + n);
        if (unit == 0 && !gaz_char_is_digit(gaz_char_at(r->text, end))) break;
        end += n + unit;
        counts = true;
        if (unit == 0) break;
    }
    return counts ? end - i : 0;
}

/* ---- a place: 澄浦市, 临江县, 哈尔滨市 */

/* 28日, 2024年 */
static bool is_date_before(const struct gaz_title_reading *r, uint32_t i) {
    return i > 1 && is_digit(gaz_char_at(r->text, i - 2)) &&
           gaz_char_is_one_of(gaz_char_at(r->text, i - 1), "日月年");
}

/* A name may begin here: at the head, after a mark, after a word that wants an object, after a larger place,
 * after a date. */
static bool name_may_begin(const struct gaz_title_reading *r, uint32_t i) {
    static const char *const before[] = {"关于", "中共", "对", "在",   "将",   "和",   "与", "及",
                                         "省",   "市",   "等", "部门", "同志", "年度", NULL};
    return i == 0 || gaz_title_is_space(r, i - 1) || gaz_title_is_mark(r, i - 1) || is_date_before(r, i) ||
           gaz_title_any_ends(r, i, before) || gaz_title_any_ends(r, i, verbs);
}

static bool is_place_end(uint32_t ch) {
    return gaz_char_is_one_of(ch, "省市县区乡镇");
}

/* 为市级, 对市, not 巴县; 县域, 市场. */
static bool is_no_place(const struct gaz_title_reading *r, uint32_t i, uint32_t n) {
    return (n == 2 && gaz_char_is_one_of(gaz_char_at(r->text, i), "为对在将从以由向")) ||
           gaz_char_is_one_of(gaz_char_at(r->text, i + n), "域场");
}

static bool is_place(const struct gaz_title_reading *r, uint32_t i, uint32_t n, uint32_t words) {
    if (!is_place_end(gaz_char_at(r->text, i + n - 1)) || is_no_place(r, i, n)) return false;
    for (uint32_t k = 0; k + 1 < n; k++)
        if (!gaz_char_is_han(gaz_char_at(r->text, i + k)) || is_place_end(gaz_char_at(r->text, i + k)))
            return false;
    return n == 2 || (words & ((1u << n) - 1)) == 0; /* 加强|城市 is no place */
}

/* Whether 和 stands for itself at i: 均等化和城乡, not 呼和浩特. */
static bool is_and(const struct gaz_title_reading *r, uint32_t i) {
    return i < r->text.n && r->bounds[i] && r->bounds[i + 1] &&
           gaz_char_is_one_of(gaz_char_at(r->text, i), "和与及");
}

/* The title's own place stands at i. */
static bool is_own_place(const struct gaz_title_reading *r, uint32_t i) {
    uint32_t n = 0;
    while (n < r->own.n && gaz_char_at(r->text, i + n) == gaz_char_at(r->own, n))
        n++;
    return n > 0 && n == r->own.n;
}

/* The title's own place stands at i without its rank: 澄浦 of 澄浦段, 澄浦港. Its length, 0: it does not. */
static uint32_t own_stem_length(const struct gaz_title_reading *r, uint32_t i) {
    enum { SHORTEST = 3 };
    if (r->own.n < SHORTEST) return 0;
    for (uint32_t n = 0; n + 1 < r->own.n; n++)
        if (gaz_char_at(r->text, i + n) != gaz_char_at(r->own, n)) return 0;
    uint32_t stem = r->own.n - 1;
    return stem + (gaz_char_at(r->text, i + stem) == 0x6BB5 /* 段 */);
}

static uint32_t place_length(const struct gaz_title_reading *r, uint32_t i, uint32_t words) {
    if (is_own_place(r, i)) return r->own.n;
    uint32_t stem = own_stem_length(r, i);
    if (stem > 0) return stem;
    if (!name_may_begin(r, i) || is_and(r, i + 1)) return 0;
    uint32_t n = 3;
    while (n <= MAX_PLACE_NAME && (is_and(r, i + n - 2) || !is_place(r, i, n, words)))
        n++;
    if (n > MAX_PLACE_NAME && !is_place(r, i, n = 2, words)) return 0;
    return n + (gaz_char_at(r->text, i + n) == 0x7EA7 /* 级: 市级 */);
}

/* ---- the division */

struct piece {
    uint32_t length;
    enum gaz_title_token_kind kind;
};

static enum gaz_title_token_kind kind_of_one(const struct gaz_title_reading *r, uint32_t i) {
    if (gaz_title_is_mark(r, i)) return GAZ_TOKEN_MARK;
    return gaz_char_is_one_of(gaz_char_at(r->text, i), "和与及的对为在等之由从以将向并或")
               ? GAZ_TOKEN_PARTICLE
               : GAZ_TOKEN_UNKNOWN;
}

enum { MAX_SUFFIX = 2 /* 保险|费|率 */, MAX_PIECES = GAZ_MAX_WORD + 5 + MAX_SUFFIX };

/* The dictionary's word that begins at i; 0: none does. */
static uint32_t dictionary_length(const struct gaz_title_reading *r, uint32_t i) {
    uint32_t n = 1;
    if (!r->bounds[i] || !gaz_char_is_han(gaz_char_at(r->text, i))) return 0;
    while (i + n < r->text.n && !r->bounds[i + n])
        n++;
    return n <= GAZ_MAX_WORD ? n : 0;
}

/* The dictionary has 委员|会, 保税|区, 管理|法: a lone character that ends such words. Of a verb fewer make
 * one: 服务|性, 管理|费. */
static bool is_suffix(const struct gaz_title_reading *r, uint32_t i, bool is_verb) {
    if (i >= r->text.n || !r->bounds[i] || !r->bounds[i + 1]) return false;
    uint32_t ch = gaz_char_at(r->text, i);
    bool is_rank = gaz_char_is_one_of(ch, "省市县区州");
    if (is_rank && gaz_char_is_one_of(gaz_char_at(r->text, i - 1), "局委厅部院会署办"))
        return false; /* 市财政局|市教育局 */
    if (is_verb) return gaz_char_is_one_of(ch, "性型化者员费");
    return gaz_char_is_one_of(
        ch, "会局部厅委区县市省州院所署处法案率费税金制化性型者员权品业站港园厂校班奖馆台队团库网");
}

/* What may begin at i, the shorter words first. */
static uint32_t pieces_at(const struct gaz_title_reading *r, uint32_t i, struct piece *pieces) {
    uint32_t words = words_at(r, i), number = number_length(r, i), place = place_length(r, i, words), n = 0;
    pieces[n++] = (struct piece){1, kind_of_one(r, i)};
    if (place) pieces[n++] = (struct piece){place, GAZ_TOKEN_PLACE};
    for (uint32_t k = 2; k <= GAZ_MAX_WORD; k++)
        if (words >> k & 1) pieces[n++] = (struct piece){k, GAZ_TOKEN_WORD};
    uint32_t known = dictionary_length(r, i), doing = gaz_title_doing_length(r, i);
    if (known > 1) pieces[n++] = (struct piece){known, GAZ_TOKEN_WORD};
    bool is_verb = doing > 0 || gaz_title_any_stands(r, i, verbs),
         is_about = gaz_title_stands_at(r, i, "关于");
    for (uint32_t more = 1;
         known > 1 && !is_about && more <= MAX_SUFFIX && is_suffix(r, i + known + more - 1, is_verb); more++)
        pieces[n++] = (struct piece){known + more, GAZ_TOKEN_WORD};
    if (doing > 1) pieces[n++] = (struct piece){doing, GAZ_TOKEN_WORD};
    if (number) pieces[n++] = (struct piece){number, GAZ_TOKEN_NUMBER};
    return n;
}

static uint32_t price_of(const struct gaz_title_reading *r, uint32_t i, struct piece piece) {
    static const uint32_t prices[] = {[GAZ_TOKEN_UNKNOWN] = PRICE_UNKNOWN,   [GAZ_TOKEN_WORD] = PRICE_WORD,
                                      [GAZ_TOKEN_NUMBER] = PRICE_WORD,       [GAZ_TOKEN_PLACE] = PRICE_WORD,
                                      [GAZ_TOKEN_PARTICLE] = PRICE_PARTICLE, [GAZ_TOKEN_MARK] = 0};
    return prices[piece.kind] + r->prices[i + piece.length];
}

static void read_piece(struct gaz_title_reading *r, uint32_t i) {
    struct piece pieces[MAX_PIECES];
    uint32_t n = pieces_at(r, i, pieces);
    r->prices[i] = UINT32_MAX;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t price = price_of(r, i, pieces[k]);
        if (price >= r->prices[i]) continue; /* of equal ones the first stands */
        r->prices[i] = price;
        r->tokens[i].length = (uint8_t)pieces[k].length;
        r->tokens[i].kind = (uint8_t)pieces[k].kind;
    }
}

static void divide(struct gaz_title_reading *r) {
    r->prices[r->text.n] = 0;
    for (uint32_t i = r->text.n; i-- > 0;)
        read_piece(r, i);
    uint32_t run = 0;
    for (uint32_t i = 0; i < r->text.n; i += r->tokens[i].length) {
        r->tokens[i].begins = true;
        run = r->tokens[i].kind == GAZ_TOKEN_UNKNOWN ? MIN(run + 1, UINT16_MAX - 1) : 0;
        r->tokens[i].run = (uint16_t)run;
    }
}

/* Where words overlap (提升行动, 行动计划) several divisions are equally good: what is inside a word of any
 * of them had better stay whole. */
static void read_overlaps(struct gaz_title_reading *r) {
    bool *reached = g_new0(bool, r->text.n + GAZ_MAX_WORD + 1);
    reached[0] = true;
    for (uint32_t i = 0; i < r->text.n; i++) {
        struct piece pieces[MAX_PIECES];
        uint32_t n = reached[i] ? pieces_at(r, i, pieces) : 0;
        for (uint32_t k = 0; k < n; k++) {
            if (price_of(r, i, pieces[k]) != r->prices[i]) continue;
            reached[i + pieces[k].length] = true;
            for (uint32_t inside = 1; inside < pieces[k].length; inside++)
                if (r->tokens[i + inside].begins) r->places[i + inside] |= GAZ_PLACE_OVERLAP;
        }
    }
    g_free(reached);
}

/* ---- places */

/* The piece that begins at `left` is a year or a day: 2024年, 2023—2025年, 6月1日. */
static bool is_date(const struct gaz_title_reading *r, uint32_t i, uint32_t left) {
    static const char *const ends[] = {"年", "年度", "月", "日", NULL};
    return r->tokens[left].kind == GAZ_TOKEN_NUMBER && gaz_title_any_ends(r, i, ends);
}

/* 第十四个|五年规划 */
static bool is_plan_of_years(const struct gaz_title_reading *r, uint32_t i) {
    static const char *const plans[] = {"规划", "计划", NULL};
    return gaz_title_ends_with(r, i, "个五年") && gaz_title_any_stands(r, i, plans);
}

/* 和, 及其: what joins two things, and begins no line. */
static bool is_joining(const struct gaz_title_reading *r, uint32_t i) {
    static const char *const joins[] = {"及其", "以及", "或者", NULL};
    return gaz_title_any_stands(r, i, joins) || (r->tokens[i].kind == GAZ_TOKEN_PARTICLE &&
                                                 gaz_char_is_one_of(gaz_char_at(r->text, i), "和与及并或为"));
}

static uint32_t place_between_words(const struct gaz_title_reading *r, uint32_t i, uint32_t left) {
    const struct gaz_title_token *before = &r->tokens[left];
    if (gaz_title_stands_at(r, i, "关于")) return 0;
    if (gaz_title_ends_with(r, i, "关于")) return GAZ_PLACE_ABOUT;
    if (is_joining(r, i)) return GAZ_PLACE_AND;
    if (is_joining(r, left)) return GAZ_PLACE_BEHIND_AND;
    if (before->kind == GAZ_TOKEN_PARTICLE && gaz_char_at(r->text, left) != 0x7684 /* 的 */)
        return GAZ_PLACE_PARTICLE;
    uint32_t sense = (uint32_t)gaz_title_sense(r, i, left), extra = 0;
    if (gaz_title_any_ends(r, i, verbs)) return sense == GAZ_PLACE_GOVERNS ? sense : 0;
    if (is_plan_of_years(r, i)) return GAZ_PLACE_WORD;
    if (before->kind == GAZ_TOKEN_NUMBER && gaz_title_ends_with(r, i, "届")) return GAZ_PLACE_ADVERB;
    if (before->kind == GAZ_TOKEN_PLACE && r->tokens[i].kind == GAZ_TOKEN_PLACE) return GAZ_PLACE_WORDS;
    if (before->kind == GAZ_TOKEN_NUMBER) extra = GAZ_PLACE_YEAR;
    bool turns = is_date(r, i, left) || is_date(r, i + r->tokens[i].length, i);
    bool is_open = sense == GAZ_PLACE_WORDS || sense == GAZ_PLACE_EDGE;
    return extra | (turns && is_open ? GAZ_PLACE_WHOLE : sense);
}

/* What stands before the 、 at i is a short word, no organ: 棉粮、糖粮. */
static bool is_short_item(const struct gaz_title_reading *r, uint32_t i) {
    uint32_t begin = i;
    while (begin > 0 && !r->tokens[begin - 1].begins)
        begin--;
    begin -= begin > 0;
    return i - begin <= 3;
}

/* “放管服”改革, “十四五”时期: what a quotation qualifies stays with it. */
static uint32_t behind_closing(const struct gaz_title_reading *r, uint32_t i, uint32_t left) {
    if (gaz_title_stands_at(r, i, "关于")) return 0;
    if (is_joining(r, i)) return GAZ_PLACE_AND;
    static const char *const named[] = {"改革", "行动", "工程", "试点", NULL};
    bool is_quote = gaz_char_is_one_of(gaz_char_at(r->text, i - 1), "”’");
    enum gaz_title_place sense = gaz_title_sense(r, i, left);
    if (is_quote && (sense == GAZ_PLACE_TAIL || gaz_title_any_stands(r, i, named)))
        return GAZ_PLACE_MARK | GAZ_PLACE_TAIL;
    bool goes_on = sense == GAZ_PLACE_WORDS || sense == GAZ_PLACE_EDGE;
    return GAZ_PLACE_MARK | (uint32_t)(is_quote && goes_on ? GAZ_PLACE_WORDS : 0);
}

/* What a mark begins: 向|“金山银山”, 和|《办法》. */
static uint32_t opens_behind(const struct gaz_title_reading *r, uint32_t i, uint32_t left) {
    bool opens = gaz_class_of(gaz_char_at(r->text, i)) == GAZ_CLASS_OPEN;
    if (!opens || r->tokens[left].kind != GAZ_TOKEN_PARTICLE) return 0;
    return is_joining(r, left) ? GAZ_PLACE_BEHIND_AND : GAZ_PLACE_PARTICLE;
}

/* The place before the piece at i; the piece before it begins at `left`. */
static uint32_t place_before(const struct gaz_title_reading *r, uint32_t i, uint32_t left) {
    if (gaz_title_is_space(r, i) || gaz_title_is_space(r, i - 1)) return 0;
    if (gaz_char_is_one_of(gaz_char_at(r->text, i), "的等之")) return GAZ_PLACE_OF;
    enum gaz_class before = gaz_class_of(gaz_char_at(r->text, i - 1));
    if (gaz_char_at(r->text, i - 1) == 0x3001 /* 、 */)
        return left >= 4 && is_short_item(r, left) ? GAZ_PLACE_SHORT_LIST : GAZ_PLACE_LIST;
    if (before == GAZ_CLASS_CLOSE) return behind_closing(r, i, left);
    if (gaz_title_is_mark(r, i - 1)) return 0;
    if (gaz_title_is_mark(r, i)) return opens_behind(r, i, left);
    return place_between_words(r, i, left);
}

/* The full-width blank at i parts a 题注 or an imprint (…公布　自…起施行); those of 更　正 and 王　芳 part
 * nothing. */
static bool is_parting(const struct gaz_title_reading *r, uint32_t i) {
    return gaz_char_at(r->text, i) == 0x3000 && i > 1 && i + 2 < r->text.n && !gaz_title_is_space(r, i - 1) &&
           !gaz_title_is_space(r, i - 2) && !gaz_title_is_space(r, i + 1) && !gaz_title_is_space(r, i + 2);
}

/* What the editor parted by a blank had better end its line there. Not issuers before what they do. */
static void read_parts(struct gaz_title_reading *r) {
    bool parts = false, is_title = false;
    for (uint32_t i = 0; i < r->text.n; i++) {
        parts |= is_parting(r, i);
        is_title |= gaz_title_stands_at(r, i, "关于");
    }
    for (uint32_t i = 1; parts && !is_title && i < r->text.n; i++)
        if (!gaz_title_is_space(r, i) && !gaz_title_is_space(r, i - 1)) r->places[i] |= GAZ_PLACE_PART;
}

static uint32_t *bytes_of(struct gaz_text text, const char *utf8) {
    uint32_t *bytes = g_new(uint32_t, text.n + 1);
    const char *at = utf8;
    for (uint32_t i = 0; i <= text.n; i++, at = g_utf8_next_char(at))
        bytes[i] = (uint32_t)(at - utf8);
    return bytes;
}

uint32_t *gaz_title_places(struct gaz_lexicon lexicon, struct gaz_text text) {
    struct gaz_title_reading r = {.lexicon = lexicon, .text = text};
    r.tokens = g_new0(struct gaz_title_token, text.n + 1);
    r.prices = g_new(uint32_t, text.n + 1);
    r.places = g_new0(uint32_t, text.n + 2);
    g_autofree char *utf8 = gaz_text_to_utf8(text);
    g_autofree uint32_t *bytes = bytes_of(text, utf8);
    bool *bounds = gaz_dictionary_bounds(text);
    r.utf8 = utf8;
    r.bytes = bytes;
    r.bounds = bounds;
    uint32_t first = gaz_title_stands_at(&r, 0, "中共") ? 2 : 0;
    r.own = gaz_text_slice(text, first, place_length(&r, first, words_at(&r, first)));
    divide(&r);
    for (uint32_t i = 0, left = 0; i < text.n; i++) {
        if (i > 0) r.places[i] = r.tokens[i].begins ? place_before(&r, i, left) : GAZ_PLACE_WORD;
        if (r.tokens[i].begins) left = i;
    }
    read_overlaps(&r);
    gaz_title_read_names(&r);
    read_parts(&r);
    g_free(bounds);
    g_free(r.tokens);
    g_free(r.prices);
    return r.places;
}
