/* manifest.c: the keys of issue.yaml, and the files that its 目录 names. */
#include "input/keys/manifest.h"

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/file/near_file.h"
#include "base/process/arena.h"

#include <glib.h>
#include <string.h>

/* what the table reads beyond gaz_issue's own members */
struct record {
    struct gaz_issue issue;
    const struct gaz_yaml *contents, *about;
};

#define FIELD(member) .offset = offsetof(struct record, member)
#define ISSUE(member) .offset = offsetof(struct record, issue) + offsetof(struct gaz_issue, member)

static const struct gaz_key keys[] = {
    {"刊名", GAZ_KEY_TEXT, .required = true, ISSUE(name), .also = "名称|公报名称",
     .help = "如澄浦市人民政府公报", .help_en = "the gazette's name"},
    {"刊名拼音", GAZ_KEY_TEXT, ISSUE(pinyin), .help = "封面上的拼音",
     .help_en = "the name in pinyin, for the cover"},
    {"英文刊名", GAZ_KEY_TEXT, ISSUE(english_name), .help = "有它就排英文目录",
     .help_en = "the English name; with it an English contents page is set"},
    {"年", GAZ_KEY_INT, .required = true, ISSUE(year), .min = 1900, .max = 2999, .also = "年份|年度",
     .help = "年份", .help_en = "the year"},
    {"期", GAZ_KEY_NUMBERS, .required = true, ISSUE(number), .choices = "增刊|增刊N", .min = 1, .max = 999,
     .also = "期号|期数|刊期", .help = "当年第几期；合刊写5-6，增刊写增刊1",
     .help_en = "the number in the year; of a joint issue 5-6, of a supplement 增刊1"},
    {"总期", GAZ_KEY_NUMBERS, .required = true, ISSUE(total), .choices = "无", .min = 1, .max = 99999,
     .also = "总期号|总期数|总号", .help = "总第几期；合刊写128-129，增刊没有总期写无",
     .help_en = "the number since the first issue; of a joint issue 128-129; 无 of a supplement without one"},
    {"出版日期", GAZ_KEY_DATE, .required = true, ISSUE(published), .also = "日期|出版时间|发布日期",
     .help = "如2023-06-29", .help_en = "the date of publication"},
    {"主办", GAZ_KEY_TEXT, ISSUE(sponsor), .also = "主办单位|主编单位", .help = "主办单位",
     .help_en = "the sponsor"},
    {"英文主办", GAZ_KEY_TEXT, ISSUE(english_sponsor), .help = "英文目录里的主办单位",
     .help_en = "the sponsor in English"},
    {"主管", GAZ_KEY_TEXT, ISSUE(supervisor), .help = "主管单位", .help_en = "the supervising body"},
    {"准印证号", GAZ_KEY_TEXT, ISSUE(imprint[GAZ_IMPRINT_LICENCE]),
     .help = "内部资料准印证的号，印在封底等处", .help_en = "the printing licence, for the back cover"},
    {"刊号", GAZ_KEY_TEXT, ISSUE(imprint[GAZ_IMPRINT_SERIAL]), .help = "国内统一连续出版物号",
     .help_en = "the serial number"},
    {"印数", GAZ_KEY_TEXT, ISSUE(imprint[GAZ_IMPRINT_COPIES]), .help = "如3000册",
     .help_en = "how many copies"},
    {"发送对象", GAZ_KEY_TEXT, ISSUE(imprint[GAZ_IMPRINT_READERS]), .help = "发给谁",
     .help_en = "who receives it"},
    {"承印", GAZ_KEY_TEXT, ISSUE(imprint[GAZ_IMPRINT_PRINTER]), .help = "印刷厂",
     .help_en = "the printing house"},
    {"定价", GAZ_KEY_TEXT, ISSUE(imprint[GAZ_IMPRINT_PRICE]), .help = "如免费赠阅", .help_en = "the price"},
    {"样式", GAZ_KEY_STRING, .required = true, ISSUE(style), .also = "模板|版式",
     .help = "styles/里的名称，或本文件夹里的.yaml文件",
     .help_en = "a name in styles/, or a .yaml file of this folder"},
    {"编辑委员会", GAZ_KEY_PAIRS, ISSUE(board), .also = "编委会", .help = "依次“职务: 姓名”",
     .help_en = "\"office: name\", in print order"},
    {"联系方式", GAZ_KEY_PAIRS, ISSUE(contacts), .also = "联系人|电话|地址", .help = "依次“名目: 内容”",
     .help_en = "\"label: value\", in print order"},
    {"目录", GAZ_KEY_NODE, .required = true, FIELD(contents), .node = "目录", .also = "文件|栏目",
     .help = "列表，每项有栏目、英文栏目、文件", .help_en = "a list; each item has 栏目, 英文栏目, 文件"},
    {"简介", GAZ_KEY_NODE, FIELD(about), .node = "简介", .also = "公报简介", .help = "末页简介的.md文件",
     .help_en = "the .md file of the last page"},
    {"起始页", GAZ_KEY_INT, ISSUE(first_page), .min = 0, .max = 9999,
     .help = "封面的页码（默认1；0：封面不计）",
     .help_en = "the cover's page number (default 1; 0: the cover is not counted)"},
};

