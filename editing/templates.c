/* templates.c: a document of each kind, to be filled in.
 *
 * Every key of the front matter stands in every template, with what the table of keys says of it; those that
 * the kind does not need are remarks. So are the dates: a date that nobody filled in must not be printed. ××
 * is what has to be written, {政府} and {年} are the issue's own.
 */
#include "base/data/json_schema.h"
#include "base/data/yaml_write.h"
#include "editing/editing.h"
#include "editing/skeleton.h"
#include "input/keys/front_matter.h"

#include <string.h>

struct value {
    const char *key, *text; /* several texts are parted by | */
};

enum { MAX_VALUES = 10 };

struct template {
    const char *file, *kind;
    struct value values[MAX_VALUES];
    const char *body;
};

#define ADDRESSEES "各区、县（市）人民政府，市政府各部门、各直属单位"
#define COPIES "市委办公室，市人大常委会办公室，市政协办公室。"

static const struct template templates[] = {
    {"模板-通知.md",
     "通知，附印发件",
     {{"发文机关标志", "{政府}文件"},
      {"发文字号", "×政发〔{年}〕×号"},
      {"标题", "{政府}关于印发××办法的通知"},
      {"主送", ADDRESSEES},
      {"署名", "{政府}"},
      {"附注", "此件公开发布"},
      {"抄送", COPIES},
      {"印发机关", "{政府}办公室"}},
     "《××办法》已经市政府第×次常务会议审议通过，现印发给你们，请认真执行。\n"
     "\n"
     "<!-- 一个#之后是印发件的标题，从新的一页或版记之后排起 -->\n"
     "\n"
     "# ××办法\n"
     "\n"
     "<!-- 章节多的，这里可以另写一行注释“目录 自动”，由程序编出办法自己的目录 -->\n"
     "\n"
     "第一章　总　则\n"
     "\n"
     "第一条　为了××，根据××，结合本市实际，制定本办法。\n"
     "\n"
     "第二条　本办法适用于××：\n"
     "\n"
     "（一）××；\n"
     "\n"
     "（二）××。\n"
     "\n"
     "第二章　附　则\n"
     "\n"
     "第三条　本办法自×年×月×日起施行。\n"},
    {"模板-联合通知.md",
     "几个机关联合印发的通知",
     {{"发文机关标志", "××局|××局|××委员会"},
      {"发文字号", "×局发〔{年}〕×号"},
      {"标题", "关于××的通知"},
      {"主送", "各区、县（市）××局"},
      {"署名", "××局|××局|××委员会"},
      {"附注", "此件公开发布"},
      {"印发机关", "××局办公室"}},
     "为了××，现就有关事项通知如下：\n"
     "\n"
     "一、总体要求\n"
     "\n"
     "（一）工作目标。××。\n"
     "\n"
     "（二）基本原则。××，**××**。\n"
     "\n"
     "二、主要任务\n"
     "\n"
     "1．××。\n"
     "\n"
     "（1）××；\n"
     "\n"
     "（2）××。\n"},
    {"模板-通报.md",
     "通报，日期在标题之下（题注），没有署名",
     {{"发文机关标志", "{政府}文件"},
      {"发文字号", "×政通〔{年}〕×号"},
      {"标题", "{政府}关于××情况的通报"},
      {"题注", "（×年×月×日）"},
      {"主送", ADDRESSEES},
      {"附注", "此件公开发布"},
      {"抄送", COPIES},
      {"印发机关", "{政府}办公室"}},
     "×年，各地区、各部门××。现将有关情况通报如下：\n"
     "\n"
     "一、总体情况\n"
     "\n"
     "××。\n"
     "\n"
     "二、下步工作\n"
     "\n"
     "××。\n"},
    {"模板-附件.md",
     "通知，有附件和表格",
     {{"发文机关标志", "{政府}办公室文件"},
      {"发文字号", "×政办发〔{年}〕×号"},
      {"标题", "{政府}办公室关于××的通知"},
      {"主送", ADDRESSEES},
      {"署名", "{政府}办公室"},
      {"附注", "此件公开发布"},
      {"抄送", COPIES},
      {"印发机关", "{政府}办公室"}},
     "为了××，现就有关事项通知如下：\n"
     "\n"
     "一、按照《××任务清单》（附件1）组织实施。\n"
     "\n"
     "二、于×月×日前报送《××登记表》（附件2）。\n"
     "\n"
     "<!-- “附件：1．…”由各附件的标题自动排在正文之后 -->\n"
     "\n"
     "# 附件1 ××任务清单\n"
     "\n"
     "<!-- 简单的表：各栏用|隔开 -->\n"
     "\n"
     "| 序号 | 任务 | 牵头单位 | 完成时限 |\n"
     "|:----:|------|:--------:|:--------:|\n"
     "| 1 | ×× | ××局 | ×月×日 |\n"
     "| 2 | ×× | ××局 | ×月×日 |\n"
     "\n"
     "# 附件2 ××登记表\n"
     "\n"
     "<!-- 有合并的格、要定栏宽的表：写成<table>；太宽就写<table class=\"横排\"> -->\n"
     "\n"
     "<table>\n"
     "<col style=\"width:20%\"><col style=\"width:30%\"><col style=\"width:20%\"><col style=\"width:30%\">\n"
     "<tr><td>单位名称</td><td colspan=\"3\"></td></tr>\n"
     "<tr><td>联系人</td><td></td><td>电话</td><td></td></tr>\n"
     "<tr><td rowspan=\"2\">基本情况</td><td colspan=\"3\">（一）××</td></tr>\n"
     "<tr><td colspan=\"3\">（二）××</td></tr>\n"
     "</table>\n"
     "\n"
     "填报人：＿＿＿＿＿＿　填报日期：＿＿＿＿年＿＿月＿＿日\n"},
    {"模板-令.md",
     "令，公布规章；不印标题，目录里印发文机关标志和令号",
     {{"格式", "令"}, {"发文机关标志", "{政府}令"}, {"发文字号", "第×号"}, {"署名", "市长　×××"}},
     "《××办法》已经×年×月×日市人民政府第×次常务会议审议通过，现予公布，自×年×月×日起施行。\n"
     "\n"
     "# ××办法\n"
     "\n"
     "第一条　为了××，根据××，结合本市实际，制定本办法。\n"
     "\n"
     "第二条　本办法自×年×月×日起施行。\n"},
    {"模板-公告.md",
     "公告、通告，编号在标题之下；写上发文机关标志的，编号在它之下，标题可以不写",
     {{"格式", "公告"}, {"发文字号", "第×号"}, {"标题", "{政府}关于××的公告"}, {"署名", "{政府}"}},
     "根据××，现就有关事项公告如下：\n"
     "\n"
     "一、××。\n"
     "\n"
     "二、本公告自×年×月×日起施行。\n"
     "\n"
     "特此公告。\n"},
    {"模板-信函.md",
     "信函格式的函、批复",
     {{"格式", "信函"},
      {"发文机关标志", "{政府}办公室"},
      {"发文字号", "×政办函〔{年}〕×号"},
      {"标题", "{政府}办公室关于××的复函"},
      {"主送", "××县人民政府"},
      {"署名", "{政府}办公室"},
      {"附注", "此件公开发布"}},
     "你县《关于××的请示》（×政〔×〕×号）收悉。经市政府同意，现函复如下：\n"
     "\n"
     "一、××。\n"
     "\n"
     "二、××。\n"},
    {"模板-纪要.md",
     "会议纪要，文末有出席、请假、列席的人",
     {{"格式", "纪要"},
      {"发文机关标志", "{政府}常务会议纪要"},
      {"发文字号", "第×次"},
      {"标题", "市政府第×次常务会议纪要"},
      {"出席", "×××　×××　×　×"},
      {"请假", "×××（××）"},
      {"列席", "市××局×××，市××局×××"},
      {"印发机关", "{政府}办公室"}},
     "×年×月×日，×××主持召开市政府第×次常务会议，研究××等工作。现纪要如下：\n"
     "\n"
     "一、关于××\n"
     "\n"
     "会议指出，××。会议议定：××。\n"},
    {"模板-决定.md",
     "人大及其常委会的决定、决议，标题之下有通过的日期",
     {{"标题", "××市人民代表大会常务委员会关于××的决议"},
      {"题注", "（×年×月×日××市第×届人民代表大会常务委员会第×次会议通过）"}},
     "××市第×届人民代表大会常务委员会第×次会议听取了××，审查了××，决定××。\n"},
    {"模板-任免.md",
     "任免通知",
     {{"发文机关标志", "{政府}文件"},
      {"发文字号", "×政干〔{年}〕×号"},
      {"标题", "{政府}关于×××等同志职务任免的通知"},
      {"主送", ADDRESSEES},
      {"署名", "{政府}"},
      {"附注", "此件公开发布"},
      {"印发机关", "{政府}办公室"}},
     "市政府决定：\n"
     "\n"
     "任命×××为××局局长；\n"
     "\n"
     "免去×××的××局副局长职务。\n"},
    {"模板-更正.md",
     "更正，不印版头；更正的各处写在“更正”里，合订本里两边相连",
     {{"标题", "更正"}, {"接排", "是"}},
     "本刊×年第×期第×页第×行，“××”应为“××”。\n"},
    {"模板-表彰名单.md",
     "表彰决定，附名单",
     {{"发文机关标志", "{政府}文件"},
      {"发文字号", "×政发〔{年}〕×号"},
      {"标题", "{政府}关于表彰××的决定"},
      {"主送", ADDRESSEES},
      {"署名", "{政府}"},
      {"附注", "此件公开发布"},
      {"抄送", COPIES},
      {"印发机关", "{政府}办公室"}},
     "为表彰先进，市政府决定，授予××等×名同志“××”称号，授予××等×个单位“××”称号。\n"
     "\n"
     "# 附件 ××名单\n"
     "\n"
     "一、××（×名）\n"
     "\n"
     "<!-- 姓名用空格或换行隔开；下面的标记里可以写明分几列、怎样排，如“名单 6列 按列” -->\n"
     "\n"
     "<!-- 名单 -->\n"
     "\n"
     "×××　×××　×××　×××　×××　×××\n"
     "×××　×××　×××　×××　×××　×××\n"
     "\n"
     "二、××（×个）\n"
     "\n"
     "<!-- 名单 -->\n"
     "\n"
     "××单位\n"
     "××单位\n"},
    {"模板-领导小组.md",
     "成立领导小组的通知",
     {{"发文机关标志", "{政府}办公室文件"},
      {"发文字号", "×政办发〔{年}〕×号"},
      {"标题", "{政府}办公室关于成立××领导小组的通知"},
      {"主送", ADDRESSEES},
      {"署名", "{政府}办公室"},
      {"附注", "此件公开发布"}},
     "为加强对××工作的领导，市政府决定成立××领导小组。组成人员如下：\n"
     "\n"
     "<!-- 一行一人：标签、冒号、姓名、空格、职务；同一标签的其他人不再写标签 -->\n"
     "\n"
     "<!-- 名单 -->\n"
     "\n"
     "组　长：×××　市长\n"
     "副组长：×××　副市长\n"
     "成　员：×××　市政府副秘书长\n"
     "　　　　×××　××局局长\n"
     "\n"
     "领导小组办公室设在××局，××同志兼任办公室主任。\n"},
    {"模板-登记表.md",
     "附登记表的通知：贴照片的格、选项、填写的空白",
     {{"发文机关标志", "{政府}文件"},
      {"发文字号", "×政发〔{年}〕×号"},
      {"标题", "{政府}关于××登记的通知"},
      {"主送", ADDRESSEES},
      {"署名", "{政府}"},
      {"附注", "此件公开发布"}},
     "为了××，现就××登记有关事项通知如下：\n"
     "\n"
     "一、登记的范围。××。\n"
     "\n"
     "二、登记的时间。自×年×月×日起。\n"
     "\n"
     "# 附件 ××登记表\n"
     "\n"
     "<< 登记单位：＿＿＿＿＿＿　　　填表日期：＿＿年＿月＿日\n"
     "\n"
     "<!-- 跨几行、写着照片的格，有一张照片那么大；写“二寸照片”的更大；已有照片的写![姓名](figures/照片.jpg) "
     "-->\n"
     "\n"
     "<table>\n"
     "<tr><td>姓　名</td><td></td><td>性　别</td><td></td><td rowspan=\"4\">照片</td></tr>\n"
     "<tr><td>出生年月</td><td></td><td>民　族</td><td></td></tr>\n"
     "<tr><td>政治面貌</td><td></td><td>学　历</td><td></td></tr>\n"
     "<tr><td>联系电话</td><td></td><td>职　务</td><td></td></tr>\n"
     "<tr><td>登记类别</td><td colspan=\"4\">□首次登记　□变更登记　□注销登记</td></tr>\n"
     "<tr><td>简　历</td><td colspan=\"4\"><br><br><br></td></tr>\n"
     "<tr><td>单位意见</td><td colspan=\"4\" align=\"right\" "
     "valign=\"bottom\"><br><br>（盖章）　　　年　　月　　日　</td></tr>\n"
     "</table>\n"
     "\n"
     "注：本表一式两份。\n"},
    {"模板-问答.md",
     "政策解读的问答，转行在“问：”“答：”之后对齐",
     {{"标题", "《××办法》政策解读"}, {"署名", "××局"}, {"版面", "{标签悬挂: 是}"}},
     "**问：为什么要制定《××办法》？**\n"
     "\n"
     "答：××。\n"
     "\n"
     "**问：《××办法》从什么时候施行？**\n"
     "\n"
     "答：自×年×月×日起施行。\n"},
    {"模板-大事记.md",
     "大事记，转行在日期、△之后对齐",
     {{"标题", "{政府}大事记"}, {"题注", "（{年}年×月）"}, {"版面", "{标签悬挂: 是}"}},
     "**1日**　××。\n"
     "\n"
     "△　××。\n"
     "\n"
     "**12日—15日**　××。\n"},
};

