/* names.c: names of persons and organs, and what stands between brackets, quotes, 《 and 》. */
#include "layout/title/reading.h"

/* how far the rules look, in characters */
enum {
    WHOLE_ORGAN = 14 /* 某某市促进民营经济发展壮大工作联席会议: what is longer is called by what it does */,
    MAX_ISSUERS = 80,
    MAX_PHRASE = 26,
    MAX_DOING = 8 /* 关于联合印发 */,
    MAX_NAME = 7,
    MAX_ZONE = 4
};

static void mark_inside(struct gaz_title_reading *r, uint32_t begin, uint32_t end,
                        enum gaz_title_place place) {
    for (uint32_t i = begin + 1; i < end; i++)
        r->places[i] |= (uint32_t)place;
}

/* ---- names of persons: 王建国同志, 王建国、李敏等三名同志 */

static const char *const before_names[] = {"关于", "任命", "授予", "表彰", "聘任", "免去",
                                           "接受", "批准", "撤销", "罢免", "追授", "补选",
                                           "对",   "和",   "与",   "及",   "、",   NULL};

/* What a name is followed by where it is told what becomes of that person: 接受张志远|辞去, 任命李原|为,
 * 免去陈志强|澄浦市财政局. */
static bool ends_person(const struct gaz_title_reading *r, uint32_t begin, uint32_t end) {
    static const char *const behind[] = {"辞去", "为", "任", "的", "职务", NULL};
    static const char *const ousting[] = {"任命", "聘任", "免去", "撤销", "罢免", NULL};
    return (gaz_title_any_ends(r, begin, before_names) && gaz_title_any_stands(r, end, behind)) ||
           (gaz_title_any_ends(r, begin, ousting) && r->tokens[end].kind == GAZ_TOKEN_PLACE);
}

/* The characters of a run that no list holds, of two to four, before 等 or 同志 or between such ones. */
static void read_persons(struct gaz_title_reading *r) {
    for (uint32_t i = 0, begin = 0; i <= r->text.n; i++) {
        if (i < r->text.n && (!r->tokens[i].begins || r->tokens[i].kind == GAZ_TOKEN_UNKNOWN)) {
            if (r->tokens[i].begins && r->tokens[i].run == 1) begin = i;
            continue;
        }
        bool ends = gaz_title_stands_at(r, i, "等") || gaz_title_stands_at(r, i, "同志") ||
                    gaz_title_stands_at(r, i, "、") || ends_person(r, begin, i);
        if (ends && i >= begin + 2 && i <= begin + 4 && r->tokens[begin].kind == GAZ_TOKEN_UNKNOWN)
            mark_inside(r, begin, i, GAZ_PLACE_WORD);
    }
}

/* 张建设 of 接受张建设辞去. */
static void read_resigning(struct gaz_title_reading *r) {
    for (uint32_t end = 4; end < r->text.n; end++)
        for (uint32_t n = 2; n <= 4 && gaz_title_stands_at(r, end, "辞去") && n <= end; n++)
            if (gaz_title_any_ends(r, end - n, before_names)) mark_inside(r, end - n, end, GAZ_PLACE_WORD);
}

/* What may be a name by its place, though words are in it: 王家骏 of 授予王家骏等, of 、王家骏同志. */
static void read_comrades(struct gaz_title_reading *r) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < r->text.n; i++)
        if (gaz_title_stands_at(r, i, "同志")) last = i;
    for (uint32_t begin = 1; begin < last; begin++) {
        if (!gaz_title_any_ends(r, begin, before_names)) continue;
        for (uint32_t end = begin + 2; end <= MIN(begin + 4, last); end++)
            if (gaz_title_stands_at(r, end, "等") || gaz_title_stands_at(r, end, "同志") ||
                gaz_title_stands_at(r, end, "、"))
                mark_inside(r, begin, end, GAZ_PLACE_WORD);
    }
}

