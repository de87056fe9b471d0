/* sanitizer.h: whether this build is one of AddressSanitizer, which has the functions that give memory
 * already, and reserves addresses without end; whether it is one whose lines are counted (tests/coverage.sh),
 * which opens and writes its counts when it ends. */
#ifndef GAZ_BASE_PROCESS_SANITIZER_H
#define GAZ_BASE_PROCESS_SANITIZER_H

#ifdef __has_feature
#define GAZ_HAS_SANITIZER __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define GAZ_HAS_SANITIZER 1
#else
#define GAZ_HAS_SANITIZER 0
#endif

#ifdef GAZ_COVERAGE
#define GAZ_IS_COUNTED 1
#else
#define GAZ_IS_COUNTED 0
#endif

#endif
