/* heap.h: how a process that ends soon asks the kernel for memory. */
#ifndef GAZ_BASE_PROCESS_HEAP_H
#define GAZ_BASE_PROCESS_HEAP_H

#include <stdbool.h>

/* From here on what malloc gets stays with the process to its end, and, if it `reserves`, lies in large pages
 * as far as the kernel has them. Called once, by a process of one thread that lives for one command. What is
 * reserved counts where the user limits memory, so where he does it is not; and where it cannot be had,
 * memory is asked for as in any process. */
void gaz_heap_settle(bool reserves);

#endif
