/* docx.h: the reader of Word's and WPS's .docx (ECMA-376; also the strict form of ISO/IEC 29500). */
#ifndef GAZ_INTAKE_DOCX_H
#define GAZ_INTAKE_DOCX_H

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "intake/account.h"

/* Whether the file is this reader's to read or to refuse: a zip that is none of OpenDocument's, a package in
 * one file of XML (flat.h), or a Word file that is encrypted. Told by its bytes. */
bool gaz_docx_is(struct gaz_bytes file);

/* The file that it only wraps (its body is a single altChunk and nothing else has a text); NULL: it has
 * something of its own, or is no package. */
GBytes *gaz_docx_wrapped(struct gaz_bytes file);

/* Reads the file into a draft that is still empty, and says in the account what of it the draft has not.
 * False after an error of the file's: nothing of the draft is to be used. Nothing outside the file is opened.
 * What it promises: every character that its parts of text hold is a carrier, and each stands in the draft or
 * was left out; a second, simpler pass counts them, and a difference is a fault of ours. */
bool gaz_docx_read(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                   struct gaz_diags *diags);

#endif
