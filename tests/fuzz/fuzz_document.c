/* fuzz_document.c: a document: front matter and body. */
#include "tests/fuzz/fuzz.h"

#include "input/body/body.h"
#include "input/keys/front_matter.h"
#include "input/keys/validate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz fuzz;
    fuzz_open(&fuzz, data, size);
    if (fuzz.source) {
        struct gaz_doc *doc = GAZ_NEW(fuzz.arena, struct gaz_doc);
        struct gaz_reader reader = {.arena = fuzz.arena, .diags = fuzz.diags, .folder = fuzz_folder()};
        doc->source = fuzz.source;
        gaz_reader_open(&reader, fuzz.arena, fuzz.source);
        gaz_front_matter_read(&reader, doc);
        gaz_body_read(&reader, false, doc);
        gaz_validate_doc(doc, fuzz.diags);
        gaz_validate_characters(doc, &reader);
        gaz_reader_close(&reader);
    }
    fuzz_close(&fuzz);
    return 0;
}
