/* new.c: the next issue from the last one, or the first in the style for new work.
 *
 * 期 and 总期 are those of the last issue and one more, never worked out from the calendar: issues are
 * skipped and joined (S-03). All is said aloud, since all of it is for a person to look at.
 */
#include "editing/editing.h"

#include "base/data/yaml_write.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "base/text/text.h"
#include "base/text/visible.h"
#include "editing/skeleton.h"
#include "input/keys/manifest.h"
#include "styles/styles.h"

#include <string.h>

struct making {
    const struct gaz_new_job *job;
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    struct gaz_issue last;
    struct gaz_manifest manifest;
    const struct gaz_yaml *map; /* of the last issue.yaml */
    struct gaz_next next;
    enum gaz_rhythm rhythm;
    GArray *files;
    GPtrArray *copied; /* paths, borrowed from files' sources */
    GString *said;
};

static const char *pick(const struct making *m, const char *chinese, const char *english) {
    return m->job->language == GAZ_ENGLISH ? english : chinese;
}

/* ---- the first issue: as if one had been before it; its files are left out */

static const char first_issue[] = "刊名: ××市人民政府公报\n"
                                  "年: %d\n"
                                  "期: 1\n"
                                  "总期: 1\n"
                                  "出版日期: %d-%02d-%02d\n"
                                  "主办: ××市人民政府办公室\n"
                                  "样式: gongbao-2026\n"
                                  "目录:\n"
                                  "  - 栏目: 市政府文件\n"
                                  "    文件: [01.md]\n"
                                  "  - 栏目: 市政府办公室文件\n"
                                  "    文件: [02.md]\n"
                                  "  - 栏目: 部门文件\n"
                                  "    文件: [03.md]\n";

static struct gaz_date today(void) {
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    return (struct gaz_date){(int16_t)g_date_time_get_year(now), (int8_t)g_date_time_get_month(now),
                             (int8_t)g_date_time_get_day_of_month(now)};
}

static const struct gaz_source *imagine_first(struct making *m) {
    struct gaz_date due = gaz_half_month_after(gaz_due_date(today()));
    g_autofree char *text = g_strdup_printf(first_issue, due.year, due.year, due.month, due.day);
    return gaz_source_new(m->arena, "issue.yaml", "issue.yaml", text, strlen(text));
}

/* ---- the last issue */

/* issue.yaml alone: what is wrong with a document that was printed long ago does not matter here. */
static bool read_last(struct making *m) {
    unsigned errors = gaz_diags_count(m->diags, GAZ_ERROR);
    m->last.arena = m->arena;
    m->last.folder = m->job->from ? m->job->from : m->job->folder;
    m->last.source = m->job->from ? gaz_source_read_below(m->arena, m->job->from, "issue.yaml",
                                                          (struct gaz_span){0}, m->diags)
                                  : imagine_first(m);
    if (!m->last.source) return false;
    m->map = gaz_yaml_read(m->arena, m->last.source, 0, m->last.source->size, m->diags);
    gaz_manifest_read(&m->last, m->map, &m->manifest, m->diags);
    return m->map && gaz_diags_count(m->diags, GAZ_ERROR) == errors;
}

/* Within what the table of keys allows. */
static bool count_on(struct making *m, const char *name, struct gaz_numbers last, int *next) {
    *next = last.last + 1;
    for (uint32_t i = 0; i < gaz_manifest_schema.n; i++) {
        const struct gaz_key *key = &gaz_manifest_schema.keys[i];
        if (strcmp(key->name, name) != 0 || (*next <= key->max && !last.is_extra)) continue;
        g_autofree char *count = gaz_numbers_text(last, "—");
        g_autofree char *word = g_strndup(key->choices, strcspn(key->choices, "|")); /* 增刊, 无 */
        g_autofree char *number = g_strconcat(last.is_extra ? word : "", count, NULL);
        gaz_report_file(m->diags, GAZ_D_NO_NEXT, m->last.source->name, name, number);
        return false;
    }
    return true;
}

