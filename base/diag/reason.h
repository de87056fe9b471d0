/* reason.h: why the system refused something, in both languages: no library's English in a Chinese message.
 */
#ifndef GAZ_BASE_DIAG_REASON_H
#define GAZ_BASE_DIAG_REASON_H

/* As arguments of a message take them: Chinese first. They live as long as the program. */
struct gaz_reason {
    const char *chinese, *english;
};

/* Of an errno. One that is not in the table is told by its number, with the C library's words in brackets. */
struct gaz_reason gaz_reason_of(int error);

#endif
