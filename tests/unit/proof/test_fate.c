/* test_fate.c: what became of a mark, by the text that stands between two characters that are there still. */
/* link: gaz_proof gaz_output gaz_layout gaz_fonts gaz_styles gaz_input gaz_base */
#include "proof/marks/fate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct {
    const char *comment;
    struct gaz_fate_case it;
    enum gaz_fate fate;
} cases[] = {
    {"struck out, and it is out", {GAZ_EFFECT_DELETE, "", "", "各处", "", ""}, GAZ_FATE_DONE},
    {"it is there", {GAZ_EFFECT_DELETE, "", "", "各处", "", "各处"}, GAZ_FATE_OPEN},
    {"out, and so is what stood before it", {GAZ_EFFECT_DELETE, "", "管好", "各处", "", ""}, GAZ_FATE_DONE},
    {"out, and what stood behind is back",
     {GAZ_EFFECT_DELETE, "", "", "各处", "道路", "道路"},
     GAZ_FATE_DONE},
    {"out, and what stood behind is another",
     {GAZ_EFFECT_DELETE, "", "", "各处", "道路", "街道"},
     GAZ_FATE_DONE},
    {"there, and what stood behind is another",
     {GAZ_EFFECT_DELETE, "", "", "各处", "道路", "各处街道"},
     GAZ_FATE_OPEN},
    {"its first half is there still",
     {GAZ_EFFECT_DELETE, "", "", "免去万", "青的", "免去"},
     GAZ_FATE_OTHERWISE},
    {"its last is there still", {GAZ_EFFECT_DELETE, "", "再", "免去万", "", "万"}, GAZ_FATE_OTHERWISE},
    {"more stands there than did beside it",
     {GAZ_EFFECT_DELETE, "", "", "各处", "道", "全部的"},
     GAZ_FATE_OTHERWISE},
    {"another word", {GAZ_EFFECT_REPLACE, "全部", "", "各处", "", "全部"}, GAZ_FATE_DONE},
    {"another than was wanted", {GAZ_EFFECT_REPLACE, "全部", "", "各处", "", "所有"}, GAZ_FATE_OTHERWISE},
    {"another word, and more", {GAZ_EFFECT_REPLACE, "全部", "好", "各处", "", "完全部的"}, GAZ_FATE_DONE},
    {"a shorter one, that it has", {GAZ_EFFECT_REPLACE, "处", "", "各处", "", "处"}, GAZ_FATE_DONE},
    {"put in", {GAZ_EFFECT_INSERT, "全部", "", "", "", "全部"}, GAZ_FATE_DONE},
    {"not put in", {GAZ_EFFECT_INSERT, "全部", "", "", "", ""}, GAZ_FATE_OPEN},
    {"the same put in that was there", {GAZ_EFFECT_REPLACE, "各处", "", "各处", "", "各处"}, GAZ_FATE_OPEN},
    {"words about a text that is the same", {GAZ_EFFECT_NONE, "", "", "各处", "", "各处"}, GAZ_FATE_SAME},
    {"with more around it", {GAZ_EFFECT_NONE, "", "", "各处", "", "在各处的"}, GAZ_FATE_SAME},
    {"about a text that is another", {GAZ_EFFECT_NONE, "", "", "各处", "", "所有"}, GAZ_FATE_CHANGED},
    {"about a place, where there is more now", {GAZ_EFFECT_NONE, "", "", "", "", "所有"}, GAZ_FATE_CHANGED},
};

static void a_fate_is_told_by_the_text(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        enum gaz_fate fate = gaz_fate_of(&cases[i].it);
        if (fate != cases[i].fate)
            fail_msg("%s: %s, not %s", cases[i].comment, gaz_fate_name(fate), gaz_fate_name(cases[i].fate));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_fate_is_told_by_the_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