const struct gaz_schema gaz_manifest_schema = {"issue.yaml", keys, G_N_ELEMENTS(keys)};

struct column_record {
    struct gaz_text name, english_name;
    int run_on; /* the index of the choice; -1: none */
    const struct gaz_yaml *files;
};

#define COLUMN(member) .offset = offsetof(struct column_record, member)

static const struct gaz_key column_keys[] = {
    {"栏目", GAZ_KEY_TEXT, .required = true, COLUMN(name), .also = "名称|栏目名|栏目名称",
     .help = "栏目名称，印作【…】", .help_en = "the group's name, printed in 【 】"},
    {"英文栏目", GAZ_KEY_TEXT, COLUMN(english_name), .help = "英文目录里的栏目",
     .help_en = "the group in the English contents"},
    {"接排", GAZ_KEY_CHOICE, COLUMN(run_on), .choices = "是|否", .help = "这一栏的短件一篇接一篇，不各起一页",
     .help_en = "short documents run on, not each on a page of its own"},
    {"文件", GAZ_KEY_NODE, .required = true, COLUMN(files), .node = "文件", .also = "公文|文稿|稿件|篇目",
     .help = "依次各篇的.md文件", .help_en = "the documents' .md files, in order"},
};

const struct gaz_schema gaz_manifest_column_schema = {"目录的一个栏目", column_keys,
                                                      G_N_ELEMENTS(column_keys)};

struct reading {
    struct gaz_issue *issue;
    struct gaz_manifest *manifest;
    struct gaz_diags *diags;
    GHashTable *seen; /* files, by gaz_file_identity */
    struct gaz_column *columns;
    uint32_t n_columns;
    size_t capacity;
    bool told_files; /* that there are too many */
};

static void report_type(struct reading *r, const struct gaz_yaml *node, const char *key, bool is_list) {
    gaz_report(r->diags, GAZ_D_WRONG_TYPE, node->span, key, is_list ? "列表" : "一个文件名",
               is_list ? "a list" : "a file's name");
}

/* ---- files */

/* The .md file that lies there in its stead is named. */
static void report_kind(struct reading *r, const struct gaz_yaml *file, bool is_docx) {
    g_autofree char *near = gaz_near_file(r->issue->folder, file->scalar);
    struct gaz_hint hint = gaz_hint_of(near && g_str_has_suffix(near, ".md") ? near : NULL);
    gaz_report(r->diags, is_docx ? GAZ_D_DOCX : GAZ_D_SOURCE_KIND, file->span, file->scalar, hint.chinese,
               hint.english);
    gaz_hint_clear(&hint);
}

static bool is_source_name(struct reading *r, const struct gaz_yaml *file) {
    char *lower = g_ascii_strdown(file->scalar, -1);
    bool is_docx = g_str_has_suffix(lower, ".docx") || g_str_has_suffix(lower, ".doc");
    bool is_md = g_str_has_suffix(lower, ".md");
    g_free(lower);
    if (!is_md) report_kind(r, file, is_docx);
    return is_md;
}