const char *const *gaz_template_names(void) {
    static const char *names[G_N_ELEMENTS(templates) + 1];
    for (size_t i = 0; i < G_N_ELEMENTS(templates); i++)
        names[i] = templates[i].file;
    return names;
}

/* ---- one template */

static char *fill_in(const char *text, const struct gaz_next *next) {
    char year[16];
    g_snprintf(year, sizeof year, "%d", next->year);
    GString *filled = g_string_new(text);
    g_string_replace(filled, "{年}", year, 0);
    g_string_replace(filled, "{政府}", next->body, 0);
    return g_string_free(filled, FALSE);
}

static void append_texts(GString *out, char **texts) {
    if (!texts[1]) g_string_append_c(out, ' ');
    for (int i = 0; texts[i]; i++) {
        if (texts[1]) g_string_append(out, "\n  - ");
        gaz_yaml_append_scalar(out, texts[i]);
    }
    g_string_append_c(out, '\n');
}

static const char *value_of(const struct template *template, const char *key) {
    for (int i = 0; i < MAX_VALUES && template->values[i].key; i++)
        if (strcmp(template->values[i].key, key) == 0) return template->values[i].text;
    return NULL;
}

static void append_key(GString *out, const struct template *template, const struct gaz_key *key,
                       const struct gaz_next *next) {
    const char *value = value_of(template, key->name);
    g_string_append_printf(out, "# %s%s%s\n", key->help, key->choices ? "：" : "",
                           key->choices ? key->choices : "");
    g_string_append_printf(out, "%s%s:", value ? "" : "# ", key->name);
    if (!value) {
        g_string_append_c(out, '\n');
        return;
    }
    if (key->type == GAZ_KEY_NODE) { /* {标签悬挂: 是} is YAML already */
        g_string_append_printf(out, " %s\n", value);
        return;
    }
    g_auto(GStrv) texts = g_strsplit(value, "|", -1);
    for (int i = 0; texts[i]; i++) {
        char *filled = fill_in(texts[i], next);
        g_free(texts[i]);
        texts[i] = filled;
    }
    append_texts(out, texts);
}

