/* test_balance.c: titles and entries of the contents by sense, on strings: no font is needed. A Han character
 * is one cell, a letter or a digit half a cell. */
#include "layout/title/balance.h"
#include "layout/title/words.h"
#include "styles/styles.h"
#include "tests/unit/check.h"

enum {
    CELL = 1000,
    TITLE = 18680,
    WIDE = 22830,
    ENTRY = 31000
}; /* 145 mm at 二号, at 小二; the contents' measure in 2019 */

/* ---- strings as atoms */

static gaz_len width_of(enum gaz_class class, uint32_t n) {
    if (class == GAZ_CLASS_BREAK) return 0;
    return class == GAZ_CLASS_LATIN || class == GAZ_CLASS_SPACE ? (gaz_len)n * CELL / 2 : CELL;
}

static enum gaz_break break_of(const struct gaz_atom *atom, bool first) {
    if (gaz_atom_is_space(atom)) return GAZ_BREAK_NEVER;
    bool good = gaz_class_may_start_line(atom->first, GAZ_PROHIBIT_GB) &&
                (first || gaz_class_may_end_line(atom[-1].last, GAZ_PROHIBIT_GB));
    return good ? GAZ_BREAK_ALLOWED : GAZ_BREAK_FORBIDDEN;
}

static struct gaz_atoms atoms_from(struct gaz_text text) {
    struct gaz_atoms all = {.atoms = g_new0(struct gaz_atom, text.n + 1)};
    for (uint32_t i = 0, k; i < text.n; i = k) {
        enum gaz_class class = gaz_class_of(text.chars[i].ch);
        for (k = i + 1; class == GAZ_CLASS_LATIN && k < text.n && gaz_class_of(text.chars[k].ch) == class;)
            k++;
        struct gaz_atom *atom = &all.atoms[all.n++];
        *atom =
            (struct gaz_atom){.first_char = i, .n_chars = k - i, .first = class, .last = class, .size = CELL};
        atom->width = width_of(class, k - i);
        atom->before = break_of(atom, all.n == 1);
    }
    return all;
}

static char *slice(const struct gaz_atoms *atoms, struct gaz_text text, const struct gaz_broken_line *line) {
    if (line->begin >= line->end) return g_strdup("");
    uint32_t begin = atoms->atoms[line->begin].first_char;
    const struct gaz_atom *last = &atoms->atoms[line->end - 1];
    return gaz_text_to_utf8(gaz_text_slice(text, begin, last->first_char + last->n_chars - begin));
}

/* The lines parted by |. */
static char *lines_of(const struct gaz_style *style, const char *title, struct gaz_balance_params params) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_text text = gaz_text_from_utf8(arena, title);
    uint32_t n, *places = gaz_title_places((struct gaz_lexicon){style->words, style->n_words}, text);
    struct gaz_atoms atoms = atoms_from(text);
    struct gaz_broken_line *lines = gaz_balance_lines(&atoms, places, &params, &n);
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++) {
        char *line = slice(&atoms, text, &lines[i]);
        g_string_append_printf(out, "%s%s", i ? "|" : "", line);
        g_free(line);
    }
    g_free(lines);
    g_free(atoms.atoms);
    g_free(places);
    gaz_arena_free(arena);
    return g_string_free(out, FALSE);
}

static char *unbroken(const char *lines) {
    char *text = g_strdup(lines), *to = text;
    for (const char *c = lines; *c; c++)
        if (*c != '|') *to++ = *c;
    *to = '\0';
    return text;
}

/* `expected` with | at its line ends; where a space stands at one, it is written before the |. */
static void expect_lines(const struct gaz_style *style, const char *expected,
                         struct gaz_balance_params params) {
    char *title = unbroken(expected), *got = lines_of(style, title, params);
    GString *wanted = g_string_new(expected);
    g_string_replace(wanted, " |", "|", 0);
    g_string_replace(wanted, "　|", "|", 0);
    if (strcmp(got, wanted->str) != 0) fail_msg("\n%s\ninstead of\n%s", got, wanted->str);
    g_string_free(wanted, TRUE);
    g_free(title);
    g_free(got);
}

