/* zip_late.c: what is called of libzip (base/process/late.h). */
#include "base/process/late.h"

#include <zip.h>

#define LIBRARY "libzip.so.4"

void zip_error_init(zip_error_t *error) {
    GAZ_LATE(LIBRARY, zip_error_init);
    late(error);
}

void zip_error_fini(zip_error_t *error) {
    GAZ_LATE(LIBRARY, zip_error_fini);
    late(error);
}

zip_source_t *zip_source_buffer_create(const void *data, zip_uint64_t size, int is_freed,
                                       zip_error_t *error) {
    GAZ_LATE(LIBRARY, zip_source_buffer_create);
    return late(data, size, is_freed, error);
}

void zip_source_free(zip_source_t *source) {
    GAZ_LATE(LIBRARY, zip_source_free);
    late(source);
}

zip_t *zip_open_from_source(zip_source_t *source, int flags, zip_error_t *error) {
    GAZ_LATE(LIBRARY, zip_open_from_source);
    return late(source, flags, error);
}

void zip_discard(zip_t *archive) {
    GAZ_LATE(LIBRARY, zip_discard);
    late(archive);
}

zip_int64_t zip_get_num_entries(zip_t *archive, zip_flags_t flags) {
    GAZ_LATE(LIBRARY, zip_get_num_entries);
    return late(archive, flags);
}

int zip_stat_index(zip_t *archive, zip_uint64_t index, zip_flags_t flags, zip_stat_t *stat) {
    GAZ_LATE(LIBRARY, zip_stat_index);
    return late(archive, index, flags, stat);
}

zip_file_t *zip_fopen_index(zip_t *archive, zip_uint64_t index, zip_flags_t flags) {
    GAZ_LATE(LIBRARY, zip_fopen_index);
    return late(archive, index, flags);
}

zip_int64_t zip_fread(zip_file_t *file, void *data, zip_uint64_t size) {
    GAZ_LATE(LIBRARY, zip_fread);
    return late(file, data, size);
}

int zip_fclose(zip_file_t *file) {
    GAZ_LATE(LIBRARY, zip_fclose);
    return late(file);
}
