/* charclass.h: what a character is to Chinese line setting. A table (charclass.c), no typographic decision
 * here. */
#ifndef GAZ_LAYOUT_TEXT_CHARCLASS_H
#define GAZ_LAYOUT_TEXT_CHARCLASS_H

#include <stdbool.h>
#include <stdint.h>

/* The marks' classes are those of clreq (h-punctuation_adjustment_space): what a table of widths tells apart.
 */
enum gaz_class {
    GAZ_CLASS_HAN,        /* ideographs and every other character that fills a cell: × ① 〇 々 */
    GAZ_CLASS_OPEN,       /* （《“‘〔【 */
    GAZ_CLASS_CLOSE,      /* ）》”’〕】 */
    GAZ_CLASS_COMMA,      /* 、，; */
    GAZ_CLASS_COLON,      /* ：； */
    GAZ_CLASS_STOP,       /* 。 */
    GAZ_CLASS_BANG,       /* ！？ */
    GAZ_CLASS_POINT,      /* ．: the full-width point of 1． */
    GAZ_CLASS_DOT,        /* · 间隔号 */
    GAZ_CLASS_CONNECT,    /* ～ － 连接号, and a single — */
    GAZ_CLASS_HYPHEN,     /* – 短横连接号 */
    GAZ_CLASS_RATIO,      /* ∶ of 1∶500 */
    GAZ_CLASS_DASH,       /* —— 破折号 */
    GAZ_CLASS_LONG_DASH,  /* ⸺ 破折号 as one character of two cells */
    GAZ_CLASS_ELLIPSIS,   /* …… 省略号 */
    GAZ_CLASS_SLASH,      /* ／ 分隔号 */
    GAZ_CLASS_PERCENT,    /* % ‰ ℃ ° ％ after a number */
    GAZ_CLASS_LATIN,      /* letters, digits and the ASCII marks among them */
    GAZ_CLASS_SPACE,      /* U+0020 and its kin */
    GAZ_CLASS_WIDE_SPACE, /* U+3000 */
    GAZ_CLASS_BLANK,      /* ＿ of a blank to fill in */
    GAZ_CLASS_BREAK,      /* a forced line end */
    GAZ_CLASS_COMPLEX,    /* scripts that need shaping in context: never cut but at spaces */
    GAZ_N_CLASSES
};

/* The class by code point alone; the marks that Chinese shares with Latin (“ ” ‘ ’ · — … %) get their Chinese
 * class. */
enum gaz_class gaz_class_of(uint32_t ch);

/* True for the marks that Latin text uses too: their class depends on their neighbours (C-44). */
bool gaz_class_is_shared(uint32_t ch);

/* a mark with free space in its cell, that adjacent marks are measured with (C-38) */
bool gaz_class_is_mark(enum gaz_class class);

/* The levels of prohibition, each with the rules of the one before it; the index of the style's choice 禁则.
 */
enum gaz_prohibition {
    GAZ_PROHIBIT_BASIC,  /* C-25, C-26 */
    GAZ_PROHIBIT_GB,     /* C-27: ／ does not end a line either */
    GAZ_PROHIBIT_STRICT, /* C-28: —— and …… do not start one */
};

bool gaz_class_may_start_line(enum gaz_class class, enum gaz_prohibition level);
bool gaz_class_may_end_line(enum gaz_class class, enum gaz_prohibition level);

#endif
