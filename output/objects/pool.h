/* pool.h: small memory of C++ libraries, above all libqpdf's, from pools by size. */
#ifndef GAZ_OUTPUT_OBJECTS_POOL_H
#define GAZ_OUTPUT_OBJECTS_POOL_H

/* From here on what this thread's `new` asks for, if it is small, comes from pools. What is deleted goes back
 * to them, to be given out again, and is kept until the process ends. A sanitizer's build has none. */
void gaz_pool_open(void);

#endif