static struct gaz_balance_params title_params(gaz_len measure) {
    return (struct gaz_balance_params){CELL, measure, measure, false, false};
}

static struct gaz_balance_params entry_params(gaz_len measure) {
    return (struct gaz_balance_params){CELL, measure, measure - CELL, true, false};
}

static struct gaz_style *load(const struct world *world, const char *name) {
    return gaz_style_load(name, GAZ_SOURCE_DIR, world->folder, (struct gaz_span){0}, world->diags);
}

/* ---- titles, each looked at */

static const char *const titles[] = {
    /* one line */
    "澄浦市人民政府公告",
    "澄浦市节约用水管理办法",
    "澄浦市重大行政决策公众参与程序规定",
    /* after 关于印发, a trapezoid */
    "澄浦市人民政府关于印发|澄浦市城市绿道管理办法的通知",
    "澄浦市人民政府办公室关于印发|澄浦市突发公共卫生事件应急预案的通知",
    "澄浦市人民政府办公室关于做好|2024年老旧供水管网更新改造工作的通知",
    "澄浦市人民政府办公室关于调整|澄浦市防汛抗旱指挥部组成人员的通知",
    "澄浦市市场监督管理局关于优化|小餐饮登记服务有关事项的通知",
    "关于开展2024年度|行政规范性文件清理工作的通知",
    "澄浦市人民政府关于修改|《澄浦市户外广告设置管理办法》的决定",
    "澄浦市人民政府关于表彰|2023年度市长质量奖获奖单位的决定",
    "澄浦市人民政府关于接受|王立新辞去副市长职务请求的决定",
    "澄浦市人民政府办公室关于印发|澄浦市“无废城市”建设三年行动计划|（2024—2026年）的通知",
    /* the place goes up where the second line would not hold it */
    "澄浦市人民政府办公室关于印发澄浦市|“十四五”生态环境保护规划的通知",
    "澄浦市人民政府关于印发澄浦市|国有土地上房屋征收与补偿办法的通知",
    "澄浦市人民政府办公室关于成立澄浦市|第五次全国经济普查领导小组的通知",
    /* a number stays with its unit, the year whole */
    "澄浦市人民政府关于2023年度|政务公开工作考核情况的通报",
    "关于印发澄浦市中小学生视力健康|三年行动方案（2024—2026年）的通知",
    "澄浦市人民政府关于公布第三批市级|非物质文化遗产代表性项目名录的通知",
    "澄浦市人民政府关于2024年|元旦、春节期间禁止燃放烟花爆竹的通告",
    /* an issuer is whole, whatever its length */
    "澄浦市人民代表大会常务委员会|关于批准2023年市级财政决算的决议",
    "澄浦市城市管理综合行政执法局|关于印发行政处罚自由裁量权基准的通知",
    "澄浦市住房和城乡建设局等四部门|关于进一步加强既有住宅|加装电梯工作的实施意见",
    "澄浦市人民政府办公室转发|市发展改革委等部门关于加快推进|充电基础设施建设若干措施的通知",
    /* joint issuers together, what they do on a line of its own */
    "澄浦市自然资源局　澄浦市财政局|关于印发《澄浦市矿业权|出让收益征收办法》的通知",
    /* or they part at the space */
    ("澄浦市教育局 澄浦市财政局 "
     "|澄浦市人力资源和社会保障局|关于印发《澄浦市学前教育补助|资金管理办法（试行）》的通知"),
    "中共澄浦市委办公室　|澄浦市人民政府办公室关于印发|《澄浦市乡村建设行动方案》的通知",
    /* book-title marks: whole where they fit, else cut at a word, and never 的通知 alone */
    "澄浦市人民政府关于提请审议|《澄浦市养犬管理条例（草案）》的议案",
    "澄浦市人民政府关于印发|《澄浦市国民经济和社会发展|第十五个五年规划纲要》的通知",
    "澄浦市生态环境局关于公开征求|《澄浦市扬尘污染防治管理办法|（征求意见稿）》意见的公告",
    "澄浦市水务局关于印发《澄浦市|浑江、蒲江、细江及其重要支流|生态流量保障方案》的通知",
    "澄浦市人民政府办公室关于转发|《国务院办公厅关于进一步盘活存量资产|扩大有效投资的意见》的通知",
    /* （试行） is whole and stays behind its word */
    "澄浦市安全生产重大事故隐患|挂牌督办工作办法（试行）",
    "澄浦市产业数字化试点示范项目|管理实施细则（试行）",
    /* nearly even lines */
    "澄浦市人民政府关于表彰|2023年度全市安全生产工作|先进集体和先进个人的决定",
    "澄浦市人民政府办公室|关于进一步优化营商环境|更好服务经营主体的若干措施",
    "澄浦市人民政府关于同意设立|澄浦临港经济开发区的批复",
    /* persons */
    "澄浦市人民政府关于程怀远、沈知行、|顾澜等三名同志任免职务的通知",
    "澄浦市人民政府|关于徐海波同志任职的通知",
    "澄浦市人民政府关于阿卜杜拉·买买提、|古丽娜尔·艾合买提同志任免职务的通知",
    /* before 转发 and 印发 as before 关于 */
    "澄浦市公安局、澄浦市交通运输局|关于对部分路段实行交通管制的通告",
    "中共澄浦市委、澄浦市人民政府|印发《关于加快建设全国|统一大市场的实施方案》的通知",
    "澄浦市人民政府批转|市财政局关于进一步加强|政府非税收入管理意见的通知",
    /* the second line need not be the longer one */
    "澄浦市人民政府关于望江区、临江县|部分行政区划调整的批复",
    "澄浦市工业企业“亩均论英雄”|综合评价办法（试行）",
    /* nor need lines be even: a line ends where the sense does */
    "澄浦市人民政府关于2024年|国有土地使用权出让计划的公告",
    "澄浦市人民政府关于取消停止征收和调整|有关行政事业性收费项目的通知",
    "澄浦市人民政府关于加快发展|健身休闲产业促进体育消费的实施意见",
    "澄浦市人民政府关于深入实施|创新驱动发展战略推动高质量发展的决定",
    "关于对市政协十四届三次会议|第0126号提案的答复",
    "澄浦市住房公积金管理中心|关于调整2024年度住房公积金|缴存基数和月缴存额上下限的通知",
    /* no line ends in 和, a zone is called by its place */
    "澄浦市人民政府办公室|关于进一步加强和规范|行政应诉工作的意见",
    "澄浦市人民政府关于同意|澄浦经济技术开发区|扩区和调整区位的批复",
    "澄浦市人民政府办公室关于建立完善|守信联合激励和失信联合惩戒制度|加快推进社会诚信建设的实施意见",
    /* what is done stays whole, with its adverb */
    "岚屿市人民政府关于实行|最严格水资源管理制度的意见",
    "岚屿市人民政府关于严厉打击|非法采砂行为的通告",
    "岚屿市人民政府关于统筹推进|城乡义务教育一体化改革发展的实施意见",
    "岚屿市人民政府|关于深化“一网通办”改革|打造数字政府升级版的若干意见",
    "岚屿市人民政府关于加强耕地保护|提升耕地质量完善占补平衡的实施意见",
    "岚屿市人民政府办公室|关于推进养老服务发展|健全养老服务综合监管制度的实施意见",
    /* the title's own place is a name wherever it stands again */
    "岚屿市第三届人民代表大会常务委员会|关于接受周明辞去岚屿市|副市长职务请求的决定",
    "岚屿市人民政府关于同意岚屿市人民医院|晋升为三级甲等医院的批复",
    "岚屿市人民政府关于促进|3岁以下婴幼儿照护服务发展的实施意见",
    /* a plan's years end a line, never its 和 */
    "岚屿市人民政府关于印发|岚屿市国民经济和社会发展|第十五个五年规划和2035年|远景目标纲要的通知",
    /* the name of a person stays whole whatever it is made of */
    "岚屿市人民代表大会常务委员会|关于接受张志远辞去岚屿市人民政府|副市长职务请求的决定",
    "岚屿市人民政府关于免去陈志强|岚屿市财政局副局长职务的通知",
    /* what only qualifies stays with its noun: 控制性, 服务性, 国有, 第十五届 */
    "岚屿市人民政府关于岚屿经济技术开发区|核心区控制性详细规划|（2024—2035年）的批复",
    "岚屿市教育局　岚屿市市场监督管理局|关于进一步规范中小学|服务性收费和代收费管理的通知",
    "岚屿市自然资源和规划局|关于国有建设用地使用权挂牌出让的公告",
    "岚屿市人民政府办公室|关于对市十五届人大三次会议|第118号建议的答复函",
    /* the place goes with what it begins, not with the organ before it */
    "岚屿市人民政府办公室关于转发|市卫生健康委、市财政局、市医保局|岚屿市紧密型县域医共体|建设实施方案的通知",
    /* a long name of a conference is called by what it does */
    "岚屿市人民政府办公室关于建立|岚屿市促进民营经济发展壮大工作|联席会议制度的通知",
    "岚屿市人民政府办公室转发市发展改革委|市财政局市人力资源社会保障局关于降低|社会保险费率实施方案的通知",
    /* a verb keeps its object, two verbs their one */
    "中共岚屿市委　岚屿市人民政府|关于全面推进乡村振兴|加快农业农村现代化的实施意见",
    "岚屿市人民政府关于暂时调整实施|《岚屿市市容和环境卫生管理条例》|有关条款规定的决定",
    "岚屿市人民政府办公室关于加快|培育发展住房租赁市场的若干意见",
    "岚屿市人民政府关于支持|岚屿高新技术产业开发区|深化改革创新加快高质量发展的意见",
    /* the place without its rank; 市 with its organ; no place in 公布为市级 */
    "岚屿市人民政府关于320国道岚屿段|封闭施工期间实行交通管制的通告",
    "岚屿市人民政府关于市人民政府|领导同志工作分工的通知",
    "岚屿市人民政府关于同意|将周家老宅等28处不可移动文物|公布为市级文物保护单位的批复",
    "岚屿市人民政府|专题会议纪要（第17期）",
    /* of many lines */
    "关于澄浦市2023年|国民经济和社会发展计划|执行情况与2024年国民经济和社会发展|计划草案的报告",
    ("澄浦市教育局等十五部门关于印发|《澄浦市全面加强和改进新时代|学生心理健康工作专项行动计划|"
     "（2023—2025年）》的通知"),
    ("澄浦市发展和改革委员会、|澄浦市财政局、|澄浦市住房和城乡建设局、|澄浦市自然资源局关于印发|"
     "《澄浦市城镇老旧小区改造项目|专项补助资金管理暂行办法》的通知"),
};