void gaz_templates_add(GArray *files, const struct gaz_next *next) {
    for (size_t i = 0; i < G_N_ELEMENTS(templates); i++) {
        const struct template *template = &templates[i];
        GString *text = g_string_new("---\n");
        g_string_append_printf(
            text,
            "# 模板：%s。另存为新的文件，把×换成本篇的内容，再把文件名写进issue.yaml的目录。\n# "
            "不用的项目删去；要用的，去掉行首的#。\n",
            template->kind);
        for (uint32_t k = 0; k < gaz_front_matter_schema.n; k++)
            append_key(text, template, &gaz_front_matter_schema.keys[k], next);
        g_string_append(text, "---\n\n");
        g_string_append(text, template->body);
        gaz_skeleton_add_text(files, template->file, text);
    }
}

/* ---- as snippets of an editor */

struct snippet {
    GString *out;
    int n_stops;
};

static bool is_stop(const char *at) {
    return g_str_has_prefix(at, "×");
}

/* × to be written is a place where the editor stops; $ and } mean something to it. */
static void append_stops(struct snippet *snippet, const char *text) {
    static const struct gaz_next filled = {.body = "××市人民政府"};
    while (*text) {
        size_t n = 0;
        while (is_stop(text + n))
            n += strlen("×");
        if (n > 0) {
            g_string_append_printf(snippet->out, "${%d:%.*s}", ++snippet->n_stops, (int)n, text);
        } else if (g_str_has_prefix(text, "{年}")) {
            g_string_append(snippet->out, "$CURRENT_YEAR");
            n = strlen("{年}");
        } else if (g_str_has_prefix(text, "{政府}")) {
            g_string_append_printf(snippet->out, "${%d:%s}", ++snippet->n_stops, filled.body);
            n = strlen("{政府}");
        } else {
            if (strchr("$}\\", *text)) g_string_append_c(snippet->out, '\\');
            g_string_append_c(snippet->out, *text);
            n = 1;
        }
        text += n;
    }
}

