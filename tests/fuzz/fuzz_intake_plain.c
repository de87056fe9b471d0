/* fuzz_intake_plain.c: a text file as a draft: every carrier stands once in it, in order, or was left out. */
#include "tests/fuzz/fuzz_intake.h"

#include "intake/plain/plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_draft fuzz = fuzz_draft_open("a.txt");
    gaz_plain_read((struct gaz_bytes){data, size}, fuzz.draft, fuzz.account, fuzz.diags);
    fuzz_draft_close(&fuzz);
    return 0;
}
