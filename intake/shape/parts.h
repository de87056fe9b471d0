/* parts.h: the pieces of a shape, in the order in which they are looked for. Inside shape/ only. */
#ifndef GAZ_INTAKE_SHAPE_PARTS_H
#define GAZ_INTAKE_SHAPE_PARTS_H

#include "intake/shape/line.h"

/* head.c: 发文机关标志, 字号, 标题, 题注, 主送; finds where the body begins. */
void gaz_shape_head(struct gaz_lines *lines);
/* joint.c: takes the mark of several organs that begins on line i, and gives how many lines it has; 0: none
 * does. */
guint gaz_shape_joint_mark(struct gaz_lines *lines, guint i);
/* tail.c: 署名, 成文日期, 附注, 抄送, 印发; finds where the notice ends. */
void gaz_shape_tail(struct gaz_lines *lines);
/* names.c: which lines are lists of names. */
void gaz_shape_names(struct gaz_lines *lines);
/* facts.c: what the file says of itself, and its text does not say so. */
void gaz_shape_doubt_facts(struct gaz_lines *lines);
/* body.c: what is left, block by block: paragraphs, 印发件 and attachments, 名单. */
void gaz_shape_body(struct gaz_lines *lines);
/* attached.c: the names behind 附件： on line i, which `list` has been given, and on the lines below it. */
void gaz_shape_attached(struct gaz_lines *lines, guint i, struct gaz_shaped_block *list);

#endif