static void titles_by_sense(void **state) {
    struct gaz_style *style = load(*state, "gbt9704");
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        expect_lines(style, titles[i], title_params(TITLE));
    gaz_style_free(style);
}

/* Where one line would hold a title but hardly more, it has two; where two would be all too long, three. */
static const char *const wide_titles[] = {
    "澄浦市人民政府关于印发|《澄浦市人民政府工作规则》的通知",
    "澄浦市人民政府关于调整|最低工资标准的通知",
    "澄浦市节约用水管理工作的若干规定",
    "澄浦市人民政府办公室、澄浦警备区|关于加强对旧式爆炸物调查和管理工作的通知",
    "澄浦市人民政府关于授予王家骏等10名同志|澄浦市市长质量奖个人奖的决定",
    "澄浦市人民政府关于同意|澄浦经济技术开发区扩区和调整区位的批复",
    "澄浦市城市管理局关于征求|《澄浦市生活垃圾分类管理条例|（草案征求意见稿）》意见的公告",
    "澄浦市人民政府办公室转发市教育局等部门|关于进一步加强学校体育工作若干意见的通知",
};

static void titles_in_wide_measures(void **state) {
    struct gaz_style *style = load(*state, "gbt9704");
    for (size_t i = 0; i < G_N_ELEMENTS(wide_titles); i++)
        expect_lines(style, wide_titles[i], title_params(WIDE));
    gaz_style_free(style);
}

