/* lex.c: ISO 32000-1 7.2 and 7.3, as far as content streams and CMaps go. */
#include "output/objects/lex.h"

#include <stdbool.h>
#include <string.h>

void gaz_pdf_lexer_begin(struct gaz_pdf_lexer *lexer, const void *data, gsize size) {
    lexer->at = size > 0 ? data : (const void *)""; /* libqpdf gives no bytes for an empty stream */
    lexer->end = lexer->at + size;
    lexer->value = g_string_new(NULL);
}

void gaz_pdf_lexer_end(struct gaz_pdf_lexer *lexer) {
    g_string_free(lexer->value, TRUE);
}

/* tables 1 and 2 */
enum { REGULAR, SPACE, DELIMITER };
static const unsigned char kinds[256] = {
    [0] = SPACE,       ['\t'] = SPACE,    ['\n'] = SPACE,    ['\f'] = SPACE,
    ['\r'] = SPACE,    [' '] = SPACE,     ['('] = DELIMITER, [')'] = DELIMITER,
    ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
    ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
};

static bool is_space(unsigned char c) {
    return kinds[c] == SPACE;
}
static bool is_regular(unsigned char c) {
    return kinds[c] == REGULAR;
}

static void skip_space(struct gaz_pdf_lexer *lexer) {
    while (lexer->at < lexer->end) {
        if (*lexer->at == '%')
            while (lexer->at < lexer->end && *lexer->at != '\n' && *lexer->at != '\r')
                lexer->at++;
        else if (is_space(*lexer->at))
            lexer->at++;
        else
            return;
    }
}

static void read_octal(struct gaz_pdf_lexer *lexer) {
    unsigned value = 0;
    for (int i = 0; i < 3 && lexer->at < lexer->end && *lexer->at >= '0' && *lexer->at <= '7'; i++)
        value = value * 8 + (unsigned)(*lexer->at++ - '0');
    g_string_append_c(lexer->value, (char)(value & 255));
}

static void read_escape(struct gaz_pdf_lexer *lexer) {
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    if (lexer->at == lexer->end) return;
    unsigned char c = *lexer->at;
    if (c >= '0' && c <= '7') {
        read_octal(lexer);
        return;
    }
    lexer->at++;
    const char *named = c ? strchr(from, c) : NULL;
    if (c == '\r' && lexer->at < lexer->end && *lexer->at == '\n') lexer->at++;
    if (c == '\r' || c == '\n') return; /* the line goes on */
    g_string_append_c(lexer->value, named ? to[named - from] : (char)c);
}

static void read_literal(struct gaz_pdf_lexer *lexer) {
    for (int depth = 1; lexer->at < lexer->end;) {
        unsigned char c = *lexer->at++;
        if (c == '\\') {
            read_escape(lexer);
            continue;
        }
        if (c == '(') depth++;
        if (c == ')' && --depth == 0) return;
        g_string_append_c(lexer->value, (char)c);
    }
}

/* The value of a digit and 1; 0: it is none. Most of a page is such strings. */
static const unsigned char digits[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

static void read_hex(struct gaz_pdf_lexer *lexer) {
    gsize size = (gsize)(lexer->end - lexer->at);
    const unsigned char *close = memchr(lexer->at, '>', size), *end = close ? close : lexer->end;
    unsigned n = 0, high = 0;
    g_string_set_size(lexer->value, (gsize)(end - lexer->at) / 2 + 1);
    char *to = lexer->value->str;
    for (; lexer->at < end; lexer->at++) {
        unsigned digit = digits[*lexer->at];
        if (digit == 0) continue;
        if (n++ % 2 == 0)
            high = digit - 1;
        else
            *to++ = (char)(high * 16 + digit - 1);
    }
    if (n % 2 == 1) *to++ = (char)(high * 16);
    g_string_truncate(lexer->value, (gsize)(to - lexer->value->str));
    if (close) lexer->at++;
}

static enum gaz_pdf_token read_angle(struct gaz_pdf_lexer *lexer) {
    if (lexer->at < lexer->end && *lexer->at == '<') {
        lexer->at++;
        return GAZ_PDF_DICT_OPEN;
    }
    read_hex(lexer);
    return GAZ_PDF_STRING;
}

static void read_regular(struct gaz_pdf_lexer *lexer) {
    const unsigned char *begin = lexer->at;
    while (lexer->at < lexer->end && is_regular(*lexer->at))
        lexer->at++;
    g_string_set_size(lexer->value, (gsize)(lexer->at - begin));
    memcpy(lexer->value->str, begin, lexer->value->len);
}

static enum gaz_pdf_token read_word(struct gaz_pdf_lexer *lexer) {
    read_regular(lexer);
    return strchr("+-.0123456789", lexer->value->str[0]) ? GAZ_PDF_NUMBER : GAZ_PDF_KEYWORD;
}

enum gaz_pdf_token gaz_pdf_lex(struct gaz_pdf_lexer *lexer) {
    g_string_truncate(lexer->value, 0);
    skip_space(lexer);
    if (lexer->at == lexer->end) return GAZ_PDF_END;
    if (is_regular(*lexer->at)) return read_word(lexer);
    switch (*lexer->at++) {
    case '/':
        read_regular(lexer);
        return GAZ_PDF_NAME;
    case '(':
        read_literal(lexer);
        return GAZ_PDF_STRING;
    case '<':
        return read_angle(lexer);
    case '>':
        if (lexer->at < lexer->end && *lexer->at == '>') lexer->at++;
        return GAZ_PDF_DICT_CLOSE;
    case '[':
        return GAZ_PDF_ARRAY_OPEN;
    case ']':
        return GAZ_PDF_ARRAY_CLOSE;
    }
    return GAZ_PDF_KEYWORD; /* a stray ) { or }: an empty word that means nothing */
}

void gaz_pdf_skip_inline_image(struct gaz_pdf_lexer *lexer) {
    for (; lexer->end - lexer->at > 3; lexer->at++)
        if (is_space(lexer->at[0]) && lexer->at[1] == 'E' && lexer->at[2] == 'I' &&
            !is_regular(lexer->at[3])) {
            lexer->at += 3;
            return;
        }
    lexer->at = lexer->end;
}
