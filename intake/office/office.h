/* office.h: .doc, .wps, .rtf and .odt, which are read by way of .docx: LibreOffice makes it, when it is
 * installed.
 *
 * What that step loses is told in the account: the proof that no character is lost begins at its .docx. It is
 * started with words, never with a shell, in a folder of its own that goes when it is done, with a fresh
 * profile in which macros are off, without a network where the kernel allows that to be taken away, for a
 * limited time, and never longer than the run that asked for it. A run that is confined starts no program
 * (cli/confine.h): so this comes before.
 */
#ifndef GAZ_INTAKE_OFFICE_H
#define GAZ_INTAKE_OFFICE_H

#include "base/file/file.h"
#include "intake/account.h"

#include <stdbool.h>

struct gaz_diags;

/* What kind of file the bytes are, for a person: Word 97—2003（.doc、.wps）, RTF, OpenDocument; NULL: none
 * that this is for. */
const char *gaz_office_kind(struct gaz_bytes file);

struct gaz_office {
    const char *program; /* LibreOffice's, as a name or path; NULL: soffice or libreoffice of PATH */
    unsigned seconds;    /* of the clock, after which it is ended; 0: 120 */
};

/* The same as .docx; NULL after a report. */
GBytes *gaz_office_convert(struct gaz_bytes file, struct gaz_office office, struct gaz_account *account,
                           struct gaz_diags *diags);

#endif