/* 阿卜杜拉·买买提: the points and what stands around them, up to a mark or to what names are followed by. */
static bool bounds_name(const struct gaz_title_reading *r, uint32_t i) {
    static const char *const behind[] = {"同志", "等", "的", "任", "为", "先生", "女士", NULL};
    return !gaz_char_is_han(gaz_char_at(r->text, i)) || gaz_title_any_stands(r, i, behind);
}

static void read_pointed_names(struct gaz_title_reading *r) {
    for (uint32_t i = 1; i + 1 < r->text.n; i++) {
        if (gaz_char_at(r->text, i) != 0xB7 /* · */) continue;
        uint32_t begin = i, end = i + 1;
        while (begin > 0 && i - begin < MAX_NAME && !bounds_name(r, begin - 1) &&
               !gaz_title_any_ends(r, begin, before_names))
            begin--;
        while (end < r->text.n && end - i <= MAX_NAME && !bounds_name(r, end))
            end++;
        mark_inside(r, begin, end, GAZ_PLACE_WORD);
    }
}

/* ---- names of organs */

static const char *const head_ends[] = {"关于", "印发",     "转发", "批转", "公布",
                                        "发布", "联合印发", "令",   NULL};

/* where the issuers of a title end: at the first 关于 or 印发; 0 when there is none */
static uint32_t issuers_end(const struct gaz_title_reading *r) {
    for (uint32_t i = 0; i < MIN(r->text.n, MAX_ISSUERS); i++)
        if (r->tokens[i].begins && gaz_title_any_stands(r, i, head_ends)) return i;
    return 0;
}

static bool is_list_mark(const struct gaz_title_reading *r, uint32_t i) {
    return gaz_char_at(r->text, i) == 0x3001; /* 、 */
}

static void read_issuers(struct gaz_title_reading *r, uint32_t end) {
    static const char *const endings[] = {"政府", "办公室", "办公厅", "委员会", "小组", "指挥部", "局",
                                          "厅",   "部",     "院",     "处",     "所",   "署",     "委",
                                          "会",   "中心",   "部门",   "总队",   "支队", "公司",   "集团",
                                          "大学", "行",     "单位",   NULL};
    for (uint32_t begin = 0, i = 0; i <= end; i++) {
        if (i < end && !gaz_title_is_space(r, i) && !is_list_mark(r, i)) continue;
        if (gaz_title_any_ends(r, i, endings)) mark_inside(r, begin, i, GAZ_PLACE_ORGAN);
        begin = i + 1;
    }
    if (gaz_title_any_ends(r, end, endings) && !gaz_title_stands_at(r, end, "令"))
        r->places[end] = 0; /* as before 关于: …办公室／转发… */
}

/* Several issuers stand together, and what they do begins a line: not between two of them, and not behind the
 * 关于加强 or 印发 that the last one would take along. */
static void read_joint_issuers(struct gaz_title_reading *r, uint32_t end) {
    bool is_joint = false;
    for (uint32_t i = 1; i + 1 < end; i++) {
        if (!gaz_title_is_space(r, i) && !is_list_mark(r, i)) continue;
        is_joint = true;
        r->places[i + 1] |= GAZ_PLACE_JOINT;
        if (gaz_title_is_space(r, i)) r->places[i] |= GAZ_PLACE_JOINT;
    }
    for (uint32_t i = end + 1; is_joint && i < MIN(end + MAX_DOING, r->text.n); i++)
        r->places[i] |= GAZ_PLACE_JOINT;
}

/* The end of an organ's name that begins with the place at i; i when it is not one. */
static uint32_t organ_end(const struct gaz_title_reading *r, uint32_t i) {
    static const char *const endings[] = {"人民政府", "办公室", "办公厅", "委员会", "领导小组", "指挥部",
                                          "总工会",   "联合会", "法院",   "检察院", "局",       "联席会议",
                                          "委",       "厅",     "署",     NULL};
    uint32_t found = i;
    for (uint32_t k = i; k < r->text.n && k - i < WHOLE_ORGAN; k += r->tokens[k].length) {
        if (r->tokens[k].kind == GAZ_TOKEN_MARK || r->tokens[k].kind == GAZ_TOKEN_NUMBER ||
            gaz_title_stands_at(r, k, "关于"))
            break;
        uint32_t end = k + r->tokens[k].length;
        if (end - i <= WHOLE_ORGAN && gaz_title_any_ends(r, end, endings)) found = end;
    }
    return found;
}

