/* mark.h: what a document's 发文机关标志 says of it: its form, and the name it has in the contents. */
#ifndef GAZ_INPUT_KEYS_MARK_H
#define GAZ_INPUT_KEYS_MARK_H

#include "base/terms/form.h"
#include "input/reader.h"

/* ××令, ××公告, ××通告, ××纪要 (GB/T 9704 10.2, 10.3); another mark is that of a 公文. */
enum gaz_form gaz_mark_form(const char *mark);

/* The ends that say so; the last one is NULL. */
struct gaz_mark_end {
    const char *end;
    enum gaz_form form;
};
extern const struct gaz_mark_end gaz_mark_ends[];

/* 格式 as it may be chosen: a form, or 通告, which is a 公告 that calls itself so. */
#define GAZ_FORM_CHOICES GAZ_FORM_NAMES "|通告"
enum { GAZ_CHOICE_TONGGAO = GAZ_N_FORMS, GAZ_N_FORM_CHOICES };
enum gaz_form gaz_mark_chosen_form(int choice);

/* What stands at the right of the names of joint issuers, by what was chosen: 文件, 令, 通告. */
const char *gaz_mark_suffix(int choice);
/* The characters at the end of an issuer's name that are none of it but such a word; 0: there are none. */
uint32_t gaz_mark_suffix_length(struct gaz_text name);

/* What the contents call an order, or a notice without a title: its mark and number in brackets, and what
 * it issues. To be called when the body has been read; 目录标题 that has the mark in it is left as typed. */
void gaz_mark_names(struct gaz_reader *reader, struct gaz_doc *doc);

#endif
