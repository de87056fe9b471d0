/* fuzz_table.c: a table, HTML or pipe; what the grid says of itself holds. */
#include "tests/fuzz/fuzz.h"

#include "input/table/table.h"

#include <stdlib.h>

/* Every place of the grid is covered once (doc.h). */
static void check_grid(const struct gaz_table *table) {
    size_t n_places = (size_t)table->n_rows * table->n_columns, n_covered = 0;
    unsigned char *covered = calloc(n_places + 1, 1);
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        for (uint32_t row = cell->row; row < cell->row + cell->row_span; row++)
            for (uint32_t column = cell->column; column < cell->column + cell->column_span; column++) {
                if (row >= table->n_rows || column >= table->n_columns) abort();
                if (covered[(size_t)row * table->n_columns + column]++) abort();
                n_covered++;
            }
    }
    if (n_covered != n_places || table->n_header_rows > table->n_rows) abort();
    free(covered);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz fuzz;
    fuzz_open(&fuzz, data, size);
    if (fuzz.source) {
        struct gaz_reader reader = {.diags = fuzz.diags, .folder = fuzz_folder()};
        gaz_reader_open(&reader, fuzz.arena, fuzz.source);
        uint32_t end = fuzz.source->size;
        bool is_pipe = gaz_table_pipe_begins(fuzz.source, 0, gaz_source_line_end(fuzz.source, 0));
        const struct gaz_table *table =
            is_pipe ? gaz_table_pipe_read(&reader, 0, end) : gaz_table_html_read(&reader, 0, end);
        if (table) check_grid(table);
        gaz_reader_close(&reader);
    }
    fuzz_close(&fuzz);
    return 0;
}