/* the same words in other measures */
static void narrow_and_wide(void **state) {
    struct gaz_style *style = load(*state, "gbt9704");
    expect_lines(style, "澄浦市人民政府|关于印发|澄浦市城市绿道|管理办法的通知", title_params(8 * CELL));
    expect_lines(style, "澄浦市人民政府办公室|关于印发澄浦市|突发公共卫生事件|应急预案的通知",
                 title_params(11 * CELL));
    expect_lines(style, "澄浦市人民政府办公室关于印发澄浦市突发公共卫生事件应急预案的通知",
                 title_params(40 * CELL));
    gaz_style_free(style);
}

static void entries_are_full(void **state) {
    struct gaz_style *style = load(*state, "gbt9704");
    static const char *const entries[] = {
        "澄浦市节约用水管理办法（澄政发〔2024〕11号）",
        /* the 字号 comes down whole */
        "澄浦市市场监督管理局关于优化小餐饮登记服务有关事项的通知|（澄政办发〔2024〕8号）",
        "澄浦市人民政府关于划定临江区段高排放非道路移动机械禁用区的通告|（澄教发[2024]17号）",
        /* one line more sooner than a line that begins with 和 */
        ("澄浦市人民政府关于印发澄浦市国民经济和社会发展|第十四个五年规划和二〇三五年远景目标纲要的通知|"
         "（澄政发〔2024〕1号）"),
        /* with what fits not, at a word */
        "澄浦市人民政府办公室关于印发澄浦市突发公共卫生事件|应急预案的通知（澄政办发〔2024〕8号）",
        "澄浦市人民政府关于表彰2023年度全市安全生产工作先进集体和|先进个人的决定（澄市监规〔2024〕1号）",
        "澄浦市水务局关于印发《澄浦市浑江、蒲江、细江及其重要支流生态|"
        "流量保障方案》的通知（澄政发〔2024〕11号）",
        "澄浦市教育局 澄浦市财政局 "
        "澄浦市人力资源和社会保障局|关于印发《澄浦市学前教育补助资金管理办法（试行）》的通知|"
        "（澄政办发〔2024〕8号）",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(entries); i++)
        expect_lines(style, entries[i], entry_params(ENTRY));
    gaz_style_free(style);
}

