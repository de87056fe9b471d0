/* fuzz_manifest.c: issue.yaml. */
#include "tests/fuzz/fuzz.h"

#include "base/data/yaml.h"
#include "input/keys/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz fuzz;
    fuzz_open(&fuzz, data, size);
    if (fuzz.source) {
        struct gaz_issue *issue = GAZ_NEW(fuzz.arena, struct gaz_issue);
        struct gaz_manifest manifest = {0};
        issue->arena = fuzz.arena;
        issue->folder = fuzz_folder();
        issue->source = fuzz.source;
        gaz_manifest_read(issue, gaz_yaml_read(fuzz.arena, fuzz.source, 0, fuzz.source->size, fuzz.diags),
                          &manifest, fuzz.diags);
    }
    fuzz_close(&fuzz);
    return 0;
}