/* The end of a house's name that begins with the place at i: 澄浦市人民医院, 澄浦市职业技术学院; i when it is
 * none. Such words stand in many phrases too, so nothing is done between the place and them, and they are
 * near. */
static uint32_t house_end(const struct gaz_title_reading *r, uint32_t i) {
    static const char *const endings[] = {"医院", "学院", "大学", "中学", "小学", "公司", "博物馆", NULL};
    enum { NEAR = 6 };
    uint32_t place = i + r->tokens[i].length;
    for (uint32_t k = place; k < r->text.n && k - place < NEAR; k += r->tokens[k].length) {
        if (r->tokens[k].kind != GAZ_TOKEN_WORD || gaz_title_doing_length(r, k) > 0) return i;
        if (gaz_title_any_ends(r, k + r->tokens[k].length, endings)) return k + r->tokens[k].length;
    }
    return i;
}

/* 市 of 市发展改革委, 省 of 省财政厅: whose organ it is. */
static bool is_lone_rank(const struct gaz_title_reading *r, uint32_t i) {
    return r->tokens[i].length == 1 && gaz_char_is_one_of(gaz_char_at(r->text, i), "省市县区州");
}

/* 澄浦经济技术开发区: a zone is called by its place, which no list holds, without 市. */
static void read_zone(struct gaz_title_reading *r, uint32_t i) {
    static const char *const endings[] = {"开发区", "新区",   "高新区", "园区",
                                          "示范区", "保税区", "试验区", NULL};
    uint32_t end = r->tokens[i].kind == GAZ_TOKEN_PLACE ? i + r->tokens[i].length : i;
    while (end < r->text.n && r->tokens[end].kind == GAZ_TOKEN_UNKNOWN)
        end++;
    if (end - i > MAX_ZONE || end >= r->text.n) return;
    uint32_t zone = end + r->tokens[end].length;
    if (gaz_title_any_ends(r, zone, endings)) mark_inside(r, i, zone, GAZ_PLACE_ORGAN);
}

/* …、市医保局|某某市实施方案: the place begins what the organ hands on, and does not stay behind with it. */
static void read_behind_organ(struct gaz_title_reading *r, uint32_t i) {
    if (i >= r->text.n || !r->tokens[i].begins || r->tokens[i].kind != GAZ_TOKEN_PLACE) return;
    r->places[i] = 0;
    r->places[i + r->tokens[i].length] |= GAZ_PLACE_GOVERNS;
}

static void read_organ(struct gaz_title_reading *r, uint32_t i) {
    uint32_t end = MAX(organ_end(r, i), house_end(r, i));
    mark_inside(r, i, end, GAZ_PLACE_ORGAN);
    if (organ_end(r, i) > i) read_behind_organ(r, end);
    if (r->tokens[i].kind == GAZ_TOKEN_PLACE) read_zone(r, i);
}

static void read_organs(struct gaz_title_reading *r) {
    uint32_t i = issuers_end(r);
    if (i > 0) read_issuers(r, i);
    if (i > 0) read_joint_issuers(r, i);
    for (; i < r->text.n; i++)
        if (r->tokens[i].begins && (r->tokens[i].kind == GAZ_TOKEN_PLACE || is_lone_rank(r, i)))
            read_organ(r, i);
        else if (r->tokens[i].begins && r->tokens[i].kind == GAZ_TOKEN_UNKNOWN && r->tokens[i].run == 1)
            read_zone(r, i);
}

/* ---- pairs */

static uint32_t closer_of(uint32_t ch) {
    static const char *const pairs[] = {"（）", "()", "〔〕", "[]", "【】", "“”", "‘’", "《》", "〈〉"};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (g_utf8_get_char(pairs[i]) == ch) return g_utf8_get_char(g_utf8_next_char(pairs[i]));
    return 0;
}

