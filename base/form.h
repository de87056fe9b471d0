/* form.h: the form of a document (GB/T 9704 7 and 10): what its head, its signature and its foot look like.
 */
#ifndef GAZ_BASE_FORM_H
#define GAZ_BASE_FORM_H

enum gaz_form {
    GAZ_FORM_DOCUMENT, /* 公文 */
    GAZ_FORM_LETTER,   /* 信函 (10.1) */
    GAZ_FORM_ORDER,    /* 令 (10.2) */
    GAZ_FORM_MINUTES,  /* 纪要 (10.3) */
    GAZ_FORM_NOTICE,   /* 公告, with a number of its own */
    GAZ_N_FORMS
};

/* as they are written, in the order of the enum */
#define GAZ_FORM_NAMES "公文|信函|令|纪要|公告"

#endif
