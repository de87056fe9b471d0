/* fuzz_dump.c: what --dump=pages or --dump=lines printed, as diff reads it: of any version, each kind. */
#include "tests/fuzz/fuzz.h"

#include "base/data/format.h"
#include "compare/gather.h"

/* Builds that are compared point into their chars: each line's must be there. */
static void check(const struct gaz_build *build) {
    for (uint32_t i = 0; i < build->n_lines; i++) {
        const struct gaz_build_line *line = &build->lines[i];
        if (line->page >= build->n_pages || line->n_chars > build->n_chars - line->first_char) abort();
    }
}

static void gather(const char *text, enum gaz_format format, unsigned version) {
    struct gaz_gathering gathering;
    gaz_gather_begin(&gathering);
    if (format == GAZ_FORMAT_LINES)
        gaz_gather_from_line_dump(&gathering, text);
    else
        gaz_gather_from_page_dump(&gathering, text, version);
    struct gaz_build *build = gaz_gather_end(&gathering);
    check(build);
    gaz_build_free(build);
}

/* As compare/build.c opens one: valid UTF-8, a line end at the end. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0 || data[size - 1] != '\n' || !g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_format_head head;
    const struct gaz_source *source = gaz_source_new(arena, "t", "t", (const char *)data, size);
    enum gaz_format format = *data == '{' ? GAZ_FORMAT_LINES : GAZ_FORMAT_PAGES;
    if (gaz_format_read(&head, source, 1u << format, diags))
        gather(source->text + head.size, format, head.version);
    fuzz_check_diags(diags);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
    return 0;
}
