/* fuzz_intake_plain.c: a text file as a draft: every carrier stands once in it, in order, or was left out. */
#include "tests/fuzz/fuzz_intake.h"

#include "intake/plain/plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_check_reading(read_by(gaz_plain_read, "a.txt", data, size));
    return 0;
}
