/* pieces.h: a text, piece by piece, sought in what was made of it. Inside office/ only. */
#ifndef GAZ_INTAKE_OFFICE_PIECES_H
#define GAZ_INTAKE_OFFICE_PIECES_H

#include "base/file/file.h"
#include "intake/account.h"

struct gaz_pieces {
    struct gaz_account *account;
    GString *made; /* the text of the .docx: letters, digits, ideographs, what only a font explains */
    size_t cursor; /* in it: pieces come nearly in order */
    GString *piece;
    unsigned n_told;
    bool is_hidden; /* the piece is not seen in the original */
};

void gaz_pieces_open(struct gaz_pieces *pieces, const struct gaz_draft *draft, struct gaz_account *account);
void gaz_pieces_close(struct gaz_pieces *pieces);
/* A character of the piece. */
void gaz_pieces_add(struct gaz_pieces *pieces, uint32_t ch);
/* The piece ends: told where it is not there, or is there though it is hidden. */
void gaz_pieces_end(struct gaz_pieces *pieces);
/* That the original could not be read. */
void gaz_pieces_give_up(struct gaz_pieces *pieces);

/* rtf.c: the pieces of an RTF file. */
void gaz_rtf_scan(struct gaz_pieces *pieces, struct gaz_bytes file);

#endif