static void the_editors_ends_are_kept(void **state) {
    struct gaz_style *style = load(*state, "gbt9704");
    char *got =
        lines_of(style, "澄浦市人民政府\n关于印发澄浦市城市绿道管理\n办法的通知", title_params(TITLE));
    assert_string_equal(got, "澄浦市人民政府|关于印发澄浦市城市绿道管理|办法的通知");
    g_free(got);
    got = lines_of(style, "澄浦市人民政府\n关于印发澄浦市城市绿道管理办法的通知", title_params(11 * CELL));
    assert_string_equal(got, "澄浦市人民政府|关于印发澄浦市|城市绿道管理办法的通知"); /* one was too wide */
    g_free(got);
    gaz_style_free(style);
}

/* ---- the lists */

static void an_office_adds_words(void **state) {
    struct world *world = *state;
    struct gaz_style *style = load(world, "gbt9704");
    expect_lines(style, "澄浦市人民政府关于推进金鸡岭文|旅融合先导片区建设的实施意见",
                 title_params(16 * CELL));
    gaz_style_free(style);
    put_file(world, "词表.txt", "# 本期的专名\n金鸡岭 文旅融合\n", -1);
    style = load(world, "gbt9704");
    expect_lines(style, "澄浦市人民政府关于推进金鸡岭|文旅融合先导片区建设的实施意见",
                 title_params(16 * CELL));
    gaz_style_free(style);
    put_file(world, "own.yaml", "继承: gbt9704\n词表: [先导片区建设, 金鸡岭文旅融合先导片区]\n", -1);
    style = load(world, "own.yaml");
    expect_lines(style, "澄浦市人民政府关于推进|金鸡岭文旅融合先导片区|建设的实施意见",
                 title_params(16 * CELL));
    gaz_style_free(style);
}

