/* fitting.h: 凑版: a document that ends well (G-29, S-26). */
#ifndef GAZ_LAYOUT_ISSUE_FITTING_H
#define GAZ_LAYOUT_ISSUE_FITTING_H

#include "input/doc.h"
#include "layout/layout.h"
#include "layout/page/book.h"

/* one document and where it goes */
struct gaz_fitting {
    const struct gaz_typesetter *typesetter; /* the document's own */
    const struct gaz_doc *doc;
    uint32_t target, part_target;
    bool runs_on;     /* begins below the end of the book's last document where there is room (接排) */
    bool is_followed; /* the next one may begin below this one's end */
    struct gaz_book_mark start;   /* what the book was before the document; the fitting's */
    size_t first_node;            /* what the tree had before the document; the fitting's */
    bool keeps_footer;            /* the 版记 takes lines along; the fitting's */
    struct gaz_adjusted adjusted; /* the fitting's while it works */
};

/* Appends the document to the book. When its own text runs over its first page by no more lines than
 * 版头.至少 leaves the 版头, that is made lower. When its last page would hold at most 凑版.末页至多 lines,
 * 版记 included, or the 版记 alone, paragraphs are taken in one at a time, the shortest last line first, each
 * by at most 凑版.每行至多 a line, until that page is gone; if it cannot be done, none is, and the 版记 takes
 * lines along unless it may stand alone (版记.可独占一页). Where 孤行.每行至多 is not 0, a paragraph whose
 * last line would stand alone on the next page is taken in by that much a line when that helps (C-56). A
 * paragraph whose page ends within a date or a range has its lines ended elsewhere when they are neither more
 * nor loose.
 */
struct gaz_ending gaz_fit_document(struct gaz_fitting *fitting, struct gaz_book *book);

/* Tells the editor of every paragraph taken in, and of a poor ending; `page` is the number of the last page.
 */
void gaz_report_ending(const struct gaz_fitting *fitting, const struct gaz_ending *ending, int page);

#endif