/* More files than an issue has: the others are not read. */
static bool has_enough(struct reading *r, const struct gaz_yaml *file) {
    enum { MOST_FILES = 6000 };
    if (r->manifest->n_files < MOST_FILES) return false;
    if (!r->told_files) gaz_report(r->diags, GAZ_D_MANY_FILES, file->span, "6000");
    r->told_files = true;
    return true;
}

static void add_file(struct reading *r, const struct gaz_yaml *file) {
    if (file->kind != GAZ_YAML_SCALAR || file->empty) {
        report_type(r, file, "文件", false);
        return;
    }
    if (!is_source_name(r, file) || has_enough(r, file)) return;
    if (!g_hash_table_add(r->seen, gaz_file_identity(r->issue->folder, file->scalar)))
        gaz_report(r->diags, GAZ_D_LISTED_TWICE, file->span, file->scalar);
    struct gaz_manifest *m = r->manifest;
    *GAZ_PUSH(r->issue->arena, m->files, m->n_files, m->files_capacity) = file;
}

static void add_files(struct reading *r, const struct gaz_yaml *files) {
    if (!files) return;
    if (files->kind == GAZ_YAML_SCALAR) add_file(r, files);
    if (files->kind == GAZ_YAML_MAP) report_type(r, files, "文件", true);
    if (files->kind != GAZ_YAML_LIST) return;
    for (uint32_t i = 0; i < files->n; i++)
        add_file(r, files->items[i]);
}

/* ---- columns */

static void add_column(struct reading *r, const struct gaz_yaml *map) {
    struct column_record record = {.run_on = -1};
    gaz_schema_read(r->issue->arena, &gaz_manifest_column_schema, map, &record, r->diags);
    struct gaz_column *column = GAZ_PUSH(r->issue->arena, r->columns, r->n_columns, r->capacity);
    column->name = record.name;
    column->english_name = record.english_name;
    column->run_on = (enum gaz_run_on)(GAZ_RUN_ON_YES + record.run_on);
    column->first_doc = r->manifest->n_files;
    add_files(r, record.files);
    column->n_docs = r->manifest->n_files - column->first_doc;
}

static void read_contents(struct reading *r, const struct gaz_yaml *contents) {
    if (!contents) return; /* said by the table */
    if (contents->kind != GAZ_YAML_LIST) {
        report_type(r, contents, "目录", true);
        return;
    }
    unsigned errors = gaz_diags_count(r->diags, GAZ_ERROR);
    for (uint32_t i = 0; i < contents->n; i++)
        add_column(r, contents->items[i]);
    if (r->manifest->n_files == 0 && gaz_diags_count(r->diags, GAZ_ERROR) == errors)
        gaz_report(r->diags, GAZ_D_NO_DOCUMENTS, contents->span, NULL);
}

static void read_about(struct reading *r, const struct gaz_yaml *about) {
    if (!about) return;
    if (about->kind != GAZ_YAML_SCALAR || about->empty)
        report_type(r, about, "简介", false);
    else if (is_source_name(r, about))
        r->manifest->about = about;
}

/* Of a key's value; of a key that is not there the file's beginning. */
static struct gaz_span span_of(const struct gaz_issue *issue, const struct gaz_yaml *map, const char *key) {
    const struct gaz_yaml *value = map ? gaz_yaml_lookup(map, key) : NULL;
    return value ? value->span : gaz_span_at(issue->source, 0);
}

void gaz_manifest_read(struct gaz_issue *issue, const struct gaz_yaml *map, struct gaz_manifest *manifest,
                       struct gaz_diags *diags) {
    struct reading r = {.issue = issue, .manifest = manifest, .diags = diags};
    struct record record = {.issue = *issue};
    gaz_schema_read(issue->arena, &gaz_manifest_schema, map, &record, diags);
    *issue = record.issue;
    issue->style_span = span_of(issue, map, "样式");
    issue->year_span = span_of(issue, map, "年");
    issue->number_span = span_of(issue, map, "期");
    issue->total_span = span_of(issue, map, "总期");
    issue->published_span = span_of(issue, map, "出版日期");
    r.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_contents(&r, record.contents);
    read_about(&r, record.about);
    g_hash_table_unref(r.seen);
    issue->columns = r.columns;
    issue->n_columns = r.n_columns;
}
