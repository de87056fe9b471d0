/* siblings.h: which of the numbered paragraphs of a part begin with a heading. Inside input/ only.
 *
 * Length alone cannot tell a heading that ends with 。 from a short provision: `二、违反本通告的，依法处理。`
 * is law, `（一）加强组织领导。` above what is to be done is a heading. What stands below tells: a heading
 * has matter, a provision is the matter. So a sentence that is all there is to its paragraph is a heading
 * only when text or a deeper number follows; and siblings are of one kind, since nobody sets two of five
 * items of a list in 黑体 because they are short:
 *
 * - when any of them but the last has nothing below its only sentence, they all are provisions: no sentence
 *   is marked. The last may be bare, and is body then (本通知自印发之日起施行。);
 * - so are they when no more of them begin like headings than with a sentence that is too long for one;
 * - else all are headings, those up to half as long again as a heading may be too
 * (一、原则同意《…总体规划》。 before thirteen short ones).
 *
 * Short items without 。 are headings as ever, unless none of them but perhaps the last has anything below:
 * these are a list (一、申请书 二、营业执照).
 *
 * Siblings are numbers of one level without a shallower one, a chapter or a new count between them.
 */
#ifndef GAZ_INPUT_BODY_SIBLINGS_H
#define GAZ_INPUT_BODY_SIBLINGS_H

#include "input/doc.h"
#include "input/lines/numbering.h"

/* What a numbered paragraph of a level is. */
enum gaz_item_form {
    GAZ_ITEM_BODY,     /* no heading: a sentence that is the matter itself, or no number of a level */
    GAZ_ITEM_LINE,     /* a heading on a line of its own, without 。 */
    GAZ_ITEM_SENTENCE, /* its first sentence is a heading; it may be all there is to the paragraph */
};

/* The form of each of a part's blocks: n of them, a new array (g_free). `numbers`: of each block, kind NONE
 * where a block does not count as numbered. */
enum gaz_item_form *gaz_item_forms(const struct gaz_block *blocks, const struct gaz_number *numbers,
                                   uint32_t n);

#endif
