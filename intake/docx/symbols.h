/* symbols.h: fonts that have symbols in the places of letters, and which character each symbol is. */
#ifndef GAZ_INTAKE_DOCX_SYMBOLS_H
#define GAZ_INTAKE_DOCX_SYMBOLS_H

#include <stdint.h>

enum gaz_docx_symbol_font {
    GAZ_DOCX_NO_SYMBOLS,
    GAZ_DOCX_SYMBOL,
    GAZ_DOCX_WINGDINGS,
    GAZ_DOCX_WINGDINGS_2,
    GAZ_DOCX_WINGDINGS_3,
    GAZ_DOCX_WEBDINGS,
    GAZ_DOCX_N_SYMBOL_FONTS,
};

/* By its name; NULL is allowed. */
enum gaz_docx_symbol_font gaz_docx_symbol_font_of(const char *name);

/* What a code of the font (0x20–0xFF, or the same from U+F000 on) shows, as official text writes it (√ for
 * the ticks, × for the crosses); 0: not known. */
uint32_t gaz_docx_symbol(enum gaz_docx_symbol_font font, uint32_t code);

#endif