static const char *publishing_body(struct making *m) {
    char *name = gaz_text_to_utf8(m->last.name);
    if (g_str_has_suffix(name, "公报")) name[strlen(name) - strlen("公报")] = '\0';
    const char *body = gaz_arena_strdup(m->arena, *name && !strpbrk(name, "|\n") ? name : "××市人民政府");
    g_free(name);
    return body;
}

static bool decide(struct making *m) {
    m->next.year = m->last.year;
    m->next.body = publishing_body(m);
    m->next.published = m->last.published.date;
    m->next.number = m->last.number.first;
    m->next.total = m->last.total.first;
    if (!m->job->from) return true;
    m->next.published = gaz_next_date(m->last.published.date, m->last.number.last, &m->rhythm);
    return count_on(m, "期", m->last.number, &m->next.number) &&
           count_on(m, "总期", m->last.total, &m->next.total);
}

/* ---- issue.yaml */

static void append_column(GString *out, const struct gaz_yaml *column, bool first) {
    const char *indent = "  - ";
    for (uint32_t i = 0; i < column->n; i++) {
        const struct gaz_yaml_pair *pair = &column->pairs[i];
        if (strcmp(pair->key->scalar, "文件") == 0) continue;
        g_string_append_printf(out, "%s%s:", indent, pair->key->scalar);
        gaz_yaml_append_value(out, pair->value, 6);
        indent = "    ";
    }
    g_string_append_printf(out, "%s文件: []\n", indent);
    for (int i = 0; first && gaz_template_names()[i]; i++)
        g_string_append_printf(out, "      # - %s\n", gaz_template_names()[i]);
}

static void append_contents(GString *out, const struct gaz_yaml *contents) {
    g_string_append(
        out, "# 排好一篇，去掉这一栏的[]，在下面一行写一个文件，如第一栏的注释那样；没有文件的栏目请删去\n");
    g_string_append(out, "目录:\n");
    for (uint32_t i = 0; i < contents->n; i++)
        append_column(out, contents->items[i], i == 0);
}

/* What the first issue has of its own: all of it is to be filled in. */
static bool append_first(GString *out, const char *name, const struct gaz_next *n) {
    if (strcmp(name, "期") == 0)
        g_string_append_printf(out, "期: %d  # 请照实际改\n", n->number);
    else if (strcmp(name, "总期") == 0)
        g_string_append_printf(out, "总期: %d  # 以前出过的都算在内，请照实际改\n", n->total);
    else
        return false;
    return true;
}

/* 期: 7  # 上一期5—6，加1；合刊写7-8 */
static void append_counted(GString *out, const char *name, int next, struct gaz_numbers last,
                           const char *otherwise) {
    g_autofree char *before = gaz_numbers_text(last, "—");
    g_string_append_printf(out, "%s: %d  # 上一期%s，加1；", name, next, before);
    g_string_append_printf(out, otherwise, next, next + 1);
    g_string_append_c(out, '\n');
}

/* What goes on from the last issue. */
static bool append_next(GString *out, const char *name, const struct making *m) {
    const struct gaz_next *n = &m->next;
    if (strcmp(name, "年") == 0)
        g_string_append_printf(out, "年: %d  # 照上一期\n", n->year);
    else if (strcmp(name, "期") == 0)
        append_counted(out, name, n->number, m->last.number, "合刊写%d-%d，增刊写增刊1");
    else if (strcmp(name, "总期") == 0)
        append_counted(out, name, n->total, m->last.total, "合刊写%d-%d");
    else
        return false;
    return true;
}

/* The keys that are not simply taken over. */
static bool append_own(GString *out, const char *name, const struct making *m) {
    const struct gaz_date *date = &m->next.published;
    if (strcmp(name, "出版日期") != 0)
        return m->job->from ? append_next(out, name, m) : append_first(out, name, &m->next);
    g_string_append_printf(out, "出版日期: %d-%02d-%02d  # 拟定，请照实际改\n", date->year, date->month,
                           date->day);
    return true;
}

