/* fuzz_docx_parts.c: the parts of a .docx, put into a package: the document, then, each behind a NUL, its
 * numbers, its styles, its footnotes, its comments. */
#include "tests/fuzz/fuzz_intake.h"
#include "tests/unit/intake/docx_file.h"

#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"x/" type "\" Target=\"" target "\"/>"
#define PARTS                                                                                                \
    DOCX_RELATIONS RELATION("a", "numbering", "numbering.xml") RELATION("b", "styles", "styles.xml")         \
        RELATION("c", "footnotes", "footnotes.xml") RELATION("d", "comments", "comments.xml")                \
            RELATION("e", "image", "image.svg") "</Relationships>"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const names[] = {"word/document.xml", "word/numbering.xml", "word/styles.xml",
                                        "word/footnotes.xml", "word/comments.xml"};
    struct docx_part parts[G_N_ELEMENTS(names) + 5] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels", PARTS},
        {"word/image.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"}};
    g_autofree char *text = g_malloc0(size + 1);
    memcpy(text, data, size);
    size_t at = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(names) && at < size; i++) {
        parts[4 + i] = (struct docx_part){names[i], text + at};
        at += strlen(text + at) + 1;
    }
    fuzz_check_reading(docx_read_parts(parts));
    return 0;
}
