/* sanitizer.h: whether this build is one of AddressSanitizer, which has the functions that give memory
 * already, and reserves addresses without end; or one whose lines are counted (tests/coverage.sh), which
 * writes the counts when it ends, wherever it was confined to. */
#ifndef GAZ_BASE_SANITIZER_H
#define GAZ_BASE_SANITIZER_H

#ifdef GAZ_COVERAGE
#define GAZ_HAS_SANITIZER 1
#elif defined(__has_feature)
#define GAZ_HAS_SANITIZER __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define GAZ_HAS_SANITIZER 1
#else
#define GAZ_HAS_SANITIZER 0
#endif

#endif
