/* doubled.c: words that stand twice, which a typist or a line's end made (P-27). */
#include "check/checker.h"
#include "check/scan.h"

#include "base/text/dictionary.h"

/* ---- words that no dictionary is asked for */

/* 的的确确, 为了了解 and the like: what stands behind the second makes a word with it. */
static bool is_doubled_word(struct gaz_text text, uint32_t at) {
    static const struct {
        uint32_t ch;
        const char *before, *after; /* which excuse it */
    } words[] = {{L'的', "目中", "确士话"},
                 {L'了', "不", "解结然却断一之"},
                 {L'和', "", "平谐睦解气好"},
                 {L'在', "存现实内潜", "校职建线册编场"},
                 {L'及', "以普涉危", "时格其早"},
                 {L'与', "参赠授给", "会"},
                 {L'要', "主必需重纪摘", "求素点件害领闻旨"},
                 {L'或', "", "许"},
                 {L'将', "即必", "来军领士官"},
                 {L'被', "", "动告褥子单"},
                 {L'并', "合兼", "且购存列网轨"},
                 {L'是', "非还于但就只总凡倒都", "否非"},
                 {L'对', "针应相核比一双对", "外对象策口接应照比"}};
    uint32_t ch = text.chars[at].ch;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (words[i].ch == ch)
            return !gaz_char_is_in(gaz_char_at(text, at - 1), words[i].before) &&
                   !gaz_char_is_in(gaz_char_at(text, at + 2), words[i].after);
    return false;
}

/* ---- by the dictionary */

/* As much as is asked of the dictionary on either side. */
enum { AROUND = 12 };

/* Characters that stand by themselves beside a word: 壮大|大|数据, 教育部|部|机关, 经市|市|政府; of a number
 * 十五五. */
#define STAND_ALONE                                                                                                                                             \
    "大小高低新老旧多少全各总副正本该同原前后上下内外中市省县区乡镇村部厅局处科室院校所站办委会一二三四五六" \
    "七八九十百千万亿〇"

/* Of which is_doubled_word judges. */
#define HAVE_THEIR_OWN "的了和在及与要或将被并是对"

/* Words of one character that end a longer one and begin the next: 饮用水水质, 国库库款. */
#define NOUNS "法税库款费水电气路桥粮药油煤人证车船房地票账钱书工党"

/* Of one character too, which make no word with what stands beside them. */
#define PARTICLES "的地得了和与及或等要也都一二两三四五六七八九十"

/* Words of offices that the dictionary lacks. */
static bool ends_office_word(struct gaz_text text, uint32_t at) {
    static const char *const words[] = {"市级",   "省级",   "县级", "区级", "镇级", "村级",
                                        "校级",   "州级",   "排污", "治污", "控污", "改革委",
                                        "健康委", "政法委", "工委", "纪委", "编委"};
    return gaz_scan_words_before(text, at + 1, words, G_N_ELEMENTS(words)) > 0;
}

/* Where words end in the ideographs from `from` to `until`, asked of the dictionary as if nothing stood
 * around them; freed with g_free. */
static bool *bounds_of(struct gaz_text text, uint32_t from, uint32_t until) {
    return gaz_dictionary_bounds(gaz_text_slice(text, from, until - from));
}

/* A single character that the dictionary joins with nothing may make a word with its neighbour that it does
 * not know (在职, 税额); a particle does not. */
static bool may_join(struct gaz_text text, uint32_t at, bool is_single) {
    return is_single && !gaz_char_is_in(text.chars[at].ch, PARTICLES);
}

/* Behind 管理 and before whatever there is: whether the second 理, which stands at `at`, makes no word.
 * bounds: from it on, of n characters. */
static bool is_idle_behind(struct gaz_text text, uint32_t at, const bool *bounds, uint32_t n) {
    return n == 1 || (bounds[1] && !may_join(text, at + 1, bounds[2]));
}

/* Before 管理 and behind whatever there is: whether the first 管, at `at`, makes no word. bounds: of n
 * characters, of which it is the last. */
