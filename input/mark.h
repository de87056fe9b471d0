/* mark.h: what a document's 发文机关标志 says of it: its form, and the name it has in the contents. */
#ifndef GAZ_INPUT_MARK_H
#define GAZ_INPUT_MARK_H

#include "base/form.h"
#include "input/reader.h"

/* ××令, ××公告, ××通告, ××纪要 (GB/T 9704 10.2, 10.3); another mark is that of a 公文. */
enum gaz_form gaz_mark_form(const char *mark);

/* The ends that say so; the last one is NULL. */
struct gaz_mark_end {
    const char *end;
    enum gaz_form form;
};
extern const struct gaz_mark_end gaz_mark_ends[];

/* What stands at the right of the names of joint issuers: 文件, 令. */
const char *gaz_mark_suffix(enum gaz_form form);

/* What the contents call an order, or a notice without a title: its mark and number in brackets, and what
 * it issues. To be called when the body has been read; 目录标题 that has the mark in it is left as typed. */
void gaz_mark_names(struct gaz_reader *reader, struct gaz_doc *doc);

#endif