static bool is_book(uint32_t closer) {
    return closer == 0x300B || closer == 0x3009;
}

static bool is_round(const struct gaz_title_reading *r, uint32_t close) {
    return gaz_char_is_one_of(gaz_char_at(r->text, close), "）)");
}

/* A pair's insides; depth counts how many 《 are open at each place, so that nested ones stay linear. */
static void close_pair(struct gaz_title_reading *r, uint32_t open, uint32_t close, int32_t *depth) {
    if (is_book(gaz_char_at(r->text, close))) {
        depth[open + 1]++;
        depth[close + 1]--;
    } else if (close - open <= MAX_PHRASE) {
        mark_inside(r, open, close + 1, GAZ_PLACE_BRACKET);
        bool ends =
            close + 1 == r->text.n || gaz_char_is_one_of(gaz_char_at(r->text, close + 1), "的》〉）”");
        if (gaz_char_at(r->text, close - 1) != 0x53F7 /* a 字号 stands well at a line's head */)
            r->places[open] |= is_round(r, close) && !ends ? GAZ_PLACE_GLOSS : GAZ_PLACE_NOTE;
    }
}

static void read_pairs(struct gaz_title_reading *r) {
    uint32_t *open = g_new(uint32_t, r->text.n + 1), n_open = 0;
    int32_t *depth = g_new0(int32_t, r->text.n + 2), deep = 0;
    for (uint32_t i = 0; i < r->text.n; i++) {
        if (closer_of(gaz_char_at(r->text, i)))
            open[n_open++] = i;
        else if (n_open && closer_of(gaz_char_at(r->text, open[n_open - 1])) == gaz_char_at(r->text, i))
            close_pair(r, open[--n_open], i, depth);
    }
    for (uint32_t i = 0; i < r->text.n; i++)
        if ((deep += depth[i]) > 0) r->places[i] |= GAZ_PLACE_BOOK;
    g_free(open);
    g_free(depth);
}

/* ---- twins: 古茶园和古树茶, 国有企业和民营企业 */

static bool is_plain(const struct gaz_title_reading *r, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        if (!gaz_char_is_han(gaz_char_at(r->text, i)) ||
            (r->tokens[i].begins && r->tokens[i].kind == GAZ_TOKEN_PARTICLE))
            return false;
    return true;
}

/* The length of the words on both sides of 和 at i that have the first or the last character in common, which
 * is what makes two things of one sort; 0. */
static uint32_t twin_length(const struct gaz_title_reading *r, uint32_t i) {
    enum { SHORTEST = 2, LONGEST = 4 };
    for (uint32_t n = SHORTEST; n <= LONGEST && n <= i && i + n < r->text.n; n++) {
        bool has_head = gaz_char_at(r->text, i - n) == gaz_char_at(r->text, i + 1) && r->tokens[i - n].begins;
        bool has_tail = gaz_char_at(r->text, i - 1) == gaz_char_at(r->text, i + n);
        if ((has_head || has_tail) && is_plain(r, i - n, i) && is_plain(r, i + 1, i + 1 + n)) return n;
    }
    return 0;
}

static void read_twins(struct gaz_title_reading *r) {
    for (uint32_t i = 1; i < r->text.n; i++) {
        bool joins = r->tokens[i].begins && r->tokens[i].kind == GAZ_TOKEN_PARTICLE &&
                     gaz_char_is_one_of(gaz_char_at(r->text, i), "和与及");
        uint32_t n = joins ? twin_length(r, i) : 0;
        if (n == 0) continue;
        mark_inside(r, i - n, i, GAZ_PLACE_TAIL);
        mark_inside(r, i + 1, i + 1 + n, GAZ_PLACE_TAIL);
    }
}

void gaz_title_read_names(struct gaz_title_reading *r) {
    read_persons(r);
    read_resigning(r);
    read_comrades(r);
    read_pointed_names(r);
    read_organs(r);
    read_pairs(r);
    read_twins(r);
}