static bool is_idle_before(struct gaz_text text, uint32_t at, const bool *bounds, uint32_t n) {
    return n == 1 || (bounds[n - 1] && !may_join(text, at - 1, n == 2 || bounds[n - 2]));
}

/* 管理|理, 妥善|善|处理, 加强|管|管理: one is a part of a word, the other makes none with what stands on its
 * other side. 法规|规定 are words on both sides, 人人 is one. */
static bool is_left_over(struct gaz_text text, uint32_t at) {
    uint32_t from = at, until = at + 2;
    while (from > 0 && at - from < AROUND && gaz_char_is_han(text.chars[from - 1].ch))
        from--;
    while (until < text.n && until - at < AROUND && gaz_char_is_han(text.chars[until].ch))
        until++;
    g_autofree bool *bounds = bounds_of(text, from, until), *before = bounds_of(text, from, at + 1),
                    *behind = bounds_of(text, at + 1, until);
    uint32_t first = at - from;
    bool ends_word = (first > 0 && !before[first]) || ends_office_word(text, at),
         begins_word = until - at > 2 && !behind[1];
    if (!bounds[first + 1] || ends_word == begins_word) return false;
    return ends_word ? is_idle_behind(text, at + 1, behind, until - at - 1)
                     : is_idle_before(text, at, before, first + 1);
}

/* 一对对, 清清楚楚 */
static bool is_reduplicated(struct gaz_text text, uint32_t at) {
    uint32_t before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + 2);
    return before == L'一' || (after != 0 && after == gaz_char_at(text, at + 3)) ||
           (at >= 2 && before == text.chars[at - 2].ch);
}

/* What stands twice is no ideograph that may stand alone; 立法法 is the law on laws. */
static bool is_doubled_char(struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch, before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + 2);
    if (ch != gaz_char_at(text, at + 1) || ch == after || ch == before) return false;
    bool is_end = after == 0 || gaz_char_is_one_of(after, "，。；：、）》”的和等及与");
    bool is_good = (gaz_char_is_in(ch, STAND_ALONE) && !ends_office_word(text, at)) ||
                   (ch == L'法' && before == L'立') || (gaz_char_is_in(ch, NOUNS) && !is_end) ||
                   gaz_char_is_in(ch, HAVE_THEIR_OWN) || is_reduplicated(text, at);
    bool is_office = is_end && gaz_char_is_in(ch, "县区部局厅院校"); /* 各区区的 */
    return is_office || (!is_good && is_left_over(text, at));
}

enum { LONGEST_PHRASE = 12, SHORTEST_PHRASE = 4 };

/* The length of a phrase of ideographs that is followed by itself at once; 0: none. */
static uint32_t doubled_phrase(struct gaz_text text, uint32_t at) {
    for (uint32_t n = SHORTEST_PHRASE; n <= LONGEST_PHRASE && at + 2 * n <= text.n; n++) {
        uint32_t same = 0;
        while (same < n && text.chars[at + same].ch == text.chars[at + n + same].ch &&
               gaz_char_is_han(text.chars[at + same].ch))
            same++;
        if (same == n && text.chars[at].ch != text.chars[at + 1].ch) return n;
    }
    return 0;
}

/* 支队支队长, 支部支部书记: who leads what was named */
static bool is_leader(struct gaz_text text, uint32_t at) {
    static const char *const posts[] = {"长", "书记", "主任", "委员", "政委", "政治委员"};
    return gaz_scan_words(text, at, posts, G_N_ELEMENTS(posts));
}

