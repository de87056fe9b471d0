/* order_late.c: what is called of ICU's collation (base/process/late.h). */
#include "base/process/late.h"

#include <unicode/ucol.h>

#define LIBRARY "libicui18n.so." U_ICU_VERSION_SHORT

UCollator *ucol_open(const char *locale, UErrorCode *status) {
    GAZ_LATE(LIBRARY, ucol_open);
    return late(locale, status);
}

void ucol_close(UCollator *collator) {
    GAZ_LATE(LIBRARY, ucol_close);
    late(collator);
}

int32_t ucol_getSortKey(const UCollator *collator, const UChar *source, int32_t n, uint8_t *key,
                        int32_t room) {
    GAZ_LATE(LIBRARY, ucol_getSortKey);
    return late(collator, source, n, key, room);
}
