/* test_fold.c: what is one character to whoever compares a print with its text: radicals, compatible and
 * vertical forms are what they decompose to, dashes are one, blanks and underscores are none; their
 * neighbours stay. */
/* link: gaz_facsimile gaz_trial */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "trial/stream.h"

static void folds(void **state) {
    (void)state;
    static const struct {
        uint32_t from, to;
    } rows[] = {{' ', 0},         {'_', 0},         {0x7F, 0},         {0xA0, 0},          {0x3000, 0},
                {0xFF3F, 0},      {'!', '!'},       {'~', '~'},        {0x2015, 0x2014},   {0x2500, 0x2014},
                {0x2E3A, 0x2014}, {0x2014, 0x2014}, {0x22EF, 0x2026},  {0x2026, 0x2026},   {0x2F00, 0x4E00},
                {0x2FD5, 0x9FA0}, {0x2E80, 0x2E80}, {0x2FF0, 0x2FF0},  {0xF900, 0x8C48},   {0xFA0D, 0x55C0},
                {0xFB01, 0xFB01}, {0xFE10, ','},    {0xFE12, 0x3002},  {0xFE19, 0xFE19},   {0xFE31, 0x2014},
                {0xFE41, 0x300C}, {0xFE51, 0xFE51}, {0x2F800, 0x4E3D}, {0x2FA1D, 0x2A600}, {0x2A600, 0x2A600},
                {0x4E00, 0x4E00}, {0xFF01, 0xFF01}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (gaz_fold_char(rows[i].from) != rows[i].to)
            fail_msg("U+%04X is U+%04X, not U+%04X", rows[i].from, gaz_fold_char(rows[i].from), rows[i].to);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(folds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