/* 建设建设: a word of two that no verb doubles so (研究研究) and that counts nothing (一个一个) */
static uint32_t doubled_two(struct gaz_text text, uint32_t at) {
    uint32_t first = gaz_char_at(text, at), second = gaz_char_at(text, at + 1);
    bool is_twice =
        first == gaz_char_at(text, at + 2) && second == gaz_char_at(text, at + 3) && first != second;
    bool is_counted = gaz_scan_is_han_numeral(text, at) || gaz_char_is_one_of(first, "几半多逐越每○");
    bool goes_on = first == gaz_char_at(text, at + 4);
    static const char *const verbs[] = {"研究", "讨论", "商量", "考虑", "学习",
                                        "了解", "放松", "活动", "调整"};
    if (!is_twice || is_counted || goes_on || is_leader(text, at + 4)) return 0;
    if (gaz_scan_words(text, at, verbs, G_N_ELEMENTS(verbs))) return 0;
    return gaz_char_is_han(first) && gaz_char_is_han(second) ? 2 : 0;
}

/* 进一步进一步 */
static uint32_t doubled_three(struct gaz_text text, uint32_t at) {
    enum { LENGTH = 3 };
    for (uint32_t i = 0; i < LENGTH; i++)
        if (gaz_char_at(text, at + i) != gaz_char_at(text, at + LENGTH + i) ||
            !gaz_char_is_han(gaz_char_at(text, at + i)))
            return 0;
    return text.chars[at].ch == text.chars[at + 1].ch || gaz_scan_is_han_numeral(text, at) ? 0 : LENGTH;
}

static uint32_t find_doubled(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t phrase = doubled_phrase(text, at);
    if (!phrase) phrase = doubled_two(text, at);
    if (!phrase) phrase = doubled_three(text, at);
    if (!phrase && gaz_char_at(text, at + 1) == text.chars[at].ch && is_doubled_word(text, at)) phrase = 1;
    if (!phrase && is_doubled_char(text, at)) phrase = 1;
    if (!phrase) return at + 1;
    g_autofree char *once = gaz_text_to_utf8(gaz_text_slice(text, at, phrase));
    gaz_find(checker, GAZ_CHECK_DOUBLED_WORD, gaz_text_slice(text, at, 2 * phrase), once, once);
    return at + 2 * phrase;
}

/* ---- clauses and items */

/* From `at` to the next mark or end. */
static struct gaz_text clause_at(struct gaz_text text, uint32_t at) {
    uint32_t end = at;
    while (end < text.n && !gaz_char_is_one_of(text.chars[end].ch, "，、；。：？！\n"))
        end++;
    return gaz_text_slice(text, at, end - at);
}

/* Where the run of clauses ends that are as the one from `at`, which `n` characters has: that one's own end,
 * if the next is another. */
static uint32_t run_of_clauses(struct gaz_text text, uint32_t at, uint32_t n) {
    struct gaz_text one = gaz_text_slice(text, at, n);
    uint32_t end = at + n;
    while (gaz_char_is_one_of(gaz_char_at(text, end), "，、；") && end + 1 < text.n &&
           gaz_text_equals(clause_at(text, end + 1), one))
        end += n + 1;
    return end;
}

/* 稳中求进，稳中求进，and 甲区、甲区、: a clause or an item and itself once more; 调查，调查 is said on
 * purpose. */
static void check_clauses(struct gaz_checker *checker, struct gaz_text text) {
    for (uint32_t at = 0; at < text.n;) {
        uint32_t n = clause_at(text, at).n, end = run_of_clauses(text, at, n),
                 least = gaz_char_at(text, at + n) == L'、' ? 2 : SHORTEST_PHRASE;
        if (end > at + n && n >= least && gaz_char_is_han(text.chars[at].ch)) {
            g_autofree char *once = gaz_text_to_utf8(gaz_text_slice(text, at, n));
            gaz_find(checker, GAZ_CHECK_DOUBLED_WORD, gaz_text_slice(text, at, end - at), once, once);
        }
        at = end + 1;
    }
}

void gaz_check_repeated_words(struct gaz_checker *checker, const struct gaz_passage *passage) {
    for (uint32_t i = 0; i + 1 < passage->text.n;)
        i = gaz_char_is_han(passage->text.chars[i].ch) ? find_doubled(checker, passage->text, i) : i + 1;
    check_clauses(checker, passage->text);
}
