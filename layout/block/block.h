/* block.h: one function for each thing that a gazette's document has. All push boxes; none knows pages. */
#ifndef GAZ_LAYOUT_BLOCK_BLOCK_H
#define GAZ_LAYOUT_BLOCK_BLOCK_H

#include "input/doc.h"
#include "layout/block/box.h"

/* 栏目.题: the name of a 栏目 above its first document, or as all that is on a page. Nothing for no name. */
enum gaz_column_title { GAZ_COLUMN_UNPRINTED, GAZ_COLUMN_ABOVE, GAZ_COLUMN_ON_PAGE };
void gaz_block_column_title(struct gaz_flow *flow, struct gaz_text name);
void gaz_block_column_page(struct gaz_flow *flow, struct gaz_text name);

/* 版头: the mark (single or joint), 发文字号 and the red rule (G-13 to G-17). Nothing when the document has
 * neither. */
/* 发文字号 below the title, of a notice without 版头. */
void gaz_block_number(struct gaz_flow *flow, const struct gaz_doc *doc);
void gaz_block_letterhead(struct gaz_flow *flow, const struct gaz_doc *doc);

/* how a title block stands: the members are style values */
struct gaz_title_form {
    enum gaz_role_id role;
    gaz_len each, before, after, width;
    uint8_t level; /* of its node */
};
void gaz_block_title(struct gaz_flow *flow, struct gaz_text title, const struct gaz_title_form *form);

/* 题注, 主送 */
void gaz_block_subtitle(struct gaz_flow *flow, struct gaz_text subtitle);
void gaz_block_addressees(struct gaz_flow *flow, struct gaz_text addressees);

/* One block of a part's body: paragraph, heading, table, figure, page break, missing pages. */
void gaz_block_body(struct gaz_flow *flow, const struct gaz_block *original);

/* How a paragraph block is set; its notes' marks are printed already (gaz_block_printed). */
struct gaz_paragraph_spec gaz_block_spec(const struct gaz_typesetter *ts, const struct gaz_block *block);

/* label.c: a paragraph that begins with a label (出　席：, 问：, 1日　) has its other lines behind it; names
 * there are not parted, and those that blanks part are not stretched. */
void gaz_block_hang_label(const struct gaz_typesetter *ts, struct gaz_paragraph_spec *spec);

/* ---- notes.c */

/* The block's texts, with the marks of notes as the style prints them (注.号). */
struct gaz_block gaz_block_printed(const struct gaz_typesetter *ts, const struct gaz_block *block);

/* A head's text as it is printed once more (a bookmark, a contents list): on one line, without marks of
 * notes. */
struct gaz_text gaz_head_text(struct gaz_arena *arena, struct gaz_text text);

/* Sets the notes of a block whose lines are the flow's boxes from `first` on: they hang on the boxes with
 * their marks, or wait for the part's end. */
void gaz_notes_of_lines(struct gaz_flow *flow, const struct gaz_block *block, uint32_t first,
                        const struct gaz_paragraph *set);
/* The same for a table or figure: they follow it, and a table's own (注：…) before them. */
void gaz_notes_below(struct gaz_flow *flow, const struct gaz_block *block);
/* The notes that waited for the part's end, under the short rule. */
void gaz_notes_at_end(struct gaz_flow *flow);

/* 附件说明 (G-22): the list made from the document's attachments, or the given one. */
void gaz_block_attachment_list(struct gaz_flow *flow, const struct gaz_doc *doc);
/* a paragraph 附件：… of the body */
void gaz_block_attachment_paragraph(struct gaz_flow *flow, struct gaz_text text);

/* own_contents.c: a document's own 目录 that begins with block `at` of the part: its lines as typed, or made
 * of the part's heads; gives the block behind it. The target of head k is head_base + k - 1. */
uint32_t gaz_block_own_contents(struct gaz_flow *flow, const struct gaz_part *part, uint32_t at,
                                uint32_t head_base);

/* 署名, 成文日期, 附注 (G-25, G-26, G-30): one piece, with the last lines of text. */
/* 出席, 请假, 缺席, 列席: a blank line above, turnover below the first character behind the colon (10.3). */
void gaz_block_attendance(struct gaz_flow *flow, const struct gaz_doc *doc);
void gaz_block_signature(struct gaz_flow *flow, const struct gaz_doc *doc);

/* 版记 (G-33, G-34, G-36): one piece on the bottom edge. */
void gaz_block_footer(struct gaz_flow *flow, const struct gaz_doc *doc);

/* 附件 label at the top left (G-31); a form for the attachment's title. */
void gaz_block_attachment_label(struct gaz_flow *flow, struct gaz_text label);

/* A table with the white above its title; its notes (注：…) as lines behind it, or in a flow of their own. */
void gaz_block_table(struct gaz_flow *flow, const struct gaz_table *table);
void gaz_block_table_notes(struct gaz_flow *into, const struct gaz_block *block,
                           const struct gaz_table_setting *setting);

void gaz_block_figure(struct gaz_flow *flow, const struct gaz_block *block);

/* Whether a block goes on a turned page: a 横排 table, or a 横排 figure that is wider than the measure. */
bool gaz_block_is_turned(const struct gaz_style *style, const struct gaz_block *block);

/* The measure of a turned page: as long as the type area is high. */
gaz_len gaz_turned_measure(const struct gaz_style *style);

/* The style with the measure of a turned page, in the typesetter's arena. */
struct gaz_style *gaz_turned_style(const struct gaz_typesetter *typesetter);

#endif
