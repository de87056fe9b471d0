/* tidy.h: forms that came about by typing, put right by class, each counted in the account.
 *
 * Never inside what is a form of its own: codes, addresses, ratios, times, numbers, English, standards. What
 * is in doubt is left. */
#ifndef GAZ_INTAKE_TIDY_TIDY_H
#define GAZ_INTAKE_TIDY_TIDY_H

#include "intake/account.h"

enum gaz_tidy_class {
    GAZ_TIDY_BLANKS,   /* typed indents, blanks at the ends and between ideographs, NBSP */
    GAZ_TIDY_MARKS,    /* half-width punctuation in Chinese; ... and -- */
    GAZ_TIDY_QUOTES,   /* straight quotes */
    GAZ_TIDY_WIDTH,    /* full-width digits and letters */
    GAZ_TIDY_BRACKETS, /* [2021]5号 */
    GAZ_TIDY_NUMBERS,  /* 1. for 1． */
    GAZ_TIDY_RADICALS, /* Kangxi and CJK radicals for the ideographs */
    GAZ_N_TIDY_CLASSES
};

/* 空格, 标点 … */
const char *gaz_tidy_class_name(enum gaz_tidy_class class);

/* Changes the draft's characters in place. keep: 1 << gaz_tidy_class of those that are left as they are. What
 * a source cannot hold (invisible controls, blanks at a line's ends) goes in any case. */
void gaz_draft_tidy(struct gaz_draft *draft, struct gaz_account *account, unsigned keep);

#endif