/* A date that nobody fills in stays empty, which is told and not printed. */
static void append_snippet_key(struct snippet *snippet, const struct template *template,
                               const struct gaz_key *key) {
    const char *value = value_of(template, key->name);
    bool is_date = strcmp(key->name, "成文日期") == 0 && value_of(template, "署名");
    if (is_date) g_string_append_printf(snippet->out, "%s: $%d\n", key->name, ++snippet->n_stops);
    if (!value) return;
    g_auto(GStrv) texts = g_strsplit(value, key->type == GAZ_KEY_NODE ? "\n" : "|", -1);
    g_string_append_printf(snippet->out, "%s:", key->name);
    for (int i = 0; texts[i]; i++) {
        g_string_append(snippet->out, texts[1] ? "\n  - " : " ");
        append_stops(snippet, texts[i]);
    }
    g_string_append_c(snippet->out, '\n');
}

/* 通知 of 模板-通知.md; freed with g_free. */
static char *name_of(const struct template *template) {
    const char *begin = strchr(template->file, '-') + 1;
    return g_strndup(begin, strlen(begin) - strlen(".md"));
}

static void put_snippet(GString *out, const struct template *template) {
    g_autoptr(GString) text = g_string_new("---\n");
    struct snippet snippet = {text, 0};
    g_autofree char *name = name_of(template);
    for (uint32_t k = 0; k < gaz_front_matter_schema.n; k++)
        append_snippet_key(&snippet, template, &gaz_front_matter_schema.keys[k]);
    g_string_append(text, "---\n\n");
    append_stops(&snippet, template->body);
    g_string_append(text, "$0");
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    gaz_json_open(out, name, '{');
    gaz_json_put_text(out, "prefix", name);
    gaz_json_put_text(out, "scope", "markdown");
    gaz_json_put_text(out, "description", template->kind);
    gaz_json_open(out, "body", '[');
    for (int i = 0; lines[i]; i++)
        gaz_json_put_text(out, NULL, lines[i]);
    gaz_json_close(out, ']');
    gaz_json_close(out, '}');
}

void gaz_templates_put_snippets(GString *out) {
    gaz_json_open(out, NULL, '{');
    for (size_t i = 0; i < G_N_ELEMENTS(templates); i++)
        put_snippet(out, &templates[i]);
    gaz_json_close(out, '}');
    g_string_append_c(out, '\n');
}
