/* form.h: the form of a document (GB/T 9704 7 and 10): what its head, its signature and its foot look like.
 */
#ifndef GAZ_BASE_TERMS_FORM_H
#define GAZ_BASE_TERMS_FORM_H

enum gaz_form {
    GAZ_FORM_DOCUMENT, /* 公文 */
    GAZ_FORM_LETTER,   /* 信函 (10.1) */
    GAZ_FORM_ORDER,    /* 令 (10.2) */
    GAZ_FORM_MINUTES,  /* 纪要 (10.3) */
    GAZ_FORM_NOTICE,   /* 公告, with a number of its own */
    GAZ_N_FORMS
};

/* as they are written, in the order of the enum, with something between them */
#define GAZ_FORM_LIST(between) "公文" between "信函" between "令" between "纪要" between "公告"
#define GAZ_FORM_NAMES GAZ_FORM_LIST("|")
extern const char *const gaz_form_names[GAZ_N_FORMS + 1]; /* NULL behind the last */

#endif
