/* Memory that C++ libraries ask for: whole, apart, at its multiples, given out again; and what no pool gave
 * goes back where it came from. */
/* link: stdc++ */
#include "output/objects/keys.h"

#include "base/process/sanitizer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

/* new and delete, as a library has them */
void *cxx_new(size_t size) __asm__("_Znwm");
void cxx_delete(void *place) __asm__("_ZdlPv");
void cxx_delete_sized(void *place, size_t size) __asm__("_ZdlPvm");

enum { N = 60000 };

/* By libqpdf, whose objects they are for. */
static void open_pool(void) {
    gaz_pdf_close(gaz_pdf_open());
}

static size_t size_of(size_t i) {
    return i % 700; /* none, small ones, and such as are passed on */
}

static void everything_is_apart(void **state) {
    (void)state;
    unsigned char **places = g_new(unsigned char *, N);
    open_pool();
    for (size_t i = 0; i < N; i++) {
        places[i] = cxx_new(size_of(i));
        assert_non_null(places[i]);
        assert_int_equal((uintptr_t)places[i] % 16, 0);
        memset(places[i], (int)(i % 251), size_of(i));
    }
    for (size_t i = 0; i < N; i++) {
        for (size_t k = 0; k < size_of(i); k++)
            if (places[i][k] != i % 251) fail_msg("place %zu has byte %zu of another", i, k);
        if (i % 2)
            cxx_delete(places[i]);
        else
            cxx_delete_sized(places[i], size_of(i));
    }
    g_free(places);
}

static void a_place_is_given_out_again(void **state) {
    (void)state;
    if (GAZ_HAS_SANITIZER) skip();
    open_pool();
    void *place = cxx_new(40);
    cxx_delete(place);
    assert_ptr_equal(cxx_new(33), place); /* of the same class */
    void *other = cxx_new(33);
    assert_ptr_not_equal(other, place);
    cxx_delete_sized(place, 33);
    cxx_delete_sized(other, 33);
}

static gpointer delete_there(gpointer place) {
    cxx_delete(place);
    return cxx_new(24); /* this thread has opened none */
}

/* What another thread, or nobody's pool, gave. */
static void strangers_are_passed_on(void **state) {
    (void)state;
    open_pool();
    void *given = cxx_new(24);
    void *theirs = g_thread_join(g_thread_new("other", delete_there, given));
    assert_non_null(theirs);
    memset(theirs, 1, 24);
    cxx_delete_sized(theirs, 24);
    cxx_delete(NULL);
    cxx_delete_sized(NULL, 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_apart),
        cmocka_unit_test(a_place_is_given_out_again),
        cmocka_unit_test(strangers_are_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