static void append_key(GString *out, const struct gaz_key *key, const struct making *m) {
    const struct gaz_yaml *value = gaz_yaml_lookup(m->map, key->name);
    if (append_own(out, key->name, m)) return;
    if (!value) {
        g_string_append_printf(out, "# %s:  # %s\n", key->name, key->help);
    } else if (strcmp(key->name, "目录") == 0) {
        append_contents(out, value);
    } else {
        g_string_append_printf(out, "%s:", key->name);
        gaz_yaml_append_value(out, value, 2);
    }
}

static void add_manifest(struct making *m) {
    GString *text = g_string_new(NULL);
    g_string_append_printf(text,
                           m->job->from ? "# %d年第%d期（总第%d期），接上一期建立；期、总期、出版日期请核实\n"
                                        : "# %d年第%d期（总第%d期）；刊名、主办、期、总期、出版日期请核实\n",
                           m->next.year, m->next.number, m->next.total);
    for (uint32_t i = 0; i < gaz_manifest_schema.n; i++)
        append_key(text, &gaz_manifest_schema.keys[i], m);
    gaz_skeleton_add_text(m->files, "issue.yaml", text);
}

/* ---- files taken over */

static bool copy_file(struct making *m, const char *path, struct gaz_span span) {
    struct gaz_bytes bytes = gaz_file_read_below(m->arena, m->job->from, path, span, m->diags);
    if (!bytes.data) return false;
    gaz_skeleton_add(m->files, path, g_bytes_new(bytes.data, bytes.size));
    g_ptr_array_add(m->copied, (gpointer)path);
    return true;
}

/* A style of the issue folder's own, with what it inherits from there, the issue's 词表 and the house's
 * lists. */
static bool copy_style(struct making *m) {
    char *data = gaz_data_folder();
    struct gaz_style *style = gaz_style_load(m->last.style, data, m->job->from, m->last.style_span, m->diags);
    g_free(data);
    bool good = style != NULL;
    for (uint32_t i = 0; good && i < style->n_own_files; i++)
        good = copy_file(m, gaz_arena_strdup(m->arena, style->own_files[i]), m->last.style_span);
    for (uint32_t i = 0; good && i < style->n_house_files && !style->house_files[i].is_program; i++)
        good = copy_file(m, gaz_arena_strdup(m->arena, style->house_files[i].path), m->last.style_span);
    if (style) gaz_style_free(style);
    return good;
}

static bool gather(struct making *m) {
    const struct gaz_yaml *about = m->manifest.about;
    gaz_templates_add(m->files, &m->next);
    if (about && !copy_file(m, about->scalar, about->span)) return false;
    if (m->job->from && !copy_style(m)) return false;
    add_manifest(m); /* last: a folder without it is no issue */
    return true;
}

/* ---- what is said */

static void say_first(struct making *m) {
    g_autofree char *folder = gaz_visible(m->job->folder);
    g_string_append_printf(
        m->said,
        pick(m,
             "%s：新办的一期，样式gongbao-2026；刊名、主办、期、总期、出版日期请改（接着上一期"
             "办，用--from）\n",
             "%s: a first issue in the style gongbao-2026; fill in 刊名, 主办, 期, 总期 and "
             "出版日期 (to go on from a last issue use --from)\n"),
        folder);
}

