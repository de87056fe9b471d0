/* late.h: a library that few runs need is opened when the first of its functions is called.
 *
 * What the program is linked with is mapped and bound at every start: librsvg, libzip, ICU's collation and
 * what those bring are a quarter of it, and most issues have no drawing and no index. So a function of such a
 * library is a function of ours that calls it, in one file for each library; whoever uses it includes the
 * library's own header and knows nothing of it.
 */
#ifndef GAZ_BASE_PROCESS_LATE_H
#define GAZ_BASE_PROCESS_LATE_H

typedef void (*gaz_function)(void);

/* The function of the library with this soname, as its header says. What is not there ends the program with
 * status 74, as the dynamic linker would have done at the start. */
gaz_function gaz_late(const char *library, const char *function);

/* ICU's header puts another name, with the version, in place of each. */
#define GAZ_NAME_OF(function) #function

/* In a function of the same name: `late` is the library's. */
#define GAZ_LATE(library, function)                                                                          \
    static __typeof__(&(function)) late;                                                                     \
    if (!late) late = (__typeof__(late))gaz_late(library, GAZ_NAME_OF(function))

#endif
