/* encoding.h: what a file that is no UTF-8 is, and its text. */
#ifndef GAZ_BASE_TEXT_ENCODING_H
#define GAZ_BASE_TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum gaz_encoding {
    GAZ_UTF8, /* or what nothing better is known of */
    GAZ_UTF16_LE,
    GAZ_UTF16_BE,
    GAZ_UTF32_LE,
    GAZ_UTF32_BE,
    GAZ_GB18030,
    GAZ_BIG5,
    GAZ_SHIFT_JIS,
    GAZ_WINDOWS_1252,
    GAZ_WORD_FILE, /* .docx, .doc, .wps, .rtf: no text at all */
};

/* Told by the marks that files begin with; else a text that is nowhere near UTF-8, and in another encoding
 * Chinese from end to end, is in that one. */
enum gaz_encoding gaz_encoding_guess(const unsigned char *data, size_t size);

/* "GB 18030", "UTF-16 LE" … as messages say it */
const char *gaz_encoding_name(enum gaz_encoding encoding);

/* What a page or a program calls so: "gb2312", "Big5"; false: none of these. */
bool gaz_encoding_called(const char *charset, enum gaz_encoding *encoding);

/* The text in UTF-8 without a byte order mark; freed with g_free. NULL: it cannot be turned, or is none. */
char *gaz_encoding_convert(enum gaz_encoding encoding, const unsigned char *data, size_t size, size_t *n);

/* The same of a file that somebody else made and that need not be whole: each byte that is no character of
 * the encoding becomes U+FFFD and is counted in *n_bad. NULL: it is none of text. */
char *gaz_encoding_mend(enum gaz_encoding encoding, const unsigned char *data, size_t size, size_t *n,
                        uint32_t *n_bad);

#endif