static void the_list_is_sorted(void **state) {
    struct gaz_style *style = load(*state, "gbt9704");
    assert_true(style->n_words > 1000);
    for (uint32_t i = 1; i < style->n_words; i++)
        assert_true(strcmp(style->words[i - 1], style->words[i]) < 0);
    gaz_style_free(style);
}

static void places(void **state) {
    struct gaz_style *style = load(*state, "gbt9704");
    struct gaz_lexicon lexicon = {style->words, style->n_words};
    static const struct {
        const char *text;
        uint32_t at, places;
    } cases[] = {
        {"安全生产工作", 1, GAZ_PLACE_WORD},
        {"澄浦市水务局关于印发", 1, GAZ_PLACE_WORD | GAZ_PLACE_ORGAN},
        {"澄浦市水务局关于印发", 3, GAZ_PLACE_WHOLE | GAZ_PLACE_ORGAN},
        {"澄浦市水务局关于印发", 6, 0},
        {"办法的通知", 2, GAZ_PLACE_OF},
        {"《办法方案》", 3, GAZ_PLACE_BOOK | GAZ_PLACE_WORDS},
        {"办法（试行）", 2, GAZ_PLACE_NOTE},
        {"办法（试行）", 4, GAZ_PLACE_WORD | GAZ_PLACE_BRACKET},
        {"提升行动计划", 4, GAZ_PLACE_WORD},
        {"提升行动计划", 2, GAZ_PLACE_OVERLAP | GAZ_PLACE_DOING},
        {"2024年方案", 4, GAZ_PLACE_WORD},
        {"2024年方案", 5, GAZ_PLACE_WHOLE | GAZ_PLACE_YEAR},
        {"方案2024年", 2, GAZ_PLACE_WHOLE},
        {"第三批方案", 3, GAZ_PLACE_WORDS | GAZ_PLACE_YEAR},
        {"第十四个五年规划", 6, GAZ_PLACE_WORD},
        {"10名同志", 2, GAZ_PLACE_WORD},
        {"2024年度澄浦市方案", 7, GAZ_PLACE_WORD},
        {"“十四五”时期", 5, GAZ_PLACE_MARK | GAZ_PLACE_TAIL},
        {"若干政策", 2, GAZ_PLACE_WORD},
        {"古茶园和古树茶保护", 6, GAZ_PLACE_EVEN | GAZ_PLACE_TAIL},
        {"古茶园和小树茶保护", 6, GAZ_PLACE_ODD},
        {"红土地和黄土地保护", 6, GAZ_PLACE_WORD | GAZ_PLACE_TAIL},
        {"岚屿市人民政府关于同意岚屿市人民医院更名", 14, GAZ_PLACE_WHOLE | GAZ_PLACE_ORGAN},
        {"岚屿市人民政府关于推进岚屿市优化公立医院", 14, GAZ_PLACE_VERB},
        {"岚屿市方案岚屿市办法", 6, GAZ_PLACE_WORD},
        {"“一网通办”改革方案", 6, GAZ_PLACE_MARK | GAZ_PLACE_TAIL},
        {"工业企业指标", 4, GAZ_PLACE_WHOLE},
        {"澄浦市企业指标", 5, GAZ_PLACE_WORDS},
        {"关于统筹推进义务教育", 6, GAZ_PLACE_OBJECT},
        {"最严格水资源", 1, GAZ_PLACE_WORD},
        {"服务综合监管制度", 4, GAZ_PLACE_WORDS},
        {"河道治理提升能力", 2, GAZ_PLACE_ACT},
        {"河道治理提升能力", 4, GAZ_PLACE_DOING},
        {"办法和方案", 2, GAZ_PLACE_AND},
        {"办法和方案", 3, GAZ_PLACE_BEHIND_AND},
        {"办法及其方案", 2, GAZ_PLACE_AND},
        {"办法及其方案", 4, GAZ_PLACE_BEHIND_AND},
        {"《办法》和方案", 4, GAZ_PLACE_AND},
        {"关于对方案", 3, GAZ_PLACE_PARTICLE},
        {"药品集中采购和使用", 2, GAZ_PLACE_ACT},
        {"绿化工作的意见", 2, GAZ_PLACE_TAIL},
        {"行为促进条例", 4, GAZ_PLACE_GOVERNS},
        {"澄浦市临江县方案", 3, GAZ_PLACE_WORDS},
        {"澄浦经济技术开发区", 2, GAZ_PLACE_EDGE | GAZ_PLACE_ORGAN},
        {"办公室转发意见", 3, 0},
        {"授予王家骏等同志", 4, GAZ_PLACE_ODD | GAZ_PLACE_WORD},
        {"任命买买提·艾山", 4, GAZ_PLACE_WORD | GAZ_PLACE_ODD},
        {"企业综合评价办法", 2, GAZ_PLACE_KIND},
        {"珩曜璟瑄", 1, GAZ_PLACE_ODD},
        {"珩曜璟瑄", 2, GAZ_PLACE_EVEN},
        {"办法、方案", 3, GAZ_PLACE_LIST},
        {"关于印发管理办法、棉粮、糖粮", 12, GAZ_PLACE_SHORT_LIST},
        {"关于进一步优化营商环境", 5, GAZ_PLACE_OVERLAP | GAZ_PLACE_ADVERB},
        {"关于加强绩效考核", 4, GAZ_PLACE_OBJECT},
        {"保税区深化改革", 3, GAZ_PLACE_VERB},
        {"职业教育改革实施方案", 6, GAZ_PLACE_KIND},
        {"职业教育若干问题", 4, GAZ_PLACE_KIND},
        {"奥运会首都机场", 3, GAZ_PLACE_WHOLE},
        {"转发市财政局意见", 4, GAZ_PLACE_WORD | GAZ_PLACE_ORGAN},
        {"转发市财政局意见", 2, 0},
        {"失业保险费率问题", 5, GAZ_PLACE_WORD},
        {"“放管服”改革", 5, GAZ_PLACE_MARK | GAZ_PLACE_TAIL},
        {"西藏班（校）扩大", 3, GAZ_PLACE_GLOSS},
        {"控制性详细规划", 3, GAZ_PLACE_ADVERB},
        {"国有资产管理", 2, GAZ_PLACE_WORD},
        {"重点行业管理", 2, GAZ_PLACE_ADVERB},
        {"规范服务性收费", 4, GAZ_PLACE_WORD},
        {"第十五届人民代表大会", 4, GAZ_PLACE_ADVERB},
        {"公布为市级单位", 2, GAZ_PLACE_AND},
        {"巴县方案", 1, GAZ_PLACE_WORD},
        {"关于紧密型县域方案", 6, GAZ_PLACE_WORD},
        {"经济振兴加快工业发展", 6, GAZ_PLACE_GOVERNS},
        {"关于暂时调整实施条例", 6, GAZ_PLACE_GOVERNS},
        {"在考核中成绩突出", 4, GAZ_PLACE_WHOLE},
        {"在考核中成绩突出", 3, GAZ_PLACE_TAIL},
        {"方案向“金山”转化", 3, GAZ_PLACE_PARTICLE | GAZ_PLACE_NOTE},
        {"方案和“金山”转化", 3, GAZ_PLACE_BEHIND_AND | GAZ_PLACE_NOTE},
        {"批准王志远辞去职务", 3, GAZ_PLACE_WORD | GAZ_PLACE_ODD},
        {"岚屿市方案岚屿段", 6, GAZ_PLACE_WORD},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct gaz_arena *arena = gaz_arena_new();
        uint32_t *got = gaz_title_places(lexicon, gaz_text_from_utf8(arena, cases[i].text));
        if (got[cases[i].at] != cases[i].places)
            fail_msg("%s, before character %u: %x instead of %x", cases[i].text, cases[i].at,
                     got[cases[i].at], cases[i].places);
        g_free(got);
        gaz_arena_free(arena);
    }
    assert_int_equal(gaz_place_cost(GAZ_PLACE_BOOK | GAZ_PLACE_WORDS), 110);
    assert_string_equal(gaz_place_reason(GAZ_PLACE_BOOK | GAZ_PLACE_WORDS), "两个名词之间");
    assert_null(gaz_place_reason(0));
    gaz_style_free(style);
}