static void say_numbers(struct making *m) {
    g_autofree char *folder = gaz_visible(m->job->folder);
    g_autofree char *number = gaz_numbers_text(m->last.number, m->job->language == GAZ_ENGLISH ? "–" : "—");
    g_autofree char *total = gaz_numbers_text(m->last.total, m->job->language == GAZ_ENGLISH ? "–" : "—");
    g_string_append_printf(m->said,
                           pick(m, "%s：%d年第%d期（总第%d期），接%d年第%s期（总第%s期）\n",
                                "%s: %d No. %d (%d since the first), after %d No. %s (%s)\n"),
                           folder, m->next.year, m->next.number, m->next.total, m->last.year, number, total);
    g_string_append(m->said,
                    pick(m, "期和总期是上一期加1，不是照日历推算的：有合刊或停刊时请改\n",
                         "期 and 总期 are the last issue's and one more, not worked out from the calendar: "
                         "change them after joint or skipped issues\n"));
}

static void say_date(struct making *m) {
    struct gaz_date d = m->next.published, half = gaz_half_month_after(gaz_due_date(m->last.published.date));
    g_string_append_printf(m->said,
                           pick(m, "出版日期拟为%d-%02d-%02d", "proposed date of publication: %d-%02d-%02d"),
                           d.year, d.month, d.day);
    if (m->rhythm == GAZ_RHYTHM_MONTH)
        g_string_append_printf(
            m->said,
            pick(m, "（到上一期为止不多于每月一期，按月末计；若是半月刊，应为%d-%02d-%02d）\n",
                 " (not more than an issue a month so far, so the month's end; a half-monthly "
                 "would be due on %d-%02d-%02d)\n"),
            half.year, half.month, half.day);
    else
        g_string_append(m->said, pick(m, "（半月刊，按15日和月末计）\n",
                                      " (a half-monthly: the 15th or the month's end)\n"));
}

static void say_file(struct making *m, const char *path) {
    g_autofree char *shown = gaz_visible(path);
    g_string_append_printf(m->said, pick(m, "、%s", ", %s"), shown);
}

static void say_templates(struct making *m) {
    g_string_append(m->said, pick(m, "模板：", "templates: "));
    for (int i = 0; gaz_template_names()[i]; i++)
        g_string_append_printf(m->said, "%s%s", i ? pick(m, "、", ", ") : "", gaz_template_names()[i]);
    g_string_append_c(m->said, '\n');
}

static void say_files(struct making *m) {
    g_string_append(m->said,
                    pick(m, "照上一期：刊名、主办、主管、样式、编辑委员会、联系方式、栏目",
                         "from the last issue: names, 主办, 主管, 样式, 编辑委员会, 联系方式, the columns"));
    for (guint i = 0; i < m->copied->len; i++)
        say_file(m, m->copied->pdata[i]);
    g_string_append_c(m->said, '\n');
}

/* An issue of late December often has the new year's first behind it. */
static void warn_of_year(struct making *m) {
    if (m->last.published.date.month != 12 && gaz_due_date(m->last.published.date).month != 12) return;
    char year[16], number[16];
    g_snprintf(year, sizeof year, "%d", m->next.year);
    g_snprintf(number, sizeof number, "%d", m->next.number);
    g_autofree char *path = g_build_filename(m->job->folder, "issue.yaml", NULL);
    gaz_report_file(m->diags, GAZ_D_YEAR_CARRIED, path, year, number);
}

bool gaz_new_issue(const struct gaz_new_job *job, GString *out, struct gaz_diags *diags) {
    struct making m = {.job = job,
                       .arena = gaz_arena_new(),
                       .diags = diags,
                       .files = gaz_skeleton_new(),
                       .copied = g_ptr_array_new(),
                       .said = out};
    gaz_diags_keep(diags, m.arena); /* complaints point into the last issue */
    bool good = read_last(&m) && decide(&m) && gather(&m) && gaz_skeleton_write(job->folder, m.files, diags);
    if (good && job->from) {
        say_numbers(&m);
        say_date(&m);
        say_files(&m);
        warn_of_year(&m);
    } else if (good) {
        say_first(&m);
    }
    if (good) say_templates(&m);
    g_ptr_array_free(m.copied, TRUE);
    g_array_unref(m.files);
    return good;
}
