/* html.h: a page saved from a site, as a draft.
 *
 * Carriers are the characters of the page's text nodes as HTML5 reads them (entities decoded, by libgumbo):
 * each that is no white space of HTML (tab, line ends, form feed, blank), shown or not; and of each run of
 * such white space one blank, where a browser would show it. Scripts and styles are no text: the account
 * tells how many characters they have. Nothing is fetched; pictures are taken from data: URIs, from files
 * below the folder that the page lies in, and from the file where a browser saved all in one (.mht).
 */
#ifndef GAZ_INTAKE_HTML_H
#define GAZ_INTAKE_HTML_H

#include "base/file/file.h"
#include "intake/account.h"

#include <stdbool.h>

struct gaz_diags;

/* Whether the bytes look like a page: a tag of the first kinds stands near their beginning. */
bool gaz_html_is(struct gaz_bytes file);

/* Fills the draft: the document that the page shows, and everything around it as left out. False after a
 * report. */
bool gaz_html_read(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                   struct gaz_diags *diags);

#endif