/* ---- laws, on titles that nobody wrote */

static char *random_title(GRand *random) {
    static const char *const pieces[] = {"澄浦市", "人民政府", "关于印发", "关于",     "2024年", "安全",
                                         "生产",   "《",       "》",       "（试行）", "的通知", "管理办法",
                                         "、",     "甲",       "乙丙",     "和",       " ",      "领导小组",
                                         "丁戊己", "，",       "A1"};
    GString *title = g_string_new(NULL);
    for (int n = g_rand_int_range(random, 1, 16); n > 0; n--)
        g_string_append(title, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(title, FALSE);
}

/* Nothing is lost, nothing is wider than the measure but a piece that cannot be parted, no line begins with
 * 。，》. */
static void every_title_is_whole(void **state) {
    struct gaz_style *style = load(*state, "gbt9704");
    struct gaz_lexicon lexicon = {style->words, style->n_words};
    GRand *random = g_rand_new_with_seed(20240616);
    for (int round = 0; round < 3000; round++) {
        struct gaz_arena *arena = gaz_arena_new();
        char *title = random_title(random);
        struct gaz_text text = gaz_text_from_utf8(arena, title);
        struct gaz_atoms atoms = atoms_from(text);
        uint32_t n, next = 0, *at = gaz_title_places(lexicon, text);
        struct gaz_balance_params params = title_params(g_rand_int_range(random, 1, 20) * CELL);
        params.filled = round % 2;
        struct gaz_broken_line *lines = gaz_balance_lines(&atoms, at, &params, &n);
        for (uint32_t i = 0; i < n; next = lines[i++].next) {
            assert_true(lines[i].begin >= next && lines[i].end <= lines[i].next);
            assert_true(lines[i].natural <= params.measure || lines[i].end - lines[i].begin == 1);
            assert_int_equal(lines[i].is_overfull, lines[i].natural > params.measure);
            for (uint32_t k = next; k < lines[i].next; k++)
                assert_true((k >= lines[i].begin && k < lines[i].end) || gaz_atom_is_space(&atoms.atoms[k]));
            if (params.measure >= 6 * CELL && lines[i].begin > 0 && atoms.atoms[lines[i].begin].n_chars == 1)
                assert_false(gaz_class_of(text.chars[atoms.atoms[lines[i].begin].first_char].ch) ==
                                 GAZ_CLASS_COMMA &&
                             atoms.atoms[lines[i].begin - 1].first == GAZ_CLASS_HAN);
        }
        assert_int_equal(next, atoms.n);
        g_free(lines);
        g_free(at);
        g_free(atoms.atoms);
        g_free(title);
        gaz_arena_free(arena);
    }
    g_rand_free(random);
    gaz_style_free(style);
}

/* Ten thousand characters of what is worst for each part: a search without bounds would not come to the end
 * of it within this test's life. */
static void no_title_is_too_long(void **state) {
    static const char *const pieces[] = {
        "丨", "市", "一", "1", "《", "（", "　", "关于印发澄浦市人民政府办公室、", "管理", "等"};
    struct gaz_style *style = load(*state, "gbt9704");
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        GString *title = g_string_new(NULL);
        while (title->len < 30000) /* bytes: three a Han character */
            g_string_append(title, pieces[i]);
        g_free(lines_of(style, title->str, title_params(TITLE)));
        g_free(lines_of(style, title->str, entry_params(ENTRY)));
        g_string_free(title, TRUE);
    }
    gaz_style_free(style);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(titles_by_sense),           WORLD_TEST(titles_in_wide_measures),
        WORLD_TEST(narrow_and_wide),           WORLD_TEST(entries_are_full),
        WORLD_TEST(the_editors_ends_are_kept), WORLD_TEST(an_office_adds_words),
        WORLD_TEST(the_list_is_sorted),        WORLD_TEST(places),
        WORLD_TEST(every_title_is_whole),      WORLD_TEST(no_title_is_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
