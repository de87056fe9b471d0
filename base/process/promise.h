/* promise.h: what the program promises itself, where there are no diagnostics to report to.
 *
 * A broken promise is a fault of ours: it is said with its place in the program, and the program ends with
 * status 70 (diag.h). Nothing is half written then: whatever is written is renamed last (base/file/file.h).
 * Unlike assert(), it is in what ships; law/promises keeps assert() and g_assert() out of the rooms.
 */
#ifndef GAZ_BASE_PROCESS_PROMISE_H
#define GAZ_BASE_PROCESS_PROMISE_H

#define GAZ_PROMISE(holds) ((holds) ? (void)0 : gaz_end_at_broken_promise(#holds, __FILE__, __LINE__))

_Noreturn void gaz_end_at_broken_promise(const char *promise, const char *file, int line);

#endif
