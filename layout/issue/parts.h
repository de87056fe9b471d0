/* parts.h: the pages of an issue, each kind a file of its own. */
#ifndef GAZ_LAYOUT_ISSUE_PARTS_H
#define GAZ_LAYOUT_ISSUE_PARTS_H

#include "input/doc.h"
#include "layout/issue/canvas.h"
#include "layout/layout.h"
#include "layout/page/book.h"

/* One document as boxes. `target`: 1 + its place number; its later parts count on from part_target, then its
 * heads. adjusted: as in gaz_flow, or NULL. */
struct gaz_flow *gaz_compose_document(const struct gaz_typesetter *typesetter, const struct gaz_doc *doc,
                                      uint32_t target, uint32_t part_target,
                                      const struct gaz_adjusted *adjusted);

/* the 栏目 that a document stands under */
const struct gaz_column *gaz_column_of(const struct gaz_issue *issue, uint32_t doc);

/* 接排: whether a document, set in a style, is to begin below the end of the one before it. Where its own key
 * or its 栏目's asks for it and it cannot be, a warning goes to diags, unless that is NULL. */
bool gaz_runs_on(const struct gaz_layout_job *job, uint32_t doc, const struct gaz_style *style,
                 struct gaz_diags *diags);

/* The style of a document that may run on: its head is its number, without a red rule, and its title. The
 * style itself for another document. */
const struct gaz_style *gaz_run_on_style(const struct gaz_layout_job *job, uint32_t doc,
                                         const struct gaz_style *style, struct gaz_arena *arena);

/* 简介, the last page */
struct gaz_flow *gaz_compose_about(const struct gaz_typesetter *typesetter, const struct gaz_doc *about,
                                   uint32_t target);

/* The cover as the items of one page: what the style lists (封面). */
struct gaz_canvas gaz_compose_cover(const struct gaz_typesetter *typesetter, const struct gaz_issue *issue,
                                    enum gaz_cover_page page);
bool gaz_cover_is_there(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                        enum gaz_cover_page page);

/* 书眉 of a page of documents, all artifacts: 刊名, the issue and the 栏目 that the page belongs to. */
struct gaz_canvas gaz_compose_running_head(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                                           struct gaz_text column, int number);

/* Each page's slug: 刊名, the issue, the page and the date of its source (出版日期). */
void gaz_compose_slugs(const struct gaz_typesetter *typesetter, struct gaz_pages *pages);

/* True when a text of the style's covers has the field in a part that is printed: none of its fields is
 * empty. */
bool gaz_cover_prints(const struct gaz_issue *issue, const struct gaz_style *style,
                      enum gaz_cover_field field);

/* 2023年6月30日 or June 30, 2023; nothing for no date */
struct gaz_text gaz_date_text(const struct gaz_typesetter *ts, struct gaz_date date, bool english);

/* The contents with the masthead, in Chinese or English. page_numbers: of each document; 0 while not known.
 * Links point to the documents' places. */
struct gaz_flow *gaz_compose_contents(const struct gaz_typesetter *typesetter, const struct gaz_issue *issue,
                                      const int *page_numbers, bool english);

/* 编辑委员会 and 联系方式 as a box on the foot of the contents page; nothing when the issue has neither. */
void gaz_compose_masthead(struct gaz_flow *flow, const struct gaz_issue *issue);

/* True when any English title is given: then the English contents are set. */
bool gaz_issue_has_english(const struct gaz_issue *issue);

/* The issue without what its style's cover leaves out: what its pages must hold. */
struct gaz_issue gaz_issue_as_printed(const struct gaz_issue *issue, const struct gaz_style *style);

/* Proves that every sourced character of the issues' documents is set exactly once, in order (law 6
 * of docs/architecture.md). */
bool gaz_check_pages(const struct gaz_issue *issues, uint32_t n_issues, const struct gaz_pages *pages,
                     struct gaz_diags *diags);

/* Proves that every character that stands alone has its face's own glyph. One complaint a page. */
bool gaz_check_glyphs(const struct gaz_pages *pages, struct gaz_diags *diags);

/* 年度总目录: by 栏目, by 发文字号 and by 主题词, a flow each; the second is NULL when no document has a
 * number, the third when none has subjects. The part's first box has the target of its number, 1 to 3.
 * first_targets: of each issue, the number that its first target has in the volume. */
struct gaz_year_contents {
    struct gaz_flow *by_column, *by_number, *by_subject;
};
struct gaz_year_contents gaz_compose_year(const struct gaz_typesetter *typesetter,
                                          const struct gaz_volume_job *job, const uint32_t *first_targets);

/* 2023年第1期至第12期（总第101期至总第112期） */
struct gaz_text gaz_volume_range(const struct gaz_typesetter *ts, const struct gaz_volume_job *job);
/* 2023年, 2022—2024年 */
struct gaz_text gaz_volume_years(const struct gaz_typesetter *ts, const struct gaz_volume_job *job);

/* The volume's title page (扉页): its name, its years, what it binds, the sponsor; copies of the covers. */
struct gaz_canvas gaz_compose_volume_title(const struct gaz_typesetter *ts, const struct gaz_volume_job *job);

/* True when not all of the volume's issues are of one year: then an issue is never named without its year. */
bool gaz_volume_has_years(const struct gaz_volume_job *job);

#endif
