/* exif.c: the one entry of the first directory that says which way is up. */
#include "base/picture/exif.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct tiff {
    const unsigned char *data;
    size_t size;
    bool is_big_endian;
};

/* n bytes at `at` as a number; 0 where the file ends before */
static uint32_t number(const struct tiff *tiff, size_t at, size_t n) {
    uint32_t value = 0;
    if (at > tiff->size || tiff->size - at < n) return 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | tiff->data[at + (tiff->is_big_endian ? i : n - 1 - i)];
    return value;
}

int gaz_exif_orientation(const unsigned char *data, size_t n) {
    enum { TAG = 0x0112, SHORT = 3, ENTRY = 12 };
    struct tiff tiff = {data, n, n >= 2 && memcmp(data, "MM", 2) == 0};
    if (n < 8 || (!tiff.is_big_endian && memcmp(data, "II", 2) != 0) || number(&tiff, 2, 2) != 42) return 1;
    size_t directory = number(&tiff, 4, 4), n_entries = number(&tiff, directory, 2);
    for (size_t i = 0; i < n_entries; i++) {
        size_t entry = directory + 2 + i * ENTRY;
        if (number(&tiff, entry, 2) != TAG || number(&tiff, entry + 2, 2) != SHORT) continue;
        uint32_t value = number(&tiff, entry + 8, 2);
        return value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}
